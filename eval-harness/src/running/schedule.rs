//! Asks the questions of a run, several conversations at once, and writes each answer down as it comes.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use super::{
    Progress, RunJournal, Scoring, Shard,
    journal::{Asking, JournalError},
    selection::{asked_items, conversations},
};
use crate::{
    dataset::{Dataset, Item},
    run_folder::ItemRecord,
    target::{Asked, Conversation, Session, Target},
    traffic::{ItemTraffic, Traffic, timed},
};

/// What is asked of what.
pub struct RunOptions<'a> {
    /// The questions.
    pub dataset: &'a Dataset,
    /// The part of them that is asked.
    pub shard: Option<Shard>,
    /// How often each is asked.
    pub repeats: u32,
    /// Conversations that are held at the same time; at least 1.
    pub jobs: usize,
    /// Ids of items that are left out.
    pub left_out: &'a BTreeMap<String, String>,
    /// What answers.
    pub target: &'a dyn Target,
    /// What scores.
    pub scoring: &'a Scoring<'a>,
    /// What is said to models.
    pub traffic: &'a Traffic,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOutcome {
    /// Why it ended before all was asked; `None` where it did not.
    pub stopped: Option<String>,
}

impl RunOptions<'_> {
    /// The conversations, each for each repeat.
    fn units(&self) -> Vec<(u32, Vec<usize>)> {
        let conversations = conversations(self.dataset, self.shard);
        (0..self.repeats)
            .flat_map(|repeat| {
                let turns = conversations.iter();
                turns.map(move |turns| (repeat, turns.clone()))
            })
            .collect()
    }

    /// The questions that are to be answered, each for each repeat.
    pub fn askings(&self) -> usize {
        let per_repeat = asked_items(self.dataset, self.shard, self.left_out);
        per_repeat * self.repeats as usize
    }
}

/// Asks all that is not answered yet. Where the budget is spent, questions that are underway come to
/// their end and no further ones are begun.
pub fn run(
    options: &RunOptions<'_>,
    journal: &mut RunJournal,
    progress: &Progress,
) -> Result<RunOutcome, JournalError> {
    let units = options.units();
    let followed: HashSet<&str> = options
        .dataset
        .items
        .iter()
        .filter_map(|item| item.follows.as_deref())
        .collect();
    let shared = Shared {
        options,
        followed,
        journal: Mutex::new(journal),
        progress,
        is_over: AtomicBool::new(false),
        stopped: Mutex::new(None),
        fault: Mutex::new(None),
    };
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.max(1).min(units.len()) {
            scope.spawn(|| {
                let mut session = options.target.session();
                while !shared.is_over.load(Ordering::Relaxed) {
                    let Some((repeat, turns)) = units.get(next.fetch_add(1, Ordering::Relaxed))
                    else {
                        return;
                    };
                    shared.hold(session.as_mut(), *repeat, turns);
                }
            });
        }
    });
    let fault = shared.fault.into_inner();
    if let Some(fault) = fault.unwrap_or_else(PoisonError::into_inner) {
        return Err(fault);
    }
    let stopped = shared.stopped.into_inner();
    Ok(RunOutcome {
        stopped: stopped.unwrap_or_else(PoisonError::into_inner),
    })
}

struct Shared<'a> {
    options: &'a RunOptions<'a>,
    /// Ids that a follow-up follows.
    followed: HashSet<&'a str>,
    journal: Mutex<&'a mut RunJournal>,
    progress: &'a Progress,
    is_over: AtomicBool,
    stopped: Mutex<Option<String>>,
    fault: Mutex<Option<JournalError>>,
}

impl Shared<'_> {
    /// Holds one conversation. Each turn goes on from the very answer that it follows.
    fn hold(&self, session: &mut dyn Session, repeat: u32, turns: &[usize]) {
        let mut left: BTreeMap<&str, Conversation> = BTreeMap::new();
        for &position in turns {
            let Some(item) = self.options.dataset.items.get(position) else {
                continue;
            };
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
            let asking = (item.id.clone(), repeat);
            if let Some(conversation) = self.answered_before(&asking) {
                left.insert(&item.id, conversation);
                continue;
            }
            let is_followed = self.followed.contains(item.id.as_str());
            let is_left_out = self.options.left_out.contains_key(&item.id);
            if is_left_out && !is_followed {
                continue;
            }
            let before = item.follows.as_deref().and_then(|id| left.get(id));
            let before = before.cloned().unwrap_or_default();
            let traffic = self.options.traffic.of_item(repeat);
            let (asked, record) = self.ask(session, item, repeat, &before, &traffic);
            if let Asked::Stopped(spent) = &asked {
                self.stop(spent.to_string());
                return;
            }
            let conversation = match &asked {
                Asked::Answered(answer) => answer.conversation.clone(),
                _ => before,
            };
            if !is_left_out {
                self.write(record, is_followed.then_some(&conversation));
            }
            left.insert(&item.id, conversation);
        }
    }

    fn ask(
        &self,
        session: &mut dyn Session,
        item: &Item,
        repeat: u32,
        before: &Conversation,
        traffic: &ItemTraffic<'_>,
    ) -> (Asked, ItemRecord) {
        let scoring = self.options.scoring;
        let ((asked, mut record), duration) = timed(|| {
            let asked = session.ask(item, before, traffic);
            let record = scoring.record(item, repeat, &asked);
            (asked, record)
        });
        record.latency_ms = (duration.as_secs_f64() * 1_000_000.0).round() / 1_000.0;
        note_traffic(&mut record, traffic, self.options.traffic);
        (asked, record)
    }

    /// What the answer left, where the question was answered in an earlier part of the run.
    fn answered_before(&self, asking: &Asking) -> Option<Conversation> {
        let journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal
            .is_done(asking)
            .then(|| journal.left().get(asking).cloned().unwrap_or_default())
    }

    fn write(&self, record: ItemRecord, conversation: Option<&Conversation>) {
        self.progress.add(&record);
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let written = journal.add(record, conversation);
        drop(journal);
        let unwritten = self
            .options
            .traffic
            .journal_fault()
            .map(JournalError::Traffic);
        if let Some(fault) = written.err().or(unwritten) {
            *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault);
            self.is_over.store(true, Ordering::Relaxed);
        }
    }

    fn stop(&self, why: String) {
        let mut stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        stopped.get_or_insert(why);
        self.is_over.store(true, Ordering::Relaxed);
    }
}

/// What a question took of models that this program asked itself.
fn note_traffic(record: &mut ItemRecord, item: &ItemTraffic<'_>, traffic: &Traffic) {
    let calls = item.completions();
    if calls.is_empty() {
        return;
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    record.model_calls = count(calls.len());
    record.replayed_calls = count(calls.iter().filter(|call| call.is_replayed).count());
    let usage = item.usage();
    record.input_tokens = usage.input_tokens;
    record.output_tokens = usage.output_tokens;
    let cost_usd = traffic.budget().cost_usd(usage);
    record.cost_usd = cost_usd.map(|usd| (usd * 1e9).round() / 1e9);
}
