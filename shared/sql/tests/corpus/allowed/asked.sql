-- catalog: shop

-- case: 001
SELECT date_bin('10 minutes', ordered_at, TIMESTAMP '2024-01-01') AS slot, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- case: 002
SELECT date_bin(INTERVAL '7 days', ordered_at, '2024-01-01'::timestamp) AS week, sum(total_amount) FROM orders WHERE ordered_at >= now() - INTERVAL '90 days' GROUP BY week ORDER BY week

-- case: 003
SELECT channel, percentile_cont(ARRAY[0.1, 0.5, 0.9]) WITHIN GROUP (ORDER BY total_amount) AS deciles FROM orders GROUP BY channel

-- case: 004
SELECT channel, (percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY total_amount))[2] AS median FROM orders GROUP BY channel

-- case: 005
SELECT mode() WITHIN GROUP (ORDER BY method) AS usual_method FROM shop.payments

-- case: 006
SELECT c.country, string_agg(DISTINCT c.city, ', ' ORDER BY c.city) AS cities FROM customers c GROUP BY c.country

-- case: 007
SELECT o.order_id, string_agg(p.name || ' x' || i.quantity, E'\n' ORDER BY i.line_number) AS items FROM orders o JOIN order_items i USING (order_id) JOIN products p USING (product_id) GROUP BY o.order_id

-- case: 008
SELECT unnest(tags) AS tag, count(*) AS n FROM products GROUP BY 1 ORDER BY 2 DESC

-- case: 009
SELECT DISTINCT unnest(tags) AS tag FROM products ORDER BY tag

-- case: 010
SELECT product_id, unnest(tags) FROM products

-- case: 011
SELECT jsonb_object_keys(attributes::jsonb) AS key, count(*) FROM products GROUP BY key ORDER BY count(*) DESC

-- case: 012
SELECT p.name, jsonb_array_elements_text(p.attributes::jsonb -> 'colours') AS colour FROM products p

-- case: 013
SELECT p.name, jsonb_array_elements(p.attributes::jsonb -> 'parts') ->> 'material' AS material FROM products p

-- case: 014
SELECT generate_series(1, 10) AS n

-- case: 015
SELECT generate_series('2024-01-01'::date, '2024-12-01'::date, '1 month')::date AS month

-- case: 016
SELECT regexp_split_to_table(lower(body), '\s+') AS word, count(*) FROM reviews GROUP BY 1 ORDER BY 2 DESC LIMIT 50

-- case: 017
SELECT review_id, (regexp_matches(body, '#(\w+)', 'g'))[1] AS hashtag FROM reviews

-- case: 018
SELECT word, count(*) FROM (SELECT regexp_split_to_table(title, ' ') AS word FROM reviews) w WHERE length(word) > 3 GROUP BY word

-- case: 019
SELECT day::date, coalesce(sum(o.total_amount), 0) AS revenue FROM (SELECT generate_series(current_date - 29, current_date, '1 day') AS day) d LEFT JOIN orders o ON o.ordered_at::date = d.day::date GROUP BY 1 ORDER BY 1

-- case: 020
WITH days AS (SELECT generate_series(date_trunc('month', now()), now(), INTERVAL '1 day')::date AS day) SELECT d.day, count(o.order_id) FROM days d LEFT JOIN orders o ON o.ordered_at::date = d.day GROUP BY d.day ORDER BY d.day

-- case: 021
SELECT p.attributes::jsonb #>> '{dimensions,width}' AS width, count(*) FROM products p GROUP BY 1

-- case: 022
SELECT name FROM products WHERE attributes::jsonb @> '{"organic": true}'

-- case: 023
SELECT name FROM products WHERE attributes::jsonb ? 'warranty'

-- case: 024
SELECT name FROM products WHERE attributes::jsonb ?| ARRAY['warranty', 'guarantee']

-- case: 026
SELECT name, (attributes ->> 'price_eur')::numeric * 1.08 AS usd FROM products WHERE attributes ->> 'price_eur' IS NOT NULL

-- case: 027
SELECT name, cardinality(tags), array_length(tags, 1), tags[1] FROM products WHERE 'sale' = ANY(tags)

-- case: 028
SELECT name FROM products WHERE tags && ARRAY['new', 'sale'] AND NOT tags @> ARRAY['old']

-- case: 029
SELECT name, array_to_string(tags, ', ') FROM products WHERE array_position(tags, 'sale') = 1

-- case: 030
SELECT category_id, array_agg(name ORDER BY list_price DESC) AS by_price, (array_agg(name ORDER BY list_price DESC))[1] AS dearest FROM products GROUP BY category_id

-- case: 031
SELECT c.customer_id, l.order_id, l.total_amount FROM customers c CROSS JOIN LATERAL (SELECT o.order_id, o.total_amount FROM orders o WHERE o.customer_id = c.customer_id ORDER BY o.total_amount DESC LIMIT 3) l

-- case: 032
SELECT c.name, top.name FROM categories c LEFT JOIN LATERAL (SELECT p.name FROM products p WHERE p.category_id = c.category_id ORDER BY p.list_price DESC FETCH FIRST 2 ROWS ONLY) top ON true

-- case: 033
SELECT customer_id, min(day) AS from_day, max(day) AS to_day, count(*) AS days FROM (SELECT customer_id, ordered_at::date AS day, ordered_at::date - (row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at::date))::int AS island FROM (SELECT DISTINCT customer_id, ordered_at::date AS ordered_at FROM orders) o) i GROUP BY customer_id, island HAVING count(*) >= 3

-- case: 034
SELECT *, sum(is_new) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS spell FROM (SELECT customer_id, ordered_at, CASE WHEN ordered_at - lag(ordered_at) OVER w > INTERVAL '30 days' THEN 1 ELSE 0 END AS is_new FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY ordered_at)) s

-- case: 035
WITH firsts AS (SELECT customer_id, date_trunc('month', min(ordered_at)) AS cohort FROM orders GROUP BY 1), active AS (SELECT DISTINCT customer_id, date_trunc('month', ordered_at) AS month FROM orders) SELECT f.cohort::date, (EXTRACT(year FROM age(a.month, f.cohort)) * 12 + EXTRACT(month FROM age(a.month, f.cohort)))::int AS month_number, count(DISTINCT a.customer_id) FROM firsts f JOIN active a USING (customer_id) GROUP BY 1, 2 ORDER BY 1, 2

-- case: 036
SELECT date_trunc('quarter', ordered_at) AS q, count(*) FILTER (WHERE status = 'paid') AS paid, count(*) FILTER (WHERE status IN ('returned', 'cancelled')) AS lost, round(avg(total_amount) FILTER (WHERE channel = 'web'), 2) AS web_average FROM orders GROUP BY q

-- case: 037
SELECT coalesce(country, 'all') AS country, coalesce(segment, 'all') AS segment, count(*), grouping(country, segment) FROM customers GROUP BY ROLLUP (country, segment) ORDER BY grouping(country, segment), 3 DESC

-- case: 038
SELECT country, segment, count(*) FROM customers GROUP BY GROUPING SETS ((country), (segment), ()) HAVING count(*) > 5

-- case: 039
SELECT width_bucket(list_price, ARRAY[0, 10, 50, 100]::numeric[]) AS bucket, count(*) FROM products GROUP BY 1 ORDER BY 1

-- case: 040
SELECT width_bucket(total_amount, 0, 500, 5) AS bucket, numrange(min(total_amount), max(total_amount), '[]') AS spans, count(*) FROM orders GROUP BY bucket ORDER BY bucket

-- case: 041
SELECT regexp_replace(email, '^[^@]+@', '') AS domain, count(*) FROM customers GROUP BY 1 HAVING count(*) > 1

-- case: 042
SELECT substring(email FROM '@(.*)$') AS domain, count(*) FROM customers GROUP BY domain ORDER BY 2 DESC

-- case: 043
SELECT (regexp_match(email, '@(.+)\.(\w+)$'))[2] AS tld, count(*) FROM customers GROUP BY 1

-- case: 044
SELECT split_part(email, '@', 2) AS domain, count(*) FROM customers WHERE email ~* '@(gmail|yahoo)\.com$' GROUP BY 1

-- case: 045
SELECT review_id, regexp_count(body, 'good') AS n FROM reviews

-- case: 046
SELECT title FROM reviews WHERE to_tsvector('english', body) @@ plainto_tsquery('english', 'late delivery') ORDER BY ts_rank(to_tsvector('english', body), plainto_tsquery('english', 'late delivery')) DESC LIMIT 10

-- case: 047
SELECT review_id, ts_headline('english', body, websearch_to_tsquery('english', '"fast delivery" -late'), 'MaxWords=20, MinWords=5') FROM reviews WHERE to_tsvector('english', title || ' ' || body) @@ websearch_to_tsquery('english', '"fast delivery" -late')

-- case: 048
SELECT title, ts_rank_cd(setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B'), query) AS rank FROM reviews, to_tsquery('english', 'cheap & good') query WHERE to_tsvector('english', body) @@ query ORDER BY rank DESC

-- case: 049
SELECT s.name FROM stores s WHERE daterange(s.opened_on, s.closed_on) && daterange('2024-01-01', '2024-04-01')

-- case: 050
SELECT name, upper(daterange(opened_on, coalesce(closed_on, current_date))) - lower(daterange(opened_on, coalesce(closed_on, current_date))) AS days_open FROM stores

-- case: 051
SELECT to_char(ordered_at, 'YYYY-MM') AS month, to_char(sum(total_amount), 'FM999,999,990.00') AS revenue FROM orders GROUP BY 1 ORDER BY 1

-- case: 052
SELECT to_char(ordered_at, 'Dy HH24:00') AS hour, count(*) FROM orders GROUP BY 1, extract(isodow FROM ordered_at), extract(hour FROM ordered_at) ORDER BY extract(isodow FROM ordered_at), extract(hour FROM ordered_at)

-- case: 053
SELECT to_char(ordered_at, 'IYYY-"W"IW') AS week, count(*) FROM orders GROUP BY 1

-- case: 054
SELECT order_id, ordered_at + INTERVAL '2 days 3 hours' AS due, ordered_at + make_interval(days => 14) AS returns_until FROM orders

-- case: 055
SELECT order_id, justify_interval(now() - ordered_at) AS age, EXTRACT(epoch FROM now() - ordered_at) / 3600 AS hours FROM orders

-- case: 056
SELECT extract(dow FROM ordered_at) AS dow, extract(doy FROM ordered_at), date_part('week', ordered_at), extract(century FROM ordered_at) FROM orders

-- case: 057
SELECT a.store_id, b.store_id FROM stores a JOIN stores b ON (a.opened_on, a.closed_on) OVERLAPS (b.opened_on, b.closed_on) AND a.store_id < b.store_id

-- case: 058
SELECT order_id FROM orders WHERE (ordered_at, INTERVAL '1 day') OVERLAPS (DATE '2024-02-01', DATE '2024-02-28')

-- case: 059
SELECT e.employee_id FROM employees e JOIN employees m ON m.employee_id = e.manager_id WHERE e.region_id IS DISTINCT FROM m.region_id

-- case: 060
SELECT * FROM (VALUES ('web', 0.02), ('store', 0.01), ('phone', NULL)) AS fees(channel, fee) LEFT JOIN orders o USING (channel)

-- case: 061
SELECT b.label, count(*) FROM orders o JOIN (VALUES (0, 50, 'small'), (50, 200, 'medium'), (200, 1000000, 'large')) AS b(low, high, label) ON o.total_amount >= b.low AND o.total_amount < b.high GROUP BY b.label

-- case: 062
VALUES (1, 'one'), (2, 'two') ORDER BY 1 DESC

-- case: 063
SELECT "Id" AS "Größe €", "select" AS "select", "we""ird" AS "we""ird" FROM "Odd Table" WHERE "we""ird" > 1

-- case: 064
SELECT name AS 名前, list_price AS prix_été FROM products

-- case: 065
SELECT ordered_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Vienna' AS local, count(*) FROM orders GROUP BY 1

-- case: 066
SELECT date_trunc('day', ordered_at AT TIME ZONE 'America/New_York') AS day, count(*) FROM orders GROUP BY 1

-- case: 067
SELECT date_trunc('day', now(), 'Europe/Berlin') AS today

-- case: 068
SELECT order_id FROM orders WHERE (customer_id, total_amount) IN (SELECT customer_id, max(total_amount) FROM orders GROUP BY customer_id)

-- case: 069
SELECT order_id FROM orders WHERE (ordered_at, order_id) > (TIMESTAMP '2024-01-01', 100) ORDER BY ordered_at, order_id LIMIT 20

-- case: 070
SELECT name FROM products WHERE list_price > ALL (SELECT list_price FROM products WHERE category_id = 3)

-- case: 071
SELECT name FROM products WHERE category_id = ANY (ARRAY[1, 2, 3]) AND list_price >= SOME (SELECT unit_price FROM order_items)

-- case: 072
SELECT name FROM products WHERE category_id = ANY ('{1,2,3}'::int[])

-- case: 073
SELECT name FROM products WHERE product_id IN (SELECT unnest(ARRAY[1, 5, 9]))

-- case: 074
SELECT name FROM products WHERE name ILIKE ANY (ARRAY['%shirt%', '%shoe%'])

-- case: 075
SELECT count(*) FROM products WHERE name NOT LIKE ALL (ARRAY['A%', 'B%'])

-- case: 076
SELECT p.name, ARRAY(SELECT DISTINCT r.rating FROM reviews r WHERE r.product_id = p.product_id ORDER BY 1) AS ratings FROM products p

-- case: 077
SELECT c.country, count(*), sum(count(*)) OVER () AS total, round(100.0 * count(*) / sum(count(*)) OVER (), 1) || '%' AS share FROM customers c GROUP BY c.country

-- case: 078
SELECT ordered_at::date AS day, sum(total_amount) AS revenue, avg(sum(total_amount)) OVER (ORDER BY ordered_at::date RANGE BETWEEN INTERVAL '6 days' PRECEDING AND CURRENT ROW) AS rolling FROM orders GROUP BY 1

-- case: 079
SELECT order_id, total_amount, ntile(4) OVER (ORDER BY total_amount) AS quartile, percent_rank() OVER (ORDER BY total_amount), cume_dist() OVER (ORDER BY total_amount) FROM orders

-- case: 080
SELECT customer_id, first_value(channel) OVER w AS first_channel, nth_value(channel, 2) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)

-- case: 082
SELECT DISTINCT ON (customer_id) customer_id, order_id, ordered_at FROM orders ORDER BY customer_id, ordered_at DESC NULLS LAST

-- case: 083
SELECT corr(list_price, weight_kg), regr_slope(list_price, weight_kg), regr_r2(list_price, weight_kg), covar_pop(list_price, weight_kg) FROM products

-- case: 084
SELECT bool_and(is_gift), bool_or(is_gift), every(total_amount > 0), bit_or(order_id) FROM orders

-- case: 085
SELECT json_build_object('status', status, 'orders', count(*)) FROM orders GROUP BY status

-- case: 086
SELECT jsonb_agg(jsonb_build_object('id', product_id, 'name', name) ORDER BY name) FROM products WHERE category_id = 1

-- case: 087
SELECT jsonb_object_agg(channel, n) FROM (SELECT channel, count(*) AS n FROM orders GROUP BY channel) s

-- case: 091
SELECT concat_ws(', ', nullif(trim(city), ''), upper(country)) AS place, initcap(first_name), lpad(customer_id::text, 8, '0') FROM customers

-- case: 094
SELECT translate(city, 'äöü', 'aou'), btrim(city, ' .'), ascii(left(city, 1)), strpos(city, 'st') FROM customers

-- case: 095
SELECT trunc(list_price, -1), ceil(list_price), mod(product_id, 7), div(product_id, 7), sign(list_price), ln(list_price), log(10, list_price), sqrt(list_price), power(list_price, 2), exp(1) FROM products WHERE list_price > 0

-- case: 096
SELECT greatest(list_price, 10), least(list_price, 100), nullif(list_price, 0) FROM products

-- case: 097
SELECT * FROM orders WHERE ordered_at >= date_trunc('month', current_date - INTERVAL '1 month') AND ordered_at < date_trunc('month', current_date)

-- case: 098
SELECT * FROM orders WHERE ordered_at BETWEEN '2024-01-01' AND '2024-01-31 23:59:59' AND status NOT IN ('cancelled', 'returned')

-- case: 099
SELECT customer_id FROM orders WHERE ordered_at > current_timestamp - '7 days'::interval

-- case: 100
SELECT c.customer_id, max(o.ordered_at) AS last, current_date - max(o.ordered_at)::date AS days_ago, ntile(5) OVER (ORDER BY max(o.ordered_at)) AS r, ntile(5) OVER (ORDER BY count(*)) AS f, ntile(5) OVER (ORDER BY sum(o.total_amount)) AS m FROM customers c JOIN orders o USING (customer_id) GROUP BY c.customer_id

-- case: 101
WITH RECURSIVE tree AS (SELECT category_id, name, parent_id, 1 AS depth, ARRAY[category_id] AS path FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, c.name, c.parent_id, t.depth + 1, t.path || c.category_id FROM categories c JOIN tree t ON c.parent_id = t.category_id WHERE NOT c.category_id = ANY(t.path)) SELECT repeat('  ', least(depth, 20)) || name AS indented, path FROM tree ORDER BY path

-- case: 102
WITH RECURSIVE chain AS (SELECT employee_id, manager_id, last_name::text AS names FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.employee_id, e.manager_id, c.names || ' > ' || e.last_name FROM employees e JOIN chain c ON e.manager_id = c.employee_id) SELECT * FROM chain

-- case: 103
WITH RECURSIVE refs(customer_id, depth, path, cycle) AS (SELECT customer_id, 0, ARRAY[customer_id], false FROM customers WHERE referred_by IS NULL UNION ALL SELECT c.customer_id, r.depth + 1, r.path || c.customer_id, c.customer_id = ANY(r.path) FROM customers c, refs r WHERE c.referred_by = r.customer_id AND NOT r.cycle) SELECT depth, count(*) FROM refs WHERE NOT cycle GROUP BY depth

-- case: 104
WITH RECURSIVE t(n, f) AS (VALUES (1, 1::numeric) UNION ALL SELECT n + 1, f * (n + 1) FROM t WHERE n < 20) SELECT * FROM t

-- case: 105
WITH RECURSIVE d AS (SELECT DATE '2024-01-01' AS day UNION ALL SELECT day + 1 FROM d WHERE day < DATE '2024-12-31') SELECT to_char(day, 'Day'), count(*) FROM d GROUP BY 1

-- case: 109
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a', 'b']) WITH ORDINALITY AS t(n, letter, place)

-- case: 110
SELECT o.order_id, g.n FROM orders o CROSS JOIN generate_series(1, 3) AS g(n)

-- case: 112
SELECT p.name, p.list_price - avg(p.list_price) OVER (PARTITION BY p.category_id) AS over_average FROM products p ORDER BY abs(p.list_price - avg(p.list_price) OVER (PARTITION BY p.category_id)) DESC LIMIT 5

-- case: 113
SELECT (o.total_amount > 100)::int AS big, count(*) FROM orders o GROUP BY 1

-- case: 114
SELECT CASE WHEN grouping(status) = 1 THEN 'total' ELSE status END AS status, sum(total_amount) FROM orders GROUP BY CUBE (status)

-- case: 115
SELECT min(ordered_at) FILTER (WHERE is_gift IS TRUE), max(ordered_at) FILTER (WHERE is_gift IS NOT TRUE) FROM orders

-- case: 116
SELECT order_id, lag(total_amount, 1, 0) OVER (ORDER BY ordered_at) AS previous, total_amount - lag(total_amount, 1, 0::numeric) OVER (ORDER BY ordered_at) AS change FROM orders

-- case: 117
SELECT a.product_id, b.product_id, count(*) AS together FROM order_items a JOIN order_items b ON a.order_id = b.order_id AND a.product_id < b.product_id GROUP BY 1, 2 ORDER BY together DESC LIMIT 10

-- case: 118
SELECT s.status, o.n FROM (SELECT unnest(ARRAY['new', 'paid', 'shipped']) AS status) s LEFT JOIN (SELECT status, count(*) AS n FROM orders GROUP BY 1) o USING (status)

-- case: 119
SELECT tag, percentile_disc(0.5) WITHIN GROUP (ORDER BY list_price) FROM (SELECT unnest(tags) AS tag, list_price FROM products) t GROUP BY tag

-- case: 120
SELECT product_id, generate_subscripts(tags, 1) AS place, unnest(tags) AS tag FROM products

-- case: 121
SELECT (jsonb_each_text(attributes::jsonb)).key, count(*) FROM products GROUP BY 1

-- case: 124
SELECT upper(unnest(tags)) AS tag, count(*) FROM products GROUP BY 1

-- case: 125
SELECT name, trim(unnest(string_to_array(name, ' '))) AS word FROM products

-- case: 126
SELECT generate_series(1, 3) AS a, generate_series(1, 2) AS b

-- catalog: clinic

-- case: 128
SELECT d.name, count(*), avg(v.seen_at - v.arrived_at) AS wait, percentile_cont(0.9) WITHIN GROUP (ORDER BY v.seen_at - v.arrived_at) AS p90 FROM visits v JOIN departments d USING (department_id) GROUP BY d.department_id, d.name

-- case: 129
SELECT unnest(diagnoses) AS diagnosis, count(DISTINCT patient_id) AS patients FROM visits WHERE arrived_at >= DATE '2024-01-01' GROUP BY diagnosis HAVING count(*) > 3 ORDER BY patients DESC

-- case: 130
SELECT patient_id, date_part('year', age(born_on))::int AS age FROM patients WHERE age(born_on) > INTERVAL '65 years'

-- case: 131
SELECT triage, count(*), (vitals ->> 'pulse')::int / 10 * 10 AS pulse FROM visits GROUP BY triage, 3 ORDER BY triage

-- case: 132
SELECT p.patient_id, 'penicillin' = ANY (p.allergies) AS allergic, array_remove(p.allergies, 'pollen'), p.allergies || ARRAY['dust'] FROM patients p

-- case: 133
SELECT doctor_id, on_day, (ends_at - starts_at) AS worked, CASE WHEN ends_at < starts_at THEN INTERVAL '24 hours' ELSE INTERVAL '0' END + (ends_at - starts_at) AS net FROM shifts

-- case: 134
SELECT d.name, count(v.visit_id) FILTER (WHERE v.triage = 'red') * 1.0 / nullif(count(*), 0) AS red FROM doctors d LEFT JOIN visits v USING (doctor_id) GROUP BY d.name ORDER BY red DESC NULLS LAST

-- case: 135
SELECT hour, count(v.visit_id) FROM generate_series(0, 23) AS hour LEFT JOIN visits v ON EXTRACT(hour FROM v.arrived_at) = hour GROUP BY hour ORDER BY hour

-- case: 136
SELECT v1.visit_id, v1.left_at, v2.arrived_at FROM visits v1 JOIN visits v2 ON v2.patient_id = v1.patient_id AND v2.arrived_at > v1.left_at AND v2.arrived_at <= v1.left_at + INTERVAL '30 days'

-- case: 138
SELECT "Straße", sum("Fläche") FROM "Größen" GROUP BY "Straße"

-- case: 139
SELECT prescription_id, generate_series(starts_on, ends_on, INTERVAL '1 day')::date AS day FROM prescriptions

-- case: 140
SELECT round(weight_kg / (height_cm / 100) ^ 2, 1) AS bmi FROM patients WHERE height_cm > 0

-- catalog: usage

-- case: 141
SELECT a.name, jsonb_object_keys(a.settings::jsonb) AS setting FROM accounts a WHERE a.plan = 'enterprise'

-- case: 142
SELECT properties ->> 'page' AS page, count(*), count(DISTINCT session_id) FROM events WHERE name = 'page_view' AND happened_at >= now() - INTERVAL '1 day' GROUP BY 1 ORDER BY 2 DESC LIMIT 20

-- case: 143
SELECT plan, count(*) FILTER (WHERE ended_on IS NULL) AS active, sum(monthly_amount) AS mrr FROM subscriptions WHERE daterange(started_on, ended_on) @> current_date GROUP BY plan

-- case: 144
SELECT user_id, array_agg(name ORDER BY happened_at) AS steps FROM events GROUP BY user_id HAVING array_agg(name ORDER BY happened_at) @> ARRAY['signup', 'purchase']::text[]

-- case: 146
SELECT experiment_id, unnest(variants) AS variant FROM experiments WHERE ended_on IS NULL

-- case: 147
SELECT date_trunc('week', started_at)::date AS week, device, count(*) FROM sessions GROUP BY CUBE (1, 2)

-- case: 148
SELECT opened_at::date, avg(first_reply_at - opened_at) FILTER (WHERE priority <= 2) AS urgent FROM tickets GROUP BY 1

-- case: 149
SELECT account_id, max(happened_at) AS last_seen FROM events e JOIN users u USING (user_id) GROUP BY account_id HAVING max(happened_at) < now() - INTERVAL '30 days'

-- case: 150
SELECT country, mode() WITHIN GROUP (ORDER BY browser) AS browser, count(DISTINCT user_id) FROM sessions GROUP BY country
