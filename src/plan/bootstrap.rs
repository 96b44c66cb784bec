//! The bootstrap roots: the bucket and the table that every other root keeps its state in, and what GitHub may do, in each account.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bucket::{AccessLogs, BucketView, Encryption, Lifecycle, Statement, account};
use super::root::{BackendView, Call, backend, call, tags};
use super::{Expression, Input, Module, Output, Root, View, roles};
use crate::model::{AccountId, Bootstrap, Deployed, GitHub, State};

/// Name of the first root's folder, and of its own state object.
pub const NAME: &str = "bootstrap";

/// What the templates of the first root print.
#[derive(Debug, Serialize)]
pub struct BootstrapView {
    project: String,
    provider: ProviderView,
    bucket: BucketView,
    table: Option<String>,
    /// Other accounts that read and write states.
    accounts: Vec<String>,
    backend: BackendView,
    command: &'static str,
    github: Option<GitHubView>,
}

impl BootstrapView {
    /// The files of this root.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf", "backend.tf.example", "bootstrap.sh"];
        if self.github.is_some() {
            files.push("github.tf");
        }
        files
    }
}

/// What the templates of another account's root print.
#[derive(Debug, Serialize)]
pub struct AccountView {
    provider: ProviderView,
    backend: BackendView,
    github: GitHubView,
}

/// `provider "aws" {}`.
#[derive(Debug, Serialize)]
struct ProviderView {
    region: String,
    account_id: Option<String>,
    default_tags: BTreeMap<String, String>,
}

/// Who GitHub is, and the roles for it.
#[derive(Debug, Serialize)]
struct GitHubView {
    create_provider: bool,
    calls: Vec<Call>,
}

/// Whether a name is that of a bootstrap root, and cannot be an environment's.
pub fn is_root(name: &str) -> bool {
    name.strip_prefix(NAME).is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(|id| id.parse::<AccountId>().is_ok()))
}

/// Plans the bootstrap roots: that of the state's account, and one for every other account that GitHub applies in.
pub fn roots(bootstrap: &Bootstrap, source: &str) -> Vec<Root> {
    let mut roots = vec![first(bootstrap, source)];
    if let Some(github) = &bootstrap.github {
        roots.extend(elsewhere(bootstrap).into_keys().map(|id| other(bootstrap, github, id, source)));
    }
    roots
}

/// Environments in other accounts than the state's, by account. None where it is not said which the state's is.
fn elsewhere(bootstrap: &Bootstrap) -> BTreeMap<&AccountId, Vec<&Deployed>> {
    let mut accounts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for deployed in &bootstrap.environments {
        if let (Some(own), Some(id)) = (&bootstrap.account_id, &deployed.account_id)
            && own != id
        {
            accounts.entry(id).or_default().push(deployed);
        }
    }
    accounts
}

fn first(bootstrap: &Bootstrap, source: &str) -> Root {
    let state = &bootstrap.state;
    let mut outputs = vec![
        Output::new("state_bucket", "Bucket that holds the state of every environment.", "aws_s3_bucket.state.id"),
        Output::new("state_kms_key_arn", "Key for the states: `kms_key_id` in the architecture.", "aws_kms_key.state.arn"),
    ];
    if state.locking.table() {
        outputs.push(Output::new("lock_table", "Table that holds the state locks.", "aws_dynamodb_table.locks.name"));
    }
    let here = bootstrap.account_id.as_ref().zip(bootstrap.github.as_ref());
    let modules = here.map(|(id, github)| modules(bootstrap, github, id, Some(Expression::from("aws_kms_key.state.arn"))));
    let modules = modules.unwrap_or_default();
    let view = BootstrapView {
        project: bootstrap.project.to_string(),
        provider: provider(bootstrap, bootstrap.account_id.as_ref()),
        bucket: bucket(bootstrap),
        table: state.locking.table().then(|| state.dynamodb_table.to_string()),
        accounts: elsewhere(bootstrap).into_keys().map(ToString::to_string).collect(),
        backend: backend(state),
        command: bootstrap.terraform.engine.command(),
        github: here.map(|(_, github)| github_view(github, &modules)),
    };
    let summary = format!("Where the Terraform state of {} lies.", bootstrap.project);
    root(bootstrap, source, NAME.to_owned(), summary, outputs, modules, View::Bootstrap(Box::new(view)))
}

fn other(bootstrap: &Bootstrap, github: &GitHub, id: &AccountId, source: &str) -> Root {
    let name = format!("{NAME}-{id}");
    let modules = modules(bootstrap, github, id, bootstrap.state.kms_key_id.as_ref().map(|key| Expression(format!("\"{key}\""))));
    let view = AccountView {
        provider: provider(bootstrap, Some(id)),
        backend: backend(&State { key: own_key(id), ..bootstrap.state.clone() }),
        github: github_view(github, &modules),
    };
    let summary = format!("What workflows of {} may do in account {id}.", github.repository);
    root(bootstrap, source, name, summary, Vec::new(), modules, View::Account(Box::new(view)))
}

/// Where the state of another account's root lies.
#[allow(clippy::panic)]
fn own_key(id: &AccountId) -> crate::model::ObjectKey {
    let key = format!("{NAME}-{id}/terraform.tfstate");
    key.parse().unwrap_or_else(|problem| panic!("`{key}` {problem}"))
}

fn root(
    bootstrap: &Bootstrap,
    source: &str,
    name: String,
    summary: String,
    mut outputs: Vec<Output>,
    modules: Vec<Module>,
    view: View,
) -> Root {
    for module in &modules {
        for output in &module.outputs {
            let environment = module.name.trim_start_matches("roles_");
            let value = format!("module.{}.{}", module.name, output.name);
            outputs.push(Output::new(format!("{environment}_{}", output.name), output.description.clone(), value));
        }
    }
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    Root {
        source: source.to_owned(),
        render_command: "tfgen render --all".to_owned(),
        command: bootstrap.terraform.engine.command(),
        required_version: bootstrap.terraform.required_version.to_string(),
        aws_provider_version: bootstrap.terraform.aws_provider_version.to_string(),
        permissions_boundary: None,
        module: Module { name, summary, inputs: Vec::<Input>::new(), outputs, view },
        modules,
        tests: Vec::new(),
        review: None,
    }
}

fn provider(bootstrap: &Bootstrap, account_id: Option<&AccountId>) -> ProviderView {
    ProviderView {
        region: bootstrap.state.region.as_str().to_owned(),
        account_id: account_id.map(ToString::to_string),
        default_tags: tags(&bootstrap.tags, bootstrap.project.as_str(), NAME),
    }
}

/// The roles for the environments in one account.
fn modules(bootstrap: &Bootstrap, github: &GitHub, id: &AccountId, key: Option<Expression>) -> Vec<Module> {
    let provider = if github.create_provider {
        Expression::from("aws_iam_openid_connect_provider.github.arn")
    } else {
        Expression(format!("\"arn:aws:iam::{id}:oidc-provider/token.actions.githubusercontent.com\""))
    };
    let here = bootstrap.environments.iter().filter(|deployed| deployed.account_id.as_ref() == Some(id));
    here.map(|deployed| roles::module(bootstrap, github, id, deployed, provider.clone(), key.clone())).collect()
}

fn github_view(github: &GitHub, modules: &[Module]) -> GitHubView {
    GitHubView { create_provider: github.create_provider, calls: modules.iter().map(call).collect() }
}

fn bucket(bootstrap: &Bootstrap) -> BucketView {
    BucketView::new(
        "state",
        "Every state there ever was, one object an environment: the way back from a broken one.",
        Expression(format!("\"{}\"", bootstrap.state.bucket.as_str())),
        Encryption::Kms(Expression::from("aws_kms_key.state.arn")),
        AccessLogs::Nowhere("a bucket for its logs would need logs of its own; CloudTrail data events tell who reads state"),
        Lifecycle { newer_noncurrent_versions: Some(30), ..Lifecycle::keep() },
    )
    .prevent_destroy()
    .allow(elsewhere(bootstrap).into_iter().flat_map(|(id, deployed)| shares(bootstrap, id, &deployed)))
}

/// What another account may do with the bucket: use its own states. Who there may, its own policies say; naming its roles here would need
/// them to exist before the bucket that the state of their making lies in.
fn shares(bootstrap: &Bootstrap, id: &AccountId, deployed: &[&Deployed]) -> Vec<Statement> {
    let statement = |sid: String, purpose: String, actions, path: String| Statement {
        purpose,
        sid,
        actions,
        principal: account(id),
        // In a string of HCL, too, a `*` of the key's own is itself.
        path: Expression(path.replace("${", "$${")),
        condition: None,
    };
    let mut objects: Vec<(String, String, bool)> = deployed
        .iter()
        .map(|deployed| (deployed.environment.to_string(), roles::literal(deployed.state.key.as_str()), deployed.state.locking.lockfile()))
        .collect();
    if bootstrap.github.is_some() {
        objects.push((format!("{NAME}-{id}"), own_key(id).to_string(), bootstrap.state.locking.lockfile()));
    }
    let mut statements = vec![statement(
        format!("FindStatesOf{id}"),
        format!("Account {id} sees which states there are, and that its own is not there yet."),
        &["s3:ListBucket"],
        String::new(),
    )];
    for (name, key, lockfile) in objects {
        let sid: String = name.split('-').map(capitalised).collect();
        statements.push(statement(
            format!("StateOf{sid}"),
            format!("The state of {name} is read and written from account {id}."),
            &["s3:GetObject", "s3:PutObject"],
            format!("/{key}"),
        ));
        if lockfile {
            let actions = &["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
            statements.push(statement(
                format!("LockOf{sid}"),
                "So is its lock, which goes again.".to_owned(),
                actions,
                format!("/{key}.tflock"),
            ));
        }
    }
    statements
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
