#![no_main]
//! A site.toml of any bytes.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| scrutineer_fuzz::build("site.toml", bytes));
