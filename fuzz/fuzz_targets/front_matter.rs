#![no_main]
//! A paper of any bytes, header included.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| scrutineer_fuzz::build("content/papers/report.md", bytes));
