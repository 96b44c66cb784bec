//! Addresses that changed from one version of tfgen to the next: `moved` blocks, so that an upgrade destroys nothing.
//!
//! A label in a template is part of what people have applied. Whoever changes one adds a line to [`MOVED`], and the version to
//! [`RELEASES`]. `tests/upgrade/` holds a tree of an earlier version, which is applied and then rendered anew.

use serde::Serialize;

use super::Expression;

/// Minor versions, oldest first; the last is this one.
const RELEASES: &[&str] = &["0.1", "0.2"];

/// Releases that a `moved` block is rendered in. Who skips more of them upgrades in two steps.
const KEPT_FOR: usize = 4;

/// Every address that ever changed.
const MOVED: &[Moved] =
    &[Moved { since: "0.2", module: "modules/observability", from: "aws_budgets_budget.monthly", to: "aws_budgets_budget.this" }];

/// One address in every module of a kind: in `service_web` and `service_api` alike.
struct Moved {
    /// The release that has the new address.
    since: &'static str,
    /// The kind: folder of its templates.
    module: &'static str,
    from: &'static str,
    to: &'static str,
}

/// A `moved` block.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    since: &'static str,
    from: Expression,
    to: Expression,
}

/// What moved in a module of this kind that holds these addresses, and may not have been applied yet.
pub fn moves(module: &str, holds: impl Fn(&str) -> bool) -> Vec<Move> {
    recent(MOVED, RELEASES).filter(|moved| moved.module == module && holds(moved.to)).map(Move::from).collect()
}

fn recent<'a>(moved: &'a [Moved], releases: &'a [&str]) -> impl Iterator<Item = &'a Moved> {
    let kept = &releases[releases.len().saturating_sub(KEPT_FOR)..];
    moved.iter().filter(|moved| kept.contains(&moved.since))
}

impl From<&Moved> for Move {
    fn from(moved: &Moved) -> Self {
        Self { since: moved.since, from: moved.from.into(), to: moved.to.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT_FOR, MOVED, Moved, RELEASES, moves, recent};
    use crate::render::catalog::TEMPLATES;

    #[test]
    fn the_last_release_is_this_version() {
        let (minor, _) = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap();
        assert_eq!(RELEASES.last(), Some(&minor), "a new minor version is added to RELEASES");
    }

    #[test]
    fn every_move_is_of_a_release_and_a_module_that_exist() {
        for Moved { since, module, to, .. } in MOVED {
            assert!(RELEASES.contains(since), "{since}");
            assert!(TEMPLATES.iter().any(|(name, _)| name.starts_with(&format!("{module}/"))), "{module}");
            let (kind, label) = to.split_once('.').unwrap();
            let header = format!("resource \"{kind}\" \"{label}\"");
            assert!(TEMPLATES.iter().any(|(name, text)| name.starts_with(module) && text.contains(&header)), "nothing is called {to}");
        }
    }

    #[test]
    fn nothing_that_is_left_behind_is_there_again() {
        for Moved { module, from, .. } in MOVED {
            let (kind, label) = from.split_once('.').unwrap();
            let header = format!("resource \"{kind}\" \"{label}\"");
            let again = TEMPLATES.iter().find(|(name, text)| name.starts_with(module) && text.contains(&header));
            assert!(again.is_none(), "{from} is in {again:?}, and Terraform refuses a move from what exists");
        }
    }

    #[test]
    fn a_move_is_rendered_for_four_releases_and_then_no_longer() {
        let moved = [Moved { since: "1.1", module: "modules/service", from: "aws_a.old", to: "aws_a.new" }];
        let releases = ["1.0", "1.1", "1.2", "2.0", "2.1", "2.2"];
        let rendered: Vec<bool> = (2..=releases.len()).map(|now| recent(&moved, &releases[..now]).count() == 1).collect();
        assert_eq!(rendered, [true, true, true, true, false]);
        assert_eq!(KEPT_FOR, 4);
    }

    #[test]
    fn a_module_without_the_resource_has_no_move() {
        assert_eq!(moves("modules/observability", |_| false), []);
        assert_eq!(moves("modules/service", |_| true), []);
        assert_eq!(moves("modules/observability", |address| address == "aws_budgets_budget.this").len(), 1);
    }
}
