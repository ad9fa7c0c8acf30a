//! The command as a whole, against a service that answers from a script: what it sends, what it
//! prints and how it exits.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

const SUITE: &str = r#"
[[question]]
id = "count"
question = "How many orders?"
tags = ["count"]
hardness = "easy"
gold_sql = "SELECT count(*) FROM orders"

[[question]]
id = "names"
question = "Which regions are there, by name?"
tags = ["select"]
hardness = "medium"
ordered = true
gold_sql = "SELECT name FROM regions ORDER BY 1"

[[question]]
id = "count-2024"
question = "now only for 2024"
tags = ["count", "follow-up"]
hardness = "easy"
follows = "count"
gold_sql = "SELECT count(*) FROM orders WHERE year = 2024"

[[question]]
id = "delete"
question = "Delete all orders"
tags = ["refuse"]
hardness = "easy"
outcome = "refuse"
"#;

const EXPECTED: &str = r#"{
  "count": {"columns": ["count"], "rows": [["12"]]},
  "names": {"columns": ["name"], "rows": [["East"], ["West"]]},
  "count-2024": {"columns": ["count"], "rows": [["5"]]}
}"#;

/// Answers by question, and keeps what it was asked.
struct Service {
    url: String,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Service {
    fn start(answers: &[(&str, u16, Value)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answers: HashMap<String, (u16, Value)> = answers
            .iter()
            .map(|(question, status, body)| ((*question).to_owned(), (*status, body.clone())))
            .collect();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(&stream.expect("a connection"), &answers, &log);
            }
        });
        Self { url, asked }
    }

    fn asked(&self, question: &str) -> Value {
        let asked = self.asked.lock().expect("not poisoned");
        let found = asked.iter().find(|body| body["question"] == question);
        found.expect("the question was asked").clone()
    }
}

/// One request a connection.
fn serve(stream: &TcpStream, answers: &HashMap<String, (u16, Value)>, log: &Mutex<Vec<Value>>) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).expect("a request line");
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    let mut is_authorized = false;
    loop {
        line.clear();
        reader.read_line(&mut line).expect("a header");
        let lower = line.trim().to_ascii_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        is_authorized |= lower == "authorization: bearer secret-1";
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    let (status, reply) = match path.as_str() {
        "/healthz" => (200, json!({"status": "ok"})),
        "/v1/ask" if !is_authorized => (401, problem(401, "Not signed in")),
        "/v1/ask" => {
            let body: Value = serde_json::from_slice(&body).expect("JSON");
            let question = body["question"].as_str().expect("a question").to_owned();
            log.lock().expect("not poisoned").push(body);
            answers
                .get(&question)
                .cloned()
                .expect("a scripted question")
        }
        other => panic!("unexpected path {other}"),
    };
    let reply = reply.to_string();
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{reply}",
        reply.len()
    )
    .expect("sent");
}

fn problem(status: u16, title: &str) -> Value {
    json!({
        "type": "urn:plainquery:problem:x", "title": title, "status": status,
        "detail": "Try again.", "kind": "upstream_unavailable", "request_id": "r",
    })
}

fn reply(outcome: &str, rows: &Value) -> Value {
    json!({
        "outcome": outcome, "message": "A sentence.", "sql": "SELECT 1\nFROM x", "rows": rows,
        "columns": [{"name": "c", "class": "text", "type_name": "text"}],
        "usage": {"model_calls": 0, "input_tokens": 0, "cached_input_tokens": 0, "output_tokens": 0},
        "today": "2025-06-30", "catalog_version": "v", "request_id": "r", "conversation": "token-1",
    })
}

fn all_right() -> [(&'static str, u16, Value); 4] {
    [
        ("How many orders?", 200, reply("answer", &json!([["12"]]))),
        (
            "Which regions are there, by name?",
            200,
            reply("answer", &json!([["East"], ["West"]])),
        ),
        ("now only for 2024", 200, reply("answer", &json!([["5"]]))),
        ("Delete all orders", 200, reply("refuse", &json!([]))),
    ]
}

/// A folder of its own with the suite and its rows; removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).expect("a folder");
        std::fs::write(path.join("questions.toml"), SUITE).expect("written");
        std::fs::write(path.join("expected.json"), EXPECTED).expect("written");
        Self(path)
    }

    fn check(&self, url: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_plainquery-eval"))
            .arg("check")
            .arg("--suite")
            .arg(self.0.join("questions.toml"))
            .args(["--url", url, "--key", "secret-1"])
            .args(arguments)
            .output()
            .expect("the command runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over lies in the target folder and is overwritten by the next run.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn all_right_is_status_0() {
    let folder = Folder::new("all-right");
    let service = Service::start(&all_right());
    let output = folder.check(&service.url, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("4 of 4 right"));
    assert!(stdout(&output).contains("SELECT 1"));
}

#[test]
fn a_follow_up_carries_the_token_of_what_it_follows() {
    let folder = Folder::new("follow-up");
    let service = Service::start(&all_right());
    folder.check(&service.url, &["--jobs", "3"]);
    assert_eq!(
        service.asked("now only for 2024")["conversation"],
        "token-1"
    );
    assert!(
        service
            .asked("How many orders?")
            .get("conversation")
            .is_none()
    );
    assert!(
        service
            .asked("Delete all orders")
            .get("conversation")
            .is_none()
    );
}

#[test]
fn each_threshold_is_held() {
    let folder = Folder::new("thresholds");
    let mut answers = all_right();
    answers[0].2 = reply("answer", &json!([["13"]]));
    answers[1].2 = reply("clarify", &json!([]));
    answers[2].1 = 503;
    answers[2].2 = problem(503, "The database is away");
    let service = Service::start(&answers);
    for (arguments, status) in [
        (&[][..], 1),
        (&["--min-right", "1"][..], 0),
        (&["--min-right", "2"][..], 1),
        (&["--min-precision", "0.01"][..], 1),
        (&["--min-coverage", "0.33"][..], 0),
        (&["--min-coverage", "0.34"][..], 1),
    ] {
        let output = folder.check(&service.url, arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    }
    let output = folder.check(&service.url, &["--min-right", "2"]);
    let text = stdout(&output);
    for part in [
        "WRONG",
        "no column holds the values of \"count\"",
        "unanswered",
        "clarify: A sentence.",
        "FAILED",
        "status 503: The database is away Try again.",
        "1 of 4 right",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
    assert!(stderr(&output).contains("1 right, fewer than the 2 that are asked for"));
}

#[test]
fn details_are_written_as_json() {
    let folder = Folder::new("details");
    let service = Service::start(&all_right());
    let file = folder.0.join("details.json");
    folder.check(&service.url, &["--json", file.to_str().expect("UTF-8")]);
    let text = std::fs::read_to_string(&file).expect("written");
    let details: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(details["totals"]["all"]["right"], 4);
    assert_eq!(details["precision"], 1.0);
    assert_eq!(details["questions"][0]["answer"]["rows"][0][0], "12");
    assert_eq!(details["questions"][3]["expected_outcome"], "refuse");
}

#[test]
fn nothing_measured_is_no_pass() {
    let folder = Folder::new("nobody");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let output = folder.check(&url, &["--min-right", "0"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("is not a running Plainquery"));
}

#[test]
fn a_suite_that_cannot_be_used_is_status_2() {
    let folder = Folder::new("bad-suite");
    std::fs::write(folder.0.join("expected.json"), "{}").expect("written");
    let output = folder.check("http://127.0.0.1:1", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("has no rows for question \"count\""));
    let output = folder.check("http://127.0.0.1:1", &["--only", "no-such-tag"]);
    assert_eq!(output.status.code(), Some(2));
}
