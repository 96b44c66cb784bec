//! What scenarios bring about: zones that go and come back, deployments, scaling.

use super::behaviour::{ALARM_WINDOW, BALANCE, REFRESH_FAILS, ROLLBACK_ALARM, STEP_SCALING, TARGET_TRACKING, ZONE_OUTAGE};
use super::instance::{Instance, Phase};
use super::world::{Event, Outside, Told, World};

impl World<'_> {
    pub(super) fn outside(&mut self, outside: Outside) {
        match outside {
            Outside::ZoneBack(zone) => {
                self.lost[zone] = false;
                self.note(format!("{} is back", self.group.zones[zone]), Some(&ZONE_OUTAGE));
                self.balance();
                self.reconcile();
            }
            Outside::WayOutBack => {
                self.can_report = self.group.can_report;
                // Whoever was ready meanwhile has tried to say so, once: only the next ones can.
                self.note("the way out is back", None);
                self.wasted = 0;
                self.cause = None;
                self.reconcile();
            }
            Outside::DatabaseBack => {
                self.note("the database answers again: requests succeed", None);
                if self.group.liveness_asks_database {
                    self.liveness(true);
                }
            }
            Outside::HooksMade => self.hooks = true,
            Outside::Watch => self.watch(),
            Outside::Deploy => self.deploy(),
            Outside::RollBack => self.roll_back(),
        }
    }

    /// Where a zone has two instances more than another one, one of them is to be replaced: the new one goes where there are the fewest.
    fn balance(&mut self) {
        let mut counts: Vec<u32> = (0..self.group.zones.len())
            .map(|zone| self.count(|instance| instance.zone == zone && instance.phase == Phase::InService))
            .collect();
        loop {
            let least = (0..counts.len()).min_by_key(|zone| counts[*zone]).unwrap_or_default();
            let most = (0..counts.len()).rev().max_by_key(|zone| counts[*zone]).unwrap_or_default();
            if counts[most] < counts[least] + 2 {
                return;
            }
            let movable = |instance: &Instance| instance.zone == most && instance.phase == Phase::InService && !instance.marked;
            let Some(index) = self.instances.iter().position(movable) else { return };
            self.instances[index].marked = true;
            counts[most] -= 1;
            counts[least] += 1;
            self.note(
                format!("the zones are uneven: one instance moves from {} to {}", self.group.zones[most], self.group.zones[least]),
                Some(&BALANCE),
            );
        }
    }

    /// Every instance in service passes its health check, or fails it.
    pub(super) fn liveness(&mut self, answers: bool) {
        for index in 0..self.instances.len() {
            let instance = &mut self.instances[index];
            if instance.phase == Phase::InService && instance.machine {
                instance.answers = answers;
                self.judge(index);
            }
        }
    }

    /// An instance refresh begins.
    pub(super) fn begin_deployment(&mut self) {
        self.deploying = true;
        for instance in &mut self.instances {
            instance.old = true;
        }
        let (least, most) = self.group.healthy_percentages;
        self.note(format!("an instance refresh begins: between {least} % and {most} % of {} instances", self.desired), None);
        self.deploy();
    }

    /// The alarm on answers with 5xx, as the service's module has it: two minutes at its threshold.
    fn watch(&mut self) {
        if !self.deploying {
            return;
        }
        let over = (self.now.saturating_sub(ALARM_WINDOW.seconds) / 60) as usize;
        let last = over.checked_sub(2).and_then(|from| self.traffic.minutes.get(from..over));
        let threshold = self.group.rollback_errors.map_or(f64::INFINITY, f64::from);
        if last.is_some_and(|minutes| minutes.iter().all(|minute| minute.target_errors >= threshold)) {
            self.note(format!("two minutes with {threshold} answers of 5xx or more: the refresh's alarm fires"), Some(&ROLLBACK_ALARM));
            self.roll_back();
        } else {
            self.outside_at(self.now + 60, Outside::Watch);
        }
    }

    /// Replaces old instances as far as the percentages allow.
    pub(super) fn deploy(&mut self) {
        if !self.deploying {
            return;
        }
        let (most, floor) = (self.group.most(self.desired), self.group.floor(self.desired));
        let total = |world: &Self| world.count(Instance::there);
        // Old ones go as far as enough others serve.
        let old = |instance: &Instance| instance.old && instance.phase == Phase::InService;
        while self.serving() > floor {
            let Some(index) = self.instances.iter().position(old) else { break };
            self.end(index);
        }
        if !self.instances.iter().any(old) && self.serving() == self.desired {
            self.deploying = false;
            self.note("the deployment is complete", None);
            return;
        }
        while total(self) < most && self.count(|instance| instance.phase == Phase::Pending) < self.desired {
            self.launch();
        }
    }

    fn roll_back(&mut self) {
        if !self.deploying {
            return;
        }
        if self.broken {
            self.note("the deployment has got nobody into service: it fails", Some(&REFRESH_FAILS));
        }
        self.deploying = false;
        self.broken = false;
        self.faulty = false;
        self.note("the deployment is rolled back: what it has replaced is replaced once more", Some(&ROLLBACK_ALARM));
        self.tell(Told::DeploymentFailed);
        for instance in self.instances.iter_mut().filter(|instance| instance.broken) {
            instance.phase = Phase::Gone;
        }
        for instance in self.instances.iter_mut().filter(|instance| instance.faulty) {
            match instance.phase {
                Phase::InService => instance.marked = true,
                Phase::Pending => instance.phase = Phase::Gone,
                _ => {}
            }
        }
        self.wasted = 0;
        self.cause = None;
        self.reconcile();
    }

    /// Asks the scaling policies about the minutes that are over.
    pub(super) fn scale(&mut self) {
        self.after(60, Event::Scaling);
        let Some(scaling) = self.group.scaling.clone() else { return };
        let warm = |instance: &Instance| {
            instance.phase == Phase::InService && instance.in_service_at.is_none_or(|since| since + self.group.warmup <= self.now)
        };
        let ready = self.count(warm).max(1);
        let minutes: Vec<(f64, f64)> = self
            .traffic
            .minutes
            .iter()
            .map(|minute| (minute.cpu, minute.requests / f64::from(minute.in_service.unwrap_or(1).max(1))))
            .collect();
        // The last one has only just begun.
        let over = (self.now / 60) as usize;
        let last = |count: usize| minutes.get(over.checked_sub(count)?..over);
        let mut wanted = self.desired;
        let mut by = &TARGET_TRACKING;
        let targets = [
            scaling.cpu_target.map(|target| (f64::from(*target), true)),
            scaling.requests_per_target.map(|target| (f64::from(*target), false)),
        ];
        for (target, cpu) in targets.into_iter().flatten() {
            let Some(seen) = last((TARGET_TRACKING.seconds / 60) as usize) else { continue };
            let values: Vec<f64> = seen.iter().map(|(load, requests)| if cpu { *load } else { *requests }).collect();
            if values.iter().all(|value| *value > target * 1.001) {
                let factor = values.last().copied().unwrap_or(target) / target;
                wanted = wanted.max(ceil(f64::from(ready) * factor));
            }
        }
        if let Some(target) = scaling.backlog_per_instance
            && let Some(waiting) = over.checked_sub(3).and_then(|from| self.traffic.minutes.get(from..over))
            && waiting.iter().all(|minute| minute.waiting / f64::from(ready) > f64::from(*target))
        {
            wanted = wanted.max(ceil(waiting.last().map_or(0.0, |minute| minute.waiting) / f64::from(*target)));
        }
        if let Some(step) = &scaling.step
            && let Some(seen) = last(*step.evaluation_periods as usize)
        {
            let share =
                |(load, requests): &(f64, f64)| (load / f64::from(*step.cpu_threshold)).max(requests / f64::from(*step.requests_threshold));
            if !seen.is_empty() && seen.iter().all(|minute| share(minute) >= 1.0) {
                let twice = seen.last().is_some_and(|minute| share(minute) >= 1.5);
                let percent = *step.percent * if twice { 2 } else { 1 };
                let stepped = ready + ceil(f64::from(ready * percent) / 100.0).max(1);
                if stepped > wanted {
                    (wanted, by) = (stepped, &STEP_SCALING);
                }
            }
        }
        let wanted = wanted.min(self.group.max);
        if wanted > self.desired {
            self.note(format!("the group grows from {} to {wanted} instances", self.desired), Some(by));
            self.tell(Told::Scaled);
            self.desired = wanted;
            while self.count(|instance| instance.there() && !instance.marked) < wanted {
                self.launch();
            }
        }
    }
}

/// The next whole number.
fn ceil(number: f64) -> u32 {
    // Sizes are at most 1000, and a factor at most a few.
    (number - 1e-9).ceil().clamp(0.0, 1e6) as u32
}
