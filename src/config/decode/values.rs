//! The model's own types as values of arguments.

use crate::config::reader::from_words;
use crate::config::{FromValue, Mismatch, Value};
use crate::model::*;

/// Types that are written as a string and check themselves.
macro_rules! from_strings {
    ($($name:ty),+ $(,)?) => {
        $(impl FromValue for $name {
            fn from_value(value: &Value) -> Result<Self, Mismatch> {
                from_words(value)
            }
        })+
    };
}

from_strings!(
    ArtifactVersion,
    AwsService,
    BucketName,
    CertificateArn,
    Command,
    DomainName,
    Endpoint,
    Engine,
    EnvironmentValue,
    HealthCheckType,
    HostPattern,
    ImageId,
    InstanceType,
    Locking,
    Matcher,
    Name,
    Nat,
    ObjectKey,
    Package,
    Protocol,
    Purpose,
    Region,
    SslPolicy,
    TableName,
    TagValue,
    TerminationPolicy,
    UrlPath,
    VersionConstraint,
    VpcCidr,
    Zone,
);
