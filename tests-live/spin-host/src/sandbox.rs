//! What one instance of a component sees of the host.

use std::sync::Arc;

use wasmtime::component::{HasData, ResourceTable};
use wasmtime_wasi::{WasiCtx, WasiCtxBuilder, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use crate::{
    app::{App, Permissions},
    outbound_http::OutboundHttp,
};

/// The data of an instance's store.
pub(crate) struct Sandbox {
    /// The application.
    pub(crate) app: Arc<App>,
    /// The component's name.
    pub(crate) component: String,
    /// Its open resources.
    pub(crate) table: ResourceTable,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    hooks: OutboundHttp,
}

impl Sandbox {
    /// For a new instance. What it prints goes to the host's standard error.
    pub(crate) fn new(app: Arc<App>, component: &str) -> Self {
        let wasi = WasiCtxBuilder::new()
            .wall_clock(app.clock.clone())
            .inherit_stderr()
            .build();
        Self {
            hooks: OutboundHttp::new(app.clone(), component),
            app,
            component: component.to_owned(),
            table: ResourceTable::new(),
            wasi,
            http: WasiHttpCtx::new(),
        }
    }

    /// What its component may do.
    pub(crate) fn permissions(&self) -> &Permissions {
        &self.app.permissions[&self.component]
    }
}

impl WasiView for Sandbox {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for Sandbox {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            ctx: &mut self.http,
            table: &mut self.table,
            hooks: &mut self.hooks,
        }
    }
}

/// The type by which the generated code finds the sandbox.
pub(crate) struct SpinImports;

impl HasData for SpinImports {
    type Data<'a> = &'a mut Sandbox;
}
