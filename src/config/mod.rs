//! From files to a typed model: read, parse, evaluate, overlay, decode.
//!
//! Every step collects the user's mistakes as [`Diagnostic`](crate::diagnostic::Diagnostic)s and goes on as far as it can, so that one run
//! reports all of them.

#[cfg(any())]
pub mod decode;
mod evaluate;
mod overlay;
mod reader;
mod source;
mod syntax;
mod tree;

pub use reader::{FromValue, Mismatch, Reader};
pub use source::{SourceFile, Sources};
pub use syntax::Document;
pub use tree::{Attribute, Block, Body, Kind, LabelText, Origin, Value};
