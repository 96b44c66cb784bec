//! The life of an instance: launched, started, let into service, found dead. How it ends is in `ending`.

use super::behaviour::{
    FAIL_OPEN, GRACE, GROUP_NOTICES, LAUNCH, LAUNCHING_HOOK, MACHINE_LOST, OTHER_ZONES, REPLACE, TARGET_HEALTHY, TARGET_UNHEALTHY,
};
use super::world::{Cause, Event, Outside, Told, World};

/// Where an instance is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Launched, not in service.
    Pending,
    /// In service: a target.
    InService,
    /// No new requests.
    Draining,
    /// The application is ending.
    Stopping,
    /// There is no such instance any more.
    Gone,
}

/// What the load balancer thinks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nobody asks.
    None,
    /// Not asked often enough yet.
    Initial,
    /// Gets requests.
    Healthy,
    /// Gets none, unless nobody is healthy.
    Unhealthy,
}

/// One machine.
#[derive(Clone, Debug)]
pub struct Instance {
    pub(super) zone: usize,
    pub(super) phase: Phase,
    pub(super) target: Target,
    /// Whether the machine is there.
    pub(super) machine: bool,
    /// Whether the application answers.
    pub(super) answers: bool,
    /// Whether it runs the version that never answers.
    pub(super) broken: bool,
    /// Whether it runs the version that answers with errors.
    pub(super) faulty: bool,
    /// Whether it runs what a deployment is to replace.
    pub(super) old: bool,
    /// Whether the group has decided to replace it.
    pub(super) marked: bool,
    /// Whether it ever served.
    pub(super) served: bool,
    pub(super) hooked: bool,
    /// When it entered service; `None` is long ago.
    pub(super) in_service_at: Option<u32>,
    /// Seconds until the load balancer's next check, after any change.
    pub(super) offset: u32,
    epoch: u32,
}

impl Instance {
    pub(super) fn new(zone: usize) -> Self {
        Self {
            zone,
            phase: Phase::Pending,
            target: Target::None,
            machine: false,
            answers: false,
            broken: false,
            faulty: false,
            old: false,
            marked: false,
            served: false,
            hooked: false,
            in_service_at: None,
            offset: 1,
            epoch: 0,
        }
    }

    /// Whether it answers whoever is sent to it, and is sent somebody.
    pub(super) fn serves(&self) -> bool {
        self.phase == Phase::InService && self.answers && matches!(self.target, Target::Healthy | Target::None)
    }

    /// Whether it counts against the most that there may be.
    pub(super) fn there(&self) -> bool {
        matches!(self.phase, Phase::Pending | Phase::InService)
    }

    fn alive(&self) -> bool {
        self.there() && !self.marked
    }
}

impl World<'_> {
    /// The zone with the fewest instances that a new one can be launched in.
    pub(super) fn emptiest_zone(&self) -> usize {
        let count = |zone: usize| self.instances.iter().filter(|instance| instance.zone == zone && instance.alive()).count();
        (0..self.group.zones.len()).filter(|zone| !self.lost[*zone]).min_by_key(|zone| count(*zone)).unwrap_or_default()
    }

    /// Brings the group to its size: launches what is missing, ends what is to be replaced, as far as its percentages allow.
    pub(super) fn reconcile(&mut self) {
        let (most, floor) = (self.group.most(self.desired), self.group.floor(self.desired));
        let anywhere = self.lost.iter().any(|lost| !lost);
        loop {
            while anywhere && self.count(Instance::alive) < self.desired && self.count(Instance::there) < most {
                self.launch();
            }
            let marked = |instance: &Instance| instance.marked && instance.phase == Phase::InService;
            // Whoever serves goes last.
            let idle = self.instances.iter().position(|instance| marked(instance) && !instance.serves());
            let Some(index) = idle.or_else(|| self.instances.iter().position(marked)) else { return };
            let served = self.count(|instance| instance.serves() && !instance.marked);
            let coming = self.instances.iter().any(|instance| instance.phase == Phase::Pending);
            // Where nothing can be launched beside it and nothing is coming, it has to go first.
            let in_the_way = anywhere && !coming && self.count(Instance::alive) < self.desired;
            if served < floor && !in_the_way {
                return;
            }
            self.end(index);
        }
    }

    pub(super) fn launch(&mut self) {
        let zone = self.emptiest_zone();
        let mut instance = Instance::new(zone);
        instance.offset = self.chance.between(1, self.group.check.map_or(1, |check| check.interval));
        instance.broken = self.broken;
        instance.faulty = self.faulty;
        instance.hooked = self.hooks && self.group.launching_hook.is_some();
        self.instances.push(instance);
        let behaviour = if self.lost.contains(&true) { &OTHER_ZONES } else { &REPLACE };
        self.note(format!("an instance is launched in {}", self.group.zones[zone]), Some(behaviour));
        let seconds = self.chance.between(LAUNCH.seconds / 2, LAUNCH.seconds);
        self.after(seconds, Event::Booted(self.instances.len() - 1));
    }

    pub(super) fn happen(&mut self, event: Event) {
        match event {
            Event::Booted(index) => self.booted(index),
            Event::Answers(index) => self.answers(index),
            Event::HookEnds(index) => self.hook_ends(index),
            Event::TargetTurns(index, epoch) if self.instances[index].epoch == epoch => self.target_turns(index),
            Event::TargetTurns(..) => {}
            Event::GroupNotices(index) => self.group_notices(index),
            Event::Drained(index) => self.drained(index),
            Event::Stopped(index) => self.gone(index),
            Event::MachineGone(index) => self.lose(index),
            Event::Outside(outside) => self.outside(outside),
            Event::Scaling => self.scale(),
        }
    }

    fn booted(&mut self, index: usize) {
        if self.instances[index].phase != Phase::Pending {
            return;
        }
        self.instances[index].machine = true;
        if !self.instances[index].broken {
            self.after(self.group.startup * self.slowness, Event::Answers(index));
        }
        match self.group.launching_hook.filter(|_| self.instances[index].hooked) {
            Some(timeout) => self.after(timeout, Event::HookEnds(index)),
            None => self.enter_service(index),
        }
    }

    fn answers(&mut self, index: usize) {
        let instance = &mut self.instances[index];
        if !instance.machine || matches!(instance.phase, Phase::Gone | Phase::Stopping) {
            return;
        }
        instance.answers = true;
        if instance.phase == Phase::Pending {
            if self.can_report {
                self.note("it is ready, and says so", Some(&LAUNCHING_HOOK));
                self.enter_service(index);
            } else {
                self.note("it is ready, and cannot tell the Auto Scaling API", Some(&LAUNCHING_HOOK));
            }
        } else if self.group.check.is_some() {
            self.judge(index);
        } else {
            self.serves(index, "it works on jobs");
        }
    }

    fn hook_ends(&mut self, index: usize) {
        if self.instances[index].phase != Phase::Pending {
            return;
        }
        let ready = self.instances[index].answers;
        if !self.instances[index].broken {
            self.cause = Some(if ready { Cause::CannotReport } else { Cause::HookTooShort });
        }
        self.wasted += 1;
        let timeout = self.group.launching_hook.unwrap_or_default();
        self.note(format!("its launching hook gives it up after {timeout} s"), Some(&LAUNCHING_HOOK));
        self.tell(Told::LaunchFailed);
        self.instances[index].phase = Phase::Gone;
        if self.deploying {
            self.outside_at(self.now + 1, Outside::Deploy);
        } else {
            self.reconcile();
        }
    }

    fn enter_service(&mut self, index: usize) {
        let now = self.now;
        let asked = self.group.check.is_some();
        let instance = &mut self.instances[index];
        instance.phase = Phase::InService;
        instance.in_service_at = Some(now);
        instance.target = if asked { Target::Initial } else { Target::None };
        if !asked && instance.answers {
            self.serves(index, "it works on jobs");
        }
        self.judge(index);
    }

    fn serves(&mut self, index: usize, what: &str) {
        self.instances[index].served = true;
        self.open = false;
        self.wasted = 0;
        self.cause = None;
        self.note(what, self.group.check.map(|_| &TARGET_HEALTHY));
        self.observe();
        if self.deploying {
            // An instance refresh goes on once the new instance has warmed up.
            self.outside_at(self.now + self.group.warmup.max(1), Outside::Deploy);
        } else {
            self.reconcile();
        }
    }

    /// What the load balancer is going to find, from its next check on.
    pub(super) fn judge(&mut self, index: usize) {
        let Some(check) = self.group.check else { return };
        let instance = &mut self.instances[index];
        if instance.phase != Phase::InService {
            return;
        }
        instance.epoch += 1;
        let (epoch, first) = (instance.epoch, instance.offset);
        let seconds = match (instance.answers, instance.target) {
            (true, Target::Initial) => first,
            (true, Target::Unhealthy) => first + (check.healthy - 1) * check.interval,
            (false, Target::Initial | Target::Healthy) => first + (check.unhealthy - 1) * check.interval + check.timeout,
            _ => return,
        };
        self.after(seconds, Event::TargetTurns(index, epoch));
    }

    fn target_turns(&mut self, index: usize) {
        let instance = &mut self.instances[index];
        if instance.phase != Phase::InService {
            return;
        }
        if instance.answers {
            instance.target = Target::Healthy;
            self.serves(index, "the load balancer finds it healthy: it serves");
            return;
        }
        instance.target = Target::Unhealthy;
        let since = instance.in_service_at;
        self.note("the load balancer finds an instance unhealthy, and sends it nobody", Some(&TARGET_UNHEALTHY));
        let healthy = |instance: &Instance| instance.target == Target::Healthy && instance.phase == Phase::InService;
        if !self.open && !self.instances.iter().any(healthy) {
            self.open = true;
            self.note("no target is healthy: requests go to all of them", Some(&FAIL_OPEN));
        }
        if self.group.asks_load_balancer {
            let looked = self.now + self.chance.between(1, GROUP_NOTICES.seconds);
            // The group looks once the grace period is over.
            let graced = since.map_or(0, |since| since + self.group.grace + 1);
            self.at(looked.max(graced), Event::GroupNotices(index));
        }
    }

    fn group_notices(&mut self, index: usize) {
        let instance = &self.instances[index];
        let dead = !instance.machine || instance.target == Target::Unhealthy && self.group.asks_load_balancer;
        if instance.phase != Phase::InService || instance.marked || !dead {
            return;
        }
        if !instance.served {
            self.wasted += 1;
            self.cause = Some(Cause::GraceTooShort);
            self.shows.insert("grace-period-shorter-than-startup");
            self.note(
                format!("its grace period of {} s is over before it is healthy: it is to be replaced", self.group.grace),
                Some(&GRACE),
            );
        } else if instance.machine {
            self.note("the group decides to replace it", Some(&GROUP_NOTICES));
            if self.group.liveness_asks_database && self.traffic.database_away.is_some() {
                self.shows.insert("liveness-that-depends-on-database");
            }
        } else {
            self.note("the group finds a machine gone", Some(&MACHINE_LOST));
        }
        self.instances[index].marked = true;
        if !self.instances[index].machine {
            self.instances[index].phase = Phase::Gone;
        }
        self.reconcile();
    }
}
