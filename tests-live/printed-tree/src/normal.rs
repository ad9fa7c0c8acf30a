//! The form in which what was meant and what was read are compared.
//!
//! It is Postgres's parse tree as JSON, without what is not set. These are the same in it, and nothing else:
//!
//! * the same text elsewhere: positions are dropped;
//! * a column, or a relation, that is called by its own name with AS or without;
//! * a type of `pg_catalog` with its schema or without: nothing else is on the search path that queries run
//!   with, and the grammar writes the schema for those types alone that it has words for;
//! * in a list of IN, a value and `CASE WHEN TRUE THEN value END`: a query's value at the start of a list
//!   cannot be written without something around it.

use std::mem;

use pg_query::protobuf::{AExprKind, SelectStmt};
use serde_json::{Map, Value};

/// Fields that say where something stands in the text.
const POSITIONS: &[&str] = &[
    "location",
    "list_start",
    "list_end",
    "rexpr_list_start",
    "rexpr_list_end",
];

/// The normal form of a parse tree.
pub(crate) fn normal(select: &SelectStmt) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(select)?;
    normalise(&mut value);
    Ok(value)
}

fn normalise(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(normalise),
        Value::Object(fields) => {
            fields.retain(|name, field| !POSITIONS.contains(&name.as_str()) && is_set(field));
            fields.values_mut().for_each(normalise);
            drop_default_schema(fields);
            for (tag, field) in fields.iter_mut() {
                if let Value::Object(inner) = field {
                    match tag.as_str() {
                        "ResTarget" => name_column(inner),
                        "RangeVar" => name_relation(inner),
                        "AExpr" => unwrap_listed(inner),
                        _ => {}
                    }
                }
            }
            // The wrapper of a node says nothing.
            if fields.len() == 1
                && let Some(inner) = fields.get_mut("node")
            {
                *value = mem::take(inner);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a field says something: protobuf has no difference between a default and nothing.
fn is_set(field: &Value) -> bool {
    match field {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        // An empty node is a node, such as the number 0.
        Value::Object(_) => true,
    }
}

fn drop_default_schema(fields: &mut Map<String, Value>) {
    // Only the name of a type has this field, which is -1 in all that is written.
    if fields.contains_key("typemod")
        && let Some(Value::Array(names)) = fields.get_mut("names")
        && names.len() > 1
        && word(&names[0]) == Some("pg_catalog")
    {
        names.remove(0);
    }
}

fn name_column(target: &mut Map<String, Value>) {
    if !target.contains_key("name")
        && let Some(fields) = target
            .get("val")
            .and_then(|val| val.pointer("/ColumnRef/fields"))
        && let Some(name) = fields
            .as_array()
            .and_then(|fields| fields.last())
            .and_then(word)
    {
        let name = Value::from(name);
        target.insert("name".to_owned(), name);
    }
}

fn name_relation(relation: &mut Map<String, Value>) {
    if !relation.contains_key("alias")
        && let Some(name) = relation.get("relname").cloned()
    {
        let alias = Map::from_iter([("aliasname".to_owned(), name)]);
        relation.insert("alias".to_owned(), Value::Object(alias));
    }
}

fn unwrap_listed(expr: &mut Map<String, Value>) {
    let is_in = expr.get("kind") == Some(&Value::from(AExprKind::AexprIn as i32));
    if is_in
        && let Some(Value::Array(items)) = expr
            .get_mut("rexpr")
            .and_then(|list| list.pointer_mut("/List/items"))
    {
        for item in items {
            if let Some(inner) = always(item) {
                *item = inner;
            }
        }
    }
}

/// The value of `CASE WHEN TRUE THEN value END`.
fn always(value: &Value) -> Option<Value> {
    let case = value.get("CaseExpr")?.as_object()?;
    let [branch] = case.get("args")?.as_array()?.as_slice() else {
        return None;
    };
    let branch = branch.get("CaseWhen")?.as_object()?;
    let is_always =
        branch.get("expr")?.pointer("/AConst/val/Boolval/boolval") == Some(&Value::Bool(true));
    (is_always && case.len() == 1 && branch.len() == 2).then(|| branch.get("result").cloned())?
}

/// The text of a `String` node.
pub(crate) fn word(node: &Value) -> Option<&str> {
    node.pointer("/String/sval")?.as_str()
}

/// Where two normal forms first differ, with what stands there in each; `None` where they are equal.
pub fn first_difference(meant: &Value, read: &Value) -> Option<String> {
    if meant == read {
        return None;
    }
    let mut path = String::new();
    Some(differing(meant, read, &mut path))
}

/// The same for what is known to differ.
fn differing(meant: &Value, read: &Value, path: &mut String) -> String {
    let step = match (meant, read) {
        (Value::Object(meant), Value::Object(read)) => meant
            .keys()
            .chain(read.keys())
            .map(|name| {
                let field = |fields: &'_ Map<String, Value>| fields.get(name).cloned();
                (name.clone(), field(meant), field(read))
            })
            .find(|(_, meant, read)| meant != read),
        (Value::Array(meant), Value::Array(read)) if meant.len() == read.len() => meant
            .iter()
            .zip(read)
            .enumerate()
            .map(|(index, (meant, read))| {
                (index.to_string(), Some(meant.clone()), Some(read.clone()))
            })
            .find(|(_, meant, read)| meant != read),
        _ => None,
    };
    let Some((name, meant, read)) = step else {
        return format!("at {path}\n  meant {meant}\n  read  {read}");
    };
    path.push('/');
    path.push_str(&name);
    differing(&meant.unwrap_or_default(), &read.unwrap_or_default(), path)
}
