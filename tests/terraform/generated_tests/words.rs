//! What somebody might put in the place of a number or word: something else that the provider accepts.

/// Words, and what else may stand there.
const OTHERS: &[(&str, &str)] = &[
    ("ABANDON", "CONTINUE"),
    ("CONTINUE", "ABANDON"),
    ("ALL", "REJECT"),
    ("DNS", "EMAIL"),
    ("EC2", "ELB"),
    ("ELB", "EC2"),
    ("Gateway", "Interface"),
    ("HTTPS", "HTTP"),
    ("StepScaling", "SimpleScaling"),
    ("Suspended", "Enabled"),
    ("always", "never"),
    ("breaching", "notBreaching"),
    ("gp3", "gp2"),
    ("missing", "ignore"),
    ("notBreaching", "breaching"),
    ("optional", "required"),
    ("required", "optional"),
];

/// Another literal in the place of this one, as the value of `argument` of a resource type.
pub fn other(kind: &str, argument: &str, literal: &str) -> String {
    match (kind, argument, literal) {
        (_, _, "true") => return "false".to_owned(),
        (_, _, "false") => return "true".to_owned(),
        // CloudWatch Logs takes some numbers of days only.
        (_, "retention_in_days", days) => return if days == "3" { "5" } else { "3" }.to_owned(),
        // The longest there is.
        ("aws_kms_key", "deletion_window_in_days", "30") => return "29".to_owned(),
        ("aws_s3_bucket_lifecycle_configuration", "status", _) => return "\"Disabled\"".to_owned(),
        ("aws_s3_bucket_versioning", "status", "\"Enabled\"") => return "\"Suspended\"".to_owned(),
        _ => {}
    }
    if let Ok(number) = literal.parse::<u32>() {
        return if number == 100 || number > 1000 { number - 1 } else { number + 1 }.to_string();
    }
    let word = literal.trim_matches('"');
    if let Ok(number) = word.parse::<u32>() {
        return format!("\"{}\"", number + 1);
    }
    match OTHERS.iter().find(|(one, _)| *one == word) {
        Some((_, other)) => format!("\"{other}\""),
        None => format!("\"{word}x\""),
    }
}
