use std::collections::BTreeMap;

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation, RelationKind};
use plainquery_core::{Dialect, Secret, TypeClass};

use super::*;
use crate::{RuleId, ValidatedQuery, validate};

pub(super) const DOCUMENT: &str = r#"
version = 1

[roles.analyst]
schemas = ["shop"]
tables = ["shop.report", "shop.sales_2024"]
max_rows = 50
timeout_ms = 900

[roles.support]
tables = ["shop.people"]

[[rules]]
table = "shop.people"
deny = ["note"]
rows = [{ column = "tenant_id", claim = "tenant" }]
mask.email = { kind = "hash" }
mask.phone = { kind = "partial", keep_last = 2 }
mask.born_on = { kind = "bucket", unit = "year" }
mask.income = { kind = "bucket", width = 1000 }
mask.iban = { kind = "null" }

[[rules]]
table = "shop.people"
roles = ["support"]
allow = ["id", "email", "note"]

[[rules]]
table = "shop.orders"
roles = ["analyst"]
rows = [{ column = "region", claim = "region" }]

[[rules]]
table = "shop.notes"
roles = ["analyst"]
deny = ["inner"]
"#;
pub(super) const KEY: &str = "0123456789abcdef0123456789abcdef";

fn columns(list: &[(&str, &str, TypeClass)]) -> Vec<Column> {
    list.iter()
        .map(|(name, type_name, class)| Column {
            name: (*name).to_owned(),
            type_name: (*type_name).to_owned(),
            class: *class,
            samples: vec!["a sample".to_owned()],
            ..Column::default()
        })
        .collect()
}

fn relation(name: &str, kind: RelationKind, list: &[(&str, &str, TypeClass)]) -> Relation {
    Relation {
        schema: "shop".to_owned(),
        name: name.to_owned(),
        kind,
        columns: columns(list),
        primary_key: vec!["id".to_owned()],
        row_estimate: Some(1000),
        ..Relation::default()
    }
}

fn catalog() -> Catalog {
    use TypeClass::{Date, Decimal, Integer, Text};
    let id = ("id", "bigint", Integer);
    let reference = |column: &str, table: &str, referenced: &str| ForeignKey {
        columns: vec![column.to_owned()],
        referenced_schema: "shop".to_owned(),
        referenced_table: table.to_owned(),
        referenced_columns: vec![referenced.to_owned()],
        ..ForeignKey::default()
    };
    let people = [
        id,
        ("tenant_id", "text", Text),
        ("name", "text", Text),
        ("email", "text", Text),
        ("phone", "character varying(20)", Text),
        ("born_on", "date", Date),
        ("income", "numeric(12,2)", Decimal),
        ("iban", "text", Text),
        ("note", "text", Text),
        ("details", "json", TypeClass::Json),
    ];
    let mut orders = relation(
        "orders",
        RelationKind::Table,
        &[
            id,
            ("person_id", "bigint", Integer),
            ("region", "text", Text),
            ("email", "text", Text),
        ],
    );
    orders.foreign_keys = vec![
        reference("person_id", "people", "id"),
        reference("email", "people", "email"),
    ];
    let mut notes = relation("notes", RelationKind::Table, &[id, ("inner", "text", Text)]);
    notes.unique_keys = vec![vec!["inner".to_owned()]];
    let mut partition = relation("sales_2024", RelationKind::Partition, &[]);
    partition.partition_of = Some(("shop".to_owned(), "sales".to_owned()));
    let mut people_part = relation("people_1", RelationKind::Partition, &[id]);
    people_part.partition_of = Some(("shop".to_owned(), "people".to_owned()));
    Catalog {
        dialect: Dialect::Postgres,
        relations: vec![
            notes,
            orders,
            relation("people", RelationKind::Table, &people),
            people_part,
            relation(
                "products",
                RelationKind::Table,
                &[id, ("title", "text", Text)],
            ),
            relation("report", RelationKind::View, &[id]),
            relation("sales", RelationKind::PartitionedTable, &[id]),
            partition,
            relation("secret_report", RelationKind::View, &[id]),
        ],
        ..Catalog::default()
    }
}

fn document(text: &str) -> PolicyDocument {
    PolicyDocument::parse(text, Some(Secret::new(KEY))).expect("a good document")
}

fn policy_of(text: &str, role: &str, tenant: Option<&str>, region: Option<&str>) -> Policy {
    let claims: BTreeMap<String, String> = region
        .map(|region| ("region".to_owned(), region.to_owned()))
        .into_iter()
        .collect();
    let caller = PolicyCaller {
        subject: "ann",
        role,
        tenant,
        claims: &claims,
    };
    Policy::default().with_rules(document(text).for_caller(&caller).expect("a known role"))
}

fn analyst() -> Policy {
    policy_of(DOCUMENT, "analyst", Some("acme"), Some("north"))
}

fn checked(sql: &str, policy: &Policy) -> ValidatedQuery {
    match validate(sql, &catalog(), policy) {
        Ok(query) => query,
        Err(why) => panic!("{sql}: {why:?}"),
    }
}

fn rule(sql: &str, policy: &Policy) -> RuleId {
    match validate(sql, &catalog(), policy) {
        Ok(query) => panic!("admitted: {}", query.text()),
        Err(why) => why[0].rule,
    }
}

#[test]
fn a_table_with_rules_becomes_a_fenced_derived_table() {
    let query = checked(
        "SELECT p.name, p.phone FROM shop.people p WHERE p.name = 'Ann' AND length(p.name) > 2",
        &analyst(),
    );
    let text = query.text();
    assert!(
        text.contains("\"policed\".\"tenant_id\" = CAST($1 AS text)"),
        "{text}"
    );
    assert!(
        text.contains("AND (\"policed\".\"name\" = 'Ann')"),
        "pushed: {text}"
    );
    assert!(text.contains("OFFSET 0"), "{text}");
    assert!(!text.contains("note"), "{text}");
    assert!(!text.contains(KEY), "{text}");
    assert_eq!(
        text.matches("length(\"p\".\"name\")").count(),
        1,
        "not pushed: {text}"
    );
    assert_eq!(
        query.parameters(),
        [Some("acme".to_owned()), Some(KEY.to_owned())]
    );
    assert_eq!(
        query.shown_parameters(),
        [Some("acme".to_owned()), Some("[secret]".to_owned())]
    );
    assert!(!format!("{query:?}").contains(KEY));
    assert!(!format!("{:?}", analyst()).contains(KEY));
    // The text before validates again, to the same.
    let again = checked(query.plain_text(), &analyst());
    assert_eq!(again.text(), text);
    assert_eq!(query.max_rows(), 50);
}

#[test]
fn untouched_tables_stay_bare() {
    let query = checked("SELECT title FROM shop.products", &analyst());
    assert!(!query.is_rewritten());
    assert!(query.parameters().is_empty());
    assert!(
        query
            .text()
            .contains("FROM \"shop\".\"products\" AS \"products\"")
    );
}

#[test]
fn masks_alone_need_no_fence() {
    let query = checked("SELECT * FROM shop.notes", &analyst());
    assert!(query.is_rewritten());
    assert!(!query.text().contains("OFFSET"), "{}", query.text());
    assert_eq!(query.columns().len(), 1);
}

#[test]
fn star_and_names_bind_to_what_is_seen() {
    let query = checked("SELECT * FROM people", &analyst());
    let seen: Vec<(&str, TypeClass)> = query
        .columns()
        .iter()
        .map(|column| (column.name.as_str(), column.class))
        .collect();
    assert_eq!(
        seen,
        [
            ("id", TypeClass::Integer),
            ("tenant_id", TypeClass::Text),
            ("name", TypeClass::Text),
            ("email", TypeClass::Text),
            ("phone", TypeClass::Text),
            ("born_on", TypeClass::Date),
            ("income", TypeClass::Decimal),
            ("iban", TypeClass::Text),
            ("details", TypeClass::Json),
        ]
    );
    for (sql, expected) in [
        ("SELECT note FROM people", RuleId::ColumnNotPermitted),
        ("SELECT p.note FROM people p", RuleId::ColumnNotPermitted),
        ("SELECT p.nose FROM people p", RuleId::UnknownColumn),
        (
            "SELECT 1 FROM people WHERE note = 'x'",
            RuleId::ColumnNotPermitted,
        ),
        ("SELECT ctid FROM people", RuleId::PolicedSystemColumn),
        (
            "SELECT p.tableoid FROM people p",
            RuleId::PolicedSystemColumn,
        ),
        ("SELECT p FROM people p", RuleId::PolicedWholeRow),
        ("SELECT coalesce(p) FROM people p", RuleId::PolicedWholeRow),
        (
            "SELECT 1 FROM people TABLESAMPLE SYSTEM (10)",
            RuleId::PolicedSample,
        ),
        (
            "SELECT 1 FROM people WHERE name LIKE 'A\\'",
            RuleId::PolicedPattern,
        ),
        (
            "SELECT 1 FROM people, (SELECT 'A\\' AS x) d WHERE name LIKE d.x",
            RuleId::PolicedPattern,
        ),
        ("SELECT 1 FROM secret_report", RuleId::RelationNotPermitted),
        ("SELECT 1 FROM people_1", RuleId::RelationNotPermitted),
    ] {
        assert_eq!(rule(sql, &analyst()), expected, "{sql}");
    }
    // Suggestions name nothing that is hidden.
    for sql in [
        "SELECT notte FROM people",
        "SELECT p.notte FROM people p",
        "SELECT 1 FROM secret_repor",
    ] {
        let why = validate(sql, &catalog(), &analyst()).expect_err("refused");
        let told = format!("{why:?}");
        assert!(
            !told.contains("\\\"note\\\"") && !told.contains("secret_report\\"),
            "{told}"
        );
    }
}

#[test]
fn views_and_partitions_are_read_by_name_only() {
    checked("SELECT id FROM report", &analyst());
    checked("SELECT count(*) FROM sales_2024", &analyst());
    // A table that inherits has columns, and so may have a rule.
    let mut inheriting = catalog();
    let mut tables = inheriting.relations.iter_mut();
    let products = tables.find(|relation| relation.name == "products");
    products.expect("there").partition_of = Some(("shop".to_owned(), "people".to_owned()));
    let why = validate("SELECT id FROM products", &inheriting, &analyst()).expect_err("refused");
    assert_eq!(why[0].rule, RuleId::PolicedPartition);
    let ruled = format!(
        "{DOCUMENT}\n[[rules]]\ntable = \"shop.products\"\nroles = [\"analyst\"]\ndeny = [\"title\"]\n"
    );
    let policy = policy_of(&ruled, "analyst", Some("acme"), Some("north"));
    assert!(validate("SELECT id FROM products", &inheriting, &policy).is_ok());
    let policed = DOCUMENT.replace(
        "\"shop.sales_2024\"",
        "\"shop.sales_2024\", \"shop.people_1\"",
    );
    let policy = policy_of(&policed, "analyst", Some("acme"), Some("north"));
    assert_eq!(
        rule("SELECT id FROM people_1", &policy),
        RuleId::PolicedPartition
    );
}

#[test]
fn roles_and_claims() {
    let without_tenant = policy_of(DOCUMENT, "analyst", None, None);
    assert_eq!(
        rule("SELECT id FROM people", &without_tenant),
        RuleId::ClaimMissing
    );
    assert_eq!(
        rule("SELECT id FROM orders", &without_tenant),
        RuleId::ClaimMissing
    );
    checked("SELECT id FROM products", &without_tenant);
    let support = policy_of(DOCUMENT, "support", Some("acme"), None);
    assert_eq!(
        rule("SELECT note FROM people", &support),
        RuleId::ColumnNotPermitted,
        "deny wins"
    );
    assert_eq!(
        rule("SELECT name FROM people", &support),
        RuleId::ColumnNotPermitted
    );
    assert_eq!(checked("SELECT * FROM people", &support).columns().len(), 2);
    assert_eq!(
        rule("SELECT id FROM products", &support),
        RuleId::RelationNotPermitted
    );
    let nobody = PolicyCaller {
        subject: "eve",
        role: "auditor",
        tenant: None,
        claims: &BTreeMap::new(),
    };
    assert_eq!(
        document(DOCUMENT).for_caller(&nobody),
        Err(RoleNotPermitted)
    );
    assert_eq!(
        document(DOCUMENT).claims().into_iter().collect::<Vec<_>>(),
        ["region"]
    );
}

#[test]
fn grouping_by_a_key_keeps_its_columns() {
    let query = checked(
        "SELECT p.id, p.name, count(*) FROM people p JOIN orders o ON o.person_id = p.id GROUP BY p.id",
        &analyst(),
    );
    assert!(
        query
            .text()
            .contains("GROUP BY \"p\".\"id\", \"p\".\"name\""),
        "{}",
        query.text()
    );
    // Of a type that cannot be grouped by: the one value of the group, under its own name.
    let query = checked(
        "SELECT p.id, p.details, p.details::text, count(*) FROM people p JOIN orders o ON o.person_id = p.id GROUP BY p.id",
        &analyst(),
    );
    let text = query.text();
    let value = "CAST(min(CAST(\"p\".\"details\" AS text)) AS json)";
    assert!(text.contains(&format!("{value} AS \"details\"")), "{text}");
    assert!(
        !text.contains("GROUP BY \"p\".\"id\", \"p\".\"details\""),
        "{text}"
    );
    // In a subquery too, and where what is grouped by reads the column.
    let query = checked(
        "SELECT p.id, (SELECT max(o.id || (p.details ->> 'a')) FROM orders o WHERE p.details ->> 'b' = 'x') FROM people p GROUP BY p.id",
        &analyst(),
    );
    assert_eq!(query.text().matches(value).count(), 2, "{}", query.text());
    let query = checked(
        "SELECT p.id, p.details ->> 'a' AS a, json_array_elements(p.details) AS e FROM people p GROUP BY p.id, a, e",
        &analyst(),
    );
    assert!(!query.text().contains("min("), "{}", query.text());
    // A table in a CTE is another one.
    let query = checked(
        "SELECT p.id, (WITH c AS (SELECT p.details FROM people p) SELECT count(*) FROM c) FROM people p GROUP BY p.id",
        &analyst(),
    );
    assert!(!query.text().contains("min("), "{}", query.text());
    let query = checked(
        "SELECT name, count(*) FROM people GROUP BY name",
        &analyst(),
    );
    assert!(
        query
            .text()
            .ends_with("GROUP BY \"people\".\"name\"\nLIMIT 51"),
        "{}",
        query.text()
    );
}

#[test]
fn only_leakproof_comparisons_are_pushed() {
    let pushed = |condition: &str| {
        let query = checked(
            &format!("SELECT id FROM people p WHERE {condition}"),
            &analyst(),
        );
        let (before, _) = query.text().split_once("OFFSET 0").expect("a fence");
        let (_, conditions) = before.split_once("WHERE").expect("the caller's rows");
        conditions.matches("AND (\"policed\"").count() == 1
    };
    for condition in [
        "id = 7",
        "id > -7",
        "id IN (1, 2)",
        "id BETWEEN 1 AND 9",
        "name = 'Ann'",
        "name >= 'Ann'",
        "p.name = 'Ann' AND p.email = 'x'",
    ] {
        assert!(pushed(condition), "{condition}");
    }
    for condition in [
        "id = 7.5",
        "id = 99999999999999999999",
        "id <> 7",
        "id::text = '7'",
        "name = 'Ann' OR id = 7",
        "NOT name = 'Ann'",
        "name LIKE 'A%'",
        "email = 'x'",
        "phone = 'x'",
        "born_on = '2020-01-01'",
        "income > 5",
        "name = tenant_id",
    ] {
        assert!(!pushed(condition), "{condition}");
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let misfit = |from: &str, to: &str, sql: &str| {
        let policy = policy_of(
            &DOCUMENT.replace(from, to),
            "analyst",
            Some("acme"),
            Some("north"),
        );
        assert!(!policy.problems(&catalog()).is_empty(), "{to}");
        rule(sql, &policy)
    };
    let people = "SELECT id FROM people";
    assert_eq!(
        misfit("deny = [\"note\"]", "deny = [\"noat\"]", people),
        RuleId::PolicyMisfit
    );
    assert_eq!(
        misfit("mask.iban", "mask.ibann", people),
        RuleId::PolicyMisfit
    );
    assert_eq!(
        misfit("unit = \"year\"", "width = 10", people),
        RuleId::PolicyMisfit
    );
    assert_eq!(
        misfit("\"tenant_id\"", "\"born_on\"", people),
        RuleId::PolicyMisfit
    );
    // A rule for a table that is not there may have been meant for another.
    let slip = ("table = \"shop.notes\"", "table = \"shop.nots\"");
    assert_eq!(
        misfit(slip.0, slip.1, "SELECT id FROM notes"),
        RuleId::PolicyMisfit
    );
    assert_eq!(
        misfit(slip.0, slip.1, "SELECT id FROM products"),
        RuleId::PolicyMisfit
    );
    assert!(analyst().problems(&catalog()).is_empty());
    assert!(document(DOCUMENT).problems(&catalog()).is_empty());
    let slipped = DOCUMENT.replace("\"note\"]", "\"noat\"]");
    assert_eq!(
        document(&slipped).problems(&catalog()).len(),
        1,
        "once, for both roles"
    );
    // SQLite has no function for hashes and buckets.
    let mut sqlite = catalog();
    sqlite.dialect = Dialect::Sqlite;
    let why = validate(people, &sqlite, &analyst()).expect_err("refused");
    assert_eq!(why[0].rule, RuleId::PolicyMisfit);
    assert_eq!(analyst().problems(&sqlite).len(), 3);
}

#[test]
fn a_claim_must_be_of_the_columns_type() {
    let text = DOCUMENT.replace("column = \"tenant_id\"", "column = \"id\"");
    let policy = policy_of(&text, "analyst", Some("acme"), None);
    assert_eq!(rule("SELECT id FROM people", &policy), RuleId::ClaimMissing);
    let policy = policy_of(&text, "analyst", Some("7"), None);
    let query = checked("SELECT id FROM people", &policy);
    assert!(
        query
            .text()
            .contains("\"id\" = CAST(CAST($1 AS text) AS bigint)"),
        "{}",
        query.text()
    );
}

#[test]
fn what_is_visible_holds_nothing_of_what_is_hidden() {
    let visible = analyst().visible(&catalog()).expect("something is hidden");
    let names: Vec<&str> = visible
        .relations
        .iter()
        .map(|relation| relation.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "notes",
            "orders",
            "people",
            "products",
            "report",
            "sales",
            "sales_2024"
        ]
    );
    let people = visible.relation("shop", "people").expect("there");
    assert!(people.column("note").is_none());
    assert!(
        people
            .columns
            .iter()
            .all(|column| column.samples.is_empty())
    );
    assert_eq!(people.row_estimate, None);
    assert_eq!(people.primary_key, ["id"]);
    let email = people.column("email").expect("there");
    assert_eq!(
        (email.type_name.as_str(), email.class),
        ("text", TypeClass::Text)
    );
    let orders = visible.relation("shop", "orders").expect("there");
    assert_eq!(orders.foreign_keys.len(), 1, "a masked column is no key");
    let notes = visible.relation("shop", "notes").expect("there");
    assert!(notes.unique_keys.is_empty());
    assert_eq!(notes.row_estimate, Some(1000));
    let products = visible.relation("shop", "products").expect("there");
    assert_eq!(products.columns[1].samples, ["a sample"]);
    assert_eq!(Policy::default().visible(&catalog()), None);
}

#[test]
fn snowflake_has_lists_but_neither_rows_nor_masks() {
    let mut snowflake = catalog();
    snowflake.dialect = Dialect::Snowflake;
    let problems = analyst().problems(&snowflake);
    for words in ["its own masking policies", "its own row access policies"] {
        assert!(
            problems
                .iter()
                .any(|problem| problem.message.contains(words))
        );
    }
    let why = validate("SELECT \"id\" FROM \"people\"", &snowflake, &analyst());
    assert_eq!(why.expect_err("refused")[0].rule, RuleId::PolicyMisfit);
    let lists = "version = 1\n[roles.analyst]\ntables = [\"shop.people\"]\n[[rules]]\ntable = \"shop.people\"\ndeny = [\"email\"]\n";
    let policy = policy_of(lists, "analyst", None, None);
    assert!(policy.problems(&snowflake).is_empty());
    let query = validate("SELECT * FROM \"people\"", &snowflake, &policy).expect("admitted");
    assert!(!query.text().contains("email"), "{}", query.text());
    let why = validate("SELECT \"email\" FROM \"people\"", &snowflake, &policy);
    assert_eq!(
        why.expect_err("refused")[0].rule,
        RuleId::ColumnNotPermitted
    );
    let why = validate("SELECT \"id\" FROM \"orders\"", &snowflake, &policy);
    assert_eq!(
        why.expect_err("refused")[0].rule,
        RuleId::RelationNotPermitted
    );
}

#[test]
fn mysql_binds_by_place_and_compares_bytes() {
    let mut mysql = catalog();
    mysql.dialect = Dialect::Mysql;
    let policy = analyst();
    assert_eq!(policy.problems(&mysql), []);
    let query = validate(
        "SELECT id, email FROM people WHERE name = 'Ann'",
        &mysql,
        &policy,
    );
    let query = query.expect("admitted");
    let text = query.text();
    for part in [
        "(`policed`.`tenant_id` BETWEEN ? AND ?)",
        "(CAST(CONVERT(`policed`.`tenant_id` USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) AS BINARY))",
        "sha2(concat(unhex(?), unhex(sha2(concat(unhex(?), ",
        "LIMIT 9223372036854775807\n  OFFSET 0",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("note"), "{text}");
    // A value for each place, in their order; the keys of the hash are secret and stand apart.
    assert_eq!(text.matches('?').count(), query.parameters().len());
    let (outer, inner) = (&query.parameters()[0], &query.parameters()[1]);
    assert_eq!(
        (
            outer.as_ref().map(String::len),
            inner.as_ref().map(String::len)
        ),
        (Some(128), Some(128))
    );
    assert_ne!(outer, inner);
    assert_eq!(query.parameters()[2..], vec![Some("acme".to_owned()); 3]);
    assert_eq!(query.all_parameters().secret_places(), [0, 1]);
    let shown = format!("{:?}", query.all_parameters());
    assert!(
        !shown.contains(&outer.clone().unwrap_or_default()),
        "{shown}"
    );
    // The text before the rewriting is accepted again, and rewritten to the same.
    let again = validate(query.plain_text(), &mysql, &policy).expect("admitted");
    assert_eq!(
        (again.text(), again.parameters()),
        (text, query.parameters())
    );
}

#[test]
fn mysql_takes_whole_numbers_by_their_text() {
    let mut mysql = catalog();
    mysql.dialect = Dialect::Mysql;
    let text = DOCUMENT.replace("column = \"tenant_id\"", "column = \"id\"");
    for (claim, bound) in [("7", "7"), ("+7", "7"), ("-007", "-7")] {
        let policy = policy_of(&text, "analyst", Some(claim), None);
        let query = validate("SELECT name FROM people", &mysql, &policy).expect("admitted");
        let bounds = "`policed`.`id` BETWEEN CAST(? AS signed) AND CAST(? AS signed)";
        assert!(query.text().contains(bounds), "{}", query.text());
        assert_eq!(query.parameters().last(), Some(&Some(bound.to_owned())));
    }
    for claim in ["7abc", "7.0", " 7", "9223372036854775808"] {
        let policy = policy_of(&text, "analyst", Some(claim), None);
        let why = validate("SELECT name FROM people", &mysql, &policy).expect_err("refused");
        assert_eq!(why[0].rule, RuleId::ClaimMissing, "{claim}");
    }
}

#[test]
fn mysql_compares_claims_with_types_that_have_one_text() {
    for (type_name, class, is_fine) in [
        ("bigint", TypeClass::Integer, true),
        ("INT(10) UNSIGNED", TypeClass::Integer, true),
        ("int(6) unsigned zerofill", TypeClass::Integer, false),
        ("year", TypeClass::Integer, false),
        ("bit(8)", TypeClass::Integer, false),
        ("varchar(40)", TypeClass::Text, true),
        ("enum('a','b')", TypeClass::Text, true),
        ("set('a','b')", TypeClass::Text, false),
        ("uuid", TypeClass::Uuid, false),
        ("varbinary(16)", TypeClass::Bytes, false),
        ("decimal(9,2)", TypeClass::Decimal, false),
        ("date", TypeClass::Date, false),
    ] {
        let mut mysql = catalog();
        mysql.dialect = Dialect::Mysql;
        let mut tables = mysql.relations.iter_mut();
        let people = tables
            .find(|relation| relation.name == "people")
            .expect("there");
        let mut columns = people.columns.iter_mut();
        let tenant = columns
            .find(|column| column.name == "tenant_id")
            .expect("there");
        type_name.clone_into(&mut tenant.type_name);
        tenant.class = class;
        let policy = policy_of(DOCUMENT, "analyst", Some("7"), Some("north"));
        assert_eq!(policy.problems(&mysql).is_empty(), is_fine, "{type_name}");
        let refused = validate("SELECT name FROM people", &mysql, &policy).err();
        let refused = refused.map(|why| why[0].rule);
        assert_eq!(
            refused,
            (!is_fine).then_some(RuleId::PolicyMisfit),
            "{type_name}"
        );
    }
}

#[test]
fn what_mysql_cannot_do_with_a_rewritten_table_is_refused() {
    let mut mysql = catalog();
    mysql.dialect = Dialect::Mysql;
    for (sql, expected) in [
        (
            "SELECT name FROM people USE INDEX (x)",
            RuleId::UnsupportedSource,
        ),
        (
            "SELECT name FROM people PARTITION (p0)",
            RuleId::UnsupportedSource,
        ),
        (
            "SELECT 1 FROM people WHERE MATCH (name) AGAINST ('x')",
            RuleId::UnsupportedExpression,
        ),
        ("SELECT _rowid FROM people", RuleId::PolicedSystemColumn),
        ("SELECT p._ROWID FROM people p", RuleId::PolicedSystemColumn),
        ("SELECT note FROM people", RuleId::ColumnNotPermitted),
        ("SELECT NOTE FROM people", RuleId::ColumnNotPermitted),
        ("SELECT 1 FROM secret_report", RuleId::RelationNotPermitted),
        ("SELECT ? FROM people", RuleId::Placeholder),
    ] {
        let why = validate(sql, &mysql, &analyst()).expect_err("refused");
        assert_eq!(why[0].rule, expected, "{sql}");
    }
}
