//! The workflows that `init` writes: YAML that a runner can read, and shell that bash can.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use saphyr::{LoadableYamlNode, Yaml};

use crate::workplace::{Workplace, status, stderr};

const ACTION: &str = "some-team/plainquery@v1";

/// Writes a suite in a folder whose name needs quoting, and gives its workflow.
fn workflow(target: &[&str], action: bool) -> String {
    let place = Workplace::new(0);
    fs::write(place.path("list.tsv"), "How many?\tSELECT 1\n").unwrap();
    let fixed = ["init", "our \"own\" $suite", "--questions", "list.tsv"];
    let database = ["--database", "shop.sql"];
    let action: &[&str] = if action { &["--action", ACTION] } else { &[] };
    let arguments = [&fixed[..], &database, target, action].concat();
    let output = place.command(&arguments).output().expect("it runs");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    fs::read_to_string(place.path(".github/workflows/plainquery-eval.yml")).unwrap()
}

/// What stands at a path; panics where nothing does.
fn at<'a, 'b>(yaml: &'a Yaml<'b>, path: &[&str]) -> &'a Yaml<'b> {
    path.iter().fold(yaml, |yaml, key| {
        yaml.as_mapping_get(key)
            .unwrap_or_else(|| panic!("no {key} of {path:?}"))
    })
}

fn check_shell(script: &str) {
    let mut bash = Command::new("bash")
        .arg("-n")
        .stdin(Stdio::piped())
        .spawn()
        .expect("bash");
    let mut input = bash.stdin.take().expect("piped");
    input.write_all(script.as_bytes()).unwrap();
    drop(input);
    assert!(bash.wait().unwrap().success(), "{script}");
}

/// The shell of all steps, each checked, and the actions that are used.
fn steps(text: &str) -> (Vec<String>, Vec<String>) {
    let documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let [workflow] = &documents[..] else {
        panic!("one document: {text}");
    };
    assert!(workflow.as_mapping_get("on").is_some());
    let suite = at(workflow, &["env", "SUITE"]).as_str();
    assert_eq!(suite, Some("our \"own\" $suite"), "as it was given");
    let steps = at(workflow, &["jobs", "gate", "steps"]);
    let (mut scripts, mut actions) = (Vec::new(), Vec::new());
    for step in steps.as_sequence().expect("a list") {
        let text = |yaml: &Yaml<'_>| yaml.as_str().expect("a text").to_owned();
        actions.extend(step.as_mapping_get("uses").map(text));
        scripts.extend(step.as_mapping_get("run").map(text));
        // The action's own inputs that are shell.
        if let Some(inputs) = step.as_mapping_get("with") {
            let shell = ["run", "base-run"].map(|name| inputs.as_mapping_get(name));
            scripts.extend(shell.into_iter().flatten().map(text));
        }
    }
    for script in &scripts {
        check_shell(script);
    }
    (scripts, actions)
}

const PROMPT: [&str; 4] = ["--endpoint", "http://localhost:1/v1", "--model", "m"];
const SERVICE: [&str; 2] = ["--url", "http://localhost:1"];

#[test]
fn a_workflow_can_be_read_and_gates() {
    for target in [&PROMPT[..], &SERVICE[..]] {
        let (scripts, actions) = steps(&workflow(target, false));
        let has = |command: &str| scripts.iter().any(|script| script.contains(command));
        assert!(has("plainquery-eval run --suite \"$SUITE\""), "{scripts:?}");
        assert!(has("plainquery-eval gate "), "{scripts:?}");
        assert!(actions.iter().all(|action| action.starts_with("actions/")));
    }
}

#[test]
fn the_action_gates_where_it_is_named() {
    let inputs = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../action.yml")).unwrap();
    let inputs = Yaml::load_from_str(&inputs).expect("YAML");
    for target in [&PROMPT[..], &SERVICE[..]] {
        let text = workflow(target, true);
        let (scripts, actions) = steps(&text);
        assert!(actions.contains(&ACTION.to_owned()), "{actions:?}");
        assert!(!scripts.iter().any(|script| script.contains(" gate ")));
        let runs = scripts.iter().filter(|it| it.contains("$PLAINQUERY_RUN"));
        assert_eq!(runs.count(), 2, "BASE and HEAD: {scripts:?}");
        // What is given to the action, it takes.
        let workflow = Yaml::load_from_str(&text).expect("YAML");
        let steps = at(&workflow[0], &["jobs", "gate", "steps"]);
        let step = steps.as_sequence().expect("a list").iter().find(|step| {
            let uses = step.as_mapping_get("uses").and_then(Yaml::as_str);
            uses == Some(ACTION)
        });
        let given = at(step.expect("the action"), &["with"]);
        for (name, _) in given.as_mapping().expect("inputs") {
            let known = at(&inputs[0], &["inputs"]);
            let name = name.as_str().expect("a name");
            assert!(known.as_mapping_get(name).is_some(), "{name}");
        }
    }
}

#[test]
fn an_action_needs_an_owner_and_a_version() {
    let place = Workplace::new(0);
    fs::write(place.path("list.tsv"), "How many?\tSELECT 1\n").unwrap();
    for action in [
        "plainquery",
        "team/plainquery",
        "@v1",
        "team/x@v1\n- run: x",
    ] {
        let fixed = ["init", "eval", "--questions", "list.tsv", "--database"];
        let rest = ["x.sqlite", "--url", "http://x", "--action", action];
        let output = place.command(&[&fixed[..], &rest].concat()).output();
        let output = output.expect("it runs");
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).contains("owner/repository@version"));
        assert!(!place.path("eval").exists());
    }
}
