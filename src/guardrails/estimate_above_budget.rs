//! The budget tells when the money is spent; the estimate tells before.

use super::finding::route;
use super::judge::Judge;
use crate::cost::bill;
use crate::model::Architecture;
use crate::plan::alarms::alarms;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let Some(budget) = &architecture.budget else { return };
    let estimate = bill(architecture, &alarms(architecture));
    let (dollars, budget) = (estimate.total_usd.0.div_ceil(100), budget.monthly_usd.get());
    if judge.above(dollars, budget) {
        let environment = &architecture.environment;
        let message = format!("environment `{environment}` is estimated at {} USD a month, its budget is {budget} USD", estimate.total_usd);
        let label = format!("{} USD are paid before anybody comes", estimate.fixed_usd);
        let dearest: Vec<String> = estimate
            .dearest(3)
            .into_iter()
            .map(|(component, line)| format!("{} USD for {} of `{component}`", line.monthly_usd, line.what))
            .collect();
        let finding = judge.finding(message, route(["budget", "monthly_usd"]), label);
        let finding = finding.help(format!("the dearest: {}", dearest.join(", ")));
        judge.report(
            finding.help(format!("`tfgen cost --env {environment}` has every line; what is assumed is declared in `usage {{ … }}`")),
        );
    }
}
