//! Names are checked long before a picture is drawn. A picture holds nonetheless, whatever it is given.

use super::{Part, Scene, everything};
use crate::graph::layout::layout;
use crate::graph::{draw, mermaid};

const HOSTILE: &str = "</script><script>alert(\"1\")</script>'&amp;\u{0}]]>`%%{init}%%\n  end";

fn scene() -> Scene {
    let (_, architecture) = everything().remove(0);
    let mut scene = Scene::of(&architecture);
    scene.heading = HOSTILE.to_owned();
    scene.vpc = HOSTILE.to_owned();
    scene.zones.iter_mut().for_each(|zone| *zone = HOSTILE.to_owned());
    let tiers = scene.tiers.iter_mut().flat_map(|tier| &mut tier.nodes);
    for node in scene.edge.iter_mut().chain(scene.entry.iter_mut()).chain(tiers).chain(&mut scene.regional) {
        for text in [&mut node.title, &mut node.detail, &mut node.short] {
            *text = HOSTILE.to_owned();
        }
    }
    for arrow in &mut scene.arrows {
        arrow.label = HOSTILE.to_owned();
        arrow.purposes = vec![HOSTILE.to_owned()];
    }
    scene
}

#[test]
fn svg_stays_svg() {
    let scene = scene();
    let text = draw::draw(&[(layout(&scene), scene)], "x\" onload=\"alert(1)");
    assert!(!text.contains("script>") && !text.contains("alert(\"") && !text.contains(" onload=\"") && !text.contains('\u{0}'), "{text}");
    for (open, close) in [("<g>", "</g>"), ("<text ", "</text>"), ("<title", "</title>"), ("<desc", "</desc>"), ("<svg", "</svg>")] {
        assert_eq!(text.matches(open).count(), text.matches(close).count(), "{open}");
    }
    let expected = ["svg", "title", "desc", "style", "rect", "g", "text", "polyline", "polygon", "circle"];
    for tag in text.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
        assert!(expected.contains(&name), "<{tag}");
    }
}

#[test]
fn mermaid_stays_mermaid() {
    let text = mermaid::flowchart(&scene());
    for line in text.lines() {
        let quotes = line.matches('"').count();
        assert!(quotes == 0 || quotes == 2, "{line}");
        let label = line.split('"').nth(1).unwrap_or_default().replace("<br/>", "");
        assert!(!label.contains(['<', '>', '`', '%', '&', '{', '|', '[', ']']), "{line}");
    }
    assert!(text.contains("#60;/script#62;") && !text.contains("\n  end\n  end\n  end\n  end"), "{text}");
}

#[test]
fn identifiers_are_identifiers() {
    for (_, architecture) in everything() {
        let scene = Scene::of(&architecture);
        let ids: Vec<String> = scene.nodes().map(|node| Part::id(&node.part)).collect();
        let plain = |id: &String| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        assert!(ids.iter().all(plain), "{ids:?}");
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    }
}
