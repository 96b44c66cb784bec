//! From files to a typed model: read, parse, evaluate, overlay, decode.
//!
//! | file | its one job |
//! |---|---|
//! | `source` | files into memory |
//! | `size` | refuses what nobody wrote by hand, before it takes all memory |
//! | `parse`, `anchor`, `blame`, `scan` | text into syntax trees, part by part; a syntax error into a sentence with a caret |
//! | `unevaluated`, `references`, `whitespace` | syntax trees of all files into one tree; constants are computed here, once |
//! | `evaluate`, `operators`, `template` | expressions into plain values, for one environment |
//! | `overlay` | the environment's values over the base's |
//! | `reader`, `from_value`, `suggest` | plain values into typed ones, by name |
//! | `locate` | a route such as `service.web.port` back into a place |
//!
//! Every step collects the user's mistakes as [`Diagnostic`](crate::diagnostic::Diagnostic)s and goes on as far as it can, so that one run
//! reports all of them.

mod anchor;
mod blame;
pub mod decode;
mod evaluate;
mod from_value;
mod locate;
mod operators;
mod overlay;
mod parse;
mod reader;
mod references;
mod scan;
mod size;
mod source;
mod suggest;
mod syntax;
mod template;
mod tree;
mod unevaluated;
mod whitespace;

pub use from_value::{FromValue, Mismatch, Words, describe, parse_str, parse_word};
pub use locate::{Located, locate};
pub use reader::Reader;
pub use source::{SourceFile, Sources};
pub(crate) use suggest::listing;
pub use suggest::nearest;
pub use syntax::Document;
pub use tree::{Attribute, Block, Body, Kind, LabelText, Origin, Value};
