//! The pipeline of production in this process: engine, retrieval, policy and, where one is configured,
//! a model. Only running the SQL is left to the scorer.

mod shown;

use std::{
    cell::OnceCell,
    collections::HashMap,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use plainquery_ask::conversation::{Conversation as Turns, Turn};
use plainquery_catalog::Catalog;
use plainquery_engine::Engine;
use plainquery_generate::{GenerateInput, Generated, GeneratedQuery, NoQuery, generate};
use plainquery_llm::{EmbeddingsSettings, ModelSettings, Proposal, read_completion};
use plainquery_retrieval::Index;
use plainquery_retrieve::{Searched, VectorMemory, rank};
use plainquery_sql::{Policy, ValidatedQuery, validate};
use plainquery_validate::Proofs;
use plainquery_wire::ask::{Author, Outcome};

use super::{
    Answer, Asked, Conversation, Query, Session, Target, native_host::NativeHost,
    rounded_confidence, table_label,
};
use shown::shown_columns;

use crate::{
    databases::{Databases, Opened},
    dataset::Item,
    traffic::{CallNote, ItemTraffic, now_ms},
};

/// How the pipeline is set up.
#[derive(Clone, Debug)]
pub struct InProcessSettings {
    /// The model; `None` leaves the engine alone.
    pub model: Option<ModelSettings>,
    /// The model that makes vectors of texts; `None` ranks tables by their words alone.
    pub embeddings: Option<EmbeddingsSettings>,
    /// The confidence from which the engine's answer is taken without asking the model.
    pub engine_threshold: f32,
    /// The role of items that name none, where a policy has roles.
    pub default_role: String,
    /// The most rows of an answer.
    pub max_rows: u64,
}

/// The pipeline over a dataset's databases.
#[derive(Debug)]
pub struct InProcess<'a> {
    databases: &'a Databases,
    settings: InProcessSettings,
}

impl<'a> InProcess<'a> {
    /// Over databases that are open.
    pub fn new(databases: &'a Databases, settings: InProcessSettings) -> Self {
        Self {
            databases,
            settings,
        }
    }
}

impl Target for InProcess<'_> {
    fn session(&self) -> Box<dyn Session + '_> {
        Box::new(InProcessSession {
            target: self,
            prepared: HashMap::new(),
        })
    }
}

/// Who sees a database: its name, a role and a tenant.
type Seen = (String, String, Option<String>);

struct InProcessSession<'a> {
    target: &'a InProcess<'a>,
    prepared: HashMap<Seen, Option<Rc<Prepared>>>,
}

/// A catalog as one caller sees it, ready to be asked.
struct Prepared {
    policy: Policy,
    readable: Catalog,
    engine: Engine,
    index: OnceCell<Index>,
    vectors: VectorMemory,
    proofs: Proofs,
}

impl Prepared {
    fn new(opened: &Opened, policy: Policy) -> Self {
        let visible = policy.visible(&opened.catalog);
        let readable = visible.unwrap_or_else(|| opened.catalog.clone());
        Self {
            engine: Engine::new(&readable),
            index: OnceCell::from(Index::new(&readable)),
            vectors: VectorMemory::default(),
            proofs: Proofs::default(),
            readable,
            policy,
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.readable))
    }
}

impl Session for InProcessSession<'_> {
    fn ask(&mut self, item: &Item, before: &Conversation, traffic: &ItemTraffic<'_>) -> Asked {
        let Some(opened) = self.target.databases.get(&item.database) else {
            return Asked::Failed(format!("the database {} is not at hand", item.database));
        };
        let Some(prepared) = self.prepared(item, opened) else {
            return Asked::Answered(Box::new(no_role(before)));
        };
        let answer = self.answer(item, opened, &prepared, before, traffic);
        // What was asked before the budget was spent is recorded, and not asked again.
        if let Some(spent) = traffic.stopped() {
            return Asked::Stopped(spent);
        }
        if traffic.is_missing() {
            return Asked::NotMeasured;
        }
        match answer {
            Ok(answer) => Asked::Answered(Box::new(answer)),
            Err(why) => Asked::Failed(why),
        }
    }
}

impl InProcessSession<'_> {
    /// What the item's caller sees; `None` where the policy gives its role nothing.
    fn prepared(&mut self, item: &Item, opened: &Opened) -> Option<Rc<Prepared>> {
        let settings = &self.target.settings;
        let role = item.role.as_deref().unwrap_or(&settings.default_role);
        let seen = (item.database.clone(), role.to_owned(), item.tenant.clone());
        let prepare = || {
            let policy = opened.policy_of(role, item.tenant.as_deref(), settings.max_rows)?;
            Some(Rc::new(Prepared::new(opened, policy)))
        };
        self.prepared.entry(seen).or_insert_with(prepare).clone()
    }

    fn answer(
        &self,
        item: &Item,
        opened: &Opened,
        prepared: &Prepared,
        before: &Conversation,
        traffic: &ItemTraffic<'_>,
    ) -> Result<Answer, String> {
        let settings = &self.target.settings;
        let host = NativeHost::new(traffic);
        let today = opened.settings.today(now_ms());
        let question = item.text();
        let turns: Vec<(&str, &str)> = before
            .turns
            .iter()
            .map(|turn| (turn.question.as_str(), turn.sql.as_str()))
            .collect();
        let last = before.turns.last();
        let input = GenerateInput {
            question: &question,
            today: &today,
            week_starts_on: opened.settings.week_starts_on(),
            fiscal_year_starts_in: opened.settings.fiscal_year_starts_in(),
            previous_frame: last.and_then(|turn| turn.frame.as_deref()),
            previous_turns: &turns,
            catalog: &opened.catalog,
            readable: &prepared.readable,
            engine: &prepared.engine,
            retrieval: &prepared.index,
            embeddings: settings.embeddings.as_ref(),
            vectors: &prepared.vectors,
            policy: &prepared.policy,
            proofs: &prepared.proofs,
            model: settings.model.as_ref(),
            engine_threshold: settings.engine_threshold,
        };
        let generated = block_on(generate(&host, &input));
        let calls = traffic.completions();
        let mut answer = match generated {
            Ok(Generated::Query(query)) => answered(&question, before, *query),
            Ok(Generated::Clarify(none)) => not_answered(before, Outcome::Clarify, none),
            Ok(Generated::Refuse(none)) => not_answered(before, Outcome::Refuse, none),
            Err(error) => return Err(error.to_string()),
        };
        let searched = Searched {
            catalog: &prepared.readable,
            index: prepared.index(),
            embeddings: settings.embeddings.as_ref(),
            vectors: &prepared.vectors,
        };
        let tables = prepared.readable.relations.len();
        let ranking = block_on(rank(&host, &searched, &question, tables));
        let ranked = ranking.tables.iter();
        answer.ranked_tables = ranked
            .filter_map(|ranked| prepared.readable.relations.get(ranked.relation))
            .map(|relation| table_label(&relation.schema, &relation.name))
            .collect();
        answer.shown_columns = shown_columns(&prepared.readable, &calls);
        if let Some(model) = &settings.model {
            note_rounds(&mut answer, model, opened, prepared, &calls);
        }
        Ok(answer)
    }
}

fn answered(question: &str, before: &Conversation, query: GeneratedQuery) -> Answer {
    let author = match &query.author {
        Author::Engine => "engine".to_owned(),
        Author::Model { model, .. } => model.clone(),
    };
    let runnable = query.proof.as_deref().map(|proof| runnable(proof.query()));
    let turn = Turn {
        question: question.to_owned(),
        sql: query.sql.clone(),
        frame: query.frame,
    };
    Answer {
        outcome: Some(Outcome::Answer),
        sql: Some(match &runnable {
            Some(runnable) => runnable.text.clone(),
            None => query.sql,
        }),
        query: runnable,
        author: Some(author),
        confidence: query.confidence.map(rounded_confidence),
        conversation: with_turn(before, turn),
        ..Answer::default()
    }
}

fn runnable(validated: &ValidatedQuery) -> Query {
    Query {
        text: validated.text().to_owned(),
        parameters: validated.parameters().to_vec(),
    }
}

fn with_turn(before: &Conversation, turn: Turn) -> Conversation {
    let turns = Turns {
        turns: before.turns.clone(),
    };
    Conversation {
        turns: turns.with(turn).turns,
        token: None,
    }
}

/// An answer without SQL leaves the conversation as it was, as the service does.
fn not_answered(before: &Conversation, outcome: Outcome, none: NoQuery) -> Answer {
    Answer {
        outcome: Some(outcome),
        reason: Some(none.reason),
        message: none.message,
        conversation: before.clone(),
        ..Answer::default()
    }
}

fn no_role(before: &Conversation) -> Answer {
    Answer {
        outcome: Some(Outcome::Refuse),
        reason: Some(plainquery_sql::RoleNotPermitted::ID.to_owned()),
        message: "The policy gives this role nothing to read.".to_owned(),
        conversation: before.clone(),
        ..Answer::default()
    }
}

/// What the model's rounds were, as its traffic tells: how often it was asked to mend its SQL, and the
/// last SQL that the validator refused.
fn note_rounds(
    answer: &mut Answer,
    model: &ModelSettings,
    opened: &Opened,
    prepared: &Prepared,
    calls: &[CallNote],
) {
    let proposals: Vec<Option<String>> = calls
        .iter()
        .filter(|call| (200..300).contains(&call.status))
        .filter_map(|call| read_completion(model, &call.reply).0)
        .map(|text| match Proposal::parse(&text) {
            Ok(Proposal::Answer { sql, .. }) => Some(sql),
            _ => None,
        })
        .collect();
    answer.repairs = u32::from(proposals.len() > 1);
    if answer.outcome == Some(Outcome::Answer) {
        return;
    }
    let refused = proposals.into_iter().flatten().next_back();
    answer.refused_sql =
        refused.filter(|sql| validate(sql, &opened.catalog, &prepared.policy).is_err());
}

/// Runs a future whose ports all block: it is ready at once.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        std::thread::yield_now();
    }
}
