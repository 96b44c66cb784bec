//! One page about one or more environments: what they look like, what they cost, who may talk to whom, what the guardrails say, what happens
//! when something fails, who is told, and who set which value.
//!
//! | file | what it is |
//! |---|---|
//! | [`page`] | the page as a whole, and what it is made of |
//! | `table`, `anchor` | tables of cells, and the ids that cells point to |
//! | `overview` | environments side by side |
//! | `incidents` | the incidents that tfgen comes from: as first configured, and as the architecture has it |
//! | `cost`, `matrix`, `guardrails`, `rehearsals`, `alarms`, `values` | one section of each environment |
//! | `sources` | what numbers come from: prices, rules, behaviours of AWS |
//!
//! Each number points to where it comes from: a line of the architecture, a price with its date and source, a rule, a behaviour of AWS. The
//! page knows no clock and asks nobody: the same architecture gives the same page. How it looks is `templates/report/`.

mod alarms;
mod anchor;
mod cost;
mod guardrails;
mod incidents;
mod matrix;
mod overview;
mod page;
mod rehearsals;
mod sources;
mod table;
mod timeline;
mod values;

pub use page::{Part, Subject, parts};
