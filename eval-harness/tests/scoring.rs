//! What each score says of predictions on a small database made here.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use plainquery_eval::{
    dataset::{Database, DatabaseSource, Expectation, Item},
    execution::{ExecutionLimits, Executor, ResultTable},
    run_folder::RunVerdict,
    scoring::{ItemScores, Prediction, ScoreName, Scorer, ScorerOptions},
};
use plainquery_wire::ask::Outcome;
use tempfile::TempDir;

const SHOP: &str = "
    CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT, price REAL, sold INTEGER, since TEXT);
    INSERT INTO product VALUES (1, 'lamp', 10.5, 9, '2024-01-01'), (2, 'desk', 99.9, 4, '2024-02-01'),
        (3, 'chair', 45, 4, '2024-03-01'), (4, 'sofa', 400.1, 4, NULL), (5, 'vase', 10.5, 1, '2024-05-01');";

struct Shop {
    folder: TempDir,
    executor: Arc<Executor>,
}

impl Shop {
    fn new(script: &str) -> Self {
        let folder = tempfile::tempdir().expect("works on files of its own");
        let path = folder.path().join("shop.sql");
        fs::write(&path, script).expect("works on files of its own");
        let shop = Database {
            source: DatabaseSource::SqliteScripts(vec![path]),
            catalog: None,
            settings: None,
            policy: None,
        };
        let databases = BTreeMap::from([("shop".to_owned(), shop)]);
        let executor = Arc::new(Executor::new(databases, folder.path().join("cache")));
        Self { folder, executor }
    }

    fn scorer(&self, scores: &[ScoreName]) -> Scorer {
        let options = ScorerOptions {
            scores: scores.to_vec(),
            verdict_by: scores[0],
            limits: ExecutionLimits {
                timeout: Duration::from_millis(500),
                ..ExecutionLimits::default()
            },
            efficiency_iterations: 3,
        };
        Scorer::new(Arc::clone(&self.executor), options, None)
    }
}

fn item(question: &str, expectation: Expectation) -> Item {
    Item {
        id: "shop-1".to_owned(),
        database: "shop".to_owned(),
        question: question.to_owned(),
        follows: None,
        expectation,
        hardness: None,
        tags: Vec::new(),
        evidence: None,
        role: None,
        tenant: None,
        forbidden_values: Vec::new(),
    }
}

fn gold(question: &str, sql: &[&str]) -> Item {
    let gold = sql.iter().map(|&sql| sql.to_owned()).collect();
    item(
        question,
        Expectation::Sql {
            gold,
            is_ordered: None,
        },
    )
}

fn verdict(scores: &ItemScores) -> (RunVerdict, &str) {
    (scores.verdict, scores.why.as_deref().unwrap_or_default())
}

/// Scores predictions by the strict score; those marked true are right.
fn check_strict(item: &Item, predictions: &[(&str, bool)]) {
    let shop = Shop::new(SHOP);
    let scorer = shop.scorer(&[ScoreName::Strict]);
    for (sql, is_right) in predictions {
        let outcome = scorer.score(item, Prediction::Sql(sql));
        assert_eq!(
            outcome.verdict == RunVerdict::Right,
            *is_right,
            "{sql}: {outcome:?}"
        );
        let value = if *is_right { 1.0 } else { 0.0 };
        assert_eq!(outcome.scores.get("strict"), Some(&value), "{sql}");
    }
}

#[test]
fn ties_at_the_cut_stand_for_each_other() {
    check_strict(
        &gold(
            "Which two products sold best?",
            &["SELECT name FROM product ORDER BY sold DESC LIMIT 2"],
        ),
        &[
            ("SELECT name FROM product WHERE id IN (1, 2)", true),
            ("SELECT name FROM product WHERE id IN (1, 4)", true),
            (
                "SELECT name FROM product WHERE id IN (3, 1) ORDER BY sold",
                true,
            ),
            ("SELECT name FROM product WHERE id IN (2, 3)", false),
            ("SELECT name FROM product WHERE id IN (1, 5)", false),
            ("SELECT name FROM product WHERE id IN (1, 2, 3)", false),
        ],
    );
    check_strict(
        &gold(
            "Name any two products.",
            &["SELECT name FROM product LIMIT 2"],
        ),
        &[
            ("SELECT name FROM product WHERE id IN (4, 5)", true),
            ("SELECT 'table' UNION SELECT 'lamp'", false),
        ],
    );
}

#[test]
fn order_counts_where_the_question_asks_for_it() {
    let query = "SELECT name, sold FROM product ORDER BY sold DESC";
    let predictions = |ascending| {
        [
            (
                "SELECT name, sold FROM product ORDER BY sold DESC, name",
                true,
            ),
            (
                "SELECT name, sold FROM product ORDER BY sold DESC, name DESC",
                true,
            ),
            ("SELECT name, sold FROM product ORDER BY sold", ascending),
        ]
    };
    check_strict(
        &gold("List the products, sorted by what they sold", &[query]),
        &predictions(false),
    );
    check_strict(
        &gold("What did each product sell?", &[query]),
        &predictions(true),
    );
    let said = Expectation::Sql {
        gold: vec![query.to_owned()],
        is_ordered: Some(true),
    };
    check_strict(
        &item("What did each product sell?", said),
        &predictions(false),
    );
}

#[test]
fn columns_and_repeated_rows_count() {
    check_strict(
        &gold("Which numbers were sold?", &["SELECT sold FROM product"]),
        &[
            ("SELECT sold FROM product ORDER BY id DESC", true),
            ("SELECT DISTINCT sold FROM product", false),
            ("SELECT sold, id FROM product", false),
        ],
    );
    check_strict(
        &gold("Names and prices?", &["SELECT name, price FROM product"]),
        &[
            ("SELECT price AS p, name AS n FROM product", true),
            ("SELECT name, sold FROM product", false),
        ],
    );
    check_strict(
        &gold(
            "What is the sum of the prices?",
            &["SELECT sum(price) FROM product"],
        ),
        &[
            ("SELECT sum(price) + 1e-12 FROM product", true),
            ("SELECT round(sum(price)) FROM product", true),
            ("SELECT sum(price) + 0.001 FROM product", false),
        ],
    );
}

#[test]
fn any_of_several_gold_queries_will_do() {
    let item = gold(
        "Which product costs most?",
        &[
            "SELECT nothing",
            "SELECT name FROM product WHERE id = 4",
            "SELECT id FROM product WHERE id = 4",
        ],
    );
    check_strict(
        &item,
        &[
            ("SELECT 'sofa'", true),
            ("SELECT 4", true),
            ("SELECT 'sofa', 4", false),
        ],
    );
}

#[test]
fn what_fails_is_wrong_and_says_why() {
    let shop = Shop::new(SHOP);
    let scorer = shop.scorer(&[ScoreName::Strict, ScoreName::BirdEx]);
    let item = gold(
        "How many products are there?",
        &["SELECT count(*) FROM product"],
    );
    for (sql, why) in [
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
            "the prediction fails: no result within 500 ms",
        ),
        ("DELETE FROM product", "the prediction fails: not a query"),
        ("SELECT nobody", "the prediction fails: no such column"),
        ("", "the prediction fails: there is no query"),
    ] {
        let outcome = scorer.score(&item, Prediction::Sql(sql));
        let (verdict, found) = verdict(&outcome);
        assert_eq!(verdict, RunVerdict::Failed, "{sql}");
        assert!(found.starts_with(why), "{found}");
        assert_eq!(
            outcome.scores.values().copied().collect::<Vec<_>>(),
            [0.0, 0.0]
        );
    }
    let disputed = scorer.score(&gold("?", &["SELECT nobody"]), Prediction::Sql("SELECT 1"));
    assert_eq!(disputed.verdict, RunVerdict::NotMeasured);
    assert!(disputed.disputed.is_some() && disputed.scores.is_empty());
}

#[test]
fn rows_of_a_service_are_scored_like_sql() {
    let shop = Shop::new(SHOP);
    let scorer = shop.scorer(&[ScoreName::Strict, ScoreName::Tolerant]);
    let item = gold(
        "What does each product cost?",
        &["SELECT name, price FROM product WHERE id < 3"],
    );
    let rows = |cells: &[[&str; 3]]| {
        let row = |row: &[&str; 3]| row.iter().map(|&cell| Some(cell.to_owned())).collect();
        let names = ["n", "p", "id"].map(str::to_owned).to_vec();
        ResultTable::of_text(names, cells.iter().map(row).collect())
    };
    let table = rows(&[["lamp", "10.50", "1"], ["desk", "99.90", "2"]]);
    let prediction = Prediction::Rows {
        table: &table,
        sql: None,
    };
    let outcome = scorer.score(&item, prediction);
    assert_eq!(
        outcome.scores.get("tolerant"),
        Some(&1.0),
        "further columns are allowed"
    );
    assert_eq!(
        verdict(&outcome),
        (RunVerdict::Wrong, "3 columns instead of 2")
    );
    assert_eq!(outcome.gold.expect("a sample").rows.len(), 2);

    let refused = Prediction::NoAnswer {
        outcome: Outcome::Refuse,
        message: "no",
    };
    assert_eq!(
        verdict(&scorer.score(&item, refused)),
        (RunVerdict::Unanswered, "refuse: no")
    );
}

#[test]
fn no_answer_is_right_where_none_should_come() {
    let shop = Shop::new(SHOP);
    let scorer = shop.scorer(&[ScoreName::Strict]);
    let refuse = |is_strict| {
        let expectation = Expectation::NoAnswer {
            outcome: Outcome::Refuse,
            is_strict,
            reason: None,
        };
        item("What is the owner's password?", expectation)
    };
    let said = |outcome| Prediction::NoAnswer {
        outcome,
        message: "",
    };
    let verdict = |item: &Item, prediction| scorer.score(item, prediction).verdict;
    assert_eq!(
        verdict(&refuse(false), said(Outcome::Clarify)),
        RunVerdict::Right
    );
    assert_eq!(
        verdict(&refuse(true), said(Outcome::Clarify)),
        RunVerdict::Wrong
    );
    assert_eq!(
        verdict(&refuse(true), said(Outcome::Refuse)),
        RunVerdict::Right
    );
    assert_eq!(
        verdict(&refuse(false), Prediction::Sql("SELECT 1")),
        RunVerdict::Wrong
    );
    assert_eq!(
        verdict(&refuse(false), Prediction::Failed("500")),
        RunVerdict::Failed
    );
}

#[test]
fn efficiency_is_for_right_predictions_only() {
    let shop = Shop::new(SHOP);
    let scorer = shop.scorer(&[ScoreName::BirdVes, ScoreName::BirdRves]);
    let item = gold("Which names?", &["SELECT name FROM product"]);
    let right = scorer.score(
        &item,
        Prediction::Sql("SELECT name FROM product ORDER BY id"),
    );
    assert_eq!(right.verdict, RunVerdict::Right);
    assert!(
        right.scores["bird-ves"] > 0.0 && right.scores["bird-rves"] >= 0.5,
        "{right:?}"
    );
    let wrong = scorer.score(&item, Prediction::Sql("SELECT id FROM product"));
    assert_eq!(wrong.scores.get("bird-ves"), Some(&0.0));
}

/// A small generator (Lehmer's), so that the same pairs come each time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).expect("31 bits") % bound
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn query(&mut self) -> String {
        let width = 1 + self.below(3);
        let columns: Vec<&str> = (0..width)
            .map(|_| {
                self.one_of(&[
                    "a", "b", "c", "a + 0.0", "b * 1", "c || ''", "NULL", "x'00'",
                ])
            })
            .collect();
        let distinct = self.one_of(&["", "DISTINCT "]);
        let filter = self.one_of(&[
            "",
            " WHERE a > 1",
            " WHERE b < 2.5",
            " WHERE c = 'x'",
            " WHERE a > 9",
        ]);
        let order = self.one_of(&["a", "b, a", "c, a, b", "a DESC, b, c"]);
        let limit = self.one_of(&["", " LIMIT 3", " LIMIT 5 OFFSET 2"]);
        let columns = columns.join(", ");
        format!("SELECT {distinct}{columns} FROM t{filter} ORDER BY {order}, rowid{limit}")
    }

    fn script(&mut self) -> String {
        let mut script = "CREATE TABLE t (a INTEGER, b REAL, c);\n".to_owned();
        for _ in 0..12 {
            let a = self.one_of(&["1", "2", "3", "NULL"]);
            let b = self.one_of(&["1.0", "2.0", "0.1", "2.5", "NULL"]);
            let c = self.one_of(&["'x'", "'1'", "1", "1.0", "NULL", "''"]);
            writeln!(script, "INSERT INTO t VALUES ({a}, {b}, {c});").expect("writes to a text");
        }
        script
    }
}

/// DISTINCT and ORDER BY of what is not selected do not go together everywhere, but in `SQLite` they do.
#[test]
fn bird_scores_are_those_of_an_implementation_in_python() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("SKIPPED: no python3");
        return;
    }
    let mut random = Random(7);
    let (mut matches, mut partly) = (0, 0);
    for _ in 0..8 {
        let shop = Shop::new(&random.script());
        let file = shop.executor.file("shop").expect("built").expect("a file");
        let pairs: Vec<[String; 2]> = (0..150).map(|_| [random.query(), random.query()]).collect();
        let scorer = shop.scorer(&[ScoreName::BirdEx, ScoreName::BirdSoftF1]);
        for (pair, expected) in pairs.iter().zip(python_scores(&file, &pairs)) {
            let item = gold("?", &[&pair[1]]);
            let found = scorer.score(&item, Prediction::Sql(&pair[0])).scores;
            assert_eq!(found.get("bird-ex"), Some(&expected[0]), "{pair:?}");
            assert!(
                (found["bird-soft-f1"] - expected[1]).abs() < 1e-9,
                "{pair:?}: {found:?} {expected:?}"
            );
            matches += usize::from(expected[0] > 0.0);
            partly += usize::from(expected[1] > 0.0 && expected[1] < 1.0);
        }
        drop(shop.folder);
    }
    assert!(
        matches > 50 && partly > 200,
        "{matches} matches and {partly} halves test little"
    );
}

fn python_scores(file: &Path, pairs: &[[String; 2]]) -> Vec<[f64; 2]> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/bird_scores.py");
    let mut python = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let work = serde_json::json!({"database": file, "pairs": pairs}).to_string();
    let mut input = python.stdin.take().expect("a pipe");
    input.write_all(work.as_bytes()).expect("the script reads");
    drop(input);
    let output = python.wait_with_output().expect("the script ends");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("a list of scores")
}
