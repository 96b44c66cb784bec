//! From a route such as `service.web.health_check.path` back to the place it is written at.

use super::{Body, Kind, Origin, Value};
use crate::diagnostic::Span;

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// The value; where it is not written, the keyword of the deepest block around it. `None` at the top of the document.
    pub span: Option<Span>,
    /// Who wrote what `span` shows. `None` for what nobody wrote.
    pub origin: Option<Origin>,
    /// Whether the value itself is written: else it is a default.
    pub exact: bool,
}

/// Follows a route: keywords and labels of blocks, then an argument, then keys and indices inside its value.
pub fn locate(body: &Body, route: &[&str]) -> Located {
    descend(body, route, Located { span: None, origin: None, exact: route.is_empty() })
}

fn descend(body: &Body, route: &[&str], enclosing: Located) -> Located {
    let Some((name, rest)) = route.split_first() else {
        return Located { exact: true, ..enclosing };
    };
    if let Some(attribute) = body.attributes.iter().find(|attribute| attribute.name == *name) {
        let (span, exact) = inside(&attribute.value, rest);
        // `null` is a way of not writing it.
        let exact = exact && !matches!(attribute.value.kind, Kind::Null);
        return Located { span: Some(span), origin: Some(attribute.origin), exact };
    }
    for block in body.blocks.iter().filter(|block| block.keyword == *name) {
        let labels = block.labels.iter().map(|label| label.text.as_str());
        if rest.len() >= block.labels.len() && labels.eq(rest.iter().take(block.labels.len()).copied()) {
            let here = Located { span: Some(block.key), origin: Some(block.origin), exact: false };
            return descend(&block.body, rest.get(block.labels.len()..).unwrap_or_default(), here);
        }
    }
    // A keyword without its labels stands for the first of its blocks.
    match body.blocks.iter().find(|block| block.keyword == *name) {
        Some(block) if rest.is_empty() => Located { span: Some(block.key), origin: Some(block.origin), exact: true },
        _ => enclosing,
    }
}

fn inside(value: &Value, route: &[&str]) -> (Span, bool) {
    let Some((name, rest)) = route.split_first() else {
        return (value.span, true);
    };
    let next = match &value.kind {
        Kind::Object(entries) => entries.iter().find(|(key, _)| key.text == *name).map(|(_, value)| value),
        Kind::List(values) => name.parse::<usize>().ok().and_then(|index| values.get(index)),
        _ => None,
    };
    next.map_or((value.span, false), |next| inside(next, rest))
}
