//! `plainquery-eval run` and `merge`: the real program against an HTTP server that stands for a model.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "running/model_server.rs"]
mod model_server;
#[path = "running/workplace.rs"]
mod workplace;

#[path = "running/beginning.rs"]
mod beginning;
#[path = "running/cassettes.rs"]
mod cassettes;
#[path = "running/faults.rs"]
mod faults;
#[path = "running/interrupted.rs"]
mod interrupted;
#[path = "running/parts.rs"]
mod parts;
#[path = "running/targets.rs"]
mod targets;
#[path = "running/workflows.rs"]
mod workflows;
