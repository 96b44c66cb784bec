//! Nothing hides anything, and every text fits where it stands.

use super::everything;
use crate::graph::layout::{Label, Layout, Point, Rect, layout};
use crate::graph::scene::Scene;

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn inside(inner: Rect, outer: Rect) -> bool {
    outer.x <= inner.x && inner.right() <= outer.right() && outer.y <= inner.y && inner.bottom() <= outer.bottom()
}

/// A straight piece of line as the thinnest rectangle around it.
fn piece(from: Point, to: Point) -> Rect {
    assert!(from.0 == to.0 || from.1 == to.1, "lines go straight across or straight down: {from:?} {to:?}");
    Rect { x: from.0.min(to.0), y: from.1.min(to.1), width: from.0.abs_diff(to.0), height: from.1.abs_diff(to.1) }
}

fn pieces(layout: &Layout) -> Vec<Rect> {
    layout.wires.iter().flat_map(|wire| wire.points.windows(2).map(|pair| piece(pair[0], pair[1]))).collect()
}

/// Whether a piece of line runs through a rectangle, and not only along its border or up to it.
fn through(line: Rect, rect: Rect) -> bool {
    line.x < rect.right()
        && rect.x < line.right().max(line.x + 1)
        && line.y < rect.bottom()
        && rect.y < line.bottom().max(line.y + 1)
        && line.x.max(rect.x + 1) <= line.right().min(rect.right().saturating_sub(1))
        && line.y.max(rect.y + 1) <= line.bottom().min(rect.bottom().saturating_sub(1))
}

fn on(point: Point, rect: Rect) -> bool {
    (rect.x..=rect.right()).contains(&point.0) && (rect.y..=rect.bottom()).contains(&point.1)
}

fn check(name: &str, layout: &Layout) {
    let page = Rect { x: 0, y: 0, width: layout.width, height: layout.height };
    let lines = pieces(layout);
    for (index, placed) in layout.boxes.iter().enumerate() {
        assert!(inside(placed.rect, page), "{name}: {} is off the page", placed.title);
        for other in &layout.boxes[index + 1..] {
            assert!(!overlap(placed.rect, other.rect), "{name}: {} hides {}", placed.title, other.title);
        }
        let texts = placed.labels.iter().map(Label::rect);
        let badge = placed.badge.map(|(rect, _)| rect);
        let pills: Vec<Rect> = placed.pills.iter().map(|(rect, _)| *rect).collect();
        let parts: Vec<Rect> = texts.chain(badge).chain(pills).collect();
        for (index, part) in parts.iter().enumerate() {
            assert!(inside(*part, placed.rect), "{name}: {} does not hold {part:?}", placed.title);
            assert!(parts[index + 1..].iter().all(|other| !overlap(*part, *other)), "{name}: {part:?} in {} is hidden", placed.title);
        }
        for (pill, label) in &placed.pills {
            assert!(inside(label.rect(), *pill), "{name}: `{}` is wider than its place", label.text);
        }
        for line in &lines {
            assert!(!through(*line, placed.rect), "{name}: {line:?} runs through {}", placed.title);
        }
    }
    for (index, label) in layout.labels.iter().enumerate() {
        let rect = label.rect();
        assert!(inside(rect, page), "{name}: `{}` is off the page", label.text);
        assert!(layout.boxes.iter().all(|placed| !overlap(rect, placed.rect)), "{name}: `{}` is in a box", label.text);
        assert!(lines.iter().all(|line| !through(*line, rect)), "{name}: a line runs through `{}`", label.text);
        for other in &layout.labels[index + 1..] {
            assert!(!overlap(rect, other.rect()), "{name}: `{}` and `{}` are in one place", label.text, other.text);
        }
    }
    for (index, wire) in layout.wires.iter().enumerate() {
        for end in [wire.points[0], wire.points[wire.points.len() - 1]] {
            let at_box = layout.boxes.iter().any(|placed| on(end, placed.rect));
            let others = layout.wires.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
            let at_line = others.flat_map(|other| other.points.windows(2)).any(|pair| on(end, piece(pair[0], pair[1])));
            let in_legend = layout.badges.iter().any(|(rect, _)| on((rect.x, end.1), *rect));
            assert!(at_box || at_line || in_legend, "{name}: `{}` ends in nothing, at {end:?}", wire.title);
        }
    }
}

#[test]
fn nothing_hides_anything() {
    for (name, architecture) in everything() {
        let scene = Scene::of(&architecture);
        let layout = layout(&scene);
        check(&name, &layout);
        let drawn = layout.wires.iter().filter(|wire| !wire.title.is_empty()).count();
        assert_eq!(drawn, scene.arrows.len(), "{name}: an arrow each");
        assert_eq!(layout.boxes.len(), scene.nodes().count(), "{name}: a box each");
    }
}

/// Two lines may cross; where they run in the same place, they would be one.
#[test]
fn no_two_lines_run_in_the_same_place() {
    for (name, architecture) in everything() {
        let layout = layout(&Scene::of(&architecture));
        let lines = pieces(&layout);
        for (index, a) in lines.iter().enumerate() {
            for b in &lines[index + 1..] {
                let down = a.width == 0 && b.width == 0 && a.x == b.x && a.y < b.bottom() && b.y < a.bottom();
                let across = a.height == 0 && b.height == 0 && a.y == b.y && a.x < b.right() && b.x < a.right();
                assert!(!down && !across, "{name}: {a:?} and {b:?}");
            }
        }
    }
}

#[test]
fn the_check_sees_what_is_wrong() {
    let (_, architecture) = everything().remove(0);
    let fresh = || layout(&Scene::of(&architecture));
    let fails = |change: &dyn Fn(&mut Layout)| {
        let mut layout = fresh();
        change(&mut layout);
        std::panic::catch_unwind(|| check("changed", &layout)).is_err()
    };
    assert!(!fails(&|_| {}));
    assert!(fails(&|layout| layout.boxes[1].rect.y = layout.boxes[0].rect.y));
    assert!(fails(&|layout| layout.boxes[0].labels[0].text = "far too long for where it stands".repeat(9)));
    assert!(fails(&|layout| layout.labels[0].at = layout.boxes[0].labels[0].at));
    assert!(fails(&|layout| layout.wires[0].points = vec![(0, layout.boxes[0].rect.y + 5), (layout.width, layout.boxes[0].rect.y + 5)]));
    assert!(fails(&|layout| layout.wires[0].points = vec![(3, 3), (3, 9)]));
}
