//! Case files: what is admitted and how it is printed, what is refused and by which rule.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plainquery_core::Dialect;
use plainquery_sql::{Policy, RuleId, validate};
use support::{cases, catalog};

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    fs::read_to_string(path).expect("the case file")
}

/// Each case is admitted, prints the same when it is read again, and prints as the snapshot says.
fn check_admitted(file: &str, dialect: Dialect) {
    let catalog = catalog(dialect);
    let policy = Policy::default();
    let mut shown = String::new();
    let mut refused = String::new();
    for case in cases(&read(file)) {
        assert_eq!(case.rule, None, "{}", case.title);
        match validate(&case.sql, &catalog, &policy) {
            Ok(query) => {
                let classes: Vec<String> = query
                    .columns()
                    .iter()
                    .map(|column| format!("{} {:?}", column.name, column.class))
                    .collect();
                let _ = writeln!(
                    shown,
                    "-- {}\n{}\n-- {}\n",
                    case.title,
                    query.text(),
                    classes.join(", ")
                );
                match validate(query.text(), &catalog, &policy) {
                    Ok(again) => assert_eq!(again.text(), query.text(), "{}", case.title),
                    Err(why) => panic!(
                        "{}: the print is refused: {why:?}\n{}",
                        case.title,
                        query.text()
                    ),
                }
            }
            Err(why) => {
                let _ = writeln!(refused, "{}: {}", case.title, why[0]);
            }
        }
    }
    assert!(refused.is_empty(), "refused, but fine:\n{refused}");
    let name = Path::new(file)
        .file_stem()
        .expect("a name")
        .to_string_lossy();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name.as_ref(), shown);
    });
}

/// Each case is refused by the rule that it names.
fn check_refused(file: &str, dialect: Dialect) {
    let catalog = catalog(dialect);
    let policy = Policy::default();
    let mut wrong = String::new();
    for case in cases(&read(file)) {
        let expected = case.rule.expect("a rule after =>");
        assert!(
            RuleId::ALL.iter().any(|rule| rule.label() == expected),
            "{}: no rule {expected}",
            case.title
        );
        match validate(&case.sql, &catalog, &policy) {
            Ok(query) => {
                let _ = writeln!(wrong, "{}: ADMITTED as {}", case.title, query.text());
            }
            Err(why) if why.iter().any(|reason| reason.rule.label() == expected) => {}
            Err(why) => {
                let _ = writeln!(wrong, "{}: not {expected} but {}", case.title, why[0]);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn postgres_admits() {
    check_admitted("postgres_admitted.sql", Dialect::Postgres);
}

#[test]
fn postgres_admits_functions_in_from() {
    check_admitted("postgres_rows_admitted.sql", Dialect::Postgres);
}

#[test]
fn postgres_refuses_functions_in_from() {
    check_refused("postgres_rows_refused.sql", Dialect::Postgres);
}

#[test]
fn sqlite_admits() {
    check_admitted("sqlite_admitted.sql", Dialect::Sqlite);
}

#[test]
fn mysql_admits() {
    check_admitted("mysql_admitted.sql", Dialect::Mysql);
}

/// As the corpus has them: how each is printed.
#[test]
fn snowflake_admits() {
    check_admitted("../corpus/allowed/snowflake.sql", Dialect::Snowflake);
}

#[test]
fn mysql_refuses_attacks() {
    check_refused("mysql_attacks.sql", Dialect::Mysql);
}

#[test]
fn postgres_refuses_attacks() {
    check_refused("postgres_attacks.sql", Dialect::Postgres);
}

#[test]
fn postgres_refuses_mistakes() {
    check_refused("postgres_mistakes.sql", Dialect::Postgres);
}

#[test]
fn sqlite_refuses() {
    check_refused("sqlite_refused.sql", Dialect::Sqlite);
}
