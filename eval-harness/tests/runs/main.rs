//! What is made of run folders: reading, statistics, comparison, gate, reports, bisection.

mod bisect;
mod commands;
mod comparison;
mod gate;
mod generated;
mod reading;
mod reports;
mod statistics;
