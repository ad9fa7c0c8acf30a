-- catalog: shop

-- case: 001 => unsupported-clause
SELECT TOP 5 * FROM orders

-- case: 002 => syntax
SELECT * EXCLUDE (status) FROM orders

-- case: 003 => syntax
SELECT * EXCEPT (status) FROM orders

-- case: 004 => syntax
SELECT * REPLACE (1 AS status) FROM orders

-- case: 005 => unsupported-clause
SELECT order_id FROM orders QUALIFY row_number() OVER () = 1

-- case: 006 => unsupported-clause
SELECT order_id FROM orders GROUP BY ALL

-- case: 007 => syntax
SELECT order_id FROM orders CLUSTER BY order_id

-- case: 008 => syntax
SELECT order_id FROM orders SORT BY order_id

-- case: 009 => syntax
SELECT order_id FROM orders DISTRIBUTE BY order_id

-- case: 010 => syntax
SELECT order_id FROM orders PREWHERE order_id = 1

-- case: 011 => unsupported-clause
SELECT order_id FROM orders CONNECT BY PRIOR order_id = customer_id

-- case: 012 => unsupported-clause
SELECT order_id FROM orders FOR XML AUTO

-- case: 013 => unsupported-clause
SELECT order_id FROM orders FOR JSON PATH

-- case: 014 => syntax
SELECT order_id FROM orders SETTINGS max_threads = 1

-- case: 015 => syntax
SELECT order_id FROM orders FORMAT JSON

-- case: 016 => syntax
FROM orders SELECT order_id

-- case: 017 => syntax
FROM orders

-- case: 018 => unknown-column
SELECT SQL_CALC_FOUND_ROWS order_id FROM orders

-- case: 019 => syntax
SELECT AS STRUCT order_id FROM orders

-- case: 020 => unsupported-clause
SELECT order_id FROM orders UNION BY NAME SELECT order_id FROM orders

-- case: 021 => syntax
SELECT order_id FROM orders MINUS SELECT order_id FROM order_items

-- case: 022 => syntax
SELECT order_id FROM orders |> WHERE order_id = 1

-- case: 023 => unsupported-clause
SELECT order_id FROM orders GROUP BY CUBE (order_id, customer_id, status, channel, store_id, is_gift, campaign_id)

-- case: 024 => unsupported-clause
VALUES ROW(1), ROW(2)

-- case: 025 => unknown-column
SELECT order_id FROM orders ORDER BY ALL

-- case: 026 => unsupported-clause
SELECT order_id FROM orders ORDER BY order_id USING >

-- case: 027 => unsupported-clause
SELECT sum(order_id) OVER missing FROM orders

-- case: 028 => unsupported-clause
SELECT order_id FROM orders UNION SELECT order_id FROM orders ORDER BY order_id + 1

-- case: 029 => unknown-relation
SELECT * FROM ONLY orders

-- case: 030 => unsupported-source
SELECT * FROM orders TABLESAMPLE SYSTEM (10)

-- case: 032 => syntax
SELECT * FROM orders FOR SYSTEM_TIME AS OF '2024-01-01'

-- case: 033 => unsupported-source
SELECT * FROM orders WITH (NOLOCK)

-- case: 034 => syntax
SELECT * FROM orders PARTITION (p0)

-- case: 035 => unsupported-source
SELECT * FROM orders PIVOT (sum(total_amount) FOR status IN ('a', 'b'))

-- case: 036 => unsupported-source
SELECT * FROM orders UNPIVOT (v FOR n IN (order_id, customer_id))

-- case: 037 => unsupported-source
SELECT * FROM (orders JOIN customers USING (customer_id)) AS j

-- case: 038 => syntax
SELECT * FROM orders USE INDEX (i)

-- case: 039 => duplicate-source
SELECT 1 FROM <<45|orders, >>orders

-- case: 040 => join-too-large
SELECT * FROM generate_series(1, 100000000000)

-- case: 043 => table-function
SELECT p.product_id, t FROM products p, pg_ls_dir(p.name) t

-- case: 045 => table-function
SELECT * FROM jsonb_to_recordset('[]') AS x(a int)

-- case: 048 => table-function
SELECT * FROM TABLE(f(1))

-- case: 049 => table-function
SELECT * FROM LATERAL f(1)

-- case: 050 => table-function
SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (a int PATH '$.a')) AS t

-- case: 051 => table-function
SELECT * FROM OPENJSON('[]')

-- case: 052 => table-function
SELECT * FROM lower('A')

-- case: 053 => table-function
SELECT * FROM current_user()

-- case: 054 => table-function
SELECT * FROM my_function(1) AS f

-- case: 055 => table-function
SELECT * FROM shop.my_function(1) AS f

-- case: 056 => table-function
SELECT * FROM my_function(1) WITH ORDINALITY

-- case: 057 => table-function
SELECT * FROM orders WITH ORDINALITY

-- case: 059 => unsupported-expression
SELECT (1, 2)

-- case: 060 => syntax
SELECT {'a': 1}

-- case: 061 => unsupported-expression
SELECT order_id FROM orders WHERE status LIKE ALL ('a', 'b')

-- case: 062 => unsupported-expression
SELECT order_id FROM orders WHERE status LIKE ANY ('a%', 'b%')

-- case: 063 => unsupported-expression
SELECT CEIL(ordered_at TO DAY) FROM orders

-- case: 064 => unsupported-expression
SELECT CONVERT(status USING utf8) FROM orders

-- case: 065 => syntax
SELECT MAP {'a': 1}

-- case: 066 => syntax
SELECT GROUPING SETS ((1))

-- case: 067 => unsupported-expression
SELECT order_id FROM orders WHERE order_id IN UNNEST(ARRAY[1])

-- case: 068 => unsupported-operator
SELECT 1 <=> 1

-- case: 069 => syntax
SELECT 5 DIV 2

-- case: 070 => unsupported-operator
SELECT true XOR false

-- case: 071 => unsupported-expression
SELECT 'a' REGEXP 'b'

-- case: 072 => syntax
SELECT status MATCH 'x' FROM orders

-- case: 073 => unsupported-operator
SELECT 4!

-- case: 074 => unsupported-operator
SELECT !!4

-- case: 075 => syntax
SELECT status GLOB 'a*' FROM orders

-- case: 076 => syntax
SELECT order_id FROM orders WHERE order_id + ANY (ARRAY[1])

-- case: 077 => unsupported-operator
SELECT '(1,2)' <-> '(3,4)'

-- case: 078 => syntax
SELECT 1 // 2

-- case: 079 => unsupported-operator
SELECT ARRAY[1] <@> ARRAY[2]

-- case: 080 => function-arguments
SELECT count()

-- case: 081 => function-arguments
SELECT sum(order_id, 1) FROM orders

-- case: 082 => function-arguments
SELECT lower(DISTINCT status) FROM orders

-- case: 083 => function-arguments
SELECT lower(status ORDER BY status) FROM orders

-- case: 084 => function-arguments
SELECT count(DISTINCT *) FROM orders

-- case: 085 => function-arguments
SELECT round(1, 2, 3)

-- case: 086 => function-arguments
SELECT now(1)

-- case: 087 => syntax
SELECT first_value(status IGNORE NULLS) OVER (ORDER BY order_id) FROM orders

-- case: 088 => function-arguments
SELECT first_value(status) IGNORE NULLS OVER (ORDER BY order_id) FROM orders

-- case: 089 => function-arguments
SELECT make_interval(days => 1, decades => 2)

-- case: 090 => function-arguments
SELECT coalesce()

-- case: 091 => function-arguments
SELECT string_agg(status, ',' LIMIT 5) FROM orders

-- case: 092 => syntax
SELECT lower(VARIADIC tags) FROM products

-- case: 093 => function-placement
SELECT order_id FROM orders WHERE sum(order_id) > 1

-- case: 094 => function-placement
SELECT sum(sum(order_id)) FROM orders

-- case: 095 => function-placement
SELECT row_number() FROM orders

-- case: 096 => function-placement
SELECT order_id FROM orders WHERE rank() OVER (ORDER BY order_id) = 1

-- case: 097 => function-placement
SELECT status FROM orders GROUP BY status HAVING row_number() OVER () = 1

-- case: 098 => function-placement
SELECT lower(status) OVER () FROM orders

-- case: 099 => function-placement
SELECT count(*) FROM orders GROUP BY max(status)

-- case: 100 => function-placement
SELECT lower(status) FILTER (WHERE true) FROM orders

-- case: 101 => function-placement
SELECT mode() FROM orders

-- case: 102 => function-placement
SELECT percentile_cont(0.5) OVER () FROM orders

-- case: 103 => function-placement
SELECT sum(order_id) WITHIN GROUP (ORDER BY order_id) FROM orders

-- case: 104 => function-placement
SELECT o.order_id FROM orders o JOIN customers c ON max(o.order_id) = c.customer_id

-- case: 105 => function-placement
SELECT sum(row_number() OVER ()) FROM orders

-- case: 106 => unbounded-size
SELECT repeat('x', 1000000000)

-- case: 107 => unbounded-size
SELECT repeat(status, order_id) FROM orders

-- case: 108 => unbounded-size
SELECT repeat('x', 101)

-- case: 109 => unbounded-size
SELECT repeat('x', 10 * 11)

-- case: 110 => unbounded-size
SELECT lpad('x', 1000000000)

-- case: 111 => unbounded-size
SELECT lpad(status, order_id) FROM orders

-- case: 112 => unbounded-size
SELECT rpad('x', 1001, 'y')

-- case: 113 => unbounded-size
SELECT replace(status, 'a', '<<17|a>>') FROM orders

-- case: 114 => unbounded-size
SELECT replace(status, channel, status) FROM orders

-- case: 115 => unbounded-size
SELECT regexp_replace(status, 'a', status) FROM orders

-- case: 116 => unbounded-size
SELECT string_agg(status, channel) FROM orders

-- case: 117 => unbounded-size
SELECT string_agg(status, '<<17|,>>') FROM orders

-- case: 118 => unbounded-size
SELECT concat_ws(status, channel, channel) FROM orders

-- case: 119 => unbounded-size
SELECT array_to_string(tags, name) FROM products

-- case: 120 => unbounded-size
SELECT repeat('x', (SELECT 1000000))

-- case: 121 => unbounded-size
SELECT repeat('x', -(-101))

-- case: 123 => invalid-limit
SELECT order_id FROM orders LIMIT (SELECT count(*) FROM orders)

-- case: 124 => invalid-limit
SELECT order_id FROM orders LIMIT 'ten'

-- case: 125 => invalid-limit
SELECT order_id FROM orders LIMIT 1.5

-- case: 126 => invalid-limit
SELECT order_id FROM orders LIMIT -1

-- case: 127 => invalid-limit
SELECT order_id FROM orders OFFSET -1

-- case: 128 => invalid-limit
SELECT order_id FROM orders OFFSET (SELECT 1)

-- case: 129 => invalid-limit
SELECT order_id FROM orders FETCH FIRST 10 PERCENT ROWS ONLY

-- case: 130 => invalid-limit
SELECT order_id FROM orders ORDER BY 1 FETCH FIRST 1 ROW WITH TIES

-- case: 131 => invalid-limit
SELECT order_id FROM orders LIMIT order_id

-- case: 132 => invalid-limit
SELECT order_id FROM orders LIMIT 99999999999999999999

-- case: 133 => unsupported-type
SELECT CAST(1 AS numeric(2000))

-- case: 134 => unsupported-type
SELECT CAST('x' AS char(100000))

-- case: 135 => unsupported-type
SELECT CAST('x' AS varchar(100000))

-- case: 136 => unsupported-type
SELECT CAST(1 AS int[][])

-- case: 137 => unsupported-type
SELECT CAST('x' AS hstore)

-- case: 138 => unsupported-type
SELECT CAST('x' AS citext)

-- case: 139 => unsupported-type
SELECT CAST('x' AS geometry)

-- case: 140 => unsupported-type
SELECT CAST('x' AS enum_of_mine)

-- case: 141 => unsupported-type
SELECT CAST('x' AS bit varying)
