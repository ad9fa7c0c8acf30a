-- case: 001
SELECT * FROM orders

-- case: 002
SELECT Name FROM PRODUCTS WHERE NAME = "Tent"

-- case: 003
SELECT T1.name, T2.NAME FROM products AS T1 JOIN categories AS T2 ON T1.category_id = T2.category_id

-- case: 004
SELECT count(*) FROM orders AS T1 JOIN customers AS T2 ON T1.customer_id = T2.customer_id WHERE T2.country = 'France'

-- case: 005
SELECT name FROM products UNION SELECT name FROM categories EXCEPT SELECT city FROM stores

-- case: 006
SELECT name FROM (SELECT name FROM products ORDER BY list_price LIMIT 3) UNION SELECT name FROM categories

-- case: 007
SELECT strftime('%Y', ordered_at) AS y, count(*) FROM orders GROUP BY y

-- case: 008
SELECT substr(name, 1, 2), instr(name, 'a'), ifnull(name, ''), iif(list_price > 5, 'a', 'b'), max(list_price, 3), group_concat(name, ', ') FROM products

-- case: 009
SELECT max(list_price), min(list_price), total(list_price) FROM products

-- case: 010
SELECT `name`, [list_price] FROM `products`

-- case: 011
SELECT name FROM products LIMIT 5, 10

-- case: 012
SELECT name FROM products LIMIT -1 OFFSET 3

-- case: 013
SELECT list_price * 2 AS double_price FROM products WHERE double_price > 10 ORDER BY double_price

-- case: 014
SELECT date(ordered_at, '-1 month'), datetime('now'), julianday(ordered_at) FROM orders

-- case: 015
SELECT cast(strftime('%Y', ordered_at) AS INTEGER), EXTRACT(YEAR FROM ordered_at) FROM orders

-- case: 016
SELECT a.name FROM products a JOIN categories b WHERE a.category_id == b.category_id

-- case: 017
SELECT CAST(list_price AS REAL) / 2, list_price || 'x' FROM products

-- case: 018
SELECT x FROM (SELECT name AS x FROM products) WHERE x IS NOT NULL

-- case: 019
SELECT name FROM products WHERE name LIKE 'a!%' ESCAPE '!' OR name LIKE "%Tent%"

-- case: 020
SELECT count(DISTINCT country) FROM customers GROUP BY region_id HAVING count(*) > 2 ORDER BY count(*) DESC LIMIT 1

-- case: 021
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t

-- case: 022
SELECT * FROM regions NATURAL JOIN stores

-- case: 023
SELECT row_number() OVER (ORDER BY list_price) FROM products

-- case: 024
SELECT attributes ->> '$.color', json_extract(attributes, '$.a') FROM products

-- case: 025
SELECT name FROM products WHERE list_price IS NOT NULL AND (list_price > 5) IS TRUE

-- case: 026
VALUES (1, 2)

-- case: 027
SELECT COUNT(*), Max(list_price), "Min"(list_price) FROM products GROUP BY category_id HAVING COUNT(*) > 1 ORDER BY COUNT(*)

-- case: 028
SELECT c.name FROM categories AS c JOIN products AS p ON c.category_id = i.line_number JOIN order_items AS i ON p.product_id = i.product_id

-- case: 029
SELECT c.name FROM (categories AS c JOIN products AS p ON c.category_id = p.category_id) JOIN order_items AS i USING (product_id) JOIN orders AS o ON o.order_id = i.order_id AND s.store_id = o.store_id, stores AS s LEFT JOIN reviews ON reviews.product_id = i.product_id

-- case: 030
SELECT name FROM products WHERE name = "Tent	" OR name = "a text of more than sixty-three bytes, which no name may be in any server"

-- case: 031
SELECT 2 * 3 || 4, 3 = 7 < 1, 1 IS NULL - 2, 1 | 2 & 4, -list_price || 'x', NOT list_price = 3 FROM products

-- case: 032
SELECT name FROM products WHERE name IS 'Tent' OR name IS NOT weight_kg OR list_price IS NOT DISTINCT FROM TRUE OR discontinued IS TRUE OR name ISNULL OR name NOT NULL

-- case: 033
SELECT name FROM products WHERE name GLOB 'T*' AND name NOT GLOB '*x' AND name = 'tent' COLLATE NOCASE ORDER BY name COLLATE nocase DESC

-- case: 034
SELECT product_id & 1, product_id | 2, product_id << 1, product_id >> 1, ~product_id FROM products

-- case: 035
SELECT CAST(launched_on AS DATE), CAST(list_price AS UNSIGNED), CAST(name AS STRING), CAST(name AS NVARCHAR(10)) FROM products

-- case: 036
SELECT a.name FROM products a LEFT JOIN categories b

-- case: 037
SELECT a.name FROM products a CROSS JOIN categories b ON a.category_id = b.category_id

-- case: 038
SELECT concat(name, 'x'), concat_ws('-', name, 'x'), atan2(1, 2), json_object('a', name), json_group_array(name) FROM products

-- case: 039
SELECT country, count(*) FROM customers GROUP BY country UNION SELECT city, count(*) FROM stores GROUP BY city ORDER BY count(*) DESC, city

-- case: 040
SELECT x FROM (SELECT name AS x, list_price AS x FROM products) ORDER BY x

-- case: 041
SELECT name AS x, list_price AS x FROM products ORDER BY x

-- case: 042
SELECT p.name, e.value FROM products p, json_each(p.attributes) AS e

-- case: 043
SELECT key, value, type FROM json_each('{"a": 1}')

-- case: 044
SELECT e.fullkey, e.atom FROM products JOIN json_tree(attributes, '$.parts') AS e ORDER BY e.id

-- case: 045
SELECT name FROM products WHERE EXISTS (SELECT 1 FROM json_each(products.tags) WHERE value = 'new')

-- case: 046
SELECT json_each.value FROM json_each('[1, 2]')

-- case: 047
SELECT rowid, name FROM regions ORDER BY rowid

-- case: 048
SELECT r.RowId AS number, s.name FROM regions r JOIN stores s ON s.region_id = r.rowid

-- case: 049
VALUES (2, 'b'), (1, 'a') ORDER BY 1 LIMIT 1

-- case: a constant with signs as a group is no position
SELECT -(-1) AS one, -5 AS five, +2 AS two, 3000000000 AS large, count(*) FROM orders GROUP BY one, five, two, large ORDER BY -5
