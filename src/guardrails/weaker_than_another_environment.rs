//! What was tested where it is safer than in production was not tested.

use std::collections::BTreeMap;

use super::finding::{Route, of, route};
use super::judge::Judge;
use super::outline::{Again, Outline};
use crate::model::{Architecture, Database, Name};

/// Something of which production should have no less than any other environment.
pub(super) struct Strength {
    pub(super) what: String,
    route: Route,
    /// To compare.
    pub(super) rank: u64,
    /// To read.
    shown: String,
}

pub(super) fn check(outlines: &[Outline], again: &Again<'_>, judge: &mut Judge) {
    let strongest = strongest(outlines.iter().filter(|other| !other.production));
    let mut others: BTreeMap<&Name, Strengths> = BTreeMap::new();
    for production in outlines.iter().filter(|outline| outline.production) {
        let environment = &production.environment;
        let mut own: Option<Strengths> = None;
        for (what, rank) in &production.ranks {
            // One finding for each weakness: the strongest of the others is what it is measured by.
            let Some((other, theirs)) = strongest.get(what.as_str()) else { continue };
            if judge.below(*rank, *theirs) {
                let ours = own.get_or_insert_with(|| by_what(again(environment))).get(what);
                let theirs = others.entry(other).or_insert_with(|| by_what(again(other))).get(what);
                let (Some(ours), Some(theirs)) = (ours, theirs) else { continue };
                let message = format!("production has less than `{other}`: {what} is {} and {}", ours.shown, theirs.shown);
                let finding = judge.finding_in(environment, message, ours.route.clone(), format!("{} in `{environment}`", ours.shown));
                judge.report(
                    finding
                        .related_in(other, theirs.route.clone(), format!("{} in `{other}`", theirs.shown))
                        .help(format!("raise it in `{environment}`, or lower it in `{other}`: what works there has to work here")),
                );
            }
        }
    }
}

type Strengths = BTreeMap<String, Strength>;

fn by_what(architecture: Option<Architecture>) -> Strengths {
    architecture.iter().flat_map(strengths).map(|strength| (strength.what.clone(), strength)).collect()
}

/// The most there is of each thing, and where; the last of those who have as much.
fn strongest<'a>(others: impl Iterator<Item = &'a Outline>) -> BTreeMap<&'a str, (&'a Name, u64)> {
    let mut strongest: BTreeMap<&str, (&Name, u64)> = BTreeMap::new();
    for other in others {
        for (what, rank) in &other.ranks {
            if strongest.get(what.as_str()).is_none_or(|(_, known)| known <= rank) {
                strongest.insert(what, (&other.environment, *rank));
            }
        }
    }
    strongest
}

/// Everything that is compared.
pub(super) fn strengths(architecture: &Architecture) -> Vec<Strength> {
    let network = &architecture.network;
    let strength = |what: &str, route: Route, rank: u64, shown: String| Strength { what: what.to_owned(), route, rank, shown };
    let count = |what: &str, route: Route, count: u64| strength(what, route, count, count.to_string());
    let mut strengths = vec![
        strength("`nat`", route(["network", "nat"]), network.nat as u64, format!("`{}`", network.nat)),
        count("the number of zones", route(["network", "availability_zones"]), network.availability_zones.len() as u64),
        count(
            "`flow_log_retention_in_days`",
            route(["network", "flow_log_retention_in_days"]),
            (*network.flow_log_retention_in_days).into(),
        ),
    ];
    if let Some(load_balancer) = &architecture.load_balancer {
        let at = |argument| route(["load_balancer", argument]);
        let protected = load_balancer.enable_deletion_protection;
        strengths.extend([strength(
            "`enable_deletion_protection`",
            at("enable_deletion_protection"),
            protected.into(),
            protected.to_string(),
        )]);
    }
    for (name, service) in &architecture.services {
        let refresh = route(["service", name.as_str(), "instance_refresh", "min_healthy_percentage"]);
        strengths.extend([
            count(&format!("`min_size` of `{name}`"), of(name, "min_size"), (*service.min_size).into()),
            count(&format!("`max_size` of `{name}`"), of(name, "max_size"), (*service.max_size).into()),
            count(&format!("`min_healthy_percentage` of `{name}`"), refresh, (*service.instance_refresh.min_healthy_percentage).into()),
        ]);
    }
    if architecture.load_balancer.is_some() || architecture.cdn.is_some() {
        let firewall = architecture.waf.is_some();
        // What is not there cannot be pointed at.
        let at = route([if firewall { "waf" } else { "production" }]);
        strengths.push(strength("the firewall", at, firewall.into(), if firewall { "on" } else { "off" }.to_owned()));
    }
    for (name, bucket) in &architecture.buckets {
        let at = route(["bucket", name.as_str(), "versioning"]);
        strengths.push(strength(&format!("`versioning` of `{name}`"), at, bucket.versioning.into(), bucket.versioning.to_string()));
    }
    strengths.extend(architecture.databases.iter().flat_map(|(name, database)| of_database(name, database)));
    strengths
}

fn of_database(name: &Name, database: &Database) -> Vec<Strength> {
    let of = |argument: &str, rank: u64, shown: String| Strength {
        what: format!("`{argument}` of database `{name}`"),
        route: route(["database", name.as_str(), argument]),
        rank,
        shown,
    };
    let count = |argument, number: u32| of(argument, number.into(), number.to_string());
    let yes = |argument, yes: bool| of(argument, yes.into(), yes.to_string());
    let mut strengths = vec![
        of("multi_az", database.multi_az as u64, format!("`{}`", database.multi_az)),
        count("backup_retention_period", *database.backup_retention_period),
        count("log_retention_in_days", *database.log_retention_in_days),
        yes("deletion_protection", database.deletion_protection),
        yes("performance_insights_enabled", database.performance_insights_enabled),
        yes("proxy", database.proxy),
    ];
    let class = &database.instance_class;
    strengths.extend(class.memory_gib().map(|memory| {
        // A class that is always as fast as it is comes before one that is so for a while; of either kind, memory decides.
        let rank = u64::from(!class.burstable()) << 32 | u64::from(memory);
        of("instance_class", rank, format!("`{class}`"))
    }));
    strengths
}
