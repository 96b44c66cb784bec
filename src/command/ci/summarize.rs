//! `tfgen ci summarize`

use anyhow::Result;

use super::read_plan;
use crate::cli::{SummarizeArgs, SummaryFormat};
use crate::outcome::Outcome;
use crate::review::{self, Report, Reviewed};
use crate::screen::Screen;

/// Prints what a plan does.
pub(super) fn run(args: &SummarizeArgs, screen: &mut Screen) -> Result<Outcome> {
    let plan = read_plan(&args.plan)?;
    let environment = args.environment.as_str();
    let report = Report { plan: &plan, environment, link: args.link.as_deref() };
    match args.format {
        SummaryFormat::Comment => screen.print(&review::comment(&report))?,
        SummaryFormat::Summary => screen.print(&review::summary(&report))?,
        SummaryFormat::Json => screen.line(&serde_json::to_string_pretty(&Reviewed::of(&plan, environment))?)?,
    }
    Ok(Outcome::Clean)
}
