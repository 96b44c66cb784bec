//! A layout as SVG.

use super::layout::{Badge, Layout, Placed, Point, Rect, Wire};
use super::scene::Scene;
use crate::picture::Svg;
use crate::plan::alarms::Priority;

/// Colours of parts and of the lines to them. As for all pictures, text has a contrast of at least 4.5 to 1 in both schemes, and lines of at
/// least 3 to 1. Source: WCAG 2.2, 1.4.3 "Contrast (Minimum)" and 1.4.11 "Non-text Contrast".
const STYLE: &str = "\
.tf .small{font-size:11px}.tf .g-vpc{fill:#f6f8fa;stroke:#8c959f;rx:8px}.tf .g-tier{fill:#eaeef2;rx:6px}\
.tf .g-zone{fill:none;stroke:#8c959f;stroke-dasharray:3 4;rx:6px}.tf .box{fill:#fff;stroke-width:1.5;rx:6px}.tf .pill{fill:#f6f8fa;rx:11px}\
.tf .wire{fill:none;stroke-width:1.5}.tf .dashed{stroke-dasharray:5 3}.tf .badge{fill:#fff;stroke-width:1.5;rx:4px}\
.tf .g-out{stroke:#bc4c00}.tf .g-run{stroke:#0969da}.tf .g-data{stroke:#8250df}.tf .g-store{stroke:#1a7f37}.tf .g-queue{stroke:#bf3989}\
.tf .head.g-out,.tf .dot.g-out{fill:#bc4c00}.tf .head.g-run,.tf .dot.g-run{fill:#0969da}.tf .head.g-data,.tf .dot.g-data{fill:#8250df}\
.tf .head.g-store,.tf .dot.g-store{fill:#1a7f37}.tf .head.g-queue,.tf .dot.g-queue{fill:#bf3989}.tf .head,.tf .dot{stroke:none}\
.tf .p1{stroke:#c1121f}.tf .p2{stroke:#8a4600}.tf .p3,.tf .p4{stroke:#59636e}\
@media(prefers-color-scheme:dark){.tf .g-vpc{fill:#151b23;stroke:#656c76}.tf .g-tier{fill:#212830}.tf .g-zone{stroke:#656c76}\
.tf .box,.tf .badge{fill:#0d1117}.tf .pill{fill:#151b23}.tf .g-out{stroke:#f0883e}.tf .g-run{stroke:#4493f8}.tf .g-data{stroke:#ab7df8}\
.tf .g-store{stroke:#3fb950}.tf .g-queue{stroke:#db61a2}.tf .head.g-out,.tf .dot.g-out{fill:#f0883e}.tf .head.g-run,.tf .dot.g-run{fill:#4493f8}\
.tf .head.g-data,.tf .dot.g-data{fill:#ab7df8}.tf .head.g-store,.tf .dot.g-store{fill:#3fb950}.tf .head.g-queue,.tf .dot.g-queue{fill:#db61a2}\
.tf .p1{stroke:#ff7b72}.tf .p2{stroke:#f0883e}.tf .p3,.tf .p4{stroke:#9198a1}}";

/// Pictures, one below the other.
pub(super) fn draw(pictures: &[(Layout, Scene)], id: &str) -> String {
    let width = pictures.iter().map(|(layout, _)| layout.width).max().unwrap_or(0);
    let headings: Vec<&str> = pictures.iter().map(|(_, scene)| scene.heading.as_str()).collect();
    let described: Vec<String> = pictures.iter().map(|(_, scene)| description(scene)).collect();
    let mut svg = Svg::new(id, width, &headings.join("; "), &described.join(" "));
    svg.style(STYLE);
    let mut top = 0;
    for (layout, _) in pictures {
        picture(&mut svg, layout, top);
        top += layout.height;
    }
    svg.finish(top)
}

/// What the picture shows, in words, for those who do not see it.
fn description(scene: &Scene) -> String {
    let parts: Vec<String> = scene.nodes().map(|node| format!("{} ({})", node.title, node.detail)).collect();
    let arrows: Vec<String> = scene.arrows.iter().map(|arrow| scene.sentence(arrow)).collect();
    let zones = scene.zones.join(", ");
    format!("{}: {} in {zones}. Parts: {}. Connections: {}.", scene.heading, scene.vpc, parts.join(", "), arrows.join(". "))
}

fn picture(svg: &mut Svg, layout: &Layout, top: u32) {
    let moved = |(x, y): Point| (x, y + top);
    let rect = |svg: &mut Svg, class: &str, rect: Rect| svg.rect(class, rect.x, rect.y + top, rect.width, rect.height);
    for (class, frame) in &layout.frames {
        rect(svg, class, *frame);
    }
    for line in &layout.wires {
        if line.title.is_empty() { wire(svg, line, top) } else { svg.group(&line.title, |svg| wire(svg, line, top)) }
    }
    for label in &layout.labels {
        svg.text(label.class, moved(label.at), label.anchor, &label.text);
    }
    for placed in &layout.boxes {
        svg.group(&placed.title, |svg| part(svg, placed, top));
    }
    for badge in &layout.badges {
        self::badge(svg, *badge, top);
    }
}

fn part(svg: &mut Svg, placed: &Placed, top: u32) {
    let Placed { rect, class, labels, pills, badge, .. } = placed;
    svg.rect(&format!("box {class}"), rect.x, rect.y + top, rect.width, rect.height);
    for (rect, label) in pills {
        svg.rect(&format!("pill {class}"), rect.x, rect.y + top, rect.width, rect.height);
        svg.text(label.class, (label.at.0, label.at.1 + top), label.anchor, &label.text);
    }
    for label in labels {
        svg.text(label.class, (label.at.0, label.at.1 + top), label.anchor, &label.text);
    }
    if let Some(badge) = badge {
        self::badge(svg, *badge, top);
    }
}

fn badge(svg: &mut Svg, (rect, priority): Badge, top: u32) {
    let text = match priority {
        Priority::P1 => "small bad",
        Priority::P2 => "small warn",
        Priority::P3 | Priority::P4 => "small dim",
    };
    svg.rect(&format!("badge {}", priority.as_str()), rect.x, rect.y + top, rect.width, rect.height);
    svg.text(text, (rect.x + rect.width / 2, rect.y + top + 12), "middle", &priority.as_str().to_uppercase());
}

fn wire(svg: &mut Svg, wire: &Wire, top: u32) {
    let moved = |(x, y): Point| (x, y + top);
    let dashed = if wire.dashed { " dashed" } else { "" };
    let points: Vec<Point> = wire.points.iter().copied().map(moved).collect();
    svg.polyline(&format!("wire {}{dashed}", wire.class), &points);
    if let Some((tip, direction)) = wire.head {
        svg.polygon(&format!("head {}", wire.class), &head(moved(tip), direction));
    }
    if let Some(dot) = wire.dot {
        svg.circle(&format!("dot {}", wire.class), moved(dot), 3);
    }
}

/// The head of an arrow.
fn head((x, y): Point, (right, down): (i32, i32)) -> [Point; 3] {
    const LONG: i32 = 8;
    const WIDE: i32 = 4;
    let at = |dx: i32, dy: i32| (x.saturating_add_signed(dx), y.saturating_add_signed(dy));
    [(x, y), at(-LONG * right + WIDE * down, -LONG * down + WIDE * right), at(-LONG * right - WIDE * down, -LONG * down - WIDE * right)]
}
