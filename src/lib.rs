//! tfgen turns one typed file that describes a self-healing architecture on AWS into Terraform that people commit, review and plan.
//!
//! ```text
//! architecture.hcl ─▶ config ─▶ model ─▶ guardrails ─▶ plan ─▶ render ─▶ write ─▶ modules-out/<env>/…
//! ```
//!
//! # The phases
//!
//! | phase | where | in → out | fails with |
//! |---|---|---|---|
//! | read, parse | [`config`] | files → syntax trees | I/O; located syntax errors |
//! | evaluate | [`config`] | syntax trees → plain values that know where they were written | located unknown references, duplicates |
//! | overlay | [`config`] | base + environment → one tree, with who set what | located conflicts |
//! | decode | [`config::decode`] | tree → [`model`]; defaults are applied here, last | located type and range errors |
//! | guard | [`guardrails`] | model → findings, which speak in routes | errors stop here |
//! | draw | [`graph`] | model, flows and alarms → a picture; beside the way to Terraform as well | nothing |
//! | rehearse | [`rehearse`] | model → a timeline for each failure; beside the way to Terraform, and asked for by itself | nothing |
//! | plan | [`plan`] | model → one view for each module | a bug |
//! | render, lay out | [`render`] | views → one environment's files | a bug, and it says so |
//!
//! Before the plan a mistake is the user's: a [`diagnostic::Diagnostic`] with a place, and all of them in one run. After it a mistake is
//! ours, or the disk's: an `anyhow` error with context.
//!
//! # Where to find things
//!
//! * An argument of the architecture: its type and meaning in `model/<domain>.rs`, its name and default in `config/decode/<domain>.rs`.
//!   Defaults that follow from other numbers are formulas in [`model::derived`].
//! * A line of rendered Terraform: `templates/<the same path>.tera` prints it, `plan/<module>.rs` decided it. A module's variables, its call
//!   in the root and its README's table all come from one list of [`plan::Input`]s.
//! * Who may talk to whom: one list in [`plan::flows`]; the rules are made of it in [`plan::security`], tables and answers in
//!   [`matrix`].
//! * What it costs: `cost/`, from `cost/prices.jsonl` and the `usage` of the architecture.
//! * What commands print as a table: `table.rs`, as text, Markdown or CSV.
//! * The state's bucket, its lock, and what GitHub may do in which account: [`plan::bootstrap`] and [`plan::roles`].
//! * A rule of judgement: `guardrails/<its id>.rs`.
//! * What happens when something fails: `rehearse/scenarios/`, by the behaviours of AWS in [`rehearse::behaviour`]; pictures in `picture/`.
//! * The picture of an environment: what is in it is `graph/scene/`, where it is `graph/layout/`.
//! * All of that on one page: `report/` has what is on it, `templates/report/` how it looks.
//! * What an environment's own tests assert, and why: `plan/lessons/<module>.rs`; `templates/tests/` prints it.
//! * A resource that got another address: `plan/moved.rs`, so that an upgrade moves it.
//! * A subcommand: its arguments in `cli.rs`, what it does in `command/<its name>.rs`; what it shares with the others is
//!   `command/generate.rs`, which lets `command/ahead.rs` render many roots at once. Exit codes: `outcome.rs`. What goes to which
//!   stream: `screen.rs`. What may be written or removed: `write/`.
//! * What a pull request is told about a plan, and what an apply may destroy: `review/`. The workflows that ask: `templates/github/`.
//! * Who owns a file on disk, and why it is stale: the table in `write/mod.rs`.
//! * What differs between environments, or since a revision: `delta/`. The architecture at a revision: `project/revision.rs`.
//! * A mistake that only shows when environments are seen together: `project/`.
//! * What Tera does: it prints a form of a template for each shape of a view, with a blank for each value: `render/form/`. Environments and
//!   modules that differ in values alone share it; `render/engine.rs` keeps it.
//! * Escaping: a value gets into a file through one of the filters in `render/filters.rs`, which fill the blanks, and in no other way.
//! * Alignment: `render/layout/`, byte for byte what `terraform fmt` does, without it.
//!
//! # What is held
//!
//! The output depends on the architecture alone: no clock, no locale, no hash order, no other environment. Everything is keyed by name or by
//! zone, so that adding one moves nothing else. A value decided in the architecture is a literal in its module; a variable is what is wired
//! between modules, or what only the deployer knows.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod cli;
mod command;
pub mod config;
pub mod cost;
pub mod delta;
pub mod diagnostic;
pub mod graph;
pub mod guardrails;
pub mod matrix;
pub mod model;
pub mod outcome;
pub mod picture;
pub mod plan;
pub mod project;
pub mod rehearse;
pub mod render;
pub mod report;
pub mod review;
pub mod screen;
mod table;
pub mod write;
