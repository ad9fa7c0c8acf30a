//! The cache in Workers KV.

use std::rc::Rc;

use plainquery_core::ports::{KV_READ_TIMEOUT_MS, KvError, KvStore};
use worker::Context;

use crate::{bindings::Bindings, deadline::within};

/// The binding, where there is one.
pub(crate) struct WorkerKv {
    pub(crate) bindings: Rc<Bindings>,
    pub(crate) context: Rc<Context>,
}

impl KvStore for WorkerKv {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        let binding = self.bindings.kv.as_ref().ok_or(KvError::Unavailable)?;
        match within(KV_READ_TIMEOUT_MS, binding.get(key).bytes()).await {
            Some(Ok(value)) => Ok(value),
            Some(Err(_)) | None => Err(KvError::Unavailable),
        }
    }

    /// Writes after the answer has gone out; a write that fails then is lost, as the port allows.
    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        let binding = self.bindings.kv.as_ref().ok_or(KvError::Unavailable)?;
        let write = binding
            .put_bytes(key, value)
            .map_err(|_| KvError::Unavailable)?
            .expiration_ttl(ttl_s.into());
        self.context.wait_until(async move {
            let _ = write.execute().await;
        });
        Ok(())
    }
}
