//! Answers a request from a recording, or asks within the budget and records the reply.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Write,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;

use super::{Backoff, Budget, Cassettes, ItemTraffic, Recording, Transport, key::ReadableRequest};

/// Whether what is not recorded may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrafficMode {
    /// It is asked, within the budget.
    Ask,
    /// It is not: there is no answer.
    Replay,
}

/// What traffic is made of.
#[derive(Debug)]
pub struct TrafficOptions {
    /// Whether anything may be asked.
    pub mode: TrafficMode,
    /// Recordings of earlier runs.
    pub cassettes: Cassettes,
    /// What this very run recorded before it was interrupted.
    pub own: Cassettes,
    /// Takes each new recording as a line; `None` keeps none.
    pub journal: Option<File>,
    /// What may be spent.
    pub budget: Budget,
    /// How often and when a request is sent again.
    pub backoff: Backoff,
    /// Texts that no recording may hold, such as the key.
    pub secrets: Vec<String>,
}

/// A run's traffic, shared by its jobs.
#[derive(Debug)]
pub struct Traffic {
    pub(super) mode: TrafficMode,
    cassettes: Cassettes,
    own: Mutex<Own>,
    pub(super) budget: Budget,
    pub(super) backoff: Backoff,
    secrets: Vec<String>,
    pub(super) transport: Transport,
    /// Keys of requests that are on their way.
    underway: Mutex<BTreeSet<String>>,
    arrived: Condvar,
}

/// The right to send one request; no other job sends the same meanwhile.
#[derive(Debug)]
pub(super) struct Claim<'a> {
    traffic: &'a Traffic,
    key: String,
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.traffic.underway().remove(&self.key);
        self.traffic.arrived.notify_all();
    }
}

#[derive(Debug)]
struct Own {
    recordings: BTreeMap<String, Arc<Recording>>,
    used: BTreeSet<String>,
    missed: BTreeMap<String, ReadableRequest>,
    journal: Option<File>,
    journal_fault: Option<String>,
}

impl Traffic {
    /// Traffic of a new or a resumed run; what was spent before counts.
    pub fn new(options: TrafficOptions) -> Self {
        for recording in options.own.iter() {
            options.budget.spend(recording.usage);
        }
        let own = options.own.iter();
        let own = own.map(|recording| (recording.key.clone(), Arc::new(recording.clone())));
        Self {
            mode: options.mode,
            cassettes: options.cassettes,
            own: Mutex::new(Own {
                recordings: own.collect(),
                used: BTreeSet::new(),
                missed: BTreeMap::new(),
                journal: options.journal,
                journal_fault: None,
            }),
            budget: options.budget,
            backoff: options.backoff,
            secrets: options.secrets,
            transport: Transport::default(),
            underway: Mutex::default(),
            arrived: Condvar::new(),
        }
    }

    /// What may be spent, and was.
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// A question's part of the traffic.
    pub fn of_item(&self, repeat: u32) -> ItemTraffic<'_> {
        ItemTraffic::new(self, repeat)
    }

    /// What this run asked, earlier parts of it included.
    pub fn recorded(&self) -> Vec<Recording> {
        let own = self.own();
        own.recordings
            .values()
            .map(|recording| Recording::clone(recording))
            .collect()
    }

    /// Requests that would have been needed and are not recorded, by key.
    pub fn missed(&self) -> BTreeMap<String, ReadableRequest> {
        self.own().missed.clone()
    }

    /// Keys of recordings that questions needed.
    pub fn used(&self) -> BTreeSet<String> {
        self.own().used.clone()
    }

    /// Whether a question needed a recording, or made it.
    pub fn is_used(&self, key: &str) -> bool {
        let own = self.own();
        own.used.contains(key) || own.recordings.contains_key(key)
    }

    /// Why recordings could not be kept, if so.
    pub fn journal_fault(&self) -> Option<String> {
        self.own().journal_fault.clone()
    }

    /// What is recorded for a request, and whether by an earlier run.
    pub(super) fn recorded_reply(&self, key: &str) -> Option<(Arc<Recording>, bool)> {
        let mut own = self.own();
        let found = match own.recordings.get(key) {
            Some(recording) => (Arc::clone(recording), false),
            None => (Arc::new(self.cassettes.get(key)?.clone()), true),
        };
        own.used.insert(key.to_owned());
        Some(found)
    }

    pub(super) fn keep(&self, mut recording: Recording) {
        for secret in &self.secrets {
            redact(&mut recording.request.body, secret);
            redact(&mut recording.reply, secret);
        }
        let mut own = self.own();
        let own = &mut *own;
        if let Some(journal) = &mut own.journal {
            let mut line = serde_json::to_vec(&recording).unwrap_or_default();
            line.push(b'\n');
            if let Err(fault) = journal.write_all(&line) {
                own.journal_fault = Some(fault.to_string());
            }
        }
        let key = recording.key.clone();
        own.recordings.entry(key).or_insert(Arc::new(recording));
    }

    /// Takes note of a request that is not recorded and may not be asked.
    pub(super) fn miss(&self, key: String, request: ReadableRequest) {
        self.own().missed.insert(key, request);
    }

    /// Waits until no other job sends this request: its reply is then recorded.
    pub(super) fn claim(&self, key: &str) -> Claim<'_> {
        let mut underway = self.underway();
        while underway.contains(key) {
            underway = self
                .arrived
                .wait(underway)
                .unwrap_or_else(PoisonError::into_inner);
        }
        underway.insert(key.to_owned());
        Claim {
            traffic: self,
            key: key.to_owned(),
        }
    }

    fn underway(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.underway.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn own(&self) -> MutexGuard<'_, Own> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn redact(value: &mut Value, secret: &str) {
    match value {
        Value::String(text) if text.contains(secret) => {
            *text = text.replace(secret, "[secret]");
        }
        Value::Array(elements) => {
            for element in elements {
                redact(element, secret);
            }
        }
        Value::Object(members) => {
            for member in members.values_mut() {
                redact(member, secret);
            }
        }
        _ => {}
    }
}
