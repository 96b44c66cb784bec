//! Buckets: the user's own, and the one that logs are delivered to.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Bounded, Name};

/// A number of days in a lifecycle rule. Source: S3 API, `LifecycleExpiration`, any positive number; a hundred years are enough.
pub type Days = Bounded<1, 36_500>;

/// `bucket "NAME" {}`: objects of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// Whether overwritten and deleted objects are kept for a while.
    pub versioning: bool,
    /// Days until an object moves to `STANDARD_IA`: cheaper to keep, dearer to read.
    pub standard_ia_days: Option<Days>,
    /// Days until an object moves to `GLACIER`, from where it must be restored before it can be read.
    pub glacier_days: Option<Days>,
    /// Days until an object expires; none is never.
    pub expiration_days: Option<Days>,
    /// Days until what was overwritten or deleted is gone for good.
    pub noncurrent_version_expiration_days: Days,
    /// Whether `destroy` deletes the bucket with everything in it.
    pub force_destroy: bool,
}

impl Bucket {
    /// Names of the buckets that tfgen makes itself: no `bucket` can have one of them.
    pub const RESERVED: [&'static str; 4] = ["artifacts", "assets", "cdn-logs", "logs"];
}

/// `logs {}`: the bucket that the load balancer and S3 deliver access logs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logs {
    /// Days until a log moves to `STANDARD_IA`.
    pub standard_ia_days: Option<Days>,
    /// Days until a log moves to `GLACIER`.
    pub glacier_days: Option<Days>,
    /// Days until a log expires.
    pub expiration_days: Days,
}

/// `bucket.NAME`: a bucket of this environment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BucketRef(Name);

impl BucketRef {
    /// The bucket's name in the architecture.
    pub fn name(&self) -> &Name {
        &self.0
    }
}

impl FromStr for BucketRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.strip_prefix("bucket.").ok_or("must be `bucket.NAME`")?;
        Name::from_str(name).map(Self).map_err(|problem| format!("names a bucket whose name {problem}"))
    }
}

impl fmt::Display for BucketRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bucket.{}", self.0)
    }
}

impl Serialize for BucketRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
