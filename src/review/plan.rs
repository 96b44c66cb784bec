//! The plan as JSON. Source: Terraform, "JSON Output Format", version 1; OpenTofu's is the same.
//!
//! What a later minor version adds is ignored, what is missing is empty; only what cannot be a plan at all is refused.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A plan.
#[derive(Debug, Deserialize)]
pub struct Plan {
    format_version: String,
    /// What happens to which resource.
    #[serde(default, deserialize_with = "or_empty")]
    pub resource_changes: Vec<ResourceChange>,
    /// What changed since the last apply without Terraform's doing.
    #[serde(default, deserialize_with = "or_empty")]
    pub resource_drift: Vec<ResourceChange>,
    /// What happens to the root's outputs.
    #[serde(default, deserialize_with = "or_empty")]
    pub output_changes: BTreeMap<String, Change>,
    /// Whether planning ended early: then this is only a part.
    #[serde(default, deserialize_with = "or_empty")]
    pub errored: bool,
}

/// What happens to one resource.
#[derive(Debug, Deserialize)]
pub struct ResourceChange {
    /// Where it is: `module.network.aws_vpc.this`.
    pub address: String,
    /// Where it was before it moved.
    #[serde(default)]
    pub previous_address: Option<String>,
    /// `managed` or `data`.
    #[serde(default, deserialize_with = "or_empty")]
    pub mode: String,
    /// `aws_vpc`.
    #[serde(default, rename = "type", deserialize_with = "or_empty")]
    pub kind: String,
    /// Set for an object that an interrupted replacement has left behind.
    #[serde(default)]
    pub deposed: Option<String>,
    /// Why, in the engine's words.
    #[serde(default)]
    pub action_reason: Option<String>,
    /// From what to what.
    pub change: Change,
}

/// From what to what.
#[derive(Debug, Default, Deserialize)]
pub struct Change {
    /// In the engine's words; see [`Change::action`].
    #[serde(default, deserialize_with = "or_empty")]
    pub actions: Vec<String>,
    /// The values before.
    #[serde(default)]
    pub before: Value,
    /// The values after, as far as they are known.
    #[serde(default)]
    pub after: Value,
    /// `true` wherever a value is known after apply only.
    #[serde(default)]
    pub after_unknown: Value,
    /// `true` wherever a value before is sensitive.
    #[serde(default)]
    pub before_sensitive: Value,
    /// `true` wherever a value after is sensitive.
    #[serde(default)]
    pub after_sensitive: Value,
    /// The arguments that cannot be changed in place, each by its steps.
    #[serde(default, deserialize_with = "or_empty")]
    pub replace_paths: Vec<Value>,
    /// Set where the object exists already and is taken over.
    #[serde(default)]
    pub importing: Option<Value>,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    NoOp,
    /// A data source is read.
    Read,
    /// It is made.
    Create,
    /// It is changed and stays itself.
    Update,
    /// It is destroyed and made anew, in either order.
    Replace,
    /// It is destroyed.
    Delete,
    /// It stays, and the state no longer knows it.
    Forget,
    /// Nothing this program knows: taken for the worst.
    Unknown,
}

impl Change {
    /// What happens, in one word.
    pub fn action(&self) -> Action {
        let actions: Vec<&str> = self.actions.iter().map(String::as_str).collect();
        match actions.as_slice() {
            ["no-op"] => Action::NoOp,
            ["read"] => Action::Read,
            ["create"] => Action::Create,
            ["update"] => Action::Update,
            ["delete"] => Action::Delete,
            ["forget"] => Action::Forget,
            ["delete", "create"] | ["create", "delete"] => Action::Replace,
            _ => Action::Unknown,
        }
    }
}

impl Action {
    /// Whether something that exists is gone afterwards.
    pub fn destroys(self) -> bool {
        matches!(self, Self::Delete | Self::Replace | Self::Unknown)
    }
}

impl Plan {
    /// Reads what `terraform show -json PLAN` printed.
    ///
    /// # Errors
    /// Text that is not JSON, not a plan, or a plan of another format.
    pub fn read(text: &[u8]) -> Result<Self> {
        // What serde says about a mistake may quote the value that is mistaken.
        let plan: Self = serde_json::from_slice(text).map_err(|error| {
            anyhow!("line {}, column {}: not a plan in JSON, as `terraform show -json PLAN` prints it", error.line(), error.column())
        })?;
        match plan.format_version.split('.').next() {
            Some("1") => Ok(plan),
            _ => bail!("its format version is `{}`, and this version of tfgen reads 1.x", plan.format_version.escape_debug()),
        }
    }

    /// The resources that something happens to, in the plan's order. What data sources are read is not of interest to anyone.
    pub fn changes(&self) -> impl Iterator<Item = (&ResourceChange, Action)> {
        let with_action = self.resource_changes.iter().map(|resource| (resource, resource.change.action()));
        with_action.filter(|(resource, action)| match action {
            Action::NoOp => resource.previous_address.is_some() || resource.change.importing.is_some(),
            Action::Read => false,
            _ => true,
        })
    }

    /// The outputs that change.
    pub fn outputs(&self) -> impl Iterator<Item = (&str, &Change, Action)> {
        let with_action = self.output_changes.iter().map(|(name, change)| (name.as_str(), change, change.action()));
        with_action.filter(|(.., action)| *action != Action::NoOp)
    }
}

impl ResourceChange {
    /// The address, and the key of the object where it is one left behind: each is destroyed for itself.
    pub fn object(&self) -> String {
        match &self.deposed {
            Some(key) => format!("{} (deposed {key})", self.address),
            None => self.address.clone(),
        }
    }
}

/// `null` for what nothing is there of.
fn or_empty<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
