//! The guard itself is bounded: huge texts are refused before anything is built from them, in
//! memory that does not grow with the text, on the stack of a WASM host.

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use plainquery_core::Dialect;
use plainquery_sql::{Policy, RuleId, validate};

/// Counts what is allocated, and the most that was at once.
struct Counting;

static NOW_BYTES: AtomicUsize = AtomicUsize::new(0);
static PEAK_BYTES: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator is unsafe by its trait")]
// SAFETY: every call goes to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW_BYTES.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK_BYTES.fetch_max(now, Ordering::Relaxed);
        // SAFETY: the caller keeps the trait's promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW_BYTES.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the trait's promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Text of so many parts.
type Shape = Box<dyn Fn(usize) -> String>;

const STACK_BYTES: usize = 1024 * 1024;

/// Validates on a small stack: the rule that refuses, and the bytes that it took at the most.
fn refusal(sql: String, dialect: Dialect) -> (Option<RuleId>, usize) {
    thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let catalog = support::catalog(dialect);
            let before = NOW_BYTES.load(Ordering::Relaxed);
            PEAK_BYTES.store(before, Ordering::Relaxed);
            let result = validate(&sql, &catalog, &Policy::default());
            let peak = PEAK_BYTES.load(Ordering::Relaxed);
            (
                result.err().map(|why| why[0].rule),
                peak.saturating_sub(before),
            )
        })
        .expect("a thread")
        .join()
        .expect("no panic, no overflow")
}

/// A text that is longer than is read costs the message that says so.
const REFUSED_BY_LENGTH_BYTES: usize = 4 * 1024;
/// A text that is short enough costs its tokens, of which there are at most as many as bytes.
const REFUSED_BY_TOKENS_BYTES: usize = 16 * 1024 * 1024;

#[test]
fn huge_texts_are_refused_in_bounded_memory() {
    let shapes: Vec<(&str, Shape)> = vec![
        (
            "one long text",
            Box::new(|n| format!("SELECT '{}'", "x".repeat(n))),
        ),
        (
            "parentheses",
            Box::new(|n| format!("SELECT {}1{}", "(".repeat(n), ")".repeat(n))),
        ),
        (
            "open parentheses",
            Box::new(|n| format!("SELECT {}", "(".repeat(n))),
        ),
        (
            "brackets",
            Box::new(|n| format!("SELECT {}", "[".repeat(n))),
        ),
        (
            "CTEs",
            Box::new(|n| {
                let ctes: Vec<String> = (0..n)
                    .map(|index| format!("c{index} AS (SELECT 1)"))
                    .collect();
                format!("WITH {} SELECT 1", ctes.join(", "))
            }),
        ),
        (
            "ANDs",
            Box::new(|n| format!("SELECT 1 WHERE true{}", " AND true".repeat(n))),
        ),
        (
            "ORs",
            Box::new(|n| format!("SELECT 1 WHERE 1=1{}", " OR 1=1".repeat(n))),
        ),
        ("signs", Box::new(|n| format!("SELECT {}1", "- ".repeat(n)))),
        (
            "NOTs",
            Box::new(|n| format!("SELECT {}true", "NOT ".repeat(n))),
        ),
        (
            "unions",
            Box::new(|n| format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(n))),
        ),
        (
            "joins",
            Box::new(|n| format!("SELECT 1 FROM orders{}", " JOIN orders ON true".repeat(n))),
        ),
        (
            "CASEs",
            Box::new(|n| "SELECT ".to_owned() + &"CASE WHEN true THEN ".repeat(n)),
        ),
        ("statements", Box::new(|n| "SELECT 1;".repeat(n))),
        ("comments", Box::new(|n| "/*".repeat(n) + "SELECT 1")),
        (
            "quotes",
            Box::new(|n| format!("SELECT {}", "'a' ".repeat(n))),
        ),
        (
            "casts",
            Box::new(|n| format!("SELECT 1{}", "::int".repeat(n))),
        ),
        (
            "columns",
            Box::new(|n| format!("SELECT 1{}", ",1".repeat(n))),
        ),
        (
            "values",
            Box::new(|n| format!("VALUES (1){}", ",(1)".repeat(n))),
        ),
        (
            "in list",
            Box::new(|n| {
                format!(
                    "SELECT 1 FROM orders WHERE order_id IN (1{})",
                    ",1".repeat(n)
                )
            }),
        ),
    ];
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        for (name, shape) in &shapes {
            // Terms: from a text that fits into what is read to many times as much.
            for count in [3_000, 5_000, 10_000, 30_000, 100_000, 1_000_000] {
                let sql = shape(count);
                let (length, is_read) = (sql.len(), sql.len() <= 64 * 1024);
                let (rule, bytes) = refusal(sql, dialect);
                let most = if is_read {
                    REFUSED_BY_TOKENS_BYTES
                } else {
                    REFUSED_BY_LENGTH_BYTES
                };
                assert!(
                    bytes <= most,
                    "{name}, {count}: {bytes} bytes for a text of {length}"
                );
                if is_read {
                    continue;
                }
                assert_eq!(rule, Some(RuleId::TextTooLong), "{name}, {count}");
            }
        }
    }
    // What fits into the text is refused by what it is, not by how long it is.
    for (sql, rule) in [
        (
            format!("SELECT {}1{}", "(".repeat(10_000), ")".repeat(10_000)),
            RuleId::NestingTooDeep,
        ),
        (
            format!("SELECT 1 WHERE true{}", " AND true".repeat(7_000)),
            RuleId::ChainTooLong,
        ),
        (
            format!("SELECT 1{}", ",1".repeat(10_000)),
            RuleId::TooManyTokens,
        ),
        (
            format!("SELECT 1{}", " UNION SELECT 1".repeat(4_000)),
            RuleId::ChainTooLong,
        ),
        (
            format!("SELECT {}", "CASE WHEN 1 THEN ".repeat(3_000)),
            RuleId::NestingTooDeep,
        ),
    ] {
        assert_eq!(refusal(sql, Dialect::Postgres).0, Some(rule));
    }
    // 5,000 CTEs do not fit, and as many as fit are too many words.
    let ctes: Vec<String> = (0..2_500)
        .map(|index| format!("c{index} AS (SELECT 1)"))
        .collect();
    let sql = format!("WITH {} SELECT 1", ctes.join(","));
    assert_eq!(
        refusal(sql, Dialect::Postgres).0,
        Some(RuleId::TooManyTokens)
    );
}
