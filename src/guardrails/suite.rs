//! What holds every rule to the house's custom: a page whose examples do what it says, cases on both sides of each boundary, and no comparison
//! that could be another one without a case noticing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::judge::{Change, Judge, Mutant, Site};
use super::*;
use crate::config::{Document, Sources, decode};
use crate::model::Name;
use crate::plan;
use crate::render::Renderer;

const BASE: &str = include_str!("../../tests/cases/guardrails/base.hcl");

/// An architecture that a rule should, or should not, find fault with.
struct Case {
    name: String,
    fails: bool,
    /// Other rules that it is meant to break: those it allows.
    allowed: Vec<String>,
    architectures: Vec<Architecture>,
    files: Vec<Files>,
}

impl Case {
    fn new(rule: &Rule, name: &str, fails: bool, text: &str, renderer: &Renderer) -> Self {
        let architectures = decoded(name, text);
        let render = |architecture: &Architecture| renderer.render(&plan::root::environment(architecture, "case.hcl")).unwrap();
        // Rendering is the dear part, and only such a rule looks at it.
        let rendered = matches!(rule.check, Check::Rendered(_));
        let files = architectures.iter().map(|architecture| if rendered { render(architecture) } else { Files::new() }).collect();
        let allowed = text.lines().filter_map(|line| line.trim().strip_prefix("allow \"")?.split('"').next()).map(str::to_owned).collect();
        Self { name: name.to_owned(), fails, allowed, architectures, files }
    }

    fn findings(&self, rule: &'static Rule, mutant: Option<Mutant>) -> Vec<Finding> {
        let mut findings = of_all(rule, &self.outlines(), &|name| self.again(name), mutant);
        for (architecture, files) in self.architectures.iter().zip(&self.files) {
            findings.extend(of_environment(rule, architecture, mutant));
            findings.extend(of_files(rule, architecture, files, mutant));
        }
        findings
    }

    fn outlines(&self) -> Vec<Outline> {
        self.architectures.iter().map(Outline::of).collect()
    }

    fn again(&self, name: &Name) -> Option<Architecture> {
        self.architectures.iter().find(|architecture| architecture.environment == *name).cloned()
    }

    /// The comparisons that a rule makes here.
    fn sites(&self, rule: &'static Rule) -> BTreeSet<(Site, bool)> {
        let mut sites = BTreeSet::new();
        let mut run = |check: &dyn Fn(&mut Judge)| {
            let mut judge = Judge::new(rule, None);
            check(&mut judge);
            sites.extend(judge.sites.take());
        };
        match rule.check {
            Check::Together(check) => run(&|judge| check(&self.outlines(), &|name| self.again(name), judge)),
            Check::Environment(check) => self.architectures.iter().for_each(|architecture| run(&|judge| check(architecture, judge))),
            Check::Rendered(check) => {
                let all = self.architectures.iter().zip(&self.files);
                all.for_each(|(architecture, files)| run(&|judge| check(architecture, files, judge)));
            }
        }
        sites
    }
}

/// A case as it is written: see `base.hcl`.
fn decoded(name: &str, text: &str) -> Vec<Architecture> {
    let text = repeated(text);
    let starts = |word: &str| text.lines().any(|line| line.starts_with(word));
    let texts = match (starts("project "), starts("environment \"")) {
        (true, _) => vec![text],
        (false, true) => vec![BASE.to_owned(), text],
        (false, false) => vec![BASE.to_owned(), format!("environment \"test\" {{\n{text}}}\n")],
    };
    let sources = Sources::from_texts(texts.into_iter().enumerate().map(|(index, text)| (format!("{index}.hcl"), text)));
    let document = Document::parse(&sources).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    let resolve = |environment: &str| {
        let body = document.resolve(environment).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        decode::architecture(&body, environment).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"))
    };
    document.environments().into_iter().map(resolve).collect()
}

/// `# 60 times, N from 1` in the first line repeats the rest.
fn repeated(text: &str) -> String {
    let times = text.strip_prefix("# ").and_then(|rest| rest.split_once(" times, N from 1\n"));
    match times.and_then(|(times, rest)| Some((times.parse::<u32>().ok()?, rest))) {
        Some((times, rest)) => {
            let numbered = |n: u32| rest.replace("-N\"", &format!("-{n}\"")).replace(".N.", &format!(".{n}."));
            (1..=times).map(numbered).collect()
        }
        None => text.to_owned(),
    }
}

fn folder(rule: &Rule) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/guardrails").join(rule.id.replace('-', "_"))
}

/// The first block of HCL below a heading.
fn example<'a>(rule: &'a Rule, heading: &str) -> &'a str {
    let text = rule.page.split_once(&format!("## {heading}\n\n```hcl\n")).and_then(|(_, rest)| rest.split_once("```"));
    text.unwrap_or_else(|| panic!("the page of `{}` has no example below `{heading}`", rule.id)).0
}

/// The page's examples and the folder's cases.
fn cases(rule: &'static Rule, renderer: &Renderer) -> Vec<Case> {
    let mut cases = vec![
        Case::new(rule, &format!("{} (page, fails)", rule.id), true, example(rule, "Fails"), renderer),
        Case::new(rule, &format!("{} (page, passes)", rule.id), false, example(rule, "Passes"), renderer),
    ];
    let mut paths: Vec<PathBuf> = fs::read_dir(folder(rule)).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("fails-") || name.starts_with("passes-"), "{name} must say what is expected");
        let text = fs::read_to_string(&path).unwrap();
        cases.push(Case::new(rule, &format!("{}/{name}", rule.id), name.starts_with("fails-"), &text, renderer));
    }
    cases.extend(rendered_cases(rule, renderer));
    cases
}

/// Where the boundary is in the size of a file, the file is made up.
fn rendered_cases(rule: &'static Rule, renderer: &Renderer) -> Vec<Case> {
    if !matches!(rule.check, Check::Rendered(_)) {
        return Vec::new();
    }
    let sized = |size: u64| {
        let mut case = Case::new(rule, &format!("{} ({size} bytes)", rule.id), size > rule.threshold, "", renderer);
        case.files[0].insert("modules/service_web/user_data.sh".to_owned(), "x".repeat(size as usize));
        case
    };
    [rule.threshold - 1, rule.threshold, rule.threshold + 1].map(sized).into()
}

fn every_case() -> BTreeMap<&'static str, Vec<Case>> {
    let renderer = Renderer::new();
    RULES.iter().map(|rule| (rule.id, cases(rule, &renderer))).collect()
}

#[test]
fn a_failing_case_breaks_its_rule_alone_and_a_passing_one_none() {
    let mut wrong = Vec::new();
    for (id, cases) in every_case() {
        for case in cases {
            let rules = RULES.iter().filter(|rule| !case.allowed.iter().any(|allowed| allowed == rule.id));
            let found: BTreeSet<&str> = rules.flat_map(|rule| case.findings(rule, None)).map(|finding| finding.rule).collect();
            let expected: BTreeSet<&str> = case.fails.then_some(id).into_iter().collect();
            if found != expected {
                wrong.push(format!("{}: {found:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_comparison_is_held_by_a_case() {
    let every = every_case();
    let mut survivors = Vec::new();
    for rule in RULES {
        let cases = &every[rule.id];
        let sites: BTreeSet<_> = cases.iter().flat_map(|case| case.sites(rule)).collect();
        assert!(!sites.is_empty(), "`{}` compares nothing with its judge", rule.id);
        for (site, numbers) in sites {
            let changes: &[Change] = if numbers { &[Change::Turned, Change::OffByOne] } else { &[Change::Turned] };
            for change in changes {
                let mutant = Some(Mutant { site, change: *change });
                if !cases.iter().any(|case| case.findings(rule, mutant).is_empty() == case.fails) {
                    survivors.push(format!("{}: {site:?} {change:?}", rule.id));
                }
            }
        }
    }
    assert!(survivors.is_empty(), "nothing notices: {survivors:#?}");
}

#[test]
fn every_rule_has_all_its_parts() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for rule in RULES {
        let headings: Vec<&str> = rule.page.split("```").step_by(2).flat_map(str::lines).filter(|line| line.starts_with('#')).collect();
        let title = format!("# {}", rule.id);
        assert_eq!(headings, [title.as_str(), "## Fails", "## What happens in AWS", "## Fix", "## Passes"], "{}", rule.id);
        assert!(rule.claim().ends_with('.'), "{}", rule.id);
        assert!(rule.page.lines().all(|line| line.chars().count() <= 160 || line.contains("%{")), "{}", rule.id);
        assert!(!rule.source.is_empty() && rule.as_of.len() == 7, "{}", rule.id);
        assert_eq!(rule.threshold > 0, !rule.unit.is_empty(), "{}: a number is of something", rule.id);
    }
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/guardrails");
    for entry in fs::read_dir(folders).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_dir()) {
        let id = entry.file_name().to_string_lossy().replace('_', "-");
        assert!(Rule::find(&id).is_some(), "cases for `{id}`, which is no rule");
    }
    let impossible: Vec<&str> = CANNOT_HAPPEN.iter().map(|entry| entry.id).collect();
    assert!(impossible.is_sorted() && impossible.iter().all(|id| Rule::find(id).is_none()), "{impossible:?}");
}

#[test]
fn a_secret_is_not_in_what_is_said_about_it() {
    let renderer = Renderer::new();
    let rule = Rule::find("secret-in-environment").unwrap();
    for case in cases(rule, &renderer).iter().filter(|case| case.fails) {
        let services = || case.architectures.iter().flat_map(|architecture| architecture.services.values());
        let commands = services().flat_map(|service| service.command.as_str().split([' ', '=']).skip(1));
        let values: Vec<&str> = services().flat_map(|service| service.environment.values()).map(|v| v.as_str()).chain(commands).collect();
        for finding in case.findings(rule, None) {
            assert!(finding.secret, "{}", case.name);
            let said =
                format!("{} {:?} {:?}", finding.message, finding.places().map(|place| &place.label).collect::<Vec<_>>(), finding.help);
            assert!(values.iter().all(|value| !said.contains(value)), "{}: {said}", case.name);
        }
    }
}

/// What is meant has to be rendered; what cannot be, cannot be meant.
#[test]
fn a_rule_is_waivable_if_and_only_if_what_it_finds_holds_together_in_terraform() {
    let renderer = Renderer::new();
    for rule in RULES {
        let mut loose = BTreeSet::new();
        for architecture in decoded(rule.id, example(rule, "Fails")) {
            let files = renderer.render(&plan::root::environment(&architecture, "case.hcl")).unwrap();
            loose.extend(loose_ends(&files));
        }
        assert_eq!(rule.waivable, loose.is_empty(), "{}: {loose:?}", rule.id);
    }
}

/// Variables and modules that a folder refers to and does not declare, and what it declares twice.
fn loose_ends(files: &Files) -> Vec<String> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf")) {
        folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default().extend(text.lines());
    }
    let mut loose = Vec::new();
    for (folder, lines) in folders {
        let blocks = ["module \"", "variable \"", "resource \""];
        let mut declared = BTreeSet::new();
        for line in lines.iter().filter(|line| blocks.iter().any(|block| line.starts_with(block))) {
            if !declared.insert(line.trim_end_matches([' ', '{', '}'])) {
                loose.push(format!("{folder}: {line} twice"));
            }
        }
        for token in lines.iter().flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')) {
            let mut parts = token.split('.');
            let block = match parts.next() {
                Some("var") => "variable",
                Some("module") => "module",
                _ => continue,
            };
            if let Some(name) = parts.next().filter(|name| !name.is_empty())
                && !declared.contains(format!("{block} \"{name}\"").as_str())
            {
                loose.push(format!("{folder}: {token}"));
            }
        }
    }
    loose
}

#[test]
fn what_rules_read_of_files_is_the_same_without_the_others() {
    let renderer = Renderer::new();
    for architecture in decoded("base.hcl", "") {
        let root = plan::root::environment(&architecture, "case.hcl");
        let all = renderer.render(&root).unwrap();
        for module in plan::root::services(&architecture) {
            let own = renderer.own_files(&module, reads, &root.source, &root.render_command).unwrap();
            assert!(!own.is_empty() && own.iter().all(|(path, text)| all.get(path) == Some(text)), "{:?}", own.keys());
        }
        let read = |path: &str| path.rsplit('/').next().is_some_and(reads);
        let services: Vec<String> = plan::root::services(&architecture).map(|module| format!("modules/{}/", module.name)).collect();
        let elsewhere: Vec<&String> =
            all.keys().filter(|path| read(path) && !services.iter().any(|folder| path.starts_with(folder.as_str()))).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
    }
}
