//! Replays questions against a running Plainquery and scores the answers.
//!
//! [`suite`] reads the questions and [`expected`] the rows that they must yield; [`client`] asks
//! over HTTP; [`compare`] says whether two results hold the same data and [`verdict`] what an
//! answer is worth; [`run`] plays a suite and [`report`] prints what came of it.

pub mod baseline;
pub mod bisect;
pub mod cell;
pub mod client;
pub mod compare;
pub mod comparison;
pub mod database_settings;
pub mod databases;
pub mod dataset;
pub mod escaping;
pub mod execution;
pub mod expected;
pub mod export;
pub mod figures;
pub mod gate;
pub mod init;
pub mod metrics;
pub mod parallel;
pub mod predictions;
pub mod recorded_run;
pub mod report;
pub mod reports;
pub mod run;
pub mod run_folder;
pub mod running;
pub mod scoring;
pub mod self_check;
pub mod spider;
pub mod sqlite;
pub mod statistics;
pub mod suite;
pub mod target;
pub mod traffic;
pub mod usage;
pub mod verdict;
