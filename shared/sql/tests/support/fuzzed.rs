//! What holds of every text, however odd: for the fuzz targets, and for the replay of what they found.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use plainquery_catalog::Catalog;
use plainquery_core::{Dialect, Secret};
use plainquery_sql::prescan::{MAX_NESTING, MAX_TEXT_BYTES};
use plainquery_sql::{
    Diagnostic, Policy, PolicyCaller, PolicyDocument, RuleId, ValidatedQuery, check_unbound,
    explain, lint, statements, validate,
};

/// The longest that a text may take, in an optimised build.
pub const MAX_TIME: Duration = Duration::from_millis(50);

/// Rules of every kind; `{schema}` stands for the dialect's own.
const DOCUMENT: &str = r#"
version = 1
[roles.analyst]
schemas = ["{schema}"]
[[rules]]
table = "{schema}.customers"
deny = ["last_name", "referred_by"]
rows = [{ column = "segment", claim = "tenant" }]
mask.email = { kind = "partial", keep_last = 2 }
mask.birth_date = {birth_mask}
[[rules]]
table = "{schema}.employees"
allow = ["employee_id", "department", "region_id", "salary", "email"]
mask.salary = {salary_mask}
mask.email = { kind = "null" }
[[rules]]
table = "{schema}.orders"
rows = [{ column = "channel", claim = "tenant" }]
mask.status = {status_mask}
"#;

/// The lists, which are all that there is for Snowflake.
const LISTS: &str = r#"
version = 1
[roles.analyst]
schemas = ["SHOP"]
[[rules]]
table = "SHOP.CUSTOMERS"
deny = ["LAST_NAME", "REFERRED_BY"]
[[rules]]
table = "SHOP.EMPLOYEES"
allow = ["EMPLOYEE_ID", "DEPARTMENT", "REGION_ID", "SALARY", "EMAIL"]
"#;

/// The document for a dialect.
fn document(dialect: Dialect) -> String {
    let null = r#"{ kind = "null" }"#;
    let (schema, status_mask, birth_mask, salary_mask) = match dialect {
        Dialect::Postgres | Dialect::Mysql => (
            "shop",
            r#"{ kind = "hash" }"#,
            r#"{ kind = "bucket", unit = "year" }"#,
            r#"{ kind = "bucket", width = 1000 }"#,
        ),
        // It has fewer masks.
        Dialect::Sqlite => ("main", null, null, null),
        Dialect::Snowflake => return LISTS.to_owned(),
    };
    DOCUMENT
        .replace("{schema}", schema)
        .replace("{status_mask}", status_mask)
        .replace("{birth_mask}", birth_mask)
        .replace("{salary_mask}", salary_mask)
}

/// A catalog with two policies: one that shows everything, and one with rules of every kind.
pub struct World {
    catalog: Catalog,
    open: Policy,
    policed: Policy,
}

impl World {
    /// The shop in a dialect.
    pub fn new(dialect: Dialect) -> Self {
        let document = document(dialect);
        let key = Secret::new("a key of the tests, 32 bytes or more");
        let document = PolicyDocument::parse(&document, Some(key)).expect("a good document");
        let caller = PolicyCaller {
            subject: "ann",
            role: "analyst",
            tenant: Some("acme"),
            claims: &BTreeMap::new(),
        };
        let rules = document.for_caller(&caller).expect("a known role");
        let catalog = super::catalog(dialect);
        let policed = Policy::default().with_rules(rules);
        assert_eq!(policed.problems(&catalog), []);
        Self {
            catalog,
            open: Policy::default(),
            policed,
        }
    }

    /// Whether both policies refuse the text. Panics where a promise does not hold: no text makes the
    /// validator panic; what it accepts, it accepts again as it printed it, and prints it the same;
    /// a policy only takes away, and names no table that it denies.
    pub fn check(&self, text: &str) -> bool {
        let open = self.check_under(&self.open, text);
        let policed = self.check_under(&self.policed, text);
        if let (Err(why), Ok(policed)) = (&open, &policed) {
            // What is hidden cannot be meant, and a mask is of another type than its column.
            let may_differ = why.iter().any(|why| why.rule >= RuleId::UnknownRelation);
            assert!(
                may_differ,
                "a policy admits what is refused without: {}",
                policed.text()
            );
        }
        if let Ok(policed) = &policed {
            for hidden in ["referred_by", "manager_id"] {
                let is_own_name = text.to_ascii_lowercase().contains(hidden) || has_escapes(text);
                assert!(
                    is_own_name || !names(policed.text(), hidden, self.catalog.dialect),
                    "{hidden} in {}",
                    policed.text()
                );
            }
        }
        open.is_err() && policed.is_err()
    }

    /// The rules that refuse the text, under either policy.
    pub fn refusals(&self, text: &str) -> Vec<RuleId> {
        [&self.open, &self.policed]
            .into_iter()
            .filter_map(|policy| validate(text, &self.catalog, policy).err())
            .flatten()
            .map(|why| why.rule)
            .collect()
    }

    fn check_under(&self, policy: &Policy, text: &str) -> Result<ValidatedQuery, Vec<Diagnostic>> {
        let first = validate(text, &self.catalog, policy).inspect_err(|why| {
            assert!(!why.is_empty(), "refused without a reason");
            for why in why {
                black_box(why.to_string());
            }
        })?;
        black_box(explain(&first, &self.catalog));
        black_box(lint(text, &first, &self.catalog));
        match validate(first.plain_text(), &self.catalog, policy) {
            Ok(again) => assert_eq!(first.text(), again.text(), "printed otherwise"),
            // `*` written out, and names with their schema and in quotes, are longer than what was read.
            Err(why)
                if why.iter().all(|why| {
                    [RuleId::TooManyTokens, RuleId::TextTooLong].contains(&why.rule)
                }) => {}
            Err(why) => panic!(
                "its own print is refused: {}\n{}",
                why[0],
                first.plain_text()
            ),
        }
        Ok(first)
    }
}

/// Whether a printed text has a name.
fn names(text: &str, name: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgres | Dialect::Sqlite => text.contains(&format!("\"{name}\"")),
        Dialect::Mysql => text.contains(&format!("`{name}`")),
        Dialect::Snowflake => text.contains(&format!("\"{}\"", name.to_ascii_uppercase())),
    }
}

/// `U&"…"` may spell any name without its letters.
fn has_escapes(text: &str) -> bool {
    text.contains('\\') || text.contains('&')
}

/// What must hold before anything is bound: bounds are kept, and a list of statements is in the text.
/// Gives whether the text is refused.
pub fn check_prescan(text: &str) -> bool {
    let mut is_refused = true;
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        let mut end = 0;
        for range in statements(text, dialect) {
            assert!(end <= range.start && range.start <= range.end && range.end <= text.len());
            end = range.end;
            assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        }
        let Ok(query) = check_unbound(text, dialect, 100) else {
            continue;
        };
        is_refused = false;
        assert!(text.len() <= MAX_TEXT_BYTES && !text.contains('\0'));
        black_box(query.text());
        // Where nothing is quoted and nothing is a comment, the bounds can be told without tokens.
        if !text.contains(['\'', '"', '`', '$', '[', '-', '/', '#', '\\']) {
            assert!(deepest(text) <= MAX_NESTING, "too deep");
            let statement = text.trim_end_matches(|sign: char| sign == ';' || sign.is_whitespace());
            assert!(!statement.contains(';'), "several statements");
        }
    }
    is_refused
}

fn deepest(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => now += 1,
            b')' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

/// Runs a check and panics where it takes longer than [`MAX_TIME`]. The clock on the wall says that of a
/// busy machine too, so what was slow by it is run again, and the time on the processor counts.
pub fn in_time(check: impl Fn() -> bool) -> bool {
    let started = now();
    let result = check();
    if started.elapsed() > MAX_TIME {
        let least = (0..3)
            .filter_map(|_| {
                let before = processor_time()?;
                black_box(check());
                Some(processor_time()?.saturating_sub(before))
            })
            .min();
        if let Some(taken) = least {
            assert!(taken <= MAX_TIME, "took {taken:?} of processor time");
        }
    }
    result
}

#[expect(clippy::disallowed_methods, reason = "a test measures time")]
fn now() -> Instant {
    Instant::now()
}

/// The time that this thread was on a processor; `None` where the system does not tell.
fn processor_time() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
