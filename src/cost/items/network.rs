//! Endpoints, flow logs, and what crosses zones.

use super::super::bill::{Bill, of};
use super::super::{Assumptions, Cents, HOURS, Prices};
use super::observability::kept;
use crate::model::Architecture;

pub(super) fn items(architecture: &Architecture, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    let network = &architecture.network;
    bill.component("network");
    bill.fixed("gateway endpoints", &["aws_vpc_endpoint"], "network.gateway_endpoint", of(2.0, "for S3 and DynamoDB"));
    if !network.interface_endpoints.is_empty() {
        endpoints(architecture, bill);
        let data = of(assumptions.endpoints.get(), "data_through_endpoints_gb");
        bill.usage("data through interface endpoints", &["aws_vpc_endpoint"], "network.interface_endpoint_gb", data);
    }
    if !architecture.services.is_empty() {
        let data = of(assumptions.between_zones.get() * 2.0, "data_between_zones_gb, billed where it leaves and where it arrives");
        bill.usage("data between zones", &[], "network.inter_az_gb_each_direction", data);
    }
    let logs = assumptions.flow_logs.get();
    let group: &[&str] = &["aws_flow_log", "aws_cloudwatch_log_group"];
    bill.usage("flow logs", group, "cloudwatch.vended_logs_ingest_gb", of(logs, "flow_logs_gb"));
    let days = network.flow_log_retention_in_days.get();
    bill.usage("flow logs that are kept", group, "cloudwatch.logs_storage_gb_month", kept("flow_logs_gb", logs, days));
}

fn endpoints(architecture: &Architecture, bill: &mut Bill<'_>) {
    let network = &architecture.network;
    let (count, zones) = (network.interface_endpoints.len() as f64, network.availability_zones.len() as f64);
    let how = format!("{count} endpoints × {zones} zones × 730 hours");
    bill.fixed("interface endpoints", &["aws_vpc_endpoint"], "network.interface_endpoint_hour", of(count * zones * HOURS, how));
}

/// What the interface endpoints cost in a month without traffic; `None` where there is no price for them.
pub fn endpoints_month(architecture: &Architecture, prices: Prices<'_>) -> Option<Cents> {
    let mut bill = Bill::new(prices);
    endpoints(architecture, &mut bill);
    bill.total()
}
