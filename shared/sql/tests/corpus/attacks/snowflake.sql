-- catalog: snowflake

-- case: 001 => write-statement
INSERT INTO orders (order_id) VALUES (1)

-- case: 002 => write-statement
INSERT OVERWRITE INTO orders SELECT * FROM orders

-- case: 003 => write-statement
INSERT ALL INTO orders SELECT * FROM orders

-- case: 004 => write-statement
UPDATE orders SET status = 'x'

-- case: 005 => write-statement
DELETE FROM orders USING payments WHERE orders.order_id = payments.order_id

-- case: 006 => write-statement
MERGE INTO orders USING payments ON orders.order_id = payments.order_id WHEN MATCHED THEN DELETE

-- case: 007 => write-statement
TRUNCATE TABLE IF EXISTS orders

-- case: 008 => schema-change
DROP DATABASE shop

-- case: 009 => schema-change
UNDROP TABLE orders

-- case: 010 => schema-change
CREATE OR REPLACE TABLE x CLONE orders

-- case: 011 => schema-change
CREATE TABLE x AS SELECT * FROM orders

-- case: 012 => schema-change
ALTER SESSION SET QUERY_TAG = 'x'

-- case: 013 => schema-change
ALTER WAREHOUSE w RESUME

-- case: 014 => schema-change
CREATE STAGE s URL = 's3://bucket'

-- case: 015 => schema-change
GRANT ROLE accountadmin TO USER ann

-- case: 016 => schema-change
COMMENT ON TABLE orders IS 'x'

-- case: 017 => copy-data
COPY INTO orders FROM 's3://bucket/file'

-- case: 018 => copy-data
PUT 'file:///etc/passwd' 'stage'

-- case: 019 => copy-data
GET 'stage' 'file:///tmp/'

-- case: 020 => copy-data
LIST 'stage'

-- case: 021 => copy-data
LS 'stage'

-- case: 022 => copy-data
REMOVE 'stage'

-- case: 023 => copy-data
RM 'stage'

-- case: 024 => session-setting
SET x = 1

-- case: 025 => session-setting
SET (x, y) = (1, 2)

-- case: 026 => session-setting
UNSET x

-- case: 027 => session-setting
USE ROLE accountadmin

-- case: 028 => session-setting
USE SECONDARY ROLES ALL

-- case: 029 => procedural-code
CALL SYSTEM$WAIT(10)

-- case: 030 => procedural-code
EXECUTE IMMEDIATE 'SELECT 1'

-- case: 031 => procedural-code
EXECUTE TASK t

-- case: 032 => procedural-code
DECLARE x INTEGER

-- case: 033 => procedural-code
LET x INTEGER DEFAULT 1

-- case: 034 => procedural-code
RETURN 1

-- case: 035 => transaction-control
BEGIN RETURN 1

-- case: 036 => transaction-control
ROLLBACK

-- case: 037 => show-statement
SHOW TABLES

-- case: 038 => show-statement
SHOW GRANTS TO ROLE accountadmin

-- case: 039 => show-statement
DESCRIBE TABLE orders

-- case: 040 => show-statement
DESC USER ann

-- case: 041 => explain-statement
EXPLAIN USING TEXT SELECT * FROM orders

-- case: 042 => several-statements
SELECT 1; SELECT 2

-- case: 043 => several-statements
SELECT name FROM regions; DROP TABLE regions

-- case: 044 => select-into
SELECT name INTO x FROM regions

-- case: 045 => unsupported-source
SELECT 1 FROM @stage

-- case: 046 => unsupported-source
SELECT 1 FROM @~/staged

-- case: 047 => unsupported-source
SELECT 1 FROM @%orders

-- case: 048 => unsupported-source
SELECT 1 FROM @shop.stage/path (FILE_FORMAT => 'csv')

-- case: 049 => placeholder
SELECT $1, $2 FROM orders

-- case: 050 => placeholder
SELECT t.$1 FROM orders t

-- case: 051 => placeholder
SELECT name FROM regions WHERE name = $name

-- case: 052 => placeholder
SELECT * FROM IDENTIFIER($name)

-- case: 053 => placeholder
SELECT name FROM regions WHERE name = ?

-- case: 054 => table-function
SELECT * FROM IDENTIFIER('ORDERS')

-- case: 055 => unknown-function
SELECT IDENTIFIER('NAME') FROM regions

-- case: 056 => table-function
SELECT * FROM TABLE('ORDERS')

-- case: 057 => table-function
SELECT * FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))

-- case: 058 => table-function
SELECT * FROM TABLE(INFORMATION_SCHEMA.QUERY_HISTORY())

-- case: 059 => too-many-made-rows
SELECT 1 FROM TABLE(GENERATOR(ROWCOUNT => 1000000000))

-- case: 061 => table-function
SELECT * FROM TABLE(my_udtf(1))

-- case: 064 => unsupported-source
SELECT * FROM orders SAMPLE (10)

-- case: 065 => unsupported-source
SELECT * FROM orders TABLESAMPLE BERNOULLI (10)

-- case: 066 => unsupported-source
SELECT * FROM orders AT (TIMESTAMP => '2024-01-01'::timestamp)

-- case: 067 => unsupported-source
SELECT * FROM orders BEFORE (STATEMENT => '8e5d0ca9')

-- case: 068 => unsupported-source
SELECT * FROM orders AT (OFFSET => -60)

-- case: 071 => unsupported-source
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ordered_at MEASURES FIRST(status) AS s PATTERN (a b) DEFINE a AS status = 'x', b AS status = 'y')

-- case: 072 => unsupported-clause
SELECT category_id FROM categories START WITH parent_id IS NULL CONNECT BY parent_id = PRIOR category_id

-- case: 077 => unsupported-clause
SELECT city FROM customers EXCEPT ALL SELECT city FROM stores

-- case: 080 => row-lock
SELECT name FROM regions FOR UPDATE

-- case: 081 => unknown-function
SELECT CURRENT_ROLE()

-- case: 082 => unknown-column
SELECT CURRENT_USER

-- case: 083 => unknown-function
SELECT CURRENT_ACCOUNT(), CURRENT_SESSION(), CURRENT_IP_ADDRESS()

-- case: 084 => unknown-function
SELECT CURRENT_AVAILABLE_ROLES()

-- case: 085 => unknown-function
SELECT CURRENT_STATEMENT()

-- case: 086 => unknown-function
SELECT LAST_QUERY_ID()

-- case: 087 => unknown-function
SELECT GET_DDL('table', 'ORDERS')

-- case: 088 => unknown-function
SELECT SYSTEM$WAIT(60)

-- case: 089 => unknown-function
SELECT SYSTEM$ABORT_SESSION(1)

-- case: 090 => unknown-function
SELECT SYSTEM$CANCEL_ALL_QUERIES(1)

-- case: 091 => unknown-function
SELECT SYSTEM$WHITELIST()

-- case: 092 => unknown-function
SELECT SYSTEM$SEND_EMAIL('a', 'b', 'c', 'd')

-- case: 093 => unknown-function
SELECT SYSTEM$TYPEOF(1)

-- case: 094 => unknown-function
SELECT GET_PRESIGNED_URL('s', 'f')

-- case: 095 => unknown-function
SELECT BUILD_SCOPED_FILE_URL('s', 'f')

-- case: 096 => unknown-relation
SELECT SNOWFLAKE.CORTEX.COMPLETE('m', name) FROM regions

-- case: 097 => unknown-function
SELECT AI_COMPLETE('m', name) FROM regions

-- case: 098 => unknown-function
SELECT my_udf(name) FROM regions

-- case: 099 => unknown-function
SELECT shop.my_udf(name) FROM regions

-- case: 100 => unknown-function
SELECT shop.UPPER(name) FROM regions

-- case: 101 => unknown-function
SELECT pg_catalog.upper(name) FROM regions

-- case: 102 => unknown-function
SELECT "upper"(name) FROM regions

-- case: 103 => unknown-function
SELECT DECRYPT(name, 'key') FROM regions

-- case: 104 => unknown-function
SELECT DECOMPRESS_STRING(name, 'SNAPPY') FROM regions

-- case: 105 => unknown-function
SELECT XMLGET(name, 'x') FROM regions

-- case: 106 => unknown-function
SELECT SPACE(100000000)

-- case: 107 => unknown-function
SELECT RANDSTR(100000000, RANDOM())

-- case: 109 => unknown-function
SELECT INVOKER_ROLE(), IS_ROLE_IN_SESSION('X')

-- case: 110 => unbounded-size
SELECT REPEAT('x', 100000000)

-- case: 111 => unbounded-size
SELECT REPEAT(name, region_id) FROM regions

-- case: 112 => unbounded-size
SELECT LPAD('x', 100000000, 'y')

-- case: 113 => unbounded-size
SELECT RPAD(name, region_id, 'y') FROM regions

-- case: 114 => unbounded-size
SELECT REPLACE(name, 'a', name) FROM regions

-- case: 115 => unbounded-size
SELECT LISTAGG(name, '<<100|x>>') FROM regions

-- case: 116 => regular-expression
SELECT REGEXP_LIKE(name, name) FROM regions

-- case: 117 => regular-expression
SELECT name FROM regions WHERE name RLIKE '(a)\\1'

-- case: 119 => whole-row
SELECT HASH(*) FROM customers

-- case: 120 => whole-row
SELECT ARRAY_CONSTRUCT(customers.*) FROM customers

-- case: 121 => whole-row
SELECT c FROM customers c

-- case: 122 => unknown-relation
SELECT * FROM other_db.shop.orders

-- case: 123 => unknown-relation
SELECT * FROM snowflake.account_usage.query_history

-- case: 124 => unknown-relation
SELECT * FROM other_db..orders

-- case: 125 => unknown-relation
SELECT * FROM "orders"

-- case: 126 => unknown-relation
SELECT * FROM "Odd Table ", regions

-- case: 127 => unknown-relation
SELECT * FROM OddTable

-- case: 128 => unknown-column
SELECT "name" FROM regions

-- case: 129 => unknown-column
SELECT id FROM "Odd Table"

-- case: 130 => system-relation
SELECT * FROM information_schema.tables

-- case: 131 => system-relation
SELECT * FROM "INFORMATION_SCHEMA"."APPLICABLE_ROLES"

-- case: 132 => system-relation
SELECT * FROM account_usage.login_history

-- case: 133 => unsupported-type
SELECT name::binary FROM regions

-- case: 134 => unsupported-type
SELECT name::char FROM regions

-- case: 135 => unsupported-type
SELECT name::geography FROM regions

-- case: 136 => unsupported-type
SELECT TRY_CAST(name AS vector(float, 3)) FROM regions

-- case: 137 => unsupported-type
SELECT name COLLATE utf8 FROM regions

-- case: 138 => unsupported-literal
SELECT '\x27 OR 1=1 --'

-- case: 139 => unsupported-literal
SELECT '\u0027'

-- case: 140 => unsupported-literal
SELECT '\047'

-- case: 141 => unsupported-literal
SELECT INTERVAL '1 day; drop'

-- case: 142 => unsupported-expression
SELECT {'a': 1}

-- case: 143 => unsupported-expression
SELECT attributes:a[region_id] FROM products, regions

-- case: 145 => unsupported-operator
SELECT region_id & 1 FROM regions

-- case: 146 => unsupported-expression
SELECT attributes -> 'a' FROM products

-- case: 147 => unsupported-operator
SELECT name FROM regions WHERE region_id = 1 = 1

-- case: 148 => function-arguments
SELECT DATEADD(name, 1, CURRENT_DATE) FROM regions

-- case: 150 => function-placement
SELECT COUNT(*) FILTER (WHERE is_gift) FROM orders

-- case: 151 => function-placement
SELECT name FROM regions WHERE ROW_NUMBER() OVER (ORDER BY name) = 1

-- case: 152 => invalid-limit
SELECT TOP 5 name FROM regions LIMIT 3

-- case: 153 => invalid-limit
SELECT name FROM regions LIMIT 1.5

-- case: 154 => ambiguous-column
SELECT order_id AS customer_id, RANK() OVER (ORDER BY order_id) AS r FROM orders QUALIFY customer_id = 1
