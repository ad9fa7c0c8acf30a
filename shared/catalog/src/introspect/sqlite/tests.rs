use super::*;
use crate::fixtures::{named, sqlite_file};

#[test]
fn relations_without_shadow_tables() {
    let catalog = sqlite_file();
    let names: Vec<&str> = catalog.relations.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "by_region",
            "line",
            "odd \"table\"",
            "region",
            "shipment",
            "words"
        ]
    );
    assert_eq!(named(&catalog, "by_region").kind, RelationKind::View);
    assert_eq!(named(&catalog, "line").schema, "main");
}

#[test]
fn declared_types_are_read_by_name_then_by_affinity() {
    let catalog = sqlite_file();
    let classes: Vec<(&str, TypeClass)> = named(&catalog, "odd \"table\"")
        .columns
        .iter()
        .map(|column| (column.name.as_str(), column.class))
        .collect();
    assert_eq!(
        classes,
        [
            ("a", TypeClass::Other),
            ("b", TypeClass::Text),
            ("c", TypeClass::Float),
            ("d", TypeClass::Timestamp),
            ("e", TypeClass::Boolean),
            ("f", TypeClass::Decimal),
            // SQLite itself finds INT in POINT.
            ("g", TypeClass::Integer),
            ("h", TypeClass::Bytes),
            ("i", TypeClass::Integer),
            ("j", TypeClass::Date),
            ("k", TypeClass::Other),
            ("l", TypeClass::Integer),
        ]
    );
}

#[test]
fn origins_and_nulls() {
    let catalog = sqlite_file();
    let column = |relation: &str, name: &str| {
        let column = named(&catalog, relation).column(name).unwrap();
        (column.origin, column.nullable)
    };
    assert_eq!(
        column("region", "region_id"),
        (ColumnOrigin::Numbered, false)
    );
    // INT is not INTEGER: no row id.
    assert_eq!(column("shipment", "id"), (ColumnOrigin::Written, false));
    assert_eq!(column("odd \"table\"", "k"), (ColumnOrigin::Computed, true));
    assert_eq!(column("odd \"table\"", "l"), (ColumnOrigin::Computed, true));
    assert_eq!(column("shipment", "carrier"), (ColumnOrigin::Written, true));
}

#[test]
fn keys_and_references() {
    let catalog = sqlite_file();
    let line = named(&catalog, "line");
    assert_eq!(line.primary_key, ["order_id", "line_no"]);
    // The one to a table that is not there is gone; the other found its key.
    assert_eq!(line.foreign_keys.len(), 1);
    assert_eq!(line.foreign_keys[0].referenced_table, "region");
    assert_eq!(line.foreign_keys[0].referenced_columns, ["region_id"]);
    let shipment = named(&catalog, "shipment");
    assert_eq!(shipment.foreign_keys.len(), 1);
    assert_eq!(shipment.foreign_keys[0].columns, ["ord", "line"]);
    assert_eq!(
        shipment.foreign_keys[0].referenced_columns,
        ["order_id", "line_no"]
    );
    assert_eq!(shipment.unique_keys, [["carrier", "id"]]);
}
