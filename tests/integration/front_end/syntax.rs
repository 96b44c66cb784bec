use insta::assert_snapshot;

use super::{mistakes, mistakes_in, sources};

/// The place and the headline.
fn blamed(text: &str) -> String {
    let printed = mistakes(text);
    let at = printed.lines().find_map(|line| line.trim().strip_prefix("--> architecture.hcl:")).unwrap_or_default();
    format!("{text:<24} {at:<5} {}\n", printed.lines().next().unwrap_or_default()).replace('\r', "␍").replace('\0', "␀")
}

#[test]
fn what_is_open_is_shown_where_it_was_opened() {
    assert_snapshot!(mistakes("region = \"eu\nenvironment \"dev\" {}\n"), @r#"
    error: this string is not closed
     --> architecture.hcl:1:10
      |
    1 | region = "eu
      |          ^^^
      |
      = help: close the quotes on the same line; write `\"` for a quote inside, or use `<<-EOT` for a longer one
    "#);
    assert_snapshot!(mistakes("network {\n  nat = \"single\"\n\nenvironment \"dev\" {}\n"), @"
    error: this `{` is not closed
     --> architecture.hcl:1:9
      |
    1 | network {
      |         ^
    ");
    assert_snapshot!(mistakes("zones = [\"a\", \"b\"}\n"), @r#"
    error: `[` is closed by `}`
     --> architecture.hcl:1:18
      |
    1 | zones = ["a", "b"}
      |         -        ^ closed here
      |         |
      |         opened here
    "#);
    assert_snapshot!(mistakes("tags = { a = \"${project\" }\nregion = 1\n"), @r#"
    error: this `${` is not closed
     --> architecture.hcl:1:15
      |
    1 | tags = { a = "${project" }
      |               ^^
      |
      = help: write `$${` where it is meant literally
    "#);
    assert_snapshot!(mistakes("text = <<-EOT\n  hello\n"), @"
    error: the heredoc `EOT` has no end
     --> architecture.hcl:1:8
      |
    1 | text = <<-EOT
      |        ^^^^^^
      |
      = help: write `EOT`, alone on a line, after it
    ");
}

#[test]
fn a_string_ends_on_its_line_even_if_quotes_further_down_close_it() {
    assert_snapshot!(mistakes("project = \"shop\nregion = eu\"\nenvironment \"dev\" {}\n"), @r#"
    error: a string must end on the line it starts on
     --> architecture.hcl:1:11
      |
    1 | project = "shop
      |           ^^^^^ not closed on this line
      |
      = help: close the quotes, write `\n` for a new line, or use `<<-EOT` for a longer one
    "#);
    assert_snapshot!(mistakes("project = \"a${environment}\nregion = eu\"\nenvironment \"dev\" {}\n"), @r#"
    error: a string must end on the line it starts on
     --> architecture.hcl:1:11
      |
    1 | project = "a${environment}
      |           ^^^^^^^^^^^^^^^^ not closed on this line
      |
      = help: close the quotes, write `\n` for a new line, or use `<<-EOT` for a longer one
    "#);
}

#[test]
fn habits_from_other_languages_are_explained() {
    assert_snapshot!(mistakes("region: \"eu\"\n"), @r#"
    error: an argument is set with `=`, not with `:`
     --> architecture.hcl:1:7
      |
    1 | region: "eu"
      |       ^
    "#);
    assert_snapshot!(mistakes("region = 'eu'\n"), @r#"
    error: `'` does not quote a string
     --> architecture.hcl:1:10
      |
    1 | region = 'eu'
      |          ^
      |
      = help: write strings in straight double quotes: `"…"`
    "#);
    assert_snapshot!(mistakes("a = 1,\nb = 2\n"), @"
    error: nothing separates arguments but the end of the line
     --> architecture.hcl:1:6
      |
    1 | a = 1,
      |      ^
      |
      = help: write each argument on its own line
    ");
    assert_snapshot!(mistakes("network { nat = \"single\" zones = 3 }\n"), @r#"
    error: a block on one line holds at most one argument, and no block
     --> architecture.hcl:1:26
      |
    1 | network { nat = "single" zones = 3 }
      |                          ^
      |
      = help: write each argument, and each block inside, on its own line
    "#);
    assert_snapshot!(mistakes("network { nat { } }\n"), @"
    error: a block on one line holds at most one argument, and no block
     --> architecture.hcl:1:15
      |
    1 | network { nat { } }
      |               ^
      |
      = help: write each argument, and each block inside, on its own line
    ");
    assert_snapshot!(mistakes("path = \"C:\\dir\"\n"), @r#"
    error: `\d` is not an escape sequence
     --> architecture.hcl:1:11
      |
    1 | path = "C:\dir"
      |           ^^
      |
      = help: known are `\n`, `\r`, `\t`, `\"`, `\\`, `\u1234` and `\U00012345`; write a backslash as `\\`
    "#);
    assert_snapshot!(mistakes("text = \"%{ if true }a\"\n"), @r#"
    error: a `%{ … }` in this string is not complete
     --> architecture.hcl:1:9
      |
    1 | text = "%{ if true }a"
      |         ^^
      |
      = help: end `%{ if … }` with `%{ endif }` and `%{ for … }` with `%{ endfor }`; write `%%{` where it is meant literally
    "#);
}

#[test]
fn every_other_complaint_is_a_sentence_with_a_place() {
    let texts = [
        "x",
        "x =",
        "x = \n",
        "x = )",
        "x = 1 +\n",
        "= 3",
        "5 = 3",
        "a b",
        "a \"b\" = 3",
        "a = [1 2]",
        "a = {b = 1 c = 2}",
        "a = 1 b = 2",
        "a = \"\\u12\"",
        "}",
        "a = 1 ? 2",
        "a = [for x in y]",
        "a = 1e",
        "x\n{\n}",
        "a = ${b}",
        "a = \"${b c}\"",
        "a = é",
        "a = \"é\" é = 2",
        "a = \"é",
        "/* a",
        "a = 1 /* b",
        "a.b = 1",
        "\u{0}",
        "a = 1\rb = 2",
    ];
    assert_snapshot!(texts.map(blamed).concat(), @r#"
    x                        1:1   error: `x` says nothing by itself
    x =                      1:1   error: `x` has no value
    x = 
                        1:1   error: `x` has no value
    x = )                    1:5   error: this `)` closes nothing
    x = 1 +
                     1:8   error: a value is missing
    = 3                      1:1   error: an argument or a block starts with its name
    5 = 3                    1:1   error: an argument or a block starts with its name
    a b                      1:4   error: expected `{`
    a "b" = 3                1:7   error: expected `{`
    a = [1 2]                1:8   error: expected `,` or `]`
    a = {b = 1 c = 2}        1:12  error: expected `}`, `,` or the end of the line
    a = 1 b = 2              1:7   error: expected the end of the line
    a = "\u12"               1:6   error: `\u` is not a complete escape sequence
    }                        1:1   error: this `}` closes nothing
    a = 1 ? 2                1:10  error: expected `:`
    a = [for x in y]         1:16  error: expected `:`
    a = 1e                   1:7   error: expected a digit
    x
    {
    }                    1:2   error: expected `=`, `{` or a name in quotes, on the same line
    a = ${b}                 1:5   error: `$` is not the start of a value
    a = "${b c}"             1:10  error: expected `}`
    a = é                          error: there is no environment `dev`
    a = "é" é = 2            1:9   error: expected the end of the line
    a = "é                   1:5   error: this string is not closed
    /* a                     1:1   error: this comment is not closed
    a = 1 /* b               1:7   error: this comment is not closed
    a.b = 1                  1:2   error: expected `=`, `{` or a name in quotes, on the same line
    ␀                        1:1   error: an argument or a block starts with its name
    a = 1␍b = 2              1:6   error: expected the end of the line
    "#);
}

#[test]
fn too_much_nesting_is_refused() {
    let nested = format!("a = {}1{}\n", "[".repeat(80), "]".repeat(80));
    let chained = format!("a = {}1\n", "1 + ".repeat(200));
    assert_snapshot!(mistakes(&nested).lines().next().unwrap_or_default(), @"error: this is nested too deeply: at most 64 nested levels can be read");
    assert_snapshot!(mistakes(&chained).lines().next().unwrap_or_default(), @"error: this expression is too long: at most 128 chained binary operators can be read");
}

#[test]
fn one_mistake_of_each_file_is_reported() {
    let sources = sources([("a.hcl", "x = \n"), ("b.hcl", "project = \"shop\"\n"), ("c.hcl", "y = [\n")]);
    assert_snapshot!(mistakes_in(&sources), @"
    error: `x` has no value
     --> a.hcl:1:1
      |
    1 | x = 
      | ^
      |
      = help: write one after the `=`, on the same line

    error: this `[` is not closed
     --> c.hcl:1:5
      |
    1 | y = [
      |     ^
    ");
}
