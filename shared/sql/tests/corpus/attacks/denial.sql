-- catalog: shop

-- case: 001 => value-too-large
SELECT repeat(repeat(repeat('x', 100), 100), 100)

-- case: 002 => value-too-large
SELECT length(repeat(repeat(repeat('ab', 100), 100), 100))

-- case: 003 => value-too-large
SELECT order_id FROM orders WHERE status = repeat(repeat(repeat('x', 100), 100), 100)

-- case: 004 => value-too-large
SELECT upper(repeat(lpad('x', 1000), 100)) || repeat(rpad('y', 1000), 100) || repeat(rpad('z', 1000), 100) || repeat(rpad('z', 1000), 100)

-- case: 005 => value-too-large
SELECT repeat(repeat(lpad('x', 1000), 100), 100)

-- case: 006 => value-too-large
SELECT md5(repeat(repeat(repeat('x', 100), 100), 100))

-- case: 007 => value-too-large
SELECT count(*) FROM orders GROUP BY repeat(repeat(repeat('x', 100), 100), 100)

-- case: 008 => value-too-large
SELECT order_id FROM orders ORDER BY repeat(repeat(repeat('x', 100), 100), 100)

-- case: 009 => value-too-large
SELECT <<6|replace(>>'a'<<6|, 'a', 'aaaaaaaaaaaaaaaa')>>

-- case: 010 => value-too-large
SELECT <<6|regexp_replace(>>'a'<<6|, 'a', 'aaaaaaaaaaaaaaaa', 'g')>>

-- case: 011 => value-too-large
SELECT <<9|to_json(CAST(>>repeat('"', 100)<<9| AS text))>>

-- case: 012 => value-too-large
SELECT CASE WHEN false THEN repeat(repeat(repeat('x', 100), 100), 100) END

-- case: 013 => value-too-large
SELECT coalesce(repeat(repeat(repeat('x', 100), 100), 100), 'a')

-- case: 014 => value-too-large
SELECT (SELECT repeat(repeat(repeat('x', 100), 100), 100))

-- case: 015 => value-too-large
WITH t AS (SELECT repeat(repeat('x', 100), 100) AS x) SELECT repeat(x, 100) FROM t

-- case: 016 => value-too-large
SELECT repeat(x, 100) FROM (SELECT repeat(repeat('x', 100), 100) AS x) t

-- case: 017 => value-too-large
VALUES (repeat(repeat(repeat('x', 100), 100), 100))

-- case: 018 => value-too-large
SELECT string_to_array(repeat(repeat(repeat('x', 100), 100), 100), 'x')

-- case: 019 => value-too-large
SELECT 1 FROM orders o JOIN customers c ON c.city = repeat(repeat(repeat('x', 100), 100), 100)

-- case: 020 => value-too-large
SELECT reverse(repeat(initcap(repeat(lower(repeat('x', 100)), 100)), 100))

-- case: 021 => text-growth
SELECT repeat(repeat(status, 100), 100) FROM orders

-- case: 022 => text-growth
SELECT <<4|replace(>>status<<4|, 'a', 'aaaaaaaaaaaaaaaa')>> FROM orders

-- case: 023 => text-growth
SELECT string_agg(repeat(repeat('a', 100), 100), '') FROM orders, (VALUES (1), (2), (3)) v(x)

-- case: 024 => text-growth
SELECT repeat(repeat(email, 100), 100) FROM customers

-- case: 025 => text-growth
SELECT max(repeat(repeat(status, 100), 100)) FROM orders

-- case: 026 => text-growth
SELECT order_id FROM orders ORDER BY repeat(repeat(status, 100), 100)

-- case: 027 => expression-growth
WITH a AS (SELECT 'abcdefgh' AS x), b AS (SELECT concat(<<40|x, >>x) AS x FROM a), c AS (SELECT concat(<<40|x, >>x) AS x FROM b), d AS (SELECT concat(<<40|x, >>x) AS x FROM c) SELECT x FROM d

-- case: 028 => expression-growth
SELECT x || x AS x FROM (SELECT x || x || x || x || x || x || x || x AS x FROM (SELECT x || x || x || x || x || x || x || x AS x FROM (SELECT x || x || x || x || x || x || x || x AS x FROM (SELECT x || x || x || x || x || x || x || x AS x FROM (SELECT x || x || x || x || x || x || x || x AS x FROM (SELECT 'a' AS x) a) b) c) d) e) f

-- case: 029 => expression-growth
WITH a AS (SELECT 1 AS x), b AS (SELECT <<60|x + >>x AS x FROM a), c AS (SELECT <<60|x + >>x AS x FROM b), d AS (SELECT <<60|x + >>x AS x FROM c) SELECT x FROM d

-- case: 030 => expression-growth
SELECT <<30|x.v + >>x.v FROM (SELECT <<30|y.v + >>y.v AS v FROM (SELECT <<30|z.v + >>z.v AS v FROM (SELECT 1 AS v) z) y) x

-- case: 031 => expression-growth
WITH a AS (SELECT status AS x FROM orders), b AS (SELECT ARRAY[<<60|x, >>x] AS x FROM a), c AS (SELECT ARRAY[<<60|x, >>x] AS x FROM b), d AS (SELECT ARRAY[<<60|x, >>x] AS x FROM c) SELECT x FROM d

-- case: 032 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT n FROM t

-- case: 033 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 10

-- case: 034 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t) SELECT n FROM t

-- case: 035 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n - 1 FROM t WHERE n < 100) SELECT n FROM t

-- case: 036 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n > 0) SELECT n FROM t

-- case: 037 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10 OR true) SELECT n FROM t

-- case: 038 => recursion-without-end
WITH RECURSIVE t(n, m) AS (SELECT 1, 1 UNION ALL SELECT n, m + 1 FROM t WHERE n < 5) SELECT n FROM t

-- case: 039 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT t.n + 0 FROM t WHERE t.n < 9) SELECT n FROM t

-- case: 040 => recursion-without-end
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n * 2 FROM t WHERE n <> 3) SELECT n FROM t

-- case: 041 => recursion-without-end
WITH RECURSIVE t(s) AS (SELECT 'a' UNION ALL SELECT s || 'a' FROM t WHERE s <> 'b') SELECT s FROM t

-- case: 042 => recursion-without-end
SELECT (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT count(*) FROM t)

-- case: 043 => recursion-without-end
SELECT 1 WHERE EXISTS (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT 1 FROM t)

-- case: 044 => recursion-without-end
SELECT x.n FROM (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t) x

-- case: 045 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 2000000000) SELECT n FROM t

-- case: 046 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t, (VALUES (1), (2)) v WHERE n < 40) SELECT n FROM t

-- case: 047 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5000) SELECT a.n FROM t a, t b

-- case: 048 => too-many-made-rows
WITH v AS (SELECT column1 AS x FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)) q) SELECT count(*) FROM v a, v b, v c, v d, v e, v f, v g, v h, v i

-- case: 049 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n <= 100000000) SELECT count(*) FROM t

-- case: 051 => made-rows-too-large
WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, x || 'aaaaaaaaaa' FROM t WHERE n < 500000) SELECT x FROM t

-- case: 052 => made-rows-too-large
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100000) SELECT repeat('aaaaaaaaaa', 100), repeat('aaaaaaaaaa', 100), repeat('aaaaaaaaaa', 100) FROM t

-- case: 053 => made-rows-too-large
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 50000) SELECT repeat(repeat('a', 100), 100) FROM t

-- case: 054 => made-rows-too-large
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 90000) SELECT lpad('x', 1000), rpad('x', 1000), lpad('y', 1000), rpad('y', 1000) FROM t

-- case: 055 => recursion-growth
WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, x || x FROM t WHERE n < 40) SELECT x FROM t

-- case: 056 => recursion-growth
WITH RECURSIVE t(n, x, y) AS (SELECT 1, 'a', 'a' UNION ALL SELECT n + 1, y, x || x FROM t WHERE n < 60) SELECT x FROM t

-- case: 057 => recursion-growth
WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, concat(x, x, x) FROM t WHERE n < 40) SELECT x FROM t

-- case: 058 => recursion-growth
WITH RECURSIVE t(n, x) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, replace(x, 'a', 'aa') FROM t WHERE n < 40) SELECT x FROM t

-- case: 059 => recursion-growth
WITH RECURSIVE t(n, x) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, array_cat(x, x) FROM t WHERE n < 40) SELECT x FROM t

-- catalog: large

-- case: 060 => join-too-large
SELECT count(*) FROM order_items a, order_items b

-- case: 061 => join-too-large
SELECT count(*) FROM orders CROSS JOIN order_items

-- case: 062 => join-too-large
SELECT count(*) FROM orders a JOIN orders b ON a.order_id < b.order_id

-- case: 063 => join-too-large
SELECT count(*) FROM orders a LEFT JOIN order_items b ON a.order_id <> b.order_id

-- case: 064 => join-too-large
SELECT count(*) FROM customers a, customers b, customers c

-- case: 065 => join-too-large
SELECT (SELECT count(*) FROM orders a, order_items b)

-- case: 066 => join-too-large
SELECT 1 WHERE EXISTS (SELECT 1 FROM orders a, order_items b)

-- case: 067 => join-too-large
WITH x AS (SELECT a.order_id FROM orders a, order_items b) SELECT count(*) FROM x

-- case: 068 => join-too-large
SELECT count(*) FROM (SELECT a.order_id FROM orders a CROSS JOIN orders b) x

-- case: 069 => join-too-large
SELECT count(*) FROM orders a FULL JOIN order_items b ON true

-- case: 070 => join-too-large
SELECT 1 UNION ALL SELECT count(*) FROM orders a, order_items b

-- case: 071 => join-too-large
SELECT city FROM customers WHERE customer_id IN (SELECT a.order_id FROM orders a, order_items b)

-- catalog: shop

-- case: 072 => nesting-too-deep
SELECT <<33|(>>1<<33|)>>

-- case: 073 => nesting-too-deep
SELECT <<40|(>>1<<40|)>>

-- case: 074 => nesting-too-deep
SELECT <<20|(SELECT >>1<<20|)>>

-- case: 075 => nesting-too-deep
SELECT <<33|CASE WHEN true THEN >>1<<33| END>>

-- case: 076 => nesting-too-deep
SELECT <<35|lower(>>'a'<<35|)>>

-- case: 077 => nesting-too-deep
SELECT <<33|ARRAY[>>1<<33|]>>

-- case: 078 => nesting-too-deep
SELECT * FROM <<17|(SELECT * FROM >>orders<<17|) x>>

-- case: 079 => nesting-too-deep
SELECT <<300|(>>1<<300|)>>

-- case: 080 => nesting-too-deep
SELECT 1 WHERE <<34|NOT (>>true<<34|)>>

-- case: 081 => chain-too-long
SELECT 1<<300| + 1>>

-- case: 082 => chain-too-long
SELECT 1 WHERE true<<300| AND true>>

-- case: 083 => chain-too-long
SELECT 1 WHERE true<<257| OR false>>

-- case: 084 => chain-too-long
SELECT 1<<257| UNION SELECT 1>>

-- case: 085 => chain-too-long
SELECT 'a'<<260| || 'a'>>

-- case: 086 => chain-too-long
SELECT 1<<300|::int>>

-- case: 087 => chain-too-long
SELECT <<300|NOT >>true

-- case: 088 => chain-too-long
SELECT <<300|- >>1

-- case: 089 => too-many-tokens
SELECT 1 WHERE 1 IN (1<<8500|,1>>)

-- case: 090 => too-many-tokens
SELECT 1 FROM orders WHERE order_id IN (0<<8300|, 1>>)

-- case: 091 => too-many-tokens
VALUES (1)<<4200|,(1)>>

-- case: 092 => text-too-long
SELECT '<<70000|x>>'

-- case: 093 => text-too-long
SELECT 1 -- <<66000|x>>

-- case: 094 => text-too-long
SELECT 1 /* <<66000|x>> */

-- case: 095 => text-too-long
SELECT 1<<66000| >>

-- case: 096 => unknown-function
SELECT pg_sleep(1e6)

-- case: 097 => too-many-made-rows
SELECT generate_series(1, 1000000000)

-- case: 098 => unknown-function
SELECT array_fill(0, ARRAY[1000000000])

-- case: 099 => too-many-made-rows
SELECT generate_series(1, generate_subscripts(tags, 1)) FROM products

-- case: 100 => join-too-large
SELECT unnest(string_to_array(unnest(string_to_array(unnest(tags), '')), '')) FROM products p CROSS JOIN orders

-- case: 101 => regular-expression
SELECT regexp_matches(name, '(a|b)\1', 'g') FROM products

-- case: 102 => function-placement
SELECT sum(length(regexp_split_to_table(name, ''))) FROM products

-- case: 103 => unknown-function
SELECT format('%1000000000s', 'x')

-- case: 104 => unknown-function
SELECT factorial(1000000)

-- case: 105 => unknown-function
SELECT chr(1)

-- case: 106 => unknown-function
SELECT decode('00', 'hex')

-- case: 107 => unknown-function
SELECT encode('x', 'base64')

-- case: 108 => unknown-function
SELECT gen_random_bytes(1000000000)

-- case: 109 => unknown-function
SELECT crypt('x', gen_salt('bf', 31))

-- case: 110 => unknown-function
SELECT similarity('a', 'b')

-- case: 111 => unknown-function
SELECT levenshtein(name, name) FROM products

-- case: 112 => value-too-large
SELECT string_to_table(repeat(repeat(repeat('a,', 100), 100), 100), ',') FROM products

-- case: 113 => unknown-function
SELECT xmlagg(name) FROM products

-- case: 114 => unknown-function
SELECT array_dims(tags) FROM products

-- case: 115 => unknown-function
SELECT convert_to(name, 'utf8') FROM products
-- catalog: shop

-- case: 120 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 2000000) SELECT n FROM t

-- case: 121 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n <= 9000000) SELECT count(*) FROM t

-- case: 122 => too-many-made-rows
WITH v AS (SELECT column1 AS x FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)) q) SELECT sum(a.x * b.x) FROM v a, v b, v c, v d, v e, v f, v g

-- case: 123 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3000) SELECT count(*) FROM t a, t b

-- case: 124 => too-many-made-rows
SELECT (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3000) SELECT max(a.n + b.n) FROM t a CROSS JOIN t b)

-- case: 125 => too-many-made-rows
WITH RECURSIVE d(day) AS (SELECT DATE '0001-01-01' UNION ALL SELECT day + 1 FROM d WHERE day < DATE '9999-12-31') SELECT a.day FROM d a, d b

-- case: 126 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 0 UNION ALL SELECT n + 0.0000001 FROM t WHERE n < 1000) SELECT count(*) FROM t

-- case: 127 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100000 * 100000) SELECT count(*) FROM t

-- case: 128 => too-many-made-rows
WITH RECURSIVE d(m) AS (SELECT TIMESTAMP '2024-01-01 00:00' UNION ALL SELECT m + INTERVAL '1 microsecond' FROM d WHERE m < TIMESTAMP '2024-12-31 00:00') SELECT count(*) FROM d

-- case: 129 => too-many-made-rows
WITH RECURSIVE d(m) AS (SELECT TIMESTAMP '2024-01-01 00:00' UNION ALL SELECT m + INTERVAL '00:00:00.01' FROM d WHERE m < TIMESTAMP '2024-12-31 00:00') SELECT max(m) FROM d

-- case: 130 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1000000000 UNION ALL SELECT n - 0.5 FROM t WHERE n > 0) SELECT min(n) FROM t

-- catalog: sqlite

-- case: 131 => too-many-made-rows
WITH RECURSIVE d(m) AS (SELECT datetime('0001-01-01') UNION ALL SELECT datetime(m, '+1 second') FROM d WHERE m < '9999-12-31') SELECT count(*) FROM d

-- case: 132 => recursion-without-end
WITH RECURSIVE d(m) AS (SELECT date('2024-01-01') UNION ALL SELECT date(m, '+1 hour') FROM d WHERE m < '2024-12-31') SELECT count(*) FROM d

-- case: 133 => recursion-without-end
WITH RECURSIVE d(m) AS (SELECT date('2024-01-01') UNION ALL SELECT date(m, '-1 day') FROM d WHERE m < '2024-12-31') SELECT count(*) FROM d

-- catalog: shop

-- case: 134 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < power(10, 9)) SELECT n FROM t

-- case: 135 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < exp(21)) SELECT count(*) FROM t

-- case: 136 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT max(order_id) * 100000 FROM orders)) SELECT count(*) FROM t

-- case: 137 => too-many-made-rows
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < CASE WHEN now() > DATE '2020-01-01' THEN 1000000000 ELSE 1 END) SELECT count(*) FROM t

-- case: 138 => too-many-made-rows
WITH RECURSIVE t(d) AS (SELECT TIMESTAMP '2001-01-01 00:00' UNION ALL SELECT d + INTERVAL '1 second' FROM t WHERE d < now()) SELECT count(*) FROM t

-- case: 139 => recursion-growth
WITH RECURSIVE t(n, path) AS (SELECT 1, ARRAY['a'] UNION ALL SELECT n + 1, path || path FROM t WHERE n < 40) SELECT path FROM t

-- case: 140 => recursion-growth
WITH RECURSIVE t(n, path) AS (SELECT 1, ARRAY['a'] UNION ALL SELECT n + 1, array_cat(path, path) FROM t WHERE n < 40) SELECT path FROM t

-- case: 141 => recursion-growth
WITH RECURSIVE t(n, path) AS (SELECT 1, ARRAY['a'] UNION ALL SELECT n + 1, array_append(path, path::text) FROM t WHERE n < 40) SELECT path FROM t

-- case: 142 => unbounded-size
SELECT rpad(status, order_id) FROM orders

-- case: 143 => unbounded-size
SELECT repeat('x', greatest(order_id, 10)) FROM orders

-- case: 144 => unbounded-size
SELECT lpad('x', -least(order_id, -10)) FROM orders

-- case: 145 => unbounded-size
SELECT lpad('x', 10 - least(order_id, 10)) FROM orders

-- case: 146 => value-too-large
SELECT repeat(repeat(repeat(lpad('x', least(order_id, 1000)), least(order_id, 100)), least(order_id, 100)), 2) FROM orders

-- case: 147 => syntax
SELECT ((((((1 BETWEEN SYMMETRIC 1 AND 2) BETWEEN SYMMETRIC true AND true) BETWEEN SYMMETRIC true AND true) BETWEEN SYMMETRIC true AND true) BETWEEN SYMMETRIC true AND true) BETWEEN SYMMETRIC true AND true)

-- case: 148 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT max(x) FROM (VALUES (1000000000)) v(x))) SELECT n FROM t

-- case: 149 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t JOIN (VALUES (1000000000)) v(x) ON t.n < v.x) SELECT n FROM t

-- case: 150 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < exp(25)) SELECT n FROM t

-- case: 151 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < '1000000000'::int) SELECT n FROM t

-- case: 152 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < coalesce(NULL, 1000000000)) SELECT n FROM t

-- case: 153 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < length(repeat('a', 100)) * 100000000) SELECT n FROM t

-- case: 154 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t JOIN (VALUES (1, 1)) v(x, y) ON v.x = 1 AND t.n = t.n) SELECT n FROM t

-- case: 155 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 0 FROM t JOIN (VALUES (1), (2)) v(x) ON v.x = t.n) SELECT n FROM t

-- case: 156 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT v.y FROM t JOIN (VALUES (1, 1)) v(x, y) ON v.x = t.n) SELECT n FROM t

-- case: 157 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT v.x FROM t JOIN (SELECT 1 AS x) v ON v.x = t.n) SELECT n FROM t

-- case: 158 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT v.x FROM t JOIN generate_series(1, 10) v(x) ON v.x = t.n) SELECT n FROM t

-- case: 159 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT 1 FROM t JOIN orders o ON o.order_id = t.n) SELECT n FROM t

-- case: 160 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT o.order_id FROM t JOIN orders o ON o.order_id = t.n) SELECT n FROM t

-- case: 161 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < sqrt(1000000000000000000)) SELECT n FROM t

-- case: 162 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT count(*) * 1000000 FROM orders)) SELECT n FROM t

-- case: 163 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n <> 100) SELECT n FROM t

-- case: 164 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10 OR n < 1000000000) SELECT n FROM t

-- case: 165 => recursion-without-end
WITH RECURSIVE w AS (SELECT a.order_id AS at, ARRAY[a.order_id] AS path FROM order_items a UNION ALL SELECT b.order_id, w.path || b.order_id FROM w, order_items b WHERE b.order_id <> ALL (w.path)) SELECT * FROM w

-- case: 166 => recursion-without-end
WITH RECURSIVE w AS (SELECT a.order_id AS at, ARRAY[a.order_id] AS path FROM order_items a UNION ALL SELECT b.order_id, w.path || b.order_id FROM w, order_items b WHERE b.order_id <> ALL (w.path) AND cardinality(w.path) < 3) SELECT * FROM w

-- case: 167 => recursion-without-end
WITH RECURSIVE x(l) AS (SELECT 0 UNION ALL SELECT l * 2 FROM x WHERE l < 100) SELECT l FROM x

-- case: 168 => recursion-without-end
WITH RECURSIVE x(l) AS (SELECT -1 UNION ALL SELECT l * 2 FROM x WHERE l < 100) SELECT l FROM x

-- case: 169 => too-many-made-rows
WITH RECURSIVE t AS (SELECT x AS n FROM (VALUES (-1000000000)) v(x) UNION ALL SELECT n + 1 FROM t WHERE n < 0) SELECT n FROM t

-- case: 170 => too-many-made-rows
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t JOIN (SELECT 1000000000 AS m) x ON t.n < x.m) SELECT n FROM t

-- case: 171 => recursion-without-end
WITH RECURSIVE w AS (SELECT 1 AS at, ARRAY[1] AS path UNION ALL SELECT o.store_id, w.path FROM w JOIN orders o ON o.store_id = w.at WHERE o.store_id <> ALL (w.path)) SELECT at FROM w

-- case: 172 => recursion-without-end
WITH RECURSIVE w AS (SELECT 1 AS at, ARRAY[1] AS path UNION ALL SELECT w.at, w.path || 1 FROM w JOIN orders o ON o.store_id = w.at WHERE 2 <> ALL (w.path)) SELECT at FROM w

-- case: 173 => recursion-without-end
WITH RECURSIVE w AS (SELECT 1 AS at UNION ALL SELECT o.store_id FROM w JOIN orders o ON w.at = o.store_id AND o.order_id > 5) SELECT at FROM w

-- case: 174 => recursion-without-end
WITH RECURSIVE s AS (SELECT customer_id, ordered_at AS at FROM orders UNION ALL SELECT s.customer_id, o.ordered_at FROM s JOIN orders o ON o.customer_id = s.customer_id AND o.ordered_at >= s.at) SELECT * FROM s

-- case: 175 => recursion-without-end
WITH RECURSIVE s AS (SELECT customer_id, ordered_at AS at FROM orders UNION ALL SELECT s.customer_id, o.ordered_at FROM s JOIN orders o ON o.customer_id = s.customer_id AND o.ordered_at > s.at - INTERVAL '30 days') SELECT * FROM s

-- case: 176 => recursion-without-end
WITH RECURSIVE w AS (SELECT store_id AS at, tags AS path FROM stores, products UNION ALL SELECT w.at, w.path || p.tags FROM w JOIN products p ON p.product_id = w.at AND cardinality(w.path) < 3) SELECT at FROM w

-- case: 177 => recursion-without-end
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t LEFT JOIN orders o ON t.n < 10) SELECT n FROM t

-- case: 178 => recursion-without-end
WITH RECURSIVE t AS (SELECT employee_id FROM employees UNION ALL SELECT e.employee_id FROM t LEFT JOIN employees e ON e.manager_id = t.employee_id) SELECT employee_id FROM t

-- catalog: shop

-- case: 179 => recursion-without-end
WITH RECURSIVE d AS (SELECT date '2024-01-01' AS x UNION ALL SELECT (x + interval '1 second')::date FROM d WHERE x < date '2024-01-05') SELECT count(*) FROM d

-- case: 180 => recursion-without-end
WITH RECURSIVE d AS (SELECT 2 AS x UNION ALL SELECT (x + 0.5)::int FROM d WHERE x < 100) SELECT count(*) FROM d

-- case: 181 => recursion-without-end
WITH RECURSIVE d AS (SELECT timestamp '2024-01-01' AS x UNION ALL SELECT (x + interval '1 millisecond')::timestamp(0) FROM d WHERE x < timestamp '2024-01-01 00:01') SELECT count(*) FROM d
