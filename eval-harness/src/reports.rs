//! A run as files for people and programs: everything is written into the run's own folder.

pub mod html;
pub mod junit;
pub mod markdown;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod summary;
pub mod trend;
