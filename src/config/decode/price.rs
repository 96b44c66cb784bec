//! `price "KEY" {}`.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use crate::config::{LabelText, Reader, nearest};
use crate::cost::Prices;
use crate::diagnostic::Diagnostic;
use crate::model::{Price, PriceKey};

pub(super) fn read(reader: &mut Reader<'_>) -> BTreeMap<PriceKey, Price> {
    super::named(reader.labelled("price", |reader, label| (key(reader, label), price(reader))))
}

fn price(reader: &mut Reader<'_>) -> Option<Price> {
    let (usd, as_of, source) = (reader.required("usd"), reader.required("as_of"), reader.required("source"));
    Some(Price { usd: usd?, as_of: as_of?, source: source? })
}

/// A label as the name of a price that something could cost.
fn key(reader: &mut Reader<'_>, label: &LabelText) -> Option<PriceKey> {
    let text = &label.text;
    match PriceKey::from_str(text) {
        Ok(key) if Prices::unit(text).is_some() => return Some(key),
        Ok(_) => {
            let diagnostic = Diagnostic::error(format!("there is no price `{text}`")).at(label.span, "");
            reader.report(match nearest(text, Prices::keys()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("`tfgen cost --format json` names the price of every line, and those that are missing"),
            });
        }
        Err(problem) => reader.report(Diagnostic::error(format!("`{text}` {problem}")).at(label.span, "")),
    }
    None
}
