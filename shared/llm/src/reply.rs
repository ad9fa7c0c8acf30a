//! The model's own JSON.

use serde::Deserialize;

use crate::{ModelError, fence::one_line};

/// More is no answer to a question; it is not searched.
const MAX_REPLY_BYTES: usize = 256 * 1024;
/// Places where an object could begin that are tried.
const MAX_TRIES: usize = 64;
const MAX_MESSAGE_BYTES: usize = 1_000;

/// What a model makes of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// SQL, still to be validated.
    Answer {
        /// The text as the model wrote it; never empty.
        sql: String,
        /// What it does and assumes, in a sentence or two, on one line.
        explanation: Option<String>,
    },
    /// A question back.
    Clarify {
        /// The question, on one line.
        message: Option<String>,
    },
    /// Not possible.
    Refuse {
        /// Why, on one line.
        message: Option<String>,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Answer,
    Clarify,
    Refuse,
}

#[derive(Deserialize)]
struct Reply {
    outcome: Outcome,
    #[serde(default)]
    sql: Option<String>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    explanation: Option<String>,
}

impl Proposal {
    /// Reads a reply. The JSON itself is read strictly, but there may be text around it: a code
    /// fence, a sentence, a model's thoughts. The last object of the right form counts, since
    /// thoughts come before the answer.
    pub fn parse(text: &str) -> Result<Self, ModelError> {
        if text.trim().is_empty() {
            return Err(ModelError::Empty);
        }
        if text.len() > MAX_REPLY_BYTES {
            return Err(ModelError::Unreadable);
        }
        let reply = find_reply(text).ok_or(ModelError::Unreadable)?;
        let line = |text: Option<String>| {
            text.map(|text| one_line(&text, MAX_MESSAGE_BYTES))
                .filter(|text| !text.is_empty())
        };
        match reply.outcome {
            Outcome::Answer => {
                let sql = without_fence(reply.sql.as_deref().unwrap_or("")).to_owned();
                if sql.is_empty() {
                    return Err(ModelError::Unreadable);
                }
                Ok(Self::Answer {
                    sql,
                    explanation: line(reply.explanation),
                })
            }
            Outcome::Clarify => Ok(Self::Clarify {
                message: line(reply.message),
            }),
            Outcome::Refuse => Ok(Self::Refuse {
                message: line(reply.message),
            }),
        }
    }
}

/// The last object of the right form that is no part of another one.
fn find_reply(text: &str) -> Option<Reply> {
    // Thoughts can hold more braces than are tried.
    let text = text
        .rsplit_once("</think>")
        .map_or(text, |(_, after)| after);
    let mut found = None;
    let mut start = 0;
    for _ in 0..MAX_TRIES {
        let Some(offset) = text[start..].find('{') else {
            break;
        };
        start += offset;
        let mut objects = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Reply>();
        if let Some(Ok(reply)) = objects.next() {
            start += objects.byte_offset();
            found = Some(reply);
        } else {
            start += 1;
        }
    }
    found
}

/// SQL without a Markdown fence around it.
fn without_fence(sql: &str) -> &str {
    let sql = sql.trim();
    let Some(inner) = sql.strip_prefix("```") else {
        return sql;
    };
    let inner = inner.strip_suffix("```").unwrap_or(inner);
    let is_language = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric());
    match inner.split_once('\n') {
        Some((first, rest)) if is_language(first.trim()) => rest.trim(),
        _ => inner.trim(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(sql: &str) -> Proposal {
        Proposal::Answer {
            sql: sql.into(),
            explanation: None,
        }
    }

    const PLAIN: &str = r#"{"outcome":"answer","sql":"SELECT 1"}"#;

    #[test]
    fn finds_the_object_in_what_surrounds_it() {
        for text in [
            PLAIN.to_owned(),
            format!("```json\n{PLAIN}\n```"),
            format!("Here {{it}} is: {PLAIN} — hope that helps {{}}"),
            format!("<think>{{\"outcome\":\"refuse\"}} no, {{a}}</think>\n{PLAIN}"),
            format!("{{\"reply\": {PLAIN}}}"),
        ] {
            assert_eq!(Proposal::parse(&text), Ok(answer("SELECT 1")), "{text}");
        }
    }

    #[test]
    fn a_fence_around_the_sql_goes() {
        let text = r#"{"outcome":"answer","sql":"```sql\nSELECT 1\n```","explanation":" One.\n"}"#;
        assert_eq!(
            Proposal::parse(text),
            Ok(Proposal::Answer {
                sql: "SELECT 1".into(),
                explanation: Some("One.".into()),
            })
        );
    }

    #[test]
    fn what_is_no_reply_is_an_error() {
        assert_eq!(Proposal::parse(" \n"), Err(ModelError::Empty));
        for text in [
            "SELECT 1",
            "{}",
            r#"{"outcome":"answer"}"#,
            r#"{"outcome":"answer","sql":"  "}"#,
            r#"{"outcome":"maybe","sql":"SELECT 1"}"#,
            r#"{"outcome":"answer","sql":"SELECT 1",}"#,
            r#"{"outcome":"answer","sql":"SELECT"#,
        ] {
            assert_eq!(Proposal::parse(text), Err(ModelError::Unreadable), "{text}");
        }
    }

    #[test]
    fn many_braces_take_no_long_time() {
        let text = "{\"a\":".repeat(40_000);
        assert_eq!(Proposal::parse(&text), Err(ModelError::Unreadable));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>()) {
            let _ = Proposal::parse(&text);
        }

        #[test]
        fn any_json_like_text_is_read_without_a_panic(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("{"), Just("}"), Just("\""), Just("\\"), Just(":"), Just(","),
                    Just("outcome"), Just("answer"), Just("sql"), Just("```"), Just("ß"),
                    Just("null"), Just("\n"), Just("[")
                ],
                0..60,
            )
        ) {
            let _ = Proposal::parse(&parts.concat());
        }

        #[test]
        fn sql_survives_text_around_it(
            before in "[^{]{0,40}", sql in "[A-Za-z(][ -~]{0,40}[A-Za-z)]", after in "[^{]{0,40}"
        ) {
            let object = serde_json::json!({"outcome": "answer", "sql": sql});
            let text = format!("{before}{object}{after}");
            prop_assert_eq!(Proposal::parse(&text), Ok(answer(&sql)));
        }
    }
}
