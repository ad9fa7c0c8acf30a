//! A gateway in this process, and HTTP to talk to it.

use std::{sync::Once, time::Duration};

use plainquery::gateway::{Gateway, GatewayConfig, GatewayKey, UpstreamConfig, UpstreamSource};
use serde_json::Value;
use tokio::{sync::oneshot, task::JoinHandle};
use tokio_rustls::rustls::crypto::ring;

use super::Cluster;

pub(crate) const KEY: &str = "a key that only tests know";

/// The defaults of the command line, with a key and a port of its own.
pub(crate) fn defaults(upstreams: Vec<UpstreamConfig>) -> GatewayConfig {
    GatewayConfig {
        listen: "127.0.0.1:0".parse().unwrap(),
        upstreams,
        key: Some(GatewayKey::new(KEY).unwrap()),
        allow_writes: false,
        plans: None,
        max_connections: 4,
        max_waiting: 16,
        queue_timeout: Duration::from_secs(10),
        timeout: Duration::from_secs(10),
        max_request_bytes: 64 * 1024,
        max_response_bytes: 1024 * 1024,
    }
}

pub(crate) fn http() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| ring::default_provider().install_default().unwrap());
    reqwest::Client::new()
}

pub(crate) struct GatewayUnderTest {
    pub(crate) url: String,
    pub(crate) connection_string: String,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

/// A status, the headers and the JSON.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) json: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }

    /// The only cell of the only row.
    pub(crate) fn cell(&self) -> &Value {
        assert_eq!(self.status, 200, "{}", self.json);
        let row = &self.json["rows"][0];
        row.as_object().unwrap().values().next().unwrap()
    }
}

impl GatewayUnderTest {
    pub(crate) async fn start(config: GatewayConfig) -> Self {
        let gateway = Gateway::start(config).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let url = gateway.url();
        let connection_string = gateway.connection_strings().remove(0).1;
        let serving = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            gateway.serve(stopped).await.unwrap();
        });
        Self {
            url,
            connection_string,
            client: http(),
            stop: Some(stop),
            serving,
        }
    }

    /// Before the cluster's database, as its role `reader`, with changes to the defaults.
    pub(crate) async fn before(cluster: &Cluster, change: impl FnOnce(&mut GatewayConfig)) -> Self {
        Self::before_as(cluster, "reader", change).await
    }

    pub(crate) async fn before_as(
        cluster: &Cluster,
        user: &str,
        change: impl FnOnce(&mut GatewayConfig),
    ) -> Self {
        let source = UpstreamSource::Server(cluster.address(user, "shop"));
        let mut config = defaults(vec![UpstreamConfig {
            name: "test".to_owned(),
            source,
        }]);
        change(&mut config);
        Self::start(config).await
    }

    pub(crate) fn request(&self, body: &Value) -> reqwest::RequestBuilder {
        self.client
            .post(&self.url)
            .bearer_auth(KEY)
            .header("Neon-Connection-String", &self.connection_string)
            .body(body.to_string())
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        Answer {
            status,
            headers,
            json: serde_json::from_str(&text).unwrap_or(Value::String(text)),
        }
    }

    pub(crate) async fn post(&self, body: Value) -> Answer {
        self.send(self.request(&body)).await
    }

    pub(crate) async fn query(&self, query: &str) -> Answer {
        self.post(serde_json::json!({"query": query})).await
    }

    pub(crate) async fn batch(&self, queries: &[&str]) -> Answer {
        let queries: Vec<_> = queries
            .iter()
            .map(|query| serde_json::json!({"query": query}))
            .collect();
        self.post(serde_json::json!({"queries": queries})).await
    }

    pub(crate) async fn stop(mut self) {
        drop(self.stop.take());
        self.serving.await.unwrap();
    }
}
