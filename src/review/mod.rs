//! What an engine plans to do, for the people who have to agree: `terraform show -json PLAN` in, a comment or a verdict out.
//!
//! A plan holds every value, secrets included. [`values`] is the only place that prints one, and it fails closed: what is marked
//! sensitive on either side of a change, or marked in a way that is not understood, is never shown.

mod comment;
mod guard;
mod markup;
mod plan;
mod stateful;
mod tally;
mod values;

pub use comment::{COMMENT_LIMIT, Report, SUMMARY_LIMIT, comment, marker, summary};
pub use guard::{Reviewed, Verdict, accept, judge};
pub use plan::{Action, Change, Plan, ResourceChange};
pub use tally::Tally;
