//! Spider's official measures, verdict for verdict: exact set match with hardness, execution match on
//! one database, and test-suite execution (Zhong et al., 2020, "Semantic Evaluation for Text-to-SQL
//! with Distilled Test Suites"; Yu et al., 2018, "Spider").
//!
//! [`dataset`] reads the benchmark's files; [`words`] and [`parse`] read SQL as the official parser
//! does, its limits included, into a [`query`]; [`exact`] and [`hardness`] judge it; [`official`]
//! prepares text for execution, and [`denotation`] compares results; [`score`] does all of it for a
//! file of predictions.
//!
//! The official rules have oddities. They are kept where they decide a verdict, since a figure that
//! bears the measure's name must be that measure's.

pub mod dataset;
pub mod denotation;
pub mod exact;
pub mod hardness;
pub mod official;
pub mod parse;
pub mod query;
pub mod schema;
pub mod score;
pub mod words;
