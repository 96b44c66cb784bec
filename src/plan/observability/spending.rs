//! What the environment may cost.

use serde::Serialize;

use crate::model::{Architecture, Budget};
use crate::plan::root::default_tags;

/// `aws_budgets_budget`.
#[derive(Debug, Serialize)]
pub(super) struct BudgetView {
    limit_amount: String,
    /// As Budgets names a tag and its value: `user:KEY$VALUE`.
    tags: Vec<String>,
    notifications: [Notification; 3],
}

#[derive(Debug, Serialize)]
struct Notification {
    kind: &'static str,
    percent: u32,
}

pub(super) fn budget(architecture: &Architecture, budget: &Budget) -> BudgetView {
    let tags = default_tags(architecture);
    let tag = |key: &str| tags.get(key).map(|value| format!("user:{key}${value}"));
    BudgetView {
        limit_amount: budget.monthly_usd.to_string(),
        tags: ["Environment", "Project"].into_iter().filter_map(tag).collect(),
        notifications: [
            Notification { kind: "ACTUAL", percent: 80 },
            Notification { kind: "ACTUAL", percent: 100 },
            Notification { kind: "FORECASTED", percent: 100 },
        ],
    }
}
