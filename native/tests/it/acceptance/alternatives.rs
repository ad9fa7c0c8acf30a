//! Gold answers with alternatives, as `sql-eval` writes them: several queries with semicolons between
//! them; `{a, b}` stands for any of these columns, one or more; `{}` repeats the choice, as in GROUP BY.

/// Every query that an answer stands for.
pub(super) fn queries(answer: &str) -> Vec<String> {
    answer
        .split(';')
        .map(str::trim)
        .filter(|query| !query.is_empty())
        .flat_map(expanded)
        .collect()
}

fn expanded(query: &str) -> Vec<String> {
    let choice = query.match_indices('{').find_map(|(start, _)| {
        let end = start + query[start..].find('}')?;
        let inside = &query[start + 1..end];
        (!inside.trim().is_empty()).then_some((start, end, inside))
    });
    let Some((start, end, inside)) = choice else {
        return vec![query.to_owned()];
    };
    let columns: Vec<&str> = inside.split(',').map(str::trim).collect();
    (1..1_u32 << columns.len())
        .flat_map(|chosen| {
            let names: Vec<&str> = columns
                .iter()
                .enumerate()
                .filter(|(index, _)| chosen & (1 << index) != 0)
                .map(|(_, name)| *name)
                .collect();
            let names = names.join(", ");
            let query = format!("{}{names}{}", &query[..start], &query[end + 1..]);
            expanded(&query.replace("{}", &names))
        })
        .collect()
}

#[test]
fn each_choice_of_columns_is_a_query() {
    assert_eq!(
        queries("SELECT {a.id, a.name}, count(*) FROM a GROUP BY {}; SELECT 1;"),
        [
            "SELECT a.id, count(*) FROM a GROUP BY a.id",
            "SELECT a.name, count(*) FROM a GROUP BY a.name",
            "SELECT a.id, a.name, count(*) FROM a GROUP BY a.id, a.name",
            "SELECT 1",
        ]
    );
}
