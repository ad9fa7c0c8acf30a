//! Versions of a catalog: hashes that change when, and only when, something that matters does.

use sha2::{Digest, Sha256};

use crate::Catalog;

/// The length of a version in hexadecimal digits: 128 bits.
const DIGITS: usize = 32;

/// Changes with anything that SQL can depend on: names, types, keys, comments, enum labels, kinds of
/// relations, row security. Not with the database's label, row counts or sampled values, so that
/// signed plans and cached SQL outlive ordinary writes.
pub fn schema_version(catalog: &Catalog) -> String {
    let mut bare = canonical(catalog);
    for relation in &mut bare.relations {
        relation.row_estimate = None;
        for column in &mut relation.columns {
            column.samples.clear();
            column.samples_complete = false;
        }
    }
    digest("plainquery-schema-1", &bare)
}

/// Changes with the schema, with sampled values, and when a row estimate gains or loses a digit.
/// For what is built from samples: the index of values and prompts.
pub fn content_version(catalog: &Catalog) -> String {
    let mut rounded = canonical(catalog);
    for relation in &mut rounded.relations {
        relation.row_estimate = relation.row_estimate.map(|rows| {
            rows.checked_ilog10()
                .map_or(0, |digits| u64::from(digits) + 1)
        });
    }
    digest("plainquery-content-1", &rounded)
}

/// The same catalog whatever order it was put together in; columns and the columns of keys have an
/// order that means something.
fn canonical(catalog: &Catalog) -> Catalog {
    let mut copy = catalog.clone();
    copy.database.clear();
    copy.relations
        .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
    for relation in &mut copy.relations {
        relation.unique_keys.sort();
        relation.foreign_keys.sort_by(|a, b| {
            (
                &a.name,
                &a.columns,
                &a.referenced_schema,
                &a.referenced_table,
            )
                .cmp(&(
                    &b.name,
                    &b.columns,
                    &b.referenced_schema,
                    &b.referenced_table,
                ))
        });
        for column in &mut relation.columns {
            column.samples.sort();
        }
    }
    copy
}

/// SHA-256 of the JSON, whose keys stand in the order of the structs' fields. The purpose comes
/// first, so that two kinds of version never agree.
fn digest(purpose: &str, catalog: &Catalog) -> String {
    let mut hasher = Sha256::new();
    hasher.update(purpose.as_bytes());
    hasher.update([0]);
    // A catalog has string keys and finite numbers only: serialisation has nothing to fail on.
    hasher.update(serde_json::to_vec(catalog).unwrap_or_default());
    let mut hex = String::with_capacity(2 * 32);
    for byte in hasher.finalize() {
        for nibble in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    hex.truncate(DIGITS);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Relation};

    fn catalog() -> Catalog {
        let relation = |name: &str| Relation {
            schema: "public".into(),
            name: name.into(),
            columns: vec![Column {
                name: "id".into(),
                type_name: "integer".into(),
                ..Column::default()
            }],
            row_estimate: Some(150),
            ..Relation::default()
        };
        Catalog {
            format: crate::model::FORMAT,
            database: "shop".into(),
            relations: vec![relation("a"), relation("b")],
            ..Catalog::default()
        }
    }

    /// Whether a change shows in the schema's and in the content's version.
    fn shows(change: impl Fn(&mut Catalog)) -> (bool, bool) {
        let before = catalog();
        let mut after = catalog();
        change(&mut after);
        (
            schema_version(&before) != schema_version(&after),
            content_version(&before) != content_version(&after),
        )
    }

    #[test]
    fn schema_changes_show_in_both() {
        let changes: [fn(&mut Catalog); 6] = [
            |c| c.relations[0].columns[0].type_name = "bigint".into(),
            |c| c.relations[0].columns[0].nullable = true,
            |c| c.relations[0].comment = Some("orders".into()),
            |c| c.relations[0].primary_key = vec!["id".into()],
            |c| c.relations[0].columns[0].enum_values = vec!["x".into()],
            |c| c.relations[0].row_security = true,
        ];
        for change in changes {
            assert_eq!(shows(change), (true, true));
        }
    }

    #[test]
    fn data_changes_show_in_the_content_only() {
        assert_eq!(
            shows(|c| c.relations[0].columns[0].samples = vec!["x".into()]),
            (false, true)
        );
        assert_eq!(
            shows(|c| c.relations[0].row_estimate = Some(1500)),
            (false, true)
        );
        assert_eq!(shows(|c| c.relations[0].row_estimate = None), (false, true));
    }

    #[test]
    fn noise_shows_in_neither() {
        assert_eq!(
            shows(|c| c.relations[0].row_estimate = Some(999)),
            (false, false)
        );
        assert_eq!(shows(|c| c.relations.reverse()), (false, false));
        assert_eq!(shows(|c| c.database = "copy".into()), (false, false));
    }

    #[test]
    fn versions_are_stable_across_releases() {
        // Recorded: a change here throws away every cache and signed plan in the field.
        assert_eq!(
            schema_version(&catalog()),
            "05a9bca85165c722d9cda015f74027ef"
        );
        assert_eq!(content_version(&catalog()).len(), DIGITS);
        assert_ne!(schema_version(&catalog()), content_version(&catalog()));
    }
}
