//! Databases as native programs reach them: a Postgres client, the SQL port onto it, and the schema of
//! `SQLite` files. A library of its own, since programs do not depend on each other.

pub mod batch;
pub mod endpoint;
pub mod postgres;
pub mod sqlite;
