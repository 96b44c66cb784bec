//! Who may do what: boundaries around roles, and no way in but Session Manager.

use hcl::{Block, Body, Expression};
use tfgen::render::Files;

use crate::rendered::{EVERYTHING, RENDERED, problems, render};

const BOUNDARY: &str = "arn:aws:iam::123456789012:policy/boundary/everybody";

/// Every resource of a type, with its address.
fn resources(files: &Files, kind: &str) -> Vec<(String, Block)> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf")) {
        let body: Body = hcl::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let of_kind = body.into_blocks().filter(|block| block.identifier() == "resource" && block.labels()[0].as_str() == kind);
        found.extend(of_kind.map(|block| (format!("{path}: {}", block.labels()[1].as_str()), block)));
    }
    found
}

fn attribute<'a>(block: &'a Block, name: &str) -> Option<&'a Expression> {
    block.body().attributes().find(|attribute| attribute.key() == name).map(|attribute| attribute.expr())
}

/// The architecture with this boundary instead of its own.
fn bounded(text: &str, boundary: &str) -> String {
    let own = text.find("identity {").map(|start| start..start + text[start..].find('}').unwrap() + 1);
    let text = own.map_or_else(|| text.to_owned(), |own| text.replace(&text[own], ""));
    format!("identity {{\n  permissions_boundary = {boundary}\n}}\n{text}")
}

#[test]
fn every_role_carries_the_boundary_when_there_is_one() {
    let mut roles = 0;
    for (name, text) in EVERYTHING {
        for (address, role) in resources(&render(&bounded(text, &format!("\"{BOUNDARY}\""))), "aws_iam_role") {
            let boundary = attribute(&role, "permissions_boundary").unwrap_or_else(|| panic!("{name}: {address} carries no boundary"));
            assert_eq!(*boundary, Expression::from(BOUNDARY), "{name}: {address}");
            roles += 1;
        }
        for (address, role) in resources(&render(&bounded(text, "null")), "aws_iam_role") {
            assert!(attribute(&role, "permissions_boundary").is_none(), "{name}: {address}");
        }
    }
    assert!(roles > 10, "only {roles} roles seen");
}

#[test]
fn a_boundary_is_a_policy() {
    let with = |boundary: &str| problems(&bounded(EVERYTHING[0].1, boundary));
    assert_eq!(with("\"arn:aws:iam::aws:policy/PowerUserAccess\""), [""; 0]);
    for wrong in ["boundary", "arn:aws:iam::123456789012:role/x", "arn:aws:iam::12:policy/x", "arn:aws:iam::123456789012:policy/"] {
        let found = with(&format!("\"{wrong}\""));
        assert!(found.len() == 1 && found[0].contains("must be the ARN of an IAM policy"), "{wrong}: {found:?}");
    }
}

/// Problem 11: a role without its instance profile in the launch template gives an instance no permission at all.
#[test]
fn instances_have_their_role_and_session_manager_and_no_ssh() {
    for (name, files) in RENDERED.iter() {
        let templates = resources(files, "aws_launch_template");
        assert!(!templates.is_empty());
        for (address, template) in &templates {
            let profiles = template.body().blocks().filter(|block| block.identifier() == "iam_instance_profile").count();
            assert_eq!(profiles, 1, "{name}: {address}");
            assert!(attribute(template, "key_name").is_none(), "{name}: {address}");
        }
        let sessions = resources(files, "aws_iam_role_policy_attachment").into_iter().filter(|(_, attachment)| {
            attribute(attachment, "policy_arn") == Some(&Expression::from("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"))
        });
        assert_eq!(sessions.count(), templates.len(), "{name}: Session Manager on every instance");
        for (address, rule) in resources(files, "aws_vpc_security_group_ingress_rule") {
            assert_ne!(attribute(&rule, "from_port"), Some(&Expression::from(22)), "{name}: {address}");
        }
        assert_eq!(resources(files, "aws_key_pair").len(), 0, "{name}");
    }
}
