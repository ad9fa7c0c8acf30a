//! `init` and `baseline`.

use std::fs;

use crate::{
    model_server::ModelServer,
    workplace::{Workplace, status, stderr},
};

const QUESTIONS: &str = "\
# Ten would be better.
How many orders?\tSELECT count(*) FROM orders
Which city has \"most\"?\tSELECT city FROM orders GROUP BY city ORDER BY count(*) DESC LIMIT 1
Best one?\tclarify
Delete all\trefuse
";

#[test]
fn a_suite_is_begun_and_can_be_gated() {
    let server = ModelServer::start()
        .says(
            "Question: How many orders?",
            "```sql\nSELECT count(*) FROM orders\n```",
        )
        .says("Question: Which city", "```sql\nSELECT 'Rome'\n```")
        .says("Question: Best one?", "CLARIFY: best at what?")
        .says("Question: Delete all", "I only read.");
    let place = Workplace::new(0);
    fs::write(place.path("questions.tsv"), QUESTIONS).unwrap();
    let arguments = [
        "init",
        "eval",
        "--questions",
        "questions.tsv",
        "--database",
        "shop.sql",
        "--endpoint",
        &server.base_url,
        "--model",
        "any/model",
    ];
    let init = || {
        place
            .command(&arguments)
            .output()
            .expect("the program runs")
    };
    let output = init();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let workflow = fs::read_to_string(place.path(".github/workflows/plainquery-eval.yml")).unwrap();
    assert!(workflow.contains("MODEL: \"any/model\""), "{workflow}");
    let places = workflow.replace("${{", "");
    assert!(!places.contains("{{"), "every place is filled: {workflow}");

    let suite = fs::read_to_string(place.path("eval/questions.toml")).unwrap();
    let output = init();
    assert_eq!(status(&output), 2, "nothing is overwritten");
    assert!(stderr(&output).contains("is there already"));
    fs::remove_file(place.path("eval/questions.toml")).unwrap();
    assert_eq!(status(&init()), 2);
    assert!(
        !place.path("eval/questions.toml").exists(),
        "all or nothing"
    );
    fs::write(place.path("eval/questions.toml"), suite).unwrap();

    // The commands of the workflow, as it has them.
    let run = |extra: &[&str], out: &str| {
        let arguments = [
            "run",
            "--suite",
            "eval",
            "--prompt",
            "eval/prompt.txt",
            "--endpoint",
            &server.base_url,
            "--model",
            "any/model",
            "--out",
            out,
        ];
        let arguments = [&arguments, extra].concat();
        place
            .command(&arguments)
            .output()
            .expect("the program runs")
    };
    let output = run(&["--record", "eval/cassettes"], "runs/first");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(server.requests(), 4);
    let output = run(
        &["--replay", "eval/cassettes", "--check-cassettes"],
        "runs/head",
    );
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("4 of 4 right"));
}

#[test]
fn a_list_that_cannot_be_used_is_told() {
    let place = Workplace::new(0);
    let init = |text: &str| {
        fs::write(place.path("list.tsv"), text).unwrap();
        let arguments = [
            "init",
            "eval",
            "--questions",
            "list.tsv",
            "--database",
            "x.sqlite",
            "--url",
            "http://x",
        ];
        let output = place
            .command(&arguments)
            .output()
            .expect("the program runs");
        assert_eq!(status(&output), 2);
        stderr(&output)
    };
    assert!(init("How many?\tSELECT 1\nno tab\n").contains("line 2"));
    assert!(init("# nothing\n").contains("holds no question"));
    assert!(!place.path("eval").exists());
}

#[test]
fn a_baseline_shows_what_changed() {
    let place = Workplace::new(2).with_questions(
        "[[question]]\nid = 'shop-orders'\nquestion = 'How many orders are there?'\nhardness = 'easy'\n\
         gold_sql = 'SELECT count(*) FROM orders'\n",
    );
    let baseline = |extra: &[&str]| {
        let arguments = [
            &["baseline", "--run", "run", "--file", "baseline.csv"],
            extra,
        ]
        .concat();
        place
            .command(&arguments)
            .output()
            .expect("the program runs")
    };
    assert_eq!(status(&place.run("run", &[])), 0);
    let output = baseline(&[]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(status(&baseline(&["--check"])), 0);
    let text = fs::read_to_string(place.path("baseline.csv")).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    let changed = text.replace("shop-orders,0,right", "shop-orders,0,wrong");
    assert_ne!(text, changed);
    fs::write(place.path("baseline.csv"), changed).unwrap();
    let output = baseline(&["--check"]);
    assert_eq!(status(&output), 1);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        shown.contains("shop-orders: wrong -> right\n  - wrong"),
        "{shown}"
    );

    // A run that is not whole is no baseline.
    let place = place.with_model("http://127.0.0.1:9/v1");
    fs::create_dir(place.path("cassettes")).unwrap();
    assert_eq!(
        status(&place.run("replayed", &["--replay", "cassettes"])),
        3
    );
    let arguments = ["baseline", "--run", "replayed", "--file", "other.csv"];
    let output = place
        .command(&arguments)
        .output()
        .expect("the program runs");
    assert_eq!(status(&output), 3);
    assert!(!place.path("other.csv").exists());
}

#[test]
fn every_command_tells_how_it_is_used_and_how_it_ends() {
    let place = Workplace::new(0);
    let help = |arguments: &[&str]| {
        let output = place.command(arguments).output().expect("it runs");
        assert_eq!(status(&output), 0);
        String::from_utf8(output.stdout).expect("text")
    };
    let whole = help(&["--help"]);
    let listed = whole.split_once("Commands:\n").expect("commands").1;
    let listed = listed.split_once("\n\n").expect("an end").0;
    let commands: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in &commands {
        let text = help(&[command, "--help"]);
        assert!(text.contains("Exit status:\n  0  "), "{command}");
        let examples = text.split("Example").last().expect("some text");
        let call = format!("plainquery-eval {command}");
        assert!(examples.contains(&call), "{command}");
    }
    let way = whole.split_once("The way from").expect("the way").1;
    let steps: Vec<&str> = way.lines().skip(1).take(5).collect();
    for (step, command) in steps
        .iter()
        .zip(["init", "run", "report", "compare", "gate"])
    {
        assert!(step.trim_start().starts_with(command), "{step}");
    }
}
