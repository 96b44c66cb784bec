//! Questions to ask of a plan's JSON.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// A plan, as `terraform show -json` prints it.
#[derive(Clone, Debug)]
pub struct Plan {
    json: Value,
}

/// A resource as it will be once the plan is applied.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'a> {
    /// For example `module.network.aws_subnet.public["us-east-1a"]`.
    pub address: &'a str,
    /// For example `aws_subnet`.
    pub kind: &'a str,
    /// Its arguments and attributes, as far as the plan knows them.
    pub after: &'a Value,
}

/// What the plan does to one resource.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The resource's address.
    pub address: &'a str,
    /// `create`, `update`, `delete`, `no-op`, `read`, or `delete` and `create`.
    pub actions: &'a Value,
    /// The values now; null for a new resource.
    pub before: &'a Value,
    /// The values then; null for one that goes.
    pub after: &'a Value,
    /// `true` in the place of every value that only applying tells.
    pub after_unknown: &'a Value,
}

impl Plan {
    /// Takes the output of `terraform show -json`.
    pub fn new(json: Value) -> Self {
        Self { json }
    }

    /// The whole document.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// Every managed resource, of the root and of its modules, in the plan's order.
    pub fn all(&self) -> Vec<Resource<'_>> {
        let mut found = Vec::new();
        collect(&self.json["planned_values"]["root_module"], &mut found);
        found
    }

    /// The resources of one type.
    pub fn resources(&self, kind: &str) -> Vec<Resource<'_>> {
        self.all().into_iter().filter(|resource| resource.kind == kind).collect()
    }

    /// How many resources of one type there are.
    pub fn count(&self, kind: &str) -> usize {
        self.resources(kind).len()
    }

    /// How many resources of each type there are.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for resource in self.all() {
            *counts.entry(resource.kind).or_default() += 1;
        }
        counts
    }

    /// The only resource of its type.
    #[track_caller]
    pub fn only(&self, kind: &str) -> Resource<'_> {
        match self.resources(kind)[..] {
            [one] => one,
            ref many => panic!("{} resources of type {kind}, not one: {:?}", many.len(), addresses(many)),
        }
    }

    /// The resource at an address.
    #[track_caller]
    pub fn at(&self, address: &str) -> Resource<'_> {
        let all = self.all();
        let found = all.iter().find(|resource| resource.address == address);
        *found.unwrap_or_else(|| panic!("nothing at {address}, only at {:?}", addresses(&all)))
    }

    /// How a module writes one of its resources: where its values are wired from, also those that only applying tells.
    #[track_caller]
    pub fn configuration(&self, module: &str, address: &str) -> &Value {
        let resources = &self.json["configuration"]["root_module"]["module_calls"][module]["module"]["resources"];
        let resources = resources.as_array().unwrap_or_else(|| panic!("module {module} has no resources"));
        resources.iter().find(|resource| resource["address"] == address).unwrap_or_else(|| panic!("no {address} in {module}"))
    }

    /// The addresses of every resource.
    pub fn addresses(&self) -> Vec<&str> {
        addresses(&self.all())
    }

    /// What happens to every managed resource.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let changes = self.json["resource_changes"].as_array().into_iter().flatten();
        changes
            .filter(|entry| entry["mode"] == "managed")
            .map(|entry| Change {
                address: entry["address"].as_str().unwrap_or_default(),
                actions: &entry["change"]["actions"],
                before: &entry["change"]["before"],
                after: &entry["change"]["after"],
                after_unknown: &entry["change"]["after_unknown"],
            })
            .collect()
    }

    /// Whether applying the plan would change no resource and no output.
    pub fn is_empty(&self) -> bool {
        let outputs = self.json["output_changes"].as_object().into_iter().flatten();
        self.changes().iter().all(Change::is_no_op) && outputs.into_iter().all(|(_, change)| change["actions"] == no_op())
    }
}

impl Change<'_> {
    /// Whether nothing happens.
    pub fn is_no_op(&self) -> bool {
        *self.actions == no_op()
    }

    /// The arguments and attributes that differ.
    pub fn differing(&self) -> Vec<&str> {
        let keys = self.before.as_object().into_iter().chain(self.after.as_object()).flatten().map(|(key, _)| key.as_str());
        let mut keys: Vec<_> = keys.filter(|key| self.before[key] != self.after[key] || self.after_unknown[key] == true).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// What the plan changes, one resource a line.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self.changes().iter().filter(|change| !change.is_no_op()) {
            writeln!(f, "{} {}", change.actions, change.address)?;
            if change.before.is_object() && change.after.is_object() {
                for key in change.differing() {
                    writeln!(f, "    {key}: {} -> {}", change.before[key], change.after[key])?;
                }
            }
        }
        for (name, change) in self.json["output_changes"].as_object().into_iter().flatten() {
            if change["actions"] != no_op() {
                writeln!(f, "{} output.{name}", change["actions"])?;
            }
        }
        Ok(())
    }
}

fn no_op() -> Value {
    Value::from(vec!["no-op"])
}

fn collect<'a>(module: &'a Value, found: &mut Vec<Resource<'a>>) {
    let managed = module["resources"].as_array().into_iter().flatten().filter(|entry| entry["mode"] == "managed");
    found.extend(managed.map(|entry| Resource {
        address: entry["address"].as_str().unwrap_or_default(),
        kind: entry["type"].as_str().unwrap_or_default(),
        after: &entry["values"],
    }));
    for child in module["child_modules"].as_array().into_iter().flatten() {
        collect(child, found);
    }
}

fn addresses<'a>(resources: &[Resource<'a>]) -> Vec<&'a str> {
    resources.iter().map(|resource| resource.address).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Two modules deep, one data source, one resource of each fate.
    fn plan() -> Plan {
        Plan::new(json!({
            "planned_values": { "root_module": {
                "resources": [
                    { "address": "aws_vpc.this", "mode": "managed", "type": "aws_vpc", "values": { "cidr_block": "10.0.0.0/16" } },
                    { "address": "data.aws_region.current", "mode": "data", "type": "aws_region", "values": {} },
                ],
                "child_modules": [{ "child_modules": [{ "resources": [
                    { "address": "module.a.module.b.aws_eip.x[\"p\"]", "mode": "managed", "type": "aws_eip", "values": {} },
                    { "address": "module.a.module.b.aws_eip.x[\"q\"]", "mode": "managed", "type": "aws_eip", "values": {} },
                ] }] }],
            } },
            "resource_changes": [
                { "address": "aws_vpc.this", "mode": "managed", "change": {
                    "actions": ["update"],
                    "before": { "cidr_block": "10.0.0.0/16", "arn": "a", "tags": null },
                    "after": { "cidr_block": "10.0.0.0/16", "tags": { "a": "b" } },
                    "after_unknown": { "arn": true },
                } },
                { "address": "data.aws_region.current", "mode": "data", "change": { "actions": ["read"] } },
                { "address": "aws_eip.kept", "mode": "managed", "change": { "actions": ["no-op"] } },
            ],
            "output_changes": { "name": { "actions": ["no-op"] } },
        }))
    }

    #[test]
    fn resources_are_found_in_nested_modules() {
        let plan = plan();
        assert_eq!(plan.count("aws_eip"), 2);
        assert_eq!(plan.counts(), BTreeMap::from([("aws_eip", 2), ("aws_vpc", 1)]));
        assert_eq!(plan.only("aws_vpc").after["cidr_block"], "10.0.0.0/16");
        assert_eq!(plan.at("module.a.module.b.aws_eip.x[\"q\"]").kind, "aws_eip");
    }

    #[test]
    fn a_change_names_what_differs() {
        let plan = plan();
        assert!(!plan.is_empty());
        assert_eq!(plan.changes()[0].differing(), ["arn", "tags"]);
        assert_eq!(plan.to_string(), "[\"update\"] aws_vpc.this\n    arn: \"a\" -> null\n    tags: null -> {\"a\":\"b\"}\n");
    }

    #[test]
    fn reads_and_no_ops_leave_a_plan_empty_but_an_output_does_not() {
        let mut json = plan().json;
        json["resource_changes"].as_array_mut().unwrap().remove(0);
        assert!(Plan::new(json.clone()).is_empty());
        json["output_changes"]["name"]["actions"] = json!(["update"]);
        assert!(!Plan::new(json).is_empty());
    }

    #[test]
    #[should_panic(expected = "2 resources of type aws_eip, not one")]
    fn only_refuses_several() {
        plan().only("aws_eip");
    }
}
