//! Plays a suite: asks every question, follow-ups after what they follow, and judges the answers.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use plainquery_wire::ask::Outcome;
use plainquery_wire::{AskRequest, AskResponse};

use crate::client::{AskError, Client};
use crate::expected::ExpectedResults;
use crate::suite::Suite;
use crate::verdict::{Judgement, judge};

/// What came of one question.
#[derive(Debug)]
pub struct Record {
    /// Its position in the suite.
    pub at: usize,
    /// The answer.
    pub answer: Result<AskResponse, AskError>,
    /// What it is worth.
    pub judgement: Judgement,
    /// From the request's first byte to the answer's last.
    pub duration: Duration,
}

impl Record {
    /// Whether the service replied, be it with a problem.
    pub fn is_reply(&self) -> bool {
        self.answer
            .as_ref()
            .map_or_else(AskError::is_reply, |_| true)
    }
}

/// How to ask.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Conversations that are held at the same time; at least 1.
    pub jobs: usize,
    /// The most rows that are asked for.
    pub max_rows: u32,
}

/// Asks all questions and returns the records in the suite's order. `on_record` sees each as soon
/// as it is there.
pub fn run(
    suite: &Suite,
    expected: &ExpectedResults,
    client: &Client,
    options: Options,
    mut on_record: impl FnMut(&Record),
) -> Vec<Record> {
    let conversations = suite.conversations();
    let next = AtomicUsize::new(0);
    let mut records = Vec::with_capacity(suite.questions.len());
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..options.jobs.max(1) {
            let sender = sender.clone();
            let (conversations, next) = (&conversations, &next);
            scope.spawn(move || {
                while let Some(turns) = conversations.get(next.fetch_add(1, Ordering::Relaxed)) {
                    hold(turns, suite, expected, client, options.max_rows, &sender);
                }
            });
        }
        drop(sender);
        for record in receiver {
            on_record(&record);
            records.push(record);
        }
    });
    records.sort_by_key(|record| record.at);
    records
}

/// Holds one conversation. Each turn carries the token of the very answer that it follows; where
/// that one gave none, the question is asked without, as a user would.
fn hold(
    turns: &[usize],
    suite: &Suite,
    expected: &ExpectedResults,
    client: &Client,
    max_rows: u32,
    sender: &mpsc::Sender<Record>,
) {
    let mut tokens: Vec<(&str, Option<String>)> = Vec::new();
    for &at in turns {
        let case = &suite.questions[at];
        let conversation = case.follows.as_ref().and_then(|followed| {
            let (_, token) = tokens.iter().find(|(id, _)| id == followed)?;
            token.clone()
        });
        let request = AskRequest {
            question: case.question.clone(),
            conversation,
            max_rows: Some(max_rows),
        };
        let (answer, duration) = timed(|| client.ask(&request));
        let token = answer.as_ref().ok().and_then(|it| it.conversation.clone());
        tokens.push((&case.id, token));
        let expected = (case.outcome == Outcome::Answer)
            .then(|| expected.get(&case.id))
            .flatten();
        let record = Record {
            at,
            judgement: judge(case, expected, &answer),
            answer,
            duration,
        };
        if sender.send(record).is_err() {
            return;
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a native program that measures real waiting time"
)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}
