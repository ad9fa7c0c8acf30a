//! How to chart a result, from its columns' classes and its values.

use std::collections::HashSet;

use plainquery_core::{OutputColumn, Table, TypeClass};
use plainquery_wire::ask::{Chart, ChartKind};

/// More bars than this cannot be told apart.
const MAX_BARS: usize = 40;
/// Fewer points than this show no relation.
const MIN_POINTS: usize = 5;
/// Wider results are lists of things, not series.
const MAX_COLUMNS: usize = 4;
/// More series than this cannot be told apart.
const MAX_SERIES: usize = 3;

/// A chart that says more than the table; `None` where none does.
pub(crate) fn suggest(table: &Table) -> Option<Chart> {
    if table.columns.len() > MAX_COLUMNS {
        return None;
    }
    let measures: Vec<usize> = columns_where(table, |column| {
        column.class.is_numeric() && !is_identifier(&column.name) && !is_period(column)
    });
    if measures.is_empty() || measures.len() > MAX_SERIES {
        return None;
    }
    match table.rows.len() {
        1 if table.columns.len() == 1 => Some(chart(table, ChartKind::Number, None, &measures)),
        0 | 1 => None,
        rows => several_rows(table, rows, &measures),
    }
}

fn several_rows(table: &Table, rows: usize, measures: &[usize]) -> Option<Chart> {
    let periods = columns_where(table, is_period);
    let categories = columns_where(table, |column| {
        matches!(column.class, TypeClass::Text | TypeClass::Boolean)
    });
    match (periods.as_slice(), categories.as_slice()) {
        ([period], []) if is_distinct(table, *period) => {
            Some(chart(table, ChartKind::Line, Some(*period), measures))
        }
        ([], [category, ..]) if rows <= MAX_BARS && is_distinct(table, *category) => {
            Some(chart(table, ChartKind::Bar, Some(*category), measures))
        }
        ([], []) if measures.len() == 2 && rows >= MIN_POINTS && table.columns.len() == 2 => Some(
            chart(table, ChartKind::Scatter, Some(measures[0]), &measures[1..]),
        ),
        _ => None,
    }
}

fn chart(table: &Table, kind: ChartKind, x: Option<usize>, y: &[usize]) -> Chart {
    let name = |index: usize| table.columns[index].name.clone();
    Chart {
        kind,
        x: x.map(name),
        y: y.iter().copied().map(name).collect(),
    }
}

fn columns_where(table: &Table, is_wanted: impl Fn(&OutputColumn) -> bool) -> Vec<usize> {
    (0..table.columns.len())
        .filter(|index| is_wanted(&table.columns[*index]))
        .collect()
}

/// Dates, and numbers that name a period: `year`, `order_month`.
fn is_period(column: &OutputColumn) -> bool {
    let last_word = column.name.rsplit('_').next().unwrap_or_default();
    column.class.is_temporal()
        || column.class.is_numeric()
            && ["year", "quarter", "month", "week", "day", "hour"]
                .iter()
                .any(|period| last_word.eq_ignore_ascii_case(period))
}

fn is_identifier(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower == "id" || lower.ends_with("_id")
}

/// Whether each row has a value of its own in the column.
fn is_distinct(table: &Table, column: usize) -> bool {
    let mut seen = HashSet::new();
    table.rows.iter().all(|row| {
        row.get(column)
            .and_then(Option::as_deref)
            .is_some_and(|value| seen.insert(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[(&str, TypeClass)], rows: &[&[&str]]) -> Table {
        Table {
            columns: columns
                .iter()
                .map(|(name, class)| OutputColumn {
                    name: (*name).to_owned(),
                    class: *class,
                    type_name: String::new(),
                })
                .collect(),
            rows: rows
                .iter()
                .map(|row| row.iter().map(|cell| Some((*cell).to_owned())).collect())
                .collect(),
            truncated: false,
        }
    }

    fn check(columns: &[(&str, TypeClass)], rows: &[&[&str]], expected: &str) {
        let described = suggest(&table(columns, rows)).map_or("none".to_owned(), |chart| {
            format!(
                "{:?} {} {}",
                chart.kind,
                chart.x.unwrap_or_default(),
                chart.y.join(",")
            )
        });
        assert_eq!(described, expected);
    }

    #[test]
    fn one_number_is_shown_large() {
        check(
            &[("count", TypeClass::Integer)],
            &[&["42"]],
            "Number  count",
        );
        check(&[("id", TypeClass::Integer)], &[&["42"]], "none");
        check(&[("count", TypeClass::Integer)], &[], "none");
    }

    #[test]
    fn categories_become_bars() {
        let columns = [("region", TypeClass::Text), ("total", TypeClass::Decimal)];
        check(
            &columns,
            &[&["North", "1"], &["South", "2"]],
            "Bar region total",
        );
        check(&columns, &[&["North", "1"], &["North", "2"]], "none");
    }

    #[test]
    fn periods_become_lines() {
        let rows: &[&[&str]] = &[&["2024", "1"], &["2025", "2"]];
        check(
            &[("year", TypeClass::Integer), ("total", TypeClass::Decimal)],
            rows,
            "Line year total",
        );
        check(
            &[
                ("month", TypeClass::Timestamp),
                ("orders", TypeClass::Integer),
            ],
            rows,
            "Line month orders",
        );
    }

    #[test]
    fn two_dimensions_are_left_to_the_table() {
        check(
            &[
                ("month", TypeClass::Date),
                ("region", TypeClass::Text),
                ("total", TypeClass::Decimal),
            ],
            &[&["2024-01-01", "North", "1"], &["2024-01-01", "South", "2"]],
            "none",
        );
    }

    #[test]
    fn two_measures_become_points() {
        let columns = [("price", TypeClass::Decimal), ("stock", TypeClass::Integer)];
        let row: &[&str] = &["1", "2"];
        check(&columns, &[row; 5], "Scatter price stock");
        check(&columns, &[row; 4], "none");
    }
}
