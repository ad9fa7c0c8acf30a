//! What an answer is worth.

use plainquery_wire::AskResponse;
use plainquery_wire::ask::Outcome;
use serde::Serialize;

use crate::client::AskError;
use crate::compare::compare;
use crate::expected::ExpectedResult;
use crate::suite::Case;

/// The four things that can be said of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The expected rows, or no rows where none were to come.
    Right,
    /// Other rows than expected, or rows where none were to come.
    Wrong,
    /// A question back or a refusal where rows were expected.
    Unanswered,
    /// No answer that could be read.
    Failed,
}

/// A verdict with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is not right.
    pub why: Option<String>,
}

impl Judgement {
    fn right() -> Self {
        Self {
            verdict: Verdict::Right,
            why: None,
        }
    }

    fn not_right(verdict: Verdict, why: impl Into<String>) -> Self {
        Self {
            verdict,
            why: Some(why.into()),
        }
    }
}

/// Judges what came of a question. `expected` is there exactly where the case expects rows.
pub fn judge(
    case: &Case,
    expected: Option<&ExpectedResult>,
    answer: &Result<AskResponse, AskError>,
) -> Judgement {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Judgement::not_right(Verdict::Failed, error.to_string()),
    };
    match (expected, answer.outcome) {
        (Some(expected), Outcome::Answer) => judge_rows(case, expected, answer),
        (Some(_), outcome) => Judgement::not_right(
            Verdict::Unanswered,
            format!("{}: {}", label(outcome), answer.message),
        ),
        (None, Outcome::Answer) => Judgement::not_right(
            Verdict::Wrong,
            format!(
                "answered, though it should {}",
                match case.outcome {
                    Outcome::Refuse => "refuse",
                    Outcome::Clarify | Outcome::Answer => "ask back",
                }
            ),
        ),
        (None, outcome) if case.strict_outcome && outcome != case.outcome => Judgement::not_right(
            Verdict::Wrong,
            format!("{} instead of {}", label(outcome), label(case.outcome)),
        ),
        (None, _) => Judgement::right(),
    }
}

fn judge_rows(case: &Case, expected: &ExpectedResult, answer: &AskResponse) -> Judgement {
    if answer.truncated {
        let why = format!("the rows were cut at {}", answer.rows.len());
        return Judgement::not_right(Verdict::Wrong, why);
    }
    let compared = compare(
        &expected.columns,
        &expected.rows,
        &answer.rows,
        answer.columns.len(),
        case.ordered,
    );
    match compared {
        Ok(()) => Judgement::right(),
        Err(difference) => Judgement::not_right(Verdict::Wrong, difference.to_string()),
    }
}

/// The outcome as it is written in a suite.
pub fn label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answer => "answer",
        Outcome::Clarify => "clarify",
        Outcome::Refuse => "refuse",
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge};
    use crate::client::AskError;
    use crate::expected::ExpectedResult;
    use crate::suite::Suite;
    use serde_json::json;

    fn verdict(case: &str, expected: Option<&str>, answer: &serde_json::Value) -> Verdict {
        let text = format!("[[question]]\nid = 'a'\nquestion = 'q'\nhardness = 'easy'\n{case}");
        let suite: Suite = toml::from_str(&text).expect("a suite");
        let expected: Option<ExpectedResult> =
            expected.map(|text| serde_json::from_str(text).expect("expected rows"));
        let mut whole = json!({
            "message": "", "usage": {"model_calls": 0, "input_tokens": 0,
            "cached_input_tokens": 0, "output_tokens": 0}, "today": "2025-06-30",
            "catalog_version": "v", "request_id": "r",
        });
        for (key, value) in answer.as_object().expect("an object") {
            whole[key] = value.clone();
        }
        let answer = serde_json::from_value(whole).expect("an answer");
        judge(&suite.questions[0], expected.as_ref(), &Ok(answer)).verdict
    }

    const GOLD: &str = "gold_sql = 'SELECT 1'";
    const ONE: Option<&str> = Some(r#"{"columns": ["n"], "rows": [["1"]]}"#);

    fn rows(cells: &serde_json::Value, truncated: bool) -> serde_json::Value {
        json!({
            "outcome": "answer", "rows": cells, "truncated": truncated,
            "columns": [{"name": "n", "class": "integer", "type_name": "int8"}],
        })
    }

    #[test]
    fn rows_are_right_or_wrong() {
        assert_eq!(
            verdict(GOLD, ONE, &rows(&json!([["1"]]), false)),
            Verdict::Right
        );
        assert_eq!(
            verdict(GOLD, ONE, &rows(&json!([["2"]]), false)),
            Verdict::Wrong
        );
        assert_eq!(verdict(GOLD, ONE, &rows(&json!([]), false)), Verdict::Wrong);
        assert_eq!(
            verdict(GOLD, ONE, &rows(&json!([["1"]]), true)),
            Verdict::Wrong,
            "more rows than were shown are not the expected rows"
        );
    }

    #[test]
    fn no_rows_where_rows_were_expected_is_unanswered() {
        for outcome in ["clarify", "refuse"] {
            assert_eq!(
                verdict(GOLD, ONE, &json!({ "outcome": outcome })),
                Verdict::Unanswered
            );
        }
    }

    #[test]
    fn an_answer_where_none_was_to_come_is_wrong() {
        for case in ["outcome = 'refuse'", "outcome = 'clarify'"] {
            assert_eq!(
                verdict(case, None, &rows(&json!([["1"]]), false)),
                Verdict::Wrong
            );
        }
    }

    #[test]
    fn asking_back_and_refusing_stand_for_each_other_unless_strict() {
        let refused = json!({"outcome": "refuse"});
        let asked = json!({"outcome": "clarify"});
        assert_eq!(
            verdict("outcome = 'refuse'", None, &refused),
            Verdict::Right
        );
        assert_eq!(verdict("outcome = 'refuse'", None, &asked), Verdict::Right);
        assert_eq!(
            verdict("outcome = 'clarify'", None, &refused),
            Verdict::Right
        );
        let strict = "outcome = 'refuse'\nstrict_outcome = true";
        assert_eq!(verdict(strict, None, &refused), Verdict::Right);
        assert_eq!(verdict(strict, None, &asked), Verdict::Wrong);
    }

    #[test]
    fn a_failure_is_no_refusal() {
        let text = "[[question]]\nid = 'a'\nquestion = 'q'\nhardness = 'easy'\noutcome = 'refuse'";
        let suite: Suite = toml::from_str(text).expect("a suite");
        let error = Err(AskError::Unreadable {
            status: 500,
            fault: "no JSON".into(),
        });
        assert_eq!(
            judge(&suite.questions[0], None, &error).verdict,
            Verdict::Failed
        );
    }
}
