#![no_main]
//! A narrative of any bytes below a header that is right.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut paper = b"---\ntitle: Report\nkind: report\ndate: 2024-01-10\nform: full\n---\n".to_vec();
    paper.extend_from_slice(bytes);
    scrutineer_fuzz::build("content/papers/report.md", &paper);
});
