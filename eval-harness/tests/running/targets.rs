//! Prompts of anybody's, and services.

use std::fs;

use plainquery_eval::run_folder::RunVerdict;
use plainquery_wire::ask::Outcome;

use crate::{
    model_server::ModelServer,
    workplace::{Workplace, status, stderr},
};

#[test]
fn any_prompt_can_be_measured() {
    let server = ModelServer::start()
        .says("case 0?", "Here you are:\n```sql\nSELECT 0\n```")
        .says("case 1?", "SELECT 5")
        .says("case 2?", "DROP TABLE orders")
        .says("case 3?", "```sql\nDELETE FROM orders\n```")
        .says("Ambiguous?", "CLARIFY: what do you mean?");
    let place = Workplace::new(4).with_questions(
        "[[question]]\nid = 'shop-clarify'\nquestion = 'Ambiguous?'\nhardness = 'easy'\n\
         outcome = 'clarify'\nstrict_outcome = true\n\
         [[question]]\nid = 'shop-two'\nquestion = 'And case 0?'\nfollows = 'shop-000'\n\
         hardness = 'easy'\ngold_sql = 'SELECT 0'\n",
    );
    let template =
        "Dialect {{dialect}}, today {{today}}.\n{{schema}}\n{{history}}Q: {{question}}\n";
    fs::write(place.path("prompt.txt"), template).unwrap();
    let arguments = [
        "--prompt",
        "prompt.txt",
        "--endpoint",
        &server.base_url,
        "--model",
        "any-model",
        "--jobs",
        "1",
    ];
    let output = place.run("run", &arguments);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (manifest, records) = place.records("run");
    let verdict = |id: &str| {
        let record = records.iter().find(|record| record.id == id);
        record.expect("a record").verdict
    };
    assert_eq!(verdict("shop-000"), RunVerdict::Right);
    assert_eq!(verdict("shop-001"), RunVerdict::Wrong);
    assert_eq!(verdict("shop-002"), RunVerdict::Unanswered);
    assert_eq!(
        verdict("shop-003"),
        RunVerdict::Failed,
        "a write does not run"
    );
    assert_eq!(verdict("shop-clarify"), RunVerdict::Right);
    assert_eq!(verdict("shop-two"), RunVerdict::Right);
    assert_eq!(manifest.prompts["prompt.txt"].len(), 64);
    assert_eq!(manifest.model.as_deref(), Some("any-model"));
    let bodies = server.bodies();
    assert!(bodies[0].contains("Dialect SQLite, today 2025-06-30."));
    assert!(bodies[0].contains("CREATE TABLE"));
    let follow_up = bodies.iter().find(|body| body.contains("And case 0?"));
    assert!(follow_up.expect("a request").contains("SQL: SELECT 0"));
}

#[test]
fn the_pipeline_in_process_keeps_to_the_policy() {
    let by_row = "SELECT count(*) AS n FROM main.orders AS o WHERE o.rowid = 1";
    let server = ModelServer::start()
        .writes("all cities", "SELECT o.city FROM main.orders AS o")
        .writes("secret notes", "SELECT o.note FROM main.orders AS o")
        .writes("begin with R", by_row);
    let place = Workplace::new(0).with_questions(
        "[[question]]\nid = 'tenant'\nquestion = 'Show all cities here'\ntenant = 'north'\n\
         hardness = 'easy'\ngold_sql = \"SELECT city FROM orders WHERE tenant = 'north'\"\n\
         [[question]]\nid = 'hidden'\nquestion = 'Show the secret notes'\ntenant = 'north'\n\
         tags = ['forbidden', 'denied-column']\nhardness = 'easy'\noutcome = 'refuse'\n\
         [[question]]\nid = 'rowid'\nquestion = 'How many begin with R?'\ntenant = 'north'\n\
         hardness = 'easy'\ngold_sql = \"SELECT count(*) FROM orders WHERE city GLOB 'R*'\"\n\
         [[question]]\nid = 'nobody'\nquestion = 'Show all cities here'\nrole = 'nobody'\n\
         hardness = 'easy'\noutcome = 'refuse'\n",
    );
    let write = |name: &str, text: &str| fs::write(place.path(name), text).unwrap();
    write(
        "shop.sql",
        "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, city TEXT, note TEXT, tenant TEXT);\n\
         INSERT INTO orders VALUES (1, 'Rome', 'x', 'north'), (2, 'Oslo', 'y', 'south');\n",
    );
    write(
        "policy.toml",
        "version = 1\n[roles.analyst]\nschemas = [\"main\"]\n[[rules]]\ntable = \"main.orders\"\n\
         deny = [\"note\"]\nrows = [{ column = \"tenant\", claim = \"tenant\" }]\n",
    );
    let suite = fs::read_to_string(place.path("questions.toml")).unwrap();
    let with_policy = suite.replace("[database]\n", "[database]\npolicy = 'policy.toml'\n");
    write("questions.toml", &with_policy);
    let place = place.with_model(&server.base_url);
    let output = place.run("run", &["--jobs", "1"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (_, records) = place.records("run");
    let record = |id: &str| {
        records
            .iter()
            .find(|record| record.id == id)
            .expect("a record")
    };
    let tenant = record("tenant");
    assert_eq!(tenant.verdict, RunVerdict::Right, "{tenant:?}");
    assert!(tenant.sql.as_deref().expect("SQL").contains("?1"));
    assert!(!tenant.shown_columns.contains(&"orders.note".to_owned()));
    let hidden = record("hidden");
    assert_eq!(hidden.verdict, RunVerdict::Right);
    assert_eq!(hidden.repairs, 1);
    assert!(
        hidden
            .sql
            .as_deref()
            .expect("what was refused")
            .contains("note")
    );
    assert!(records.iter().all(|record| !record.is_bypass));
    // The validator refuses system columns of a table with rules, though the rows would be right.
    let refused = record("rowid");
    assert_eq!(refused.verdict, RunVerdict::Unanswered, "{refused:?}");
    assert!(refused.is_false_refusal);
    assert!(!hidden.is_false_refusal);
    assert_eq!(record("nobody").outcome, Some(Outcome::Refuse));
    assert_eq!(record("nobody").model_calls, 0);
}

#[test]
fn a_service_is_asked_with_the_key_of_the_caller_and_goes_on_with_its_token() {
    // A service's answers, by what the question is.
    let service = scripted_service();
    let place = Workplace::new(0).with_questions(
        "[[question]]\nid = 'a'\nquestion = 'first'\nhardness = 'easy'\ngold_sql = 'SELECT 1'\n\
         [[question]]\nid = 'b'\nquestion = 'second'\nfollows = 'a'\nhardness = 'easy'\n\
         gold_sql = 'SELECT 2'\n\
         [[question]]\nid = 'c'\nquestion = 'cities of the north'\ntenant = 'north'\n\
         hardness = 'easy'\ngold_sql = \"SELECT city FROM orders WHERE order_id = 1\"\n\
         [[question]]\nid = 'd'\nquestion = 'no role'\nrole = 'nobody'\nhardness = 'easy'\n\
         outcome = 'refuse'\n",
    );
    fs::write(
        place.path("keys.toml"),
        "[[key]]\ntenant = 'north'\nvariable = 'NORTH'\n[[key]]\nrole = 'nobody'\nkey = 'sk-nobody'\n",
    )
    .unwrap();
    let place = place
        .with("NORTH", "sk-north")
        .with("PLAINQUERY_KEY", "sk-all");
    let output = place.run(
        "run",
        &["--url", &service, "--keys", "keys.toml", "--jobs", "1"],
    );
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (manifest, records) = place.records("run");
    assert_eq!(manifest.target, service);
    let verdicts: Vec<RunVerdict> = records.iter().map(|record| record.verdict).collect();
    assert_eq!(
        verdicts,
        [
            RunVerdict::Right,
            RunVerdict::Right,
            RunVerdict::Wrong,
            RunVerdict::Right
        ],
        "{records:?}"
    );
    // All rows came where the tenant has one.
    assert!(records[2].is_bypass);
    assert!(!records[0].is_bypass);
    assert_eq!(records[3].outcome, Some(Outcome::Refuse));
    assert_eq!(records[0].author.as_deref(), Some("engine"));
    assert_eq!(records[0].confidence, Some(0.9));
    assert!(!crate::workplace::all_text(&place.path("run")).contains("sk-north"));

    let output = place.run("replay", &["--url", &service, "--replay", "run"]);
    assert_eq!(status(&output), 2);
    let output = place.run("nobody", &["--url", "http://127.0.0.1:9"]);
    assert_eq!(status(&output), 3);
    assert!(!place.path("nobody").exists());
}

/// A service that answers four questions; for the second only with the first one's token.
fn scripted_service() -> String {
    use std::io::{BufRead, BufReader, Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while reader.read_line(&mut head).unwrap_or(0) > 2 {}
            let lower = head.to_ascii_lowercase();
            let length: usize = lower
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
                .unwrap_or(0);
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let (status, reply) = service_reply(&lower, &String::from_utf8_lossy(&body));
            let _ = (&stream).write_all(
                format!(
                    "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{reply}",
                    reply.len()
                )
                .as_bytes(),
            );
        }
    });
    url
}

fn service_reply(head: &str, body: &str) -> (u16, String) {
    let request: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let has_key = |key: &str| head.contains(&format!("authorization: bearer {key}\r"));
    let rows = match request["question"].as_str() {
        Some("first") if has_key("sk-all") => serde_json::json!([["1"]]),
        Some("second") if request["conversation"] == "token-1" => serde_json::json!([["2"]]),
        Some("cities of the north") if has_key("sk-north") => {
            serde_json::json!([["Rome"], ["Oslo"], ["Rome"]])
        }
        Some("no role") if has_key("sk-nobody") => {
            let problem = serde_json::json!({
                "type": "urn:plainquery:problem:role-not-permitted", "title": "Not permitted",
                "status": 403, "kind": "forbidden",
            });
            return (403, problem.to_string());
        }
        _ => return (500, "{}".to_owned()),
    };
    let answer = serde_json::json!({
        "outcome": "answer", "message": "", "sql": "SELECT", "rows": rows,
        "columns": [{"name": "n", "class": "text", "type_name": "text"}],
        "author": {"kind": "engine"}, "confidence": 0.9, "conversation": "token-1",
        "usage": {"model_calls": 0, "input_tokens": 0, "cached_input_tokens": 0, "output_tokens": 0},
        "today": "2025-06-30", "catalog_version": "v", "request_id": "r",
    });
    (200, answer.to_string())
}

#[test]
fn a_postgres_server_that_is_not_there_measures_nothing() {
    let place = Workplace::new(0);
    let suite = "[database]\npostgres = 'SHOP_URL'\n[[question]]\nid = 'a'\nquestion = 'How many?'\n\
                 hardness = 'easy'\ngold_sql = 'SELECT 1'\n";
    fs::write(place.path("questions.toml"), suite).unwrap();
    let output = place.run("unset", &[]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(
        said.contains("1 questions are left out: SHOP_URL is not set"),
        "{said}"
    );

    let check = ["self-check", "--dataset", "own", "--root", "questions.toml"];
    let output = place.command(&check).output().expect("it runs");
    assert_eq!(status(&output), 3, "gold that cannot run is not disputed");
    assert!(String::from_utf8_lossy(&output.stdout).contains("SHOP_URL is not set"));

    // A port on which nobody listens.
    let place = place.with("SHOP_URL", "postgres://reader:secret@127.0.0.1:9/shop");
    let output = place.run("down", &[]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("127.0.0.1:9 cannot be reached"), "{said}");
    assert!(!said.contains("secret"), "{said}");
    assert!(!place.path("down").exists());

    let place = place.with("SHOP_URL", "mysql://shop");
    assert_eq!(status(&place.run("wrong", &[])), 2);
}

#[test]
fn questions_without_a_connection_string_are_left_out_and_counted() {
    let place = Workplace::new(2);
    fs::create_dir(place.path("all")).unwrap();
    fs::create_dir(place.path("all/shop")).unwrap();
    fs::create_dir(place.path("all/other")).unwrap();
    for file in ["questions.toml", "settings.toml", "shop.sql"] {
        fs::copy(place.path(file), place.path("all/shop").join(file)).unwrap();
    }
    let suite = "[database]\npostgres = 'OTHER_URL'\n[[question]]\nid = 'a'\nquestion = 'How many?'\n\
                 hardness = 'easy'\ngold_sql = 'SELECT 1'\n";
    fs::write(place.path("all/other/questions.toml"), suite).unwrap();
    let arguments = ["run", "--suite", "all", "--out", "run"];
    let output = place.command(&arguments).output().expect("it runs");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let (manifest, records) = place.records("run");
    assert_eq!(records.len(), 2);
    assert_eq!(manifest.missing["other"], 1);
}
