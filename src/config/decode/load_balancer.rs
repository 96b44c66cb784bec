//! `load_balancer {}`.

use super::number;
use crate::config::Reader;
use crate::model::{DomainName, LoadBalancer, SslPolicy};

pub(super) fn read(reader: &mut Reader<'_>, production: bool, domain_name: Option<&DomainName>) -> LoadBalancer {
    LoadBalancer {
        // With a name of its own the environment has a certificate for it.
        domain_name: reader.optional("domain_name").or_else(|| domain_name.cloned()),
        certificate_arn: reader.optional("certificate_arn"),
        ssl_policy: reader.or("ssl_policy", || SslPolicy::Tls13),
        idle_timeout: reader.or("idle_timeout", || number(60)),
        client_keep_alive: reader.or("client_keep_alive", || number(3600)),
        enable_deletion_protection: reader.or("enable_deletion_protection", || production),
    }
}
