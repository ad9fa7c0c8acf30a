//! Any text through the validator, MySQL's dialect: parse, bind, policy, print, explain, warn.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use plainquery_core::Dialect;
use plainquery_fuzz::{World, in_time};

thread_local! {
    static WORLD: World = World::new(Dialect::Mysql);
}

fuzz_target!(|text: &str| -> Corpus {
    WORLD.with(|world| in_time(|| world.check(text)));
    Corpus::Keep
});
