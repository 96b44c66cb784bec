//! What GitHub may do: read from the rendered policies, statement by statement.

use std::collections::BTreeSet;

use hcl::{Body, Expression, Template};
use serde_json::Value;
use tfgen::model::{Bootstrap, Deployed};
use tfgen::plan::{self, roles};
use tfgen::render::{Files, Renderer};

use crate::rendering::{every_file, rendered, sources};

/// Two environments in the state's account, one name the beginning of the other, and one elsewhere, with a boundary and a password.
const ARCHITECTURE: &str = r#"
project    = "shop"
region     = "eu-west-1"
account_id = "111111111111"

github {
  repository = "acme/shop"
  branch     = "release"
}

state {
  bucket = "states"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}

environment "dev-blue" {
  state {
    key = "any*/blue.tfstate"
  }
}

environment "prod" {
  account_id = "222222222222"

  identity {
    permissions_boundary = "arn:aws:iam::222222222222:policy/boundary"
  }

  database "main" {
    instance_class = "db.t4g.small"
    read_replicas  = 1
  }
}
"#;

/// The bootstrap roots of an architecture, by `root/path`.
fn bootstraps(text: &str) -> Files {
    let sources = sources(text);
    let document = tfgen::config::Document::parse(&sources).unwrap();
    let mut bootstrap: Bootstrap = tfgen::config::decode::bootstrap(&document.base("bootstrap").unwrap()).unwrap();
    for environment in document.environments() {
        let architecture = tfgen::config::decode::architecture(&document.resolve(environment).unwrap(), environment).unwrap();
        bootstrap.environments.push(Deployed::of(&architecture));
    }
    let renderer = Renderer::new();
    let roots = plan::bootstrap::roots(&bootstrap, "architecture.hcl");
    let render = |root: &plan::Root| renderer.render(root).unwrap().into_iter().collect::<Vec<_>>();
    roots.iter().flat_map(|root| render(root).into_iter().map(|(path, text)| (format!("{}/{path}", root.module.name), text))).collect()
}

/// Every document that a file hands to `jsonencode`, with the name of the argument; references as their text.
fn documents(text: &str) -> Vec<(String, Value)> {
    fn walk(body: &Body, found: &mut Vec<(String, Value)>) {
        for attribute in body.attributes() {
            if let Expression::FuncCall(call) = attribute.expr()
                && call.name.name.as_str() == "jsonencode"
            {
                found.push((attribute.key().to_owned(), value(&call.args[0])));
            }
        }
        body.blocks().for_each(|block| walk(block.body(), found));
    }
    let mut found = Vec::new();
    walk(&hcl::parse(text).unwrap(), &mut found);
    found
}

fn value(expression: &Expression) -> Value {
    match expression {
        Expression::Array(values) => values.iter().map(value).collect(),
        Expression::Object(entries) => {
            entries.iter().map(|(key, entry)| (key.to_string().trim_matches('"').to_owned(), value(entry))).collect()
        }
        Expression::String(text) => Value::from(text.as_str()),
        Expression::TemplateExpr(template) => Value::from(Template::from_expr(template).unwrap().to_string()),
        other => Value::from(other.to_string()),
    }
}

/// The statements of one environment's policies, and not of those who trust.
fn statements(files: &Files, folder: &str) -> Vec<Value> {
    let of = files.iter().filter(|(path, _)| path.starts_with(folder) && !path.ends_with("/main.tf") && path.ends_with(".tf"));
    of.flat_map(|(_, text)| documents(text))
        .flat_map(|(_, document)| document["Statement"].as_array().cloned().unwrap_or_default())
        .collect()
}

fn statement(statements: &[Value], sid: &str) -> Value {
    let found: Vec<_> = statements.iter().filter(|statement| statement["Sid"] == sid).collect();
    assert_eq!(found.len(), 1, "{sid}");
    found[0].clone()
}

fn strings(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(text) => BTreeSet::from([text.clone()]),
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn every_role_trusts_one_exact_subject() {
    let files = bootstraps(ARCHITECTURE);
    let mut subjects = BTreeSet::new();
    for (path, text) in files.iter().filter(|(path, _)| path.contains("/modules/roles_") && path.ends_with("/main.tf")) {
        for (argument, document) in documents(text) {
            assert_eq!(argument, "assume_role_policy", "{path}");
            let [statement] = document["Statement"].as_array().unwrap().as_slice() else { panic!("{path}: one statement") };
            assert_eq!(statement["Action"], "sts:AssumeRoleWithWebIdentity");
            let conditions = statement["Condition"].as_object().unwrap();
            assert!(conditions.keys().eq(["StringEquals"]), "{path}: {conditions:?}");
            let equals = conditions["StringEquals"].as_object().unwrap();
            assert_eq!(equals.len(), 2, "{path}: {equals:?}");
            assert_eq!(equals["token.actions.githubusercontent.com:aud"], "sts.amazonaws.com");
            subjects.insert(equals["token.actions.githubusercontent.com:sub"].as_str().unwrap().to_owned());
        }
    }
    let expected = [
        "repo:acme/shop:environment:dev",
        "repo:acme/shop:environment:dev-blue",
        "repo:acme/shop:environment:prod",
        "repo:acme/shop:pull_request",
        "repo:acme/shop:ref:refs/heads/release",
    ];
    assert_eq!(subjects, expected.map(str::to_owned).into());
}

#[test]
fn a_role_reaches_the_state_of_its_environment_alone() {
    let files = bootstraps(ARCHITECTURE);
    for (folder, object) in [
        ("bootstrap/modules/roles_dev/", "arn:aws:s3:::states/dev/terraform.tfstate"),
        // The key's own `*` stands for itself.
        ("bootstrap/modules/roles_dev_blue/", "arn:aws:s3:::states/any${*}/blue.tfstate"),
        ("bootstrap-222222222222/modules/roles_prod/", "arn:aws:s3:::states/prod/terraform.tfstate"),
    ] {
        let statements = statements(&files, folder);
        let reaches = |statement: &&Value| {
            statement["Effect"] == "Allow"
                && strings(&statement["Resource"]).iter().any(|resource| resource.starts_with("arn:aws:s3:::states/"))
        };
        let reached: BTreeSet<_> = statements.iter().filter(reaches).flat_map(|statement| strings(&statement["Resource"])).collect();
        let plain = |text: &str| text.replace("$${", "${");
        assert_eq!(reached.iter().map(|text| plain(text)).collect::<Vec<_>>(), [object.to_owned(), format!("{object}.tflock")], "{folder}");
        // Who only reads reads that object and who has its lock, whatever AWS's policy for readers says of others; and writes nothing.
        let readers = statement(&statements, "NoObjectButTheState");
        assert_eq!([&readers["Effect"], &readers["Action"]], ["Deny", "s3:GetObject*"]);
        assert_eq!(
            strings(&readers["NotResource"]).iter().map(|text| plain(text)).collect::<Vec<_>>(),
            [object.to_owned(), format!("{object}.tflock")]
        );
        let deletes = statements.iter().filter(|statement| strings(&statement["Action"]).contains("s3:DeleteObject"));
        assert!(deletes.flat_map(|statement| strings(&statement["Resource"])).all(|resource| resource.ends_with(".tflock")), "{folder}");
    }
}

#[test]
fn who_only_reads_is_allowed_nothing_that_writes() {
    let files = bootstraps(ARCHITECTURE);
    let plans: Vec<_> = files.iter().filter(|(path, _)| path.ends_with("/plan.tf")).collect();
    assert_eq!(plans.len(), 3);
    for (path, text) in plans {
        for (_, document) in documents(text) {
            for statement in document["Statement"].as_array().unwrap().iter().filter(|statement| statement["Effect"] == "Allow") {
                for action in strings(&statement["Action"]) {
                    let reads =
                        ["kms:Decrypt", "secretsmanager:GetRandomPassword", "secretsmanager:GetSecretValue"].contains(&action.as_str());
                    assert!(reads, "{path}: {action}");
                    let anything = statement["Resource"] == "*" && statement["Condition"].is_null();
                    assert!(!anything || action == "secretsmanager:GetRandomPassword", "{path}: {action} of everything");
                }
            }
        }
        assert_eq!(text.matches("arn:aws:iam::aws:policy/").count(), 2, "{path}");
        assert_eq!(text.matches("\"arn:aws:iam::aws:policy/ReadOnlyAccess\"").count(), 2, "{path}");
    }
    // A password is read only where Terraform made it.
    let secrets = |folder: &str| statements(&files, folder).iter().any(|statement| statement["Sid"] == "ReadPasswords");
    assert!(secrets("bootstrap-222222222222/modules/roles_prod/") && !secrets("bootstrap/modules/roles_dev/"));
}

#[test]
fn no_role_changes_a_role_for_github_or_who_github_is() {
    let files = bootstraps(ARCHITECTURE);
    let covers = |pattern: &str, arn: &str| pattern.strip_suffix('*').map_or(pattern == arn, |prefix| arn.starts_with(prefix));
    for (folder, account, environments) in [
        ("bootstrap/modules/roles_dev/", "111111111111", ["dev", "dev-blue"].as_slice()),
        ("bootstrap/modules/roles_dev_blue/", "111111111111", &["dev", "dev-blue"]),
        ("bootstrap-222222222222/modules/roles_prod/", "222222222222", &["prod"]),
    ] {
        let statements = statements(&files, folder);
        let denied = statement(&statements, "NotItself");
        assert_eq!([&denied["Effect"], &denied["Action"]], ["Deny", "iam:*"]);
        let denied = strings(&denied["Resource"]);
        assert!(denied.contains("var.openid_connect_provider_arn"), "{folder}");
        let allows = |statement: &&Value| {
            statement["Effect"] == "Allow" && strings(&statement["Action"]).iter().any(|action| action == "*" || action.starts_with("iam:"))
        };
        let allowed: BTreeSet<_> = statements.iter().filter(allows).flat_map(|statement| strings(&statement["Resource"])).collect();
        assert!(allowed.len() >= 3 && !allowed.contains("*"), "{folder}: {allowed:?}");
        for environment in environments {
            for role in ["apply", "drift", "plan"] {
                let arn = format!("arn:aws:iam::{account}:role/shop-{environment}-{role}");
                let reached = allowed.iter().any(|pattern| covers(pattern, &arn));
                assert!(!reached || denied.iter().any(|pattern| covers(pattern, &arn)), "{folder} changes {arn}");
                let own = folder.ends_with(&format!("_{}/", environment.replace('-', "_")));
                assert!(!own || denied.contains(&arn), "{folder}: {arn}");
            }
        }
    }
    // What is called `shop-dev-blue-…` also begins with `shop-dev-`.
    let dev = statements(&files, "bootstrap/modules/roles_dev/");
    assert!(strings(&statement(&dev, "NotItself")["Resource"]).contains("arn:aws:iam::111111111111:role/shop-dev-blue-*"));
    assert_eq!(strings(&statement(&dev, "NoOtherBuckets")["Resource"]), ["arn:aws:s3:::shop-dev-blue-*".to_owned()].into());
    // Below the boundary, and in no other way.
    let prod = statements(&files, "bootstrap-222222222222/modules/roles_prod/");
    let boundary = "arn:aws:iam::222222222222:policy/boundary";
    for sid in ["RightsOfRoles", "PoliciesOfAws"] {
        assert_eq!(statement(&prod, sid)["Condition"]["StringEquals"]["iam:PermissionsBoundary"], boundary, "{sid}");
    }
    assert!(!files.values().any(|text| text.contains("DeleteRolePermissionsBoundary")));
    let carried = |folder: &str| files[&format!("{folder}main.tf")].matches(&format!("permissions_boundary = \"{boundary}\"")).count();
    assert_eq!([carried("bootstrap-222222222222/modules/roles_prod/"), carried("bootstrap/modules/roles_dev/")], [3, 0]);
}

/// Source: IAM user guide, "IAM and AWS STS quotas": 10,240 characters for all the policies in one role, white space aside.
#[test]
fn the_policies_of_a_role_fit() {
    let long = "a23456789-123456789-12345678901";
    let text = ARCHITECTURE.replace("\"shop\"", &format!("\"{long}\"")).replace("\"dev\"", "\"a23456789-123456789-12345\"");
    let files = bootstraps(&text.replace("\"dev-blue\"", "\"a23456789-123456789-12345-blue\""));
    for file in ["plan.tf", "apply.tf"] {
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(file)) {
            let size: usize = documents(text).iter().map(|(_, document)| document.to_string().len()).sum();
            assert!(size < 10_240, "{path}: {size}");
        }
    }
}

/// Whatever a module makes, the role that applies it may make.
#[test]
fn what_is_rendered_can_be_applied() {
    const OF_SERVICE: [(&str, &str); 40] = [
        ("acm", "acm"),
        ("autoscaling", "autoscaling"),
        ("budgets", "budgets"),
        ("cloudfront", "cloudfront"),
        ("cloudwatch_composite_alarm", "cloudwatch"),
        ("cloudwatch_dashboard", "cloudwatch"),
        ("cloudwatch_event", "events"),
        ("cloudwatch_log", "logs"),
        ("cloudwatch_metric_alarm", "cloudwatch"),
        ("cloudwatch_query_definition", "logs"),
        ("db_", "rds"),
        ("default_security_group", "ec2"),
        ("ec2_", "ec2"),
        ("eip", "ec2"),
        ("flow_log", "ec2"),
        ("iam_instance_profile", "iam"),
        ("iam_role", "iam"),
        ("internet_gateway", "ec2"),
        ("kms", "kms"),
        ("launch_template", "ec2"),
        ("lb", "elasticloadbalancing"),
        ("nat_gateway", "ec2"),
        ("network_acl", "ec2"),
        ("network_interface", "ec2"),
        ("rds", "rds"),
        ("route", "ec2"),
        ("route53", "route53"),
        ("route_table", "ec2"),
        ("s3", "s3"),
        ("secretsmanager", "secretsmanager"),
        ("security_group", "ec2"),
        ("sns", "sns"),
        ("sqs", "sqs"),
        ("ssm", "ssm"),
        ("subnet", "ec2"),
        ("vpc", "ec2"),
        ("wafv2", "wafv2"),
        ("caller_identity", "sts"),
        ("canonical_user_id", "s3"),
        ("cloudfront_log_delivery", "cloudfront"),
    ];
    let own_statements = ["iam", "kms", "s3", "secretsmanager", "ssm", "sts"];
    let (mut services, mut passed, mut attached) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    every_file(|path, text| {
        if !path.ends_with(".tf") || path.contains("/bootstrap") {
            return;
        }
        let body: Body = hcl::parse(text).unwrap();
        for block in body.blocks().filter(|block| ["resource", "data", "ephemeral"].contains(&block.identifier())) {
            let kind = block.labels()[0].as_str().strip_prefix("aws_").unwrap();
            let known = OF_SERVICE.iter().filter(|(prefix, _)| kind.starts_with(prefix)).max_by_key(|(prefix, _)| prefix.len());
            let (_, service) = known.unwrap_or_else(|| panic!("{path}: which service has aws_{kind}?"));
            assert!(own_statements.contains(service) || roles::SERVICES.contains(service), "{path}: nobody may make aws_{kind}");
            services.insert(*service);
            let argument =
                |name: &str| block.body().attributes().find(|attribute| attribute.key() == name).map(|attribute| attribute.expr().clone());
            if kind == "iam_role_policy_attachment" {
                attached.extend(argument("policy_arn").map(|arn| value(&arn).as_str().unwrap().to_owned()));
            }
            if kind == "iam_role"
                && let Some(Expression::FuncCall(call)) = argument("assume_role_policy")
            {
                passed.insert(value(&call.args[0])["Statement"][0]["Principal"]["Service"].as_str().unwrap().to_owned());
            }
        }
    });
    assert!(rendered().len() > 10);
    let unused: Vec<_> = roles::SERVICES.iter().filter(|service| !services.contains(**service)).collect();
    assert!(unused.is_empty(), "no module has anything of {unused:?}");
    assert_eq!(passed, roles::PASSED_TO.map(str::to_owned).into(), "roles are passed to these");
    assert_eq!(attached, roles::ATTACHED.map(str::to_owned).into(), "roles carry these");
}

/// What another account may do with the bucket and the key.
#[test]
fn another_account_reaches_its_own_states() {
    let files = bootstraps(ARCHITECTURE);
    let documents = documents(&files["bootstrap/main.tf"]);
    let all: Vec<Value> =
        documents.iter().flat_map(|(_, document)| document["Statement"].as_array().cloned().unwrap_or_default()).collect();
    let shared: Vec<&Value> = all.iter().filter(|statement| statement["Principal"]["AWS"] == "arn:aws:iam::222222222222:root").collect();
    let granted: Vec<String> = shared
        .iter()
        .map(|statement| {
            let resource = statement["Resource"].as_str().unwrap().replace("${aws_s3_bucket.state.arn}", "states");
            format!("{} {resource}", strings(&statement["Action"]).into_iter().collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        granted,
        [
            "kms:Decrypt kms:GenerateDataKey *",
            "s3:ListBucket states",
            "s3:GetObject s3:PutObject states/prod/terraform.tfstate",
            "s3:DeleteObject s3:GetObject s3:PutObject states/prod/terraform.tfstate.tflock",
            "s3:GetObject s3:PutObject states/bootstrap-222222222222/terraform.tfstate",
            "s3:DeleteObject s3:GetObject s3:PutObject states/bootstrap-222222222222/terraform.tfstate.tflock",
        ]
    );
    assert_eq!(shared[0]["Condition"]["StringEquals"]["kms:ViaService"], "s3.eu-west-1.amazonaws.com");
    // Who is in the state's account needs no statement, and an account that nobody named gets none.
    assert!(!files["bootstrap/main.tf"].contains("arn:aws:iam::111111111111:root"));
    assert!(files["bootstrap-222222222222/backend.tf"].contains("bucket  = \"states\""));
}
