//! Every question of the demo, and what the engine makes of it. A change of the engine shows here
//! as a change of SQL to be reviewed; whether the rows are right is for the running demo to say.

use std::collections::HashMap;
use std::fmt::Write as _;

use plainquery_catalog::Catalog;
use plainquery_core::Dialect;
use plainquery_engine::{Engine, Outcome, Question};
use plainquery_sql::{Policy, print, validate};
use serde::Deserialize;

#[derive(Deserialize)]
struct Suite {
    question: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    question: String,
    follows: Option<String>,
}

fn catalog() -> Catalog {
    serde_json::from_str(include_str!("demo-catalog.json")).expect("the fixture is a catalog")
}

fn suite() -> Suite {
    toml::from_str(include_str!("../../../datasets/demo/questions.toml")).expect("a suite")
}

/// Asks all questions in order, follow-ups after what they follow.
fn outcomes(engine: &Engine) -> Vec<(Case, Outcome)> {
    let mut frames: HashMap<String, String> = HashMap::new();
    let mut outcomes = Vec::new();
    for case in suite().question {
        let previous = case.follows.as_ref().and_then(|id| frames.get(id).cloned());
        let outcome = engine.ask(&Question {
            text: &case.question,
            today: "2025-06-30",
            week_starts_on: 1,
            fiscal_year_starts_in: 4,
            previous: previous.as_deref(),
        });
        if let Outcome::Answer(draft) = &outcome {
            frames.insert(case.id.clone(), draft.frame.clone());
        }
        outcomes.push((case, outcome));
    }
    outcomes
}

#[test]
fn demo_questions() {
    let mut report = String::new();
    for (case, outcome) in outcomes(&Engine::new(&catalog())) {
        let made = match outcome {
            Outcome::Answer(draft) => print(&draft.query, Dialect::Postgres),
            Outcome::Clarify(clarification) => format!(
                "clarify {}: {}",
                clarification.reason, clarification.message
            ),
            Outcome::Refuse(refusal) => format!("refuse {}: {}", refusal.reason, refusal.message),
        };
        write!(report, "-- {}: {}\n{made}\n\n", case.id, case.question)
            .expect("a string takes all");
    }
    insta::assert_snapshot!(report);
}

/// What the engine writes passes the validator, whatever the question.
#[test]
fn every_answer_validates() {
    let catalog = catalog();
    let policy = Policy::default();
    let mut answers = 0;
    for (case, outcome) in outcomes(&Engine::new(&catalog)) {
        let Outcome::Answer(draft) = outcome else {
            continue;
        };
        let sql = print(&draft.query, Dialect::Postgres);
        if let Err(diagnostics) = validate(&sql, &catalog, &policy) {
            panic!("{}: {diagnostics:?}\n{sql}", case.id);
        }
        answers += 1;
    }
    assert!(answers >= 60, "only {answers} answers");
}

/// Links lie within the question, in order, and do not overlap.
#[test]
fn links_are_spans_of_the_question() {
    for (case, outcome) in outcomes(&Engine::new(&catalog())) {
        let links = match outcome {
            Outcome::Answer(draft) => draft.links,
            Outcome::Clarify(clarification) => clarification.links,
            Outcome::Refuse(refusal) => refusal.links,
        };
        let mut end = 0;
        for link in links {
            assert!(
                link.start >= end && link.end > link.start,
                "{}: {link:?}",
                case.id
            );
            assert!(
                case.question.get(link.start..link.end).is_some(),
                "{}: {link:?}",
                case.id
            );
            end = link.end;
        }
    }
}
