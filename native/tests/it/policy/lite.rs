//! The policy in the dialect of `SQLite`, on `SQLite` itself.

use plainquery::sqlite::load_catalog;
use plainquery_sql::{RuleId, validate};
use rusqlite::{Connection, params_from_iter};

use super::policy_for;

const TABLES: &str = "
    CREATE TABLE people (id INTEGER PRIMARY KEY, owner TEXT, name TEXT, phone TEXT, salary INTEGER, note TEXT);
    INSERT INTO people VALUES (1, 'acme', 'Ann', '030-4711-77', 10, 'x'), (2, 'acme', 'Ben', '7', 20, 'y'),
        (3, 'umbrella', 'Zed', '030-9999-11', 30, 'z');";
const DOCUMENT: &str = r#"
version = 1
[roles.analyst]
schemas = ["main"]
[[rules]]
table = "main.people"
deny = ["note"]
rows = [{ column = "owner", claim = "tenant" }]
mask.phone = { kind = "partial", keep_first = 1, keep_last = 2 }
mask.salary = { kind = "null" }
"#;

#[test]
fn rows_and_masks_hold_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let connection = Connection::open(&file).unwrap();
    connection.execute_batch(TABLES).unwrap();
    let catalog = load_catalog(&file, None).unwrap();
    let policy = policy_for(DOCUMENT, "acme");
    let run = |sql: &str| -> Vec<String> {
        let query = validate(sql, &catalog, &policy).unwrap();
        assert!(query.text().contains("LIMIT -1"), "{}", query.text());
        let mut prepared = connection.prepare(query.text()).unwrap();
        let width = prepared.column_count();
        let rows = prepared.query_map(params_from_iter(query.parameters()), |row| {
            let cells: Vec<String> = (0..width)
                .map(|place| {
                    let cell: rusqlite::types::Value = row.get(place)?;
                    Ok(match cell {
                        rusqlite::types::Value::Null => "NULL".to_owned(),
                        rusqlite::types::Value::Integer(number) => number.to_string(),
                        rusqlite::types::Value::Text(text) => text,
                        other => format!("{other:?}"),
                    })
                })
                .collect::<Result<_, rusqlite::Error>>()?;
            Ok(cells.join("|"))
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(
        run("SELECT * FROM people ORDER BY id"),
        ["1|acme|Ann|0***77|NULL", "2|acme|Ben|***|NULL"]
    );
    assert_eq!(
        run("SELECT count(*) FROM people WHERE owner = 'umbrella' OR 1 = 1"),
        ["2"]
    );
    assert_eq!(
        run("SELECT id FROM people GROUP BY id HAVING max(phone) > 'a'").len(),
        0
    );
    for (sql, expected) in [
        ("SELECT note FROM people", RuleId::ColumnNotPermitted),
        ("SELECT \"note\" FROM people", RuleId::ColumnNotPermitted),
        ("SELECT rowid FROM people", RuleId::PolicedSystemColumn),
        (
            "SELECT name FROM people ORDER BY note",
            RuleId::ColumnNotPermitted,
        ),
    ] {
        let why = validate(sql, &catalog, &policy).unwrap_err();
        assert_eq!(why[0].rule, expected, "{sql}");
    }
    let hashed = DOCUMENT.replace("{ kind = \"null\" }", "{ kind = \"hash\" }");
    let policy = policy_for(&hashed, "acme");
    assert_eq!(policy.problems(&catalog).len(), 1);
    let why = validate("SELECT id FROM people", &catalog, &policy).unwrap_err();
    assert_eq!(why[0].rule, RuleId::PolicyMisfit);
}
