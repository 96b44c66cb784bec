//! Lessons 3 and 9: a release is seen within minutes, and nobody speaks without TLS.

use super::{Lesson, bucket};
use crate::model::{Cache, Cdn, ManagedCachePolicy, Ttls};
use crate::plan::cdn::CdnView;

const DISTRIBUTION: &str = "aws_cloudfront_distribution.this";

pub(super) fn lessons(cdn: &Cdn, view: &CdnView) -> Vec<Lesson> {
    let mut lessons = ttls(
        "html",
        &cdn.html,
        "pages are looked at again after that long, which is how long a release stays unseen (lesson 3: cache invalidation)",
    );
    if cdn.behaviors.iter().any(|behavior| behavior.cache == Cache::Static) {
        let why = "files with their content's hash in their name never change, and every request for one that is not cached costs (lesson 3: cache invalidation)";
        lessons.extend(ttls("static", &cdn.static_assets.ttls, why));
    }
    for (index, behavior) in cdn.behaviors.iter().enumerate() {
        let address = format!("{DISTRIBUTION}.ordered_cache_behavior[{index}]");
        let why = "the first pattern that fits decides how long an answer is cached, and who gives it (lesson 3: cache invalidation)";
        lessons.push(Lesson::equals(format!("{address}.path_pattern"), behavior.path_pattern.to_string(), why));
        match &behavior.cache {
            Cache::Own(name, times) => lessons.extend(ttls(
                &name.identifier(),
                times,
                "the architecture sets this behavior's times (lesson 3: cache invalidation)",
            )),
            Cache::Never => {
                let why = "with another policy one customer is shown what was answered to another (lesson 3: cache invalidation)";
                lessons.push(Lesson::equals(format!("{address}.cache_policy_id"), ManagedCachePolicy::CachingDisabled.id(), why));
            }
            Cache::Managed(_) | Cache::Static => {}
        }
    }
    let behaviors = format!("concat({DISTRIBUTION}.default_cache_behavior, {DISTRIBUTION}.ordered_cache_behavior)");
    lessons.push(Lesson::holds(
        format!("alltrue([for behavior in {behaviors} : behavior.viewer_protocol_policy == \"redirect-to-https\"])"),
        "a path is served without TLS: mixed content, or a loop between redirects (lesson 9: HTTPS at the edge)",
    ));
    if cdn.uses_load_balancer() {
        let seconds = cdn.origin_read_timeout.get();
        let origin = format!("one([for origin in {DISTRIBUTION}.origin : origin if origin.origin_id == \"load_balancer\"])");
        lessons.push(Lesson::holds(
            format!("{origin}.vpc_origin_config[0].origin_read_timeout == {seconds}"),
            format!("CloudFront no longer waits {seconds} s: below the slowest request it gives up while the service still works on it"),
        ));
    }
    let why = "requests to the bucket that are not signed come from past the distribution (lesson 9: HTTPS at the edge)";
    lessons.push(Lesson::equals("aws_cloudfront_origin_access_control.assets.signing_behavior", "always", why));
    lessons.extend(view.buckets.iter().flat_map(bucket::lessons));
    lessons
}

fn ttls(label: &str, ttls: &Ttls, why: &str) -> Vec<Lesson> {
    [("min_ttl", ttls.min_ttl), ("default_ttl", ttls.default_ttl), ("max_ttl", ttls.max_ttl)]
        .map(|(argument, seconds)| Lesson::equals(format!("aws_cloudfront_cache_policy.{label}.{argument}"), seconds.get(), why))
        .into()
}
