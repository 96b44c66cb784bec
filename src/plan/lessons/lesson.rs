//! One thing that must stay true of the generated files, and why.

use serde::Serialize;
use serde_json::Value;

use crate::plan::Expression;

/// An `assert` block: exactly one of the three claims.
#[derive(Debug, Serialize)]
pub struct Lesson {
    equals: Option<Equals>,
    written: Option<Written>,
    holds: Option<Expression>,
    message: String,
}

/// An attribute of the plan has this value.
#[derive(Debug, Serialize)]
struct Equals {
    subject: Expression,
    expected: Value,
}

/// An argument has this value wherever a file, or one resource in it, sets it: for what no plan shows.
#[derive(Debug, Serialize)]
struct Written {
    /// Below the root.
    file: String,
    /// The resource; the whole file otherwise.
    resource: Option<ResourceLabels>,
    argument: String,
    /// As it is written there.
    expected: String,
}

/// The two labels of a resource.
#[derive(Debug, Serialize)]
struct ResourceLabels {
    kind: String,
    label: String,
}

impl Lesson {
    /// The attribute at `subject` is `expected`; `why` is what goes wrong otherwise.
    pub fn equals(subject: impl Into<String>, expected: impl Into<Value>, why: &str) -> Self {
        let (subject, expected) = (subject.into(), expected.into());
        let argument = subject.rsplit('.').next().unwrap_or_default();
        let message = message(argument, &expected, why);
        Self { equals: Some(Equals { subject: Expression(subject), expected }), written: None, holds: None, message }
    }

    /// `file`, a path below the root, sets `argument` to `expected`.
    pub fn written(file: impl Into<String>, argument: &str, expected: impl Into<Value>, why: &str) -> Self {
        let expected = expected.into();
        let message = message(argument, &expected, why);
        let written = Written { file: file.into(), resource: None, argument: argument.to_owned(), expected: expected.to_string() };
        Self { equals: None, written: Some(written), holds: None, message }
    }

    /// A condition of more than one value; the message says all of it.
    pub fn holds(condition: impl Into<Expression>, message: impl Into<String>) -> Self {
        Self { equals: None, written: None, holds: Some(condition.into()), message: message.into() }
    }

    /// The same claim about the text of `file` instead of the plan; a condition of more than one value has no such form.
    pub(super) fn in_file(self, file: &str) -> Option<Self> {
        let Equals { subject, expected } = self.equals?;
        let argument = subject.0.rsplit('.').next()?.to_owned();
        let written = Written { file: file.to_owned(), resource: None, argument, expected: expected.to_string() };
        Some(Self { equals: None, written: Some(written), holds: None, message: self.message })
    }
}

impl Lesson {
    /// The same claim about the text of its resource in a module. `None` for a claim about a block in it, or of more than one value.
    pub(super) fn in_resource(self, module: &str) -> Option<Self> {
        let address = self.equals.as_ref()?.subject.0.clone();
        let (kind, rest) = address.split_once('.')?;
        let (label, argument) = rest.split_once('.')?;
        if argument.contains('[') {
            return None;
        }
        let file = match kind {
            "aws_cloudfront_cache_policy" => "policies.tf",
            bucket if bucket.starts_with("aws_s3_bucket") => "buckets.tf",
            _ => "main.tf",
        };
        let mut lesson = self.in_file(&format!("modules/{module}/{file}"))?;
        lesson.written.as_mut()?.resource = Some(ResourceLabels { kind: kind.to_owned(), label: label.to_owned() });
        Some(lesson)
    }
}

fn message(argument: &str, expected: &Value, why: &str) -> String {
    match expected {
        Value::String(text) => format!("{argument} is no longer {text}: {why}"),
        other => format!("{argument} is no longer {other}: {why}"),
    }
}
