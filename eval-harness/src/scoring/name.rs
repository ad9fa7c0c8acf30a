//! The scores by name: a report always says which one a figure is.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// A score of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScoreName {
    /// Ours: what [`crate::scoring`] says.
    Strict,
    /// Ours for answers of an assistant: further columns and rounded numbers are allowed.
    Tolerant,
    /// Spider's exact set match.
    SpiderExact,
    /// Spider's execution match on one database.
    SpiderExec,
    /// Spider's test-suite execution.
    SpiderSuite,
    /// BIRD's execution accuracy.
    BirdEx,
    /// BIRD's soft F1.
    BirdSoftF1,
    /// BIRD's valid efficiency score.
    BirdVes,
    /// BIRD's reward-based valid efficiency score.
    BirdRves,
}

/// There is no score of that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no score {0:?}; there are {names}", names = names())]
pub struct UnknownScore(String);

fn names() -> String {
    ScoreName::ALL.map(ScoreName::label).join(", ")
}

impl ScoreName {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Strict,
        Self::Tolerant,
        Self::SpiderExact,
        Self::SpiderExec,
        Self::SpiderSuite,
        Self::BirdEx,
        Self::BirdSoftF1,
        Self::BirdVes,
        Self::BirdRves,
    ];

    /// As it is written.
    pub fn label(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Tolerant => "tolerant",
            Self::SpiderExact => "spider-exact",
            Self::SpiderExec => "spider-exec",
            Self::SpiderSuite => "spider-suite",
            Self::BirdEx => "bird-ex",
            Self::BirdSoftF1 => "bird-soft-f1",
            Self::BirdVes => "bird-ves",
            Self::BirdRves => "bird-rves",
        }
    }

    /// Whether it is one of Spider's measures, which need its `tables.json`.
    pub fn is_of_spider(self) -> bool {
        matches!(
            self,
            Self::SpiderExact | Self::SpiderExec | Self::SpiderSuite
        )
    }

    /// Whether it is taken by the clock, so that it differs from run to run.
    pub fn is_timed(self) -> bool {
        matches!(self, Self::BirdVes | Self::BirdRves)
    }
}

impl fmt::Display for ScoreName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.label())
    }
}

impl FromStr for ScoreName {
    type Err = UnknownScore;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|name| name.label() == text)
            .ok_or_else(|| UnknownScore(text.to_owned()))
    }
}
