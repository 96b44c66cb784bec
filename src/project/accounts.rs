//! What an environment says of its account, beside what the base says of the state's.

use super::Resolved;
use crate::config::locate;
use crate::diagnostic::{Diagnostic, Span};
use crate::model::Bootstrap;

/// What cannot be applied from the account the environment is in, or would be open to the wrong role.
pub(super) fn check(resolved: &Resolved, bootstrap: &Bootstrap) -> Vec<Diagnostic> {
    [one_account_is_known(resolved, bootstrap), table_elsewhere(resolved, bootstrap), bucket_of_an_environment(resolved, bootstrap)]
        .into_iter()
        .flatten()
        .collect()
}

/// Whether the environment's account is another one decides what the bucket's policy says.
fn one_account_is_known(resolved: &Resolved, bootstrap: &Bootstrap) -> Option<Diagnostic> {
    if resolved.architecture.account_id.is_none() || bootstrap.account_id.is_some() {
        return None;
    }
    let environment = &resolved.architecture.environment;
    let message = format!("`{environment}` names its account, but the base does not say which account the state is in");
    Some(
        at(resolved, &["account_id"], message)
            .help("write `account_id` in the base: it is the bootstrap's, and of every environment without one"),
    )
}

/// The backend looks for the table by its name alone, in the account of whoever asks.
fn table_elsewhere(resolved: &Resolved, bootstrap: &Bootstrap) -> Option<Diagnostic> {
    let (own, id) = (bootstrap.account_id.as_ref()?, resolved.architecture.account_id.as_ref()?);
    if own == id || !resolved.architecture.state.locking.table() {
        return None;
    }
    let environment = &resolved.architecture.environment;
    let message = format!("`{environment}` is in account `{id}`, where there is no table to lock its state with");
    Some(
        at(resolved, &["state", "locking"], message)
            .help("write `locking = \"s3\"` for it: a lock beside the state is reached from any account"),
    )
}

/// The role that applies an environment may do anything with the buckets of its name.
fn bucket_of_an_environment(resolved: &Resolved, bootstrap: &Bootstrap) -> Option<Diagnostic> {
    bootstrap.github.as_ref()?;
    let (project, environment) = (&resolved.architecture.project, &resolved.architecture.environment);
    let bucket = resolved.architecture.state.bucket.as_str();
    if !bucket.starts_with(&format!("{project}-{environment}-")) {
        return None;
    }
    let message = format!("`{bucket}` holds every state, and has a name like the buckets of `{environment}`");
    Some(
        at(resolved, &["state", "bucket"], message)
            .help(format!("give it another name: whoever applies `{environment}` may empty the buckets of that name")),
    )
}

fn at(resolved: &Resolved, route: &[&str], message: String) -> Diagnostic {
    let span: Option<Span> = locate(&resolved.body, route).span;
    let diagnostic = Diagnostic::error(message);
    match span {
        Some(span) => diagnostic.at(span, ""),
        None => diagnostic,
    }
}
