//! Shards and their merging; parts of a dataset.

use crate::workplace::{Workplace, status, stderr, timeless};

const QUESTIONS: usize = 24;

fn place() -> Workplace {
    Workplace::new(QUESTIONS).with_questions(
        "[[question]]\nid = 'shop-orders'\nquestion = 'How many orders are there?'\nhardness = 'easy'\n\
         gold_sql = 'SELECT count(*) FROM orders'\n\
         [[question]]\nid = 'shop-rome'\nquestion = 'and in Rome'\nfollows = 'shop-orders'\n\
         hardness = 'easy'\ngold_sql = \"SELECT count(*) FROM orders WHERE city = 'Rome'\"\n",
    )
}

#[test]
fn shards_together_are_the_whole_run() {
    let place = place();
    assert_eq!(status(&place.run("whole", &[])), 0);
    let mut shards = Vec::new();
    for number in 1..=3 {
        let (out, shard) = (format!("shard-{number}"), format!("{number}/3"));
        let output = place.run(&out, &["--shard", &shard]);
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        shards.push(out);
    }
    let merge = |out: &str, folders: &[&str]| {
        let arguments = [&["merge", "--out", out], folders].concat();
        place
            .command(&arguments)
            .output()
            .expect("the program runs")
    };
    let output = merge("merged", &["shard-2", "shard-1", "shard-3"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (manifest, whole) = place.records("whole");
    let (merged_manifest, merged) = place.records("merged");
    assert_eq!(timeless(whole), timeless(merged));
    assert_eq!(merged_manifest.items, manifest.items);
    assert_eq!(
        (merged_manifest.shard, merged_manifest.stopped),
        (None, None)
    );

    let output = merge("partly", &["shard-1", "shard-3"]);
    assert_eq!(status(&output), 1);
    assert!(
        stderr(&output).contains("shard 2/3 is not there"),
        "{}",
        stderr(&output)
    );
    let (manifest, _) = place.records("partly");
    assert!(manifest.stopped.expect("a reason").contains("shard 2/3"));

    let output = merge("twice", &["shard-1", "shard-1", "shard-2"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("both hold"), "{}", stderr(&output));
    let output = merge("apart", &["shard-1", "whole"]);
    assert_eq!(status(&output), 2);
    let output = place.run("other", &["--shard", "2/3", "--limit", "5"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let output = merge("mixed", &["shard-1", "other"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("questions"), "{}", stderr(&output));
    let output = merge("merged", &["shard-1", "shard-2", "shard-3"]);
    assert_eq!(status(&output), 2, "it would overwrite a run");
}

#[test]
fn a_part_of_the_dataset_is_asked() {
    let place = place();
    assert_eq!(status(&place.run("one", &["--only", "shop-rome"])), 0);
    let (_, records) = place.records("one");
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["shop-orders", "shop-rome"]);
    let sql = records[1].sql.as_deref().expect("SQL");
    assert!(
        sql.contains("Rome"),
        "the follow-up knows what it follows: {sql}"
    );
    assert_eq!(records[1].gold_tables, ["orders"]);
    assert_eq!(records[1].gold_columns, ["orders.city"]);
    assert_eq!(records[1].ranked_tables, ["orders"]);

    assert_eq!(
        status(&place.run("few", &["--only", "case", "--limit", "4"])),
        0
    );
    assert_eq!(place.verdicts("few").len(), 4);
    let output = place.run("none", &["--only", "nothing"]);
    assert_eq!(status(&output), 2);
    let output = place.run("bad", &["--shard", "4/3"]);
    assert_eq!(status(&output), 2);
}
