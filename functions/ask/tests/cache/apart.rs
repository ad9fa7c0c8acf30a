//! Kept answers where `generate` is deployed apart: its model and its release are its own affair, and an
//! answer of another one is never served.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use plainquery_ask::{
    Config,
    inner::{HEADER, InnerRequest, function_at, serve_inner},
};
use plainquery_core::{
    Function, Secret, Settings,
    ports::{HttpError, HttpRequest, HttpResponse},
};
use plainquery_llm::{ModelSettings, Provider};
use plainquery_testkit::{TestHost, ready};

use crate::support::Bench;

/// `generate`, with settings that change while it is called.
#[derive(Clone)]
struct Generator {
    host: Rc<TestHost>,
    config: Rc<RefCell<Config>>,
    /// The paths at which it was called.
    paths: Rc<RefCell<Vec<String>>>,
    /// Whether its model changes after the next call.
    changes: Rc<Cell<bool>>,
    knows_writer: Rc<Cell<bool>>,
}

impl Generator {
    fn behind(bench: &Bench) -> Self {
        let mut secret = None;
        bench.change(|config, _| {
            config.settings.functions = vec![Function::Ask, Function::Retrieve, Function::Validate];
            secret = Some(config.settings.inner.secret.clone());
        });
        let mut settings = Settings::new(secret.expect("set"));
        settings.functions = vec![Function::Generate];
        let generator = Self {
            host: Rc::new(TestHost {
                clock: bench.host.clock.clone(),
                ..TestHost::default()
            }),
            config: Rc::new(RefCell::new(Config::without_models(settings))),
            paths: Rc::default(),
            changes: Rc::default(),
            knows_writer: Rc::new(Cell::new(true)),
        };
        let answering = generator.clone();
        bench
            .host
            .functions
            .answer_by(move |_, request| answering.answer(request));
        generator
    }

    fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let (_, path) = request
            .url
            .split_once(".spin.internal")
            .expect("an address");
        self.paths.borrow_mut().push(path.to_owned());
        if path.ends_with("/writer") && !self.knows_writer.get() {
            return Err(HttpError::Unreachable);
        }
        let signature = request.headers.iter().find(|(name, _)| name == HEADER);
        let call = InnerRequest {
            function: function_at(path).expect("a function"),
            method: "POST",
            path,
            signature: signature.map(|(_, value)| value.as_str()),
            body: &request.body,
        };
        let reply = ready(serve_inner(&*self.host, &self.config.borrow(), &call));
        if self.changes.take() {
            self.use_model("second");
        }
        Ok(HttpResponse {
            status: 200,
            headers: Vec::new(),
            body: reply.expect("a reply"),
        })
    }

    /// The engine is sure of the question: no model is asked, and it still is another writer.
    fn use_model(&self, name: &str) {
        let mut model = ModelSettings::new(Provider::OpenAi, Some(Secret::new("sk-test")));
        name.clone_into(&mut model.model);
        self.config.borrow_mut().model = Some(model);
    }

    fn paths(&self) -> Vec<String> {
        self.paths.take()
    }
}

fn warm() -> (Bench, Generator) {
    let bench = Bench::new();
    let generator = Generator::behind(&bench);
    generator.use_model("first");
    bench.database.set_rows(&["of the first"]);
    assert_eq!(bench.answer(), "of the first");
    bench.database.set_rows(&["unseen"]);
    generator.paths();
    assert_eq!(bench.answer(), "of the first");
    // What it costs to know: one call, and none for SQL.
    assert_eq!(generator.paths(), ["/internal/v1/generate/writer"]);
    (bench, generator)
}

#[test]
fn an_answer_of_the_model_before_is_not_served() {
    type Change = fn(&mut Config);
    let (bench, generator) = warm();
    let changes: [(&str, Change); 4] = [
        ("model", |config| {
            config.model.as_mut().expect("one").model.push('x');
        }),
        ("address", |config| {
            config.model.as_mut().expect("one").base_url.push('x');
        }),
        ("tokens", |config| {
            config.model.as_mut().expect("one").max_input_tokens += 1;
        }),
        ("none", |config| config.model = None),
    ];
    for (what, change) in changes {
        change(&mut generator.config.borrow_mut());
        bench.database.set_rows(&[what]);
        assert_eq!(bench.answer(), what);
        bench.database.set_rows(&["unseen"]);
        assert_eq!(bench.answer(), what, "kept in its turn");
    }
    generator.use_model("first");
    assert_eq!(bench.answer(), "of the first", "its own is still its own");
}

#[test]
fn an_answer_is_kept_under_the_model_that_wrote_it() {
    let (bench, generator) = warm();
    bench.host.clock.advance_ms(3_600_000);
    // It changes between being asked for its name and for SQL: the answer is the second's.
    generator.changes.set(true);
    bench.database.set_rows(&["of the second"]);
    assert_eq!(bench.answer(), "of the second");
    generator.use_model("first");
    bench.database.set_rows(&["of the first again"]);
    assert_eq!(bench.answer(), "of the first again");
    generator.use_model("second");
    assert_eq!(bench.answer(), "of the second");
}

#[test]
fn where_it_is_not_known_what_writes_nothing_kept_is_served() {
    let (bench, generator) = warm();
    generator.knows_writer.set(false);
    bench.database.set_rows(&["anew"]);
    assert_eq!(bench.answer(), "anew");
    bench.database.set_rows(&["and again"]);
    assert_eq!(bench.answer(), "and again");
}

#[test]
fn what_writes_is_asked_only_where_answers_are_kept() {
    let bench = Bench::new();
    let generator = Generator::behind(&bench);
    bench.change(|config, _| config.settings.cache.answer_ttl_s = None);
    bench.database.set_rows(&["one"]);
    assert_eq!(bench.answer(), "one");
    let paths = generator.paths();
    assert!(
        paths.iter().all(|path| path == "/internal/v1/generate"),
        "{paths:?}"
    );
}
