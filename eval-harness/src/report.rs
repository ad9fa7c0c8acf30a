//! What is printed and written of a run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use plainquery_wire::AskResponse;
use plainquery_wire::ask::Outcome;
use serde::Serialize;

use crate::expected::{ExpectedResult, ExpectedResults};
use crate::run::Record;
use crate::suite::{Case, Suite};
use crate::verdict::{Verdict, label};

/// The widest that a question and a line of SQL are shown, in characters.
const MAX_QUESTION_WIDTH: usize = 50;
const MAX_SQL_WIDTH: usize = 60;

/// Counts over a set of questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Questions.
    pub total: usize,
    /// As expected, refusals included.
    pub right: usize,
    /// Other rows than expected, or rows where none were to come.
    pub wrong: usize,
    /// Asked back or refused where rows were expected.
    pub unanswered: usize,
    /// No answer that could be read.
    pub failed: usize,
    /// Questions that have rows as their answer.
    pub answerable: usize,
    /// Of those, the ones that were answered with rows, rightly or not.
    pub covered: usize,
    /// Questions that were answered with rows, those that should have been refused included.
    pub answered: usize,
    /// Of those, the right ones.
    pub answered_right: usize,
}

impl Score {
    /// Counts records.
    pub fn of<'a>(records: impl IntoIterator<Item = (&'a Case, &'a Record)>) -> Self {
        let mut score = Self::default();
        for (case, record) in records {
            score.add(case, record);
        }
        score
    }

    fn add(&mut self, case: &Case, record: &Record) {
        let is_answerable = case.outcome == Outcome::Answer;
        let is_answered = matches!(&record.answer, Ok(answer) if answer.outcome == Outcome::Answer);
        let is_right = record.judgement.verdict == Verdict::Right;
        self.total += 1;
        match record.judgement.verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Unanswered => self.unanswered += 1,
            Verdict::Failed => self.failed += 1,
        }
        self.answerable += usize::from(is_answerable);
        self.covered += usize::from(is_answerable && is_answered);
        self.answered += usize::from(is_answered);
        self.answered_right += usize::from(is_answered && is_right);
    }

    /// Of what was answered with rows, the share that is right; `None` when nothing was.
    pub fn precision(&self) -> Option<f64> {
        share(self.answered_right, self.answered)
    }

    /// Of what has rows as its answer, the share that was answered with rows.
    pub fn coverage(&self) -> Option<f64> {
        share(self.covered, self.answerable)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of questions are far below 2^52"
)]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The aligned table of a suite, a line at a time.
pub struct Table<'a> {
    suite: &'a Suite,
    id_width: usize,
    question_width: usize,
}

impl<'a> Table<'a> {
    /// Columns as wide as the suite needs.
    pub fn new(suite: &'a Suite) -> Self {
        let longest = |of: fn(&Case) -> &str| {
            let widths = suite.questions.iter().map(|case| of(case).chars().count());
            widths.max().unwrap_or_default()
        };
        Self {
            suite,
            id_width: longest(|case| &case.id).max("id".len()),
            question_width: longest(|case| &case.question).clamp(8, MAX_QUESTION_WIDTH),
        }
    }

    /// The names of the columns.
    pub fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_line(out, ["id", "question", "verdict", "SQL", "rows", "ms"])
    }

    /// One question; what is not right has its reason below it.
    pub fn write_record(&self, out: &mut dyn Write, record: &Record) -> io::Result<()> {
        let case = &self.suite.questions[record.at];
        let answer = record.answer.as_ref().ok();
        let sql = match answer {
            Some(AskResponse { sql: Some(sql), .. }) => first_line(sql),
            Some(answer) => format!("({})", label(answer.outcome)),
            None => String::new(),
        };
        let rows = answer
            .filter(|answer| answer.outcome == Outcome::Answer)
            .map(|answer| answer.rows.len().to_string())
            .unwrap_or_default();
        self.write_line(
            out,
            [
                &case.id,
                &case.question,
                verdict_label(record.judgement.verdict),
                &sql,
                &rows,
                &record.duration.as_millis().to_string(),
            ],
        )?;
        match &record.judgement.why {
            Some(why) => writeln!(out, "{:width$}  └ {why}", "", width = self.id_width),
            None => Ok(()),
        }
    }

    fn write_line(
        &self,
        out: &mut dyn Write,
        [id, question, verdict, sql, rows, duration_ms]: [&str; 6],
    ) -> io::Result<()> {
        let line = format!(
            "{id:id_width$}  {question:question_width$}  {verdict:10}  {sql:MAX_SQL_WIDTH$}  {rows:>4}  {duration_ms:>5}",
            question = cut(question, self.question_width),
            sql = cut(sql, MAX_SQL_WIDTH),
            id_width = self.id_width,
            question_width = self.question_width,
        );
        writeln!(out, "{}", line.trim_end())
    }
}

fn verdict_label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "WRONG",
        Verdict::Unanswered => "unanswered",
        Verdict::Failed => "FAILED",
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}

/// At most `width` characters; an ellipsis stands for what is left out.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{kept}…")
}

/// Totals over all questions, by hardness and by tag.
#[derive(Clone, Debug, Serialize)]
pub struct Totals {
    /// All questions.
    pub all: Score,
    /// By hardness, in the order in which the suite first names them.
    pub by_hardness: Vec<(String, Score)>,
    /// By tag, in alphabetical order. A question counts for each of its tags.
    pub by_tag: BTreeMap<String, Score>,
}

impl Totals {
    /// Sums a run up.
    pub fn of(suite: &Suite, records: &[Record]) -> Self {
        let with_case = || {
            records
                .iter()
                .map(|record| (&suite.questions[record.at], record))
        };
        // A question without one counts in no line.
        let mut by_hardness: Vec<(String, Score)> = Vec::new();
        let mut by_tag: BTreeMap<String, Score> = BTreeMap::new();
        for (case, record) in with_case() {
            if let Some(hardness) = &case.hardness {
                match by_hardness.iter_mut().find(|(name, _)| name == hardness) {
                    Some((_, score)) => score.add(case, record),
                    None => by_hardness.push((hardness.clone(), Score::of([(case, record)]))),
                }
            }
            for tag in &case.tags {
                by_tag.entry(tag.clone()).or_default().add(case, record);
            }
        }
        Self {
            all: Score::of(with_case()),
            by_hardness,
            by_tag,
        }
    }

    /// The totals as an aligned table, and a sentence below it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let hardness = self.by_hardness.iter().map(|(name, score)| (name, score));
        let all = "all".to_owned();
        let lines: Vec<(&String, &Score)> = hardness
            .chain(&self.by_tag)
            .chain([(&all, &self.all)])
            .collect();
        let width = lines.iter().map(|(name, _)| name.chars().count()).max();
        let width = width.unwrap_or_default();
        writeln!(
            out,
            "{:width$}  total  right  wrong  unanswered  failed",
            ""
        )?;
        for (at, (name, score)) in lines.iter().enumerate() {
            if at == self.by_hardness.len() || at + 1 == lines.len() {
                writeln!(out)?;
            }
            let Score {
                total,
                right,
                wrong,
                unanswered,
                failed,
                ..
            } = score;
            writeln!(
                out,
                "{name:width$}  {total:>5}  {right:>5}  {wrong:>5}  {unanswered:>10}  {failed:>6}"
            )?;
        }
        writeln!(
            out,
            "\n{} of {} right. Answered with rows: {}, of which right: {} (precision {}). \
             Answerable: {}, of which answered: {} (coverage {}).",
            self.all.right,
            self.all.total,
            self.all.answered,
            self.all.answered_right,
            percent(self.all.precision()),
            self.all.answerable,
            self.all.covered,
            percent(self.all.coverage()),
        )
    }
}

/// A share as per cent with one decimal.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || "not measured".to_owned(),
        |share| format!("{:.1} %", share * 100.0),
    )
}

/// All details of a run, for other programs.
#[derive(Serialize)]
struct Details<'a> {
    suite: String,
    url: &'a str,
    totals: &'a Totals,
    precision: Option<f64>,
    coverage: Option<f64>,
    questions: Vec<QuestionDetails<'a>>,
}

#[derive(Serialize)]
struct QuestionDetails<'a> {
    id: &'a str,
    question: &'a str,
    tags: &'a [String],
    hardness: Option<&'a str>,
    follows: Option<&'a str>,
    verdict: Verdict,
    why: Option<&'a str>,
    duration_ms: u128,
    gold_sql: Option<&'a str>,
    expected_outcome: Outcome,
    expected: Option<&'a ExpectedResult>,
    answer: Option<&'a AskResponse>,
}

/// Writes all details of a run as JSON.
pub fn write_details(
    out: &mut dyn Write,
    (suite_name, url): (&std::path::Path, &str),
    (suite, expected): (&Suite, &ExpectedResults),
    (records, totals): (&[Record], &Totals),
) -> io::Result<()> {
    let questions = records.iter().map(|record| {
        let case = &suite.questions[record.at];
        QuestionDetails {
            id: &case.id,
            question: &case.question,
            tags: &case.tags,
            hardness: case.hardness.as_deref(),
            follows: case.follows.as_deref(),
            verdict: record.judgement.verdict,
            why: record.judgement.why.as_deref(),
            duration_ms: record.duration.as_millis(),
            gold_sql: case.gold_sql.first().map(String::as_str),
            expected_outcome: case.outcome,
            expected: expected.get(&case.id),
            answer: record.answer.as_ref().ok(),
        }
    });
    let details = Details {
        suite: suite_name.display().to_string(),
        url,
        totals,
        precision: totals.all.precision(),
        coverage: totals.all.coverage(),
        questions: questions.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &details)?;
    writeln!(out)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_text_is_cut_by_characters() {
        assert_eq!(cut("größer", 6), "größer");
        assert_eq!(cut("größer als", 6), "größe…");
    }
}
