//! Placeholder of what the picture is held to.
