//! The bill before the bill: what an environment costs in a month, from the model, a dated table of prices and stated assumptions.
//!
//! | where | what |
//! |---|---|
//! | `prices.jsonl`, `sources.json`, [`Prices`] | what AWS asks for a unit, in which region, read when and where; `price` blocks replace entries |
//! | `assumptions.rs` | what passes through in a month: `usage {}`, and what is assumed where it says nothing |
//! | `items/` | what of each module AWS bills: a quantity, how it came about, and the price's name |
//! | `bill.rs` | quantities times prices; what has no price is put on a list of its own, never counted as nothing |
//! | `free.rs` | resources that AWS does not bill, and why |
//! | `change.rs` | the same environment at a revision of git |
//! | `compare.rs` | the same environment with another NAT, with reserved instances, on spot, on gp2 |
//!
//! Every line can be traced: to its price, to its quantity, and to the Terraform resources that it pays for.

mod assumptions;
mod bill;
mod change;
mod compare;
mod estimate;
mod free;
mod items;
mod money;
mod prices;
mod print;
#[cfg(test)]
mod tests;

pub use assumptions::{Assumption, Assumptions};
pub use change::{Change, ChangedLine, Difference, change};
pub use compare::{Choice, Comparison};
pub use estimate::{Component, Estimate, Line, NotPriced, Part, bill, estimate};
pub use free::FREE;
pub use items::nat::nat_month;
pub use items::network::endpoints_month;
pub use money::{Cents, quantity};
pub use prices::{Confidence, Prices, Quote};
pub use print::{csv, markdown, table};

/// What is assumed about an environment, and what is declared.
pub fn assumptions(architecture: &crate::model::Architecture) -> Assumptions {
    Assumptions::of(architecture)
}

/// Hours of a month, as AWS's price examples count it.
pub const HOURS: f64 = 730.0;
