//! Lesson 8: every alarm looks at something, tells somebody, and knows what silence means.

use super::Lesson;
use crate::model::Architecture;
use crate::plan::alarms::Alarm;

pub(super) fn lessons(architecture: &Architecture, alarms: &[Alarm]) -> Vec<Lesson> {
    let mut lessons: Vec<Lesson> = alarms.iter().map(alarm).collect();
    if let Some(budget) = &architecture.budget {
        let why = "the first to say that something costs too much is then the bill (lesson 4: the NAT bill)";
        lessons.push(Lesson::equals("aws_budgets_budget.this.limit_amount", budget.monthly_usd.to_string(), why));
    }
    lessons
}

fn alarm(alarm: &Alarm) -> Lesson {
    let address = format!("aws_cloudwatch_metric_alarm.{}", alarm.label);
    let Alarm { threshold, evaluation_periods, datapoints_to_alarm, priority, .. } = alarm;
    let missing = alarm.missing_data.as_str();
    let condition = format!(
        "(
{address}.threshold == {threshold} &&
{address}.evaluation_periods == {evaluation_periods} &&
{address}.datapoints_to_alarm == {datapoints_to_alarm} &&
{address}.treat_missing_data == \"{missing}\" &&
length({address}.alarm_actions) == 1
)"
    );
    let message = format!(
        "{} no longer tells {} after {datapoints_to_alarm} of {evaluation_periods} values beyond {threshold}, silence being {missing}: {} (lesson 8: monitoring blind spots)",
        alarm.name,
        priority.as_str().to_uppercase(),
        alarm.meaning
    );
    Lesson::holds(condition, message)
}
