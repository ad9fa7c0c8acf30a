//! A run as `JUnit` XML: a test case a question, so that CI systems show it like any other test.

use std::fmt::Write as _;

use crate::{
    comparison::terminal::verdict_word,
    escaping::xml,
    recorded_run::{RecordedRun, question::Question},
    run_folder::RunVerdict,
};

/// The document. A suite a database; wrong and unanswered questions are failures, failed ones errors, and
/// those that were not measured are skipped.
pub fn render(run: &RecordedRun) -> String {
    let mut suites: std::collections::BTreeMap<&str, Vec<&Question<'_>>> =
        std::collections::BTreeMap::new();
    let questions = run.questions();
    for question in &questions {
        if let Some(item) = question.answers.first() {
            suites.entry(&item.database).or_default().push(question);
        }
    }
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\"{}>\n",
        xml(&run.manifest.name),
        counts(questions.iter())
    );
    for (database, questions) in suites {
        _ = writeln!(
            text,
            "  <testsuite name=\"{}\"{}>",
            xml(database),
            counts(questions.iter().copied())
        );
        for question in questions {
            text.push_str(&test_case(database, question));
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn counts<'a>(questions: impl Iterator<Item = &'a Question<'a>>) -> String {
    let (mut tests, mut failures, mut errors, mut skipped, mut time_ms) = (0, 0, 0, 0, 0.0);
    for question in questions {
        tests += 1;
        time_ms += latency_ms(question);
        match question.verdict() {
            RunVerdict::Right => {}
            RunVerdict::Wrong | RunVerdict::Unanswered => failures += 1,
            RunVerdict::Failed => errors += 1,
            RunVerdict::NotMeasured => skipped += 1,
        }
    }
    format!(
        " tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"{:.3}\"",
        time_ms / 1e3
    )
}

fn latency_ms(question: &Question<'_>) -> f64 {
    question.measured().map(|answer| answer.latency_ms).sum()
}

fn test_case(database: &str, question: &Question<'_>) -> String {
    let Some(answer) = question.typical() else {
        return String::new();
    };
    let verdict = question.verdict();
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3}\"",
        xml(database),
        xml(&format!("{}: {}", answer.id, answer.question)),
        latency_ms(question) / 1e3
    );
    let why = answer.why.as_deref().unwrap_or_default();
    let message = format!("{}: {why}", verdict_word(verdict));
    let element = match verdict {
        RunVerdict::Right => return format!("{head}/>\n"),
        RunVerdict::NotMeasured => {
            return format!(
                "{head}>\n      <skipped message=\"{}\"/>\n    </testcase>\n",
                xml(&message)
            );
        }
        RunVerdict::Failed => "error",
        RunVerdict::Wrong | RunVerdict::Unanswered => "failure",
    };
    let details = format!(
        "SQL:\n{}\n\nGold:\n{}",
        answer.sql.as_deref().unwrap_or("none"),
        answer.gold_sql.as_deref().unwrap_or("none")
    );
    format!(
        "{head}>\n      <{element} type=\"{}\" message=\"{}\">{}</{element}>\n    </testcase>\n",
        verdict_word(verdict).replace(' ', "_"),
        xml(&message),
        xml(&details)
    )
}
