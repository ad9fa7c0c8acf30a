//! `plainquery serve` as a process.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::Instant;

use super::http;

pub(crate) const API_KEY: &str = "a-key-that-only-tests-know";
const SECRET: &str = "a-secret-of-the-conversation-that-is-long-enough";

/// A running server; gone with this value.
pub(crate) struct Served {
    child: Child,
    pub(crate) url: String,
    logs: Arc<Mutex<String>>,
}

/// A status, the headers and the JSON.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) json: Value,
}

impl Told {
    pub(crate) async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        Self {
            status,
            headers,
            json: serde_json::from_str(&text).unwrap_or(Value::String(text)),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The problem's id.
    pub(crate) fn problem(&self) -> &str {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let uri = self.json["type"].as_str().unwrap();
        uri.strip_prefix("urn:plainquery:problem:").unwrap()
    }

    /// The only cell of the only row of an answer.
    pub(crate) fn cell(&self) -> &str {
        assert_eq!(self.status, 200, "{}", self.json);
        self.json["rows"][0][0].as_str().unwrap()
    }
}

impl Served {
    /// Starts it with these settings beside those that every server needs.
    pub(crate) fn start(settings: &[(&str, &str)]) -> Self {
        Self::start_with(settings, &[])
    }

    /// The same with further arguments.
    pub(crate) fn start_with(settings: &[(&str, &str)], arguments: &[&str]) -> Self {
        let keys = json!({API_KEY: {"subject": "ann", "role": "analyst"}}).to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainquery"));
        command
            .arg("serve")
            .env_clear()
            .env("PLAINQUERY_WORKERS", "2")
            .env("PLAINQUERY_CONVERSATION_SECRET", SECRET)
            .env("PLAINQUERY_API_KEYS", keys)
            .env("PLAINQUERY_SCHEMAS", "shop")
            .env("PLAINQUERY_TODAY", "2025-06-30")
            .envs(settings.iter().copied())
            .args(arguments);
        Self::spawn(command)
    }

    /// Starts it with a settings file and nothing else.
    pub(crate) fn start_with_file(file: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plainquery"));
        command.args(["serve", "--settings"]).arg(file).env_clear();
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut child = command
            .args(["--log-level", "debug", "--exit-with-parent"])
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let logs = Arc::new(Mutex::new(String::new()));
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn({
            let logs = logs.clone();
            move || {
                let mut line = String::new();
                while errors.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
                    logs.lock().unwrap().push_str(&line);
                    line.clear();
                }
            }
        });
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line)
            .unwrap_or_else(|_| panic!("{line}{}", logs.lock().unwrap()));
        assert_eq!(ready["ready"], true);
        std::thread::spawn(move || drop(output.read_to_end(&mut Vec::new())));
        Self {
            child,
            url: ready["url"].as_str().unwrap().to_owned(),
            logs,
        }
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> reqwest::RequestBuilder {
        http().get(format!("{}{path}", self.url))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> reqwest::RequestBuilder {
        http()
            .post(format!("{}{path}", self.url))
            .bearer_auth(API_KEY)
            .header("content-type", "application/json")
            .body(body.to_string())
    }

    pub(crate) fn question(&self, question: &str) -> reqwest::RequestBuilder {
        self.post("/v1/ask", &json!({"question": question}))
    }

    pub(crate) async fn ask(&self, question: &str) -> Told {
        Told::of(self.question(question)).await
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn ended(&mut self, at_most: Duration) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(started.elapsed() < at_most, "the server does not end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) fn logs(&self) -> String {
        self.logs.lock().unwrap().clone()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
