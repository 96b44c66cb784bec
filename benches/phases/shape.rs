//! One environment with 1, 10, 100 services. Each figure is for all of them; the rate is services a second.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tfgen::config::{Document, decode};
use tfgen::model::Architecture;
use tfgen::plan::{self, cidr, flows};
use tfgen::render::Renderer;
use tfgen::{cost, graph, guardrails, matrix, rehearse};

use super::services;

const COUNTS: [usize; 3] = [1, 10, 100];

fn architecture(count: usize) -> Architecture {
    super::architecture(&super::sources(services::of(count)), services::ENVIRONMENT)
}

/// Measures `run` of an environment with so many services.
fn each<T>(bencher: Bencher, count: usize, run: impl Fn(&Architecture) -> T + Sync) {
    let architecture = architecture(count);
    bencher.counter(ItemsCount::new(count)).bench(|| run(&architecture));
}

#[divan::bench(args = COUNTS)]
fn a_parse(bencher: Bencher, count: usize) {
    let sources = super::sources(services::of(count));
    bencher.counter(ItemsCount::new(count)).bench(|| Document::parse(&sources));
}

#[divan::bench(args = COUNTS)]
fn b_overlay(bencher: Bencher, count: usize) {
    let document = Document::parse(&super::sources(services::of(count))).expect("it parses");
    bencher.counter(ItemsCount::new(count)).bench(|| document.resolve(services::ENVIRONMENT));
}

#[divan::bench(args = COUNTS)]
fn c_decode(bencher: Bencher, count: usize) {
    let document = Document::parse(&super::sources(services::of(count))).expect("it parses");
    let body = document.resolve(services::ENVIRONMENT).expect("it resolves");
    bencher.counter(ItemsCount::new(count)).bench(|| decode::architecture(&body, services::ENVIRONMENT));
}

#[divan::bench(args = COUNTS)]
fn d_guard(bencher: Bencher, count: usize) {
    each(bencher, count, guardrails::check);
}

/// Depends on the zones alone.
#[divan::bench(args = COUNTS)]
fn e_cidr_planner(bencher: Bencher, count: usize) {
    each(bencher, count, |architecture| {
        let network = &architecture.network;
        for zone in &network.availability_zones {
            black_box(cidr::zone_ranges(network.cidr_block, zone));
        }
    });
}

#[divan::bench(args = COUNTS)]
fn f_flow_list(bencher: Bencher, count: usize) {
    each(bencher, count, flows::flows);
}

#[divan::bench(args = COUNTS)]
fn g_plan(bencher: Bencher, count: usize) {
    each(bencher, count, |architecture| plan::root::environment(architecture, "architecture.hcl"));
}

#[divan::bench(args = COUNTS)]
fn h_render(bencher: Bencher, count: usize) {
    let root = plan::root::environment(&architecture(count), "architecture.hcl");
    let renderer = Renderer::new();
    bencher.counter(ItemsCount::new(count)).bench(|| renderer.render(&root).expect("it renders"));
}

#[divan::bench(args = COUNTS)]
fn i_picture(bencher: Bencher, count: usize) {
    each(bencher, count, |architecture| graph::svg(architecture, "graph"));
}

#[divan::bench(args = COUNTS)]
fn j_matrix(bencher: Bencher, count: usize) {
    each(bencher, count, matrix::of);
}

#[divan::bench(args = COUNTS)]
fn k_cost(bencher: Bencher, count: usize) {
    each(bencher, count, cost::estimate);
}

/// Every scenario.
#[divan::bench(args = COUNTS, max_time = 2)]
fn l_rehearsal(bencher: Bencher, count: usize) {
    each(bencher, count, rehearse::all);
}
