use std::{io::Write, process::ExitCode};

use clap::Args;
use plainquery_catalog::{Catalog, SamplePolicy};
use plainquery_connect::{CatalogOptions, load_catalog};

use super::database::{Database, DatabaseArguments, Location};
use crate::sqlite;

const EXAMPLES: &str = "\
Examples:
  plainquery introspect --database-url postgres://reader:secret@db.internal/shop --pretty
  plainquery introspect --schema shop --no-samples > catalog.json     (database from DATABASE_URL)
  plainquery introspect --database-url sqlite:chinook.db --pretty

Values of text columns are read with the schema where a column has few of them and neither its name
nor its values look personal; --no-samples reads none.";

/// Print the catalog (schemas, tables, columns, keys, comments) of a database as JSON
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct IntrospectArguments {
    #[command(flatten)]
    database: DatabaseArguments,
    /// A schema to read, again for each [default: all that the role may read]
    #[arg(long, value_name = "NAME")]
    schema: Vec<String>,
    /// Read values of text columns (the default)
    #[arg(long, overrides_with = "no_samples")]
    samples: bool,
    /// Read no values, only the schema
    #[arg(long)]
    no_samples: bool,
    /// Indent the JSON
    #[arg(long)]
    pretty: bool,
    /// The most milliseconds that one request to the database takes
    #[arg(long, value_name = "MS", default_value = "30000")]
    timeout_ms: u32,
}

impl IntrospectArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let samples = (!self.no_samples).then(SamplePolicy::default);
        let catalog = match self.database.location()? {
            Location::Sqlite(file) => sqlite::load_catalog(&file, samples.as_ref())?,
            location => {
                let options = CatalogOptions {
                    schemas: self.schema,
                    samples,
                    timeout_ms: self.timeout_ms,
                    ..CatalogOptions::default()
                };
                super::block_on(load(location, &options))??
            }
        };
        let mut output = std::io::stdout().lock();
        if self.pretty {
            serde_json::to_writer_pretty(&mut output, &catalog)?;
        } else {
            serde_json::to_writer(&mut output, &catalog)?;
        }
        writeln!(output)?;
        Ok(ExitCode::SUCCESS)
    }
}

async fn load(location: Location, options: &CatalogOptions) -> anyhow::Result<Catalog> {
    let database = Database::open(location).await?;
    let loaded = load_catalog(&database, options, None).await;
    database.close().await;
    let loaded = loaded?;
    let mut errors = std::io::stderr().lock();
    for failure in &loaded.sample_failures {
        writeln!(errors, "plainquery: some values were not read: {failure}")?;
    }
    Ok(loaded.catalog)
}
