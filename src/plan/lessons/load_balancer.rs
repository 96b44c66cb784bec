//! The load balancer's part of lessons 5 and 9.

use super::Lesson;
use crate::model::{Architecture, LoadBalancer};

pub(super) fn lessons(architecture: &Architecture, load_balancer: &LoadBalancer) -> Vec<Lesson> {
    let mut lessons = vec![
        Lesson::equals(
            "aws_lb.this.idle_timeout",
            load_balancer.idle_timeout.get(),
            "services keep idle connections longer than that; the other way round they close one that a request is on its way through, \
             a 502 (lesson 5: draining connections)",
        ),
        Lesson::equals(
            "aws_lb.this.enable_deletion_protection",
            load_balancer.enable_deletion_protection,
            "the architecture decides whether this environment may be deleted",
        ),
        Lesson::equals(
            "aws_lb.this.drop_invalid_header_fields",
            true,
            "headers that a proxy and an application read differently smuggle requests",
        ),
        Lesson::equals(
            "aws_lb.this.access_logs[0].enabled",
            true,
            "without access logs a 5xx cannot be traced to a client (lesson 8: monitoring blind spots)",
        ),
        Lesson::equals(
            "aws_lb.this.internal",
            architecture.cdn.is_some(),
            "behind a CDN nobody may reach the load balancer past the firewall; without one it is the only way in (lesson 9: HTTPS at the edge)",
        ),
    ];
    if load_balancer.https() {
        let why = "clients speak TLS, or cookies and passwords travel in the clear (lesson 9: HTTPS at the edge)";
        lessons.push(Lesson::equals("aws_lb_listener.https.protocol", "HTTPS", why));
        let why = "older policies admit versions of TLS that are broken";
        lessons.push(Lesson::equals("aws_lb_listener.https.ssl_policy", load_balancer.ssl_policy.to_string(), why));
    }
    lessons
}
