//! Reports say what the run says, and nothing in a run breaks or enters them.

use std::{collections::BTreeSet, io::Cursor};

use plainquery_eval::{
    comparison::{self, Comparison, ComparisonOptions, groups::GroupKind},
    gate::{GateOptions, GateReport},
    recorded_run::RecordedRun,
    reports::{html, junit, markdown, parquet, summary::Summary, trend::Trend},
    run_folder::{ItemRecord, RunVerdict},
};
use plainquery_wire::ask::Outcome;
use polars::prelude::{ParquetReader, SerReader};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::{
    commands::{plainquery_eval, text},
    generated::{record, records, run, write},
};

/// What might break one format or another.
const HOSTILE: &str = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> | a ` b `` c ``` d \
    [link](javascript:alert(3)) ![i](https://x.example/i.png) @team #1 <b>bold</b> &amp; ]]> \"quoted\" 'it' \
    \u{1b}[31mred\u{7} \u{0} \u{202e}evil\u{2028}line\nnext | line\n\n# heading\n\n```\nfence\n````\n";

fn hostile_run(verdict: RunVerdict) -> RecordedRun {
    let mut answer = record("id|`</script>", "shop", verdict);
    answer.id = format!("id {HOSTILE}");
    HOSTILE.clone_into(&mut answer.question);
    answer.database = format!("shop {HOSTILE}");
    answer.hardness = Some(HOSTILE.to_owned());
    answer.tags = vec![HOSTILE.to_owned()];
    answer.sql = Some(format!("SELECT '{HOSTILE}'"));
    answer.gold_sql = Some(HOSTILE.to_owned());
    answer.why = Some(HOSTILE.to_owned());
    for sample in [&mut answer.result, &mut answer.gold_result]
        .into_iter()
        .flatten()
    {
        sample.columns = vec![HOSTILE.to_owned()];
        sample.rows = vec![vec![Some(format!("{verdict:?} {HOSTILE}"))], vec![None]];
    }
    let mut run = run(
        HOSTILE,
        vec![answer, record("plain", "shop", RunVerdict::Right)],
    );
    HOSTILE.clone_into(&mut run.manifest.dataset);
    HOSTILE.clone_into(&mut run.manifest.score);
    run.manifest.model = Some(HOSTILE.to_owned());
    run
}

fn compared(base: &RecordedRun, head: &RecordedRun) -> (Comparison, GateReport) {
    let comparison = Comparison::of(base, head, ComparisonOptions::default()).expect("comparable");
    let gate = GateReport::of(&comparison, &GateOptions::default());
    (comparison, gate)
}

#[test]
fn the_page_is_two_scripts_and_data_whatever_the_run_says() {
    let (base, head) = (
        hostile_run(RunVerdict::Right),
        hostile_run(RunVerdict::Wrong),
    );
    let summary = Summary::of(&head);
    let (comparison, gate) = compared(&base, &head);
    let page = html::report(&head, &summary, Some((&comparison, &gate))).expect("a page");
    assert_eq!(
        page.matches("<script").count(),
        2,
        "the data and the page's own script"
    );
    assert_eq!(page.matches("</script").count(), 2);
    assert!(!page.contains("<img"));
    let (_, after) = page.split_once("id=\"data\">").expect("the data");
    let (data, _) = after.split_once("</script>").expect("its end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["questions"][0]["answer"]["question"], HOSTILE);
    assert_eq!(data["comparison"]["changed"][0]["question"], HOSTILE);
}

#[test]
fn the_page_asks_for_nothing() {
    let run = run("nightly", records(1, 30, 3, 0.7));
    let page = html::report(&run, &Summary::of(&run), None).expect("a page");
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("unsafe-inline"));
    for reference in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest"] {
        assert!(!page.contains(reference), "{reference}");
    }
}

#[test]
fn junit_is_xml_with_a_case_a_question() {
    let run = hostile_run(RunVerdict::Wrong);
    let text = junit::render(&run);
    let document = roxmltree::Document::parse(&text).expect("XML");
    let cases: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("testcase"))
        .collect();
    assert_eq!(cases.len(), 2);
    let name = cases
        .iter()
        .filter_map(|case| case.attribute("name"))
        .find(|name| name.starts_with("id"))
        .expect("the hostile one");
    assert!(name.contains("</script><script>alert(1)</script>") && name.contains("]]>"));
    assert!(
        name.contains("next | line\n\n# heading"),
        "line feeds stay: {name}"
    );
}

#[test]
fn junit_counts_what_it_holds() {
    let verdicts = [
        RunVerdict::Right,
        RunVerdict::Wrong,
        RunVerdict::Unanswered,
        RunVerdict::Failed,
        RunVerdict::NotMeasured,
    ];
    let answers = (0..)
        .zip(verdicts)
        .map(|(position, verdict)| record(&format!("q-{position}"), "shop", verdict));
    let text = junit::render(&run("all", answers.collect()));
    let document = roxmltree::Document::parse(&text).expect("XML");
    let suites = document.root_element();
    let elements = |name: &str| {
        document
            .descendants()
            .filter(|node| node.has_tag_name(name))
            .count()
    };
    for (attribute, element, count) in [
        ("tests", "testcase", 5),
        ("failures", "failure", 2),
        ("errors", "error", 1),
        ("skipped", "skipped", 1),
    ] {
        assert_eq!(
            suites.attribute(attribute),
            Some(count.to_string().as_str())
        );
        assert_eq!(elements(element), count, "{element}");
    }
}

/// What Markdown makes of a text: markup that is not its own, and its blocks of code.
fn read_markdown(text: &str) -> (Vec<String>, Vec<String>) {
    let own: BTreeSet<&str> = [
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<details><summary>",
        "</i></summary>",
        "<details><summary><b>",
    ]
    .into();
    let (mut foreign, mut code) = (Vec::new(), Vec::new());
    let mut is_code = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                foreign.push(dest_url.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut rest = html.trim().to_owned();
                for tag in &own {
                    rest = rest.replace(tag, "");
                }
                if rest.contains(['<', '>']) {
                    foreign.push(rest);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => {
                code.push(String::new());
                is_code = true;
            }
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => is_code = false,
            Event::Text(text) if is_code => {
                if let Some(block) = code.last_mut() {
                    block.push_str(&text);
                }
            }
            _ => {}
        }
    }
    (foreign, code)
}

#[test]
fn markdown_holds_hostile_text_as_text() {
    let (base, head) = (
        hostile_run(RunVerdict::Right),
        hostile_run(RunVerdict::Wrong),
    );
    let (comparison, gate) = compared(&base, &head);
    let comment = comparison::markdown::render(&comparison);
    let report = markdown::render(&Summary::of(&head), Some((&comparison, &gate)));
    for text in [&comment, &report] {
        let (foreign, code) = read_markdown(text);
        assert_eq!(foreign, Vec::<String>::new());
        // Both queries, gold and the rows, each whole.
        assert_eq!(code.len(), 4, "{code:?}");
        assert!(code.iter().all(|block| block.contains("onerror=alert(2)")));
        assert!(
            code[..3].iter().all(|block| block.contains("\n````\n")),
            "{code:?}"
        );
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains('\u{0}'));
        let outside = code
            .iter()
            .fold(text.clone(), |text, block| text.replace(block.trim(), ""));
        assert!(!outside.contains("@team"), "nobody is mentioned");
    }
}

#[test]
fn the_terminal_gets_no_escape_sequences() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("base"), &hostile_run(RunVerdict::Right));
    write(&folder.path().join("head"), &hostile_run(RunVerdict::Wrong));
    for command in ["compare", "gate"] {
        let output = plainquery_eval(&[command, "base", "head"], folder.path());
        let printed = text(&output.stdout);
        assert!(
            printed.contains("onerror=alert(2)") || command == "gate",
            "{printed}"
        );
        let control = printed
            .chars()
            .find(|character| character.is_control() && *character != '\n');
        assert_eq!(control, None);
    }
}

#[test]
fn a_comment_stays_below_what_github_takes() {
    let long = |verdict| {
        let answers = (0..200).map(|position| {
            let mut answer = record(&format!("q-{position}"), "shop", verdict);
            answer.sql = Some("SELECT 1, ".repeat(300));
            answer
        });
        run("long", answers.collect())
    };
    let (comparison, gate) = compared(&long(RunVerdict::Right), &long(RunVerdict::Wrong));
    let comment =
        plainquery_eval::gate::markdown::render(&gate) + &comparison::markdown::render(&comparison);
    assert!(
        comment.chars().count() < 65_000,
        "{}",
        comment.chars().count()
    );
    assert!(comment.contains("more are in the report of the run"));
}

#[test]
fn parquet_holds_every_answer() {
    let mut run = run("nightly", records(1, 60, 3, 0.7));
    run.records[4].sql = None;
    run.records[5].question = HOSTILE.to_owned();
    run.records[6].scores.insert("bird-f1".to_owned(), 0.25);
    run.records[7].tags = Vec::new();
    let file = parquet::render(&run).expect("a file");
    let table = ParquetReader::new(Cursor::new(file))
        .finish()
        .expect("a table");
    assert_eq!(table.height(), 60);
    let texts = |name: &str| -> Vec<Option<String>> {
        let column = table.column(name).expect("a column").str().expect("text");
        column
            .iter()
            .map(|value| value.map(str::to_owned))
            .collect()
    };
    let of = |value: fn(&ItemRecord) -> Option<String>| -> Vec<Option<String>> {
        run.records.iter().map(value).collect()
    };
    assert_eq!(
        texts("question"),
        of(|answer| Some(answer.question.clone()))
    );
    assert_eq!(texts("sql"), of(|answer| answer.sql.clone()));
    let latencies: Vec<f64> = table
        .column("latency_ms")
        .expect("a column")
        .f64()
        .expect("numbers")
        .into_no_null_iter()
        .collect();
    assert_eq!(
        latencies,
        run.records
            .iter()
            .map(|answer| answer.latency_ms)
            .collect::<Vec<f64>>()
    );
    let scores = table
        .column("score_bird-f1")
        .expect("a column")
        .f64()
        .expect("numbers");
    assert_eq!((scores.get(6), scores.get(7)), (Some(0.25), None));
    let tags = table
        .column("tags")
        .expect("a column")
        .list()
        .expect("lists");
    assert_eq!(tags.get_as_series(7).expect("a list").len(), 0);
    assert_eq!(tags.get_as_series(8).expect("a list").len(), 1);
}

#[test]
fn the_summary_counts() {
    let mut answers = vec![
        record("a", "shop", RunVerdict::Right),
        record("b", "shop", RunVerdict::Wrong),
        record("c", "clinic", RunVerdict::Unanswered),
        record("d", "clinic", RunVerdict::NotMeasured),
    ];
    answers[1].is_bypass = true;
    answers[1].gold_tables = vec!["customers".to_owned(), "orders".to_owned()];
    let mut run = run("small", answers);
    run.manifest.items = 6;
    let summary = Summary::of(&run);
    assert_eq!((summary.accuracy.questions, summary.not_measured), (3, 3));
    assert_eq!(summary.verdicts[&RunVerdict::NotMeasured], 3);
    assert_eq!(summary.bypasses, ["b"]);
    let shop = summary
        .groups
        .iter()
        .find(|group| group.kind == GroupKind::Database && group.name == "shop");
    assert!(shop.is_some_and(|group| group.accuracy.share == Some(0.5)));
    // Two answers with rows; the question back has no say in calibration.
    assert_eq!(summary.confidence.answers, 2);
    let found = summary
        .outcomes
        .iter()
        .find(|count| count.outcome == Some(Outcome::Clarify));
    assert_eq!(found.map(|count| count.answers), Some(1));
    // Of b's two tables one is the first: (1 + 1/2 + 1) / 3.
    let recall: Vec<f64> = summary
        .recall
        .iter()
        .filter_map(|point| point.tables)
        .collect();
    assert!((recall[0] - 2.5 / 3.0).abs() < 1e-12, "{recall:?}");
    assert!((recall[1] - 1.0).abs() < 1e-12, "{recall:?}");
    // The expected rows or others, but no question back, and nothing where nothing was asked.
    assert_eq!(summary.pipeline.outcome_accuracy, Some(2.0 / 3.0));
}

#[test]
fn the_command_writes_all_files_and_a_trend() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, seed, started_at_ms) in [
        ("second", 2, 2_000),
        ("first", 1, 1_000),
        ("third", 3, 3_000),
    ] {
        let mut run = run(name, records(seed, 50, 3, 0.8));
        run.manifest.started_at_ms = started_at_ms;
        write(&folder.path().join(name), &run);
    }
    let output = plainquery_eval(&["report", "third", "--base", "first"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for file in [
        "report.html",
        "report.md",
        "junit.xml",
        "summary.json",
        "items.parquet",
    ] {
        assert!(folder.path().join("third").join(file).is_file(), "{file}");
    }
    let output = plainquery_eval(&["report", "--trend", "."], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let trend = Trend::load(folder.path()).expect("a trend");
    let names: Vec<&str> = trend.runs.iter().map(|run| run.name.as_str()).collect();
    assert_eq!(names, ["first", "second", "third"]);
    assert!(folder.path().join("trend.html").is_file());
    let empty = plainquery_eval(&["report", "--trend", "third"], folder.path());
    assert_eq!(empty.status.code(), Some(2));
}
