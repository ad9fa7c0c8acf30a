-- catalog: sqlite

-- case: 001 => session-setting
PRAGMA query_only = OFF

-- case: 002 => session-setting
PRAGMA database_list

-- case: 003 => session-setting
PRAGMA journal_mode = DELETE

-- case: 004 => session-setting
PRAGMA main.table_info('orders')

-- case: 005 => session-setting
PRAGMA temp_store_directory = '/tmp'

-- case: 006 => session-setting
pragma writable_schema=1

-- case: 007 => session-setting
ATTACH DATABASE '/etc/passwd' AS x

-- case: 008 => session-setting
ATTACH ':memory:' AS x

-- case: 009 => session-setting
ATTACH 'file:x?mode=rwc' AS y

-- case: 010 => session-setting
DETACH DATABASE x

-- case: 011 => write-statement
REPLACE INTO orders (order_id) VALUES (1)

-- case: 012 => write-statement
INSERT OR REPLACE INTO orders (order_id) VALUES (1)

-- case: 013 => write-statement
INSERT INTO orders SELECT * FROM orders

-- case: 014 => write-statement
UPDATE OR IGNORE orders SET status = 'x'

-- case: 015 => write-statement
DELETE FROM orders WHERE rowid = 1

-- case: 016 => write-in-query
WITH x AS (SELECT 1) DELETE FROM orders

-- case: 017 => write-in-query
WITH x AS (SELECT 1) INSERT INTO regions SELECT 1, 'a', 'b'

-- case: 018 => write-in-query
WITH x AS (SELECT 1) UPDATE orders SET status = 'x'

-- case: 019 => write-in-query
SELECT * FROM (WITH d AS (DELETE FROM orders RETURNING order_id) SELECT * FROM d)

-- case: 020 => schema-change
CREATE TABLE t (a)

-- case: 021 => schema-change
CREATE VIRTUAL TABLE t USING fts5(body)

-- case: 022 => schema-change
CREATE VIRTUAL TABLE t USING csv(filename='/etc/passwd')

-- case: 023 => schema-change
CREATE TEMP TRIGGER t AFTER INSERT ON orders BEGIN SELECT 1; END

-- case: 024 => schema-change
DROP TABLE orders

-- case: 025 => schema-change
ALTER TABLE orders RENAME TO gone

-- case: 026 => maintenance
VACUUM INTO '/tmp/copy.db'

-- case: 027 => maintenance
VACUUM main

-- case: 028 => maintenance
ANALYZE sqlite_master

-- case: 029 => maintenance
REINDEX NOCASE

-- case: 030 => transaction-control
BEGIN IMMEDIATE

-- case: 031 => transaction-control
BEGIN EXCLUSIVE TRANSACTION

-- case: 032 => transaction-control
COMMIT

-- case: 033 => transaction-control
ROLLBACK TO x

-- case: 034 => transaction-control
SAVEPOINT x

-- case: 035 => transaction-control
RELEASE x

-- case: 036 => explain-statement
EXPLAIN QUERY PLAN SELECT * FROM orders

-- case: 037 => explain-statement
EXPLAIN SELECT * FROM sqlite_master

-- case: 038 => several-statements
SELECT 1; ATTACH 'x' AS y

-- case: 039 => several-statements
SELECT 1; DROP TABLE orders

-- case: 040 => several-statements
SELECT load_extension('x'); SELECT 1

-- case: 041 => system-relation
SELECT sql FROM sqlite_master

-- case: 042 => system-relation
SELECT * FROM sqlite_schema

-- case: 043 => system-relation
SELECT * FROM sqlite_temp_master

-- case: 044 => system-relation
SELECT * FROM sqlite_temp_schema

-- case: 045 => system-relation
SELECT * FROM sqlite_sequence

-- case: 046 => system-relation
SELECT * FROM sqlite_stat1

-- case: 047 => system-relation
SELECT * FROM sqlite_stat4

-- case: 048 => system-relation
SELECT * FROM main.sqlite_master

-- case: 049 => system-relation
SELECT * FROM "sqlite_master"

-- case: 050 => system-relation
SELECT * FROM [sqlite_master]

-- case: 051 => system-relation
SELECT * FROM `SQLITE_MASTER`

-- case: 052 => system-relation
SELECT * FROM pragma_table_info

-- case: 053 => system-relation
SELECT * FROM pragma_database_list

-- case: 054 => system-relation
SELECT * FROM sqlite_dbpage

-- case: 055 => system-relation
SELECT (SELECT sql FROM sqlite_master LIMIT 1)

-- case: 056 => system-relation
SELECT name FROM products UNION SELECT sql FROM sqlite_master

-- case: 057 => system-relation
SELECT 1 WHERE EXISTS (SELECT 1 FROM sqlite_master)

-- case: 058 => system-relation
WITH m AS (SELECT * FROM sqlite_schema) SELECT * FROM m

-- case: 059 => table-function
SELECT * FROM pragma_table_info('orders')

-- case: 060 => table-function
SELECT * FROM pragma_database_list()

-- case: 063 => table-function
SELECT * FROM generate_series(1, 1000000000)

-- case: 064 => table-function
SELECT * FROM fsdir('/etc')

-- case: 065 => table-function
SELECT * FROM readfile('/etc/passwd')

-- case: 066 => table-function
SELECT * FROM carray(1, 2)

-- case: 067 => table-function
SELECT * FROM fts_index('x')

-- case: 068 => table-function
SELECT * FROM dbstat()

-- case: 070 => table-function
SELECT * FROM sqlite_dbdata('x')

-- case: 071 => unknown-function
SELECT load_extension('/tmp/evil.so', 'init')

-- case: 072 => unknown-function
SELECT Load_Extension('x')

-- case: 073 => unknown-function
SELECT "load_extension"('x')

-- case: 074 => unknown-function
SELECT [load_extension]('x')

-- case: 075 => unknown-function
SELECT `load_extension`('x')

-- case: 076 => unknown-function
SELECT load_extension/**/('x')

-- case: 077 => unknown-function
SELECT readfile('/etc/passwd')

-- case: 078 => unknown-function
SELECT writefile('/tmp/x', 'y')

-- case: 079 => unknown-function
SELECT writefile('/tmp/x', name) FROM products

-- case: 080 => unknown-function
SELECT edit('x')

-- case: 081 => unknown-function
SELECT fts3_tokenizer('x')

-- case: 082 => unknown-function
SELECT fts5(1)

-- case: 083 => unknown-function
SELECT highlight(products, 0, '<', '>') FROM products

-- case: 084 => unknown-function
SELECT snippet(products) FROM products

-- case: 085 => unknown-function
SELECT bm25(products) FROM products

-- case: 086 => unknown-function
SELECT matchinfo(products) FROM products

-- case: 087 => unknown-function
SELECT zeroblob(1000000000)

-- case: 088 => unknown-function
SELECT randomblob(1000000000)

-- case: 089 => unknown-function
SELECT printf('%.*c', 1000000000, 'x')

-- case: 090 => unknown-function
SELECT format('%1000000000d', 1)

-- case: 091 => unknown-function
SELECT hex(zeroblob(1000000000))

-- case: 092 => unknown-function
SELECT quote(name) FROM products

-- case: 093 => unknown-function
SELECT unhex('00')

-- case: 094 => unknown-function
SELECT char(65)

-- case: 095 => unknown-function
SELECT last_insert_rowid()

-- case: 096 => unknown-function
SELECT changes()

-- case: 097 => unknown-function
SELECT total_changes()

-- case: 098 => unknown-function
SELECT sqlite_version()

-- case: 099 => unknown-function
SELECT sqlite_source_id()

-- case: 100 => unknown-function
SELECT sqlite_compileoption_get(0)

-- case: 101 => unknown-function
SELECT sqlite_compileoption_used('x')

-- case: 102 => unknown-function
SELECT sqlite_offset(name) FROM products

-- case: 103 => unknown-function
SELECT sqlite_log(1, 'x')

-- case: 104 => unknown-function
SELECT rtreecheck('x')

-- case: 105 => unknown-function
SELECT rtreenode(2, 'x')

-- case: 106 => unknown-function
SELECT soundex(name) FROM products

-- case: 107 => unknown-function
SELECT likelihood(name, 0.5) FROM products

-- case: 108 => unknown-function
SELECT sha3(name) FROM products

-- case: 109 => unknown-function
SELECT sha3_query('SELECT 1')

-- case: 110 => unknown-function
SELECT dbinfo('x')

-- case: 111 => unknown-function
SELECT name FROM products WHERE load_extension('x')

-- case: 112 => unknown-function
SELECT name FROM products ORDER BY writefile('a', name)

-- case: 113 => unknown-function
SELECT CASE WHEN load_extension('x') THEN 1 END

-- case: 114 => unknown-function
SELECT count(*) FILTER (WHERE readfile('x') IS NULL) FROM products

-- case: 115 => unknown-function
SELECT sum(1) OVER (ORDER BY randomblob(9)) FROM products

-- case: 116 => unknown-function
SELECT repeat('x', 100)

-- case: 117 => unknown-function
SELECT pg_sleep(1)

-- case: 118 => unknown-function
SELECT sleep(1)

-- case: 119 => unsupported-operator
SELECT name FROM products WHERE name MATCH 'x'

-- case: 120 => unsupported-operator
SELECT name FROM products WHERE products MATCH 'x'

-- case: 121 => unsupported-operator
SELECT name FROM products WHERE name REGEXP '(a+)+$'

-- case: 122 => syntax
SELECT name FROM products WHERE name NOT MATCH 'x'

-- case: 123 => unsupported-operator
SELECT name FROM products WHERE name ~ 'x'

-- case: 124 => unsupported-operator
SELECT 1 <=> 2

-- case: 125 => syntax
SELECT * FROM products INDEXED BY i

-- case: 126 => syntax
SELECT * FROM products NOT INDEXED

-- case: 127 => unsupported-source
SELECT * FROM (VALUES (1)) v(a)

-- case: 128 => unsupported-source
SELECT p.name FROM products p, LATERAL (SELECT 1) l

-- case: 129 => unsupported-type
SELECT CAST(name AS blob) FROM products

-- case: 130 => unsupported-type
SELECT CAST(name AS varbinary) FROM products

-- case: 131 => unsupported-type
SELECT name COLLATE evil FROM products

-- case: 132 => unsupported-type
SELECT CAST(name AS json) FROM products

-- case: 133 => unsupported-literal
SELECT x'00ff'

-- case: 134 => unsupported-literal
SELECT X'53514C'

-- case: 135 => unsupported-literal
SELECT 1e999

-- case: 136 => unknown-function
SELECT CASE WHEN true THEN RAISE(ABORT, 'x') END

-- case: 137 => unsupported-expression
SELECT name FROM products WHERE name LIKE ANY ('a')

-- case: 138 => syntax
SELECT name FROM products WHERE product_id = ANY (ARRAY[1])

-- case: 139 => unknown-column
SELECT ARRAY[1, 2]

-- case: 140 => unsupported-clause
SELECT DISTINCT ON (name) name FROM products

-- case: 142 => unknown-column
SELECT oid FROM products

-- case: 143 => unknown-column
SELECT _rowid_ FROM products

-- case: 146 => unknown-column
SELECT products.nothing FROM products

-- case: 147 => control-character
SELECT name AS "na​me" FROM products

-- case: 148 => control-character
SELECT name AS [a‮b] FROM products

-- case: 149 => control-character
SELECT `na​me` FROM products

-- case: 150 => placeholder
SELECT ?

-- case: 151 => placeholder
SELECT ?1

-- case: 152 => placeholder
SELECT :name

-- case: 153 => placeholder
SELECT @name

-- case: 154 => placeholder
SELECT $name

-- case: 155 => placeholder
SELECT name FROM products WHERE product_id = ?

-- case: 156 => value-too-large
SELECT <<9|replace(>>'a'<<9|, 'a', 'aaaaaaaaaaaaaaaa')>>

-- case: 157 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT n FROM t

-- case: 158 => recursion-without-end
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 5

-- case: 159 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT n FROM t

-- catalog: sqlite-bank

-- case: 160 => column-not-permitted
SELECT note FROM clients

-- case: 161 => column-not-permitted
SELECT "note" FROM clients

-- case: 162 => column-not-permitted
SELECT [note] FROM clients

-- case: 163 => column-not-permitted
SELECT `note` FROM clients

-- case: 164 => column-not-permitted
SELECT NOTE FROM clients

-- case: 165 => column-not-permitted
SELECT c."Note" FROM clients c

-- case: 166 => column-not-permitted
SELECT id FROM clients WHERE note GLOB 'S*'

-- case: 167 => column-not-permitted
SELECT id FROM clients ORDER BY note

-- case: 168 => column-not-permitted
SELECT (SELECT max(note) FROM clients)

-- case: 169 => column-not-permitted
SELECT group_concat(note) FROM clients

-- case: 170 => column-not-permitted
SELECT id FROM clients WHERE "note" = 'x'

-- case: 171 => column-not-permitted
SELECT iif(note > 'm', 1, 0) FROM clients

-- case: 172 => column-not-permitted
SELECT instr(note, 'x') FROM clients

-- case: 173 => column-not-permitted
WITH c AS (SELECT note AS n FROM clients) SELECT n FROM c

-- case: 174 => policed-system-column
SELECT rowid FROM clients

-- case: 175 => policed-system-column
SELECT ROWID FROM clients

-- case: 176 => policed-system-column
SELECT "rowid" FROM clients

-- case: 177 => policed-system-column
SELECT oid FROM clients

-- case: 178 => policed-system-column
SELECT _rowid_ FROM clients

-- case: 179 => policed-system-column
SELECT c.rowid FROM clients c

-- case: 180 => policed-system-column
SELECT id FROM clients WHERE rowid > 100

-- case: 181 => policed-system-column
SELECT max(rowid) FROM accounts

-- case: 182 => policed-system-column
SELECT id FROM clients ORDER BY _ROWID_

-- case: 183 => policed-system-column
SELECT a.id FROM clients a JOIN accounts b ON a.rowid = b.rowid

-- case: 184 => policed-whole-row
SELECT clients FROM clients

-- case: 185 => policed-whole-row
SELECT c FROM clients c

-- case: 186 => policed-whole-row
SELECT id FROM clients c WHERE c = 1

-- case: 187 => policed-partition
SELECT * FROM clients_of_old

-- case: 188 => policed-partition
SELECT note FROM clients_of_old

-- case: 189 => policed-partition
SELECT count(*) FROM main.clients_of_old

-- case: 190 => relation-not-permitted
SELECT * FROM clients_view

-- case: 191 => relation-not-permitted
SELECT note FROM main.clients_view

-- case: 192 => relation-not-permitted
SELECT (SELECT max(note) FROM clients_view)

-- case: 193 => claim-missing
SELECT * FROM staff

-- case: 194 => claim-missing
SELECT (SELECT max(name) FROM staff)

-- case: 195 => policy-misfit
SELECT * FROM loans

-- case: 196 => policy-misfit
SELECT sum(amount) FROM loans

-- case: 197 => system-relation
SELECT sql FROM sqlite_master WHERE name = 'clients'

-- case: 198 => system-relation
SELECT * FROM pragma_table_xinfo

-- case: 199 => unknown-function
SELECT writefile('/tmp/x', phone) FROM clients

-- case: 200 => unknown-function
SELECT sqlite_offset(iban) FROM clients

-- case: 201 => unknown-function
SELECT quote(phone) FROM clients
