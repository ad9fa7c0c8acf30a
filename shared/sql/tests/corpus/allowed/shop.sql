-- catalog: shop

-- case: 001
SELECT count(*) AS orders, count(DISTINCT customer_id) AS customers, sum(total_amount) AS revenue FROM orders

-- case: 002
SELECT status, count(*) AS n, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share FROM orders GROUP BY status ORDER BY n DESC

-- case: 003
SELECT date_trunc('month', ordered_at)::date AS month, sum(total_amount) AS revenue FROM orders WHERE status <> 'cancelled' GROUP BY 1 ORDER BY 1

-- case: 004
WITH monthly AS (SELECT date_trunc('month', ordered_at) AS month, sum(total_amount) AS revenue FROM orders GROUP BY 1) SELECT month, revenue, lag(revenue) OVER (ORDER BY month) AS before, revenue - lag(revenue) OVER (ORDER BY month) AS change FROM monthly ORDER BY month

-- case: 005
WITH monthly AS (SELECT date_trunc('month', ordered_at) AS month, sum(total_amount) AS revenue FROM orders GROUP BY 1) SELECT month, round(100 * (revenue / nullif(lag(revenue, 12) OVER (ORDER BY month), 0) - 1), 1) AS year_over_year FROM monthly ORDER BY month

-- case: 006
SELECT EXTRACT(year FROM ordered_at) AS year, EXTRACT(quarter FROM ordered_at) AS quarter, sum(total_amount) AS revenue FROM orders GROUP BY 1, 2 ORDER BY 1, 2

-- case: 007
SELECT c.country, sum(o.total_amount) AS revenue, count(DISTINCT o.customer_id) AS buyers, sum(o.total_amount) / count(DISTINCT o.customer_id) AS per_buyer FROM orders o JOIN customers c USING (customer_id) GROUP BY c.country ORDER BY revenue DESC LIMIT 10

-- case: 008
SELECT p.name, sum(i.quantity) AS sold FROM order_items i JOIN products p ON p.product_id = i.product_id GROUP BY p.product_id, p.name ORDER BY sold DESC, p.name LIMIT 20

-- case: 009
SELECT category, name, revenue FROM (SELECT c.name AS category, p.name, sum(i.line_total) AS revenue, row_number() OVER (PARTITION BY c.category_id ORDER BY sum(i.line_total) DESC) AS place FROM order_items i JOIN products p USING (product_id) JOIN categories c USING (category_id) GROUP BY c.category_id, c.name, p.name) ranked WHERE place <= 3 ORDER BY category, place

-- case: 010
SELECT ordered_at::date AS day, sum(total_amount) AS revenue, sum(sum(total_amount)) OVER (ORDER BY ordered_at::date) AS running FROM orders GROUP BY ordered_at::date ORDER BY day

-- case: 011
SELECT ordered_at::date AS day, avg(sum(total_amount)) OVER (ORDER BY ordered_at::date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week_average FROM orders GROUP BY ordered_at::date ORDER BY day

-- case: 012
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY total_amount) AS p90, percentile_disc(0.99) WITHIN GROUP (ORDER BY total_amount) AS p99 FROM orders

-- case: 013
SELECT channel, percentile_cont(0.5) WITHIN GROUP (ORDER BY total_amount) AS median, avg(total_amount) AS mean, stddev_samp(total_amount) AS spread FROM orders GROUP BY channel

-- case: 014
SELECT width_bucket(total_amount, 0, 1000, 10) AS bucket, count(*) AS n, min(total_amount) AS low, max(total_amount) AS high FROM orders GROUP BY bucket ORDER BY bucket

-- case: 015
SELECT floor(total_amount / 50) * 50 AS bucket, count(*) AS n, repeat('*', 20) AS bar FROM orders GROUP BY 1 ORDER BY 1

-- case: 016
SELECT c.customer_id, c.first_name || ' ' || c.last_name AS customer FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id)

-- case: 017
SELECT c.customer_id FROM customers c LEFT JOIN orders o ON o.customer_id = c.customer_id WHERE o.order_id IS NULL

-- case: 018
SELECT customer_id FROM customers EXCEPT SELECT customer_id FROM orders

-- case: 019
SELECT customer_id FROM orders WHERE status = 'paid' INTERSECT SELECT customer_id FROM orders WHERE status = 'returned'

-- case: 020
SELECT DISTINCT ON (o.customer_id) o.customer_id, o.order_id, o.ordered_at FROM orders o ORDER BY o.customer_id, o.ordered_at DESC

-- case: 021
WITH first_orders AS (SELECT customer_id, min(ordered_at) AS first_at FROM orders GROUP BY customer_id) SELECT date_trunc('month', first_at) AS cohort, count(*) AS customers FROM first_orders GROUP BY 1 ORDER BY 1

-- case: 022
WITH first_orders AS (SELECT customer_id, date_trunc('month', min(ordered_at)) AS cohort FROM orders GROUP BY customer_id), activity AS (SELECT f.cohort, date_trunc('month', o.ordered_at) AS month, o.customer_id FROM orders o JOIN first_orders f USING (customer_id)) SELECT cohort, EXTRACT(year FROM age(month, cohort)) * 12 + EXTRACT(month FROM age(month, cohort)) AS month_number, count(DISTINCT customer_id) AS active FROM activity GROUP BY 1, 2 ORDER BY 1, 2

-- case: 023
WITH days AS (SELECT DISTINCT customer_id, ordered_at::date AS day FROM orders), islands AS (SELECT customer_id, day, day - row_number() OVER (PARTITION BY customer_id ORDER BY day)::int AS island FROM days) SELECT customer_id, min(day) AS first_day, max(day) AS last_day, count(*) AS length FROM islands GROUP BY customer_id, island HAVING count(*) >= 3

-- case: 024
WITH numbered AS (SELECT order_id, lead(order_id) OVER (ORDER BY order_id) AS next_id FROM orders) SELECT order_id + 1 AS gap_from, next_id - 1 AS gap_to FROM numbered WHERE next_id - order_id > 1

-- case: 025
SELECT count(*) FILTER (WHERE status = 'paid') AS paid, count(*) FILTER (WHERE status = 'shipped') AS shipped, count(*) FILTER (WHERE status = 'returned') AS returned, count(*) AS total FROM orders

-- case: 026
SELECT customer_id, sum(CASE WHEN channel = 'web' THEN total_amount ELSE 0 END) AS web, sum(CASE WHEN channel = 'store' THEN total_amount ELSE 0 END) AS store FROM orders GROUP BY customer_id HAVING count(*) > 1

-- case: 027
SELECT c.country, c.city, count(*) AS n FROM customers c GROUP BY ROLLUP (c.country, c.city) ORDER BY c.country NULLS LAST, c.city NULLS LAST

-- case: 028
SELECT status, channel, count(*) AS n, grouping(status, channel) AS level FROM orders GROUP BY CUBE (status, channel)

-- case: 029
SELECT channel, is_gift, sum(total_amount) FROM orders GROUP BY GROUPING SETS ((channel), (is_gift), (channel, is_gift), ())

-- case: 030
SELECT p.name, p.list_price, p.list_price - avg(p.list_price) OVER (PARTITION BY p.category_id) AS above_average FROM products p WHERE NOT p.discontinued

-- case: 031
SELECT name, list_price FROM products p WHERE list_price > (SELECT avg(list_price) FROM products q WHERE q.category_id = p.category_id) ORDER BY list_price DESC

-- case: 032
SELECT c.name, (SELECT count(*) FROM products p WHERE p.category_id = c.category_id) AS products, (SELECT max(p.list_price) FROM products p WHERE p.category_id = c.category_id) AS dearest FROM categories c

-- case: 033
WITH RECURSIVE tree AS (SELECT category_id, name, parent_id, 0 AS level, name AS path FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, c.name, c.parent_id, t.level + 1, t.path || ' / ' || c.name FROM categories c JOIN tree t ON c.parent_id = t.category_id) SELECT path, level FROM tree ORDER BY path

-- case: 034
WITH RECURSIVE reports AS (SELECT employee_id, manager_id, first_name, 1 AS depth FROM employees WHERE employee_id = 1 UNION ALL SELECT e.employee_id, e.manager_id, e.first_name, r.depth + 1 FROM employees e JOIN reports r ON e.manager_id = r.employee_id WHERE r.depth < 10) SELECT depth, count(*) AS people FROM reports GROUP BY depth ORDER BY depth

-- case: 035
WITH RECURSIVE days(day) AS (SELECT DATE '2024-01-01' UNION ALL SELECT day + 1 FROM days WHERE day < DATE '2024-01-31') SELECT d.day, count(o.order_id) AS orders FROM days d LEFT JOIN orders o ON o.ordered_at::date = d.day GROUP BY d.day ORDER BY d.day

-- case: 036
WITH RECURSIVE months(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM months WHERE n < 11) SELECT (DATE '2024-01-01' + n * INTERVAL '1 month')::date AS month FROM months

-- case: 037
SELECT attributes ->> 'color' AS color, count(*) AS n FROM products WHERE attributes ? 'color' GROUP BY 1 ORDER BY n DESC

-- case: 038
SELECT name, (attributes ->> 'weight')::numeric AS weight FROM products WHERE attributes @> '{"fragile": true}'

-- case: 039
SELECT name, attributes #>> '{size,width}' AS width FROM products WHERE attributes -> 'size' IS NOT NULL

-- case: 040
SELECT name FROM products WHERE 'sale' = ANY (tags) AND NOT ('new' = ANY (tags))

-- case: 041
SELECT name, cardinality(tags) AS tag_count FROM products WHERE tags && ARRAY['outdoor', 'camping'] ORDER BY 2 DESC

-- case: 042
SELECT name, array_to_string(tags, ', ') AS tag_list FROM products WHERE tags @> ARRAY['sale']

-- case: 043
SELECT name FROM products WHERE cardinality(tags) = 0 OR tags IS NULL

-- case: 044
SELECT p.product_id, p.name, coalesce(round(avg(r.rating), 2), 0) AS rating, count(r.review_id) AS reviews FROM products p LEFT JOIN reviews r USING (product_id) GROUP BY p.product_id, p.name HAVING count(r.review_id) >= 5 ORDER BY rating DESC, reviews DESC

-- case: 045
SELECT rating, count(*) AS n, round(100.0 * count(*) / sum(count(*)) OVER ()) AS percent FROM reviews GROUP BY rating ORDER BY rating DESC

-- case: 046
SELECT r.title, length(r.body) AS length FROM reviews r WHERE r.body ILIKE '%refund%' OR r.title ~* '\mbroken\M' ORDER BY r.reviewed_on DESC LIMIT 50

-- case: 047
SELECT e.department, e.first_name, e.salary, dense_rank() OVER (PARTITION BY e.department ORDER BY e.salary DESC) AS place FROM employees e ORDER BY e.department, place

-- case: 048
SELECT e.first_name, e.salary, m.first_name AS manager, m.salary AS manager_salary FROM employees e JOIN employees m ON m.employee_id = e.manager_id WHERE e.salary > m.salary

-- case: 049
SELECT department, count(*) AS heads, avg(salary) AS mean, max(salary) - min(salary) AS span FROM employees GROUP BY department HAVING count(*) > 3

-- case: 050
SELECT date_part('year', age(hired_on)) AS years, count(*) FROM employees GROUP BY 1 ORDER BY 1

-- case: 051
SELECT first_name, hired_on, (current_date - hired_on) / 365 AS years FROM employees WHERE hired_on < current_date - INTERVAL '5 years' ORDER BY hired_on

-- case: 052
SELECT city, count(*) FILTER (WHERE newsletter) AS subscribed, round(avg(newsletter::int) * 100, 1) AS percent FROM customers GROUP BY city HAVING count(*) > 20 ORDER BY percent DESC

-- case: 053
SELECT segment, date_part('year', age(birth_date))::int / 10 * 10 AS decade, count(*) AS n FROM customers WHERE birth_date IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2

-- case: 054
SELECT split_part(email, '@', 2) AS domain, count(*) AS n FROM customers WHERE email LIKE '%@%' GROUP BY domain ORDER BY n DESC LIMIT 15

-- case: 055
SELECT a.customer_id, b.customer_id FROM customers a JOIN customers b ON lower(a.email) = lower(b.email) AND a.customer_id < b.customer_id

-- case: 056
SELECT referrer.first_name, count(*) AS referred FROM customers c JOIN customers referrer ON referrer.customer_id = c.referred_by GROUP BY referrer.customer_id, referrer.first_name ORDER BY referred DESC

-- case: 057
SELECT o.order_id, o.total_amount, sum(p.amount) AS paid, o.total_amount - coalesce(sum(p.amount), 0) AS open FROM orders o LEFT JOIN shop.payments p USING (order_id) GROUP BY o.order_id, o.total_amount HAVING o.total_amount - coalesce(sum(p.amount), 0) > 0

-- case: 058
SELECT p.method, count(*) AS n, sum(p.amount) AS total, avg(p.paid_at - o.ordered_at) AS delay FROM shop.payments p JOIN orders o USING (order_id) GROUP BY p.method

-- case: 059
SELECT EXTRACT(dow FROM ordered_at) AS weekday, EXTRACT(hour FROM ordered_at) AS hour, count(*) AS n FROM orders GROUP BY 1, 2 ORDER BY 1, 2

-- case: 060
SELECT to_char(ordered_at, 'IYYY-IW') AS week, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1

-- case: 061
SELECT to_char(ordered_at, 'Day') AS weekday, avg(total_amount) FROM orders GROUP BY 1

-- case: 062
SELECT s.name, s.city, sum(o.total_amount) / s.floor_area_sqm AS per_sqm FROM stores s JOIN orders o USING (store_id) WHERE s.closed_on IS NULL GROUP BY s.store_id, s.name, s.city, s.floor_area_sqm ORDER BY per_sqm DESC NULLS LAST

-- case: 063
SELECT r.name, count(DISTINCT s.store_id) AS stores, count(DISTINCT e.employee_id) AS employees FROM regions r LEFT JOIN stores s USING (region_id) LEFT JOIN employees e USING (region_id) GROUP BY r.region_id, r.name

-- case: 064
SELECT o.customer_id, o.order_id, o.ordered_at - lag(o.ordered_at) OVER (PARTITION BY o.customer_id ORDER BY o.ordered_at) AS since_last FROM orders o

-- case: 065
WITH gaps AS (SELECT customer_id, ordered_at - lag(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS gap FROM orders) SELECT customer_id, avg(gap) AS average_gap, max(gap) AS longest FROM gaps WHERE gap IS NOT NULL GROUP BY customer_id HAVING count(*) > 2

-- case: 066
SELECT customer_id, CASE WHEN max(ordered_at) > now() - INTERVAL '30 days' THEN 'active' WHEN max(ordered_at) > now() - INTERVAL '180 days' THEN 'sleeping' ELSE 'lost' END AS state FROM orders GROUP BY customer_id

-- case: 067
WITH rfm AS (SELECT customer_id, current_date - max(ordered_at)::date AS recency, count(*) AS frequency, sum(total_amount) AS monetary FROM orders GROUP BY customer_id) SELECT customer_id, ntile(5) OVER (ORDER BY recency DESC) AS r, ntile(5) OVER (ORDER BY frequency) AS f, ntile(5) OVER (ORDER BY monetary) AS m FROM rfm

-- case: 068
WITH spend AS (SELECT customer_id, sum(total_amount) AS total FROM orders GROUP BY customer_id) SELECT customer_id, total, sum(total) OVER (ORDER BY total DESC) / sum(total) OVER () AS cumulative_share FROM spend ORDER BY total DESC

-- case: 069
SELECT a.product_id AS one, b.product_id AS other, count(*) AS together FROM order_items a JOIN order_items b ON a.order_id = b.order_id AND a.product_id < b.product_id GROUP BY 1, 2 HAVING count(*) >= 10 ORDER BY together DESC LIMIT 25

-- case: 070
SELECT l.name, l.revenue FROM categories c CROSS JOIN LATERAL (SELECT p.name, sum(i.line_total) AS revenue FROM products p JOIN order_items i USING (product_id) WHERE p.category_id = c.category_id GROUP BY p.name ORDER BY revenue DESC LIMIT 1) l

-- case: 071
SELECT c.customer_id, latest.order_id, latest.status FROM customers c LEFT JOIN LATERAL (SELECT o.order_id, o.status FROM orders o WHERE o.customer_id = c.customer_id ORDER BY o.ordered_at DESC LIMIT 1) latest ON true

-- case: 072
SELECT v.low, v.high, count(o.order_id) AS n FROM (VALUES (0, 50), (50, 100), (100, 500), (500, 100000)) AS v (low, high) LEFT JOIN orders o ON o.total_amount >= v.low AND o.total_amount < v.high GROUP BY v.low, v.high ORDER BY v.low

-- case: 073
SELECT x.label, x.value FROM (SELECT 'orders' AS label, count(*) AS value FROM orders UNION ALL SELECT 'customers', count(*) FROM customers UNION ALL SELECT 'products', count(*) FROM products) x ORDER BY x.value DESC

-- case: 074
SELECT country, 'customer' AS kind FROM customers UNION SELECT country, 'store' FROM stores ORDER BY country, kind

-- case: 075
(SELECT name, list_price FROM products ORDER BY list_price DESC LIMIT 5) UNION ALL (SELECT name, list_price FROM products ORDER BY list_price LIMIT 5)

-- case: 076
SELECT corr(list_price, weight_kg) AS correlation, regr_slope(list_price, weight_kg) AS slope, regr_intercept(list_price, weight_kg) AS intercept, regr_r2(list_price, weight_kg) AS fit FROM products

-- case: 077
SELECT mode() WITHIN GROUP (ORDER BY status) AS usual_status, channel FROM orders GROUP BY channel

-- case: 078
SELECT string_agg(DISTINCT city, ', ' ORDER BY city) AS cities, country FROM stores GROUP BY country

-- case: 079
SELECT customer_id, array_agg(order_id ORDER BY ordered_at) AS orders, json_agg(json_build_object('id', order_id, 'total', total_amount) ORDER BY ordered_at) AS details FROM orders GROUP BY customer_id

-- case: 080
SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM orders GROUP BY status) s

-- case: 081
SELECT order_id, first_value(total_amount) OVER w AS first_total, last_value(total_amount) OVER w AS last_total, nth_value(total_amount, 2) OVER w AS second FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)

-- case: 082
SELECT order_id, total_amount, percent_rank() OVER (ORDER BY total_amount) AS pr, cume_dist() OVER (ORDER BY total_amount) AS cd FROM orders

-- case: 083
SELECT ordered_at, sum(total_amount) OVER (ORDER BY ordered_at RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) AS last_week FROM orders

-- case: 084
SELECT order_id, count(*) OVER (ORDER BY total_amount GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near FROM orders

-- case: 085
SELECT bool_and(is_gift) AS all_gifts, bool_or(is_gift) AS any_gift, every(total_amount > 0) AS all_positive FROM orders

-- case: 086
SELECT customer_id FROM orders GROUP BY customer_id HAVING bool_or(channel = 'web') AND bool_or(channel = 'store')

-- case: 087
SELECT i.order_id, sum(i.quantity * i.unit_price * (1 - i.discount_percent / 100)) AS net, sum(i.line_total) AS stated FROM order_items i GROUP BY i.order_id HAVING abs(sum(i.quantity * i.unit_price * (1 - i.discount_percent / 100)) - sum(i.line_total)) > 0.01

-- case: 088
SELECT p.name, p.launched_on, min(o.ordered_at)::date AS first_sold, min(o.ordered_at)::date - p.launched_on AS days_to_first_sale FROM products p JOIN order_items i USING (product_id) JOIN orders o USING (order_id) GROUP BY p.product_id, p.name, p.launched_on

-- case: 089
SELECT CASE WHEN list_price < 20 THEN 'cheap' WHEN list_price < 100 THEN 'middle' ELSE 'dear' END AS class, count(*), avg(list_price) FROM products GROUP BY 1 ORDER BY 3

-- case: 090
SELECT "Id", "we""ird" FROM "Odd Table" WHERE "select" IS NOT NULL ORDER BY "Id"

-- case: 091
SELECT shop.orders.order_id FROM shop.orders WHERE shop.orders.total_amount BETWEEN 5 AND 10

-- case: 092
SELECT order_id FROM orders WHERE (customer_id, store_id) IN (SELECT customer_id, store_id FROM orders WHERE status = 'returned')

-- case: 093
SELECT order_id FROM orders WHERE total_amount >= ALL (SELECT total_amount FROM orders)

-- case: 094
SELECT order_id FROM orders WHERE status = ANY (ARRAY['paid', 'shipped']) AND channel <> ALL (ARRAY['test', 'internal'])

-- case: 095
SELECT count(*) FROM orders WHERE ordered_at >= DATE '2024-01-01' AND ordered_at < DATE '2024-01-01' + INTERVAL '1 year'

-- case: 096
SELECT count(*) FROM orders WHERE (ordered_at AT TIME ZONE 'Europe/Berlin')::date = DATE '2024-03-31'

-- case: 097
SELECT date_bin('15 minutes', ordered_at, TIMESTAMP '2024-01-01') AS slot, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- case: 098
SELECT make_date(EXTRACT(year FROM ordered_at)::int, 1, 1) AS year_start, sum(total_amount) FROM orders GROUP BY 1

-- case: 099
SELECT justify_hours(sum(p.paid_at - o.ordered_at)) FROM orders o JOIN shop.payments p USING (order_id)

-- case: 100
SELECT store_id FROM stores WHERE (opened_on, coalesce(closed_on, current_date)) OVERLAPS (DATE '2020-01-01', DATE '2020-12-31')

-- case: 101
SELECT initcap(lower(city)) AS city, upper(left(country, 2)) AS code, lpad(customer_id::text, 8, '0') AS number FROM customers

-- case: 102
SELECT regexp_replace(email, '@.*$', '') AS local_part FROM customers WHERE email ~ '^[a-z.]+@'

-- case: 103
SELECT translate(city, 'äöüß', 'aous') AS plain, reverse(city) AS backwards, position('-' IN city) AS dash FROM customers

-- case: 104
SELECT trim(both '"' from title) AS title, char_length(body) AS characters, octet_length(body) AS bytes FROM reviews

-- case: 105
SELECT md5(lower(trim(email))) AS key, count(*) FROM customers GROUP BY 1 HAVING count(*) > 1

-- case: 106
SELECT concat_ws(', ', last_name, first_name, nullif(city, '')) AS label FROM customers

-- case: 107
SELECT greatest(shipping_fee, 5) AS fee, least(total_amount, 1000) AS capped, sign(total_amount - 100) AS above FROM orders

-- case: 108
SELECT order_id, mod(order_id, 10) AS last_digit, order_id % 2 = 0 AS is_even, power(total_amount, 2), sqrt(total_amount), ln(total_amount + 1) FROM orders WHERE total_amount > 0

-- case: 109
SELECT round(total_amount, -2) AS hundreds, trunc(total_amount) AS whole, ceil(total_amount) AS up, floor(total_amount) AS down FROM orders

-- case: 110
SELECT product_id & 1 AS odd, product_id | 2, product_id # 3, product_id << 2, product_id >> 1 FROM products

-- case: 111
SELECT order_id FROM orders ORDER BY CASE status WHEN 'open' THEN 1 WHEN 'paid' THEN 2 ELSE 3 END, ordered_at DESC NULLS LAST OFFSET 20 LIMIT 10

-- case: 112
SELECT * FROM orders WHERE NOT (status = 'paid' AND is_gift) AND store_id IS NOT DISTINCT FROM campaign_id FETCH FIRST 5 ROWS ONLY

-- case: 113
SELECT NOT status COLLATE "C" = 'x' FROM orders

-- case: 114
SELECT last_name FROM customers ORDER BY last_name COLLATE "C" DESC

-- case: 115
SELECT campaign_id, count(*) FROM orders WHERE campaign_id IS NOT NULL GROUP BY campaign_id ORDER BY count(*) DESC

-- case: 116
WITH a AS (SELECT customer_id FROM orders WHERE channel = 'web'), b AS (SELECT customer_id FROM orders WHERE channel = 'store') SELECT (SELECT count(DISTINCT customer_id) FROM a) AS web, (SELECT count(DISTINCT customer_id) FROM b) AS store, (SELECT count(*) FROM (SELECT customer_id FROM a INTERSECT SELECT customer_id FROM b) x) AS both

-- case: 117
SELECT avg(items) FROM (SELECT order_id, count(*) AS items FROM order_items GROUP BY order_id) per_order

-- case: 118
SELECT o.order_id FROM orders o WHERE (SELECT count(*) FROM order_items i WHERE i.order_id = o.order_id) > 5

-- case: 119
SELECT sales_rep_id, sum(total_amount) AS sold, rank() OVER (ORDER BY sum(total_amount) DESC) FROM orders WHERE sales_rep_id IS NOT NULL GROUP BY sales_rep_id

-- case: 120
SELECT e.employee_id, e.last_name, coalesce(s.sold, 0) AS sold FROM employees e LEFT JOIN (SELECT sales_rep_id, sum(total_amount) AS sold FROM orders GROUP BY sales_rep_id) s ON s.sales_rep_id = e.employee_id WHERE e.department = 'Sales'

-- case: 121
SELECT payment_id, amount FROM shop.payments EXCEPT ALL SELECT payment_id, amount FROM archive.payments

-- case: 122
SELECT sum(amount) FROM (SELECT amount FROM shop.payments UNION ALL SELECT amount FROM archive.payments) every_payment

-- case: 123
SELECT name FROM products WHERE name LIKE 'Tent%' AND name NOT LIKE '%\_old' ESCAPE '\'

-- case: 124
SELECT name FROM products WHERE name SIMILAR TO '%(lamp|light)%'

-- case: 125
SELECT name FROM products WHERE name ILIKE ANY (ARRAY['%tent%', '%bag%'])

-- case: 126
SELECT name FROM products WHERE starts_with(name, 'A') OR name ^@ 'B'

-- case: 127
SELECT order_id, ordered_at, next_at - ordered_at AS until_next FROM (SELECT order_id, ordered_at, lead(ordered_at, 1, ordered_at) OVER (ORDER BY ordered_at) AS next_at FROM orders) x WHERE next_at > ordered_at

-- case: 128
SELECT ordered_at::date, count(*) AS n, count(*) - lag(count(*), 7) OVER (ORDER BY ordered_at::date) AS against_last_week FROM orders GROUP BY 1

-- case: 129
SELECT customer_id, max(total_amount) FILTER (WHERE is_gift) AS largest_gift, avg(total_amount) FILTER (WHERE NOT is_gift) AS average_own FROM orders GROUP BY customer_id

-- case: 130
SELECT region_id, city, country, row_number() OVER (ORDER BY country, city) AS line FROM stores

-- case: 131
SELECT p.product_id FROM products p WHERE p.product_id NOT IN (SELECT i.product_id FROM order_items i JOIN orders o USING (order_id) WHERE o.ordered_at > now() - INTERVAL '1 year')

-- case: 132
SELECT count(*) AS rows, count(email) AS with_email, count(*) - count(email) AS without FROM customers

-- case: 133
SELECT num_nulls(email, birth_date, city) AS missing, count(*) FROM customers GROUP BY 1

-- case: 134
SELECT date_trunc('week', signed_up_on)::date AS week, count(*) AS signups, sum(count(*)) OVER (ORDER BY date_trunc('week', signed_up_on)) AS so_far FROM customers GROUP BY date_trunc('week', signed_up_on)

-- case: 135
SELECT var_pop(rating), var_samp(rating), stddev(rating), covar_pop(rating, product_id) FROM reviews

-- case: 136
SELECT ARRAY(SELECT name FROM categories ORDER BY name) AS names

-- case: 137
SELECT tags[1] AS first_tag, array_length(tags, 1) AS n, array_position(tags, 'sale') AS at FROM products

-- case: 138
SELECT string_to_array(name, ' ') AS words, cardinality(string_to_array(name, ' ')) AS count FROM products

-- case: 139
SELECT array_append(tags, 'x'), array_prepend('x', tags), array_cat(tags, ARRAY['y']), array_remove(tags, 'z') FROM products

-- case: 140
SELECT json_typeof(attributes::json), json_extract_path_text(attributes::json, 'size', 'unit') FROM products

-- case: 141
SELECT coalesce(attributes ->> 'brand', 'none') AS brand, avg(list_price) FROM products GROUP BY 1 HAVING avg(list_price) > 10

-- case: 142
SELECT gcd(order_id, 12), lcm(line_number, 4), quantity::float / 3 FROM order_items

-- case: 143
SELECT pi() * power(weight_kg, 2), degrees(atan2(weight_kg, 2)), radians(90), exp(1), log(100), log10(1000), cbrt(27) FROM products

-- case: 144
SELECT interval '1 day' * 3, date '2024-02-28' + 2, time '10:00' + interval '30 minutes', timestamp '2024-01-01 12:00' - interval '1 hour'

-- case: 145
SELECT isfinite(ordered_at), EXTRACT(epoch FROM ordered_at), EXTRACT(isodow FROM ordered_at), date_part('doy', ordered_at) FROM orders

-- case: 146
SELECT CAST(total_amount AS numeric(12, 2)), total_amount::int, order_id::text, is_gift::text, '42'::bigint, '{"a": 1}'::jsonb ->> 'a' FROM orders

-- case: 147
SELECT o.status, i.product_id, sum(i.quantity) FROM orders o NATURAL JOIN order_items i GROUP BY o.status, i.product_id

-- case: 148
SELECT DISTINCT status, channel FROM orders ORDER BY 1, 2

-- case: 149
SELECT count(DISTINCT (customer_id, store_id)) FROM orders

-- case: 150
SELECT min(ordered_at), max(ordered_at), max(ordered_at) - min(ordered_at) AS span FROM orders

-- case: 151
VALUES ('low', 0, 10), ('high', 10, 100)

-- case: 152
SELECT 'Umsatz €' AS "Überschrift", sum(total_amount) AS "Σ" FROM orders

-- case: 153
SELECT sum(total_amount) AS "total (net)", count(*) AS "n°" FROM orders;

-- case: 154
WITH t AS MATERIALIZED (SELECT customer_id, sum(total_amount) AS s FROM orders GROUP BY 1) SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY s), percentile_cont(0.75) WITHIN GROUP (ORDER BY s) FROM t

-- case: 155
SELECT count(*) FROM orders WHERE total_amount BETWEEN SYMMETRIC 100 AND 50

-- case: 156
SELECT order_id FROM orders WHERE total_amount NOT BETWEEN SYMMETRIC 50 AND customer_id * 2 AND status = 'paid'

-- case: 157
SELECT CASE WHEN ordered_at::date BETWEEN SYMMETRIC DATE '2024-12-31' AND DATE '2024-01-01' THEN 'in' ELSE 'out' END AS year, count(*) FROM orders GROUP BY 1

-- case: 158
SELECT status, rpad('', least(count(*), 50)::int, '#') AS bar FROM orders GROUP BY status ORDER BY count(*) DESC

-- case: 159
SELECT name, repeat('*', least(category_id, 20)) AS stars FROM categories

-- case: 160
SELECT lpad(order_id::text, least(greatest(customer_id, 4), 12)::int, '0') FROM orders

-- case: 161
WITH RECURSIVE tree AS (SELECT category_id, ARRAY[category_id] AS path FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, t.path || c.category_id FROM categories c JOIN tree t ON c.parent_id = t.category_id WHERE NOT c.category_id = ANY (t.path)) SELECT category_id, cardinality(path) AS depth FROM tree ORDER BY path

-- case: 162
WITH RECURSIVE tree AS (SELECT category_id, ARRAY[name] AS names, 1 AS depth FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, array_append(t.names, c.name), t.depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.category_id WHERE t.depth < 12) SELECT array_to_string(names, ' / ') AS path, depth FROM tree

-- case: 163
WITH RECURSIVE steps(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM steps WHERE n < power(2, 6)) SELECT n FROM steps

-- case: 164
WITH RECURSIVE quarters(day) AS (SELECT date_trunc('quarter', min(ordered_at)) FROM orders UNION ALL SELECT day + INTERVAL '3 months' FROM quarters WHERE day < greatest((SELECT max(ordered_at) FROM orders), now())) SELECT day FROM quarters
