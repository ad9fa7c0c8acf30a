//! A host for Spin applications, for tests: see README.md for what it proves and what it does not.

mod app;
mod bindings;
mod clock;
mod code;
mod control;
mod key_value;
mod llm;
mod manifest;
mod options;
mod outbound_hosts;
mod outbound_http;
mod postgres;
mod routes;
mod sandbox;
mod server;
mod variable_lookup;
mod variables;
mod worker;

use std::{process::ExitCode, sync::Arc};

use anyhow::{Result, bail};
use tokio::net::TcpListener;

use app::App;
use manifest::Manifest;
use options::Options;
use routes::Routes;
use variables::Variables;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let options = Options::from_arguments()?;
    let mut manifest = Manifest::read(&options.manifest)?;
    if !options.has_stores {
        manifest.revoke_stores();
    }
    let variables = Variables::resolve(&manifest.variables, options.variables)?;
    let app = App::new(&manifest, &variables, options.llm_url, options.instances)?;
    let components = code::load(&app, &manifest)?;
    if app.components.set(components).is_err() {
        bail!("the components are set once");
    }
    let routes = Arc::new(Routes::new(manifest.http_triggers()));
    let listener = TcpListener::bind(options.listen).await?;
    if options.is_controlled {
        control::obey(app.clone());
    }
    let url = format!("http://{}", listener.local_addr()?);
    println!("{}", serde_json::json!({ "url": url }));
    server::serve(app, routes, listener).await
}
