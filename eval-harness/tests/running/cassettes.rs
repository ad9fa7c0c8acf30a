//! Recording and replaying what models say.

use std::fs;

use plainquery_eval::run_folder::RunVerdict;

use crate::{
    model_server::ModelServer,
    workplace::{KEY, Workplace, all_text, status, stderr, timeless},
};

fn server() -> ModelServer {
    ModelServer::start()
        .writes("case 0?", "SELECT 0")
        .writes("SELECT 1 FROM nowhere", "SELECT 1")
        .writes("case 1?", "SELECT 1 FROM nowhere")
        .writes("case 2?", "SELECT 3")
}

#[test]
fn what_is_recorded_is_replayed_without_a_server_and_a_key() {
    let server = server();
    let place = Workplace::new(3).with_model(&server.base_url);
    let output = place.run("recorded", &["--record", "cassettes"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), 4);
    let estimated = stderr(&output);
    assert!(
        estimated.contains("3 calls to test-model are to be made"),
        "{estimated}"
    );

    let place = place.without("OPENAI_API_KEY");
    let output = place.run("replayed", &["--replay", "cassettes", "--check-cassettes"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), 4, "nobody was asked");
    let (_, recorded) = place.records("recorded");
    let (_, mut replayed) = place.records("replayed");
    let calls: Vec<u32> = replayed
        .iter()
        .map(|record| record.replayed_calls)
        .collect();
    assert_eq!(calls, [1, 2, 1]);
    for record in &mut replayed {
        record.replayed_calls = 0;
    }
    assert_eq!(timeless(recorded), timeless(replayed.clone()));
    assert_eq!(replayed[1].repairs, 1);
    assert_eq!(replayed[2].verdict, RunVerdict::Wrong);

    // Recording again asks nothing, and changes nothing.
    let before = all_text(&place.path("cassettes"));
    let place = place.with("OPENAI_API_KEY", KEY);
    assert_eq!(status(&place.run("again", &["--record", "cassettes"])), 0);
    assert_eq!(server.requests(), 4);
    assert_eq!(all_text(&place.path("cassettes")), before);
}

#[test]
fn recordings_of_other_prompts_are_not_measured_and_never_pass() {
    let server = server();
    let place = Workplace::new(3).with_model(&server.base_url);
    assert_eq!(
        status(&place.run("recorded", &["--record", "cassettes"])),
        0
    );
    let suite = fs::read_to_string(place.path("questions.toml")).unwrap();
    let changed = suite.replace("What about case 0?", "And what about case 0?");
    fs::write(place.path("questions.toml"), changed).unwrap();
    let output = place.run("replayed", &["--replay", "cassettes", "--check-cassettes"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    let told = stderr(&output);
    assert!(told.contains("not recorded: "), "{told}");
    assert!(told.contains("1 recordings are not needed"), "{told}");
    let (_, records) = place.records("replayed");
    assert_eq!(records[0].verdict, RunVerdict::NotMeasured);
    assert!(records[0].scores.is_empty());
    assert_eq!(records[1].verdict, RunVerdict::Right);
    assert_eq!(server.requests(), 4, "a miss is not asked");

    // The author records what is missing, and only that; what nobody needs goes.
    let output = place.run(
        "replayed",
        &["--record", "cassettes", "--prune", "--resume"],
    );
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), 5);
    assert_eq!(all_text(&place.path("cassettes")).lines().count(), 4);
    let output = place.run("checked", &["--replay", "cassettes", "--check-cassettes"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (_, records) = place.records("replayed");
    assert_eq!(records[0].verdict, RunVerdict::Right);

    fs::remove_dir_all(place.path("cassettes")).unwrap();
    fs::create_dir(place.path("cassettes")).unwrap();
    let output = place.run("nothing", &["--replay", "cassettes"]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
}

#[test]
fn no_key_is_in_any_file() {
    // The server repeats the key in its replies.
    let server = server();
    let place = Workplace::new(3).with_model(&server.base_url);
    assert_eq!(status(&place.run("run", &["--record", "cassettes"])), 0);
    assert!(
        server
            .authorizations()
            .iter()
            .all(|sent| sent.contains(KEY))
    );
    for folder in ["cassettes", "run"] {
        let text = all_text(&place.path(folder));
        assert!(text.contains("test-model"));
        assert!(!text.contains(KEY), "{folder}");
        assert!(!text.contains("authorization"), "{folder}");
    }
    assert!(all_text(&place.path("cassettes")).contains("[secret]"));
}

#[test]
fn questions_that_make_one_request_ask_once() {
    let server = server().takes(std::time::Duration::from_millis(200));
    let place = Workplace::new(0).with_model(&server.base_url);
    let question = |id: &str| {
        format!(
            "[[question]]\nid = '{id}'\nquestion = 'What about case 0?'\nhardness = 'easy'\n\
             gold_sql = 'SELECT 0'\n"
        )
    };
    let place = place.with_questions(&["a", "b", "c"].map(question).concat());
    let output = place.run("run", &["--jobs", "3"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), 1);
    let (_, records) = place.records("run");
    assert!(
        records
            .iter()
            .all(|record| record.verdict == RunVerdict::Right)
    );
}

#[test]
fn repeats_are_asked_anew_and_have_recordings_of_their_own() {
    let server = server();
    let place = Workplace::new(1).with_model(&server.base_url);
    let output = place.run("run", &["--repeat", "3", "--record", "cassettes"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("3 calls to test-model"),
        "{}",
        stderr(&output)
    );
    assert_eq!(server.requests(), 3);
    assert_eq!(place.verdicts("run").len(), 3);
    assert_eq!(all_text(&place.path("cassettes")).lines().count(), 3);
    let output = place.run("replayed", &["--repeat", "3", "--replay", "cassettes"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), 3);
}

#[test]
fn a_day_that_moves_is_warned_of_where_it_would_spoil_recordings() {
    let server = server();
    let place = Workplace::new(1).with_model(&server.base_url);
    fs::write(place.path("settings.toml"), "").unwrap();
    let output = place.run("moving", &["--record", "cassettes"]);
    assert!(stderr(&output).contains("tomorrow"), "{}", stderr(&output));
    let output = place.run("fixed", &["--record", "cassettes", "--today", "2025-06-30"]);
    assert!(!stderr(&output).contains("tomorrow"), "{}", stderr(&output));
    assert!(server.bodies()[1].contains("2025-06-30"));
    assert_eq!(status(&place.run("bad", &["--today", "soon"])), 2);
}

#[test]
fn an_estimate_asks_nothing() {
    let server = server();
    let place = Workplace::new(3).with_model(&server.base_url);
    let output = place.run("run", &["--estimate-only", "--repeat", "2"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let told = stderr(&output);
    assert!(told.contains("6 answers are wanted; 6 calls"), "{told}");
    assert!(told.contains('$'), "{told}");
    assert_eq!(server.requests(), 0);
    assert!(!place.path("run").exists());
}
