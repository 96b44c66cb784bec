use insta::assert_snapshot;

use tfgen::config::{Document, Kind, Value};

use super::{complete, headlines, mistakes, sources};

fn show(value: &Value) -> String {
    match &value.kind {
        Kind::Unknown => "unknown".to_owned(),
        Kind::Null => "null".to_owned(),
        Kind::Bool(truth) => truth.to_string(),
        Kind::Number(number) => number.to_string(),
        Kind::String(text) => format!("{text:?}"),
        Kind::List(values) => format!("[{}]", values.iter().map(show).collect::<Vec<_>>().join(", ")),
        Kind::Object(entries) => {
            format!("{{{}}}", entries.iter().map(|(key, value)| format!("{}: {}", key.text, show(value))).collect::<Vec<_>>().join(", "))
        }
    }
}

/// What expressions come to.
fn values<const N: usize>(expressions: [&str; N]) -> String {
    let text = expressions.iter().enumerate().map(|(index, expression)| format!("v{index} = {expression}\n")).collect::<String>();
    let body = Document::parse(&sources([("a.hcl", &complete(&text))])).unwrap().resolve("dev").unwrap();
    let values = body.attributes.iter().filter(|attribute| attribute.name.starts_with('v'));
    values.zip(expressions).map(|(attribute, expression)| format!("{expression}  ->  {}\n", show(&attribute.value))).collect()
}

#[test]
fn expressions_come_to_plain_values() {
    assert_snapshot!(values([
        "null", "-5", "-(5)", "1.50", "18446744073709551615", "(true)", "!true", "[1, [], {}]", "{ a = 1, \"b c\" : 2, (project) = 3 }",
        "1 + 2 * 3", "7 / 2", "7 % 4", "6 / 2", "1 == 1.0", "\"1\" == 1", "[1, {a = 2}] == [1, {a = 2}]", "1 < 2 && 2 <= 2 || false",
        "environment == \"dev\" ? 1 : 2", "environment == \"prod\" ? 1 / 0 : 2",
        "[for x in [1, 2, 3] : x * 2 if x != 2]", "[for i, x in [\"a\"] : \"${i}${x}\"]",
        "{ for k, v in { a = 1, b = 2 } : \"${environment}-${k}\" => v }", "{ for x in [\"a\", \"b\", \"a\"] : x => x... }",
        "[\"a\", \"b\"][1]", "{ a = { b = 5 } }.a.b", "{ a = 5 }[\"a\"]",
    ]), @r#"
    null  ->  null
    -5  ->  -5
    -(5)  ->  -5
    1.50  ->  1.5
    18446744073709551615  ->  18446744073709551615
    (true)  ->  true
    !true  ->  false
    [1, [], {}]  ->  [1, [], {}]
    { a = 1, "b c" : 2, (project) = 3 }  ->  {a: 1, b c: 2, shop: 3}
    1 + 2 * 3  ->  7
    7 / 2  ->  3.5
    7 % 4  ->  3
    6 / 2  ->  3
    1 == 1.0  ->  true
    "1" == 1  ->  false
    [1, {a = 2}] == [1, {a = 2}]  ->  true
    1 < 2 && 2 <= 2 || false  ->  true
    environment == "dev" ? 1 : 2  ->  1
    environment == "prod" ? 1 / 0 : 2  ->  2
    [for x in [1, 2, 3] : x * 2 if x != 2]  ->  [2, 6]
    [for i, x in ["a"] : "${i}${x}"]  ->  ["0a"]
    { for k, v in { a = 1, b = 2 } : "${environment}-${k}" => v }  ->  {dev-a: 1, dev-b: 2}
    { for x in ["a", "b", "a"] : x => x... }  ->  {a: ["a", "a"], b: ["b"]}
    ["a", "b"][1]  ->  "b"
    { a = { b = 5 } }.a.b  ->  5
    { a = 5 }["a"]  ->  5
    "#);
}

#[test]
fn templates_come_to_text() {
    assert_snapshot!(values([
        "project", "\"${project}-${environment} in ${region}\"", "\"${5}\"", "\"${5}%\"", "\"$${a} %%{b} \\\"\\n\\t\\u00e9\"",
        "\"${ environment == \"dev\" ? \"a\" : \"b\" }!\"", "\"%{ if environment == \"dev\" }yes%{ else }no%{ endif }\"",
        "\"a ${~ project ~} b\"", "\"%{ for i, z in [\"x\", \"y\"] }${i}${z} %{ endfor }\"",
    ]), @r#"
    project  ->  "shop"
    "${project}-${environment} in ${region}"  ->  "shop-dev in eu-west-1"
    "${5}"  ->  5
    "${5}%"  ->  "5%"
    "$${a} %%{b} \"\n\t\u00e9"  ->  "${a} %{b} \"\n\té"
    "${ environment == "dev" ? "a" : "b" }!"  ->  "a!"
    "%{ if environment == "dev" }yes%{ else }no%{ endif }"  ->  "yes"
    "a ${~ project ~} b"  ->  "ashopb"
    "%{ for i, z in ["x", "y"] }${i}${z} %{ endfor }"  ->  "0x 1y "
    "#);
}

/// `terraform output` was asked for the values to expect.
#[test]
fn heredocs_come_to_what_terraform_makes_of_them() {
    let cases = [
        ("<<EOT\n  two\nlines of ${project}\nEOT", "  two\nlines of shop\n"),
        ("<<-EOT\n    %{ for z in [\"x\", \"y\"] ~}\n    - ${z}\n    %{ endfor ~}\n    EOT", "    - x\n    - y\n"),
        ("<<-EOT\n    a\n  ${project}\n      c ${project}\n   \n    d\n    EOT", "  a\nshop\n    c shop\n   \n  d\n"),
        ("<<-EOT\n    %{ if true }\n      a\n    %{ else }\n    b\n    %{ endif }\n    z\n    EOT", "\n  a\n\nz\n"),
        ("<<-EOT\n    a $${x} %%{y}\n\t\ttab\n    EOT", "  a ${x} %{y}\ntab\n"),
        ("<<-EOT\n    one\n      two ${~ project ~}   \n    three\n    EOT", "one\n  twoshop    three\n"),
        ("<<-EOT\n  a ${project}\nb\n    EOT", "  a shop\nb\n"),
        ("<<-EOT\n    EOT", ""),
    ];
    for (expression, expected) in cases {
        // What is generated must not depend on how the file was checked out.
        for expression in [expression.to_owned(), expression.replace('\n', "\r\n")] {
            let body = Document::parse(&sources([("a.hcl", &complete(&format!("v = {expression}\n")))])).unwrap().resolve("dev").unwrap();
            assert_eq!(body.attributes.last().map(|attribute| show(&attribute.value)), Some(format!("{expected:?}")), "{expression}");
        }
    }
}

#[test]
fn only_three_names_can_be_referred_to() {
    let text = "nat = per_az\na = regon\nb = var.cidr\nc = [\"${var.region}\", \"${locals[0].a}\", env]\nd = \"${projct}\"\ne = length([var.a])\nf = [for x in [1] : y]\ng = terraform.workspace\nh = aws::vpc(1)\ni = \"${\n  data.x.y}\"\n";
    assert_snapshot!(mistakes(&complete(text)), @r#"
    error: `per_az` is neither a string nor a known reference
     --> architecture.hcl:4:7
      |
    4 | nat = per_az
      |       ^^^^^^
      |
      = help: write it in quotes: `"per_az"`

    error: `regon` is neither a string nor a known reference
     --> architecture.hcl:5:5
      |
    5 | a = regon
      |     ^^^^^ did you mean `region`?
      |
      = help: write it in quotes: `"regon"`
      = help: only `project`, `environment` and `region` can be used here

    error: unknown reference `var.cidr`
     --> architecture.hcl:6:5
      |
    6 | b = var.cidr
      |     ^^^^^^^^
      |
      = help: only `project`, `environment` and `region` can be used here

    error: unknown reference `var.region`
     --> architecture.hcl:7:9
      |
    7 | c = ["${var.region}", "${locals[0].a}", env]
      |         ^^^^^^^^^^ did you mean `region`?
      |
      = help: only `project`, `environment` and `region` can be used here

    error: unknown reference `locals[0].a`
     --> architecture.hcl:7:26
      |
    7 | c = ["${var.region}", "${locals[0].a}", env]
      |                          ^^^^^^^^^^^
      |
      = help: only `project`, `environment` and `region` can be used here

    error: `env` is neither a string nor a known reference
     --> architecture.hcl:7:41
      |
    7 | c = ["${var.region}", "${locals[0].a}", env]
      |                                         ^^^ did you mean `environment`?
      |
      = help: write it in quotes: `"env"`
      = help: only `project`, `environment` and `region` can be used here

    error: unknown reference `projct`
     --> architecture.hcl:8:8
      |
    8 | d = "${projct}"
      |        ^^^^^^ did you mean `project`?
      |
      = help: only `project`, `environment` and `region` can be used here

    error: functions such as `length` cannot be called here
     --> architecture.hcl:9:5
      |
    9 | e = length([var.a])
      |     ^^^^^^
      |
      = help: write the result; tfgen plans networks and names by itself

    error: unknown reference `y`
      --> architecture.hcl:10:21
       |
    10 | f = [for x in [1] : y]
       |                     ^
       |
       = help: only `project`, `environment` and `region` can be used here

    error: unknown reference `terraform.workspace`
      --> architecture.hcl:11:5
       |
    11 | g = terraform.workspace
       |     ^^^^^^^^^^^^^^^^^^^ did you mean `environment`?
       |
       = help: only `project`, `environment` and `region` can be used here

    error: functions such as `vpc` cannot be called here
      --> architecture.hcl:12:10
       |
    12 | h = aws::vpc(1)
       |          ^^^
       |
       = help: write the result; tfgen plans networks and names by itself

    error: unknown reference `data.x.y`
      --> architecture.hcl:14:3
       |
    14 |   data.x.y}"
       |   ^^^^^^^^
       |
       = help: only `project`, `environment` and `region` can be used here
    "#);
}

#[test]
fn what_other_values_are_made_of_is_written_out() {
    assert_snapshot!(mistakes("project = \"${environment}-shop\"\nenvironment \"dev\" {\n  region = \"${region}\"\n}\n"), @r#"
    error: `project` must be written out: other values are made from it
     --> architecture.hcl:1:11
      |
    1 | project = "${environment}-shop"
      |           ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: set it to a different string in each `environment` block where it differs

    error: `region` must be written out: other values are made from it
     --> architecture.hcl:3:12
      |
    3 |   region = "${region}"
      |            ^^^^^^^^^^^
      |
      = help: set it to a different string in each `environment` block where it differs
    "#);
}

#[test]
fn a_name_that_is_missing_is_reported_once_and_not_at_its_uses() {
    assert_snapshot!(headlines("environment \"dev\" {}\ntags = { a = \"${project}\", b = \"${region}a\" }\n"), @"
    the architecture needs the argument `project`
    the architecture needs the argument `region`
    ");
}

#[test]
fn what_cannot_be_computed_is_shown_where_it_fails() {
    let text = "a = [1, 2 + (3 / 0)]\nb = { c = true + 1, d = \"x${[]}\" }\ne = environment ? 1 : 2\nf = project.name\ng = [1][3]\nh = [for x in 5 : x]\ni = { for x in [1, 2] : \"a\" => x }\nj = { (project) = 1, shop = 2 }\nk = [1].*.a\nl = !5\nm = -\"a\"\n";
    assert_snapshot!(mistakes(&complete(text)), @r#"
    error: this divides by zero
     --> architecture.hcl:4:14
      |
    4 | a = [1, 2 + (3 / 0)]
      |              ^^^^^

    error: `+` needs a number on both sides
     --> architecture.hcl:5:11
      |
    5 | b = { c = true + 1, d = "x${[]}" }
      |           ^^^^^^^^

    error: a list cannot be put into a string
     --> architecture.hcl:5:29
      |
    5 | b = { c = true + 1, d = "x${[]}" }
      |                             ^^

    error: a condition must be `true` or `false`, found the string `"dev"`
     --> architecture.hcl:6:5
      |
    6 | e = environment ? 1 : 2
      |     ^^^^^^^^^^^

    error: the string `"shop"` has no elements
     --> architecture.hcl:7:5
      |
    7 | f = project.name
      |     ^^^^^^^^^^^^

    error: there is no element 3; the first one is 0
     --> architecture.hcl:8:5
      |
    8 | g = [1][3]
      |     ^^^^^^

    error: `for` needs a list or an object, found `5`
     --> architecture.hcl:9:15
      |
    9 | h = [for x in 5 : x]
      |               ^

    error: this `for` makes the key `a` twice
      --> architecture.hcl:10:25
       |
    10 | i = { for x in [1, 2] : "a" => x }
       |                         ^^^

    error: the key `shop` is written twice
      --> architecture.hcl:11:22
       |
    11 | j = { (project) = 1, shop = 2 }
       |        -------       ^^^^ again here
       |        |
       |        first written here

    error: `*` cannot be used here; write `[for each in … : each]`
      --> architecture.hcl:12:5
       |
    12 | k = [1].*.a
       |     ^^^^^^^

    error: `!` needs `true` or `false`, found `5`
      --> architecture.hcl:13:6
       |
    13 | l = !5
       |      ^

    error: `-` needs a number, found the string `"a"`
      --> architecture.hcl:14:6
       |
    14 | m = -"a"
       |      ^^^
    "#);
}

#[test]
fn a_loop_that_would_never_end_is_refused() {
    let digits = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    let mut expression = "1".to_owned();
    for _ in 0..12 {
        expression = format!("[for x in {digits} : {expression}]");
    }
    assert_snapshot!(headlines(&complete(&format!("v = {expression}\n"))), @"this `for` computes too much");
}
