//! From the resolved tree to the typed model. Defaults are applied here, after the overlay: what is derived is derived from what the
//! environment really has.

mod bucket;
mod cdn;
mod database;
mod dns;
mod flow;
mod github;
mod load_balancer;
mod network;
mod observability;
mod price;
mod scaling;
mod service;
mod state;
mod usage;
mod values;
mod waf;
mod web;
mod worker;

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{Body, LabelText, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Architecture, Bootstrap, Bounded, Database, Engine, Identity, Name, Region, TagKey, TagValue, TerraformSettings, TreePath,
};

/// Decodes one environment.
///
/// # Errors
/// Every unknown, missing, mistyped or out-of-range argument, each located.
pub fn architecture(body: &Body, environment: &str) -> Result<Architecture, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let decoded = read(&mut Reader::new(body, &mut problems), environment);
    match decoded {
        Some(architecture) if problems.is_empty() => Ok(architecture),
        _ => Err(problems),
    }
}

fn read(reader: &mut Reader<'_>, environment: &str) -> Option<Architecture> {
    let project = reader.required::<Name>("project");
    let region = reader.required::<Region>("region");
    let account_id = reader.optional("account_id");
    let production = reader.or("production", || false);
    let tags = reader.or::<BTreeMap<TagKey, TagValue>>("tags", BTreeMap::new);
    let unmanaged = reader.or::<Vec<TreePath>>("unmanaged", Vec::new);
    let terraform = reader.block("terraform", terraform).unwrap_or_else(terraform_defaults);
    let state = state::read(reader, region.as_ref(), environment);
    let github = github::read(reader, account_id.as_ref());
    let identity = reader.block("identity", |reader| Identity { permissions_boundary: reader.optional("permissions_boundary") });
    let network = network::read(reader, region.as_ref(), production);
    let dns = reader.block("dns", |reader| dns::read(reader, production)).flatten();
    let domain_name = dns.as_ref().map(|(dns, _)| &dns.domain_name);
    let load_balancer = reader.block("load_balancer", |reader| load_balancer::read(reader, production, domain_name));
    let logs = reader.block("logs", |reader| bucket::logs(reader, production)).unwrap_or_else(|| bucket::logs_defaults(production));
    let buckets = named(reader.labelled("bucket", |reader, label| (name(reader, label), bucket::read(reader, label, production))));
    let observability = observability::read(reader, production);
    let budget = observability::budget(reader);
    let context = service::Context {
        production,
        zones: network.as_ref().map_or(1, |network| network.availability_zones.len() as u32),
        idle_timeout: load_balancer.as_ref().map_or(60, |load_balancer| load_balancer.idle_timeout.get()),
    };
    let mut services =
        named(reader.labelled("service", |reader, label| (service::name(reader, label), service::read(reader, label, &context))));
    let zones = context.zones;
    let databases =
        named(reader.labelled("database", |reader, label| (name(reader, label), database::read(reader, label, production, zones))));
    service::outlast_failovers(&mut services, &databases);
    let usage = usage::read(reader, &services);
    let prices = price::read(reader);
    let terraform =
        if reader.has("terraform") || databases.values().all(Database::managed_password) { terraform } else { with_write_only() };
    let edge =
        cdn::Context { production, dns: dns.as_ref().map(|(dns, _)| dns), load_balancer: load_balancer.is_some(), services: &services };
    let cdn = reader.block("cdn", |reader| cdn::read(reader, &edge));
    let waf = reader.block("waf", |reader| waf::read(reader, production));
    let flows = named(reader.labelled("flow", |reader, label| (name(reader, label), flow::read(reader))));
    reader.finish();
    Some(Architecture {
        project: project?,
        environment: Name::from_str(environment).ok()?,
        production,
        region: region?,
        account_id,
        tags,
        unmanaged,
        terraform,
        state: state?,
        github,
        identity: identity.unwrap_or_default(),
        network: network?,
        load_balancer,
        logs,
        buckets,
        dns: dns.map(|dns| dns::settle(dns, cdn.is_some(), &services)),
        cdn,
        waf,
        services,
        observability,
        budget,
        usage,
        prices,
        databases,
        flows,
    })
}

/// Decodes the part of the base that the bootstrap root is made of: `body` is the base without any overlay.
///
/// # Errors
/// As [`architecture`], of the arguments concerned.
pub fn bootstrap(body: &Body) -> Result<Bootstrap, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut reader = Reader::new(body, &mut problems);
    let project = reader.required::<Name>("project");
    let region = reader.required::<Region>("region");
    let account_id = reader.optional("account_id");
    let github = github::read(&mut reader, account_id.as_ref());
    let tags = reader.or::<BTreeMap<TagKey, TagValue>>("tags", BTreeMap::new);
    let terraform = reader.block("terraform", terraform).unwrap_or_else(terraform_defaults);
    let unmanaged = reader.or::<Vec<TreePath>>("unmanaged", Vec::new);
    let state = state::read(&mut reader, region.as_ref(), "bootstrap");
    match (project, state) {
        (Some(project), Some(state)) if problems.is_empty() => {
            Ok(Bootstrap { project, account_id, github, tags, terraform, state, unmanaged, environments: Vec::new() })
        }
        _ => Err(problems),
    }
}

fn terraform(reader: &mut Reader<'_>) -> TerraformSettings {
    let default = terraform_defaults();
    TerraformSettings {
        engine: reader.or("engine", || default.engine),
        required_version: reader.or("required_version", || default.required_version),
        aws_provider_version: reader.or("aws_provider_version", || default.aws_provider_version),
    }
}

fn terraform_defaults() -> TerraformSettings {
    TerraformSettings { engine: Engine::Terraform, required_version: fixed(">= 1.10"), aws_provider_version: fixed(">= 5.100, < 7.0") }
}

/// Write-only arguments, which keep a password out of the state, came with 1.11 of Terraform and of OpenTofu.
fn with_write_only() -> TerraformSettings {
    TerraformSettings { required_version: fixed(">= 1.11"), ..terraform_defaults() }
}

/// A label as a name; a bad one is reported at the label.
fn name(reader: &mut Reader<'_>, label: &LabelText) -> Option<Name> {
    match Name::from_str(&label.text) {
        Ok(name) => Some(name),
        Err(problem) => {
            reader.report(Diagnostic::error(format!("`{}` {problem}", label.text)).at(label.span, "this name"));
            None
        }
    }
}

/// What could be read; the rest has been reported.
fn named<K: Ord, T>(blocks: BTreeMap<String, (Option<K>, Option<T>)>) -> BTreeMap<K, T> {
    blocks.into_values().filter_map(|(name, block)| Some((name?, block?))).collect()
}

/// A default written in this program; that each is valid is tested by decoding the smallest architecture.
#[allow(clippy::panic)]
fn fixed<T: FromStr<Err = String>>(text: &str) -> T {
    T::from_str(text).unwrap_or_else(|problem| panic!("the default `{text}` {problem}"))
}

/// A default number written in this program.
const fn number<const MIN: u32, const MAX: u32>(number: u32) -> Bounded<MIN, MAX> {
    Bounded::literal(number)
}
