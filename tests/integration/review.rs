//! What people are told about a plan: everything that happens, and no secret.

use serde_json::{Value, json};
use tfgen::review::{COMMENT_LIMIT, Plan, Report, Reviewed, SUMMARY_LIMIT, Tally, Verdict, accept, comment, judge, summary};

/// A plan with these changes.
fn plan(resource_changes: Value, output_changes: Value) -> Plan {
    let plan = json!({ "format_version": "1.2", "resource_changes": resource_changes, "output_changes": output_changes, "new": [1] });
    Plan::read(plan.to_string().as_bytes()).unwrap()
}

fn resource(address: &str, actions: &[&str], change: Value) -> Value {
    let kind = address.split('.').next().unwrap();
    let mut whole = json!({ "address": address, "type": kind, "mode": "managed", "change": { "actions": actions } });
    for (name, value) in change.as_object().unwrap() {
        whole["change"][name] = value.clone();
    }
    whole
}

fn told(plan: &Plan) -> String {
    let report = Report { plan, environment: "dev", link: Some("https://github.com/acme/shop/actions/runs/1") };
    let (comment, summary) = (comment(&report), summary(&report));
    // Where nothing is cut, they say the same.
    assert_eq!(comment.split_once('\n').unwrap().1, summary);
    comment
}

#[test]
fn a_plan_is_told_from_the_table_to_the_last_value() {
    let plan = plan(
        json!([
            resource(
                "aws_vpc.this",
                &["create"],
                json!({ "before": null, "after": { "cidr_block": "10.0.0.0/16", "tags": { "a": "b" }, "x": null },
                "after_unknown": { "id": true, "tags": {} }, "after_sensitive": { "tags": {} } })
            ),
            resource(
                "aws_launch_template.this",
                &["update"],
                json!({ "before": { "image_id": "a", "size": 1, "list": ["x"], "same": [1] },
                "after": { "image_id": "b", "size": 2, "list": ["x", "y"], "same": [1] } })
            ),
            resource(
                "aws_db_instance.this",
                &["delete", "create"],
                json!({ "before": { "storage_encrypted": false, "name": "a" },
                "after": { "storage_encrypted": true, "name": "a" }, "after_unknown": { "arn": true }, "replace_paths": [["storage_encrypted"]] })
            ),
            resource("aws_instance.old", &["delete"], json!({ "before": { "ami": "x" }, "after": null })),
            resource(
                "aws_iam_policy.this",
                &["update"],
                json!({ "before": { "policy": "{\"Statement\":[{\"Effect\":\"Allow\"}]}" },
                "after": { "policy": "{\"Statement\":[{\"Effect\":\"Deny\"}]}" } })
            ),
            resource("aws_sns_topic.same", &["no-op"], json!({ "before": {}, "after": {} })),
            resource("data.aws_region.here", &["read"], json!({ "after_unknown": true })),
        ]),
        json!({ "url": { "actions": ["update"], "before": "a", "after": "b", "after_unknown": false } }),
    );
    insta::assert_snapshot!(told(&plan), @r#"
    <!-- tfgen plan dev -->
    ### `dev`: 1 replaced, 1 added, 2 changed, 1 destroyed

    | add | change | **destroy** |
    |---:|---:|---:|
    | 2 | 2 | **2** |

    * **`aws_db_instance.this` is replaced, and what it holds is lost**
    * `aws_instance.old` is destroyed

    <details><summary>What changes</summary>

    ```diff
    + aws_vpc.this is created
    +     cidr_block: "10.0.0.0/16"
    +     id: (known after apply)
    +     tags.a: "b"
    ! aws_launch_template.this is changed
    !     image_id: "a" -> "b"
    !     list: ["x"] -> ["x","y"]
    !     size: 1 -> 2
    - aws_db_instance.this is replaced
    -     arn: (known after apply)
    -     storage_encrypted: false -> true  # forces replacement
    - aws_instance.old is destroyed
    ! aws_iam_policy.this is changed
    !     policy.Statement[0].Effect: "Allow" -> "Deny"
    ! output url
    !     "a" -> "b"
    ```

    </details>
    "#);
}

#[test]
fn a_plan_that_does_nothing_says_so() {
    let text = told(&plan(json!([resource("a.b", &["no-op"], json!({}))]), json!({})));
    assert!(text.contains("### `dev`: no changes\n") && text.contains("| 0 | 0 | 0 |") && !text.contains("details"), "{text}");
}

/// Every place a secret may stand in, with every shape of mark that Terraform writes, and some that it does not.
#[test]
fn what_is_sensitive_is_never_told() {
    const SECRET: &str = "hunter2";
    let marked = |before: Value, after: Value, sensitive: Value| {
        ["create", "update", "delete"]
            .into_iter()
            .flat_map(|action| {
                [(&sensitive, &json!(false)), (&json!(false), &sensitive), (&sensitive, &sensitive)].map(|(b, a)| {
                    let change = json!({ "before": before, "after": after, "before_sensitive": b, "after_sensitive": a,
                        "replace_paths": [["x", SECRET, { "a": SECRET }], [{ "password": SECRET }], ["password"], SECRET] });
                    resource("aws_db_instance.this", &[action], change)
                })
            })
            .chain([resource(
                "aws_db_instance.this",
                &["delete", "create"],
                json!({ "before": before, "after": after,
                "before_sensitive": sensitive, "after_sensitive": sensitive, "replace_paths": [["password"], ["a", "b"]] }),
            )])
            .collect::<Vec<_>>()
    };
    let shapes = [
        (json!({ "password": SECRET }), json!({ "password": "hunter2!" }), json!({ "password": true })),
        (
            json!({ "a": { "b": [{ "c": SECRET }] } }),
            json!({ "a": { "b": [{ "c": "hunter2!" }] } }),
            json!({ "a": { "b": [{ "c": true }] } }),
        ),
        (json!({ "a": { "b": SECRET } }), json!({ "a": { "b": "hunter2!" } }), json!({ "a": true })),
        (json!({ "list": [SECRET] }), json!({ "list": ["hunter2!", "x"] }), json!({ "list": [true] })),
        (json!({ "map": { "k": SECRET } }), json!({ "map": {} }), json!({ "map": { "k": true } })),
        (json!({ "policy": "{\"a\":\"hunter2\"}" }), json!({ "policy": "{\"a\":\"hunter2!\"}" }), json!({ "policy": true })),
        (json!(SECRET), json!("hunter2!"), json!(true)),
        // Marks of another shape than the values.
        (json!({ "list": [SECRET] }), json!({ "list": [] }), json!({ "list": { "0": true } })),
        (json!({ "map": { "k": SECRET } }), json!({ "map": {} }), json!({ "map": [true] })),
        (json!({ "password": SECRET }), json!({ "password": 1 }), json!({ "password": "yes" })),
        (json!({ "password": SECRET }), json!({}), json!({ "password": { "deep": true } })),
        (json!({ "password": SECRET }), json!({}), json!(1)),
        (json!("{\"a\":\"hunter2\"}"), json!("{}"), json!({ "a": true })),
    ];
    for (before, after, sensitive) in shapes {
        let output =
            json!({ "actions": ["update"], "before": before, "after": after, "before_sensitive": sensitive, "after_sensitive": sensitive });
        let plan = plan(json!(marked(before, after, sensitive)), json!({ "secret": output }));
        let text = told(&plan);
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains("(sensitive value)"), "{text}");
        assert!(!serde_json::to_string(&Reviewed::of(&plan, "dev")).unwrap().contains("hunter2"));
    }
}

/// What serde says about a mistake quotes the value.
#[test]
fn what_cannot_be_read_is_not_told_either() {
    for text in [
        r#"{"format_version":"1.2","resource_changes":"hunter2"}"#,
        r#"{"format_version":"1.2","resource_changes":[{"address":"a","change":{"actions":["create","hunter2"],"replace_paths":"hunter2"}}]}"#,
        r#"{"format_version":"1.2","output_changes":{"a":"hunter2"}}"#,
        r#"hunter2"#,
    ] {
        let error = format!("{:#}", Plan::read(text.as_bytes()).unwrap_err());
        assert!(!error.contains("hunter2") && error.contains("not a plan"), "{error}");
    }
}

#[test]
fn what_is_not_known_yet_is_said_to_be_so() {
    let change = json!({ "before": { "a": "x", "list": [{ "b": 1 }] }, "after": { "list": [{}] }, "after_unknown": { "a": true, "list": [{ "b": true, "c": true }] } });
    let text = told(&plan(json!([resource("x.y", &["update"], change)]), json!({})));
    for line in ["a: \"x\" -> (known after apply)\n", "list[0].b: 1 -> (known after apply)\n", "list[0].c: (known after apply)\n"] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_comment_fits_and_says_where_the_rest_is() {
    let value = "é\u{1f600}`".repeat(40);
    let changes: Vec<Value> = (0..4000)
        .map(|index| {
            resource(&format!("aws_x.y[\"{index}`é\"]"), &["delete", "create"], json!({ "before": { "a": 1 }, "after": { "a": value } }))
        })
        .collect();
    let plan = plan(json!(changes), json!({}));
    let report = Report { plan: &plan, environment: "dev", link: Some("https://example.com/run") };
    for (text, limit, rest) in [
        (comment(&report), COMMENT_LIMIT, "The rest is in the [job's summary](https://example.com/run)."),
        (summary(&report), SUMMARY_LIMIT, "The rest does not fit here"),
    ] {
        assert!(text.len() <= limit && text.len() > limit - 5000, "{} of {limit}", text.len());
        assert_eq!(text.lines().filter(|line| line.starts_with("```")).collect::<Vec<_>>(), ["```diff", "```"]);
        assert!(text.contains("</details>\n\n**This is cut.** ") && text.trim_end().contains(rest), "{}", &text[text.len() - 300..]);
        assert!(text.contains("* … and 3950 more\n"));
    }
}

/// Whatever one value is like, the block around it is closed and the comment fits.
#[test]
fn one_enormous_value_is_cut_between_characters() {
    for padding in 0..8 {
        let value = "x".repeat(padding) + &"\u{1f600}".repeat(40_000);
        let plan = plan(json!([resource("x.y", &["create"], json!({ "after": { "a": value } }))]), json!({}));
        let text = comment(&Report { plan: &plan, environment: "dev", link: None });
        assert!(text.len() <= COMMENT_LIMIT && text.contains("\n```\n\n</details>\n\n**This is cut.** The rest is in the job's summary."));
    }
}

/// Names come from keys of maps, which anyone may write.
#[test]
fn a_name_is_only_a_name() {
    let address = "aws_x.y[\"\n```\n<img src=x> | **`bold`** \u{202e}\"]";
    let text = told(&plan(
        json!([resource(address, &["delete"], json!({}))]),
        json!({ "a\n```\nb": { "actions": ["create"], "after": "\n```\n" } }),
    ));
    assert_eq!(text.lines().filter(|line| line.starts_with("```")).count(), 2, "{text}");
    assert!(!text.contains('\u{202e}') && text.contains("\\u{202e}"), "{text}");
    assert!(text.contains("* ````aws_x.y[\"\\u{a}```\\u{a}<img src=x> | **`bold`** \\u{202e}\"]```` is destroyed\n"), "{text}");
}

#[test]
fn more_than_was_reviewed_is_refused_by_name() {
    let change = |address: &str, actions: &[&str]| resource(address, actions, json!({}));
    let before =
        plan(json!([change("a.one", &["delete"]), change("a.two", &["create", "delete"]), change("a.new", &["create"])]), json!({}));
    let reviewed = Reviewed::of(&before, "dev");
    let printed = serde_json::to_string(&reviewed).unwrap();
    assert_eq!(Reviewed::read(printed.as_bytes()).unwrap(), reviewed);

    assert_eq!(judge(&before, &reviewed), Verdict::Agreed(2));
    assert_eq!(judge(&plan(json!([change("a.one", &["delete"])]), json!({})), &reviewed), Verdict::Agreed(1));
    // As many, but others.
    for actions in [&["delete"][..], &["delete", "create"], &["vanish"], &[], &["create", "forget"]] {
        let other = plan(json!([change("a.one", &["delete"]), change("a.other", actions)]), json!({}));
        assert_eq!(judge(&other, &reviewed), Verdict::Refused(vec!["a.other".to_owned()]), "{actions:?}");
        assert_eq!(accept(&other, 2), Verdict::Agreed(2));
        assert_eq!(accept(&other, 1), Verdict::Refused(vec!["a.one".to_owned(), "a.other".to_owned()]));
    }
    let kept = plan(json!([change("a.other", &["forget"]), change("a.more", &["update"])]), json!({}));
    assert_eq!(judge(&kept, &reviewed), Verdict::Agreed(0));
    // What an interrupted replacement has left behind is destroyed for itself.
    let mut deposed = change("a.one", &["delete"]);
    deposed["deposed"] = json!("abcd");
    assert_eq!(judge(&plan(json!([deposed]), json!({})), &reviewed), Verdict::Refused(vec!["a.one (deposed abcd)".to_owned()]));
}

#[test]
fn what_is_replaced_is_counted_twice_as_the_engine_does() {
    let plan = plan(json!([resource("a.b", &["create", "delete"], json!({})), resource("a.c", &["forget"], json!({}))]), json!({}));
    assert_eq!(Tally::of(&plan), Tally { add: 1, destroy: 1, replace: 1, state: 1, ..Tally::default() });
}

/// Any bytes are either a plan or refused.
#[test]
fn no_bytes_make_it_panic() {
    let whole = json!({ "format_version": "1.2", "errored": true, "resource_drift": [resource("a.b", &["update"], json!({}))],
        "resource_changes": [resource("a.b", &["update"], json!({ "before": { "a": [1, { "b": "{\"c\":[1]}" }] }, "after": { "a": [2] },
            "after_unknown": { "a": [false, true] }, "before_sensitive": { "a": [] }, "after_sensitive": [1], "replace_paths": [["a", 0]] }))],
        "output_changes": { "o": { "actions": ["create"], "after": [null] } } })
    .to_string();
    let bytes = whole.as_bytes();
    let replacements: [&[u8]; 9] = [b"null", b"1", b"-1e9", b"[]", b"{}", b"true", b"\"\"", b"\xff", b"[[[["];
    for start in 0..bytes.len() {
        for replacement in replacements {
            for end in [start + 1, bytes.len().min(start + 7)] {
                let text = [&bytes[..start], replacement, &bytes[end..]].concat();
                if let Ok(plan) = Plan::read(&text) {
                    let report = Report { plan: &plan, environment: "dev", link: None };
                    assert!(comment(&report).len() <= COMMENT_LIMIT);
                    let _ = judge(&plan, &Reviewed::of(&plan, "dev"));
                }
            }
        }
    }
    for text in [&b""[..], b"\xff\xfe", b"[]", b"null", b"{}", b"{\"format_version\":\"2.0\"}", b"{\"format_version\":1}"] {
        assert!(Plan::read(text).is_err(), "{}", String::from_utf8_lossy(text));
    }
}
