//! `github {}`.

use super::fixed;
use crate::config::{Origin, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::{AccountId, GitHub};

pub(super) fn read(reader: &mut Reader<'_>, account_id: Option<&AccountId>) -> Option<GitHub> {
    // A wrong one has been reported.
    if account_id.is_none() && reader.has("github") && !reader.has("account_id") {
        let diagnostic = Diagnostic::error("the roles for GitHub need an account to be in").at(reader.span("github"), "");
        reader
            .report(diagnostic.help("write `account_id = \"123456789012\"` in the base, and in environments that are in another account"));
    }
    reader.block("github", |reader| {
        one_repository(reader);
        let repository = reader.required("repository");
        let branch = reader.or("branch", || fixed("main"));
        let create_provider = reader.or("create_provider", || true);
        let tfgen = reader.optional("tfgen");
        Some(GitHub { repository: repository?, branch, create_provider, tfgen })
    })?
}

/// One set of workflows serves every environment, so an overlay cannot name others.
fn one_repository(reader: &mut Reader<'_>) {
    for argument in ["repository", "branch", "create_provider", "tfgen"] {
        if reader.origin(argument) == Some(Origin::Environment) {
            let span = reader.span(argument);
            let diagnostic = Diagnostic::error(format!("`{argument}` of `github` is the same for every environment"));
            reader.report(diagnostic.at(span, "set by an environment").help("set it in the base"));
        }
    }
}
