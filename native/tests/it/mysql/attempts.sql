-- case: the star
SELECT * FROM people ORDER BY id
-- case: the star of the source
SELECT p.* FROM people AS p ORDER BY p.id
-- case: a denied column
SELECT note FROM people
-- case: a denied column with its schema
SELECT shop.people.note FROM shop.people
-- case: a denied column in backticks
SELECT `note` FROM `shop`.`people`
-- case: a denied column in another case
SELECT NOTE FROM People
-- case: the number of the row
SELECT _rowid FROM people
-- case: an index hint
SELECT name FROM people USE INDEX (tenant_id)
-- case: another index hint
SELECT name FROM people FORCE INDEX (PRIMARY)
-- case: a partition
SELECT name FROM people PARTITION (p0)
-- case: a full text search
SELECT id FROM people WHERE MATCH (name) AGAINST ('S3CR3T')
-- case: an older state of the table
SELECT name FROM people FOR SYSTEM_TIME ALL
-- case: a hint that turns off what the fence needs
SELECT /*+ MERGE(people) DERIVED_CONDITION_PUSHDOWN(people) */ id FROM people WHERE EXP(visits) > 1
-- case: a hint that sets a variable
SELECT /*+ SET_VAR(sql_mode='') */ id FROM people WHERE EXP(visits) > 1
-- case: a hint in a comment that is run
SELECT /*! id, */ note FROM people
-- case: hashes of masked columns
SELECT SHA2(iban, 256), SHA2(phone, 256), CRC32(salary), CRC32(email) FROM people ORDER BY id
-- case: parts of a masked column
SELECT LEFT(phone, 4), RIGHT(phone, 2), LENGTH(phone), SUBSTR(phone, 1, 3), HEX(phone) FROM people ORDER BY id
-- case: arithmetic on masked columns
SELECT salary + 1, income * 2, born_on + INTERVAL 1 DAY, iban + 0 FROM people ORDER BY id
-- case: the other tenant by name
SELECT name FROM people WHERE tenant_id = 'umbrella'
-- case: the tenant in another case
SELECT name FROM people WHERE tenant_id = 'ACME'
-- case: the tenant with a space after it
SELECT name FROM people WHERE tenant_id = 'acme '
-- case: the tenant as a number
SELECT name FROM people WHERE tenant_id = 0
-- case: the tenant as a pattern
SELECT name FROM people WHERE tenant_id LIKE '%m%'
-- case: everybody
SELECT COUNT(*), MIN(name), MAX(name), SUM(visits), GROUP_CONCAT(name ORDER BY name) FROM people
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
SELECT iban, salary, phone, born_on, income, COUNT(*) FROM people GROUP BY iban, salary, phone, born_on, income ORDER BY 3, 4, 5
-- case: HAVING on masked columns
SELECT born_on, COUNT(*) FROM people GROUP BY born_on HAVING MAX(salary) > 10 OR MIN(iban) IS NULL ORDER BY 1
-- case: HAVING on the denied column
SELECT tenant_id FROM people GROUP BY tenant_id HAVING MAX(note) > 'S'
-- case: windows over masked columns
SELECT id, RANK() OVER (ORDER BY income DESC, id) AS r, COUNT(*) OVER (PARTITION BY iban) AS c, LAG(salary) OVER (ORDER BY id) AS l FROM people ORDER BY id
-- case: a window over the whole table
SELECT id, COUNT(*) OVER () AS n, MAX(visits) OVER () AS m FROM people ORDER BY id
-- case: DISTINCT over masked columns
SELECT DISTINCT iban, salary, born_on FROM people ORDER BY born_on
-- case: CASE over masked columns
SELECT id, CASE WHEN iban LIKE 'S%' THEN 1 WHEN salary > 100 THEN 2 WHEN income > 41999 THEN 3 ELSE 4 END AS k FROM people ORDER BY id
-- case: a division by zero
SELECT id, 1 / (visits - 911) AS d, 1 DIV (visits - 911) AS w, 1 % (visits - 911) AS m FROM people ORDER BY id
-- case: EXP out of range
SELECT id FROM people WHERE EXP(visits) > 1 ORDER BY id
-- case: EXP out of range, in the result
SELECT id, EXP(visits) AS e FROM people ORDER BY id
-- case: EXP of a masked value
SELECT id FROM people WHERE EXP(salary) > 1 OR EXP(salary) IS NULL ORDER BY id
-- case: POW out of range
SELECT id FROM people WHERE POW(10, visits) > 5 ORDER BY id
-- case: COT out of range
SELECT id FROM people WHERE COT(points - 101) > 0 ORDER BY id
-- case: an unsigned number below zero
SELECT id FROM people WHERE points - 50 > 0 ORDER BY id
-- case: an unsigned number below zero, in the result
SELECT points - 50 AS p FROM people ORDER BY id
-- case: an unsigned number below zero, in ORDER BY
SELECT id FROM people ORDER BY points - 50, id
-- case: an unsigned number below zero, in HAVING
SELECT tenant_id FROM people GROUP BY tenant_id HAVING MIN(points) - 50 > 0
-- case: an unsigned number below zero, in GROUP BY
SELECT points - 50 AS p, COUNT(*) FROM people GROUP BY points - 50 ORDER BY 1
-- case: a sum out of range
SELECT id FROM people WHERE visits + 9223372036854775000 > 0 ORDER BY id
-- case: a product out of range
SELECT id FROM people WHERE visits * 92233720368547758 > 0 ORDER BY id
-- case: a difference out of range
SELECT id FROM people WHERE -9223372036854775000 - visits < 0 ORDER BY id
-- case: a negation out of range
SELECT id FROM people WHERE -(points + 9223372036854775700) < 0 ORDER BY id
-- case: an aggregate that is out of range
SELECT SUM(visits + 9223372036854775000) FROM people
-- case: an aggregate of EXP
SELECT MAX(EXP(visits)) FROM people
-- case: a window over EXP
SELECT id, SUM(EXP(visits)) OVER (ORDER BY id) AS s FROM people ORDER BY id
-- case: JSON that cannot be read
SELECT id FROM people WHERE JSON_EXTRACT(attributes, '$.seat') > 0 ORDER BY id
-- case: JSON that cannot be read, in the result
SELECT id, JSON_LENGTH(attributes) AS l, JSON_KEYS(attributes) AS k FROM people ORDER BY id
-- case: JSON that cannot be read, by its parts
SELECT id FROM people WHERE JSON_UNQUOTE(JSON_EXTRACT(attributes, '$.seat')) = '1' AND tenant_id = 'umbrella'
-- case: JSON that cannot be read, in a search
SELECT id FROM people WHERE JSON_CONTAINS(attributes, '1', '$.seat') ORDER BY id
-- case: JSON that is valid
SELECT id, JSON_VALID(attributes) AS v FROM people ORDER BY id
-- case: a JSON path from a column
SELECT id FROM people WHERE JSON_EXTRACT('{"a": 1}', path) = 1 ORDER BY id
-- case: an aggregate of JSON with NULL for a key
SELECT JSON_OBJECTAGG(path, 1) FROM people
-- case: a regular expression from a column
SELECT id FROM people WHERE 'abc' REGEXP path
-- case: a regular expression that is fine
SELECT id FROM people WHERE name REGEXP '^S3CR3T' OR name REGEXP 'zed' ORDER BY id
-- case: a regular expression that takes long
SELECT id FROM people WHERE name REGEXP '(a+)+b'
-- case: a pattern that ends within an escape
SELECT id FROM people WHERE name LIKE 'S3CR3T\\' ORDER BY id
-- case: a pattern with an escape from a column
SELECT id FROM people WHERE name LIKE 'S3CR3T!%' ESCAPE '!' ORDER BY id
-- case: a computed pattern
SELECT id FROM people WHERE name LIKE CONCAT('S3CR3T', '%') ORDER BY id
-- case: a cast of another tenant's name
SELECT id FROM people WHERE CAST(name AS SIGNED) = 1 ORDER BY id
-- case: a cast to a date
SELECT id FROM people WHERE CAST(name AS DATE) > DATE '2020-01-01' ORDER BY id
-- case: a cast in the result
SELECT CAST(name AS DECIMAL(10, 2)) AS n FROM people WHERE tenant_id = 'umbrella'
-- case: a text as a date
SELECT id FROM people WHERE name = DATE '2020-01-01' ORDER BY id
-- case: a text as a number
SELECT id FROM people WHERE name = 0 OR name + 1 > 2 ORDER BY id
-- case: a date that is out of range
SELECT id FROM people WHERE DATE '2020-01-01' + INTERVAL visits * 100000 DAY > DATE '2020-01-01' ORDER BY id
-- case: a date of a bad format
SELECT id FROM people WHERE STR_TO_DATE(name, '%Y-%m-%d') > DATE '2020-01-01' ORDER BY id
-- case: collations that do not go together
SELECT id FROM people WHERE name COLLATE utf8mb4_bin = 'x' COLLATE utf8mb4_general_ci
-- case: a condition that only runs for another tenant
SELECT id FROM people WHERE tenant_id <> 'acme' AND EXP(visits) > 1
-- case: CASE that raises for the other tenant
SELECT CASE WHEN name = 'S3CR3T-Zed' THEN EXP(710) ELSE 1 END AS k FROM people ORDER BY id
-- case: IF that raises for the other tenant
SELECT IF(name LIKE 'S3CR3T%', EXP(711), 1) AS k FROM people ORDER BY id
-- case: EXP beside a condition that is pushed
SELECT id FROM people WHERE name = 'S3CR3T-Zed' AND EXP(visits) > 1
-- case: EXP beside a condition on the key
SELECT id FROM people WHERE id = 101 AND EXP(visits) > 1
-- case: EXP beside a condition on the key, by IN
SELECT id FROM people WHERE id IN (1, 101, 102) AND EXP(visits) > 1 ORDER BY id
-- case: a natural join with constants
SELECT * FROM people NATURAL JOIN (SELECT 'S3CR3T-note' AS note) AS x ORDER BY id
-- case: USING the denied column
SELECT id FROM people JOIN (SELECT 'S3CR3T-note' AS note) AS x USING (note)
-- case: USING a masked column
SELECT id FROM people JOIN (SELECT '030-4711-77' AS phone) AS x USING (phone)
-- case: a join with itself by a masked column
SELECT a.id, b.id FROM people AS a JOIN people AS b ON a.phone = b.phone AND a.id < b.id ORDER BY 1, 2
-- case: a join with itself that looks for the other tenant
SELECT a.id, b.name FROM people AS a LEFT JOIN people AS b ON b.tenant_id <> a.tenant_id ORDER BY 1, 2
-- case: a join whose condition raises
SELECT a.id FROM people AS a JOIN people AS b ON a.id = b.id AND EXP(b.visits) > 1 ORDER BY 1
-- case: a right join whose condition raises
SELECT a.id FROM people AS a RIGHT JOIN people AS b ON a.id = b.id AND EXP(b.visits) > 1 WHERE a.id IS NOT NULL ORDER BY 1
-- case: a join to a table without rules that raises
SELECT p.id FROM people AS p JOIN products AS q ON EXP(p.visits) > q.id ORDER BY p.id
-- case: a join to the other policed table
SELECT p.name, o.total FROM people AS p JOIN orders AS o ON o.person_id = p.id ORDER BY 1, 2
-- case: an order whose person is another tenant's
SELECT o.id, p.name FROM orders AS o LEFT JOIN people AS p ON p.id = o.person_id ORDER BY o.id
-- case: an order by the tenant's number
SELECT id FROM orders WHERE desk = 2 OR desk = '2x' ORDER BY id
-- case: an order with a unit out of range
SELECT id FROM orders WHERE EXP(units) > 0 ORDER BY id
-- case: the units of the orders below zero
SELECT id FROM orders WHERE units - 5 > 0 ORDER BY id
-- case: UNION
SELECT name FROM people UNION SELECT status FROM orders ORDER BY 1
-- case: UNION ALL with a constant
SELECT iban FROM people UNION ALL SELECT 'S3CR3T-iban'
-- case: INTERSECT with a guess
SELECT name FROM people INTERSECT SELECT 'S3CR3T-Zed'
-- case: EXCEPT a guess
SELECT phone FROM people EXCEPT SELECT '***77' ORDER BY 1
-- case: a union that raises on one side
SELECT id FROM people WHERE tenant_id = 'acme' UNION ALL SELECT EXP(visits) FROM people WHERE tenant_id = 'umbrella'
-- case: a correlated subquery
SELECT o.id, (SELECT p.name FROM people AS p WHERE p.id = o.person_id) AS n FROM orders AS o ORDER BY o.id
-- case: a correlated subquery that raises
SELECT o.id, (SELECT EXP(p.visits) FROM people AS p WHERE p.id = o.person_id) AS n FROM orders AS o ORDER BY o.id
-- case: EXISTS for a guess
SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM people WHERE name = 'S3CR3T-Zed')
-- case: EXISTS that raises
SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM people WHERE tenant_id = 'umbrella' AND EXP(visits) > 1)
-- case: IN a subquery that raises
SELECT id FROM products WHERE id IN (SELECT id FROM people WHERE EXP(visits) > 1) ORDER BY id
-- case: NOT IN a subquery
SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM orders) ORDER BY id
-- case: a comparison with ALL
SELECT id FROM people WHERE visits >= ALL (SELECT visits FROM people) ORDER BY id
-- case: a scalar subquery of the whole table
SELECT (SELECT COUNT(*) FROM people) AS c, (SELECT MAX(total) FROM orders) AS m, (SELECT MIN(income) FROM people) AS i
-- case: a scalar subquery that has several rows elsewhere
SELECT (SELECT name FROM people WHERE visits = 911) AS n
-- case: a scalar subquery that has several rows elsewhere, by name
SELECT (SELECT id FROM people WHERE name LIKE 'S3CR3T%') AS n
-- case: a CTE of the table's name
WITH people AS (SELECT * FROM shop.people) SELECT * FROM people ORDER BY id
-- case: a CTE of the table's name that wants the denied column
WITH people AS (SELECT id, note FROM shop.people) SELECT * FROM people
-- case: a CTE that hides another of its name
WITH orders AS (SELECT 1 AS id) SELECT p.id, o.id FROM people AS p, orders AS o ORDER BY p.id
-- case: a CTE that raises
WITH v AS (SELECT id, visits FROM people) SELECT id FROM v WHERE EXP(visits) > 1 ORDER BY id
-- case: a derived table that raises
SELECT id FROM (SELECT id, points - 50 AS n FROM people) AS x WHERE n > 0 ORDER BY id
-- case: a derived table of a grouped one
SELECT t, n FROM (SELECT tenant_id AS t, COUNT(*) AS n, MAX(visits) AS m FROM people GROUP BY tenant_id) AS x WHERE EXP(m) > 0
-- case: a recursive CTE
WITH RECURSIVE r(id, n) AS (SELECT id, 1 FROM people WHERE id = 1 UNION ALL SELECT p.id, r.n + 1 FROM people AS p JOIN r ON p.id = r.id + 1 WHERE r.n < 50) SELECT * FROM r ORDER BY 1
-- case: an alias of the table's own name for another table
SELECT people.name FROM products AS people ORDER BY 1
-- case: an alias that is the inner one of the rewriting
SELECT policed.name FROM people AS policed ORDER BY policed.id
-- case: a table that no rule gives
SELECT * FROM vault.salaries
-- case: the information schema
SELECT column_name FROM information_schema.columns
-- case: the statistics
SELECT * FROM mysql.column_stats
-- case: a function of a user's, by a name that the server lost
SELECT MD5(name) FROM people
-- case: a placeholder
SELECT ? FROM people
-- case: a variable
SELECT @p0 FROM people
-- case: hashes
SELECT id, email, LENGTH(email) AS l FROM people ORDER BY id
-- case: hashes of the other tenant by a guess
SELECT id FROM people WHERE email = SHA2('s3cr3t@umbrella.test', 256)
-- case: hashes joined across tables
SELECT p.id, o.id FROM people AS p JOIN orders AS o ON o.contact = p.email ORDER BY 1, 2
-- case: grouped by the key, other columns shown
SELECT p.id, p.name, p.income, COUNT(o.id) AS n FROM people AS p LEFT JOIN orders AS o ON o.person_id = p.id GROUP BY p.id ORDER BY p.id
-- case: grouped by the key, the denied column shown
SELECT p.id, p.note FROM people AS p GROUP BY p.id
-- case: a roll-up
SELECT tenant_id, COUNT(*) AS n, MAX(points) AS m FROM people GROUP BY tenant_id WITH ROLLUP
-- case: an offset far away
SELECT name FROM people ORDER BY id LIMIT 100 OFFSET 4
-- case: a limit of all
SELECT COUNT(*) FROM (SELECT name FROM people LIMIT 100000) AS x
-- case: a limit of one without an order
SELECT EXP(visits) AS e FROM people WHERE id > 100 LIMIT 1
-- case: coalesce of masked columns
SELECT COALESCE(iban, 'none') AS i, IFNULL(salary, 0) AS s, NULLIF(phone, '***77') AS p FROM people ORDER BY id
-- case: BETWEEN over a bucket
SELECT id FROM people WHERE income BETWEEN 41001 AND 41999 OR born_on BETWEEN DATE '1980-02-01' AND DATE '1980-12-31' ORDER BY id
-- case: what is not distinct from a guess
SELECT id FROM people WHERE iban <=> 'S3CR3T-iban' OR salary <=> 10 ORDER BY id
-- case: a bucket of months
SELECT id, joined_at, EXTRACT(HOUR FROM joined_at) AS h FROM people ORDER BY id
-- case: EXTRACT from text
SELECT id, EXTRACT(YEAR FROM name) AS y FROM people ORDER BY id
-- case: an enumeration by a guess
SELECT id FROM notes WHERE tenant = 'umbrella' OR tenant = 2 ORDER BY id
-- case: an enumeration by its number
SELECT id, tenant + 0 AS number FROM notes ORDER BY id
-- case: a long text that is too long elsewhere
SELECT id, LPAD(name, 10, 'x') AS l, REPEAT(name, 2) AS r FROM people ORDER BY id
