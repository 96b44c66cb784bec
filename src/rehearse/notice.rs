//! When it is noticed: the environment's own alarms, asked about the minutes of a rehearsal.

use std::collections::BTreeMap;

use serde::Serialize;

use super::behaviour::ALARM_WINDOW;
use super::math;
use super::scenarios::Stage;
use super::traffic::Traffic;
use super::world::{Told, World};
use crate::model::{Architecture, Name};
use crate::plan::alarms::{self, Alarm, Comparison, Event, Measure, Metric, MissingData, Priority, Reference, metrics};

/// Somebody is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// Seconds since the beginning.
    pub at: u32,
    /// The alarm's or the rule's name in AWS, and its heading in the runbook.
    pub name: String,
    /// Whose topic it goes to.
    pub priority: Priority,
    /// When the alarm ends; `None` for an event, and for an alarm that does not end.
    pub until: Option<u32>,
}

/// Metrics, minute by minute, by what tells them apart.
#[derive(Debug, Default)]
pub(super) struct Series(BTreeMap<String, Vec<Option<f64>>>);

/// What tells a metric from every other one; the statistic does not.
fn key(metric: &Metric) -> String {
    let mut key = format!("{}/{}", metric.namespace, metric.metric_name);
    for dimension in &metric.dimensions {
        key.push_str(&format!(" {}={}", dimension.name, dimension.value.expression().0));
    }
    key
}

impl Series {
    pub(super) fn insert(&mut self, metric: &Metric, minutes: Vec<Option<f64>>) {
        self.0.insert(key(metric), minutes);
    }

    /// What a world's requests and instances look like in CloudWatch.
    pub(super) fn of(architecture: &Architecture, world: &World<'_>) -> Self {
        let mut series = Self::default();
        let (name, traffic) = (&world.group.service, &world.traffic);
        let mut insert = |metric: Metric, of: &dyn Fn(&super::traffic::Minute) -> Option<f64>| {
            series.insert(&metric, traffic.minutes.iter().map(of).collect());
        };
        let some = |number: f64| (number > 0.0).then_some(number);
        if world.group.check.is_some() {
            let target = |metric_name| metrics::target_group(name, metric_name, "");
            // ELB reports no errors where there are none.
            insert(target("HealthyHostCount"), &|minute| Some(minute.healthy.into()));
            insert(target("UnHealthyHostCount"), &|minute| Some(minute.unhealthy.into()));
            insert(target("RequestCount"), &|minute| some(minute.requests));
            insert(target("HTTPCode_Target_5XX_Count"), &|minute| some(minute.target_errors));
            // What fails here hangs; what is stopped has been drained before.
            insert(target("TargetConnectionErrorCount"), &|_| None);
            for (index, zone) in world.group.zones.iter().enumerate() {
                let mut metric = target("HealthyHostCount");
                let value = alarms::DimensionValue::Literal(zone.clone());
                metric.dimensions.insert(0, alarms::Dimension { name: "AvailabilityZone", value });
                insert(metric, &|minute| Some(minute.zones.get(index).copied().unwrap_or_default().into()));
            }
            let others = others(architecture, name);
            let balancer = |metric_name| {
                let value = alarms::DimensionValue::Reference(Reference::load_balancer());
                let dimensions = vec![alarms::Dimension { name: "LoadBalancer", value }];
                Metric { namespace: "AWS/ApplicationELB".into(), metric_name, statistic: "Sum", dimensions }
            };
            insert(balancer("RequestCount"), &|minute| some(minute.requests + others));
            insert(balancer("HTTPCode_ELB_5XX_Count"), &|minute| some(minute.balancer_errors));
        } else {
            let queue = Reference::queue(name);
            insert(metrics::queue(queue, "ApproximateAgeOfOldestMessage"), &|minute| Some(minute.age));
        }
        // What a job does to the CPU is not declared.
        if world.group.check.is_some() {
            insert(metrics::group(name, "AWS/EC2", "CPUUtilization", ""), &|minute| Some(minute.cpu));
        }
        insert(metrics::group(name, "AWS/AutoScaling", "GroupInServiceInstances", ""), &|minute| minute.in_service.map(f64::from));
        series
    }

    /// Whatever an alarm is about; `None`: nothing is known of one of its metrics.
    fn watched<'a>(&'a self, measure: &'a Measure) -> Option<Watched<'a>> {
        let of = |metric: &Metric| Some(Known { minutes: self.0.get(&key(metric))?, statistic: metric.statistic });
        Some(match measure {
            Measure::Metric(metric) => Watched::Metric(of(metric)?),
            Measure::Math { expression, metrics, .. } => {
                let metrics = metrics.iter().map(|(id, metric)| Some((*id, of(metric)?)));
                Watched::Math { expression, metrics: metrics.collect::<Option<_>>()? }
            }
        })
    }
}

/// A metric's minutes, and how they are summed up.
struct Known<'a> {
    minutes: &'a [Option<f64>],
    statistic: &'static str,
}

/// What an alarm looks at.
enum Watched<'a> {
    Metric(Known<'a>),
    Math { expression: &'a str, metrics: BTreeMap<&'static str, Known<'a>> },
}

impl Watched<'_> {
    /// In the period that ends with a minute.
    fn value(&self, end: usize, period: usize) -> Option<f64> {
        let of = |known: &Known<'_>| aggregate(known.minutes, known.statistic, end, period);
        match self {
            Self::Metric(known) => of(known),
            Self::Math { expression, metrics } => math::value(expression, &|id| metrics.get(id).and_then(of)),
        }
    }
}

/// Requests a minute that the load balancer has for the other services.
fn others(architecture: &Architecture, name: &Name) -> f64 {
    let web = architecture.services.iter().filter(|(other, service)| *other != name && service.web().is_some());
    web.map(|(_, service)| super::load::Load::of(service).per_second * 60.0).sum()
}

fn aggregate(minutes: &[Option<f64>], statistic: &str, end: usize, period: usize) -> Option<f64> {
    let values: Vec<f64> = minutes.get(end.checked_sub(period)?..end)?.iter().copied().flatten().collect();
    let count = values.len() as f64;
    let folded = values.into_iter().reduce(|a, b| match statistic {
        "Minimum" => a.min(b),
        "Sum" | "Average" => a + b,
        _ => a.max(b),
    });
    folded.map(|value| if statistic == "Average" { value / count } else { value })
}

/// The alarms that fire. Before the beginning everything was as in an environment where nothing ever happened: an alarm looks at as many
/// good periods as it likes.
pub(super) fn fired<'a>(alarms: impl IntoIterator<Item = &'a Alarm>, series: &Series, minutes: usize) -> Vec<Notice> {
    let mut notices: Vec<Notice> = alarms.into_iter().filter_map(|alarm| fires(alarm, series, minutes)).collect();
    notices.sort_by(|a, b| (a.at, a.priority, &a.name).cmp(&(b.at, b.priority, &b.name)));
    notices
}

fn fires(alarm: &Alarm, series: &Series, minutes: usize) -> Option<Notice> {
    let period = (alarm.period / 60) as usize;
    let watched = series.watched(&alarm.measure)?;
    let mut breaches: Vec<bool> = Vec::new();
    let mut notice: Option<Notice> = None;
    for end in (period..=minutes).step_by(period.max(1)) {
        let breach = match watched.value(end, period) {
            None => alarm.missing_data == MissingData::Breaching,
            Some(value) => {
                let threshold = alarm.threshold as f64;
                match alarm.comparison {
                    Comparison::Below => value < threshold,
                    Comparison::Above => value > threshold,
                    Comparison::AtLeast => value >= threshold,
                }
            }
        };
        breaches.push(breach);
        let seen = breaches.iter().rev().take(alarm.evaluation_periods as usize).filter(|breach| **breach).count();
        let firing = seen >= alarm.datapoints_to_alarm as usize;
        let at = u32::try_from(end).unwrap_or(u32::MAX).saturating_mul(60).saturating_add(ALARM_WINDOW.seconds);
        match &mut notice {
            None if firing => notice = Some(Notice { at, name: alarm.name.clone(), priority: alarm.priority, until: None }),
            Some(notice) if !firing && notice.until.is_none() => notice.until = Some(at),
            _ => {}
        }
    }
    notice
}

/// What AWS tells by itself, each kind once: the first time.
fn told(events: &[Event], told: &[(u32, Told)]) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for (at, what) in told {
        let label = match what {
            Told::LaunchFailed => "launch_failed",
            Told::Scaled => "scaling",
            Told::DeploymentFailed => "deployment_failed",
            Told::Issue => "aws_issue",
        };
        let Some(event) = events.iter().find(|event| event.label == label) else { continue };
        if !notices.iter().any(|notice| notice.name == event.name) {
            notices.push(Notice { at: *at, name: event.name.clone(), priority: event.priority, until: None });
        }
    }
    notices
}

/// Every notice of a world.
pub(super) fn notices(stage: &Stage<'_>, world: &World<'_>) -> Vec<Notice> {
    let mut notices = Vec::new();
    // Of the metrics of other services nothing is known.
    let concerned = |alarm: &&Alarm| alarm.service.as_ref().is_none_or(|service| *service == world.group.service);
    let alarms: Vec<&Alarm> = stage.alarms.iter().filter(concerned).collect();
    if !alarms.is_empty() {
        let series = Series::of(stage.architecture, world);
        let fired = fired(alarms.iter().copied(), &series, complete(&world.traffic, world.now));
        if !fired.is_empty() {
            // What fires in calm weather as well says nothing about the fault.
            let calm = Series::of(stage.architecture, &calm(world));
            let silent = |notice: &Notice| alarms.iter().all(|alarm| alarm.name != notice.name || fires(alarm, &calm, CALM).is_none());
            notices.extend(fired.into_iter().filter(silent));
        }
    }
    notices.extend(told(&stage.events, &world.told));
    notices.sort_by(|a, b| (a.at, a.priority, &a.name).cmp(&(b.at, b.priority, &b.name)));
    notices
}

/// Minutes of calm weather: as long as the longest window.
const CALM: usize = 60;

fn calm<'a>(world: &World<'a>) -> World<'a> {
    let mut calm = World::new(world.group, world.chance.clone());
    calm.run(u32::try_from(CALM).unwrap_or_default() * 60);
    calm
}

fn complete(traffic: &Traffic, now: u32) -> usize {
    traffic.minutes.len().min((now / 60) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearse::tests::example;

    /// What an alarm says of a metric that has these values, minute by minute.
    fn asked(what: &str, metric_name: &'static str, minutes: &[Option<f64>]) -> Vec<Notice> {
        let architecture = example("prod");
        let alarms: Vec<Alarm> = alarms::alarms(&architecture).into_iter().filter(|alarm| alarm.name == what).collect();
        let (name, _) = architecture.services.iter().find(|(name, _)| name.as_str() == "api").unwrap();
        let mut series = Series::default();
        for own in ["HealthyHostCount", "RequestCount", "HTTPCode_Target_5XX_Count"] {
            let values = if own == metric_name { minutes.to_vec() } else { vec![Some(1000.0); minutes.len()] };
            series.insert(&metrics::target_group(name, own, ""), values);
        }
        fired(&alarms, &series, minutes.len())
    }

    #[test]
    fn an_alarm_fires_after_its_window_and_ends_with_it() {
        // Two minutes in a row below one.
        let values = [1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0].map(Some);
        let notices = asked("shop-prod-api-no-healthy-host", "HealthyHostCount", &values);
        assert_eq!((notices.len(), notices[0].at, notices[0].until), (1, 300 + 60, Some(420 + 60)));
        assert_eq!(notices[0].priority, Priority::P1);
        assert!(asked("shop-prod-api-no-healthy-host", "HealthyHostCount", &[Some(1.0); 8]).is_empty());
    }

    #[test]
    fn silence_counts_as_the_alarm_says() {
        let silent = [Some(1.0), None, None, None];
        assert_eq!(asked("shop-prod-api-no-healthy-host", "HealthyHostCount", &silent).len(), 1, "silence is the failure");
        assert!(asked("shop-prod-api-error-rate", "HTTPCode_Target_5XX_Count", &[None; 8]).is_empty(), "no errors, no data");
    }

    #[test]
    fn three_of_five_are_enough_and_math_is_the_rendered_one() {
        // 5 % of 1000 requests a minute are 50.
        let errors = |each: f64| [each, 0.0, each, 0.0, each, 0.0].map(Some);
        let fired = asked("shop-prod-api-error-rate", "HTTPCode_Target_5XX_Count", &errors(60.0));
        assert_eq!(fired.first().map(|notice| notice.at), Some(300 + 60));
        assert!(asked("shop-prod-api-error-rate", "HTTPCode_Target_5XX_Count", &errors(40.0)).is_empty());
    }

    #[test]
    fn every_expression_of_an_alarm_is_understood() {
        let mut seen = 0;
        for environment in ["dev", "staging", "prod"] {
            for alarm in alarms::alarms(&example(environment)) {
                if let Measure::Math { expression, .. } = &alarm.measure {
                    assert!(math::value(expression, &|_| Some(1.0)).is_some(), "{expression}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 10);
    }
}
