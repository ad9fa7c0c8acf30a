//! The effects that a host brings. One trait a file; plain `async fn` without a `Send` bound, since
//! a Worker is single-threaded and its futures hold JavaScript values.

mod clock;
mod embeddings;
mod functions;
mod host;
mod http;
mod inference;
mod kv;
mod limiter;
mod random;
mod sql;

pub use clock::Clock;
pub use embeddings::{EmbeddingModel, Embeddings, EmbeddingsError, EmbeddingsFuture};
pub use functions::{FunctionClient, NoFunctions};
pub use host::Host;
pub use http::{HttpClient, HttpError, HttpRequest, HttpResponse, Method, READ_RESPONSE_HEADERS};
pub use inference::{Inference, InferenceError, InferenceReply, InferenceRequest};
pub use kv::{KV_READ_TIMEOUT_MS, KvError, KvStore};
pub use limiter::{Admission, Quota, RateLimiter, Unlimited};
pub use random::RandomSource;
pub use sql::{Batch, SqlEndpoint, SqlError, Statement};
