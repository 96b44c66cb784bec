//! Instances of a service, their disks, metrics and queue.

use super::super::bill::{Bill, of};
use super::super::{Assumptions, HOURS, Prices, quantity};
use crate::model::{Name, RootVolume, Service};

/// Basic metrics of an instance under detailed monitoring. Source: CloudWatch pricing: "7 metrics per instance".
const DETAILED: f64 = 7.0;

/// I/O operations a second and MiB a second that gp3 includes. Source: EBS pricing.
pub(crate) const INCLUDED: (u32, u32) = (3000, 125);

pub(super) fn items(name: &Name, service: &Service, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    bill.component(format!("service.{name}"));
    let group: &[&str] = &["aws_autoscaling_group", "aws_launch_template"];
    let Instances { on_demand, spot } = instances(name, service, assumptions);
    let (all, key) = (on_demand + spot, format!("ec2.{}", service.instance_type));
    if on_demand > 0.0 || spot <= 0.0 {
        let hours = of(on_demand * HOURS, format!("{} × 730 hours", quantity(on_demand)));
        bill.fixed(format!("instances, {}, on demand", service.instance_type), group, &key, hours);
    }
    if spot > 0.0 {
        let factor = Prices::elsewhere("global").find("spot.typical").map_or(1.0, |quote| quote.usd);
        let how =
            format!("{} × 730 hours × {factor} of on-demand (spot.typical), as if all were {}", quantity(spot), service.instance_type);
        bill.guessed("instances, spot", group, &key, of(spot * HOURS * factor, how));
    }
    disks(&service.root_volume, all, group, bill);
    let metrics = of(all * DETAILED, format!("{} × 7 basic metrics a minute", quantity(all)));
    bill.fixed("detailed monitoring", group, "cloudwatch.custom_metric_month", metrics);
    let own = of(all * 2.0 + 3.0, format!("memory and disk of {} instances and of the group, errors in the log", quantity(all)));
    bill.fixed("metrics of its own", &["aws_cloudwatch_log_metric_filter"], "cloudwatch.custom_metric_month", own);
    if service.worker().is_some() {
        // Sent, received, deleted. Empty receives come on top: at most one in twenty seconds from each instance.
        let polls = all * HOURS * 180.0;
        let requests = (assumptions.messages.get() * 3.0 + polls) / 1e6;
        let how = "queue_messages_per_month × 3, and a long poll every 20 s from each instance, in millions";
        bill.usage("queue", &["aws_sqs_queue"], "sqs_standard_million", of(requests, how));
    }
}

/// How many instances of each kind over the month.
pub(crate) struct Instances {
    pub(crate) on_demand: f64,
    pub(crate) spot: f64,
}

/// Source: Auto Scaling API, `InstancesDistribution`: the base first, then the percentage of the rest, rounded up.
pub(crate) fn instances(name: &Name, service: &Service, assumptions: &Assumptions) -> Instances {
    let all = assumptions.instances.get(name).map_or(0.0, |instances| instances.get());
    let on_demand = match &service.mixed_instances_policy {
        Some(mixed) => {
            let base = f64::from(mixed.on_demand_base_capacity.get()).min(all);
            base + ((all - base) * f64::from(mixed.on_demand_percentage_above_base_capacity.get()) / 100.0).ceil()
        }
        None => all,
    };
    Instances { on_demand, spot: all - on_demand }
}

/// gp3 by size, and what goes beyond the performance that is included.
pub(crate) fn disks(volume: &RootVolume, instances: f64, resources: &'static [&'static str], bill: &mut Bill<'_>) {
    let count = quantity(instances);
    let size = f64::from(volume.volume_size.get());
    let disks = of(instances * size, format!("{count} × {size} GiB"));
    bill.fixed("disks", resources, "ebs.gp3_gib_month", disks);
    let iops = volume.iops.get().saturating_sub(INCLUDED.0);
    if iops > 0 {
        let extra = of(instances * f64::from(iops), format!("{count} × {iops} above {}", INCLUDED.0));
        bill.fixed("I/O operations of disks", resources, "ebs.gp3_extra_iops_month", extra);
    }
    let throughput = volume.throughput.get().saturating_sub(INCLUDED.1);
    if throughput > 0 {
        let extra = of(instances * f64::from(throughput), format!("{count} × {throughput} MiB/s above {}", INCLUDED.1));
        bill.fixed("throughput of disks", resources, "ebs.gp3_extra_throughput_mibps_month", extra);
    }
}
