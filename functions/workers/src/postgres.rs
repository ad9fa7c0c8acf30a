//! The database by Postgres's own protocol: through Hyperdrive, or straight over TCP.

mod session;
mod target;

use std::{pin::pin, rc::Rc};

use futures_util::future::{Either, select};
use plainquery_connect::{PreludeSettings, run_in_session};
use plainquery_core::{
    Table,
    ports::{Batch, SqlError},
};
use tokio_postgres::Connection;
use worker::{Context, Socket};

use crate::deadline::within;

pub(crate) use target::Target;

use session::Session;

/// How long a connection may take to be closed after its answer has gone out.
const CLOSING_MS: u32 = 5_000;

/// A database; each batch has a connection of its own. Hyperdrive keeps those to the server.
pub(crate) struct PostgresEndpoint {
    pub(crate) target: Target,
    pub(crate) prelude: PreludeSettings,
    pub(crate) context: Rc<Context>,
}

impl PostgresEndpoint {
    pub(crate) async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        let mut open = None;
        let result = within(batch.timeout_ms, self.work(batch, &mut open)).await;
        let must_cancel = match &open {
            Some(Open { session, .. }) => result.is_none() || session.was_cut(),
            None => false,
        };
        if let Some(open) = open {
            self.close_later(open, must_cancel);
        }
        result.unwrap_or(Err(SqlError::Timeout))
    }

    /// What is open when this is given up stays in `open`.
    async fn work(&self, batch: &Batch, open: &mut Option<Open>) -> Result<Vec<Table>, SqlError> {
        let (client, connection) = self.target.connect().await?;
        let Open {
            session,
            connection,
        } = open.insert(Open {
            session: Session::new(client),
            connection: Box::pin(connection),
        });
        let work = pin!(run_in_session(session, &self.prelude, batch));
        match select(work, connection).await {
            Either::Left((result, _)) => result,
            // The connection has ended; whoever waits for it is told so.
            Either::Right((_, work)) => work.await,
        }
    }

    /// Ends the server's query, where it still runs, and the connection, after the answer.
    fn close_later(&self, open: Open, must_cancel: bool) {
        let Open {
            session,
            connection,
        } = open;
        let target = self.target.clone();
        self.context.wait_until(async move {
            within(CLOSING_MS, async {
                if must_cancel {
                    target.cancel(session.cancel_token()).await;
                }
                drop(session);
                let _ = connection.await;
            })
            .await;
        });
    }
}

struct Open {
    session: Session,
    connection: std::pin::Pin<Box<Connection<Socket, Socket>>>,
}
