//! What a rule found, in routes; and its way back to the places the user wrote.

use crate::config::{Body, locate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Name;

/// A place in the model, from the outside in: `["service", "web", "port"]`.
pub type Route = Vec<String>;

/// A route from its parts.
pub fn route<const N: usize>(parts: [&str; N]) -> Route {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

/// Nobody reads more places of one finding, and each is searched for and drawn.
const MOST_PLACES: usize = 16;

/// A route in an environment, and what is to be said there.
#[derive(Clone, Debug)]
pub struct Place {
    /// `None` only while the rule runs that looks at one environment: it need not say which.
    pub environment: Option<Name>,
    /// Where.
    pub route: Route,
    /// Lower case, no full stop; may be empty.
    pub label: String,
}

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// Whether it stops the rendering.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// What it is about.
    pub at: Place,
    /// Places that explain it.
    pub related: Vec<Place>,
    /// The cures.
    pub help: Vec<String>,
    /// Whether the value at the place must not be shown to anyone.
    pub secret: bool,
}

impl Finding {
    pub(super) fn related(mut self, route: Route, label: impl Into<String>) -> Self {
        self.related.push(Place { environment: None, route, label: label.into() });
        self
    }

    pub(super) fn related_in(mut self, environment: &Name, route: Route, label: impl Into<String>) -> Self {
        self.related.push(Place { environment: Some(environment.clone()), route, label: label.into() });
        self
    }

    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    pub(super) fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Every place, the one it is about first.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.at).chain(&self.related)
    }

    /// With the places the user wrote, all of them in one environment; what is not written is pointed at by the block it would stand in.
    pub fn located(self, body: &Body) -> Diagnostic {
        self.located_among(|_| Some(body))
    }

    /// The same, where `body` knows several environments.
    pub fn located_among<'b>(self, body: impl Fn(Option<&Name>) -> Option<&'b Body>) -> Diagnostic {
        let span = |place: &Place| {
            let body = body(place.environment.as_ref())?;
            locate(body, &place.route.iter().map(String::as_str).collect::<Vec<_>>()).span
        };
        let mut diagnostic = Diagnostic {
            severity: self.severity,
            rule: Some(self.rule),
            message: self.message,
            labels: Vec::new(),
            help: self.help,
            hidden: Vec::new(),
        };
        if let Some(span) = span(&self.at) {
            diagnostic = diagnostic.at(span, self.at.label);
            if self.secret {
                diagnostic.hidden.push(span);
            }
        }
        for place in self.related.iter().take(MOST_PLACES) {
            if let Some(span) = span(place) {
                diagnostic = diagnostic.related(span, &place.label);
            }
        }
        let more = self.related.len().saturating_sub(MOST_PLACES);
        if let Some(last) = diagnostic.labels.last_mut().filter(|_| more > 0) {
            last.text.push_str(&format!("; and {more} more such places"));
        }
        diagnostic
    }
}

/// A route to an argument of a service.
pub(super) fn of(service: &Name, argument: &str) -> Route {
    route(["service", service.as_str(), argument])
}
