//! The subcommands, one a file, and the exit statuses that they share.

mod baseline;
mod benchmark;
mod bisect;
mod check;
mod compare;
mod export;
mod gate;
mod init;
mod merge;
mod report;
mod run;
mod score;
mod self_check;

pub(crate) use baseline::Baseline;
pub(crate) use bisect::Bisect;
pub(crate) use check::Check;
pub(crate) use compare::Compare;
pub(crate) use export::Export;
pub(crate) use gate::Gate;
pub(crate) use init::Init;
pub(crate) use merge::Merge;
pub(crate) use report::Report;
pub(crate) use run::Run;
pub(crate) use score::Score;
pub(crate) use self_check::SelfCheck;

/// Below what was asked for.
const EXIT_MISSED: u8 = 1;
/// A file cannot be used (as clap exits on wrong arguments).
pub(crate) const EXIT_USAGE: u8 = 2;
/// The service did not answer, so nothing was measured.
const EXIT_NOT_MEASURED: u8 = 3;

/// A share from 0 to 1, as an argument.
fn parse_share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1 is expected".to_owned()),
    }
}
