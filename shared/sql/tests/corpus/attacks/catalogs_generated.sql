-- catalog: shop

-- case: 001 => system-relation
SELECT order_id, (SELECT max(rolpassword) FROM pg_authid) AS leaked FROM orders

-- case: 002 => system-relation
SELECT order_id FROM orders WHERE (SELECT max(rolpassword) FROM pg_authid) IS NOT NULL

-- case: 003 => system-relation
SELECT order_id FROM orders ORDER BY (SELECT max(rolpassword) FROM pg_authid), order_id

-- case: 004 => system-relation
SELECT count(*) FROM orders GROUP BY (SELECT max(rolpassword) FROM pg_authid)

-- case: 005 => system-relation
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT max(rolpassword) FROM pg_authid), NULL)) IS NULL

-- case: 006 => system-relation
SELECT CASE WHEN order_id > 5 THEN (SELECT max(rolpassword) FROM pg_authid) END FROM orders

-- case: 007 => system-relation
SELECT count(*) FILTER (WHERE (SELECT max(rolpassword) FROM pg_authid) IS NOT NULL) FROM orders

-- case: 008 => system-relation
SELECT sum(order_id) OVER (PARTITION BY (SELECT max(rolpassword) FROM pg_authid)) FROM orders

-- case: 009 => system-relation
SELECT rank() OVER (ORDER BY (SELECT max(rolpassword) FROM pg_authid)) FROM orders

-- case: 010 => system-relation
WITH hidden AS (SELECT order_id, (SELECT max(rolpassword) FROM pg_authid) AS leaked FROM orders) SELECT * FROM hidden

-- case: 011 => system-relation
SELECT inside.leaked FROM (SELECT (SELECT max(rolpassword) FROM pg_authid) AS leaked FROM orders) AS inside

-- case: 012 => system-relation
SELECT order_id FROM orders UNION ALL SELECT count((SELECT max(rolpassword) FROM pg_authid)) FROM orders

-- case: 013 => system-relation
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT max(rolpassword) FROM pg_authid))

-- case: 014 => system-relation
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT max(rolpassword) FROM pg_authid)) FROM orders)

-- case: 015 => system-relation
SELECT (SELECT max(coalesce((SELECT max(rolpassword) FROM pg_authid), NULL)) FROM orders)

-- case: 016 => system-relation
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(rolpassword) FROM pg_authid) IS NULL

-- case: 017 => system-relation
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(rolpassword) FROM pg_authid) IS NULL)

-- case: 018 => system-relation
SELECT side.leaked FROM orders, LATERAL (SELECT (SELECT max(rolpassword) FROM pg_authid) AS leaked) AS side

-- case: 019 => system-relation
SELECT DISTINCT ON ((SELECT max(rolpassword) FROM pg_authid)) order_id FROM orders

-- case: 020 => system-relation
SELECT ARRAY[(SELECT max(rolpassword) FROM pg_authid)] FROM orders

-- case: 021 => system-relation
SELECT json_build_object('leaked', (SELECT max(rolpassword) FROM pg_authid)) FROM orders

-- case: 022 => system-relation
SELECT order_id FROM orders WHERE (SELECT max(rolpassword) FROM pg_authid) IS DISTINCT FROM NULL

-- case: 023 => system-relation
SELECT string_agg(CAST((SELECT max(rolpassword) FROM pg_authid) AS text), ',' ORDER BY order_id) FROM orders

-- case: 024 => system-relation
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(rolpassword) FROM pg_authid)) FROM orders

-- case: 025 => system-relation
SELECT order_id, (SELECT count(*) FROM information_schema.columns) AS leaked FROM orders

-- case: 026 => system-relation
SELECT order_id FROM orders WHERE (SELECT count(*) FROM information_schema.columns) IS NOT NULL

-- case: 027 => system-relation
SELECT order_id FROM orders ORDER BY (SELECT count(*) FROM information_schema.columns), order_id

-- case: 028 => system-relation
SELECT count(*) FROM orders GROUP BY (SELECT count(*) FROM information_schema.columns)

-- case: 029 => system-relation
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT count(*) FROM information_schema.columns), NULL)) IS NULL

-- case: 030 => system-relation
SELECT CASE WHEN order_id > 5 THEN (SELECT count(*) FROM information_schema.columns) END FROM orders

-- case: 031 => system-relation
SELECT count(*) FILTER (WHERE (SELECT count(*) FROM information_schema.columns) IS NOT NULL) FROM orders

-- case: 032 => system-relation
SELECT sum(order_id) OVER (PARTITION BY (SELECT count(*) FROM information_schema.columns)) FROM orders

-- case: 033 => system-relation
SELECT rank() OVER (ORDER BY (SELECT count(*) FROM information_schema.columns)) FROM orders

-- case: 034 => system-relation
WITH hidden AS (SELECT order_id, (SELECT count(*) FROM information_schema.columns) AS leaked FROM orders) SELECT * FROM hidden

-- case: 035 => system-relation
SELECT inside.leaked FROM (SELECT (SELECT count(*) FROM information_schema.columns) AS leaked FROM orders) AS inside

-- case: 036 => system-relation
SELECT order_id FROM orders UNION ALL SELECT count((SELECT count(*) FROM information_schema.columns)) FROM orders

-- case: 037 => system-relation
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT count(*) FROM information_schema.columns))

-- case: 038 => system-relation
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT count(*) FROM information_schema.columns)) FROM orders)

-- case: 039 => system-relation
SELECT (SELECT max(coalesce((SELECT count(*) FROM information_schema.columns), NULL)) FROM orders)

-- case: 040 => system-relation
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT count(*) FROM information_schema.columns) IS NULL

-- case: 041 => system-relation
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT count(*) FROM information_schema.columns) IS NULL)

-- case: 042 => system-relation
SELECT side.leaked FROM orders, LATERAL (SELECT (SELECT count(*) FROM information_schema.columns) AS leaked) AS side

-- case: 043 => system-relation
SELECT DISTINCT ON ((SELECT count(*) FROM information_schema.columns)) order_id FROM orders

-- case: 044 => system-relation
SELECT ARRAY[(SELECT count(*) FROM information_schema.columns)] FROM orders

-- case: 045 => system-relation
SELECT json_build_object('leaked', (SELECT count(*) FROM information_schema.columns)) FROM orders

-- case: 046 => system-relation
SELECT order_id FROM orders WHERE (SELECT count(*) FROM information_schema.columns) IS DISTINCT FROM NULL

-- case: 047 => system-relation
SELECT string_agg(CAST((SELECT count(*) FROM information_schema.columns) AS text), ',' ORDER BY order_id) FROM orders

-- case: 048 => system-relation
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT count(*) FROM information_schema.columns)) FROM orders

-- case: 049 => unsupported-type
SELECT order_id, 'shop.orders'::regclass AS leaked FROM orders

-- case: 050 => unsupported-type
SELECT order_id FROM orders WHERE 'shop.orders'::regclass IS NOT NULL

-- case: 051 => unsupported-type
SELECT order_id FROM orders ORDER BY 'shop.orders'::regclass, order_id

-- case: 052 => unsupported-type
SELECT count(*) FROM orders GROUP BY 'shop.orders'::regclass

-- case: 053 => unsupported-type
SELECT max(order_id) FROM orders HAVING max(coalesce('shop.orders'::regclass, NULL)) IS NULL

-- case: 054 => unsupported-type
SELECT CASE WHEN order_id > 5 THEN 'shop.orders'::regclass END FROM orders

-- case: 055 => unsupported-type
SELECT count(*) FILTER (WHERE 'shop.orders'::regclass IS NOT NULL) FROM orders

-- case: 056 => unsupported-type
SELECT sum(order_id) OVER (PARTITION BY 'shop.orders'::regclass) FROM orders

-- case: 057 => unsupported-type
SELECT rank() OVER (ORDER BY 'shop.orders'::regclass) FROM orders

-- case: 058 => unsupported-type
WITH hidden AS (SELECT order_id, 'shop.orders'::regclass AS leaked FROM orders) SELECT * FROM hidden

-- case: 059 => unsupported-type
SELECT inside.leaked FROM (SELECT 'shop.orders'::regclass AS leaked FROM orders) AS inside

-- case: 060 => unsupported-type
SELECT order_id FROM orders UNION ALL SELECT count('shop.orders'::regclass) FROM orders

-- case: 061 => unsupported-type
SELECT order_id FROM orders WHERE EXISTS (SELECT 'shop.orders'::regclass)

-- case: 062 => unsupported-type
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count('shop.orders'::regclass) FROM orders)

-- case: 063 => unsupported-type
SELECT (SELECT max(coalesce('shop.orders'::regclass, NULL)) FROM orders)

-- case: 064 => unsupported-type
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON 'shop.orders'::regclass IS NULL

-- case: 065 => unsupported-type
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ('shop.orders'::regclass IS NULL)

-- case: 066 => unsupported-type
SELECT side.leaked FROM orders, LATERAL (SELECT 'shop.orders'::regclass AS leaked) AS side

-- case: 067 => unsupported-type
SELECT DISTINCT ON ('shop.orders'::regclass) order_id FROM orders

-- case: 068 => unsupported-type
SELECT ARRAY['shop.orders'::regclass] FROM orders

-- case: 069 => unsupported-type
SELECT json_build_object('leaked', 'shop.orders'::regclass) FROM orders

-- case: 070 => unsupported-type
SELECT order_id FROM orders WHERE 'shop.orders'::regclass IS DISTINCT FROM NULL

-- case: 071 => unsupported-type
SELECT string_agg(CAST('shop.orders'::regclass AS text), ',' ORDER BY order_id) FROM orders

-- case: 072 => unsupported-type
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY 'shop.orders'::regclass) FROM orders

-- case: 073 => unsupported-type
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, 'shop.orders'::regclass)

-- case: 074 => unknown-relation
SELECT order_id, (SELECT max(salary) FROM vault.salaries) AS leaked FROM orders

-- case: 075 => unknown-relation
SELECT order_id FROM orders WHERE (SELECT max(salary) FROM vault.salaries) IS NOT NULL

-- case: 076 => unknown-relation
SELECT order_id FROM orders ORDER BY (SELECT max(salary) FROM vault.salaries), order_id

-- case: 077 => unknown-relation
SELECT count(*) FROM orders GROUP BY (SELECT max(salary) FROM vault.salaries)

-- case: 078 => unknown-relation
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT max(salary) FROM vault.salaries), NULL)) IS NULL

-- case: 079 => unknown-relation
SELECT CASE WHEN order_id > 5 THEN (SELECT max(salary) FROM vault.salaries) END FROM orders

-- case: 080 => unknown-relation
SELECT count(*) FILTER (WHERE (SELECT max(salary) FROM vault.salaries) IS NOT NULL) FROM orders

-- case: 081 => unknown-relation
SELECT sum(order_id) OVER (PARTITION BY (SELECT max(salary) FROM vault.salaries)) FROM orders

-- case: 082 => unknown-relation
SELECT rank() OVER (ORDER BY (SELECT max(salary) FROM vault.salaries)) FROM orders

-- case: 083 => unknown-relation
WITH hidden AS (SELECT order_id, (SELECT max(salary) FROM vault.salaries) AS leaked FROM orders) SELECT * FROM hidden

-- case: 084 => unknown-relation
SELECT inside.leaked FROM (SELECT (SELECT max(salary) FROM vault.salaries) AS leaked FROM orders) AS inside

-- case: 085 => unknown-relation
SELECT order_id FROM orders UNION ALL SELECT count((SELECT max(salary) FROM vault.salaries)) FROM orders

-- case: 086 => unknown-relation
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT max(salary) FROM vault.salaries))

-- case: 087 => unknown-relation
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT max(salary) FROM vault.salaries)) FROM orders)

-- case: 088 => unknown-relation
SELECT (SELECT max(coalesce((SELECT max(salary) FROM vault.salaries), NULL)) FROM orders)

-- case: 089 => unknown-relation
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(salary) FROM vault.salaries) IS NULL

-- case: 090 => unknown-relation
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(salary) FROM vault.salaries) IS NULL)

-- case: 091 => unknown-relation
SELECT side.leaked FROM orders, LATERAL (SELECT (SELECT max(salary) FROM vault.salaries) AS leaked) AS side

-- case: 092 => unknown-relation
SELECT DISTINCT ON ((SELECT max(salary) FROM vault.salaries)) order_id FROM orders

-- case: 093 => unknown-relation
SELECT ARRAY[(SELECT max(salary) FROM vault.salaries)] FROM orders

-- case: 094 => unknown-relation
SELECT json_build_object('leaked', (SELECT max(salary) FROM vault.salaries)) FROM orders

-- case: 095 => unknown-relation
SELECT order_id FROM orders WHERE (SELECT max(salary) FROM vault.salaries) IS DISTINCT FROM NULL

-- case: 096 => unknown-relation
SELECT string_agg(CAST((SELECT max(salary) FROM vault.salaries) AS text), ',' ORDER BY order_id) FROM orders

-- case: 097 => unknown-relation
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(salary) FROM vault.salaries)) FROM orders
