//! What is fuzzed: each function takes any bytes, and panics where tfgen breaks a promise.
//!
//! `fuzz/run` runs them under libFuzzer.
#![forbid(unsafe_code)]

mod edits;

use std::cell::OnceCell;
use std::time::{Duration, Instant};

use tfgen::config::{Document, Sources, decode};
use tfgen::diagnostic::{Diagnostic, print};
use tfgen::guardrails;
use tfgen::matrix;
use tfgen::plan::root;
use tfgen::rehearse;
use tfgen::render::Renderer;
use tfgen::render::layout::lay_out;
use tfgen::review::{self, COMMENT_LIMIT, Plan, Report, Reviewed, SUMMARY_LIMIT};
use tfgen::write::{Manifest, State};

/// What takes longer is a hang.
const LONGEST: Duration = Duration::from_secs(1);

/// Gives bytes to a target, and panics when it takes too long. A busy machine stops a process for longer than that: what seems to hang
/// is done again, and only the processor's time counts.
pub fn within_a_second(target: fn(&[u8]), bytes: &[u8]) {
    let start = Instant::now();
    target(bytes);
    if start.elapsed() < LONGEST {
        return;
    }
    let before = processor_time();
    target(bytes);
    let took = processor_time().saturating_sub(before);
    assert!(took < LONGEST, "took {took:?}");
}

/// What the process has had so far, as Linux counts it in hundredths of a second: proc_pid_stat(5), `utime` and `stime`. Elsewhere
/// nothing is known, and only what never ends is stopped.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Files and environments to values: every mistake is told, at a place that exists.
pub fn front_end(bytes: &[u8]) {
    let sources = match Sources::from_bytes(vec![("architecture.hcl".to_owned(), bytes.to_owned())]) {
        Ok(sources) => sources,
        Err(problems) => return told(&problems, &Sources::default()),
    };
    let document = match Document::parse(&sources) {
        Ok(document) => document,
        Err(problems) => return told(&problems, &sources),
    };
    for environment in document.environments().into_iter().take(4) {
        if let Err(problems) = document.resolve(environment) {
            told(&problems, &sources);
        }
    }
    if let Err(problems) = document.base("bootstrap") {
        told(&problems, &sources);
    }
}

/// An architecture, edited as the bytes say, to Terraform: what is accepted is rendered, and what is rendered is HCL.
pub fn render(bytes: &[u8]) {
    thread_local!(static RENDERER: OnceCell<Renderer> = const { OnceCell::new() });
    let text = edits::edited(bytes);
    // Parsing what was rendered, and rehearsing it, takes longer than everything else.
    let thorough = bytes.len() % 8 == 5;
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text)]);
    let document = match Document::parse(&sources) {
        Ok(document) => document,
        Err(problems) => return told(&problems, &sources),
    };
    for environment in document.environments().into_iter().take(2) {
        let decoded = document.resolve(environment).and_then(|body| Ok((decode::architecture(&body, environment)?, body)));
        let (architecture, body) = match decoded {
            Ok(decoded) => decoded,
            Err(problems) => {
                told(&problems, &sources);
                continue;
            }
        };
        let findings: Vec<Diagnostic> = guardrails::check(&architecture).into_iter().map(|finding| finding.located(&body)).collect();
        print(&findings, &sources, false);
        matrix::of(&architecture);
        if thorough {
            rehearse::all(&architecture);
        }
        if !guardrails::errors(&architecture).is_empty() {
            continue;
        }
        let root = root::environment(&architecture, "architecture.hcl");
        let files = RENDERER.with(|renderer| renderer.get_or_init(Renderer::new).render(&root)).expect("what is accepted is rendered");
        guardrails::check_rendered(&architecture, &files);
        if thorough {
            for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf")) {
                assert!(hcl::parse(text).is_ok(), "{path} is not HCL:\n{text}");
            }
        }
    }
}

/// HCL that is laid out stays as it is when it is laid out again. What is no HCL is refused, or laid out somehow.
pub fn layout(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(once) = lay_out(text) else { return };
    let twice = lay_out(&once).expect("what was laid out can be laid out");
    // Terraform, and the pass with it, ends a heredoc at a marker with any white space before it; the parser only after spaces and tabs.
    let is_read_alike = !text.contains(|c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r' | '\n'));
    assert!(twice == once || !is_read_alike || hcl::parse(text).is_err(), "laid out again, it is different:\n{once}\n{twice}");
}

/// A manifest that is whole reads back as itself.
pub fn manifest(bytes: &[u8]) {
    let Some(manifest) = Manifest::read(bytes) else { return };
    if manifest.state == State::Whole {
        assert_eq!(Manifest::read(manifest.text().as_bytes()), Some(manifest));
    }
}

/// A plan is told within GitHub's limits, and an apply of it may do what was reviewed.
pub fn plan(bytes: &[u8]) {
    let Ok(plan) = Plan::read(bytes) else { return };
    for link in [None, Some("https://example.com/run")] {
        let report = Report { plan: &plan, environment: "dev", link };
        assert!(review::comment(&report).len() <= COMMENT_LIMIT && review::summary(&report).len() <= SUMMARY_LIMIT);
    }
    let reviewed = Reviewed::of(&plan, "dev");
    let _ = review::accept(&plan, 1);
    let _ = review::judge(&plan, &reviewed);
}

/// Says it as a user would read it.
fn told(problems: &[Diagnostic], sources: &Sources) {
    assert!(print(problems, sources, false).starts_with("error"), "a refusal says why");
}
