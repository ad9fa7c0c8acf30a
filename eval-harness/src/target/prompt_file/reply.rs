//! What a model says in plain text.

use serde_json::Value;

/// How a model says in plain text that it asks back.
const CLARIFY: &str = "CLARIFY:";

/// What a reply in plain text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Sql(String),
    Clarify(String),
    Refuse(String),
}

/// SQL is the last fenced block, or `sql` of a JSON object, or the whole text where it begins as a query
/// does. A text that begins with `CLARIFY:` is a question back; any other is a refusal.
pub(super) fn read_reply(text: &str) -> Reply {
    let text = text.trim();
    if let Some(question) = text.strip_prefix(CLARIFY) {
        return Reply::Clarify(question.trim().to_owned());
    }
    if let Some(sql) = fenced(text) {
        return read_reply_of_json(sql).unwrap_or_else(|| Reply::Sql(sql.to_owned()));
    }
    if let Some(reply) = read_reply_of_json(text) {
        return reply;
    }
    let first = text
        .split(|character: char| !character.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    if first.eq_ignore_ascii_case("select") || first.eq_ignore_ascii_case("with") {
        return Reply::Sql(text.to_owned());
    }
    Reply::Refuse(text.to_owned())
}

fn read_reply_of_json(text: &str) -> Option<Reply> {
    let Value::Object(members) = serde_json::from_str(text).ok()? else {
        return None;
    };
    match members.get("sql").and_then(Value::as_str) {
        Some(sql) if !sql.trim().is_empty() => Some(Reply::Sql(sql.trim().to_owned())),
        _ => Some(Reply::Refuse(text.to_owned())),
    }
}

/// The content of the last block between three backticks.
fn fenced(text: &str) -> Option<&str> {
    let end = text.rfind("```")?;
    let start = text[..end].rfind("```")?;
    let block = &text[start + 3..end];
    // The word after the backticks names the language.
    let (first, rest) = block.split_once('\n').unwrap_or(("", block));
    let is_language = first.trim().chars().all(|c| c.is_ascii_alphanumeric());
    let content = if is_language { rest } else { block }.trim();
    (!content.is_empty()).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_is_found_where_models_put_it() {
        let sql = |text: &str| read_reply(text);
        let expected = Reply::Sql("SELECT 1".to_owned());
        for text in [
            "SELECT 1",
            "\n  SELECT 1\n",
            "```sql\nSELECT 1\n```",
            "Here it is:\n\n```\nSELECT 1\n```\nIt counts.",
            "First ```sql\nSELECT 0\n``` then ```sql\nSELECT 1\n```",
            "{\"sql\": \"SELECT 1\", \"explanation\": \"x\"}",
            "```json\n{\"sql\": \"SELECT 1\"}\n```",
        ] {
            assert_eq!(sql(text), expected, "{text}");
        }
        assert_eq!(
            sql("with t as (select 1) select * from t"),
            Reply::Sql("with t as (select 1) select * from t".to_owned())
        );
    }

    #[test]
    fn without_sql_there_is_no_answer() {
        assert_eq!(
            read_reply("CLARIFY: which year?"),
            Reply::Clarify("which year?".to_owned())
        );
        for text in ["I may not do that.", "{\"sql\": \"\"}", "selection is hard"] {
            assert!(matches!(read_reply(text), Reply::Refuse(_)), "{text}");
        }
    }
}
