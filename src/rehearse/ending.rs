//! The end of an instance: drained, ended, or gone at once; and what that costs whoever was being answered.

use super::behaviour::{DRAIN, MACHINE_LOST, TERMINATING_HOOK};
use super::instance::{Phase, Target};
use super::load::{CONNECTIONS, SLOW_PERCENT};
use super::world::{Entry, Event, World};

/// Seconds at most until an instance notices that it is to end: it looks that often.
pub(super) const TERMINATION_NOTICED: u32 = 5;

impl World<'_> {
    /// Takes an instance out of service: drain, hook, end.
    pub(super) fn end(&mut self, index: usize) {
        let busy = self.instances[index].serves();
        self.instances[index].phase = Phase::Draining;
        self.instances[index].target = Target::None;
        if busy {
            self.cut_short();
        }
        self.after(self.group.drain, Event::Drained(index));
    }

    /// Requests that take longer than the drain: the slowest hundredth of those under way.
    fn cut_short(&mut self) {
        let Some(over) = self.group.longest.checked_sub(self.group.drain).filter(|over| *over > 0) else { return };
        if self.group.check.is_none() {
            return;
        }
        let each = self.traffic.per_second(self.now) / f64::from(self.serving().max(1) + 1);
        let cut = each * SLOW_PERCENT / 100.0 * f64::from(over);
        let at = self.now + self.group.drain;
        self.traffic.cut_off(at, cut.ceil(), "cut off by the end of the drain");
        self.shows.insert("drain-shorter-than-longest-request");
        self.log.push(Entry {
            at,
            what: format!(
                "the drain of {} s ends while requests of up to {} s are under way: they get 502",
                self.group.drain, self.group.longest
            ),
            behaviour: Some(DRAIN.id),
        });
    }

    pub(super) fn drained(&mut self, index: usize) {
        if self.instances[index].phase != Phase::Draining {
            return;
        }
        self.instances[index].phase = Phase::Stopping;
        let needed = self.chance.between(1, TERMINATION_NOTICED) + self.group.shutdown;
        if needed > self.group.terminating_hook {
            self.note(
                format!(
                    "the machine goes after {} s of its hook, the application needs {} s to end",
                    self.group.terminating_hook, self.group.shutdown
                ),
                Some(&TERMINATING_HOOK),
            );
            self.shows.insert("terminating-hook-shorter-than-shutdown");
            if self.group.check.is_none() {
                self.traffic.cut_off(self.now, 1.0, "jobs cut off, and done again");
            }
        }
        self.after(needed.min(self.group.terminating_hook), Event::Stopped(index));
    }

    pub(super) fn gone(&mut self, index: usize) {
        self.instances[index].phase = Phase::Gone;
        self.reconcile();
    }

    /// The machine is not there any more.
    pub(super) fn lose(&mut self, index: usize) {
        let instance = &mut self.instances[index];
        if instance.phase == Phase::Gone {
            return;
        }
        instance.machine = false;
        instance.answers = false;
        match instance.phase {
            Phase::InService => {
                self.judge(index);
                self.after(MACHINE_LOST.seconds, Event::GroupNotices(index));
            }
            _ => {
                self.instances[index].phase = Phase::Gone;
                self.reconcile();
            }
        }
    }

    /// 502s in an hour from connections that the application closes first: a gap between two requests of a connection that falls just
    /// behind the keep-alive, within the 2 ms that the closing takes to be seen.
    pub(super) fn keep_alive_errors(&self) -> f64 {
        let Some((keep, _)) = self.group.keep_alive.filter(|(keep, idle)| keep <= idle) else { return 0.0 };
        let instances = f64::from(self.desired.max(1));
        let each = self.group.load.per_second / instances / CONNECTIONS;
        let gap = (-each * f64::from(keep)).exp() * (1.0 - (-each * 0.002_f64).exp());
        self.group.load.per_second * 3600.0 * gap
    }
}
