//! Phrases that say what to do: aggregates, comparisons, orders, grouping, negation.

use serde::{Deserialize, Serialize};

use crate::text::within_one_edit;

/// How rows are made into one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Aggregate {
    Count,
    CountDistinct,
    Sum,
    Average,
    Minimum,
    Maximum,
    Median,
}

/// The comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

impl Comparison {
    /// The comparison that holds where this one does not.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::GreaterOrEqual => Self::Less,
            Self::Greater => Self::LessOrEqual,
        }
    }
}

/// What a phrase does in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// "how many", "number of".
    Count,
    /// "how much".
    HowMuch,
    /// "average", "total", "maximum".
    Aggregate(Aggregate),
    /// "which", "what".
    Which,
    /// "who", "whose".
    Who,
    /// "list", "show".
    List,
    /// "most", "top", "highest": the largest first.
    Most,
    /// "fewest", "lowest": the smallest first.
    Least,
    /// "best", "worst": an order whose measure is open.
    Best,
    /// "most common", "most popular".
    Commonest,
    /// "least common".
    Rarest,
    /// "best-selling".
    BestSelling,
    /// "worst-selling".
    WorstSelling,
    /// "each", "per".
    Per,
    /// "by", which groups, orders, or names an agent.
    By,
    /// "sorted by".
    SortBy,
    /// "ascending".
    Ascending,
    /// "descending".
    Descending,
    /// "alphabetically".
    Alphabetical,
    /// "newest first".
    NewestFirst,
    /// "oldest first".
    OldestFirst,
    /// "more than".
    Compare(Comparison),
    /// "less … than", when something stands between.
    CompareSplit(Comparison),
    /// "or more", after the number.
    CompareAfter(Comparison),
    /// "between".
    Between,
    /// "than".
    Than,
    /// "not", "without".
    Not,
    /// "above average".
    VersusAverage(Comparison),
    /// "different".
    Distinct,
    /// "percentage of".
    Share,
    /// "and".
    And,
    /// "or".
    Or,
    /// "missing", "unknown".
    MissingWord,
    /// "rank", "sort": the next "by" orders.
    Sorting,
    /// "contains".
    Contains,
    /// "starts with".
    StartsWith,
    /// "ends with".
    EndsWith,
    /// "the first": the earliest.
    Earliest,
    /// "the last": the latest.
    Latest,
    /// "worth": the amount.
    Worth,
    /// "where": a place.
    Where,
    /// "currently", "active".
    Current,
    /// Words that read like an operation and are none.
    Nothing,
    /// "instead".
    Instead,
    /// "growth", "trend", "forecast": more than the engine reads.
    Beyond,
}

use Aggregate::{Average, Maximum, Median, Minimum, Sum};
use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
use Operation::{
    Alphabetical, And, Ascending, Best, BestSelling, Between, Beyond, By, Commonest, Compare,
    CompareAfter, CompareSplit, Contains, Count, Current, Descending, Distinct, Earliest, EndsWith,
    HowMuch, Instead, Latest, Least, List, MissingWord, Most, NewestFirst, Not, Nothing,
    OldestFirst, Or, Per, Rarest, Share, SortBy, Sorting, StartsWith, Than, VersusAverage, Where,
    Which, Who, WorstSelling, Worth,
};

/// Longer phrases stand before their beginnings.
const PHRASES: &[(&str, Operation)] = &[
    ("total number of", Count),
    ("how many times", Count),
    ("how many", Count),
    ("how often", Count),
    ("number of", Count),
    ("no of", Count),
    ("# of", Count),
    ("#", Count),
    ("count of", Count),
    ("count", Count),
    ("amount of money", HowMuch),
    ("how much", HowMuch),
    ("on average", Operation::Aggregate(Average)),
    ("more than average", VersusAverage(Greater)),
    ("more than the average", VersusAverage(Greater)),
    ("higher than average", VersusAverage(Greater)),
    ("higher than the average", VersusAverage(Greater)),
    ("than the average", VersusAverage(Equal)),
    ("than average", VersusAverage(Equal)),
    ("above the average", VersusAverage(Greater)),
    ("above average", VersusAverage(Greater)),
    ("below the average", VersusAverage(Less)),
    ("below average", VersusAverage(Less)),
    ("less than average", VersusAverage(Less)),
    ("less than the average", VersusAverage(Less)),
    ("lower than the average", VersusAverage(Less)),
    ("average", Operation::Aggregate(Average)),
    ("avg", Operation::Aggregate(Average)),
    ("mean", Operation::Aggregate(Average)),
    ("median", Operation::Aggregate(Median)),
    ("sum of", Operation::Aggregate(Sum)),
    ("sum", Operation::Aggregate(Sum)),
    ("total", Operation::Aggregate(Sum)),
    ("combined", Operation::Aggregate(Sum)),
    ("maximum of", Compare(LessOrEqual)),
    ("minimum of", Compare(GreaterOrEqual)),
    ("maximum", Operation::Aggregate(Maximum)),
    ("max", Operation::Aggregate(Maximum)),
    ("minimum", Operation::Aggregate(Minimum)),
    ("min", Operation::Aggregate(Minimum)),
    ("percentage of", Share),
    ("percent of", Share),
    ("what percent", Share),
    ("what percentage", Share),
    ("percentage", Share),
    ("proportion of", Share),
    ("what share of", Share),
    ("what fraction of", Share),
    ("share of", Share),
    ("% of", Share),
    ("most common", Commonest),
    ("most commonly", Commonest),
    ("most frequent", Commonest),
    ("most frequently", Commonest),
    ("most popular", Commonest),
    ("most often", Commonest),
    ("most used", Commonest),
    ("least common", Rarest),
    ("least popular", Rarest),
    ("best selling", BestSelling),
    ("best seller", BestSelling),
    ("best sellers", BestSelling),
    ("bestselling", BestSelling),
    ("bestseller", BestSelling),
    ("bestsellers", BestSelling),
    ("top selling", BestSelling),
    ("most sold", BestSelling),
    ("worst selling", WorstSelling),
    ("from highest to lowest", Descending),
    ("highest to lowest", Descending),
    ("high to low", Descending),
    ("from largest to smallest", Descending),
    ("largest to smallest", Descending),
    ("most first", Descending),
    ("best first", Descending),
    ("top first", Descending),
    ("fewest first", Ascending),
    ("least first", Ascending),
    ("a piece", Nothing),
    ("apiece", Nothing),
    ("running today", Current),
    ("running now", Current),
    ("running", Current),
    ("worth", Worth),
    ("where", Where),
    ("in descending order", Descending),
    ("descending", Descending),
    ("desc", Descending),
    ("highest first", Descending),
    ("largest first", Descending),
    ("biggest first", Descending),
    ("most expensive first", Descending),
    ("from lowest to highest", Ascending),
    ("lowest to highest", Ascending),
    ("low to high", Ascending),
    ("smallest to largest", Ascending),
    ("in ascending order", Ascending),
    ("ascending", Ascending),
    ("asc", Ascending),
    ("lowest first", Ascending),
    ("smallest first", Ascending),
    ("cheapest first", Ascending),
    ("from oldest to newest", OldestFirst),
    ("oldest to newest", OldestFirst),
    ("from newest to oldest", NewestFirst),
    ("newest to oldest", NewestFirst),
    ("newest first", NewestFirst),
    ("most recent first", NewestFirst),
    ("latest first", NewestFirst),
    ("oldest first", OldestFirst),
    ("earliest first", OldestFirst),
    ("in alphabetical order", Alphabetical),
    ("alphabetical order", Alphabetical),
    ("alphabetically", Alphabetical),
    ("most", Most),
    ("top", Most),
    ("highest", Most),
    ("largest", Most),
    ("biggest", Most),
    ("greatest", Most),
    ("maximal", Most),
    ("longest", Most),
    ("least", Least),
    ("fewest", Least),
    ("lowest", Least),
    ("smallest", Least),
    ("bottom", Least),
    ("best", Best),
    ("worst", Best),
    ("for each", Per),
    ("for every", Per),
    ("by each", Per),
    ("in each", Per),
    ("in every", Per),
    ("of each", Per),
    ("from each", Per),
    ("at each", Per),
    ("each", Per),
    ("every", Per),
    ("per", Per),
    ("grouped by", Per),
    ("group by", Per),
    ("broken down by", Per),
    ("break it down by", Per),
    ("break that down by", Per),
    ("break down by", Per),
    ("breakdown by", Per),
    ("breakdown of", Per),
    ("split by", Per),
    ("split that by", Per),
    ("split it by", Per),
    ("divided by", Per),
    ("so far", Nothing),
    ("still", Current),
    ("split up by", Per),
    ("across all", Nothing),
    ("across", Per),
    ("distribution of", Per),
    ("according to", By),
    ("sorted by", SortBy),
    ("sort by", SortBy),
    ("sort them by", SortBy),
    ("sort it by", SortBy),
    ("sort that by", SortBy),
    ("ordered by", SortBy),
    ("order by", SortBy),
    ("order them by", SortBy),
    ("ranked by", SortBy),
    ("rank them by", SortBy),
    ("in order of", SortBy),
    ("rank", Sorting),
    ("sort", Sorting),
    ("by", By),
    ("more than or equal to", Compare(GreaterOrEqual)),
    ("greater than or equal to", Compare(GreaterOrEqual)),
    ("less than or equal to", Compare(LessOrEqual)),
    ("not more than", Compare(LessOrEqual)),
    ("no more than", Compare(LessOrEqual)),
    ("not less than", Compare(GreaterOrEqual)),
    ("no less than", Compare(GreaterOrEqual)),
    ("no fewer than", Compare(GreaterOrEqual)),
    ("more than", Compare(Greater)),
    ("greater than", Compare(Greater)),
    ("higher than", Compare(Greater)),
    ("larger than", Compare(Greater)),
    ("bigger than", Compare(Greater)),
    ("better than", Compare(Greater)),
    ("longer than", Compare(Greater)),
    ("in excess of", Compare(Greater)),
    ("less than", Compare(Less)),
    ("fewer than", Compare(Less)),
    ("lower than", Compare(Less)),
    ("smaller than", Compare(Less)),
    ("worse than", Compare(Less)),
    ("shorter than", Compare(Less)),
    ("at least", Compare(GreaterOrEqual)),
    ("at most", Compare(LessOrEqual)),
    ("up to", Compare(LessOrEqual)),
    ("equal to", Compare(Equal)),
    ("equals", Compare(Equal)),
    ("exactly", Compare(Equal)),
    ("over", Compare(Greater)),
    ("above", Compare(Greater)),
    ("exceeding", Compare(Greater)),
    ("exceeds", Compare(Greater)),
    ("exceed", Compare(Greater)),
    ("exceeded", Compare(Greater)),
    ("beyond", Compare(Greater)),
    ("under", Compare(Less)),
    ("below", Compare(Less)),
    (">", Compare(Greater)),
    ("<", Compare(Less)),
    ("=", Compare(Equal)),
    ("or more", CompareAfter(GreaterOrEqual)),
    ("or higher", CompareAfter(GreaterOrEqual)),
    ("or better", CompareAfter(GreaterOrEqual)),
    ("or above", CompareAfter(GreaterOrEqual)),
    ("or over", CompareAfter(GreaterOrEqual)),
    ("and above", CompareAfter(GreaterOrEqual)),
    ("and over", CompareAfter(GreaterOrEqual)),
    ("or less", CompareAfter(LessOrEqual)),
    ("or fewer", CompareAfter(LessOrEqual)),
    ("or lower", CompareAfter(LessOrEqual)),
    ("or below", CompareAfter(LessOrEqual)),
    ("or under", CompareAfter(LessOrEqual)),
    ("more", CompareSplit(Greater)),
    ("higher", CompareSplit(Greater)),
    ("greater", CompareSplit(Greater)),
    ("less", CompareSplit(Less)),
    ("fewer", CompareSplit(Less)),
    ("lower", CompareSplit(Less)),
    ("between", Between),
    ("than", Than),
    ("different", Distinct),
    ("distinct", Distinct),
    ("unique", Distinct),
    ("other than", Not),
    ("apart from", Not),
    ("not", Not),
    ("no", Not),
    ("without", Not),
    ("never", Not),
    ("nobody", Not),
    ("no one", Not),
    ("none", Not),
    ("except", Not),
    ("excluding", Not),
    ("exclude", Not),
    ("nor", Not),
    ("lack", Not),
    ("lacks", Not),
    ("lacking", Not),
    ("outside", Not),
    ("currently", Current),
    ("current", Current),
    ("active", Current),
    ("ongoing", Current),
    ("right now", Current),
    ("at the moment", Current),
    ("running right now", Current),
    ("currently running", Current),
    ("contains", Contains),
    ("containing", Contains),
    ("contain", Contains),
    ("that include the word", Contains),
    ("with the word", Contains),
    ("starting with", StartsWith),
    ("starts with", StartsWith),
    ("start with", StartsWith),
    ("beginning with", StartsWith),
    ("begins with", StartsWith),
    ("begin with", StartsWith),
    ("ending with", EndsWith),
    ("ends with", EndsWith),
    ("end with", EndsWith),
    ("ending in", EndsWith),
    ("very first", Earliest),
    ("first", Earliest),
    ("earliest", Earliest),
    ("very last", Latest),
    ("last", Latest),
    ("in chronological order", Nothing),
    ("chronologically", Nothing),
    ("in terms of", By),
    ("based on", By),
    ("measured by", By),
    ("missing", MissingWord),
    ("unknown", MissingWord),
    ("blank", MissingWord),
    ("instead", Instead),
    ("and", And),
    ("or", Or),
    ("which", Which),
    ("what", Which),
    ("whose", Who),
    ("who", Who),
    ("list", List),
    ("show", List),
    ("give", List),
    ("display", List),
    ("growth", Beyond),
    ("grow", Beyond),
    ("grew", Beyond),
    ("trend", Beyond),
    ("forecast", Beyond),
    ("predict", Beyond),
    ("correlation", Beyond),
    ("running total", Beyond),
    ("cumulative", Beyond),
    ("moving average", Beyond),
    ("year over year", Beyond),
    ("month over month", Beyond),
    ("why", Beyond),
    ("churn", Beyond),
    ("second most", Beyond),
    ("second highest", Beyond),
    ("compared to", Beyond),
    ("versus", Beyond),
    ("vs", Beyond),
];

/// The longest operation phrase at the start of `words`, with its number of words.
pub(crate) fn at(words: &[&str]) -> Option<(usize, Operation)> {
    let mut best: Option<(usize, Operation)> = None;
    for (phrase, operation) in PHRASES {
        let mut length = 0;
        let fits = phrase.split(' ').all(|word| {
            let fits = words.get(length) == Some(&word);
            length += 1;
            fits
        });
        if fits && best.is_none_or(|(longest, _)| length > longest) {
            best = Some((length, *operation));
        }
    }
    best
}

/// The operation that a misspelt word most likely means: a long one, one edit away.
pub(crate) fn nearest(word: &str) -> Option<Operation> {
    if word.chars().count() < 6 {
        return None;
    }
    let single = |phrase: &&(&str, Operation)| !phrase.0.contains(' ') && phrase.0.len() >= 6;
    let mut near = PHRASES
        .iter()
        .filter(single)
        .filter(|(phrase, _)| within_one_edit(word, phrase));
    near.next().map(|(_, operation)| *operation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(at(&["most", "common", "color"]), Some((2, Commonest)));
        assert_eq!(
            at(&["more", "than", "average"]),
            Some((3, VersusAverage(Greater)))
        );
        assert_eq!(at(&["total", "number", "of"]), Some((3, Count)));
        assert_eq!(at(&["banana"]), None);
    }
}
