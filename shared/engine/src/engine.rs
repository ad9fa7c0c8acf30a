//! The engine: what it knows of a catalog, and the way from a question to an outcome.

use jiff::civil::Date;
use plainquery_catalog::Catalog;

use crate::api::{Clarification, Draft, Link, Outcome, Question, Refusal};
use crate::chunk::{Chunk, Chunker, Kind};
use crate::dates::Calendar;
use crate::english;
use crate::followup;
use crate::frame::Frame;
use crate::intent;
use crate::links;
use crate::lower::lower;
use crate::paths::Paths;
use crate::resolve::{Resolved, Resolver, Trouble};
use crate::schema::{Col, Rel, Schema};
use crate::slots::Slots;
use crate::sweep::Sweep;
use crate::text::{Stems, Token, tokenize};
use crate::vocabulary::{Entry, Vocabulary};

/// The longest question that is read, in tokens.
const MAX_TOKENS: usize = 120;

/// Below this the engine asks back instead of answering.
const LEAST_CONFIDENCE: f32 = 0.6;

/// How often an answer without any doubtful choice is right.
const BEST_CONFIDENCE: f32 = 0.97;

/// The engine for one catalog. Building it reads every name, comment and sample once.
pub struct Engine {
    schema: Schema,
    vocabulary: Vocabulary,
    paths: Paths,
    stems: Stems,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("tables", &self.schema.relations.len())
            .finish_non_exhaustive()
    }
}

/// A question's words on their way.
struct Reading<'a> {
    question: &'a Question<'a>,
    tokens: Vec<Token>,
    chunks: Vec<Chunk>,
    calendar: Calendar,
}

impl Engine {
    /// Learns the words of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let schema = Schema::new(catalog);
        let stems = Stems::new();
        let vocabulary = Vocabulary::new(&schema, &stems);
        stems.settle();
        let paths = Paths::new(&schema);
        Self {
            schema,
            vocabulary,
            paths,
            stems,
        }
    }

    /// Reads a question.
    pub fn ask(&self, question: &Question<'_>) -> Outcome {
        let tokens = tokenize(question.text, &self.stems);
        let Some(calendar) = calendar(question) else {
            return clarify(
                "invalid_today",
                "The day that “today” stands for is not a date.".to_owned(),
                Vec::new(),
            );
        };
        if tokens.is_empty() {
            return clarify(
                "empty_question",
                "Ask a question about the data, such as how many rows a table has.".to_owned(),
                Vec::new(),
            );
        }
        if tokens.len() > MAX_TOKENS {
            return clarify(
                "too_long",
                format!(
                    "The question is longer than {MAX_TOKENS} words. Ask for one thing at a time."
                ),
                Vec::new(),
            );
        }
        if let Some(verb) = intent::asks_for_change(&tokens) {
            return refuse(
                "not_a_read",
                format!(
                    "“{}” asks for a change. Plainquery only reads data.",
                    verb.text
                ),
            );
        }
        let chunker = Chunker {
            tokens: &tokens,
            vocabulary: &self.vocabulary,
            stems: &self.stems,
            calendar,
        };
        let chunks = chunker.chunks();
        let reading = Reading {
            question,
            tokens,
            chunks,
            calendar,
        };
        let previous = question.previous.and_then(|frame| self.previous(frame));
        self.read(&reading, previous.as_ref())
    }

    fn previous(&self, frame: &str) -> Option<Frame> {
        let frame: Frame = serde_json::from_str(frame).ok()?;
        (frame.fingerprint == self.schema.fingerprint).then_some(frame)
    }

    fn read(&self, reading: &Reading<'_>, previous: Option<&Frame>) -> Outcome {
        let entries = |word: &str| {
            self.vocabulary
                .get(&self.stems.key(word))
                .unwrap_or_default()
        };
        let price = (entries("price"), entries("revenue"));
        let alone = self.sweep(reading, None, price);
        let follows = previous.filter(|_| followup::continues(&reading.tokens, &alone));
        if previous.is_none()
            && followup::opens(&reading.tokens)
            && alone.measures.is_empty()
            && !alone.asks_for_rows
        {
            let message =
                "This goes on from a question that was not answered before. Ask it in full.";
            return clarify(
                "no_antecedent",
                message.to_owned(),
                self.links(reading, &[], &[]),
            );
        }
        if follows.is_none()
            && let Some(word) = intent::points_back(&reading.tokens, &reading.chunks)
        {
            let message = format!(
                "“{}” points to something that was not named before. Say which one you mean.",
                word.text
            );
            return clarify("no_antecedent", message, self.links(reading, &[], &[]));
        }
        match follows {
            None => self.answer(reading, &alone, self.resolve(reading, &alone, None)),
            Some(before) => self.follow_up(reading, before, price),
        }
    }

    fn sweep(
        &self,
        reading: &Reading<'_>,
        context: Option<Rel>,
        price: (&[Entry], &[Entry]),
    ) -> Slots {
        let mut slots = Sweep::new(
            &self.schema,
            &reading.tokens,
            &reading.chunks,
            context,
            price,
        )
        .run();
        slots.unused.retain(|chunk| {
            !self.echoes_a_table(reading, *chunk, &slots.mentioned)
                && !ties_nouns(reading, *chunk)
                && !self.echoes_a_comment(reading, *chunk)
        });
        slots
    }

    /// "supply" beside "suppliers": a verb of the table's own name says nothing new.
    fn echoes_a_table(&self, reading: &Reading<'_>, chunk: usize, mentioned: &[Rel]) -> bool {
        let stem = &reading.tokens[reading.chunks[chunk].from].stem;
        stem.len() >= 4
            && mentioned.iter().any(|rel| {
                let words = self.schema.table_words(*rel);
                words
                    .split(' ')
                    .any(|word| self.stems.stem(word).starts_with(stem.as_str()))
            })
    }

    /// "subscribers" beside a column "newsletter" whose comment speaks of who "has subscribed".
    fn echoes_a_comment(&self, reading: &Reading<'_>, chunk: usize) -> bool {
        let stem = &reading.tokens[reading.chunks[chunk].from].stem;
        if stem.len() < 6 || !matches!(reading.chunks[chunk].kind, Kind::Unknown) {
            return false;
        }
        let beside = [chunk.checked_sub(1), Some(chunk + 1)];
        let mut neighbours = beside
            .into_iter()
            .flatten()
            .filter_map(|index| reading.chunks.get(index));
        neighbours.any(|chunk| {
            let Kind::Schema(entries) = &chunk.kind else {
                return false;
            };
            let columns = entries
                .iter()
                .filter(|entry| entry.weight > 0.6)
                .filter_map(|entry| entry.target.column());
            let comments = columns.filter_map(|col| self.schema.column(col).comment.as_deref());
            let mut words =
                comments.flat_map(|comment| comment.split(|c: char| !c.is_alphanumeric()));
            words.any(|word| word.len() >= 6 && self.stems.stem(&word.to_lowercase()) == *stem)
        })
    }

    /// Makes slots into a frame; in a follow-up, seen from the frame before.
    fn resolve(
        &self,
        reading: &Reading<'_>,
        slots: &Slots,
        before: Option<&Frame>,
    ) -> Result<Resolved, Trouble> {
        let mut resolver = Resolver::new(
            &self.schema,
            &self.paths,
            slots,
            &reading.tokens,
            &reading.chunks,
            reading.calendar,
            before.map(|frame| frame.subject),
        );
        resolver.prior = before.map(Frame::columns).unwrap_or_default();
        resolver.run()
    }

    fn follow_up(
        &self,
        reading: &Reading<'_>,
        before: &Frame,
        price: (&[Entry], &[Entry]),
    ) -> Outcome {
        let mut slots = self.sweep(reading, Some(before.subject), price);
        let top = followup::take_open_ranking(&mut slots);
        let also = reading
            .tokens
            .iter()
            .any(|token| matches!(token.text.as_str(), "also" | "additionally" | "too"));
        let resolved = self.resolve(reading, &slots, Some(before)).map(|resolved| {
            let frame = followup::merge(&self.schema, before, &resolved.frame, &slots, top, also);
            let unchanged = frame == *before;
            let doubt = if unchanged {
                resolved.doubt * 0.3
            } else {
                resolved.doubt
            };
            Resolved {
                frame,
                doubt,
                ..resolved
            }
        });
        self.answer(reading, &slots, resolved)
    }

    fn answer(
        &self,
        reading: &Reading<'_>,
        slots: &Slots,
        resolved: Result<Resolved, Trouble>,
    ) -> Outcome {
        let unknown = Self::unknown_words(reading, slots);
        let resolved = match resolved {
            Ok(resolved) => resolved,
            Err(trouble) => return self.trouble(reading, slots, &unknown, &trouble),
        };
        let query = match lower(&self.schema, &self.paths, &resolved.frame) {
            Ok(query) => query,
            Err(trouble) => return self.trouble(reading, slots, &unknown, &trouble),
        };
        let links = self.links(reading, &slots.unused, &resolved.meanings);
        let confidence = BEST_CONFIDENCE * resolved.doubt;
        if confidence < LEAST_CONFIDENCE {
            return Self::unsure(reading, &unknown, &resolved.notes, links);
        }
        let Ok(frame) = serde_json::to_string(&resolved.frame) else {
            return clarify(
                "internal",
                "The question could not be kept for a follow-up.".to_owned(),
                links,
            );
        };
        Outcome::Answer(Box::new(Draft {
            query,
            frame,
            confidence,
            links,
            notes: resolved.notes,
        }))
    }

    fn unknown_words(reading: &Reading<'_>, slots: &Slots) -> Vec<String> {
        slots
            .unused
            .iter()
            .filter(|chunk| matches!(reading.chunks[**chunk].kind, Kind::Unknown))
            .map(|chunk| {
                reading.question.text[reading.tokens[reading.chunks[*chunk].from].start
                    ..reading.tokens[reading.chunks[*chunk].to - 1].end]
                    .to_owned()
            })
            .collect()
    }

    /// Asks back, or refuses when most of the question is about things that the database lacks.
    fn unsure(
        reading: &Reading<'_>,
        unknown: &[String],
        notes: &[String],
        links: Vec<Link>,
    ) -> Outcome {
        let known = reading
            .chunks
            .iter()
            .filter(|chunk| matches!(chunk.kind, Kind::Schema(_)))
            .count();
        match unknown {
            [] => {
                let message = notes.first().cloned().unwrap_or_else(|| {
                    "The question can be read in more than one way. Say it in other words."
                        .to_owned()
                });
                Outcome::Clarify(Clarification {
                    reason: "ambiguous",
                    message,
                    options: Vec::new(),
                    links,
                })
            }
            words if words.len() >= known.max(1) => Outcome::Refuse(Refusal {
                reason: "not_in_schema",
                message: format!("No table or column holds {}.", quoted(words)),
                links,
            }),
            words => {
                let message = format!(
                    "I do not know what {} means in this database. Use the name of a table, a column or a value.",
                    quoted(words)
                );
                Outcome::Clarify(Clarification {
                    reason: "unknown_word",
                    message,
                    options: Vec::new(),
                    links,
                })
            }
        }
    }

    fn trouble(
        &self,
        reading: &Reading<'_>,
        slots: &Slots,
        unknown: &[String],
        trouble: &Trouble,
    ) -> Outcome {
        let links = self.links(reading, &slots.unused, &[]);
        if !unknown.is_empty() {
            return Self::unsure(reading, unknown, &[], links);
        }
        match trouble {
            Trouble::NoSubject => Outcome::Refuse(Refusal { reason: "not_in_schema", message: "The question names nothing that this database holds.".to_owned(), links }),
            Trouble::OpenSuperlative { rel } => {
                let table = self.schema.table_words(*rel);
                let options = self.rankings(*rel).into_iter().map(|figure| format!("top 5 {table} by {figure}")).collect();
                let message = format!("By what should the {table} be ranked?");
                Outcome::Clarify(Clarification { reason: "open_superlative", message, options, links })
            }
            Trouble::AmbiguousReference { from, options } => {
                let roles: Vec<String> = options.iter().map(|reference| self.role_words(*reference)).collect();
                let message = format!("{} point there in more than one way: {}. Say which one you mean.", capitalised(&self.schema.table_words(*from)), roles.join(", "));
                Outcome::Clarify(Clarification { reason: "ambiguous_reference", message, options: roles, links })
            }
            Trouble::TwoFigures => clarify("two_figures", "The question asks for figures of different tables. Ask for one at a time.".to_owned(), links),
            Trouble::Beyond => Outcome::Refuse(Refusal {
                reason: "beyond_engine",
                message: "This asks for more than counting, adding up, ranking and filtering, and no language model is configured.".to_owned(),
                links,
            }),
            Trouble::NotRelated { from, to } => {
                let message = format!("There is no clear way from {} to {}. Ask about one of them, or name how they belong together.", self.schema.table_words(*from), self.schema.table_words(*to));
                Outcome::Clarify(Clarification { reason: "not_related", message, options: Vec::new(), links })
            }
        }
    }

    fn role_words(&self, reference: u16) -> String {
        let reference = self.schema.reference(reference);
        let words = self.schema.column_words(Col {
            rel: reference.from,
            index: reference.from_columns[0],
        });
        words.trim_end_matches(" id").to_owned()
    }

    /// What a table's rows may be ranked by: its own figures, and those of rows that lead to it.
    fn rankings(&self, rel: Rel) -> Vec<String> {
        let own = self
            .schema
            .main_amount(rel)
            .map(|col| self.schema.column_words(col));
        let others = self.schema.rels().filter(|other| {
            *other != rel
                && !self.schema.is_view(*other)
                && self
                    .paths
                    .to_one(*other, rel)
                    .is_some_and(|path| path.len() == 1)
        });
        let counts = others.map(|other| format!("number of {}", self.schema.table_words(other)));
        own.into_iter().chain(counts).take(4).collect()
    }

    fn links(
        &self,
        reading: &Reading<'_>,
        unused: &[usize],
        meanings: &[(usize, crate::resolve::Meaning)],
    ) -> Vec<Link> {
        links::links(
            &self.schema,
            &reading.tokens,
            &reading.chunks,
            unused,
            meanings,
        )
    }
}

/// "fees charged to customers": an unknown participle before a preposition.
fn ties_nouns(reading: &Reading<'_>, chunk: usize) -> bool {
    let chunk = &reading.chunks[chunk];
    let participle = english::is_participle(&reading.tokens[chunk.from].text)
        && matches!(chunk.kind, Kind::Unknown);
    let next = reading
        .tokens
        .get(chunk.to)
        .map_or("", |token| token.text.as_str());
    participle
        && matches!(
            next,
            "to" | "by" | "in" | "from" | "for" | "with" | "at" | "on" | "into" | "through"
        )
}

fn calendar(question: &Question<'_>) -> Option<Calendar> {
    let today: Date = question.today.parse().ok()?;
    Some(Calendar {
        today,
        week_starts_on: question.week_starts_on.clamp(1, 7),
        fiscal_year_starts_in: question.fiscal_year_starts_in.clamp(1, 12),
    })
}

fn clarify(reason: &'static str, message: String, links: Vec<Link>) -> Outcome {
    Outcome::Clarify(Clarification {
        reason,
        message,
        options: Vec::new(),
        links,
    })
}

fn refuse(reason: &'static str, message: String) -> Outcome {
    Outcome::Refuse(Refusal {
        reason,
        message,
        links: Vec::new(),
    })
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join(", ")
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
