//! Reads the chunks from left to right and fills the slots.

mod finish;
mod nouns;
mod numbers;
mod pick;
mod plain;
mod shades;

use crate::chunk::{Adjective, Chunk, Form, Kind};
use crate::operations::{Aggregate, Comparison, Operation};
use crate::schema::{Ref, Rel, Schema};
use crate::slots::{
    ConditionKind, ConditionSlot, DimensionSlot, Head, MeasureSlot, Noun, RankBy, Ranking, Slots,
};
use crate::text::Token;
use crate::vocabulary::{Entry, Target};

/// What the words so far make the next noun.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that was or was not said"
)]
struct Pending {
    count: bool,
    how_much: bool,
    aggregate: Option<Aggregate>,
    /// Whether the largest comes first.
    rank: Option<bool>,
    group: Option<Group>,
    negated: bool,
    missing: bool,
    /// "highest and lowest".
    both_ends: bool,
    /// "rank", "sort".
    sorting: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Per,
    By,
    Sort,
}

/// The classes of nouns, for choosing among a phrase's candidates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Table,
    Number,
    Temporal,
    Dimension,
    /// A further column to show.
    Output,
    /// Something that can be absent.
    Absent,
    Any,
}

/// Candidates below this are not what the phrase means.
const LEAST_SCORE: f32 = 0.15;

/// Reads a question's chunks.
pub(crate) struct Sweep<'a> {
    pub schema: &'a Schema,
    pub tokens: &'a [Token],
    pub chunks: &'a [Chunk],
    /// The subject of the turn before, for follow-ups.
    pub context: Option<Rel>,
    pub price_entries: &'a [Entry],
    pub revenue_entries: &'a [Entry],
    slots: Slots,
    /// Aggregates named before the last one, of the same column.
    also: Vec<Aggregate>,
    pending: Pending,
    /// The last column that a comparison may be about, with the aggregate before it.
    left: Option<(Noun, Option<Aggregate>)>,
}

impl<'a> Sweep<'a> {
    pub(crate) fn new(
        schema: &'a Schema,
        tokens: &'a [Token],
        chunks: &'a [Chunk],
        context: Option<Rel>,
        (price_entries, revenue_entries): (&'a [Entry], &'a [Entry]),
    ) -> Self {
        Self {
            schema,
            tokens,
            chunks,
            context,
            price_entries,
            revenue_entries,
            slots: Slots::default(),
            also: Vec::new(),
            pending: Pending::default(),
            left: None,
        }
    }

    /// Fills the slots.
    pub(crate) fn run(mut self) -> Slots {
        self.note_mentions();
        self.slots.asks_when = self
            .tokens
            .first()
            .is_some_and(|token| token.text == "when");
        let mut at = 0;
        while at < self.chunks.len() {
            at = self.step(at).max(at + 1);
        }
        self.finish();
        self.slots
    }

    fn note_mentions(&mut self) {
        for chunk in self.chunks {
            let Kind::Schema(entries) = &chunk.kind else {
                continue;
            };
            let word = self.tokens[chunk.from].text.as_str();
            if matches!(word, "people" | "person" | "persons" | "ppl") {
                // Whoever they are.
                continue;
            }
            for entry in entries {
                match entry.target {
                    Target::Table(rel)
                        if entry.weight >= 0.5 && !self.slots.mentioned.contains(&rel) =>
                    {
                        self.slots.mentioned.push(rel);
                    }
                    Target::Role(reference) if !self.slots.roles.contains(&reference) => {
                        self.slots.roles.push(reference);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Reads the chunk at `at`; returns the next one to read.
    fn step(&mut self, at: usize) -> usize {
        match &self.chunks[at].kind {
            Kind::Skip | Kind::Boundary => at + 1,
            Kind::Unknown => {
                self.slots.unused.push(at);
                at + 1
            }
            Kind::Operation(operation) => self.operation(at, *operation),
            Kind::Adjective(adjective) => self.adjective(at, *adjective),
            Kind::Number(number) => self.number(at, number.clone()),
            Kind::Range(range) => {
                let noun = self.temporal_before(at);
                let negated = self.take_negation();
                self.condition(
                    at,
                    ConditionKind::During {
                        range: *range,
                        noun,
                    },
                    negated,
                );
                at + 1
            }
            Kind::Unit(unit) => {
                let unit = *unit;
                if self.pending.group.take().is_some() {
                    self.slots.dimensions.push(DimensionSlot::Unit(unit));
                    self.more_dimensions(at + 1)
                } else if self.slots.head.is_none()
                    && (self.slots.asks_for_rows || self.pending.rank.is_some())
                {
                    self.slots.head = Some(Head::Unit(unit));
                    self.slots.head_singular =
                        !self.tokens[self.chunks[at].from].text.ends_with('s');
                    at + 1
                } else {
                    let word = self.tokens[self.chunks[at].from].text.as_str();
                    if self.pending.aggregate == Some(Aggregate::Average) && word.ends_with('y') {
                        // "average yearly pay": per year, or the average of what is yearly?
                        if !self.is_said_of_next(at) {
                            self.slots.unused.push(at);
                        }
                        return at + 1;
                    }
                    if word.ends_with("ly") || word == "annual" || self.slots.instead {
                        self.slots.dimensions.push(DimensionSlot::Unit(unit));
                    } else if matches!(word, "date" | "dates")
                        && let Some(Head::Table(rel)) = self.slots.head
                        && let Some(col) = self.schema.main_date(rel)
                    {
                        self.slots.outputs.push(Noun {
                            entries: vec![Entry {
                                target: Target::Column(col),
                                weight: 0.8,
                            }],
                            chunk: at,
                            near: Some(rel),
                        });
                    } else if !matches!(word, "day" | "days" | "date" | "year" | "years") {
                        self.slots.unused.push(at);
                    }
                    at + 1
                }
            }
            Kind::Text(text) => self.text(at, text.clone()),
            Kind::Schema(_) => self.noun(at),
        }
    }

    fn operation(&mut self, at: usize, operation: Operation) -> usize {
        match operation {
            Operation::Count => match at.checked_sub(1).and_then(|before| self.table_at(before)) {
                // "customer count"
                Some(rel) if self.tokens[self.chunks[at].from].text == "count" => {
                    self.measure(MeasureSlot::Rows(rel));
                }
                _ => self.pending.count = true,
            },
            Operation::HowMuch => self.pending.how_much = true,
            Operation::Aggregate(aggregate) => {
                if aggregate == Aggregate::Average && self.pending.count {
                    self.slots.averaged = true;
                }
                if let Some(other) = self.pending.aggregate.replace(aggregate)
                    && self.listed(at)
                {
                    self.also.push(other);
                }
            }
            Operation::Which | Operation::List => {
                self.slots.asks_for_rows = true;
            }
            Operation::Who => {
                if self.slots.head.is_none() {
                    self.slots.asks_for_rows = true;
                    self.slots.head = Some(Head::Who);
                    self.slots.head_singular = self
                        .tokens
                        .get(self.chunks[at].to)
                        .is_none_or(|token| token.text != "are");
                }
            }
            Operation::Most => self.pend_rank(true),
            Operation::Least => self.pend_rank(false),
            Operation::Sorting => self.pending.sorting = true,
            Operation::Best if self.numeric_at(at + 1) => {
                self.pend_rank(self.tokens[self.chunks[at].from].text != "worst");
            }
            Operation::Best => self.rank(
                RankBy::Open,
                self.tokens[self.chunks[at].from].text != "worst",
                at,
            ),
            Operation::Commonest => self.rank(RankBy::Frequency, true, at),
            Operation::Rarest => self.rank(RankBy::Frequency, false, at),
            Operation::BestSelling => self.rank(RankBy::Selling, true, at),
            Operation::WorstSelling => self.rank(RankBy::Selling, false, at),
            Operation::Per if self.lists_every(at) => self.slots.asks_for_rows = true,
            Operation::Per => self.pending.group = Some(Group::Per),
            Operation::By => {
                let sorting = std::mem::take(&mut self.pending.sorting);
                self.pending.group = Some(if sorting { Group::Sort } else { Group::By });
            }
            Operation::SortBy => self.pending.group = Some(Group::Sort),
            Operation::Contains | Operation::StartsWith | Operation::EndsWith => {
                return self.part_of_text(at, operation);
            }
            Operation::Earliest | Operation::Latest => {
                self.edge(at, operation == Operation::Latest);
            }
            Operation::Worth => self.worth(at),
            Operation::Where => self.slots.asks_where = true,
            Operation::Current => self.condition(at, ConditionKind::Current, false),
            Operation::Ascending => self.direct(false),
            Operation::Descending => self.direct(true),
            Operation::Alphabetical => self.slots.alphabetical = true,
            Operation::NewestFirst => self.order(RankBy::Time, true),
            Operation::OldestFirst => self.order(RankBy::Time, false),
            Operation::Compare(comparison) => return self.compare(at, comparison),
            Operation::CompareSplit(comparison) => return self.compare_split(at, comparison),
            Operation::Between => return self.between(at),
            Operation::CompareAfter(_)
            | Operation::Than
            | Operation::Nothing
            | Operation::And
            | Operation::Or => {}
            Operation::Not => self.pending.negated = true,
            Operation::VersusAverage(comparison) => self.versus_average(at, None, comparison),
            Operation::Distinct => self.slots.distinct = true,
            Operation::Share => self.slots.share = Some(at),
            Operation::MissingWord => self.missing_word(at),
            Operation::Instead => self.slots.instead = true,
            Operation::Beyond => self.slots.beyond = Some(at),
        }
        at + 1
    }

    /// "the first order": the earliest, unless another superlative came before.
    fn edge(&mut self, at: usize, latest: bool) {
        match &self.slots.ranking {
            None => self.rank(RankBy::Time, latest, at),
            Some(ranking) if ranking.superlative => self.slots.unused.push(at),
            Some(_) => {}
        }
    }

    /// "what are the open orders worth": their amount, unless a number bounds it.
    fn worth(&mut self, at: usize) {
        let next = self.after_skips(at + 1);
        let bounded = matches!(
            self.chunks.get(next).map(|chunk| &chunk.kind),
            Some(Kind::Operation(Operation::Compare(_) | Operation::Between) | Kind::Number(_))
        );
        if !bounded && self.pending.aggregate.is_none() {
            self.pending.aggregate = Some(Aggregate::Sum);
        }
    }

    /// "whose name contains Solar": the next word, whatever it is.
    fn part_of_text(&mut self, at: usize, operation: Operation) -> usize {
        let next = self.chunks[at + 1..]
            .iter()
            .position(|chunk| {
                !matches!(
                    self.tokens[chunk.from].text.as_str(),
                    "the" | "word" | "letter" | "letters" | "a" | "an" | "with"
                )
            })
            .map(|offset| at + 1 + offset);
        let Some(next) = next.filter(|next| !matches!(self.chunks[*next].kind, Kind::Boundary))
        else {
            self.slots.unused.push(at);
            return at + 1;
        };
        let chunk = &self.chunks[next];
        let words: Vec<&str> = self.tokens[chunk.from..chunk.to]
            .iter()
            .map(|token| token.text.as_str())
            .collect();
        let part = words
            .join(" ")
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        let pattern = match operation {
            Operation::StartsWith => format!("{part}%"),
            Operation::EndsWith => format!("%{part}"),
            _ => format!("%{part}%"),
        };
        let left = self.left.take().map(|(noun, _)| noun);
        self.forget_output(left.as_ref());
        let negated = self.take_negation();
        self.condition(at, ConditionKind::Like { left, pattern }, negated);
        next + 1
    }

    /// "worst quality score": the superlative says by what.
    fn numeric_at(&self, at: usize) -> bool {
        matches!(
            self.chunks.get(at).map(|chunk| &chunk.kind),
            Some(Kind::Schema(_))
        ) && self.table_at(at).is_none()
            && self.pick_number(&self.noun_at(at)).is_some()
    }

    /// "list every product": all of them, with no figure for each.
    fn lists_every(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        let every = chunk.to - chunk.from == 1
            && matches!(self.tokens[chunk.from].text.as_str(), "every" | "each");
        every
            && self.slots.head.is_none()
            && self.slots.measures.is_empty()
            && self.slots.outputs.is_empty()
            && !self.pending.count
            && !self.pending.how_much
            && self.pending.aggregate.is_none()
            && self.pending.rank.is_none()
    }

    /// "yearly pay" of a column whose comment says "yearly salary".
    fn is_said_of_next(&self, at: usize) -> bool {
        let word = self.tokens[self.chunks[at].from].text.as_str();
        let Some(Kind::Schema(entries)) = self.chunks.get(at + 1).map(|chunk| &chunk.kind) else {
            return false;
        };
        entries.iter().any(|entry| {
            let comment = entry
                .target
                .column()
                .and_then(|col| self.schema.column(col).comment.as_deref());
            comment.is_some_and(|comment| comment.to_lowercase().contains(word))
        })
    }

    fn pend_rank(&mut self, descending: bool) {
        self.pending.both_ends = self.pending.rank.is_some_and(|other| other != descending);
        self.pending.rank = Some(descending);
    }

    /// "min, max and average": after a comma or "and".
    fn listed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.chunks[before].kind);
        matches!(
            before,
            Some(Kind::Boundary | Kind::Operation(Operation::And))
        )
    }

    /// A number next to a superlative or a noun is how many rows are wanted.
    fn rank(&mut self, by: RankBy, descending: bool, at: usize) {
        let limit = self.count_near(at);
        self.slots.ranking = Some(Ranking {
            by,
            descending,
            limit,
            superlative: true,
        });
        self.pending.rank = None;
    }

    fn order(&mut self, by: RankBy, descending: bool) {
        if self.slots.ranking.is_none() {
            self.slots.ranking = Some(Ranking {
                by,
                descending,
                limit: None,
                superlative: false,
            });
        }
    }

    fn direct(&mut self, descending: bool) {
        self.slots.direction = Some(descending);
        if let Some(ranking) = &mut self.slots.ranking {
            ranking.descending = descending;
        }
    }

    /// The number right before or after a superlative: "5 most expensive", "top five".
    fn count_near(&self, at: usize) -> Option<u64> {
        let number = |index: usize| match &self.chunks.get(index)?.kind {
            Kind::Number(number) => number.parse().ok(),
            _ => None,
        };
        let before = at.checked_sub(1).and_then(number);
        before.or_else(|| number(at + 1)).or(self.slots.limit)
    }

    fn adjective(&mut self, at: usize, adjective: Adjective) -> usize {
        match adjective.form {
            Form::Superlative if self.figure_at(at + 1) => {
                // "shortest average lead time": the adjective only says which end.
                self.pend_rank(adjective.rising);
                at + 1
            }
            Form::Superlative if self.orders_all(at) => {
                self.order(RankBy::Adjective(adjective), adjective.rising);
                at + 1
            }
            Form::Superlative => {
                self.rank(RankBy::Adjective(adjective), adjective.rising, at);
                at + 1
            }
            Form::Comparative => self.comparative(at, adjective),
            Form::Plain => {
                let word = self.tokens[self.chunks[at].from].text.as_str();
                let dated = self.chunks[at..]
                    .iter()
                    .any(|chunk| matches!(chunk.kind, Kind::Range(_)));
                if matches!(word, "recent" | "latest") && !dated {
                    self.order(RankBy::Time, true);
                } else if matches!(word, "old" | "expensive" | "cheap") {
                    self.slots.unused.push(at);
                }
                at + 1
            }
        }
    }

    fn figure_at(&self, at: usize) -> bool {
        let aggregate = matches!(
            self.chunks.get(at).map(|chunk| &chunk.kind),
            Some(Kind::Operation(Operation::Aggregate(_)))
        );
        aggregate || self.numeric_at(at)
    }

    /// "oldest store first": all of them, in that order.
    fn orders_all(&self, at: usize) -> bool {
        let ends = |index: usize| {
            self.chunks.get(index).is_some_and(|chunk| {
                self.tokens[chunk.from].text == "first"
                    && self
                        .chunks
                        .get(index + 1)
                        .is_none_or(|next| matches!(next.kind, Kind::Boundary))
            })
        };
        ends(at + 1) || ends(at + 2)
    }

    /// "older than 60", "more expensive than average".
    fn comparative(&mut self, at: usize, adjective: Adjective) -> usize {
        let next = self.after_skips(at + 1);
        let comparison = if adjective.rising {
            Comparison::Greater
        } else {
            Comparison::Less
        };
        match self.chunks.get(next).map(|chunk| &chunk.kind) {
            Some(Kind::Number(number)) => {
                let unit = match self.chunks.get(next + 1).map(|chunk| &chunk.kind) {
                    Some(Kind::Unit(unit)) => Some(*unit),
                    _ => None,
                };
                let negated = self.take_negation();
                self.condition(
                    at,
                    ConditionKind::Adjective {
                        adjective,
                        number: number.clone(),
                        unit,
                    },
                    negated,
                );
                next + 1 + usize::from(unit.is_some())
            }
            Some(Kind::Operation(Operation::VersusAverage(_))) => {
                self.versus_average(at, Some(adjective), comparison);
                next + 1
            }
            _ => {
                self.slots.unused.push(at);
                at + 1
            }
        }
    }

    fn versus_average(&mut self, at: usize, adjective: Option<Adjective>, comparison: Comparison) {
        let left = self.left.take().map(|(noun, _)| noun);
        let comparison = match (comparison, self.slots.direction.take()) {
            (Comparison::Equal, _) => Comparison::Greater,
            (comparison, _) => comparison,
        };
        if let Some(noun) = &left {
            self.slots
                .outputs
                .retain(|output| output.chunk != noun.chunk);
        }
        self.condition(
            at,
            ConditionKind::VersusAverage {
                left,
                adjective,
                comparison,
            },
            false,
        );
    }

    fn missing_word(&mut self, at: usize) {
        match self.left.take() {
            Some((noun, _)) => {
                self.slots
                    .outputs
                    .retain(|output| output.chunk != noun.chunk);
                self.condition(at, ConditionKind::Missing(noun), false);
            }
            None => self.pending.missing = true,
        }
    }

    fn text(&mut self, at: usize, text: String) -> usize {
        self.pending.group = None;
        let negated = self.take_negation();
        if self.said_in_name(at) {
            return self.part_of_name(at);
        }
        let near = self.table_beside(at);
        let via = self.role_beside(at);
        self.condition(at, ConditionKind::Text { text, near, via }, negated);
        at + 1
    }

    /// have "grill" in their name
    fn part_of_name(&mut self, at: usize) -> usize {
        let words: Vec<&str> = self.tokens[self.chunks[at].from..self.chunks[at].to]
            .iter()
            .map(|token| token.text.as_str())
            .collect();
        let pattern = format!("%{}%", words.join(" "));
        let left = None;
        self.condition(at, ConditionKind::Like { left, pattern }, false);
        self.chunks.len().min(at + 4)
    }

    fn said_in_name(&self, at: usize) -> bool {
        let words: Vec<&str> = self.tokens[self.chunks[at].to..]
            .iter()
            .take(3)
            .map(|token| token.text.as_str())
            .collect();
        matches!(
            words[..],
            [
                "in",
                "their" | "the" | "its",
                "name" | "names" | "title" | "titles",
                ..
            ]
        )
    }

    /// A role named right before a name: "approved by Ann Lee", "manager of Ann Lee".
    fn role_beside(&self, at: usize) -> Option<Ref> {
        let before = (0..at).rev().find(|index| {
            !matches!(
                self.chunks[*index].kind,
                Kind::Skip | Kind::Operation(Operation::By)
            )
        })?;
        match &self.chunks[before].kind {
            Kind::Schema(entries) => entries.iter().find_map(|entry| match entry.target {
                Target::Role(reference) => Some(reference),
                _ => None,
            }),
            _ => None,
        }
    }

    fn condition(&mut self, at: usize, kind: ConditionKind, negated: bool) {
        self.slots.conditions.push(ConditionSlot {
            kind,
            chunk: at,
            negated,
        });
    }

    fn take_negation(&mut self) -> bool {
        std::mem::take(&mut self.pending.negated)
    }

    fn after_skips(&self, mut at: usize) -> usize {
        while self
            .chunks
            .get(at)
            .is_some_and(|chunk| matches!(chunk.kind, Kind::Skip))
        {
            at += 1;
        }
        at
    }
}
