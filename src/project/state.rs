//! What every environment shares with the bootstrap root: the store their states are kept in, and the repository that reaches them.

use super::{BOOTSTRAP, Resolved, accounts};
use crate::config::{Body, locate};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{Architecture, Bootstrap, Deployed};

/// The store that the bootstrap root makes.
pub(super) struct Store {
    pub(super) body: Body,
    pub(super) bootstrap: Bootstrap,
}

impl Store {
    /// Has the bootstrap root make what it makes for an environment.
    pub(super) fn deploy(&mut self, architecture: &Architecture) {
        if self.bootstrap.knows_environments() {
            self.bootstrap.environments.push(Deployed::of(architecture));
        }
    }

    /// What in the state of an environment does not fit the store.
    pub(super) fn check(&self, resolved: &Resolved) -> Vec<Diagnostic> {
        let own = [self.one_store(resolved), self.table_exists(resolved), self.own_key(resolved), self.one_repository(resolved)];
        own.into_iter().flatten().chain(accounts::check(resolved, &self.bootstrap)).collect()
    }

    /// `bucket = "state-${environment}"` names a bucket per environment, of which bootstrap makes none.
    fn one_store(&self, resolved: &Resolved) -> Option<Diagnostic> {
        let state = &resolved.architecture.state;
        let (argument, found, made) = [
            ("bucket", state.bucket.as_str(), self.bootstrap.state.bucket.as_str()),
            ("region", state.region.as_str(), self.bootstrap.state.region.as_str()),
            ("dynamodb_table", state.dynamodb_table.as_str(), self.bootstrap.state.dynamodb_table.as_str()),
        ]
        .into_iter()
        .find(|(argument, found, made)| found != made && (*argument != "dynamodb_table" || state.locking.table()))?;
        let environment = &resolved.architecture.environment;
        let message = format!("the state of `{environment}` has `{found}` for its `{argument}`, but bootstrap has `{made}`");
        Some(at(&resolved.body, argument, message).help("every environment keeps its state in the one bucket that bootstrap creates"))
    }

    /// Bootstrap makes the table only if the base asks for it.
    fn table_exists(&self, resolved: &Resolved) -> Option<Diagnostic> {
        let locking = resolved.architecture.state.locking;
        if !locking.table() || self.bootstrap.state.locking.table() {
            return None;
        }
        let environment = &resolved.architecture.environment;
        let message = format!("`{environment}` locks its state with a DynamoDB table that bootstrap does not create");
        let diagnostic = at(&resolved.body, "locking", message);
        let diagnostic = match span(&self.body, "locking") {
            Some(span) => diagnostic.related(span, format!("the base has `{}`", self.bootstrap.state.locking)),
            None => diagnostic,
        };
        Some(diagnostic.help("write `locking = \"both\"` in the `state` block of the base, or leave the table out here"))
    }

    /// Bootstrap's own state may move into the bucket, too; two states in one object overwrite each other.
    fn own_key(&self, resolved: &Resolved) -> Option<Diagnostic> {
        let (environment, key) = (&resolved.architecture.environment, &resolved.architecture.state.key);
        if *key != self.bootstrap.state.key {
            return None;
        }
        let message = format!("`{environment}` and `{BOOTSTRAP}` would keep their states in the same object, `{key}`");
        Some(at(&resolved.body, "key", message).help("write `${environment}` into the key, or leave it out"))
    }

    /// `repository = "acme/${environment}"` names a repository per environment, or an environment names the only one.
    fn one_repository(&self, resolved: &Resolved) -> Option<Diagnostic> {
        if resolved.architecture.github == self.bootstrap.github {
            return None;
        }
        let environment = &resolved.architecture.environment;
        let diagnostic = Diagnostic::error(format!("`github` of `{environment}` differs from what bootstrap gives roles to"));
        let diagnostic = match locate(&resolved.body, &["github"]).span {
            Some(span) => diagnostic.at(span, ""),
            None => diagnostic,
        };
        Some(diagnostic.help("write one repository and one branch for every environment, in the base"))
    }
}

fn at(body: &Body, argument: &str, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::error(message);
    match span(body, argument) {
        Some(span) => diagnostic.at(span, ""),
        None => diagnostic,
    }
}

fn span(body: &Body, argument: &str) -> Option<Span> {
    locate(body, &["state", argument]).span
}
