//! Each warning where it is due, and none where something only looks like it.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation};
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::{LintId, Policy, Warning, lint, validate};
use support::server::Server;

fn relation(name: &str, columns: &str, key: &[&str], rows: Option<u64>) -> Relation {
    Relation {
        schema: "clinic".to_owned(),
        name: name.to_owned(),
        columns: columns
            .split(", ")
            .map(|written| {
                let (written, nullable) = match written.strip_suffix('?') {
                    Some(written) => (written, true),
                    None => (written, false),
                };
                let (name, type_name) = written.split_once(' ').expect("a name and a type");
                Column {
                    name: name.to_owned(),
                    type_name: type_name.to_owned(),
                    class: match type_name {
                        "integer" => TypeClass::Integer,
                        "numeric" => TypeClass::Decimal,
                        "date" => TypeClass::Date,
                        "timestamp without time zone" | "timestamp with time zone" => {
                            TypeClass::Timestamp
                        }
                        _ => TypeClass::Text,
                    },
                    nullable,
                    ..Column::default()
                }
            })
            .collect(),
        primary_key: key.iter().map(|&name| name.to_owned()).collect(),
        row_estimate: rows,
        ..Relation::default()
    }
}

fn with_foreign_key(
    mut relation: Relation,
    column: &str,
    table: &str,
    referenced: &str,
) -> Relation {
    relation.foreign_keys.push(ForeignKey {
        name: String::new(),
        columns: vec![column.to_owned()],
        referenced_schema: "clinic".to_owned(),
        referenced_table: table.to_owned(),
        referenced_columns: vec![referenced.to_owned()],
    });
    relation
}

fn with_values(mut relation: Relation, column: &str, values: &[&str], is_enum: bool) -> Relation {
    for own in &mut relation.columns {
        if own.name == column {
            let values = values.iter().map(|&value| value.to_owned()).collect();
            if is_enum {
                own.enum_values = values;
            } else {
                own.samples = values;
                own.samples_complete = true;
            }
        }
    }
    relation
}

/// A clinic: patients have visits, visits have prescriptions; vets and rooms are few.
fn clinic(dialect: Dialect) -> Catalog {
    let patients = relation(
        "patients",
        "patient_id integer, name text, species text, born_on date?, weight numeric, owner_city text?, microchip text?",
        &["patient_id"],
        Some(200_000),
    );
    let patients = with_values(patients, "species", &["cat", "dog", "rabbit"], false);
    let visits = relation(
        "visits",
        "visit_id integer, patient_id integer, vet_id integer?, room_id integer?, visited_at timestamp without time zone, logged_at timestamp with time zone, visited_on date?, fee numeric, outcome text?, city text?",
        &["visit_id"],
        Some(3_000_000),
    );
    let visits = with_values(visits, "outcome", &["Cured", "Referred", "Follow up"], true);
    let visits = with_foreign_key(visits, "patient_id", "patients", "patient_id");
    let visits = with_foreign_key(visits, "vet_id", "vets", "vet_id");
    let prescriptions = relation(
        "prescriptions",
        "visit_id integer, line integer, drug text, dose numeric",
        &["visit_id", "line"],
        Some(9_000_000),
    );
    let prescriptions = with_foreign_key(prescriptions, "visit_id", "visits", "visit_id");
    let vets = relation(
        "vets",
        "vet_id integer, name text, city text, hired_on date",
        &["vet_id"],
        Some(40),
    );
    let notes = relation("notes", "visit_id integer, body text", &[], None);
    let mut catalog = Catalog {
        format: plainquery_catalog::model::FORMAT,
        dialect,
        database: "clinic".to_owned(),
        relations: vec![patients, visits, prescriptions, vets, notes],
    };
    if dialect == Dialect::Sqlite {
        for relation in &mut catalog.relations {
            "main".clone_into(&mut relation.schema);
            for key in &mut relation.foreign_keys {
                "main".clone_into(&mut key.referenced_schema);
            }
        }
    }
    catalog
}

fn warnings_in(sql: &str, catalog: &Catalog) -> Vec<Warning> {
    let query = validate(sql, catalog, &Policy::default())
        .unwrap_or_else(|why| panic!("{sql}: {}", why[0]));
    lint(sql, &query, catalog)
}

/// Every query of `due` has the warning, and none of `not_due` has it.
fn check(wanted: LintId, due: &[&str], not_due: &[&str]) {
    let catalog = clinic(Dialect::Postgres);
    let mut wrong = String::new();
    for (sql, expected) in due
        .iter()
        .map(|sql| (*sql, true))
        .chain(not_due.iter().map(|sql| (*sql, false)))
    {
        let found = warnings_in(sql, &catalog);
        let labels: Vec<&str> = found.iter().map(|warning| warning.lint.label()).collect();
        if labels.contains(&wanted.label()) != expected {
            let _ = writeln!(
                wrong,
                "{}: {labels:?}: {sql}",
                if expected { "missing" } else { "false" }
            );
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong}", wanted.label());
}

#[test]
fn fan_out() {
    check(
        LintId::FanOut,
        &[
            "SELECT sum(v.fee) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT p.name, sum(v.fee) FROM patients p JOIN visits v ON v.patient_id = p.patient_id LEFT JOIN prescriptions r ON r.visit_id = v.visit_id GROUP BY p.patient_id, p.name",
            "SELECT avg(p.weight) FROM patients p, visits v WHERE v.patient_id = p.patient_id",
            "SELECT count(v.visit_id) FROM visits v JOIN prescriptions p USING (visit_id)",
            "SELECT drug FROM prescriptions p JOIN visits v ON v.visit_id = p.visit_id GROUP BY drug HAVING sum(v.fee) > 100",
            "SELECT round(avg(p.weight), 1) FROM patients p JOIN visits v ON v.patient_id = p.patient_id WHERE v.city = 'Graz'",
            "SELECT x.total FROM (SELECT sum(v.fee) AS total FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id) x",
            "WITH one AS (SELECT visit_id, fee FROM visits) SELECT sum(o.fee) FROM one o JOIN prescriptions p ON p.visit_id = o.visit_id",
            "SELECT sum(v.fee), sum(r.dose) FROM visits v JOIN prescriptions r ON r.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v, regexp_split_to_table(v.city, ' ') AS part",
            "SELECT avg(x.fee) FROM (SELECT fee, regexp_split_to_table(city, ' ') AS part FROM visits) x",
        ],
        &[
            "SELECT sum(p.dose) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v JOIN patients p ON p.patient_id = v.patient_id JOIN vets t ON t.vet_id = v.vet_id",
            "SELECT count(DISTINCT v.visit_id) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT count(*) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT max(v.fee) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id AND p.line = 1",
            "SELECT sum(v.fee) FILTER (WHERE p.line = 1) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v JOIN (SELECT visit_id, count(*) AS n FROM prescriptions GROUP BY visit_id) p ON p.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v WHERE EXISTS (SELECT 1 FROM prescriptions p WHERE p.visit_id = v.visit_id)",
            "SELECT sum(v.fee * p.dose) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id",
            "SELECT p.visit_id, p.line, sum(v.fee) FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id GROUP BY p.visit_id, p.line",
            "SELECT sum(v.fee) FROM visits v JOIN (SELECT DISTINCT visit_id FROM prescriptions) p ON p.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v JOIN notes n ON n.visit_id = v.visit_id",
            "SELECT sum(v.fee) FROM visits v CROSS JOIN (SELECT max(fee) AS most FROM visits) m",
            // Rows that a call makes are many to a visit: neither side is one of the other.
            "SELECT part, sum(v.fee) FROM visits v, regexp_split_to_table(v.city, ' ') AS part GROUP BY part",
            "SELECT sum(n) FROM visits v, generate_series(1, least(v.visit_id, 5)) AS n",
            "SELECT sum(v.fee / 2) FROM visits v, generate_series(1, least(v.visit_id, 5)) AS n",
            "SELECT sum(x.n) FROM (SELECT fee, generate_series(1, 5) AS n FROM visits) x",
            "SELECT count(x.fee) FROM (SELECT fee, regexp_split_to_table(city, ' ') AS part FROM visits) x",
            "WITH one AS (SELECT visit_id, fee, generate_series(1, 2) AS n FROM visits) SELECT sum(o.fee) FROM one o JOIN prescriptions p ON p.visit_id = o.visit_id",
        ],
    );
}

#[test]
fn join_not_on_key() {
    check(
        LintId::JoinNotOnKey,
        &[
            "SELECT v.visit_id FROM visits v JOIN vets t ON t.city = v.city",
            "SELECT p.name FROM patients p JOIN vets t ON t.city = p.owner_city AND t.name = p.name",
            "SELECT v.visit_id FROM visits v, vets t WHERE v.city = t.city AND v.fee > 10",
        ],
        &[
            "SELECT v.visit_id FROM visits v JOIN vets t ON t.vet_id = v.vet_id",
            "SELECT v.visit_id FROM visits v JOIN vets t ON t.vet_id = v.vet_id AND t.city = v.city",
            "SELECT p.drug FROM prescriptions p JOIN visits v ON v.visit_id = p.visit_id",
            "SELECT a.name FROM vets a JOIN vets b ON a.city = b.city AND a.vet_id < b.vet_id",
            "SELECT n.body FROM notes n JOIN visits v ON v.city = n.body",
            "SELECT 1 FROM visits v JOIN prescriptions p ON p.visit_id = v.visit_id JOIN vets t ON t.vet_id = v.vet_id WHERE t.city = 'Graz'",
            "SELECT t.name FROM vets t JOIN (SELECT city, count(*) AS n FROM visits GROUP BY city) c ON c.city = t.city",
            "SELECT 1 FROM vets t JOIN visits v ON v.city = t.city AND v.visit_id = 7",
        ],
    );
}

#[test]
fn missing_join_condition() {
    check(
        LintId::MissingJoinCondition,
        &[
            "SELECT p.name, t.name FROM patients p, vets t",
            "SELECT p.name FROM patients p, vets t WHERE t.city = 'Graz' AND p.species = 'cat'",
            "SELECT v.fee FROM visits v JOIN vets t ON v.city = 'Graz'",
            "SELECT v.fee FROM visits v JOIN vets t ON t.vet_id = t.vet_id",
            "SELECT v.fee FROM visits v JOIN patients p ON p.patient_id = v.patient_id, vets t WHERE v.fee > 10",
            "SELECT 1 FROM patients p WHERE EXISTS (SELECT 1 FROM visits v, vets t WHERE v.patient_id = p.patient_id)",
        ],
        &[
            "SELECT p.name FROM patients p, visits v WHERE v.patient_id = p.patient_id",
            "SELECT t.name, d.day FROM vets t CROSS JOIN (VALUES (DATE '2024-01-01'), (DATE '2024-01-02')) AS d (day)",
            "SELECT v.fee / m.most FROM visits v, (SELECT max(fee) AS most FROM visits) m",
            "WITH limits AS (SELECT 10 AS low) SELECT v.fee FROM visits v, limits l WHERE v.fee > l.low",
            "WITH limits AS (SELECT 10 AS low) SELECT v.fee, l.low FROM visits v, limits l",
            "SELECT t.name, x.n FROM vets t, LATERAL (SELECT count(*) AS n FROM visits v WHERE v.vet_id = t.vet_id) x",
            "SELECT t.name, x.n FROM vets t LEFT JOIN LATERAL (SELECT v.fee AS n FROM visits v WHERE v.vet_id = t.vet_id LIMIT 3) x ON true",
            "SELECT 1 FROM visits a, vets b WHERE a.fee < b.vet_id",
            "SELECT v.fee FROM visits v, vets t WHERE t.vet_id = 7 AND v.fee > 10",
            "SELECT 1 FROM visits v, vets t WHERE EXISTS (SELECT 1 FROM notes n WHERE n.visit_id = v.visit_id AND n.body = t.name)",
            "SELECT 1 FROM visits v, vets t WHERE v.city = t.city OR v.vet_id = t.vet_id",
            "SELECT 1 FROM patients p WHERE EXISTS (SELECT 1 FROM visits v, vets t WHERE v.patient_id = p.patient_id AND t.city = p.owner_city)",
        ],
    );
    let catalog = clinic(Dialect::Postgres);
    let found = warnings_in("SELECT v.fee FROM visits v, vets t", &catalog);
    assert_eq!(
        found[0].suggestion.as_deref(),
        Some("add the condition v.vet_id = t.vet_id")
    );
    assert_eq!(found[0].position.map(|place| place.offset_bytes), Some(28));
    let sqlite = clinic(Dialect::Sqlite);
    let is_warned = |sql: &str| {
        let found = warnings_in(sql, &sqlite);
        found
            .iter()
            .any(|warning| warning.lint == LintId::MissingJoinCondition)
    };
    assert!(is_warned("SELECT v.fee FROM visits v JOIN vets t"));
    assert!(!is_warned("SELECT v.fee FROM visits v CROSS JOIN vets t"));
}

#[test]
fn unknown_value() {
    check(
        LintId::UnknownValue,
        &[
            "SELECT name FROM patients WHERE species = 'dogs'",
            "SELECT name FROM patients WHERE species = 'Dog'",
            "SELECT name FROM patients WHERE 'hamster' = species",
            "SELECT name FROM patients WHERE species IN ('cat', 'dgo')",
            "SELECT name FROM patients WHERE species <> 'horse'",
            "SELECT count(*) FROM visits WHERE outcome = 'cured'",
            "SELECT sum(CASE WHEN outcome = 'Refered' THEN 1 ELSE 0 END) FROM visits",
            "SELECT CASE species WHEN 'kat' THEN 1 END FROM patients",
            "SELECT s FROM (SELECT species AS s FROM patients) x WHERE s = 'dogg'",
            "SELECT count(*) FILTER (WHERE species = 'cats') FROM patients",
        ],
        &[
            "SELECT name FROM patients WHERE species = 'dog'",
            "SELECT name FROM patients WHERE species IN ('cat', 'rabbit')",
            "SELECT count(*) FROM visits WHERE outcome <> 'Cured'",
            "SELECT name FROM patients WHERE name = 'Rex'",
            "SELECT name FROM patients WHERE lower(species) = 'DOG'",
            "SELECT name FROM patients WHERE species LIKE 'do%'",
            "SELECT name FROM patients WHERE species > 'a'",
            "SELECT species FROM patients UNION SELECT 'horse'",
            "SELECT s FROM (SELECT species AS s FROM patients UNION SELECT name FROM vets) x WHERE s = 'horse'",
        ],
    );
    let catalog = clinic(Dialect::Postgres);
    let found = warnings_in(
        "SELECT count(*) FROM visits\nWHERE outcome = 'follow up'",
        &catalog,
    );
    assert_eq!(found[0].suggestion.as_deref(), Some("'Follow up'"));
    assert_eq!(
        found[0].position.map(|place| (place.line, place.column)),
        Some((2, 17))
    );
    let twice = warnings_in(
        "SELECT count(*) FROM visits WHERE outcome = 'cured' OR city = 'cured'",
        &catalog,
    );
    assert_eq!(twice[0].position, None, "two candidates are none");
    let far = warnings_in(
        "SELECT name FROM patients WHERE species = 'elephant'",
        &catalog,
    );
    assert_eq!(far[0].suggestion, None);
}

#[test]
fn not_in_and_null() {
    check(
        LintId::NotInNull,
        &[
            "SELECT name FROM vets WHERE vet_id NOT IN (SELECT vet_id FROM visits)",
            "SELECT name FROM vets WHERE vet_id NOT IN (SELECT v.vet_id FROM visits v WHERE v.fee > 10)",
            "SELECT name FROM patients WHERE patient_id NOT IN (SELECT v.visit_id FROM vets t LEFT JOIN visits v ON v.vet_id = t.vet_id)",
            "SELECT name FROM vets WHERE city NOT IN ('Graz', NULL)",
            "WITH seen AS (SELECT vet_id FROM visits) SELECT name FROM vets WHERE vet_id NOT IN (SELECT vet_id FROM seen)",
        ],
        &[
            "SELECT name FROM vets WHERE vet_id NOT IN (SELECT vet_id FROM visits WHERE vet_id IS NOT NULL)",
            "SELECT name FROM vets WHERE vet_id NOT IN (SELECT vet_id FROM visits WHERE vet_id > 3)",
            "SELECT name FROM patients WHERE patient_id NOT IN (SELECT patient_id FROM visits)",
            "SELECT name FROM vets WHERE vet_id IN (SELECT vet_id FROM visits)",
            "SELECT name FROM vets t WHERE NOT EXISTS (SELECT 1 FROM visits v WHERE v.vet_id = t.vet_id)",
            "SELECT name FROM vets WHERE vet_id NOT IN (SELECT v.vet_id FROM visits v JOIN vets t ON t.vet_id = v.vet_id)",
            "SELECT name FROM vets WHERE vet_id NOT IN (SELECT coalesce(vet_id, 0) FROM visits)",
            "SELECT name FROM vets WHERE city NOT IN ('Graz', 'Linz')",
        ],
    );
    check(
        LintId::NullLeftOut,
        &[
            "SELECT count(*) FROM visits WHERE city NOT IN ('Graz', 'Linz')",
            "SELECT name FROM patients WHERE owner_city NOT IN ('Graz') AND weight > 3",
        ],
        &[
            "SELECT count(*) FROM visits WHERE city IN ('Graz', 'Linz')",
            "SELECT count(*) FROM visits WHERE city NOT IN ('Graz', 'Linz') OR city IS NULL",
            "SELECT count(*) FROM visits WHERE city NOT IN ('Graz', 'Linz') AND city IS NOT NULL",
            "SELECT name FROM vets WHERE city NOT IN ('Graz', 'Linz')",
            "SELECT count(*) FROM visits WHERE coalesce(city, '') NOT IN ('Graz')",
        ],
    );
}

#[test]
fn leading_wildcard() {
    check(
        LintId::LeadingWildcard,
        &[
            "SELECT name FROM patients WHERE name LIKE '%ex'",
            "SELECT name FROM patients WHERE name ILIKE '%ex%'",
            "SELECT name FROM patients WHERE lower(name) LIKE '_ex%'",
            "SELECT name FROM patients WHERE weight > 3 AND (name LIKE '%ex' OR name = 'Rex')",
        ],
        &[
            "SELECT name FROM patients WHERE name LIKE 'Re%'",
            "SELECT name FROM patients WHERE name LIKE 'R%x'",
            "SELECT name FROM vets WHERE name LIKE '%ex'",
            "SELECT body FROM notes WHERE body LIKE '%ex'",
            "SELECT name FROM patients WHERE name LIKE '%'",
            "SELECT name LIKE '%ex' FROM patients LIMIT 10",
        ],
    );
}

#[test]
fn function_on_column() {
    check(
        LintId::FunctionOnColumn,
        &[
            "SELECT count(*) FROM visits WHERE extract(year FROM visited_on) = 2024",
            "SELECT count(*) FROM visits WHERE extract(year FROM visited_at) BETWEEN 2020 AND 2022",
            "SELECT count(*) FROM visits WHERE date_trunc('month', visited_at) = DATE '2024-03-01'",
            "SELECT count(*) FROM visits WHERE CAST(visited_at AS date) = DATE '2024-02-29'",
            "SELECT count(*) FROM visits WHERE to_char(visited_at, 'YYYY-MM') = '2024-03'",
            "SELECT count(*) FROM visits WHERE date_part('year', visited_at) = 2024 AND fee > 3",
            "SELECT count(*) FROM visits WHERE date_trunc('month', visited_on) = DATE '2024-03-01'",
        ],
        &[
            "SELECT count(*) FROM visits WHERE visited_on >= DATE '2024-01-01' AND visited_on < DATE '2025-01-01'",
            "SELECT count(*) FROM visits WHERE extract(month FROM visited_on) = 12",
            "SELECT count(*) FROM vets WHERE extract(year FROM hired_on) = 2024",
            "SELECT extract(year FROM visited_on), count(*) FROM visits GROUP BY 1",
            "SELECT count(*) FROM visits WHERE extract(year FROM visited_on) = extract(year FROM visited_at)",
            "SELECT count(*) FROM visits WHERE extract(year FROM now()) = 2024",
            "SELECT sum(CASE WHEN extract(year FROM visited_on) = 2024 THEN fee END) FROM visits",
            "SELECT count(*) FROM visits WHERE to_char(visited_at, 'Day') = 'Monday'",
        ],
    );
}

#[test]
fn the_result_as_a_whole() {
    check(
        LintId::SelectStar,
        &[
            "SELECT * FROM vets",
            "SELECT v.*, t.name FROM visits v JOIN vets t ON t.vet_id = v.vet_id LIMIT 5",
        ],
        &[
            "SELECT vet_id, name FROM vets",
            "SELECT count(*) FROM vets",
            "SELECT * FROM (SELECT name, city FROM vets) t",
            "WITH few AS (SELECT name FROM vets) SELECT * FROM few",
            "SELECT name FROM vets t WHERE EXISTS (SELECT * FROM visits v WHERE v.vet_id = t.vet_id)",
            "SELECT name FROM (SELECT * FROM vets) t",
            "SELECT fee * 2 FROM visits LIMIT 3",
            "SELECT x.* FROM vets t JOIN (SELECT vet_id FROM visits WHERE fee > 3) x ON x.vet_id = t.vet_id",
        ],
    );
    check(
        LintId::OffsetPaging,
        &[
            "SELECT visit_id FROM visits ORDER BY visit_id LIMIT 50 OFFSET 100000",
            "SELECT visit_id FROM visits LIMIT 50 OFFSET 50",
        ],
        &[
            "SELECT visit_id FROM visits ORDER BY fee DESC LIMIT 1 OFFSET 1",
            "SELECT visit_id FROM visits ORDER BY visit_id LIMIT 50",
            "SELECT visit_id FROM visits WHERE visit_id > 100000 ORDER BY visit_id LIMIT 50",
            "SELECT visit_id FROM visits ORDER BY fee LIMIT 1 OFFSET 0",
        ],
    );
    check(
        LintId::UnboundedResult,
        &[
            "SELECT visit_id, fee FROM visits",
            "SELECT visit_id, fee FROM visits ORDER BY fee DESC",
            "SELECT v.visit_id, t.name FROM visits v LEFT JOIN vets t ON t.vet_id = v.vet_id",
        ],
        &[
            "SELECT visit_id, fee FROM visits LIMIT 5000",
            "SELECT visit_id, fee FROM visits FETCH FIRST 10 ROWS ONLY",
            "SELECT count(*) FROM visits",
            "SELECT outcome, count(*) FROM visits GROUP BY outcome",
            "SELECT DISTINCT outcome FROM visits",
            "SELECT visit_id FROM visits WHERE patient_id = 7",
            "SELECT name FROM vets",
            "SELECT body FROM notes",
            "SELECT t.name FROM vets t JOIN visits v ON v.vet_id = t.vet_id",
        ],
    );
}

#[test]
fn labels_are_unique_and_positions_are_certain() {
    let labels: BTreeSet<&str> = LintId::ALL.iter().map(|lint| lint.label()).collect();
    assert_eq!(labels.len(), LintId::ALL.len());
    let catalog = clinic(Dialect::Postgres);
    let sql = "SELECT *\nFROM visits\nORDER BY fee OFFSET 2000";
    let found = warnings_in(sql, &catalog);
    let places: Vec<(&str, Option<(u64, u64)>)> = found
        .iter()
        .map(|warning| {
            let place = warning.position.map(|place| (place.line, place.column));
            (warning.lint.label(), place)
        })
        .collect();
    assert_eq!(
        places,
        [
            ("select-star", Some((1, 8))),
            ("offset-paging", Some((3, 14))),
            ("unbounded-result", Some((2, 6))),
        ]
    );
    assert!(warnings_in("SELECT name, city FROM vets", &catalog).is_empty());
}

/// What is written anew yields the same rows, on a server with days around every edge.
#[test]
fn rewritten_queries_yield_the_same() {
    let catalog = clinic(Dialect::Postgres);
    let queries = [
        "SELECT visit_id FROM visits WHERE extract(year FROM visited_on) = 2024",
        "SELECT visit_id FROM visits WHERE 2024 = extract(year FROM visited_at)",
        "SELECT visit_id FROM visits WHERE extract(year FROM visited_on) BETWEEN 2023 AND 2024",
        "SELECT visit_id FROM visits WHERE date_part('year', visited_at) = 2024 AND fee > 3",
        "SELECT visit_id FROM visits WHERE date_trunc('year', visited_at) = DATE '2024-01-01'",
        "SELECT visit_id FROM visits WHERE date_trunc('quarter', visited_at) = DATE '2024-10-01'",
        "SELECT visit_id FROM visits WHERE date_trunc('month', visited_at) = TIMESTAMP '2024-02-01 00:00:00'",
        "SELECT visit_id FROM visits WHERE date_trunc('day', visited_at) = '2024-02-29'",
        "SELECT visit_id FROM visits WHERE CAST(visited_at AS date) = DATE '2024-12-31'",
        "SELECT visit_id FROM visits WHERE date(visited_at) = DATE '2024-02-29'",
        "SELECT n.visit_id FROM (SELECT visit_id FROM visits WHERE extract(year FROM visited_on) = 2024) n",
        "SELECT * FROM visits ORDER BY visit_id",
    ];
    let not_certain = [
        "SELECT visit_id FROM visits WHERE extract(year FROM logged_at) = 2024",
        "SELECT visit_id FROM visits WHERE date_trunc('month', logged_at) = DATE '2024-02-01'",
        "SELECT visit_id FROM visits WHERE date_trunc('month', visited_on) = DATE '2024-02-01'",
        "SELECT visit_id FROM visits WHERE date_trunc('month', visited_at) = DATE '2024-02-02'",
        "SELECT visit_id FROM visits WHERE to_char(visited_at, 'YYYY') = '2024'",
    ];
    for sql in not_certain {
        let found = warnings_in(sql, &catalog);
        let of_range = found
            .iter()
            .find(|warning| warning.lint == LintId::FunctionOnColumn)
            .unwrap_or_else(|| panic!("{sql}"));
        assert_eq!(of_range.sql, None, "{sql}");
    }
    let rewritten: Vec<String> = queries
        .iter()
        .map(|sql| {
            let found = warnings_in(sql, &catalog);
            let new = found.iter().find_map(|warning| warning.sql.clone());
            let new = new.unwrap_or_else(|| panic!("nothing is written anew: {sql}"));
            assert!(
                validate(&new, &catalog, &Policy::default()).is_ok(),
                "{new}"
            );
            assert!(
                !new.contains("1001"),
                "the cap is no wish of the caller's: {new}"
            );
            new
        })
        .collect();
    let Some(server) = Server::start() else {
        return;
    };
    server.psql(
        "CREATE SCHEMA clinic;
         CREATE TABLE clinic.visits (visit_id serial PRIMARY KEY, patient_id integer, vet_id integer, room_id integer,
            visited_at timestamp, logged_at timestamptz, visited_on date, fee numeric, outcome text, city text);
         INSERT INTO clinic.visits (visited_at, visited_on, fee)
            SELECT t, CAST(t AS date), n % 7 FROM (
                SELECT TIMESTAMP '2022-12-30 00:00' + n * INTERVAL '5 hours 30 minutes' AS t, n FROM generate_series(0, 4000) n
                UNION ALL SELECT TIMESTAMP '2024-01-01' - n * INTERVAL '1 microsecond', n FROM generate_series(-2, 2) n
                UNION ALL SELECT TIMESTAMP '2025-01-01' - n * INTERVAL '1 microsecond', n FROM generate_series(-2, 2) n
                UNION ALL SELECT TIMESTAMP '2024-03-01' - n * INTERVAL '1 microsecond', n FROM generate_series(-2, 2) n
                UNION ALL VALUES (TIMESTAMP 'infinity', 5), ('-infinity', 5), (NULL, 5), ('0001-01-01 BC', 5)) all_times;",
    );
    for zone in ["UTC", "Pacific/Apia", "America/Sao_Paulo"] {
        for (old, new) in queries.iter().zip(&rewritten) {
            let old = validate(
                old,
                &catalog,
                &Policy {
                    max_rows: 1_000_000,
                    ..Policy::default()
                },
            )
            .expect("it was read before");
            let script = format!(
                "SET TIME ZONE '{zone}';
                 SELECT count(*), (SELECT count(*) FROM ({old} EXCEPT ALL ({new})) d), (SELECT count(*) FROM (({new}) EXCEPT ALL {old}) d) FROM ({old}) o;",
                old = format_args!("({})", old.text()),
            );
            let answer = server.psql(&script);
            let numbers: Vec<&str> = answer.trim().split('|').collect();
            assert_ne!(numbers[0], "0", "{new}");
            assert_eq!(numbers[1..], ["0", "0"], "{new}");
        }
    }
}
