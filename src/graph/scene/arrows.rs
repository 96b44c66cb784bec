//! Who opens connections to whom: the flows, and what the roles permit of queues and buckets.

use std::collections::BTreeMap;

use super::nodes::through_nat;
use super::{Arrow, Part, Scene};
use crate::model::{Architecture, Cdn, Endpoint, Flow, Nat, Protocol};
use crate::plan::flows::flows;

/// Labels and purposes by pair. Flows and uses are apart, so that an arrow is one or the other.
type Wanted = BTreeMap<(Part, Part, bool), (Vec<String>, Vec<String>)>;

/// Every arrow between parts that are there. An end that is not has been reported by guardrails.
pub(super) fn arrows(architecture: &Architecture, scene: &Scene) -> Vec<Arrow> {
    let mut wanted = Wanted::new();
    // Between two ranges outside the VPC no security group has a say.
    let outside = |endpoint: &Endpoint| matches!(endpoint, Endpoint::Cidr(_));
    for flow in flows(architecture).into_iter().filter(|flow| !(outside(&flow.from) && outside(&flow.to))) {
        add_flow(architecture, &flow, &mut wanted);
    }
    edge(architecture, &mut wanted);
    uses(architecture, &mut wanted);
    let known = |part: &Part| scene.has(part);
    let arrows = wanted.into_iter().filter(|((from, to, _), _)| known(from) && known(to));
    arrows.map(|((from, to, use_of_api), (labels, purposes))| Arrow { from, to, label: labels.join(", "), purposes, use_of_api }).collect()
}

fn add(wanted: &mut Wanted, from: Part, to: Part, use_of_api: bool, label: &str, purpose: &str) {
    let (labels, purposes) = wanted.entry((from, to, use_of_api)).or_default();
    for (list, text) in [(labels, label), (purposes, purpose)] {
        if !list.iter().any(|known| known == text) {
            list.push(text.to_owned());
        }
    }
}

fn add_flow(architecture: &Architecture, flow: &Flow, wanted: &mut Wanted) {
    let (mut from, mut to) = (Part::from(&flow.from), Part::from(&flow.to));
    let mut port = match flow.protocol {
        Protocol::Tcp => flow.port.to_string(),
        Protocol::Udp => format!("{}/udp", flow.port),
    };
    let purpose = flow.purpose.to_string();
    if through_nat(architecture, &flow.from, &flow.to) {
        // A NAT instance has flows of its own; a gateway has no security group, and forwards what its clients may send.
        if architecture.network.nat == Nat::Instance {
            return;
        }
        add(wanted, Part::Nat, Part::Internet, false, &port, "forwarded to the internet");
        to = Part::Nat;
    }
    if to == Part::Internet && architecture.network.nat == Nat::None {
        port += ", no NAT";
    }
    if from == Part::Internet && to == Part::LoadBalancer && architecture.waf.is_some() {
        add(wanted, Part::Internet, Part::Waf, false, &port, &purpose);
        from = Part::Waf;
    }
    add(wanted, from, to, false, &port, &purpose);
}

/// What happens before the VPC, where there are no security groups.
fn edge(architecture: &Architecture, wanted: &mut Wanted) {
    if architecture.dns.is_some() {
        add(wanted, Part::Internet, Part::Dns, true, "asks", "the address of the public name");
    }
    let Some(cdn) = &architecture.cdn else { return };
    let requests = "HTTPS from clients; HTTP is answered with a redirect to it";
    if architecture.waf.is_some() {
        add(wanted, Part::Internet, Part::Waf, false, "443", requests);
        add(wanted, Part::Waf, Part::Cdn, false, "443", requests);
    } else {
        add(wanted, Part::Internet, Part::Cdn, false, "443", requests);
    }
    let files = if cdn_only(cdn) { "every file" } else { "files that no service answers" };
    add(wanted, Part::Cdn, Part::Assets, false, "443", files);
}

fn cdn_only(cdn: &Cdn) -> bool {
    !cdn.uses_load_balancer()
}

fn uses(architecture: &Architecture, wanted: &mut Wanted) {
    for (name, service) in &architecture.services {
        let own = || Part::Service(name.clone());
        for owner in &service.sends_to {
            add(wanted, own(), Part::Queue(owner.0.clone()), true, "sends to", "messages");
        }
        if service.worker().is_some() {
            add(wanted, own(), Part::Queue(name.clone()), true, "takes from", "messages");
        }
        for (buckets, verb) in [(&service.reads, "reads"), (&service.writes, "writes")] {
            for bucket in buckets {
                add(wanted, own(), Part::Bucket(bucket.name().clone()), true, verb, "objects");
            }
        }
    }
}
