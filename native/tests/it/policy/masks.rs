//! What masks show, at the edges of every type: none of them may raise an error.

use plainquery_sql::validate;

use super::{Place, policy_for};
use crate::support::cluster;

const TABLES: &str = "
    CREATE SCHEMA shop;
    CREATE TYPE shop.state AS ENUM ('open', 'closed');
    CREATE TABLE shop.odd (
        id integer PRIMARY KEY, whole bigint, small smallint, exact numeric, rough double precision,
        narrow real, price money, word text, short varchar(4), padded char(6), state shop.state,
        day date, moment timestamp, instant timestamptz, span interval, token uuid, flag boolean,
        document jsonb, list integer[], bytes bytea);
    INSERT INTO shop.odd VALUES
        (1, 1999, -1, 1999.99, 1999.5, -0.5, 12.34, 'abcdef', 'ab', 'ab', 'open', '2024-05-06',
            '2024-05-06 07:08:09', '2024-05-06 07:08:09Z', '1 day', '11111111-2222-3333-4444-555555555555',
            true, '{\"a\": 1}', '{1}', 'x'),
        (2, -9223372036854775808, -32768, 'NaN', 'Infinity', '-Infinity', -12.34, '', '', '', 'closed',
            'infinity', '-infinity', 'infinity', '-1 day', '11111111-2222-3333-4444-555555555555',
            false, 'null', '{}', ''),
        (3, 9223372036854775807, 32767, 1e100, 'NaN', 1e-40, 0, 'é€😀xy', 'abcd', 'abcdef', 'open',
            '5874897-12-31', '294276-12-31', '4714-11-24 BC', '0', '11111111-2222-3333-4444-555555555555',
            NULL, '[]', '{1,NULL}', '\\xff'),
        (4, NULL, NULL, NULL, 1e-308, 0, NULL, NULL, NULL, NULL, NULL, '4714-11-24 BC', NULL, NULL, NULL,
            NULL, NULL, NULL, NULL, NULL);
    GRANT USAGE ON SCHEMA shop TO reader; GRANT SELECT ON shop.odd TO reader";

fn document(masks: &str) -> String {
    format!(
        "version = 1\n[roles.analyst]\nschemas = [\"shop\"]\n[[rules]]\ntable = \"shop.odd\"\n{masks}"
    )
}

async fn place(database: &str) -> Option<Place> {
    let cluster = cluster()?;
    let create = format!("CREATE DATABASE {database}");
    cluster.run_all("postgres", &create).await;
    cluster.run_all(database, TABLES).await;
    Some(Place::open(cluster, database).await)
}

async fn shown(place: &mut Place, masks: &str, columns: &str) -> Vec<String> {
    let policy = policy_for(&document(masks), "acme");
    assert_eq!(policy.problems(&place.catalog), []);
    let sql = format!("SELECT {columns} FROM shop.odd ORDER BY id");
    let query = validate(&sql, &place.catalog, &policy).unwrap();
    let told = place.run(query.text(), &query).await.unwrap();
    let cell = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "NULL".to_owned());
    told.rows
        .iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|"))
        .collect()
}

#[tokio::test]
async fn masks_show_what_is_documented_at_every_edge() {
    let Some(mut place) = place("masks").await else {
        return;
    };
    let place = &mut place;
    let buckets = "mask.whole = { kind = \"bucket\", width = 1000 }\nmask.small = { kind = \"bucket\", width = 10 }\n\
        mask.exact = { kind = \"bucket\", width = 100 }\nmask.rough = { kind = \"bucket\", width = 100 }\n\
        mask.narrow = { kind = \"bucket\", width = 1 }\nmask.price = { kind = \"bucket\", width = 5 }\n";
    assert_eq!(
        shown(place, buckets, "whole, small, exact, rough, narrow, price").await,
        [
            "1000|-10|1900|1900|-1|10".to_owned(),
            "-9223372036854776000|-32770|NaN|NULL|NULL|-15".to_owned(),
            format!("9223372036854775000|32760|1{}|NULL|0|0", "0".repeat(100)),
            "NULL|NULL|NULL|0|0|NULL".to_owned(),
        ]
    );
    for (unit, first) in [
        (
            "day",
            "2024-05-06|2024-05-06 00:00:00|2024-05-06 00:00:00+00",
        ),
        (
            "week",
            "2024-05-06|2024-05-06 00:00:00|2024-05-06 00:00:00+00",
        ),
        (
            "month",
            "2024-05-01|2024-05-01 00:00:00|2024-05-01 00:00:00+00",
        ),
        (
            "quarter",
            "2024-04-01|2024-04-01 00:00:00|2024-04-01 00:00:00+00",
        ),
        (
            "year",
            "2024-01-01|2024-01-01 00:00:00|2024-01-01 00:00:00+00",
        ),
    ] {
        let masks: String = ["day", "moment", "instant"]
            .map(|column| format!("mask.{column} = {{ kind = \"bucket\", unit = \"{unit}\" }}\n"))
            .concat();
        assert_eq!(
            shown(place, &masks, "day, moment, instant").await,
            [first, "NULL|NULL|NULL", "NULL|NULL|NULL", "NULL|NULL|NULL"],
            "{unit}"
        );
    }
    let partial: String = ["word", "short", "padded", "state", "token", "whole"]
        .map(|column| {
            format!("mask.{column} = {{ kind = \"partial\", keep_first = 1, keep_last = 2 }}\n")
        })
        .concat();
    assert_eq!(
        shown(place, &partial, "word, short, padded, state, token, whole").await,
        [
            "a***ef|***|***|o***en|1***55|1***99",
            "***|***|***|c***ed|1***55|-***08",
            "é***xy|a***cd|a***ef|o***en|1***55|9***07",
            "NULL|NULL|NULL|NULL|NULL|NULL",
        ]
    );
}

#[tokio::test]
async fn nulls_and_hashes_fit_every_type_that_they_take() {
    let Some(mut place) = place("null_masks").await else {
        return;
    };
    let place = &mut place;
    let all: Vec<String> = place.catalog.relations[0]
        .columns
        .iter()
        .map(|column| column.name.clone())
        .filter(|name| name != "id")
        .collect();
    let masks = |kind: &str, columns: &[String]| -> String {
        let mask = |column: &String| format!("mask.{column} = {{ kind = \"{kind}\" }}\n");
        columns.iter().map(mask).collect()
    };
    let nulls = shown(place, &masks("null", &all), &all.join(", ")).await;
    assert!(
        nulls
            .iter()
            .all(|row| row.split('|').all(|cell| cell == "NULL"))
    );
    let unfit = ["span", "document", "list", "bytes"];
    let columns: Vec<String> = all
        .iter()
        .filter(|name| !unfit.contains(&name.as_str()))
        .cloned()
        .collect();
    let hashes = shown(place, &masks("hash", &columns), &columns.join(", ")).await;
    for (number, row) in hashes.iter().enumerate() {
        let mut cells = row.split('|');
        assert!(
            cells.all(|cell| cell == "NULL" || cell.len() == 64),
            "{number}: {row}"
        );
    }
    let policy = policy_for(&document(&masks("hash", &unfit.map(str::to_owned))), "acme");
    assert_eq!(policy.problems(&place.catalog).len(), unfit.len());
}
