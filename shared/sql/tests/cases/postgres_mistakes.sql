-- case: 001 => unknown-relation
SELECT * FROM ordres

-- case: 002 => unknown-relation
SELECT * FROM public.orders

-- case: 003 => unknown-relation
SELECT * FROM Orders2

-- case: 004 => unknown-relation
SELECT * FROM a.b.c

-- case: 005 => unknown-relation
SELECT * FROM "Orders"

-- case: 006 => unknown-relation
WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a

-- case: 007 => ambiguous-relation
SELECT * FROM payments

-- case: 008 => unknown-column
SELECT nam FROM products

-- case: 009 => unknown-column
SELECT p.nam FROM products p

-- case: 010 => unknown-column
SELECT name FROM (SELECT product_id FROM products) x

-- case: 011 => unknown-column
SELECT "Name" FROM products

-- case: 012 => unknown-column
SELECT list_price * 2 AS d FROM products WHERE d > 5

-- case: 013 => unknown-column
SELECT * FROM orders JOIN stores USING (customer_id)

-- case: 014 => ambiguous-column
SELECT name FROM products, categories

-- case: 015 => ambiguous-column
SELECT name FROM (SELECT p.name, c.name FROM products p, categories c) x

-- case: 016 => ambiguous-column
SELECT p.name AS n, c.name AS n FROM products p, categories c ORDER BY n

-- case: 017 => unknown-source
SELECT x.name FROM products p

-- case: 018 => unknown-source
SELECT p.* FROM products q

-- case: 019 => unknown-source
SELECT * FROM orders o, customers c JOIN stores s ON s.store_id = o.store_id

-- case: 020 => duplicate-source
SELECT 1 FROM products p, categories p

-- case: 021 => duplicate-source
SELECT 1 FROM products, products

-- case: 022 => duplicate-source
WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1

-- case: 023 => unknown-function
SELECT cuont(*) FROM orders

-- case: 024 => unknown-function
SELECT datediff(ordered_at, ordered_at) FROM orders

-- case: 025 => unknown-function
SELECT ifnull(email, 1) FROM customers

-- case: 026 => function-arguments
SELECT count() FROM orders

-- case: 027 => function-arguments
SELECT sum(1, 2) FROM orders

-- case: 028 => function-arguments
SELECT lower() FROM orders

-- case: 029 => function-arguments
SELECT lower(a => city) FROM customers

-- case: 030 => function-arguments
SELECT count(DISTINCT *) FROM orders

-- case: 031 => function-arguments
SELECT lower(DISTINCT city) FROM customers

-- case: 032 => function-arguments
SELECT current_date(1)

-- case: 033 => function-placement
SELECT 1 FROM orders WHERE count(*) > 1

-- case: 034 => function-placement
SELECT sum(count(*)) FROM orders

-- case: 035 => function-placement
SELECT status FROM orders GROUP BY count(*)

-- case: 036 => function-placement
SELECT rank() FROM orders

-- case: 037 => function-placement
SELECT 1 FROM orders WHERE row_number() OVER () = 1

-- case: 038 => function-placement
SELECT lower(status) OVER () FROM orders

-- case: 039 => function-placement
SELECT percentile_cont(0.5) FROM orders

-- case: 040 => function-placement
SELECT count(*) AS n FROM orders GROUP BY n

-- case: 041 => function-placement
SELECT 1 FROM orders a JOIN orders b ON sum(a.order_id) = 1

-- case: 042 => function-placement
SELECT count(*) FROM orders HAVING sum(1) OVER () > 1

-- case: 043 => join-condition
SELECT 1 FROM orders JOIN customers

-- case: 044 => syntax
SELECT 1 FROM orders CROSS JOIN customers ON true

-- case: 045 => join-condition
SELECT 1 FROM regions NATURAL JOIN order_items

-- case: 046 => invalid-limit
SELECT 1 LIMIT 1 + random()

-- case: 047 => invalid-limit
SELECT 1 LIMIT 'a'

-- case: 048 => invalid-limit
SELECT 1 LIMIT 1.5

-- case: 049 => invalid-limit
SELECT 1 LIMIT -1

-- case: 050 => invalid-limit
SELECT 1 LIMIT (SELECT 5)

-- case: 051 => invalid-limit
SELECT 1 OFFSET 99999999999999999999

-- case: 052 => invalid-limit
SELECT 1 FETCH FIRST 5 ROWS WITH TIES

-- case: 053 => invalid-limit
SELECT 1 LIMIT 99999999999999999999

-- case: 054 => invalid-position
SELECT status FROM orders ORDER BY 2

-- case: 055 => invalid-position
SELECT status FROM orders GROUP BY 0

-- case: 056 => invalid-position
SELECT status FROM orders ORDER BY 0

-- case: 057 => column-count
SELECT 1 UNION SELECT 1, 2

-- case: 058 => column-count
SELECT (SELECT 1, 2)

-- case: 059 => column-count
SELECT 1 WHERE 1 IN (SELECT 1, 2)

-- case: 060 => column-count
VALUES (1), (2, 3)

-- case: 061 => column-count
SELECT * FROM (SELECT 1) x (a, b)

-- case: 062 => column-count
SELECT 1 WHERE (1, 2) = (1, 2, 3)

-- case: 063 => column-count
SELECT 1 WHERE (1, 2) IN (SELECT 1)

-- case: 064 => unsupported-clause
SELECT name FROM products GROUP BY ALL

-- case: 065 => unsupported-clause
TABLE "Orders"

-- case: 066 => unsupported-clause
SELECT name FROM products UNION SELECT name FROM categories ORDER BY upper(name)

-- case: 067 => unsupported-clause
SELECT sum(order_id) OVER w FROM orders

-- case: 071 => unsupported-expression
SELECT (1, 2)

-- case: 072 => unsupported-expression
SELECT extract(foo FROM ordered_at) FROM orders

-- case: 073 => unsupported-expression
SELECT TRY_CAST(name AS int) FROM products

-- case: 074 => unsupported-type
SELECT name::shop.status FROM products

-- case: 075 => unsupported-type
SELECT 'x'::money

-- case: 076 => unknown-source
SELECT c.name FROM categories AS c JOIN products AS p ON p.product_id = i.product_id JOIN order_items AS i ON i.quantity > 2

-- case: 077 => unknown-function
SELECT "COUNT"(*) FROM products

-- case: 078 => regular-expression
SELECT name FROM products WHERE name SIMILAR TO status

-- case: 079 => regular-expression
SELECT regexp_match(name, status) FROM products, orders

-- case: 080 => regular-expression
SELECT name FROM products WHERE name ~ similar_to_escape(name)

-- case: 081 => unsupported-expression
SELECT tags[1:2][1] FROM products

-- case: 082 => unsupported-type
SELECT name COLLATE "en_US" FROM products

-- case: 083 => unsupported-type
SELECT name COLLATE shop."C" FROM products

-- case: 084 => function-arguments
SELECT make_interval(decades => 3)

-- case: 085 => function-arguments
SELECT substr(string => name, count => 1) FROM products

-- case: 086 => column-count
SELECT 1 FROM stores WHERE (opened_on, closed_on, opened_on) OVERLAPS (opened_on, closed_on)

-- case: 087 => unsupported-clause
SELECT sum(amount) OVER (w PARTITION BY method) FROM shop.payments WINDOW w AS (ORDER BY paid_at)

-- case: 088 => unsupported-clause
SELECT sum(amount) OVER (a ORDER BY paid_at) FROM shop.payments WINDOW a AS (b), b AS (a)

-- case: 089 => unbounded-size
SELECT current_timestamp(order_id) FROM orders

-- case: 090 => unbounded-size
SELECT replace(name, city, 'x') FROM stores

-- case: 091 => unknown-function
SELECT "[]"(tags, 1) FROM products

-- case: 092 => unknown-function
SELECT "collate"(name, 'C') FROM products

-- case: 093 => unsupported-clause
SELECT avg(total_amount) OVER (ORDER BY ordered_at RANGE BETWEEN now() - ordered_at PRECEDING AND CURRENT ROW) FROM orders

-- case: 094 => unsupported-literal
SELECT avg(total_amount) OVER (ORDER BY ordered_at RANGE INTERVAL '7 days and more text than any amount of time needs, on and on and on' PRECEDING) FROM orders

-- case: 095 => unsupported-expression
SELECT name FROM products WHERE name LIKE ALL ('a', 'b')

-- case: 096 => unsupported-expression
SELECT name FROM products WHERE name LIKE ANY (ARRAY['a']) ESCAPE '!'

-- case: 097 => column-count
SELECT ARRAY(SELECT rating, title FROM reviews)

-- case: 098 => unsupported-clause
SELECT country, count(*) FROM customers GROUP BY country UNION SELECT city, count(*) FROM stores GROUP BY city ORDER BY count(*) DESC
