//! `bucket "NAME" {}` and `logs {}`.

use super::number;
use crate::config::{LabelText, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::{Bucket, Days, Logs, derived};

pub(super) fn read(reader: &mut Reader<'_>, label: &LabelText, production: bool) -> Option<Bucket> {
    if Bucket::RESERVED.contains(&label.text.as_str()) {
        reader.report(
            Diagnostic::error(format!("`{}` is the name of a bucket that tfgen makes itself", label.text))
                .at(label.span, "")
                .help("give the bucket another name"),
        );
    }
    let bucket = Bucket {
        versioning: reader.or("versioning", || true),
        standard_ia_days: reader.optional("standard_ia_days"),
        glacier_days: reader.optional("glacier_days"),
        expiration_days: reader.optional("expiration_days"),
        noncurrent_version_expiration_days: reader.or("noncurrent_version_expiration_days", || number(90)),
        force_destroy: reader.or("force_destroy", || !production),
    };
    downhill(reader, bucket.standard_ia_days, bucket.glacier_days, bucket.expiration_days);
    Some(bucket)
}

pub(super) fn logs(reader: &mut Reader<'_>, production: bool) -> Logs {
    let expiration_days = reader.or("expiration_days", || expiration(production));
    let glacier_days = reader.optional("glacier_days");
    let standard_ia_days = reader.optional("standard_ia_days").or(derived::log_standard_ia_days(glacier_days.unwrap_or(expiration_days)));
    let glacier_days = glacier_days.or(derived::log_glacier_days(standard_ia_days, expiration_days));
    downhill(reader, standard_ia_days, glacier_days, Some(expiration_days));
    Logs { standard_ia_days, glacier_days, expiration_days }
}

/// Without a `logs` block.
pub(super) fn logs_defaults(production: bool) -> Logs {
    let expiration_days = expiration(production);
    let standard_ia_days = derived::log_standard_ia_days(expiration_days);
    Logs { standard_ia_days, glacier_days: derived::log_glacier_days(standard_ia_days, expiration_days), expiration_days }
}

fn expiration(production: bool) -> Days {
    number(if production { 365 } else { 30 })
}

/// An object moves to ever colder storage, and expires last. Source: S3 user guide, "Transitioning objects using S3 Lifecycle".
fn downhill(reader: &mut Reader<'_>, standard_ia: Option<Days>, glacier: Option<Days>, expiration: Option<Days>) {
    let steps: Vec<(&str, Days)> = [("standard_ia_days", standard_ia), ("glacier_days", glacier), ("expiration_days", expiration)]
        .into_iter()
        .filter_map(|(argument, days)| Some((argument, days?)))
        .collect();
    for pair in steps.windows(2) {
        if let [(earlier, before), (later, after)] = pair
            && after <= before
        {
            let (at, related) = (reader.span(later), reader.span(earlier));
            let problem = Diagnostic::error(format!("`{later}` {after} does not come after `{earlier}` {before}"));
            reader.report(problem.at(at, "").related(related, "moved before"));
        }
    }
}
