#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tfgen_fuzz::within_a_second(tfgen_fuzz::render, bytes));
