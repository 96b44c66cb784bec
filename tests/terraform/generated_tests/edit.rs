//! Somebody edits a generated file by hand: what an assertion is about becomes something else.

use std::fs;
use std::path::{Path, PathBuf};

use super::assertion::Assertion;
use super::words::other;
use crate::terraform::each_file;

/// Edits, below `root`, what the assertion is about and nothing else.
pub fn edit(root: &Path, assertion: &Assertion) {
    let module = root.join(&assertion.module);
    let condition = assertion.condition.as_str();
    if let Some((argument, file)) = written(condition) {
        let file = root.join(file);
        change(&file, |text| {
            let range = read_resource(condition).map_or(Some(0..text.len()), |address| resource(text, &address))?;
            argument_in(text, "", argument, range.start, range.end)
        });
    } else if let Some(parts) = condition.strip_prefix("( ").and_then(|rest| rest.strip_suffix(" )")) {
        // One part each time, another for the next assertion.
        let parts: Vec<&str> = parts.split(" && ").collect();
        simple(&module, parts[assertion.line % parts.len()]);
    } else {
        simple(&module, condition);
    }
}

/// Argument and file of an assertion that reads a file.
fn written(condition: &str) -> Option<(&str, &str)> {
    let (argument, rest) = condition.strip_prefix("join(")?.split_once("(?m)^ *")?.1.split_once(" *=")?;
    Some((argument, rest.split_once("${path.root}/../../")?.1.split_once('"')?.0))
}

/// The address of the resource that alone is looked at, where it is one.
fn read_resource(condition: &str) -> Option<String> {
    let (kind, rest) = condition.split_once("resource \\\"")?.1.split_once("\\\" \\\"")?;
    Some(format!("{kind}.{}", rest.split_once("\\\"")?.0))
}

/// One comparison.
fn simple(module: &Path, condition: &str) {
    let between = |start: &str, end: &str| condition.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found);
    if let Some(address) = between("length(", ".alarm_actions) == 1") {
        replace_value(module, &format!("{address}.alarm_actions"), "[]");
    } else if condition == "length(aws_launch_template.this.iam_instance_profile) == 1" {
        let file = file_with(module, "aws_launch_template.this");
        change(&file, |text| block(text, "aws_launch_template.this", "iam_instance_profile", None).map(|range| (range, String::new())));
    } else if let Some(address) = between("length(", ") == ").filter(|address| is_address(address)) {
        another_instance(module, address);
    } else if condition.starts_with("length(output.nat_gateway_ids)") {
        change(&module.join("outputs.tf"), |text| {
            let start = text.find("output \"nat_gateway_ids\"")?;
            let start = start + text[start..].find("value       = ")? + "value       = ".len();
            Some((start..start + text[start..].find('\n')?, "{}".to_owned()))
        });
    } else if condition.contains("aws_nat_gateway") {
        let gateway = "resource \"aws_nat_gateway\" \"by_hand\" {\n  connectivity_type = \"private\"\n  subnet_id = aws_subnet.public[keys(local.zones)[0]].id\n}";
        append(&module.join("main.tf"), gateway);
    } else if condition.starts_with("length(regexall(") {
        let rule = "resource \"aws_vpc_security_group_ingress_rule\" \"by_hand\" {\n  security_group_id = \"sg-0123456789abcdef0\"\n  cidr_ipv4 = \"0.0.0.0/0\"\n  ip_protocol = \"-1\"\n}";
        append(&module.join("main.tf"), rule);
    } else if let Some(list) = between("for rule in [ ", " ]") {
        let (first, ..) = list.split_once(',').expect("a list of rules");
        if condition.contains("description") {
            replace_value(module, &format!("{first}.description"), "\"\"");
        } else {
            // As the text of a rule that names the whole internet does not look.
            change(&module.join("main.tf"), |text| {
                let range = resource(text, first)?;
                let peers = ["cidr_ipv4", "prefix_list_id", "referenced_security_group_id"];
                let start = range.start + peers.iter().find_map(|peer| text[range.clone()].find(&format!("  {peer} ")))?;
                Some((start..start + text[start..].find('\n')?, "  cidr_ipv4 = join(\"/\", [\"0.0.0.0\", \"0\"])".to_owned()))
            });
        }
    } else if condition.contains("viewer_protocol_policy") {
        replace_value(module, "aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy", "\"allow-all\"");
    } else if let Some(argument) = between(").vpc_origin_config[0].", " == ") {
        let value = value_of(condition);
        let file = file_with(module, "aws_cloudfront_distribution.this");
        change(&file, |text| {
            argument_in(text, "aws_cloudfront_distribution", argument, 0, text.len()).filter(|(range, _)| &text[range.clone()] == value)
        });
    } else if let Some((list, wanted)) = between("one([for ", "\"])").and_then(|inside| inside.split_once(" == \"")) {
        // `… for move in ADDRESS.transition : move.days if move.storage_class == "GLACIER"`
        let (address, rest) = list.split_once(" in ").and_then(|(_, rest)| rest.split_once(" : ")).expect("a list");
        let argument = rest.split(['.', ' ']).nth(1).expect("an attribute");
        let (owner, name) = address.rsplit_once('.').expect("a block");
        let resource = owner.split('.').take(2).collect::<Vec<_>>().join(".");
        let file = file_with(module, &resource);
        change(&file, |text| {
            let range = block(text, &resource, name, Some(&format!("\"{wanted}\"")))?;
            argument_in(text, resource.split('.').next()?, argument, range.start, range.end)
        });
    } else {
        let (address, _) = condition.split_once(" == ").expect("a comparison");
        assert!(is_address(address), "nobody knows how to edit `{condition}`");
        literal(module, address);
    }
}

fn value_of(condition: &str) -> &str {
    condition.rsplit(" == ").next().unwrap_or_default()
}

fn is_address(text: &str) -> bool {
    text.starts_with("aws_") && text.chars().all(|c| c.is_ascii_alphanumeric() || "_.[]".contains(c))
}

/// Another literal for the argument at an address.
fn literal(module: &Path, address: &str) {
    let (file, resource, argument) = place(module, address);
    change(&file, |text| {
        let range = inside(text, address, &resource)?;
        argument_in(text, resource.split('.').next()?, argument, range.start, range.end)
    });
}

fn replace_value(module: &Path, address: &str, value: &str) {
    let (file, resource, argument) = place(module, address);
    change(&file, |text| {
        let range = inside(text, address, &resource)?;
        let (range, _) = argument_in(text, "", argument, range.start, range.end)?;
        Some((range, value.to_owned()))
    });
}

fn place<'a>(module: &Path, address: &'a str) -> (PathBuf, String, &'a str) {
    let resource = address.split('.').take(2).collect::<Vec<_>>().join(".");
    (file_with(module, &resource), resource, address.rsplit('.').next().unwrap_or_default())
}

/// A resource with `for_each` over the zones has one instance more, or one fewer where another resource could not do with more.
fn another_instance(module: &Path, address: &str) {
    let file = file_with(module, address);
    let more = "merge(local.zones, { zz = local.zones[keys(local.zones)[0]] })";
    let fewer = "{ for zone, ranges in local.zones : zone => ranges if zone != keys(local.zones)[0] }";
    let value = if address == "aws_subnet.public" { more } else { fewer };
    change(&file, |text| {
        let range = resource(text, address)?;
        let (range, _) = argument_in(text, "", "for_each", range.start, range.end)?;
        Some((range, value.to_owned()))
    });
}

type Edit = (std::ops::Range<usize>, String);

fn change(file: &Path, find: impl Fn(&str) -> Option<Edit>) {
    let mut text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (range, value) = find(&text).unwrap_or_else(|| panic!("nothing to edit in {}", file.display()));
    text.replace_range(range, &value);
    fs::write(file, text).expect("the copy is ours to write");
}

fn append(file: &Path, block: &str) {
    let text = fs::read_to_string(file).expect("a rendered file is text");
    fs::write(file, format!("{text}\n{block}\n")).expect("the copy is ours to write");
}

fn header(address: &str) -> String {
    let (kind, label) = address.split_once('.').expect("an address");
    format!("resource \"{kind}\" \"{label}\" {{\n")
}

/// The file of a module that holds a resource.
fn file_with(module: &Path, address: &str) -> PathBuf {
    let mut found = None;
    each_file(module, &mut |file| {
        if file.extension().is_some_and(|extension| extension == "tf")
            && fs::read_to_string(file).is_ok_and(|text| text.contains(&header(address)))
        {
            found = Some(file.to_owned());
        }
    });
    found.unwrap_or_else(|| panic!("{address} is not in {}", module.display()))
}

/// The whole of a resource.
fn resource(text: &str, address: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find(&header(address))?;
    Some(start..start + text[start..].find("\n}\n")? + 2)
}

/// The block that an address leads into: `aws_x.this.block[1].inner[0].argument`.
fn inside(text: &str, address: &str, of: &str) -> Option<std::ops::Range<usize>> {
    let mut range = resource(text, of)?;
    let blocks: Vec<&str> = address.split('.').skip(2).collect();
    for step in &blocks[..blocks.len() - 1] {
        let (name, index) = step.strip_suffix(']').and_then(|step| step.split_once('[')).expect("a block and its number");
        let index: usize = index.parse().ok()?;
        range = blocks_in(text, &range, name).nth(index)?;
    }
    Some(range)
}

/// The first block of a name in a resource that holds a text.
fn block(text: &str, address: &str, name: &str, holds: Option<&str>) -> Option<std::ops::Range<usize>> {
    let range = resource(text, address)?;
    blocks_in(text, &range, name).find(|range| holds.is_none_or(|holds| text[range.clone()].contains(holds)))
}

fn blocks_in<'a>(text: &'a str, range: &std::ops::Range<usize>, name: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let (from, within) = (range.start, &text[range.clone()]);
    within.match_indices(&*format!(" {name} {{\n")).map(|(at, _)| at).collect::<Vec<_>>().into_iter().filter_map(move |at| {
        let line = within[..at].rfind('\n')? + 1;
        let indent = &within[line..=at];
        let end = at + within[at..].find(&format!("\n{indent}}}\n"))? + indent.len() + 3;
        indent.trim().is_empty().then_some(from + line..from + end)
    })
}

/// The value of an argument between two places, and another one.
fn argument_in(text: &str, kind: &str, argument: &str, from: usize, to: usize) -> Option<Edit> {
    let mut at = from;
    for line in text[from..to].split_inclusive('\n') {
        let rest = line.trim_start().strip_prefix(argument).map(str::trim_start).and_then(|rest| rest.strip_prefix('='));
        if let Some(rest) = rest {
            let value = rest.trim().split(" # ").next().unwrap_or_default();
            let start = at + line.len() - rest.len() + (rest.len() - rest.trim_start().len());
            return Some((start..start + value.len(), other(kind, argument, value)));
        }
        at += line.len();
    }
    None
}
