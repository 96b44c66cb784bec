//! `dns {}`.

use super::{fixed, network::no_repeats, number};
use crate::config::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::{Dns, DnsHealthCheck, DomainName, Name, Service, UrlPath, in_zone};
use std::collections::BTreeMap;

/// The block, and whether it says itself what the health check asks for.
pub(super) fn read(reader: &mut Reader<'_>, production: bool) -> Option<(Dns, bool)> {
    let zone = reader.required::<DomainName>("zone");
    let create_zone = reader.or("create_zone", || false);
    let domain_name = reader.required::<DomainName>("domain_name");
    let others: Vec<DomainName> = reader.or("subject_alternative_names", Vec::new);
    let mut path_given = false;
    let health_check = reader
        .block("health_check", |reader| {
            path_given = reader.has("resource_path");
            health_check(reader)
        })
        .or_else(|| production.then(health_check_defaults));
    if let (Some(zone), Some(domain_name)) = (&zone, &domain_name) {
        for (argument, name) in
            std::iter::once(("domain_name", domain_name)).chain(others.iter().map(|name| ("subject_alternative_names", name)))
        {
            if !in_zone(name, zone) {
                let span = reader.span(argument);
                let zone_span = reader.span("zone");
                reader.report(
                    Diagnostic::error(format!("`{name}` is not in the zone `{zone}`"))
                        .at(span, "")
                        .related(zone_span, "the zone its records go into"),
                );
            }
        }
        no_repeats(reader, "subject_alternative_names", std::iter::once(domain_name).chain(&others).map(DomainName::as_str));
    }
    let dns = Dns { zone: zone?, create_zone, domain_name: domain_name?, subject_alternative_names: others, health_check };
    Some((dns, path_given))
}

/// Without a CDN there is no start page to ask for: what answers on every path is asked for its liveness.
pub(super) fn settle(dns: (Dns, bool), cdn: bool, services: &BTreeMap<Name, Service>) -> Dns {
    let (mut dns, path_given) = dns;
    let everywhere: UrlPath = fixed("/*");
    let service =
        services.values().filter_map(Service::web).find(|service| service.hosts.is_empty() && service.paths.contains(&everywhere));
    if let (Some(check), Some(service), false, false) = (&mut dns.health_check, service, cdn, path_given) {
        check.resource_path = service.health_check.path.clone();
    }
    dns
}

fn health_check(reader: &mut Reader<'_>) -> DnsHealthCheck {
    let default = health_check_defaults();
    let check = DnsHealthCheck {
        resource_path: reader.or("resource_path", || default.resource_path),
        failure_threshold: reader.or("failure_threshold", || default.failure_threshold),
        request_interval: reader.or("request_interval", || default.request_interval),
    };
    if ![10, 30].contains(&check.request_interval.get()) {
        reader.reject("request_interval", &format!("must be 10 or 30, found {}", check.request_interval));
    }
    check
}

fn health_check_defaults() -> DnsHealthCheck {
    DnsHealthCheck { resource_path: fixed("/"), failure_threshold: number(3), request_interval: number(30) }
}
