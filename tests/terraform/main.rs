//! The real Terraform and the real AWS provider, against a local AWS.
//!
//! Every test has a cloud, a port and folders of its own, so Cargo may run them side by side: most of their time is
//! the provider's waiting. A test for a rendered root is `Cycle::new(root).run()` and questions to the plan.

mod after_merge;
mod bootstrap;
mod cloud;
mod cycle;
mod databases;
mod discover;
mod documents;
mod edge;
mod environments;
mod expressions;
mod generated_tests;
mod harness;
mod journey;
mod locking;
mod observability;
mod plan;
mod plan_job;
mod rendered;
mod runner;
mod storage;

mod terraform;
mod upgrade;
mod worker;
