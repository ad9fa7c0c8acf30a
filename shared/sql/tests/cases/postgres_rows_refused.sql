-- case: 001 => too-many-made-rows
SELECT * FROM generate_series(1, 1000000000)

-- case: 002 => too-many-made-rows
SELECT n FROM generate_series(1, 1000000, 0.001) AS n

-- case: 003 => too-many-made-rows
SELECT o.order_id FROM orders o, generate_series(1, o.total_amount) AS n

-- case: 004 => too-many-made-rows
SELECT n FROM order_items i, generate_series(1, i.quantity) AS n

-- case: 005 => too-many-made-rows
SELECT n FROM generate_series(1, '2000000000') AS n

-- case: 006 => too-many-made-rows
SELECT d FROM generate_series(DATE '2020-01-01', DATE '2024-01-01', INTERVAL '1 second') AS d

-- case: 007 => too-many-made-rows
SELECT d FROM generate_series('2020-01-01'::date, 'infinity'::date, '1 day') AS d

-- case: 008 => too-many-made-rows
SELECT d FROM generate_series(now(), now() + INTERVAL '290000 years', INTERVAL '1 hour') AS d

-- case: 009 => too-many-made-rows
SELECT d FROM generate_series((SELECT min(ordered_at) FROM orders), now(), INTERVAL '1 second') AS d

-- case: 010 => too-many-made-rows
SELECT d FROM (SELECT TIMESTAMP '290000-01-01' AS z) x, generate_series(now(), x.z, INTERVAL '1 hour') AS d

-- case: 011 => too-many-made-rows
SELECT d FROM orders, generate_series(now(), ordered_at + total_amount * INTERVAL '1 day', INTERVAL '1 hour') AS d

-- case: 012 => too-many-made-rows
SELECT d FROM generate_series(DATE '0001-01-01 BC', DATE '2024-01-01', INTERVAL '1 hour') AS d

-- case: 013 => too-many-made-rows
SELECT 1 FROM generate_series(1, 1001) a, generate_series(1, 1000) b

-- case: 014 => too-many-made-rows
SELECT n FROM generate_series(1, 10, 0) AS n

-- case: 015 => too-many-made-rows
SELECT n FROM order_items i, generate_series(1, greatest(i.quantity, 5)) AS n

-- case: 016 => too-many-made-rows
SELECT n FROM generate_series(1, 10, random()) AS n

-- case: 017 => too-many-made-rows
SELECT c FROM string_to_table(repeat(repeat('a,', 100), 100), ',') AS c, string_to_table(repeat(repeat('a,', 100), 100), ',') AS d

-- case: 018 => regular-expression
SELECT w FROM reviews, regexp_split_to_table(body, title) AS w

-- case: 019 => regular-expression
SELECT m FROM reviews, regexp_matches(body, '(a+)\1') AS m

-- case: 020 => table-function
SELECT * FROM ts_stat('SELECT 1')

-- case: 021 => table-function
SELECT * FROM jsonb_path_query('{}', '$.*')

-- case: 022 => table-function
SELECT * FROM json_to_recordset('[]') AS x(a int)

-- case: 023 => table-function
SELECT * FROM shop.unnest(ARRAY[1])

-- case: 024 => unknown-relation
SELECT * FROM current_date

-- case: 025 => table-function
SELECT * FROM pg_options_to_table(ARRAY['a=b'])

-- case: 026 => unsupported-source
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3))

-- case: 027 => unsupported-source
SELECT * FROM unnest(ARRAY[1]) AS t(a int)

-- case: 028 => function-arguments
SELECT * FROM generate_series(1)

-- case: 029 => function-arguments
SELECT * FROM jsonb_each(p => '{}')

-- case: 030 => function-placement
SELECT name FROM products LEFT JOIN regions ON unnest(tags) = regions.name

-- case: 031 => function-placement
SELECT 1 FROM generate_series(1, sum(1)) AS n

-- case: 032 => column-count
SELECT * FROM regions AS r(a, b, c, d)

-- case: 033 => ambiguous-column
SELECT * FROM regions AS r(a, a)

-- case: 034 => ambiguous-column
SELECT name FROM regions AS r(name)

-- case: 035 => unknown-column
SELECT r.region_id FROM regions AS r(a)

-- case: 036 => column-count
SELECT * FROM generate_series(1, 2) AS g(a, b)

-- case: 037 => whole-row
SELECT e FROM jsonb_each('{"a": 1}'::jsonb) AS e

-- case: 038 => invalid-limit
SELECT name FROM regions ORDER BY name FETCH FIRST 3 ROWS WITH TIES

-- case: 039 => invalid-limit
SELECT name FROM regions LIMIT (SELECT 1)

-- case: 040 => invalid-limit
SELECT name FROM regions LIMIT 9223372036854775807 * 2

-- case: 041 => invalid-limit
SELECT name FROM regions LIMIT -1

-- case: 042 => unsupported-expression
SELECT tags[1:2][1] FROM products

-- case: 043 => unsupported-expression
SELECT tags[NULL:2] FROM products

-- case: 044 => system-relation
TABLE pg_authid

-- case: 045 => unknown-relation
TABLE nothing

-- case: 046 => recursion-without-end
WITH RECURSIVE r AS (SELECT 'a'::text AS x UNION SELECT g.x FROM r, string_to_table(r.x, ',') AS g(x)) SELECT * FROM r

-- case: 047 => function-arguments
SELECT to_tsvector(body) FROM reviews

-- case: 048 => function-arguments
SELECT websearch_to_tsquery('a b')

-- case: 049 => function-arguments
SELECT ts_headline(body, to_tsquery('english', 'a')) FROM reviews

-- case: 050 => unbounded-size
SELECT to_tsvector(title, body) FROM reviews

-- case: 051 => unbounded-size
SELECT to_tsvector('own_configuration', body) FROM reviews

-- case: 052 => unbounded-size
SELECT ts_headline(body, to_tsquery('english', 'a'), 'MaxWords=9') FROM reviews

-- case: 053 => unsupported-operator
SELECT 1 FROM reviews WHERE body @@ 'walk'

-- case: 054 => unsupported-operator
SELECT 1 FROM reviews WHERE body @@ to_tsquery('english', 'walk')

-- case: 055 => unsupported-operator
SELECT 1 FROM products WHERE attributes @@ '$.a == 1'

-- case: 056 => unsupported-operator
SELECT 1 FROM reviews WHERE to_tsvector('english', body) @@ 'walk'

-- case: 057 => unknown-function
SELECT ts_rewrite('a'::tsquery, 'SELECT 1')

-- case: 058 => unsupported-type
SELECT 'english'::regconfig

-- case: 059 => unknown-function
SELECT get_current_ts_config()

-- case: 060 => unknown-function
SELECT ts_lexize('english_stem', 'a')

-- case: 061 => unsupported-type
SELECT '{[1,2]}'::int4multirange

-- case: 062 => value-too-large
SELECT numrange('1e131000', '2e131000')::text || numrange('1e131000', '2e131000')::text

-- case: 063 => function-placement
SELECT name FROM products WHERE unnest(tags) = 'new'

-- case: 064 => function-placement
SELECT count(*) FROM products GROUP BY name HAVING unnest(array_agg(name)) = 'a'

-- case: 065 => function-placement
SELECT p.name FROM products p JOIN orders o ON o.order_id = generate_series(1, 3)

-- case: 066 => function-placement
SELECT sum(generate_series(1, 3))

-- case: 067 => function-placement
SELECT count(unnest(tags)) FROM products

-- case: 068 => function-placement
SELECT string_agg(name, ',' ORDER BY unnest(tags)) FROM products

-- case: 069 => function-placement
SELECT count(*) FILTER (WHERE unnest(tags) = 'new') FROM products

-- case: 070 => function-placement
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY generate_series(1, 3))

-- case: 071 => function-placement
SELECT sum(list_price) OVER (ORDER BY unnest(tags)) FROM products

-- case: 072 => function-placement
SELECT lag(generate_series(1, 3)) OVER (ORDER BY name) FROM products

-- case: 073 => function-placement
SELECT CASE WHEN true THEN generate_series(1, 3) END

-- case: 074 => function-placement
SELECT CASE generate_series(1, 3) WHEN 1 THEN 'a' END

-- case: 075 => function-placement
SELECT coalesce(unnest(tags), 'none') FROM products

-- case: 076 => function-placement
SELECT greatest(generate_series(1, 3), 2)

-- case: 077 => function-placement
SELECT nullif(unnest(tags), 'new') FROM products

-- case: 078 => function-placement
SELECT upper(coalesce(upper(unnest(tags)), 'none')) FROM products

-- case: 079 => function-placement
SELECT unnest(tags) IN ('new', 'sale') FROM products

-- case: 080 => function-placement
SELECT unnest(tags) IS NULL FROM products

-- case: 081 => function-placement
SELECT unnest(tags) LIKE 'a%' FROM products

-- case: 082 => function-placement
SELECT generate_series(1, 3) BETWEEN 1 AND 2

-- case: 083 => function-placement
SELECT 'new' = ANY (ARRAY[unnest(tags)]) FROM products

-- case: 084 => function-placement
SELECT ARRAY[generate_series(1, 3)]

-- case: 085 => function-placement
SELECT (generate_series(1, 3), 1) = (2, 1)

-- case: 086 => function-placement
SELECT name FROM products ORDER BY unnest(tags)

-- case: 087 => function-placement
SELECT DISTINCT ON (unnest(tags)) name FROM products

-- case: 088 => function-placement
SELECT 1 FROM generate_series(1, generate_series(1, 3)) AS n

-- case: 089 => function-placement
VALUES (generate_series(1, 3))

-- case: 090 => function-placement
SELECT name FROM products WHERE upper(unnest(tags)) IS NOT NULL

-- case: 091 => function-placement
SELECT name FROM products WHERE (jsonb_each(attributes::jsonb)).key = 'a'

-- case: 092 => function-placement
SELECT 1 FROM (SELECT 1) x, LATERAL (SELECT 1 WHERE generate_series(1, 3) = 1) y

-- case: 093 => whole-row
SELECT jsonb_each(attributes::jsonb) FROM products

-- case: 094 => whole-row
SELECT jsonb_each_text(attributes::jsonb)::text FROM products

-- case: 095 => unknown-column
SELECT (jsonb_each(attributes::jsonb)).valeu FROM products

-- case: 096 => unsupported-expression
SELECT (unnest(tags)).x FROM products

-- case: 097 => unsupported-expression
SELECT (jsonb_each(attributes::jsonb)).value.x FROM products

-- case: 098 => unsupported-expression
SELECT (row_number() OVER ()).x FROM products

-- case: 099 => function-arguments
SELECT unnest(tags, tags) FROM products

-- case: 100 => function-arguments
SELECT generate_series(1)

-- case: 101 => function-arguments
SELECT unnest(DISTINCT tags) FROM products

-- case: 102 => function-arguments
SELECT unnest(tags) FILTER (WHERE true) FROM products

-- case: 103 => function-arguments
SELECT unnest(tags) OVER () FROM products

-- case: 104 => function-arguments
SELECT unnest(*) FROM products

-- case: 105 => function-arguments
SELECT generate_series(1, stop => 3)

-- case: 106 => regular-expression
SELECT regexp_split_to_table(body, title) FROM reviews

-- case: 107 => regular-expression
SELECT regexp_matches(body, '(a)\1') FROM reviews

-- case: 108 => unknown-function
SELECT shop.unnest(tags) FROM products

-- case: 109 => unknown-function
SELECT "Unnest"(tags) FROM products

-- case: 110 => unknown-function
SELECT jsonb_path_query(attributes::jsonb, '$.*') FROM products

-- case: 111 => unknown-function
SELECT pg_ls_dir('.')

-- case: 112 => unsupported-expression
SELECT (pg_stat_file('x')).size

-- case: 113 => unknown-function
SELECT json_populate_recordset(NULL, '[]')

-- case: 114 => too-many-made-rows
SELECT generate_series(1, 10000000)

-- case: 115 => too-many-made-rows
SELECT generate_series(1, product_id) FROM products

-- case: 116 => too-many-made-rows
SELECT generate_series(1, count(*)) FROM products

-- case: 117 => too-many-made-rows
SELECT generate_series(1, 1001), generate_series(1, generate_series(1, 1001))

-- case: 118 => too-many-made-rows
SELECT abs(generate_series(1, 2000)) FROM generate_series(1, 2000) AS x

-- case: 119 => too-many-made-rows
SELECT count(*) FROM (SELECT generate_series(1, 2000) FROM generate_series(1, 2000) AS x) y

-- case: 120 => too-many-made-rows
SELECT count(*), generate_series(1, 3000000) FROM products

-- case: 121 => too-many-made-rows
SELECT count(*) FROM generate_series(1, 2000) AS x GROUP BY generate_series(1, 2000)

-- case: 122 => too-many-made-rows
SELECT generate_series(1, 1000), generate_series(1, 1000 + 0 * generate_series(1, 1001))

-- case: 123 => too-many-made-rows
SELECT generate_series(1, 10), generate_series(1, 2000) FROM generate_series(1, 2000) AS x GROUP BY x, 1

-- case: 124 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 20 AND 1 = 1) SELECT n, generate_series(1, 100), generate_series(1, generate_series(1, 1000)) FROM t

-- case: 125 => join-too-large
SELECT unnest(string_to_array(unnest(string_to_array(unnest(p.tags), 'a')), 'b')) FROM products p, products q

-- case: 126 => made-rows-too-large
SELECT generate_series(1, 900000), repeat('a', 100) || repeat('b', 100) || repeat('c', 100)

-- case: 127 => unsupported-source
SELECT 1 FROM regions, ROWS FROM (unnest(ARRAY[1]), unnest(ARRAY[2])) WITH ORDINALITY

-- case: 128 => unsupported-source
SELECT 1 FROM regions LEFT JOIN ROWS FROM (generate_series(1, 2)) AS r ON true

-- case: 129 => unsupported-clause
WITH RECURSIVE t AS (SELECT region_id FROM regions UNION ALL SELECT r.region_id FROM t JOIN regions r ON r.region_id = t.region_id + 1) SEARCH BREADTH FIRST BY region_id SET o SELECT * FROM t

-- case: 130 => unsupported-clause
WITH RECURSIVE t AS (SELECT region_id FROM regions UNION ALL SELECT r.region_id FROM t JOIN regions r ON r.region_id = t.region_id + 1) CYCLE region_id SET is_cycle USING path SELECT * FROM t

-- case: 131 => unsupported-clause
SELECT sum(total_amount) OVER (ORDER BY ordered_at ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW) FROM orders

-- case: 132 => unsupported-expression
SELECT (jsonb_each(attributes)).* FROM products

-- case: 133 => syntax
SELECT rows FROM (SELECT 1 AS rows) x WHERE

-- case: 134 => unsupported-source
SELECT x.y FROM ROWS FROM (pg_sleep(1)) AS x

-- case: 135 => function-arguments
SELECT 1 FROM reviews, to_tsquery('walk') AS q

-- case: 136 => unbounded-size
SELECT 1 FROM reviews r, to_tsquery(r.title, r.body) AS q

-- case: 137 => table-function
SELECT 1 FROM to_tsquery('english', 'walk') WITH ORDINALITY AS q

-- case: 138 => column-count
SELECT 1 FROM to_tsquery('english', 'walk') AS q(a, b)

-- case: 139 => table-function
SELECT 1 FROM shop.to_tsquery('english', 'walk') AS q

-- case: 140 => table-function
SELECT 1 FROM to_tsvector('english', 'walk') AS q

-- case: 141 => table-function
SELECT 1 FROM upper('walk') AS q

-- case: 142 => function-placement
SELECT 1 FROM to_tsquery('english', string_agg('a', 'b')) AS q

-- case: 143 => function-placement
SELECT 1 FROM to_tsquery('english', unnest(ARRAY['a'])) AS q

-- case: 144 => syntax
SELECT 1 FROM to_tsquery(DISTINCT 'english', 'walk') AS q

-- case: 145 => unbounded-size
SELECT ts_headline('english', body, to_tsquery('english', 'a'), title) FROM reviews

-- case: 146 => unbounded-size
SELECT ts_headline('english', body, to_tsquery('english', 'a'), 'MaxWords=99999') FROM reviews

-- case: 147 => unbounded-size
SELECT ts_headline('english', body, to_tsquery('english', 'a'), 'StartSel=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') FROM reviews

-- case: 148 => unbounded-size
SELECT ts_headline('english', body, to_tsquery('english', 'a'), 'StartSel="aaaa"') FROM reviews

-- case: 149 => unbounded-size
SELECT ts_headline('english', body, to_tsquery('english', 'a'), 'Other=1') FROM reviews

-- case: 150 => unbounded-size
SELECT ts_headline(title, body, to_tsquery('english', 'a'), 'MaxWords=9') FROM reviews
