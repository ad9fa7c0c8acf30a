//! Instances of a component and how long they serve: Spin's own way, by the same library. An
//! instance takes many requests, several at once, so what a component keeps outlives a request.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use tokio::time::{Sleep, sleep};
use wasmtime::{Engine, Result, Store, StoreContextMut, component::GuestTaskId};
use wasmtime_wasi_http::{
    WasiHttpView,
    handler::{
        HandlerState, Instance, Proxy, ShouldAccept, WorkerExpiration, WorkerState, WorkerStatus,
    },
    p3::bindings::ServicePre,
};

use crate::{app::App, options::InstanceOptions, sandbox::Sandbox};

/// How long an instance without requests is kept.
const IDLE_TIMEOUT: Duration = Duration::from_secs(1);
/// How often a computing component lets others run.
const YIELD_TICKS: u64 = 1;

/// What makes instances of one component.
pub(crate) struct Workers {
    /// The application.
    pub(crate) app: Arc<App>,
    /// The component's name.
    pub(crate) component: String,
    /// Where its code runs.
    pub(crate) engine: Engine,
    /// Its code, linked.
    pub(crate) code: ServicePre<Sandbox>,
}

impl HandlerState for Workers {
    type StoreData = Sandbox;
    type WorkerExpiration = Expiration;
    type WorkerState = Worker;

    async fn instantiate(&self) -> Result<Instance<Sandbox, Expiration, Worker>> {
        let mut store = Store::new(
            &self.engine,
            Sandbox::new(self.app.clone(), &self.component),
        );
        store.set_epoch_deadline(YIELD_TICKS);
        store.epoch_deadline_async_yield_and_update(YIELD_TICKS);
        let service = self.code.instantiate_async(&mut store).await?;
        Ok(Instance {
            store,
            proxy: Proxy::P3(service),
            view: Sandbox::http,
            expiration: Expiration {
                request_timeout: self.app.instances.request_timeout,
                sleep: Box::pin(sleep(Duration::ZERO)),
            },
            state: Worker {
                component: self.component.clone(),
                options: self.app.instances,
            },
        })
    }
}

/// One instance at work.
pub(crate) struct Worker {
    component: String,
    options: InstanceOptions,
}

impl WorkerState for Worker {
    type StoreData = Sandbox;
    type RequestData = ();

    fn should_accept_request(&self, at_once: usize, in_all: usize) -> ShouldAccept {
        if in_all >= self.options.max_requests {
            ShouldAccept::Never
        } else if at_once >= self.options.max_concurrency {
            ShouldAccept::No
        } else {
            ShouldAccept::Yes
        }
    }

    fn on_request_start(
        &self,
        _store: StoreContextMut<'_, Sandbox>,
        (): (),
        _task: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + Sync>> {
        Box::pin(sleep(self.options.request_timeout))
    }

    fn drop(&self, store: Store<Sandbox>, result: Result<()>) {
        drop(store);
        if let Err(error) = result {
            eprintln!("[{}] {error:#}", self.component);
        }
    }
}

/// When an instance ends: without requests after a second, else when its last one is too old, which
/// also holds while a call into the host or a loop keeps the instance from noticing it itself.
pub(crate) struct Expiration {
    request_timeout: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl WorkerExpiration for Expiration {
    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        status: WorkerStatus,
        start: Instant,
    ) -> Poll<()> {
        let timeout = match status {
            WorkerStatus::Idle => IDLE_TIMEOUT,
            WorkerStatus::Requests | WorkerStatus::PostReturn => self.request_timeout,
        };
        let deadline = (start + timeout).into();
        if self.sleep.deadline() != deadline {
            self.sleep.as_mut().reset(deadline);
        }
        self.sleep.as_mut().poll(context)
    }
}
