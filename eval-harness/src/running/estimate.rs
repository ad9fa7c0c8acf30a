//! What a run will cost, before anything is asked.

use std::collections::BTreeSet;

use super::RunOptions;
use crate::{
    target::{Asked, Conversation, Target},
    traffic::{Budget, Cassettes, ReplyUsage, Traffic, TrafficMode, TrafficOptions},
};

/// The output of a call that nobody has recorded yet, in tokens: a query with a sentence.
const ASSUMED_OUTPUT_TOKENS: u64 = 150;

/// What is to be asked of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimate {
    /// Requests that are not recorded; those for repairs cannot be foreseen.
    pub calls: u64,
    /// Their tokens, by the size of the rendered prompts.
    pub input_tokens: u64,
    /// Tokens that will come back, by the mean of what is recorded or 150 a call.
    pub output_tokens: u64,
    /// In US dollars, where prices are configured.
    pub cost_usd: Option<f64>,
    /// Keys of recordings that the questions need.
    pub needed: BTreeSet<String>,
}

/// Renders all prompts of a run without asking anything. What is in `recorded` costs nothing.
pub fn estimate(options: &RunOptions<'_>, target: &dyn Target, recorded: Cassettes) -> Estimate {
    let output_tokens = mean_output_tokens(&recorded);
    // Without recordings all repeats cost the same.
    let (repeats, factor) = if recorded.is_empty() {
        (1, u64::from(options.repeats))
    } else {
        (options.repeats, 1)
    };
    let traffic = Traffic::new(TrafficOptions {
        mode: TrafficMode::Replay,
        cassettes: recorded,
        own: Cassettes::default(),
        journal: None,
        budget: Budget::default(),
        backoff: crate::traffic::Backoff::default(),
        secrets: Vec::new(),
    });
    let mut session = target.session();
    for repeat in 0..repeats {
        for turns in super::selection::conversations(options.dataset, options.shard) {
            let mut left: Vec<(&str, Conversation)> = Vec::new();
            for item in turns
                .iter()
                .filter_map(|&position| options.dataset.items.get(position))
            {
                let followed = item.follows.as_deref();
                let before = left.iter().find(|(id, _)| Some(*id) == followed);
                let before = before.map(|(_, before)| before.clone()).unwrap_or_default();
                let asked = session.ask(item, &before, &traffic.of_item(repeat));
                let conversation = match asked {
                    Asked::Answered(answer) => answer.conversation,
                    _ => before,
                };
                left.push((&item.id, conversation));
            }
        }
    }
    let missed = traffic.missed();
    let tokens = |body: &serde_json::Value| plainquery_llm::estimate_tokens(&body.to_string());
    let input_tokens: usize = missed.values().map(|request| tokens(&request.body)).sum();
    let calls = missed.len() as u64 * factor;
    let usage = ReplyUsage {
        input_tokens: input_tokens as u64 * factor,
        output_tokens: calls * output_tokens,
        ..ReplyUsage::default()
    };
    Estimate {
        calls,
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cost_usd: options.traffic.budget().cost_usd(usage),
        needed: traffic.used(),
    }
}

fn mean_output_tokens(recorded: &Cassettes) -> u64 {
    let (mut sum, mut replies) = (0, 0_u64);
    for recording in recorded.iter() {
        sum += recording.usage.output_tokens;
        replies += u64::from(recording.usage.output_tokens > 0);
    }
    let mean: Option<u64> = u64::checked_div(sum, replies);
    mean.unwrap_or(ASSUMED_OUTPUT_TOKENS)
}
