//! From views to text: the only place that knows Tera.

pub mod layout;
