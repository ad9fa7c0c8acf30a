use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        let parent = path.parent().expect("a folder");
        std::fs::create_dir_all(parent).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

fn suite(id: &str, header: &str) -> String {
    format!("{header}\n[[question]]\nid = '{id}'\nquestion = 'How many?'\ngold_sql = 'SELECT 1'\n")
}

const SCRIPT: &str = "[database]\nscripts = ['schema.sql']\n";

fn message(path: &Path) -> String {
    let error = read(path).expect_err("no dataset");
    format!("{:#}", anyhow::Error::from(error))
}

#[test]
fn a_suite_becomes_items_and_a_database() {
    let text = r#"
name = "clinic"
[database]
scripts = ["schema.sql", "data.sql"]
settings = "settings.toml"
policy = "policy.toml"
[[question]]
id = "c-1"
question = "How many visits?"
tags = ["count"]
hardness = "easy"
gold_sql = ["SELECT 1", "SELECT 1.0"]
ordered = true
role = "nurse"
tenant = "north"
evidence = "A visit is a row of v."
[[question]]
id = "c-2"
question = "and of him?"
follows = "c-1"
outcome = "clarify"
strict_outcome = true
reason = "Nobody was named."
[[question]]
id = "c-3"
question = "And?"
columns = ["n"]
rows = [[3]]
"#;
    let folder = folder(&[
        ("questions.toml", text),
        ("schema.sql", ""),
        ("data.sql", ""),
        ("settings.toml", ""),
        ("policy.toml", ""),
    ]);
    let dataset = read(folder.path()).expect("a dataset");
    assert_eq!(dataset.name, "clinic");
    let path = |name: &str| folder.path().join(name);
    assert_eq!(
        dataset.databases["clinic"],
        Database {
            source: DatabaseSource::SqliteScripts(vec![path("schema.sql"), path("data.sql")]),
            catalog: None,
            settings: Some(path("settings.toml")),
            policy: Some(path("policy.toml")),
        }
    );
    assert_eq!(
        dataset.items[0],
        Item {
            id: "c-1".into(),
            database: "clinic".into(),
            question: "How many visits?".into(),
            follows: None,
            expectation: Expectation::Sql {
                gold: vec!["SELECT 1".into(), "SELECT 1.0".into()],
                is_ordered: Some(true),
            },
            hardness: Some("easy".into()),
            tags: vec!["count".into()],
            evidence: Some("A visit is a row of v.".into()),
            role: Some("nurse".into()),
            tenant: Some("north".into()),
            forbidden_values: Vec::new(),
        }
    );
    assert_eq!(dataset.items[1].follows.as_deref(), Some("c-1"));
    assert_eq!(
        dataset.items[1].expectation,
        Expectation::NoAnswer {
            outcome: Outcome::Clarify,
            is_strict: true,
            reason: Some("Nobody was named.".into()),
        }
    );
    assert_eq!(
        dataset.items[2].expectation,
        Expectation::Rows {
            columns: vec!["n".into()],
            rows: vec![vec![Some("3".into())]],
            is_ordered: false,
        }
    );
}

#[test]
fn without_a_database_the_rows_beside_it_count() {
    let rows = r#"{"a": {"columns": ["n"], "rows": [["7"]]}}"#;
    let folder = folder(&[
        ("shop/questions.toml", &suite("a", "")),
        ("shop/expected.json", "{}"),
        ("shop/new.toml", &suite("a", "")),
        ("shop/new.expected.json", rows),
    ]);
    let shop = folder.path().join("shop");
    let dataset = read(&shop.join("new.toml")).expect("a dataset");
    assert_eq!(dataset.name, "shop-new");
    assert_eq!(
        dataset.databases["shop"].source,
        DatabaseSource::Remote(Dialect::Postgres)
    );
    assert_eq!(
        dataset.items[0].expectation,
        Expectation::Rows {
            columns: vec!["n".into()],
            rows: vec![vec![Some("7".into())]],
            is_ordered: false,
        }
    );
    let text = message(&shop);
    assert!(text.contains("no [database]"), "{text}");
    assert!(text.contains("no rows for question \"a\""), "{text}");
}

#[test]
fn a_folder_of_suites_is_one_dataset_in_the_order_of_names() {
    let folder = folder(&[
        ("all/b/questions.toml", &suite("b-1", SCRIPT)),
        ("all/b/schema.sql", ""),
        (
            "all/a/questions.jsonl",
            r#"{"id":"a-1","question":"q","outcome":"refuse"}"#,
        ),
        ("all/README.md", ""),
        ("all/empty/README.md", ""),
        ("all/gone/questions.toml", &suite("g-1", SCRIPT)),
    ]);
    let dataset = read(&folder.path().join("all")).expect("a dataset");
    assert_eq!(dataset.name, "all");
    let ids: Vec<&str> = dataset.items.iter().map(|item| &*item.id).collect();
    assert_eq!(ids, ["a-1", "b-1"]);
    assert_eq!(dataset.databases.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(dataset.missing, BTreeMap::from([("gone".to_owned(), 1)]));
}

#[test]
fn each_way_to_name_a_database_is_taken() {
    let file = "[database]\nname = 'books'\nfile = 'books.sqlite'\ncatalog = 'catalog.json'\n";
    let server = "[database]\npostgres = 'DATABASE_URL'\n";
    let folder = folder(&[
        ("file.toml", &suite("a", file)),
        ("books.sqlite", ""),
        ("catalog.json", "{}"),
        ("server.toml", &suite("a", server)),
    ]);
    let dataset = read(&folder.path().join("file.toml")).expect("a dataset");
    assert_eq!(
        dataset.databases["books"].source,
        DatabaseSource::SqliteFile(folder.path().join("books.sqlite"))
    );
    assert_eq!(
        dataset.databases["books"].catalog,
        Some(folder.path().join("catalog.json"))
    );
    let dataset = read(&folder.path().join("server.toml")).expect("a dataset");
    let sources: Vec<_> = dataset.databases.values().map(|it| &it.source).collect();
    let url_variable = "DATABASE_URL".to_owned();
    assert_eq!(
        sources,
        [&DatabaseSource::Postgres {
            url_variable,
            database: None
        }]
    );
}

#[test]
fn what_cannot_be_used_is_said_with_file_and_id() {
    let with_policy = "[database]\nscripts = ['schema.sql']\npolicy = 'polcy.toml'\n";
    let named = "[database]\nname = 'x'\nscripts = ['schema.sql']\n";
    let one = |text: String| vec![("s/questions.toml", text), ("s/schema.sql", String::new())];
    let two = |header: &str, ids: [&str; 2]| {
        vec![
            ("s/a/questions.toml", suite(ids[0], header)),
            ("s/a/schema.sql", String::new()),
            ("s/b/questions.toml", suite(ids[1], header)),
            ("s/b/schema.sql", String::new()),
        ]
    };
    for (files, parts) in [
        (
            one(suite("a", with_policy)),
            &["questions.toml: the policy", "polcy.toml is not there"][..],
        ),
        (
            one(suite("a", SCRIPT).replace("gold_sql", "gold")),
            &["questions.toml is not a suite", "unknown field `gold`"][..],
        ),
        (
            two(SCRIPT, ["q", "q"]),
            &["b/questions.toml: question \"q\" is in", "a/questions.toml"][..],
        ),
        (
            two(named, ["p", "q"]),
            &["b/questions.toml", "the name \"x\"", "[database]"][..],
        ),
        (
            vec![("s/README.md", String::new())],
            &["has no questions.toml"][..],
        ),
        (
            vec![
                ("s/README.md", String::new()),
                ("s/questions.toml/x", String::new()),
            ],
            &["has no questions.toml"][..],
        ),
    ] {
        let files: Vec<(&str, &str)> = files.iter().map(|(at, text)| (*at, &**text)).collect();
        let folder = folder(&files);
        let text = message(&folder.path().join("s"));
        for part in parts {
            assert!(text.contains(part), "{part} is missing in: {text}");
        }
    }
    let nowhere = PathBuf::from("/nonexistent/questions.toml");
    assert!(message(&nowhere).contains("cannot read /nonexistent/questions.toml"));
}
