-- case: 001
SELECT n FROM generate_series(1, 10) AS n

-- case: 002
SELECT n, n * n AS square FROM generate_series(1, 10) n ORDER BY n DESC

-- case: 003
SELECT g.n FROM generate_series(0, 100, 10) AS g(n)

-- case: 004
SELECT generate_series FROM generate_series(10, 1, -3)

-- case: 005
SELECT d::date AS day, count(o.order_id) FROM generate_series('2024-01-01'::date, '2024-12-31'::date, '1 day'::interval) AS d LEFT JOIN orders o ON o.ordered_at::date = d::date GROUP BY d ORDER BY d

-- case: 006
SELECT month FROM generate_series(TIMESTAMP '2020-01-01', TIMESTAMP '2024-12-01', INTERVAL '1 month') AS t(month)

-- case: 007
SELECT d FROM generate_series(current_date - 30, current_date, INTERVAL '1 day') AS d

-- case: 008
SELECT d FROM generate_series(date_trunc('month', now()) - INTERVAL '11 months', now(), INTERVAL '1 month') AS s(d)

-- case: 009
SELECT d FROM generate_series((SELECT min(ordered_at) FROM orders), (SELECT max(ordered_at) FROM orders), INTERVAL '1 day') AS d

-- case: 010
WITH ends AS (SELECT date_trunc('week', min(ordered_at)) AS first, max(ordered_at) AS last FROM orders) SELECT w, count(o.order_id) FROM ends, generate_series(ends.first, ends.last, INTERVAL '1 week') AS w LEFT JOIN orders o ON date_trunc('week', o.ordered_at) = w GROUP BY w ORDER BY w

-- case: 011
SELECT i.order_id, n FROM order_items i CROSS JOIN LATERAL generate_series(1, least(i.quantity, 100)) AS n

-- case: 012
SELECT i.order_id, s.n FROM order_items i, generate_series(1, LEAST(i.quantity, 10)) AS s(n) WHERE s.n > 1

-- case: 013
SELECT x::numeric FROM generate_series(0, 1, 0.25) AS x

-- case: 014
SELECT p.name, tag FROM products p, unnest(p.tags) AS tag

-- case: 015
SELECT p.name, t.tag, t.place FROM products p CROSS JOIN LATERAL unnest(p.tags) WITH ORDINALITY AS t(tag, place) ORDER BY p.name, t.place

-- case: 016
SELECT t.ordinality FROM products p, unnest(p.tags) WITH ORDINALITY t WHERE p.product_id = 1

-- case: 017
SELECT tag, count(*) FROM products, unnest(tags) AS tag GROUP BY tag ORDER BY count(*) DESC LIMIT 5

-- case: 018
SELECT p.name FROM products p LEFT JOIN LATERAL unnest(p.tags) AS t(tag) ON true WHERE t.tag IS NULL

-- case: 019
SELECT a, b FROM unnest(ARRAY[1, 2, 3], ARRAY['x', 'y']) AS u(a, b)

-- case: 020
SELECT unnest FROM unnest(ARRAY[3, 1, 2]) ORDER BY unnest

-- case: 021
SELECT word, count(*) FROM reviews r, regexp_split_to_table(lower(r.body), '\s+') AS word GROUP BY word ORDER BY 2 DESC LIMIT 20

-- case: 022
SELECT part FROM reviews CROSS JOIN LATERAL string_to_table(title, ' ') AS part

-- case: 023
SELECT r.review_id, m[1] FROM reviews r, regexp_matches(r.body, '([a-z]+)ing', 'g') AS m

-- case: 024
SELECT e.key, e.value FROM products p, jsonb_each(p.attributes::jsonb) AS e

-- case: 025
SELECT key, count(*) FROM products, jsonb_each_text(attributes::jsonb) GROUP BY key

-- case: 026
SELECT k FROM products p, jsonb_object_keys(p.attributes::jsonb) k

-- case: 027
SELECT p.name, elem->>'colour' AS colour FROM products p CROSS JOIN LATERAL jsonb_array_elements(p.attributes::jsonb->'parts') AS elem

-- case: 028
SELECT value FROM jsonb_array_elements('[1, 2, 3]'::jsonb)

-- case: 029
SELECT t.v FROM json_array_elements_text('["a", "b"]'::json) AS t(v)

-- case: 030
SELECT elem.value FROM jsonb_array_elements_text('["a", "b"]'::jsonb) elem WHERE elem <> 'a'

-- case: 031
SELECT s.i, p.tags[s.i] FROM products p, generate_subscripts(p.tags, 1) AS s(i)

-- case: 032
SELECT name FROM products WHERE EXISTS (SELECT 1 FROM unnest(tags) AS tag WHERE tag LIKE 'a%')

-- case: 033
SELECT name, (SELECT count(*) FROM unnest(tags) AS t) AS n FROM products

-- case: 034
SELECT * FROM jsonb_each('{"a": 1}'::jsonb) WITH ORDINALITY

-- case: 035
SELECT x.a, x.b FROM orders AS x(a, b) WHERE x.a = 1

-- case: 036
SELECT * FROM regions AS r(id, label)

-- case: 037
SELECT id, total_amount FROM orders o (id)

-- case: 038
WITH t AS (SELECT order_id, status FROM orders) SELECT u.number FROM t AS u(number)

-- case: 039
SELECT a.k, b.k FROM regions a (k), regions b (k) WHERE a.k = b.k

-- case: 040
SELECT r.label FROM orders o JOIN customers c ON c.customer_id = o.customer_id JOIN regions AS r(region_id, label) USING (region_id)

-- case: 041
SELECT tags[1:2] FROM products

-- case: 042
SELECT tags[2:], tags[:2], tags[:] FROM products

-- case: 043
SELECT (string_to_array(name, ' '))[1:2] AS first_words FROM products

-- case: 044
TABLE regions

-- case: 045
TABLE shop.regions LIMIT 3

-- case: 046
SELECT name FROM regions ORDER BY name FETCH FIRST 3 ROWS ONLY

-- case: 047
SELECT name FROM regions ORDER BY name OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY

-- case: 048
SELECT name FROM regions LIMIT ALL

-- case: 049
SELECT name FROM regions ORDER BY name LIMIT 2 * 5 OFFSET 1 + 1

-- case: 050
SELECT v.id, v.label FROM (VALUES (1, 'one'), (2, 'two')) AS v(id, label)

-- case: 051
SELECT country, city, count(*) FROM customers GROUP BY GROUPING SETS ((country, city), (country), ())

-- case: 052
SELECT country, segment, count(*) FROM customers GROUP BY country, ROLLUP (segment)

-- case: 053
SELECT country, city, segment, count(*), grouping(country, city) FROM customers GROUP BY CUBE (country, city), segment

-- case: 054
SELECT percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY salary) FROM employees

-- case: 055
SELECT count(*) FILTER (WHERE status = 'paid') AS paid, count(*) FROM orders

-- case: 056
SELECT region_id, string_agg(DISTINCT name, ', ' ORDER BY name) FROM stores GROUP BY region_id

-- case: 057
SELECT title FROM reviews WHERE to_tsvector('english', body) @@ websearch_to_tsquery('english', 'walking or running')

-- case: 058
SELECT review_id, ts_rank(to_tsvector('english', body), plainto_tsquery('english', 'walk')) AS rank FROM reviews ORDER BY rank DESC LIMIT 10

-- case: 059
SELECT title FROM reviews WHERE to_tsvector('simple', coalesce(title, '')) || to_tsvector('simple', body) @@ to_tsquery('simple', 'walking & !cat')

-- case: 060
SELECT ts_headline('english', body, phraseto_tsquery('english', 'walking and talking')) FROM reviews

-- case: 061
SELECT title FROM reviews WHERE to_tsquery('english', 'walk') @@ to_tsvector('english', title)

-- case: 062
SELECT setweight(to_tsvector('german', title), 'A') FROM reviews

-- case: 063
SELECT 'fat & rat'::tsquery && 'cat'::tsquery AS both_of_them

-- case: 064
SELECT name FROM stores WHERE daterange(opened_on, closed_on, '[)') @> DATE '2024-02-01'

-- case: 065
SELECT a.store_id FROM stores a JOIN stores b ON daterange(a.opened_on, a.closed_on) && daterange(b.opened_on, b.closed_on) AND a.store_id < b.store_id

-- case: 066
SELECT lower(daterange(opened_on, closed_on)), upper_inf(daterange(opened_on, NULL)) FROM stores

-- case: 067
SELECT isempty(int4range(1, 1)), int4range(1, 5) * int4range(3, 9), range_merge(int4range(1, 2), int4range(5, 6))

-- case: 068
SELECT '[1,10)'::int4range @> 5 AS is_inside

-- case: 069
SELECT tsrange(ordered_at, ordered_at + INTERVAL '1 day') FROM orders

-- case: 070
SELECT order_id FROM orders WHERE total_amount <@ numrange(1, 2)

-- case: 071
SELECT age(birth_date), age(x.d) FROM customers, (SELECT coalesce(NULL, birth_date) AS d FROM customers) AS x

-- case: 072
SELECT age('2001-02-03') > INTERVAL '1 year' AS is_old

-- case: 073
SELECT unnest(tags) AS tag, count(*) AS n FROM products GROUP BY 1 ORDER BY 2 DESC, 1

-- case: 074
SELECT unnest(tags) AS tag, count(*) FROM products GROUP BY tag HAVING count(*) > 1 ORDER BY tag

-- case: 075
SELECT unnest(tags), count(*) FROM products GROUP BY unnest(tags) ORDER BY unnest(tags)

-- case: 076
SELECT count(*) FROM products GROUP BY unnest(tags)

-- case: 077
SELECT product_id, generate_series(1, 3) FROM products ORDER BY 1, 2 DESC

-- case: 078
SELECT generate_series(1, 3) AS a, generate_series(1, 2) AS b

-- case: 079
SELECT product_id, unnest(tags) AS tag, generate_subscripts(tags, 1) AS place FROM products ORDER BY product_id, place

-- case: 080
SELECT product_id, unnest(tags[1:0]) AS none FROM products

-- case: 081
SELECT product_id, unnest(tags[5:]) AS none, generate_series(1, 2) AS n FROM products

-- case: 082
SELECT generate_series(1, generate_series(1, 3)) AS n

-- case: 083
SELECT unnest(string_to_array(unnest(tags), 'a')) AS part, unnest(tags) FROM products WHERE product_id = 1

-- case: 084
SELECT upper(unnest(tags)) || '!' AS tag, count(*) FROM products GROUP BY 1

-- case: 085
SELECT DISTINCT unnest(tags) AS tag FROM products ORDER BY tag LIMIT 2

-- case: 086
SELECT DISTINCT ON (tag) unnest(tags) AS tag, product_id FROM products ORDER BY tag, product_id DESC

-- case: 087
SELECT unnest(tags) AS tag, row_number() OVER (ORDER BY product_id) AS n FROM products ORDER BY n, tag

-- case: 088
SELECT unnest(array_agg(name ORDER BY name)) AS name, count(*) FROM products

-- case: 089
SELECT product_id, unnest(tags) AS tag, count(*) FROM products GROUP BY product_id, tags ORDER BY 1, 2

-- case: 090
SELECT unnest(tags) AS tag, category_id, count(*) FROM products GROUP BY ROLLUP (category_id, 1) ORDER BY 1, 2

-- case: 091
SELECT jsonb_object_keys(attributes::jsonb) AS key, count(*) FROM products GROUP BY key ORDER BY 1

-- case: 092
SELECT product_id, jsonb_array_elements(attributes::jsonb -> 'parts') ->> 'colour' AS colour FROM products ORDER BY 1, 2

-- case: 093
SELECT (jsonb_each(attributes::jsonb)).key, (jsonb_each(attributes::jsonb)).value FROM products

-- case: 094
SELECT (jsonb_each_text(attributes::jsonb)).key AS k, count(*) FROM products GROUP BY 1

-- case: 095
SELECT review_id, (regexp_matches(body, '(\w+)ing', 'g'))[1] AS stem FROM reviews ORDER BY 1, 2

-- case: 096
SELECT regexp_split_to_table(body, '\s+') AS word, count(*) FROM reviews GROUP BY word ORDER BY 2 DESC, 1

-- case: 097
SELECT string_to_table(body, ' ') AS word FROM reviews

-- case: 098
SELECT generate_series('2024-01-01'::date, '2024-03-01'::date, '1 month')::date AS month

-- case: 099
SELECT d.day::date, count(o.order_id) FROM (SELECT generate_series(DATE '2024-01-01', DATE '2024-02-01', INTERVAL '1 day') AS day) d LEFT JOIN orders o ON o.ordered_at::date = d.day::date GROUP BY d.day

-- case: 100
SELECT store_id, generate_series(opened_on, closed_on, INTERVAL '7 days')::date AS week FROM stores

-- case: 101
SELECT name FROM products WHERE product_id IN (SELECT unnest(ARRAY[1, 3]))

-- case: 102
SELECT name, (SELECT string_agg(t, '-') FROM (SELECT unnest(tags) AS t) x) FROM products

-- case: 103
SELECT name, ARRAY(SELECT upper(unnest(tags))) AS loud FROM products

-- case: 104
SELECT (SELECT unnest(ARRAY[7])) AS one

-- case: 105
SELECT name FROM products WHERE EXISTS (SELECT unnest(tags[9:]))

-- case: 106
SELECT generate_series(1, 2) UNION ALL SELECT unnest(ARRAY[5, 6]) ORDER BY 1 DESC

-- case: 107
SELECT generate_series(1, 10) AS n ORDER BY n DESC LIMIT 3 OFFSET 1

-- case: 108
SELECT product_id, generate_series(1, 3) AS n FROM products ORDER BY product_id LIMIT 4

-- case: 109
SELECT -generate_series(1, 3) AS n, generate_series(1, 3) % 2 = 0 AS even

-- case: 110
SELECT pg_catalog.unnest(tags) FROM products

-- case: 111
SELECT lower(unnest(tags)) COLLATE "C" AS tag FROM products ORDER BY 1

-- case: 112
SELECT sum(n) FROM (SELECT unnest(ARRAY[1, 2, 3]) AS n) x

-- case: 113
SELECT EXTRACT(month FROM generate_series(DATE '2024-01-01', DATE '2024-03-01', INTERVAL '1 month')) AS month

-- case: 114
SELECT json_array_elements_text('["a", "b"]'::json) AS v, json_object_keys('{"a": 1, "b": 2, "c": 3}'::json) AS k

-- case: 115
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < power(10, 2)) SELECT n FROM t

-- case: 116
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10 ^ 2) SELECT n FROM t

-- case: 117
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < least(5, 1000000000)) SELECT n FROM t

-- case: 118
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE NOT n >= 100) SELECT n FROM t

-- case: 119
WITH RECURSIVE w AS (SELECT customer_id, referred_by, ARRAY[customer_id] AS path FROM customers UNION ALL SELECT c.customer_id, c.referred_by, path || c.customer_id FROM w JOIN customers c ON c.customer_id = w.referred_by WHERE NOT c.customer_id = ANY (path)) SELECT * FROM w

-- case: 120
WITH RECURSIVE w AS (SELECT customer_id, ARRAY[customer_id] AS path FROM customers UNION ALL SELECT c.customer_id, array_append(w.path, c.customer_id) FROM w JOIN customers c ON c.referred_by = w.customer_id WHERE c.customer_id <> ALL (w.path)) SELECT * FROM w

-- case: 121
WITH RECURSIVE w(id, depth, path) AS (SELECT e.employee_id, 0, '{}'::int[] FROM employees e UNION ALL SELECT e.employee_id, depth + 1, path || e.employee_id FROM employees e, w WHERE e.manager_id = w.id AND depth < 10) SELECT * FROM w

-- case: 122
WITH RECURSIVE x(l) AS (SELECT 1 UNION ALL SELECT l * 2 FROM x WHERE l < power(2, 30)) SELECT l FROM x

-- case: 123
WITH RECURSIVE p AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM p WHERE n < (SELECT max(quantity) FROM order_items)) SELECT n FROM p

-- case: 124
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < coalesce(NULL, 100)) SELECT n FROM t

-- case: 125
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < '100'::int) SELECT n FROM t

-- case: 126
WITH RECURSIVE s AS (SELECT o.customer_id, min(o.ordered_at) AS at FROM orders o GROUP BY o.customer_id UNION ALL SELECT s.customer_id, o.ordered_at FROM s JOIN orders o ON o.customer_id = s.customer_id AND o.ordered_at > s.at + INTERVAL '30 days') SELECT * FROM s

-- case: 127
WITH RECURSIVE s AS (SELECT o.customer_id, min(o.ordered_at) AS at FROM orders o GROUP BY o.customer_id UNION ALL SELECT s.customer_id, o.ordered_at FROM s JOIN orders o ON o.customer_id = s.customer_id AND o.ordered_at > s.at) SELECT * FROM s

-- case: 128
WITH RECURSIVE e AS (SELECT a.order_id AS x, b.order_id AS y FROM order_items a JOIN order_items b USING (product_id)), w AS (SELECT x, y, ARRAY[x, y] AS path FROM e UNION ALL SELECT w.x, e.y, w.path || e.y FROM w JOIN e ON e.x = w.y WHERE e.y <> ALL (w.path) AND cardinality(w.path) < 6) SELECT * FROM w

-- case: 129
WITH RECURSIVE w(id, names) AS (SELECT e.employee_id, ARRAY[e.last_name] FROM employees e UNION ALL SELECT e.employee_id, array_append(names, e.last_name) FROM employees e CROSS JOIN w WHERE array_length(names, 1) < 3) SELECT * FROM w

-- case: 130
WITH RECURSIVE e(a, b) AS (VALUES (1, 2), (2, 3)), w AS (SELECT a FROM e UNION SELECT e.b FROM w JOIN e ON e.a = w.a) SELECT a FROM w

-- case: 131
WITH RECURSIVE e(a, b) AS (VALUES (1, 2), (2, 3)), w AS (SELECT a, 0 AS d FROM e UNION ALL SELECT e.b, d + 1 FROM w JOIN e ON e.a = w.a WHERE d < 10) SELECT a FROM w

-- case: 132
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t JOIN (SELECT 10 AS m) x ON t.n < x.m) SELECT n FROM t

-- case: 133
SELECT title, ts_rank(to_tsvector('english', body), query) AS rank FROM reviews, to_tsquery('english', 'walking & talking') query WHERE to_tsvector('english', body) @@ query ORDER BY rank DESC, title

-- case: 134
SELECT r.title FROM reviews r CROSS JOIN websearch_to_tsquery('english', 'walking or running') AS q(words) WHERE q.words @@ to_tsvector('english', r.body)

-- case: 135
SELECT r.title, numnode(q) FROM reviews r JOIN LATERAL plainto_tsquery('simple', r.title) AS q ON to_tsvector('simple', r.body) @@ q

-- case: 136
SELECT to_tsquery FROM to_tsquery('english', 'walk')

-- case: 137
SELECT phraseto_tsquery.phraseto_tsquery::text FROM phraseto_tsquery('english', 'walk talk')

-- case: 138
SELECT ts_headline('english', body, to_tsquery('english', 'talk'), 'MaxWords=10, MinWords=2, StartSel=<mark>, StopSel=</mark>') FROM reviews

-- case: 139
SELECT ts_headline('english', body, to_tsquery('english', 'talk'), 'HighlightAll=true') FROM reviews

-- case: 140
SELECT rows FROM (SELECT region_id AS rows FROM regions) x

-- case: 141
SELECT order_id FROM orders WHERE order_id > '1' COLLATE "C" ORDER BY 1
