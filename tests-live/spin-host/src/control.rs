//! Commands on standard input, by which a test looks into the store, breaks it, or moves the clock: a
//! line of JSON each, answered by one. The end of the input ends the host, so that none outlives its
//! test.

use std::{
    io::{BufRead as _, stdin},
    process::exit,
    sync::Arc,
    thread,
};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{app::App, key_value::Behaviour};

#[derive(Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
enum Command {
    KvBehave {
        behaviour: Behaviour,
    },
    KvKeys {
        store: String,
    },
    KvGet {
        store: String,
        key: String,
    },
    KvSet {
        store: String,
        key: String,
        bytes: Vec<u8>,
    },
    ClockOffset {
        ms: i64,
    },
}

/// Obeys commands from now on, on a thread of its own.
pub(crate) fn obey(app: Arc<App>) {
    thread::spawn(move || {
        for line in stdin().lock().lines().map_while(Result::ok) {
            let answer = match serde_json::from_str(&line) {
                Ok(command) => run(&app, command),
                Err(error) => json!({ "error": error.to_string() }),
            };
            println!("{answer}");
        }
        exit(0);
    });
}

fn run(app: &App, command: Command) -> Value {
    let stores = &app.stores;
    match command {
        Command::KvBehave { behaviour } => {
            stores.behave(behaviour);
            json!({})
        }
        Command::KvKeys { store } => json!({ "keys": stores.keys(&store) }),
        Command::KvGet { store, key } => json!({ "bytes": stores.get(&store, &key) }),
        Command::KvSet { store, key, bytes } => {
            stores.set(&store, key, bytes);
            json!({})
        }
        Command::ClockOffset { ms } => {
            app.clock.set_offset_ms(ms);
            json!({})
        }
    }
}
