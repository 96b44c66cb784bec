//! Keys and certificates.

use super::Lesson;
use crate::plan::keys::KeysView;

/// The environment's key.
pub(super) fn lessons(view: &KeysView) -> Vec<Lesson> {
    vec![
        Lesson::equals("aws_kms_key.this.enable_key_rotation", true, "what is encrypted for years needs a key that changes"),
        Lesson::equals(
            "aws_kms_key.this.deletion_window_in_days",
            view.deletion_window_in_days,
            "whatever the key encrypted is lost with it, so there must be time to notice",
        ),
    ]
}

/// A certificate that renews itself.
pub(super) fn certificate(address: &str) -> Lesson {
    let why = "only a certificate that is proved by DNS records renews itself, and without one HTTPS ends (lesson 9: HTTPS at the edge)";
    Lesson::equals(format!("{address}.validation_method"), "DNS", why)
}
