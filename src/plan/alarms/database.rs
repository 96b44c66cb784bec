//! Alarms of databases.

use super::Alarm;
use crate::model::Architecture;

/// None as long as an architecture has no database.
pub(super) fn alarms(_architecture: &Architecture) -> Vec<Alarm> {
    Vec::new()
}
