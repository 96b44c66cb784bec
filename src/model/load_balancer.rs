//! The application load balancer.

use serde::Serialize;

use super::words::words;
use super::{Bounded, CertificateArn, DomainName};

/// `load_balancer {}`: an application load balancer, in the public subnets or, behind a CDN, in the private ones.
#[derive(Clone, Debug, Serialize)]
pub struct LoadBalancer {
    /// Domain of the certificate: created where it is a name of `dns`, looked up in ACM otherwise.
    pub domain_name: Option<DomainName>,
    /// ARN of an ACM certificate; wins over `domain_name`.
    pub certificate_arn: Option<CertificateArn>,
    /// Protocols and ciphers of the HTTPS listener.
    pub ssl_policy: SslPolicy,
    /// Seconds without a byte after which a connection is closed. Source: ELB API, 1 to 4000, AWS default 60.
    pub idle_timeout: Bounded<1, 4000>,
    /// Seconds an idle client connection is kept. Source: ELB API, 60 to 604800, AWS default 3600.
    pub client_keep_alive: Bounded<60, 604_800>,
    /// Whether the API refuses to delete it.
    pub enable_deletion_protection: bool,
}

impl LoadBalancer {
    /// Whether there is a certificate, and so a listener on 443.
    pub fn https(&self) -> bool {
        self.certificate_arn.is_some() || self.domain_name.is_some()
    }
}

/// TLS policies of an HTTPS listener that tfgen renders. All refuse TLS below 1.2.
/// Source: Elastic Load Balancing user guide, "Security policies for your Application Load Balancer".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SslPolicy {
    /// TLS 1.3 and 1.2, forward secrecy and AEAD only.
    Tls13Restricted,
    /// TLS 1.3 and 1.2: AWS's recommendation.
    Tls13,
    /// TLS 1.3 only.
    Tls13Only,
}

words!(SslPolicy {
    Tls13Restricted => "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    Tls13 => "ELBSecurityPolicy-TLS13-1-2-2021-06",
    Tls13Only => "ELBSecurityPolicy-TLS13-1-3-2021-06",
});
