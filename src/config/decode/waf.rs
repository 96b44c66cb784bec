//! `waf {}`.

use std::collections::BTreeMap;

use super::number;
use crate::config::Reader;
use crate::model::{EvaluationWindow, ManagedRuleGroup, RuleMode, Waf};

pub(super) fn read(reader: &mut Reader<'_>, production: bool) -> Waf {
    let mut managed_rule_groups: BTreeMap<ManagedRuleGroup, RuleMode> =
        ManagedRuleGroup::DEFAULT.into_iter().map(|group| (group, RuleMode::Block)).collect();
    managed_rule_groups.extend(reader.or::<BTreeMap<ManagedRuleGroup, RuleMode>>("managed_rule_groups", BTreeMap::new));
    managed_rule_groups.retain(|_, mode| *mode != RuleMode::Off);
    let evaluation_window_sec: EvaluationWindow = reader.or("evaluation_window_sec", || number(300));
    if ![60, 120, 300, 600].contains(&evaluation_window_sec.get()) {
        reader.reject("evaluation_window_sec", &format!("must be 60, 120, 300 or 600, found {evaluation_window_sec}"));
    }
    Waf {
        rate_limit: reader.or("rate_limit", || number(2000)),
        evaluation_window_sec,
        managed_rule_groups,
        log_retention_in_days: reader.or("log_retention_in_days", || number(if production { 365 } else { 30 })),
    }
}
