//! From a WASM file to code that runs.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
};
use wasmtime::{
    Config, Engine,
    component::{Component, InstancePre, Linker},
};
use wasmtime_wasi_http::{handler::ProxyHandler, p3::bindings::ServicePre};
use wit_component::ComponentEncoder;

use crate::{
    app::App,
    bindings::{
        fermyon::spin::llm,
        spin::{key_value::key_value, postgres::postgres, variables::variables},
    },
    manifest::Manifest,
    sandbox::{Sandbox, SpinImports},
    worker::Workers,
};

/// How often a computing component can be interrupted.
const TICK: Duration = Duration::from_millis(10);

const CORE_VERSION: [u8; 4] = [1, 0, 0, 0];

/// Compiles and links every component; a file that several of them share is compiled once.
pub(crate) fn load(
    app: &Arc<App>,
    manifest: &Manifest,
) -> Result<HashMap<String, ProxyHandler<Workers>>> {
    let engine = engine()?;
    let imports = linker(&engine)?;
    let mut compiled: HashMap<PathBuf, InstancePre<Sandbox>> = HashMap::new();
    let mut handlers = HashMap::new();
    for (name, component) in &manifest.components {
        let source = &component.source;
        let code = match compiled.get(source) {
            Some(code) => code.clone(),
            None => compile(&engine, &imports, source)
                .with_context(|| source.display().to_string())
                .inspect(|code| {
                    compiled.insert(source.clone(), code.clone());
                })?,
        };
        let workers = Workers {
            app: app.clone(),
            component: name.clone(),
            engine: engine.clone(),
            code: ServicePre::new(code)?,
        };
        handlers.insert(name.clone(), ProxyHandler::new(workers));
    }
    Ok(handlers)
}

fn engine() -> Result<Engine> {
    let mut config = Config::new();
    config.wasm_component_model_async(true);
    config.epoch_interruption(true);
    let engine = Engine::new(&config)?;
    let ticking = engine.weak();
    thread::spawn(move || {
        while let Some(engine) = ticking.upgrade() {
            engine.increment_epoch();
            drop(engine);
            thread::sleep(TICK);
        }
    });
    Ok(engine)
}

fn linker(engine: &Engine) -> Result<Linker<Sandbox>> {
    let mut linker = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    wasmtime_wasi::p3::add_to_linker(&mut linker)?;
    wasmtime_wasi_http::p3::add_to_linker(&mut linker)?;
    key_value::add_to_linker::<_, SpinImports>(&mut linker, |sandbox| sandbox)?;
    llm::add_to_linker::<_, SpinImports>(&mut linker, |sandbox| sandbox)?;
    postgres::add_to_linker::<_, SpinImports>(&mut linker, |sandbox| sandbox)?;
    variables::add_to_linker::<_, SpinImports>(&mut linker, |sandbox| sandbox)?;
    Ok(linker)
}

fn compile(
    engine: &Engine,
    linker: &Linker<Sandbox>,
    source: &Path,
) -> Result<InstancePre<Sandbox>> {
    let component = Component::new(engine, componentize(fs::read(source)?)?)?;
    Ok(linker.instantiate_pre(&component)?)
}

/// As Spin does while loading, makes a component of a core module for `wasm32-wasip1`.
fn componentize(wasm: Vec<u8>) -> Result<Vec<u8>> {
    let Some(version) = wasm.strip_prefix(b"\0asm").and_then(<[u8]>::first_chunk) else {
        bail!("it is no WASM file");
    };
    if *version != CORE_VERSION {
        return Ok(wasm);
    }
    ComponentEncoder::default()
        .validate(true)
        .module(&wasm)?
        .adapter(
            WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME,
            WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
        )?
        .encode()
}
