//! Every answer as a table, for `DuckDB`, pandas, polars and the like.

use polars::prelude::{Column, DataFrame, NamedFrom, ParquetWriter, PolarsResult, Series};

use crate::{
    comparison::terminal::verdict_word,
    recorded_run::RecordedRun,
    run_folder::{ItemRecord, ResultSample},
};

/// The file: a row an answer, in the order of the run; scores are columns named `score_…`, results and
/// gold results JSON.
pub fn render(run: &RecordedRun) -> PolarsResult<Vec<u8>> {
    let records = &run.records;
    let mut columns = texts(records);
    columns.extend(lists(records));
    columns.extend(numbers(records));
    columns.extend(scores(records));
    let mut table = DataFrame::new(records.len(), columns)?;
    let mut file = Vec::new();
    ParquetWriter::new(&mut file).finish(&mut table)?;
    Ok(file)
}

fn column<T>(name: &str, records: &[ItemRecord], value: impl Fn(&ItemRecord) -> T) -> Column
where
    Vec<T>: ColumnValues,
{
    records
        .iter()
        .map(value)
        .collect::<Vec<T>>()
        .into_column(name)
}

/// Values that a column is made of.
trait ColumnValues {
    fn into_column(self, name: &str) -> Column;
}

macro_rules! column_values {
    ($($kind:ty),*) => {$(
        impl ColumnValues for Vec<$kind> {
            fn into_column(self, name: &str) -> Column {
                Column::new(name.into(), self)
            }
        }
    )*};
}

column_values!(
    String,
    Option<String>,
    bool,
    u32,
    u64,
    f64,
    Option<f64>,
    Series
);

fn texts(records: &[ItemRecord]) -> Vec<Column> {
    let json = |sample: &Option<ResultSample>| {
        sample
            .as_ref()
            .and_then(|sample| serde_json::to_string(sample).ok())
    };
    let word = |outcome: Option<plainquery_wire::ask::Outcome>| {
        outcome.map(|outcome| format!("{outcome:?}").to_lowercase())
    };
    vec![
        column("id", records, |answer| answer.id.clone()),
        column("repeat", records, |answer| answer.repeat),
        column("database", records, |answer| answer.database.clone()),
        column("question", records, |answer| answer.question.clone()),
        column("hardness", records, |answer| answer.hardness.clone()),
        column("expected", records, |answer| word(Some(answer.expected))),
        column("outcome", records, |answer| word(answer.outcome)),
        column("verdict", records, |answer| {
            verdict_word(answer.verdict).replace(' ', "_")
        }),
        column("why", records, |answer| answer.why.clone()),
        column("sql", records, |answer| answer.sql.clone()),
        column("gold_sql", records, |answer| answer.gold_sql.clone()),
        column("result", records, |answer| json(&answer.result)),
        column("gold_result", records, |answer| json(&answer.gold_result)),
        column("author", records, |answer| answer.author.clone()),
    ]
}

fn lists(records: &[ItemRecord]) -> Vec<Column> {
    let list = |values: &[String]| Series::new("".into(), values);
    vec![
        column("tags", records, |answer| list(&answer.tags)),
        column("ranked_tables", records, |answer| {
            list(&answer.ranked_tables)
        }),
        column("gold_tables", records, |answer| list(&answer.gold_tables)),
        column("gold_columns", records, |answer| list(&answer.gold_columns)),
        column("shown_columns", records, |answer| {
            list(&answer.shown_columns)
        }),
    ]
}

fn numbers(records: &[ItemRecord]) -> Vec<Column> {
    vec![
        column("is_bypass", records, |answer| answer.is_bypass),
        column("is_false_refusal", records, |answer| {
            answer.is_false_refusal
        }),
        column("confidence", records, |answer| answer.confidence),
        column("model_calls", records, |answer| answer.model_calls),
        column("replayed_calls", records, |answer| answer.replayed_calls),
        column("repairs", records, |answer| answer.repairs),
        column("input_tokens", records, |answer| answer.input_tokens),
        column("output_tokens", records, |answer| answer.output_tokens),
        column("cost_usd", records, |answer| answer.cost_usd),
        column("latency_ms", records, |answer| answer.latency_ms),
    ]
}

fn scores(records: &[ItemRecord]) -> Vec<Column> {
    let names: std::collections::BTreeSet<&String> = records
        .iter()
        .flat_map(|answer| answer.scores.keys())
        .collect();
    names
        .into_iter()
        .map(|name| {
            column(&format!("score_{name}"), records, |answer| {
                answer.scores.get(name).copied()
            })
        })
        .collect()
}
