use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;
use tfgen::config::Sources;
use tfgen::diagnostic::{Diagnostic, FileId, Span, print};

use super::{complete, mistakes, sources};

fn problems(folder: &TempDir, path: &Path) -> String {
    let problems = Sources::read(path).expect_err("it was read");
    let shown = print(&problems, &Sources::default(), false);
    shown.replace(&*folder.path().to_string_lossy().replace('\\', "/"), "…")
}

#[test]
fn a_folder_is_read_by_name_and_without_its_sub_folders() {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("b.hcl", "b"), ("a.hcl", "\u{feff}a"), ("c.tf", "c"), (".hidden.hcl", "d")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::create_dir(folder.path().join("sub.hcl")).unwrap();
    let sources = Sources::read(folder.path()).unwrap();
    let texts: Vec<&str> = sources.iter().map(|(_, file)| file.text.as_str()).collect();
    assert_eq!(texts, ["a", "b"], "sorted, without the byte order mark");
    assert!(sources.iter().all(|(id, file)| sources.get(id).name == file.name && file.name.contains('/')));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert_snapshot!(problems(&folder, &path("missing.hcl")), @"error: there is no file `…/missing.hcl`");
    assert_snapshot!(problems(&folder, folder.path()), @"
    error: the folder `…` contains no `*.hcl` file
     |
     = help: name the file, or the folder it is in; sub-folders are not searched
    ");

    fs::write(path("latin.hcl"), b"a = 1\nb = \"\xe9\"\n").unwrap();
    fs::write(path("wide.hcl"), b"\xff\xfea\0").unwrap();
    fs::File::create(path("large.hcl")).unwrap().set_len(11 << 20).unwrap();
    assert_snapshot!(problems(&folder, folder.path()), @"
    error: `…/large.hcl` is larger than 10 MiB
     |
     = help: an architecture is a few hundred lines; is this the right file?

    error: `…/latin.hcl` is not UTF-8: line 2, byte 11 of the file
     |
     = help: save it as UTF-8

    error: `…/wide.hcl` is UTF-16
     |
     = help: save it as UTF-8
    ");
}

#[test]
fn carets_are_right_after_tabs_wide_letters_and_windows_line_endings() {
    assert_snapshot!(mistakes(&complete("tags = {\r\n\ta = \"日本\", \tb = x,\r\n}\r\nzones = [\"é\", \"${y}\"]\r\n")), @r#"
    error: `x` is neither a string nor a known reference
     --> architecture.hcl:5:17
      |
    5 |     a = "日本",     b = x,
      |                         ^
      |
      = help: write it in quotes: `"x"`

    error: unknown reference `y`
     --> architecture.hcl:7:18
      |
    7 | zones = ["é", "${y}"]
      |                  ^
      |
      = help: only `project`, `environment` and `region` can be used here
    "#);
}

#[test]
fn a_huge_line_is_not_shown_whole() {
    let text = complete(&format!("zones = [\"{}\", y, \"{}\"]\n", "é".repeat(1 << 12), "a".repeat(1 << 20)));
    let shown = mistakes(&text);
    assert!(shown.contains("neither a string") && shown.contains(":4:4110"), "{shown}");
    assert!(shown.len() < 2000, "{}", shown.len());
    let shown = mistakes(&complete(&format!("production = \"{}\"\n", "a".repeat(1 << 20))));
    assert!(shown.len() < 2000, "{}", shown.len());
}

#[test]
fn every_span_can_be_printed() {
    let texts = ["", "\n", "a", "é\r\n", "a\n\n\nb", "\t\u{1b}[31m\u{7f}\u{85}\u{202e}x"];
    for text in texts {
        let sources = sources([("a.hcl", text), ("b.hcl", "b = 1")]);
        for start in 0..=text.len() + 2 {
            for end in 0..=text.len() + 2 {
                let span = |file| Span { file: FileId(file), start, end };
                let diagnostic = Diagnostic::error("m").at(span(0), "p").related(span(1), "").related(span(0), "q").related(span(9), "r");
                let shown = print(&[diagnostic.clone(), diagnostic], &sources, start % 2 == 0);
                assert_eq!(shown.matches("--> ").count() + shown.matches("::: ").count(), 2, "printed once, with two files: {shown}");
            }
        }
    }
}
