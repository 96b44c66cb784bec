//! `state {}`.

use super::fixed;
use crate::config::{Origin, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::{Locking, Region, State};

pub(super) fn read(reader: &mut Reader<'_>, region: Option<&Region>, environment: &str) -> Option<State> {
    let region_moved = reader.origin("region") == Some(Origin::Environment);
    let region_span = reader.span("region");
    reader.required_block("state", |reader| {
        one_store(reader);
        if region_moved && !reader.has("region") {
            reader.report(
                Diagnostic::error(format!("environment `{environment}` moves to another region, but its state stays where the others are"))
                    .at(region_span, "the region of this environment")
                    .help("write `region` in the `state` block of the base"),
            );
        }
        let bucket = reader.required("bucket");
        let state_region = reader.optional::<Region>("region").or_else(|| region.cloned());
        let key = reader.or("key", || fixed(&format!("{environment}/terraform.tfstate")));
        let kms_key_id = reader.optional("kms_key_id");
        let locking = reader.or("locking", || Locking::S3);
        let dynamodb_table = reader.or("dynamodb_table", || fixed("terraform-locks"));
        Some(State { bucket: bucket?, region: state_region?, key, kms_key_id, locking, dynamodb_table })
    })?
}

/// One bootstrap root makes one bucket and one table, so an overlay cannot name others.
fn one_store(reader: &mut Reader<'_>) {
    for argument in ["bucket", "region", "dynamodb_table"] {
        if reader.origin(argument) == Some(Origin::Environment) {
            let span = reader.span(argument);
            reader.report(
                Diagnostic::error(format!("`{argument}` of the state is the same for every environment"))
                    .at(span, "set by an environment")
                    .help("set it in the base; an environment may have its own `key` and `locking`"),
            );
        }
    }
}
