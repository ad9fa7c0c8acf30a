//! Which phrases name which tables, columns and values.
//!
//! Phrases come from names, from the owner's comments (words in parentheses are synonyms: "Staff
//! (workers, colleagues)"; "empty while still employed" says what NULL means), from enum labels and
//! sampled values, and last from everyday synonyms for names that have no comment.

use std::collections::HashMap;
use std::rc::Rc;

use plainquery_core::TypeClass;

use crate::english;
use crate::everyday::EVERYDAY_SYNONYMS;
use crate::phrases::{heads, is_generic, named_number, spoken, synonyms, without_units};
use crate::schema::{Col, Ref, Rel, Schema, bare_name};
use crate::text::{Stems, within_one_edit};

/// What a phrase can name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    Table(Rel),
    Column(Col),
    /// What a reference points to, under the reference's own name: "manager".
    Role(Ref),
    Value(Col, Rc<str>),
    /// A boolean column's being true.
    Flag(Col),
    /// A column's being NULL, by the comment's words.
    Missing(Col),
    /// A number that the comment gives a name: "0 is out of stock".
    Named(Col, Rc<str>),
}

impl Target {
    /// The column that is named, or whose value is.
    pub(crate) fn column(&self) -> Option<Col> {
        match self {
            Self::Column(col)
            | Self::Value(col, _)
            | Self::Flag(col)
            | Self::Missing(col)
            | Self::Named(col, _) => Some(*col),
            Self::Table(_) | Self::Role(_) => None,
        }
    }
}

/// A target and how surely the phrase means it: 1 for its own name.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub target: Target,
    pub weight: f32,
}

/// Phrases by their stems.
pub(crate) struct Vocabulary {
    phrases: HashMap<String, Vec<Entry>>,
    /// One-word phrases as written, with their stems: what misspelt words are compared with.
    words: Vec<(String, String)>,
    /// The most stems of any phrase.
    pub longest: usize,
}

impl Vocabulary {
    pub(crate) fn new(schema: &Schema, stems: &Stems) -> Self {
        let mut builder = Builder {
            schema,
            stems,
            phrases: HashMap::new(),
            words: Vec::new(),
        };
        for rel in schema.rels() {
            builder.table(rel);
            for col in schema.cols(rel) {
                builder.column(col);
            }
        }
        builder.everyday_synonyms();
        let longest = builder
            .phrases
            .keys()
            .map(|key| key.split(' ').count())
            .max()
            .unwrap_or(0);
        Self {
            phrases: builder.phrases,
            words: builder.words,
            longest: longest.min(8),
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&[Entry]> {
        self.phrases.get(key).map(Vec::as_slice)
    }

    /// The one-word phrase that a misspelt word most likely means: one edit away, and unambiguous.
    pub(crate) fn nearest(&self, word: &str) -> Option<&str> {
        if word.chars().count() < 6 {
            return None;
        }
        let near = |known: &str| {
            let singular = known.strip_suffix('s').unwrap_or(known);
            within_one_edit(word, known)
                || within_one_edit(word.strip_suffix('s').unwrap_or(word), singular)
        };
        let mut keys = self
            .words
            .iter()
            .filter(|(known, _)| near(known))
            .map(|(_, key)| key);
        let first = keys.next()?;
        keys.all(|key| key == first).then_some(first.as_str())
    }
}

struct Builder<'a> {
    schema: &'a Schema,
    stems: &'a Stems,
    phrases: HashMap<String, Vec<Entry>>,
    words: Vec<(String, String)>,
}

const NAME: f32 = 1.0;
const SYNONYM: f32 = 0.9;
const BARE: f32 = 0.85;
const HEAD: f32 = 0.7;
const PART: f32 = 0.5;
const EVERYDAY: f32 = 0.6;

impl Builder<'_> {
    fn add(&mut self, phrase: &str, target: Target, weight: f32) {
        let key = self.stems.key(phrase);
        if weight >= HEAD && !phrase.contains(' ') && phrase.len() >= 5 {
            self.words.push((phrase.to_lowercase(), key.clone()));
        }
        self.add_key(key, target, weight);
    }

    fn add_key(&mut self, key: String, target: Target, weight: f32) {
        if key.is_empty() || key.split(' ').count() > 8 || key.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        if weight < NAME
            && matches!(
                key.as_str(),
                "come"
                    | "go"
                    | "get"
                    | "make"
                    | "take"
                    | "live"
                    | "have"
                    | "use"
                    | "place"
                    | "work"
            )
        {
            // "comes from" is not every "come".
            return;
        }
        let entries = self.phrases.entry(key).or_default();
        match entries.iter_mut().find(|entry| entry.target == target) {
            Some(entry) => entry.weight = entry.weight.max(weight),
            None => entries.push(Entry { target, weight }),
        }
    }

    fn table(&mut self, rel: Rel) {
        let relation = self.schema.relation(rel).clone();
        let factor = if self.schema.is_view(rel) { 0.6 } else { 1.0 };
        let words = spoken(&relation.name);
        self.add(&words, Target::Table(rel), NAME * factor);
        if let Some((_, last)) = words.rsplit_once(' ')
            && !self.schema.is_bridge(rel)
            && !self.schema.is_view(rel)
        {
            self.add(last, Target::Table(rel), 0.6);
        }
        if let [key] = self.schema.primary_key(rel)[..] {
            let singular = words.strip_suffix('s').unwrap_or(&words);
            for name in ["number", "id"] {
                self.add(
                    &format!("{singular} {name}"),
                    Target::Column(key),
                    SYNONYM * factor,
                );
            }
        }
        // Who "supplies" is a supplier.
        let singular = words.strip_suffix('s').unwrap_or(&words);
        if let Some(verb) = singular
            .strip_suffix("er")
            .filter(|verb| verb.ends_with('i'))
        {
            self.add(
                &format!("{}y", &verb[..verb.len() - 1]),
                Target::Table(rel),
                PART,
            );
        }
        let Some(comment) = &relation.comment else {
            return;
        };
        for synonym in synonyms(comment) {
            self.add(&synonym.text, Target::Table(rel), SYNONYM * factor);
        }
        for head in heads(comment) {
            if !is_generic(&head) {
                self.add(&head, Target::Table(rel), HEAD * factor);
            }
        }
    }

    fn column(&mut self, col: Col) {
        let schema = self.schema;
        let column = schema.column(col);
        let relation = schema.relation(col.rel);
        let factor = if schema.is_view(col.rel) { 0.6 } else { 1.0 };
        if let Some(reference) = schema.reference_of(col) {
            self.role(col, reference);
            return;
        }
        let own = spoken(&column.name);
        let target = if column.class == TypeClass::Boolean {
            Target::Flag(col)
        } else {
            Target::Column(col)
        };
        // "ordered at" shares its stem with "orders": the table comes first.
        let shortened = self.stems.key(&own).split(' ').count() < own.split(' ').count();
        self.add(
            &own,
            target.clone(),
            if shortened { BARE - 0.05 } else { NAME } * factor,
        );
        let bare = without_units(&spoken(&bare_name(relation, &column.name)), column.class);
        self.add(
            &bare,
            target.clone(),
            BARE.max(if bare == own { NAME } else { 0.0 }) * factor,
        );
        let parts: Vec<&str> = bare.split(' ').collect();
        if let [first, .., last] = parts[..]
            && column.class != TypeClass::Boolean
            && !schema.is_view(col.rel)
        {
            if !is_generic(last) || last == "name" {
                self.add(last, target.clone(), PART * factor);
            }
            let plain_last = matches!(last, "city" | "number" | "code" | "country" | "address");
            let figure = column.class.is_numeric()
                || column.class.is_temporal()
                || !column.enum_values.is_empty();
            if !is_generic(first) && (figure || plain_last) {
                self.add(first, target.clone(), (PART - 0.05) * factor);
            }
        }
        if let Some(comment) = column.comment.clone() {
            self.column_comment(col, &comment, &target, factor);
        }
        self.values(col);
    }

    /// `manager_id` is the "manager"; its comment's synonyms name the role, and so do the
    /// referenced table's words when the role has no name of its own.
    fn role(&mut self, col: Col, reference: Ref) {
        let column = self.schema.column(col);
        let name = column.name.to_lowercase();
        let words = spoken(
            name.strip_suffix("_id")
                .or_else(|| name.strip_suffix("_by"))
                .or_else(|| name.strip_suffix("id"))
                .unwrap_or(&name),
        );
        let to = self.schema.reference(reference).to;
        let target_name = self.stems.key(&spoken(&self.schema.relation(to).name));
        if self.stems.key(&words) != target_name {
            self.add(&words, Target::Role(reference), BARE);
        }
        let Some(comment) = column.comment.clone() else {
            return;
        };
        for synonym in synonyms(&comment) {
            self.add(&synonym.text, Target::Role(reference), SYNONYM);
        }
        self.missing(col, &comment);
    }

    fn column_comment(&mut self, col: Col, comment: &str, target: &Target, factor: f32) {
        for synonym in synonyms(comment) {
            match self.value_before(col, &synonym.before) {
                Some(value) => self.add(&synonym.text, Target::Value(col, value), SYNONYM),
                None => {
                    if let Some(number) = named_number(&synonym.before) {
                        self.add(&synonym.text, Target::Named(col, number.into()), SYNONYM);
                    } else {
                        self.add(&synonym.text, target.clone(), SYNONYM * factor);
                        let parts: Vec<&str> = synonym.text.split(' ').collect();
                        if let ([first, last], true) =
                            (&parts[..], self.schema.column(col).class.is_numeric())
                        {
                            // "units sold" are units; "product revenue" is revenue.
                            let event =
                                matches!(*last, "sold" | "bought" | "paid") || last.ends_with("ed");
                            let noun = if event {
                                Some(first)
                            } else {
                                self.names_table(first).then_some(last)
                            };
                            if let Some(noun) = noun.filter(|noun| !is_generic(noun)) {
                                self.add(noun, target.clone(), (PART - 0.05) * factor);
                            }
                        }
                    }
                }
            }
        }
        if let Some(rest) = comment.strip_prefix("Whether ") {
            self.add_key(
                self.flag_words(col.rel, rest),
                target.clone(),
                SYNONYM * factor,
            );
        } else {
            self.events(col, comment);
            for head in heads(comment) {
                if !is_generic(head.split(' ').next().unwrap_or_default()) {
                    self.add(&head, target.clone(), HEAD * factor);
                }
            }
        }
        for clause in comment.split([';', ',']) {
            if let Some((number, rest)) = clause.trim().split_once(" is ")
                && number.parse::<f64>().is_ok()
            {
                self.add(
                    rest.split('(').next().unwrap_or(rest),
                    Target::Named(col, number.into()),
                    SYNONYM,
                );
            }
        }
        self.missing(col, comment);
    }

    /// "Day the account was created": the participles of a date's comment name the date.
    fn events(&mut self, col: Col, comment: &str) {
        if !self.schema.column(col).class.is_temporal() {
            return;
        }
        let clause = comment.split(['(', ';', ',']).next().unwrap_or(comment);
        for word in clause.split(' ').skip(1).filter(|word| {
            english::is_participle(word)
                && !matches!(*word, "came" | "made" | "got" | "taken" | "given" | "kept")
        }) {
            self.add(word, Target::Column(col), HEAD);
        }
    }

    fn names_table(&self, word: &str) -> bool {
        let stem = self.stems.stem(word);
        self.schema
            .rels()
            .any(|rel| self.stems.key(&spoken(&self.schema.relation(rel).name)) == stem)
    }

    /// "the customer has subscribed to the newsletter" without the table's own words.
    fn flag_words(&self, rel: Rel, rest: &str) -> String {
        let rest = rest.split(['(', ';', ',']).next().unwrap_or(rest);
        let table = self.stems.key(&spoken(&self.schema.relation(rel).name));
        let key = self.stems.key(rest);
        key.split(' ')
            .filter(|stem| !table.contains(stem))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// "empty while still employed": "employed" names the NULLs.
    fn missing(&mut self, col: Col, comment: &str) {
        let Some(rest) = comment.split_once("empty ").map(|(_, rest)| rest) else {
            return;
        };
        let Some((_, state)) = rest.split_once(' ') else {
            return;
        };
        let state = state.split(['(', ';', ',']).next().unwrap_or(state);
        let negative = state.split(' ').any(|word| {
            matches!(
                word,
                "not" | "never" | "no" | "none" | "nobody" | "only" | "unless"
            )
        });
        let meaningful = |word: &&str| {
            !matches!(
                *word,
                "still" | "it" | "is" | "the" | "when" | "while" | "a" | "an"
            )
        };
        let state: Vec<&str> = state.split(' ').filter(meaningful).collect();
        if negative {
            // "empty when it was never weighed": "weighed" names the column.
            let content: Vec<&str> = state
                .into_iter()
                .filter(|word| !matches!(*word, "not" | "never" | "yet" | "no" | "was" | "none"))
                .collect();
            if let [event] = content[..]
                && event.ends_with("ed")
            {
                self.add(event, Target::Column(col), HEAD);
            }
        } else if (1..=2).contains(&state.len()) {
            self.add(&state.join(" "), Target::Missing(col), SYNONYM * BARE);
        }
    }

    /// The value whose name ends the text before a parenthesis: "web site (online)".
    fn value_before(&self, col: Col, before: &str) -> Option<Rc<str>> {
        let column = self.schema.column(col);
        let words: Vec<&str> = before
            .split([' ', ',', ':'])
            .filter(|word| !word.is_empty())
            .collect();
        let values = column.enum_values.iter().chain(&column.samples);
        for value in values {
            let key = self.stems.key(&spoken(value));
            let length = key.split(' ').count();
            for back in length..=length + 1 {
                let Some(start) = words.len().checked_sub(back) else {
                    continue;
                };
                if self.stems.key(&words[start..start + length].join(" ")) == key {
                    return Some(value.as_str().into());
                }
            }
        }
        None
    }

    fn values(&mut self, col: Col) {
        let column = self.schema.column(col);
        if self.schema.is_view(col.rel) {
            return;
        }
        for value in column.enum_values.iter().chain(&column.samples) {
            let spoken = spoken(value);
            let written = value.replace('_', " ");
            let phrase = if written.contains(char::is_uppercase) {
                &written
            } else {
                &spoken
            };
            self.add(phrase, Target::Value(col, value.as_str().into()), NAME);
            // "Black Friday 2024" is one of the Black Fridays.
            if let Some((name, year)) = spoken.rsplit_once(' ')
                && year.len() == 4
                && year.bytes().all(|b| b.is_ascii_digit())
            {
                self.add(name, Target::Value(col, value.as_str().into()), SYNONYM);
            }
        }
        for value in &column.enum_values {
            let spoken = spoken(value);
            let parts: Vec<&str> = spoken.split(' ').collect();
            if let [first, .., last] = parts[..] {
                self.add(first, Target::Value(col, value.as_str().into()), PART);
                self.add(last, Target::Value(col, value.as_str().into()), PART);
            }
        }
    }

    /// Names without a comment still have their everyday synonyms, where nothing else has the word.
    fn everyday_synonyms(&mut self) {
        for group in EVERYDAY_SYNONYMS {
            let keys: Vec<String> = group.iter().map(|word| self.stems.key(word)).collect();
            let Some(known) = keys.iter().find_map(|key| {
                let entries = self.phrases.get(key)?;
                let named: Vec<Entry> = entries
                    .iter()
                    .filter(|entry| !matches!(entry.target, Target::Value(..)))
                    .cloned()
                    .collect();
                (!named.is_empty()).then_some(named)
            }) else {
                continue;
            };
            for key in keys {
                // A word that names something else already keeps that as its first meaning.
                let factor = if self.phrases.contains_key(&key) {
                    EVERYDAY * 0.95
                } else {
                    EVERYDAY
                };
                for entry in &known {
                    self.add_key(key.clone(), entry.target.clone(), entry.weight * factor);
                }
            }
        }
    }
}
