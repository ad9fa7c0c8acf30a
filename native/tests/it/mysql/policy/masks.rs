//! What masks show, at every edge, and that none of them raises an error.

use plainquery_sql::validate;

use super::{MASK_KEY, catalog_of, policy_with_key};
use crate::mysql::server::{Server, servers};

const TABLES: &str = "\
CREATE TABLE odd (id int PRIMARY KEY, whole bigint, small tinyint, large bigint unsigned, price decimal(12,2), exact decimal(65,0), fine decimal(65,30), rough double, narrow float, word text, short varchar(5), western varchar(10), state enum('open','closed'), day date, moment datetime, instant timestamp, clock time, yes bool, document json, bytes blob);
";

const ROWS: &str = "
ALTER TABLE odd MODIFY western varchar(10) CHARACTER SET latin1, MODIFY instant timestamp NULL;
SET sql_mode = 'ALLOW_INVALID_DATES'; SET time_zone = '+00:00';
INSERT INTO odd VALUES
 (1, 1999, -1, 1999, 12.34, 1999, 1999.5, 1999.5, -0.5, 'abcdef', 'abc', 'abc', 'open', '2024-05-09', '2024-05-09 10:11:12', '2024-05-09 10:11:12', '10:00:00', 1, '[]', 'x'),
 (2, -9223372036854775808, -128, 0, -12.34, CONCAT('-', REPEAT('9', 65)), CONCAT('-', REPEAT('9', 35)), -1.7e308, -3.5e5, '\u{e9}\u{1f600}x', 'ab', '\u{e9}bc', 'closed', '1000-01-02', '1000-01-02 00:00:00', '1970-01-02 00:00:01', '-10:00:00', 0, '{}', ''),
 (3, 9223372036854775807, 127, 18446744073709551615, 0, REPEAT('9', 65), REPEAT('9', 35), 1.7e308, 3.5e5, '', '', '', NULL, '9999-12-31', '9999-12-31 23:59:59', '2038-01-19 03:14:07', '00:00:00', NULL, '1', NULL),
 (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (5, -1999, 10, 1000, -5, -1000, -0.5, -1999.5, 10, 'a\\\\bc', 'a''b', 'x', 'open', '0000-00-00', '0000-00-00 00:00:00', '2024-01-01 00:00:00', '00:00:01', 1, '1', 'y'),
 (6, 0, 0, 0, 0, 0, 0, 0, 0, 'A', 'a', 'a ', 'open', '2024-02-31', '2024-00-10 00:00:00', '2024-12-30 00:00:00', '00:00:01', 1, '1', 'y');
";

fn document(masks: &str) -> String {
    format!(
        "version = 1\n[roles.analyst]\nschemas = [\"odd\"]\n[[rules]]\ntable = \"odd.odd\"\n{masks}"
    )
}

fn prepare(server: &Server) {
    server.once("odd", || {
        server.prepare(&format!(
            "CREATE DATABASE odd CHARACTER SET utf8mb4;\nUSE odd;\n{TABLES}{ROWS}"
        ));
    });
}

/// The rows of some columns in their order.
fn shown(server: &Server, masks: &str, columns: &str, key: &str) -> Vec<String> {
    let catalog = catalog_of("odd", TABLES);
    let policy = policy_with_key(&document(masks), "acme", key);
    assert_eq!(policy.problems(&catalog), []);
    let sql = format!("SELECT {columns} FROM odd.odd ORDER BY id");
    let query = validate(&sql, &catalog, &policy).unwrap();
    let told = server.told(
        "odd",
        "STRICT_ALL_TABLES,NO_ZERO_DATE",
        query.text(),
        query.parameters(),
    );
    let told = told.unwrap_or_else(|error| panic!("{error}\n{}", query.text()));
    let rows = told.into_iter().filter(|line| !line.starts_with("Warning"));
    rows.skip(1).map(|row| row.replace('\t', "|")).collect()
}

#[test]
fn buckets_of_numbers_are_the_multiple_below() {
    let masks = "mask.whole = { kind = \"bucket\", width = 1000 }\nmask.small = { kind = \"bucket\", width = 10 }\n\
        mask.large = { kind = \"bucket\", width = 1000 }\nmask.price = { kind = \"bucket\", width = 5 }\n\
        mask.exact = { kind = \"bucket\", width = 100 }\nmask.rough = { kind = \"bucket\", width = 100 }\n\
        mask.narrow = { kind = \"bucket\", width = 1 }\n";
    for server in servers() {
        prepare(server);
        let columns = "whole, small, large, price, exact, rough, narrow";
        assert_eq!(
            shown(server, masks, columns, MASK_KEY),
            [
                "1000|-10|1000|10.00|1900|1900|-1",
                "-9223372036854776000|-130|0|-15.00|NULL|NULL|-350000",
                "9223372036854775000|120|18446744073709551000|0.00|NULL|NULL|350000",
                "NULL|NULL|NULL|NULL|NULL|NULL|NULL",
                "-2000|10|1000|-5.00|-1000|-2000|10",
                "0|0|0|0.00|0|0|0",
            ],
            "{:?}",
            server.kind
        );
        let widest = "mask.fine = { kind = \"bucket\", width = 4294967295 }\n\
             mask.exact = { kind = \"bucket\", width = 4294967295 }\nmask.whole = { kind = \"bucket\", width = 4294967295 }";
        assert_eq!(
            shown(server, widest, "fine, exact, whole", MASK_KEY).len(),
            6
        );
    }
}

#[test]
fn buckets_of_dates_are_the_start_of_the_unit() {
    for server in servers() {
        prepare(server);
        for (unit, first, second) in [
            ("day", "2024-05-09", "1000-01-02"),
            ("week", "2024-05-06", "0999-12-30"),
            ("month", "2024-05-01", "1000-01-01"),
            ("quarter", "2024-04-01", "1000-01-01"),
            ("year", "2024-01-01", "1000-01-01"),
        ] {
            let masks: String = ["day", "moment", "instant"]
                .map(|column| {
                    format!("mask.{column} = {{ kind = \"bucket\", unit = \"{unit}\" }}\n")
                })
                .concat();
            let rows = shown(server, &masks, "day, moment, instant", MASK_KEY);
            assert_eq!(
                rows[0],
                format!("{first}|{first} 00:00:00|{first} 00:00:00"),
                "{:?}",
                server.kind
            );
            assert!(
                rows[1].starts_with(&format!("{second}|{second} 00:00:00|")),
                "{:?}: {rows:?}",
                server.kind
            );
            assert_eq!(rows[2].split('|').next(), Some("NULL"));
            assert_eq!(rows[3], "NULL|NULL|NULL");
            assert!(
                rows[4].starts_with("NULL|NULL|"),
                "{:?}: {rows:?}",
                server.kind
            );
        }
    }
}

#[test]
fn partial_masks_keep_so_many_characters() {
    let masks: String = ["word", "short", "western", "state", "whole"]
        .map(|column| {
            format!("mask.{column} = {{ kind = \"partial\", keep_first = 1, keep_last = 1 }}\n")
        })
        .concat();
    for server in servers() {
        prepare(server);
        assert_eq!(
            shown(
                server,
                &masks,
                "word, short, western, state, whole",
                MASK_KEY
            ),
            [
                "a***f|a***c|a***c|o***n|1***9",
                "\u{e9}***x|***|\u{e9}***c|c***d|-***8",
                "***|***|***|NULL|9***7",
                "NULL|NULL|NULL|NULL|NULL",
                "a***c|a***b|***|o***n|-***9",
                "***|***|***|o***n|***",
            ],
            "{:?}",
            server.kind
        );
    }
}

/// By Python's `hmac.new(key.encode(), value.encode(), "sha256")`.
const WESTERN: &str = "0be6630cac75a0ff6bf22eb780f691db76700788c14e34989370e8cccbf7f7e2";
const OTHER_TYPES: &str = "344ba9888f04035917eb7a2eddb61ba82ed6ce71a04af4c3a051d3dc1f17d3b6|bc7b5178003d8e01e270cca5d06a3e19ba86fcdfffd008be53143e40304a0073|ee6e32612a9c42cd4bd07cb1ac6f164d8c6afcaad2f31cb1d2822aff41ebd6d9";
const HASHES: &[(&str, &str, &str)] = &[
    (
        "a key of the tests, 32 bytes or more",
        "abcdef",
        "2a678335e745ab2e6b53d8e68909b3fbfe26d98e669dd19052cd3f66ebc04377",
    ),
    (
        "schl\u{fc}ssel-schl\u{fc}ssel-schl\u{fc}ssel-schl\u{fc}ssel",
        "abcdef",
        "7252d38825eef8569fb4712532b6bcc61543420f982b7239c4319587bf8923cf",
    ),
    (
        "LONG",
        "abcdef",
        "27d8a791f881288de66008b4dbc561da35800b1ba78592ba7cbf833c872a4283",
    ),
];

#[test]
fn hashes_are_hmac_of_the_text_in_utf_8() {
    let long = format!("{}\u{e9}", "k".repeat(65));
    for server in servers() {
        prepare(server);
        for (key, value, expected) in HASHES {
            let key = if *key == "LONG" { &long } else { *key };
            let rows = shown(server, "mask.word = { kind = \"hash\" }", "word", key);
            assert_eq!(rows[0], *expected, "{:?}: {value}", server.kind);
            assert_eq!(rows[3], "NULL");
        }
        // The character set of a column is not the hash's.
        let rows = shown(
            server,
            "mask.western = { kind = \"hash\" }",
            "western",
            MASK_KEY,
        );
        assert_eq!(rows[1], WESTERN, "{:?}", server.kind);
        let rows = shown(
            server,
            "mask.whole = { kind = \"hash\" }\nmask.price = { kind = \"hash\" }\nmask.day = { kind = \"hash\" }",
            "whole, price, day",
            MASK_KEY,
        );
        assert_eq!(rows[0], OTHER_TYPES, "{:?}", server.kind);
    }
}

#[test]
fn nulls_fit_every_type() {
    let columns: Vec<String> = catalog_of("odd", TABLES)
        .relation("odd", "odd")
        .unwrap()
        .columns
        .iter()
        .map(|column| column.name.clone())
        .filter(|name| name != "id")
        .collect();
    let masks: Vec<String> = columns
        .iter()
        .map(|column| format!("mask.{column} = {{ kind = \"null\" }}\n"))
        .collect();
    for server in servers() {
        prepare(server);
        let rows = shown(server, &masks.concat(), &columns.join(", "), MASK_KEY);
        assert_eq!(rows.len(), 6);
        assert!(
            rows.iter()
                .all(|row| row.split('|').all(|cell| cell == "NULL"))
        );
    }
}

/// A mask that does not fit its column is told, and the table refused.
#[test]
fn what_does_not_fit_is_refused() {
    let catalog = catalog_of("odd", TABLES);
    for mask in [
        "mask.document = { kind = \"hash\" }",
        "mask.bytes = { kind = \"hash\" }",
        "mask.day = { kind = \"partial\" }",
        "mask.word = { kind = \"bucket\", width = 10 }",
        "mask.clock = { kind = \"bucket\", unit = \"day\" }",
        "rows = [{ column = \"bytes\", claim = \"tenant\" }]",
        "rows = [{ column = \"price\", claim = \"tenant\" }]",
        "rows = [{ column = \"rough\", claim = \"tenant\" }]",
        "rows = [{ column = \"day\", claim = \"tenant\" }]",
        "rows = [{ column = \"document\", claim = \"tenant\" }]",
    ] {
        let policy = policy_with_key(&document(mask), "acme", MASK_KEY);
        assert_eq!(policy.problems(&catalog).len(), 1, "{mask}");
        let why = validate("SELECT id FROM odd", &catalog, &policy).expect_err("refused");
        assert_eq!(why[0].rule.label(), "policy-misfit", "{mask}");
    }
}
