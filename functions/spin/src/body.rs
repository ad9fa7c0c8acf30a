//! Bodies are read piece by piece and given up at a limit.

use bytes::Bytes;
use http_body_util::BodyExt as _;

/// The other side broke off.
pub(crate) struct Broken;

/// The first `max_bytes` of a body; the rest is not read.
pub(crate) async fn read_at_most(
    mut body: impl http_body::Body<Data = Bytes> + Unpin,
    max_bytes: usize,
) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    while bytes.len() < max_bytes
        && let Some(frame) = body.frame().await
    {
        // A frame that is no data holds trailers.
        if let Ok(data) = frame.map_err(|_| Broken)?.into_data() {
            let wanted = data.len().min(max_bytes - bytes.len());
            bytes.extend_from_slice(&data[..wanted]);
        }
    }
    Ok(bytes)
}
