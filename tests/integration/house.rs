//! The rules of the house: what no single test of a module would notice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tfgen::render::catalog::{REPORT, TEMPLATES};

use crate::rendering::{every_file, files_below, rendered};

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The insides of the tags that `open` and `close` stand around, with the template's name.
fn tags(open: &str, close: &str) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    for (name, text) in TEMPLATES.iter().chain(REPORT) {
        for part in text.split(open).skip(1) {
            let inside = part.split(close).next().unwrap_or_default();
            tags.push((*name, inside.trim_matches('-').trim()));
        }
    }
    assert!(tags.len() > 20, "templates have tags");
    tags
}

/// The names that a file of `src/render` has behind `before`.
fn named(file: &str, before: &str) -> BTreeSet<String> {
    let source = fs::read_to_string(house().join("src/render").join(file)).unwrap();
    let names: BTreeSet<String> = source.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    assert!(!names.is_empty(), "`{file}` names some");
    names
}

#[test]
fn every_value_goes_through_a_filter_that_escapes_it() {
    let filters = named("filters.rs", "Filter { name: \"");
    for (name, tag) in tags("{{", "}}") {
        let known = tag.split_once(" | ").is_some_and(|(subject, filter)| is_named(subject) && filters.contains(filter.trim()));
        assert!(known, "{name}: `{{{{ {tag} }}}}` is not something named and one of {filters:?}");
    }
}

/// Whether it is a name of a view, or a text: nothing is made of it.
fn is_named(subject: &str) -> bool {
    let is_text = subject.starts_with('"') && subject.ends_with('"') && subject.matches('"').count() == 2;
    is_text || subject.chars().all(|c| c.is_ascii_alphanumeric() || "_.[]".contains(c))
}

/// Nothing is sorted, counted or looked up in a template: a form would be of one view's texts.
#[test]
fn every_loop_and_every_name_is_of_something_named() {
    for (name, tag) in tags("{%", "%}") {
        let subject = match tag.split_once(' ') {
            Some(("for", rest)) => rest.split_once(" in ").map(|(_, subject)| subject),
            Some(("set", rest)) => rest.split_once(" = ").map(|(_, subject)| subject),
            Some(("if" | "elif" | "include", _)) => continue,
            _ if matches!(tag, "else" | "endif" | "endfor") => continue,
            _ => None,
        };
        assert!(subject.is_some_and(is_named), "{name}: `{{% {tag} %}}` is no loop over, and no name of, something named");
    }
}

/// `{% if x %}` takes a misspelt `x` for false; the registered tests do not.
#[test]
fn every_condition_asks_a_test_that_knows_misspelt_names() {
    let tests = named("form/conditions.rs", "tera.register_test(\"");
    for (name, tag) in tags("{%", "%}") {
        let Some(condition) = tag.strip_prefix("if ").or_else(|| tag.strip_prefix("elif ")) else { continue };
        for part in condition.split(" and ").flat_map(|part| part.split(" or ")) {
            let words: Vec<&str> = part.split_whitespace().collect();
            // Tera's own, of a loop: these two are always there.
            let of_the_loop = matches!(words.as_slice(), ["loop.first" | "loop.last"] | ["not", "loop.first" | "loop.last"]);
            let known = of_the_loop
                || matches!(words.as_slice(), [subject, "is", test] | [subject, "is", "not", test] if is_named(subject) && tests.contains(*test));
            assert!(known, "{name}: `{part}` does not ask one of {tests:?}");
        }
    }
}

#[test]
fn the_catalog_is_what_lies_in_templates() {
    let folder = house().join("templates");
    let on_disk: BTreeSet<String> = files_below(&folder)
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/").trim_end_matches(".tera").to_owned())
        .collect();
    let known: BTreeSet<String> = TEMPLATES.iter().chain(REPORT).map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(on_disk, known);
}

#[test]
fn every_template_is_rendered_by_a_case() {
    let mut used: BTreeSet<&str> = rendered().values().flat_map(|case| case.templates.values()).map(String::as_str).collect();
    for (name, text) in TEMPLATES {
        if used.contains(name) {
            used.extend(text.split("include \"").skip(1).filter_map(|rest| rest.split('"').next()));
        }
    }
    let unused: Vec<_> = TEMPLATES.iter().map(|(name, _)| *name).filter(|name| !used.contains(name)).collect();
    assert!(unused.is_empty(), "no case in tests/cases/render renders {unused:?}");
}

#[test]
fn every_template_of_the_page_is_part_of_it() {
    let mut used = BTreeSet::from(["report/begin.html", "report/incident.html", "report/environment.html", "report/end.html"]);
    loop {
        let reached = REPORT.iter().filter(|(name, _)| used.contains(name)).flat_map(|(_, text)| text.split("include \"").skip(1));
        let reached: Vec<&str> = reached.filter_map(|rest| rest.split('"').next()).collect();
        let before = used.len();
        used.extend(reached);
        if used.len() == before {
            break;
        }
    }
    assert_eq!(used, REPORT.iter().map(|(name, _)| *name).collect());
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let rendered = house().join("tests/upgrade");
    for folder in ["src", "templates", "tests"] {
        for path in files_below(&house().join(folder)).into_iter().filter(|path| !path.starts_with(&rendered)) {
            let written = ["rs", "tera", "py", "sh", "md"].iter().any(|kind| path.extension().is_some_and(|extension| extension == *kind));
            let lines = || fs::read_to_string(&path).unwrap().lines().count();
            assert!(!written || lines() <= 400, "{} has {} lines: split it", path.display(), lines());
        }
    }
}

/// `src/lib.rs` is where a reader starts.
#[test]
fn the_first_page_names_every_part_of_the_program() {
    let page = fs::read_to_string(house().join("src/lib.rs")).unwrap();
    let essay: String = page.lines().filter(|line| line.starts_with("//!")).collect();
    for entry in fs::read_dir(house().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let part = path.file_stem().unwrap().to_str().unwrap();
        let named = ["lib", "main"].contains(&part) || ["`", "/", ":", "."].iter().any(|end| essay.contains(&format!("`{part}{end}")));
        assert!(named, "the introduction of src/lib.rs does not say what `{part}` is for");
    }
}

#[test]
fn every_generated_file_says_where_it_comes_from() {
    every_file(|path, text| {
        let first: Vec<&str> = text.lines().take(2).collect();
        let (interpreter, header) = if path.ends_with(".sh") { (first[0], first[1]) } else { ("#!", first[0]) };
        assert!(interpreter.starts_with("#!") || interpreter.starts_with("# shellcheck"), "{path} begins with {interpreter}");
        assert!(header.contains("Generated by tfgen from architecture.hcl; do not edit."), "{path} begins with {header}");
    });
}

#[test]
fn every_generated_file_is_tidy_to_the_last_byte() {
    every_file(|path, text| {
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path} does not end in exactly one newline");
        assert!(!text.contains("\n\n\n"), "{path} has two blank lines in a row");
        for (index, line) in text.lines().enumerate() {
            assert!(!line.ends_with([' ', '\t', '\r']), "{path}:{} ends in white space", index + 1);
        }
    });
}

#[test]
fn every_generated_terraform_file_parses() {
    every_file(|path, text| {
        if path.contains(".tf") {
            assert!(hcl::parse(text).is_ok(), "{path}: {}", hcl::parse(text).unwrap_err());
        }
    });
}
