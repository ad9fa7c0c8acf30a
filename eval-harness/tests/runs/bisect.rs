//! The smallest set of changes is found, with a real command, and a search goes on where it was.

use std::{collections::BTreeSet, convert::Infallible, fs, path::Path};

use plainquery_eval::{
    bisect::{most_runs, smallest_set},
    run_folder::RunVerdict,
};
use tempfile::TempDir;

use crate::{
    commands::{plainquery_eval, text},
    generated::{records, run, write},
};

/// What the search finds where a drop needs all of `culprits`, and how many sets it asked about.
fn search(changes: usize, culprits: &[usize]) -> (Vec<usize>, usize) {
    let mut asked = 0;
    let found = smallest_set(changes, |set: &BTreeSet<usize>| {
        asked += 1;
        Ok::<bool, Infallible>(culprits.iter().all(|culprit| set.contains(culprit)))
    });
    (found.expect("never fails").into_iter().collect(), asked)
}

#[test]
fn every_pair_and_every_single_change_is_found() {
    for changes in 1..=9 {
        for one in 0..changes {
            for other in one..changes {
                let culprits: Vec<usize> = BTreeSet::from([one, other]).into_iter().collect();
                let (found, asked) = search(changes, &culprits);
                assert_eq!(found, culprits, "of {changes}");
                assert!(asked <= most_runs(changes), "{asked} for {changes}");
            }
        }
    }
}

#[test]
fn one_culprit_of_many_is_found_in_few_runs() {
    let (found, asked) = search(64, &[37]);
    assert_eq!(found, [37]);
    assert!(asked <= 12, "{asked}");
}

/// Prompts of which `system.md` and `examples/dates.md` together make things worse, and the command.
fn prompts() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let names = [
        "system.md",
        "tables.md",
        "examples/dates.md",
        "examples/joins.md",
        "repair.md",
    ];
    for (side, content) in [("base", "long"), ("head", "short")] {
        for name in names {
            let path = folder.path().join(side).join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, content).expect("a prompt");
        }
    }
    fs::write(folder.path().join("head/new.md"), "short").expect("a prompt");
    let good = run("good", records(1, 100, 4, 0.9));
    let mut bad = good.clone();
    for answer in bad.records.iter_mut().step_by(4) {
        answer.verdict = RunVerdict::Wrong;
    }
    write(&folder.path().join("good"), &good);
    write(&folder.path().join("bad"), &bad);
    let script = "echo \"$1\" >>runs.txt\nkind=good\n\
                  grep -q short \"$1/system.md\" && grep -q short \"$1/examples/dates.md\" && kind=bad\n\
                  cp -r $kind \"$2\"\n";
    fs::write(folder.path().join("run.sh"), script).expect("a script");
    folder
}

fn runs_so_far(folder: &Path) -> usize {
    fs::read_to_string(folder.join("runs.txt")).map_or(0, |text| text.lines().count())
}

const ARGUMENTS: [&str; 5] = [
    "bisect",
    "base",
    "head",
    "--run",
    "sh run.sh {prompts} {out}",
];

#[test]
fn two_files_that_act_together_are_found_and_nothing_is_run_twice() {
    let folder = prompts();
    let arguments = [&ARGUMENTS[..], &["--yes"]].concat();
    let output = plainquery_eval(&arguments, folder.path());
    let printed = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    let wanted = "2 of 6 files:\n  examples/dates.md\n  system.md\n";
    assert!(printed.contains(wanted), "{printed}");
    let runs = runs_so_far(folder.path());
    assert!(runs > 2 && runs <= most_runs(6) + 2, "{runs}");

    let again = plainquery_eval(&arguments, folder.path());
    assert!(text(&again.stdout).contains(wanted));
    assert_eq!(runs_so_far(folder.path()), runs);
}

#[test]
fn what_it_will_cost_is_said_before_anything_is_run() {
    let folder = prompts();
    let known = ["--base-run", "good", "--head-run", "bad"];
    let output = plainquery_eval(&[&ARGUMENTS[..], &known].concat(), folder.path());
    assert_eq!(output.status.code(), Some(2));
    let printed = text(&output.stdout);
    assert!(printed.contains("At most 54 runs"), "{printed}");
    assert!(printed.contains("100 calls a run, $"), "{printed}");
    assert_eq!(runs_so_far(folder.path()), 0);
}

#[test]
fn a_run_that_fails_ends_the_search_with_its_output() {
    let folder = prompts();
    fs::write(folder.path().join("run.sh"), "echo no key; exit 9").expect("a script");
    let output = plainquery_eval(&[&ARGUMENTS[..], &["--yes"]].concat(), folder.path());
    assert_eq!(output.status.code(), Some(2));
    let printed = text(&output.stderr);
    assert!(
        printed.contains("exit status: 9") && printed.contains("log.txt"),
        "{printed}"
    );
}

#[test]
fn without_a_drop_there_is_nothing_to_find() {
    let folder = prompts();
    let known = ["--base-run", "bad", "--head-run", "good", "--yes"];
    let output = plainquery_eval(&[&ARGUMENTS[..], &known].concat(), folder.path());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(runs_so_far(folder.path()), 0);
}
