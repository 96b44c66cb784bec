//! What a mistake in a template comes to: an error that names the place, never a file with a hole.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Tera;

use super::catalog;
use super::engine::Engine;
use super::form::{self, Form, Shaped};

#[derive(Serialize)]
struct View<'a> {
    name: &'a str,
    text: &'a str,
    count: u64,
    nothing: Option<u8>,
    no: bool,
    empty: Vec<String>,
    zones: Vec<&'a str>,
    tags: BTreeMap<&'a str, &'a str>,
    nat: Nat,
}

#[derive(Serialize)]
struct Nat {
    single: bool,
}

fn view(text: &str) -> View<'_> {
    let tags = BTreeMap::from([("a b", text), ("c", "d")]);
    let (empty, zones) = (Vec::new(), vec!["a"]);
    View { name: "shop", text, count: 3, nothing: None, no: false, empty, zones, tags, nat: Nat { single: true } }
}

/// What a template makes of a text: by its form, which is printed for another text of the view's shape.
fn render_in(file: &str, template: &str, text: &str) -> Result<String, String> {
    let mut tera = Tera::new();
    form::register(&mut tera);
    tera.add_raw_template(file, template).map_err(|error| format!("at load: {error}"))?;
    let print = || {
        let form = Form::print(&tera, file, &form::context(&Shaped::of(&view("another"))?)?)?;
        form.fill(&Shaped::of(&view(text))?)
    };
    print().map_err(|error: anyhow::Error| format!("{error:#}"))
}

fn render(template: &str) -> Result<String, String> {
    render_in("here", template, "text")
}

#[test]
fn the_templates_load() {
    let every = catalog::TEMPLATES.iter().map(|(name, _)| (*name).to_owned());
    Engine::new().load(every).unwrap();
}

#[test]
fn a_name_that_does_not_exist_is_an_error_wherever_it_stands() {
    for template in [
        "{{ nmae | hcl }}",
        "{{ nmae | plain }}",
        "{{ nat.singel | hcl }}",
        "{{ nmae | expression }}",
        "{{ nmae | markdown }}",
        "{% if nmae is on %}x{% endif %}",
        "{% if not nmae is on %}x{% endif %}",
        "{% if nmae is not on %}x{% endif %}",
        "{% if nat.singel is on %}x{% endif %}",
        "{% if nmae is given %}x{% endif %}",
        "{% if nmae is not given %}x{% endif %}",
        "{% if nmae is filled %}x{% endif %}",
        "{% for zone in zoens %}x{% endfor %}",
        "{% for zone in zones %}{{ zoen | hcl }}{% endfor %}",
    ] {
        assert!(render(template).is_err(), "{template}: {:?}", render(template));
    }
}

#[test]
fn a_filter_or_test_that_does_not_exist_is_an_error_before_anything_is_rendered() {
    for template in ["{% if no is on %}{{ name | hlc }}{% endif %}", "{% if no is on %}{% if name is gvien %}{% endif %}{% endif %}"] {
        assert!(render(template).is_err_and(|error| error.starts_with("at load")), "{template}: {:?}", render(template));
    }
}

#[test]
fn text_cannot_become_markup() {
    let rendered = |filter: &str, text: &str| render_in("here.html", &format!("{{{{ text | {filter} }}}}"), text);
    assert_eq!(rendered("html", "<a href=\"b\">&\u{1b}").unwrap(), "&lt;a href=&quot;b&quot;&gt;&amp;");
    assert_eq!(rendered("html_prose", "`a<b` & c").unwrap(), "<code>a&lt;b</code> &amp; c");
    assert_eq!(rendered("html_prose", "one ` < alone").unwrap(), "one ` &lt; alone");
    assert_eq!(rendered("svg", "<svg a=\"b\">&lt;</svg>\n").unwrap(), "<svg a=\"b\">&lt;</svg>");
    for refused in ["<svg ><SCRIPT></script></svg>", "<p></p>", "<svg >", ""] {
        assert!(rendered("svg", refused).is_err(), "{refused}");
    }
}

#[test]
fn a_test_of_the_wrong_kind_is_an_error() {
    for template in [
        "{% if name is on %}{% endif %}",
        "{% if nothing is on %}{% endif %}",
        "{% if no is filled %}{% endif %}",
        "{% if name is filled %}{% endif %}",
    ] {
        assert!(render(template).is_err(), "{template}");
    }
}

#[test]
fn the_tests_tell_what_they_say() {
    let chosen = |condition: &str| render(&format!("{{% if {condition} %}}yes{{% else %}}no{{% endif %}}")).unwrap();
    for (condition, answer) in [
        ("nat.single is on", "yes"),
        ("no is on", "no"),
        ("name is given", "yes"),
        ("nothing is given", "no"),
        ("no is given", "yes"),
        ("zones is filled", "yes"),
        ("empty is filled", "no"),
    ] {
        assert_eq!(chosen(condition), answer, "{condition}");
    }
}

#[test]
fn a_filter_refuses_what_its_format_cannot_carry() {
    for template in [
        "{{ nothing | hcl }}",
        "{{ zones | plain }}",
        "{{ 'a b' | plain }}",
        "{{ 'a\"b' | plain }}",
        "{{ 'Web' | label }}",
        "{{ 'a-b' | label }}",
        "{{ 'a;b' | expression }}",
        "{{ 'a`b' | code }}",
        "{{ 'a|b' | code }}",
        "{{ 'a\nb' | systemd_command }}",
        "{{ 'a\u{0}b' | shell }}",
    ] {
        assert!(render(template).is_err(), "{template}: {:?}", render(template));
    }
}

#[test]
fn a_long_list_has_one_element_a_line_and_a_comma_after_each() {
    let element = "a".repeat(40);
    let list = format!("['{element}', '{element}', '{element}']");
    let expected = format!("[\n  \"{element}\",\n  \"{element}\",\n  \"{element}\",\n]");
    assert_eq!(render(&format!("{{{{ {list} | hcl }}}}")).unwrap(), expected);
}

#[test]
fn what_is_made_of_several_values_is_filled_as_one() {
    assert_eq!(render("{{ tags | hcl }}").unwrap(), "{\n  \"a b\" = \"text\"\n  c = \"d\"\n}");
    assert_eq!(render("{{ [text, 1, no, count] | hcl }}").unwrap(), "[\"text\", 1, false, 3]");
    assert_eq!(render("{% for key, value in tags %}{{ key | shell }}={{ value | shell }};{% endfor %}").unwrap(), "'a b'=text;c=d;");
}

#[test]
fn a_number_is_printed_as_it_is() {
    for filter in ["hcl", "plain", "shell", "markdown", "html", "yaml", "step"] {
        let expected = if filter == "yaml" { "\"3\"" } else { "3" };
        assert_eq!(render(&format!("{{{{ count | {filter} }}}}")).unwrap(), expected, "{filter}");
    }
    assert!(render("{{ count | label }}").is_err_and(|error| error.contains("expected text, found a number")));
}

#[test]
fn what_has_no_filter_is_an_error() {
    assert!(render("{{ text }}").is_err_and(|error| error.contains("without a filter")));
    assert!(render("{{ text | upper }}").is_err());
}
