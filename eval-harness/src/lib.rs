//! Asks text-to-SQL questions with known answers, scores what comes, and decides whether a change made it
//! worse.
//!
//! A question's way, and the modules on it:
//!
//! 1. **What is asked.** [`dataset`] is the one form that every benchmark is read into; [`suite`] is a file
//!    of the project's own format, and [`expected`] the rows beside one. [`databases`] opens what the
//!    questions are about, with [`database_settings`] and policy; [`execution`] runs SQL there, of
//!    `SQLite` or `PostgreSQL`; [`init`] writes a first suite.
//! 2. **Who answers.** [`target`] is the pipeline in this process, a service, or a prompt of anybody's.
//!    [`traffic`] is all that is said to models: cassettes, budgets, what is tried again. [`running`] asks
//!    a whole dataset and writes a [`run_folder`].
//! 3. **What an answer is worth.** [`scoring`] gives each answer all scores that are wanted, with its own
//!    strict one; [`spider`] holds Spider's official measures, and [`sqlite`] what runs their queries.
//!    [`compare`] and [`cell`] say whether two results hold the same data (the tolerant score).
//!    [`self_check`] gives gold as the answer. [`predictions`] reads answers of other programs.
//! 4. **What it means.** [`recorded_run`] reads a folder back; [`metrics`] and [`usage`] are figures of
//!    one run, [`comparison`] of two, by [`statistics`]. [`gate`] decides, [`bisect`] finds which file is to
//!    blame, [`baseline`] is verdicts as a file that is reviewed like code.
//! 5. **How it is told.** [`reports`] writes Markdown, `JUnit`, JSON, HTML and Parquet, with [`figures`] and
//!    [`escaping`] the same in all. [`export`] makes examples for fine-tuning.
//!
//! `plainquery-eval check` is a shorter way for one suite and a service: [`client`] asks, [`run`] plays the
//! suite, [`verdict`] judges, [`report`] prints. [`parallel`] is how work is shared among threads.

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
