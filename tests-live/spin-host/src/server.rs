//! The listening side: HTTP/1.1, a component for each request.

use std::{convert::Infallible, sync::Arc};

use anyhow::{Context as _, Result};
use http::{Request, Response, StatusCode, Uri, header::HOST, uri::Scheme};
use http_body_util::{BodyExt as _, Empty};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use wasmtime_wasi_http::{Error, WasiBody};

use crate::{app::App, routes::Routes};

/// Serves until the process ends.
pub(crate) async fn serve(app: Arc<App>, routes: Arc<Routes>, listener: TcpListener) -> Result<()> {
    loop {
        let (socket, _) = listener.accept().await?;
        socket.set_nodelay(true)?;
        let (app, routes) = (app.clone(), routes.clone());
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let (app, routes) = (app.clone(), routes.clone());
                async move { Ok::<_, Infallible>(answer(&app, &routes, request).await) }
            });
            // A caller that leaves is no event worth a word.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(socket), service)
                .await;
        });
    }
}

async fn answer(app: &App, routes: &Routes, request: Request<Incoming>) -> Response<WasiBody> {
    let Some(component) = routes.find(request.uri().path()) else {
        return without_body(StatusCode::NOT_FOUND);
    };
    let Some(handler) = app.component(component) else {
        return without_body(StatusCode::NOT_FOUND);
    };
    let request = match absolute(request) {
        Ok(request) => request,
        Err(error) => {
            eprintln!("[{component}] {error:#}");
            return without_body(StatusCode::BAD_REQUEST);
        }
    };
    handler.handle((), request).await.unwrap_or_else(|error| {
        eprintln!("[{component}] {error:#}");
        without_body(StatusCode::INTERNAL_SERVER_ERROR)
    })
}

/// The request as the component gets it: its address complete.
fn absolute(request: Request<Incoming>) -> Result<Request<WasiBody>> {
    let (mut head, body) = request.into_parts();
    let host = head.headers.remove(HOST).context("there is no Host")?;
    let mut uri = head.uri.into_parts();
    uri.scheme = Some(Scheme::HTTP);
    uri.authority = Some(host.as_bytes().try_into()?);
    head.uri = Uri::from_parts(uri)?;
    Ok(Request::from_parts(
        head,
        body.map_err(Error::from).boxed_unsync(),
    ))
}

fn without_body(status: StatusCode) -> Response<WasiBody> {
    let body = Empty::new().map_err(|never: Infallible| match never {});
    let mut response = Response::new(body.boxed_unsync());
    *response.status_mut() = status;
    response
}
