-- catalog: snowflake

-- case: 001
SELECT name FROM regions

-- case: 002
SELECT Name, LIST_PRICE FROM Products ORDER BY list_price DESC NULLS LAST, name

-- case: 003
SELECT "NAME", p."LIST_PRICE" FROM shop.products AS p

-- case: 004
SELECT "Id", "we""ird" FROM "Odd Table" WHERE "select" = 'x'

-- case: 005
SELECT SHOP.PRODUCTS.NAME FROM SHOP.PRODUCTS

-- case: 006
SELECT * FROM categories

-- case: 007
SELECT c.*, r.name AS region FROM customers c JOIN regions r ON c.region_id = r.region_id

-- case: 008
SELECT name AS "the name", list_price price FROM products

-- case: 009
SELECT DISTINCT status FROM orders

-- case: 010
SELECT TOP 10 name, list_price FROM products ORDER BY list_price DESC

-- case: 011
SELECT name FROM products ORDER BY name LIMIT 10 OFFSET 20

-- case: 012
SELECT name FROM products ORDER BY name FETCH FIRST 5 ROWS ONLY

-- case: 013
SELECT name FROM products ORDER BY name OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY

-- case: 014
SELECT COUNT(*) FROM orders

-- case: 015
SELECT status, COUNT(*) AS n FROM orders GROUP BY status HAVING n > 1 ORDER BY n DESC

-- case: 016
SELECT status AS s, SUM(total_amount) FROM orders GROUP BY s ORDER BY 2 DESC

-- case: 017
SELECT status, COUNT(*) FROM orders GROUP BY 1 ORDER BY 2 DESC, 1

-- case: 018
SELECT total_amount - shipping_fee AS net FROM orders WHERE net > 100

-- case: 019
SELECT channel, AVG(total_amount) AS mean FROM orders GROUP BY channel HAVING AVG(total_amount) > 10 AND mean < 100000

-- case: 020
SELECT DATE_TRUNC('month', ordered_at) AS month, SUM(total_amount) AS revenue FROM orders GROUP BY month ORDER BY month

-- case: 021
SELECT DATE_TRUNC(QUARTER, ordered_at) AS quarter, COUNT(DISTINCT customer_id) AS buyers FROM orders GROUP BY 1

-- case: 022
SELECT name FROM products WHERE launched_on >= DATEADD(day, -30, CURRENT_DATE)

-- case: 023
SELECT name FROM products WHERE launched_on >= CURRENT_DATE() - INTERVAL '1 year, 3 months'

-- case: 024
SELECT order_id, ordered_at + INTERVAL '2 hours' AS later FROM orders

-- case: 025
SELECT DATEDIFF('day', signed_up_on, CURRENT_DATE) AS age_days FROM customers

-- case: 026
SELECT EXTRACT(year FROM ordered_at) AS y, COUNT(*) FROM orders GROUP BY y

-- case: 027
SELECT order_id FROM orders WHERE ordered_at BETWEEN DATE '2024-01-01' AND TIMESTAMP '2024-12-31 23:59:59'

-- case: 028
SELECT order_id::varchar AS id, total_amount::number(12, 2) AS amount FROM orders

-- case: 029
SELECT CAST(total_amount AS INTEGER) AS whole, TRY_CAST(status AS INT) AS code FROM orders

-- case: 030
SELECT name FROM products WHERE name ILIKE '%tent%'

-- case: 031
SELECT name FROM products WHERE name NOT ILIKE 'a!_%' ESCAPE '!'

-- case: 032
SELECT name FROM products WHERE name RLIKE '^T.*' OR name NOT REGEXP 'x+'

-- case: 033
SELECT name FROM products WHERE attributes:color::string = 'red'

-- case: 034
SELECT attributes:size.width AS w, attributes:"Odd Key" AS odd, attributes['color'] AS color, attributes:sizes[0].name AS first FROM products

-- case: 035
SELECT p.attributes:material::varchar AS material, COUNT(*) FROM products p GROUP BY material

-- case: 036
SELECT tags[0] AS first_tag, ARRAY_SIZE(tags) AS n FROM products

-- case: 037
SELECT customer_id, order_id, total_amount FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) = 1

-- case: 038
SELECT customer_id, order_id, RANK() OVER (PARTITION BY customer_id ORDER BY total_amount DESC) AS r FROM orders QUALIFY r <= 3 ORDER BY customer_id, r

-- case: 039
SELECT customer_id, SUM(total_amount) AS spent FROM orders GROUP BY customer_id QUALIFY RANK() OVER (ORDER BY spent DESC) <= 10 ORDER BY SUM(shipping_fee)

-- case: 040
SELECT DISTINCT customer_id FROM orders QUALIFY COUNT(*) OVER (PARTITION BY customer_id) > 5

-- case: 041
SELECT * FROM orders WHERE status = 'paid' QUALIFY ROW_NUMBER() OVER (PARTITION BY store_id ORDER BY total_amount DESC) = 1 ORDER BY total_amount + 1 DESC

-- case: 042
WITH latest AS (SELECT * FROM reviews QUALIFY ROW_NUMBER() OVER (PARTITION BY product_id ORDER BY reviewed_on DESC) = 1) SELECT p.name, l.rating FROM products p JOIN latest l ON l.product_id = p.product_id

-- case: 043
SELECT department, LISTAGG(last_name, ', ') WITHIN GROUP (ORDER BY last_name) AS people FROM employees GROUP BY department

-- case: 044
SELECT department, LISTAGG(DISTINCT last_name, ', ') AS people FROM employees GROUP BY department

-- case: 045
SELECT ARRAY_AGG(name) WITHIN GROUP (ORDER BY list_price DESC) AS names FROM products

-- case: 046
SELECT department, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY salary) AS median, APPROX_PERCENTILE(salary, 0.9) AS p90 FROM employees GROUP BY department

-- case: 047
SELECT country, segment, COUNT(*) FROM customers GROUP BY ROLLUP (country, segment)

-- case: 048
SELECT country, segment, COUNT(*), GROUPING(country) FROM customers GROUP BY GROUPING SETS ((country, segment), (country), ())

-- case: 049
SELECT country, segment, COUNT(*) FROM customers GROUP BY CUBE (country, segment)

-- case: 050
SELECT order_id, SUM(total_amount) OVER (PARTITION BY customer_id ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM orders

-- case: 051
SELECT day, revenue, revenue - LAG(revenue) OVER (ORDER BY day) AS change FROM (SELECT ordered_at::date AS day, SUM(total_amount) AS revenue FROM orders GROUP BY 1) AS daily

-- case: 052
SELECT city FROM customers UNION SELECT city FROM stores

-- case: 053
SELECT city FROM customers UNION ALL SELECT city FROM stores ORDER BY city LIMIT 5

-- case: 054
SELECT city FROM customers MINUS SELECT city FROM stores

-- case: 055
SELECT city FROM customers INTERSECT SELECT city FROM stores

-- case: 056
WITH RECURSIVE tree (id, parent, depth) AS (SELECT category_id, parent_id, 1 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, c.parent_id, t.depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.id WHERE t.depth < 5) SELECT id, depth FROM tree

-- case: 057
SELECT first_name || ' ' || last_name AS full_name FROM employees WHERE is_remote = TRUE

-- case: 058
SELECT first_name FROM employees WHERE is_remote IS TRUE OR is_remote IS NOT FALSE

-- case: 059
SELECT name FROM products WHERE product_id IN (SELECT product_id FROM order_items WHERE quantity > 10)

-- case: 060
SELECT name FROM products p WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE r.product_id = p.product_id)

-- case: 061
SELECT name FROM products WHERE list_price > ALL (SELECT unit_price FROM order_items)

-- case: 062
SELECT o.order_id FROM orders o LEFT JOIN payments p USING (order_id) WHERE p.payment_id IS NULL

-- case: 063
SELECT s.name, e.last_name FROM stores s FULL OUTER JOIN employees e ON s.region_id = e.region_id

-- case: 064
SELECT name FROM stores NATURAL JOIN (SELECT region_id FROM regions) AS r

-- case: 065
SELECT IFF(total_amount > 100, 'big', 'small') AS size, COUNT_IF(is_gift) AS gifts FROM orders GROUP BY size

-- case: 066
SELECT CASE WHEN rating >= 4 THEN 'good' WHEN rating = 3 THEN 'fair' ELSE 'bad' END AS verdict, COUNT(*) FROM reviews GROUP BY verdict

-- case: 067
SELECT DIV0(SUM(discount_percent), COUNT(*)) AS mean, RATIO_TO_REPORT(SUM(line_total)) OVER (PARTITION BY product_id) AS share FROM order_items GROUP BY product_id

-- case: 068
SELECT approved_by FROM orders WHERE approved_by IS DISTINCT FROM sales_rep_id

-- case: 069
SELECT name FROM products WHERE name = 'it''s' OR name = 'it\'s' OR name = 'back\\slash' OR name = 'two\nlines'

-- case: 070
SELECT $$it's \ raw$$ AS raw, TRIM('  x  ') AS t, TRIM(name, 'x') AS u, SUBSTR(name, 1, 3) AS v FROM products

-- case: 071
SELECT name // a comment of its own
FROM products -- and another
WHERE /* here too */ discontinued = FALSE

-- case: 072
SELECT (SELECT MAX(total_amount) FROM orders o WHERE o.customer_id = c.customer_id) AS most FROM customers c

-- case: 073
SELECT (SELECT name FROM (SELECT TOP 1 name FROM stores ORDER BY opened_on) AS oldest) AS oldest

-- case: 074
SELECT * FROM (SELECT name FROM products ORDER BY name OFFSET 3 ROWS) AS rest

-- case: 075
SELECT a.n FROM (SELECT COUNT(*) FROM orders) AS a (n)

-- case: 076
SELECT POSITION('x' IN name) AS a, CEIL(list_price) AS b, FLOOR(list_price) AS c FROM products

-- case: 077
SELECT CAST(attributes:weight AS FLOAT) * 2 AS doubled FROM products WHERE attributes:weight IS NOT NULL

-- case: 078
SELECT name FROM regions WHERE (region_id, name) IN (SELECT region_id, name FROM stores)

-- case: 079
SELECT customer_id, SUM(total_amount) AS total_amount FROM orders GROUP BY customer_id ORDER BY total_amount DESC

-- case: 080
SELECT p.name, f.index, f.value::string FROM products p, LATERAL FLATTEN(INPUT => p.attributes, PATH => 'parts', OUTER => TRUE, RECURSIVE => FALSE, MODE => 'array') f

-- case: 081
SELECT SEQ4() + 1 AS n FROM TABLE(GENERATOR(ROWCOUNT => 12))

-- case: 082
SELECT s.index, s.value FROM products p, LATERAL SPLIT_TO_TABLE(p.name, '-') AS s

-- case: 083
SELECT v.code, COUNT(*) AS n FROM (VALUES ('a', 1), ('b', 2)) AS v (code, place) GROUP BY ALL ORDER BY ALL

-- case: 084
SELECT quantity * unit_price AS gross, gross - 1 AS net FROM order_items WHERE gross > 2 QUALIFY RANK() OVER (ORDER BY net) = 1

-- case: 085
SELECT r.* EXCLUDE region_id RENAME name AS region, c.* ILIKE 'n%' REPLACE (LOWER(c.name) AS name) FROM regions r, categories c

-- case: 086
SELECT * FROM (SELECT status, channel, total_amount FROM orders) PIVOT (AVG(total_amount) FOR channel IN ('web' AS web, 'shop') DEFAULT ON NULL (0)) AS p

-- case: 087
SELECT * FROM regions UNPIVOT (word FOR kind IN (name, headquarters_city))

-- case: 088
SELECT name FROM products WHERE name LIKE ANY ('a%', 'b%') OR name LIKE ALL ('%c%', '%d%') OR NOT (name ILIKE ANY ('e%'))

-- case: 089
SELECT FIRST_VALUE(name) IGNORE NULLS OVER (ORDER BY product_id), LAG(name) RESPECT NULLS OVER (ORDER BY product_id) FROM products

-- case: 090
SELECT PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY list_price) OVER (PARTITION BY category_id) FROM products

-- case: 091
SELECT name COLLATE 'EN-ci' FROM regions ORDER BY COLLATE(name, 'de')

-- case: 092
WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n

-- case: 093
SELECT OBJECT_CONSTRUCT(*), [region_id, 2][0] FROM regions

-- case: 094
SELECT EXTRACT(dayofweekiso FROM ordered_at), REGEXP_REPLACE(status, '[0-9]') FROM orders

-- case: 095
SELECT c.city, o.n FROM customers c, LATERAL (SELECT COUNT(*) AS n FROM orders WHERE orders.customer_id = c.customer_id) o
