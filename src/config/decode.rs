//! From the resolved tree to the typed model.
