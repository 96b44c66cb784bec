//! The way out to the internet, in each of its tiers.

use super::super::bill::{Bill, of};
use super::super::{Assumptions, Cents, HOURS, Prices, quantity};
use crate::model::{Architecture, Nat};

/// Name of the component.
pub(crate) const COMPONENT: &str = "nat";

/// GiB of a NAT instance's disk, as `templates/modules/network/nat.tf` has it.
const NAT_INSTANCE_DISK: f64 = 8.0;

/// A tier with the environment's traffic.
pub(crate) fn items(architecture: &Architecture, nat: Nat, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    bill.component(COMPONENT);
    hours(architecture, nat, bill);
    let zones = architecture.network.availability_zones.len() as f64;
    let data = assumptions.nat.get();
    if matches!(nat, Nat::Single | Nat::PerAz) {
        bill.usage("data through the NAT", &["aws_nat_gateway"], "network.nat_gateway_gb", of(data, "data_processed_by_nat_gb"));
    }
    if matches!(nat, Nat::Single | Nat::Instance) {
        let how = format!("{} of {} zones are not the NAT's", zones - 1.0, zones);
        let crossing = data * (zones - 1.0) / zones;
        bill.usage("data from other zones to the NAT", &[], "network.inter_az_gb_each_direction", of(crossing, how));
    }
    if nat != Nat::None {
        bill.usage(
            "data sent to the internet",
            &[],
            "network.internet_out_gb",
            of(assumptions.to_internet.get(), "data_sent_to_internet_gb"),
        );
    }
}

/// A tier without traffic.
fn hours(architecture: &Architecture, nat: Nat, bill: &mut Bill<'_>) {
    let gateways = match nat {
        Nat::None => return,
        Nat::Instance => return instance(architecture, bill),
        Nat::Single => 1.0,
        Nat::PerAz => architecture.network.availability_zones.len() as f64,
    };
    let hours = || of(gateways * HOURS, format!("{} × 730 hours", quantity(gateways)));
    bill.fixed("NAT gateways", &["aws_nat_gateway"], "network.nat_gateway_hour", hours());
    bill.fixed("their public addresses", &["aws_eip"], "network.public_ipv4_hour", hours());
}

fn instance(architecture: &Architecture, bill: &mut Bill<'_>) {
    let instance_type = &architecture.network.nat_instance_type;
    let month = || of(HOURS, "1 × 730 hours");
    let group: &[&str] = &["aws_autoscaling_group", "aws_launch_template"];
    bill.fixed(format!("NAT instance, {instance_type}"), group, &format!("ec2.{instance_type}"), month());
    bill.fixed("its disk", group, "ebs.gp3_gib_month", of(NAT_INSTANCE_DISK, "8 GiB"));
    bill.fixed("its public address", group, "network.public_ipv4_hour", month());
}

/// What a tier costs in a month without traffic; `None` where there is no price for it.
pub fn nat_month(architecture: &Architecture, nat: Nat, prices: Prices<'_>) -> Option<Cents> {
    let mut bill = Bill::new(prices);
    hours(architecture, nat, &mut bill);
    bill.total()
}
