//! What a dataset is, as one number: runs over other items are not comparable.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{Dataset, Expectation, Item};

/// SHA-256 over everything of the items that can change a verdict, in hexadecimal. Where databases lie
/// does not count.
pub fn sha256(dataset: &Dataset) -> String {
    let mut hash = Sha256::new();
    for item in &dataset.items {
        let mut fields = Vec::new();
        add_item(&mut fields, item);
        hash.update(fields.len().to_le_bytes());
        for field in fields {
            hash.update(field.len().to_le_bytes());
            hash.update(field);
        }
    }
    hexadecimal(&hash.finalize())
}

fn add_item(fields: &mut Vec<String>, item: &Item) {
    fields.extend([
        item.id.clone(),
        item.database.clone(),
        item.question.clone(),
    ]);
    for optional in [&item.follows, &item.evidence, &item.role, &item.tenant] {
        fields.push(format!("{optional:?}"));
    }
    // Where there are none, a dataset keeps the hash that it had before there could be any.
    if !item.forbidden_values.is_empty() {
        fields.push(format!("forbidden {:?}", item.forbidden_values));
    }
    match &item.expectation {
        Expectation::Sql { gold, is_ordered } => {
            fields.push(format!("sql {is_ordered:?} {}", gold.len()));
            fields.extend(gold.iter().cloned());
        }
        Expectation::Rows {
            columns,
            rows,
            is_ordered,
        } => {
            fields.push(format!(
                "rows {is_ordered} {} {}",
                columns.len(),
                rows.len()
            ));
            fields.extend(columns.iter().cloned());
            fields.extend(rows.iter().flatten().map(|cell| format!("{cell:?}")));
        }
        Expectation::NoAnswer {
            outcome, is_strict, ..
        } => fields.push(format!("{outcome:?} {is_strict}")),
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
