//! Defog's gold queries on Postgres, with the catalog that the project's own introspection reads.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use plainquery::{endpoint::PostgresEndpoint, postgres::Connection};
use plainquery_catalog::Catalog;
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog};
use plainquery_core::Dialect;
use plainquery_sql::{Policy, validate};

use super::{
    MAX_ROWS, alternatives,
    comparison::{Likeness, Rows, compare, orders, without_limit},
    csv,
    server_reading::{relations, rows},
    tally::{Outcome, Tally},
};
use crate::support::Cluster;

const ITS_OWN_SETTINGS: &str = "SET LOCAL statement_timeout = '20s'";
const OUR_SETTINGS: &str = "SELECT set_config('search_path', 'pg_catalog', true), \
                            set_config('statement_timeout', '20s', true)";

/// Judges every query that the answers stand for.
pub(super) async fn measure(folder: &Path, cluster: &Cluster) -> Tally {
    let text = fs::read_to_string(folder.join("questions_gen_postgres.csv")).unwrap();
    let mut records = csv::records(&text).into_iter();
    let header = records.next().unwrap();
    let column = |name: &str| header.iter().position(|field| field == name).unwrap();
    let (answer, database) = (column("query"), column("db_name"));
    let answers: Vec<Vec<String>> = records.collect();
    let names: BTreeSet<&str> = answers
        .iter()
        .map(|record| record[database].as_str())
        .collect();
    let mut tally = Tally::default();
    for name in names {
        let catalog = load(folder, cluster, name).await;
        let mut connection = Connection::open(&cluster.address("postgres", &label(name)))
            .await
            .unwrap();
        for (index, record) in answers.iter().enumerate() {
            if record[database] != name {
                continue;
            }
            for sql in alternatives::queries(&record[answer]) {
                let outcome = judge(&sql, &mut connection, &catalog).await;
                tally.add(format!("{index} {name}"), &sql, outcome);
            }
        }
        connection.close().await;
    }
    tally
}

fn label(name: &str) -> String {
    format!("acceptance_{name}")
}

async fn load(folder: &Path, cluster: &Cluster, name: &str) -> Catalog {
    let database = label(name);
    cluster
        .run_all("postgres", &format!("CREATE DATABASE {database}"))
        .await;
    let script = fs::read_to_string(folder.join(format!("databases/{name}.sql"))).unwrap();
    cluster.psql("postgres", &database, &script).unwrap();
    cluster.psql("postgres", &database, "ANALYZE").unwrap();
    let address = cluster.address("postgres", &database);
    let endpoint =
        PostgresEndpoint::connect(address, PreludeSettings::default(), Duration::from_secs(10))
            .await
            .unwrap();
    let loaded = load_catalog(&endpoint, &CatalogOptions::default(), None)
        .await
        .unwrap();
    endpoint.close().await;
    loaded.catalog
}

async fn judge(sql: &str, connection: &mut Connection, catalog: &Catalog) -> Outcome {
    let gold = match rows(connection, ITS_OWN_SETTINGS, sql).await {
        Ok(rows) => rounded(rows),
        Err(why) => return Outcome::FailsItself(why),
    };
    let policy = Policy {
        max_rows: MAX_ROWS,
        ..Policy::default()
    };
    let query = match validate(sql, catalog, &policy) {
        Ok(query) => query,
        Err(reasons) => return Outcome::Refused(reasons),
    };
    let printed = query.text().to_owned();
    let ours: BTreeSet<(String, String)> = query.relations().iter().cloned().collect();
    match relations(connection, &printed).await {
        Ok(found) if found == ours => {}
        Ok(found) => {
            let why = format!("the server reads {found:?}, the validator {ours:?}");
            return Outcome::ReadOtherwise { why, printed };
        }
        Err(why) => return Outcome::ReadOtherwise { why, printed },
    }
    let result = match rows(connection, OUR_SETTINGS, &printed).await {
        Ok(rows) => rounded(rows),
        Err(why) => return Outcome::PrintFails { why, printed },
    };
    let is_ordered = orders(sql);
    let mut likeness = compare(&gold, &result, is_ordered);
    if matches!(likeness, Likeness::Different | Likeness::Reordered)
        && let Some((gold, printed)) = without_limit(sql, &query, Dialect::Postgres)
        && let Ok(gold) = rows(connection, ITS_OWN_SETTINGS, &gold).await
        && let Ok(result) = rows(connection, OUR_SETTINGS, &printed).await
        && compare(&rounded(gold), &rounded(result), is_ordered) == Likeness::Same
    {
        likeness = Likeness::TiesCut;
    }
    Outcome::Ran { likeness, printed }
}

/// Sums of floats may differ in their last digits with the order of rows.
fn rounded(mut rows: Rows) -> Rows {
    for cell in rows.iter_mut().flatten().flatten() {
        if cell.len() > 15
            && cell.contains('.')
            && let Ok(number) = cell.parse::<f64>()
        {
            *cell = format!("{number:.12e}");
        }
    }
    rows
}
