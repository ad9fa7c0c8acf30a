#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

mod caller;
mod lines;
mod report;
mod verdict;

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use plainquery_catalog::{Catalog, model::FORMAT};
use plainquery_core::Dialect;
use plainquery_sql::{Policy, check_unbound, lint, statements, validate};

use self::{caller::CallerArguments, report::Report, verdict::Verdict};

/// Every text was accepted.
const ALL_ACCEPTED: u8 = 0;
/// Some text was refused.
const SOME_REFUSED: u8 = 1;
/// Something of the input cannot be used (as clap exits on wrong arguments).
const BAD_INPUT: u8 = 2;

const EXAMPLES: &str = r#"Each text is one SELECT. It is parsed, its names are bound to the catalog, functions, operators, casts and
sizes are held to reviewed lists, and it is printed anew. Nothing is run, and no database is asked.

With --jsonl each line of the input is an object with "sql" and, if wanted, "id"; each gives one line:
  {"id":7,"ok":true,"sql":"SELECT …","parameters":[],"rules":[],"warnings":[],"tables":["shop.orders"],
   "columns":[{"name":"total","class":"decimal"}],"diagnostics":[]}
  {"id":8,"ok":false,"sql":null,"parameters":[],"rules":["unknown-column"],"warnings":[],"tables":[],"columns":[],
   "diagnostics":[{"rule":"unknown-column","message":"…","position":{"offset_bytes":7,"line":1,"column":8},
   "suggestion":"\"total\""}]}
"sql" is what would run, "parameters" the values that a policy put into it, "tables" what it reads, "columns" what it
yields, "rules" the rules that refused it. "warnings" are what is probably not meant in a text that was accepted:
  {"lint":"fan-out","message":"…","position":{…},"suggestion":"…","sql":"SELECT …"}
where "sql" is there only if the whole text, written so, yields the same for certain.
A line that cannot be read is told on standard error with its number, and gives a line too:
  {"id":null,"line":3,"error":"…"}

With --policy and --role texts are checked and rewritten as for a caller of that role: other tables and columns
are refused (relation-not-permitted, column-not-permitted), and so are tables whose rows are chosen by a claim
that is not given (claim-missing). A role that the policy does not name, or a policy that does not fit the
catalog, ends the command with status 2. Secret parameters show as [secret].

Without a catalog (--no-catalog) everything is checked but the names of tables and columns. Those that only a
catalog could tell apart are refused: NATURAL JOIN, USING after several tables, ORDER BY 3 after *.

Exit status:
  0  all accepted
  1  some refused
  2  wrong arguments, a file or a policy that cannot be used, or lines that are no JSON (the others are checked all the same)

Examples:
  plainquery introspect --no-samples > catalog.json          (database from DATABASE_URL)
  plainquery validate --catalog catalog.json 'SELECT status, count(*) FROM orders GROUP BY status'
  plainquery validate --catalog catalog.json --file reports.sql
  plainquery validate --catalog catalog.json --jsonl < queries.jsonl > verdicts.jsonl
  plainquery validate --catalog catalog.json --policy policy.toml --role analyst --tenant acme 'SELECT * FROM orders'
  plainquery validate --no-catalog --dialect sqlite --jsonl --file queries.jsonl | jq -r .rules[] | sort | uniq -c"#;

/// Check SQL texts as a server would before it runs them, one or many
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ValidateArguments {
    /// The catalog, as `plainquery introspect` writes it
    #[arg(long, value_name = "FILE", required_unless_present = "no_catalog")]
    catalog: Option<PathBuf>,
    /// Check everything but the names of tables and columns
    #[arg(long, conflicts_with = "catalog", requires = "dialect")]
    no_catalog: bool,
    /// The dialect of the texts [default: the catalog's]
    #[arg(long, value_enum)]
    dialect: Option<DialectName>,
    /// Read JSON lines and write JSON lines
    #[arg(long)]
    jsonl: bool,
    /// Read texts from a file, with semicolons between them; - is standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// The most rows that a query may show; what is printed asks for one more
    #[arg(long, value_name = "N", default_value_t = 1000)]
    max_rows: u64,
    #[command(flatten)]
    caller: CallerArguments,
    /// The SQL texts [default: standard input]
    #[arg(value_name = "SQL", conflicts_with_all = ["jsonl", "file"])]
    texts: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DialectName {
    /// PostgreSQL 13 and later
    Postgres,
    /// SQLite 3
    Sqlite,
    /// MySQL 8.0 and 8.4, with a catalog that is written by hand: its databases are not read
    Mysql,
    /// Snowflake, with a catalog that is written by hand: its databases are not read
    Snowflake,
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Self {
        match name {
            DialectName::Postgres => Self::Postgres,
            DialectName::Sqlite => Self::Sqlite,
            DialectName::Mysql => Self::Mysql,
            DialectName::Snowflake => Self::Snowflake,
        }
    }
}

/// What texts are held against.
#[derive(Debug)]
enum Judge {
    Bound {
        catalog: Box<Catalog>,
        policy: Box<Policy>,
    },
    Unbound {
        dialect: Dialect,
        max_rows: u64,
    },
}

impl Judge {
    fn dialect(&self) -> Dialect {
        match self {
            Self::Bound { catalog, .. } => catalog.dialect,
            Self::Unbound { dialect, .. } => *dialect,
        }
    }

    fn judge(&self, sql: &str) -> Verdict {
        match self {
            Self::Bound { catalog, policy } => match validate(sql, catalog, policy) {
                Ok(query) => Verdict::accepted(query.text(), query.relations(), query.columns())
                    .with(query.shown_parameters(), lint(sql, &query, catalog)),
                Err(reasons) => Verdict::refused(reasons),
            },
            Self::Unbound { dialect, max_rows } => match check_unbound(sql, *dialect, *max_rows) {
                Ok(query) => Verdict::accepted(query.text(), query.relations(), query.columns()),
                Err(reasons) => Verdict::refused(reasons),
            },
        }
    }
}

impl ValidateArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let status = self.check().or_else(|error| {
            writeln!(io::stderr(), "plainquery: {error:#}")?;
            anyhow::Ok(BAD_INPUT)
        })?;
        Ok(ExitCode::from(status))
    }

    fn check(&self) -> anyhow::Result<u8> {
        let judge = self.judge()?;
        if self.jsonl {
            let mut output = io::stdout().lock();
            return lines::check(self.open()?, &mut output, &mut io::stderr(), &judge)
                .context("cannot read or write the lines");
        }
        let mut report = Report::new(io::stdout().lock(), super::report::colour());
        if self.texts.is_empty() {
            let mut text = String::new();
            self.open()?
                .read_to_string(&mut text)
                .context("cannot read the texts")?;
            let found = statements(&text, judge.dialect());
            ensure!(!found.is_empty(), "there is no SQL text; see --help");
            for range in found {
                report.add(&text, range, &judge)?;
            }
        } else {
            for text in &self.texts {
                report.add(text, 0..text.len(), &judge)?;
            }
        }
        let refused = report.finish()?;
        Ok(if refused == 0 {
            ALL_ACCEPTED
        } else {
            SOME_REFUSED
        })
    }

    fn judge(&self) -> anyhow::Result<Judge> {
        let wanted = self.dialect.map(Dialect::from);
        let Some(file) = &self.catalog else {
            return Ok(Judge::Unbound {
                dialect: wanted.unwrap_or_default(),
                max_rows: self.max_rows,
            });
        };
        let catalog = read_catalog(file)?;
        if let Some(wanted) = wanted
            && wanted != catalog.dialect
        {
            bail!(
                "{} is the catalog of a {} database, and --dialect says {}",
                file.display(),
                catalog.dialect.label(),
                wanted.label()
            );
        }
        let mut policy = Policy {
            max_rows: self.max_rows,
            ..Policy::default()
        };
        if let Some(rules) = self.caller.rules(&catalog)? {
            policy = policy.with_rules(rules);
        }
        Ok(Judge::Bound {
            catalog: Box::new(catalog),
            policy: Box::new(policy),
        })
    }

    /// What texts or lines are read from.
    fn open(&self) -> anyhow::Result<Box<dyn BufRead>> {
        match self.file.as_deref().filter(|file| *file != Path::new("-")) {
            None => Ok(Box::new(BufReader::new(io::stdin()))),
            Some(file) => {
                let opened = fs::File::open(file)
                    .with_context(|| format!("cannot read {}", file.display()))?;
                Ok(Box::new(BufReader::new(opened)))
            }
        }
    }
}

fn read_catalog(file: &Path) -> anyhow::Result<Catalog> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let catalog: Catalog = serde_json::from_slice(&bytes).with_context(|| {
        format!(
            "{} is no catalog; `plainquery introspect` writes one",
            file.display()
        )
    })?;
    ensure!(
        catalog.format == FORMAT,
        "{} is a catalog of format {}, and this program reads {FORMAT}; write it anew",
        file.display(),
        catalog.format
    );
    Ok(catalog)
}
