#![no_main]
//! A date of any text: what is read is written back as it was, and its first day is not after its last.

use libfuzzer_sys::fuzz_target;
use scrutineer::model::date::Date;
use scrutineer::model::scalar::Written;

fuzz_target!(|text: &str| {
    match Date::read(text) {
        Ok(date) => {
            assert!(date.first() <= date.last());
            assert_eq!(Date::read(&date.to_string()), Ok(date));
        }
        Err(slip) => {
            if let Some(better) = slip.replacement {
                assert!(Date::read(&better).is_ok(), "{text:?} is to be {better:?}");
            }
        }
    }
});
