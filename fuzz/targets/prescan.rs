//! Any text through what is checked before names are bound, and through the list of statements.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use plainquery_fuzz::{check_prescan, in_time};

fuzz_target!(|text: &str| -> Corpus {
    in_time(|| check_prescan(text));
    Corpus::Keep
});
