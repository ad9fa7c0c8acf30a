//! A thread that runs handlers.

use std::{
    io,
    net::TcpStream,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};

use tokio::{
    sync::{OwnedSemaphorePermit, mpsc, oneshot, watch},
    task::{JoinSet, LocalSet},
};

use super::{
    connection,
    database::WorkerDatabase,
    exchange::Context,
    host::ServeHost,
    server::{Phase, Shared},
};
use crate::http_client::ReqwestClient;

/// Connections on their way to a worker that is busy.
const MAX_HANDED_OVER: usize = 64;

/// A connection, and its place among all that are open.
pub(super) struct Accepted {
    pub(super) stream: TcpStream,
    pub(super) permit: OwnedSemaphorePermit,
}

/// A running worker, as the listener sees it.
pub(super) struct Worker {
    pub(super) connections: mpsc::Sender<Accepted>,
    /// How many connections it has.
    pub(super) open: Arc<AtomicUsize>,
    ended: oneshot::Receiver<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    pub(super) fn start(
        index: usize,
        shared: Arc<Shared>,
        phase: watch::Receiver<Phase>,
    ) -> io::Result<Self> {
        let (connections, handed_over) = mpsc::channel(MAX_HANDED_OVER);
        let open = Arc::new(AtomicUsize::new(0));
        let (end, ended) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let http = ReqwestClient::new().map_err(io::Error::other)?;
        let thread = {
            let open = Arc::clone(&open);
            thread::Builder::new()
                .name(format!("worker-{index}"))
                .spawn(move || {
                    let work = run(shared, http, phase, handed_over, open);
                    LocalSet::new().block_on(&runtime, work);
                    let _ = end.send(());
                })?
        };
        Ok(Self {
            connections,
            open,
            ended,
            thread,
        })
    }

    /// Lets go of it and waits until its last connection has ended.
    pub(super) async fn end(self) {
        drop(self.connections);
        drop(self.ended.await);
        // A panic outside any request; the listener's thread must not follow it.
        if self.thread.join().is_err() {
            tracing::error!("a worker ended by a defect");
        }
    }
}

async fn run(
    shared: Arc<Shared>,
    http: ReqwestClient,
    mut phase: watch::Receiver<Phase>,
    mut handed_over: mpsc::Receiver<Accepted>,
    open: Arc<AtomicUsize>,
) {
    let host = ServeHost {
        http: http.clone(),
        kv: shared.kv.clone(),
        database: WorkerDatabase {
            shared: shared.database.clone(),
            http,
        },
        limiter: shared.limiter.clone(),
    };
    let context = Rc::new(Context {
        host: Rc::new(host),
        config: Rc::new(Ok(shared.config.clone())),
        shared,
        phase: phase.clone(),
    });
    let mut connections = JoinSet::new();
    let mut is_listening = true;
    while is_listening || !connections.is_empty() {
        tokio::select! {
            accepted = handed_over.recv(), if is_listening => match accepted {
                Some(Accepted { stream, permit }) => {
                    let (context, open) = (Rc::clone(&context), Arc::clone(&open));
                    connections.spawn_local(async move {
                        connection::serve(stream, context).await;
                        open.fetch_sub(1, Ordering::Relaxed);
                        drop(permit);
                    });
                }
                None => is_listening = false,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            // The grace is over: what is left is dropped, and its queries with it.
            () = async { drop(phase.wait_for(|phase| *phase == Phase::Ended).await) } => break,
        }
    }
    connections.shutdown().await;
}
