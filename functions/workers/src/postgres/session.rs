//! One connection, as `plainquery-connect` drives it.

use std::{cell::Cell, error::Error};

use bytes::BytesMut;
use futures_util::{TryStreamExt, pin_mut};
use plainquery_connect::{DriverColumn, SqlSession, TextRows, Wanted};
use plainquery_core::{
    Value,
    ports::{SqlError, Statement},
};
use tokio_postgres::{
    CancelToken, Client, Row,
    error::SqlState,
    types::{Format, FromSql, IsNull, ToSql, Type, to_sql_checked},
};

use super::target::sql_error;

pub(crate) struct Session {
    client: Client,
    /// Whether rows were left unread: then nothing more is sent, and the connection is given up.
    cut: Cell<bool>,
}

impl Session {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            cut: Cell::new(false),
        }
    }

    pub(super) fn was_cut(&self) -> bool {
        self.cut.get()
    }

    pub(super) fn cancel_token(&self) -> CancelToken {
        self.client.cancel_token()
    }

    /// Runs a statement and hands its rows to `take`, until that has enough.
    async fn each_row(
        &self,
        statement: &Statement,
        mut take: impl FnMut(&Row) -> Result<Wanted, SqlError>,
    ) -> Result<(), SqlError> {
        // The types are the server's to find.
        let parameters = statement
            .parameters
            .iter()
            .map(|value| (Text(value), Type::UNKNOWN));
        let after_cut = self.cut.get();
        let stream = self
            .client
            .query_typed_raw(&statement.text, parameters)
            .await
            .map_err(|error| failure(&error, after_cut))?;
        pin_mut!(stream);
        while let Some(row) = stream
            .try_next()
            .await
            .map_err(|error| failure(&error, after_cut))?
        {
            if take(&row)? == Wanted::Enough {
                self.cut.set(true);
                break;
            }
        }
        Ok(())
    }
}

impl SqlSession for Session {
    async fn execute(&self, text: &'static str) -> Result<(), SqlError> {
        // The transaction is read-only and ends with its connection.
        if self.cut.get() {
            return Ok(());
        }
        self.client
            .batch_execute(text)
            .await
            .map_err(|error| sql_error(&error))
    }

    async fn query(
        &self,
        statement: &Statement,
        rows: &mut TextRows,
    ) -> Result<Vec<DriverColumn>, SqlError> {
        let mut columns = Vec::new();
        self.each_row(statement, |row| {
            if columns.is_empty() {
                columns = row.columns().iter().map(driver_column).collect();
            }
            let text: Option<&str> = row.try_get(0).map_err(|_| SqlError::Protocol)?;
            rows.push(text)
        })
        .await?;
        Ok(columns)
    }

    async fn cell(&self, statement: &Statement) -> Result<String, SqlError> {
        let mut cell = None;
        self.each_row(statement, |row| {
            let Characters(text) = row.try_get(0).map_err(|_| SqlError::Protocol)?;
            match cell.replace(text.to_owned()) {
                None => Ok(Wanted::More),
                Some(_) => Err(SqlError::Protocol),
            }
        })
        .await?;
        cell.ok_or(SqlError::Protocol)
    }
}

/// A cell of text or JSON, both of which the server sends as their characters.
struct Characters<'a>(&'a str);

impl<'a> FromSql<'a> for Characters<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(str::from_utf8(raw)?))
    }

    fn accepts(sent: &Type) -> bool {
        matches!(*sent, Type::TEXT | Type::JSON)
    }
}

/// Rows that were left unread are still on their way when the next statement is sent. Where the server's
/// deadline passes before they have come, it is that of a result that was too large.
fn failure(error: &tokio_postgres::Error, after_cut: bool) -> SqlError {
    if after_cut && error.code() == Some(&SqlState::IN_FAILED_SQL_TRANSACTION) {
        SqlError::TooLarge
    } else {
        sql_error(error)
    }
}

fn driver_column(column: &tokio_postgres::Column) -> DriverColumn {
    DriverColumn {
        name: column.name().to_owned(),
        type_name: column.type_().name().to_owned(),
    }
}

/// A parameter in the server's text form.
#[derive(Debug)]
struct Text<'a>(&'a Value);

impl ToSql for Text<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        Ok(match self.0 {
            Some(text) => {
                out.extend_from_slice(text.as_bytes());
                IsNull::No
            }
            None => IsNull::Yes,
        })
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        Format::Text
    }

    to_sql_checked!();
}
