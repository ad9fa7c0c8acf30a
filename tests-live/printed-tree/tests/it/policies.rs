//! Policies for any catalog: rows of a tenant in every table, and a mask on every column that takes one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::{Secret, TypeClass};
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument};

/// A column that chooses the rows, which nobody sees.
const OWNER: &str = "owner";

/// The same catalog, where every table has an owner.
pub(crate) fn with_owners(catalog: &Catalog) -> Catalog {
    let mut catalog = catalog.clone();
    for relation in &mut catalog.relations {
        relation.columns.push(Column {
            name: OWNER.to_owned(),
            type_name: "text".to_owned(),
            class: TypeClass::Text,
            ..Column::default()
        });
    }
    catalog
}

/// The caller's own rows of every table.
pub(crate) fn rows(catalog: &Catalog) -> Policy {
    policy(catalog, |_| String::new())
}

/// The caller's own rows of every table, with masks: the kinds that a column takes, in turn.
pub(crate) fn masks(catalog: &Catalog) -> Policy {
    policy(catalog, |relation| {
        let mut masks = String::new();
        for (place, column) in relation.columns.iter().enumerate() {
            if column.name != OWNER {
                let _ = writeln!(masks, "mask.'{}' = {}", column.name, mask(column, place));
            }
        }
        masks
    })
}

fn mask(column: &Column, place: usize) -> &'static str {
    let null = r#"{ kind = "null" }"#;
    match (column.class, place % 3) {
        (TypeClass::Text, 0) if column.enum_values.is_empty() => r#"{ kind = "hash" }"#,
        (TypeClass::Text, 1) if column.enum_values.is_empty() => {
            r#"{ kind = "partial", keep_first = 1, keep_last = 2 }"#
        }
        (TypeClass::Integer | TypeClass::Decimal, 0 | 1) => r#"{ kind = "bucket", width = 1000 }"#,
        (TypeClass::Date | TypeClass::Timestamp, 0 | 1) => r#"{ kind = "bucket", unit = "month" }"#,
        _ => null,
    }
}

fn policy(catalog: &Catalog, masks: impl Fn(&Relation) -> String) -> Policy {
    let mut schemas: Vec<String> = catalog
        .relations
        .iter()
        .map(|relation| format!("'{}'", relation.schema))
        .collect();
    schemas.sort();
    schemas.dedup();
    let mut document = format!(
        "version = 1\n[roles.analyst]\nschemas = [{}]\n",
        schemas.join(", ")
    );
    for relation in &catalog.relations {
        if relation.kind != RelationKind::Partition && !relation.columns.is_empty() {
            let _ = write!(
                document,
                "[[rules]]\ntable = '{}.{}'\ndeny = ['{OWNER}']\n\
                 rows = [{{ column = '{OWNER}', claim = 'tenant' }}]\n{}",
                relation.schema,
                relation.name,
                masks(relation)
            );
        }
    }
    let key = Secret::new("a key of the tests, 32 bytes or more");
    let document = PolicyDocument::parse(&document, Some(key)).expect("a good document");
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some("north"),
        claims: &BTreeMap::new(),
    };
    let policy = Policy::default().with_rules(document.for_caller(&caller).expect("a known role"));
    assert_eq!(policy.problems(catalog), []);
    policy
}
