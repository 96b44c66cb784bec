//! Instances are launched into the private subnet of a zone until it has no address left; databases into the database subnet.

use super::finding::{Finding, Route, of, route};
use super::judge::Judge;
use crate::model::{Architecture, Database, DatabaseClass, MultiAz, Name};
use crate::plan::cidr;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let network = &architecture.network;
    let Some(zone) = network.availability_zones.first() else { return };
    let ranges = cidr::zone_ranges(network.cidr_block, zone);
    // While a zone is away, the others carry its instances.
    let carrying = (network.availability_zones.len() as u32).saturating_sub(1).max(1);
    let mut private = vec![Need {
        what: "endpoints",
        addresses: network.interface_endpoints.len() as u32,
        at: route(["network", "interface_endpoints"]),
        why: "each has an address in every zone".to_owned(),
    }];
    private.extend(architecture.services.iter().map(|(name, service)| {
        let most = service.most_instances();
        let why = format!("up to {most} instances of `{name}` while it is deployed");
        Need { what: "instances", addresses: most.div_ceil(carrying), at: of(name, "max_size"), why }
    }));
    private.extend(architecture.databases.iter().filter(|(_, database)| database.proxy).map(|(name, database)| {
        let addresses = proxy(&database.instance_class);
        let why = format!("AWS wants {addresses} addresses free for a proxy of a {}", database.instance_class);
        Need { what: "of a proxy", addresses, at: route(["database", name.as_str(), "proxy"]), why }
    }));
    private.extend(architecture.cdn.as_ref().and(architecture.load_balancer.as_ref()).map(|_| {
        let why = "AWS wants 8 addresses free for a load balancer, which is in the private subnets behind a CDN".to_owned();
        Need { what: "of the load balancer", addresses: 8, at: route(["load_balancer"]), why }
    }));
    private.extend(architecture.cdn.as_ref().filter(|cdn| cdn.uses_load_balancer()).map(|_| {
        // Source: CloudFront developer guide, "Restrict access with VPC origins".
        let why = "CloudFront's own interface in front of the load balancer".to_owned();
        Need { what: "of the CDN", addresses: 1, at: route(["cdn"]), why }
    }));
    tier(judge, "private", ranges.private.prefix_len(), &private);

    let instances = |(name, database): (&Name, &Database)| {
        let addresses = instances(database);
        let why = format!("`{name}` can come to have its {addresses} instances in one zone");
        Need { what: "databases", addresses, at: route(["database", name.as_str()]), why }
    };
    tier(judge, "database", ranges.database.prefix_len(), &architecture.databases.iter().map(instances).collect::<Vec<_>>());
}

/// Who needs addresses of a zone's subnet, and how many.
struct Need {
    what: &'static str,
    addresses: u32,
    at: Route,
    why: String,
}

fn tier(judge: &mut Judge, tier: &str, prefix_len: u8, needs: &[Need]) {
    let addresses = 1_u64 << (32 - prefix_len);
    let needed = needs.iter().map(|need| u64::from(need.addresses)).sum::<u64>() + judge.threshold();
    if judge.above(needed, addresses) {
        let mut sums: Vec<(&str, u32)> = Vec::new();
        for need in needs.iter().filter(|need| need.addresses > 0) {
            match sums.iter_mut().find(|(what, _)| *what == need.what) {
                Some((_, sum)) => *sum += need.addresses,
                None => sums.push((need.what, need.addresses)),
            }
        }
        let sum: Vec<String> = sums.iter().map(|(what, sum)| format!("{sum} {what}")).collect();
        let message = format!(
            "{tier} subnets of {addresses} addresses are too small: a zone needs {needed} when it also carries what another one had ({} + {} \
             that AWS keeps)",
            sum.join(" + "),
            judge.threshold()
        );
        let label = format!("a {tier} subnet gets a /{prefix_len} of it");
        let finding = judge.finding(message, route(["network", "cidr_block"]), label);
        let related = |finding: Finding, need: &Need| finding.related(need.at.clone(), &need.why);
        let finding = needs.iter().filter(|need| need.addresses > 0).fold(finding, related);
        judge.report(finding.help("choose a larger range now: a VPC's range cannot be changed later"));
    }
}

/// A database's instances, all of which may have been moved into one zone.
fn instances(database: &Database) -> u32 {
    let takes_over = match database.multi_az {
        MultiAz::None => 0,
        MultiAz::Standby => 1,
        MultiAz::Cluster => 2,
    };
    1 + takes_over + *database.read_replicas
}

/// Addresses that AWS wants free for a proxy. Source: RDS user guide, "Planning for IP address capacity" of RDS Proxy.
fn proxy(class: &DatabaseClass) -> u32 {
    match class.as_str().rsplit('.').next() {
        Some("2xlarge") => 15,
        Some("4xlarge") => 25,
        Some("8xlarge") => 45,
        Some("12xlarge") => 60,
        Some("16xlarge") => 75,
        Some("24xlarge") => 110,
        _ => 10,
    }
}
