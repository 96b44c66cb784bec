//! From a plain value to a Rust type.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::suggest::{listing, nearest};
use super::{Kind, Value};
use crate::diagnostic::Span;
use crate::model::Bounded;

/// Why a value could not be read as a type.
#[derive(Debug)]
pub struct Mismatch {
    /// The place in the value: an element of a list, for instance.
    pub span: Span,
    /// Completes "`name` …": "must be a whole number, found a string".
    pub message: String,
    /// The cure, where there is one to name.
    pub help: Option<String>,
}

impl Mismatch {
    /// The value is not of the wanted kind, a noun with its article: "must be a whole number, found the string `"5"`".
    pub fn expected(wanted: &str, value: &Value) -> Self {
        Self::new(value, format!("must be {wanted}, found {}", describe(value)))
    }

    /// Any other reason.
    pub fn new(value: &Value, message: impl Into<String>) -> Self {
        Self { span: value.span, message: message.into(), help: None }
    }

    /// Adds the cure.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        Self { help: Some(text.into()), ..self }
    }
}

/// A type that an argument can be read as.
pub trait FromValue: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// What is wrong with it, and at which place inside.
    fn from_value(value: &Value) -> Result<Self, Mismatch>;
}

/// A type with one word for each of its values, such as `per_az` for `Nat::PerAz`.
pub trait Words: Copy + 'static {
    /// All words, in the order in which they are listed to the user.
    const WORDS: &'static [(&'static str, Self)];
}

/// Reads one of the words of `T`, as the body of a `FromValue`. See [`crate::from_words`].
///
/// # Errors
/// The words that are allowed, and the nearest one.
pub fn parse_word<T: Words>(value: &Value) -> Result<T, Mismatch> {
    let words = || T::WORDS.iter().map(|(word, _)| *word);
    let text = if let Kind::String(text) = &value.kind { text.as_str() } else { "" };
    if let Some((_, found)) = T::WORDS.iter().find(|(word, _)| *word == text) {
        return Ok(*found);
    }
    let mismatch = Mismatch::expected(&listing(words(), "or"), value);
    Err(match nearest(text, words()) {
        Some(near) => mismatch.help(format!("did you mean `\"{near}\"`?")),
        None => mismatch,
    })
}

/// Reads a string through `FromStr`, as the body of a `FromValue`. See [`crate::from_strings`]. The error completes "`name` …".
///
/// # Errors
/// That it is no string, or what `FromStr` says.
pub fn parse_str<T: FromStr<Err = String>>(value: &Value) -> Result<T, Mismatch> {
    String::from_value(value)?.parse().map_err(|message: String| Mismatch::new(value, message))
}

/// `from_words!(Nat, Engine);`: reads these types, which implement [`Words`](crate::config::Words), from one of their words.
#[macro_export]
macro_rules! from_words {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::config::FromValue for $type {
            fn from_value(value: &$crate::config::Value) -> Result<Self, $crate::config::Mismatch> {
                $crate::config::parse_word(value)
            }
        }
    )+};
}

/// `from_strings!(Cidr, DomainName);`: reads these types, which implement `FromStr<Err = String>`, from a string.
#[macro_export]
macro_rules! from_strings {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::config::FromValue for $type {
            fn from_value(value: &$crate::config::Value) -> Result<Self, $crate::config::Mismatch> {
                $crate::config::parse_str(value)
            }
        }
    )+};
}

/// A value as a noun: "the string `"5"`", "a list".
pub fn describe(value: &Value) -> String {
    match &value.kind {
        Kind::Unknown => "something unknown".to_owned(),
        Kind::Null => "`null`".to_owned(),
        Kind::Bool(truth) => format!("`{truth}`"),
        Kind::Number(number) => format!("`{number}`"),
        Kind::String(text) => format!("the string `{}`", quoted(text)),
        Kind::List(_) => "a list".to_owned(),
        Kind::Object(_) => "an object".to_owned(),
    }
}

/// In quotes, on one line and not too long.
fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut line = String::new();
    for c in text.chars().take(SHOWN) {
        // Letters of every language are left alone.
        if c.is_control() || c == '"' || c == '\\' { line.extend(c.escape_default()) } else { line.push(c) }
    }
    if text.chars().nth(SHOWN).is_some() { format!("\"{line}…\"") } else { format!("\"{line}\"") }
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        Ok(value.clone())
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        match value.kind {
            Kind::Bool(truth) => Ok(truth),
            _ => Err(Mismatch::expected("`true` or `false`", value)),
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        match &value.kind {
            Kind::String(text) => Ok(text.clone()),
            Kind::Number(_) | Kind::Bool(_) => Err(Mismatch::expected("a string", value).help("write it in quotes")),
            _ => Err(Mismatch::expected("a string", value)),
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        match &value.kind {
            Kind::Number(number) => number.as_f64().ok_or_else(|| Mismatch::expected("a number", value)),
            _ => Err(Mismatch::expected("a number", value)),
        }
    }
}

macro_rules! whole_numbers {
    ($($type:ty),+) => {$(
        impl FromValue for $type {
            fn from_value(value: &Value) -> Result<Self, Mismatch> {
                let Kind::Number(number) = &value.kind else {
                    return Err(whole_number(value));
                };
                let number = number.as_u64().map(i128::from).or_else(|| number.as_i64().map(i128::from));
                let number = number.ok_or_else(|| whole_number(value))?;
                <$type>::try_from(number).map_err(|_| out_of_range(value, <$type>::MIN.into(), <$type>::MAX.into()))
            }
        }
    )+};
}

whole_numbers!(u32, u64, i64);

impl<const MIN: u32, const MAX: u32> FromValue for Bounded<MIN, MAX> {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        match i64::from_value(value) {
            Ok(number) => u32::try_from(number).ok().and_then(Self::new).ok_or_else(|| out_of_range(value, MIN.into(), MAX.into())),
            Err(mismatch) => Err(mismatch),
        }
    }
}

fn whole_number(value: &Value) -> Mismatch {
    let mismatch = Mismatch::expected("a whole number", value);
    match &value.kind {
        Kind::String(text) if text.parse::<u64>().is_ok() => mismatch.help("leave out the quotes"),
        _ => mismatch,
    }
}

fn out_of_range(value: &Value, min: i128, max: i128) -> Mismatch {
    // A number needs no backticks beside two others.
    let found = describe(value).replace('`', "");
    let limit = match (min, found.starts_with('-')) {
        (0, true) => "must not be negative".to_owned(),
        (0, false) if max >= u32::MAX.into() => format!("must be at most {max}"),
        _ => format!("must be between {min} and {max}"),
    };
    Mismatch::new(value, format!("{limit}, found {found}"))
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        let Kind::List(values) = &value.kind else {
            return Err(Mismatch::expected("a list", value).help("write it in brackets: `[…]`"));
        };
        let element = |(index, value)| {
            T::from_value(value).map_err(|mismatch| Mismatch { message: format!("element {} {}", index + 1, mismatch.message), ..mismatch })
        };
        values.iter().enumerate().map(element).collect()
    }
}

impl<T: FromValue> FromValue for BTreeMap<String, T> {
    fn from_value(value: &Value) -> Result<Self, Mismatch> {
        let Kind::Object(entries) = &value.kind else {
            return Err(Mismatch::expected("an object", value).help("write it in braces: `{ key = value }`"));
        };
        let entry = |(key, value): &(super::LabelText, Value)| match T::from_value(value) {
            Ok(value) => Ok((key.text.clone(), value)),
            Err(mismatch) => Err(Mismatch { message: format!("entry `{}` {}", key.text, mismatch.message), ..mismatch }),
        };
        entries.iter().map(entry).collect()
    }
}
