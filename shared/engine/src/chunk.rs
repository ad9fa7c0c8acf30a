//! Splits a question into chunks: each span is a schema phrase, an operation, a number, a calendar
//! range, a name, or a word that nothing explains.

use crate::dates::{Calendar, DateRange, TimeUnit, range_at, unit_at};
use crate::english;
use crate::operations::{self, Operation};
use crate::text::{Stems, Token, TokenKind};
use crate::vocabulary::{Entry, Target, Vocabulary};

/// A span of tokens and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// The first token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    pub kind: Kind,
}

/// What a span is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Schema(Vec<Entry>),
    Operation(Operation),
    Adjective(Adjective),
    /// A plain decimal.
    Number(String),
    Range(DateRange),
    Unit(TimeUnit),
    /// Quoted, or capitalised and not in the vocabulary: a name.
    Text(String),
    Boundary,
    /// A word without content of its own.
    Skip,
    Unknown,
}

/// "cheapest", "more expensive than", "new".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Adjective {
    /// Stems looked for in columns, best first.
    pub measured_by: &'static [&'static str],
    /// Whether more of it means a larger value.
    pub rising: bool,
    pub form: Form,
}

/// The forms of an adjective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    Comparative,
    Superlative,
}

/// What chunks are made with.
pub(crate) struct Chunker<'a> {
    pub tokens: &'a [Token],
    pub vocabulary: &'a Vocabulary,
    pub stems: &'a Stems,
    pub calendar: Calendar,
}

impl Chunker<'_> {
    /// Covers all tokens.
    pub(crate) fn chunks(&self) -> Vec<Chunk> {
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let after_comparison = matches!(
                chunks.last().map(|chunk| &chunk.kind),
                Some(Kind::Operation(
                    Operation::Compare(_) | Operation::CompareSplit(_) | Operation::Most
                ))
            ) || matches!(chunks.last().map(|chunk| &chunk.kind), Some(Kind::Adjective(adjective)) if adjective.form == Form::Comparative);
            let (length, kind) = self.chunk_at(at, after_comparison);
            chunks.push(Chunk {
                from: at,
                to: at + length,
                kind,
            });
            at += length;
        }
        chunks
    }

    fn chunk_at(&self, at: usize, after_comparison: bool) -> (usize, Kind) {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Boundary => return (1, Kind::Boundary),
            TokenKind::Quoted => return (1, self.quoted(token)),
            TokenKind::Number | TokenKind::Word => {}
        }
        let words: Vec<&str> = self.tokens[at..]
            .iter()
            .take(6)
            .map(|token| token.text.as_str())
            .collect();
        let phrase = self.phrase(at);
        let phrase_length = phrase.as_ref().map_or(0, |(length, _)| *length);
        if let Some((length, range)) =
            range_at(&self.tokens[at..], self.calendar, !after_comparison)
            && length >= phrase_length
        {
            return (length, Kind::Range(range));
        }
        if token.kind == TokenKind::Number && phrase_length < 2 {
            return (1, Kind::Number(token.text.clone()));
        }
        let operation = operations::at(&words);
        let adjective = adjective_at(&words);
        let operation_length = operation.map_or(0, |(length, _)| length);
        let adjective_length = adjective.map_or(0, |(length, _)| length);
        if let Some((length, adjective)) = adjective
            && adjective_length >= operation_length
            && adjective_length > phrase_length
        {
            return (length, Kind::Adjective(adjective));
        }
        if let Some((length, operation)) = operation
            && operation_length >= phrase_length
        {
            return (length, Kind::Operation(operation));
        }
        if let Some((length, entries)) = phrase {
            let unit = unit_at(&self.tokens[at..]);
            let strong = entries.iter().any(|entry| entry.weight >= 0.8);
            if unit.is_none() || length > 1 || strong {
                return (length, Kind::Schema(entries));
            }
        }
        if let Some((length, unit)) = unit_at(&self.tokens[at..]) {
            return (length, Kind::Unit(unit));
        }
        self.plain_word(at)
    }

    fn quoted(&self, token: &Token) -> Kind {
        let values: Vec<Entry> = self
            .vocabulary
            .get(&self.stems.key(&token.text))
            .unwrap_or_default()
            .iter()
            .filter(|entry| matches!(entry.target, Target::Value(..)))
            .cloned()
            .collect();
        if values.is_empty() {
            Kind::Text(token.text.clone())
        } else {
            Kind::Schema(values)
        }
    }

    /// The longest schema phrase at a token; fillers inside a phrase do not count.
    fn phrase(&self, at: usize) -> Option<(usize, Vec<Entry>)> {
        let first = &self.tokens[at];
        let shouted = first.end - first.start > 1
            && first.capital
            && at > 0
            && english::is_filler(&first.text);
        // "good" is not "goods".
        if (english::is_filler(&first.text) && !shouted) || first.text == "good" {
            return None;
        }
        let mut key = String::new();
        let mut best = None;
        let mut stems = 0;
        for (offset, token) in self.tokens[at..].iter().enumerate() {
            if matches!(token.kind, TokenKind::Boundary | TokenKind::Quoted)
                || stems >= self.vocabulary.longest
            {
                break;
            }
            if offset > 0 && english::is_article(&token.text) {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&token.stem);
            stems += 1;
            if english::is_filler(&token.text) {
                continue;
            }
            if let Some(entries) = self.vocabulary.get(&key) {
                let mut entries = entries.to_vec();
                // "total amount" may also be the total of an amount.
                if let Some(rest) = key.strip_prefix("total ") {
                    let others = self.vocabulary.get(rest).unwrap_or_default().iter();
                    entries.extend(others.map(|entry| Entry {
                        weight: entry.weight - 0.1,
                        ..entry.clone()
                    }));
                }
                // A long phrase that hardly means anything does not hide a short one that does.
                let sure = entries.iter().any(|entry| entry.weight >= 0.5);
                if sure || best.is_none() {
                    best = Some((offset + 1, entries));
                }
            }
        }
        let (length, entries) = best?;
        let mut entries = surface_checked(&self.tokens[at..at + length], entries);
        entries.retain(|entry| entry.weight >= 0.25);
        (!entries.is_empty()).then_some((length, entries))
    }

    fn plain_word(&self, at: usize) -> (usize, Kind) {
        let token = &self.tokens[at];
        let values = self.country(&token.text);
        if !values.is_empty() && (token.text != "us" || token.capital) {
            return (1, Kind::Schema(values));
        }
        let opens_name = token.capital && at > 0 && !english::is_function_word(&token.text);
        if opens_name || (token.capital && self.continues_name(at)) {
            let length = self.tokens[at..]
                .iter()
                .take_while(|token| token.capital && token.kind == TokenKind::Word)
                .count();
            let text: Vec<&str> = self.tokens[at..at + length]
                .iter()
                .map(|token| token.text.as_str())
                .collect();
            return (length, Kind::Text(capitalised(&text)));
        }
        if let Some(number) = english::number_word(&token.text)
            && (!matches!(token.text.as_str(), "one" | "once" | "twice") || self.counts_one(at))
        {
            return (1, Kind::Number(number.to_string()));
        }
        let unit = matches!(
            token.text.as_str(),
            "square"
                | "meter"
                | "meters"
                | "metres"
                | "sqm"
                | "kg"
                | "kilos"
                | "kilograms"
                | "percent"
        );
        if unit {
            // A unit of a number, or something that is asked for.
            let measured = at > 0
                && (self.tokens[at - 1].kind == TokenKind::Number
                    || self.tokens[at - 1].text == "square");
            return (1, if measured { Kind::Skip } else { Kind::Unknown });
        }
        if english::is_function_word(&token.text) || english::is_light_verb(&token.stem) {
            return (1, Kind::Skip);
        }
        if let Some(operation) = operations::nearest(&token.text) {
            return (1, Kind::Operation(operation));
        }
        match self
            .vocabulary
            .nearest(&token.text)
            .and_then(|key| self.vocabulary.get(key))
        {
            Some(entries) => {
                let entries = entries
                    .iter()
                    .map(|entry| Entry {
                        weight: entry.weight * 0.8,
                        ..entry.clone()
                    })
                    .collect();
                (1, Kind::Schema(entries))
            }
            None => (1, Kind::Unknown),
        }
    }

    /// "only one supplier", "more than one order": a number, not a pronoun.
    fn counts_one(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map_or("", |before| self.tokens[before].text.as_str());
        let after = self
            .tokens
            .get(at + 1)
            .map_or("", |after| after.stem.as_str());
        let counted = matches!(
            before,
            "only" | "exactly" | "just" | "least" | "than" | "most" | "have" | "has"
        );
        (counted || after == "star") && self.tokens[at].text == "one"
    }

    /// Whether a capitalised first word goes on in another unknown capitalised word.
    fn continues_name(&self, at: usize) -> bool {
        let unknown = |token: &Token| {
            token.capital
                && !english::is_function_word(&token.text)
                && self.vocabulary.get(&token.stem).is_none()
        };
        unknown(&self.tokens[at]) && self.tokens.get(at + 1).is_some_and(unknown)
    }

    fn country(&self, word: &str) -> Vec<Entry> {
        english::country_names(word)
            .iter()
            .filter_map(|name| self.vocabulary.get(&self.stems.key(name)))
            .flatten()
            .filter(|entry| matches!(entry.target, Target::Value(..)))
            .cloned()
            .collect()
    }
}

fn capitalised(words: &[&str]) -> String {
    let capitalise = |word: &&str| {
        let mut characters = word.chars();
        characters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(characters).collect::<String>()
        })
    };
    words.iter().map(capitalise).collect::<Vec<_>>().join(" ")
}

/// An adjective with its degree: "most expensive", "cheapest", "more expensive than", "older than".
fn adjective_at(words: &[&str]) -> Option<(usize, Adjective)> {
    let word = |index: usize| words.get(index).copied().unwrap_or_default();
    let (skip, degree) = match word(0) {
        "most" | "highest" | "best" | "top" => (1, Some((Form::Superlative, true))),
        "least" | "lowest" | "worst" => (1, Some((Form::Superlative, false))),
        "more" | "higher" | "better" => (1, Some((Form::Comparative, true))),
        "less" | "lower" | "worse" => (1, Some((Form::Comparative, false))),
        _ => (0, None),
    };
    let adjective = word(skip);
    if skip == 1 && matches!(adjective, "new" | "old" | "cheap" | "light" | "young") {
        // "the most new customers" counts them.
        return None;
    }
    let (measured_by, rising) = english::measured_by(adjective)?;
    let (form, more) = match degree {
        Some(degree) => degree,
        None if adjective.ends_with("est") => (Form::Superlative, true),
        None if adjective.ends_with("er") => (Form::Comparative, true),
        // "paid" and "rated" are adjectives only with a degree.
        None if matches!(adjective, "new" | "recent" | "old" | "expensive" | "cheap") => {
            (Form::Plain, true)
        }
        None => return None,
    };
    let than = form == Form::Comparative
        && word(skip + 1) == "than"
        && word(skip + 2) != "average"
        && word(skip + 3) != "average";
    let length = skip + 1 + usize::from(than);
    Some((
        length,
        Adjective {
            measured_by,
            rising: rising == more,
            form,
        },
    ))
}

/// Values are names: "manager" is not the department "management" though the stems are equal.
fn surface_checked(tokens: &[Token], mut entries: Vec<Entry>) -> Vec<Entry> {
    let bare = |text: &str| text.trim_end_matches('s').to_owned();
    let surface: Vec<String> = tokens
        .iter()
        .filter(|token| !english::is_filler(&token.text))
        .map(|token| bare(&token.text))
        .collect();
    for entry in &mut entries {
        if matches!(entry.target, Target::Missing(_))
            && tokens.len() == 1
            && tokens[0].text.ends_with('s')
        {
            // "employees" are not those "still employed".
            entry.weight *= 0.3;
        }
        let Target::Value(_, value) = &entry.target else {
            continue;
        };
        let spoken = value.to_lowercase().replace(['_', '-'], " ");
        let same = spoken
            .split(' ')
            .filter(|word| !english::is_filler(word))
            .map(bare)
            .eq(surface.iter().cloned());
        let verb = tokens.len() == 1
            && (tokens[0].text.ends_with("ing") || tokens[0].text.ends_with("ed"))
            && !value.ends_with("ed")
            && !value.ends_with("ing");
        if !same && verb {
            entry.weight *= 0.4;
        } else if !same && entry.weight >= 1.0 {
            entry.weight *= 0.65;
        }
    }
    entries
}
