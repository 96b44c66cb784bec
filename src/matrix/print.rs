//! A matrix and an answer, for people.

use super::{Allowed, Answer, Matrix, Verdict};
use crate::table::Table;

/// Sources by destinations with their ports, then what each flow is for.
pub fn table(matrix: &Matrix) -> String {
    let grid = grid(matrix);
    let grid = if grid.is_empty() { String::new() } else { format!("{}\n", grid.text()) };
    format!("{}: who may talk to whom; what is not here may not\n\n{grid}{}", matrix.environment, list(matrix).text())
}

/// The same in Markdown.
pub fn markdown(matrix: &Matrix) -> String {
    let grid = grid(matrix);
    let grid = if grid.is_empty() { String::new() } else { format!("{}\n", grid.markdown()) };
    format!("## {}: who may talk to whom\n\nWhat is not here may not.\n\n{grid}{}", matrix.environment, list(matrix).markdown())
}

/// One line a flow, of several environments.
pub fn csv(matrices: &[Matrix]) -> String {
    let mut table = Table::new(["environment", "from", "to", "protocol", "port", "purpose", "rules"]);
    for matrix in matrices {
        for Allowed { from, to, protocol, port, purpose, rules } in &matrix.flows {
            let (from, to) = (from.to_string(), to.to_string());
            let cells = [from, to, (*protocol).to_owned(), port.to_string(), purpose.clone(), rules.join(" ")];
            table.row([matrix.environment.clone()].into_iter().chain(cells));
        }
    }
    table.csv()
}

/// Why, or why not.
pub fn answer(answer: &Answer) -> String {
    let Answer { environment, from, to, reachable, ways, by_way_of } = answer;
    let verb = if *reachable { "can" } else { "cannot" };
    let mut text = format!("{environment}: `{from}` {verb} reach `{to}`\n");
    for way in ways {
        text.push('\n');
        if let (Some(port), Some(purpose)) = (&way.port, &way.purpose) {
            text.push_str(&format!("{port}: {purpose}\n"));
        }
        let mut table = Table::new(["", "on the way", "what it says"]);
        for step in &way.steps {
            table.row([step.verdict.as_str().to_owned(), step.what.to_owned(), step.says.clone()]);
            // What lies behind is not met any more.
            if step.verdict == Verdict::Stops {
                break;
            }
        }
        text.push_str(&table.text());
    }
    if !by_way_of.is_empty() {
        let ends: Vec<String> = by_way_of.iter().map(|end| format!("`{end}`")).collect();
        text.push_str(&format!("\nNot directly, but {}: each may ask the next.\n", ends.join(" → ")));
    }
    text
}

/// Sources are rows, destinations columns.
fn grid(matrix: &Matrix) -> Table {
    let (mut sources, mut destinations) = (Vec::new(), Vec::new());
    for Allowed { from, to, .. } in &matrix.flows {
        if !sources.contains(&from) {
            sources.push(from);
        }
        if !destinations.contains(&to) {
            destinations.push(to);
        }
    }
    sources.sort();
    destinations.sort();
    let header = ["from \\ to".to_owned()].into_iter().chain(destinations.iter().map(ToString::to_string));
    let mut table = Table::with_columns(header.collect());
    for source in sources {
        let cells = destinations.iter().map(|destination| {
            let between = matrix.flows.iter().filter(|flow| flow.from == *source && flow.to == **destination);
            let ports: Vec<String> = between
                .map(|flow| if flow.protocol == "tcp" { flow.port.to_string() } else { format!("{}/{}", flow.port, flow.protocol) })
                .collect();
            ports.join(", ")
        });
        table.row([source.to_string()].into_iter().chain(cells));
    }
    table
}

fn list(matrix: &Matrix) -> Table {
    let mut table = Table::new(["from", "to", "port", "what for"]);
    for Allowed { from, to, protocol, port, purpose, .. } in &matrix.flows {
        table.row([from.to_string(), to.to_string(), format!("{protocol} {port}"), purpose.clone()]);
    }
    table
}
