-- catalog: shop

-- case: 001
SELECT bit_and(product_id) AS common_bits, bit_or(product_id) AS any_bit, bit_xor(product_id) AS parity FROM products

-- case: 002
SELECT any_value(city) AS a_city, country FROM customers GROUP BY country

-- case: 003
SELECT regr_avgx(list_price, weight_kg), regr_avgy(list_price, weight_kg), regr_sxx(list_price, weight_kg), regr_syy(list_price, weight_kg), regr_sxy(list_price, weight_kg), regr_count(list_price, weight_kg) FROM products

-- case: 004
SELECT covar_samp(list_price, weight_kg), variance(list_price), stddev_pop(list_price) FROM products

-- case: 005
SELECT json_object_agg(name, list_price), jsonb_agg(name), json_agg(DISTINCT name) FROM products

-- case: 006
SELECT div(order_id, 100) AS page, "ceil"(total_amount) AS up, "ceiling"(shipping_fee) AS fee, "floor"(total_amount) AS down FROM orders

-- case: 007
SELECT scale(total_amount), min_scale(total_amount), trim_scale(total_amount) FROM orders

-- case: 008
SELECT pow(1.05, quantity) AS grown, random() < 0.1 AS in_sample FROM order_items

-- case: 009
SELECT gen_random_uuid() AS key, name FROM categories

-- case: 010
SELECT 6371 * 2 * asin(sqrt(power(sin(radians(weight_kg) / 2), 2) + cos(radians(weight_kg)) * cos(1) * power(sin(0.5), 2))) AS distance FROM products

-- case: 011
SELECT acos(0.5), atan(1), tan(0.3), cot(0.7), sinh(1), cosh(1), tanh(1), asinh(1), acosh(2), atanh(0.5) FROM regions

-- case: 012
SELECT sind(30), cosd(60), tand(45), degrees(acos(0)) FROM regions

-- case: 013
SELECT ascii(city) AS first_code, character_length(city) AS n, btrim(city, ' .') AS cleaned, ltrim(city, '0'), rtrim(city, '/') FROM stores

-- case: 014
SELECT strpos(email, '@') AS at, "substr"(email, 1, 5) AS start, right(email, 4) AS ending FROM customers

-- case: 015
SELECT concat(first_name, ' ', last_name) AS name, replace(city, 'St.', 'Saint') AS place, rpad(country, 20, '.') AS padded FROM customers

-- case: 016
SELECT regexp_match(email, '([^@]+)@(.+)') AS parts, regexp_split_to_array(city, '[ -]') AS words FROM customers

-- case: 017
SELECT regexp_count(body, 'good', 1, 'i') AS goods, regexp_like(title, 'bad', 'i') AS is_bad, regexp_instr(body, '[0-9]') AS first_digit, regexp_substr(body, '[0-9]+') AS number FROM reviews

-- case: 018
SELECT title ~ similar_to_escape('%(good|fine)%') AS is_praise FROM reviews

-- case: 019
SELECT title LIKE like_escape('100!%', '!') AS is_full FROM reviews

-- case: 020
SELECT to_hex(product_id) AS code, to_number('1,234.5', '9,999.9') AS number, to_date('05.03.2024', 'DD.MM.YYYY') AS day, to_timestamp('2024-03-05 10:00', 'YYYY-MM-DD HH24:MI') AS moment FROM products

-- case: 021
SELECT current_time AS now_time, current_timestamp(0) AS now_second, localtime AS local_time, localtimestamp AS local_now, current_date AS today FROM regions

-- case: 022
SELECT clock_timestamp() - statement_timestamp() AS spent, transaction_timestamp() AS began FROM regions

-- case: 023
SELECT ordered_at + make_interval(days => 14) AS due, make_time(8, 30, 0) AS opens, make_timestamp(2024, 1, 1, 0, 0, 0) AS start FROM orders

-- case: 024
SELECT date(ordered_at) AS day, timezone('UTC', ordered_at) AS utc, justify_days(INTERVAL '35 days') AS months, justify_interval(INTERVAL '1 month -1 hour') AS tidy FROM orders

-- case: 025
SELECT overlaps(opened_on, closed_on, DATE '2020-01-01', DATE '2021-01-01') AS was_open FROM stores

-- case: 026
SELECT num_nonnulls(email, birth_date) AS known, count(*) FROM customers GROUP BY 1

-- case: 027
SELECT json_extract_path(attributes::json, 'size') AS size, jsonb_extract_path(attributes::jsonb, 'size', 'w') AS w, jsonb_extract_path_text(attributes::jsonb, 'color') AS color FROM products

-- case: 028
SELECT json_array_length(attributes::json -> 'parts') AS parts, jsonb_array_length(attributes::jsonb -> 'parts') AS more, jsonb_typeof(attributes::jsonb) AS kind FROM products

-- case: 029
SELECT json_build_array(name, list_price) AS pair, jsonb_build_array(1, name) AS other, jsonb_build_object('name', name) AS object, to_json(name) AS j, to_jsonb(tags) AS t FROM products

-- case: 030
SELECT json_strip_nulls(attributes::json) AS dense, jsonb_strip_nulls(attributes::jsonb) AS dense_b FROM products

-- case: 031
SELECT name FROM products WHERE jsonb_exists_any(attributes::jsonb, ARRAY['color', 'colour']) AND NOT jsonb_exists_all(attributes::jsonb, ARRAY['a', 'b'])

-- case: 032
SELECT name FROM products WHERE attributes ?| ARRAY['color', 'size'] OR attributes ?& ARRAY['w', 'h']

-- case: 033
SELECT array_upper(tags, 1), array_lower(tags, 1), array_ndims(tags), array_positions(tags, 'x') FROM products

-- case: 034
SELECT name FROM products WHERE tags <@ ARRAY['a', 'b', 'c'] AND attributes #> '{a,b}' IS NOT NULL

-- case: 035
SELECT name FROM products WHERE name ~~ 'T%' AND name !~~ '%x' AND name ~~* 't%' AND name !~~* '%y' AND name !~ '^z' AND name !~* '^q'

-- case: 036
SELECT 2 ^ product_id AS power_of_two FROM products WHERE product_id < 20

-- case: 037
SELECT EXTRACT(century FROM ordered_at), EXTRACT(decade FROM ordered_at), EXTRACT(millennium FROM ordered_at), EXTRACT(isoyear FROM ordered_at) FROM orders

-- case: 038
SELECT EXTRACT(day FROM ordered_at), EXTRACT(doy FROM ordered_at), EXTRACT(week FROM ordered_at), EXTRACT(minute FROM ordered_at), EXTRACT(second FROM ordered_at), EXTRACT(milliseconds FROM ordered_at), EXTRACT(microseconds FROM ordered_at) FROM orders

-- case: 039
SELECT name COLLATE "POSIX", name COLLATE "default", name COLLATE ucs_basic, name COLLATE "und-x-icu" FROM products ORDER BY name COLLATE "C"

-- case: 040
SELECT CAST(order_id AS smallint), order_id::int2, order_id::integer, order_id::int4, order_id::bigint, order_id::int8 FROM orders

-- case: 041
SELECT total_amount::decimal(10, 2), total_amount::dec, total_amount::real, total_amount::float4, total_amount::float8, CAST(total_amount AS double precision), total_amount::double FROM orders

-- case: 042
SELECT is_gift::boolean, 'yes'::bool, status::varchar(10), status::character varying(5), CAST(status AS char varying(5)), status::char(3), status::character(4), status::bpchar FROM orders

-- case: 043
SELECT CAST(status AS string) FROM orders

-- case: 044
SELECT ordered_at::time without time zone, ordered_at::time, ordered_at::timestamp without time zone, ordered_at::timestamptz, ordered_at::timestamp with time zone, '10:00+02'::timetz, CAST('10:00' AS time with time zone) FROM orders

-- case: 045
SELECT '1 day'::interval, '{"a": [1, 2]}'::json -> 'a', '7d444840-9dc0-11d1-b245-5ffdce74fad2'::uuid FROM regions

-- case: 046
SELECT '192.168.0.1'::inet, '10.0.0.0/8'::cidr FROM regions

-- case: 047
SELECT ARRAY['1', '2']::int[] && ARRAY[2, 3] AS shares, '{1,2}'::bigint[] FROM regions

-- catalog: sqlite

-- case: 048
SELECT count(*), sum(total_amount), avg(total_amount), total(shipping_fee), min(ordered_at), max(ordered_at) FROM orders

-- case: 049
SELECT status, count(*) AS n, round(100.0 * count(*) / (SELECT count(*) FROM orders), 1) AS share FROM orders GROUP BY status ORDER BY n DESC

-- case: 050
SELECT strftime('%Y-%m', ordered_at) AS month, sum(total_amount) AS revenue FROM orders GROUP BY month ORDER BY month

-- case: 051
SELECT date(ordered_at, 'start of month') AS month, count(DISTINCT customer_id) AS buyers FROM orders GROUP BY 1

-- case: 052
SELECT strftime('%w', ordered_at) AS weekday, strftime('%H', ordered_at) AS hour, count(*) FROM orders GROUP BY 1, 2

-- case: 053
SELECT julianday('now') - julianday(max(ordered_at)) AS days_since, customer_id FROM orders GROUP BY customer_id HAVING days_since > 90

-- case: 054
SELECT c.name, p.name, rank() OVER (PARTITION BY c.category_id ORDER BY p.list_price DESC) AS place FROM products p JOIN categories c USING (category_id)

-- case: 055
SELECT name, dense_rank() OVER (ORDER BY list_price), percent_rank() OVER (ORDER BY list_price), cume_dist() OVER (ORDER BY list_price), ntile(4) OVER (ORDER BY list_price) FROM products

-- case: 056
SELECT order_id, lag(total_amount) OVER w, lead(total_amount, 1, 0) OVER w, first_value(total_amount) OVER w, last_value(total_amount) OVER w, nth_value(total_amount, 2) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY ordered_at)

-- case: 057
SELECT order_id, sum(total_amount) OVER (ORDER BY ordered_at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week, row_number() OVER (ORDER BY order_id) AS n FROM orders

-- case: 058
SELECT group_concat(name, ', ') AS names, string_agg(name, '; ') AS more FROM products GROUP BY category_id

-- case: 059
SELECT json_extract(attributes, '$.color') AS color, json_type(attributes, '$.size') AS kind, json_array_length(attributes, '$.parts') AS parts, json_valid(attributes) AS is_json FROM products

-- case: 060
SELECT attributes -> '$.size' AS size, attributes ->> '$.size.w' AS w FROM products WHERE attributes ->> '$.color' = 'red'

-- case: 061
SELECT json_object('id', product_id, 'name', name) AS o, json_array(name, list_price) AS a FROM products

-- case: 062
SELECT category_id, json_group_array(name) AS names, json_group_object(name, list_price) AS prices FROM products GROUP BY category_id

-- case: 063
SELECT ifnull(email, 'none') AS email, coalesce(city, country, '?') AS place, nullif(segment, '') AS segment, iif(newsletter, 'yes', 'no') AS news FROM customers

-- case: 064
SELECT likely(newsletter = 1) AS a, unlikely(city IS NULL) AS b FROM customers

-- case: 065
SELECT abs(total_amount - 100) AS off, round(total_amount, 1), sign(total_amount), mod(order_id, 7), ceil(total_amount), floor(total_amount), trunc(total_amount), ceiling(shipping_fee) FROM orders

-- case: 066
SELECT sqrt(list_price), exp(1), ln(list_price), log10(list_price), log2(list_price), log(2, list_price), power(list_price, 2), pow(2, 3), pi() FROM products

-- case: 067
SELECT degrees(acos(0)), radians(90), sin(1), cos(1), tan(1), asin(0.5), atan(1), atan2(1, 2) FROM regions

-- case: 068
SELECT max(list_price, 10) AS at_least, min(list_price, 100) AS at_most, random() % 10 AS die FROM products

-- case: 069
SELECT length(name), unicode(name), lower(name), upper(name), typeof(list_price), trim(name), ltrim(name, 'x'), rtrim(name, 'y'), substr(name, 1, 3), instr(name, ' '), replace(name, '-', ' ') FROM products

-- case: 070
SELECT "trim"(name, ' .') AS cleaned, "substr"(name, 2) AS rest, "ceil"(list_price) AS up, "floor"(list_price) AS down, concat(name, '!') AS loud, concat_ws('-', name, product_id) AS slug FROM products

-- case: 071
SELECT name FROM products WHERE name GLOB 'T*' OR glob('*lamp*', name)

-- case: 072
SELECT name FROM products WHERE name LIKE like_escape('50!%', '!')

-- case: 073
SELECT date('now'), time('now'), datetime('now', '-1 day'), unixepoch('now'), current_date, current_time, current_timestamp FROM regions

-- case: 074
SELECT timediff('2024-03-01', '2024-02-01') AS difference, strftime('%s', 'now') AS seconds FROM regions

-- case: 075
SELECT EXTRACT(year FROM ordered_at), EXTRACT(month FROM ordered_at), EXTRACT(day FROM ordered_at), EXTRACT(hour FROM ordered_at), EXTRACT(minute FROM ordered_at), EXTRACT(second FROM ordered_at) FROM orders

-- case: 076
SELECT EXTRACT(dow FROM ordered_at) AS weekday, EXTRACT(doy FROM ordered_at) AS day_of_year, EXTRACT(week FROM ordered_at) AS week, EXTRACT(epoch FROM ordered_at) AS seconds FROM orders

-- case: 077
SELECT name COLLATE binary, name COLLATE nocase, name COLLATE rtrim FROM products ORDER BY name COLLATE NOCASE

-- case: 078
SELECT CAST(list_price AS integer), CAST(list_price AS int), CAST(list_price AS bigint), CAST(list_price AS smallint), CAST(list_price AS tinyint), CAST(list_price AS signed), CAST(list_price AS unsigned), CAST(list_price AS unsigned integer), CAST(list_price AS signed integer) FROM products

-- case: 079
SELECT CAST(name AS real), CAST(name AS float), CAST(name AS double), CAST(name AS double precision), CAST(name AS numeric), CAST(name AS decimal(10, 2)), CAST(name AS number) FROM products

-- case: 080
SELECT CAST(launched_on AS date), CAST(launched_on AS datetime), CAST(launched_on AS timestamp), CAST(launched_on AS time), CAST(discontinued AS boolean), CAST(discontinued AS bool), CAST(name AS string) FROM products

-- case: 081
SELECT CAST(list_price AS text), CAST(list_price AS varchar(10)), CAST(list_price AS char(5)), CAST(list_price AS nvarchar(20)) FROM products

-- case: 082
SELECT product_id & 1, product_id | 2, product_id << 1, product_id >> 1, product_id % 3, list_price * 2, list_price / 2, list_price + 1, list_price - 1 FROM products

-- case: 083
SELECT name FROM products WHERE (list_price >= 5 AND list_price <= 10) OR list_price <> 7 OR list_price < 1 OR list_price > 100 OR name || 'x' = 'ax'

-- case: 084
WITH RECURSIVE days(day) AS (SELECT date('2024-01-01') UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < '2024-01-31' LIMIT 40) SELECT day FROM days

-- case: 085
WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 24) SELECT i, (SELECT count(*) FROM orders WHERE CAST(strftime('%H', ordered_at) AS integer) = i) AS orders FROM n

-- case: 086
WITH RECURSIVE tree AS (SELECT category_id, name, 0 AS depth FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, c.name, t.depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.category_id) SELECT depth, count(*) FROM tree GROUP BY depth

-- case: 087
WITH first AS (SELECT customer_id, min(date(ordered_at)) AS day FROM orders GROUP BY customer_id) SELECT strftime('%Y-%m', day) AS cohort, count(*) FROM first GROUP BY cohort

-- case: 088
SELECT customer_id FROM orders GROUP BY customer_id HAVING sum(channel = 'web') > 0 AND sum(channel = 'store') > 0

-- case: 089
SELECT c.customer_id FROM customers c LEFT JOIN orders o ON o.customer_id = c.customer_id WHERE o.order_id IS NULL

-- case: 090
SELECT c.customer_id FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id)

-- case: 091
SELECT name FROM products WHERE product_id NOT IN (SELECT product_id FROM order_items WHERE product_id IS NOT NULL)

-- case: 092
SELECT city FROM customers UNION SELECT city FROM stores ORDER BY city LIMIT 10 OFFSET 5

-- case: 093
SELECT city FROM customers INTERSECT SELECT city FROM stores

-- case: 094
SELECT city FROM stores EXCEPT SELECT city FROM customers

-- case: 095
SELECT p.name, sum(i.quantity) AS sold FROM products p JOIN order_items i ON i.product_id = p.product_id GROUP BY p.product_id ORDER BY sold DESC LIMIT 10

-- case: 096
SELECT e.last_name, m.last_name AS manager FROM employees e LEFT JOIN employees m ON e.manager_id = m.employee_id WHERE e.salary > m.salary

-- case: 097
SELECT count(*) FILTER (WHERE status = 'paid') AS paid, count(*) FILTER (WHERE status = 'open') AS open FROM orders

-- case: 098
SELECT CASE WHEN list_price < 20 THEN 'cheap' ELSE 'dear' END AS class, count(*) FROM products GROUP BY class

-- case: 099
SELECT [name], `list_price`, "category_id" FROM [products] WHERE name = "Tent"

-- case: 100
SELECT name, list_price FROM products WHERE list_price BETWEEN 5 AND 10 ORDER BY list_price DESC NULLS LAST

-- case: 101
SELECT count(*) FROM orders WHERE ordered_at >= date('now', '-30 days')

-- case: 102
SELECT order_id FROM orders o WHERE total_amount > (SELECT avg(total_amount) FROM orders x WHERE x.customer_id = o.customer_id)

-- case: 103
SELECT a.product_id, b.product_id, count(*) AS n FROM order_items a JOIN order_items b ON a.order_id = b.order_id AND a.product_id < b.product_id GROUP BY 1, 2 HAVING n > 2

-- case: 104
SELECT rating, count(*) AS n, substr('##########', 1, rating) AS bar FROM reviews GROUP BY rating

-- case: 105
SELECT count(*) AS n, max(rating) - min(rating) AS span FROM reviews WHERE title IS NOT NULL AND body NOT LIKE '%spam%'

-- case: 106
SELECT avg(total_amount) AS median FROM (SELECT total_amount FROM orders ORDER BY total_amount LIMIT 2 OFFSET 10)

-- case: 107
VALUES (1, 'a'), (2, 'b')

-- case: 108
WITH RECURSIVE hours(h) AS (SELECT datetime('2024-01-01') UNION ALL SELECT datetime(h, '+1 hour') FROM hours WHERE h < '2024-01-08') SELECT h FROM hours

-- case: 109
WITH RECURSIVE back(day) AS (SELECT date('2024-12-31') UNION ALL SELECT date(day, '-7 days') FROM back WHERE day > '2024-01-01') SELECT day FROM back

-- case: 110
WITH RECURSIVE months(m) AS (SELECT min(date(ordered_at, 'start of month')) FROM orders UNION ALL SELECT date(m, '+1 month') FROM months WHERE m < (SELECT max(ordered_at) FROM orders)) SELECT m FROM months

-- catalog: shop

-- case: 111
WITH RECURSIVE slots(t) AS (SELECT TIMESTAMP '2024-01-01 08:00' UNION ALL SELECT t + INTERVAL '15 minutes' FROM slots WHERE t < TIMESTAMP '2024-01-01 18:00') SELECT s.t, count(o.order_id) FROM slots s LEFT JOIN orders o ON o.ordered_at >= s.t AND o.ordered_at < s.t + INTERVAL '15 minutes' GROUP BY s.t

-- case: 112
WITH RECURSIVE steps(x) AS (SELECT 0.0 UNION ALL SELECT x + 0.25 FROM steps WHERE x < 10) SELECT x, (SELECT count(*) FROM products WHERE weight_kg >= x) AS heavier FROM steps

-- case: 113
WITH RECURSIVE years(y) AS (SELECT 2020 UNION ALL SELECT y + 1 FROM years WHERE y < EXTRACT(year FROM now())) SELECT y, (SELECT sum(total_amount) FROM orders WHERE EXTRACT(year FROM ordered_at) = y) AS revenue FROM years

-- case: 114
WITH RECURSIVE weeks(w) AS (SELECT date_trunc('week', min(ordered_at))::date FROM orders UNION ALL SELECT w + 7 FROM weeks WHERE w < current_date) SELECT w FROM weeks

-- case: 115
WITH RECURSIVE down(n) AS (VALUES (12) UNION ALL SELECT n - 1 FROM down WHERE n > 1) SELECT n, current_date - n * 30 AS about FROM down

-- catalog: sqlite

-- case: 116
VALUES (1, 'a'), (2, 'b') LIMIT 1

-- case: 117
SELECT name FROM products UNION VALUES ('none')

-- case: 118
SELECT a.column1 FROM (VALUES (3), (1), (2) LIMIT 2) AS a

-- case: 119
WITH v (low, high) AS (VALUES (0, 10), (10, 100)) SELECT v.low, count(p.product_id) FROM v LEFT JOIN products p ON p.list_price >= v.low AND p.list_price < v.high GROUP BY v.low
