-- case: 001 => session-setting
PRAGMA table_info(orders)

-- case: 002 => session-setting
ATTACH 'x' AS y

-- case: 003 => system-relation
SELECT * FROM sqlite_master

-- case: 004 => system-relation
SELECT sql FROM sqlite_schema

-- case: 005 => unknown-function
SELECT load_extension('x')

-- case: 006 => unknown-function
SELECT readfile('/etc/passwd')

-- case: 007 => unknown-function
SELECT randomblob(1000000000)

-- case: 008 => unknown-function
SELECT zeroblob(1000000000)

-- case: 009 => unknown-function
SELECT printf('%1000000000s', 1)

-- case: 010 => unknown-function
SELECT hex(1)

-- case: 011 => table-function
SELECT * FROM pragma_table_info('orders')

-- case: 012 => table-function
SELECT * FROM generate_series(1, 5)

-- case: 013 => write-statement
REPLACE INTO orders VALUES (1)

-- case: 014 => unsupported-clause
SELECT DISTINCT ON (name) name FROM products

-- case: 015 => unsupported-source
SELECT * FROM (VALUES (1)) AS v (a)

-- case: 016 => unknown-column
SELECT nothing FROM products

-- case: 017 => several-statements
SELECT 1; SELECT 2

-- case: 018 => maintenance
VACUUM

-- case: 019 => maintenance
REINDEX

-- case: 020 => unknown-function
SELECT LOAD_EXTENSION('x')

-- case: 021 => unknown-source
SELECT c.name FROM categories AS c JOIN products AS p ON c.category_id = x.line_number

-- case: 022 => control-character
SELECT name AS "na​me" FROM products

-- case: 023 => control-character
SELECT "a	".name FROM products AS "a	"

-- case: 024 => identifier-too-long
SELECT name AS "an alias of more than sixty-three bytes, which no name may be in any server" FROM products

-- case: 025 => function-placement
SELECT name FROM products WHERE COUNT(*) > 1

-- case: 027 => unsupported-type
SELECT name COLLATE mine FROM products

-- case: 028 => unsupported-operator
SELECT name FROM products WHERE name MATCH 'x'

-- case: 029 => unsupported-expression
SELECT name FROM products WHERE name LIKE ALL ('a')

-- case: 030 => table-function
SELECT * FROM main.json_each('[]')

-- case: 031 => table-function
SELECT * FROM sqlite_dbpage(1)

-- case: 032 => unsupported-source
SELECT * FROM json_each('[]') AS e(a)

-- case: 033 => unknown-column
SELECT e.json FROM json_each('[]') AS e

-- case: 034 => whole-row
SELECT e FROM json_each('[]') AS e

-- case: 035 => unknown-column
SELECT x.rowid FROM (SELECT name FROM regions) AS x

-- case: 036 => ambiguous-column
SELECT rowid FROM regions, stores
