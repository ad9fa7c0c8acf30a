-- catalog: snowflake

-- case: 001 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN() f

-- case: 002 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(PATH => 'a') f

-- case: 003 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, INPUT => attributes) f

-- case: 004 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(tags, INPUT => attributes) f

-- case: 005 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, PATH => p.name) f

-- case: 006 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, OUTER => p.discontinued) f

-- case: 007 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, RECURSIVE => 'TRUE') f

-- case: 008 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, MODE => 'ALL') f

-- case: 009 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, DEPTH => 3) f

-- case: 010 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(tags, attributes) f

-- case: 011 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags) f, LATERAL FLATTEN(INPUT => f.value, MODE => LOWER('ARRAY')) g

-- case: 012 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN("INPUT" => tags) f

-- case: 013 => function-arguments
SELECT f.value FROM products p, LATERAL FLATTEN(INPUT => tags, PATH => '<<300|x>>') f

-- case: 014 => function-arguments
SELECT value FROM TABLE(FLATTEN(*))

-- case: 015 => table-function
SELECT * FROM FLATTEN(PARSE_JSON('[1]'))

-- case: 016 => table-function
SELECT * FROM products, TABLE(FLATTEN(INPUT => tags) OVER (PARTITION BY 1))

-- case: 017 => table-function
SELECT * FROM products, TABLE("flatten"(INPUT => tags))

-- case: 018 => table-function
SELECT * FROM products, TABLE(shop.FLATTEN(INPUT => tags))

-- case: 019 => table-function
SELECT * FROM TABLE(FLATTEN(DISTINCT PARSE_JSON('[1]')))

-- case: 020 => table-function
SELECT * FROM TABLE(INFER_SCHEMA(LOCATION => 'stage'))

-- case: 021 => table-function
SELECT * FROM TABLE(VALIDATE(orders, JOB_ID => '_last'))

-- case: 022 => table-function
SELECT * FROM TABLE(INFORMATION_SCHEMA.LOGIN_HISTORY())

-- case: 023 => table-function
SELECT * FROM TABLE(INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => 'ORDERS'))

-- case: 024 => table-function
SELECT * FROM TABLE(INFORMATION_SCHEMA.STAGE_DIRECTORY_FILE_REGISTRATION_HISTORY())

-- case: 025 => table-function
SELECT * FROM TABLE(EXTERNAL_TABLE_FILES('orders'))

-- case: 026 => table-function
SELECT * FROM TABLE(RESULT_SCAN('01b2'))

-- case: 027 => table-function
SELECT * FROM LATERAL RESULT_SCAN('01b2')

-- case: 028 => table-function
SELECT * FROM TABLE(GET_OBJECT_REFERENCES(DATABASE_NAME => 'D'))

-- case: 029 => table-function
SELECT * FROM TABLE(SYSTEM$QUERY_HISTORY(1))

-- case: 030 => table-function
SELECT * FROM TABLE(POLICY_CONTEXT('x'))

-- case: 031 => table-function
SELECT * FROM products, LATERAL my_udtf(tags)

-- case: 032 => table-function
SELECT * FROM products, TABLE(my_udtf(tags) OVER (PARTITION BY name))

-- case: 033 => table-function
SELECT * FROM products, TABLE(AI_EXTRACT(name))

-- case: 034 => table-function
SELECT * FROM TABLE(DIRECTORY(s))

-- case: 035 => table-function
SELECT * FROM TABLE('SHOP.ORDERS')

-- case: 036 => table-function
SELECT * FROM TABLE((SELECT 1))

-- case: 037 => table-function
SELECT * FROM TABLE(TO_QUERY('SELECT 1'))

-- case: 038 => table-function
SELECT * FROM TABLE(SNOWFLAKE_SAMPLE(1))

-- case: 039 => unknown-relation
SELECT * FROM TABLE(other_db.INFORMATION_SCHEMA.QUERY_HISTORY())

-- case: 040 => unknown-relation
SELECT * FROM TABLE(SNOWFLAKE.CORTEX.SEARCH_PREVIEW('x'))

-- case: 041 => unknown-relation
SELECT * FROM a.b.c.d

-- case: 042 => unknown-relation
SELECT f.value FROM other_db.shop.products p, LATERAL FLATTEN(p.tags) f

-- case: 043 => unsupported-source
SELECT f.a FROM products, LATERAL FLATTEN(tags) AS f (a, b, c, d, e, g)

-- case: 044 => unsupported-source
SELECT * FROM @stage (FILE_FORMAT => 'x') t, LATERAL FLATTEN(PARSE_JSON('[1]')) f

-- case: 045 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount) FOR status IN (ANY))

-- case: 046 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount) FOR status IN (SELECT status FROM orders))

-- case: 047 => unsupported-source
SELECT * FROM orders PIVOT (LISTAGG(channel) FOR status IN ('a'))

-- case: 048 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount * 2) FOR status IN ('a'))

-- case: 049 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount), AVG(total_amount) FOR status IN ('a'))

-- case: 050 => unsupported-source
SELECT * FROM orders PIVOT (COUNT(*) FOR status IN ('a'))

-- case: 051 => unsupported-source
SELECT * FROM orders PIVOT (SUM(DISTINCT total_amount) FOR status IN ('a'))

-- case: 052 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount) FOR UPPER(status) IN ('a'))

-- case: 053 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount) FOR status IN (CURRENT_DATE))

-- case: 054 => unsupported-source
SELECT * FROM orders PIVOT (SUM(total_amount) FOR status IN ('a') DEFAULT ON NULL ((SELECT 1)))

-- case: 055 => unsupported-source
SELECT * FROM orders UNPIVOT (v FOR k IN (total_amount + 1))

-- case: 056 => unsupported-source
SELECT * FROM orders SAMPLE ROW (5 ROWS)

-- case: 057 => unsupported-source
SELECT * FROM orders SAMPLE BLOCK (3) SEED (1)

-- case: 058 => unsupported-source
SELECT * FROM (SELECT 1 AS x) SAMPLE (10)

-- case: 059 => unsupported-source
SELECT * FROM orders AT (STREAM => 's')

-- case: 060 => unsupported-source
SELECT * FROM orders AT (STATEMENT => 'x') o JOIN customers c ON o.customer_id = c.customer_id

-- case: 061 => unknown-column
SELECT f.nothing FROM products p, LATERAL FLATTEN(p.tags) f

-- case: 062 => unknown-column
SELECT f."value" FROM products p, LATERAL FLATTEN(p.tags) f

-- case: 063 => unknown-column
SELECT q.status FROM orders PIVOT (SUM(total_amount) FOR status IN ('a')) AS q

-- case: 064 => unknown-column
SELECT * FROM orders PIVOT (SUM(nothing) FOR status IN ('a'))

-- case: 065 => unknown-column
SELECT * FROM orders UNPIVOT (v FOR k IN (nothing))

-- case: 066 => unknown-column
SELECT * EXCLUDE (nothing) FROM customers

-- case: 067 => unknown-column
SELECT * EXCLUDE ("email") FROM customers

-- case: 068 => unknown-column
SELECT * RENAME (nothing AS x) FROM customers

-- case: 069 => unknown-column
SELECT * REPLACE (1 AS nothing) FROM customers

-- case: 070 => unknown-column
SELECT * EXCLUDE email RENAME email AS mail FROM customers

-- case: 071 => unknown-column
SELECT * ILIKE 'nothing' FROM customers

-- case: 072 => unknown-column
SELECT * ILIKE 'e\\_mail' FROM customers

-- case: 073 => unknown-column
SELECT later + 1 AS early, 1 AS later FROM orders

-- case: 074 => unknown-column
SELECT column1 FROM (VALUES (1)) AS v (x)

-- case: 075 => unknown-source
SELECT v.x FROM orders o, (VALUES (o.order_id)) AS v (x)

-- case: 076 => unknown-column
SELECT * FROM (SELECT total_amount * 2 AS big FROM orders) o WHERE o.total_amount > 1

-- case: 077 => unknown-column
SELECT status AS s FROM orders o WHERE EXISTS (SELECT 1 FROM payments WHERE o.s = method)

-- case: 078 => unknown-column
SELECT SEQ4() FROM TABLE(GENERATOR(ROWCOUNT => 3)) g WHERE g.seq > 1

-- case: 079 => unknown-column
SELECT g.value FROM TABLE(GENERATOR(ROWCOUNT => 3)) g

-- case: 080 => unknown-column
SELECT ORDER_ID FROM orders ORDER BY "ALL"

-- case: 081 => unknown-source
SELECT p.name FROM products p PIVOT (SUM(list_price) FOR category_id IN (1)) AS q

-- case: 082 => unknown-source
SELECT orders.status FROM orders UNPIVOT (v FOR k IN (total_amount)) AS u

-- case: 083 => unknown-source
SELECT f.value FROM LATERAL FLATTEN(p.tags) f, products p

-- case: 084 => unknown-source
SELECT x.* EXCLUDE a FROM orders o

-- case: 085 => unknown-source
SELECT s.* FROM orders o, (SELECT o.order_id) s

-- case: 086 => ambiguous-column
SELECT * EXCLUDE (name) FROM regions r CROSS JOIN categories c

-- case: 087 => ambiguous-column
SELECT * RENAME (name AS n) FROM regions r CROSS JOIN categories c

-- case: 088 => ambiguous-column
SELECT * REPLACE ('x' AS name) FROM regions r CROSS JOIN categories c

-- case: 089 => ambiguous-column
SELECT value FROM products p, LATERAL FLATTEN(p.tags) f, LATERAL FLATTEN(p.attributes) g

-- case: 090 => ambiguous-column
SELECT customer_id, SUM(total_amount) AS channel FROM orders GROUP BY customer_id HAVING channel > 1

-- case: 091 => ambiguous-column
SELECT c.customer_id FROM customers c WHERE EXISTS (SELECT o.total_amount AS city FROM orders o WHERE city = 'x')

-- case: 092 => ambiguous-column
SELECT total_amount AS x, shipping_fee AS x FROM orders ORDER BY x

-- case: 093 => ambiguous-column
SELECT c.first_name, (SELECT MAX(amount) AS city FROM payments WHERE city > 1) FROM customers c

-- case: 094 => duplicate-source
SELECT 1 FROM products p, LATERAL FLATTEN(p.tags) p

-- case: 095 => duplicate-source
SELECT 1 FROM (VALUES (1)) AS v, (VALUES (2)) AS v

-- case: 096 => duplicate-source
SELECT 1 FROM TABLE(GENERATOR(ROWCOUNT => 1)) g, TABLE(GENERATOR(ROWCOUNT => 2)) g

-- case: 097 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 1000000000000))

-- case: 098 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 1e12))

-- case: 099 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 99999999999999999999))

-- case: 100 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => -1))

-- case: 101 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 2000000))

-- case: 102 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(TIMELIMIT => 3600))

-- case: 103 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 10, TIMELIMIT => 3600))

-- case: 104 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => (SELECT COUNT(*) FROM orders)))

-- case: 105 => too-many-made-rows
SELECT COUNT(*) FROM orders, TABLE(GENERATOR(ROWCOUNT => order_id))

-- case: 106 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR())

-- case: 107 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(10))

-- case: 108 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 10 * 1000000))

-- case: 109 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 2000)) a, TABLE(GENERATOR(ROWCOUNT => 2000)) b

-- case: 110 => too-many-made-rows
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 1000)) a CROSS JOIN TABLE(GENERATOR(ROWCOUNT => 1000)) b CROSS JOIN TABLE(GENERATOR(ROWCOUNT => 1000)) c

-- case: 111 => too-many-made-rows
WITH g AS (SELECT SEQ4() AS n FROM TABLE(GENERATOR(ROWCOUNT => 100000))) SELECT COUNT(*) FROM g a, g b

-- case: 112 => too-many-made-rows
WITH c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 2000000) SELECT n FROM c

-- case: 113 => too-many-made-rows
WITH days AS (SELECT '0001-01-01'::date AS d UNION ALL SELECT DATEADD(day, 1, d) FROM days WHERE d < '9999-12-31'::date) SELECT a.d FROM days a, days b

-- case: 114 => too-many-made-rows
SELECT s.value FROM TABLE(GENERATOR(ROWCOUNT => 1000000)) g, LATERAL SPLIT_TO_TABLE('a,b,c,d,e,f', ',') s

-- case: 115 => recursion-without-end
WITH c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c) SELECT n FROM c

-- case: 116 => recursion-without-end
WITH days AS (SELECT CURRENT_DATE AS d UNION ALL SELECT DATEADD(day, -1, d) FROM days WHERE d < '2030-01-01'::date) SELECT d FROM days

-- case: 117 => recursion-without-end
WITH days AS (SELECT '2024-01-01'::date AS d UNION ALL SELECT DATEADD(second, 1, d)::date FROM days WHERE d < '2024-02-01'::date) SELECT d FROM days

-- case: 118 => recursion-without-end
WITH days AS (SELECT '2024-01-01'::date AS d UNION ALL SELECT DATEADD(day, 0, d) FROM days WHERE d < '2024-02-01'::date) SELECT d FROM days

-- case: 119 => recursion-without-end
WITH j AS (SELECT PARSE_JSON('[[1]]') AS v UNION ALL SELECT f.value FROM j, LATERAL FLATTEN(j.v, RECURSIVE => TRUE) f) SELECT v FROM j

-- case: 120 => recursion-without-end
WITH j AS (SELECT tags AS v FROM products UNION SELECT ARRAY_CONSTRUCT(j.v) FROM j, LATERAL FLATTEN(j.v) f) SELECT v FROM j

-- case: 124 => unbounded-size
SELECT REPEAT(f.value::string, 1000000) FROM products, LATERAL FLATTEN(tags) f

-- case: 125 => unbounded-size
SELECT 1000000 AS n, REPEAT('x', n) AS t

-- case: 126 => unbounded-size
SELECT LPAD('x', total_amount) FROM orders

-- case: 127 => unbounded-size
SELECT LISTAGG(f.value::string, name) FROM products, LATERAL FLATTEN(tags) f GROUP BY name

-- case: 128 => unbounded-size
SELECT name AS n, REPLACE(n, 'a', n) FROM products

-- case: 129 => unbounded-size
SELECT ARRAY_TO_STRING(tags, name) FROM products

-- case: 130 => value-too-large
SELECT REPEAT(REPEAT(REPEAT('x', 100), 100), 100)

-- case: 131 => value-too-large
SELECT REPEAT('x', 100) AS a, REPEAT(a, 100) AS b, REPEAT(b, 100) AS c

-- case: 132 => made-rows-too-large
SELECT REPEAT(REPEAT('x', 100), 100) AS t FROM TABLE(GENERATOR(ROWCOUNT => 900000))

-- case: 139 => unsupported-expression
SELECT UNIFORM(1, 10, RANDOM()) AS u, COUNT(*) FROM orders GROUP BY ALL

-- case: 140 => unsupported-expression
SELECT SEQ8() AS n, n * 2 AS m FROM TABLE(GENERATOR(ROWCOUNT => 5))

-- case: 141 => unsupported-expression
SELECT SEQ4() AS n FROM TABLE(GENERATOR(ROWCOUNT => 5)) QUALIFY n > 1

-- case: 142 => unsupported-expression
SELECT RANDOM() AS r, COUNT(*) FROM orders GROUP BY 1

-- case: 143 => unsupported-expression
SELECT name FROM products WHERE name NOT LIKE ANY ('a%', 'b%')

-- case: 144 => unsupported-expression
SELECT name FROM products WHERE name LIKE ANY ('a!%') ESCAPE '!'

-- case: 145 => unsupported-expression
SELECT name FROM products WHERE name ILIKE ALL ('a%', 'b%')

-- case: 146 => unsupported-expression
SELECT name FROM products WHERE name LIKE ANY (SELECT name FROM categories)

-- case: 147 => unsupported-expression
SELECT {'k': name} FROM products

-- case: 148 => unsupported-type
SELECT name COLLATE 'en-xx' FROM products

-- case: 149 => unsupported-type
SELECT name COLLATE 'klingon' FROM products

-- case: 150 => unsupported-type
SELECT COLLATE(name, name) FROM products

-- case: 151 => unsupported-type
SELECT COLLATE(name, 'en;drop') FROM products

-- case: 152 => unsupported-type
SELECT COLLATE(name, '') FROM products

-- case: 153 => unsupported-type
SELECT name COLLATE shop."en" FROM products

-- case: 154 => syntax
SELECT * EXCEPT (email) FROM customers

-- case: 155 => unsupported-clause
SELECT * EXCLUDE (c.email) FROM customers c

-- case: 156 => unsupported-clause
VALUES (1), (2)

-- case: 157 => unsupported-clause
SELECT 1 UNION ALL VALUES (2)

-- case: 158 => unsupported-clause
WITH v AS (VALUES (1)) SELECT * FROM v

-- case: 159 => unsupported-clause
SELECT * FROM (VALUES (1), (2) LIMIT 1) AS v (x)

-- case: 160 => unsupported-clause
SELECT region_id FROM regions UNION ALL BY NAME SELECT region_id FROM stores

-- case: 161 => unsupported-clause
SELECT order_id FROM orders o ASOF JOIN payments p MATCH_CONDITION (o.ordered_at >= p.paid_at)

-- case: 162 => unsupported-clause
SELECT category_id FROM categories CONNECT BY parent_id = PRIOR category_id

-- case: 163 => column-count
SELECT * FROM (VALUES (1, 2), (3)) AS v (a, b)

-- case: 164 => column-count
SELECT * FROM (VALUES (1, 2)) AS v (a)

-- case: 165 => column-count
SELECT * FROM (VALUES (1)) AS v (a, b)

-- case: 166 => column-count
SELECT * FROM TABLE(GENERATOR(ROWCOUNT => 5))

-- case: 167 => column-count
SELECT * EXCLUDE (region_id, name, headquarters_city) FROM regions

-- case: 170 => function-placement
SELECT ROW_NUMBER() OVER (ORDER BY order_id) AS n FROM orders GROUP BY ALL

-- case: 173 => function-placement
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total_amount) OVER (ORDER BY ordered_at) FROM orders

-- case: 174 => function-placement
SELECT order_id FROM orders WHERE PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total_amount) OVER (PARTITION BY status) > 1

-- case: 175 => function-placement
SELECT order_id FROM orders, LATERAL FLATTEN(ARRAY_AGG(order_id)) f

-- case: 177 => function-arguments
SELECT SUM(total_amount) IGNORE NULLS OVER () FROM orders

-- case: 178 => function-arguments
SELECT MAX(total_amount IGNORE NULLS) FROM orders

-- case: 179 => syntax
SELECT LAG(total_amount IGNORE NULLS) IGNORE NULLS OVER (ORDER BY order_id) FROM orders

-- case: 180 => function-arguments
SELECT UPPER(name) RESPECT NULLS FROM products

-- case: 181 => function-arguments
SELECT ROW_NUMBER() IGNORE NULLS OVER (ORDER BY order_id) FROM orders

-- case: 182 => function-arguments
SELECT OBJECT_CONSTRUCT(INPUT => name) FROM products

-- case: 183 => function-arguments
SELECT s.value FROM TABLE(SPLIT_TO_TABLE('a,b')) s

-- case: 184 => function-arguments
SELECT s.value FROM TABLE(SPLIT_TO_TABLE(STRING => 'a', DELIMITER => ',')) s

-- case: 185 => function-arguments
SELECT REGEXP_SUBSTR(name, 'a', 1, 1, 'e', 1, 1) FROM products

-- case: 186 => regular-expression
SELECT REGEXP_SUBSTR_ALL(name, name) FROM products

-- case: 187 => regular-expression
SELECT REGEXP_SUBSTR(name, '(a)\\1', 1, 1, 'e') FROM products

-- case: 188 => regular-expression
SELECT name AS p, REGEXP_COUNT(title, p) FROM reviews, products

-- case: 189 => whole-row
SELECT OBJECT_CONSTRUCT(customers.*) FROM customers

-- case: 190 => whole-row
SELECT OBJECT_CONSTRUCT(*)

-- case: 191 => whole-row
SELECT ARRAY_AGG(*) FROM customers

-- case: 192 => whole-row
SELECT f FROM products, LATERAL FLATTEN(tags) f

-- case: 193 => whole-row
SELECT OBJECT_CONSTRUCT(f) FROM products, LATERAL FLATTEN(tags) f

-- case: 194 => unknown-function
SELECT AI_CLASSIFY(name, ['a', 'b']) FROM products

-- case: 195 => unknown-function
SELECT AI_FILTER(name) FROM products

-- case: 196 => unknown-function
SELECT AI_AGG(body, 'summarize') FROM reviews

-- case: 197 => unknown-function
SELECT AI_SENTIMENT(body) FROM reviews

-- case: 198 => unknown-function
SELECT AI_EMBED('m', body) FROM reviews

-- case: 199 => unknown-function
SELECT AI_TRANSLATE(body, 'de', 'en') FROM reviews

-- case: 200 => unknown-function
SELECT EMBED_TEXT_768('m', body) FROM reviews

-- case: 201 => unknown-function
SELECT cortex.COMPLETE('m', body) FROM reviews

-- case: 202 => unknown-function
SELECT body AS b, AI_COMPLETE('m', b) FROM reviews

-- case: 203 => unknown-function
SELECT SYSTEM$GET_TAG('t', 'ORDERS', 'table')

-- case: 204 => unknown-function
SELECT SYSTEM$STREAM_HAS_DATA('s')

-- case: 205 => unknown-function
SELECT SYSTEM$CLUSTERING_INFORMATION('orders')

-- case: 206 => unknown-function
SELECT SYSTEM$REFERENCE('table', 'orders')

-- case: 207 => unknown-function
SELECT SYSTEM$LAST_CHANGE_COMMIT_TIME('orders')

-- case: 208 => unknown-function
SELECT "SYSTEM$WAIT"(10)

-- case: 209 => unknown-function
SELECT GET_STAGE_LOCATION('s'), GET_ABSOLUTE_PATH('s', 'f')

-- case: 210 => unknown-function
SELECT TO_FILE('s', 'f')

-- case: 211 => unknown-function
SELECT FL_GET_URL(attributes) FROM products

-- case: 212 => unknown-function
SELECT GETVARIABLE('X')

-- case: 213 => unknown-function
SELECT CURRENT_ORGANIZATION_NAME(), CURRENT_REGION()

-- case: 214 => unknown-function
SELECT CURRENT_WAREHOUSE()

-- case: 215 => unknown-function
SELECT ALL_USER_NAMES()

-- case: 216 => unknown-function
SELECT INVOKER_SHARE()

-- case: 217 => unknown-function
SELECT ENCRYPT(name, 'k') FROM products

-- case: 218 => unknown-function
SELECT ARRAY_GENERATE_RANGE(0, 1000000000)

-- case: 219 => unknown-function
SELECT UUID_STRING()

-- case: 220 => unknown-function
SELECT RANDSTR(10, RANDOM()) FROM TABLE(GENERATOR(ROWCOUNT => 5))

-- case: 221 => unknown-function
SELECT CHR(39) FROM orders

-- case: 222 => unknown-function
SELECT my_seq.NEXTVAL()

-- case: 223 => unknown-function
SELECT "SEQ4"(), "seq4"()

-- case: 224 => unknown-function
SELECT REDUCE(tags, 0, (a, b) -> a + b) FROM products

-- case: 225 => unknown-function
SELECT EXPLAIN_JSON('x')

-- case: 226 => unknown-function
SELECT SQL_TEXT()

-- case: 227 => unknown-function
SELECT OBJECT_CONSTRUCT('a', GET_DDL('table', 'ORDERS'))

-- case: 228 => unknown-function
SELECT VALIDATE_PIPE_LOAD('x')

-- case: 229 => placeholder
SELECT $1 FROM VALUES (1)

-- case: 230 => placeholder
SELECT $x AS y, y + 1 FROM orders

-- case: 231 => placeholder
SELECT * FROM TABLE($name)

-- case: 232 => placeholder
SELECT * FROM TABLE(GENERATOR(ROWCOUNT => $n))

-- case: 233 => placeholder
SELECT * EXCLUDE ($1) FROM orders

-- case: 234 => placeholder
SELECT name FROM products WHERE name LIKE ANY ($a, $b)

-- case: 235 => unsupported-literal
SELECT name AS "\u0027" FROM products WHERE name = '\u0055'

-- case: 236 => unsupported-literal
SELECT name FROM products WHERE name LIKE ANY ('\x25')

-- case: 237 => unsupported-literal
SELECT f.value FROM products, LATERAL FLATTEN(tags, PATH => '\u0061') f

-- case: 238 => unsupported-literal
SELECT * FROM orders PIVOT (SUM(total_amount) FOR status IN ('\101'))

-- case: 239 => system-relation
SELECT f.value FROM information_schema.columns c, LATERAL FLATTEN(c.x) f

-- case: 240 => system-relation
SELECT * EXCLUDE a FROM organization_usage.metering

-- case: 241 => system-relation
SELECT * FROM data_sharing_usage.x PIVOT (SUM(a) FOR b IN ('c'))

-- case: 242 => system-relation
SELECT COUNT(*) FROM information_schema.tables GROUP BY ALL

-- case: 243 => write-in-query
WITH x AS (INSERT INTO orders SELECT 1) SELECT * FROM x GROUP BY ALL

-- case: 244 => write-in-query
SELECT * FROM (DELETE FROM orders) o

-- case: 245 => several-statements
SELECT status FROM orders GROUP BY ALL; DELETE FROM orders

-- case: 246 => several-statements
SELECT $$;$$; SELECT 1

-- case: 247 => procedural-code
EXECUTE IMMEDIATE $$SELECT 1$$

-- case: 248 => procedural-code
CALL shop.my_procedure()

-- case: 249 => syntax
WITH p AS PROCEDURE () RETURNS INT LANGUAGE SQL AS 'x' CALL p()

-- case: 250 => procedural-code
EXECUTE IMMEDIATE FROM 'file.sql'

-- case: 251 => identifier-too-long
SELECT * RENAME (email AS xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx) FROM customers

-- catalog: snowflake-names

-- case: 121 => join-too-large
SELECT COUNT(*) FROM orders a, orders b, orders c, orders d

-- case: 122 => join-too-large
SELECT COUNT(*) FROM products p, LATERAL FLATTEN(p.tags, RECURSIVE => TRUE) a, LATERAL FLATTEN(p.tags, RECURSIVE => TRUE) b, LATERAL FLATTEN(p.tags, RECURSIVE => TRUE) c, LATERAL FLATTEN(p.tags, RECURSIVE => TRUE) d

-- case: 123 => join-too-large
SELECT COUNT(*) FROM products p, LATERAL FLATTEN(p.attributes, RECURSIVE => TRUE) f, LATERAL FLATTEN(f.value, RECURSIVE => TRUE) g, LATERAL FLATTEN(g.this, RECURSIVE => TRUE) h

-- case: 133 => expression-growth
SELECT name AS a0, a0 || a0 AS a1, a1 || a1 AS a2, a2 || a2 AS a3, a3 || a3 AS a4, a4 || a4 AS a5, a5 || a5 AS a6, a6 || a6 AS a7, a7 || a7 AS a8, a8 || a8 AS a9, a9 || a9 AS a10, a10 || a10 AS a11, a11 || a11 AS a12, a12 || a12 AS a13, a13 || a13 AS a14, a14 || a14 AS a15, a15 || a15 AS a16, a16 || a16 AS a17, a17 || a17 AS a18, a18 || a18 AS a19, a19 || a19 AS a20 FROM products

-- case: 134 => expression-growth
SELECT 1 AS a0, a0 + a0 AS a1, a1 + a1 AS a2, a2 + a2 AS a3, a3 + a3 AS a4, a4 + a4 AS a5, a5 + a5 AS a6, a6 + a6 AS a7, a7 + a7 AS a8, a8 + a8 AS a9, a9 + a9 AS a10, a10 + a10 AS a11, a11 + a11 AS a12, a12 + a12 AS a13, a13 + a13 AS a14, a14 + a14 AS a15, a15 + a15 AS a16, a16 + a16 AS a17, a17 + a17 AS a18, a18 + a18 AS a19, a19 + a19 AS a20

-- case: 135 => expression-growth
SELECT ARRAY_CONSTRUCT(tags) AS a0, ARRAY_CONSTRUCT(a0, a0) AS a1, ARRAY_CONSTRUCT(a1, a1) AS a2, ARRAY_CONSTRUCT(a2, a2) AS a3, ARRAY_CONSTRUCT(a3, a3) AS a4, ARRAY_CONSTRUCT(a4, a4) AS a5, ARRAY_CONSTRUCT(a5, a5) AS a6, ARRAY_CONSTRUCT(a6, a6) AS a7, ARRAY_CONSTRUCT(a7, a7) AS a8, ARRAY_CONSTRUCT(a8, a8) AS a9, ARRAY_CONSTRUCT(a9, a9) AS a10, ARRAY_CONSTRUCT(a10, a10) AS a11, ARRAY_CONSTRUCT(a11, a11) AS a12, ARRAY_CONSTRUCT(a12, a12) AS a13, ARRAY_CONSTRUCT(a13, a13) AS a14, ARRAY_CONSTRUCT(a14, a14) AS a15, ARRAY_CONSTRUCT(a15, a15) AS a16, ARRAY_CONSTRUCT(a16, a16) AS a17, ARRAY_CONSTRUCT(a17, a17) AS a18, ARRAY_CONSTRUCT(a18, a18) AS a19, ARRAY_CONSTRUCT(a19, a19) AS a20 FROM products

-- case: 136 => unsupported-expression
SELECT RANDOM() AS r, r + 1 AS s FROM orders

-- case: 137 => unsupported-expression
SELECT RANDOM() AS r FROM orders WHERE r > 0

-- case: 138 => unsupported-expression
SELECT UNIFORM(1, 10, RANDOM()) AS u, COUNT(*) FROM orders GROUP BY u

-- case: 168 => function-placement
SELECT SUM(total_amount) AS s FROM orders WHERE s > 1

-- case: 169 => function-placement
SELECT ROW_NUMBER() OVER (ORDER BY order_id) AS n FROM orders WHERE n = 1

-- case: 171 => function-placement
SELECT ROW_NUMBER() OVER (ORDER BY order_id) AS n, SUM(n) OVER () AS m FROM orders

-- case: 172 => function-placement
SELECT SUM(total_amount) AS s, MAX(s) AS m FROM orders

-- case: 176 => function-placement
SELECT SUM(total_amount) AS s FROM orders GROUP BY s

-- catalog: snowflake-lists

-- case: 252 => column-not-permitted
SELECT email FROM customers

-- case: 253 => column-not-permitted
SELECT * EXCLUDE (email) FROM customers

-- case: 254 => column-not-permitted
SELECT * RENAME (email AS mail) FROM customers

-- case: 255 => column-not-permitted
SELECT * REPLACE (email AS city) FROM customers

-- case: 256 => column-not-permitted
SELECT * REPLACE ('x' AS email) FROM customers

-- case: 257 => column-not-permitted
SELECT c.* EXCLUDE email FROM customers c

-- case: 258 => column-not-permitted
SELECT city AS c, email AS e FROM customers GROUP BY ALL

-- case: 259 => column-not-permitted
SELECT city AS email_hint FROM customers WHERE email LIKE ANY ('a%')

-- case: 260 => column-not-permitted
SELECT city FROM customers WHERE email ILIKE ANY ('a%', 'b%')

-- case: 261 => column-not-permitted
SELECT f.value FROM customers c, LATERAL FLATTEN(ARRAY_CONSTRUCT(c.email)) f

-- case: 262 => column-not-permitted
SELECT f.value FROM customers c, TABLE(FLATTEN(INPUT => OBJECT_CONSTRUCT('e', email))) f

-- case: 263 => column-not-permitted
SELECT s.value FROM customers c, LATERAL SPLIT_TO_TABLE(c.email, '@') s

-- case: 264 => column-not-permitted
SELECT OBJECT_CONSTRUCT('e', email) FROM customers

-- case: 265 => column-not-permitted
SELECT * FROM customers PIVOT (MAX(email) FOR city IN ('a'))

-- case: 266 => column-not-permitted
SELECT * FROM customers PIVOT (COUNT(city) FOR email IN ('a'))

-- case: 267 => column-not-permitted
SELECT * FROM customers UNPIVOT (v FOR k IN (email, city))

-- case: 268 => column-not-permitted
SELECT email || 'x' AS e, LENGTH(e) FROM customers

-- case: 269 => column-not-permitted
SELECT city FROM customers QUALIFY ROW_NUMBER() OVER (PARTITION BY email ORDER BY city) = 1

-- case: 270 => column-not-permitted
SELECT city FROM customers ORDER BY email COLLATE 'en-ci'

-- case: 271 => column-not-permitted
SELECT LAST_VALUE(email) IGNORE NULLS OVER (ORDER BY city) FROM customers

-- case: 272 => column-not-permitted
SELECT v.a FROM customers c, LATERAL (SELECT c.email AS a) v

-- case: 273 => column-not-permitted
SELECT LISTAGG(email, ',') WITHIN GROUP (ORDER BY city) FROM customers

-- case: 274 => column-not-permitted
SELECT COUNT(*) FROM customers c JOIN (VALUES ('a@b')) AS v (e) ON v.e = c.email

-- case: 275 => column-not-permitted
SELECT MAX_BY(city, email) FROM customers

-- case: 276 => column-not-permitted
SELECT salary FROM employees

-- case: 277 => unknown-column
SELECT x.email FROM (SELECT * FROM customers) x

-- case: 278 => unknown-column
SELECT * ILIKE '%mail%' FROM customers

-- case: 279 => unknown-column
WITH c AS (SELECT * FROM customers) SELECT * EXCLUDE email FROM c

-- case: 280 => relation-not-permitted
SELECT * FROM payments

-- case: 281 => relation-not-permitted
SELECT f.value FROM payments p, LATERAL FLATTEN(PARSE_JSON('[1]')) f

-- case: 282 => relation-not-permitted
SELECT * FROM payments PIVOT (SUM(amount) FOR method IN ('card'))

-- case: 283 => relation-not-permitted
SELECT method, COUNT(*) FROM payments GROUP BY ALL

-- case: 284 => relation-not-permitted
SELECT (SELECT MAX(amount) FROM payments) AS m, m + 1 FROM orders

-- case: 285 => relation-not-permitted
WITH payments_copy AS (SELECT amount FROM payments UNION ALL SELECT amount FROM payments_copy) SELECT * FROM payments_copy

-- case: 286 => relation-not-permitted
SELECT o.order_id, v.amount FROM orders o, LATERAL (SELECT amount FROM payments p WHERE p.order_id = o.order_id) v

-- case: 287 => policy-misfit
SELECT * FROM stores

-- case: 288 => policy-misfit
SELECT name FROM stores GROUP BY ALL

-- case: 289 => policy-misfit
SELECT * EXCLUDE name FROM stores

-- case: 290 => policy-misfit
SELECT f.value FROM stores s, LATERAL FLATTEN(ARRAY_CONSTRUCT(s.name)) f

-- case: 291 => policy-misfit
SELECT name FROM regions

-- case: 292 => policy-misfit
SELECT * FROM regions PIVOT (COUNT(region_id) FOR name IN ('x'))

-- catalog: snowflake

-- case: 293 => too-many-made-rows
SELECT 1 WHERE EXISTS (SELECT 1 FROM TABLE(GENERATOR(ROWCOUNT => 4000000000)))

-- case: 294 => too-many-made-rows
SELECT (SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 4000000000))) AS n

-- case: 295 => too-many-made-rows
SELECT 1 FROM orders WHERE order_id IN (SELECT SEQ4() FROM TABLE(GENERATOR(ROWCOUNT => 4000000000)))

-- case: 296 => too-many-made-rows
WITH g AS (SELECT 1 AS x FROM TABLE(GENERATOR(ROWCOUNT => 4000000000)) LIMIT 1) SELECT 1 FROM g

-- case: 297 => too-many-made-rows
SELECT LISTAGG(f.this::string, ',') FROM TABLE(GENERATOR(ROWCOUNT => 100000)) g, LATERAL FLATTEN(ARRAY_CONSTRUCT(REPEAT('x', 100), 1)) f

-- case: 298 => value-too-large
SELECT ARRAY_AGG(REPEAT('x', 100)) FROM TABLE(GENERATOR(ROWCOUNT => 1000000))

-- case: 299 => unsupported-expression
SELECT name FROM products WHERE name NOT LIKE ALL ('a%', 'b%')

-- case: 300 => unsupported-expression
SELECT o.order_id FROM orders o, payments p WHERE o.order_id = p.order_id (+)

-- case: 301 => function-arguments
SELECT DATEADD('fortnight', 1, ordered_at) FROM orders

-- case: 302 => function-arguments
SELECT DATE_TRUNC('day; DROP TABLE x', ordered_at) FROM orders

-- case: 303 => function-arguments
SELECT DATEADD(channel, 1, ordered_at) FROM orders

-- case: 304 => control-character
SELECT * FROM (SELECT region_id, segment, customer_id FROM customers) PIVOT (COUNT(customer_id) FOR segment IN ('consumer', 'cor
porate'))

-- case: 305 => identifier-too-long
SELECT * FROM (SELECT region_id, segment, customer_id FROM customers) PIVOT (COUNT(customer_id) FOR segment IN ('consumer', 'corporate customers with more than one office in more than one country'))
