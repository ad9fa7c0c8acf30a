//! The Model Context Protocol as far as it needs no I/O: messages, revisions, tools, and results that
//! are marked as untrusted data.
//!
//! Requests are served without a session: each says, by its header or its own envelope, which revision
//! it is of. Revision 2026-07-28 is made so; those before it open with `initialize`, whose answer holds
//! for every caller alike and is not remembered.

mod call;
mod envelope;
mod fault;
mod fence;
mod message;
mod reply;
mod request;
mod result;
mod revision;
mod tables;
mod text;
mod visible;

pub use call::{Call, DEFAULT_MAX_ROWS, DescribeTableArguments};
pub use envelope::Headers;
pub use fault::Fault;
pub use fence::FENCE_ID_BYTES;
pub use message::{Id, Incoming, MAX_BATCH_MESSAGES, Message, Request, read};
pub use reply::{batch, event, fault, progress, response};
pub use request::{ProgressToken, Task, open, progress_token, task};
pub use result::{Outcome, failed, succeeded};
pub use revision::Revision;
pub use tables::{DescribedTable, ListedTable, ListedTables, described_table, listed_tables};
