//! The tools' arguments.

use plainquery_wire::{AskRequest, ExecuteRequest, validate::ValidateRequest};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::fault::quoted;

/// Rows of an answer where the caller does not say how many: what is read by a model, and paid for by
/// the token.
pub const DEFAULT_MAX_ROWS: u32 = 100;

const MAX_MESSAGE_CHARS: usize = 300;

/// A call of a tool.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// `ask`.
    Ask(AskRequest),
    /// `list_tables`.
    ListTables,
    /// `describe_table`.
    DescribeTable(DescribeTableArguments),
    /// `validate`.
    Validate(ValidateRequest),
    /// `run_validated_query`.
    RunValidatedQuery(ExecuteRequest),
    /// A tool that is there, with arguments that it does not take. Whoever called is told what is
    /// wrong in a result, so that a model can mend it.
    Unusable(String),
}

/// Which table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribeTableArguments {
    /// `schema.table`, or `table` where it is in one schema only.
    pub table: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoArguments {}

impl Call {
    /// The call of a tool by its name; `None` where there is no such tool.
    pub(crate) fn of(name: &str, arguments: Value) -> Option<Self> {
        let call = match name {
            "ask" => read(arguments).map(|request: AskRequest| {
                Self::Ask(AskRequest {
                    max_rows: request.max_rows.or(Some(DEFAULT_MAX_ROWS)),
                    ..request
                })
            }),
            "list_tables" => read(arguments).map(|NoArguments {}| Self::ListTables),
            "describe_table" => read(arguments).map(Self::DescribeTable),
            "validate" => read(arguments).map(Self::Validate),
            "run_validated_query" => read(arguments).map(|request: ExecuteRequest| {
                Self::RunValidatedQuery(ExecuteRequest {
                    max_rows: request.max_rows.or(Some(DEFAULT_MAX_ROWS)),
                    ..request
                })
            }),
            _ => return None,
        };
        Some(call.unwrap_or_else(Self::Unusable))
    }
}

fn read<T: DeserializeOwned>(arguments: Value) -> Result<T, String> {
    serde_json::from_value(arguments).map_err(|error| {
        let message: String = error.to_string().chars().take(MAX_MESSAGE_CHARS).collect();
        format!(
            "The arguments are not what this tool takes: {}.",
            quoted(&message)
        )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_listed_tool_can_be_called() {
        let tools: Value = serde_json::from_str(crate::result::TOOLS).unwrap();
        for tool in tools.as_array().unwrap() {
            let name = tool["name"].as_str().unwrap();
            // No tool takes this, so each says so, and says which argument it was.
            let call = Call::of(name, json!({"no_such_argument": 1})).expect(name);
            match call {
                Call::Unusable(why) => assert!(why.contains("no_such_argument"), "{why}"),
                call => panic!("{name} takes anything: {call:?}"),
            }
            // What a schema requires and allows is what the type does.
            let properties = tool["inputSchema"]["properties"].as_object().unwrap();
            let arguments: serde_json::Map<_, _> = properties
                .iter()
                .map(|(key, schema)| {
                    let value = match schema["type"].as_str() {
                        Some("integer") => json!(5),
                        _ => json!("x"),
                    };
                    (key.clone(), value)
                })
                .collect();
            let call = Call::of(name, Value::Object(arguments)).unwrap();
            assert!(!matches!(call, Call::Unusable(_)), "{name}: {call:?}");
            assert_eq!(tool["inputSchema"]["additionalProperties"], false, "{name}");
            assert_eq!(tool["annotations"]["readOnlyHint"], true, "{name}");
            assert_eq!(tool["annotations"]["openWorldHint"], false, "{name}");
            assert_eq!(tool["outputSchema"]["type"], "object", "{name}");
        }
    }

    #[test]
    fn rows_are_few_unless_more_are_wanted() {
        let rows = |arguments| match Call::of("ask", arguments) {
            Some(Call::Ask(request)) => request.max_rows,
            other => panic!("{other:?}"),
        };
        assert_eq!(rows(json!({"question": "x"})), Some(DEFAULT_MAX_ROWS));
        assert_eq!(rows(json!({"question": "x", "max_rows": 500})), Some(500));
    }
}
