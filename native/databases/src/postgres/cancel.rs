//! Cancel requests.

use bytes::BytesMut;
use postgres_protocol::message::frontend;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{Address, PostgresError, connection::open_transport};

/// What it takes to stop the statement that a connection is running.
#[derive(Clone, Debug)]
pub struct CancelToken {
    pub(super) address: Address,
    pub(super) process_id: i32,
    pub(super) secret_key: i32,
}

impl CancelToken {
    /// Asks the server, over a connection of its own, to stop. It returns when the server has read
    /// the request; whether there was still something to stop is not known.
    pub async fn cancel(&self) -> Result<(), PostgresError> {
        let (mut transport, _) = open_transport(&self.address).await?;
        let mut out = BytesMut::new();
        frontend::cancel_request(self.process_id, self.secret_key, &mut out);
        transport
            .write_all(&out)
            .await
            .map_err(PostgresError::Lost)?;
        transport.flush().await.map_err(PostgresError::Lost)?;
        // The server answers nothing and closes.
        let mut end = [0_u8; 1];
        drop(transport.read(&mut end).await);
        Ok(())
    }
}
