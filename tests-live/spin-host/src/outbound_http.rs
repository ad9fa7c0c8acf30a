//! Requests that a component sends: to hosts that it may reach, or to another component.

use std::sync::Arc;

use http::{Request, Response};
use http_body_util::BodyExt;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks, default_send_request};

use crate::app::App;

const CHAINING_DOMAIN: &str = ".spin.internal";

/// The outgoing side of a component.
pub(crate) struct OutboundHttp {
    app: Arc<App>,
    component: String,
}

impl OutboundHttp {
    /// For an instance of a component.
    pub(crate) fn new(app: Arc<App>, component: &str) -> Self {
        Self {
            app,
            component: component.to_owned(),
        }
    }

    fn allows(&self, request: &Request<WasiBody>) -> bool {
        let uri = request.uri();
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
            return false;
        };
        self.app.permissions[&self.component]
            .outbound_hosts
            .allow(scheme, host, uri.port_u16())
    }
}

type Done = Box<dyn Future<Output = Result<(), Error>> + Send>;
type Sent = Result<(Response<WasiBody>, Done), Error>;

impl WasiHttpHooks for OutboundHttp {
    fn send_request(
        &mut self,
        request: Request<WasiBody>,
        options: Option<RequestOptions>,
        _done: Done,
    ) -> Box<dyn Future<Output = Sent> + Send> {
        let app = self.app.clone();
        let is_allowed = self.allows(&request);
        Box::new(async move {
            if !is_allowed {
                return Err(Error::HttpRequestDenied);
            }
            let component = request
                .uri()
                .host()
                .and_then(|host| host.strip_suffix(CHAINING_DOMAIN))
                .map(str::to_owned);
            match component {
                Some(component) => chain(&app, &component, request).await,
                None => send(request, options).await,
            }
        })
    }
}

/// Calls another component without a network. Its route may be a private one.
async fn chain(app: &App, component: &str, request: Request<WasiBody>) -> Sent {
    let handler = app.component(component).ok_or(Error::DestinationNotFound)?;
    let response = handler
        .handle((), request)
        .await
        .map_err(|error| Error::InternalError(Some(format!("{error:#}"))))?;
    Ok((response, Box::new(async { Ok(()) })))
}

async fn send(request: Request<WasiBody>, options: Option<RequestOptions>) -> Sent {
    let (response, done) = default_send_request(request, options).await?;
    Ok((response.map(BodyExt::boxed_unsync), Box::new(done)))
}
