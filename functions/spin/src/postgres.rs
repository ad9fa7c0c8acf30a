//! A connection of Spin's own Postgres driver, `spin:postgres`.

use plainquery_connect::{DriverColumn, SqlSession, TextRows, Wanted, from_sqlstate};
use plainquery_core::{
    Secret,
    ports::{SqlError, Statement},
};
use spin_sdk::pg::{
    Column, Connection, DbDataType, DbValue, Error, ParameterValue, PgError, QueryError,
};

/// A connection, from Spin's pool.
pub(crate) struct PostgresSession(Connection);

impl PostgresSession {
    pub(crate) async fn open(address: &Secret) -> Result<Self, SqlError> {
        match Connection::open(address.expose()).await {
            Ok(connection) => Ok(Self(connection)),
            Err(error) => Err(failure(error)),
        }
    }
}

impl SqlSession for PostgresSession {
    async fn execute(&self, text: &'static str) -> Result<(), SqlError> {
        match self.0.execute(text, []).await {
            Ok(_) => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }

    async fn query(
        &self,
        statement: &Statement,
        rows: &mut TextRows,
    ) -> Result<Vec<DriverColumn>, SqlError> {
        let mut result = self
            .0
            .query(statement.text.as_ref(), parameters(statement))
            .await
            .map_err(failure)?;
        let columns = result.columns().iter().map(driver_column).collect();
        while let Some(row) = result.rows().next().await {
            let wanted = match row.first() {
                Some(DbValue::Str(text)) => rows.push(Some(text))?,
                Some(DbValue::DbNull) => rows.push(None)?,
                _ => return Err(SqlError::Protocol),
            };
            if wanted == Wanted::Enough {
                return Ok(columns);
            }
        }
        result.result().await.map_err(failure)?;
        Ok(columns)
    }

    async fn cell(&self, statement: &Statement) -> Result<String, SqlError> {
        let mut result = self
            .0
            .query(statement.text.as_ref(), parameters(statement))
            .await
            .map_err(failure)?;
        let mut cell = None;
        while let Some(row) = result.rows().next().await {
            let text = match row.into_iter().next() {
                Some(DbValue::Str(text)) => text,
                // So Spin hands on `json`, which it has no type for: as the server sent it.
                Some(DbValue::Unsupported(bytes)) => {
                    String::from_utf8(bytes).map_err(|_| SqlError::Protocol)?
                }
                _ => return Err(SqlError::Protocol),
            };
            if cell.replace(text).is_some() {
                return Err(SqlError::Protocol);
            }
        }
        result.result().await.map_err(failure)?;
        cell.ok_or(SqlError::Protocol)
    }
}

fn parameters(statement: &Statement) -> Vec<ParameterValue> {
    let values = statement.parameters.iter();
    values
        .map(|value| match value {
            Some(text) => ParameterValue::Str(text.clone()),
            None => ParameterValue::DbNull,
        })
        .collect()
}

fn driver_column(column: &Column) -> DriverColumn {
    let type_name = match &column.data_type {
        DbDataType::Boolean => "bool",
        DbDataType::Int8 => "char",
        DbDataType::Int16 => "int2",
        DbDataType::Int32 => "int4",
        DbDataType::Int64 => "int8",
        DbDataType::Floating32 => "float4",
        DbDataType::Floating64 => "float8",
        // Of `text`, `varchar` and `char`, and of both timestamps, Spin tells the family only.
        DbDataType::Str => "text",
        DbDataType::Datetime | DbDataType::Timestamp => "timestamp",
        DbDataType::Binary => "bytea",
        DbDataType::Date => "date",
        DbDataType::Time => "time",
        DbDataType::Uuid => "uuid",
        DbDataType::Jsonb => "jsonb",
        DbDataType::Decimal => "numeric",
        DbDataType::RangeInt32 => "int4range",
        DbDataType::RangeInt64 => "int8range",
        DbDataType::RangeDecimal => "numrange",
        DbDataType::ArrayInt32 => "_int4",
        DbDataType::ArrayInt64 => "_int8",
        DbDataType::ArrayDecimal => "_numeric",
        DbDataType::ArrayStr => "_text",
        DbDataType::Interval => "interval",
        DbDataType::Other(name) => name,
    };
    DriverColumn {
        name: column.name.clone(),
        type_name: type_name.to_owned(),
    }
}

/// Only the SQLSTATE is kept: texts of the server can quote rows, those of the driver the address.
fn failure(error: Error) -> SqlError {
    match error {
        Error::PgError(PgError::QueryFailed(QueryError::DbError(error))) => {
            from_sqlstate(&error.code, None)
        }
        Error::PgError(PgError::QueryFailed(QueryError::Text(_)) | PgError::Other(_)) => {
            SqlError::Unavailable
        }
        Error::PgError(PgError::ConnectionFailed(text)) => connection_failure(&text),
        Error::PgError(PgError::BadParameter(_) | PgError::ValueConversionFailed(_))
        | Error::Decode(_) => SqlError::Protocol,
    }
}

/// Why there is no connection. Spin tells it as the driver's own debug text.
fn connection_failure(text: &str) -> SqlError {
    if text.contains("is not permitted") {
        return SqlError::Misconfigured(
            "its host is not in allowed_outbound_hosts of spin.toml (postgres://host:port)",
        );
    }
    let sqlstate = text
        .split_once("code: SqlState(E")
        .and_then(|(_, rest)| rest.split_once(')'));
    match sqlstate {
        Some((sqlstate, _)) => from_sqlstate(sqlstate, None),
        None => SqlError::Unavailable,
    }
}
