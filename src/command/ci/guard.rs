//! `tfgen ci guard`

use std::fs;

use anyhow::{Context as _, Result, bail};

use super::read_plan;
use crate::cli::GuardArgs;
use crate::diagnostic::Diagnostic;
use crate::outcome::Outcome;
use crate::review::{self, Reviewed, Verdict};
use crate::screen::Screen;

/// The most resources that are named.
const NAMED: usize = 50;

/// Lets a plan pass, or says what in it nobody has agreed to.
pub(super) fn run(args: &GuardArgs, screen: &mut Screen) -> Result<Outcome> {
    let plan = read_plan(&args.plan)?;
    let environment = &args.environment;
    let (verdict, agreed) = match (&args.reviewed, args.accept) {
        (Some(path), _) => {
            let shown = path.display();
            let text = fs::read(path).with_context(|| format!("cannot read `{shown}`"))?;
            let reviewed = Reviewed::read(&text).with_context(|| format!("cannot read `{shown}`"))?;
            if reviewed.environment != environment.as_str() {
                bail!("`{shown}` is the review of `{}`, not of `{environment}`", reviewed.environment.escape_debug());
            }
            (review::judge(&plan, &reviewed), "than was reviewed".to_owned())
        }
        (None, number) => (review::accept(&plan, number.unwrap_or(0)), format!("than the {} that may be", number.unwrap_or(0))),
    };
    match verdict {
        Verdict::Agreed(number) => {
            let destroyed = match number {
                0 => "nothing is destroyed".to_owned(),
                1 => "1 resource is destroyed, as agreed".to_owned(),
                _ => format!("{number} resources are destroyed, as agreed"),
            };
            screen.line(&format!("{environment}: {destroyed}"))?;
            Ok(Outcome::Clean)
        }
        Verdict::Refused(objects) => {
            for object in objects.iter().take(NAMED) {
                screen.line(&format!("destroyed: {}", object.escape_debug()))?;
            }
            if objects.len() > NAMED {
                screen.line(&format!("… and {} more", objects.len() - NAMED))?;
            }
            let diagnostic = Diagnostic::error(format!("the plan of `{environment}` destroys more {agreed}"));
            screen.tell(diagnostic.help("read the plan; then open a pull request that shows it, or accept the number by hand"));
            Ok(Outcome::Stale)
        }
    }
}
