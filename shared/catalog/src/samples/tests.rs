use plainquery_core::{Table, TypeClass};

use super::privacy::{Withheld, reason_to_withhold, words};
use super::*;
use crate::fixtures::{named, postgres_samples, sqlite_file, sqlite_samples, tricky};

fn sampled() -> Catalog {
    let mut catalog = tricky();
    absorb_samples(&mut catalog, &SamplePolicy::default(), &postgres_samples()).unwrap();
    catalog
}

/// The samples of a column and whether they are all.
fn samples(catalog: &Catalog, relation: &str, column: &str) -> (Vec<String>, bool) {
    let column = named(catalog, relation).column(column).unwrap();
    (column.samples.clone(), column.samples_complete)
}

fn all(values: &[&str]) -> (Vec<String>, bool) {
    (values.iter().map(|v| (*v).to_owned()).collect(), true)
}

const NONE: (Vec<String>, bool) = (Vec::new(), false);

#[test]
fn values_of_a_real_database() {
    let catalog = sampled();
    let of = |relation, column| samples(&catalog, relation, column);
    assert_eq!(of("region", "name"), all(&["North", "South"]));
    assert_eq!(of("Order", "channel"), all(&["tel", "web"]));
    assert_eq!(of("customer", "segment"), all(&["retail", "trade"]));
    assert_eq!(of("cities", "city"), all(&["Berlin", "Paris", "Rome"]));
    assert_eq!(of("event", "kind"), all(&["click", "view"]));
    assert_eq!(of("Tab\"le", "Col.umn"), all(&["back\\slash", "it's"]));
    // Private, enum, five hundred of one each, sentences, row security.
    assert_eq!(of("customer", "name"), NONE);
    assert_eq!(of("customer", "email"), NONE);
    assert_eq!(of("address", "street"), NONE);
    assert_eq!(of("Order", "status"), NONE);
    assert_eq!(of("order_line", "sku"), NONE);
    assert_eq!(of("shipment", "carrier"), NONE);
    assert_eq!(of("secured", "kind"), NONE);
}

#[test]
fn values_of_a_real_sqlite_file() {
    let mut catalog = sqlite_file();
    absorb_samples(&mut catalog, &SamplePolicy::default(), &sqlite_samples()).unwrap();
    assert_eq!(
        samples(&catalog, "region", "name"),
        all(&["North", "South"])
    );
    assert_eq!(
        samples(&catalog, "shipment", "carrier"),
        all(&["Post", "Ship's"])
    );
}

#[test]
fn private_columns_are_not_even_read() {
    let text = sample_statements(&tricky(), &SamplePolicy::default())[0]
        .statement()
        .text
        .to_string();
    assert!(!text.contains("r.\"email\"") && !text.contains("r.\"street\""));
    // One column of that name is read: region's, not customer's.
    assert_eq!(text.matches("r.\"name\"").count(), 1);
    assert!(!text.contains("secured"));
    assert!(text.contains(r#""Odd Schema"."Tab""le""#));
}

#[test]
fn the_operators_lists_win() {
    let pattern = |text: &str| ColumnPattern::parse(text).unwrap();
    let policy = SamplePolicy {
        allow: vec![
            pattern("tricky.customer.*"),
            pattern("secured.kind"),
            pattern("channel"),
        ],
        deny: vec![pattern("customer.email"), pattern("channel")],
        ..SamplePolicy::default()
    };
    let catalog = tricky();
    let read = |relation: &str, column: &str| {
        let relation = named(&catalog, relation);
        may_sample(relation, relation.column(column).unwrap(), &policy)
    };
    assert!(read("customer", "name"));
    assert!(read("secured", "kind"));
    assert!(!read("customer", "email"));
    assert!(!read("Order", "channel"));
    assert!(!read("customer", "born"), "not text");
    for bad in ["a.b.c.d", "a..b", "", "."] {
        assert_eq!(ColumnPattern::parse(bad), None);
    }
}

#[test]
fn budgets_hold() {
    let mut catalog = tricky();
    let policy = SamplePolicy {
        max_total_bytes: 12,
        ..SamplePolicy::default()
    };
    absorb_samples(&mut catalog, &policy, &postgres_samples()).unwrap();
    // The smallest whole columns: tel + web, then nothing else of at most 6 bytes.
    assert_eq!(samples(&catalog, "Order", "channel"), all(&["tel", "web"]));
    let bytes: usize = catalog
        .relations
        .iter()
        .flat_map(|r| &r.columns)
        .flat_map(|c| &c.samples)
        .map(String::len)
        .sum();
    assert!(bytes <= 12);

    let few = SamplePolicy {
        max_values_per_column: 2,
        ..SamplePolicy::default()
    };
    let mut catalog = tricky();
    absorb_samples(&mut catalog, &few, &postgres_samples()).unwrap();
    // The most frequent first: 14 rows of Paris; of Berlin and Rome, 13 each, the first by name.
    assert_eq!(
        samples(&catalog, "address", "city"),
        (vec!["Berlin".to_owned(), "Paris".to_owned()], false)
    );

    let narrow = SamplePolicy {
        columns_per_statement: 2,
        max_columns: 5,
        ..SamplePolicy::default()
    };
    assert_eq!(sample_statements(&tricky(), &narrow).len(), 3);
}

#[test]
fn what_was_cut_is_not_complete() {
    let mut tables = postgres_samples();
    tables[0].truncated = true;
    let mut catalog = tricky();
    absorb_samples(&mut catalog, &SamplePolicy::default(), &tables).unwrap();
    assert_eq!(
        samples(&catalog, "region", "name"),
        (vec!["North".to_owned(), "South".to_owned()], false)
    );
    let small = SamplePolicy {
        max_rows_read: 40,
        ..SamplePolicy::default()
    };
    let mut catalog = tricky();
    absorb_samples(&mut catalog, &small, &postgres_samples()).unwrap();
    assert!(
        !samples(&catalog, "address", "city").1,
        "all 40 rows that were allowed"
    );
    assert!(samples(&catalog, "region", "name").1);
}

#[test]
fn values_of_columns_that_were_not_asked_for_are_refused() {
    let mut catalog = tricky();
    let row = ["4", "3", "a@b.test", "1", "1", "1"];
    let table = Table {
        rows: vec![row.map(|cell| Some(cell.to_owned())).to_vec()],
        ..Table::default()
    };
    assert!(named(&catalog, "customer").columns[3].name == "email");
    assert!(absorb_samples(&mut catalog, &SamplePolicy::default(), &[table]).is_err());
}

#[test]
fn large_tables_are_read_by_random_pages() {
    let mut catalog = tricky();
    for relation in &mut catalog.relations {
        relation.row_estimate = Some(10_000_000);
    }
    let text = sample_statements(&catalog, &SamplePolicy::default())[0]
        .statement()
        .text
        .to_string();
    assert!(
        text.contains(
            r#""tricky"."Order" AS r TABLESAMPLE SYSTEM (0.4) REPEATABLE (0) LIMIT 20000"#
        )
    );
    assert!(text.contains("0 AS all_rows") && !text.contains("1 AS all_rows"));
}

#[test]
fn names_that_look_private() {
    let reason = |relation: &str, column: &str| {
        let column = Column {
            name: column.to_owned(),
            class: TypeClass::Text,
            ..Column::default()
        };
        let relation = Relation {
            name: relation.to_owned(),
            ..Relation::default()
        };
        reason_to_withhold(&relation, &column, false)
    };
    let cases = [
        ("users", "password_hash", Some(Withheld::Secret)),
        ("users", "apiKey", Some(Withheld::Secret)),
        ("users", "E-Mail", Some(Withheld::Contact)),
        ("shops", "contact_emails", Some(Withheld::Contact)),
        ("shops", "addressLine2", Some(Withheld::Contact)),
        ("shops", "ipv4", Some(Withheld::Contact)),
        ("shops", "tax_id", Some(Withheld::Identifier)),
        ("orders", "internal_notes", Some(Withheld::Prose)),
        ("products", "image_url", Some(Withheld::Location)),
        ("customers", "name", Some(Withheld::PersonName)),
        ("employees", "lastName", Some(Withheld::PersonName)),
        ("orders", "customer_name", Some(Withheld::PersonName)),
        ("orders", "assigned_manager", Some(Withheld::PersonName)),
        ("products", "name", None),
        ("customers", "segment", None),
        ("customers", "city", None),
        ("customers", "country_name", None),
        ("visits", "device_type", None),
        ("cards", "card_type", None),
        ("orders", "status", None),
        ("categories", "title", None),
        ("shipments", "carrier", None),
    ];
    for (relation, column, expected) in cases {
        assert_eq!(reason(relation, column), expected, "{relation}.{column}");
    }
}

#[test]
fn relations_that_tenants_share() {
    let shared = |column: &str| {
        privacy::is_shared_by_tenants(&Relation {
            columns: vec![Column {
                name: column.to_owned(),
                ..Column::default()
            }],
            ..Relation::default()
        })
    };
    for column in ["tenant", "tenantId", "owning_org_id", "workspace_uuid"] {
        assert!(shared(column), "{column}");
    }
    for column in ["id", "customer_id", "organization_name", "org_chart"] {
        assert!(!shared(column), "{column}");
    }
    // Even without row security.
    let mut catalog = tricky();
    for relation in &mut catalog.relations {
        relation.row_security = false;
    }
    let secured = named(&catalog, "secured");
    let kind = secured.column("kind").unwrap();
    assert!(!may_sample(secured, kind, &SamplePolicy::default()));
}

#[test]
fn words_of_names() {
    for (name, expected) in [
        ("shipTo_Address2", vec!["ship", "to", "address"]),
        ("HTMLBody", vec!["html", "body"]),
        ("customerID", vec!["customer", "id"]),
        ("2024", vec!["2024"]),
        ("ÄußereForm", vec!["äußere", "form"]),
        ("__", vec![]),
    ] {
        assert_eq!(words(name), expected, "{name}");
    }
}
