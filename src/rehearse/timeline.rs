//! What a rehearsal comes to.

use serde::Serialize;

use super::Scenario;
use super::group::Group;
use super::notice::{self, Notice};
use super::scenarios::Stage;
use super::world::{Cause, HORIZON, World};
use crate::model::{Architecture, Name};

/// One scenario, played to its end for one service.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// The environment.
    pub environment: Name,
    /// What fails.
    pub scenario: Scenario,
    /// Whose timeline it is; `None` where it is the whole environment's.
    pub service: Option<Name>,
    /// How it ends.
    pub verdict: Verdict,
    /// Who is told, the first one first.
    pub noticed: Vec<Notice>,
    /// Seconds until as many instances serve as should; `None`: never in the time that was looked at.
    pub capacity_back: Option<u32>,
    /// Fewest instances that served.
    pub least_healthy: u32,
    /// Instances that should serve at the end.
    pub wanted: u32,
    /// What comes in: `requests` or `jobs`.
    pub unit: &'static str,
    /// How many came in while it was looked at.
    pub requests: u64,
    /// Requests that failed for good, by why.
    pub failed: Vec<Failed>,
    /// The declared objective, where there is one and the scenario is about a lost instance.
    pub objective: Option<Objective>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Guardrails whose findings it shows the consequence of, by id.
    pub shows: Vec<&'static str>,
    /// Instances that served, whenever that changed.
    pub serving: Vec<Serving>,
    /// What else has to be known.
    pub notes: Vec<String>,
    /// Numbers that nobody declared.
    pub assumptions: Vec<String>,
}

/// How a scenario ends.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// Everything is as it was.
    Heals,
    /// It goes on as long as the cause: the group is too small.
    TooSmall {
        /// What is missing.
        why: String,
    },
    /// Somebody has to act.
    ByHand {
        /// What to do.
        what: String,
    },
    /// It does not converge.
    NeverHeals {
        /// What happens instead.
        why: String,
        /// The guardrail that would have caught it.
        rule: &'static str,
    },
    /// There is nothing here that could fail in this way.
    DoesNotApply {
        /// Why.
        why: String,
    },
}

/// Requests that failed for one reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failed {
    /// Why.
    pub why: String,
    /// How many.
    pub requests: u64,
}

/// `recovery_time_objective_seconds`, and whether it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Objective {
    /// As declared.
    pub seconds: u32,
    /// Whether capacity is back by then.
    pub met: bool,
}

/// A line of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Seconds since the beginning.
    pub at: u32,
    /// What happened.
    pub what: String,
    /// The behaviour it follows from, by id.
    pub behaviour: Option<&'static str>,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Serving {
    /// Seconds since the beginning.
    pub at: u32,
    /// Instances that serve from then on.
    pub instances: u32,
}

impl Timeline {
    /// One that says only why there is none.
    pub fn does_not_apply(architecture: &Architecture, scenario: Scenario, service: Option<&Name>, why: impl Into<String>) -> Self {
        Self::bare(architecture, scenario, service, Verdict::DoesNotApply { why: why.into() })
    }

    /// One without instances or requests.
    pub(super) fn bare(architecture: &Architecture, scenario: Scenario, service: Option<&Name>, verdict: Verdict) -> Self {
        Self {
            environment: architecture.environment.clone(),
            scenario,
            service: service.cloned(),
            verdict,
            noticed: Vec::new(),
            capacity_back: None,
            least_healthy: 0,
            wanted: 0,
            unit: "requests",
            requests: 0,
            failed: Vec::new(),
            objective: None,
            steps: Vec::new(),
            shows: Vec::new(),
            serving: Vec::new(),
            notes: Vec::new(),
            assumptions: Vec::new(),
        }
    }

    /// What became of a world.
    pub(super) fn of(stage: &Stage<'_>, scenario: Scenario, world: &World<'_>) -> Self {
        let architecture = stage.architecture;
        let group = world.group;
        let wanted = world.desired;
        let verdict = match world.cause.filter(|_| !world.settled()) {
            None if world.settled() => Verdict::Heals,
            cause => never(cause.unwrap_or(Cause::NobodyReplaces), group),
        };
        let capacity_back = back(&world.curve, wanted).filter(|_| verdict == Verdict::Heals);
        let objective = architecture.services.get(&group.service).and_then(|service| service.recovery_time_objective_seconds);
        let objective = objective
            .filter(|_| scenario.loses_an_instance())
            .map(|seconds| Objective { seconds: *seconds, met: capacity_back.is_some_and(|back| back <= *seconds) });
        let mut shows = world.shows.clone();
        if let Verdict::NeverHeals { rule, .. } = &verdict {
            shows.insert(rule);
        }
        if scenario == Scenario::InstanceHung && verdict == Verdict::Heals && objective.is_some_and(|objective| !objective.met) {
            shows.insert("healing-slower-than-recovery-objective");
        }
        let mut entries = world.log.clone();
        entries.sort_by_key(|entry| entry.at);
        let steps = entries.into_iter().map(|entry| Step { at: entry.at, what: entry.what, behaviour: entry.behaviour });
        Self {
            noticed: notice::notices(stage, world),
            capacity_back,
            least_healthy: world.curve.iter().map(|(_, serving)| *serving).min().unwrap_or_default(),
            wanted,
            unit: if group.check.is_some() { "requests" } else { "jobs" },
            requests: whole(world.traffic.total),
            failed: world
                .traffic
                .failed
                .iter()
                .map(|(why, requests)| Failed { why: (*why).to_owned(), requests: whole(*requests) })
                .filter(|failed| failed.requests > 0)
                .collect(),
            objective,
            shows: shows.into_iter().collect(),
            steps: folded(steps.collect()),
            serving: world.curve.iter().map(|(at, instances)| Serving { at: *at, instances: *instances }).collect(),
            assumptions: group.load.from.clone(),
            ..Self::bare(architecture, scenario, Some(&group.service), verdict)
        }
    }

    /// Requests that failed for good.
    pub fn failures(&self) -> u64 {
        self.failed.iter().map(|failed| failed.requests).sum()
    }

    /// Whether it is one to be changed before it is deployed.
    pub fn wrong(&self) -> bool {
        matches!(self.verdict, Verdict::NeverHeals { .. }) || self.objective.is_some_and(|objective| !objective.met)
    }

    /// Seconds that the picture and the tables have to show.
    pub fn end(&self) -> u32 {
        let steps = self.steps.iter().map(|step| step.at);
        let noticed = self.noticed.iter().map(|notice| notice.at);
        steps.chain(noticed).chain(self.capacity_back).max().unwrap_or_default().min(HORIZON)
    }
}

/// When as many serve as should, for good; 0 where it was never otherwise.
fn back(curve: &[(u32, u32)], wanted: u32) -> Option<u32> {
    if curve.last().is_none_or(|(_, serving)| *serving < wanted) {
        return None;
    }
    let after = curve.iter().rposition(|(_, serving)| *serving < wanted).map_or(0, |index| index + 1);
    curve.get(after).map(|(at, _)| if after == 0 { 0 } else { *at })
}

fn never(cause: Cause, group: &Group) -> Verdict {
    let hook = group.launching_hook.unwrap_or_default();
    let (why, rule) = match cause {
        Cause::HookTooShort => (
            format!(
                "every new instance is given up by its launching hook after {hook} s, before it answers, and the next one fares no better"
            ),
            "launching-hook-shorter-than-slow-start",
        ),
        Cause::CannotReport => (
            format!("every new instance is ready, cannot reach the Auto Scaling API to say so, and is given up after {hook} s"),
            "lifecycle-report-without-way-out",
        ),
        Cause::GraceTooShort => (
            format!(
                "every new instance is replaced after its grace period of {} s, before it can be healthy: terminate and replace, for ever",
                group.grace
            ),
            "grace-period-shorter-than-startup",
        ),
        Cause::NobodyReplaces => (
            "the instance answers nobody, and the group, which asks only whether the machine runs, leaves it there".to_owned(),
            "ec2-health-check-behind-load-balancer",
        ),
    };
    Verdict::NeverHeals { why, rule }
}

/// Lines that say the same at the same time are one.
fn folded(steps: Vec<Step>) -> Vec<Step> {
    let mut folded: Vec<(Step, u32)> = Vec::new();
    for step in steps {
        match folded.last_mut() {
            Some((last, times)) if *last == step => *times += 1,
            _ => folded.push((step, 1)),
        }
    }
    let said = |(step, times): (Step, u32)| if times > 1 { Step { what: format!("{} ({times} times)", step.what), ..step } } else { step };
    folded.into_iter().map(said).collect()
}

/// A number of requests: what is only a part of one happened to somebody.
pub(super) fn whole(number: f64) -> u64 {
    // At most 6 h of at most 10^6 × 1000 / 60 requests a second.
    number.round().clamp(0.0, 1e15) as u64
}
