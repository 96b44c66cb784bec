//! The matrix is what is rendered: read back from the HCL alone, group by group, across modules.

use std::collections::{BTreeMap, BTreeSet};

use hcl::{Block, Body, Expression};
use tfgen::matrix;
use tfgen::render::Files;

use crate::rendering::{cases, decode, rendered, sources};
use crate::support::Workspace;

/// From, to, protocol, port.
type Connection = (String, String, String, u64);

/// A rendered root without its bootstrap, by module: the root itself is the empty name.
struct Root {
    modules: BTreeMap<String, Vec<Body>>,
}

impl Root {
    fn parse(files: &Files) -> Self {
        let mut modules: BTreeMap<String, Vec<Body>> = BTreeMap::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf") && !path.starts_with("bootstrap/")) {
            let module = path.strip_prefix("modules/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
            modules.entry(module.to_owned()).or_default().push(hcl::parse(text).unwrap());
        }
        Self { modules }
    }

    fn blocks<'a>(&'a self, module: &str, keyword: &'a str) -> impl Iterator<Item = &'a Block> {
        let bodies = self.modules.get(module).into_iter().flatten();
        bodies.flat_map(|body| body.blocks()).filter(move |block| block.identifier() == keyword)
    }

    fn labelled<'a>(&'a self, module: &str, keyword: &'a str, label: &str) -> &'a Block {
        let mut blocks = self.blocks(module, keyword).filter(|block| block.labels().last().is_some_and(|last| last.as_str() == label));
        blocks.next().unwrap_or_else(|| panic!("{module} has no {keyword} `{label}`"))
    }

    /// What a variable of the security module is in the end: a module, and an attribute of a resource in it.
    fn end(&self, variable: &str) -> String {
        let name = variable.strip_prefix("var.").unwrap_or_else(|| panic!("{variable} is no variable"));
        let passed = argument(self.labelled("", "module", "security"), name).unwrap();
        let (module, output) = passed.strip_prefix("module.").and_then(|rest| rest.split_once('.')).expect("an output of a module");
        let value = argument(self.labelled(module, "output", output), "value").unwrap();
        let parts: Vec<&str> = value.split('.').collect();
        if let [kind @ ("aws_security_group" | "aws_vpc_endpoint"), label, _] = parts.as_slice() {
            let resources = self.blocks(module, "resource").filter(|block| block.labels()[0].as_str() == *kind);
            assert_eq!(resources.filter(|block| block.labels()[1].as_str() == *label).count(), 1, "{module}: {value}");
        }
        let kind = module.split('_').next().unwrap_or_default();
        let named = module.split_once('_').map_or("", |(_, name)| name);
        match (module, kind, value.as_str()) {
            ("load_balancer", _, "aws_security_group.this.id") => "load_balancer".to_owned(),
            (_, "service", "aws_security_group.this.id") => format!("service.{named}"),
            (_, "database", "aws_security_group.this.id") => format!("database.{named}"),
            (_, "database", "aws_security_group.proxy.id") => format!("database_proxy.{named}"),
            ("network", _, "aws_security_group.nat.id") => "nat_instance".to_owned(),
            ("network", _, "aws_security_group.vpc_endpoints.id") => "vpc_endpoints".to_owned(),
            ("network", _, "aws_vpc_endpoint.s3.prefix_list_id") => "s3".to_owned(),
            ("network", _, "aws_vpc_endpoint.dynamodb.prefix_list_id") => "dynamodb".to_owned(),
            ("cdn", _, value) if value.starts_with("data.aws_ec2_managed_prefix_list.") => "cloudfront".to_owned(),
            _ => panic!("{module}: {value}"),
        }
    }
}

/// An argument as it is written; a string without its quotes.
fn argument(block: &Block, name: &str) -> Option<String> {
    let attribute = block.body().attributes().find(|attribute| attribute.key() == name)?;
    Some(match attribute.expr() {
        Expression::String(text) => text.clone(),
        other => hcl::format::to_string(other).unwrap(),
    })
}

const GROUPLESS: [&str; 4] = ["internet", "cloudfront", "s3", "dynamodb"];

fn has_group(end: &str) -> bool {
    !GROUPLESS.contains(&end) && !end.contains('/')
}

/// Every connection that the rendered rules let through, with its purposes.
fn derived(root: &Root) -> BTreeMap<Connection, BTreeSet<String>> {
    let (mut egress, mut ingress) = (BTreeMap::new(), BTreeMap::new());
    for (module, keyword) in root.modules.keys().map(|module| (module, "resource")) {
        for block in root.blocks(module, keyword) {
            let kind = block.labels()[0].as_str();
            let group_with_rules = kind == "aws_security_group" && block.body().blocks().any(|block| block.identifier().ends_with("gress"));
            assert!(!group_with_rules && kind != "aws_security_group_rule", "{module}: a rule beside the security module");
            let rules = match kind {
                "aws_vpc_security_group_egress_rule" => &mut egress,
                "aws_vpc_security_group_ingress_rule" => &mut ingress,
                _ => continue,
            };
            assert_eq!(module, "security");
            let of = |name: &str| argument(block, name);
            let owner = root.end(&of("security_group_id").unwrap());
            let variable = of("referenced_security_group_id").or_else(|| of("prefix_list_id"));
            let peer = match (variable, of("cidr_ipv4").as_deref()) {
                (Some(variable), None) => root.end(&variable),
                (None, Some("0.0.0.0/0")) => "internet".to_owned(),
                (None, Some(range)) => range.to_owned(),
                other => panic!("one peer, not {other:?}"),
            };
            let port = of("from_port").unwrap();
            assert_eq!(of("to_port").as_ref(), Some(&port));
            let (from, to) = if kind.contains("egress") { (owner, peer) } else { (peer, owner) };
            let connection = (from, to, of("ip_protocol").unwrap(), port.parse().unwrap());
            assert!(rules.insert(connection, of("description").unwrap()).is_none(), "twice");
        }
    }
    let mut derived: BTreeMap<Connection, BTreeSet<String>> = BTreeMap::new();
    for (connection, purpose) in &egress {
        let (_, to, ..) = connection;
        assert!(!has_group(to) || ingress.contains_key(connection), "{connection:?} may be sent and is not accepted");
        derived.entry(connection.clone()).or_default().insert(purpose.clone());
    }
    for (connection, purpose) in &ingress {
        let (from, to, protocol, port) = connection;
        // What a NAT instance forwards is addressed to the internet.
        let forwarded = to == "nat_instance" && egress.contains_key(&(from.clone(), "internet".to_owned(), protocol.clone(), *port));
        assert!(!has_group(from) || egress.contains_key(connection) || forwarded, "{connection:?} is accepted and may not be sent");
        derived.entry(connection.clone()).or_default().insert(purpose.clone());
    }
    derived
}

#[test]
fn is_what_the_rendered_rules_let_through() {
    let mut compared = 0;
    for case in cases("render") {
        let architecture = decode(&sources(&case.text), "dev").unwrap();
        let mut expected: BTreeMap<Connection, BTreeSet<String>> = BTreeMap::new();
        for flow in matrix::of(&architecture).flows {
            // Modules are called by identifiers.
            let end = |end: &tfgen::model::Endpoint| end.to_string().replace('-', "_");
            let connection = (end(&flow.from), end(&flow.to), flow.protocol.to_owned(), u64::from(flow.port));
            expected.entry(connection).or_default().insert(flow.purpose);
        }
        compared += expected.len();
        assert_eq!(derived(&Root::parse(&rendered()[&case.name].files)), expected, "{}", case.name);
    }
    assert!(compared > 100, "{compared} connections");
}

/// The rules that a matrix names are there.
#[test]
fn names_rules_that_are_rendered() {
    for case in cases("render") {
        let architecture = decode(&sources(&case.text), "dev").unwrap();
        let Some(text) = rendered()[&case.name].files.get("modules/security/main.tf") else { continue };
        for rule in matrix::of(&architecture).flows.iter().flat_map(|flow| &flow.rules) {
            let (kind, label) = rule.split_once('.').unwrap();
            assert!(text.contains(&format!("resource \"{kind}\" \"{label}\"")), "{}: {rule}", case.name);
        }
    }
}

const SHOP: &str = r#"project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/bin/api"
  startup_seconds = 60
  internet_egress = true
  connects_to     = ["database.main"]

  artifact {
    version = "1.0.0"
  }
}

database "main" {
  instance_class = "db.t4g.small"
}

flow "office" {
  from    = "192.168.0.0/16"
  to      = "database.main"
  port    = 3306
  purpose = "reports of the office"
}

environment "dev" {}
"#;

fn ask(workspace: &Workspace, from: &str, to: &str) -> String {
    workspace.run(&format!("matrix --env dev --from {from} --to {to}")).exits(0).stdout()
}

#[test]
fn says_why_and_why_not() {
    let workspace = Workspace::new(SHOP);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let yes = words(&ask(&workspace, "api", "main"));
    for part in [
        "`service.api` can reach `database.main`",
        "egress rule aws_vpc_security_group_egress_rule.service_api_to_database_main_tcp_3306: tcp 3306",
        "private of service api: 10.0.0.0/20 (us-east-1a), 10.0.32.0/20 (us-east-1b)",
        "route 10.0.0.0/16 → local",
        "network ACL aws_network_acl.database admits the private subnets, 10.0.0.0/20 and 10.0.32.0/20, tcp 1024 to 65535",
        "ingress rule aws_vpc_security_group_ingress_rule.database_main_from_service_api_tcp_3306",
    ] {
        assert!(yes.contains(part), "{part}\n{yes}");
    }
    // The load balancer has no rule; the database's subnets have no way out; the office is let in by the rules and stopped by the ACL.
    for (from, to, stop) in [
        ("load_balancer", "database.main", "stops egress rule the security group of the load balancer has none to database main"),
        ("internet", "service.api", "stops route no way leads from the internet to the private subnets"),
        ("192.168.0.0/16", "main", "stops network ACL aws_network_acl.database admits the private subnets"),
    ] {
        let no = words(&ask(&workspace, from, to));
        assert!(no.contains("cannot reach") && no.contains(stop) && no.matches("stops ").count() == 1, "{stop}\n{no}");
    }
    let chain = ask(&workspace, "internet", "api");
    assert!(chain.contains("`internet` → `load_balancer` → `service.api`"), "{chain}");
    let no_nat = workspace.replace("architecture.hcl", "cidr_block = \"10.0.0.0/16\"", "cidr_block = \"10.0.0.0/16\"\n  nat = \"none\"");
    let no = words(&ask(&no_nat, "api", "internet"));
    assert!(no.contains("stops route the private subnets have no route out: `nat = \"none\"`"), "{no}");
}

#[test]
fn a_name_that_is_none_is_the_users_mistake() {
    let workspace = Workspace::new(SHOP);
    let run = workspace.run("matrix --env dev --from apo --to database.main");
    run.exits(2).prints("").complains("there is no `apo` in environment `dev`").complains("did you mean `api`?");
    workspace.run("matrix --env dev --from api").exits(2).complains("--to");
    let twice = Workspace::new(SHOP).replace("architecture.hcl", "database \"main\" {", "database \"main\" {\n  proxy = true");
    twice.run("matrix --env dev --from api --to main").exits(2).complains("say `database.main` or `database_proxy.main`");
}

#[test]
fn the_same_in_every_format() {
    let workspace = Workspace::new(SHOP);
    let json: serde_json::Value = serde_json::from_str(&workspace.run("matrix --env dev --format json").exits(0).stdout()).unwrap();
    let flows = json["flows"].as_array().unwrap();
    let csv = workspace.run("matrix --env dev --format csv").exits(0).stdout();
    assert_eq!(csv.lines().count(), flows.len() + 1);
    let markdown = workspace.run("matrix --env dev --format markdown").exits(0).stdout();
    assert!(markdown.contains("| service.api") && markdown.contains("| reports of the office"), "{markdown}");
    workspace.run("matrix --all --out flows.csv --format csv").exits(0).prints("");
    assert_eq!(workspace.read("flows.csv"), csv);
    let list: serde_json::Value = serde_json::from_str(&workspace.run("matrix --all --format json").exits(0).stdout()).unwrap();
    assert_eq!(list[0], json);
}
