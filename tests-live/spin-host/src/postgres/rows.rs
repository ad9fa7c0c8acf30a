//! Running a query and handing on its rows, one after the other.

use std::{
    pin::{Pin, pin},
    task::{Context, Poll},
};

use futures_util::StreamExt as _;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::Row;
use wasmtime::{
    Result, StoreContextMut,
    component::{Destination, StreamProducer, StreamResult},
};

use super::{Answer, Client, parameters::Parameter, query_failed, values};
use crate::bindings::spin::postgres::postgres::{
    Column, DbError, DbValue, Error, ParameterValue, QueryError, RowSet,
};

/// Rows that are read ahead of the component.
const ROWS_AHEAD: usize = 4;

/// A query's rows on their way.
pub(super) struct RowStream {
    /// As in Spin, known only where there is a row.
    pub(super) columns: Vec<Column>,
    pub(super) rows: Rows,
    /// How it ended, after the last row.
    pub(super) outcome: oneshot::Receiver<Answer<()>>,
}

/// The rows of a query as the component model's stream.
pub(super) struct Rows(mpsc::Receiver<Vec<DbValue>>);

impl<T> StreamProducer<T> for Rows {
    type Item = Vec<DbValue>;
    type Buffer = Option<Self::Item>;

    fn poll_produce<'a>(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        _store: StoreContextMut<'a, T>,
        mut destination: Destination<'a, Self::Item, Self::Buffer>,
        must_finish: bool,
    ) -> Poll<Result<StreamResult>> {
        match self.0.poll_recv(context) {
            Poll::Ready(Some(row)) => {
                destination.set_buffer(Some(row));
                Poll::Ready(Ok(StreamResult::Completed))
            }
            Poll::Ready(None) => Poll::Ready(Ok(StreamResult::Dropped)),
            Poll::Pending if must_finish => Poll::Ready(Ok(StreamResult::Cancelled)),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// Starts a query; the answer is there with its first row or its end.
pub(super) async fn start(
    client: Client,
    text: String,
    values: Vec<ParameterValue>,
) -> Answer<RowStream> {
    let (columns_sender, columns) = oneshot::channel();
    let (rows_sender, rows) = mpsc::channel(ROWS_AHEAD);
    let (outcome_sender, outcome) = oneshot::channel();
    tokio::spawn(async move {
        let ended = run(&client, &text, values, columns_sender, &rows_sender).await;
        // The stream ends first, then its outcome is told.
        drop(rows_sender);
        let _ = outcome_sender.send(ended);
    });
    match columns.await {
        Ok(columns) => Ok(RowStream {
            columns,
            rows: Rows(rows),
            outcome,
        }),
        // It ended before its first row.
        Err(_) => match outcome.await {
            Ok(Err(error)) => Err(error),
            _ => Ok(without_rows()),
        },
    }
}

fn without_rows() -> RowStream {
    let (_, rows) = mpsc::channel(1);
    let (sender, outcome) = oneshot::channel();
    let _ = sender.send(Ok(()));
    RowStream {
        columns: Vec::new(),
        rows: Rows(rows),
        outcome,
    }
}

async fn run(
    client: &Client,
    text: &str,
    values: Vec<ParameterValue>,
    columns: oneshot::Sender<Vec<Column>>,
    rows: &mpsc::Sender<Vec<DbValue>>,
) -> Answer<()> {
    let parameters = values
        .into_iter()
        .map(Parameter::new)
        .collect::<Answer<Vec<_>>>()?;
    let found = client
        .query_raw(text, parameters)
        .await
        .map_err(|error| query_failed(&error))?;
    let mut found = pin!(found);
    let mut columns = Some(columns);
    while let Some(row) = found.next().await {
        let row = row.map_err(|error| query_failed(&error))?;
        if let Some(columns) = columns.take() {
            let _ = columns.send(columns_of(&row));
        }
        let cells = values::of_row(&row)
            .map_err(|error| Error::QueryFailed(QueryError::Text(error.to_string())))?;
        if rows.send(cells).await.is_err() {
            // The component wants no more.
            return Ok(());
        }
    }
    Ok(())
}

/// A query's rows all at once.
pub(super) async fn all(
    client: Client,
    text: String,
    values: Vec<ParameterValue>,
) -> Answer<RowSet> {
    let RowStream {
        columns,
        rows: Rows(mut stream),
        outcome,
    } = start(client, text, values).await?;
    let mut rows = Vec::new();
    while let Some(row) = stream.recv().await {
        rows.push(row);
    }
    if let Ok(ended) = outcome.await {
        ended?;
    }
    Ok(RowSet { columns, rows })
}

fn columns_of(row: &Row) -> Vec<Column> {
    row.columns()
        .iter()
        .map(|column| Column {
            name: column.name().to_owned(),
            data_type: values::data_type(column.type_()),
        })
        .collect()
}

/// An error of the server with its fields, or of the driver as text.
pub(super) fn query_error(error: &tokio_postgres::Error) -> QueryError {
    let as_text = format!("{error:?}");
    let Some(of_server) = error.as_db_error() else {
        return QueryError::Text(as_text);
    };
    let extras = [
        ("column", of_server.column()),
        ("constraint", of_server.constraint()),
        ("hint", of_server.hint()),
        ("routine", of_server.routine()),
        ("schema", of_server.schema()),
        ("table", of_server.table()),
        ("where_", of_server.where_()),
    ];
    QueryError::DbError(DbError {
        as_text,
        severity: of_server.severity().to_owned(),
        code: of_server.code().code().to_owned(),
        message: of_server.message().to_owned(),
        detail: of_server.detail().map(str::to_owned),
        extras: extras
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect(),
    })
}
