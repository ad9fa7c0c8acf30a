//! The subcommands, one a file, and the exit statuses that they share.

mod baseline;
mod benchmark;
mod check;
mod export;
mod init;
mod merge;
mod run;
mod score;
mod self_check;

pub(crate) use baseline::Baseline;
pub(crate) use check::Check;
pub(crate) use export::Export;
pub(crate) use init::Init;
pub(crate) use merge::Merge;
pub(crate) use run::Run;
pub(crate) use score::Score;
pub(crate) use self_check::SelfCheck;

/// Below what was asked for.
const EXIT_MISSED: u8 = 1;
/// A file cannot be used (as clap exits on wrong arguments).
pub(crate) const EXIT_USAGE: u8 = 2;
/// The service did not answer, so nothing was measured.
const EXIT_NOT_MEASURED: u8 = 3;
