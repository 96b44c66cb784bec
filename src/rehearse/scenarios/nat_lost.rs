//! A NAT gateway, or the NAT instance, is lost: whoever leaves through it reaches nothing outside.

use super::Stage;
use crate::model::Nat;
use crate::plan::alarms;
use crate::rehearse::behaviour::{LAUNCH, MACHINE_LOST, NAT_GATEWAY, ZONE_OUTAGE};
use crate::rehearse::group::Group;
use crate::rehearse::notice::{Series, fired};
use crate::rehearse::world::{Outside, Told};
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    let architecture = stage.architecture;
    if architecture.network.nat == Nat::None {
        return vec![Timeline::does_not_apply(architecture, Scenario::NatLost, None, "`nat` is `\"none\"`: there is no way out to lose")];
    }
    stage.each(Scenario::NatLost, |group| {
        if architecture.services.get(&group.service).is_some_and(|service| service.internet_egress) {
            play(stage, group)
        } else {
            let why = "it opens no connections to the internet";
            Timeline::does_not_apply(architecture, Scenario::NatLost, Some(&group.service), why)
        }
    })
}

fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let nat = stage.architecture.network.nat;
    let mut world = stage.world(Scenario::NatLost, group);
    let zone = &group.zones[0];
    let (what, back) = match nat {
        Nat::PerAz => (format!("the NAT gateway in {zone} is lost"), ZONE_OUTAGE.seconds),
        Nat::None | Nat::Single => ("the only NAT gateway is lost".to_owned(), ZONE_OUTAGE.seconds),
        Nat::Instance => ("the NAT instance is lost, and replaced by its own group".to_owned(), MACHINE_LOST.seconds + 2 * LAUNCH.seconds),
    };
    let affected = if nat == Nat::PerAz { world.count(|instance| instance.zone == 0) } else { group.desired };
    world.note(what, Some(&NAT_GATEWAY));
    world.note(format!("{affected} of {} instances reach nothing outside: their calls to the internet fail", group.desired), None);
    if nat != Nat::Instance {
        world.tell(Told::Issue);
    }
    world.outside_at(back, Outside::WayOutBack);
    world.run(back + 60);
    let mut timeline = Timeline::of(stage, Scenario::NatLost, &world);
    timeline.capacity_back = Some(back);
    if nat == Nat::Instance {
        // Its own group says how many there are.
        let mut series = Series::default();
        let minutes = (back + 600) / 60;
        let metric = alarms::metrics::nat_instance("AWS/AutoScaling", "GroupInServiceInstances", "Maximum");
        series.insert(&metric, (0..minutes).map(|minute| Some(if minute * 60 < back { 0.0 } else { 1.0 })).collect());
        timeline.noticed.extend(fired(&stage.alarms, &series, minutes as usize));
    }
    timeline.notes.push(
        "how many requests need the internet is not declared: none is counted as failed. Liveness does not ask the internet, so nobody is replaced"
            .to_owned(),
    );
    if group.launching_hook.is_some() && nat != Nat::PerAz {
        timeline.notes.push("an instance that has to be replaced meanwhile cannot report that it is ready".to_owned());
    }
    timeline
}
