//! Merging an overlay onto the base.
