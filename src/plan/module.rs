//! What a rendered root and its child modules consist of.

use serde::Serialize;

use super::bootstrap::{AccountView, BootstrapView};
use super::cdn::CdnView;
use super::database::DatabaseView;
use super::dns::DnsView;
use super::keys::KeysView;
use super::lessons::Test;
use super::load_balancer::LoadBalancerView;
use super::network::NetworkView;
use super::observability::ObservabilityView;
use super::review::Review;
use super::roles::RolesView;
use super::root::RootView;
use super::security::SecurityView;
use super::service::ServiceView;
use super::storage::StorageView;

/// Files every module has, rendered from the same templates.
pub const SHARED_FILES: [&str; 4] = ["README.md", "outputs.tf", "variables.tf", "versions.tf"];

/// A Terraform expression, printed as it is: `module.network.vpc_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Expression(pub String);

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A complete Terraform root and its child modules.
#[derive(Debug, Serialize)]
pub struct Root {
    /// File name of the architecture.
    pub source: String,
    /// How this root is rendered again.
    pub render_command: String,
    /// `terraform` or `tofu`.
    pub command: &'static str,
    /// Constraint on the engine.
    pub required_version: String,
    /// Constraint on `hashicorp/aws`.
    pub aws_provider_version: String,
    /// What every IAM role carries: `shared/permissions_boundary.tf` prints it into each.
    pub permissions_boundary: Option<String>,
    /// What a reviewer is shown of an environment: only its README prints it.
    #[serde(skip)]
    pub review: Option<Review>,
    /// The root's own files.
    #[serde(skip)]
    pub module: Module,
    /// Child modules, in the order they are called.
    #[serde(skip)]
    pub modules: Vec<Module>,
    /// Its `tests/*.tftest.hcl`.
    #[serde(skip)]
    pub tests: Vec<Test>,
}

/// A module: its interface, and the view its templates print.
#[derive(Debug, Serialize)]
pub struct Module {
    /// Label of the call and folder below `modules/`.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// Sorted by name.
    pub inputs: Vec<Input>,
    /// Sorted by name.
    pub outputs: Vec<Output>,
    /// What only its own templates see.
    #[serde(skip)]
    pub view: View,
}

/// A variable, and what the root wires it to. One list gives `variables.tf`, the call and the README's table.
#[derive(Debug, Serialize)]
pub struct Input {
    /// The variable's name.
    pub name: String,
    /// Its Terraform type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is.
    pub description: String,
    /// What the root passes.
    pub value: Expression,
    /// What holds where nobody sets it: for variables of the root.
    pub default: Option<Expression>,
}

impl Input {
    /// A string.
    pub fn string(name: impl Into<String>, description: impl Into<String>, value: impl Into<Expression>) -> Self {
        Self { name: name.into(), kind: "string", description: description.into(), value: value.into(), default: None }
    }

    /// A list of strings.
    pub fn strings(name: impl Into<String>, description: impl Into<String>, value: impl Into<Expression>) -> Self {
        Self { name: name.into(), kind: "list(string)", description: description.into(), value: value.into(), default: None }
    }

    /// The same variable, which may be left unset.
    #[must_use]
    pub fn with_default(mut self, default: impl Into<Expression>) -> Self {
        self.default = Some(default.into());
        self
    }
}

/// An output.
#[derive(Debug, Serialize)]
pub struct Output {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// What it comes to.
    pub value: Expression,
    /// What must exist before anything that reads it: `[…]`, or nothing.
    pub depends_on: Vec<Expression>,
    /// Why it waits, where it does.
    pub why: Option<&'static str>,
}

impl Output {
    /// An output.
    pub fn new(name: impl Into<String>, description: impl Into<String>, value: impl Into<Expression>) -> Self {
        Self { name: name.into(), description: description.into(), value: value.into(), depends_on: Vec::new(), why: None }
    }

    /// Makes whoever reads it wait for more than its value.
    #[must_use]
    pub fn after(mut self, why: &'static str, resources: impl IntoIterator<Item = Expression>) -> Self {
        self.depends_on.extend(resources);
        self.why = (!self.depends_on.is_empty()).then_some(why);
        self
    }
}

/// The views, one a module folder in `templates/`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum View {
    Account(Box<AccountView>),
    Bootstrap(Box<BootstrapView>),
    Database(Box<DatabaseView>),
    Cdn(Box<CdnView>),
    Dns(DnsView),
    Keys(KeysView),
    LoadBalancer(Box<LoadBalancerView>),
    Network(Box<NetworkView>),
    Observability(Box<ObservabilityView>),
    Roles(Box<RolesView>),
    Root(Box<RootView>),
    Security(SecurityView),
    Service(Box<ServiceView>),
    Storage(Box<StorageView>),
}

impl View {
    /// Folder of its templates.
    pub fn templates(&self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Bootstrap(_) => "bootstrap",
            Self::Database(_) => "modules/database",
            Self::Cdn(_) => "modules/cdn",
            Self::Dns(_) => "modules/dns",
            Self::Keys(_) => "modules/keys",
            Self::LoadBalancer(_) => "modules/load_balancer",
            Self::Network(_) => "modules/network",
            Self::Observability(_) => "modules/observability",
            Self::Roles(_) => "modules/roles",
            Self::Root(_) => "root",
            Self::Security(_) => "modules/security",
            Self::Service(_) => "modules/service",
            Self::Storage(_) => "modules/storage",
        }
    }

    /// The files that are rendered from them; what an environment does not need is not there.
    pub fn files(&self) -> Vec<&'static str> {
        match self {
            Self::Account(_) => vec!["main.tf", "backend.tf", "github.tf"],
            Self::Bootstrap(view) => view.files(),
            Self::Database(view) => view.files(),
            Self::Cdn(view) => view.files(),
            Self::Dns(_) => vec!["main.tf"],
            Self::Keys(_) => vec!["main.tf"],
            Self::LoadBalancer(view) => view.files(),
            Self::Network(view) => view.files(),
            Self::Observability(view) => view.files(),
            Self::Roles(_) => vec!["main.tf", "plan.tf", "apply.tf"],
            Self::Root(view) => view.files(),
            Self::Security(_) => vec!["main.tf"],
            Self::Service(view) => view.files(),
            Self::Storage(view) => view.files(),
        }
    }

    /// Whether the module has resources in us-east-1 beside the environment's own region: what belongs to CloudFront must be there.
    pub fn us_east_1(&self) -> bool {
        match self {
            Self::Cdn(view) => view.us_east_1(),
            Self::Dns(view) => view.us_east_1(),
            _ => false,
        }
    }
}
