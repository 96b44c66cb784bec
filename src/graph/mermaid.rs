//! A scene as a Mermaid flowchart. Source: Mermaid documentation, "Flowcharts - Basic Syntax".

use std::fmt::Write as _;

use super::scene::{Arrow, Cells, Node, Scene};

/// Text as it may stand between the quotes of a label: whatever could end it, or mean Markdown or HTML, as its number.
/// Source: Mermaid documentation, "Entity codes to escape characters".
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() || " .,:/-()".contains(character) {
            escaped.push(character);
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "#{};", u32::from(character));
        }
    }
    escaped
}

/// The chart, without a fence.
pub(super) fn flowchart(scene: &Scene) -> String {
    let mut text = "flowchart TB\n".to_owned();
    group(&mut text, 1, "edge", &scene.heading, &scene.edge);
    let zones = scene.zones.join(", ");
    line(&mut text, 1, &format!("subgraph vpc[\"{}\"]", escape(&format!("{} in {zones}", scene.vpc))));
    if let Some(entry) = &scene.entry {
        line(&mut text, 2, &node(entry));
    }
    for tier in &scene.tiers {
        group(&mut text, 2, &tier.title.replace(' ', "_"), tier.title, &tier.nodes);
    }
    line(&mut text, 1, "end");
    group(&mut text, 1, "region", "of the region, outside the VPC", &scene.regional);
    for arrow in &scene.arrows {
        line(&mut text, 1, &self::arrow(arrow));
    }
    text
}

fn line(text: &mut String, depth: usize, what: &str) {
    text.extend([&"  ".repeat(depth), what, "\n"]);
}

/// An empty one would be drawn as a box without a meaning.
fn group(text: &mut String, depth: usize, id: &str, title: &str, nodes: &[Node]) {
    if nodes.is_empty() {
        return;
    }
    line(text, depth, &format!("subgraph {id}[\"{}\"]", escape(title)));
    for node in nodes {
        line(text, depth + 1, &self::node(node));
    }
    line(text, depth, "end");
}

fn node(node: &Node) -> String {
    let mut lines = vec![node.title.clone(), node.detail.clone()];
    match &node.cells {
        Cells::None => {}
        Cells::PerZone(cells) => {
            let there: Vec<&String> = cells.iter().flatten().collect();
            if let Some(first) = there.first() {
                let zones = if there.len() == 1 { "1 zone".to_owned() } else { format!("each of {} zones", there.len()) };
                lines.push(format!("{first} in {zones}"));
            }
        }
        Cells::Anywhere(texts) => lines.push(texts.join(", ")),
    }
    lines.extend(node.priority.map(|priority| format!("alarms up to {}", priority.as_str().to_uppercase())));
    // Mermaid breaks lines at a dash.
    let label = lines.iter().map(|line| escape(&line.replace('–', " to "))).collect::<Vec<_>>().join("<br/>");
    format!("{}[\"{label}\"]", node.part.id())
}

fn arrow(arrow: &Arrow) -> String {
    let line = if arrow.use_of_api { "-.->" } else { "-->" };
    format!("{} {line}|\"{}\"| {}", arrow.from.id(), escape(&arrow.label), arrow.to.id())
}
