//! The interface `spin:postgres`, on connections of the driver and the pool that Spin itself uses.

mod parameters;
mod pools;
mod rows;
mod values;

use std::sync::Arc;

use tokio_postgres::types::ToSql;
use wasmtime::{
    Result,
    component::{Accessor, FutureReader, Resource, StreamReader},
};

use crate::{
    bindings::spin::postgres::postgres::{
        Column, DbValue, Error, Host, HostConnection, HostConnectionBuilder,
        HostConnectionBuilderWithStore, HostConnectionWithStore, ParameterValue, QueryError,
        RowSet,
    },
    sandbox::{Sandbox, SpinImports},
};

pub(crate) use pools::Pools;

use parameters::Parameter;
use rows::RowStream;

type Answer<T> = std::result::Result<T, Error>;
type Client = Arc<deadpool_postgres::Object>;
type Streamed = (
    Vec<Column>,
    StreamReader<Vec<DbValue>>,
    FutureReader<Answer<()>>,
);

/// A connection that a component holds; it goes back to the pool with the last use of it.
pub struct Connection(Client);

/// An address to connect to.
pub struct ConnectionBuilder(String);

async fn open(pools: &Pools, is_allowed: Answer<()>, address: &str) -> Answer<Client> {
    is_allowed?;
    pools.connect(address).await
}

async fn execute(client: Client, text: String, values: Vec<ParameterValue>) -> Answer<u64> {
    let parameters = values
        .into_iter()
        .map(Parameter::new)
        .collect::<Answer<Vec<_>>>()?;
    let parameters: Vec<_> = parameters
        .iter()
        .map(|parameter| parameter as &(dyn ToSql + Sync))
        .collect();
    client
        .execute(&text, &parameters)
        .await
        .map_err(|error| query_failed(&error))
}

fn query_failed(error: &tokio_postgres::Error) -> Error {
    Error::QueryFailed(rows::query_error(error))
}

impl Sandbox {
    /// Whether each host of the address is one that the component may reach.
    fn check_address(&self, address: &str) -> Answer<()> {
        pools::check(&self.permissions().outbound_hosts, address)
    }

    async fn open_now(&mut self, address: String) -> Result<Answer<Resource<Connection>>> {
        let is_allowed = self.check_address(&address);
        let pools = &self.app.clone().pools;
        Ok(match open(pools, is_allowed, &address).await {
            Ok(client) => Ok(self.table.push(Connection(client))?),
            Err(error) => Err(error),
        })
    }
}

/// As `Sandbox::open_now`, without holding the instance while it waits.
async fn open_meanwhile<T>(
    accessor: &Accessor<T, SpinImports>,
    address: String,
) -> Result<Answer<Resource<Connection>>> {
    let (app, is_allowed) = accessor.with(|mut access| {
        let sandbox = access.get();
        (sandbox.app.clone(), sandbox.check_address(&address))
    });
    match open(&app.pools, is_allowed, &address).await {
        Ok(client) => {
            accessor.with(|mut access| Ok(Ok(access.get().table.push(Connection(client))?)))
        }
        Err(error) => Ok(Err(error)),
    }
}

fn client_of<T>(
    accessor: &Accessor<T, SpinImports>,
    connection: &Resource<Connection>,
) -> Result<Client> {
    accessor.with(|mut access| Ok(access.get().table.get(connection)?.0.clone()))
}

impl Host for Sandbox {}

impl HostConnectionBuilder for Sandbox {
    fn new(&mut self, address: String) -> Result<Resource<ConnectionBuilder>> {
        Ok(self.table.push(ConnectionBuilder(address))?)
    }

    fn set_ca_root(
        &mut self,
        _builder: Resource<ConnectionBuilder>,
        _certificate: String,
    ) -> Result<Answer<()>> {
        Ok(Err(Error::Other(
            "this host has no TLS to databases".to_owned(),
        )))
    }

    async fn build(
        &mut self,
        builder: Resource<ConnectionBuilder>,
    ) -> Result<Answer<Resource<Connection>>> {
        let address = self.table.get(&builder)?.0.clone();
        self.open_now(address).await
    }

    fn drop(&mut self, builder: Resource<ConnectionBuilder>) -> Result<()> {
        self.table.delete(builder)?;
        Ok(())
    }
}

impl<T: Send> HostConnectionBuilderWithStore<T> for SpinImports {
    async fn build_async(
        accessor: &Accessor<T, Self>,
        builder: Resource<ConnectionBuilder>,
    ) -> Result<Answer<Resource<Connection>>> {
        let address: Result<_> =
            accessor.with(|mut access| Ok(access.get().table.get(&builder)?.0.clone()));
        open_meanwhile(accessor, address?).await
    }
}

impl HostConnection for Sandbox {
    async fn open(&mut self, address: String) -> Result<Answer<Resource<Connection>>> {
        self.open_now(address).await
    }

    async fn query(
        &mut self,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<ParameterValue>,
    ) -> Result<Answer<RowSet>> {
        let client = self.table.get(&connection)?.0.clone();
        Ok(rows::all(client, statement, parameters).await)
    }

    async fn execute(
        &mut self,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<ParameterValue>,
    ) -> Result<Answer<u64>> {
        let client = self.table.get(&connection)?.0.clone();
        Ok(execute(client, statement, parameters).await)
    }

    fn drop(&mut self, connection: Resource<Connection>) -> Result<()> {
        self.table.delete(connection)?;
        Ok(())
    }
}

impl<T: Send> HostConnectionWithStore<T> for SpinImports {
    async fn open_async(
        accessor: &Accessor<T, Self>,
        address: String,
    ) -> Result<Answer<Resource<Connection>>> {
        open_meanwhile(accessor, address).await
    }

    async fn query_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<ParameterValue>,
    ) -> Result<Answer<Streamed>> {
        let client = client_of(accessor, &connection)?;
        match rows::start(client, statement, parameters).await {
            Ok(RowStream {
                columns,
                rows,
                outcome,
            }) => accessor.with(|mut access| {
                let rows = StreamReader::new(&mut access, rows)?;
                let outcome = FutureReader::new(&mut access, async move {
                    let gone = Error::QueryFailed(QueryError::Text("the query ended".to_owned()));
                    wasmtime::error::Ok(outcome.await.unwrap_or(Err(gone)))
                })?;
                Ok(Ok((columns, rows, outcome)))
            }),
            Err(error) => Ok(Err(error)),
        }
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        connection: Resource<Connection>,
        statement: String,
        parameters: Vec<ParameterValue>,
    ) -> Result<Answer<u64>> {
        let client = client_of(accessor, &connection)?;
        Ok(execute(client, statement, parameters).await)
    }
}
