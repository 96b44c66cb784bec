//! What two renderings make in the account.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Serialize;

use super::configuration::{Configuration, Kind, Node};
use crate::render::Files;

/// What a change of the architecture means for one root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Delta {
    /// Addresses of resources that there were not.
    pub added: Vec<String>,
    /// Resources that there were, and that have other arguments.
    pub changed: Vec<Changed>,
    /// Addresses of resources that there are no longer.
    pub removed: Vec<String>,
    /// What else changes: providers, the backend, outputs.
    pub other: Vec<Changed>,
}

/// A block with other arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// As Terraform writes it.
    pub address: String,
    /// Names of the arguments.
    pub arguments: Vec<String>,
    /// What the arguments are made of that changed in itself: data sources, locals, files.
    pub through: Vec<String>,
}

impl Delta {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two renderings of one root.
///
/// # Errors
/// Output that does not parse: a bug in tfgen.
pub fn resources(before: &Files, after: &Files) -> Result<Delta> {
    let both = Both { before: Configuration::read(before)?, after: Configuration::read(after)? };
    let mut delta = Delta::default();
    let addresses: BTreeSet<&String> = both.before.nodes.keys().chain(both.after.nodes.keys()).collect();
    for address in addresses {
        let (before, after) = (both.before.nodes.get(address), both.after.nodes.get(address));
        let kind = before.or(after).map(|node| node.kind);
        match (kind, before, after) {
            (Some(Kind::Resource), None, _) => delta.added.push(address.clone()),
            (Some(Kind::Resource), _, None) => delta.removed.push(address.clone()),
            (Some(Kind::Resource), Some(before), Some(after)) => delta.changed.extend(both.changed(address, before, after)),
            (Some(Kind::Other), before, after) => {
                let none = Node { kind: Kind::Other, attributes: BTreeMap::new() };
                delta.other.extend(both.changed(address, before.unwrap_or(&none), after.unwrap_or(&none)));
            }
            _ => {}
        }
    }
    Ok(delta)
}

struct Both {
    before: Configuration,
    after: Configuration,
}

impl Both {
    /// `None` where both are the same, all the way to what they are made of.
    fn changed(&self, address: &str, before: &Node, after: &Node) -> Option<Changed> {
        let (mut arguments, mut through) = (Vec::new(), BTreeSet::new());
        let names: BTreeSet<&String> = before.attributes.keys().chain(after.attributes.keys()).collect();
        for name in names {
            let (before, after) = (before.attributes.get(name), after.attributes.get(name));
            // Of a block that comes or goes as a whole, its name says enough.
            let within = arguments.iter().any(|block: &String| name.strip_prefix(block.as_str()).is_some_and(|rest| rest.starts_with('.')));
            if before != after {
                if !within {
                    arguments.push(name.clone());
                }
                continue;
            }
            let references = after.into_iter().flat_map(|attribute| &attribute.references);
            let causes: BTreeSet<&str> = references.flat_map(|reference| self.causes(reference)).collect();
            if !causes.is_empty() {
                arguments.push(name.clone());
                through.extend(causes.into_iter().map(str::to_owned));
            }
        }
        let through = through.into_iter().collect();
        (!arguments.is_empty()).then(|| Changed { address: address.to_owned(), arguments, through })
    }

    /// Of all that a value is made of, what is another in itself.
    fn causes(&self, address: &str) -> Vec<&str> {
        let differs = |address: &&str| {
            let attributes = |configuration: &Configuration| configuration.nodes.get(*address).map(|node| node.attributes.clone());
            attributes(&self.before) != attributes(&self.after)
        };
        self.after.sources(address).into_iter().filter(differs).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    const ROOT: &str = "module \"web\" {\n  source = \"./modules/web\"\n  size = 1\n  name = \"a\"\n}\n";
    const WEB: &str = r#"
variable "size" {}
data "aws_iam_policy_document" "this" {
  statement {
    actions = ["s3:GetObject"]
  }
}
resource "aws_iam_role_policy" "this" {
  policy = data.aws_iam_policy_document.this.json
}
resource "aws_instance" "this" {
  count     = var.size
  user_data = file("${path.module}/user_data.sh")
  ebs {
    size = 1
  }
}
resource "aws_eip" "this" {
  instance = aws_instance.this.id
}
"#;

    fn delta(from: &str, to: &str) -> Delta {
        let make = |change: bool| {
            let replaced = |text: &str| if change { text.replace(from, to) } else { text.to_owned() };
            let script = replaced("#!/bin/sh\n# Generated\necho hello\n");
            files(&[("main.tf", &replaced(ROOT)), ("modules/web/main.tf", &replaced(WEB)), ("modules/web/user_data.sh", &script)])
        };
        resources(&make(false), &make(true)).unwrap()
    }

    fn changed(delta: &Delta) -> Vec<String> {
        let show = |it: &Changed| format!("{}: {} ({})", it.address, it.arguments.join(", "), it.through.join(", "));
        delta.changed.iter().map(show).collect()
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(delta("a", "a").is_empty());
        // A header and a comment are no resources.
        assert!(delta("# Generated", "# Generated otherwise").is_empty());
    }

    #[test]
    fn a_value_is_followed_to_where_it_is_used() {
        assert_eq!(changed(&delta("size = 1\n  name", "size = 2\n  name")), ["module.web.aws_instance.this: count (module.web.var.size)"]);
        assert_eq!(changed(&delta("hello", "bye")), ["module.web.aws_instance.this: user_data (module.web.file user_data.sh)"]);
        let policy = "module.web.aws_iam_role_policy.this: policy (module.web.data.aws_iam_policy_document.this)";
        assert_eq!(changed(&delta("GetObject", "PutObject")), [policy]);
        assert_eq!(changed(&delta("    size = 1", "    size = 3")), ["module.web.aws_instance.this: ebs.size ()"]);
    }

    #[test]
    fn what_comes_and_goes_is_named_once() {
        let found = delta("\"aws_eip\" \"this\"", "\"aws_eip\" \"other\"");
        assert_eq!((found.added, found.removed), (vec!["module.web.aws_eip.other".to_owned()], vec!["module.web.aws_eip.this".to_owned()]));
        assert_eq!(changed(&delta("  ebs {\n    size = 1\n  }\n", "")), ["module.web.aws_instance.this: ebs ()"]);
        assert!(delta("name = \"a\"", "name = \"b\"").is_empty(), "nothing uses it");
    }
}
