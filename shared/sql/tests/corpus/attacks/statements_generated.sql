-- catalog: shop

-- case: 001 => write-in-query
SELECT order_id, (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) AS leaked FROM orders

-- case: 002 => write-in-query
SELECT order_id FROM orders WHERE (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) IS NOT NULL

-- case: 003 => write-in-query
SELECT order_id FROM orders ORDER BY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d), order_id

-- case: 004 => write-in-query
SELECT count(*) FROM orders GROUP BY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)

-- case: 005 => write-in-query
SELECT max(order_id) FROM orders HAVING max(coalesce((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d), NULL)) IS NULL

-- case: 006 => write-in-query
SELECT CASE WHEN order_id > 5 THEN (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) END FROM orders

-- case: 007 => write-in-query
SELECT count(*) FILTER (WHERE (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) IS NOT NULL) FROM orders

-- case: 008 => write-in-query
SELECT sum(order_id) OVER (PARTITION BY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) FROM orders

-- case: 009 => write-in-query
SELECT rank() OVER (ORDER BY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) FROM orders

-- case: 010 => write-in-query
WITH hidden AS (SELECT order_id, (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) AS leaked FROM orders) SELECT * FROM hidden

-- case: 011 => write-in-query
SELECT inside.leaked FROM (SELECT (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) AS leaked FROM orders) AS inside

-- case: 012 => write-in-query
SELECT order_id FROM orders UNION ALL SELECT count((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) FROM orders

-- case: 013 => write-in-query
SELECT order_id FROM orders WHERE EXISTS (SELECT (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d))

-- case: 014 => write-in-query
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) FROM orders)

-- case: 015 => write-in-query
SELECT (SELECT max(coalesce((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d), NULL)) FROM orders)

-- case: 016 => write-in-query
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) IS NULL

-- case: 017 => write-in-query
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) IS NULL)

-- case: 018 => write-in-query
SELECT side.leaked FROM orders, LATERAL (SELECT (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) AS leaked) AS side

-- case: 019 => write-in-query
SELECT DISTINCT ON ((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) order_id FROM orders

-- case: 020 => write-in-query
SELECT ARRAY[(WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)] FROM orders

-- case: 021 => write-in-query
SELECT json_build_object('leaked', (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) FROM orders

-- case: 022 => write-in-query
SELECT order_id FROM orders WHERE (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) IS DISTINCT FROM NULL

-- case: 023 => write-in-query
SELECT string_agg(CAST((WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d) AS text), ',' ORDER BY order_id) FROM orders

-- case: 024 => write-in-query
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT count(*) FROM d)) FROM orders

-- case: 025 => select-into
SELECT order_id, (SELECT max(customer_id) INTO loot FROM customers) AS leaked FROM orders

-- case: 026 => select-into
SELECT order_id FROM orders WHERE (SELECT max(customer_id) INTO loot FROM customers) IS NOT NULL

-- case: 027 => select-into
SELECT order_id FROM orders ORDER BY (SELECT max(customer_id) INTO loot FROM customers), order_id

-- case: 028 => select-into
SELECT count(*) FROM orders GROUP BY (SELECT max(customer_id) INTO loot FROM customers)

-- case: 029 => select-into
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT max(customer_id) INTO loot FROM customers), NULL)) IS NULL

-- case: 030 => select-into
SELECT CASE WHEN order_id > 5 THEN (SELECT max(customer_id) INTO loot FROM customers) END FROM orders

-- case: 031 => select-into
SELECT count(*) FILTER (WHERE (SELECT max(customer_id) INTO loot FROM customers) IS NOT NULL) FROM orders

-- case: 032 => select-into
SELECT sum(order_id) OVER (PARTITION BY (SELECT max(customer_id) INTO loot FROM customers)) FROM orders

-- case: 033 => select-into
SELECT rank() OVER (ORDER BY (SELECT max(customer_id) INTO loot FROM customers)) FROM orders

-- case: 034 => select-into
WITH hidden AS (SELECT order_id, (SELECT max(customer_id) INTO loot FROM customers) AS leaked FROM orders) SELECT * FROM hidden

-- case: 035 => select-into
SELECT inside.leaked FROM (SELECT (SELECT max(customer_id) INTO loot FROM customers) AS leaked FROM orders) AS inside

-- case: 036 => select-into
SELECT order_id FROM orders UNION ALL SELECT count((SELECT max(customer_id) INTO loot FROM customers)) FROM orders

-- case: 037 => select-into
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT max(customer_id) INTO loot FROM customers))

-- case: 038 => select-into
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT max(customer_id) INTO loot FROM customers)) FROM orders)

-- case: 039 => select-into
SELECT (SELECT max(coalesce((SELECT max(customer_id) INTO loot FROM customers), NULL)) FROM orders)

-- case: 040 => select-into
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(customer_id) INTO loot FROM customers) IS NULL

-- case: 041 => select-into
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(customer_id) INTO loot FROM customers) IS NULL)

-- case: 042 => select-into
SELECT side.leaked FROM orders, LATERAL (SELECT (SELECT max(customer_id) INTO loot FROM customers) AS leaked) AS side

-- case: 043 => select-into
SELECT DISTINCT ON ((SELECT max(customer_id) INTO loot FROM customers)) order_id FROM orders

-- case: 044 => select-into
SELECT ARRAY[(SELECT max(customer_id) INTO loot FROM customers)] FROM orders

-- case: 045 => select-into
SELECT json_build_object('leaked', (SELECT max(customer_id) INTO loot FROM customers)) FROM orders

-- case: 046 => select-into
SELECT order_id FROM orders WHERE (SELECT max(customer_id) INTO loot FROM customers) IS DISTINCT FROM NULL

-- case: 047 => select-into
SELECT string_agg(CAST((SELECT max(customer_id) INTO loot FROM customers) AS text), ',' ORDER BY order_id) FROM orders

-- case: 048 => select-into
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(customer_id) INTO loot FROM customers)) FROM orders

-- case: 049 => row-lock
SELECT order_id, (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) AS leaked FROM orders

-- case: 050 => row-lock
SELECT order_id FROM orders WHERE (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) IS NOT NULL

-- case: 051 => row-lock
SELECT order_id FROM orders ORDER BY (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE), order_id

-- case: 052 => row-lock
SELECT count(*) FROM orders GROUP BY (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)

-- case: 053 => row-lock
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE), NULL)) IS NULL

-- case: 054 => row-lock
SELECT CASE WHEN order_id > 5 THEN (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) END FROM orders

-- case: 055 => row-lock
SELECT count(*) FILTER (WHERE (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) IS NOT NULL) FROM orders

-- case: 056 => row-lock
SELECT sum(order_id) OVER (PARTITION BY (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) FROM orders

-- case: 057 => row-lock
SELECT rank() OVER (ORDER BY (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) FROM orders

-- case: 058 => row-lock
WITH hidden AS (SELECT order_id, (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) AS leaked FROM orders) SELECT * FROM hidden

-- case: 059 => row-lock
SELECT inside.leaked FROM (SELECT (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) AS leaked FROM orders) AS inside

-- case: 060 => row-lock
SELECT order_id FROM orders UNION ALL SELECT count((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) FROM orders

-- case: 061 => row-lock
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE))

-- case: 062 => row-lock
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) FROM orders)

-- case: 063 => row-lock
SELECT (SELECT max(coalesce((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE), NULL)) FROM orders)

-- case: 064 => row-lock
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) IS NULL

-- case: 065 => row-lock
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) IS NULL)

-- case: 066 => row-lock
SELECT side.leaked FROM orders, LATERAL (SELECT (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) AS leaked) AS side

-- case: 067 => row-lock
SELECT DISTINCT ON ((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) order_id FROM orders

-- case: 068 => row-lock
SELECT ARRAY[(SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)] FROM orders

-- case: 069 => row-lock
SELECT json_build_object('leaked', (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) FROM orders

-- case: 070 => row-lock
SELECT order_id FROM orders WHERE (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) IS DISTINCT FROM NULL

-- case: 071 => row-lock
SELECT string_agg(CAST((SELECT customer_id FROM customers LIMIT 1 FOR UPDATE) AS text), ',' ORDER BY order_id) FROM orders

-- case: 072 => row-lock
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT customer_id FROM customers LIMIT 1 FOR UPDATE)) FROM orders
