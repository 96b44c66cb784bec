//! The twelve problems of the journey that tfgen came from, as its author first had them and as they were fixed.
//!
//! Both shops are planned once. A test looks at what the plans say about its problem; at rendered files where a plan cannot know (user data,
//! the backend, runbook and scripts); and, where the language has no words for what the author first did, at the refusal.

mod one_to_six;
mod seven_to_twelve;

use std::sync::LazyLock;
use std::thread;
use std::time::Instant;

use serde_json::Value;
use tfgen::diagnostic::Severity;
use tfgen::render::Files;

use crate::cloud::Cloud;
use crate::discover::{Tools, say, tools};
use crate::plan::Plan;
use crate::rendered::{Rendered, findings, mistakes};
use crate::terraform::{Backend, Workspace};

const BEFORE: &str = include_str!("../fixtures/journey_before.hcl");
const AFTER: &str = include_str!("../fixtures/journey_after.hcl");

/// A shop, rendered and planned.
struct Shop {
    files: Files,
    plan: Plan,
}

impl Shop {
    fn new(tools: &Tools, cloud: &Cloud, rendered: &Rendered) -> Self {
        let workspace = Workspace::new(tools, &rendered.root()).on(cloud);
        workspace.init(Backend::AsWritten);
        Self { plan: workspace.plan(), files: rendered.files() }
    }

    fn file(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("no {path}"))
    }

    fn at(&self, address: &str) -> &Value {
        self.plan.at(address).after
    }

    /// What an argument is wired from, in the words of the module.
    fn wired(&self, module: &str, address: &str, argument: &str) -> Vec<&str> {
        references(&self.plan.configuration(module, address)["expressions"][argument])
    }
}

/// The journey's shop, before and after; `None` where the tools are missing and may be. A failure is every test's, and happens once.
static SHOPS: LazyLock<Option<[Shop; 2]>> = LazyLock::new(|| {
    let tools = tools()?;
    let started = Instant::now();
    let cloud = Cloud::start(tools);
    cloud.create_state_backend("my-terraform-state-bucket", "us-east-1", Some("terraform-locks"));
    cloud.create_state_backend("journey-terraform-state", "us-east-1", None);
    let shops = thread::scope(|scope| {
        // The guardrails may refuse what the author first had: that is what they are for.
        let shops = [Rendered::unguarded(BEFORE, "test"), Rendered::text(AFTER)];
        let threads = shops.map(|shop| scope.spawn(|| Shop::new(tools, &cloud, &{ shop })));
        threads.map(|thread| thread.join().expect("both shops can be planned"))
    });
    say(&format!("journey: two plans in {:.1} s", started.elapsed().as_secs_f32()));
    Some(shops)
});

/// The names that an expression refers to, without their prefixes.
fn references(expression: &Value) -> Vec<&str> {
    let names = expression["references"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let names: Vec<&str> = names.collect();
    names.iter().copied().filter(|name| !names.iter().any(|other| other.starts_with(&format!("{name}.")))).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The fixed shop with this text put behind a place is refused, for this reason.
#[track_caller]
fn refused(place: &str, text: &str, reason: &str) {
    assert!(AFTER.contains(place), "no `{place}`");
    let said = mistakes(&AFTER.replacen(place, &format!("{place}\n{text}\n"), 1));
    assert!(said.iter().any(|message| message.contains(reason)), "{text}: {said:#?}");
}

/// A guardrail speaks of what the author first had, and not of what is fixed.
#[track_caller]
fn guarded(rule: &str, severity: Severity) {
    assert_eq!(findings(BEFORE).get(rule), Some(&severity), "{rule}");
    let left = findings(AFTER);
    assert!(!left.contains_key(rule), "{left:?}");
}
