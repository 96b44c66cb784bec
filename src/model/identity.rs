//! The account an environment is in, and what holds for every IAM role there.

use serde::Serialize;

use super::text::{at_most, checked_text};

/// `identity {}`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Identity {
    /// The most that any role may ever do, whatever its own policies allow: many companies let nobody create a role without one.
    pub permissions_boundary: Option<PolicyArn>,
}

checked_text!(
    /// The ARN of an IAM policy, the account's own or AWS's. Source: IAM API, `CreateRole`, `PermissionsBoundary`.
    PolicyArn,
    |text| {
        let expected = || "must be the ARN of an IAM policy such as `arn:aws:iam::123456789012:policy/boundary`".to_owned();
        let (account, path) = text.strip_prefix("arn:aws:iam::").and_then(|rest| rest.split_once(":policy/")).ok_or_else(expected)?;
        let account_fits = account == "aws" || AccountId::from_str(account).is_ok();
        let path_fits = !path.is_empty() && !path.ends_with('/') && path.chars().all(|c| c.is_ascii_alphanumeric() || "+=,.@_/-".contains(c));
        if !(account_fits && path_fits) {
            return Err(expected());
        }
        at_most(text, 2048)
    }
);

checked_text!(
    /// An AWS account: twelve digits, the first of which may be 0. Source: Account Management user guide, "AWS account identifiers".
    AccountId,
    |text| {
        let fits = text.len() == 12 && text.chars().all(|c| c.is_ascii_digit());
        if fits { Ok(()) } else { Err("must be the twelve digits of an AWS account, such as `123456789012`".to_owned()) }
    }
);
