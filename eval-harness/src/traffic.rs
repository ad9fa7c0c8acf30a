//! What is said to models, and what they reply: asked within a budget, with patience, and recorded so
//! that it need not be asked again.
//!
//! [`Recording`] is one request with its reply, found by the [`request_key`] of the whole request;
//! [`Cassettes`] are folders of them; [`Traffic`] answers a request from a recording, or asks.

mod backoff;
mod budget;
mod cassette;
mod clock;
mod item;
mod key;
mod recorder;
mod transport;

pub use backoff::Backoff;
pub use budget::{Budget, BudgetSpent, Spent};
pub use cassette::{CassetteError, Cassettes, Recording, ReplyUsage, cassette_file_name};
pub use clock::{NativeRandom, SystemClock, now_ms, timed};
pub use item::{CallNote, ItemTraffic};
pub use key::{ReadableRequest, readable, request_key, sha256_hexadecimal};
pub use recorder::{Traffic, TrafficMode, TrafficOptions};
pub use transport::Transport;
