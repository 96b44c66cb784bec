use insta::{assert_debug_snapshot, assert_snapshot};

use super::{complete, headlines, mistakes, read, sources};

#[test]
fn every_type_is_read() {
    let text = "production = true\ntags = { a = \"b\" }\nzones = [\"a\"]\nnetwork { nat = \"per_az\" }\nservice \"web\" {\n  port = 80\n  ports = [1, 2]\n  cpu = 1\n  health_check_grace_period = 300\n  health_check { path = \"/\" }\n}\n";
    assert_debug_snapshot!(read(&sources([("a.hcl", &complete(text))]), "dev").unwrap(), @r#"
    Shop {
        project: Some(
            "shop",
        ),
        region: Some(
            "eu-west-1",
        ),
        production: true,
        tags: {
            "a": "b",
        },
        zones: [
            "a",
        ],
        nat: Some(
            PerAz,
        ),
        services: {
            "web": Service {
                port: Some(
                    80,
                ),
                ports: [
                    1,
                    2,
                ],
                cpu: 1.0,
                grace: Some(
                    Bounded(
                        300,
                    ),
                ),
                path: Some(
                    "/",
                ),
            },
        },
    }
    "#);
}

#[test]
fn a_wrong_type_is_shown_at_its_value() {
    let text = "production = \"yes\"\nzones = [\"a\", 5]\ntags = { a = \"b\", c = [] }\nnetwork {\n  nat = \"per-az\"\n}\nservice \"web\" {\n  port = \"5\"\n  ports = [1, 2.5]\n  health_check_grace_period = 301\n}\n";
    assert_snapshot!(mistakes(&complete(text)), @r#"
    error: `production` must be `true` or `false`, found the string `"yes"`
     --> architecture.hcl:4:14
      |
    4 | production = "yes"
      |              ^^^^^

    error: `zones` element 2 must be a string, found `5`
     --> architecture.hcl:5:15
      |
    5 | zones = ["a", 5]
      |               ^
      |
      = help: write it in quotes

    error: `tags` entry `c` must be a string, found a list
     --> architecture.hcl:6:23
      |
    6 | tags = { a = "b", c = [] }
      |                       ^^

    error: `nat` must be `per_az` or `single`, found the string `"per-az"`
     --> architecture.hcl:8:9
      |
    8 |   nat = "per-az"
      |         ^^^^^^^^
      |
      = help: did you mean `"per_az"`?

    error: `port` must be a whole number, found the string `"5"`
      --> architecture.hcl:11:10
       |
    11 |   port = "5"
       |          ^^^
       |
       = help: leave out the quotes

    error: `ports` element 2 must be a whole number, found `2.5`
      --> architecture.hcl:12:15
       |
    12 |   ports = [1, 2.5]
       |               ^^^

    error: `health_check_grace_period` must be between 5 and 300, found 301
      --> architecture.hcl:13:31
       |
    13 |   health_check_grace_period = 301
       |                               ^^^
    "#);
}

#[test]
fn every_type_says_what_it_wants_and_what_it_found() {
    let ports = [
        "5.5",
        "-1",
        "4294967296",
        "1e30",
        "true",
        "[]",
        "{}",
        "\"\"",
        "-9223372036854775808",
        "\"a\\\"\\n\\t\\u0007é\"",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
    ];
    let mut text: String = ports.iter().enumerate().map(|(name, port)| format!("service \"{name}\" {{\n  port = {port}\n}}\n")).collect();
    text.push_str("tags = []\nzones = \"a\"\nproduction = null\nnetwork { nat = 3 }\nservice \"w\" {\n  port = 1\n  cpu = \"1\"\n  ports = 1\n  health_check_grace_period = \"x\"\n  health_check { path = 5 }\n}\n");
    assert_snapshot!(headlines(&complete(&text)), @r#"
    `tags` must be an object, found a list
    `zones` must be a list, found the string `"a"`
    `nat` must be `per_az` or `single`, found `3`
    `port` must be a whole number, found `5.5`
    `port` must not be negative, found -1
    `port` must be at most 4294967295, found 4294967296
    `port` must be a whole number, found `1e+30`
    `port` must be a whole number, found `true`
    `port` must be a whole number, found a list
    `port` must be a whole number, found an object
    `port` must be a whole number, found the string `""`
    `port` must not be negative, found -9223372036854775808
    `port` must be a whole number, found the string `"a\"\n\t\u{7}é"`
    `port` must be a whole number, found the string `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"`
    `ports` must be a list, found `1`
    `cpu` must be a number, found the string `"1"`
    `health_check_grace_period` must be a whole number, found the string `"x"`
    `path` must be a string, found `5`
    "#);
}

#[test]
fn an_enabled_that_is_false_leaves_the_block_out_unread() {
    let shop = read(
        &sources([("a.hcl", &complete("service \"a\" {\n  enabled = false\n}\nservice \"b\" {\n  enabled = true\n  port = 1\n}\n"))]),
        "dev",
    );
    assert_eq!(shop.unwrap().services.into_keys().collect::<Vec<_>>(), ["b"]);
    assert_snapshot!(headlines(&complete("service \"a\" {\n  enabled = 0\n  port = 1\n}\n")), @"`enabled` must be `true` or `false`, found `0`");
}
