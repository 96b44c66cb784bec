//! Buckets, and the key that everything is encrypted with.

use super::super::Assumptions;
use super::super::bill::{Bill, of};
use crate::model::Architecture;
use crate::plan::storage;

pub(super) fn items(architecture: &Architecture, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    if storage::needed(architecture) || architecture.cdn.is_some() {
        let bucket: &[&str] = &["aws_s3_bucket"];
        bill.component("storage");
        let size = of(assumptions.bucket_storage.get(), "bucket_storage_gb, all of it in the class STANDARD, the dearest");
        bill.usage("objects in buckets", bucket, "s3.standard_gb_month", size);
        let thousands = |requests: f64, name: &str| of(requests / 1000.0, format!("{name} / 1,000"));
        bill.usage("objects read", bucket, "s3.get_per_1000", thousands(assumptions.bucket_reads.get(), "bucket_reads_per_month"));
        bill.usage("objects written", bucket, "s3.put_per_1000", thousands(assumptions.bucket_writes.get(), "bucket_writes_per_month"));
    }
    bill.component("keys");
    bill.fixed("key", &["aws_kms_key"], "kms_key_month", of(1.0, "1; each yearly rotation adds one, up to three"));
    let requests = of(assumptions.kms_requests.get() / 10_000.0, "kms_requests_per_month / 10,000");
    bill.usage("requests to the key", &["aws_kms_key"], "kms_per_10000_requests", requests);
}
