-- case: one table
SELECT name, city FROM stores
-- case: a condition
SELECT name FROM stores WHERE country = 'Austria' AND floor_area_sqm > 500
-- case: and and or
SELECT order_id FROM orders WHERE (status = 'open' OR status = 'held') AND NOT (is_gift AND channel = 'web')
-- case: not equal and empty
SELECT order_id FROM orders WHERE status <> 'open' AND store_id IS NULL AND campaign_id IS NOT NULL
-- case: lists
SELECT name FROM products WHERE category_id IN (1, 2, 3) AND name NOT IN ('a', 'b') AND product_id IN (7)
-- case: between
SELECT name FROM products WHERE list_price BETWEEN 10 AND 20 AND weight_kg NOT BETWEEN 1 AND 2
-- case: patterns
SELECT name FROM products WHERE name LIKE 'A%' AND name ILIKE '%box%' AND name NOT LIKE '%x' AND name LIKE 'a_c%d'
-- case: regular expressions
SELECT name FROM products WHERE name ~ '^[A-C]' AND name !~* 'old$'
-- case: dates
SELECT order_id FROM orders WHERE ordered_at >= DATE '2024-01-01' AND ordered_at < DATE '2024-01-01' + INTERVAL '1 month'
-- case: date arithmetic
SELECT order_id, current_date - CAST(ordered_at AS date) AS days_ago FROM orders WHERE ordered_at > now() - INTERVAL '7 days'
-- case: parts of dates
SELECT extract(year FROM ordered_at) AS y, extract(dow FROM ordered_at) AS d, date_trunc('month', ordered_at) AS m, to_char(ordered_at, 'YYYY-MM') AS t FROM orders
-- case: age
SELECT employee_id, age(hired_on), age(current_date, hired_on) FROM employees
-- case: arithmetic
SELECT order_id, (total_amount - shipping_fee) * 100 / total_amount + 1 AS share, -total_amount, order_id % 10 FROM orders
-- case: rounding
SELECT round(list_price, 2), round(list_price), ceil(weight_kg), floor(weight_kg), abs(list_price - 10), power(weight_kg, 2) FROM products
-- case: texts
SELECT upper(first_name) || ' ' || lower(last_name) AS full_name, length(email), substr(email, 1, 3), replace(email, '@', ' at '), trim(first_name), left(last_name, 1) FROM customers
-- case: more texts
SELECT concat(first_name, ' ', last_name), concat_ws(', ', city, country), split_part(email, '@', 2), lpad(city, 10, '.'), regexp_replace(city, '[0-9]', '', 'g'), initcap(city) FROM customers
-- case: empty values
SELECT coalesce(city, country, 'nowhere'), nullif(city, '') FROM customers
-- case: casts
SELECT CAST(order_id AS text), total_amount::numeric(10, 2), CAST(status AS varchar(3)), CAST('2024-01-01' AS date) FROM orders
-- case: counts
SELECT count(*), count(store_id), count(DISTINCT customer_id) FROM orders
-- case: sums for each
SELECT status, sum(total_amount) AS revenue, avg(total_amount), min(ordered_at), max(ordered_at) FROM orders GROUP BY status ORDER BY revenue DESC
-- case: having
SELECT customer_id, count(*) AS n FROM orders GROUP BY customer_id HAVING count(*) > 3 AND sum(total_amount) >= 100
-- case: filter
SELECT count(*) FILTER (WHERE status = 'open') AS open_orders, sum(total_amount) FILTER (WHERE is_gift) FROM orders
-- case: texts of all rows
SELECT string_agg(DISTINCT status, ', ' ORDER BY status), array_agg(order_id ORDER BY ordered_at DESC), json_agg(status) FROM orders
-- case: truths of all rows
SELECT bool_and(is_gift), bool_or(total_amount > 100) FROM orders
-- case: statistics
SELECT stddev(salary), var_pop(salary), corr(salary, region_id) FROM employees
-- case: percentiles
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total_amount), percentile_disc(0.9) WITHIN GROUP (ORDER BY total_amount DESC), mode() WITHIN GROUP (ORDER BY status) FROM orders
-- case: a join
SELECT o.order_id, c.last_name FROM orders o JOIN customers c ON c.customer_id = o.customer_id
-- case: joins of four
SELECT p.name, sum(i.line_total) FROM orders o JOIN order_items i ON i.order_id = o.order_id JOIN products p ON p.product_id = i.product_id LEFT JOIN categories k ON k.category_id = p.category_id AND k.name <> 'Other' GROUP BY p.name
-- case: outer joins
SELECT s.name, e.last_name FROM stores s FULL JOIN employees e ON e.region_id = s.region_id RIGHT JOIN regions r ON r.region_id = s.region_id
-- case: using
SELECT region_id, s.name FROM regions r JOIN stores s USING (region_id)
-- case: commas and cross joins
SELECT a.name, b.name FROM regions a, stores b CROSS JOIN categories c WHERE a.region_id = b.region_id
-- case: a table twice
SELECT e.last_name, m.last_name AS manager FROM employees e LEFT JOIN employees m ON m.employee_id = e.manager_id
-- case: a subquery in FROM
SELECT s.status, s.n FROM (SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY 2 DESC LIMIT 3) s WHERE s.n > 10
-- case: a subquery in FROM that is joined
SELECT c.last_name, t.total FROM customers c JOIN (SELECT customer_id, sum(total_amount) AS total FROM orders GROUP BY customer_id) AS t (customer_id, total) ON t.customer_id = c.customer_id
-- case: lateral
SELECT c.last_name, l.total_amount FROM customers c CROSS JOIN LATERAL (SELECT total_amount FROM orders o WHERE o.customer_id = c.customer_id ORDER BY ordered_at DESC LIMIT 1) l
-- case: lateral on true
SELECT c.last_name, l.n FROM customers c LEFT JOIN LATERAL (SELECT count(*) AS n FROM orders o WHERE o.customer_id = c.customer_id) l ON true
-- case: in a query
SELECT last_name FROM customers WHERE customer_id IN (SELECT customer_id FROM orders WHERE total_amount > 500) AND region_id NOT IN (SELECT region_id FROM regions)
-- case: exists
SELECT last_name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id AND o.status = 'open')
-- case: not exists
SELECT name FROM products p WHERE NOT EXISTS (SELECT 1 FROM order_items i JOIN orders o ON o.order_id = i.order_id WHERE i.product_id = p.product_id AND o.is_gift)
-- case: a query of one value
SELECT name FROM products WHERE list_price > (SELECT avg(list_price) FROM products)
-- case: a correlated query of one value
SELECT c.last_name, (SELECT max(o.total_amount) FROM orders o WHERE o.customer_id = c.customer_id) AS largest FROM customers c
-- case: any and all
SELECT name FROM products WHERE list_price > ALL (SELECT amount FROM shop.payments) AND product_id = ANY (ARRAY[1, 2, 3])
-- case: cases
SELECT order_id, CASE WHEN total_amount > 100 THEN 'large' WHEN total_amount > 10 THEN 'middling' ELSE 'small' END AS size, CASE status WHEN 'open' THEN 1 END FROM orders
-- case: sums of cases
SELECT sum(CASE WHEN status = 'open' THEN total_amount ELSE 0 END) AS open_amount FROM orders
-- case: distinct
SELECT DISTINCT city, country FROM customers
-- case: distinct on
SELECT DISTINCT ON (customer_id) customer_id, order_id, ordered_at FROM orders ORDER BY customer_id, ordered_at DESC NULLS LAST
-- case: union
SELECT city FROM stores UNION SELECT city FROM customers ORDER BY city LIMIT 5
-- case: union all, intersect, except
(SELECT city FROM stores UNION ALL SELECT city FROM customers) EXCEPT (SELECT headquarters_city FROM regions INTERSECT SELECT city FROM customers)
-- case: values
SELECT v.n, v.word FROM (VALUES (1, 'one'), (2, 'two')) AS v (n, word)
-- case: with
WITH big AS (SELECT customer_id, sum(total_amount) AS total FROM orders GROUP BY customer_id HAVING sum(total_amount) > 1000), named AS (SELECT c.last_name, b.total FROM customers c JOIN big b ON b.customer_id = c.customer_id) SELECT last_name FROM named ORDER BY total DESC LIMIT 10
-- case: recursive
WITH RECURSIVE chain AS (SELECT employee_id, manager_id, 1 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.employee_id, e.manager_id, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.employee_id) SELECT depth, count(*) FROM chain GROUP BY depth
-- case: a recursive count
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n
-- case: ranks
SELECT last_name, rank() OVER (PARTITION BY department ORDER BY salary DESC) AS place, row_number() OVER (ORDER BY hired_on) FROM employees
-- case: running sums
SELECT order_id, sum(total_amount) OVER (ORDER BY ordered_at) AS so_far, avg(total_amount) OVER (PARTITION BY store_id ORDER BY ordered_at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM orders
-- case: rows before and after
SELECT order_id, lag(total_amount) OVER (ORDER BY ordered_at), lead(status, 2, 'none') OVER (ORDER BY ordered_at), first_value(order_id) OVER (PARTITION BY customer_id ORDER BY ordered_at), ntile(4) OVER (ORDER BY total_amount) FROM orders
-- case: shares
SELECT status, sum(total_amount) * 100.0 / sum(sum(total_amount)) OVER () AS percent FROM orders GROUP BY status
-- case: grouping sets
SELECT status, channel, sum(total_amount), grouping(status) FROM orders GROUP BY GROUPING SETS ((status, channel), (status), ())
-- case: rollup and cube
SELECT country, city, count(*) FROM customers GROUP BY ROLLUP (country, city) UNION ALL SELECT segment, city, count(*) FROM customers GROUP BY CUBE (segment, city)
-- case: JSON
SELECT attributes ->> 'colour' AS colour, attributes -> 'size' ->> 'width', attributes #>> '{a,b}' FROM products WHERE attributes @> '{"new": true}' AND attributes ? 'colour'
-- case: JSON that is built
SELECT json_build_object('id', product_id, 'name', name), jsonb_build_array(name, list_price), to_json(tags) FROM products
-- case: lists of values
SELECT name, cardinality(tags), array_to_string(tags, ', ') FROM products WHERE 'new' = ANY (tags) AND tags && ARRAY['sale', 'old'] AND tags @> ARRAY['a']
-- case: quoted names
SELECT "Id", "select", "we""ird" * 2 AS "Two Times" FROM "Odd Table" WHERE "select" = 'it''s'
-- case: distinct from
SELECT order_id FROM orders WHERE sales_rep_id IS DISTINCT FROM approved_by AND (is_gift IS NOT TRUE) AND store_id IS NOT DISTINCT FROM campaign_id
-- case: rows compared
SELECT order_id FROM orders WHERE (store_id, campaign_id) = (1, 2)
-- case: pages
SELECT order_id FROM orders ORDER BY ordered_at DESC, order_id LIMIT 20 OFFSET 40
-- case: one row
SELECT name FROM products ORDER BY list_price DESC NULLS LAST LIMIT 1
-- case: some rows in no order
SELECT name FROM products LIMIT 5
-- case: time zones
SELECT timezone('Europe/Vienna', ordered_at), date_part('hour', ordered_at) FROM orders
-- case: a long list
SELECT name FROM products WHERE product_id IN (1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33)
-- case: an array's elements
SELECT name, unnest(tags) AS tag FROM products
-- case: groups of elements
SELECT unnest(tags) AS tag, count(*) FROM products GROUP BY 1 ORDER BY 2 DESC
-- case: several at a time
SELECT product_id, unnest(tags) AS tag, generate_subscripts(tags, 1) AS place, (jsonb_each_text(attributes)).key FROM products
-- case: a series as a column
SELECT generate_series(1, 10) AS n, generate_series(DATE '2024-01-01', DATE '2024-12-01', INTERVAL '1 month')::date AS month
