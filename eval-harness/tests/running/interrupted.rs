//! Runs that are killed, stopped by a budget, and gone on with.

use std::{fs, thread, time::Duration};

use crate::{
    model_server::ModelServer,
    workplace::{Workplace, status, stderr, timeless},
};

const QUESTIONS: usize = 40;
const JOBS: usize = 3;

/// Case n is answered with n, but for each seventh, which is wrong; one in five is mended first.
fn server() -> ModelServer {
    let mut server = ModelServer::start();
    for number in (0..QUESTIONS).rev() {
        let question = format!("What about case {number}?");
        let answer = if number % 7 == 0 { 999 } else { number };
        let good = format!("SELECT {answer}");
        if number % 5 == 0 {
            let repair = format!("SELECT {answer} FROM nowhere");
            server = server.writes(&repair, &good).writes(&question, &repair);
        } else {
            server = server.writes(&question, &good);
        }
    }
    server
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let unbroken = server();
    let whole = Workplace::new(QUESTIONS).with_model(&unbroken.base_url);
    let output = whole.run("run", &["--jobs", "3"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let calls = unbroken.requests();
    assert_eq!(
        calls,
        QUESTIONS + QUESTIONS / 5,
        "each is asked once, a fifth mended"
    );

    let server = server().takes(Duration::from_millis(60));
    let broken = Workplace::new(QUESTIONS).with_model(&server.base_url);
    let mut child = broken.start("run", &["--jobs", "3"]);
    while server.answered() < calls / 2 {
        thread::sleep(Duration::from_millis(5));
    }
    // SIGKILL: no handler, no clean end.
    child.kill().expect("a process to kill");
    child.wait().expect("its end");
    // Requests that were underway come to their end on the server's side.
    thread::sleep(Duration::from_millis(200));
    let journal = fs::read_to_string(broken.path("run/items.jsonl")).unwrap();
    let answered = journal.lines().count();
    assert!(answered > 0 && answered < QUESTIONS, "{answered}");
    // As if the kill had come in the middle of a line.
    fs::write(broken.path("run/items.jsonl"), journal + "{\"id\":\"shop-0").unwrap();

    let refused = broken.run("run", &["--jobs", "3"]);
    assert_eq!(status(&refused), 2);
    assert!(
        stderr(&refused).contains("--resume"),
        "{}",
        stderr(&refused)
    );
    let output = broken.run("run", &["--jobs", "3", "--resume"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));

    let (_, expected) = whole.records("run");
    let (manifest, resumed) = broken.records("run");
    assert_eq!(manifest.stopped, None);
    let mut expected = timeless(expected);
    let mut resumed = timeless(resumed);
    for record in expected.iter_mut().chain(&mut resumed) {
        // The two servers have an address of their own, and nothing else.
        record.why = record
            .why
            .take()
            .map(|why| why.replace(&server.base_url, ""));
    }
    assert_eq!(expected, resumed);
    let repeated = server.requests() - calls;
    assert!(repeated <= JOBS, "{repeated} requests were sent twice");
    assert!(server.counts().values().all(|count| *count <= 2));
}

#[test]
fn a_budget_stops_a_run_cleanly_and_a_larger_one_goes_on() {
    let server = server();
    let place = Workplace::new(QUESTIONS).with_model(&server.base_url);
    let output = place.run("run", &["--jobs", "2", "--max-tokens", "12000"]);
    assert_eq!(status(&output), 4, "{}", stderr(&output));
    let (manifest, records) = place.records("run");
    let stopped = manifest.stopped.expect("a reason");
    assert!(stopped.contains("12000 tokens"), "{stopped}");
    assert!(!records.is_empty() && records.len() < QUESTIONS);
    let spent: u64 = records
        .iter()
        .map(|record| record.input_tokens + record.output_tokens)
        .sum();
    // Each call takes 1,050; two were underway at most when it was spent.
    assert!(spent <= 12_000 + 2 * 1_050, "{spent}");
    let asked = server.requests();
    assert!(asked <= 13, "{asked}");

    let output = place.run("run", &["--max-tokens", "1000000", "--resume"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), QUESTIONS + QUESTIONS / 5);
    assert!(server.counts().values().all(|count| *count == 1));
    let (manifest, records) = place.records("run");
    assert_eq!((manifest.stopped, records.len()), (None, QUESTIONS));

    // $1 a million sent, $2 a million back: a call costs $0.0011.
    let output = place.run("money", &["--jobs", "1", "--max-cost-usd", "0.01"]);
    assert_eq!(status(&output), 4, "{}", stderr(&output));
    let (manifest, records) = place.records("money");
    assert!(manifest.stopped.expect("a reason").contains("$0.01"));
    let cost: f64 = records.iter().filter_map(|record| record.cost_usd).sum();
    assert!(cost > 0.005 && cost <= 0.011_2, "{cost}");
}

#[test]
fn another_run_is_not_gone_on_with() {
    let server = server();
    let place = Workplace::new(3).with_model(&server.base_url);
    assert_eq!(status(&place.run("run", &[])), 0);
    let place = place.with_questions(
        "[[question]]\nid = 'shop-new'\nquestion = 'New?'\nhardness = 'easy'\ngold_sql = 'SELECT 1'\n",
    );
    let output = place.run("run", &["--resume"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("questions"), "{}", stderr(&output));
    let place = place
        .without("PLAINQUERY_MODEL")
        .with("PLAINQUERY_MODEL", "other");
    let output = place.run("run", &["--resume", "--limit", "3"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("model"), "{}", stderr(&output));
}
