//! The model's own types as values of arguments.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::config::{FromValue, Kind, Mismatch, Value, Words};
use crate::model::*;
use crate::{from_strings, from_words};

/// The words of an enum are listed in the model.
macro_rules! words_of {
    ($($name:ty),+ $(,)?) => {$(
        impl Words for $name {
            const WORDS: &'static [(&'static str, Self)] = <$name>::WORDS;
        }
        from_words!($name);
    )+};
}

words_of!(
    CertificateAuthority,
    DatabaseEngine,
    Engine,
    HealthCheckType,
    KindOfService,
    Locking,
    ManagedCachePolicy,
    MultiAz,
    Nat,
    Origin,
    PriceClass,
    Protocol,
    RuleMode,
    SslPolicy,
    TerminationPolicy,
);

from_strings!(
    AccountId,
    ArtifactVersion,
    AwsService,
    BackupWindow,
    BucketName,
    BucketRef,
    CertificateArn,
    Command,
    Connection,
    DatabaseClass,
    DatabaseName,
    DatabaseUser,
    Date,
    ContentSecurityPolicy,
    DomainName,
    Endpoint,
    EngineVersion,
    EnvironmentValue,
    GitBranch,
    GitHubRepository,
    HostPattern,
    ImageId,
    InstanceType,
    KmsKeyArn,
    LogGroupName,
    MaintenanceWindow,
    Matcher,
    Name,
    ObjectKey,
    Package,
    PolicyArn,
    PriceSource,
    Purpose,
    QueueOwner,
    Region,
    ResponsePagePath,
    TableName,
    TagValue,
    TfgenSource,
    TreePath,
    UrlPath,
    VersionConstraint,
    VpcCidr,
    Zone,
);

/// An object whose keys have a type of their own.
fn keyed<K: FromStr<Err = String> + Ord, T: FromValue>(value: &Value) -> Result<BTreeMap<K, T>, Mismatch> {
    let Kind::Object(entries) = &value.kind else {
        return Err(Mismatch::expected("an object", value));
    };
    entries
        .iter()
        .map(|(key, value)| {
            let name = key.text.parse().map_err(|problem: String| Mismatch {
                span: key.span,
                message: format!("has the key `{}`, which {problem}", key.text),
                help: None,
            })?;
            let value = T::from_value(value)
                .map_err(|mismatch| Mismatch { message: format!("entry `{}` {}", key.text, mismatch.message), ..mismatch })?;
            Ok((name, value))
        })
        .collect()
}

macro_rules! keyed_by {
    ($($key:ty => $value:ty),+ $(,)?) => {$(
        impl FromValue for BTreeMap<$key, $value> {
            fn from_value(value: &Value) -> Result<Self, Mismatch> {
                keyed(value)
            }
        }
    )+};
}

keyed_by!(EnvironmentKey => EnvironmentValue, ManagedRuleGroup => RuleMode, Name => Bounded<0, 1000>, TagKey => TagValue);

impl FromValue for Usd {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        Self::new(f64::from_value(value)?).ok_or_else(|| Mismatch::expected("a price in US dollars, from 0 to 1000000", value))
    }
}
