//! What differs, in the words of those who have to judge it.
//!
//! [`values()`] compares two environments as the architect thinks of them; [`resources()`] compares what two architectures render to, resource
//! by resource, without Terraform and without credentials. A plan knows more (what is replaced, what drifted), but only where there is an account.

mod address;
mod configuration;
mod resources;
mod values;

pub use resources::{Changed, Delta, resources};
pub use values::{Difference, values};
