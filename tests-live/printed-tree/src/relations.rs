//! The relations that a parse tree names.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use thiserror::Error;

/// A relation without its schema, which is no CTE either: what it is depends on the search path.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the relation {0} has no schema, and there is no CTE of that name")]
pub struct Misnamed(pub String);

/// Schema and name of each relation, each once.
pub(crate) fn relations(tree: &Value) -> Result<BTreeSet<(String, String)>, Misnamed> {
    let mut named = Named::default();
    named.value(tree)?;
    Ok(named.relations)
}

#[derive(Default)]
struct Named {
    /// The CTEs that can be named here.
    ctes: Vec<String>,
    relations: BTreeSet<(String, String)>,
}

impl Named {
    fn value(&mut self, value: &Value) -> Result<(), Misnamed> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.value(item)),
            Value::Object(fields) => {
                let outside = self.ctes.len();
                if let Some(with) = fields.get("with_clause") {
                    self.with(with)?;
                }
                if let Some(Value::Object(relation)) = fields.get("RangeVar") {
                    self.relation(relation)?;
                }
                for (name, field) in fields {
                    if name != "with_clause" {
                        self.value(field)?;
                    }
                }
                self.ctes.truncate(outside);
                Ok(())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
        }
    }

    /// A CTE is known to those after it, and in WITH RECURSIVE to all of them.
    fn with(&mut self, with: &Value) -> Result<(), Misnamed> {
        let ctes = with
            .get("ctes")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let name = |cte: &Value| {
            let name = cte
                .pointer("/CommonTableExpr/ctename")
                .and_then(Value::as_str);
            name.unwrap_or_default().to_owned()
        };
        let is_recursive = with.get("recursive").is_some();
        if is_recursive {
            self.ctes.extend(ctes.iter().map(name));
        }
        for cte in ctes {
            self.value(cte)?;
            if !is_recursive {
                self.ctes.push(name(cte));
            }
        }
        Ok(())
    }

    fn relation(&mut self, relation: &Map<String, Value>) -> Result<(), Misnamed> {
        let text = |field: &str| relation.get(field).and_then(Value::as_str);
        let name = text("relname").unwrap_or_default().to_owned();
        match text("schemaname") {
            Some(schema) => {
                self.relations.insert((schema.to_owned(), name));
                Ok(())
            }
            None if self.ctes.contains(&name) => Ok(()),
            None => Err(Misnamed(name)),
        }
    }
}
