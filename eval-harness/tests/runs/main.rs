//! What is made of run folders: reading, statistics, comparison, gate, reports, bisection.

mod generated;
mod reading;
mod statistics;
