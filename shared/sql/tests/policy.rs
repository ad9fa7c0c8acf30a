//! Every admitted case under rules for every table: no table is read but inside a fence.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plainquery_catalog::{Catalog, Column, RelationKind};
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument, RuleId, validate};
use support::{cases, catalog};

fn with_owners(dialect: Dialect) -> Catalog {
    let mut catalog = catalog(dialect);
    for relation in &mut catalog.relations {
        relation.columns.push(Column {
            name: "owner".to_owned(),
            type_name: "text".to_owned(),
            class: TypeClass::Text,
            ..Column::default()
        });
    }
    catalog
}

/// The owner chooses the rows, and is not shown.
fn policy(catalog: &Catalog) -> Policy {
    let mut text =
        "version = 1\n[roles.analyst]\nschemas = [\"shop\", \"archive\", \"main\"]\n".to_owned();
    for relation in &catalog.relations {
        if relation.kind == RelationKind::Table {
            let _ = write!(
                text,
                "[[rules]]\ntable = '{}.{}'\ndeny = [\"owner\"]\n\
                 rows = [{{ column = \"owner\", claim = \"tenant\" }}]\n",
                relation.schema, relation.name
            );
        }
    }
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some("acme"),
        claims: &BTreeMap::new(),
    };
    let document = PolicyDocument::parse(&text, None).expect("a good document");
    Policy::default().with_rules(document.for_caller(&caller).expect("a known role"))
}

fn quoted(name: &str, dialect: Dialect) -> String {
    if dialect == Dialect::Mysql {
        format!("`{}`", name.replace('`', "``"))
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// How often the owner stands in a filter of the policy's own.
fn filters(text: &str, dialect: Dialect) -> usize {
    if dialect == Dialect::Mysql {
        return text.matches("(`policed`.`owner` BETWEEN ? AND ?)").count()
            + text.matches("CAST(CONVERT(`policed`.`owner` USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4)").count();
    }
    text.matches("(\"policed\".\"owner\" = ").count()
        + text.matches("WHERE \"policed\".\"owner\" = ").count()
}

fn check(file: &str, dialect: Dialect, at_least: usize) {
    let catalog = with_owners(dialect);
    let policy = policy(&catalog);
    let mut rewritten = 0;
    for case in cases(file) {
        if case.sql.to_lowercase().contains("rowid") {
            // What the policy rewrites has no number of its rows.
            let why = validate(&case.sql, &catalog, &policy).expect_err("no row numbers");
            assert_eq!(why[0].rule, RuleId::PolicedSystemColumn, "{}", case.title);
            continue;
        }
        let query = match validate(&case.sql, &catalog, &policy) {
            Ok(query) => query,
            // A pattern that is computed: the planner would try it on rows of others.
            Err(why) if why.iter().all(|why| why.rule == RuleId::PolicedPattern) => {
                assert!(case.sql.contains("LIKE ANY (SELECT"), "{}", case.title);
                continue;
            }
            Err(why) => panic!("{}: {}", case.title, why[0]),
        };
        let text = query.text();
        for relation in &catalog.relations {
            let quoted = |name: &str| quoted(name, dialect);
            let name = format!(
                "{}.{} AS ",
                quoted(&relation.schema),
                quoted(&relation.name)
            );
            for (at, _) in text.match_indices(&name) {
                let rest = &text[at + name.len()..];
                assert!(
                    rest.starts_with(&quoted("policed")),
                    "{}: {text}",
                    case.title
                );
            }
        }
        assert_eq!(
            query.is_rewritten(),
            !query.relations().is_empty(),
            "{}",
            case.title
        );
        // Of the owner, nothing but the filter is left.
        assert_eq!(
            text.matches(&quoted("owner", dialect)).count(),
            filters(text, dialect),
            "{}: {text}",
            case.title
        );
        if query.is_rewritten() {
            rewritten += 1;
            let owner = Some("acme".to_owned());
            if dialect == Dialect::Mysql {
                // A value for each place, whatever question marks the texts hold.
                let places = text.matches(" AND ?)").count() * 3;
                assert_eq!(query.parameters(), vec![owner; places]);
            } else {
                assert_eq!(query.parameters(), [owner]);
            }
            // What was bound validates again, and is rewritten to the same.
            let again = validate(query.plain_text(), &catalog, &policy);
            assert_eq!(again.expect("valid").text(), text, "{}", case.title);
        }
    }
    assert!(rewritten >= at_least, "{rewritten}");
}

#[test]
fn no_table_of_postgres_is_read_outside_a_fence() {
    check(
        include_str!("cases/postgres_admitted.sql"),
        Dialect::Postgres,
        120,
    );
}

#[test]
fn functions_in_from_read_only_what_is_inside_a_fence() {
    check(
        include_str!("cases/postgres_rows_admitted.sql"),
        Dialect::Postgres,
        40,
    );
}

/// The names of an alias's list go to the columns that are shown, and pass over the others.
#[test]
fn an_alias_list_names_no_hidden_column() {
    let catalog = catalog(Dialect::Postgres);
    let document = "version = 1\n[roles.analyst]\nschemas = [\"shop\"]\n[[rules]]\n\
                    table = 'shop.employees'\ndeny = [\"first_name\", \"salary\"]\n";
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: None,
        claims: &BTreeMap::new(),
    };
    let document = PolicyDocument::parse(document, None).expect("a good document");
    let policy = Policy::default().with_rules(document.for_caller(&caller).expect("a known role"));
    let query = validate(
        "SELECT e.a, e.b FROM employees AS e(a, b)",
        &catalog,
        &policy,
    )
    .expect("admitted");
    let text = query.text();
    assert!(text.contains("\"e\".\"employee_id\" AS \"a\""), "{text}");
    assert!(text.contains("\"e\".\"last_name\" AS \"b\""), "{text}");
    assert!(!text.contains("first_name"), "{text}");
    let names = "(a, b, c, d, e, f, g, h, i)";
    let sql = format!("SELECT 1 FROM employees AS e{names}");
    let why = validate(&sql, &catalog, &policy).expect_err("nine names for eight columns");
    assert_eq!(why[0].rule, RuleId::ColumnCount);
    assert!(why[0].message.contains("8 columns"), "{}", why[0].message);
}

#[test]
fn no_table_of_sqlite_is_read_outside_a_fence() {
    check(
        include_str!("cases/sqlite_admitted.sql"),
        Dialect::Sqlite,
        20,
    );
}

#[test]
fn no_table_of_mysql_is_read_outside_a_fence() {
    check(
        include_str!("cases/mysql_admitted.sql"),
        Dialect::Mysql,
        100,
    );
}
