use plainquery_core::TypeClass;

use super::*;
use crate::fixtures::{named, postgres_introspection, tricky};

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn column<'a>(catalog: &'a Catalog, relation: &str, name: &str) -> &'a Column {
    named(catalog, relation).column(name).unwrap()
}

#[test]
fn every_name_in_the_statements_is_qualified() {
    for statement in statements(&[]) {
        let words: Vec<&str> = statement.text.split_whitespace().collect();
        for two in words.windows(2) {
            if matches!(two[0], "FROM" | "JOIN") {
                let is_ours = matches!(two[1], "chain" | "resolved");
                assert!(two[1].starts_with("pg_catalog.") || is_ours, "{}", two[1]);
            }
        }
        assert!(!statement.text.contains(';'));
    }
}

#[test]
fn kinds_and_rows() {
    let catalog = tricky();
    assert_eq!(catalog.database, "tricky");
    let kind = |name| named(&catalog, name).kind;
    assert_eq!(kind("Order"), RelationKind::Table);
    assert_eq!(kind("event"), RelationKind::PartitionedTable);
    assert_eq!(kind("event_2024"), RelationKind::Partition);
    assert_eq!(kind("order_totals"), RelationKind::View);
    assert_eq!(kind("cities"), RelationKind::MaterializedView);
    // The sum of the leaves, of two levels.
    assert_eq!(named(&catalog, "event").row_estimate, Some(150));
    assert_eq!(named(&catalog, "order_totals").row_estimate, None);
    assert_eq!(
        named(&catalog, "event_2024_h1").partition_of,
        Some(("tricky".to_owned(), "event_2024".to_owned()))
    );
    assert!(named(&catalog, "event_2024_h1").columns.is_empty());
    assert!(named(&catalog, "secured").row_security);
    assert!(!named(&catalog, "Order").row_security);
    assert_eq!(
        named(&catalog, "order_totals").comment.as_deref(),
        Some("Orders by customer")
    );
}

#[test]
fn columns_and_types() {
    let catalog = tricky();
    let gross = column(&catalog, "Order", "total \"gross\"");
    assert_eq!(gross.type_name, "numeric(12,2)");
    assert_eq!(gross.class, TypeClass::Decimal);
    assert!(!gross.nullable, "the domain says NOT NULL");
    assert_eq!(
        column(&catalog, "Order", "net").origin,
        ColumnOrigin::Computed
    );
    assert_eq!(
        column(&catalog, "Order", "id").origin,
        ColumnOrigin::Numbered
    );
    assert_eq!(
        column(&catalog, "region", "region_id").origin,
        ColumnOrigin::Numbered
    );
    assert_eq!(
        column(&catalog, "customer", "id").origin,
        ColumnOrigin::Written
    );
    assert_eq!(
        column(&catalog, "customer", "segment").type_name,
        "character varying(8)"
    );
    assert_eq!(column(&catalog, "customer", "tags").class, TypeClass::Array);
    assert_eq!(column(&catalog, "customer", "extra").class, TypeClass::Json);
    assert_eq!(
        column(&catalog, "Order", "placed_at").class,
        TypeClass::Timestamp
    );
    assert_eq!(column(&catalog, "Order", "channel").class, TypeClass::Text);
    let odd = named(&catalog, "Tab\"le");
    assert_eq!(odd.schema, "Odd Schema");
    let names: Vec<&str> = odd.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["Col.umn", "ÄÖ"]);
    assert_eq!(
        column(&catalog, "region", "name").comment.as_deref(),
        Some("The region's name\nas printed")
    );
}

#[test]
fn enum_labels_in_the_types_order_and_under_domains() {
    let catalog = tricky();
    let labels = strings(&["placed", "paid", "shipped", "it's \"odd\""]);
    for name in ["status", "previous_status"] {
        let column = column(&catalog, "Order", name);
        assert_eq!(column.enum_values, labels);
        assert_eq!(column.type_name, "tricky.order_status");
        assert_eq!(column.class, TypeClass::Text);
    }
}

#[test]
fn keys_keep_their_own_order() {
    let catalog = tricky();
    let line = named(&catalog, "order_line");
    assert_eq!(line.primary_key, strings(&["order_id", "line_no"]));
    // Neither the partial index nor the one of an expression.
    assert_eq!(line.unique_keys, [strings(&["sku", "order_id"])]);
    assert_eq!(
        named(&catalog, "event").primary_key,
        strings(&["id", "day"])
    );
    assert_eq!(named(&catalog, "region").unique_keys, [strings(&["name"])]);
}

#[test]
fn references() {
    let catalog = tricky();
    let shipment = &named(&catalog, "shipment").foreign_keys;
    assert_eq!(shipment.len(), 1);
    assert_eq!(shipment[0].columns, strings(&["ord", "line"]));
    assert_eq!(
        shipment[0].referenced_columns,
        strings(&["order_id", "line_no"])
    );
    let order: Vec<(&str, &str)> = named(&catalog, "Order")
        .foreign_keys
        .iter()
        .map(|key| (key.columns[0].as_str(), key.referenced_table.as_str()))
        .collect();
    assert_eq!(
        order,
        [
            ("bill_to", "address"),
            ("customer_id", "customer"),
            ("replaces", "Order"),
            ("ship_to", "address"),
        ]
    );
    // To a partitioned table once, not once a partition.
    assert_eq!(named(&catalog, "event_note").foreign_keys.len(), 1);
    assert!(named(&catalog, "event_2023").foreign_keys.is_empty());
}

#[test]
fn what_the_role_may_not_see_is_not_there() {
    let catalog = tricky();
    for (schema, name) in [("tricky", "forbidden"), ("hidden", "secret")] {
        assert!(catalog.relation(schema, name).is_none());
    }
    let partly = named(&catalog, "partly");
    assert!(partly.column("secret_plan").is_none() && partly.column("shown").is_some());
    assert!(partly.unique_keys.is_empty(), "a key with a hidden column");
    assert_eq!(partly.foreign_keys.len(), 1);
    assert!(
        named(&catalog, "points_at_forbidden")
            .foreign_keys
            .is_empty()
    );
    assert!(
        !serde_json::to_string(&catalog)
            .unwrap()
            .contains("secret_plan")
    );
}

#[test]
fn schemas_are_a_parameter() {
    let wanted = statements(&strings(&["public", "a \"b\\,{"]));
    assert!(wanted[0].parameters.is_empty());
    for statement in &wanted[1..] {
        assert_eq!(
            statement.parameters,
            [Some(r#"{"public","a \"b\\,{"}"#.to_owned())]
        );
    }
    assert_eq!(statements(&[])[1].parameters, [None]);
}

#[test]
fn bad_answers_are_errors() {
    let good = postgres_introspection();
    assert_eq!(
        assemble(&good[1..]),
        Err(CatalogError::ResultCount {
            expected: 5,
            found: 4
        })
    );
    let mut cut = good.clone();
    cut[2].truncated = true;
    assert_eq!(
        assemble(&cut),
        Err(CatalogError::Truncated { what: "columns" })
    );
    for (table, column) in [(1, 0), (1, 2), (2, 7), (2, 9), (3, 2), (4, 5)] {
        let mut bad = good.clone();
        bad[table].rows[0][column] = Some("?".to_owned()).filter(|_| column > 1);
        // Another table's name is only unknown, everything else is unreadable.
        if (table, column) != (4, 5) {
            assert!(matches!(
                assemble(&bad),
                Err(CatalogError::Unreadable { .. })
            ));
        }
        bad[table].rows[0].truncate(column);
        assert!(matches!(
            assemble(&bad),
            Err(CatalogError::Unreadable { .. })
        ));
    }
}
