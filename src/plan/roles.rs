//! The roles module: what GitHub may do with one environment. One role, one subject, each of them exact.

use serde::Serialize;

use super::{Expression, Input, Module, Output, View, names};
use crate::model::{AccountId, Bootstrap, Deployed, GitHub};

/// What may be rendered, by the prefix of its actions: all of an environment's services, used today or not, so that a pull request that
/// adds a CDN needs no new role first. IAM, S3, Secrets Manager, Systems Manager and KMS have statements of their own.
pub const SERVICES: [&str; 14] = [
    "acm",
    "autoscaling",
    "budgets",
    "cloudfront",
    "cloudwatch",
    "ec2",
    "elasticloadbalancing",
    "events",
    "logs",
    "rds",
    "route53",
    "sns",
    "sqs",
    "wafv2",
];

/// Whom an environment's roles may be passed to: the services that its roles trust.
pub const PASSED_TO: [&str; 4] = ["ec2.amazonaws.com", "monitoring.rds.amazonaws.com", "rds.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

/// AWS's own policies that an environment's roles carry.
pub const ATTACHED: [&str; 2] =
    ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"];

/// What the roles templates print.
#[derive(Debug, Serialize)]
pub struct RolesView {
    environment: String,
    account: String,
    region: String,
    /// The environment's region, and the one that what is global answers in.
    regions: Vec<String>,
    /// Starts the name of everything in the environment.
    prefix: String,
    boundary: Option<String>,
    roles: Vec<Role>,
    state: StateView,
    /// The secrets that are read back when planning.
    passwords: Vec<String>,
    /// The parameters that are read when planning.
    parameters: Vec<String>,
    services: Vec<String>,
    passed_to: [&'static str; 4],
    attached: [&'static str; 2],
    /// Roles that have its prefix, and are not its to change.
    foreign_roles: Vec<String>,
    /// Buckets that have its prefix, and are another environment's.
    foreign_buckets: Vec<String>,
}

/// A role that a workflow takes.
#[derive(Debug, Serialize)]
struct Role {
    label: &'static str,
    name: String,
    purpose: String,
    /// The one subject that may take it. Source: GitHub, "OpenID Connect reference", "Example subject claims".
    subject: String,
    /// Whether it changes nothing.
    reads: bool,
}

/// Where the state lies.
#[derive(Debug, Serialize)]
struct StateView {
    /// ARNs of the bucket, of the state, and of the lock beside it where that is used.
    bucket: String,
    object: String,
    lock_object: Option<String>,
    /// The lock table's ARN, where it is used, and the items for this state: the lock, and the state's digest.
    table: Option<String>,
    items: [String; 2],
    /// What S3, and the table where there is one, use the key for.
    via: Vec<String>,
    /// Whether the key is known, and given as a variable.
    encrypted: bool,
}

/// Plans the module of one environment. `provider` is the ARN of GitHub's OpenID Connect provider, `key` that of the states' key.
pub fn module(
    bootstrap: &Bootstrap,
    github: &GitHub,
    account: &AccountId,
    deployed: &Deployed,
    provider: Expression,
    key: Option<Expression>,
) -> Module {
    let (project, environment) = (&bootstrap.project, &deployed.environment);
    let mut inputs = vec![Input::string("openid_connect_provider_arn", "ARN of GitHub's OpenID Connect provider.", provider)];
    let encrypted = key.is_some();
    inputs.extend(key.map(|key| Input::string("state_kms_key_arn", "ARN of the key that the states are encrypted with.", key)));
    let output = |label: &str, what: &str| Output::new(format!("{label}_role_arn"), what.to_owned(), format!("aws_iam_role.{label}.arn"));
    let repository = &github.repository;
    let region = deployed.region.as_str();
    let foreign = Foreign::of(bootstrap, account, deployed);
    Module {
        name: module_name(deployed),
        summary: format!("What workflows of {repository} may do with {environment}."),
        inputs,
        outputs: vec![
            output("apply", "Role that applies."),
            output("drift", "Role that compares with the branch."),
            output("plan", "Role that plans."),
        ],
        view: View::Roles(Box::new(RolesView {
            environment: environment.to_string(),
            account: account.to_string(),
            region: region.to_owned(),
            regions: if region == "us-east-1" { vec![region.to_owned()] } else { vec![region.to_owned(), "us-east-1".to_owned()] },
            prefix: format!("{project}-{environment}"),
            boundary: deployed.permissions_boundary.as_ref().map(ToString::to_string),
            roles: vec![
                Role {
                    label: "plan",
                    name: names::plan_role(project, environment),
                    purpose: format!("Pull requests of {repository} plan {environment}."),
                    subject: format!("repo:{repository}:pull_request"),
                    reads: true,
                },
                Role {
                    label: "drift",
                    name: names::drift_role(project, environment),
                    purpose: format!("What runs on the branch {} compares {environment} with it.", github.branch),
                    subject: format!("repo:{repository}:ref:refs/heads/{}", github.branch),
                    reads: true,
                },
                Role {
                    label: "apply",
                    name: names::apply_role(project, environment),
                    purpose: format!("What GitHub lets into its environment {environment} applies."),
                    subject: format!("repo:{repository}:environment:{environment}"),
                    reads: false,
                },
            ],
            state: state(deployed, account, encrypted),
            passwords: deployed
                .passwords
                .iter()
                // Secrets Manager puts a hyphen and six characters behind the name.
                .map(|name| format!("arn:aws:secretsmanager:{region}:{account}:secret:{project}-{environment}-{name}-master-??????"))
                .collect(),
            parameters: parameters(deployed, account, &format!("{project}-{environment}")),
            services: SERVICES.map(|service| format!("{service}:*")).to_vec(),
            passed_to: PASSED_TO,
            attached: ATTACHED,
            foreign_roles: foreign.roles,
            foreign_buckets: foreign.buckets,
        })),
    }
}

/// The module of an environment.
pub fn module_name(deployed: &Deployed) -> String {
    format!("roles_{}", deployed.environment.identifier())
}

fn state(deployed: &Deployed, account: &AccountId, encrypted: bool) -> StateView {
    let state = &deployed.state;
    let region = state.region.as_str();
    let table = state.locking.table().then(|| format!("arn:aws:dynamodb:{region}:{account}:table/{}", state.dynamodb_table));
    let mut via = vec![format!("s3.{region}.amazonaws.com")];
    via.extend(table.iter().map(|_| format!("dynamodb.{region}.amazonaws.com")));
    let (bucket, key) = (state.bucket.as_str(), state.key.as_str());
    let object = format!("arn:aws:s3:::{bucket}/{}", literal(key));
    StateView {
        bucket: format!("arn:aws:s3:::{bucket}"),
        lock_object: state.locking.lockfile().then(|| format!("{object}.tflock")),
        object,
        table,
        items: [format!("{bucket}/{key}"), format!("{bucket}/{key}-md5")],
        via,
        encrypted,
    }
}

/// An object's key in an ARN, where a `*` would stand for anything. Source: IAM user guide, "Policy variables for wildcard characters".
pub fn literal(key: &str) -> String {
    key.replace('*', "${*}")
}

/// The agents' configurations, the images of AWS, and those of the user.
fn parameters(deployed: &Deployed, account: &AccountId, prefix: &str) -> Vec<String> {
    let region = deployed.region.as_str();
    let mut parameters = vec![
        format!("arn:aws:ssm:{region}:{account}:parameter/AmazonCloudWatch-{prefix}-*"),
        format!("arn:aws:ssm:{region}::parameter/aws/service/*"),
    ];
    parameters.extend(deployed.image_parameters.iter().map(|name| match name.strip_prefix("arn:") {
        Some(_) => name.clone(),
        None => format!("arn:aws:ssm:{region}:{account}:parameter/{}", name.trim_start_matches('/')),
    }));
    parameters
}

/// What has the environment's prefix, and is not the environment's.
struct Foreign {
    roles: Vec<String>,
    buckets: Vec<String>,
}

impl Foreign {
    /// Its own roles for GitHub; and where `dev` stands beside `dev-blue`, whatever is called `shop-dev-blue-…`. What begins in another way
    /// nobody allows, and need not be denied: the list stays short however many environments there are.
    fn of(bootstrap: &Bootstrap, account: &AccountId, deployed: &Deployed) -> Self {
        let (project, environment) = (&bootstrap.project, &deployed.environment);
        let own = [names::apply_role, names::drift_role, names::plan_role].map(|name| name(project, environment));
        let mut foreign =
            Self { roles: own.iter().map(|name| format!("arn:aws:iam::{account}:role/{name}")).collect(), buckets: Vec::new() };
        let here = bootstrap.environments.iter().filter(|other| other.account_id.as_ref() == Some(account));
        for Deployed { environment: other, .. } in here.filter(|other| other.environment.as_str().starts_with(&format!("{environment}-"))) {
            foreign.roles.push(format!("arn:aws:iam::{account}:role/{project}-{other}-*"));
            foreign.roles.push(format!("arn:aws:iam::{account}:instance-profile/{project}-{other}-*"));
            foreign.buckets.push(format!("arn:aws:s3:::{project}-{other}-*"));
        }
        foreign
    }
}
