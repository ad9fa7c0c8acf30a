//! A model's service that fails in all the ways that such services do.

use std::time::Duration;

use plainquery_eval::run_folder::RunVerdict;

use crate::{
    model_server::{Fault, ModelServer},
    workplace::{Workplace, status, stderr},
};

fn server() -> ModelServer {
    ModelServer::start()
        .writes("case 0?", "SELECT 0")
        .writes("case 1?", "SELECT 1")
}

#[test]
fn what_passes_is_tried_again() {
    for faults in [
        vec![Fault::RetryAfter(429)],
        vec![Fault::Status(500), Fault::Status(503)],
        vec![Fault::CutBody],
    ] {
        let count = faults.len();
        let server = server().fails(faults.clone());
        let place = Workplace::new(1).with_model(&server.base_url);
        let output = place.run("run", &[]);
        assert_eq!(status(&output), 0, "{faults:?}: {}", stderr(&output));
        let (_, records) = place.records("run");
        assert_eq!(records[0].verdict, RunVerdict::Right, "{faults:?}");
        assert_eq!(server.requests(), 1 + count, "{faults:?}");
        // Only the answer counts, and is kept.
        assert_eq!(records[0].model_calls, 1);
        assert_eq!(records[0].input_tokens, 1_000);
    }
}

#[test]
fn what_does_not_pass_fails_the_question_and_not_the_run() {
    let server = server().fails(vec![Fault::Status(500); 4]);
    let place = Workplace::new(2).with_model(&server.base_url);
    let output = place.run("run", &["--attempts", "3", "--jobs", "1"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (_, records) = place.records("run");
    assert_eq!(records[0].verdict, RunVerdict::Failed);
    assert!(records[0].why.is_some());
    assert_eq!(records[1].verdict, RunVerdict::Right);
    // Three tries, one more of the pipeline's own, and the second question.
    assert_eq!(server.requests(), 5);
}

#[test]
fn a_service_that_hangs_is_given_up() {
    let server = server().fails([Fault::Hang(Duration::from_secs(20))]);
    let place = Workplace::new(2)
        .with_model(&server.base_url)
        .with("PLAINQUERY_MODEL_TIMEOUT_MS", "1000");
    let output = place.run("run", &["--jobs", "1"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (_, records) = place.records("run");
    assert_eq!(records[0].verdict, RunVerdict::Failed);
    assert_eq!(records[1].verdict, RunVerdict::Right);
    assert!(records[0].latency_ms >= 1_000.0 && records[0].latency_ms < 15_000.0);
}

#[test]
fn a_refused_key_is_not_tried_again() {
    let server = server().fails([Fault::Status(401)]);
    let place = Workplace::new(1).with_model(&server.base_url);
    assert_eq!(status(&place.run("run", &[])), 0);
    assert_eq!(server.requests(), 1);
    let (_, records) = place.records("run");
    assert_eq!(records[0].verdict, RunVerdict::Failed);
}
