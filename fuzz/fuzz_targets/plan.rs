#![no_main]
//! A plan of any bytes.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| scrutineer_fuzz::build("content/plans/plan.yaml", bytes));
