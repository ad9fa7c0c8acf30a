-- catalog: shop

-- case: 001 => unsupported-operator
SELECT order_id, (status <-> 'x') AS leaked FROM orders

-- case: 002 => unsupported-operator
SELECT order_id FROM orders WHERE (status <-> 'x') IS NOT NULL

-- case: 003 => unsupported-operator
SELECT order_id FROM orders ORDER BY (status <-> 'x'), order_id

-- case: 004 => unsupported-operator
SELECT count(*) FROM orders GROUP BY (status <-> 'x')

-- case: 005 => unsupported-operator
SELECT max(order_id) FROM orders HAVING max(coalesce((status <-> 'x'), NULL)) IS NULL

-- case: 006 => unsupported-operator
SELECT CASE WHEN order_id > 5 THEN (status <-> 'x') END FROM orders

-- case: 007 => unsupported-operator
SELECT count(*) FILTER (WHERE (status <-> 'x') IS NOT NULL) FROM orders

-- case: 008 => unsupported-operator
SELECT sum(order_id) OVER (PARTITION BY (status <-> 'x')) FROM orders

-- case: 009 => unsupported-operator
SELECT rank() OVER (ORDER BY (status <-> 'x')) FROM orders

-- case: 010 => unsupported-operator
WITH hidden AS (SELECT order_id, (status <-> 'x') AS leaked FROM orders) SELECT * FROM hidden

-- case: 011 => unsupported-operator
SELECT inside.leaked FROM (SELECT (status <-> 'x') AS leaked FROM orders) AS inside

-- case: 012 => unsupported-operator
SELECT order_id FROM orders UNION ALL SELECT count((status <-> 'x')) FROM orders

-- case: 013 => unsupported-operator
SELECT order_id FROM orders WHERE EXISTS (SELECT (status <-> 'x'))

-- case: 014 => unsupported-operator
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((status <-> 'x')) FROM orders)

-- case: 015 => unsupported-operator
SELECT (SELECT max(coalesce((status <-> 'x'), NULL)) FROM orders)

-- case: 016 => unsupported-operator
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (status <-> 'x') IS NULL

-- case: 017 => unsupported-operator
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((status <-> 'x') IS NULL)

-- case: 018 => unsupported-operator
SELECT side.leaked FROM orders, LATERAL (SELECT (status <-> 'x') AS leaked) AS side

-- case: 019 => unsupported-operator
SELECT DISTINCT ON ((status <-> 'x')) order_id FROM orders

-- case: 020 => unsupported-operator
SELECT ARRAY[(status <-> 'x')] FROM orders

-- case: 021 => unsupported-operator
SELECT json_build_object('leaked', (status <-> 'x')) FROM orders

-- case: 022 => unsupported-operator
SELECT order_id FROM orders WHERE (status <-> 'x') IS DISTINCT FROM NULL

-- case: 023 => unsupported-operator
SELECT string_agg(CAST((status <-> 'x') AS text), ',' ORDER BY order_id) FROM orders

-- case: 024 => unsupported-operator
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (status <-> 'x')) FROM orders

-- case: 025 => unsupported-operator
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, (status <-> 'x'))

-- case: 026 => placeholder
SELECT order_id, $1 AS leaked FROM orders

-- case: 027 => placeholder
SELECT order_id FROM orders WHERE $1 IS NOT NULL

-- case: 028 => placeholder
SELECT order_id FROM orders ORDER BY $1, order_id

-- case: 029 => placeholder
SELECT count(*) FROM orders GROUP BY $1

-- case: 030 => placeholder
SELECT max(order_id) FROM orders HAVING max(coalesce($1, NULL)) IS NULL

-- case: 031 => placeholder
SELECT CASE WHEN order_id > 5 THEN $1 END FROM orders

-- case: 032 => placeholder
SELECT count(*) FILTER (WHERE $1 IS NOT NULL) FROM orders

-- case: 033 => placeholder
SELECT sum(order_id) OVER (PARTITION BY $1) FROM orders

-- case: 034 => placeholder
SELECT rank() OVER (ORDER BY $1) FROM orders

-- case: 035 => placeholder
WITH hidden AS (SELECT order_id, $1 AS leaked FROM orders) SELECT * FROM hidden

-- case: 036 => placeholder
SELECT inside.leaked FROM (SELECT $1 AS leaked FROM orders) AS inside

-- case: 037 => placeholder
SELECT order_id FROM orders UNION ALL SELECT count($1) FROM orders

-- case: 038 => placeholder
SELECT order_id FROM orders WHERE EXISTS (SELECT $1)

-- case: 039 => placeholder
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count($1) FROM orders)

-- case: 040 => placeholder
SELECT (SELECT max(coalesce($1, NULL)) FROM orders)

-- case: 041 => placeholder
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON $1 IS NULL

-- case: 042 => placeholder
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ($1 IS NULL)

-- case: 043 => placeholder
SELECT side.leaked FROM orders, LATERAL (SELECT $1 AS leaked) AS side

-- case: 044 => placeholder
SELECT DISTINCT ON ($1) order_id FROM orders

-- case: 045 => placeholder
SELECT ARRAY[$1] FROM orders

-- case: 046 => placeholder
SELECT json_build_object('leaked', $1) FROM orders

-- case: 047 => placeholder
SELECT order_id FROM orders WHERE $1 IS DISTINCT FROM NULL

-- case: 048 => placeholder
SELECT string_agg(CAST($1 AS text), ',' ORDER BY order_id) FROM orders

-- case: 049 => placeholder
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY $1) FROM orders

-- case: 050 => placeholder
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, $1)

-- case: 051 => whole-row
SELECT order_id, md5(orders::text) AS leaked FROM orders

-- case: 052 => whole-row
SELECT order_id FROM orders WHERE md5(orders::text) IS NOT NULL

-- case: 053 => whole-row
SELECT order_id FROM orders ORDER BY md5(orders::text), order_id

-- case: 054 => whole-row
SELECT count(*) FROM orders GROUP BY md5(orders::text)

-- case: 055 => whole-row
SELECT max(order_id) FROM orders HAVING max(coalesce(md5(orders::text), NULL)) IS NULL

-- case: 056 => whole-row
SELECT CASE WHEN order_id > 5 THEN md5(orders::text) END FROM orders

-- case: 057 => whole-row
SELECT count(*) FILTER (WHERE md5(orders::text) IS NOT NULL) FROM orders

-- case: 058 => whole-row
SELECT sum(order_id) OVER (PARTITION BY md5(orders::text)) FROM orders

-- case: 059 => whole-row
SELECT rank() OVER (ORDER BY md5(orders::text)) FROM orders

-- case: 060 => whole-row
WITH hidden AS (SELECT order_id, md5(orders::text) AS leaked FROM orders) SELECT * FROM hidden

-- case: 061 => whole-row
SELECT inside.leaked FROM (SELECT md5(orders::text) AS leaked FROM orders) AS inside

-- case: 062 => whole-row
SELECT order_id FROM orders UNION ALL SELECT count(md5(orders::text)) FROM orders

-- case: 063 => whole-row
SELECT order_id FROM orders WHERE EXISTS (SELECT md5(orders::text))

-- case: 064 => whole-row
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(md5(orders::text)) FROM orders)

-- case: 065 => whole-row
SELECT (SELECT max(coalesce(md5(orders::text), NULL)) FROM orders)

-- case: 066 => whole-row
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON md5(orders::text) IS NULL

-- case: 067 => whole-row
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (md5(orders::text) IS NULL)

-- case: 068 => whole-row
SELECT side.leaked FROM orders, LATERAL (SELECT md5(orders::text) AS leaked) AS side

-- case: 069 => whole-row
SELECT DISTINCT ON (md5(orders::text)) order_id FROM orders

-- case: 070 => whole-row
SELECT ARRAY[md5(orders::text)] FROM orders

-- case: 071 => whole-row
SELECT json_build_object('leaked', md5(orders::text)) FROM orders

-- case: 072 => whole-row
SELECT order_id FROM orders WHERE md5(orders::text) IS DISTINCT FROM NULL

-- case: 073 => whole-row
SELECT string_agg(CAST(md5(orders::text) AS text), ',' ORDER BY order_id) FROM orders

-- case: 074 => whole-row
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY md5(orders::text)) FROM orders

-- case: 075 => whole-row
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, md5(orders::text))
