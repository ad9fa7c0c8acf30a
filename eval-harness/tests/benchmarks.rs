//! Each benchmark's form, as its files have it, over databases made here.

use std::{fs, path::Path, sync::Arc};

use plainquery_core::Dialect;
use plainquery_eval::{
    databases::Databases,
    dataset::{DatabaseSource, Dataset, Expectation, benchmark::Benchmark, digest},
    execution::Executor,
    export::{ExampleFormat, Part, examples, part},
    predictions,
    scoring::{ScoreName, Scorer, ScorerOptions},
    self_check::self_check,
};
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

const ROWS: &str = "CREATE TABLE singer (singer_id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
    INSERT INTO singer VALUES (1, 'Ann', 41), (2, 'Ben', 35), (3, 'Cy', 20);";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a file in the folder")).expect("own files");
    fs::write(path, text).expect("own files");
}

/// A folder with `database/band/band.sqlite` under `databases`, and files.
fn folder(databases: &str, files: &[(&str, Value)]) -> TempDir {
    let folder = tempfile::tempdir().expect("own files");
    let path = folder.path().join(databases).join("band/band.sqlite");
    fs::create_dir_all(path.parent().expect("in the folder")).expect("own files");
    let connection = Connection::open(path).expect("own files");
    connection.execute_batch(ROWS).expect("own files");
    for (name, content) in files {
        write(folder.path(), name, &content.to_string());
    }
    folder
}

fn gold(dataset: &Dataset, at: usize) -> &[String] {
    match &dataset.items[at].expectation {
        Expectation::Sql { gold, .. } => gold,
        other => panic!("no gold but {other:?}"),
    }
}

fn ids(dataset: &Dataset) -> Vec<&str> {
    dataset.items.iter().map(|item| item.id.as_str()).collect()
}

#[test]
fn spider_and_its_relatives() {
    let item = |database: &str| json!({"db_id": database, "question": "How old?", "query": "SELECT age FROM singer WHERE age ! = 20"});
    let synonym = json!([{"db_id": "band", "SpiderQuestion": "How old?", "SpiderSynQuestion": "What age?",
        "query": "SELECT age FROM singer"}]);
    let folder = folder(
        "database",
        &[
            ("dev.json", json!([item("gone"), item("band")])),
            ("dev_syn.json", synonym),
        ],
    );
    let dataset = Benchmark::Spider
        .read(folder.path(), "dev", None)
        .expect("a dataset");
    assert_eq!(
        ids(&dataset),
        ["spider-dev-1"],
        "the number is the place in the file"
    );
    assert_eq!(dataset.missing["gone"], 1);
    assert_eq!((dataset.place(0), dataset.question_count()), (1, 2));
    assert_eq!(
        gold(&dataset, 0),
        ["SELECT age FROM singer WHERE age != 20"]
    );
    assert_eq!(dataset.items[0].hardness.as_deref(), Some("easy"));
    let dataset = Benchmark::Spider
        .read(folder.path(), "dev_syn", None)
        .expect("a dataset");
    assert_eq!(dataset.items[0].question, "What age?");
    let error = Benchmark::Spider
        .read(folder.path(), "test", None)
        .expect_err("no such split");
    assert!(error.to_string().contains("test.json"), "{error}");
}

#[test]
fn bird_in_three_dialects() {
    let entry = json!([{"question_id": 7, "db_id": "band", "question": "How old?", "evidence": "in years",
        "SQL": "SELECT age FROM singer", "difficulty": "moderate"}]);
    let train =
        json!([{"db_id": "band", "question": "How old?", "evidence": "", "SQL": "SELECT 1"}]);
    let folder = folder(
        "dev_databases",
        &[
            ("dev.json", entry.clone()),
            ("train.json", train),
            ("mini_dev_mysql.json", entry),
        ],
    );
    let read = |split: &str| {
        Benchmark::Bird
            .read(folder.path(), split, None)
            .expect("a dataset")
    };
    let dataset = read("dev");
    assert_eq!(ids(&dataset), ["bird-dev-7"]);
    let item = &dataset.items[0];
    assert_eq!(item.evidence.as_deref(), Some("in years"));
    assert_eq!(item.hardness.as_deref(), Some("moderate"));
    assert_eq!(read("train").items[0].evidence, None);
    let mysql = read("mini_dev_mysql");
    assert_eq!(
        mysql.databases["band"].source,
        DatabaseSource::Remote(Dialect::Mysql)
    );
}

#[test]
fn dialogues_follow_their_turns() {
    let dialogues = json!([
        {"database_id": "gone", "interaction": [{"utterance": "?", "query": "SELECT 1"}], "final": {}},
        {"database_id": "band", "final": {}, "interaction": [
            {"utterance": "Who is there?", "query": "SELECT name FROM singer"},
            {"utterance": "Only the old ones.", "query": "SELECT name FROM singer WHERE age > 30"}]},
    ]);
    let folder = folder(
        "database",
        &[
            ("sql_state_tracking/cosql_dev.json", dialogues.clone()),
            ("dev.json", dialogues),
        ],
    );
    let cosql = Benchmark::Cosql
        .read(folder.path(), "dev", None)
        .expect("a dataset");
    assert_eq!(cosql.name, "cosql-dev");
    let dataset = Benchmark::Sparc
        .read(folder.path(), "dev", None)
        .expect("a dataset");
    assert_eq!(ids(&dataset), ["sparc-dev-1-0", "sparc-dev-1-1"]);
    assert_eq!(dataset.items[1].follows.as_deref(), Some("sparc-dev-1-0"));
    assert_eq!(dataset.conversations(), [[0, 1]]);

    // Empty lines part dialogues in files of predictions; the missing database has its line too.
    write(
        folder.path(),
        "predicted.sql",
        "SELECT 1\n\nSELECT 2\tband\nSELECT 3\n",
    );
    let predicted =
        predictions::read(&folder.path().join("predicted.sql"), &dataset).expect("three");
    assert_eq!(predicted["sparc-dev-1-0"], "SELECT 2");
    assert_eq!(predicted["sparc-dev-1-1"], "SELECT 3");
    write(folder.path(), "short.sql", "SELECT 1\n");
    let error = predictions::read(&folder.path().join("short.sql"), &dataset).expect_err("too few");
    assert!(
        error.to_string().contains("1 predictions for 3 questions"),
        "{error}"
    );
}

#[test]
fn predictions_by_number_and_by_id() {
    let entry = |number: u64| json!({"question_id": number, "db_id": "band", "question": "?", "SQL": "SELECT 1"});
    let folder = folder(
        "dev_databases",
        &[
            ("dev.json", json!([entry(4), entry(9)])),
            (
                "predict.json",
                json!({"0": "SELECT 'a'\t----- bird -----\tband", "1": "SELECT 'b'"}),
            ),
            (
                "by-id.jsonl",
                json!({"id": "bird-dev-9", "sql": "SELECT 'c'"}),
            ),
        ],
    );
    let dataset = Benchmark::Bird
        .read(folder.path(), "dev", None)
        .expect("a dataset");
    let by_number = predictions::read(&folder.path().join("predict.json"), &dataset).expect("two");
    assert_eq!(by_number["bird-dev-4"], "SELECT 'a'");
    assert_eq!(by_number["bird-dev-9"], "SELECT 'b'");
    let broken = folder.path().join("broken.sql");
    fs::write(&broken, b"SELECT '\xff'\nSELECT 2\n").expect("own files");
    let broken = predictions::read(&broken, &dataset).expect("two");
    assert_eq!(
        broken["bird-dev-4"], "SELECT '\u{fffd}'",
        "no UTF-8, but a line"
    );
    let by_id = predictions::read(&folder.path().join("by-id.jsonl"), &dataset).expect("one");
    assert_eq!(
        (by_id.len(), by_id["bird-dev-9"].as_str()),
        (1, "SELECT 'c'")
    );
}

#[test]
fn defogs_table() {
    let folder = tempfile::tempdir().expect("own files");
    let text = "question,query,db_name,query_category,instructions\n\
        \"How many, in all?\",\"SELECT {a,b} FROM t;SELECT c FROM t\",shop,group_by,\n";
    write(folder.path(), "questions.csv", text);
    let dataset = Benchmark::Defog
        .read(&folder.path().join("questions.csv"), "", None)
        .expect("a dataset");
    // Where the connection string is not set nothing can run, and that is said.
    if std::env::var_os("DEFOG_DATABASE_URL").is_none() {
        assert_eq!(dataset.missing["shop"], 1);
    } else {
        assert_eq!(gold(&dataset, 0).len(), 4);
        assert_eq!(dataset.items[0].tags, ["group_by"]);
    }
}

fn spider(queries: &[&str]) -> (TempDir, Dataset) {
    let items: Vec<Value> = queries
        .iter()
        .map(|query| json!({"db_id": "band", "question": "Who?", "query": query}))
        .collect();
    let folder = folder("database", &[("dev.json", json!(items))]);
    let dataset = Benchmark::Spider
        .read(folder.path(), "dev", None)
        .expect("a dataset");
    (folder, dataset)
}

fn executor(folder: &TempDir, dataset: &Dataset) -> Arc<Executor> {
    Arc::new(Executor::new(
        dataset.databases.clone(),
        folder.path().join("cache"),
    ))
}

fn databases(folder: &TempDir, dataset: &Dataset) -> Databases {
    Databases::open(dataset, folder.path().join("cache"), None, None).expect("open")
}

#[test]
fn gold_that_fails_its_own_score_is_disputed() {
    let (folder, dataset) = spider(&["SELECT name FROM singer", "SELECT nobody FROM singer"]);
    let options = ScorerOptions {
        scores: vec![ScoreName::Strict, ScoreName::BirdEx],
        ..ScorerOptions::default()
    };
    let scorer = Scorer::new(executor(&folder, &dataset), options, None);
    let outcome = self_check(&dataset, &scorer, 2.try_into().expect("two"), || ());
    assert_eq!(outcome.checked, 2);
    assert_eq!((outcome.full["strict"], outcome.full["bird-ex"]), (1, 1));
    let (id, why) = outcome.disputed.first_key_value().expect("one");
    assert_eq!(id, "spider-dev-1");
    assert!(
        why.starts_with("the gold query fails: no such column"),
        "{why}"
    );
}

#[test]
fn a_dataset_is_known_by_its_items() {
    let digest = |queries: &[&str]| digest::sha256(&spider(queries).1);
    let one = digest(&["SELECT name FROM singer"]);
    assert_eq!(
        one,
        digest(&["SELECT name FROM singer"]),
        "where it lies does not count"
    );
    assert_ne!(one, digest(&["SELECT age FROM singer"]));
    assert_eq!(one.len(), 64);
}

#[test]
fn examples_hold_the_prompt_of_production() {
    let (folder, dataset) = spider(&[
        "SELECT name FROM singer WHERE age > 30",
        "DELETE FROM singer",
    ]);
    let made = examples(&dataset, &databases(&folder, &dataset), None, || ()).expect("examples");
    assert_eq!(
        (made.examples.len(), made.refused, made.unsuited),
        (1, 1, 0)
    );
    let example = &made.examples[0];
    let system = example.text("system");
    assert!(system.contains("You write one SQL query"), "{system}");
    let whole = system + &example.text("user");
    for part in ["<schema>", "singer", "Who?", "today"] {
        assert!(
            whole.to_lowercase().contains(&part.to_lowercase()),
            "{part}: {whole}"
        );
    }
    let chat = example.written(ExampleFormat::OpenAiChat);
    let said = chat["messages"].as_array().expect("messages");
    let reply_text = &said.last().expect("a reply")["content"];
    assert!(!example.sql.contains("LIMIT"), "{}", example.sql);
    let reply: Value = serde_json::from_str(reply_text.as_str().expect("text"))
        .expect("the reply that production reads");
    assert_eq!(reply["outcome"], "answer");
    assert_eq!(reply["sql"], example.sql.as_str());
    assert_eq!(
        example.written(ExampleFormat::Alpaca)["output"],
        *reply_text
    );
    assert_eq!(example.written(ExampleFormat::Spider)["db_id"], "band");
}

#[test]
fn an_example_shows_what_its_caller_may_read() {
    let (folder, mut dataset) = spider(&["SELECT name FROM singer", "SELECT age FROM singer"]);
    let policy = "version = 1\n[roles.desk]\nschemas = [\"main\"]\n\
        [[rules]]\ntable = \"main.singer\"\nroles = [\"desk\"]\ndeny = [\"age\"]\n";
    write(folder.path(), "policy.toml", policy);
    let band = dataset.databases.get_mut("band").expect("there");
    band.policy = Some(folder.path().join("policy.toml"));
    for item in &mut dataset.items {
        item.role = Some("desk".to_owned());
    }
    let made = examples(&dataset, &databases(&folder, &dataset), None, || ()).expect("examples");
    assert_eq!(
        (made.examples.len(), made.refused),
        (1, 1),
        "one reads what is denied"
    );
    let schema = made.examples[0].text("system");
    let schema = schema.split("<schema>").last().unwrap_or_default();
    assert!(
        schema.contains("singer_id") && !schema.contains("age"),
        "{schema}"
    );

    dataset.items[0].role = Some("nobody".to_owned());
    let made = examples(&dataset, &databases(&folder, &dataset), None, || ()).expect("examples");
    assert_eq!(made.unsuited, 1, "the policy does not know the role");
}

#[test]
fn a_database_is_in_one_part_for_ever() {
    let in_validation = |share: f64| {
        (0..1000)
            .filter(|number| part(&format!("database-{number}"), share) == Part::Validation)
            .collect::<Vec<_>>()
    };
    let tenth = in_validation(0.1);
    assert!((60..140).contains(&tenth.len()), "{}", tenth.len());
    let fifth = in_validation(0.2);
    assert!(
        tenth.iter().all(|number| fifth.contains(number)),
        "a larger share only adds"
    );
    assert!(in_validation(0.0).is_empty());
    // By Python: int.from_bytes(sha256(b"concert_singer").digest()[:8], "big") / 2**64 is 0.1272.
    assert_eq!(part("concert_singer", 0.128), Part::Validation);
    assert_eq!(part("concert_singer", 0.127), Part::Train);
}
