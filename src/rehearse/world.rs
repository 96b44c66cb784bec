//! One service's world: a clock, a queue of events, and the instances they happen to.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::behaviour::{self, Behaviour};
use super::chance::Chance;
use super::group::Group;
use super::instance::{Instance, Phase, Target};
use super::traffic::{Snapshot, Traffic};

/// Something that happens to an instance, by its number, or to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// The machine runs.
    Booted(usize),
    /// The application answers.
    Answers(usize),
    /// The launching hook gives up.
    HookEnds(usize),
    /// The load balancer changes its mind; void if the instance changed meanwhile.
    TargetTurns(usize, u32),
    /// The group looks at an instance that was found dead.
    GroupNotices(usize),
    /// Requests in flight have had their time.
    Drained(usize),
    /// The application has ended, or its time is over.
    Stopped(usize),
    /// The machine is taken away.
    MachineGone(usize),
    /// Somebody outside the group acts.
    Outside(Outside),
    /// Scaling policies are asked.
    Scaling,
}

/// What a scenario brings about later on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outside {
    /// The zone is back.
    ZoneBack(usize),
    /// Instances reach the Auto Scaling API again.
    WayOutBack,
    /// The deployment is given up and rolled back.
    RollBack,
    /// The alarm that a deployment is watched by looks at the last minutes.
    Watch,
    /// The next batch of a deployment, if the last one serves.
    Deploy,
    /// The database answers again.
    DatabaseBack,
    /// Terraform has made the group's hooks.
    HooksMade,
}

/// A line of a timeline.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Seconds since the beginning.
    pub at: u32,
    /// What happened.
    pub what: String,
    /// What it follows from.
    pub behaviour: Option<&'static str>,
}

/// Why it does not heal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Instances are given up by their hook before they answer.
    HookTooShort,
    /// Instances are ready and cannot say so.
    CannotReport,
    /// Instances are replaced before they can be healthy.
    GraceTooShort,
    /// An instance that answers nobody is never replaced.
    NobodyReplaces,
}

/// See the module.
pub struct World<'a> {
    pub(super) group: &'a Group,
    pub(super) now: u32,
    queue: BinaryHeap<Reverse<(u32, u32, Event)>>,
    sequence: u32,
    pub(super) instances: Vec<Instance>,
    pub(super) desired: u32,
    pub(super) lost: Vec<bool>,
    /// How many times as long a start takes.
    pub(super) slowness: u32,
    pub(super) can_report: bool,
    /// Whether hooks exist for what is launched now.
    pub(super) hooks: bool,
    /// Whether what is launched now ever answers.
    pub(super) broken: bool,
    /// Whether what is launched now answers every request with an error.
    pub(super) faulty: bool,
    pub(super) deploying: bool,
    pub(super) chance: Chance,
    /// Requests.
    pub traffic: Traffic,
    /// What happened.
    pub log: Vec<Entry>,
    /// Instances that serve, whenever that changes.
    pub curve: Vec<(u32, u32)>,
    /// Instances in a row that were given up before they ever served.
    pub(super) wasted: u32,
    pub(super) cause: Option<Cause>,
    /// When each notice that AWS itself sends is sent.
    pub(super) told: Vec<(u32, Told)>,
    /// Guardrails whose findings can be seen here, by id.
    pub(super) shows: BTreeSet<&'static str>,
    /// Whether requests go to everybody, because nobody is healthy.
    pub(super) open: bool,
    /// Things outside that are still to come: what loops until then may end with them.
    expected: u32,
}

/// Events that AWS publishes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A launch failed.
    LaunchFailed,
    /// A policy changed the group's size.
    Scaled,
    /// A deployment failed.
    DeploymentFailed,
    /// AWS has an issue.
    Issue,
}

/// Longest time that is looked at.
pub const HORIZON: u32 = 6 * 3600;

impl<'a> World<'a> {
    /// Everything in service and healthy, spread over the zones.
    pub fn new(group: &'a Group, chance: Chance) -> Self {
        let mut world = Self::empty(group, chance);
        for _ in 0..group.desired {
            let zone = world.emptiest_zone();
            let mut instance = Instance::new(zone);
            instance.phase = Phase::InService;
            instance.answers = true;
            instance.machine = true;
            instance.served = true;
            instance.target = if group.check.is_some() { Target::Healthy } else { Target::None };
            instance.offset = world.chance.between(1, group.check.map_or(1, |check| check.interval));
            // Long enough ago for grace and warm-up to be over.
            instance.in_service_at = None;
            world.instances.push(instance);
        }
        world.observe();
        world
    }

    /// Nothing yet.
    pub fn empty(group: &'a Group, chance: Chance) -> Self {
        Self {
            group,
            now: 0,
            queue: BinaryHeap::new(),
            sequence: 0,
            instances: Vec::new(),
            desired: group.desired,
            lost: vec![false; group.zones.len()],
            slowness: 1,
            can_report: group.can_report,
            hooks: true,
            broken: false,
            faulty: false,
            deploying: false,
            chance,
            traffic: Traffic::new(&group.load, group.check.is_none()),
            log: Vec::new(),
            curve: Vec::new(),
            wasted: 0,
            cause: None,
            told: Vec::new(),
            shows: BTreeSet::new(),
            open: false,
            expected: 0,
        }
    }

    pub(super) fn at(&mut self, time: u32, event: Event) {
        self.sequence += 1;
        self.queue.push(Reverse((time, self.sequence, event)));
    }

    pub(super) fn after(&mut self, seconds: u32, event: Event) {
        self.at(self.now.saturating_add(seconds), event);
    }

    /// Lets something outside happen at a time.
    pub(super) fn outside_at(&mut self, time: u32, outside: Outside) {
        self.expected += 1;
        self.at(time, Event::Outside(outside));
    }

    /// Writes a line.
    pub fn note(&mut self, what: impl Into<String>, behaviour: Option<&Behaviour>) {
        self.log.push(Entry { at: self.now, what: what.into(), behaviour: behaviour.map(|behaviour| behaviour.id) });
    }

    pub(super) fn tell(&mut self, what: Told) {
        let at = self.now + if what == Told::Issue { behaviour::HEALTH.seconds } else { behaviour::EVENTS.seconds };
        self.told.push((at, what));
    }

    /// Lets events happen until everything is as it should be again, or never will be. Whatever happens, `least` seconds are looked at.
    pub fn run(&mut self, least: u32) {
        self.observe();
        while let Some(Reverse((time, _, event))) = self.queue.pop() {
            if time > HORIZON || (self.settled() && time > least && self.expected == 0) {
                break;
            }
            self.pass(time);
            if matches!(event, Event::Outside(_)) {
                self.expected = self.expected.saturating_sub(1);
            }
            self.happen(event);
            self.observe();
            if self.looping() {
                return;
            }
        }
        if !self.settled() && self.cause.is_none() && self.stuck() {
            self.cause = Some(Cause::NobodyReplaces);
        }
        // Alarms that fired have to have the time to end.
        let end = self.now.max(least) + 900;
        self.pass(end);
    }

    fn pass(&mut self, to: u32) {
        let who = self.snapshot();
        self.traffic.pass(self.now, to, &who);
        self.now = to;
    }

    /// Whether every instance that is wanted serves, and nothing else is under way.
    pub(super) fn settled(&self) -> bool {
        !self.deploying
            && self.serving() == self.desired
            && self.instances.iter().all(|instance| instance.phase == Phase::Gone || instance.phase == Phase::InService && !instance.marked)
    }

    /// An instance in service that serves nobody, and nobody minds.
    fn stuck(&self) -> bool {
        self.instances.iter().any(|instance| instance.phase == Phase::InService && !instance.marked && !instance.serves())
    }

    /// The terminate-and-replace loop: three generations in a row that never served anyone.
    fn looping(&self) -> bool {
        self.cause.is_some() && !self.deploying && self.expected == 0 && self.wasted >= 3 * self.desired.max(1)
    }

    /// Instances that answer whoever asks.
    pub fn serving(&self) -> u32 {
        self.count(Instance::serves)
    }

    pub(super) fn count(&self, what: impl Fn(&Instance) -> bool) -> u32 {
        u32::try_from(self.instances.iter().filter(|instance| what(instance)).count()).unwrap_or(u32::MAX)
    }

    pub(super) fn observe(&mut self) {
        let serving = self.serving();
        match self.curve.last_mut() {
            Some((at, last)) if *at == self.now => *last = serving,
            Some((_, last)) if *last == serving => {}
            _ => self.curve.push((self.now, serving)),
        }
    }

    fn snapshot(&self) -> Snapshot {
        let mut who = Snapshot { zones: vec![0; self.group.zones.len()], ..Snapshot::default() };
        let targets = |instance: &&Instance| instance.phase == Phase::InService;
        let healthy = |instance: &Instance| matches!(instance.target, Target::Healthy | Target::None);
        let open = !self.instances.iter().filter(targets).any(healthy);
        for instance in self.instances.iter().filter(targets) {
            who.in_service += 1;
            who.unhealthy += u32::from(instance.target == Target::Unhealthy);
            if instance.target == Target::Healthy {
                who.zones[instance.zone] += 1;
            }
            if !(healthy(instance) || open && instance.target == Target::Unhealthy) {
                continue;
            }
            if instance.answers {
                who.answering += 1;
                who.faulty += u32::from(instance.faulty);
            } else {
                who.hanging += 1;
            }
        }
        who
    }
}
