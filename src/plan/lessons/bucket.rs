//! What holds for every bucket: lessons 4 and 9, and the storage part of the journey's cost optimisation.

use super::Lesson;
use crate::plan::bucket::BucketView;

pub(super) fn lessons(bucket: &BucketView) -> Vec<Lesson> {
    let label = &bucket.label;
    let rule = format!("aws_s3_bucket_lifecycle_configuration.{label}.rule[0]");
    let lifecycle = &bucket.lifecycle;
    let mut lessons = Vec::new();
    for argument in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
        let why = format!("bucket {label} is read by nobody but whom its policy names");
        lessons.push(Lesson::equals(format!("aws_s3_bucket_public_access_block.{label}.{argument}"), true, &why));
    }
    let why = format!("what is overwritten or deleted in bucket {label} is to be had again, or not, as the architecture says");
    let status = if bucket.versioning { "Enabled" } else { "Suspended" };
    lessons.push(Lesson::equals(format!("aws_s3_bucket_versioning.{label}.versioning_configuration[0].status"), status, &why));

    let why = format!("a rule that is off moves and removes nothing, and bucket {label} grows for ever");
    lessons.push(Lesson::equals(format!("{rule}.status"), "Enabled", &why));
    let why =
        "infrequent access bills at least 30 days, Glacier at least 90: moved at another time, an object costs more or is read in vain";
    for (class, days) in [("STANDARD_IA", lifecycle.standard_ia_days), ("GLACIER", lifecycle.glacier_days)] {
        if let Some(days) = days {
            lessons.push(Lesson::holds(
                format!("one([for move in {rule}.transition : move.days if move.storage_class == \"{class}\"]) == {days}"),
                format!("objects of bucket {label} no longer move to {class} after {days} days: {why}"),
            ));
        }
    }
    if let Some(days) = lifecycle.expiration_days {
        let why = format!("what bucket {label} keeps longer is paid for, what it keeps shorter is missed when a question comes");
        lessons.push(Lesson::equals(format!("{rule}.expiration[0].days"), days, &why));
    }
    let why = format!("until then a mistake in bucket {label} can be undone; after it, old versions only cost");
    let days = lifecycle.noncurrent_version_expiration_days;
    lessons.push(Lesson::equals(format!("{rule}.noncurrent_version_expiration[0].noncurrent_days"), days, &why));
    let why = format!("parts of uploads to bucket {label} that never ended are paid for, and listed nowhere");
    lessons.push(Lesson::equals(format!("{rule}.abort_incomplete_multipart_upload[0].days_after_initiation"), 7, &why));
    lessons
}
