//! The bill of an environment, NAT's share of it, and what other choices would cost.

use serde::Serialize;

use super::page::Subject;
use super::sources::Prices;
use super::table::{Cell, Link, Table};
use super::values::Values;
use crate::cost::{Choice, Confidence, Estimate, Line, quantity};

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    total: String,
    fixed: String,
    usage: String,
    region: String,
    /// Between which days prices were read.
    prices_read: Option<[String; 2]>,
    nat: String,
    nat_origin: Option<Link>,
    components: Table,
    lines: Table,
    comparisons: Vec<Table>,
    not_priced: Option<Table>,
    usage_table: Table,
}

pub(super) fn section(subject: &Subject<'_>, values: &Values<'_>, prices: &mut Prices) -> Section {
    let estimate = &subject.estimate;
    Section {
        total: estimate.total_usd.to_string(),
        fixed: estimate.fixed_usd.to_string(),
        usage: estimate.usage_usd.to_string(),
        region: estimate.region.clone(),
        prices_read: estimate.prices_as_of.map(|[newest, oldest]| [oldest.to_string(), newest.to_string()]),
        nat: nat_share(estimate),
        nat_origin: values.origin(&["network", "nat"]),
        components: components(subject),
        lines: lines(subject, values, prices),
        comparisons: comparisons(subject),
        not_priced: not_priced(subject).filled(),
        usage_table: usage(subject, values),
    }
}

/// The line that the author of the journey read on the first bill.
pub(super) fn nat_share(estimate: &Estimate) -> String {
    match estimate.component("nat") {
        Some(nat) => format!("NAT is {:.1} % of the bill: {} of {} USD a month", nat.share_percent, nat.total_usd, estimate.total_usd),
        None => format!("NAT is 0 % of the bill of {} USD a month: there is none", estimate.total_usd),
    }
}

fn components(subject: &Subject<'_>) -> Table {
    let columns = ["component", ">fixed", ">by usage", ">USD a month", ">share"];
    let mut table = Table::new(format!("{}: cost by component", subject.name), &columns);
    for component in &subject.estimate.components {
        table.row([
            Cell::code(&component.name).note(block(subject, &component.name)),
            Cell::number(component.fixed_usd.dollars(), component.fixed_usd.to_string()),
            Cell::number(component.usage_usd.dollars(), component.usage_usd.to_string()),
            Cell::number(component.total_usd.dollars(), component.total_usd.to_string()),
            Cell::number(component.share_percent, format!("{:.1} %", component.share_percent)).bar(component.share_percent),
        ]);
    }
    table
}

/// Where the block of a component is written: `service.api` is `service "api"`, `nat` is `network { nat = … }`.
fn block(subject: &Subject<'_>, component: &str) -> Option<Link> {
    let mut route: Vec<&str> = component.splitn(2, '.').collect();
    if component == "nat" {
        route = vec!["network", "nat"];
    }
    let origin = subject.origins.of(&route);
    origin.place.map(|_| Link::plain(origin.to_string()))
}

fn lines(subject: &Subject<'_>, values: &Values<'_>, prices: &mut Prices) -> Table {
    let columns = ["component", "what", ">quantity", "unit", ">USD each", ">USD a month", "how"];
    let mut table = Table::new(format!("{}: the bill, line by line", subject.name), &columns);
    for component in &subject.estimate.components {
        for line in &component.lines {
            table.row([
                Cell::code(&component.name),
                Cell::text(&line.what),
                Cell::number(line.quantity, quantity(line.quantity)),
                Cell::text(line.price.unit),
                price(line, values, prices),
                Cell::number(line.monthly_usd.dollars(), line.monthly_usd.to_string()),
                Cell::text(&line.how),
            ]);
        }
    }
    table.noted("Each price leads to its date and its source.")
}

fn price(line: &Line, values: &Values<'_>, prices: &mut Prices) -> Cell {
    let quote = &line.price;
    let declared = if quote.declared { values.origin(&["price", &quote.key, "usd"]) } else { None };
    let low = quote.confidence == Confidence::Low;
    let text = format!("{}{}", quote.usd, if low { " ?" } else { "" });
    Cell::number(quote.usd, text).href(prices.href(quote, declared)).mood(if low { "warn" } else { "" })
}

fn comparisons(subject: &Subject<'_>) -> Vec<Table> {
    let table = |comparison: &crate::cost::Comparison| {
        let mut table =
            Table::new(format!("{}, compared: {}", subject.name, comparison.title), &["choice", "chosen", ">USD a month", "made of"]);
        for choice in &comparison.choices {
            let chosen = if choice.chosen { Cell::text("yes").mood("good") } else { Cell::text("") };
            table.row([Cell::text(&choice.name), chosen, amount(choice), Cell::text(&choice.how)]);
        }
        table.noted(format!("{}.", comparison.note))
    };
    subject.estimate.comparisons.iter().map(table).collect()
}

fn amount(choice: &Choice) -> Cell {
    match (choice.monthly_usd, choice.up_to_usd) {
        (Some(from), Some(to)) => Cell::number(from.dollars(), format!("{from} to {to}")),
        (Some(usd), None) => Cell::number(usd.dollars(), usd.to_string()),
        (None, _) => Cell::text("not priced"),
    }
}

fn not_priced(subject: &Subject<'_>) -> Table {
    let mut table = Table::new(format!("{}: not priced, and in no sum", subject.name), &["component", "what", "why"]);
    for missing in &subject.estimate.not_priced {
        table.row([Cell::code(&missing.component), Cell::text(&missing.what), Cell::text(&missing.why)]);
    }
    table
}

fn usage(subject: &Subject<'_>, values: &Values<'_>) -> Table {
    let mut table =
        Table::new(format!("{}: what passes through in a month", subject.name), &["usage", ">a month", "unit", "origin", "why"]);
    for assumption in &subject.estimate.assumptions {
        let word = if assumption.declared { "declared" } else { "assumed" };
        let route: Vec<&str> = ["usage"].into_iter().chain(assumption.name.split('.')).collect();
        let origin = if assumption.declared { values.origin(&route) } else { None };
        table.row([
            Cell::code(&assumption.name),
            Cell::number(assumption.get(), quantity(assumption.get())),
            Cell::text(assumption.unit),
            Cell::text(word).note(origin),
            Cell::text(&assumption.why),
        ]);
    }
    table.noted("What is assumed is declared in `usage { … }`, in the base or in an environment.")
}
