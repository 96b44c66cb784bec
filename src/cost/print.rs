//! An estimate, for people.

use super::{Choice, Component, Confidence, Estimate, quantity};
use crate::table::Table;

/// Aligned text: components, lines, what is missing, comparisons, assumptions.
pub fn table(estimate: &Estimate) -> String {
    let mut text = headline(estimate, "");
    for part in parts(estimate) {
        text.push_str(&format!("\n{}\n{}", part.title, part.table.text()));
        text.extend(part.note.map(|note| format!("{note}\n")));
    }
    text
}

/// The same in Markdown.
pub fn markdown(estimate: &Estimate) -> String {
    let mut text = headline(estimate, "## ");
    for part in parts(estimate) {
        text.push_str(&format!("\n### {}\n\n{}", crate::render::escaped_markdown(&part.title), part.table.markdown()));
        text.extend(part.note.map(|note| format!("\n{}\n", crate::render::escaped_markdown(&note))));
    }
    text
}

/// One line a line of the bill, and what is not priced, of several environments.
pub fn csv(estimates: &[Estimate]) -> String {
    let mut table = Table::new([
        "environment",
        "component",
        "what",
        "part",
        "quantity",
        "unit",
        "how",
        "price",
        "usd",
        "as_of",
        "confidence",
        "source",
        "monthly_usd",
    ]);
    for estimate in estimates {
        let environment = &estimate.environment;
        for (component, line) in lines(estimate) {
            let price = &line.price;
            table.row([
                environment.clone(),
                component.name.clone(),
                line.what.clone(),
                line.part.as_str().to_owned(),
                line.quantity.to_string(),
                price.unit.to_owned(),
                line.how.clone(),
                price.key.to_string(),
                price.usd.to_string(),
                price.as_of.to_string(),
                price.confidence.as_str().to_owned(),
                price.source.to_string(),
                format!("{}.{:02}", line.monthly_usd.0 / 100, line.monthly_usd.0 % 100),
            ]);
        }
        for missing in &estimate.not_priced {
            let nothing = String::new;
            table.row([
                environment.clone(),
                missing.component.clone(),
                missing.what.clone(),
                "not priced".to_owned(),
                nothing(),
                nothing(),
                missing.why.clone(),
                missing.key.clone().unwrap_or_default(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
            ]);
        }
    }
    table.csv()
}

fn lines(estimate: &Estimate) -> impl Iterator<Item = (&Component, &super::Line)> {
    estimate.components.iter().flat_map(|component| component.lines.iter().map(move |line| (component, line)))
}

/// A heading, a table, and what is to be said below it.
struct Piece {
    title: String,
    table: Table,
    note: Option<String>,
}

fn headline(estimate: &Estimate, mark: &str) -> String {
    let Estimate { environment, region, total_usd, fixed_usd, usage_usd, .. } = estimate;
    let mut text = format!("{mark}{environment}: {total_usd} USD a month in {region}\n");
    if !mark.is_empty() {
        text.push('\n');
    }
    text.push_str(&format!("{fixed_usd} fixed, {usage_usd} by usage; on demand, without free tier, support and tax.\n"));
    if let Some([newest, oldest]) = estimate.prices_as_of {
        text.push_str(&format!("Prices were read between {oldest} and {newest}.\n"));
    }
    text
}

fn parts(estimate: &Estimate) -> Vec<Piece> {
    let mut parts = vec![components(estimate), bill(estimate)];
    if !estimate.not_priced.is_empty() {
        let mut table = Table::new(["component", "what", "why"]);
        for missing in &estimate.not_priced {
            table.row([missing.component.clone(), missing.what.clone(), missing.why.clone()]);
        }
        parts.push(Piece { title: "Not priced, and in no sum".to_owned(), table, note: None });
    }
    for comparison in &estimate.comparisons {
        let mut table = Table::new(["", "choice", ">USD a month", "how"]);
        for choice in &comparison.choices {
            table.row([if choice.chosen { "*" } else { "" }.to_owned(), choice.name.clone(), amount(choice), choice.how.clone()]);
        }
        parts.push(Piece { title: format!("Compared: {}", comparison.title), table, note: Some(format!("{}.", comparison.note)) });
    }
    parts.push(assumptions(estimate));
    parts
}

fn components(estimate: &Estimate) -> Piece {
    let mut table = Table::new(["component", ">fixed", ">by usage", ">USD a month", ">share"]);
    for component in &estimate.components {
        let Component { name, fixed_usd, usage_usd, total_usd, share_percent, .. } = component;
        let amounts = [fixed_usd, usage_usd, total_usd].map(ToString::to_string);
        table.row([name.clone()].into_iter().chain(amounts).chain([format!("{share_percent:.1} %")]));
    }
    Piece { title: "Components".to_owned(), table, note: None }
}

fn bill(estimate: &Estimate) -> Piece {
    let mut table = Table::new(["component", "what", ">quantity", "unit", ">USD each", ">USD a month", "how"]);
    let (mut low, mut own) = (false, false);
    for (component, line) in lines(estimate) {
        let price = &line.price;
        let mark = match (price.declared, price.confidence) {
            (true, _) => "+",
            (false, Confidence::Low) => "?",
            _ => "",
        };
        low |= mark == "?";
        own |= mark == "+";
        table.row([
            component.name.clone(),
            line.what.clone(),
            quantity(line.quantity),
            price.unit.to_owned(),
            format!("{mark}{}", price.usd),
            line.monthly_usd.to_string(),
            line.how.clone(),
        ]);
    }
    let notes = [
        low.then_some("? is a price of low confidence: assumed or second-hand."),
        own.then_some("+ is a price of the architecture's own."),
    ];
    let notes: Vec<&str> = notes.into_iter().flatten().collect();
    Piece { title: "Lines".to_owned(), table, note: (!notes.is_empty()).then(|| notes.join(" ")) }
}

fn assumptions(estimate: &Estimate) -> Piece {
    let mut table = Table::new(["usage", ">a month", "unit", "", "why"]);
    for assumption in &estimate.assumptions {
        let origin = if assumption.declared { "declared" } else { "assumed" };
        let value = quantity(assumption.get());
        table.row([assumption.name.clone(), value, assumption.unit.to_owned(), origin.to_owned(), assumption.why.clone()]);
    }
    let note = "What is assumed is declared in `usage { … }`, in the base or in an environment.".to_owned();
    Piece { title: "Usage".to_owned(), table, note: Some(note) }
}

fn amount(choice: &Choice) -> String {
    match (choice.monthly_usd, choice.up_to_usd) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(usd), None) => usd.to_string(),
        (None, _) => "not priced".to_owned(),
    }
}
