//! The root module of an environment: calls, providers, backend.

use std::collections::BTreeMap;

use serde::Serialize;

use super::review::review;
use super::runbook::{self, RunbookView};
use super::{
    Expression, Module, Output, Root, View, alarms, cdn, database, dns, flows, keys, lessons, load_balancer, network, observability,
    security, service, storage,
};
use crate::model::{Architecture, Cdn, State, TagKey, TagValue, UrlPath};

/// What the root templates print.
#[derive(Debug, Serialize)]
pub struct RootView {
    region: String,
    account_id: Option<String>,
    /// Whether any module has resources in us-east-1.
    us_east_1: bool,
    /// What `deploy-frontend.sh` needs to know, where there is a frontend.
    frontend: Option<FrontendView>,
    default_tags: BTreeMap<String, String>,
    calls: Vec<Call>,
    backend: BackendView,
    runbook: RunbookView,
}

/// What `deploy-frontend.sh` prints.
#[derive(Debug, Serialize)]
struct FrontendView {
    command: &'static str,
    default_root_object: String,
    html_default_ttl: u32,
    /// Folders whose files have their content's hash in their name.
    hashed: Vec<String>,
}

impl RootView {
    /// The files this root has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf", "providers.tf", "backend.tf", "RUNBOOK.md"];
        if self.frontend.is_some() {
            files.push("deploy-frontend.sh");
        }
        files
    }
}

/// `backend "s3" {}`.
#[derive(Debug, Serialize)]
pub struct BackendView {
    /// The bucket.
    pub bucket: String,
    /// The object.
    pub key: String,
    /// The bucket's region.
    pub region: String,
    /// The key the state is encrypted with, where it is not S3's own.
    pub kms_key_id: Option<String>,
    /// Whether the lock object is used.
    pub use_lockfile: bool,
    /// The lock table, where it is used.
    pub dynamodb_table: Option<String>,
}

/// `module "…" {}`.
#[derive(Debug, Serialize)]
pub(super) struct Call {
    name: String,
    us_east_1: bool,
    arguments: Vec<Argument>,
}

#[derive(Debug, Serialize)]
struct Argument {
    name: String,
    value: Expression,
}

/// Plans an environment. `source` is the architecture's file name, for headers.
pub fn environment(architecture: &Architecture, source: &str) -> Root {
    let mut modules = vec![keys::module(architecture), network::module(architecture)];
    let mut outputs = vec![Output::new("vpc_id", "ID of the VPC.", "module.network.vpc_id")];
    if storage::needed(architecture) {
        modules.push(storage::module(architecture));
        outputs.extend(storage::root_outputs(architecture));
    }
    if let Some(load_balancer) = &architecture.load_balancer {
        modules.push(load_balancer::module(architecture, load_balancer));
        outputs.push(Output::new("load_balancer_dns_name", "The load balancer's own name.", "module.load_balancer.dns_name"));
    }
    if let Some(cdn) = &architecture.cdn {
        modules.push(cdn::module(architecture, cdn));
        outputs.push(Output::new("assets_bucket", "Bucket that the static frontend is uploaded to.", "module.cdn.assets_bucket"));
        outputs.push(Output::new("distribution_id", "ID of the CloudFront distribution.", "module.cdn.distribution_id"));
        outputs.push(Output::new("distribution_domain_name", "CloudFront's own name for the distribution.", "module.cdn.domain_name"));
    }
    if let Some(dns) = &architecture.dns {
        modules.push(dns::module(architecture, dns));
        if dns.create_zone {
            let description = "Name servers to enter where the domain is registered.";
            outputs.push(Output::new("name_servers", description, "module.dns.name_servers"));
        }
    }
    modules.extend(services(architecture));
    for name in architecture.services.keys() {
        let module = security::service_module(name);
        let group = format!("module.{module}.autoscaling_group_name");
        outputs.push(Output::new(
            format!("{module}_autoscaling_group_name"),
            format!("Name of the Auto Scaling group of service {name}."),
            group,
        ));
    }
    for (name, database) in &architecture.databases {
        modules.push(database::module(architecture, name, database));
        let module = security::database_module(name);
        let address = format!("module.{module}.address");
        outputs.push(Output::new(format!("{module}_address"), format!("Where clients of database {name} connect."), address));
    }
    if !flows::flows(architecture).is_empty() {
        modules.push(security::module(architecture));
    }
    let alarms = alarms::alarms(architecture);
    modules.push(observability::module(architecture, &alarms));
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    let tests = lessons::tests(architecture, &modules, &alarms);
    Root {
        source: source.to_owned(),
        render_command: render_command(architecture),
        command: architecture.terraform.engine.command(),
        required_version: architecture.terraform.required_version.to_string(),
        aws_provider_version: architecture.terraform.aws_provider_version.to_string(),
        permissions_boundary: architecture.identity.permissions_boundary.as_ref().map(ToString::to_string),
        review: Some(review(architecture, &alarms)),
        module: Module {
            name: architecture.environment.to_string(),
            summary: format!(
                "The {} environment of {} in {}{}.",
                architecture.environment,
                architecture.project,
                architecture.region.as_str(),
                if architecture.production { ", highly available" } else { "" }
            ),
            inputs: observability::subscribers().into_iter().map(|input| input.with_default("[]")).collect(),
            outputs,
            view: View::Root(Box::new(RootView {
                region: architecture.region.as_str().to_owned(),
                account_id: architecture.account_id.as_ref().map(ToString::to_string),
                us_east_1: modules.iter().any(|module| module.view.us_east_1()),
                frontend: architecture.cdn.as_ref().map(|cdn| frontend(architecture, cdn)),
                default_tags: default_tags(architecture),
                calls: modules.iter().map(call).collect(),
                backend: backend(&architecture.state),
                runbook: runbook::view(architecture, alarms),
            })),
        },
        tests,
        modules,
    }
}

/// Plans the modules of services alone.
pub fn services(architecture: &Architecture) -> impl Iterator<Item = Module> {
    architecture.services.iter().map(|(name, service)| service::module(architecture, name, service))
}

/// How an environment is rendered again.
pub fn render_command(architecture: &Architecture) -> String {
    format!("tfgen render --env {}", architecture.environment)
}

fn frontend(architecture: &Architecture, cdn: &Cdn) -> FrontendView {
    let folder = |path: &UrlPath| {
        let folder = path.as_str().trim_start_matches('/').strip_suffix("/*")?;
        // A pattern that is more than a folder says nothing about where files lie: they are uploaded as pages are.
        (!folder.is_empty() && !folder.contains(['*', '?'])).then(|| folder.to_owned())
    };
    FrontendView {
        command: architecture.terraform.engine.command(),
        default_root_object: cdn.default_root_object.to_string(),
        html_default_ttl: cdn.html.default_ttl.get(),
        hashed: cdn.static_assets.path_patterns.iter().filter_map(folder).collect(),
    }
}

pub(super) fn call(module: &Module) -> Call {
    let arguments = module.inputs.iter().map(|input| Argument { name: input.name.clone(), value: input.value.clone() }).collect();
    Call { name: module.name.clone(), us_east_1: module.view.us_east_1(), arguments }
}

pub(super) fn backend(state: &State) -> BackendView {
    BackendView {
        bucket: state.bucket.as_str().to_owned(),
        key: state.key.to_string(),
        region: state.region.as_str().to_owned(),
        kms_key_id: state.kms_key_id.as_ref().map(ToString::to_string),
        use_lockfile: state.locking.lockfile(),
        dynamodb_table: state.locking.table().then(|| state.dynamodb_table.to_string()),
    }
}

/// The user's tags, and where a resource comes from.
pub fn default_tags(architecture: &Architecture) -> BTreeMap<String, String> {
    tags(&architecture.tags, architecture.project.as_str(), architecture.environment.as_str())
}

/// What a group and whatever it launches is tagged with: the provider's `default_tags` reach neither.
pub fn launched_tags(architecture: &Architecture, name: String) -> BTreeMap<String, String> {
    let mut tags = default_tags(architecture);
    tags.insert("Name".to_owned(), name);
    tags
}

/// The user's tags win over tfgen's own.
pub fn tags(own: &BTreeMap<TagKey, TagValue>, project: &str, environment: &str) -> BTreeMap<String, String> {
    let derived = [("Environment", environment), ("ManagedBy", "terraform"), ("Project", project)];
    let mut tags: BTreeMap<String, String> = derived.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    tags.extend(own.iter().map(|(key, value)| (key.to_string(), value.to_string())));
    tags
}
