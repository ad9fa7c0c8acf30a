-- catalog: snowflake

-- case: 001
SELECT date_trunc('month', ordered_at) AS month, SUM(total_amount) AS revenue FROM orders GROUP BY 1 ORDER BY 1

-- case: 002
SELECT DATE_TRUNC(month, ordered_at) AS month, COUNT(*) AS orders FROM orders GROUP BY month ORDER BY month

-- case: 003
SELECT TO_DATE(ordered_at) AS day, COUNT(DISTINCT customer_id) AS buyers FROM orders GROUP BY day ORDER BY day DESC LIMIT 30

-- case: 004
SELECT status, channel, COUNT(*) AS n, SUM(total_amount) AS total FROM orders GROUP BY ALL ORDER BY total DESC

-- case: 005
SELECT country, city, COUNT(*) FROM customers GROUP BY ALL HAVING COUNT(*) > 10

-- case: 006
SELECT * EXCLUDE (email, birth_date) FROM customers LIMIT 100

-- case: 007
SELECT * EXCLUDE email FROM customers

-- case: 008
SELECT * RENAME (first_name AS given_name, last_name AS family_name) FROM customers

-- case: 009
SELECT * EXCLUDE (birth_date) RENAME (email AS mail) FROM customers

-- case: 010
SELECT c.* EXCLUDE (region_id), r.name AS region FROM customers c LEFT JOIN regions r ON r.region_id = c.region_id

-- case: 011
SELECT * ILIKE '%name%' FROM customers

-- case: 012
SELECT * REPLACE (UPPER(name) AS name) FROM products

-- case: 013
SELECT product_id, name, t.value::string AS tag FROM products, LATERAL FLATTEN(input => tags) t

-- case: 014
SELECT p.product_id, f.index, f.value::varchar AS tag FROM products p, LATERAL FLATTEN(INPUT => p.tags) f WHERE f.index < 3

-- case: 015
SELECT f.value::string AS tag, COUNT(*) AS products FROM products p, TABLE(FLATTEN(input => p.tags)) f GROUP BY 1 ORDER BY 2 DESC

-- case: 016
SELECT p.name, a.key, a.value FROM products p, LATERAL FLATTEN(input => p.attributes) a

-- case: 017
SELECT p.name, f.value FROM products p, LATERAL FLATTEN(input => p.attributes, path => 'colors', outer => true) f

-- case: 018
SELECT p.product_id, f.value:name::string AS variant, f.value:price::number(10,2) AS price FROM products p, LATERAL FLATTEN(input => p.attributes:variants) f

-- case: 019
SELECT DISTINCT f.path FROM products p, LATERAL FLATTEN(input => p.attributes, recursive => true) f

-- case: 020
SELECT name FROM products WHERE name LIKE ANY ('%lamp%', '%desk%')

-- case: 021
SELECT name FROM products WHERE name ILIKE ANY ('%lamp%', '%desk%')

-- case: 022
SELECT name FROM products WHERE name LIKE ALL ('%a%', '%e%')

-- case: 023
SELECT name FROM products WHERE name NOT ILIKE '%test%'

-- case: 024
SELECT email FROM customers WHERE NOT email ILIKE ANY ('%@example.com', '%@test.com')

-- case: 025
SELECT name FROM products WHERE name RLIKE '.*lamp.*'

-- case: 026
SELECT customer_id FROM customers WHERE REGEXP_LIKE(email, '.*@(gmail|yahoo)\\.com', 'i')

-- case: 027
SELECT REGEXP_SUBSTR(email, '@(.*)', 1, 1, 'e', 1) AS domain, COUNT(*) FROM customers GROUP BY 1

-- case: 028
SELECT REGEXP_REPLACE(first_name, '[^a-zA-Z]', '') AS clean FROM customers

-- case: 029
SELECT REGEXP_COUNT(body, 'good') AS goods FROM reviews

-- case: 030
SELECT REGEXP_INSTR(title, 'a') FROM reviews

-- case: 031
SELECT column1 AS code, column2 AS label FROM VALUES ('a', 'Alpha'), ('b', 'Beta')

-- case: 032
SELECT * FROM (VALUES (1, 'new'), (2, 'paid')) AS s (id, status)

-- case: 033
SELECT o.status, s.label FROM orders o JOIN (VALUES ('new', 'New'), ('paid', 'Paid')) AS s (status, label) ON s.status = o.status

-- case: 034
SELECT name FROM products ORDER BY name COLLATE 'en-ci'

-- case: 035
SELECT COLLATE(name, 'de') AS n FROM products ORDER BY 1

-- case: 036
SELECT customer_id, total_amount, FIRST_VALUE(total_amount) IGNORE NULLS OVER (PARTITION BY customer_id ORDER BY ordered_at) AS first_amount FROM orders

-- case: 037
SELECT order_id, LAST_VALUE(campaign_id IGNORE NULLS) OVER (PARTITION BY customer_id ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last_campaign FROM orders

-- case: 038
SELECT order_id, LAG(total_amount, 1, 0) IGNORE NULLS OVER (PARTITION BY customer_id ORDER BY ordered_at) AS previous FROM orders

-- case: 039
SELECT order_id, LEAD(ordered_at) RESPECT NULLS OVER (PARTITION BY customer_id ORDER BY ordered_at) FROM orders

-- case: 040
SELECT order_id, NTH_VALUE(total_amount, 2) OVER (PARTITION BY customer_id ORDER BY ordered_at) FROM orders

-- case: 041
SELECT order_id, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total_amount) OVER (PARTITION BY customer_id) AS median_amount FROM orders

-- case: 042
SELECT channel, PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY total_amount) AS p90 FROM orders GROUP BY channel

-- case: 043
SELECT channel, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY total_amount) AS p50 FROM orders GROUP BY channel

-- case: 044
SELECT channel, MEDIAN(total_amount) AS median_amount FROM orders GROUP BY channel

-- case: 045
SELECT order_id, MEDIAN(total_amount) OVER (PARTITION BY channel) FROM orders

-- case: 046
SELECT channel, APPROX_PERCENTILE(total_amount, 0.95) FROM orders GROUP BY channel

-- case: 047
SELECT APPROX_COUNT_DISTINCT(customer_id) FROM orders

-- case: 048
SELECT HLL(customer_id) FROM orders

-- case: 049
SELECT APPROX_TOP_K(status, 5) FROM orders

-- case: 050
SELECT customer_id, SUM(total_amount) AS total FROM orders GROUP BY customer_id QUALIFY RANK() OVER (ORDER BY total DESC) <= 10

-- case: 051
SELECT customer_id, ordered_at, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) AS rn FROM orders QUALIFY rn = 1

-- case: 052
SELECT * FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) = 1

-- case: 053
SELECT unit_price * quantity AS gross, gross * (1 - discount_percent / 100) AS net FROM order_items

-- case: 054
SELECT unit_price * quantity AS gross, gross * (1 - discount_percent / 100) AS net, gross - net AS discount FROM order_items WHERE net > 100

-- case: 055
SELECT YEAR(ordered_at) AS y, COUNT(*) AS n FROM orders WHERE y >= 2022 GROUP BY y ORDER BY y

-- case: 056
SELECT DATEDIFF(day, signed_up_on, CURRENT_DATE()) AS tenure_days, COUNT(*) FROM customers GROUP BY tenure_days

-- case: 057
SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id HAVING n > 5

-- case: 058
SELECT segment, AVG(total_amount) AS aov, aov * 1.1 AS target FROM orders JOIN customers USING (customer_id) GROUP BY segment

-- case: 059
SELECT DATEDIFF('month', MIN(ordered_at), MAX(ordered_at)) AS months FROM orders

-- case: 060
SELECT DATEADD(day, -7, CURRENT_DATE) AS week_ago

-- case: 061
SELECT COUNT(*) FROM orders WHERE ordered_at >= DATEADD(month, -3, DATE_TRUNC('month', CURRENT_TIMESTAMP()))

-- case: 062
SELECT TIMESTAMPDIFF(hour, ordered_at, paid_at) AS hours FROM orders JOIN payments ON payments.order_id = orders.order_id

-- case: 063
SELECT TIMEDIFF(minute, ordered_at, CURRENT_TIMESTAMP) FROM orders

-- case: 064
SELECT ordered_at::date AS day, total_amount::int AS amount FROM orders

-- case: 065
SELECT DAYNAME(ordered_at) AS weekday, HOUR(ordered_at) AS hr, COUNT(*) FROM orders GROUP BY 1, 2

-- case: 066
SELECT MONTHNAME(ordered_at), DAYOFWEEKISO(ordered_at), WEEKISO(ordered_at), QUARTER(ordered_at) FROM orders

-- case: 067
SELECT LAST_DAY(ordered_at, 'month'), LAST_DAY(ordered_at) FROM orders

-- case: 068
SELECT NEXT_DAY(CURRENT_DATE, 'fr'), PREVIOUS_DAY(CURRENT_DATE, 'mo')

-- case: 069
SELECT EXTRACT(dayofweek FROM ordered_at) FROM orders

-- case: 070
SELECT DATE_PART(epoch_second, ordered_at), DATE_PART('week', ordered_at) FROM orders

-- case: 071
SELECT TO_CHAR(ordered_at, 'YYYY-MM') AS ym, SUM(total_amount) FROM orders GROUP BY ym

-- case: 072
SELECT TO_VARCHAR(total_amount, '999,999.00'), TO_VARCHAR(ordered_at, 'DD Mon YYYY HH24:MI') FROM orders

-- case: 073
SELECT TO_TIMESTAMP_NTZ('2024-01-01 10:00:00'), TO_TIMESTAMP('2024-01-01', 'YYYY-MM-DD')

-- case: 074
SELECT CONVERT_TIMEZONE('UTC', 'Europe/Vienna', ordered_at) AS local_time FROM orders

-- case: 075
SELECT CONVERT_TIMEZONE('America/New_York', ordered_at) FROM orders

-- case: 076
SELECT TIME_SLICE(ordered_at, 15, 'MINUTE', 'START') AS slot, COUNT(*) FROM orders GROUP BY slot

-- case: 077
SELECT DATE_FROM_PARTS(2024, 1, 31), TIMESTAMP_FROM_PARTS(2024, 1, 31, 10, 0, 0)

-- case: 078
SELECT MONTHS_BETWEEN(CURRENT_DATE, signed_up_on), ADD_MONTHS(signed_up_on, 12) FROM customers

-- case: 079
SELECT IFF(total_amount > 100, 'big', 'small') AS size, COUNT(*) FROM orders GROUP BY 1

-- case: 080
SELECT NVL(city, 'unknown') AS city, NVL2(email, 1, 0) AS has_email, IFNULL(country, 'n/a'), ZEROIFNULL(region_id), NULLIFZERO(region_id) FROM customers

-- case: 081
SELECT DECODE(status, 'new', 1, 'paid', 2, 0) FROM orders

-- case: 082
SELECT EQUAL_NULL(store_id, campaign_id) FROM orders

-- case: 083
SELECT DIV0(SUM(total_amount), COUNT(*)), DIV0NULL(SUM(total_amount), 0) FROM orders

-- case: 084
SELECT COUNT_IF(is_gift) AS gifts, SUM(IFF(status = 'paid', total_amount, 0)) AS paid FROM orders

-- case: 085
SELECT BOOLOR_AGG(is_gift), BOOLAND_AGG(is_gift), BOOLXOR_AGG(is_gift) FROM orders

-- case: 086
SELECT OBJECT_CONSTRUCT('id', customer_id, 'name', first_name || ' ' || last_name) AS customer FROM customers

-- case: 087
SELECT OBJECT_CONSTRUCT(*) FROM customers

-- case: 088
SELECT OBJECT_AGG(name, list_price::variant) FROM products

-- case: 089
SELECT customer_id, ARRAY_AGG(order_id) WITHIN GROUP (ORDER BY ordered_at) AS orders FROM orders GROUP BY customer_id

-- case: 090
SELECT customer_id, ARRAY_AGG(DISTINCT status) FROM orders GROUP BY customer_id

-- case: 091
SELECT customer_id, LISTAGG(DISTINCT status, ', ') WITHIN GROUP (ORDER BY status) AS statuses FROM orders GROUP BY customer_id

-- case: 092
SELECT LISTAGG(name, ' | ') FROM categories

-- case: 093
SELECT ARRAY_SIZE(tags), ARRAY_CONTAINS('new'::variant, tags), ARRAY_TO_STRING(tags, ', ') FROM products

-- case: 094
SELECT ARRAY_CONSTRUCT(1, 2, 3), ARRAY_CAT(tags, ARRAY_CONSTRUCT('x')), ARRAY_DISTINCT(tags), ARRAY_INTERSECTION(tags, tags) FROM products

-- case: 095
SELECT ARRAY_UNIQUE_AGG(customer_id) FROM orders

-- case: 096
SELECT attributes:color::string AS color, attributes:size.width::float AS width FROM products

-- case: 097
SELECT attributes:dims[0]::number AS d0, attributes['color']::varchar FROM products WHERE attributes:color = 'red'

-- case: 098
SELECT PARSE_JSON('{"a": {"b": [1, 2]}}'):a.b[0]::string AS b

-- case: 099
SELECT TRY_PARSE_JSON(body) FROM reviews

-- case: 100
SELECT GET_PATH(attributes, 'size.width'), GET(tags, 0), JSON_EXTRACT_PATH_TEXT(attributes, 'color') FROM products

-- case: 101
SELECT TYPEOF(attributes:size), IS_INTEGER(attributes:size), AS_INTEGER(attributes:size), OBJECT_KEYS(attributes) FROM products

-- case: 102
SELECT TRY_TO_NUMBER(title), TRY_TO_DATE(title), TRY_TO_TIMESTAMP(title), TRY_TO_BOOLEAN(title), TRY_TO_DECIMAL(title, 10, 2), TRY_TO_DOUBLE(title) FROM reviews

-- case: 103
SELECT TRY_CAST(title AS INT), TRY_CAST(title AS DATE) FROM reviews

-- case: 104
SELECT order_id, CONDITIONAL_TRUE_EVENT(status = 'new') OVER (PARTITION BY customer_id ORDER BY ordered_at) AS session_id FROM orders

-- case: 105
SELECT order_id, CONDITIONAL_CHANGE_EVENT(status) OVER (PARTITION BY customer_id ORDER BY ordered_at) FROM orders

-- case: 106
SELECT channel, SUM(total_amount) AS s, RATIO_TO_REPORT(s) OVER () AS share FROM orders GROUP BY channel

-- case: 107
SELECT order_id, RATIO_TO_REPORT(total_amount) OVER (PARTITION BY channel) FROM orders

-- case: 108
SELECT WIDTH_BUCKET(total_amount, 0, 1000, 10) AS bucket, COUNT(*) FROM orders GROUP BY bucket ORDER BY bucket

-- case: 109
SELECT customer_id FROM customers MINUS SELECT customer_id FROM orders

-- case: 110
SELECT customer_id FROM customers EXCEPT SELECT customer_id FROM orders

-- case: 111
SELECT customer_id FROM customers INTERSECT SELECT customer_id FROM orders

-- case: 112
SELECT $$it's$$ AS quoted, $$a\nb$$ AS raw

-- case: 113
SELECT COUNT(*) FROM orders WHERE store_id IS DISTINCT FROM campaign_id

-- case: 114
SELECT COUNT(*) FROM orders WHERE store_id IS NOT DISTINCT FROM campaign_id

-- case: 115
SELECT channel, status, SUM(total_amount) FROM orders GROUP BY ROLLUP (channel, status)

-- case: 116
SELECT channel, status, SUM(total_amount) FROM orders GROUP BY CUBE (channel, status)

-- case: 117
SELECT channel, status, GROUPING(channel) AS g, GROUPING_ID(channel, status) AS gid, SUM(total_amount) FROM orders GROUP BY GROUPING SETS ((channel), (status), ())

-- case: 118
WITH RECURSIVE tree AS (SELECT category_id, name, parent_id, 1 AS depth FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, c.name, c.parent_id, t.depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.category_id WHERE t.depth < 10) SELECT * FROM tree

-- case: 119
WITH tree (category_id, name, depth) AS (SELECT category_id, name, 1 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.category_id, c.name, t.depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.category_id WHERE t.depth < 8) SELECT name, depth FROM tree

-- case: 120
WITH RECURSIVE days AS (SELECT '2024-01-01'::date AS d UNION ALL SELECT DATEADD(day, 1, d) FROM days WHERE d < '2024-12-31'::date) SELECT d FROM days

-- case: 121
SELECT ordered_at, total_amount, AVG(total_amount) OVER (ORDER BY ordered_at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS moving_average FROM orders

-- case: 122
SELECT ordered_at::date AS day, SUM(SUM(total_amount)) OVER (ORDER BY ordered_at::date ROWS UNBOUNDED PRECEDING) AS running FROM orders GROUP BY day

-- case: 123
SELECT ordered_at::date AS d, SUM(total_amount) OVER (ORDER BY d RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) FROM orders

-- case: 124
SELECT DATEADD(day, SEQ4(), '2024-01-01'::date) AS day FROM TABLE(GENERATOR(ROWCOUNT => 365))

-- case: 125
SELECT DATEADD('day', ROW_NUMBER() OVER (ORDER BY NULL) - 1, '2024-01-01'::date) AS day FROM TABLE(GENERATOR(ROWCOUNT => 365))

-- case: 126
WITH days AS (SELECT DATEADD(day, ROW_NUMBER() OVER (ORDER BY SEQ4()) - 1, DATE '2024-01-01') AS day FROM TABLE(GENERATOR(ROWCOUNT => 366))) SELECT days.day, COALESCE(SUM(o.total_amount), 0) AS revenue FROM days LEFT JOIN orders o ON o.ordered_at::date = days.day GROUP BY days.day ORDER BY days.day

-- case: 127
SELECT TOP 10 customer_id, SUM(total_amount) AS total FROM orders GROUP BY customer_id ORDER BY total DESC

-- case: 128
SELECT * FROM (SELECT channel, status, total_amount FROM orders) PIVOT (SUM(total_amount) FOR status IN ('new', 'paid', 'shipped')) AS p

-- case: 129
SELECT * FROM (SELECT customer_id, channel, order_id FROM orders) PIVOT (COUNT(order_id) FOR channel IN ('web', 'store')) AS p (customer_id, web, store)

-- case: 130
SELECT * FROM (SELECT product_id, list_price, weight_kg FROM products) UNPIVOT (amount FOR measure IN (list_price, weight_kg))

-- case: 131
SELECT LEFT(email, CHARINDEX('@', email) - 1) AS local_part FROM customers

-- case: 132
SELECT SPLIT_PART(email, '@', 2) AS domain, COUNT(*) AS n FROM customers GROUP BY domain ORDER BY n DESC

-- case: 133
SELECT SPLIT(name, ' ')[0]::string AS first_word FROM products

-- case: 134
SELECT INITCAP(first_name), UPPER(last_name), LOWER(email), TRIM(city), LTRIM(city), RTRIM(city), LENGTH(city), LEN(city) FROM customers

-- case: 135
SELECT CONCAT(first_name, ' ', last_name) AS full_name, CONCAT_WS(', ', city, country) FROM customers

-- case: 136
SELECT SUBSTR(email, 1, 3), SUBSTRING(email, 2), LEFT(email, 2), RIGHT(email, 4), REPLACE(email, '@', ' at '), TRANSLATE(email, 'abc', 'xyz') FROM customers

-- case: 137
SELECT CONTAINS(email, 'gmail'), STARTSWITH(email, 'a'), ENDSWITH(email, '.com'), POSITION('@' IN email), POSITION('@', email) FROM customers

-- case: 138
SELECT LPAD(order_id::string, 8, '0'), RPAD(status, 10) FROM orders

-- case: 139
SELECT MD5(email), SHA2(email, 256), SHA1(email), HASH(email) FROM customers

-- case: 140
SELECT ROUND(total_amount, 2), TRUNC(total_amount), CEIL(total_amount), FLOOR(total_amount), ABS(total_amount), SQRT(total_amount), POWER(total_amount, 2), LN(total_amount), LOG(10, total_amount), EXP(1), MOD(order_id, 10), SIGN(total_amount) FROM orders WHERE total_amount > 0

-- case: 141
SELECT GREATEST(shipping_fee, total_amount), LEAST(shipping_fee, total_amount), GREATEST_IGNORE_NULLS(shipping_fee, total_amount) FROM orders

-- case: 142
SELECT STDDEV(total_amount), VARIANCE(total_amount), CORR(shipping_fee, total_amount), KURTOSIS(total_amount), SKEW(total_amount), MODE(status) FROM orders

-- case: 143
SELECT MIN_BY(order_id, ordered_at), MAX_BY(order_id, ordered_at), ANY_VALUE(status) FROM orders GROUP BY customer_id

-- case: 144
SELECT REGR_SLOPE(total_amount, shipping_fee), REGR_R2(total_amount, shipping_fee), COVAR_SAMP(total_amount, shipping_fee) FROM orders

-- case: 145
SELECT CASE WHEN rating >= 4 THEN 'good' WHEN rating = 3 THEN 'fair' ELSE 'poor' END AS mood, COUNT(*) AS n, n / SUM(n) OVER () AS share FROM reviews GROUP BY mood

-- case: 146
SELECT NTILE(4) OVER (ORDER BY total_amount) AS quartile, order_id FROM orders

-- case: 147
SELECT order_id, CUME_DIST() OVER (ORDER BY total_amount), PERCENT_RANK() OVER (ORDER BY total_amount), DENSE_RANK() OVER (ORDER BY total_amount) FROM orders

-- case: 148
SELECT COUNT(DISTINCT customer_id, channel) FROM orders

-- case: 149
SELECT COUNT(DISTINCT CASE WHEN is_gift THEN customer_id END) AS gift_buyers FROM orders

-- case: 150
WITH first_orders AS (SELECT customer_id, MIN(DATE_TRUNC('month', ordered_at)) AS cohort FROM orders GROUP BY 1), activity AS (SELECT o.customer_id, f.cohort, DATEDIFF('month', f.cohort, o.ordered_at) AS month_number FROM orders o JOIN first_orders f USING (customer_id)) SELECT cohort, month_number, COUNT(DISTINCT customer_id) AS customers FROM activity GROUP BY 1, 2 ORDER BY 1, 2

-- case: 151
WITH base AS (SELECT customer_id, ordered_at, LAG(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS previous_at FROM orders) SELECT customer_id, AVG(DATEDIFF('day', previous_at, ordered_at)) AS gap FROM base WHERE previous_at IS NOT NULL GROUP BY customer_id

-- case: 152
WITH rfm AS (SELECT customer_id, DATEDIFF(day, MAX(ordered_at), CURRENT_TIMESTAMP()) AS recency, COUNT(*) AS frequency, SUM(total_amount) AS monetary, NTILE(5) OVER (ORDER BY recency DESC) AS r, NTILE(5) OVER (ORDER BY frequency) AS f FROM orders GROUP BY customer_id) SELECT r, f, COUNT(*) FROM rfm GROUP BY ALL

-- case: 153
SELECT c.segment, SUM(o.total_amount) AS revenue, LAG(revenue) OVER (PARTITION BY c.segment ORDER BY DATE_TRUNC('year', o.ordered_at)) AS last_year, revenue / NULLIF(last_year, 0) - 1 AS growth FROM orders o JOIN customers c ON c.customer_id = o.customer_id GROUP BY c.segment, DATE_TRUNC('year', o.ordered_at)

-- case: 154
SELECT name, list_price, list_price - AVG(list_price) OVER (PARTITION BY category_id) AS difference FROM products QUALIFY difference > 0

-- case: 155
SELECT customer_id, SUM(total_amount) total FROM orders GROUP BY customer_id HAVING total > 1000 ORDER BY total DESC NULLS LAST

-- case: 156
SELECT department, COUNT(*) AS "Headcount", AVG(salary)::NUMBER(12,2) AS "Average salary" FROM employees GROUP BY department ORDER BY "Average salary" DESC

-- case: 157
SELECT e.first_name, m.first_name AS manager FROM employees e LEFT OUTER JOIN employees m ON m.employee_id = e.manager_id

-- case: 158
SELECT s.name, COUNT(o.order_id) FROM stores s NATURAL JOIN orders o GROUP BY s.name

-- case: 159
SELECT * FROM customers WHERE customer_id IN (SELECT customer_id FROM orders WHERE total_amount > 500)

-- case: 160
SELECT c.customer_id FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id AND o.status = 'paid')

-- case: 161
SELECT c.customer_id, (SELECT MAX(o.ordered_at) FROM orders o WHERE o.customer_id = c.customer_id) AS last_order FROM customers c

-- case: 162
SELECT c.customer_id, o.order_id FROM customers c, LATERAL (SELECT order_id FROM orders o WHERE o.customer_id = c.customer_id ORDER BY ordered_at DESC LIMIT 1) o

-- case: 163
SELECT a.customer_id, b.customer_id FROM customers a CROSS JOIN regions b2 JOIN customers b ON b.region_id = b2.region_id LIMIT 5

-- case: 164
SELECT COALESCE(a.order_id, b.order_id) FROM orders a FULL OUTER JOIN payments b ON a.order_id = b.order_id

-- case: 165
SELECT * FROM orders WHERE ordered_at BETWEEN '2024-01-01' AND '2024-06-30' AND status IN ('paid', 'shipped') AND channel <> 'web'

-- case: 166
SELECT * FROM orders WHERE ordered_at >= '2024-01-01'::timestamp_ntz AND ordered_at < TO_DATE('2024-02-01')

-- case: 167
SELECT * FROM orders WHERE (customer_id, status) IN ((1, 'new'), (2, 'paid'))

-- case: 168
SELECT total_amount::variant, 1::number(38,0), 'x'::string, '1.5'::float, 1::boolean, '2024-01-01'::timestamp_tz, '12:00'::time, NULL::object, NULL::array FROM orders

-- case: 169
SELECT 1 AS x, x + 1 AS y, y * 2 AS z

-- case: 170
SELECT ordered_at + INTERVAL '1 day', ordered_at - INTERVAL '2 hours, 30 minutes', ordered_at + INTERVAL '1 year, 3 months' FROM orders

-- case: 171
SELECT DATEADD(hour, 2, ordered_at), TIMESTAMPADD(minute, 5, ordered_at), TIMEADD(second, 1, ordered_at) FROM orders

-- case: 172
SELECT ordered_at::date - signed_up_on AS days FROM orders JOIN customers USING (customer_id)

-- case: 173
SELECT p.name, SUM(oi.line_total) AS revenue, SUM(revenue) OVER (ORDER BY revenue DESC) AS running FROM order_items oi JOIN products p ON p.product_id = oi.product_id GROUP BY p.name

-- case: 174
SELECT CURRENT_DATE, CURRENT_TIMESTAMP, SYSDATE(), GETDATE(), LOCALTIMESTAMP

-- case: 175
SELECT UNIFORM(1, 10, RANDOM()) AS r FROM orders

-- case: 176
SELECT * FROM customers ORDER BY RANDOM() LIMIT 10

-- case: 177
SELECT BITAND(order_id, 1), BITOR(order_id, 2), BITSHIFTLEFT(order_id, 1) FROM orders

-- case: 178
SELECT HAVERSINE(48.2, 16.37, 47.07, 15.44)

-- case: 179
SELECT EDITDISTANCE(first_name, last_name), JAROWINKLER_SIMILARITY(first_name, last_name), SOUNDEX(last_name) FROM customers

-- case: 180
SELECT STRTOK(email, '@', 1), STRTOK_TO_ARRAY(name, ' ') FROM customers JOIN products ON TRUE LIMIT 3

-- case: 181
SELECT t.value FROM TABLE(SPLIT_TO_TABLE('a,b,c', ',')) t

-- case: 182
SELECT p.name, s.value FROM products p, LATERAL SPLIT_TO_TABLE(p.name, ' ') s

-- case: 183
SELECT order_id, total_amount FROM orders ORDER BY ALL

-- case: 184
SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY COUNT(*) DESC, 1

-- case: 185
SELECT ZEROIFNULL(SUM(total_amount)) AS total, total / NULLIF(COUNT(*), 0) FROM orders WHERE DATE_TRUNC('day', ordered_at) = CURRENT_DATE - 1

-- case: 186
SELECT o.channel, COUNT(DISTINCT o.order_id) AS orders, SUM(oi.quantity) AS units, units / orders AS units_per_order FROM orders o JOIN order_items oi ON o.order_id = oi.order_id WHERE o.ordered_at >= DATEADD('year', -1, CURRENT_DATE()) GROUP BY o.channel

-- case: 187
SELECT TO_DOUBLE('1.5'), TO_NUMBER('12'), TO_DECIMAL('1.25', 10, 2), TO_BOOLEAN('yes'), TO_TIME('12:00'), TO_VARIANT(1), TO_ARRAY(1), TO_JSON(attributes) FROM products

-- case: 188
SELECT region_id, COUNT(*) AS customers, SUM(CASE WHEN newsletter THEN 1 ELSE 0 END) AS subscribed, ROUND(100 * subscribed / customers, 1) AS percent_subscribed FROM customers GROUP BY region_id

-- case: 189
SELECT DATE_TRUNC('week', ordered_at)::date AS week, channel, SUM(total_amount) AS revenue, revenue - LAG(revenue) OVER (PARTITION BY channel ORDER BY week) AS change FROM orders GROUP BY week, channel ORDER BY week, channel

-- case: 190
SELECT x.customer_id, x.days_since FROM (SELECT customer_id, DATEDIFF(day, MAX(ordered_at), CURRENT_DATE) AS days_since FROM orders GROUP BY customer_id) x WHERE x.days_since > 90

-- case: 191
(SELECT 'web' AS channel, COUNT(*) AS n FROM orders WHERE channel = 'web') UNION ALL (SELECT 'store', COUNT(*) FROM orders WHERE channel = 'store') ORDER BY n

-- case: 192
SELECT SUM(quantity) OVER (PARTITION BY order_id ORDER BY line_number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM order_items

-- case: 193
SELECT LAST_VALUE(status) OVER (PARTITION BY customer_id ORDER BY ordered_at RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM orders

-- case: 194
SELECT 'Total' AS label, SUM(total_amount) FROM orders HAVING SUM(total_amount) > 0

-- case: 195
SELECT first_name, last_name FROM customers WHERE city IN ('Vienna', 'Graz') AND birth_date < DATEADD(year, -18, CURRENT_DATE) AND email IS NOT NULL ORDER BY last_name, first_name LIMIT 50 OFFSET 100

-- case: 196
SELECT product_id, AVG(rating) AS avg_rating, COUNT(*) AS reviews FROM reviews GROUP BY product_id HAVING reviews >= 5 AND avg_rating > 4 ORDER BY avg_rating DESC LIMIT 20

-- case: 197
SELECT 1 = 1 AND NOT 2 != 3 OR 5 % 2 = 1, 'a' || 'b', -5, +3, 7 / 2

-- case: 198
SELECT TRUE, FALSE, NULL, 1e3, .5, 'it''s', 'a\'b', '\t'

-- case: 199
SELECT NVL(attributes:color::string, 'none') AS color, COUNT(*) AS n, RATIO_TO_REPORT(COUNT(*)) OVER () AS share FROM products GROUP BY color ORDER BY n DESC

-- case: 200
SELECT f.value:sku::string AS sku, SUM(f.value:qty::int) AS qty FROM products p, LATERAL FLATTEN(input => PARSE_JSON(p.attributes):items) f GROUP BY sku

-- case: 201
SELECT CASE status WHEN 'new' THEN 'N' WHEN 'paid' THEN 'P' ELSE '?' END AS letter FROM orders

-- case: 202
SELECT customer_id, ordered_at, SUM(total_amount) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS ltv FROM orders QUALIFY ltv > 1000 AND ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at) <= 3

-- case: 203
SELECT TO_CHAR(DATE_TRUNC('quarter', ordered_at), 'YYYY') || '-Q' || QUARTER(ordered_at) AS quarter_label, SUM(total_amount) FROM orders GROUP BY quarter_label

-- case: 204
SELECT FLOOR(DATEDIFF('day', birth_date, CURRENT_DATE) / 365.25 / 10) * 10 AS decade, COUNT(*) FROM customers GROUP BY decade ORDER BY decade

-- case: 205
SELECT SQUARE(2), CBRT(27), PI(), DEGREES(PI()), RADIANS(180), SIN(0), COS(0), TAN(0), ATAN2(1, 1), FACTORIAL(5)

-- case: 206
SELECT ARRAY_SLICE(tags, 0, 2), ARRAY_COMPACT(tags), ARRAY_POSITION('a'::variant, tags), ARRAYS_OVERLAP(tags, tags), ARRAY_APPEND(tags, 'x'), ARRAY_SORT(tags) FROM products

-- case: 207
SELECT OBJECT_DELETE(attributes, 'color'), OBJECT_INSERT(attributes, 'x', 1), OBJECT_PICK(attributes, 'color') FROM products

-- case: 208
SELECT st.name, st.city, COUNT_IF(o.status = 'paid') AS paid, COUNT_IF(o.status = 'cancelled') AS cancelled, DIV0(cancelled, paid + cancelled) AS cancel_rate FROM stores st JOIN orders o ON o.store_id = st.store_id GROUP BY st.name, st.city QUALIFY RANK() OVER (ORDER BY cancel_rate DESC) <= 5

-- case: 209
WITH monthly AS (SELECT DATE_TRUNC('MONTH', ordered_at) AS month, SUM(total_amount) AS revenue FROM orders GROUP BY 1) SELECT month, revenue, SUM(revenue) OVER (ORDER BY month) AS ytd, revenue / LAG(revenue, 12) OVER (ORDER BY month) - 1 AS yoy FROM monthly ORDER BY month

-- case: 210
SELECT * FROM shop.orders o INNER JOIN shop.customers c ON o.customer_id = c.customer_id WHERE c.country = 'AT'

-- case: 211
SELECT "ORDER_ID" AS "order id", o."STATUS" FROM "SHOP"."ORDERS" o

-- case: 212
SELECT LOWER(TRIM(email)) AS email, COUNT(*) AS n FROM customers GROUP BY LOWER(TRIM(email)) HAVING COUNT(*) > 1

-- case: 213
SELECT customer_id, MAX(ordered_at) AS last_order_at, DATEDIFF('day', last_order_at, CURRENT_TIMESTAMP) AS days_ago, IFF(days_ago > 180, 'churned', 'active') AS state FROM orders GROUP BY customer_id

-- case: 214
SELECT COUNT(*) AS total, COUNT(email) AS with_email, ROUND(with_email / total * 100, 2) AS pct FROM customers

-- case: 215
SELECT CAST(total_amount AS DECIMAL(18, 4)), CAST(ordered_at AS VARCHAR(10)) FROM orders

-- case: 216
SELECT e.department, LISTAGG(e.last_name, ', ') WITHIN GROUP (ORDER BY e.salary DESC) OVER (PARTITION BY e.department) AS names FROM employees e

-- case: 217
SELECT ARRAY_AGG(OBJECT_CONSTRUCT('product', product_id, 'qty', quantity)) WITHIN GROUP (ORDER BY line_number) FROM order_items GROUP BY order_id

-- case: 218
SELECT ordered_at::date AS day FROM orders GROUP BY ordered_at::date HAVING SUM(total_amount) > (SELECT AVG(total_amount) FROM orders)

-- case: 219
SELECT 100.0 * SUM(IFF(is_gift, 1, 0)) / COUNT(*) AS gift_pct FROM orders WHERE YEAR(ordered_at) = YEAR(CURRENT_DATE()) AND MONTH(ordered_at) <= MONTH(CURRENT_DATE())

-- case: 220
SELECT * FROM (SELECT product_id, list_price, weight_kg FROM products) UNPIVOT INCLUDE NULLS (amount FOR measure IN (list_price AS 'price', weight_kg)) AS u

-- case: 221
SELECT q.* EXCLUDE channel FROM orders PIVOT (SUM(total_amount) FOR status IN ('new' AS new_total, 'paid') DEFAULT ON NULL (0)) AS q

-- case: 222
SELECT name, LISTAGG(f.value::string, ',') FROM products, LATERAL FLATTEN(tags) f GROUP BY ALL ORDER BY ALL DESC NULLS LAST

-- case: 223
SELECT * EXCLUDE (email) REPLACE (UPPER(city) AS city) RENAME (city AS town) FROM customers

-- case: 224
SELECT total_amount * 2 AS double_total FROM orders ORDER BY double_total + 1, ABS(double_total)

-- case: 225
SELECT c.customer_id, f.seq, f.this FROM customers c INNER JOIN LATERAL FLATTEN(INPUT => ARRAY_CONSTRUCT(c.city, c.country), MODE => 'array', RECURSIVE => TRUE) f ON TRUE

-- case: 226
WITH s AS (SELECT * FROM VALUES ('a', 1), ('b', 2) AS t (letter, rank)) SELECT letter FROM s WHERE rank > 1

-- case: 227
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 10)) g, TABLE(GENERATOR(ROWCOUNT => 20)) h

-- case: 228
SELECT status, COUNT(DISTINCT customer_id) n, CASE WHEN n > 3 THEN 'many' ELSE 'few' END AS many FROM orders GROUP BY ALL HAVING n > 1 QUALIFY ROW_NUMBER() OVER (ORDER BY n DESC) <= 3

-- case: 229
SELECT p.product_id, f.key FROM products p LEFT JOIN LATERAL FLATTEN(input => p.attributes, outer => TRUE) f ON TRUE

-- case: 230
SELECT p.product_id, f.value FROM products p CROSS JOIN TABLE(FLATTEN(p.tags)) f

-- case: 231
SELECT NTH_VALUE(total_amount, 2) IGNORE NULLS OVER (PARTITION BY customer_id ORDER BY ordered_at) FROM orders

-- case: 232
SELECT ARRAY_CONSTRUCT(1, 'a', NULL)[1]::string, [1, 2, 3][0]

-- case: 233
SELECT r.* EXCLUDE (region_id, name), c.* RENAME name AS category FROM regions r CROSS JOIN categories c

-- case: 234
SELECT * ILIKE '%_id' REPLACE (customer_id + 1 AS customer_id) FROM orders

-- case: 235
SELECT UPPER(name) AS name, LENGTH(name) AS letters FROM products WHERE name LIKE 'A%' GROUP BY name

-- case: 236
SELECT customer_id AS buyer, (SELECT MAX(total_amount) FROM orders o WHERE o.customer_id = c.customer_id) AS best FROM customers c WHERE best > 100

-- case: 237
SELECT x.total, x.total / 2 AS half FROM (SELECT SUM(total_amount) AS total FROM orders) x

-- case: 238
SELECT status, SUM(total_amount) AS total_amount FROM orders GROUP BY status HAVING SUM(total_amount) > 100

-- case: 239
SELECT ROW_NUMBER() OVER (ORDER BY SEQ4()) AS n, UNIFORM(1, 100, RANDOM(42)) AS u FROM TABLE(GENERATOR(ROWCOUNT => 1000))

-- case: 240
SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 100000))

-- case: 241
SELECT f.path, TYPEOF(f.value) AS type, COUNT(*) AS n FROM products, LATERAL FLATTEN(attributes, RECURSIVE => TRUE) f WHERE type <> 'OBJECT' GROUP BY ALL

-- case: 242
SELECT name COLLATE 'de-ai-ci' AS n FROM products WHERE COLLATE(name, 'en-ci') = 'lamp' ORDER BY n

-- case: 243
SELECT status FROM orders WHERE status ILIKE ANY ('%paid%') AND channel LIKE ALL ('w%')

-- case: 244
SELECT EXTRACT(weekiso FROM ordered_at), EXTRACT('epoch_second' FROM ordered_at) FROM orders

-- catalog: snowflake-lists

-- case: 245
SELECT * FROM customers

-- case: 246
SELECT * EXCLUDE (birth_date, region_id) FROM customers

-- case: 247
SELECT * ILIKE '%name' RENAME (first_name AS given_name) FROM customers

-- case: 248
SELECT OBJECT_CONSTRUCT(*) FROM customers

-- case: 249
SELECT * FROM employees ORDER BY ALL

-- case: 250
SELECT city, COUNT(*) AS n, n / 2 AS half FROM customers GROUP BY ALL

-- case: 251
SELECT f.value FROM products p, LATERAL FLATTEN(p.tags) f

-- case: 252
SELECT * FROM employees PIVOT (COUNT(employee_id) FOR department IN ('sales', 'support'))

-- case: 253
SELECT * FROM customers UNPIVOT (name FOR kind IN (first_name, last_name))

-- case: 254
SELECT c.* RENAME city AS email FROM customers c
