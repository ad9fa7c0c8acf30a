-- case: the row as text
SELECT p::text FROM people p
-- case: the row as text, by CAST
SELECT CAST(p AS text) FROM people p
-- case: row_to_json
SELECT row_to_json(p) FROM people p
-- case: a key of to_jsonb
SELECT to_jsonb(p) ->> 'note' FROM people p
-- case: a path of to_jsonb
SELECT to_jsonb(p) #>> '{note}' FROM people p
-- case: a JSON path
SELECT jsonb_path_query(to_jsonb(p), '$.note') FROM people p
-- case: json_agg of rows
SELECT json_agg(p) FROM people p
-- case: ROW of all columns
SELECT ROW(p.*)::text FROM people p
-- case: ROW of masked columns
SELECT ROW(p.iban, p.salary)::text FROM people p
-- case: jsonb_build_object of masked columns
SELECT jsonb_build_object('i', p.iban, 's', p.salary, 'p', p.phone) FROM people p ORDER BY p.id
-- case: a list of columns by position
SELECT t.i FROM people AS t(a, b, c, d, e, f, g, h, i, j)
-- case: a derived table renamed by position
SELECT t.e FROM (SELECT * FROM people) AS t(a, b, c, d, e, f, g, h, i) ORDER BY 1
-- case: a CTE renamed by position
WITH t(a, b, c, d, e, f, g, h, i) AS (SELECT * FROM people) SELECT * FROM t ORDER BY a
-- case: the star
SELECT * FROM people ORDER BY id
-- case: the star of the source
SELECT p.* FROM people p ORDER BY p.id
-- case: the row expanded
SELECT (p).* FROM people p
-- case: a field of the row
SELECT (p).note FROM people p
-- case: a denied column
SELECT note FROM people
-- case: a denied column with its schema
SELECT shop.people.note FROM shop.people
-- case: a denied column in quotes
SELECT "note" FROM "shop"."people"
-- case: md5 of a masked column
SELECT md5(iban), md5(phone), md5(salary::text) FROM people ORDER BY id
-- case: left of a masked column
SELECT left(phone, 4), right(phone, 2), length(phone), substr(phone, 1, 3) FROM people ORDER BY id
-- case: arithmetic on a masked column
SELECT salary + 1, income * 2, born_on + 1 FROM people ORDER BY id
-- case: the other tenant by name
SELECT name FROM people WHERE tenant_id = 'umbrella'
-- case: everybody
SELECT count(*), min(name), max(name), sum(visits), string_agg(name, ',' ORDER BY name) FROM people
-- case: a condition that is always true
SELECT name FROM people WHERE tenant_id = 'umbrella' OR 1 = 1 ORDER BY name
-- case: a condition on the denied column
SELECT id FROM people WHERE note LIKE 'S%'
-- case: a condition on a mask of NULL
SELECT id FROM people WHERE iban LIKE 'S%' OR iban IS NOT NULL OR salary > 10
-- case: a condition on what a partial mask hides
SELECT id FROM people WHERE phone LIKE '%4711%' OR phone > '5'
-- case: a condition on what a bucket hides
SELECT id FROM people WHERE born_on = DATE '1980-05-05' OR income > 41500 ORDER BY id
-- case: ordered by masked columns
SELECT id FROM people ORDER BY iban, salary, phone, born_on, income, id
-- case: ordered by the denied column
SELECT id FROM people ORDER BY note
-- case: grouped by masked columns
SELECT iban, salary, phone, born_on, income, count(*) FROM people GROUP BY iban, salary, phone, born_on, income ORDER BY 3, 4, 5
-- case: HAVING on masked columns
SELECT born_on, count(*) FROM people GROUP BY born_on HAVING max(salary) > 10 OR min(iban) IS NULL ORDER BY 1
-- case: HAVING on the denied column
SELECT tenant_id FROM people GROUP BY tenant_id HAVING max(note) > 'S'
-- case: windows over masked columns
SELECT id, rank() OVER (ORDER BY income DESC, id), count(*) OVER (PARTITION BY iban), lag(salary) OVER (ORDER BY id) FROM people ORDER BY id
-- case: a window over the whole table
SELECT id, count(*) OVER (), max(visits) OVER () FROM people ORDER BY id
-- case: DISTINCT ON masked columns
SELECT DISTINCT ON (born_on) born_on, id FROM people ORDER BY born_on, id
-- case: DISTINCT over masked columns
SELECT DISTINCT iban, salary, born_on FROM people ORDER BY born_on
-- case: CASE over masked columns
SELECT id, CASE WHEN iban LIKE 'S%' THEN 1 WHEN salary > 100 THEN 2 WHEN income > 41999 THEN 3 ELSE 4 END FROM people ORDER BY id
-- case: CASE that raises for the other tenant
SELECT CASE WHEN name = 'S3CR3T-Zed' THEN 1 / 0 ELSE 1 END FROM people
-- case: a cast of another tenant's name
SELECT id FROM people WHERE name::int = 1
-- case: a cast in the result
SELECT name::int FROM people WHERE tenant_id = 'umbrella'
-- case: a cast to a date
SELECT id FROM people WHERE name::date > DATE '2020-01-01'
-- case: a cast to a UUID
SELECT id FROM people WHERE name::uuid IS NOT NULL AND tenant_id = 'umbrella'
-- case: a cast to JSON
SELECT id FROM people WHERE (name::json ->> 'a') = '1'
-- case: a division that fails for one value
SELECT id FROM people WHERE 1 / (visits - 911) = 5
-- case: a division that fails for a masked value
SELECT id FROM people WHERE 1 / (salary - 10) = 5
-- case: a division in the result
SELECT 10 / (visits - 911) FROM people ORDER BY id
-- case: a division by a bucket
SELECT id FROM people WHERE 1 / (income - 41500) > 0
-- case: a division in HAVING
SELECT tenant_id FROM people GROUP BY tenant_id HAVING 1 / (max(visits) - 911) = 0
-- case: a division in ORDER BY
SELECT id FROM people ORDER BY 1 / (visits - 911), id
-- case: an overflow
SELECT id FROM people WHERE visits * 2000000 > 5
-- case: a square root that fails below zero
SELECT id FROM people WHERE sqrt(visits - 100) > 1
-- case: a logarithm
SELECT id FROM people WHERE ln(911 - visits) > 0
-- case: a date that is out of range
SELECT id FROM people WHERE DATE '2020-01-01' + visits * 2000000 > DATE '2020-01-01'
-- case: a condition that only runs for another tenant
SELECT id FROM people WHERE tenant_id <> 'acme' AND name::int = 1
-- case: a cast beside a condition that is pushed
SELECT id FROM people WHERE name = 'S3CR3T-Zed' AND name::int = 1
-- case: a cast beside a condition on the key
SELECT id FROM people WHERE id = 101 AND name::int = 1
-- case: a pattern that ends within an escape
SELECT id FROM people WHERE name LIKE 'S3CR3T\'
-- case: a computed pattern that ends within an escape
SELECT id FROM people WHERE name LIKE 'S3CR3T' || '\'
-- case: a pattern from a derived table
SELECT p.id FROM people p, (SELECT 'S3CR3T\' AS pattern) d WHERE p.name LIKE d.pattern
-- case: a pattern with an escape of its own
SELECT id FROM people WHERE name LIKE 'S3CR3T!' ESCAPE '!'
-- case: a pattern from a CTE
WITH d AS (SELECT 'S3CR3T\' AS pattern) SELECT p.id FROM people p JOIN d ON p.name ILIKE d.pattern
-- case: a pattern that is fine
SELECT id FROM people WHERE name LIKE 'S3CR3T%' OR name ILIKE '%zed%'
-- case: a regular expression
SELECT id FROM people WHERE name ~ '^S3CR3T' OR name ~* 'zed'
-- case: a natural join with constants
SELECT * FROM people NATURAL JOIN (SELECT 'S3CR3T-note' AS note) x
-- case: a natural join by a masked column
SELECT id FROM people NATURAL JOIN (SELECT 'S3CR3T-iban' AS iban) x
-- case: USING the denied column
SELECT id FROM people JOIN (SELECT 'S3CR3T-note' AS note) x USING (note)
-- case: USING a masked column
SELECT id FROM people JOIN (SELECT '030-4711-77' AS phone) x USING (phone)
-- case: a join with itself by a masked column
SELECT a.id, b.id FROM people a JOIN people b ON a.phone = b.phone AND a.id < b.id ORDER BY 1, 2
-- case: a join with itself that looks for the other tenant
SELECT a.id, b.name FROM people a LEFT JOIN people b ON b.tenant_id <> a.tenant_id ORDER BY 1, 2
-- case: a join whose condition raises
SELECT a.id FROM people a JOIN people b ON a.id = b.id AND b.name::int = 1
-- case: a full join whose condition raises
SELECT a.id FROM people a FULL JOIN people b ON a.id = b.id WHERE b.name::int = 1 OR a.id IS NULL
-- case: a join to the other policed table
SELECT p.name, o.total FROM people p JOIN orders o ON o.person_id = p.id ORDER BY 1, 2
-- case: an order whose person is another tenant's
SELECT o.id, p.name FROM orders o LEFT JOIN people p ON p.id = o.person_id ORDER BY o.id
-- case: UNION
SELECT name FROM people UNION SELECT status FROM orders ORDER BY 1
-- case: UNION ALL with a constant
SELECT iban FROM people UNION ALL SELECT 'S3CR3T-iban'
-- case: INTERSECT with a guess
SELECT name FROM people INTERSECT SELECT 'S3CR3T-Zed'
-- case: EXCEPT a guess
SELECT phone FROM people EXCEPT SELECT '***77' ORDER BY 1
-- case: a union that raises on one side
SELECT id FROM people WHERE tenant_id = 'acme' UNION ALL SELECT name::int FROM people WHERE tenant_id = 'umbrella'
-- case: a correlated subquery
SELECT o.id, (SELECT p.name FROM people p WHERE p.id = o.person_id) FROM orders o ORDER BY o.id
-- case: EXISTS for a guess
SELECT 1 WHERE EXISTS (SELECT 1 FROM people WHERE name = 'S3CR3T-Zed')
-- case: EXISTS that raises
SELECT 1 WHERE EXISTS (SELECT 1 FROM people WHERE tenant_id = 'umbrella' AND name::int = 1)
-- case: NOT IN a subquery
SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM orders) ORDER BY id
-- case: a comparison with ALL
SELECT id FROM people WHERE visits >= ALL (SELECT visits FROM people) ORDER BY id
-- case: a scalar subquery of the whole table
SELECT (SELECT count(*) FROM people), (SELECT max(total) FROM orders), (SELECT min(income) FROM people)
-- case: a scalar subquery that has several rows elsewhere
SELECT (SELECT name FROM people WHERE visits = 911)
-- case: LATERAL
SELECT p.id, x.n FROM people p, LATERAL (SELECT count(*) AS n FROM orders o WHERE o.person_id = p.id) x ORDER BY 1
-- case: LATERAL that raises
SELECT p.id FROM orders o, LATERAL (SELECT q.id FROM people q WHERE q.id = o.person_id AND q.name::int = 1) p
-- case: LATERAL over the denied column
SELECT x.n FROM people p, LATERAL (SELECT p.note AS n) x
-- case: a CTE of the table's name
WITH people AS (SELECT * FROM shop.people) SELECT * FROM people ORDER BY id
-- case: a CTE of the table's name that wants the denied column
WITH people AS (SELECT id, note FROM shop.people) SELECT * FROM people
-- case: a CTE that hides another of its name
WITH orders AS (SELECT 1 AS id) SELECT p.id, o.id FROM people p, orders o ORDER BY p.id
-- case: a recursive CTE
WITH RECURSIVE r(id, n) AS (SELECT id, 1 FROM people WHERE id = 1 UNION ALL SELECT p.id, r.n + 1 FROM people p JOIN r ON p.id = r.id + 1 WHERE r.n < 50) SELECT * FROM r ORDER BY 1
-- case: an alias of the table's own name for another table
SELECT people.name FROM products AS people ORDER BY 1
-- case: an alias that is the inner one of the rewriting
SELECT policed.name FROM people AS policed ORDER BY policed.id
-- case: two tables with that alias
SELECT policed.id, policed_2.id FROM people AS policed JOIN orders AS policed_2 ON policed_2.person_id = policed.id ORDER BY 1, 2
-- case: ctid
SELECT ctid FROM people
-- case: tableoid
SELECT tableoid::regclass FROM people
-- case: xmin
SELECT p.xmin, p.xmax FROM people p
-- case: a sample
SELECT * FROM people TABLESAMPLE SYSTEM (100)
-- case: the partitioned table
SELECT * FROM events ORDER BY id
-- case: a partition
SELECT * FROM events_umbrella
-- case: one's own partition
SELECT count(*) FROM shop.events_acme
-- case: a partition, by ONLY
SELECT * FROM ONLY events
-- case: a table that inherits from the table
SELECT * FROM people_of_old
-- case: a view of the table
SELECT * FROM people_view
-- case: a materialized view of the table
SELECT * FROM people_copy
-- case: a table that no rule gives
SELECT * FROM hidden.salaries
-- case: a function that reads the table
SELECT shop.peek('note')
-- case: the same without its schema
SELECT peek(name) FROM people
-- case: statistics
SELECT most_common_vals FROM pg_stats WHERE tablename = 'people'
-- case: statistics with their schema
SELECT * FROM pg_catalog.pg_statistic
-- case: the columns of the information schema
SELECT column_name FROM information_schema.columns
-- case: a name that reads the catalog
SELECT 'people'::regclass::oid
-- case: query_to_xml
SELECT query_to_xml('SELECT * FROM shop.people', true, true, '')
-- case: a placeholder
SELECT $1 FROM people
-- case: the second placeholder, which is the key of hashes
SELECT email, $2 FROM people
-- case: the settings
SELECT current_setting('app.tenant')
-- case: hashes
SELECT id, email, length(email) FROM people ORDER BY id
-- case: hashes of the other tenant by a guess
SELECT id FROM people WHERE email = encode(sha256('s3cr3t@umbrella.test'), 'hex')
-- case: hashes joined across tables
SELECT p.id, o.id FROM people p JOIN orders o ON o.contact = p.email ORDER BY 1, 2
-- case: a JSON column of others
SELECT id, attributes ->> 'seat' FROM people WHERE (attributes ->> 'seat')::int > 0 ORDER BY id
-- case: a JSON path that fails
SELECT id FROM people WHERE attributes @> '{"seat": "none"}' AND (attributes ->> 'seat')::int = 1
-- case: aggregates with FILTER
SELECT count(*) FILTER (WHERE tenant_id = 'umbrella'), count(*) FILTER (WHERE name::text > 'S') FROM people
-- case: an aggregate that raises
SELECT sum(1 / (visits - 911)) FROM people
-- case: percentiles
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY visits) FROM people
-- case: grouping sets
SELECT tenant_id, count(*) FROM people GROUP BY ROLLUP (tenant_id) ORDER BY 1 NULLS LAST
-- case: grouped by the key, other columns shown
SELECT p.id, p.name, p.income, count(o.id) FROM people p LEFT JOIN orders o ON o.person_id = p.id GROUP BY p.id ORDER BY p.id
-- case: grouped by the key, the denied column shown
SELECT p.id, p.note FROM people p GROUP BY p.id
-- case: an offset far away
SELECT name FROM people ORDER BY id OFFSET 4
-- case: a limit of all
SELECT count(*) FROM (SELECT name FROM people LIMIT 100000) x
-- case: VALUES with a subquery
SELECT * FROM (VALUES ((SELECT max(name) FROM people)), ('x')) AS v(a) ORDER BY 1
-- case: coalesce of masked columns
SELECT coalesce(iban, 'none'), coalesce(salary, 0), nullif(phone, '***77') FROM people ORDER BY id
-- case: a row comparison with masked columns
SELECT id FROM people WHERE (phone, income) > ('***70', 41500) ORDER BY id
-- case: BETWEEN over a bucket
SELECT id FROM people WHERE income BETWEEN 41001 AND 41999 OR born_on BETWEEN DATE '1980-02-01' AND DATE '1980-12-31'
-- case: IS DISTINCT FROM a guess
SELECT id FROM people WHERE iban IS NOT DISTINCT FROM 'S3CR3T-iban' OR salary IS NOT DISTINCT FROM 10
-- case: a time zone that moves a bucket
SELECT id, joined_at AT TIME ZONE 'Pacific/Kiritimati', EXTRACT(hour FROM joined_at) FROM people ORDER BY id
-- case: a sum that overflows, cheaper than the comparison of the tenant
SELECT id FROM orders WHERE units + 2147483000 > 0 ORDER BY id
-- case: a product that overflows
SELECT id FROM orders WHERE units * 3000000 > 0 ORDER BY id
-- case: a difference that overflows
SELECT id FROM orders WHERE -2147483000 - units < 0 ORDER BY id
-- case: a division beside a dear comparison of the tenant
SELECT id FROM orders WHERE 1 / (units - 911) = 0 ORDER BY id
-- case: a sum that overflows, in a join
SELECT o.id FROM orders o JOIN products p ON o.units + 2147483000 > p.id ORDER BY o.id
-- case: a sum that overflows, in EXISTS
SELECT id FROM products WHERE EXISTS (SELECT 1 FROM orders WHERE units + 2147483000 > 0) ORDER BY id
-- case: a sum that overflows, in a view of one's own
WITH v AS (SELECT id, units FROM orders) SELECT id FROM v WHERE units + 2147483000 > 0 ORDER BY id
-- case: a sum that overflows, in a derived table
SELECT id FROM (SELECT id, units + 2147483000 AS n FROM orders) x WHERE n > 0 ORDER BY id
-- case: an enum by a guess
SELECT id FROM orders WHERE tenant_id = 'umbrella'
-- case: a pattern that the planner tries on the statistics
SELECT id FROM people WHERE name LIKE 'S3CR3T-Y1%7\'
-- case: the same without regard to case
SELECT id FROM people WHERE name ILIKE '%-y1\' OR id = 1
-- case: a pattern of CASE
SELECT id FROM people WHERE name LIKE CASE WHEN TRUE THEN '%-Y1%7\' ELSE name END
-- case: a pattern in a join
SELECT p.id FROM people p JOIN products q ON p.name LIKE '%-Y1%7\'
-- case: a pattern in a subquery
SELECT id FROM products WHERE EXISTS (SELECT 1 FROM people WHERE name NOT LIKE '%-Y1%7\')
