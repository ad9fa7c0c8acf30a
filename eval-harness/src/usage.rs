//! What a run took: calls, tokens, money and time.

use serde::Serialize;

use crate::{metrics::measured, run_folder::ItemRecord, statistics::quantile};

/// What the measured answers of a run took.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Usage {
    /// Measured answers, repeats counted.
    pub answers: usize,
    /// Calls to the model.
    pub model_calls: u64,
    /// Of those, replayed from a recording.
    pub replayed_calls: u64,
    /// Tokens that were sent.
    pub input_tokens: u64,
    /// Tokens that came back.
    pub output_tokens: u64,
    /// Tokens of both kinds an answer; `None` without answers.
    pub tokens_per_answer: Option<f64>,
    /// In US dollars, of the answers whose price is known; `None` where none is.
    pub cost_usd: Option<f64>,
    /// Answers that called a model whose price is not known.
    pub unpriced_answers: usize,
    /// The median time of an answer, in milliseconds.
    pub latency_p50_ms: Option<f64>,
    /// The time that 95 of 100 answers stay within, in milliseconds.
    pub latency_p95_ms: Option<f64>,
}

impl Usage {
    /// Sums over the measured answers.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn of(records: &[ItemRecord]) -> Self {
        let mut usage = Self::default();
        let mut latencies_ms: Vec<f64> = Vec::new();
        for answer in measured(records) {
            usage.answers += 1;
            usage.model_calls += u64::from(answer.model_calls);
            usage.replayed_calls += u64::from(answer.replayed_calls);
            usage.input_tokens += answer.input_tokens;
            usage.output_tokens += answer.output_tokens;
            match answer.cost_usd {
                Some(cost) => *usage.cost_usd.get_or_insert(0.0) += cost,
                None if answer.model_calls > 0 => usage.unpriced_answers += 1,
                None => {}
            }
            latencies_ms.push(answer.latency_ms);
        }
        latencies_ms.sort_by(f64::total_cmp);
        usage.latency_p50_ms = quantile(&latencies_ms, 0.5);
        usage.latency_p95_ms = quantile(&latencies_ms, 0.95);
        usage.tokens_per_answer = (usage.answers > 0)
            .then(|| (usage.input_tokens + usage.output_tokens) as f64 / usage.answers as f64);
        usage
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::record;
    use crate::run_folder::RunVerdict::{NotMeasured, Right};

    #[test]
    fn what_was_not_measured_took_nothing_and_an_unknown_price_is_told() {
        let asked = |verdict, cost_usd, latency_ms| ItemRecord {
            model_calls: 1,
            input_tokens: 100,
            output_tokens: 10,
            cost_usd,
            latency_ms,
            ..record(verdict)
        };
        let records = [
            asked(Right, Some(0.02), 30.0),
            asked(Right, None, 10.0),
            asked(NotMeasured, Some(1.0), 1e6),
            record(Right),
        ];
        let usage = Usage::of(&records);
        assert_eq!(usage.answers, 3);
        assert_eq!((usage.model_calls, usage.input_tokens), (2, 200));
        assert_eq!(usage.tokens_per_answer, Some(220.0 / 3.0));
        assert_eq!((usage.cost_usd, usage.unpriced_answers), (Some(0.02), 1));
        // Latencies 0, 10 and 30.
        assert_eq!(usage.latency_p50_ms, Some(10.0));
        assert_eq!(usage.latency_p95_ms, Some(28.0));
        assert_eq!(Usage::of(&[]), Usage::default());
    }
}
