//! A plan as Markdown: for a comment on the pull request, and whole for the job's summary.

use super::markup::{code, cut, inert};
use super::plan::{Action, Plan, ResourceChange};
use super::stateful::is_stateful;
use super::tally::Tally;
use super::values;

/// What a comment may have, in bytes. GitHub's limit is 65,536 characters, and no character has less than a byte.
pub const COMMENT_LIMIT: usize = 65_000;

/// What a step may write to the job's summary, in bytes: GitHub documents 1 MiB, and drops everything above it.
pub const SUMMARY_LIMIT: usize = 1_000_000;

/// The most resources that are named above the plan.
const NAMED: usize = 50;

/// What is to be told, and about what.
pub struct Report<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The environment's name.
    pub environment: &'a str,
    /// Where the whole plan can be read.
    pub link: Option<&'a str>,
}

/// By this first line a comment is found again.
pub fn marker(environment: &str) -> String {
    format!("<!-- tfgen plan {environment} -->")
}

/// A comment that GitHub accepts, however large the plan is.
pub fn comment(report: &Report<'_>) -> String {
    let link = report.link.map_or_else(|| "the job's summary".to_owned(), |link| format!("the [job's summary]({link})"));
    within(COMMENT_LIMIT, &format!("{}\n", marker(report.environment)), report, &format!("The rest is in {link}."))
}

/// The whole plan, as far as a job's summary can hold it.
pub fn summary(report: &Report<'_>) -> String {
    within(SUMMARY_LIMIT, "", report, "The rest does not fit here: plan it yourself to read it.")
}

fn within(limit: usize, first: &str, report: &Report<'_>, elsewhere: &str) -> String {
    const OPEN: &str = "\n<details><summary>What changes</summary>\n\n```diff\n";
    const CLOSE: &str = "```\n\n</details>\n";
    let head = format!("{first}{}", head(report));
    let body = body(report.plan);
    if body.is_empty() {
        return head;
    }
    let notice = format!("\n**This is cut.** {elsewhere}\n");
    let room = limit.saturating_sub(head.len() + OPEN.len() + CLOSE.len());
    if body.len() <= room {
        return format!("{head}{OPEN}{body}{CLOSE}");
    }
    let kept = cut(&body, room.saturating_sub(notice.len() + 1));
    let end = if kept.is_empty() || kept.ends_with('\n') { "" } else { "\n" };
    format!("{head}{OPEN}{kept}{end}{CLOSE}{notice}")
}

/// The table, and by name what is lost.
fn head(report: &Report<'_>) -> String {
    let Report { plan, environment, .. } = report;
    let tally = Tally::of(plan);
    let mut text = format!("### {}: {}\n\n", code(environment), headline(&tally));
    let destroy = if tally.destroy > 0 { format!("**{}**", tally.destroy) } else { "0".to_owned() };
    text.push_str("| add | change | **destroy** |\n|---:|---:|---:|\n");
    text.push_str(&format!("| {} | {} | {destroy} |\n", tally.add, tally.change));
    if plan.errored {
        text.push_str("\n**Planning failed half-way: this is not all.**\n");
    }
    let mut lost: Vec<_> = plan.changes().filter(|(_, action)| action.destroys()).collect();
    // What holds data comes first, so that it is named whatever else is destroyed.
    lost.sort_by_key(|(resource, _)| !is_stateful(&resource.kind));
    if !lost.is_empty() {
        text.push('\n');
    }
    for (resource, action) in lost.iter().take(NAMED) {
        let (name, what) = (code(cut(&inert(&resource.object()), 300)), what_happens(*action));
        if is_stateful(&resource.kind) {
            text.push_str(&format!("* **{name} {what}, and what it holds is lost**\n"));
        } else {
            text.push_str(&format!("* {name} {what}\n"));
        }
    }
    if lost.len() > NAMED {
        text.push_str(&format!("* … and {} more\n", lost.len() - NAMED));
    }
    text
}

fn headline(tally: &Tally) -> String {
    let counted = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let resources = tally.add + tally.change + tally.destroy;
    let parts: Vec<String> = [
        counted(tally.replace, "replaced"),
        counted(tally.add - tally.replace, "added"),
        counted(tally.change, "changed"),
        counted(tally.destroy - tally.replace, "destroyed"),
        counted(tally.state, "moved, imported or forgotten"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match (parts.is_empty(), resources, tally.outputs) {
        (true, _, 0) => "no changes".to_owned(),
        (true, ..) => "only outputs change".to_owned(),
        _ => parts.join(", "),
    }
}

fn what_happens(action: Action) -> &'static str {
    match action {
        Action::NoOp | Action::Read => "stays as it is",
        Action::Create => "is created",
        Action::Update => "is changed",
        Action::Replace => "is replaced",
        Action::Delete => "is destroyed",
        Action::Forget => "is no longer managed",
        Action::Unknown => "is changed in a way that tfgen does not know",
    }
}

/// Every change, in the colours of a diff. No line can begin with a backtick, so none ends the block.
fn body(plan: &Plan) -> String {
    let mut text = String::new();
    for (resource, action) in plan.changes() {
        one(resource, action, &mut text);
    }
    for (name, change, action) in plan.outputs() {
        let sign = sign(action);
        text.push_str(&format!("{sign} output {}\n", inert(name)));
        text.extend(values::lines(change).iter().map(|line| format!("{sign}     {line}\n")));
    }
    let drifted: Vec<_> = plan.resource_drift.iter().filter(|resource| resource.change.action() != Action::NoOp).collect();
    if !drifted.is_empty() {
        text.push_str("# changed since the last apply, by something else:\n");
    }
    text.extend(
        drifted.iter().map(|resource| format!("#   {} ({})\n", inert(&resource.object()), inert(&resource.change.actions.join(", ")))),
    );
    text
}

fn one(resource: &ResourceChange, action: Action, text: &mut String) {
    let sign = sign(action);
    let reason = resource.action_reason.as_deref().map(|reason| format!(" ({})", inert(&reason.replace('_', " "))));
    text.push_str(&format!("{sign} {} {}{}\n", inert(&resource.object()), what_happens(action), reason.unwrap_or_default()));
    if let Some(previous) = &resource.previous_address {
        text.push_str(&format!("#     moved from {}\n", inert(previous)));
    }
    if resource.change.importing.is_some() {
        text.push_str("#     imported: it exists already\n");
    }
    // Of what goes, every value goes.
    if !matches!(action, Action::Delete | Action::Forget) {
        text.extend(values::lines(&resource.change).iter().map(|line| format!("{sign}     {line}\n")));
    }
}

fn sign(action: Action) -> char {
    match action {
        Action::Create => '+',
        Action::Delete | Action::Replace | Action::Unknown => '-',
        Action::Update => '!',
        Action::NoOp | Action::Read | Action::Forget => '#',
    }
}
