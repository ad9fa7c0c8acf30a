//! `plainquery serve`: a database that is down, or comes back.

use std::time::Duration;

use tokio::time::sleep;

use crate::support::{PrivatePostgres, Served, Told};

#[tokio::test]
async fn a_database_that_comes_back_is_used_at_the_next_request() {
    let Some(mut postgres) = PrivatePostgres::start() else {
        return;
    };
    let served = Served::start(&[("DATABASE_URL", &postgres.url())]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");

    // Connections that were idle are dead after it: that must cost nobody an answer.
    postgres.stop();
    postgres.start_again();
    for _ in 0..3 {
        assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    }

    postgres.stop();
    let down = served.ask("how many orders are there").await;
    assert_eq!((down.status, down.problem()), (503, "database-unavailable"));
    let text = down.json.to_string();
    assert!(
        !text.contains("127.0.0.1") && !text.contains("refused"),
        "{text}"
    );
    // An older verdict stands for five seconds.
    let mut ready = 200;
    for _ in 0..40 {
        ready = Told::of(served.get("/readyz")).await.status;
        if ready == 503 {
            break;
        }
        sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(ready, 503);
    assert_eq!(Told::of(served.get("/healthz")).await.status, 200);

    postgres.start_again();
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
}
