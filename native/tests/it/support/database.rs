//! Looking into a server, and standing in the way of its queries.

use std::time::Duration;

use plainquery::postgres::{Connection, Limits, OnExcess, Pipelining, TransactionMode};
use plainquery_core::ports::Statement;
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};

use super::Cluster;

const LOCKER: &str = "locker";
const LIMITS: Limits = Limits {
    max_rows: None,
    max_bytes: 10_000,
    on_excess: OnExcess::Fail,
};

fn statement(text: &str) -> Statement {
    Statement {
        text: text.to_owned().into(),
        parameters: Vec::new(),
    }
}

/// A superuser's connection to one database, kept open so that a look costs little.
pub(crate) struct Watcher {
    connection: Connection,
    database: String,
}

impl Watcher {
    pub(crate) async fn open(cluster: &Cluster, database: &str) -> Self {
        let address = cluster.address("postgres", database);
        Self {
            connection: Connection::open(&address).await.unwrap(),
            database: database.to_owned(),
        }
    }

    /// The first cell of the first row.
    pub(crate) async fn cell(&mut self, query: &str) -> String {
        let result = self
            .connection
            .run_single(&statement(query), LIMITS)
            .await
            .unwrap();
        let cell = result.rows.first().and_then(|row| row.first());
        cell.cloned().flatten().unwrap_or_default()
    }

    /// How many of the role `reader`'s queries run in this database.
    pub(crate) async fn running(&mut self) -> usize {
        let query = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND usename = 'reader' \
             AND state = 'active'",
            self.database
        );
        self.cell(&query).await.parse().unwrap()
    }

    /// Waits until so many run; gives the time that it took.
    pub(crate) async fn wait_for(&mut self, wanted: usize) -> Duration {
        let started = Instant::now();
        loop {
            let running = self.running().await;
            if running == wanted {
                return started.elapsed();
            }
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "{running} queries run, not {wanted}"
            );
            sleep(Duration::from_millis(5)).await;
        }
    }
}

/// A lock on `shop.orders`: every query of it waits until the lock is released.
pub(crate) struct Lock {
    watcher: Watcher,
    holder: JoinHandle<()>,
}

impl Lock {
    pub(crate) async fn take(cluster: &Cluster, database: &str) -> Self {
        let mut address = cluster.address("postgres", database);
        address
            .startup
            .push(("application_name".to_owned(), LOCKER.to_owned()));
        let mut connection = Connection::open(&address).await.unwrap();
        let holder = tokio::spawn(async move {
            let statements = [
                statement("LOCK TABLE shop.orders IN ACCESS EXCLUSIVE MODE"),
                statement("SELECT pg_sleep(60)"),
            ];
            let mode = TransactionMode::default();
            let held = connection.run_transaction(&statements, mode, Pipelining::Whole, LIMITS);
            assert!(held.await.is_err(), "the lock was held for a minute");
        });
        let mut watcher = Watcher::open(cluster, database).await;
        let held = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted \
                    AND relation = 'shop.orders'::regclass";
        while watcher.cell(held).await != "1" {
            sleep(Duration::from_millis(5)).await;
        }
        Self { watcher, holder }
    }

    pub(crate) async fn release(mut self) {
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' \
             AND application_name = '{LOCKER}'",
            self.watcher.database
        );
        assert_eq!(self.watcher.cell(&end).await, "t");
        self.holder.await.unwrap();
    }
}
