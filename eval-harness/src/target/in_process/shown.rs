//! What a prompt shows of a schema.

use plainquery_catalog::Catalog;

use crate::{target::table_label, traffic::CallNote};

/// The columns of the tables in the prompt; without one, what the engine could read.
pub(super) fn shown_columns(readable: &Catalog, calls: &[CallNote]) -> Vec<String> {
    let prompts: Vec<String> = calls.iter().map(prompt_text).collect();
    let is_shown = |schema: &str, name: &str| {
        prompts.is_empty()
            || prompts
                .iter()
                .any(|prompt| shows_table(prompt, schema, name))
    };
    readable
        .relations
        .iter()
        .filter(|relation| is_shown(&relation.schema, &relation.name))
        .flat_map(|relation| {
            let table = table_label(&relation.schema, &relation.name);
            let columns = relation.columns.iter();
            columns.map(move |column| format!("{table}.{}", column.name))
        })
        .collect()
}

/// All texts of a request.
fn prompt_text(call: &CallNote) -> String {
    fn collect(value: &serde_json::Value, text: &mut String) {
        match value {
            serde_json::Value::String(part) => {
                text.push_str(part);
                text.push('\n');
            }
            serde_json::Value::Array(elements) => {
                for element in elements {
                    collect(element, text);
                }
            }
            serde_json::Value::Object(members) => {
                for member in members.values() {
                    collect(member, text);
                }
            }
            _ => {}
        }
    }
    let mut text = String::new();
    if let Ok(body) = serde_json::from_slice(&call.request) {
        collect(&body, &mut text);
    }
    text
}

/// Whether a prompt has the line that begins a table: see `schema_text` of `plainquery-llm`.
fn shows_table(prompt: &str, schema: &str, name: &str) -> bool {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let is_written = |written: &str, name: &str| written == name || *written == quoted(name);
    prompt.lines().any(|line| {
        let Some((_, rest)) = line
            .split_once("table ")
            .or_else(|| line.split_once("view "))
            .filter(|(before, _)| before.is_empty())
        else {
            return false;
        };
        [schema.to_owned(), quoted(schema)].iter().any(|schema| {
            rest.strip_prefix(schema.as_str())
                .and_then(|rest| rest.strip_prefix('.'))
                .is_some_and(|rest| {
                    let end = rest.find(" (about ").or_else(|| rest.find(" -- "));
                    is_written(rest[..end.unwrap_or(rest.len())].trim_end(), name)
                })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_in_a_prompt() {
        let prompt = "<schema>\ntable main.orders (about 5 rows) -- the orders\n  id integer\n\
                      table main.\"Order Items\"\nview main.totals -- sums\n</schema>";
        for name in ["orders", "Order Items", "totals"] {
            assert!(shows_table(prompt, "main", name), "{name}");
        }
        for name in ["order", "Items", "sums", "items"] {
            assert!(!shows_table(prompt, "main", name), "{name}");
        }
        assert!(!shows_table(prompt, "shop", "orders"));
    }
}
