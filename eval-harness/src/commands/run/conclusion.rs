//! The end of a run: totals, the check of recordings, the exit status.

use std::io::Write;

use plainquery_eval::{
    figures::percent,
    metrics::accuracy,
    run_folder::{ItemRecord, RunVerdict},
    usage::Usage,
};

use super::{EXIT_STOPPED, Run, recordings::Recorded};
use crate::commands::{EXIT_MISSED, EXIT_NOT_MEASURED};

impl Run {
    /// Prints the totals; the exit status.
    pub(super) fn conclude(
        &self,
        records: &[ItemRecord],
        stopped: Option<&str>,
        recorded: &Recorded<'_>,
    ) -> anyhow::Result<u8> {
        let mut out = std::io::stdout().lock();
        write_summary(&mut out, records, self.verdict_by().label())?;
        writeln!(out, "written to {}", self.out.display())?;
        if let Some(why) = stopped {
            eprintln!("plainquery-eval: the run stopped: {why}; --resume goes on with it");
            return Ok(EXIT_STOPPED);
        }
        let are_missing = self.recordings.check_cassettes && !self.recordings.check(recorded)?;
        let unmeasured = records
            .iter()
            .filter(|record| record.verdict == RunVerdict::NotMeasured)
            .count();
        if unmeasured > 0 {
            eprintln!("plainquery-eval: {unmeasured} answers were not measured");
        }
        Ok(if unmeasured == records.len() {
            EXIT_NOT_MEASURED
        } else if unmeasured > 0 || are_missing {
            EXIT_MISSED
        } else {
            0
        })
    }
}

/// The totals of a run in a few lines.
pub(in crate::commands) fn write_summary(
    out: &mut impl Write,
    records: &[ItemRecord],
    score: &str,
) -> anyhow::Result<()> {
    let count = |verdict| {
        records
            .iter()
            .filter(|record| record.verdict == verdict)
            .count()
    };
    let share = accuracy(records);
    let percent = share
        .value()
        .map_or("not measured".to_owned(), |value| percent(Some(value)));
    writeln!(
        out,
        "{score}: {} of {} right ({percent}); wrong {}, unanswered {}, failed {}, not measured {}",
        share.part,
        share.of,
        count(RunVerdict::Wrong),
        count(RunVerdict::Unanswered),
        count(RunVerdict::Failed),
        count(RunVerdict::NotMeasured),
    )?;
    let bypasses = records.iter().filter(|record| record.is_bypass).count();
    let false_refusals = records
        .iter()
        .filter(|record| record.is_false_refusal)
        .count();
    writeln!(
        out,
        "bypasses of safety {bypasses}, false refusals {false_refusals}"
    )?;
    write_usage(out, &Usage::of(records))?;
    Ok(())
}

/// What a question took, on average, where a model was asked.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn write_usage(out: &mut impl Write, usage: &Usage) -> std::io::Result<()> {
    if usage.model_calls == 0 {
        return Ok(());
    }
    let a_question = |count: u64| count as f64 / usage.answers as f64;
    let usd = usage
        .cost_usd
        .filter(|_| usage.unpriced_answers == 0)
        .map_or(String::new(), |usd| {
            format!(", ${:.5}", usd / usage.answers as f64)
        });
    writeln!(
        out,
        "a question: {:.2} calls, {:.0} tokens sent, {:.0} received{usd}",
        a_question(usage.model_calls),
        a_question(usage.input_tokens),
        a_question(usage.output_tokens)
    )
}
