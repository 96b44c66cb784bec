//! Lesson 7: nothing is open that is not meant to be, and every rule says what it is for.

use super::Lesson;
use crate::plan::security::{Rule, SecurityView};

pub(super) fn lessons(view: &SecurityView) -> Vec<Lesson> {
    let (open, closed): (Vec<&Rule>, Vec<&Rule>) = view.rules.iter().partition(|rule| rule.open());
    let mut lessons = vec![
        Lesson::holds(
            format!("length(regexall(\"0[.]0[.]0[.]0/0\", file(\"${{path.root}}/main.tf\"))) == {}", open.len()),
            format!(
                "there are no longer exactly {} rules that name the whole internet: whoever needs one declares a flow (lesson 7: security-group rules)",
                open.len()
            ),
        ),
        Lesson::holds(
            format!("alltrue([for rule in {} : length(rule.description) > 0])", list(&view.rules.iter().collect::<Vec<_>>())),
            "a rule without a purpose: nobody will dare to remove it (lesson 7: security-group rules)",
        ),
    ];
    if !closed.is_empty() {
        lessons.push(Lesson::holds(
            format!("alltrue([for rule in {} : rule.cidr_ipv4 != \"0.0.0.0/0\"])", list(&closed)),
            "a rule between two parts of the system names the whole internet (lesson 7: security-group rules)",
        ));
    }
    for rule in &view.rules {
        let why = format!("the rule is there for '{}', and for nothing else (lesson 7: security-group rules)", rule.description);
        for argument in ["from_port", "to_port"] {
            lessons.push(Lesson::equals(format!("{}.{argument}", address(rule)), rule.port, &why));
        }
    }
    lessons
}

fn list(rules: &[&Rule]) -> String {
    format!("[\n{},\n]", rules.iter().map(|rule| address(rule)).collect::<Vec<_>>().join(",\n"))
}

fn address(rule: &Rule) -> String {
    format!("aws_vpc_security_group_{}_rule.{}", rule.direction, rule.label)
}
