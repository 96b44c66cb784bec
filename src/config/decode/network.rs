//! `network {}`.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{fixed, number};
use crate::config::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::{AwsService, Nat, Network, Region, Zone};

pub(super) fn read(reader: &mut Reader<'_>, region: Option<&Region>, production: bool) -> Option<Network> {
    reader.required_block("network", |reader| {
        let cidr_block = reader.required("cidr_block");
        let availability_zones = zones(reader, region);
        let nat = reader.or("nat", || if production { Nat::PerAz } else { Nat::Single });
        let nat_instance_type = reader.or("nat_instance_type", || fixed("t4g.nano"));
        let interface_endpoints: Vec<AwsService> = reader.or("interface_endpoints", Vec::new);
        let flow_log_retention_in_days = reader.or("flow_log_retention_in_days", || number(30));
        no_repeats(reader, "interface_endpoints", interface_endpoints.iter().map(AwsService::as_str));
        Some(Network {
            cidr_block: cidr_block?,
            availability_zones: availability_zones?,
            nat,
            nat_instance_type,
            interface_endpoints,
            flow_log_retention_in_days,
        })
    })?
}

fn zones(reader: &mut Reader<'_>, region: Option<&Region>) -> Option<Vec<Zone>> {
    let zones: Vec<Zone> = match reader.optional("availability_zones") {
        Some(zones) => zones,
        None if reader.has("availability_zones") => return None,
        // Two zones are what a load balancer needs; every commercial region has an `a` and a `b` or a `c`, but only the user's account
        // knows which, so the default is the common case and an explicit list wins.
        None => ["a", "b"].iter().filter_map(|letter| Zone::from_str(&format!("{}{letter}", region?.as_str())).ok()).collect(),
    };
    for (index, zone) in zones.iter().enumerate() {
        if let Some(region) = region.filter(|region| zone.region() != region.as_str()) {
            let span = reader.element("availability_zones", index);
            reader.report(Diagnostic::error(format!("zone `{zone}` is not in region `{}`", region.as_str())).at(span, ""));
        }
    }
    if region.is_some() && zones.len() < 2 {
        let span = reader.span("availability_zones");
        reader.report(
            Diagnostic::error("a network needs at least two availability zones: a load balancer cannot be in one alone")
                .at(span, "")
                .help("name a second zone; its subnets cost nothing"),
        );
    }
    no_repeats(reader, "availability_zones", zones.iter().map(Zone::as_str));
    Some(zones)
}

/// Reports an element that stands in a list twice.
pub(super) fn no_repeats<'t>(reader: &mut Reader<'_>, argument: &str, elements: impl Iterator<Item = &'t str>) {
    let mut seen = BTreeMap::new();
    for (index, element) in elements.enumerate() {
        if let Some(first) = seen.insert(element, index) {
            let (again, first) = (reader.element(argument, index), reader.element(argument, first));
            let diagnostic = Diagnostic::error(format!("`{argument}` names `{element}` twice"));
            reader.report(diagnostic.at(again, "again here").related(first, "first written here"));
        }
    }
}
