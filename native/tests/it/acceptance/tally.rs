//! What became of each query, counted.

use std::{collections::BTreeMap, fmt::Write};

use plainquery_sql::Diagnostic;

use super::comparison::Likeness;

/// What became of a query.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// There is no database to run it on.
    NoDatabase,
    /// Its own database does not run it, or not in time.
    FailsItself(String),
    /// The validator refuses it.
    Refused(Vec<Diagnostic>),
    /// It was accepted, and the database does not run what was printed.
    PrintFails { why: String, printed: String },
    /// It was accepted, and the server reads the printed text otherwise than the validator.
    ReadOtherwise { why: String, printed: String },
    /// It was accepted, and these are the rows.
    Ran { likeness: Likeness, printed: String },
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    items: Vec<(String, String, Outcome)>,
}

impl Tally {
    /// `place` says where the query is from.
    pub(super) fn add(&mut self, place: String, sql: &str, outcome: Outcome) {
        self.items.push((place, sql.to_owned(), outcome));
    }

    fn count(&self, wanted: impl Fn(&Outcome) -> bool) -> usize {
        self.items.iter().filter(|item| wanted(&item.2)).count()
    }

    /// Whether every query that its own database runs was accepted and returned the same rows.
    pub(super) fn is_clean(&self) -> bool {
        let fine = |outcome: &Outcome| match outcome {
            Outcome::NoDatabase | Outcome::FailsItself(_) => true,
            Outcome::Ran { likeness, .. } => {
                matches!(
                    likeness,
                    Likeness::Same | Likeness::TiesCut | Likeness::TiesMoved
                )
            }
            Outcome::Refused(_) | Outcome::PrintFails { .. } | Outcome::ReadOtherwise { .. } => {
                false
            }
        };
        !self.items.is_empty() && self.items.iter().all(|item| fine(&item.2))
    }

    /// The counts, and everything that is not as it should be.
    pub(super) fn report(&self, title: &str) -> String {
        let ran = |wanted: Likeness| {
            self.count(|o| matches!(o, Outcome::Ran { likeness, .. } if *likeness == wanted))
        };
        let rows = [
            ("queries", self.items.len()),
            (
                "no database",
                self.count(|o| matches!(o, Outcome::NoDatabase)),
            ),
            (
                "its database does not run it",
                self.count(|o| matches!(o, Outcome::FailsItself(_))),
            ),
            (
                "accepted",
                self.count(|o| {
                    !matches!(
                        o,
                        Outcome::NoDatabase | Outcome::FailsItself(_) | Outcome::Refused(_)
                    )
                }),
            ),
            ("  the same rows", ran(Likeness::Same)),
            (
                "  another choice of ties under LIMIT",
                ran(Likeness::TiesCut),
            ),
            ("  another order of ties", ran(Likeness::TiesMoved)),
            ("  ANOTHER ORDER", ran(Likeness::Reordered)),
            ("  OTHER ROWS", ran(Likeness::Different)),
            (
                "  THE PRINT FAILS",
                self.count(|o| matches!(o, Outcome::PrintFails { .. })),
            ),
            (
                "  READ OTHERWISE",
                self.count(|o| matches!(o, Outcome::ReadOtherwise { .. })),
            ),
            ("REFUSED", self.count(|o| matches!(o, Outcome::Refused(_)))),
        ];
        let mut out = format!("\n{title}\n");
        for (label, count) in rows {
            let _ = writeln!(out, "{label:<40}{count:>7}");
        }
        for (rule, count) in self.rules() {
            let _ = writeln!(out, "  {rule:<38}{count:>7}");
        }
        for (place, sql, outcome) in &self.items {
            let _ = match outcome {
                Outcome::FailsItself(why) => {
                    writeln!(out, "\n[{place}] does not run: {why}\n  {sql}")
                }
                Outcome::Refused(reasons) => {
                    writeln!(out, "\n[{place}] REFUSED {}\n  {sql}", reasons[0])
                }
                Outcome::PrintFails { why, printed } => {
                    writeln!(
                        out,
                        "\n[{place}] THE PRINT FAILS: {why}\n  {sql}\n{printed}"
                    )
                }
                Outcome::ReadOtherwise { why, printed } => {
                    writeln!(out, "\n[{place}] READ OTHERWISE: {why}\n  {sql}\n{printed}")
                }
                Outcome::NoDatabase
                | Outcome::Ran {
                    likeness: Likeness::Same,
                    ..
                } => Ok(()),
                Outcome::Ran { likeness, printed } => {
                    writeln!(out, "\n[{place}] {}\n  {sql}\n{printed}", likeness.label())
                }
            };
        }
        out
    }

    /// How many queries each rule refused; the first reason counts.
    fn rules(&self) -> BTreeMap<&'static str, usize> {
        let mut rules = BTreeMap::new();
        for (_, _, outcome) in &self.items {
            if let Outcome::Refused(reasons) = outcome {
                *rules.entry(reasons[0].rule.label()).or_default() += 1;
            }
        }
        rules
    }
}
