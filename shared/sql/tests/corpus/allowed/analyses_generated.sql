-- catalog: shop

-- case: 0001
SELECT coalesce(x.store_id, 0) AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0002
SELECT coalesce(x.store_id, 0) AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0003
SELECT upper(x.channel) AS part, count(*) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0004
SELECT upper(x.channel) AS part, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0005
SELECT x.status AS part, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0006
SELECT coalesce(x.store_id, 0) AS part, x.status AS other, count(*) AS value, max(x.total_amount) - min(x.total_amount) AS second FROM orders x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0007
SELECT x.status AS part, CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS other, sum(x.total_amount) AS value, avg(x.total_amount - x.shipping_fee) AS second FROM orders x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0008
SELECT x.total_amount > 100 AS part, x.status AS other, sum(x.total_amount) AS value, round(stddev(x.total_amount), 2) AS second FROM orders x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0009
SELECT coalesce(x.store_id, 0) AS part, upper(x.channel) AS other, avg(x.total_amount - x.shipping_fee) AS value, sum(x.total_amount) AS second FROM orders x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0010
SELECT x.total_amount > 100 AS part, coalesce(x.store_id, 0) AS other, avg(x.total_amount - x.shipping_fee) AS value, max(x.total_amount) - min(x.total_amount) AS second FROM orders x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0011
SELECT x.status AS part, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.channel LIKE 'w%' OR x.status = 'paid' GROUP BY x.status ORDER BY 2 DESC LIMIT 10

-- case: 0012
SELECT x.total_amount > 100 AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE NOT x.is_gift OR x.total_amount BETWEEN 10 AND 500 GROUP BY x.total_amount > 100 ORDER BY 2 DESC LIMIT 10

-- case: 0013
SELECT coalesce(x.store_id, 0) AS part, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' OR x.total_amount BETWEEN 10 AND 500 GROUP BY coalesce(x.store_id, 0) ORDER BY 2 DESC LIMIT 10

-- case: 0014
SELECT upper(x.channel) AS part, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 OR NOT x.is_gift GROUP BY upper(x.channel) ORDER BY 2 DESC LIMIT 10

-- case: 0015
SELECT x.total_amount > 100 AS part, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' OR x.campaign_id IS NULL AND x.channel <> 'test' GROUP BY x.total_amount > 100 ORDER BY 2 DESC LIMIT 10

-- case: 0016
WITH base AS (SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0017
WITH base AS (SELECT coalesce(x.store_id, 0) AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE x.channel LIKE 'w%' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0018
WITH base AS (SELECT coalesce(x.store_id, 0) AS part, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0019
WITH base AS (SELECT x.total_amount > 100 AS part, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0020
WITH base AS (SELECT x.status AS part, sum(x.total_amount) AS value FROM orders x WHERE x.status = 'paid' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0021
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, count(*) AS value FROM orders x GROUP BY 1) s

-- case: 0022
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.total_amount > 100 AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x GROUP BY 1) s

-- case: 0023
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT EXTRACT(year FROM x.ordered_at) AS part, round(stddev(x.total_amount), 2) AS value FROM orders x GROUP BY 1) s

-- case: 0024
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT upper(x.channel) AS part, round(stddev(x.total_amount), 2) AS value FROM orders x GROUP BY 1) s

-- case: 0025
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT coalesce(x.store_id, 0) AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x GROUP BY 1) s

-- case: 0026
SELECT EXTRACT(year FROM x.ordered_at) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY EXTRACT(year FROM x.ordered_at)

-- case: 0027
SELECT coalesce(x.store_id, 0) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY coalesce(x.store_id, 0)

-- case: 0028
SELECT upper(x.channel) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY upper(x.channel)

-- case: 0029
SELECT EXTRACT(year FROM x.ordered_at) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x WHERE x.channel LIKE 'w%' GROUP BY EXTRACT(year FROM x.ordered_at)

-- case: 0030
SELECT * FROM (SELECT upper(x.channel) AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY upper(x.channel) ORDER BY x.total_amount DESC) AS place FROM orders x WHERE x.status = 'paid') r WHERE place <= 3

-- case: 0031
SELECT * FROM (SELECT EXTRACT(year FROM x.ordered_at) AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY EXTRACT(year FROM x.ordered_at) ORDER BY x.total_amount DESC) AS place FROM orders x WHERE x.status IN ('paid', 'shipped')) r WHERE place <= 3

-- case: 0032
SELECT * FROM (SELECT coalesce(x.store_id, 0) AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY coalesce(x.store_id, 0) ORDER BY x.total_amount DESC) AS place FROM orders x WHERE x.status IN ('paid', 'shipped')) r WHERE place <= 3

-- case: 0033
SELECT * FROM (SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END ORDER BY x.total_amount DESC) AS place FROM orders x WHERE x.status = 'paid') r WHERE place <= 3

-- case: 0034
SELECT * FROM (SELECT EXTRACT(year FROM x.ordered_at) AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY EXTRACT(year FROM x.ordered_at) ORDER BY x.total_amount DESC) AS place FROM orders x WHERE x.status = 'paid') r WHERE place <= 3

-- case: 0035
SELECT x.ordered_at AS moment, max(x.total_amount) - min(x.total_amount) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x GROUP BY x.ordered_at ORDER BY 1

-- case: 0036
SELECT x.ordered_at AS moment, count(*) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x GROUP BY x.ordered_at ORDER BY 1

-- case: 0037
SELECT x.ordered_at AS moment, round(stddev(x.total_amount), 2) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x GROUP BY x.ordered_at ORDER BY 1

-- case: 0038
SELECT x.ordered_at AS moment, avg(x.total_amount - x.shipping_fee) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x GROUP BY x.ordered_at ORDER BY 1

-- case: 0039
SELECT upper(x.channel) AS part, count(CASE WHEN x.status IN ('paid', 'shipped') THEN 1 END) AS first, count(CASE WHEN x.channel LIKE 'w%' THEN 1 END) AS second FROM orders x GROUP BY 1

-- case: 0040
SELECT EXTRACT(year FROM x.ordered_at) AS part, count(CASE WHEN x.status = 'paid' THEN 1 END) AS first, count(CASE WHEN NOT x.is_gift THEN 1 END) AS second FROM orders x GROUP BY 1

-- case: 0041
SELECT x.total_amount > 100 AS part, count(CASE WHEN x.campaign_id IS NULL AND x.channel <> 'test' THEN 1 END) AS first, count(CASE WHEN x.channel LIKE 'w%' THEN 1 END) AS second FROM orders x GROUP BY 1

-- case: 0042
SELECT x.total_amount > 100 AS part, count(CASE WHEN x.total_amount BETWEEN 10 AND 500 THEN 1 END) AS first, count(CASE WHEN x.ordered_at >= DATE '2024-01-01' THEN 1 END) AS second FROM orders x GROUP BY 1

-- case: 0043
SELECT upper(x.channel) AS part, count(CASE WHEN x.status = 'paid' THEN 1 END) AS first, count(CASE WHEN x.ordered_at >= DATE '2024-01-01' THEN 1 END) AS second FROM orders x GROUP BY 1

-- case: 0044
SELECT upper(x.channel) AS part, count(*) FILTER (WHERE x.status = 'paid') AS first, count(*) FILTER (WHERE x.channel LIKE 'w%') AS second, sum(x.total_amount) AS value FROM orders x GROUP BY 1

-- case: 0045
SELECT EXTRACT(year FROM x.ordered_at) AS part, count(*) FILTER (WHERE x.campaign_id IS NULL AND x.channel <> 'test') AS first, count(*) FILTER (WHERE x.status IN ('paid', 'shipped')) AS second, sum(x.total_amount) AS value FROM orders x GROUP BY 1

-- case: 0046
SELECT coalesce(x.store_id, 0) AS part, count(*) FILTER (WHERE x.channel LIKE 'w%') AS first, count(*) FILTER (WHERE NOT x.is_gift) AS second, count(DISTINCT x.customer_id) AS value FROM orders x GROUP BY 1

-- case: 0047
SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, count(*) FILTER (WHERE NOT x.is_gift) AS first, count(*) FILTER (WHERE x.campaign_id IS NULL AND x.channel <> 'test') AS second, count(DISTINCT x.customer_id) AS value FROM orders x GROUP BY 1

-- case: 0048
SELECT x.status AS part, count(*) FILTER (WHERE x.ordered_at >= DATE '2024-01-01') AS first, count(*) FILTER (WHERE x.status = 'paid') AS second, count(DISTINCT x.customer_id) AS value FROM orders x GROUP BY 1

-- case: 0049
SELECT x.order_id AS id FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' EXCEPT SELECT x.order_id FROM orders x WHERE NOT x.is_gift

-- case: 0050
SELECT x.order_id AS id FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' EXCEPT SELECT x.order_id FROM orders x WHERE x.channel LIKE 'w%'

-- case: 0051
SELECT x.order_id AS id FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' EXCEPT SELECT x.order_id FROM orders x WHERE x.channel LIKE 'w%'

-- case: 0052
SELECT x.order_id AS id FROM orders x WHERE NOT x.is_gift EXCEPT SELECT x.order_id FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test'

-- case: 0053
SELECT x.order_id AS id FROM orders x WHERE x.status = 'paid' EXCEPT SELECT x.order_id FROM orders x WHERE NOT x.is_gift

-- case: 0054
SELECT CAST(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS text) AS part, 'one' AS kind, count(*) AS value FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' GROUP BY 1 UNION ALL SELECT CAST(upper(x.channel) AS text), 'other', count(*) FROM orders x WHERE x.channel LIKE 'w%' GROUP BY 1

-- case: 0055
SELECT CAST(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS text) AS part, 'one' AS kind, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1 UNION ALL SELECT CAST(x.status AS text), 'other', avg(x.total_amount - x.shipping_fee) FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1

-- case: 0056
SELECT CAST(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS text) AS part, 'one' AS kind, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.channel LIKE 'w%' GROUP BY 1 UNION ALL SELECT CAST(x.total_amount > 100 AS text), 'other', count(DISTINCT x.customer_id) FROM orders x WHERE x.status = 'paid' GROUP BY 1

-- case: 0057
SELECT CAST(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS text) AS part, 'one' AS kind, round(stddev(x.total_amount), 2) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1 UNION ALL SELECT CAST(coalesce(x.store_id, 0) AS text), 'other', round(stddev(x.total_amount), 2) FROM orders x WHERE NOT x.is_gift GROUP BY 1

-- case: 0058
SELECT CAST(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS text) AS part, 'one' AS kind, round(stddev(x.total_amount), 2) AS value FROM orders x WHERE NOT x.is_gift GROUP BY 1 UNION ALL SELECT CAST(x.total_amount > 100 AS text), 'other', round(stddev(x.total_amount), 2) FROM orders x WHERE x.status = 'paid' GROUP BY 1

-- case: 0059
WITH steps AS (SELECT x.customer_id AS who, x.ordered_at AS moment, lag(x.ordered_at) OVER (PARTITION BY x.customer_id ORDER BY x.ordered_at) AS before FROM orders x) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0060
SELECT x.customer_id AS who, count(*) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' GROUP BY x.customer_id

-- case: 0061
SELECT x.customer_id AS who, count(*) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY x.customer_id

-- case: 0062
SELECT x.customer_id AS who, avg(x.total_amount - x.shipping_fee) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' GROUP BY x.customer_id

-- case: 0063
SELECT x.customer_id AS who, avg(x.total_amount - x.shipping_fee) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY x.customer_id

-- case: 0064
SELECT x.customer_id AS who, sum(x.total_amount) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x WHERE NOT x.is_gift GROUP BY x.customer_id

-- case: 0065
WITH totals AS (SELECT x.customer_id AS who, sum(x.total_amount) AS total FROM orders x GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0066
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT EXTRACT(year FROM x.ordered_at) AS part, sum(x.total_amount) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1) q

-- case: 0067
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT EXTRACT(year FROM x.ordered_at) AS part, sum(x.total_amount) AS value FROM orders x WHERE NOT x.is_gift GROUP BY 1) q

-- case: 0068
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.status AS part, sum(x.total_amount) AS value FROM orders x WHERE NOT x.is_gift GROUP BY 1) q

-- case: 0069
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT upper(x.channel) AS part, sum(x.total_amount) AS value FROM orders x WHERE x.channel LIKE 'w%' GROUP BY 1) q

-- case: 0070
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, sum(x.total_amount) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1) q

-- case: 0071
SELECT count(*) AS n, round(stddev(x.total_amount), 2) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 AND NOT (x.status IN ('paid', 'shipped'))

-- case: 0072
SELECT count(*) AS n, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE x.channel LIKE 'w%' AND NOT (x.total_amount BETWEEN 10 AND 500)

-- case: 0073
SELECT count(*) AS n, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' AND NOT (x.total_amount BETWEEN 10 AND 500)

-- case: 0074
SELECT count(*) AS n, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 AND NOT (x.campaign_id IS NULL AND x.channel <> 'test')

-- case: 0075
SELECT count(*) AS n, avg(x.total_amount - x.shipping_fee) AS value FROM orders x WHERE x.channel LIKE 'w%' AND NOT (x.status = 'paid')

-- case: 0076
WITH one AS (SELECT x.customer_id AS who FROM orders x WHERE x.total_amount BETWEEN 10 AND 500), other AS (SELECT x.customer_id AS who FROM orders x WHERE x.channel LIKE 'w%') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0077
WITH one AS (SELECT x.customer_id AS who FROM orders x WHERE x.status = 'paid'), other AS (SELECT x.customer_id AS who FROM orders x WHERE NOT x.is_gift) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0078
WITH one AS (SELECT x.customer_id AS who FROM orders x WHERE x.status IN ('paid', 'shipped')), other AS (SELECT x.customer_id AS who FROM orders x WHERE x.ordered_at >= DATE '2024-01-01') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0079
WITH one AS (SELECT x.customer_id AS who FROM orders x WHERE x.status IN ('paid', 'shipped')), other AS (SELECT x.customer_id AS who FROM orders x WHERE x.total_amount BETWEEN 10 AND 500) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0080
WITH one AS (SELECT x.customer_id AS who FROM orders x WHERE x.ordered_at >= DATE '2024-01-01'), other AS (SELECT x.customer_id AS who FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0081
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.ordered_at AS moment, sum(x.total_amount) AS amount FROM orders x GROUP BY 1) d

-- case: 0082
SELECT DISTINCT coalesce(x.store_id, 0) AS part, CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS other FROM orders x WHERE x.status = 'paid' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0083
SELECT DISTINCT x.status AS part, x.total_amount > 100 AS other FROM orders x WHERE NOT x.is_gift ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0084
SELECT DISTINCT x.status AS part, EXTRACT(year FROM x.ordered_at) AS other FROM orders x WHERE x.status = 'paid' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0085
SELECT DISTINCT upper(x.channel) AS part, CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS other FROM orders x WHERE x.channel LIKE 'w%' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0086
SELECT DISTINCT x.total_amount > 100 AS part, x.status AS other FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0087
SELECT coalesce(x.store_id, 0) AS part, sum(x.total_amount) AS value FROM orders x GROUP BY ROLLUP (coalesce(x.store_id, 0)) ORDER BY 1 NULLS LAST

-- case: 0088
SELECT EXTRACT(year FROM x.ordered_at) AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x GROUP BY ROLLUP (EXTRACT(year FROM x.ordered_at)) ORDER BY 1 NULLS LAST

-- case: 0089
SELECT x.status AS part, avg(x.total_amount - x.shipping_fee) AS value FROM orders x GROUP BY ROLLUP (x.status) ORDER BY 1 NULLS LAST

-- case: 0090
SELECT x.status AS part, sum(x.total_amount) AS value FROM orders x GROUP BY ROLLUP (x.status) ORDER BY 1 NULLS LAST

-- case: 0091
SELECT EXTRACT(year FROM x.ordered_at) AS part, count(*) AS value FROM orders x GROUP BY ROLLUP (EXTRACT(year FROM x.ordered_at)) ORDER BY 1 NULLS LAST

-- case: 0092
SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, upper(x.channel) AS other, sum(x.total_amount) AS value, grouping(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END) AS level FROM orders x WHERE NOT x.is_gift GROUP BY GROUPING SETS ((CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END), (upper(x.channel)), ())

-- case: 0093
SELECT coalesce(x.store_id, 0) AS part, x.status AS other, sum(x.total_amount) AS value, grouping(coalesce(x.store_id, 0)) AS level FROM orders x WHERE x.channel LIKE 'w%' GROUP BY GROUPING SETS ((coalesce(x.store_id, 0)), (x.status), ())

-- case: 0094
SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, EXTRACT(year FROM x.ordered_at) AS other, count(*) AS value, grouping(CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END) AS level FROM orders x WHERE x.channel LIKE 'w%' GROUP BY GROUPING SETS ((CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END), (EXTRACT(year FROM x.ordered_at)), ())

-- case: 0095
SELECT x.total_amount > 100 AS part, x.status AS other, sum(x.total_amount) AS value, grouping(x.total_amount > 100) AS level FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY GROUPING SETS ((x.total_amount > 100), (x.status), ())

-- case: 0096
SELECT upper(x.channel) AS part, coalesce(x.store_id, 0) AS other, max(x.total_amount) - min(x.total_amount) AS value, grouping(upper(x.channel)) AS level FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY GROUPING SETS ((upper(x.channel)), (coalesce(x.store_id, 0)), ())

-- case: 0097
SELECT upper(x.channel) AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1

-- case: 0098
SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x WHERE NOT x.is_gift GROUP BY 1

-- case: 0099
SELECT EXTRACT(year FROM x.ordered_at) AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1

-- case: 0100
SELECT x.status AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1

-- case: 0101
SELECT x.total_amount > 100 AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY 1

-- case: 0102
SELECT DISTINCT ON (upper(x.channel)) upper(x.channel) AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x WHERE x.status IN ('paid', 'shipped') ORDER BY upper(x.channel), x.ordered_at DESC

-- case: 0103
SELECT DISTINCT ON (x.total_amount > 100) x.total_amount > 100 AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x WHERE NOT x.is_gift ORDER BY x.total_amount > 100, x.ordered_at DESC

-- case: 0104
SELECT DISTINCT ON (coalesce(x.store_id, 0)) coalesce(x.store_id, 0) AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 ORDER BY coalesce(x.store_id, 0), x.ordered_at DESC

-- case: 0105
SELECT DISTINCT ON (CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END) CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' ORDER BY CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END, x.ordered_at DESC

-- case: 0106
SELECT date_trunc('month', x.ordered_at)::date AS month, max(x.total_amount) - min(x.total_amount) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0107
SELECT date_trunc('month', x.ordered_at)::date AS month, count(DISTINCT x.customer_id) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0108
SELECT date_trunc('month', x.ordered_at)::date AS month, round(stddev(x.total_amount), 2) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0109
SELECT date_trunc('month', x.ordered_at)::date AS month, sum(x.total_amount) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0110
SELECT date_trunc('month', x.ordered_at)::date AS month, avg(x.total_amount - x.shipping_fee) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0111
SELECT x.status AS part, array_agg(DISTINCT x.total_amount > 100 ORDER BY x.total_amount > 100) AS others, mode() WITHIN GROUP (ORDER BY x.total_amount > 100) AS usual FROM orders x GROUP BY 1

-- case: 0112
SELECT x.status AS part, array_agg(DISTINCT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END ORDER BY CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END) AS others, mode() WITHIN GROUP (ORDER BY CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END) AS usual FROM orders x GROUP BY 1

-- case: 0113
SELECT upper(x.channel) AS part, array_agg(DISTINCT x.total_amount > 100 ORDER BY x.total_amount > 100) AS others, mode() WITHIN GROUP (ORDER BY x.total_amount > 100) AS usual FROM orders x GROUP BY 1

-- case: 0114
SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, array_agg(DISTINCT x.status ORDER BY x.status) AS others, mode() WITHIN GROUP (ORDER BY x.status) AS usual FROM orders x GROUP BY 1

-- case: 0115
WITH first AS (SELECT x.customer_id AS who, min(x.ordered_at) AS since FROM orders x GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0116
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT EXTRACT(year FROM x.ordered_at) AS part, count(*) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') GROUP BY 1) b

-- case: 0117
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.total_amount > 100 AS part, round(stddev(x.total_amount), 2) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY 1) b

-- case: 0118
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.status AS part, round(stddev(x.total_amount), 2) AS value FROM orders x WHERE x.status = 'paid' GROUP BY 1) b

-- case: 0119
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END AS part, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE x.total_amount BETWEEN 10 AND 500 GROUP BY 1) b

-- case: 0120
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT coalesce(x.store_id, 0) AS part, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.status = 'paid' GROUP BY 1) b

-- case: 0121
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.total_amount) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' AND v.flag = 1) l

-- case: 0122
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.channel LIKE 'w%' AND v.flag = 1) l

-- case: 0123
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT round(stddev(x.total_amount), 2) AS value FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' AND v.flag = 1) l

-- case: 0124
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.status IN ('paid', 'shipped') AND v.flag = 1) l

-- case: 0125
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' AND v.flag = 1) l

-- case: 0126
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, count(*) AS value FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' GROUP BY 1 ORDER BY 1

-- case: 0127
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.customer_id) AS value FROM orders x WHERE NOT x.is_gift GROUP BY 1 ORDER BY 1

-- case: 0128
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, max(x.total_amount) - min(x.total_amount) AS value FROM orders x WHERE x.campaign_id IS NULL AND x.channel <> 'test' GROUP BY 1 ORDER BY 1

-- case: 0129
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.customer_id) AS value FROM orders x WHERE x.ordered_at >= DATE '2024-01-01' GROUP BY 1 ORDER BY 1

-- case: 0130
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, sum(x.total_amount) AS value FROM orders x WHERE x.channel LIKE 'w%' GROUP BY 1 ORDER BY 1

-- catalog: shop

-- case: 0131
SELECT c.segment AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0132
SELECT c.country AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0133
SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0134
SELECT date_part('decade', c.birth_date) AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0135
SELECT concat(c.country, '/', c.city) AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0136
SELECT date_part('decade', c.birth_date) AS part, concat(c.country, '/', c.city) AS other, sum(x.total_amount) AS value, string_agg(DISTINCT x.status, ', ') AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0137
SELECT c.newsletter IS TRUE AS part, c.country AS other, sum(x.total_amount) AS value, count(DISTINCT c.customer_id) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0138
SELECT concat(c.country, '/', c.city) AS part, c.segment AS other, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value, string_agg(DISTINCT x.status, ', ') AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0139
SELECT c.country AS part, c.segment AS other, count(DISTINCT c.customer_id) AS value, max(x.ordered_at) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0140
SELECT c.segment AS part, date_part('decade', c.birth_date) AS other, count(DISTINCT c.customer_id) AS value, sum(x.total_amount) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0141
SELECT concat(c.country, '/', c.city) AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL OR c.email ILIKE '%@example.com' GROUP BY concat(c.country, '/', c.city) ORDER BY 2 DESC LIMIT 10

-- case: 0142
SELECT c.newsletter IS TRUE AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' OR c.referred_by IS NOT NULL GROUP BY c.newsletter IS TRUE ORDER BY 2 DESC LIMIT 10

-- case: 0143
SELECT c.segment AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' OR c.newsletter AND x.status = 'paid' GROUP BY c.segment ORDER BY 2 DESC LIMIT 10

-- case: 0144
SELECT c.segment AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' OR x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY c.segment ORDER BY 2 DESC LIMIT 10

-- case: 0145
SELECT left(c.city, 1) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' OR c.referred_by IS NOT NULL GROUP BY left(c.city, 1) ORDER BY 2 DESC LIMIT 10

-- case: 0146
WITH base AS (SELECT c.newsletter IS TRUE AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0147
WITH base AS (SELECT left(c.city, 1) AS part, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0148
WITH base AS (SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0149
WITH base AS (SELECT c.newsletter IS TRUE AS part, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0150
WITH base AS (SELECT c.segment AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0151
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT c.country AS part, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0152
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT left(c.city, 1) AS part, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0153
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT c.country AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0154
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT left(c.city, 1) AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0155
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT date_part('decade', c.birth_date) AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0156
SELECT concat(c.country, '/', c.city) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY concat(c.country, '/', c.city)

-- case: 0157
SELECT c.country AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY c.country

-- case: 0158
SELECT date_part('decade', c.birth_date) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY date_part('decade', c.birth_date)

-- case: 0159
SELECT c.country AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY c.country

-- case: 0160
SELECT * FROM (SELECT c.country AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY c.country ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL) r WHERE place <= 3

-- case: 0161
SELECT * FROM (SELECT date_part('decade', c.birth_date) AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY date_part('decade', c.birth_date) ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days') r WHERE place <= 3

-- case: 0162
SELECT * FROM (SELECT c.newsletter IS TRUE AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY c.newsletter IS TRUE ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE') r WHERE place <= 3

-- case: 0163
SELECT * FROM (SELECT c.newsletter IS TRUE AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY c.newsletter IS TRUE ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days') r WHERE place <= 3

-- case: 0164
SELECT * FROM (SELECT left(c.city, 1) AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY left(c.city, 1) ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days') r WHERE place <= 3

-- case: 0165
SELECT x.ordered_at AS moment, count(DISTINCT c.customer_id) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY x.ordered_at ORDER BY 1

-- case: 0166
SELECT x.ordered_at AS moment, count(*) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY x.ordered_at ORDER BY 1

-- case: 0167
SELECT x.ordered_at AS moment, max(x.ordered_at) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY x.ordered_at ORDER BY 1

-- case: 0168
SELECT c.segment AS part, count(CASE WHEN x.ordered_at - c.signed_up_on > INTERVAL '30 days' THEN 1 END) AS first, count(CASE WHEN c.signed_up_on > current_date - 365 THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0169
SELECT left(c.city, 1) AS part, count(CASE WHEN c.newsletter AND x.status = 'paid' THEN 1 END) AS first, count(CASE WHEN c.referred_by IS NOT NULL THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0170
SELECT c.country AS part, count(CASE WHEN c.country = 'DE' THEN 1 END) AS first, count(CASE WHEN c.newsletter AND x.status = 'paid' THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0171
SELECT date_part('decade', c.birth_date) AS part, count(CASE WHEN x.ordered_at - c.signed_up_on > INTERVAL '30 days' THEN 1 END) AS first, count(CASE WHEN c.country = 'DE' THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0172
SELECT concat(c.country, '/', c.city) AS part, count(CASE WHEN c.email ILIKE '%@example.com' THEN 1 END) AS first, count(CASE WHEN c.newsletter AND x.status = 'paid' THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0173
SELECT c.country AS part, count(*) FILTER (WHERE c.referred_by IS NOT NULL) AS first, count(*) FILTER (WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days') AS second, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0174
SELECT c.segment AS part, count(*) FILTER (WHERE c.country = 'DE') AS first, count(*) FILTER (WHERE c.signed_up_on > current_date - 365) AS second, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0175
SELECT concat(c.country, '/', c.city) AS part, count(*) FILTER (WHERE c.referred_by IS NOT NULL) AS first, count(*) FILTER (WHERE c.email ILIKE '%@example.com') AS second, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0176
SELECT c.newsletter IS TRUE AS part, count(*) FILTER (WHERE c.signed_up_on > current_date - 365) AS first, count(*) FILTER (WHERE c.email ILIKE '%@example.com') AS second, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0177
SELECT left(c.city, 1) AS part, count(*) FILTER (WHERE c.email ILIKE '%@example.com') AS first, count(*) FILTER (WHERE c.signed_up_on > current_date - 365) AS second, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0178
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365

-- case: 0179
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE'

-- case: 0180
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days'

-- case: 0181
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com'

-- case: 0182
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid'

-- case: 0183
SELECT CAST(date_part('decade', c.birth_date) AS text) AS part, 'one' AS kind, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1 UNION ALL SELECT CAST(c.segment AS text), 'other', count(*) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1

-- case: 0184
SELECT CAST(c.country AS text) AS part, 'one' AS kind, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1 UNION ALL SELECT CAST(left(c.city, 1) AS text), 'other', sum(x.total_amount) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1

-- case: 0185
SELECT CAST(c.newsletter IS TRUE AS text) AS part, 'one' AS kind, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1 UNION ALL SELECT CAST(c.country AS text), 'other', sum(x.total_amount) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1

-- case: 0186
SELECT CAST(concat(c.country, '/', c.city) AS text) AS part, 'one' AS kind, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1 UNION ALL SELECT CAST(left(c.city, 1) AS text), 'other', count(*) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' GROUP BY 1

-- case: 0187
SELECT CAST(c.country AS text) AS part, 'one' AS kind, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1 UNION ALL SELECT CAST(concat(c.country, '/', c.city) AS text), 'other', string_agg(DISTINCT x.status, ', ') FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' GROUP BY 1

-- case: 0188
WITH steps AS (SELECT c.customer_id AS who, x.ordered_at AS moment, lag(x.ordered_at) OVER (PARTITION BY c.customer_id ORDER BY x.ordered_at) AS before FROM orders x JOIN customers c ON c.customer_id = x.customer_id) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0189
SELECT c.customer_id AS who, count(*) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' GROUP BY c.customer_id

-- case: 0190
SELECT c.customer_id AS who, max(x.ordered_at) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY c.customer_id

-- case: 0191
SELECT c.customer_id AS who, string_agg(DISTINCT x.status, ', ') AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY c.customer_id

-- case: 0192
SELECT c.customer_id AS who, sum(x.total_amount) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY c.customer_id

-- case: 0193
SELECT c.customer_id AS who, string_agg(DISTINCT x.status, ', ') AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY c.customer_id

-- case: 0194
WITH totals AS (SELECT c.customer_id AS who, sum(x.total_amount) AS total FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0195
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' GROUP BY 1) q

-- case: 0196
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT c.country AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' GROUP BY 1) q

-- case: 0197
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT c.newsletter IS TRUE AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1) q

-- case: 0198
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1) q

-- case: 0199
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1) q

-- case: 0200
SELECT count(*) AS n, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' AND NOT (c.email ILIKE '%@example.com')

-- case: 0201
SELECT count(*) AS n, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 AND NOT (c.country = 'DE')

-- case: 0202
SELECT count(*) AS n, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL AND NOT (x.ordered_at - c.signed_up_on > INTERVAL '30 days')

-- case: 0203
SELECT count(*) AS n, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 AND NOT (x.ordered_at - c.signed_up_on > INTERVAL '30 days')

-- case: 0204
SELECT count(*) AS n, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 AND NOT (x.ordered_at - c.signed_up_on > INTERVAL '30 days')

-- case: 0205
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com'), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0206
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE'), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0207
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days'), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0208
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com'), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0209
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE'), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0210
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.ordered_at AS moment, sum(x.total_amount) AS amount FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) d

-- case: 0211
SELECT DISTINCT date_part('decade', c.birth_date) AS part, c.newsletter IS TRUE AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0212
SELECT DISTINCT left(c.city, 1) AS part, date_part('decade', c.birth_date) AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0213
SELECT DISTINCT c.newsletter IS TRUE AS part, date_part('decade', c.birth_date) AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0214
SELECT DISTINCT concat(c.country, '/', c.city) AS part, date_part('decade', c.birth_date) AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0215
SELECT DISTINCT c.newsletter IS TRUE AS part, c.country AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0216
SELECT c.country AS part, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY ROLLUP (c.country) ORDER BY 1 NULLS LAST

-- case: 0217
SELECT concat(c.country, '/', c.city) AS part, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY ROLLUP (concat(c.country, '/', c.city)) ORDER BY 1 NULLS LAST

-- case: 0218
SELECT c.country AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY ROLLUP (c.country) ORDER BY 1 NULLS LAST

-- case: 0219
SELECT concat(c.country, '/', c.city) AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY ROLLUP (concat(c.country, '/', c.city)) ORDER BY 1 NULLS LAST

-- case: 0220
SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY ROLLUP (date_part('decade', c.birth_date)) ORDER BY 1 NULLS LAST

-- case: 0221
SELECT left(c.city, 1) AS part, c.newsletter IS TRUE AS other, count(*) AS value, grouping(left(c.city, 1)) AS level FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY GROUPING SETS ((left(c.city, 1)), (c.newsletter IS TRUE), ())

-- case: 0222
SELECT c.country AS part, c.segment AS other, max(x.ordered_at) AS value, grouping(c.country) AS level FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY GROUPING SETS ((c.country), (c.segment), ())

-- case: 0223
SELECT left(c.city, 1) AS part, c.newsletter IS TRUE AS other, count(DISTINCT c.customer_id) AS value, grouping(left(c.city, 1)) AS level FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY GROUPING SETS ((left(c.city, 1)), (c.newsletter IS TRUE), ())

-- case: 0224
SELECT concat(c.country, '/', c.city) AS part, date_part('decade', c.birth_date) AS other, max(x.ordered_at) AS value, grouping(concat(c.country, '/', c.city)) AS level FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' GROUP BY GROUPING SETS ((concat(c.country, '/', c.city)), (date_part('decade', c.birth_date)), ())

-- case: 0225
SELECT date_part('decade', c.birth_date) AS part, concat(c.country, '/', c.city) AS other, sum(x.total_amount) AS value, grouping(date_part('decade', c.birth_date)) AS level FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' GROUP BY GROUPING SETS ((date_part('decade', c.birth_date)), (concat(c.country, '/', c.city)), ())

-- case: 0226
SELECT c.country AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1

-- case: 0227
SELECT c.newsletter IS TRUE AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1

-- case: 0228
SELECT c.country AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' GROUP BY 1

-- case: 0229
SELECT c.segment AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1

-- case: 0230
SELECT c.country AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.total_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.total_amount) AS high FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1

-- case: 0231
SELECT DISTINCT ON (c.segment) c.segment AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' ORDER BY c.segment, x.ordered_at DESC

-- case: 0232
SELECT DISTINCT ON (c.country) c.country AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email ILIKE '%@example.com' ORDER BY c.country, x.ordered_at DESC

-- case: 0233
SELECT DISTINCT ON (c.segment) c.segment AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL ORDER BY c.segment, x.ordered_at DESC

-- case: 0234
SELECT DISTINCT ON (c.country) c.country AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 ORDER BY c.country, x.ordered_at DESC

-- case: 0235
SELECT DISTINCT ON (c.segment) c.segment AS part, x.order_id AS id, x.ordered_at AS moment FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' ORDER BY c.segment, x.ordered_at DESC

-- case: 0236
SELECT date_trunc('month', x.ordered_at)::date AS month, count(*) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0237
SELECT date_trunc('month', x.ordered_at)::date AS month, count(DISTINCT c.customer_id) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0238
SELECT date_trunc('month', x.ordered_at)::date AS month, sum(x.total_amount) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0239
SELECT left(c.city, 1) AS part, array_agg(DISTINCT c.segment ORDER BY c.segment) AS others, mode() WITHIN GROUP (ORDER BY c.segment) AS usual FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0240
SELECT concat(c.country, '/', c.city) AS part, array_agg(DISTINCT c.segment ORDER BY c.segment) AS others, mode() WITHIN GROUP (ORDER BY c.segment) AS usual FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0241
SELECT c.segment AS part, array_agg(DISTINCT concat(c.country, '/', c.city) ORDER BY concat(c.country, '/', c.city)) AS others, mode() WITHIN GROUP (ORDER BY concat(c.country, '/', c.city)) AS usual FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0242
SELECT c.country AS part, array_agg(DISTINCT c.newsletter IS TRUE ORDER BY c.newsletter IS TRUE) AS others, mode() WITHIN GROUP (ORDER BY c.newsletter IS TRUE) AS usual FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0243
SELECT c.segment AS part, array_agg(DISTINCT date_part('decade', c.birth_date) ORDER BY date_part('decade', c.birth_date)) AS others, mode() WITHIN GROUP (ORDER BY date_part('decade', c.birth_date)) AS usual FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0244
WITH first AS (SELECT c.customer_id AS who, min(x.ordered_at) AS since FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0245
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT c.newsletter IS TRUE AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1) b

-- case: 0246
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT date_part('decade', c.birth_date) AS part, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1) b

-- case: 0247
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT left(c.city, 1) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1) b

-- case: 0248
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT left(c.city, 1) AS part, sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at - c.signed_up_on > INTERVAL '30 days' GROUP BY 1) b

-- case: 0249
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT date_part('decade', c.birth_date) AS part, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1) b

-- case: 0250
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country = 'DE' AND v.flag = 1) l

-- case: 0251
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 AND v.flag = 1) l

-- case: 0252
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.newsletter AND x.status = 'paid' AND v.flag = 1) l

-- case: 0253
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 AND v.flag = 1) l

-- case: 0254
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1 ORDER BY 1

-- case: 0255
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.referred_by IS NOT NULL GROUP BY 1 ORDER BY 1

-- case: 0256
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, string_agg(DISTINCT x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1 ORDER BY 1

-- case: 0257
SELECT width_bucket(x.total_amount, 0, 1000, 20) AS bucket, count(*) AS n, max(x.ordered_at) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.signed_up_on > current_date - 365 GROUP BY 1 ORDER BY 1

-- catalog: shop

-- case: 0258
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0259
SELECT EXTRACT(quarter FROM p.launched_on) AS part, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0260
SELECT p.discontinued AS part, avg(i.discount_percent) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0261
SELECT p.name AS part, avg(i.discount_percent) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0262
SELECT EXTRACT(quarter FROM p.launched_on) AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0263
SELECT p.name AS part, EXTRACT(quarter FROM p.launched_on) AS other, sum(i.line_total) AS value, max(i.unit_price / nullif(p.list_price, 0)) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0264
SELECT p.attributes ->> 'color' AS part, p.name AS other, max(i.unit_price / nullif(p.list_price, 0)) AS value, avg(i.discount_percent) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0265
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, p.discontinued AS other, sum(i.quantity * i.unit_price) AS value, avg(i.discount_percent) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0266
SELECT p.category_id AS part, p.name AS other, avg(i.discount_percent) AS value, count(DISTINCT x.customer_id) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0267
SELECT p.discontinued AS part, p.category_id AS other, avg(i.discount_percent) AS value, sum(i.quantity) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0268
SELECT p.category_id AS part, avg(i.discount_percent) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] OR i.discount_percent > 0 GROUP BY p.category_id ORDER BY 2 DESC LIMIT 10

-- case: 0269
SELECT p.category_id AS part, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 OR i.discount_percent > 0 GROUP BY p.category_id ORDER BY 2 DESC LIMIT 10

-- case: 0270
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 OR p.tags && ARRAY['new', 'green'] GROUP BY width_bucket(p.list_price, 0, 500, 5) ORDER BY 2 DESC LIMIT 10

-- case: 0271
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 OR p.tags && ARRAY['new', 'green'] GROUP BY width_bucket(p.list_price, 0, 500, 5) ORDER BY 2 DESC LIMIT 10

-- case: 0272
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, avg(i.discount_percent) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' OR 'sale' = ANY (p.tags) GROUP BY width_bucket(p.list_price, 0, 500, 5) ORDER BY 2 DESC LIMIT 10

-- case: 0273
WITH base AS (SELECT p.category_id AS part, avg(i.discount_percent) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0274
WITH base AS (SELECT p.name AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0275
WITH base AS (SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0276
WITH base AS (SELECT p.name AS part, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0277
WITH base AS (SELECT EXTRACT(quarter FROM p.launched_on) AS part, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0278
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT width_bucket(p.list_price, 0, 500, 5) AS part, count(DISTINCT x.customer_id) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) s

-- case: 0279
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT p.attributes ->> 'color' AS part, count(DISTINCT x.customer_id) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) s

-- case: 0280
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT p.name AS part, count(DISTINCT x.customer_id) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) s

-- case: 0281
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) s

-- case: 0282
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT p.discontinued AS part, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) s

-- case: 0283
SELECT p.attributes ->> 'color' AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY p.attributes ->> 'color'

-- case: 0284
SELECT p.category_id AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY p.category_id

-- case: 0285
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY width_bucket(p.list_price, 0, 500, 5)

-- case: 0286
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY width_bucket(p.list_price, 0, 500, 5)

-- case: 0287
SELECT p.attributes ->> 'color' AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) GROUP BY p.attributes ->> 'color'

-- case: 0288
SELECT * FROM (SELECT p.discontinued AS part, i.line_number AS id, i.line_total AS amount, row_number() OVER (PARTITION BY p.discontinued ORDER BY i.line_total DESC) AS place FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green']) r WHERE place <= 3

-- case: 0289
SELECT * FROM (SELECT p.name AS part, i.line_number AS id, i.line_total AS amount, row_number() OVER (PARTITION BY p.name ORDER BY i.line_total DESC) AS place FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0) r WHERE place <= 3

-- case: 0290
SELECT * FROM (SELECT p.attributes ->> 'color' AS part, i.line_number AS id, i.line_total AS amount, row_number() OVER (PARTITION BY p.attributes ->> 'color' ORDER BY i.line_total DESC) AS place FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green']) r WHERE place <= 3

-- case: 0291
SELECT * FROM (SELECT p.discontinued AS part, i.line_number AS id, i.line_total AS amount, row_number() OVER (PARTITION BY p.discontinued ORDER BY i.line_total DESC) AS place FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags)) r WHERE place <= 3

-- case: 0292
SELECT * FROM (SELECT p.category_id AS part, i.line_number AS id, i.line_total AS amount, row_number() OVER (PARTITION BY p.category_id ORDER BY i.line_total DESC) AS place FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20) r WHERE place <= 3

-- case: 0293
SELECT x.ordered_at AS moment, sum(i.quantity * i.unit_price) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY x.ordered_at ORDER BY 1

-- case: 0294
SELECT x.ordered_at AS moment, sum(i.line_total) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY x.ordered_at ORDER BY 1

-- case: 0295
SELECT x.ordered_at AS moment, count(DISTINCT x.customer_id) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY x.ordered_at ORDER BY 1

-- case: 0296
SELECT x.ordered_at AS moment, max(i.unit_price / nullif(p.list_price, 0)) AS value, sum(count(*)) OVER (ORDER BY x.ordered_at) AS so_far FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY x.ordered_at ORDER BY 1

-- case: 0297
SELECT p.attributes ->> 'color' AS part, count(CASE WHEN x.status = 'paid' AND i.quantity > 1 THEN 1 END) AS first, count(CASE WHEN p.attributes ? 'color' THEN 1 END) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0298
SELECT EXTRACT(quarter FROM p.launched_on) AS part, count(CASE WHEN p.list_price > 20 THEN 1 END) AS first, count(CASE WHEN i.discount_percent > 0 THEN 1 END) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0299
SELECT p.attributes ->> 'color' AS part, count(CASE WHEN x.status = 'paid' AND i.quantity > 1 THEN 1 END) AS first, count(CASE WHEN 'sale' = ANY (p.tags) THEN 1 END) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0300
SELECT p.attributes ->> 'color' AS part, count(CASE WHEN p.list_price > 20 THEN 1 END) AS first, count(CASE WHEN i.discount_percent > 0 THEN 1 END) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0301
SELECT p.attributes ->> 'color' AS part, count(CASE WHEN 'sale' = ANY (p.tags) THEN 1 END) AS first, count(CASE WHEN p.attributes ? 'color' THEN 1 END) AS second FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0302
SELECT p.name AS part, count(*) FILTER (WHERE p.attributes ? 'color') AS first, count(*) FILTER (WHERE i.discount_percent > 0) AS second, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0303
SELECT p.attributes ->> 'color' AS part, count(*) FILTER (WHERE i.discount_percent > 0) AS first, count(*) FILTER (WHERE p.tags && ARRAY['new', 'green']) AS second, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0304
SELECT p.discontinued AS part, count(*) FILTER (WHERE p.tags && ARRAY['new', 'green']) AS first, count(*) FILTER (WHERE i.discount_percent > 0) AS second, count(DISTINCT x.customer_id) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0305
SELECT p.name AS part, count(*) FILTER (WHERE p.attributes ? 'color') AS first, count(*) FILTER (WHERE x.status = 'paid' AND i.quantity > 1) AS second, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0306
SELECT p.name AS part, count(*) FILTER (WHERE p.list_price > 20) AS first, count(*) FILTER (WHERE i.discount_percent > 0) AS second, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0307
SELECT i.line_number AS id FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 EXCEPT SELECT i.line_number FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1

-- case: 0308
SELECT i.line_number AS id FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) EXCEPT SELECT i.line_number FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20

-- case: 0309
SELECT i.line_number AS id FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 EXCEPT SELECT i.line_number FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green']

-- case: 0310
SELECT i.line_number AS id FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 EXCEPT SELECT i.line_number FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20

-- case: 0311
SELECT CAST(p.category_id AS text) AS part, 'one' AS kind, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1 UNION ALL SELECT CAST(p.attributes ->> 'color' AS text), 'other', sum(i.line_total) FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY 1

-- case: 0312
SELECT CAST(p.discontinued AS text) AS part, 'one' AS kind, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY 1 UNION ALL SELECT CAST(p.name AS text), 'other', sum(i.line_total) FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1

-- case: 0313
SELECT CAST(p.discontinued AS text) AS part, 'one' AS kind, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1 UNION ALL SELECT CAST(p.attributes ->> 'color' AS text), 'other', sum(i.quantity * i.unit_price) FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY 1

-- case: 0314
SELECT CAST(p.attributes ->> 'color' AS text) AS part, 'one' AS kind, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1 UNION ALL SELECT CAST(EXTRACT(quarter FROM p.launched_on) AS text), 'other', sum(i.quantity) FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY 1

-- case: 0315
SELECT CAST(p.attributes ->> 'color' AS text) AS part, 'one' AS kind, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1 UNION ALL SELECT CAST(p.discontinued AS text), 'other', sum(i.line_total) FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1

-- case: 0316
WITH steps AS (SELECT p.product_id AS who, x.ordered_at AS moment, lag(x.ordered_at) OVER (PARTITION BY p.product_id ORDER BY x.ordered_at) AS before FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id)) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0317
SELECT p.product_id AS who, sum(i.quantity) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY p.product_id

-- case: 0318
SELECT p.product_id AS who, count(DISTINCT x.customer_id) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY p.product_id

-- case: 0319
SELECT p.product_id AS who, sum(i.quantity * i.unit_price) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY p.product_id

-- case: 0320
SELECT p.product_id AS who, sum(i.quantity) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY p.product_id

-- case: 0321
SELECT p.product_id AS who, avg(i.discount_percent) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY p.product_id

-- case: 0322
WITH totals AS (SELECT p.product_id AS who, sum(i.line_total) AS total FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0323
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT p.category_id AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1) q

-- case: 0324
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT p.attributes ->> 'color' AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1) q

-- case: 0325
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT p.category_id AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1) q

-- case: 0326
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) GROUP BY 1) q

-- case: 0327
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT p.name AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1) q

-- case: 0328
SELECT count(*) AS n, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 AND NOT (x.status = 'paid' AND i.quantity > 1)

-- case: 0329
SELECT count(*) AS n, avg(i.discount_percent) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) AND NOT (i.discount_percent > 0)

-- case: 0330
SELECT count(*) AS n, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' AND NOT (i.discount_percent > 0)

-- case: 0331
SELECT count(*) AS n, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 AND NOT (p.tags && ARRAY['new', 'green'])

-- case: 0332
SELECT count(*) AS n, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' AND NOT (x.status = 'paid' AND i.quantity > 1)

-- case: 0333
WITH one AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color'), other AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0334
WITH one AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green']), other AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0335
WITH one AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color'), other AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags)) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0336
WITH one AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags)), other AS (SELECT p.product_id AS who FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0337
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.ordered_at AS moment, sum(i.line_total) AS amount FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) d

-- case: 0338
SELECT DISTINCT p.attributes ->> 'color' AS part, width_bucket(p.list_price, 0, 500, 5) AS other FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0339
SELECT DISTINCT EXTRACT(quarter FROM p.launched_on) AS part, p.discontinued AS other FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0340
SELECT DISTINCT p.name AS part, p.attributes ->> 'color' AS other FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0341
SELECT DISTINCT p.attributes ->> 'color' AS part, p.name AS other FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0342
SELECT DISTINCT p.name AS part, EXTRACT(quarter FROM p.launched_on) AS other FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0343
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY ROLLUP (width_bucket(p.list_price, 0, 500, 5)) ORDER BY 1 NULLS LAST

-- case: 0344
SELECT p.category_id AS part, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY ROLLUP (p.category_id) ORDER BY 1 NULLS LAST

-- case: 0345
SELECT p.discontinued AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY ROLLUP (p.discontinued) ORDER BY 1 NULLS LAST

-- case: 0346
SELECT EXTRACT(quarter FROM p.launched_on) AS part, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY ROLLUP (EXTRACT(quarter FROM p.launched_on)) ORDER BY 1 NULLS LAST

-- case: 0347
SELECT p.discontinued AS part, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY ROLLUP (p.discontinued) ORDER BY 1 NULLS LAST

-- case: 0348
SELECT p.name AS part, EXTRACT(quarter FROM p.launched_on) AS other, avg(i.discount_percent) AS value, grouping(p.name) AS level FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY GROUPING SETS ((p.name), (EXTRACT(quarter FROM p.launched_on)), ())

-- case: 0349
SELECT p.category_id AS part, p.discontinued AS other, sum(i.quantity) AS value, grouping(p.category_id) AS level FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY GROUPING SETS ((p.category_id), (p.discontinued), ())

-- case: 0350
SELECT p.discontinued AS part, p.category_id AS other, sum(i.quantity * i.unit_price) AS value, grouping(p.discontinued) AS level FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY GROUPING SETS ((p.discontinued), (p.category_id), ())

-- case: 0351
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, p.discontinued AS other, max(i.unit_price / nullif(p.list_price, 0)) AS value, grouping(width_bucket(p.list_price, 0, 500, 5)) AS level FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY GROUPING SETS ((width_bucket(p.list_price, 0, 500, 5)), (p.discontinued), ())

-- case: 0352
SELECT EXTRACT(quarter FROM p.launched_on) AS part, p.name AS other, count(DISTINCT x.customer_id) AS value, grouping(EXTRACT(quarter FROM p.launched_on)) AS level FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY GROUPING SETS ((EXTRACT(quarter FROM p.launched_on)), (p.name), ())

-- case: 0353
SELECT p.category_id AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY i.line_total) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY i.line_total) AS high FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1

-- case: 0354
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY i.line_total) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY i.line_total) AS high FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY 1

-- case: 0355
SELECT p.attributes ->> 'color' AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY i.line_total) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY i.line_total) AS high FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY 1

-- case: 0356
SELECT p.category_id AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY i.line_total) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY i.line_total) AS high FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1

-- case: 0357
SELECT p.name AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY i.line_total) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY i.line_total) AS high FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1

-- case: 0358
SELECT DISTINCT ON (EXTRACT(quarter FROM p.launched_on)) EXTRACT(quarter FROM p.launched_on) AS part, i.line_number AS id, x.ordered_at AS moment FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) ORDER BY EXTRACT(quarter FROM p.launched_on), x.ordered_at DESC

-- case: 0359
SELECT DISTINCT ON (width_bucket(p.list_price, 0, 500, 5)) width_bucket(p.list_price, 0, 500, 5) AS part, i.line_number AS id, x.ordered_at AS moment FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 ORDER BY width_bucket(p.list_price, 0, 500, 5), x.ordered_at DESC

-- case: 0360
SELECT DISTINCT ON (p.attributes ->> 'color') p.attributes ->> 'color' AS part, i.line_number AS id, x.ordered_at AS moment FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 ORDER BY p.attributes ->> 'color', x.ordered_at DESC

-- case: 0361
SELECT DISTINCT ON (p.category_id) p.category_id AS part, i.line_number AS id, x.ordered_at AS moment FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' ORDER BY p.category_id, x.ordered_at DESC

-- case: 0362
SELECT DISTINCT ON (width_bucket(p.list_price, 0, 500, 5)) width_bucket(p.list_price, 0, 500, 5) AS part, i.line_number AS id, x.ordered_at AS moment FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 ORDER BY width_bucket(p.list_price, 0, 500, 5), x.ordered_at DESC

-- case: 0363
SELECT date_trunc('month', x.ordered_at)::date AS month, sum(i.line_total) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0364
SELECT date_trunc('month', x.ordered_at)::date AS month, sum(i.quantity * i.unit_price) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0365
SELECT date_trunc('month', x.ordered_at)::date AS month, count(DISTINCT x.customer_id) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.ordered_at)) AS year_before FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY date_trunc('month', x.ordered_at) ORDER BY 1

-- case: 0366
SELECT width_bucket(p.list_price, 0, 500, 5) AS part, array_agg(DISTINCT p.name ORDER BY p.name) AS others, mode() WITHIN GROUP (ORDER BY p.name) AS usual FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0367
SELECT p.name AS part, array_agg(DISTINCT width_bucket(p.list_price, 0, 500, 5) ORDER BY width_bucket(p.list_price, 0, 500, 5)) AS others, mode() WITHIN GROUP (ORDER BY width_bucket(p.list_price, 0, 500, 5)) AS usual FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0368
SELECT p.name AS part, array_agg(DISTINCT p.discontinued ORDER BY p.discontinued) AS others, mode() WITHIN GROUP (ORDER BY p.discontinued) AS usual FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0369
SELECT p.discontinued AS part, array_agg(DISTINCT width_bucket(p.list_price, 0, 500, 5) ORDER BY width_bucket(p.list_price, 0, 500, 5)) AS others, mode() WITHIN GROUP (ORDER BY width_bucket(p.list_price, 0, 500, 5)) AS usual FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1

-- case: 0370
WITH first AS (SELECT p.product_id AS who, min(x.ordered_at) AS since FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0371
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT p.discontinued AS part, sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' GROUP BY 1) b

-- case: 0372
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT p.attributes ->> 'color' AS part, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1) b

-- case: 0373
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT width_bucket(p.list_price, 0, 500, 5) AS part, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) GROUP BY 1) b

-- case: 0374
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT p.name AS part, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE i.discount_percent > 0 GROUP BY 1) b

-- case: 0375
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT p.discontinued AS part, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1) b

-- case: 0376
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(i.line_total) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' AND v.flag = 1) l

-- case: 0377
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.attributes ? 'color' AND v.flag = 1) l

-- case: 0378
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 AND v.flag = 1) l

-- case: 0379
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 AND v.flag = 1) l

-- case: 0380
SELECT width_bucket(i.line_total, 0, 1000, 20) AS bucket, count(*) AS n, sum(i.quantity) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.list_price > 20 GROUP BY 1 ORDER BY 1

-- case: 0381
SELECT width_bucket(i.line_total, 0, 1000, 20) AS bucket, count(*) AS n, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1 ORDER BY 1

-- case: 0382
SELECT width_bucket(i.line_total, 0, 1000, 20) AS bucket, count(*) AS n, sum(i.quantity * i.unit_price) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE p.tags && ARRAY['new', 'green'] GROUP BY 1 ORDER BY 1

-- case: 0383
SELECT width_bucket(i.line_total, 0, 1000, 20) AS bucket, count(*) AS n, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE x.status = 'paid' AND i.quantity > 1 GROUP BY 1 ORDER BY 1

-- case: 0384
SELECT width_bucket(i.line_total, 0, 1000, 20) AS bucket, count(*) AS n, max(i.unit_price / nullif(p.list_price, 0)) AS value FROM order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id) WHERE 'sale' = ANY (p.tags) GROUP BY 1 ORDER BY 1

-- catalog: clinic

-- case: 0385
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0386
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0387
SELECT d.floor + 1 AS part, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0388
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0389
SELECT d.name AS part, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0390
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS other, sum(cardinality(x.diagnoses)) AS value, count(x.follow_up_of) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0391
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, d.floor + 1 AS other, max(x.left_at - x.arrived_at) AS value, sum(cardinality(x.diagnoses)) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0392
SELECT d.floor + 1 AS part, EXTRACT(isodow FROM x.arrived_at) AS other, avg(x.seen_at - x.arrived_at) AS value, count(x.follow_up_of) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0393
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, EXTRACT(isodow FROM x.arrived_at) AS other, count(*) AS value, sum(cardinality(x.diagnoses)) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0394
SELECT x.triage AS part, d.floor + 1 AS other, max(x.left_at - x.arrived_at) AS value, sum(cardinality(x.diagnoses)) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0395
SELECT x.triage AS part, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' OR x.triage <> 'green' GROUP BY x.triage ORDER BY 2 DESC LIMIT 10

-- case: 0396
SELECT x.triage AS part, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] OR d.beds > 10 OR d.floor = 0 GROUP BY x.triage ORDER BY 2 DESC LIMIT 10

-- case: 0397
SELECT x.diagnoses[1] AS part, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 OR x.reason ~* 'pain' GROUP BY x.diagnoses[1] ORDER BY 2 DESC LIMIT 10

-- case: 0398
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' OR x.diagnoses @> ARRAY['I10'] GROUP BY EXTRACT(isodow FROM x.arrived_at) ORDER BY 2 DESC LIMIT 10

-- case: 0399
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' OR d.beds > 10 OR d.floor = 0 GROUP BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END ORDER BY 2 DESC LIMIT 10

-- case: 0400
WITH base AS (SELECT x.diagnoses[1] AS part, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0401
WITH base AS (SELECT EXTRACT(isodow FROM x.arrived_at) AS part, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0402
WITH base AS (SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0403
WITH base AS (SELECT d.floor + 1 AS part, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0404
WITH base AS (SELECT d.name AS part, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0405
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) s

-- case: 0406
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.triage AS part, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) s

-- case: 0407
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT d.floor + 1 AS part, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) s

-- case: 0408
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.triage AS part, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) s

-- case: 0409
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) s

-- case: 0410
SELECT d.floor + 1 AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY d.floor + 1

-- case: 0411
SELECT x.triage AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY x.triage

-- case: 0412
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 GROUP BY EXTRACT(isodow FROM x.arrived_at)

-- case: 0413
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END

-- case: 0414
SELECT * FROM (SELECT d.floor + 1 AS part, x.visit_id AS id, EXTRACT(epoch FROM x.left_at - x.arrived_at) AS amount, row_number() OVER (PARTITION BY d.floor + 1 ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at) DESC) AS place FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL) r WHERE place <= 3

-- case: 0415
SELECT * FROM (SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, x.visit_id AS id, EXTRACT(epoch FROM x.left_at - x.arrived_at) AS amount, row_number() OVER (PARTITION BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at) DESC) AS place FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL) r WHERE place <= 3

-- case: 0416
SELECT * FROM (SELECT x.diagnoses[1] AS part, x.visit_id AS id, EXTRACT(epoch FROM x.left_at - x.arrived_at) AS amount, row_number() OVER (PARTITION BY x.diagnoses[1] ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at) DESC) AS place FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0) r WHERE place <= 3

-- case: 0417
SELECT * FROM (SELECT EXTRACT(isodow FROM x.arrived_at) AS part, x.visit_id AS id, EXTRACT(epoch FROM x.left_at - x.arrived_at) AS amount, row_number() OVER (PARTITION BY EXTRACT(isodow FROM x.arrived_at) ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at) DESC) AS place FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}') r WHERE place <= 3

-- case: 0418
SELECT * FROM (SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, x.visit_id AS id, EXTRACT(epoch FROM x.left_at - x.arrived_at) AS amount, row_number() OVER (PARTITION BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at) DESC) AS place FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0) r WHERE place <= 3

-- case: 0419
SELECT x.arrived_at AS moment, sum(cardinality(x.diagnoses)) AS value, sum(count(*)) OVER (ORDER BY x.arrived_at) AS so_far FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY x.arrived_at ORDER BY 1

-- case: 0420
SELECT x.arrived_at AS moment, max(x.left_at - x.arrived_at) AS value, sum(count(*)) OVER (ORDER BY x.arrived_at) AS so_far FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY x.arrived_at ORDER BY 1

-- case: 0421
SELECT x.arrived_at AS moment, count(*) AS value, sum(count(*)) OVER (ORDER BY x.arrived_at) AS so_far FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY x.arrived_at ORDER BY 1

-- case: 0422
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(CASE WHEN d.beds > 10 OR d.floor = 0 THEN 1 END) AS first, count(CASE WHEN x.reason ~* 'pain' THEN 1 END) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0423
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, count(CASE WHEN x.reason ~* 'pain' THEN 1 END) AS first, count(CASE WHEN x.vitals @> '{"fever": true}' THEN 1 END) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0424
SELECT d.name AS part, count(CASE WHEN x.reason ~* 'pain' THEN 1 END) AS first, count(CASE WHEN x.seen_at IS NOT NULL THEN 1 END) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0425
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, count(CASE WHEN d.beds > 10 OR d.floor = 0 THEN 1 END) AS first, count(CASE WHEN x.reason ~* 'pain' THEN 1 END) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0426
SELECT d.name AS part, count(CASE WHEN x.diagnoses @> ARRAY['I10'] THEN 1 END) AS first, count(CASE WHEN x.vitals @> '{"fever": true}' THEN 1 END) AS second FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0427
SELECT x.diagnoses[1] AS part, count(*) FILTER (WHERE x.diagnoses @> ARRAY['I10']) AS first, count(*) FILTER (WHERE d.beds > 10 OR d.floor = 0) AS second, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0428
SELECT d.floor + 1 AS part, count(*) FILTER (WHERE x.seen_at IS NOT NULL) AS first, count(*) FILTER (WHERE x.vitals @> '{"fever": true}') AS second, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0429
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(*) FILTER (WHERE d.beds > 10 OR d.floor = 0) AS first, count(*) FILTER (WHERE x.vitals @> '{"fever": true}') AS second, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0430
SELECT d.name AS part, count(*) FILTER (WHERE d.beds > 10 OR d.floor = 0) AS first, count(*) FILTER (WHERE x.diagnoses @> ARRAY['I10']) AS second, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0431
SELECT x.diagnoses[1] AS part, count(*) FILTER (WHERE x.diagnoses @> ARRAY['I10']) AS first, count(*) FILTER (WHERE d.beds > 10 OR d.floor = 0) AS second, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0432
SELECT x.visit_id AS id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' EXCEPT SELECT x.visit_id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10']

-- case: 0433
SELECT x.visit_id AS id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] EXCEPT SELECT x.visit_id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0

-- case: 0434
SELECT x.visit_id AS id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' EXCEPT SELECT x.visit_id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL

-- case: 0435
SELECT x.visit_id AS id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' EXCEPT SELECT x.visit_id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}'

-- case: 0436
SELECT x.visit_id AS id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL EXCEPT SELECT x.visit_id FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green'

-- case: 0437
SELECT CAST(EXTRACT(isodow FROM x.arrived_at) AS text) AS part, 'one' AS kind, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1 UNION ALL SELECT CAST(CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS text), 'other', count(DISTINCT x.patient_id) FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1

-- case: 0438
SELECT CAST(d.name AS text) AS part, 'one' AS kind, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1 UNION ALL SELECT CAST(EXTRACT(isodow FROM x.arrived_at) AS text), 'other', count(DISTINCT x.patient_id) FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1

-- case: 0439
SELECT CAST(x.triage AS text) AS part, 'one' AS kind, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 GROUP BY 1 UNION ALL SELECT CAST(d.name AS text), 'other', count(*) FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1

-- case: 0440
SELECT CAST(x.diagnoses[1] AS text) AS part, 'one' AS kind, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1 UNION ALL SELECT CAST(d.floor + 1 AS text), 'other', avg(x.seen_at - x.arrived_at) FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY 1

-- case: 0441
SELECT CAST(x.triage AS text) AS part, 'one' AS kind, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY 1 UNION ALL SELECT CAST(d.name AS text), 'other', count(DISTINCT x.patient_id) FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY 1

-- case: 0442
WITH steps AS (SELECT x.patient_id AS who, x.arrived_at AS moment, lag(x.arrived_at) OVER (PARTITION BY x.patient_id ORDER BY x.arrived_at) AS before FROM visits x JOIN departments d ON d.department_id = x.department_id) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0443
SELECT x.patient_id AS who, sum(cardinality(x.diagnoses)) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY x.patient_id

-- case: 0444
SELECT x.patient_id AS who, avg(x.seen_at - x.arrived_at) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY x.patient_id

-- case: 0445
SELECT x.patient_id AS who, count(DISTINCT x.patient_id) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY x.patient_id

-- case: 0446
SELECT x.patient_id AS who, max(x.left_at - x.arrived_at) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY x.patient_id

-- case: 0447
WITH totals AS (SELECT x.patient_id AS who, sum(EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS total FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0448
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.triage AS part, sum(EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1) q

-- case: 0449
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.triage AS part, sum(EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1) q

-- case: 0450
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT d.name AS part, sum(EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY 1) q

-- case: 0451
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT d.name AS part, sum(EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1) q

-- case: 0452
SELECT count(*) AS n, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' AND NOT (x.diagnoses @> ARRAY['I10'])

-- case: 0453
SELECT count(*) AS n, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' AND NOT (x.reason ~* 'pain')

-- case: 0454
SELECT count(*) AS n, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] AND NOT (x.vitals @> '{"fever": true}')

-- case: 0455
SELECT count(*) AS n, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' AND NOT (x.reason ~* 'pain')

-- case: 0456
SELECT count(*) AS n, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' AND NOT (d.beds > 10 OR d.floor = 0)

-- case: 0457
WITH one AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}'), other AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10']) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0458
WITH one AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0), other AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0459
WITH one AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL), other AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0460
WITH one AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10']), other AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0461
WITH one AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain'), other AS (SELECT x.patient_id AS who FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0462
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.arrived_at AS moment, sum(EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS amount FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) d

-- case: 0463
SELECT DISTINCT x.triage AS part, d.name AS other FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0464
SELECT DISTINCT x.diagnoses[1] AS part, CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS other FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0465
SELECT DISTINCT d.name AS part, x.diagnoses[1] AS other FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0466
SELECT DISTINCT x.triage AS part, EXTRACT(isodow FROM x.arrived_at) AS other FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0467
SELECT DISTINCT d.floor + 1 AS part, CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS other FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0468
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY ROLLUP (CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END) ORDER BY 1 NULLS LAST

-- case: 0469
SELECT d.name AS part, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY ROLLUP (d.name) ORDER BY 1 NULLS LAST

-- case: 0470
SELECT d.floor + 1 AS part, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY ROLLUP (d.floor + 1) ORDER BY 1 NULLS LAST

-- case: 0471
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY ROLLUP (EXTRACT(isodow FROM x.arrived_at)) ORDER BY 1 NULLS LAST

-- case: 0472
SELECT d.floor + 1 AS part, x.diagnoses[1] AS other, avg(x.seen_at - x.arrived_at) AS value, grouping(d.floor + 1) AS level FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 GROUP BY GROUPING SETS ((d.floor + 1), (x.diagnoses[1]), ())

-- case: 0473
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, d.name AS other, sum(cardinality(x.diagnoses)) AS value, grouping(CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END) AS level FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY GROUPING SETS ((CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END), (d.name), ())

-- case: 0474
SELECT d.floor + 1 AS part, x.diagnoses[1] AS other, sum(cardinality(x.diagnoses)) AS value, grouping(d.floor + 1) AS level FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY GROUPING SETS ((d.floor + 1), (x.diagnoses[1]), ())

-- case: 0475
SELECT d.name AS part, d.floor + 1 AS other, max(x.left_at - x.arrived_at) AS value, grouping(d.name) AS level FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY GROUPING SETS ((d.name), (d.floor + 1), ())

-- case: 0476
SELECT x.diagnoses[1] AS part, EXTRACT(isodow FROM x.arrived_at) AS other, avg(x.seen_at - x.arrived_at) AS value, grouping(x.diagnoses[1]) AS level FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY GROUPING SETS ((x.diagnoses[1]), (EXTRACT(isodow FROM x.arrived_at)), ())

-- case: 0477
SELECT d.floor + 1 AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS high FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1

-- case: 0478
SELECT d.name AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS high FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1

-- case: 0479
SELECT d.name AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS high FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1

-- case: 0480
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS high FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY 1

-- case: 0481
SELECT d.floor + 1 AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM x.left_at - x.arrived_at)) AS high FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1

-- case: 0482
SELECT DISTINCT ON (EXTRACT(isodow FROM x.arrived_at)) EXTRACT(isodow FROM x.arrived_at) AS part, x.visit_id AS id, x.arrived_at AS moment FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' ORDER BY EXTRACT(isodow FROM x.arrived_at), x.arrived_at DESC

-- case: 0483
SELECT DISTINCT ON (CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END) CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, x.visit_id AS id, x.arrived_at AS moment FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL ORDER BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END, x.arrived_at DESC

-- case: 0484
SELECT DISTINCT ON (d.floor + 1) d.floor + 1 AS part, x.visit_id AS id, x.arrived_at AS moment FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] ORDER BY d.floor + 1, x.arrived_at DESC

-- case: 0485
SELECT DISTINCT ON (x.triage) x.triage AS part, x.visit_id AS id, x.arrived_at AS moment FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] ORDER BY x.triage, x.arrived_at DESC

-- case: 0486
SELECT date_trunc('month', x.arrived_at)::date AS month, max(x.left_at - x.arrived_at) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.arrived_at)) AS year_before FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY date_trunc('month', x.arrived_at) ORDER BY 1

-- case: 0487
SELECT date_trunc('month', x.arrived_at)::date AS month, avg(x.seen_at - x.arrived_at) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.arrived_at)) AS year_before FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY date_trunc('month', x.arrived_at) ORDER BY 1

-- case: 0488
SELECT date_trunc('month', x.arrived_at)::date AS month, sum(cardinality(x.diagnoses)) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.arrived_at)) AS year_before FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY date_trunc('month', x.arrived_at) ORDER BY 1

-- case: 0489
SELECT date_trunc('month', x.arrived_at)::date AS month, count(x.follow_up_of) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.arrived_at)) AS year_before FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY date_trunc('month', x.arrived_at) ORDER BY 1

-- case: 0490
SELECT d.floor + 1 AS part, array_agg(DISTINCT x.triage ORDER BY x.triage) AS others, mode() WITHIN GROUP (ORDER BY x.triage) AS usual FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0491
SELECT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END AS part, array_agg(DISTINCT x.triage ORDER BY x.triage) AS others, mode() WITHIN GROUP (ORDER BY x.triage) AS usual FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0492
SELECT EXTRACT(isodow FROM x.arrived_at) AS part, array_agg(DISTINCT d.floor + 1 ORDER BY d.floor + 1) AS others, mode() WITHIN GROUP (ORDER BY d.floor + 1) AS usual FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0493
SELECT x.diagnoses[1] AS part, array_agg(DISTINCT CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END ORDER BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END) AS others, mode() WITHIN GROUP (ORDER BY CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END) AS usual FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1

-- case: 0494
WITH first AS (SELECT x.patient_id AS who, min(x.arrived_at) AS since FROM visits x JOIN departments d ON d.department_id = x.department_id GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0495
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT EXTRACT(isodow FROM x.arrived_at) AS part, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 GROUP BY 1) b

-- case: 0496
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT EXTRACT(isodow FROM x.arrived_at) AS part, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 GROUP BY 1) b

-- case: 0497
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT d.name AS part, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] GROUP BY 1) b

-- case: 0498
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT d.name AS part, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1) b

-- case: 0499
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT EXTRACT(isodow FROM x.arrived_at) AS part, max(x.left_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.vitals @> '{"fever": true}' GROUP BY 1) b

-- case: 0500
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.diagnoses @> ARRAY['I10'] AND v.flag = 1) l

-- case: 0501
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' AND v.flag = 1) l

-- case: 0502
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE d.beds > 10 OR d.floor = 0 AND v.flag = 1) l

-- case: 0503
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' AND v.flag = 1) l

-- case: 0504
SELECT width_bucket(EXTRACT(epoch FROM x.left_at - x.arrived_at), 0, 1000, 20) AS bucket, count(*) AS n, avg(x.seen_at - x.arrived_at) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.seen_at IS NOT NULL GROUP BY 1 ORDER BY 1

-- case: 0505
SELECT width_bucket(EXTRACT(epoch FROM x.left_at - x.arrived_at), 0, 1000, 20) AS bucket, count(*) AS n, count(x.follow_up_of) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1 ORDER BY 1

-- case: 0506
SELECT width_bucket(EXTRACT(epoch FROM x.left_at - x.arrived_at), 0, 1000, 20) AS bucket, count(*) AS n, count(*) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1 ORDER BY 1

-- case: 0507
SELECT width_bucket(EXTRACT(epoch FROM x.left_at - x.arrived_at), 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.patient_id) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.triage <> 'green' GROUP BY 1 ORDER BY 1

-- case: 0508
SELECT width_bucket(EXTRACT(epoch FROM x.left_at - x.arrived_at), 0, 1000, 20) AS bucket, count(*) AS n, sum(cardinality(x.diagnoses)) AS value FROM visits x JOIN departments d ON d.department_id = x.department_id WHERE x.reason ~* 'pain' GROUP BY 1 ORDER BY 1

-- catalog: clinic

-- case: 0509
SELECT x.is_abnormal AS part, count(*) AS value FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0510
SELECT x.details ->> 'device' AS part, avg(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0511
SELECT x.details ->> 'device' AS part, avg(x.value) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0512
SELECT x.details ->> 'device' AS part, stddev_samp(x.value) AS value FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0513
SELECT x.is_abnormal AS part, max(x.value) AS value FROM lab_results x WHERE x.is_abnormal GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0514
SELECT x.details ->> 'device' AS part, x.is_abnormal AS other, avg(x.value) AS value, bool_or(x.is_abnormal) AS second FROM lab_results x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0515
SELECT x.unit AS part, lower(x.test_code) AS other, max(x.value) AS value, stddev_samp(x.value) AS second FROM lab_results x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0516
SELECT x.details ->> 'device' AS part, x.test_code AS other, stddev_samp(x.value) AS value, bool_or(x.is_abnormal) AS second FROM lab_results x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0517
SELECT x.details ->> 'device' AS part, floor(x.value) AS other, max(x.value) AS value, avg(x.value) AS second FROM lab_results x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0518
SELECT x.details ->> 'device' AS part, x.unit AS other, bool_or(x.is_abnormal) AS value, stddev_samp(x.value) AS second FROM lab_results x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0519
SELECT floor(x.value) AS part, max(x.value) AS value FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' OR x.value > 0 AND x.unit = 'mg' GROUP BY floor(x.value) ORDER BY 2 DESC LIMIT 10

-- case: 0520
SELECT x.unit AS part, count(*) AS value FROM lab_results x WHERE x.is_abnormal OR x.value > 0 AND x.unit = 'mg' GROUP BY x.unit ORDER BY 2 DESC LIMIT 10

-- case: 0521
SELECT x.test_code AS part, max(x.value) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' OR x.details IS NOT NULL GROUP BY x.test_code ORDER BY 2 DESC LIMIT 10

-- case: 0522
SELECT x.details ->> 'device' AS part, bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.details IS NOT NULL OR x.test_code IN ('hb', 'crp') GROUP BY x.details ->> 'device' ORDER BY 2 DESC LIMIT 10

-- case: 0523
SELECT x.details ->> 'device' AS part, bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' OR x.is_abnormal GROUP BY x.details ->> 'device' ORDER BY 2 DESC LIMIT 10

-- case: 0524
WITH base AS (SELECT x.details ->> 'device' AS part, count(DISTINCT x.visit_id) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0525
WITH base AS (SELECT x.test_code AS part, bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0526
WITH base AS (SELECT floor(x.value) AS part, count(*) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0527
WITH base AS (SELECT x.details ->> 'device' AS part, count(*) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0528
WITH base AS (SELECT lower(x.test_code) AS part, stddev_samp(x.value) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0529
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.unit AS part, count(*) AS value FROM lab_results x GROUP BY 1) s

-- case: 0530
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.unit AS part, avg(x.value) AS value FROM lab_results x GROUP BY 1) s

-- case: 0531
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.unit AS part, bool_or(x.is_abnormal) AS value FROM lab_results x GROUP BY 1) s

-- case: 0532
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT lower(x.test_code) AS part, bool_or(x.is_abnormal) AS value FROM lab_results x GROUP BY 1) s

-- case: 0533
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.test_code AS part, stddev_samp(x.value) AS value FROM lab_results x GROUP BY 1) s

-- case: 0534
SELECT x.details ->> 'device' AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY x.details ->> 'device'

-- case: 0535
SELECT x.unit AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM lab_results x WHERE x.is_abnormal GROUP BY x.unit

-- case: 0536
SELECT lower(x.test_code) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY lower(x.test_code)

-- case: 0537
SELECT lower(x.test_code) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM lab_results x WHERE x.is_abnormal GROUP BY lower(x.test_code)

-- case: 0538
SELECT x.details ->> 'device' AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY x.details ->> 'device'

-- case: 0539
SELECT * FROM (SELECT floor(x.value) AS part, x.result_id AS id, x.value AS amount, row_number() OVER (PARTITION BY floor(x.value) ORDER BY x.value DESC) AS place FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month') r WHERE place <= 3

-- case: 0540
SELECT * FROM (SELECT x.unit AS part, x.result_id AS id, x.value AS amount, row_number() OVER (PARTITION BY x.unit ORDER BY x.value DESC) AS place FROM lab_results x WHERE x.is_abnormal) r WHERE place <= 3

-- case: 0541
SELECT * FROM (SELECT x.test_code AS part, x.result_id AS id, x.value AS amount, row_number() OVER (PARTITION BY x.test_code ORDER BY x.value DESC) AS place FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month') r WHERE place <= 3

-- case: 0542
SELECT * FROM (SELECT lower(x.test_code) AS part, x.result_id AS id, x.value AS amount, row_number() OVER (PARTITION BY lower(x.test_code) ORDER BY x.value DESC) AS place FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month') r WHERE place <= 3

-- case: 0543
SELECT x.taken_at AS moment, max(x.value) AS value, sum(count(*)) OVER (ORDER BY x.taken_at) AS so_far FROM lab_results x GROUP BY x.taken_at ORDER BY 1

-- case: 0544
SELECT x.taken_at AS moment, stddev_samp(x.value) AS value, sum(count(*)) OVER (ORDER BY x.taken_at) AS so_far FROM lab_results x GROUP BY x.taken_at ORDER BY 1

-- case: 0545
SELECT x.taken_at AS moment, count(DISTINCT x.visit_id) AS value, sum(count(*)) OVER (ORDER BY x.taken_at) AS so_far FROM lab_results x GROUP BY x.taken_at ORDER BY 1

-- case: 0546
SELECT x.taken_at AS moment, count(*) AS value, sum(count(*)) OVER (ORDER BY x.taken_at) AS so_far FROM lab_results x GROUP BY x.taken_at ORDER BY 1

-- case: 0547
SELECT floor(x.value) AS part, count(CASE WHEN x.test_code IN ('hb', 'crp') THEN 1 END) AS first, count(CASE WHEN x.details IS NOT NULL THEN 1 END) AS second FROM lab_results x GROUP BY 1

-- case: 0548
SELECT x.unit AS part, count(CASE WHEN x.test_code IN ('hb', 'crp') THEN 1 END) AS first, count(CASE WHEN x.value > 0 AND x.unit = 'mg' THEN 1 END) AS second FROM lab_results x GROUP BY 1

-- case: 0549
SELECT x.is_abnormal AS part, count(CASE WHEN x.details IS NOT NULL THEN 1 END) AS first, count(CASE WHEN x.test_code IN ('hb', 'crp') THEN 1 END) AS second FROM lab_results x GROUP BY 1

-- case: 0550
SELECT x.details ->> 'device' AS part, count(CASE WHEN x.test_code IN ('hb', 'crp') THEN 1 END) AS first, count(CASE WHEN x.value > 0 AND x.unit = 'mg' THEN 1 END) AS second FROM lab_results x GROUP BY 1

-- case: 0551
SELECT x.unit AS part, count(*) FILTER (WHERE x.is_abnormal) AS first, count(*) FILTER (WHERE x.taken_at > now() - INTERVAL '1 month') AS second, max(x.value) AS value FROM lab_results x GROUP BY 1

-- case: 0552
SELECT lower(x.test_code) AS part, count(*) FILTER (WHERE x.details IS NOT NULL) AS first, count(*) FILTER (WHERE x.taken_at > now() - INTERVAL '1 month') AS second, avg(x.value) AS value FROM lab_results x GROUP BY 1

-- case: 0553
SELECT x.details ->> 'device' AS part, count(*) FILTER (WHERE x.is_abnormal) AS first, count(*) FILTER (WHERE x.test_code IN ('hb', 'crp')) AS second, avg(x.value) AS value FROM lab_results x GROUP BY 1

-- case: 0554
SELECT lower(x.test_code) AS part, count(*) FILTER (WHERE x.taken_at > now() - INTERVAL '1 month') AS first, count(*) FILTER (WHERE x.details IS NOT NULL) AS second, count(DISTINCT x.visit_id) AS value FROM lab_results x GROUP BY 1

-- case: 0555
SELECT x.is_abnormal AS part, count(*) FILTER (WHERE x.is_abnormal) AS first, count(*) FILTER (WHERE x.taken_at > now() - INTERVAL '1 month') AS second, count(*) AS value FROM lab_results x GROUP BY 1

-- case: 0556
SELECT x.result_id AS id FROM lab_results x WHERE x.details IS NOT NULL EXCEPT SELECT x.result_id FROM lab_results x WHERE x.test_code IN ('hb', 'crp')

-- case: 0557
SELECT x.result_id AS id FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' EXCEPT SELECT x.result_id FROM lab_results x WHERE x.test_code IN ('hb', 'crp')

-- case: 0558
SELECT x.result_id AS id FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' EXCEPT SELECT x.result_id FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg'

-- case: 0559
SELECT x.result_id AS id FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' EXCEPT SELECT x.result_id FROM lab_results x WHERE x.is_abnormal

-- case: 0560
SELECT CAST(x.is_abnormal AS text) AS part, 'one' AS kind, count(DISTINCT x.visit_id) AS value FROM lab_results x WHERE x.is_abnormal GROUP BY 1 UNION ALL SELECT CAST(x.unit AS text), 'other', count(DISTINCT x.visit_id) FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1

-- case: 0561
SELECT CAST(floor(x.value) AS text) AS part, 'one' AS kind, count(*) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1 UNION ALL SELECT CAST(lower(x.test_code) AS text), 'other', count(*) FROM lab_results x WHERE x.is_abnormal GROUP BY 1

-- case: 0562
SELECT CAST(x.unit AS text) AS part, 'one' AS kind, avg(x.value) AS value FROM lab_results x WHERE x.is_abnormal GROUP BY 1 UNION ALL SELECT CAST(x.test_code AS text), 'other', avg(x.value) FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY 1

-- case: 0563
SELECT CAST(x.unit AS text) AS part, 'one' AS kind, bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1 UNION ALL SELECT CAST(x.is_abnormal AS text), 'other', bool_or(x.is_abnormal) FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY 1

-- case: 0564
WITH steps AS (SELECT x.visit_id AS who, x.taken_at AS moment, lag(x.taken_at) OVER (PARTITION BY x.visit_id ORDER BY x.taken_at) AS before FROM lab_results x) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0565
SELECT x.visit_id AS who, avg(x.value) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY x.visit_id

-- case: 0566
SELECT x.visit_id AS who, stddev_samp(x.value) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY x.visit_id

-- case: 0567
SELECT x.visit_id AS who, max(x.value) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM lab_results x WHERE x.is_abnormal GROUP BY x.visit_id

-- case: 0568
SELECT x.visit_id AS who, count(DISTINCT x.visit_id) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY x.visit_id

-- case: 0569
SELECT x.visit_id AS who, max(x.value) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY x.visit_id

-- case: 0570
WITH totals AS (SELECT x.visit_id AS who, sum(x.value) AS total FROM lab_results x GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0571
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT lower(x.test_code) AS part, sum(x.value) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1) q

-- case: 0572
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.test_code AS part, sum(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1) q

-- case: 0573
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.test_code AS part, sum(x.value) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1) q

-- case: 0574
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT floor(x.value) AS part, sum(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1) q

-- case: 0575
SELECT count(*) AS n, avg(x.value) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' AND NOT (x.details IS NOT NULL)

-- case: 0576
SELECT count(*) AS n, stddev_samp(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') AND NOT (x.value > 0 AND x.unit = 'mg')

-- case: 0577
SELECT count(*) AS n, max(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') AND NOT (x.taken_at > now() - INTERVAL '1 month')

-- case: 0578
SELECT count(*) AS n, stddev_samp(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') AND NOT (x.details IS NOT NULL)

-- case: 0579
SELECT count(*) AS n, avg(x.value) AS value FROM lab_results x WHERE x.is_abnormal AND NOT (x.details IS NOT NULL)

-- case: 0580
WITH one AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.details IS NOT NULL), other AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0581
WITH one AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg'), other AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.details IS NOT NULL) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0582
WITH one AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.is_abnormal), other AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0583
WITH one AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.test_code IN ('hb', 'crp')), other AS (SELECT x.visit_id AS who FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0584
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.taken_at AS moment, sum(x.value) AS amount FROM lab_results x GROUP BY 1) d

-- case: 0585
SELECT DISTINCT x.test_code AS part, x.is_abnormal AS other FROM lab_results x WHERE x.is_abnormal ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0586
SELECT DISTINCT x.details ->> 'device' AS part, x.is_abnormal AS other FROM lab_results x WHERE x.details IS NOT NULL ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0587
SELECT DISTINCT x.test_code AS part, x.unit AS other FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0588
SELECT DISTINCT x.details ->> 'device' AS part, lower(x.test_code) AS other FROM lab_results x WHERE x.test_code IN ('hb', 'crp') ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0589
SELECT DISTINCT x.test_code AS part, x.details ->> 'device' AS other FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0590
SELECT lower(x.test_code) AS part, bool_or(x.is_abnormal) AS value FROM lab_results x GROUP BY ROLLUP (lower(x.test_code)) ORDER BY 1 NULLS LAST

-- case: 0591
SELECT x.test_code AS part, bool_or(x.is_abnormal) AS value FROM lab_results x GROUP BY ROLLUP (x.test_code) ORDER BY 1 NULLS LAST

-- case: 0592
SELECT x.unit AS part, max(x.value) AS value FROM lab_results x GROUP BY ROLLUP (x.unit) ORDER BY 1 NULLS LAST

-- case: 0593
SELECT x.is_abnormal AS part, bool_or(x.is_abnormal) AS value FROM lab_results x GROUP BY ROLLUP (x.is_abnormal) ORDER BY 1 NULLS LAST

-- case: 0594
SELECT x.details ->> 'device' AS part, count(*) AS value FROM lab_results x GROUP BY ROLLUP (x.details ->> 'device') ORDER BY 1 NULLS LAST

-- case: 0595
SELECT lower(x.test_code) AS part, x.test_code AS other, count(*) AS value, grouping(lower(x.test_code)) AS level FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY GROUPING SETS ((lower(x.test_code)), (x.test_code), ())

-- case: 0596
SELECT x.unit AS part, x.test_code AS other, max(x.value) AS value, grouping(x.unit) AS level FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY GROUPING SETS ((x.unit), (x.test_code), ())

-- case: 0597
SELECT x.details ->> 'device' AS part, x.unit AS other, max(x.value) AS value, grouping(x.details ->> 'device') AS level FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY GROUPING SETS ((x.details ->> 'device'), (x.unit), ())

-- case: 0598
SELECT x.unit AS part, x.details ->> 'device' AS other, max(x.value) AS value, grouping(x.unit) AS level FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY GROUPING SETS ((x.unit), (x.details ->> 'device'), ())

-- case: 0599
SELECT floor(x.value) AS part, x.details ->> 'device' AS other, stddev_samp(x.value) AS value, grouping(floor(x.value)) AS level FROM lab_results x WHERE x.details IS NOT NULL GROUP BY GROUPING SETS ((floor(x.value)), (x.details ->> 'device'), ())

-- case: 0600
SELECT x.details ->> 'device' AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.value) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.value) AS high FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' GROUP BY 1

-- case: 0601
SELECT x.test_code AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.value) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.value) AS high FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1

-- case: 0602
SELECT x.test_code AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.value) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.value) AS high FROM lab_results x WHERE x.is_abnormal GROUP BY 1

-- case: 0603
SELECT lower(x.test_code) AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.value) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.value) AS high FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1

-- case: 0604
SELECT DISTINCT ON (lower(x.test_code)) lower(x.test_code) AS part, x.result_id AS id, x.taken_at AS moment FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' ORDER BY lower(x.test_code), x.taken_at DESC

-- case: 0605
SELECT DISTINCT ON (lower(x.test_code)) lower(x.test_code) AS part, x.result_id AS id, x.taken_at AS moment FROM lab_results x WHERE x.is_abnormal ORDER BY lower(x.test_code), x.taken_at DESC

-- case: 0606
SELECT DISTINCT ON (x.test_code) x.test_code AS part, x.result_id AS id, x.taken_at AS moment FROM lab_results x WHERE x.is_abnormal ORDER BY x.test_code, x.taken_at DESC

-- case: 0607
SELECT DISTINCT ON (x.test_code) x.test_code AS part, x.result_id AS id, x.taken_at AS moment FROM lab_results x WHERE x.details IS NOT NULL ORDER BY x.test_code, x.taken_at DESC

-- case: 0608
SELECT date_trunc('month', x.taken_at)::date AS month, bool_or(x.is_abnormal) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.taken_at)) AS year_before FROM lab_results x GROUP BY date_trunc('month', x.taken_at) ORDER BY 1

-- case: 0609
SELECT date_trunc('month', x.taken_at)::date AS month, max(x.value) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.taken_at)) AS year_before FROM lab_results x GROUP BY date_trunc('month', x.taken_at) ORDER BY 1

-- case: 0610
SELECT date_trunc('month', x.taken_at)::date AS month, stddev_samp(x.value) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.taken_at)) AS year_before FROM lab_results x GROUP BY date_trunc('month', x.taken_at) ORDER BY 1

-- case: 0611
SELECT x.details ->> 'device' AS part, array_agg(DISTINCT x.test_code ORDER BY x.test_code) AS others, mode() WITHIN GROUP (ORDER BY x.test_code) AS usual FROM lab_results x GROUP BY 1

-- case: 0612
SELECT floor(x.value) AS part, array_agg(DISTINCT x.test_code ORDER BY x.test_code) AS others, mode() WITHIN GROUP (ORDER BY x.test_code) AS usual FROM lab_results x GROUP BY 1

-- case: 0613
SELECT floor(x.value) AS part, array_agg(DISTINCT x.is_abnormal ORDER BY x.is_abnormal) AS others, mode() WITHIN GROUP (ORDER BY x.is_abnormal) AS usual FROM lab_results x GROUP BY 1

-- case: 0614
SELECT floor(x.value) AS part, array_agg(DISTINCT x.details ->> 'device' ORDER BY x.details ->> 'device') AS others, mode() WITHIN GROUP (ORDER BY x.details ->> 'device') AS usual FROM lab_results x GROUP BY 1

-- case: 0615
SELECT x.unit AS part, array_agg(DISTINCT x.details ->> 'device' ORDER BY x.details ->> 'device') AS others, mode() WITHIN GROUP (ORDER BY x.details ->> 'device') AS usual FROM lab_results x GROUP BY 1

-- case: 0616
WITH first AS (SELECT x.visit_id AS who, min(x.taken_at) AS since FROM lab_results x GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0617
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.unit AS part, count(*) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1) b

-- case: 0618
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT lower(x.test_code) AS part, avg(x.value) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1) b

-- case: 0619
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT lower(x.test_code) AS part, max(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1) b

-- case: 0620
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.test_code AS part, bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1) b

-- case: 0621
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.test_code AS part, stddev_samp(x.value) AS value FROM lab_results x WHERE x.is_abnormal GROUP BY 1) b

-- case: 0622
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') AND v.flag = 1) l

-- case: 0623
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT max(x.value) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') AND v.flag = 1) l

-- case: 0624
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT max(x.value) AS value FROM lab_results x WHERE x.taken_at > now() - INTERVAL '1 month' AND v.flag = 1) l

-- case: 0625
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT avg(x.value) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' AND v.flag = 1) l

-- case: 0626
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(*) AS value FROM lab_results x WHERE x.details IS NOT NULL AND v.flag = 1) l

-- case: 0627
SELECT width_bucket(x.value, 0, 1000, 20) AS bucket, count(*) AS n, avg(x.value) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1 ORDER BY 1

-- case: 0628
SELECT width_bucket(x.value, 0, 1000, 20) AS bucket, count(*) AS n, bool_or(x.is_abnormal) AS value FROM lab_results x WHERE x.value > 0 AND x.unit = 'mg' GROUP BY 1 ORDER BY 1

-- case: 0629
SELECT width_bucket(x.value, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.visit_id) AS value FROM lab_results x WHERE x.test_code IN ('hb', 'crp') GROUP BY 1 ORDER BY 1

-- case: 0630
SELECT width_bucket(x.value, 0, 1000, 20) AS bucket, count(*) AS n, count(*) AS value FROM lab_results x WHERE x.details IS NOT NULL GROUP BY 1 ORDER BY 1

-- catalog: usage

-- case: 0631
SELECT date_trunc('hour', x.happened_at) AS part, sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0632
SELECT x.duration_ms / 1000 AS part, count(DISTINCT x.session_id) AS value FROM events x WHERE x.name = 'view' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0633
SELECT x.happened_at::date AS part, sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0634
SELECT x.happened_at::date AS part, count(*) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0635
SELECT x.name AS part, sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0636
SELECT x.name AS part, x.properties ->> 'page' AS other, avg(x.duration_ms) AS value, min(x.happened_at) AS second FROM events x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0637
SELECT x.name AS part, x.duration_ms / 1000 AS other, count(DISTINCT x.session_id) AS value, min(x.happened_at) AS second FROM events x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0638
SELECT x.properties ->> 'page' AS part, x.duration_ms / 1000 AS other, sum(x.duration_ms) / 1000.0 AS value, count(DISTINCT x.session_id) AS second FROM events x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0639
SELECT x.name AS part, x.duration_ms / 1000 AS other, avg(x.duration_ms) AS value, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS second FROM events x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0640
SELECT x.duration_ms / 1000 AS part, x.properties ->> 'page' AS other, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value, count(DISTINCT x.session_id) AS second FROM events x GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0641
SELECT x.properties ->> 'page' AS part, count(DISTINCT x.session_id) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' OR x.duration_ms > 0 GROUP BY x.properties ->> 'page' ORDER BY 2 DESC LIMIT 10

-- case: 0642
SELECT date_trunc('hour', x.happened_at) AS part, avg(x.duration_ms) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' OR x.name NOT LIKE 'debug%' GROUP BY date_trunc('hour', x.happened_at) ORDER BY 2 DESC LIMIT 10

-- case: 0643
SELECT x.name AS part, min(x.happened_at) AS value FROM events x WHERE x.name = 'view' OR x.name NOT LIKE 'debug%' GROUP BY x.name ORDER BY 2 DESC LIMIT 10

-- case: 0644
SELECT x.properties ->> 'page' AS part, count(*) AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') OR x.duration_ms > 0 GROUP BY x.properties ->> 'page' ORDER BY 2 DESC LIMIT 10

-- case: 0645
SELECT x.duration_ms / 1000 AS part, count(DISTINCT x.session_id) AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') OR x.name = 'view' GROUP BY x.duration_ms / 1000 ORDER BY 2 DESC LIMIT 10

-- case: 0646
WITH base AS (SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, avg(x.duration_ms) AS value FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0647
WITH base AS (SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x WHERE x.duration_ms > 0 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0648
WITH base AS (SELECT date_trunc('hour', x.happened_at) AS part, count(*) AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0649
WITH base AS (SELECT x.name AS part, count(*) AS value FROM events x WHERE x.name = 'view' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0650
WITH base AS (SELECT date_trunc('hour', x.happened_at) AS part, count(*) AS value FROM events x WHERE x.duration_ms > 0 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0651
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.happened_at::date AS part, min(x.happened_at) AS value FROM events x GROUP BY 1) s

-- case: 0652
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, count(DISTINCT x.session_id) AS value FROM events x GROUP BY 1) s

-- case: 0653
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.name AS part, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x GROUP BY 1) s

-- case: 0654
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.duration_ms / 1000 AS part, count(*) AS value FROM events x GROUP BY 1) s

-- case: 0655
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT date_trunc('hour', x.happened_at) AS part, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x GROUP BY 1) s

-- case: 0656
SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM events x WHERE x.name = 'view' GROUP BY CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END

-- case: 0657
SELECT x.duration_ms / 1000 AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY x.duration_ms / 1000

-- case: 0658
SELECT x.happened_at::date AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM events x WHERE x.name = 'view' GROUP BY x.happened_at::date

-- case: 0659
SELECT date_trunc('hour', x.happened_at) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM events x WHERE x.duration_ms > 0 GROUP BY date_trunc('hour', x.happened_at)

-- case: 0660
SELECT * FROM (SELECT date_trunc('hour', x.happened_at) AS part, x.event_id AS id, x.duration_ms AS amount, row_number() OVER (PARTITION BY date_trunc('hour', x.happened_at) ORDER BY x.duration_ms DESC) AS place FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy')) r WHERE place <= 3

-- case: 0661
SELECT * FROM (SELECT x.happened_at::date AS part, x.event_id AS id, x.duration_ms AS amount, row_number() OVER (PARTITION BY x.happened_at::date ORDER BY x.duration_ms DESC) AS place FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy')) r WHERE place <= 3

-- case: 0662
SELECT * FROM (SELECT x.happened_at::date AS part, x.event_id AS id, x.duration_ms AS amount, row_number() OVER (PARTITION BY x.happened_at::date ORDER BY x.duration_ms DESC) AS place FROM events x WHERE x.name NOT LIKE 'debug%') r WHERE place <= 3

-- case: 0663
SELECT * FROM (SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, x.event_id AS id, x.duration_ms AS amount, row_number() OVER (PARTITION BY CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END ORDER BY x.duration_ms DESC) AS place FROM events x WHERE x.duration_ms > 0) r WHERE place <= 3

-- case: 0664
SELECT * FROM (SELECT x.duration_ms / 1000 AS part, x.event_id AS id, x.duration_ms AS amount, row_number() OVER (PARTITION BY x.duration_ms / 1000 ORDER BY x.duration_ms DESC) AS place FROM events x WHERE x.name NOT LIKE 'debug%') r WHERE place <= 3

-- case: 0665
SELECT x.happened_at AS moment, sum(x.duration_ms) / 1000.0 AS value, sum(count(*)) OVER (ORDER BY x.happened_at) AS so_far FROM events x GROUP BY x.happened_at ORDER BY 1

-- case: 0666
SELECT x.happened_at AS moment, min(x.happened_at) AS value, sum(count(*)) OVER (ORDER BY x.happened_at) AS so_far FROM events x GROUP BY x.happened_at ORDER BY 1

-- case: 0667
SELECT x.happened_at AS moment, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value, sum(count(*)) OVER (ORDER BY x.happened_at) AS so_far FROM events x GROUP BY x.happened_at ORDER BY 1

-- case: 0668
SELECT x.happened_at AS moment, avg(x.duration_ms) AS value, sum(count(*)) OVER (ORDER BY x.happened_at) AS so_far FROM events x GROUP BY x.happened_at ORDER BY 1

-- case: 0669
SELECT date_trunc('hour', x.happened_at) AS part, count(CASE WHEN x.properties @> '{"kind": "cart"}' THEN 1 END) AS first, count(CASE WHEN x.user_id IS NOT NULL AND x.name IN ('add', 'buy') THEN 1 END) AS second FROM events x GROUP BY 1

-- case: 0670
SELECT x.properties ->> 'page' AS part, count(CASE WHEN x.user_id IS NOT NULL AND x.name IN ('add', 'buy') THEN 1 END) AS first, count(CASE WHEN x.duration_ms > 0 THEN 1 END) AS second FROM events x GROUP BY 1

-- case: 0671
SELECT x.duration_ms / 1000 AS part, count(CASE WHEN x.user_id IS NOT NULL AND x.name IN ('add', 'buy') THEN 1 END) AS first, count(CASE WHEN x.duration_ms > 0 THEN 1 END) AS second FROM events x GROUP BY 1

-- case: 0672
SELECT date_trunc('hour', x.happened_at) AS part, count(CASE WHEN x.properties @> '{"kind": "cart"}' THEN 1 END) AS first, count(CASE WHEN x.duration_ms > 0 THEN 1 END) AS second FROM events x GROUP BY 1

-- case: 0673
SELECT x.name AS part, count(CASE WHEN x.name = 'view' THEN 1 END) AS first, count(CASE WHEN x.happened_at > now() - INTERVAL '7 days' THEN 1 END) AS second FROM events x GROUP BY 1

-- case: 0674
SELECT x.name AS part, count(*) FILTER (WHERE x.name = 'view') AS first, count(*) FILTER (WHERE x.duration_ms > 0) AS second, count(*) AS value FROM events x GROUP BY 1

-- case: 0675
SELECT x.properties ->> 'page' AS part, count(*) FILTER (WHERE x.happened_at > now() - INTERVAL '7 days') AS first, count(*) FILTER (WHERE x.duration_ms > 0) AS second, avg(x.duration_ms) AS value FROM events x GROUP BY 1

-- case: 0676
SELECT x.name AS part, count(*) FILTER (WHERE x.properties @> '{"kind": "cart"}') AS first, count(*) FILTER (WHERE x.name = 'view') AS second, count(*) AS value FROM events x GROUP BY 1

-- case: 0677
SELECT x.happened_at::date AS part, count(*) FILTER (WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy')) AS first, count(*) FILTER (WHERE x.properties @> '{"kind": "cart"}') AS second, sum(x.duration_ms) / 1000.0 AS value FROM events x GROUP BY 1

-- case: 0678
SELECT date_trunc('hour', x.happened_at) AS part, count(*) FILTER (WHERE x.name = 'view') AS first, count(*) FILTER (WHERE x.happened_at > now() - INTERVAL '7 days') AS second, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x GROUP BY 1

-- case: 0679
SELECT x.event_id AS id FROM events x WHERE x.properties @> '{"kind": "cart"}' EXCEPT SELECT x.event_id FROM events x WHERE x.duration_ms > 0

-- case: 0680
SELECT x.event_id AS id FROM events x WHERE x.properties @> '{"kind": "cart"}' EXCEPT SELECT x.event_id FROM events x WHERE x.happened_at > now() - INTERVAL '7 days'

-- case: 0681
SELECT x.event_id AS id FROM events x WHERE x.name NOT LIKE 'debug%' EXCEPT SELECT x.event_id FROM events x WHERE x.name = 'view'

-- case: 0682
SELECT x.event_id AS id FROM events x WHERE x.properties @> '{"kind": "cart"}' EXCEPT SELECT x.event_id FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy')

-- case: 0683
SELECT x.event_id AS id FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') EXCEPT SELECT x.event_id FROM events x WHERE x.happened_at > now() - INTERVAL '7 days'

-- case: 0684
SELECT CAST(x.properties ->> 'page' AS text) AS part, 'one' AS kind, count(DISTINCT x.session_id) AS value FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1 UNION ALL SELECT CAST(date_trunc('hour', x.happened_at) AS text), 'other', count(DISTINCT x.session_id) FROM events x WHERE x.duration_ms > 0 GROUP BY 1

-- case: 0685
SELECT CAST(x.happened_at::date AS text) AS part, 'one' AS kind, count(*) AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1 UNION ALL SELECT CAST(x.properties ->> 'page' AS text), 'other', count(*) FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1

-- case: 0686
SELECT CAST(x.name AS text) AS part, 'one' AS kind, min(x.happened_at) AS value FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1 UNION ALL SELECT CAST(date_trunc('hour', x.happened_at) AS text), 'other', min(x.happened_at) FROM events x WHERE x.duration_ms > 0 GROUP BY 1

-- case: 0687
SELECT CAST(CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS text) AS part, 'one' AS kind, count(DISTINCT x.session_id) AS value FROM events x WHERE x.duration_ms > 0 GROUP BY 1 UNION ALL SELECT CAST(x.name AS text), 'other', count(DISTINCT x.session_id) FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1

-- case: 0688
SELECT CAST(date_trunc('hour', x.happened_at) AS text) AS part, 'one' AS kind, sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY 1 UNION ALL SELECT CAST(x.name AS text), 'other', sum(x.duration_ms) / 1000.0 FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1

-- case: 0689
WITH steps AS (SELECT x.user_id AS who, x.happened_at AS moment, lag(x.happened_at) OVER (PARTITION BY x.user_id ORDER BY x.happened_at) AS before FROM events x) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0690
SELECT x.user_id AS who, sum(x.duration_ms) / 1000.0 AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY x.user_id

-- case: 0691
SELECT x.user_id AS who, count(DISTINCT x.session_id) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY x.user_id

-- case: 0692
SELECT x.user_id AS who, count(DISTINCT x.session_id) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM events x WHERE x.duration_ms > 0 GROUP BY x.user_id

-- case: 0693
SELECT x.user_id AS who, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY x.user_id

-- case: 0694
SELECT x.user_id AS who, avg(x.duration_ms) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM events x WHERE x.duration_ms > 0 GROUP BY x.user_id

-- case: 0695
WITH totals AS (SELECT x.user_id AS who, sum(x.duration_ms) AS total FROM events x GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0696
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.happened_at::date AS part, sum(x.duration_ms) AS value FROM events x WHERE x.duration_ms > 0 GROUP BY 1) q

-- case: 0697
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.properties ->> 'page' AS part, sum(x.duration_ms) AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1) q

-- case: 0698
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, sum(x.duration_ms) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1) q

-- case: 0699
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.duration_ms / 1000 AS part, sum(x.duration_ms) AS value FROM events x WHERE x.duration_ms > 0 GROUP BY 1) q

-- case: 0700
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.properties ->> 'page' AS part, sum(x.duration_ms) AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY 1) q

-- case: 0701
SELECT count(*) AS n, min(x.happened_at) AS value FROM events x WHERE x.name = 'view' AND NOT (x.happened_at > now() - INTERVAL '7 days')

-- case: 0702
SELECT count(*) AS n, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x WHERE x.name = 'view' AND NOT (x.duration_ms > 0)

-- case: 0703
SELECT count(*) AS n, min(x.happened_at) AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') AND NOT (x.name = 'view')

-- case: 0704
SELECT count(*) AS n, avg(x.duration_ms) AS value FROM events x WHERE x.duration_ms > 0 AND NOT (x.happened_at > now() - INTERVAL '7 days')

-- case: 0705
SELECT count(*) AS n, count(*) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' AND NOT (x.duration_ms > 0)

-- case: 0706
WITH one AS (SELECT x.user_id AS who FROM events x WHERE x.properties @> '{"kind": "cart"}'), other AS (SELECT x.user_id AS who FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy')) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0707
WITH one AS (SELECT x.user_id AS who FROM events x WHERE x.properties @> '{"kind": "cart"}'), other AS (SELECT x.user_id AS who FROM events x WHERE x.name = 'view') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0708
WITH one AS (SELECT x.user_id AS who FROM events x WHERE x.duration_ms > 0), other AS (SELECT x.user_id AS who FROM events x WHERE x.name NOT LIKE 'debug%') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0709
WITH one AS (SELECT x.user_id AS who FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy')), other AS (SELECT x.user_id AS who FROM events x WHERE x.name NOT LIKE 'debug%') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0710
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.happened_at AS moment, sum(x.duration_ms) AS amount FROM events x GROUP BY 1) d

-- case: 0711
SELECT DISTINCT date_trunc('hour', x.happened_at) AS part, CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS other FROM events x WHERE x.properties @> '{"kind": "cart"}' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0712
SELECT DISTINCT x.properties ->> 'page' AS part, date_trunc('hour', x.happened_at) AS other FROM events x WHERE x.name = 'view' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0713
SELECT DISTINCT x.happened_at::date AS part, CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS other FROM events x WHERE x.duration_ms > 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0714
SELECT DISTINCT x.name AS part, x.duration_ms / 1000 AS other FROM events x WHERE x.name = 'view' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0715
SELECT DISTINCT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, x.name AS other FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0716
SELECT x.properties ->> 'page' AS part, count(DISTINCT x.session_id) AS value FROM events x GROUP BY ROLLUP (x.properties ->> 'page') ORDER BY 1 NULLS LAST

-- case: 0717
SELECT x.name AS part, count(DISTINCT x.session_id) AS value FROM events x GROUP BY ROLLUP (x.name) ORDER BY 1 NULLS LAST

-- case: 0718
SELECT date_trunc('hour', x.happened_at) AS part, min(x.happened_at) AS value FROM events x GROUP BY ROLLUP (date_trunc('hour', x.happened_at)) ORDER BY 1 NULLS LAST

-- case: 0719
SELECT x.properties ->> 'page' AS part, min(x.happened_at) AS value FROM events x GROUP BY ROLLUP (x.properties ->> 'page') ORDER BY 1 NULLS LAST

-- case: 0720
SELECT x.duration_ms / 1000 AS part, min(x.happened_at) AS value FROM events x GROUP BY ROLLUP (x.duration_ms / 1000) ORDER BY 1 NULLS LAST

-- case: 0721
SELECT date_trunc('hour', x.happened_at) AS part, x.duration_ms / 1000 AS other, sum(x.duration_ms) / 1000.0 AS value, grouping(date_trunc('hour', x.happened_at)) AS level FROM events x WHERE x.duration_ms > 0 GROUP BY GROUPING SETS ((date_trunc('hour', x.happened_at)), (x.duration_ms / 1000), ())

-- case: 0722
SELECT x.name AS part, x.happened_at::date AS other, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value, grouping(x.name) AS level FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY GROUPING SETS ((x.name), (x.happened_at::date), ())

-- case: 0723
SELECT x.duration_ms / 1000 AS part, x.properties ->> 'page' AS other, min(x.happened_at) AS value, grouping(x.duration_ms / 1000) AS level FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY GROUPING SETS ((x.duration_ms / 1000), (x.properties ->> 'page'), ())

-- case: 0724
SELECT x.duration_ms / 1000 AS part, x.happened_at::date AS other, avg(x.duration_ms) AS value, grouping(x.duration_ms / 1000) AS level FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY GROUPING SETS ((x.duration_ms / 1000), (x.happened_at::date), ())

-- case: 0725
SELECT x.name AS part, x.happened_at::date AS other, count(*) AS value, grouping(x.name) AS level FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY GROUPING SETS ((x.name), (x.happened_at::date), ())

-- case: 0726
SELECT x.duration_ms / 1000 AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.duration_ms) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.duration_ms) AS high FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1

-- case: 0727
SELECT x.duration_ms / 1000 AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.duration_ms) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.duration_ms) AS high FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1

-- case: 0728
SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.duration_ms) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.duration_ms) AS high FROM events x WHERE x.name = 'view' GROUP BY 1

-- case: 0729
SELECT x.duration_ms / 1000 AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.duration_ms) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.duration_ms) AS high FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1

-- case: 0730
SELECT date_trunc('hour', x.happened_at) AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.duration_ms) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.duration_ms) AS high FROM events x WHERE x.duration_ms > 0 GROUP BY 1

-- case: 0731
SELECT DISTINCT ON (x.duration_ms / 1000) x.duration_ms / 1000 AS part, x.event_id AS id, x.happened_at AS moment FROM events x WHERE x.name = 'view' ORDER BY x.duration_ms / 1000, x.happened_at DESC

-- case: 0732
SELECT DISTINCT ON (CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END) CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, x.event_id AS id, x.happened_at AS moment FROM events x WHERE x.name = 'view' ORDER BY CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END, x.happened_at DESC

-- case: 0733
SELECT DISTINCT ON (x.happened_at::date) x.happened_at::date AS part, x.event_id AS id, x.happened_at AS moment FROM events x WHERE x.name NOT LIKE 'debug%' ORDER BY x.happened_at::date, x.happened_at DESC

-- case: 0734
SELECT DISTINCT ON (date_trunc('hour', x.happened_at)) date_trunc('hour', x.happened_at) AS part, x.event_id AS id, x.happened_at AS moment FROM events x WHERE x.duration_ms > 0 ORDER BY date_trunc('hour', x.happened_at), x.happened_at DESC

-- case: 0735
SELECT DISTINCT ON (date_trunc('hour', x.happened_at)) date_trunc('hour', x.happened_at) AS part, x.event_id AS id, x.happened_at AS moment FROM events x WHERE x.name NOT LIKE 'debug%' ORDER BY date_trunc('hour', x.happened_at), x.happened_at DESC

-- case: 0736
SELECT date_trunc('month', x.happened_at)::date AS month, count(*) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.happened_at)) AS year_before FROM events x GROUP BY date_trunc('month', x.happened_at) ORDER BY 1

-- case: 0737
SELECT date_trunc('month', x.happened_at)::date AS month, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.happened_at)) AS year_before FROM events x GROUP BY date_trunc('month', x.happened_at) ORDER BY 1

-- case: 0738
SELECT date_trunc('month', x.happened_at)::date AS month, sum(x.duration_ms) / 1000.0 AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.happened_at)) AS year_before FROM events x GROUP BY date_trunc('month', x.happened_at) ORDER BY 1

-- case: 0739
SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, array_agg(DISTINCT x.name ORDER BY x.name) AS others, mode() WITHIN GROUP (ORDER BY x.name) AS usual FROM events x GROUP BY 1

-- case: 0740
SELECT x.properties ->> 'page' AS part, array_agg(DISTINCT date_trunc('hour', x.happened_at) ORDER BY date_trunc('hour', x.happened_at)) AS others, mode() WITHIN GROUP (ORDER BY date_trunc('hour', x.happened_at)) AS usual FROM events x GROUP BY 1

-- case: 0741
SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, array_agg(DISTINCT date_trunc('hour', x.happened_at) ORDER BY date_trunc('hour', x.happened_at)) AS others, mode() WITHIN GROUP (ORDER BY date_trunc('hour', x.happened_at)) AS usual FROM events x GROUP BY 1

-- case: 0742
SELECT x.happened_at::date AS part, array_agg(DISTINCT x.properties ->> 'page' ORDER BY x.properties ->> 'page') AS others, mode() WITHIN GROUP (ORDER BY x.properties ->> 'page') AS usual FROM events x GROUP BY 1

-- case: 0743
SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, array_agg(DISTINCT x.properties ->> 'page' ORDER BY x.properties ->> 'page') AS others, mode() WITHIN GROUP (ORDER BY x.properties ->> 'page') AS usual FROM events x GROUP BY 1

-- case: 0744
WITH first AS (SELECT x.user_id AS who, min(x.happened_at) AS since FROM events x GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0745
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.duration_ms / 1000 AS part, min(x.happened_at) AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1) b

-- case: 0746
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END AS part, sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY 1) b

-- case: 0747
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.happened_at::date AS part, count(*) AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1) b

-- case: 0748
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT date_trunc('hour', x.happened_at) AS part, min(x.happened_at) AS value FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1) b

-- case: 0749
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.happened_at::date AS part, count(DISTINCT x.session_id) AS value FROM events x WHERE x.duration_ms > 0 GROUP BY 1) b

-- case: 0750
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') AND v.flag = 1) l

-- case: 0751
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.name NOT LIKE 'debug%' AND v.flag = 1) l

-- case: 0752
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT min(x.happened_at) AS value FROM events x WHERE x.duration_ms > 0 AND v.flag = 1) l

-- case: 0753
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.duration_ms) / 1000.0 AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' AND v.flag = 1) l

-- case: 0754
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT avg(x.duration_ms) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' AND v.flag = 1) l

-- case: 0755
SELECT width_bucket(x.duration_ms, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x WHERE x.name NOT LIKE 'debug%' GROUP BY 1 ORDER BY 1

-- case: 0756
SELECT width_bucket(x.duration_ms, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x WHERE x.user_id IS NOT NULL AND x.name IN ('add', 'buy') GROUP BY 1 ORDER BY 1

-- case: 0757
SELECT width_bucket(x.duration_ms, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1 ORDER BY 1

-- case: 0758
SELECT width_bucket(x.duration_ms, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT x.user_id)::numeric / nullif(count(*), 0) AS value FROM events x WHERE x.happened_at > now() - INTERVAL '7 days' GROUP BY 1 ORDER BY 1

-- case: 0759
SELECT width_bucket(x.duration_ms, 0, 1000, 20) AS bucket, count(*) AS n, min(x.happened_at) AS value FROM events x WHERE x.properties @> '{"kind": "cart"}' GROUP BY 1 ORDER BY 1

-- catalog: usage

-- case: 0760
SELECT a.industry AS part, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0761
SELECT date_part('year', x.started_on) AS part, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0762
SELECT date_part('year', x.started_on) AS part, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0763
SELECT a.plan AS part, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0764
SELECT date_part('year', x.started_on) AS part, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0765
SELECT x.currency AS part, a.country || '-' || x.plan AS other, count(*) AS value, max(coalesce(x.ended_on, current_date) - x.started_on) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0766
SELECT a.country || '-' || x.plan AS part, a.industry AS other, avg(x.seats) AS value, sum(x.monthly_amount * 12) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0767
SELECT a.plan AS part, a.industry AS other, sum(x.monthly_amount * 12) AS value, avg(x.seats) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0768
SELECT date_part('year', x.started_on) AS part, x.currency AS other, count(*) AS value, sum(x.monthly_amount) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0769
SELECT x.currency AS part, x.ended_on IS NULL AS other, count(DISTINCT a.account_id) AS value, sum(x.monthly_amount * 12) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0770
SELECT a.plan AS part, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 OR x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY a.plan ORDER BY 2 DESC LIMIT 10

-- case: 0771
SELECT x.ended_on IS NULL AS part, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 OR x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY x.ended_on IS NULL ORDER BY 2 DESC LIMIT 10

-- case: 0772
SELECT a.industry AS part, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' OR a.tags @> ARRAY['pilot'] GROUP BY a.industry ORDER BY 2 DESC LIMIT 10

-- case: 0773
SELECT date_part('year', x.started_on) AS part, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) OR x.monthly_amount >= 100 GROUP BY date_part('year', x.started_on) ORDER BY 2 DESC LIMIT 10

-- case: 0774
SELECT a.plan AS part, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) OR a.tags @> ARRAY['pilot'] GROUP BY a.plan ORDER BY 2 DESC LIMIT 10

-- case: 0775
WITH base AS (SELECT a.industry AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0776
WITH base AS (SELECT x.ended_on IS NULL AS part, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0777
WITH base AS (SELECT x.currency AS part, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0778
WITH base AS (SELECT date_part('year', x.started_on) AS part, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0779
WITH base AS (SELECT x.currency AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0780
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT a.country || '-' || x.plan AS part, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) s

-- case: 0781
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT date_part('year', x.started_on) AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) s

-- case: 0782
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT a.country || '-' || x.plan AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) s

-- case: 0783
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT a.industry AS part, count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) s

-- case: 0784
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT a.plan AS part, count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) s

-- case: 0785
SELECT date_part('year', x.started_on) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY date_part('year', x.started_on)

-- case: 0786
SELECT a.plan AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY a.plan

-- case: 0787
SELECT date_part('year', x.started_on) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 GROUP BY date_part('year', x.started_on)

-- case: 0788
SELECT date_part('year', x.started_on) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY date_part('year', x.started_on)

-- case: 0789
SELECT a.plan AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] GROUP BY a.plan

-- case: 0790
SELECT * FROM (SELECT a.country || '-' || x.plan AS part, x.subscription_id AS id, x.monthly_amount AS amount, row_number() OVER (PARTITION BY a.country || '-' || x.plan ORDER BY x.monthly_amount DESC) AS place FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100) r WHERE place <= 3

-- case: 0791
SELECT * FROM (SELECT a.industry AS part, x.subscription_id AS id, x.monthly_amount AS amount, row_number() OVER (PARTITION BY a.industry ORDER BY x.monthly_amount DESC) AS place FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL) r WHERE place <= 3

-- case: 0792
SELECT * FROM (SELECT x.currency AS part, x.subscription_id AS id, x.monthly_amount AS amount, row_number() OVER (PARTITION BY x.currency ORDER BY x.monthly_amount DESC) AS place FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot']) r WHERE place <= 3

-- case: 0793
SELECT * FROM (SELECT a.plan AS part, x.subscription_id AS id, x.monthly_amount AS amount, row_number() OVER (PARTITION BY a.plan ORDER BY x.monthly_amount DESC) AS place FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s)) r WHERE place <= 3

-- case: 0794
SELECT * FROM (SELECT x.ended_on IS NULL AS part, x.subscription_id AS id, x.monthly_amount AS amount, row_number() OVER (PARTITION BY x.ended_on IS NULL ORDER BY x.monthly_amount DESC) AS place FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot']) r WHERE place <= 3

-- case: 0795
SELECT x.started_on AS moment, sum(x.monthly_amount * 12) AS value, sum(count(*)) OVER (ORDER BY x.started_on) AS so_far FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY x.started_on ORDER BY 1

-- case: 0796
SELECT x.started_on AS moment, avg(x.seats) AS value, sum(count(*)) OVER (ORDER BY x.started_on) AS so_far FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY x.started_on ORDER BY 1

-- case: 0797
SELECT x.started_on AS moment, count(DISTINCT a.account_id) AS value, sum(count(*)) OVER (ORDER BY x.started_on) AS so_far FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY x.started_on ORDER BY 1

-- case: 0798
SELECT x.started_on AS moment, sum(x.monthly_amount) AS value, sum(count(*)) OVER (ORDER BY x.started_on) AS so_far FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY x.started_on ORDER BY 1

-- case: 0799
SELECT x.currency AS part, count(CASE WHEN a.plan = 'team' THEN 1 END) AS first, count(CASE WHEN a.closed_at IS NULL OR a.closed_at > x.started_on THEN 1 END) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0800
SELECT a.plan AS part, count(CASE WHEN x.monthly_amount >= 100 THEN 1 END) AS first, count(CASE WHEN x.seats > (SELECT avg(s.seats) FROM subscriptions s) THEN 1 END) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0801
SELECT a.industry AS part, count(CASE WHEN x.ended_on IS NULL THEN 1 END) AS first, count(CASE WHEN x.monthly_amount >= 100 THEN 1 END) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0802
SELECT a.industry AS part, count(CASE WHEN x.ended_on IS NULL THEN 1 END) AS first, count(CASE WHEN a.plan = 'team' THEN 1 END) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0803
SELECT a.plan AS part, count(CASE WHEN x.ended_on IS NULL THEN 1 END) AS first, count(CASE WHEN a.tags @> ARRAY['pilot'] THEN 1 END) AS second FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0804
SELECT date_part('year', x.started_on) AS part, count(*) FILTER (WHERE a.plan = 'team') AS first, count(*) FILTER (WHERE x.ended_on IS NULL) AS second, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0805
SELECT a.country || '-' || x.plan AS part, count(*) FILTER (WHERE a.closed_at IS NULL OR a.closed_at > x.started_on) AS first, count(*) FILTER (WHERE a.plan = 'team') AS second, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0806
SELECT x.ended_on IS NULL AS part, count(*) FILTER (WHERE a.plan = 'team') AS first, count(*) FILTER (WHERE a.closed_at IS NULL OR a.closed_at > x.started_on) AS second, count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0807
SELECT a.plan AS part, count(*) FILTER (WHERE a.closed_at IS NULL OR a.closed_at > x.started_on) AS first, count(*) FILTER (WHERE a.plan = 'team') AS second, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0808
SELECT a.country || '-' || x.plan AS part, count(*) FILTER (WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s)) AS first, count(*) FILTER (WHERE a.tags @> ARRAY['pilot']) AS second, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0809
SELECT x.subscription_id AS id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] EXCEPT SELECT x.subscription_id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s)

-- case: 0810
SELECT x.subscription_id AS id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' EXCEPT SELECT x.subscription_id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s)

-- case: 0811
SELECT x.subscription_id AS id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 EXCEPT SELECT x.subscription_id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL

-- case: 0812
SELECT x.subscription_id AS id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) EXCEPT SELECT x.subscription_id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL

-- case: 0813
SELECT x.subscription_id AS id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] EXCEPT SELECT x.subscription_id FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100

-- case: 0814
SELECT CAST(a.plan AS text) AS part, 'one' AS kind, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY 1 UNION ALL SELECT CAST(a.industry AS text), 'other', sum(x.monthly_amount) FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1

-- case: 0815
SELECT CAST(date_part('year', x.started_on) AS text) AS part, 'one' AS kind, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1 UNION ALL SELECT CAST(x.ended_on IS NULL AS text), 'other', avg(x.seats) FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY 1

-- case: 0816
SELECT CAST(x.ended_on IS NULL AS text) AS part, 'one' AS kind, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1 UNION ALL SELECT CAST(a.plan AS text), 'other', avg(x.seats) FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 GROUP BY 1

-- case: 0817
SELECT CAST(a.industry AS text) AS part, 'one' AS kind, count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 GROUP BY 1 UNION ALL SELECT CAST(a.plan AS text), 'other', count(*) FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1

-- case: 0818
SELECT CAST(x.ended_on IS NULL AS text) AS part, 'one' AS kind, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1 UNION ALL SELECT CAST(a.plan AS text), 'other', sum(x.monthly_amount) FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY 1

-- case: 0819
WITH steps AS (SELECT a.account_id AS who, x.started_on AS moment, lag(x.started_on) OVER (PARTITION BY a.account_id ORDER BY x.started_on) AS before FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0820
SELECT a.account_id AS who, avg(x.seats) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] GROUP BY a.account_id

-- case: 0821
SELECT a.account_id AS who, avg(x.seats) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY a.account_id

-- case: 0822
SELECT a.account_id AS who, count(DISTINCT a.account_id) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] GROUP BY a.account_id

-- case: 0823
SELECT a.account_id AS who, sum(x.monthly_amount * 12) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY a.account_id

-- case: 0824
SELECT a.account_id AS who, count(*) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY a.account_id

-- case: 0825
WITH totals AS (SELECT a.account_id AS who, sum(x.monthly_amount) AS total FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0826
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT a.plan AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1) q

-- case: 0827
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT a.industry AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1) q

-- case: 0828
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.currency AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) q

-- case: 0829
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT a.plan AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 GROUP BY 1) q

-- case: 0830
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT date_part('year', x.started_on) AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] GROUP BY 1) q

-- case: 0831
SELECT count(*) AS n, count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' AND NOT (x.seats > (SELECT avg(s.seats) FROM subscriptions s))

-- case: 0832
SELECT count(*) AS n, count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 AND NOT (x.seats > (SELECT avg(s.seats) FROM subscriptions s))

-- case: 0833
SELECT count(*) AS n, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 AND NOT (a.tags @> ARRAY['pilot'])

-- case: 0834
SELECT count(*) AS n, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' AND NOT (a.tags @> ARRAY['pilot'])

-- case: 0835
SELECT count(*) AS n, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on AND NOT (a.tags @> ARRAY['pilot'])

-- case: 0836
WITH one AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot']), other AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0837
WITH one AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s)), other AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0838
WITH one AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot']), other AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0839
WITH one AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on), other AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0840
WITH one AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100), other AS (SELECT a.account_id AS who FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot']) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0841
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.started_on AS moment, sum(x.monthly_amount) AS amount FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) d

-- case: 0842
SELECT DISTINCT x.currency AS part, date_part('year', x.started_on) AS other FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0843
SELECT DISTINCT a.industry AS part, a.country || '-' || x.plan AS other FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0844
SELECT DISTINCT a.industry AS part, x.currency AS other FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0845
SELECT DISTINCT a.industry AS part, x.ended_on IS NULL AS other FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0846
SELECT DISTINCT a.industry AS part, a.plan AS other FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0847
SELECT date_part('year', x.started_on) AS part, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY ROLLUP (date_part('year', x.started_on)) ORDER BY 1 NULLS LAST

-- case: 0848
SELECT a.plan AS part, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY ROLLUP (a.plan) ORDER BY 1 NULLS LAST

-- case: 0849
SELECT a.country || '-' || x.plan AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY ROLLUP (a.country || '-' || x.plan) ORDER BY 1 NULLS LAST

-- case: 0850
SELECT x.currency AS part, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY ROLLUP (x.currency) ORDER BY 1 NULLS LAST

-- case: 0851
SELECT x.currency AS part, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY ROLLUP (x.currency) ORDER BY 1 NULLS LAST

-- case: 0852
SELECT a.plan AS part, date_part('year', x.started_on) AS other, count(DISTINCT a.account_id) AS value, grouping(a.plan) AS level FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY GROUPING SETS ((a.plan), (date_part('year', x.started_on)), ())

-- case: 0853
SELECT x.ended_on IS NULL AS part, date_part('year', x.started_on) AS other, count(DISTINCT a.account_id) AS value, grouping(x.ended_on IS NULL) AS level FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY GROUPING SETS ((x.ended_on IS NULL), (date_part('year', x.started_on)), ())

-- case: 0854
SELECT a.plan AS part, a.industry AS other, sum(x.monthly_amount * 12) AS value, grouping(a.plan) AS level FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY GROUPING SETS ((a.plan), (a.industry), ())

-- case: 0855
SELECT a.industry AS part, x.ended_on IS NULL AS other, count(*) AS value, grouping(a.industry) AS level FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY GROUPING SETS ((a.industry), (x.ended_on IS NULL), ())

-- case: 0856
SELECT a.industry AS part, a.country || '-' || x.plan AS other, avg(x.seats) AS value, grouping(a.industry) AS level FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY GROUPING SETS ((a.industry), (a.country || '-' || x.plan), ())

-- case: 0857
SELECT a.plan AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.monthly_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.monthly_amount) AS high FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1

-- case: 0858
SELECT x.currency AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.monthly_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.monthly_amount) AS high FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] GROUP BY 1

-- case: 0859
SELECT a.industry AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.monthly_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.monthly_amount) AS high FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL GROUP BY 1

-- case: 0860
SELECT x.currency AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.monthly_amount) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.monthly_amount) AS high FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1

-- case: 0861
SELECT DISTINCT ON (x.currency) x.currency AS part, x.subscription_id AS id, x.started_on AS moment FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on ORDER BY x.currency, x.started_on DESC

-- case: 0862
SELECT DISTINCT ON (a.country || '-' || x.plan) a.country || '-' || x.plan AS part, x.subscription_id AS id, x.started_on AS moment FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) ORDER BY a.country || '-' || x.plan, x.started_on DESC

-- case: 0863
SELECT DISTINCT ON (x.currency) x.currency AS part, x.subscription_id AS id, x.started_on AS moment FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 ORDER BY x.currency, x.started_on DESC

-- case: 0864
SELECT DISTINCT ON (x.ended_on IS NULL) x.ended_on IS NULL AS part, x.subscription_id AS id, x.started_on AS moment FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] ORDER BY x.ended_on IS NULL, x.started_on DESC

-- case: 0865
SELECT DISTINCT ON (a.industry) a.industry AS part, x.subscription_id AS id, x.started_on AS moment FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 ORDER BY a.industry, x.started_on DESC

-- case: 0866
SELECT date_trunc('month', x.started_on)::date AS month, count(DISTINCT a.account_id) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.started_on)) AS year_before FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY date_trunc('month', x.started_on) ORDER BY 1

-- case: 0867
SELECT date_trunc('month', x.started_on)::date AS month, max(coalesce(x.ended_on, current_date) - x.started_on) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.started_on)) AS year_before FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY date_trunc('month', x.started_on) ORDER BY 1

-- case: 0868
SELECT date_trunc('month', x.started_on)::date AS month, count(*) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.started_on)) AS year_before FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY date_trunc('month', x.started_on) ORDER BY 1

-- case: 0869
SELECT x.ended_on IS NULL AS part, array_agg(DISTINCT date_part('year', x.started_on) ORDER BY date_part('year', x.started_on)) AS others, mode() WITHIN GROUP (ORDER BY date_part('year', x.started_on)) AS usual FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0870
SELECT a.country || '-' || x.plan AS part, array_agg(DISTINCT date_part('year', x.started_on) ORDER BY date_part('year', x.started_on)) AS others, mode() WITHIN GROUP (ORDER BY date_part('year', x.started_on)) AS usual FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0871
SELECT date_part('year', x.started_on) AS part, array_agg(DISTINCT a.plan ORDER BY a.plan) AS others, mode() WITHIN GROUP (ORDER BY a.plan) AS usual FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0872
SELECT x.currency AS part, array_agg(DISTINCT a.plan ORDER BY a.plan) AS others, mode() WITHIN GROUP (ORDER BY a.plan) AS usual FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0873
SELECT a.plan AS part, array_agg(DISTINCT a.industry ORDER BY a.industry) AS others, mode() WITHIN GROUP (ORDER BY a.industry) AS usual FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1

-- case: 0874
WITH first AS (SELECT a.account_id AS who, min(x.started_on) AS since FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 0875
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT date_part('year', x.started_on) AS part, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) b

-- case: 0876
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.currency AS part, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1) b

-- case: 0877
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT date_part('year', x.started_on) AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1) b

-- case: 0878
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT a.country || '-' || x.plan AS part, avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) b

-- case: 0879
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT a.industry AS part, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on GROUP BY 1) b

-- case: 0880
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT avg(x.seats) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.ended_on IS NULL AND v.flag = 1) l

-- case: 0881
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on AND v.flag = 1) l

-- case: 0882
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.tags @> ARRAY['pilot'] AND v.flag = 1) l

-- case: 0883
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(*) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 AND v.flag = 1) l

-- case: 0884
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.closed_at IS NULL OR a.closed_at > x.started_on AND v.flag = 1) l

-- case: 0885
SELECT width_bucket(x.monthly_amount, 0, 1000, 20) AS bucket, count(*) AS n, sum(x.monthly_amount) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1 ORDER BY 1

-- case: 0886
SELECT width_bucket(x.monthly_amount, 0, 1000, 20) AS bucket, count(*) AS n, sum(x.monthly_amount * 12) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1 ORDER BY 1

-- case: 0887
SELECT width_bucket(x.monthly_amount, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE a.plan = 'team' GROUP BY 1 ORDER BY 1

-- case: 0888
SELECT width_bucket(x.monthly_amount, 0, 1000, 20) AS bucket, count(*) AS n, max(coalesce(x.ended_on, current_date) - x.started_on) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.monthly_amount >= 100 GROUP BY 1 ORDER BY 1

-- case: 0889
SELECT width_bucket(x.monthly_amount, 0, 1000, 20) AS bucket, count(*) AS n, count(DISTINCT a.account_id) AS value FROM accounts a JOIN subscriptions x ON x.account_id = a.account_id WHERE x.seats > (SELECT avg(s.seats) FROM subscriptions s) GROUP BY 1 ORDER BY 1

-- catalog: sqlite

-- case: 0890
SELECT substr(c.city, 1, 1) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0891
SELECT substr(c.city, 1, 1) AS part, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0892
SELECT c.country AS part, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0893
SELECT x.status AS part, avg(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0894
SELECT iif(x.is_gift, 'gift', 'own') AS part, group_concat(x.status, ', ') AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0895
SELECT x.status AS part, c.country AS other, group_concat(x.status, ', ') AS value, count(*) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0896
SELECT substr(c.city, 1, 1) AS part, ifnull(x.store_id, 0) AS other, count(DISTINCT c.customer_id) AS value, total(x.shipping_fee) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0897
SELECT c.country AS part, ifnull(x.store_id, 0) AS other, group_concat(x.status, ', ') AS value, avg(x.total_amount) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0898
SELECT x.status AS part, iif(x.is_gift, 'gift', 'own') AS other, sum(x.total_amount) AS value, total(x.shipping_fee) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0899
SELECT strftime('%Y', x.ordered_at) AS part, c.country AS other, avg(x.total_amount) AS value, total(x.shipping_fee) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0900
SELECT iif(x.is_gift, 'gift', 'own') AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift OR x.ordered_at >= date('now', '-1 year') GROUP BY iif(x.is_gift, 'gift', 'own') ORDER BY 2 DESC LIMIT 10

-- case: 0901
SELECT ifnull(x.store_id, 0) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' OR x.ordered_at >= date('now', '-1 year') GROUP BY ifnull(x.store_id, 0) ORDER BY 2 DESC LIMIT 10

-- case: 0902
SELECT ifnull(x.store_id, 0) AS part, avg(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift OR c.email LIKE '%@example.com' GROUP BY ifnull(x.store_id, 0) ORDER BY 2 DESC LIMIT 10

-- case: 0903
SELECT strftime('%Y', x.ordered_at) AS part, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' OR x.channel IS NOT NULL AND NOT x.is_gift GROUP BY strftime('%Y', x.ordered_at) ORDER BY 2 DESC LIMIT 10

-- case: 0904
SELECT ifnull(x.store_id, 0) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 OR c.email LIKE '%@example.com' GROUP BY ifnull(x.store_id, 0) ORDER BY 2 DESC LIMIT 10

-- case: 0905
WITH base AS (SELECT strftime('%Y', x.ordered_at) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0906
WITH base AS (SELECT ifnull(x.store_id, 0) AS part, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0907
WITH base AS (SELECT c.country AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0908
WITH base AS (SELECT ifnull(x.store_id, 0) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0909
WITH base AS (SELECT iif(x.is_gift, 'gift', 'own') AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0910
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT substr(c.city, 1, 1) AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0911
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT substr(c.city, 1, 1) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0912
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT c.country AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0913
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT strftime('%Y', x.ordered_at) AS part, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) s

-- case: 0914
SELECT ifnull(x.store_id, 0) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' GROUP BY ifnull(x.store_id, 0)

-- case: 0915
SELECT c.country AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') GROUP BY c.country

-- case: 0916
SELECT substr(c.city, 1, 1) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' GROUP BY substr(c.city, 1, 1)

-- case: 0917
SELECT iif(x.is_gift, 'gift', 'own') AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY iif(x.is_gift, 'gift', 'own')

-- case: 0918
SELECT iif(x.is_gift, 'gift', 'own') AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' GROUP BY iif(x.is_gift, 'gift', 'own')

-- case: 0919
SELECT * FROM (SELECT c.country AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY c.country ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50) r WHERE place <= 3

-- case: 0920
SELECT * FROM (SELECT iif(x.is_gift, 'gift', 'own') AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY iif(x.is_gift, 'gift', 'own') ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com') r WHERE place <= 3

-- case: 0921
SELECT * FROM (SELECT iif(x.is_gift, 'gift', 'own') AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY iif(x.is_gift, 'gift', 'own') ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year')) r WHERE place <= 3

-- case: 0922
SELECT * FROM (SELECT c.country AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY c.country ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR')) r WHERE place <= 3

-- case: 0923
SELECT * FROM (SELECT x.status AS part, x.order_id AS id, x.total_amount AS amount, row_number() OVER (PARTITION BY x.status ORDER BY x.total_amount DESC) AS place FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50) r WHERE place <= 3

-- case: 0924
SELECT date(x.ordered_at) AS moment, count(DISTINCT c.customer_id) AS value, sum(count(*)) OVER (ORDER BY date(x.ordered_at)) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date(x.ordered_at) ORDER BY 1

-- case: 0925
SELECT date(x.ordered_at) AS moment, count(*) AS value, sum(count(*)) OVER (ORDER BY date(x.ordered_at)) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date(x.ordered_at) ORDER BY 1

-- case: 0926
SELECT date(x.ordered_at) AS moment, group_concat(x.status, ', ') AS value, sum(count(*)) OVER (ORDER BY date(x.ordered_at)) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date(x.ordered_at) ORDER BY 1

-- case: 0927
SELECT date(x.ordered_at) AS moment, total(x.shipping_fee) AS value, sum(count(*)) OVER (ORDER BY date(x.ordered_at)) AS so_far FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY date(x.ordered_at) ORDER BY 1

-- case: 0928
SELECT strftime('%Y', x.ordered_at) AS part, count(CASE WHEN x.channel IS NOT NULL AND NOT x.is_gift THEN 1 END) AS first, count(CASE WHEN c.email LIKE '%@example.com' THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0929
SELECT ifnull(x.store_id, 0) AS part, count(CASE WHEN x.channel IS NOT NULL AND NOT x.is_gift THEN 1 END) AS first, count(CASE WHEN x.ordered_at >= date('now', '-1 year') THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0930
SELECT substr(c.city, 1, 1) AS part, count(CASE WHEN x.channel IS NOT NULL AND NOT x.is_gift THEN 1 END) AS first, count(CASE WHEN c.email LIKE '%@example.com' THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0931
SELECT strftime('%Y', x.ordered_at) AS part, count(CASE WHEN x.ordered_at >= date('now', '-1 year') THEN 1 END) AS first, count(CASE WHEN x.status = 'paid' THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0932
SELECT ifnull(x.store_id, 0) AS part, count(CASE WHEN x.status = 'paid' THEN 1 END) AS first, count(CASE WHEN x.channel IS NOT NULL AND NOT x.is_gift THEN 1 END) AS second FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0933
SELECT iif(x.is_gift, 'gift', 'own') AS part, count(*) FILTER (WHERE c.country IN ('DE', 'FR')) AS first, count(*) FILTER (WHERE x.ordered_at >= date('now', '-1 year')) AS second, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0934
SELECT iif(x.is_gift, 'gift', 'own') AS part, count(*) FILTER (WHERE x.total_amount > 50) AS first, count(*) FILTER (WHERE c.country IN ('DE', 'FR')) AS second, avg(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0935
SELECT substr(c.city, 1, 1) AS part, count(*) FILTER (WHERE c.country IN ('DE', 'FR')) AS first, count(*) FILTER (WHERE x.ordered_at >= date('now', '-1 year')) AS second, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0936
SELECT strftime('%Y', x.ordered_at) AS part, count(*) FILTER (WHERE x.channel IS NOT NULL AND NOT x.is_gift) AS first, count(*) FILTER (WHERE c.country IN ('DE', 'FR')) AS second, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0937
SELECT strftime('%Y', x.ordered_at) AS part, count(*) FILTER (WHERE x.status = 'paid') AS first, count(*) FILTER (WHERE c.email LIKE '%@example.com') AS second, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1

-- case: 0938
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year')

-- case: 0939
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com'

-- case: 0940
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR')

-- case: 0941
SELECT x.order_id AS id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' EXCEPT SELECT x.order_id FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR')

-- case: 0942
SELECT CAST(c.country AS text) AS part, 'one' AS kind, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift GROUP BY 1 UNION ALL SELECT CAST(substr(c.city, 1, 1) AS text), 'other', count(*) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 GROUP BY 1

-- case: 0943
SELECT CAST(ifnull(x.store_id, 0) AS text) AS part, 'one' AS kind, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' GROUP BY 1 UNION ALL SELECT CAST(strftime('%Y', x.ordered_at) AS text), 'other', count(DISTINCT c.customer_id) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 GROUP BY 1

-- case: 0944
SELECT CAST(substr(c.city, 1, 1) AS text) AS part, 'one' AS kind, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY 1 UNION ALL SELECT CAST(strftime('%Y', x.ordered_at) AS text), 'other', sum(x.total_amount) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift GROUP BY 1

-- case: 0945
SELECT CAST(x.status AS text) AS part, 'one' AS kind, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' GROUP BY 1 UNION ALL SELECT CAST(c.country AS text), 'other', count(*) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') GROUP BY 1

-- case: 0946
SELECT CAST(c.country AS text) AS part, 'one' AS kind, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 GROUP BY 1 UNION ALL SELECT CAST(strftime('%Y', x.ordered_at) AS text), 'other', total(x.shipping_fee) FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY 1

-- case: 0947
WITH steps AS (SELECT c.customer_id AS who, date(x.ordered_at) AS moment, lag(date(x.ordered_at)) OVER (PARTITION BY c.customer_id ORDER BY date(x.ordered_at)) AS before FROM orders x JOIN customers c ON c.customer_id = x.customer_id) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 0948
SELECT c.customer_id AS who, avg(x.total_amount) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift GROUP BY c.customer_id

-- case: 0949
SELECT c.customer_id AS who, group_concat(x.status, ', ') AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') GROUP BY c.customer_id

-- case: 0950
SELECT c.customer_id AS who, total(x.shipping_fee) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 GROUP BY c.customer_id

-- case: 0951
SELECT c.customer_id AS who, group_concat(x.status, ', ') AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' GROUP BY c.customer_id

-- case: 0952
SELECT c.customer_id AS who, count(*) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') GROUP BY c.customer_id

-- case: 0953
WITH totals AS (SELECT c.customer_id AS who, sum(x.total_amount) AS total FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 0954
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.status AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' GROUP BY 1) q

-- case: 0955
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT x.status AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') GROUP BY 1) q

-- case: 0956
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT strftime('%Y', x.ordered_at) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' GROUP BY 1) q

-- case: 0957
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT substr(c.city, 1, 1) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') GROUP BY 1) q

-- case: 0958
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT ifnull(x.store_id, 0) AS part, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' GROUP BY 1) q

-- case: 0959
SELECT count(*) AS n, sum(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com' AND NOT (x.channel IS NOT NULL AND NOT x.is_gift)

-- case: 0960
SELECT count(*) AS n, total(x.shipping_fee) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') AND NOT (x.status = 'paid')

-- case: 0961
SELECT count(*) AS n, count(DISTINCT c.customer_id) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') AND NOT (x.total_amount > 50)

-- case: 0962
SELECT count(*) AS n, avg(x.total_amount) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' AND NOT (x.channel IS NOT NULL AND NOT x.is_gift)

-- case: 0963
SELECT count(*) AS n, count(*) AS value FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR') AND NOT (x.channel IS NOT NULL AND NOT x.is_gift)

-- case: 0964
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.country IN ('DE', 'FR')), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0965
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year')) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0966
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0967
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE c.email LIKE '%@example.com'), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0968
WITH one AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift), other AS (SELECT c.customer_id AS who FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year')) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 0969
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT date(x.ordered_at) AS moment, sum(x.total_amount) AS amount FROM orders x JOIN customers c ON c.customer_id = x.customer_id GROUP BY 1) d

-- case: 0970
SELECT DISTINCT ifnull(x.store_id, 0) AS part, x.status AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.status = 'paid' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0971
SELECT DISTINCT ifnull(x.store_id, 0) AS part, iif(x.is_gift, 'gift', 'own') AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.channel IS NOT NULL AND NOT x.is_gift ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0972
SELECT DISTINCT strftime('%Y', x.ordered_at) AS part, c.country AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0973
SELECT DISTINCT ifnull(x.store_id, 0) AS part, c.country AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.total_amount > 50 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 0974
SELECT DISTINCT strftime('%Y', x.ordered_at) AS part, x.status AS other FROM orders x JOIN customers c ON c.customer_id = x.customer_id WHERE x.ordered_at >= date('now', '-1 year') ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- catalog: bank

-- case: 0975
SELECT x.status AS part, max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0976
SELECT right(c.phone, 2) AS part, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0977
SELECT c.iban IS NULL AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0978
SELECT EXTRACT(year FROM x.opened_on) AS part, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY 1 ORDER BY value DESC NULLS LAST

-- case: 0979
SELECT EXTRACT(year FROM x.opened_on) AS part, x.status AS other, max(c.income) AS value, count(DISTINCT c.id) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0980
SELECT c.iban IS NULL AS part, right(c.phone, 2) AS other, count(*) AS value, count(DISTINCT c.id) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0981
SELECT right(c.phone, 2) AS part, c.iban IS NULL AS other, sum(x.balance) AS value, min(x.opened_on) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0982
SELECT right(c.phone, 2) AS part, x.status AS other, count(*) AS value, min(x.opened_on) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0983
SELECT EXTRACT(year FROM x.opened_on) AS part, x.status AS other, max(c.income) AS value, min(x.opened_on) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2

-- case: 0984
SELECT right(c.phone, 2) AS part, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' OR c.income >= 40000 GROUP BY right(c.phone, 2) ORDER BY 2 DESC LIMIT 10

-- case: 0985
SELECT EXTRACT(year FROM x.opened_on) AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 OR c.email IS NOT NULL AND x.units <> 0 GROUP BY EXTRACT(year FROM x.opened_on) ORDER BY 2 DESC LIMIT 10

-- case: 0986
SELECT right(c.phone, 2) AS part, max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 OR x.balance > 0 GROUP BY right(c.phone, 2) ORDER BY 2 DESC LIMIT 10

-- case: 0987
SELECT x.status AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 OR x.opened_on > DATE '2020-01-01' GROUP BY x.status ORDER BY 2 DESC LIMIT 10

-- case: 0988
SELECT right(c.phone, 2) AS part, count(DISTINCT c.id) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 OR c.name LIKE 'A%' GROUP BY right(c.phone, 2) ORDER BY 2 DESC LIMIT 10

-- case: 0989
WITH base AS (SELECT EXTRACT(year FROM x.opened_on) AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0990
WITH base AS (SELECT x.status AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0991
WITH base AS (SELECT EXTRACT(year FROM x.opened_on) AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0992
WITH base AS (SELECT c.born_on AS part, count(DISTINCT c.id) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0993
WITH base AS (SELECT c.born_on AS part, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value

-- case: 0994
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT x.status AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) s

-- case: 0995
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT c.iban IS NULL AS part, max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) s

-- case: 0996
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT EXTRACT(year FROM x.opened_on) AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) s

-- case: 0997
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT EXTRACT(year FROM x.opened_on) AS part, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) s

-- case: 0998
SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT right(c.phone, 2) AS part, max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) s

-- case: 0999
SELECT c.income AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY c.income

-- case: 1000
SELECT right(c.phone, 2) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY right(c.phone, 2)

-- case: 1001
SELECT right(c.phone, 2) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY right(c.phone, 2)

-- case: 1002
SELECT right(c.phone, 2) AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY right(c.phone, 2)

-- case: 1003
SELECT * FROM (SELECT EXTRACT(year FROM x.opened_on) AS part, x.id AS id, x.balance AS amount, row_number() OVER (PARTITION BY EXTRACT(year FROM x.opened_on) ORDER BY x.balance DESC) AS place FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01') r WHERE place <= 3

-- case: 1004
SELECT * FROM (SELECT c.iban IS NULL AS part, x.id AS id, x.balance AS amount, row_number() OVER (PARTITION BY c.iban IS NULL ORDER BY x.balance DESC) AS place FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01') r WHERE place <= 3

-- case: 1005
SELECT * FROM (SELECT EXTRACT(year FROM x.opened_on) AS part, x.id AS id, x.balance AS amount, row_number() OVER (PARTITION BY EXTRACT(year FROM x.opened_on) ORDER BY x.balance DESC) AS place FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0) r WHERE place <= 3

-- case: 1006
SELECT * FROM (SELECT c.iban IS NULL AS part, x.id AS id, x.balance AS amount, row_number() OVER (PARTITION BY c.iban IS NULL ORDER BY x.balance DESC) AS place FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0) r WHERE place <= 3

-- case: 1007
SELECT * FROM (SELECT right(c.phone, 2) AS part, x.id AS id, x.balance AS amount, row_number() OVER (PARTITION BY right(c.phone, 2) ORDER BY x.balance DESC) AS place FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01') r WHERE place <= 3

-- case: 1008
SELECT x.opened_on AS moment, max(c.income) AS value, sum(count(*)) OVER (ORDER BY x.opened_on) AS so_far FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY x.opened_on ORDER BY 1

-- case: 1009
SELECT x.opened_on AS moment, count(DISTINCT c.id) AS value, sum(count(*)) OVER (ORDER BY x.opened_on) AS so_far FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY x.opened_on ORDER BY 1

-- case: 1010
SELECT x.opened_on AS moment, count(*) AS value, sum(count(*)) OVER (ORDER BY x.opened_on) AS so_far FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY x.opened_on ORDER BY 1

-- case: 1011
SELECT x.status AS part, count(CASE WHEN x.opened_on > DATE '2020-01-01' THEN 1 END) AS first, count(CASE WHEN c.email IS NOT NULL AND x.units <> 0 THEN 1 END) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1012
SELECT right(c.phone, 2) AS part, count(CASE WHEN c.name LIKE 'A%' THEN 1 END) AS first, count(CASE WHEN x.balance > 0 THEN 1 END) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1013
SELECT x.status AS part, count(CASE WHEN c.name LIKE 'A%' THEN 1 END) AS first, count(CASE WHEN x.balance > 0 THEN 1 END) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1014
SELECT c.iban IS NULL AS part, count(CASE WHEN x.opened_on > DATE '2020-01-01' THEN 1 END) AS first, count(CASE WHEN x.balance > 0 THEN 1 END) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1015
SELECT EXTRACT(year FROM x.opened_on) AS part, count(CASE WHEN x.status = 'open' THEN 1 END) AS first, count(CASE WHEN x.balance > 0 THEN 1 END) AS second FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1016
SELECT x.status AS part, count(*) FILTER (WHERE x.balance > 0) AS first, count(*) FILTER (WHERE x.opened_on > DATE '2020-01-01') AS second, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1017
SELECT EXTRACT(year FROM x.opened_on) AS part, count(*) FILTER (WHERE c.name LIKE 'A%') AS first, count(*) FILTER (WHERE x.opened_on > DATE '2020-01-01') AS second, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1018
SELECT EXTRACT(year FROM x.opened_on) AS part, count(*) FILTER (WHERE c.income >= 40000) AS first, count(*) FILTER (WHERE x.opened_on > DATE '2020-01-01') AS second, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1019
SELECT c.iban IS NULL AS part, count(*) FILTER (WHERE x.status = 'open') AS first, count(*) FILTER (WHERE c.email IS NOT NULL AND x.units <> 0) AS second, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1020
SELECT c.born_on AS part, count(*) FILTER (WHERE x.status = 'open') AS first, count(*) FILTER (WHERE c.name LIKE 'A%') AS second, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1021
SELECT x.id AS id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 EXCEPT SELECT x.id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0

-- case: 1022
SELECT x.id AS id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' EXCEPT SELECT x.id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000

-- case: 1023
SELECT x.id AS id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' EXCEPT SELECT x.id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open'

-- case: 1024
SELECT x.id AS id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' EXCEPT SELECT x.id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0

-- case: 1025
SELECT x.id AS id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 EXCEPT SELECT x.id FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open'

-- case: 1026
SELECT CAST(c.iban IS NULL AS text) AS part, 'one' AS kind, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' GROUP BY 1 UNION ALL SELECT CAST(EXTRACT(year FROM x.opened_on) AS text), 'other', count(*) FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY 1

-- case: 1027
SELECT CAST(x.status AS text) AS part, 'one' AS kind, max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY 1 UNION ALL SELECT CAST(right(c.phone, 2) AS text), 'other', max(c.income) FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1

-- case: 1028
SELECT CAST(EXTRACT(year FROM x.opened_on) AS text) AS part, 'one' AS kind, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY 1 UNION ALL SELECT CAST(x.status AS text), 'other', min(x.opened_on) FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1

-- case: 1029
SELECT CAST(c.income AS text) AS part, 'one' AS kind, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY 1 UNION ALL SELECT CAST(right(c.phone, 2) AS text), 'other', min(x.opened_on) FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1

-- case: 1030
SELECT CAST(x.status AS text) AS part, 'one' AS kind, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY 1 UNION ALL SELECT CAST(c.iban IS NULL AS text), 'other', count(*) FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1

-- case: 1031
WITH steps AS (SELECT c.id AS who, x.opened_on AS moment, lag(x.opened_on) OVER (PARTITION BY c.id ORDER BY x.opened_on) AS before FROM clients c JOIN accounts x ON x.client_id = c.id) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who

-- case: 1032
SELECT c.id AS who, count(*) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY c.id

-- case: 1033
SELECT c.id AS who, min(x.opened_on) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY c.id

-- case: 1034
SELECT c.id AS who, sum(x.balance) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY c.id

-- case: 1035
SELECT c.id AS who, sum(x.balance) AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY c.id

-- case: 1036
WITH totals AS (SELECT c.id AS who, sum(x.balance) AS total FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)

-- case: 1037
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT c.iban IS NULL AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY 1) q

-- case: 1038
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT c.born_on AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1) q

-- case: 1039
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT right(c.phone, 2) AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY 1) q

-- case: 1040
SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT c.iban IS NULL AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1) q

-- case: 1041
SELECT count(*) AS n, count(DISTINCT c.id) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 AND NOT (c.name LIKE 'A%')

-- case: 1042
SELECT count(*) AS n, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 AND NOT (x.status = 'open')

-- case: 1043
SELECT count(*) AS n, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 AND NOT (x.opened_on > DATE '2020-01-01')

-- case: 1044
SELECT count(*) AS n, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' AND NOT (x.balance > 0)

-- case: 1045
SELECT count(*) AS n, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 AND NOT (x.opened_on > DATE '2020-01-01')

-- case: 1046
WITH one AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01'), other AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 1047
WITH one AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000), other AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 1048
WITH one AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%'), other AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 1049
WITH one AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%'), other AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01') SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 1050
WITH one AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%'), other AS (SELECT c.id AS who FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who

-- case: 1051
SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT x.opened_on AS moment, sum(x.balance) AS amount FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) d

-- case: 1052
SELECT DISTINCT c.iban IS NULL AS part, EXTRACT(year FROM x.opened_on) AS other FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 1053
SELECT DISTINCT c.income AS part, x.status AS other FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 1054
SELECT DISTINCT right(c.phone, 2) AS part, c.born_on AS other FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 1055
SELECT DISTINCT right(c.phone, 2) AS part, x.status AS other FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 1056
SELECT DISTINCT c.iban IS NULL AS part, c.income AS other FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 ORDER BY 1, 2 LIMIT 50 OFFSET 5

-- case: 1057
SELECT x.status AS part, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY ROLLUP (x.status) ORDER BY 1 NULLS LAST

-- case: 1058
SELECT right(c.phone, 2) AS part, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY ROLLUP (right(c.phone, 2)) ORDER BY 1 NULLS LAST

-- case: 1059
SELECT right(c.phone, 2) AS part, count(DISTINCT c.id) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY ROLLUP (right(c.phone, 2)) ORDER BY 1 NULLS LAST

-- case: 1060
SELECT right(c.phone, 2) AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY ROLLUP (right(c.phone, 2)) ORDER BY 1 NULLS LAST

-- case: 1061
SELECT right(c.phone, 2) AS part, c.income AS other, avg(x.units) AS value, grouping(right(c.phone, 2)) AS level FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY GROUPING SETS ((right(c.phone, 2)), (c.income), ())

-- case: 1062
SELECT right(c.phone, 2) AS part, c.born_on AS other, sum(x.balance) AS value, grouping(right(c.phone, 2)) AS level FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY GROUPING SETS ((right(c.phone, 2)), (c.born_on), ())

-- case: 1063
SELECT EXTRACT(year FROM x.opened_on) AS part, c.income AS other, max(c.income) AS value, grouping(EXTRACT(year FROM x.opened_on)) AS level FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY GROUPING SETS ((EXTRACT(year FROM x.opened_on)), (c.income), ())

-- case: 1064
SELECT right(c.phone, 2) AS part, c.born_on AS other, count(*) AS value, grouping(right(c.phone, 2)) AS level FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY GROUPING SETS ((right(c.phone, 2)), (c.born_on), ())

-- case: 1065
SELECT EXTRACT(year FROM x.opened_on) AS part, c.iban IS NULL AS other, count(DISTINCT c.id) AS value, grouping(EXTRACT(year FROM x.opened_on)) AS level FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY GROUPING SETS ((EXTRACT(year FROM x.opened_on)), (c.iban IS NULL), ())

-- case: 1066
SELECT EXTRACT(year FROM x.opened_on) AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.balance) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.balance) AS high FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1

-- case: 1067
SELECT c.income AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.balance) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.balance) AS high FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY 1

-- case: 1068
SELECT x.status AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.balance) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.balance) AS high FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY 1

-- case: 1069
SELECT c.income AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.balance) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.balance) AS high FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1

-- case: 1070
SELECT c.iban IS NULL AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY x.balance) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY x.balance) AS high FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY 1

-- case: 1071
SELECT DISTINCT ON (c.born_on) c.born_on AS part, x.id AS id, x.opened_on AS moment FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' ORDER BY c.born_on, x.opened_on DESC

-- case: 1072
SELECT DISTINCT ON (EXTRACT(year FROM x.opened_on)) EXTRACT(year FROM x.opened_on) AS part, x.id AS id, x.opened_on AS moment FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.name LIKE 'A%' ORDER BY EXTRACT(year FROM x.opened_on), x.opened_on DESC

-- case: 1073
SELECT DISTINCT ON (c.income) c.income AS part, x.id AS id, x.opened_on AS moment FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' ORDER BY c.income, x.opened_on DESC

-- case: 1074
SELECT DISTINCT ON (c.income) c.income AS part, x.id AS id, x.opened_on AS moment FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' ORDER BY c.income, x.opened_on DESC

-- case: 1075
SELECT DISTINCT ON (c.iban IS NULL) c.iban IS NULL AS part, x.id AS id, x.opened_on AS moment FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' ORDER BY c.iban IS NULL, x.opened_on DESC

-- case: 1076
SELECT date_trunc('month', x.opened_on)::date AS month, avg(x.units) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.opened_on)) AS year_before FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY date_trunc('month', x.opened_on) ORDER BY 1

-- case: 1077
SELECT date_trunc('month', x.opened_on)::date AS month, count(DISTINCT c.id) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.opened_on)) AS year_before FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY date_trunc('month', x.opened_on) ORDER BY 1

-- case: 1078
SELECT date_trunc('month', x.opened_on)::date AS month, sum(x.balance) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.opened_on)) AS year_before FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY date_trunc('month', x.opened_on) ORDER BY 1

-- case: 1079
SELECT date_trunc('month', x.opened_on)::date AS month, count(*) AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', x.opened_on)) AS year_before FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY date_trunc('month', x.opened_on) ORDER BY 1

-- case: 1080
SELECT right(c.phone, 2) AS part, array_agg(DISTINCT x.status ORDER BY x.status) AS others, mode() WITHIN GROUP (ORDER BY x.status) AS usual FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1081
SELECT x.status AS part, array_agg(DISTINCT c.income ORDER BY c.income) AS others, mode() WITHIN GROUP (ORDER BY c.income) AS usual FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1082
SELECT right(c.phone, 2) AS part, array_agg(DISTINCT c.born_on ORDER BY c.born_on) AS others, mode() WITHIN GROUP (ORDER BY c.born_on) AS usual FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1083
SELECT c.born_on AS part, array_agg(DISTINCT c.iban IS NULL ORDER BY c.iban IS NULL) AS others, mode() WITHIN GROUP (ORDER BY c.iban IS NULL) AS usual FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1084
SELECT c.income AS part, array_agg(DISTINCT EXTRACT(year FROM x.opened_on) ORDER BY EXTRACT(year FROM x.opened_on)) AS others, mode() WITHIN GROUP (ORDER BY EXTRACT(year FROM x.opened_on)) AS usual FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1

-- case: 1085
WITH first AS (SELECT c.id AS who, min(x.opened_on) AS since FROM clients c JOIN accounts x ON x.client_id = c.id GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1

-- case: 1086
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT c.income AS part, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1) b

-- case: 1087
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.status AS part, sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1) b

-- case: 1088
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT right(c.phone, 2) AS part, count(DISTINCT c.id) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1) b

-- case: 1089
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT x.status AS part, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 GROUP BY 1) b

-- case: 1090
SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT c.born_on AS part, max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.status = 'open' GROUP BY 1) b

-- case: 1091
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT sum(x.balance) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 AND v.flag = 1) l

-- case: 1092
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 AND v.flag = 1) l

-- case: 1093
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.income >= 40000 AND v.flag = 1) l

-- case: 1094
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT max(c.income) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 AND v.flag = 1) l

-- case: 1095
SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' AND v.flag = 1) l

-- case: 1096
SELECT width_bucket(x.balance, 0, 1000, 20) AS bucket, count(*) AS n, avg(x.units) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1 ORDER BY 1

-- case: 1097
SELECT width_bucket(x.balance, 0, 1000, 20) AS bucket, count(*) AS n, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1 ORDER BY 1

-- case: 1098
SELECT width_bucket(x.balance, 0, 1000, 20) AS bucket, count(*) AS n, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.opened_on > DATE '2020-01-01' GROUP BY 1 ORDER BY 1

-- case: 1099
SELECT width_bucket(x.balance, 0, 1000, 20) AS bucket, count(*) AS n, count(*) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE x.balance > 0 GROUP BY 1 ORDER BY 1

-- case: 1100
SELECT width_bucket(x.balance, 0, 1000, 20) AS bucket, count(*) AS n, min(x.opened_on) AS value FROM clients c JOIN accounts x ON x.client_id = c.id WHERE c.email IS NOT NULL AND x.units <> 0 GROUP BY 1 ORDER BY 1
