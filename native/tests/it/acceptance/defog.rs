//! Defog's gold queries on Postgres, with the catalog that the project's own introspection reads.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use plainquery::{endpoint::PostgresEndpoint, postgres::Connection};
use plainquery_catalog::Catalog;
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog};
use plainquery_core::Dialect;
use plainquery_sql::{Policy, ValidatedQuery, validate};

use super::{
    alternatives,
    comparison::{Likeness, Rows, compare, keyed, orders, without_limit},
    csv,
    policed::{Rules, TENANT, marking},
    server_reading::{relations, rows},
    tally::{Outcome, Tally},
};
use crate::support::Cluster;

const ITS_OWN_SETTINGS: &str = "SET LOCAL statement_timeout = '20s'";
const OUR_SETTINGS: &str = "SELECT set_config('search_path', 'pg_catalog', true), \
                            set_config('statement_timeout', '20s', true)";

/// Judges every query that the answers stand for.
pub(super) async fn measure(folder: &Path, cluster: &Cluster, rules: Rules) -> Tally {
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
        let mut place = Place::open(folder, cluster, name, rules).await;
        for (index, record) in answers.iter().enumerate() {
            if record[database] != name {
                continue;
            }
            for sql in alternatives::queries(&record[answer]) {
                let outcome = place.judge(&sql).await;
                tally.add(format!("{index} {name}"), &sql, outcome);
            }
        }
        place.close().await;
    }
    tally
}

/// A database of the questions.
struct Place {
    /// As it was given: gold queries run here.
    given: Connection,
    /// Where what was printed runs: a copy whose tables have the policy's column where it needs one.
    policed: Connection,
    catalog: Catalog,
    policy: Policy,
}

impl Place {
    async fn open(folder: &Path, cluster: &Cluster, name: &str, rules: Rules) -> Self {
        // Made anew for each policy: a database is no template while somebody is in it.
        let label = format!("acceptance_{name}_{rules:?}").to_lowercase();
        let copy = format!("{label}_copy");
        let script = fs::read_to_string(folder.join(format!("databases/{name}.sql"))).unwrap();
        for database in [&label, &copy] {
            let create = format!("CREATE DATABASE {database}");
            cluster.run_all("postgres", &create).await;
            cluster.psql("postgres", database, &script).unwrap();
        }
        let mut catalog = load(cluster, &copy).await;
        if rules == Rules::Rows {
            cluster.psql("postgres", &copy, &marking(&catalog)).unwrap();
            catalog = load(cluster, &copy).await;
        }
        for database in [&label, &copy] {
            cluster.psql("postgres", database, "ANALYZE").unwrap();
        }
        let connect = async |database: &str| {
            Connection::open(&cluster.address("postgres", database))
                .await
                .unwrap()
        };
        Self {
            given: connect(&label).await,
            policed: connect(&copy).await,
            policy: rules.policy(&catalog),
            catalog,
        }
    }

    async fn close(self) {
        self.given.close().await;
        self.policed.close().await;
    }

    async fn judge(&mut self, sql: &str) -> Outcome {
        let gold = match rows(&mut self.given, ITS_OWN_SETTINGS, sql).await {
            Ok(rows) => rounded(rows),
            Err(why) => return Outcome::FailsItself(why),
        };
        let query = match validate(sql, &self.catalog, &self.policy) {
            Ok(query) => query,
            Err(reasons) => return Outcome::Refused(reasons),
        };
        let printed = with_values(&query);
        let ours: BTreeSet<(String, String)> = query.relations().iter().cloned().collect();
        match relations(&mut self.policed, &printed).await {
            Ok(found) if found == ours => {}
            Ok(found) => {
                let why = format!("the server reads {found:?}, the validator {ours:?}");
                return Outcome::ReadOtherwise { why, printed };
            }
            Err(why) => return Outcome::ReadOtherwise { why, printed },
        }
        let result = match rows(&mut self.policed, OUR_SETTINGS, &printed).await {
            Ok(rows) => rounded(rows),
            Err(why) => return Outcome::PrintFails { why, printed },
        };
        let is_ordered = orders(sql);
        let mut likeness = compare(&gold, &result, is_ordered);
        if matches!(likeness, Likeness::Different | Likeness::Reordered)
            && let Some((gold, plain)) = without_limit(sql, &query, Dialect::Postgres)
            && let Ok(query) = validate(&plain, &self.catalog, &self.policy)
            && let Ok(gold) = rows(&mut self.given, ITS_OWN_SETTINGS, &gold).await
            && let Ok(result) = rows(&mut self.policed, OUR_SETTINGS, &with_values(&query)).await
            && compare(&rounded(gold), &rounded(result), is_ordered) == Likeness::Same
        {
            likeness = Likeness::TiesCut;
        }
        if matches!(likeness, Likeness::Different | Likeness::Reordered)
            && let Some(ties) = self.ties(&query).await
        {
            likeness = ties;
        }
        Outcome::Ran { likeness, printed }
    }

    /// See Spider's.
    async fn ties(&mut self, query: &ValidatedQuery) -> Option<Likeness> {
        let keyed = keyed(query, Dialect::Postgres)?;
        let plain = Rules::None.policy(&self.catalog);
        let mut results = Vec::new();
        for text in [&keyed.limited, &keyed.whole] {
            let gold = validate(text, &self.catalog, &plain).ok()?;
            let ours = validate(text, &self.catalog, &self.policy).ok()?;
            let gold = rows(&mut self.given, OUR_SETTINGS, gold.text())
                .await
                .ok()?;
            let ours = rows(&mut self.policed, OUR_SETTINGS, &with_values(&ours)).await;
            results.push([rounded(gold), rounded(ours.ok()?)]);
        }
        keyed.are_ties(results[0].each_ref(), results[1].each_ref())
    }
}

async fn load(cluster: &Cluster, database: &str) -> Catalog {
    let address = cluster.address("postgres", database);
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

/// The printed text with the tenant in the place of its parameter, since a view takes none.
fn with_values(query: &ValidatedQuery) -> String {
    let text = query.text();
    match query.parameters() {
        [] => text.to_owned(),
        [Some(only)] if only == TENANT => text.replace("$1", &format!("'{only}'")),
        others => panic!("{others:?} are the parameters of {text}"),
    }
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
