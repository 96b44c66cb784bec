//! What the bootstrap roots are made of.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    AccountId, Architecture, Database, GitHub, Name, PolicyArn, Region, Service, State, TagKey, TagValue, TerraformSettings, TreePath,
};

/// The base alone, without any environment; and of every environment what has to be known before it exists.
#[derive(Clone, Debug, Serialize)]
pub struct Bootstrap {
    /// Starts every name.
    pub project: Name,
    /// The account of the bucket; `None` where nobody said.
    pub account_id: Option<AccountId>,
    /// The repository that gets roles; `None` where people plan and apply.
    pub github: Option<GitHub>,
    /// Put on every resource.
    pub tags: BTreeMap<TagKey, TagValue>,
    /// Engine and versions.
    pub terraform: TerraformSettings,
    /// The bucket and the table to make.
    pub state: State,
    /// As in [`Architecture`]; what concerns bootstrap begins with its folder: `bootstrap/`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmanaged: Vec<TreePath>,
    /// By name. Empty where the bucket does not depend on them: see [`Bootstrap::knows_environments`].
    pub environments: Vec<Deployed>,
}

impl Bootstrap {
    /// Whether anything is made for single environments: rights to the state from another account, or roles.
    pub fn knows_environments(&self) -> bool {
        self.account_id.is_some() || self.github.is_some()
    }
}

/// An environment as those see it who let others plan and apply it.
#[derive(Clone, Debug, Serialize)]
pub struct Deployed {
    /// The environment.
    pub environment: Name,
    /// The account it runs in.
    pub account_id: Option<AccountId>,
    /// Where it runs.
    pub region: Region,
    /// Where its state lies, and who locks it.
    pub state: State,
    /// The most that a role in its account may do.
    pub permissions_boundary: Option<PolicyArn>,
    /// The databases whose password Terraform makes, and reads back when it plans.
    pub passwords: Vec<Name>,
    /// The parameters that hold the ids of images, AWS's own aside: read when it is planned.
    pub image_parameters: BTreeSet<String>,
}

impl Deployed {
    /// The same environment, seen from outside.
    pub fn of(architecture: &Architecture) -> Self {
        let own_password = |(_, database): &(&Name, &Database)| !database.managed_password();
        let own_parameter = |service: &Service| {
            let written = service.image_id.parameter()?;
            // A version or a label may follow a name; an ARN is full of colons of its own.
            let name = if written.starts_with("arn:") { written } else { written.split(':').next()? };
            (!name.starts_with("/aws/service/")).then(|| name.to_owned())
        };
        Self {
            environment: architecture.environment.clone(),
            account_id: architecture.account_id.clone(),
            region: architecture.region.clone(),
            state: architecture.state.clone(),
            permissions_boundary: architecture.identity.permissions_boundary.clone(),
            passwords: architecture.databases.iter().filter(own_password).map(|(name, _)| name.clone()).collect(),
            image_parameters: architecture.services.values().filter_map(own_parameter).collect(),
        }
    }
}
