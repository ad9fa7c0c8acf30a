use plainquery_core::TypeClass;
use serde_json::{Value as Json, json};

use super::*;

const WIDE: Caps = Caps {
    max_rows: 100_000,
    max_bytes: 1 << 24,
};

fn read(body: &Json, caps: Caps) -> Result<Vec<Table>, SqlError> {
    results(body.to_string().as_bytes(), |_| caps)
}

/// A batch's answer with one result of these rows.
fn answer(rows: &Json) -> Json {
    json!({"results": [{
        "command": "SELECT",
        "fields": [
            {"name": "n", "dataTypeID": 20, "tableID": 0, "columnID": 0, "dataTypeSize": 8, "dataTypeModifier": -1, "format": "text"},
            {"name": "t", "dataTypeID": 16_400, "tableID": 0, "columnID": 0, "dataTypeSize": 4, "dataTypeModifier": -1, "format": "text"},
        ],
        "rowAsArray": true,
        "rowCount": 3,
        "rows": rows,
    }]})
}

fn three() -> Json {
    answer(&json!([
        ["9007199254740993", "a"],
        ["2", null],
        ["3", "ü\n\"x\""]
    ]))
}

fn kept(caps: Caps) -> (usize, bool) {
    let tables = read(&three(), caps).unwrap();
    (tables[0].rows.len(), tables[0].truncated)
}

#[test]
fn cells_come_as_they_are() {
    let table = &read(&three(), WIDE).unwrap()[0];
    assert_eq!(table.rows[0][0].as_deref(), Some("9007199254740993"));
    assert_eq!(table.rows[1][1], None);
    assert_eq!(table.rows[2][1].as_deref(), Some("ü\n\"x\""));
    assert!(!table.truncated);
    let columns: Vec<(&str, &str, TypeClass)> = table
        .columns
        .iter()
        .map(|c| (c.name.as_str(), c.type_name.as_str(), c.class))
        .collect();
    assert_eq!(
        columns,
        [
            ("n", "int8", TypeClass::Integer),
            ("t", "user-defined", TypeClass::Text)
        ]
    );
}

#[test]
fn rows_are_cut_at_the_row_cap() {
    let caps = |max_rows| Caps { max_rows, ..WIDE };
    assert_eq!(kept(caps(3)), (3, false));
    assert_eq!(kept(caps(2)), (2, true));
    assert_eq!(kept(caps(0)), (0, true));
}

#[test]
fn rows_are_cut_at_the_byte_cap() {
    // 17, 1 and 7 bytes of cells.
    let caps = |max_bytes| Caps { max_bytes, ..WIDE };
    assert_eq!(kept(caps(25)), (3, false));
    assert_eq!(kept(caps(24)), (2, true));
    assert_eq!(kept(caps(17)), (1, true));
    // What follows a row that was cut is cut too, although it would fit.
    assert_eq!(kept(caps(16)), (0, true));
}

#[test]
fn caps_differ_by_statement() {
    let one = three()["results"][0].clone();
    let body = json!({"results": [one, one]}).to_string();
    let tables = results(body.as_bytes(), |at| Caps {
        max_rows: at + 1,
        ..WIDE
    })
    .unwrap();
    assert_eq!((tables[0].rows.len(), tables[1].rows.len()), (1, 2));
}

#[test]
fn what_is_not_the_protocol_is_refused() {
    let bad = [
        json!([]),
        json!({}),
        json!({"results": {}}),
        json!({"results": [{"fields": []}]}),
        json!({"results": [{"rows": []}]}),
        // Not raw text, or not arrays: the headers were ignored.
        answer(&json!([[1, "a"]])),
        answer(&json!([[true, "a"]])),
        answer(&json!([{"n": "1", "t": "a"}])),
        // Widths that differ from each other or from the header.
        answer(&json!([["1", "a"], ["1"]])),
        answer(&json!([["1"]])),
        answer(&json!([["1", "a", "b"]])),
    ];
    for body in bad {
        assert_eq!(read(&body, WIDE), Err(SqlError::Protocol), "{body}");
    }
    let whole = three().to_string();
    for text in [
        &whole[..whole.len() - 1],
        "",
        "<html>",
        &format!("{whole}x"),
    ] {
        assert_eq!(results(text.as_bytes(), |_| WIDE), Err(SqlError::Protocol));
    }
    // Deep nesting ends in an error, not in the stack.
    let deep = format!("{{\"x\":{}", "[".repeat(100_000));
    assert_eq!(results(deep.as_bytes(), |_| WIDE), Err(SqlError::Protocol));
}

#[test]
fn a_result_without_rows_keeps_its_columns() {
    let table = &read(&answer(&json!([])), WIDE).unwrap()[0];
    assert_eq!((table.columns.len(), table.rows.len()), (2, 0));
}
