//! `tfgen matrix`

use anyhow::Result;

use super::{load, view};
use crate::cli::{MatrixArgs, ViewFormat};
use crate::diagnostic::Diagnostic;
use crate::matrix::{self, Answer, Matrix, Unknown};
use crate::model::Architecture;
use crate::outcome::Outcome;
use crate::screen::Screen;
use crate::table::Table;

/// Prints the matrix, or the answer to one question.
pub(super) fn run(args: &MatrixArgs, screen: &mut Screen) -> Result<Outcome> {
    let project = match load::open(&args.shown.input.file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let architectures = match view::resolve(&project, &args.shown, screen) {
        Ok(architectures) => architectures,
        Err(outcome) => return Ok(outcome),
    };
    let list = args.shown.all || architectures.len() > 1;
    let text = match (&args.from, &args.to) {
        (Some(from), Some(to)) => match answers(&architectures, from, to, screen) {
            Ok(answers) => print_answers(&answers, args.format, list)?,
            Err(outcome) => return Ok(outcome),
        },
        _ => print_matrices(&architectures.iter().map(matrix::of).collect::<Vec<_>>(), args.format, list)?,
    };
    view::put(args.shown.out.as_deref(), &text, screen)?;
    Ok(Outcome::Clean)
}

fn answers(architectures: &[Architecture], from: &str, to: &str, screen: &mut Screen) -> Result<Vec<Answer>, Outcome> {
    let mut answers = Vec::new();
    for architecture in architectures {
        match (matrix::find(architecture, from), matrix::find(architecture, to)) {
            (Ok(from), Ok(to)) => answers.push(matrix::why(architecture, &from, &to)),
            (from, to) => {
                for Unknown { message, help } in [from.err(), to.err()].into_iter().flatten() {
                    screen.tell(Diagnostic::error(message).help(help));
                }
            }
        }
    }
    if answers.len() == architectures.len() { Ok(answers) } else { Err(Outcome::Usage) }
}

fn print_matrices(matrices: &[Matrix], format: ViewFormat, list: bool) -> Result<String> {
    Ok(match format {
        ViewFormat::Table => view::joined(matrices.iter().map(matrix::table)),
        ViewFormat::Markdown => view::joined(matrices.iter().map(matrix::markdown)),
        ViewFormat::Csv => matrix::csv(matrices),
        ViewFormat::Json => view::json(matrices, list)?,
    })
}

fn print_answers(answers: &[Answer], format: ViewFormat, list: bool) -> Result<String> {
    Ok(match format {
        ViewFormat::Table => view::joined(answers.iter().map(matrix::answer)),
        ViewFormat::Json => view::json(answers, list)?,
        ViewFormat::Markdown => steps(answers).markdown(),
        ViewFormat::Csv => steps(answers).csv(),
    })
}

/// One row for each thing on the way.
fn steps(answers: &[Answer]) -> Table {
    let mut table = Table::new(["environment", "from", "to", "port", "on the way", "what it says", "verdict"]);
    for answer in answers {
        for way in &answer.ways {
            for step in &way.steps {
                let port = way.port.clone().unwrap_or_default();
                let ends = [answer.environment.clone(), answer.from.to_string(), answer.to.to_string(), port];
                table.row(ends.into_iter().chain([step.what.to_owned(), step.says.clone(), step.verdict.as_str().to_owned()]));
            }
        }
    }
    table
}
