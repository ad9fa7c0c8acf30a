//! The least that an axum server can do: answer. What `scripts/bench-hosts` compares `plainquery serve`
//! with. Prints one line of JSON when it is ready, and ends with its standard input.

use std::io::Write;

use axum::Router;
use tokio::{io::AsyncReadExt, net::TcpListener};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(
        std::io::stdout(),
        r#"{{"url":"http://{}"}}"#,
        listener.local_addr()?
    )?;
    let app = Router::new().fallback(|| async { "ok" });
    axum::serve(listener, app)
        .with_graceful_shutdown(async {
            let mut rest = Vec::new();
            let _ = tokio::io::stdin().read_to_end(&mut rest).await;
        })
        .await
}
