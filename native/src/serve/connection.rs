//! One connection of a caller.

use std::{net::TcpStream as StdStream, rc::Rc};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio_io_timeout::TimeoutStream;

use super::{
    exchange::{Context, exchange},
    server::Phase,
};

/// For the request line and all headers.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// Serves one connection until either side closes it. Once the server stops it takes no further
/// request and ends with the one at hand.
pub(super) async fn serve(stream: StdStream, context: Rc<Context>) {
    let Ok(stream) = TcpStream::from_std(stream) else {
        return;
    };
    let options = &context.shared.options;
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(options.write_timeout));
    let service = {
        let context = Rc::clone(&context);
        service_fn(move |request| exchange(Rc::clone(&context), request))
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(options.header_timeout)
        .max_buf_size(MAX_HEAD_BYTES)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    tokio::pin!(connection);
    let mut phase = context.phase.clone();
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        // What it gives is a lock on the phase, which must not be held on.
        () = async { drop(phase.wait_for(|phase| *phase >= Phase::Stopping).await) } => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // What the caller did: left, or sent something that is not HTTP.
        tracing::debug!(%error, "a connection broke off");
    }
}
