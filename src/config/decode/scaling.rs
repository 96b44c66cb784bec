//! `scaling {}` and `mixed_instances_policy {}`.

use super::number;
use crate::config::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::{MixedInstances, Scaling, StepScaling, derived};

pub(super) fn read(reader: &mut Reader<'_>, warmup: u32) -> Scaling {
    reader.refuse(&["backlog_per_instance"], "applies to `kind = \"worker\"` only");
    let scaling = Scaling {
        cpu_target: reader.optional("cpu_target"),
        backlog_per_instance: None,
        requests_per_target: reader.optional("requests_per_target"),
        step: reader.block("step", |reader| step(reader, warmup)).flatten(),
    };
    if scaling.cpu_target.is_none() && scaling.requests_per_target.is_none() && scaling.step.is_none() && !reader.has("step") {
        let span = reader.here();
        reader.report(
            Diagnostic::error("`scaling` follows nothing")
                .at(span, "")
                .help("set `cpu_target`, `requests_per_target` or a `step` block, or leave the block out for a group of fixed size"),
        );
    }
    scaling
}

fn step(reader: &mut Reader<'_>, warmup: u32) -> Option<StepScaling> {
    let requests_threshold = reader.required("requests_threshold");
    let cpu_threshold = reader.or("cpu_threshold", || number(85));
    let evaluation_periods = reader.or("evaluation_periods", || derived::step_evaluation_periods(warmup));
    let percent = reader.or("percent", || number(25));
    Some(StepScaling { cpu_threshold, requests_threshold: requests_threshold?, evaluation_periods, percent })
}

pub(super) fn mixed_instances(reader: &mut Reader<'_>) -> Option<MixedInstances> {
    let instance_types = reader.required("instance_types");
    let on_demand_base_capacity = reader.or("on_demand_base_capacity", || number(0));
    let share = reader.or("on_demand_percentage_above_base_capacity", || number(100));
    Some(MixedInstances { instance_types: instance_types?, on_demand_base_capacity, on_demand_percentage_above_base_capacity: share })
}
