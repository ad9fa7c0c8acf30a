//! Whose a row is, told apart exactly: no collation, no trailing space and no number that a text starts
//! with makes one tenant another.

use plainquery_sql::validate;

use super::{catalog_of, policy_for};
use crate::mysql::server::servers;

const TABLES: &str = "\
CREATE TABLE tenants (id int PRIMARY KEY, plain varchar(40), bytewise varchar(40), western varchar(40), fixed char(10), long_text text, listed enum('acme','ACME2','7'), whole bigint, small tinyint unsigned, large bigint unsigned);
";

/// What a text says otherwise than the catalog: another character set, another collation.
const CHANGES: &str = "
ALTER TABLE tenants MODIFY bytewise varchar(40) COLLATE utf8mb4_bin, MODIFY western varchar(40) CHARACTER SET latin1;
";

const ROWS: &str = "
INSERT INTO tenants VALUES
 (1, 'acme', 'acme', 'acme', 'acme', 'acme', 'acme', 1, 1, 1),
 (2, 'ACME', 'ACME', 'ACME', 'ACME', 'ACME', 'ACME2', 2, 2, 18446744073709551615),
 (3, 'acme ', 'acme ', 'acme ', 'acme2', 'acme ', '7', -1, 0, 9223372036854775808),
 (4, 'acm\u{e9}', 'acm\u{e9}', 'acm\u{e9}', 'acm\u{e9}', 'acm\u{e9}', NULL, 7, 7, 7),
 (5, '0', '0', '0', '0', '0', NULL, 0, 0, 0),
 (6, '1', '1', '1', '1', '1', NULL, -9223372036854775808, 255, 70),
 (7, '1abc', '1abc', '1abc', '1abc', '1abc', NULL, 10, 10, 10),
 (8, '', '', '\u{c3}\u{a9}', '', '', NULL, 100, 100, 100),
 (9, NULL, NULL, '\u{e9}', NULL, NULL, NULL, NULL, NULL, NULL),
 (10, '7', '7', '7', '7', '7', NULL, 9223372036854775807, 17, 17),
 (11, '07', '07', '07', '07', '07', NULL, 70, 70, 71),
 (12, '7.0', '7.0', '7.0', '7.0', '7.0', NULL, 71, 71, 72);
";

/// Claims, columns, and the rows that each shows.
const EXPECTED: &[(&str, &str, &[u32])] = &[
    ("acme", "plain", &[1]),
    ("acme", "bytewise", &[1]),
    ("acme", "western", &[1]),
    ("acme", "fixed", &[1]),
    ("acme", "long_text", &[1]),
    ("acme", "listed", &[1]),
    ("ACME", "plain", &[2]),
    ("ACME", "western", &[2]),
    ("acme ", "plain", &[3]),
    ("acme ", "bytewise", &[3]),
    ("acme ", "fixed", &[]),
    ("acme  ", "plain", &[]),
    ("acm\u{e9}", "plain", &[4]),
    ("acm\u{e9}", "western", &[4]),
    ("acme\u{301}", "plain", &[]),
    ("0", "plain", &[5]),
    ("0", "listed", &[]),
    ("1", "plain", &[6]),
    ("1", "listed", &[]),
    ("7", "listed", &[3]),
    ("3", "listed", &[]),
    ("1abc", "plain", &[7]),
    ("1abc", "western", &[7]),
    ("\u{e9}", "western", &[9]),
    ("\u{c3}\u{a9}", "western", &[8]),
    ("NULL", "plain", &[]),
    ("%", "plain", &[]),
    ("a'; --", "plain", &[]),
    ("7", "plain", &[10]),
    ("07", "plain", &[11]),
    ("7", "whole", &[4]),
    ("007", "whole", &[4]),
    ("+7", "whole", &[4]),
    ("0", "whole", &[5]),
    ("-1", "whole", &[3]),
    ("-1", "large", &[]),
    ("-9223372036854775808", "whole", &[6]),
    ("9223372036854775807", "whole", &[10]),
    ("255", "small", &[6]),
    ("256", "small", &[]),
    ("9223372036854775807", "large", &[]),
    ("7", "large", &[4]),
];

fn document(column: &str) -> String {
    format!(
        "version = 1\n[roles.analyst]\nschemas = [\"exact\"]\n[[rules]]\ntable = \"exact.tenants\"\n\
         rows = [{{ column = \"{column}\", claim = \"tenant\" }}]\n"
    )
}

#[test]
fn tenants_are_told_apart_exactly() {
    let catalog = catalog_of("exact", TABLES);
    for server in servers() {
        server.once("exact", || {
            server.prepare(&format!(
                "CREATE DATABASE exact CHARACTER SET utf8mb4;\nUSE exact;\n{TABLES}{CHANGES}{ROWS}"
            ));
        });
        let mut wrong = Vec::new();
        for (claim, column, expected) in EXPECTED {
            let policy = policy_for(&document(column), claim);
            let query = validate("SELECT id FROM tenants", &catalog, &policy).unwrap();
            let rows = server
                .rows("exact", "", query.text(), query.parameters())
                .unwrap();
            let mut found: Vec<u32> = rows.iter().skip(1).map(|id| id.parse().unwrap()).collect();
            found.sort_unstable();
            if found != *expected {
                wrong.push(format!("{column} = {claim:?}: {found:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{:?}: {}", server.kind, wrong.join("\n"));
    }
}

/// Where the catalog, which is written by hand, says another type than the column has, nobody sees a row
/// whose text is not the claim.
#[test]
fn a_wrong_type_in_the_catalog_shows_no_row_of_others() {
    let kinds = [
        ("bigint", "varchar(40)"),
        ("tinyint unsigned", "varchar(40)"),
        ("varchar(40)", "bigint"),
        ("text", "bigint"),
        ("enum('acme','ACME2','7')", "bigint"),
        ("bigint unsigned", "text"),
    ];
    for server in servers() {
        server.once("exact_types", || {
            server.prepare(&format!(
                "CREATE DATABASE exact_types CHARACTER SET utf8mb4;\nUSE exact_types;\n{TABLES}{CHANGES}{ROWS}"
            ));
        });
        for (real, told) in kinds {
            let tables = TABLES.replace(real, told);
            let catalog = catalog_of("exact_types", &tables);
            let table = catalog.relation("exact_types", "tenants").unwrap();
            let of_told = table
                .columns
                .iter()
                .filter(|column| column.type_name == told);
            for column in of_told {
                for claim in ["acme", "ACME", "0", "1", "7", "-1", "acme "] {
                    let policy = policy_for(
                        &document(&column.name).replace("exact", "exact_types"),
                        claim,
                    );
                    let sql = format!("SELECT id, `{}` FROM tenants", column.name);
                    let Ok(query) = validate(&sql, &catalog, &policy) else {
                        assert!(
                            told == "bigint" && claim.parse::<i64>().is_err(),
                            "{told}: {claim}"
                        );
                        continue;
                    };
                    let Ok(rows) = server.rows("exact_types", "", query.text(), query.parameters())
                    else {
                        continue;
                    };
                    for row in rows.iter().skip(1) {
                        let (_, value) = row.split_once('\t').unwrap();
                        assert_eq!(value, claim, "{:?}: {} as {told}", server.kind, column.name);
                    }
                }
            }
        }
    }
}
