//! Bodies are read piece by piece and given up at a limit.

use futures_util::TryStreamExt;
use worker::{ByteStream, Result};

/// The first `max_bytes` of a body; the rest is not read.
pub(crate) async fn read_at_most(mut stream: ByteStream, max_bytes: usize) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    while body.len() < max_bytes
        && let Some(chunk) = stream.try_next().await?
    {
        let wanted = chunk.len().min(max_bytes - body.len());
        body.extend_from_slice(&chunk[..wanted]);
    }
    Ok(body)
}
