-- case: 001
SELECT 1

-- case: 002
SELECT * FROM orders

-- case: 003
SELECT order_id FROM shop.orders;

-- case: 004
SELECT o.* FROM orders o LIMIT 5

-- case: 005
SELECT o.order_id AS id, c.first_name FROM orders o JOIN customers c ON c.customer_id = o.customer_id

-- case: 006
SELECT count(*) FROM orders

-- case: 007
SELECT COUNT(DISTINCT customer_id) FROM orders WHERE status = 'paid'

-- case: 008
SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY n DESC

-- case: 009
SELECT status, count(*) FROM orders GROUP BY 1 ORDER BY 2 DESC, 1

-- case: 010
SELECT c.country, sum(o.total_amount) AS revenue FROM orders o JOIN customers c USING (customer_id) GROUP BY c.country HAVING sum(o.total_amount) > 1000 ORDER BY revenue DESC NULLS LAST LIMIT 10

-- case: 011
SELECT * FROM orders JOIN customers USING (customer_id)

-- case: 012
SELECT customer_id FROM orders JOIN customers USING (customer_id)

-- case: 013
SELECT * FROM regions NATURAL JOIN stores

-- case: 014
SELECT customer_id FROM orders FULL JOIN customers USING (customer_id)

-- case: 015
SELECT customer_id FROM orders RIGHT JOIN customers USING (customer_id)

-- case: 016
SELECT order_id FROM orders JOIN order_items USING (order_id) JOIN shop.payments p USING (order_id)

-- case: 017
SELECT * FROM categories a CROSS JOIN categories b

-- case: 018
SELECT a.name, b.name FROM categories a, categories b WHERE a.parent_id = b.category_id

-- case: 019
SELECT e.last_name, m.last_name AS manager FROM employees e LEFT JOIN employees m ON m.employee_id = e.manager_id

-- case: 020
SELECT date_trunc('month', ordered_at) AS month, sum(total_amount) FROM orders GROUP BY month ORDER BY month

-- case: 021
SELECT date_trunc('month', ordered_at)::date AS month, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- case: 022
SELECT EXTRACT(YEAR FROM ordered_at) AS y, count(*) FROM orders GROUP BY y ORDER BY y

-- case: 023
SELECT date_part('year', ordered_at), avg(total_amount) FROM orders GROUP BY 1

-- case: 024
SELECT * FROM orders WHERE ordered_at >= DATE '2024-01-01' AND ordered_at < DATE '2025-01-01'

-- case: 025
SELECT * FROM orders WHERE ordered_at BETWEEN '2024-01-01' AND '2024-12-31'

-- case: 026
SELECT * FROM orders WHERE ordered_at > current_date - INTERVAL '30 days'

-- case: 027
SELECT * FROM orders WHERE ordered_at > now() - INTERVAL '3' MONTH

-- case: 028
SELECT * FROM orders WHERE NOT is_gift AND (status = 'paid' OR status = 'shipped') AND total_amount > 5 + 2 * 3

-- case: 029
SELECT * FROM orders WHERE status IN ('paid', 'shipped') AND channel NOT IN ('web')

-- case: 030
SELECT * FROM customers WHERE last_name LIKE 'O''%' OR email ILIKE '%@example.com'

-- case: 031
SELECT * FROM customers WHERE last_name NOT LIKE 'a\_%' ESCAPE '\'

-- case: 032
SELECT * FROM customers WHERE email IS NULL AND birth_date IS NOT NULL

-- case: 033
SELECT * FROM customers WHERE newsletter IS TRUE AND (newsletter IS NOT FALSE) AND newsletter IS NOT UNKNOWN

-- case: 034
SELECT * FROM customers WHERE country IS DISTINCT FROM city

-- case: 035
SELECT * FROM products WHERE list_price > (SELECT avg(list_price) FROM products)

-- case: 036
SELECT * FROM products p WHERE list_price = (SELECT max(p2.list_price) FROM products p2 WHERE p2.category_id = p.category_id)

-- case: 037
SELECT * FROM products p WHERE list_price > (SELECT avg(p.list_price) FROM products p)

-- case: 038
SELECT name FROM products p WHERE EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.product_id)

-- case: 039
SELECT name FROM products p WHERE NOT EXISTS (SELECT * FROM order_items i WHERE i.product_id = p.product_id AND quantity > 3)

-- case: 040
SELECT name FROM products WHERE product_id IN (SELECT product_id FROM order_items)

-- case: 041
SELECT name FROM products WHERE product_id NOT IN (SELECT product_id FROM reviews WHERE rating < 3)

-- case: 042
SELECT name FROM products WHERE list_price >= ALL (SELECT list_price FROM products)

-- case: 043
SELECT name FROM products WHERE list_price = ANY (SELECT list_price FROM products)

-- case: 044
SELECT name FROM products WHERE 'green' = ANY (tags)

-- case: 045
SELECT name FROM products WHERE product_id = ANY (ARRAY[1, 2, 3])

-- case: 046
SELECT name FROM products WHERE tags @> ARRAY['green'] AND tags && ARRAY['a', 'b']

-- case: 047
SELECT attributes ->> 'color' AS color, attributes -> 'size' -> 'w' FROM products

-- case: 048
SELECT attributes #>> '{a,b}' FROM products WHERE attributes ? 'color' AND attributes @> '{"a": 1}'

-- case: 049
SELECT json_extract_path_text(attributes, 'a') FROM products

-- case: 050
WITH t AS (SELECT customer_id, sum(total_amount) AS total FROM orders GROUP BY customer_id) SELECT c.last_name, t.total FROM t JOIN customers c ON c.customer_id = t.customer_id ORDER BY t.total DESC LIMIT 3

-- case: 051
WITH a AS (SELECT order_id FROM orders), b AS (SELECT * FROM a) SELECT count(*) FROM b

-- case: 052
WITH orders AS (SELECT order_id FROM orders WHERE is_gift) SELECT * FROM orders

-- case: 053
WITH t (x, y) AS (SELECT order_id, status FROM orders) SELECT y, x FROM t

-- case: 054
WITH t AS MATERIALIZED (SELECT 1 AS one) SELECT one FROM t

-- case: 055
WITH RECURSIVE chain AS (SELECT employee_id, manager_id, 1 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.employee_id, e.manager_id, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.employee_id) SELECT depth, count(*) FROM chain GROUP BY depth

-- case: 056
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n

-- case: 057
WITH RECURSIVE a AS (SELECT 1 AS x) SELECT x FROM a

-- case: 058
SELECT * FROM (SELECT status, count(*) AS n FROM orders GROUP BY status) s WHERE n > 10

-- case: 059
SELECT s.n FROM (SELECT count(*) AS n FROM orders) AS s (n)

-- case: 060
SELECT avg(n) FROM (SELECT customer_id, count(*) n FROM orders GROUP BY customer_id) per_customer

-- case: 061
SELECT * FROM (SELECT o.*, c.* FROM orders o JOIN customers c ON o.customer_id = c.customer_id) x

-- case: 062
SELECT count(*) FROM (SELECT 1)

-- case: 063
SELECT c.last_name, l.total FROM customers c CROSS JOIN LATERAL (SELECT sum(total_amount) AS total FROM orders o WHERE o.customer_id = c.customer_id) l

-- case: 064
SELECT c.last_name, l.order_id FROM customers c LEFT JOIN LATERAL (SELECT order_id FROM orders o WHERE o.customer_id = c.customer_id ORDER BY ordered_at DESC LIMIT 1) l ON true

-- case: 065
SELECT name FROM products UNION SELECT name FROM categories

-- case: 066
SELECT name FROM products UNION ALL SELECT name FROM categories UNION ALL SELECT city FROM stores ORDER BY name LIMIT 5

-- case: 067
SELECT name FROM products UNION SELECT name FROM categories INTERSECT SELECT city FROM stores

-- case: 068
(SELECT name FROM products ORDER BY list_price LIMIT 3) UNION ALL (SELECT name FROM categories LIMIT 2) ORDER BY 1

-- case: 069
SELECT name FROM products EXCEPT (SELECT name FROM categories UNION SELECT city FROM stores)

-- case: 070
(SELECT name FROM products LIMIT 5) ORDER BY name LIMIT 2

-- case: 071
((SELECT 1 AS x))

-- case: 072
VALUES (1, 'a'), (2, 'b')

-- case: 073
SELECT v.id, v.label FROM (VALUES (1, 'a'), (2, 'b')) AS v (id, label)

-- case: 074
SELECT DISTINCT country FROM customers ORDER BY country

-- case: 075
SELECT DISTINCT ON (customer_id) customer_id, order_id FROM orders ORDER BY customer_id, ordered_at DESC

-- case: 076
SELECT ALL country FROM customers

-- case: 077
SELECT CASE WHEN total_amount > 100 THEN 'big' WHEN total_amount > 10 THEN 'mid' ELSE 'small' END AS size, count(*) FROM orders GROUP BY size

-- case: 078
SELECT CASE status WHEN 'paid' THEN 1 ELSE 0 END FROM orders

-- case: 079
SELECT count(*) FILTER (WHERE status = 'paid') AS paid, sum(CASE WHEN is_gift THEN 1 ELSE 0 END) * 100.0 / count(*) AS pct FROM orders

-- case: 080
SELECT string_agg(DISTINCT name, ', ' ORDER BY name) FROM products

-- case: 081
SELECT array_agg(name ORDER BY list_price DESC) FROM products

-- case: 082
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total_amount) FROM orders

-- case: 083
SELECT mode() WITHIN GROUP (ORDER BY status) FROM orders

-- case: 084
SELECT order_id, row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at) AS n FROM orders

-- case: 085
SELECT order_id, sum(total_amount) OVER (ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders

-- case: 086
SELECT order_id, avg(total_amount) OVER w, lag(total_amount, 1) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY ordered_at ROWS 2 PRECEDING)

-- case: 087
SELECT status, sum(count(*)) OVER () FROM orders GROUP BY status

-- case: 088
SELECT status, rank() OVER (ORDER BY sum(total_amount) DESC) FROM orders GROUP BY status

-- case: 089
SELECT country, city, count(*), grouping(country) FROM customers GROUP BY ROLLUP (country, city)

-- case: 090
SELECT country, city, count(*) FROM customers GROUP BY GROUPING SETS ((country), (country, city), ())

-- case: 091
SELECT country, count(*) FROM customers GROUP BY CUBE (country)

-- case: 092
SELECT coalesce(email, 'none'), nullif(city, ''), greatest(1, 2), least(order_id, 3) FROM customers, orders

-- case: 093
SELECT upper(first_name) || ' ' || initcap(last_name) AS full_name, length(email) FROM customers

-- case: 094
SELECT substring(first_name FROM 1 FOR 3), substring(first_name, 2), substr(first_name, 1, 1), left(city, 2) FROM customers

-- case: 095
SELECT trim(first_name), trim(BOTH ' ' FROM city), trim(LEADING 'x' FROM city), ltrim(city) FROM customers

-- case: 096
SELECT position('a' IN first_name), strpos(first_name, 'b') FROM customers

-- case: 097
SELECT split_part(email, '@', 2) AS domain, count(*) FROM customers GROUP BY domain

-- case: 098
SELECT replace(city, ' ', '_'), lpad(region_id::text, 5, '0'), concat(first_name, ' ', last_name), concat_ws(', ', city, country) FROM customers

-- case: 099
SELECT round(avg(total_amount), 2), floor(avg(total_amount)), ceil(1.5), abs(-3), mod(7, 3), power(2, 3), 2 ^ 3 FROM orders

-- case: 100
SELECT -total_amount, +shipping_fee, - -1, 5 % 2, 1 - -1 FROM orders

-- case: 101
SELECT a.x FROM (SELECT -5 AS x) a

-- case: 102
SELECT 1e3, 1.5, .5, 1000000000000000000000

-- case: 103
SELECT to_char(ordered_at, 'YYYY-MM') AS m, count(*) FROM orders GROUP BY m

-- case: 104
SELECT age(signed_up_on), age('2024-01-01', birth_date) FROM customers

-- case: 105
SELECT make_date(2024, 1, 1), to_date('2024', 'YYYY'), timestamp '2024-01-01 10:00', time '10:00', timestamptz '2024-01-01'

-- case: 106
SELECT ordered_at AT TIME ZONE 'UTC' FROM orders

-- case: 107
SELECT ordered_at::date, CAST(total_amount AS integer), total_amount::numeric(12, 2), order_id::text, status::varchar(20), '2024-01-01'::timestamp with time zone FROM orders

-- case: 108
SELECT (ordered_at + INTERVAL '1 day')::date - signed_up_on FROM orders JOIN customers USING (customer_id)

-- case: 109
SELECT order_id AS "Order Id", status "The ""Status""" FROM orders

-- case: 110
SELECT "Id", "select", "we""ird" FROM "Odd Table"

-- case: 111
SELECT ORDER_ID FROM ORDERS

-- case: 112
SELECT "orders"."order_id" FROM "shop"."orders"

-- case: 113
SELECT shop.orders.order_id FROM shop.orders

-- case: 114
SELECT orders.order_id FROM shop.orders

-- case: 115
SELECT o.order_id, i.order_id FROM orders o, order_items i WHERE o.order_id = i.order_id

-- case: 116
SELECT order_id, order_id AS order_id_2, order_id FROM orders

-- case: 117
SELECT payment_id FROM shop.payments UNION SELECT payment_id FROM archive.payments

-- case: 118
SELECT payments.amount FROM archive.payments

-- case: 119
SELECT first_name FROM customers ORDER BY upper(last_name), birth_date DESC NULLS FIRST

-- case: 120
SELECT first_name AS last_name FROM customers ORDER BY last_name

-- case: 121
SELECT status FROM orders GROUP BY status ORDER BY count(*) DESC

-- case: 122
SELECT country FROM customers OFFSET 5

-- case: 123
SELECT country FROM customers OFFSET 5 ROWS FETCH FIRST 3 ROWS ONLY

-- case: 124
SELECT country FROM customers FETCH NEXT ROW ONLY

-- case: 125
SELECT country FROM customers LIMIT ALL

-- case: 126
SELECT country FROM customers LIMIT NULL

-- case: 127
SELECT country FROM customers LIMIT 100000000

-- case: 128
SELECT country FROM customers LIMIT 0

-- case: 129
SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM customers) AS customers

-- case: 130
SELECT (SELECT name FROM products ORDER BY list_price DESC LIMIT 1)

-- case: 131
SELECT 'it''s', E'a\'b\n', $$do$llar$$, $tag$x$tag$, 'back\slash'

-- case: 132
SELECT NULL, TRUE, FALSE

-- case: 133
SELECT /* a comment */ 1 -- and another

-- case: 134
SELECT 1;;

-- case: 135
SELECT * FROM orders WHERE (customer_id, status) IN (SELECT customer_id, segment FROM customers)

-- case: 136
SELECT * FROM orders WHERE (customer_id, status) = (1, 'paid')

-- case: 137
SELECT * FROM orders WHERE (customer_id, status) IN ((1, 'paid'), (2, 'x'))

-- case: 138
SELECT * FROM customers WHERE email ~ '@example\.com$' AND email !~* '^a'

-- case: 139
SELECT * FROM customers WHERE email ~~ 'a%'

-- case: 140
SELECT * FROM (customers c JOIN orders o ON o.customer_id = c.customer_id) JOIN regions r ON r.region_id = c.region_id

-- case: 141
SELECT * FROM customers c LEFT JOIN (orders o JOIN shop.payments p ON p.order_id = o.order_id AND p.amount > 5) ON o.customer_id = c.customer_id

-- case: 142
SELECT 'x' AS label, count(*) FROM orders GROUP BY label

-- case: 143
SELECT 5 AS five, count(*) FROM orders GROUP BY 1

-- case: 144
SELECT count(*) FROM orders WHERE total_amount > 100 HAVING count(*) > 5

-- case: 145
SELECT pg_catalog.lower(city) FROM customers

-- case: 146
SELECT category_id, sum(list_price) FROM products GROUP BY category_id HAVING count(*) >= 2 AND max(list_price) < 100

-- case: 147
SELECT corr(list_price, weight_kg), stddev(list_price), variance(weight_kg), regr_slope(list_price, weight_kg) FROM products

-- case: 148
SELECT extract(epoch FROM (ordered_at - signed_up_on)) / 86400 FROM orders JOIN customers USING (customer_id)

-- case: 149
SELECT sum(x.total_amount) FROM (SELECT o.total_amount FROM orders o WHERE o.customer_id IN (SELECT o.customer_id FROM customers o)) x

-- case: 150
SELECT c.customer_id FROM customers c WHERE (SELECT count(*) FROM orders WHERE customer_id = c.customer_id) > 3

-- case: 151
SELECT first_name FROM customers WHERE customer_id IN (SELECT referred_by FROM customers WHERE referred_by IS NOT NULL)

-- case: 152
SELECT now(), current_date, current_timestamp, localtimestamp, random()

-- case: 153
SELECT lower('ÄÖ'), 'naïve – text', '💡'

-- case: 154
SELECT o1.order_id FROM orders o1 JOIN orders o2 ON o1.order_id < o2.order_id AND o1.customer_id = o2.customer_id

-- case: 155
SELECT first_value(name) OVER (ORDER BY list_price RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), ntile(4) OVER (ORDER BY list_price), cume_dist() OVER (ORDER BY list_price) FROM products

-- case: 156
SELECT json_build_object('a', name, 'b', list_price), to_jsonb(name), jsonb_agg(name) FROM products GROUP BY name, list_price

-- case: 157
SELECT regexp_replace(email, '[^a-z]', '', 'g'), starts_with(email, 'a'), reverse(city) FROM customers

-- case: 158
SELECT date_trunc('quarter', ordered_at) q, count(*) c, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share FROM orders GROUP BY q ORDER BY q

-- case: 159
SELECT count(DISTINCT (city, country)), region_id FROM customers GROUP BY (region_id, segment)

-- case: 160
SELECT sum(amount) OVER (w ROWS 2 PRECEDING), rank() OVER by_day FROM shop.payments WINDOW w AS (PARTITION BY method ORDER BY paid_at), parts AS (PARTITION BY order_id), by_day AS (parts ORDER BY paid_at)

-- case: 161
SELECT tags[1], p.tags[2], (string_to_array(name, ' '))[1], (regexp_match(name, '[0-9]+'))[1] FROM products p

-- case: 162
SELECT order_id & 1, order_id | 2, order_id << 1, order_id >> 1, order_id # 2, ~order_id, |/ order_id, ||/ order_id, @ order_id FROM orders

-- case: 163
SELECT name FROM products WHERE name SIMILAR TO '%(ent|ock)%' AND name NOT SIMILAR TO 'x_' AND name ^@ 'T'

-- case: 164
SELECT name COLLATE "C" FROM products WHERE name::text COLLATE "C" < 'x' ORDER BY name COLLATE "C" DESC

-- case: 165
SELECT name FROM stores WHERE (opened_on, closed_on) OVERLAPS (DATE '2024-01-01', DATE '2024-02-01')

-- case: 166
SELECT now() - make_interval(days => 30), make_interval(hours => order_id::int, mins => 5), make_interval(1, 2) FROM orders

-- case: 167
SELECT substring(name from '[0-9]+'), substring(name, '^.'), substring(name from 2 for 3) FROM products

-- case: 168
SELECT regexp_count(name, 'e'), regexp_like(name, '^T'), regexp_substr(name, '[a-z]+'), regexp_split_to_array(name, '\s+') FROM products

-- case: 169
SELECT attributes ?| ARRAY['a', 'b'], attributes ?& ARRAY['a'] FROM products

-- case: 170
SELECT replace(name, city, '') FROM stores

-- case: 171
SELECT current_timestamp(0), localtimestamp(2), clock_timestamp(), md5(name), array_append(tags, 'x') FROM products

-- case: 172
SELECT name ISNULL, -order_id ^ 2, order_id = 1 AND status ~ 'a' = true FROM orders, products

-- case: 173
SELECT bit_or(quantity), regr_sxx(quantity, line_total), width_bucket(avg(quantity), ARRAY[1, 5, 10]) FROM order_items

-- case: 174
SELECT '10:00+02'::timetz, '10.0.0.1'::inet, order_id::text COLLATE "C" FROM orders

-- case: 175
SELECT name FROM products WHERE name LIKE ANY (ARRAY['T%', 'S%']) OR name NOT ILIKE ALL (ARRAY['t%', 's%']) OR name ~~ ANY (tags) OR name LIKE ANY (SELECT city FROM stores)

-- case: 176
SELECT avg(total_amount) OVER (ORDER BY ordered_at RANGE BETWEEN INTERVAL '7 days' PRECEDING AND INTERVAL '1' DAY FOLLOWING) FROM orders

-- case: 177
SELECT name, ARRAY(SELECT rating FROM reviews r WHERE r.product_id = p.product_id ORDER BY rating) AS ratings FROM products p WHERE 5 = ANY (ARRAY(SELECT rating FROM reviews))

-- case: a constant with signs as a group is no position
SELECT -(-1) AS one, -5 AS five, +2 AS two, status, count(*) FROM orders GROUP BY one, five, two, status

-- case: a large constant as a group has its own type
SELECT 3000000000 AS large, 9223372036854775808 AS larger, count(*) FROM orders GROUP BY large, larger

-- case: bpchar without a length is not char
SELECT status::bpchar, channel::bpchar(4), status::char FROM orders

-- case: an element of an array of two dimensions
SELECT tags[1][2], (tags[1])[2], (tags[1:2])[1], attributes['a']['b']['c'] FROM products
