-- case: 001
SELECT name FROM regions

-- case: 002
SELECT * FROM categories

-- case: 003
SELECT c.* FROM categories AS c

-- case: 004
SELECT `name`, `list_price` FROM `products` WHERE `discontinued` = 0

-- case: 005
SELECT shop.products.name FROM shop.products

-- case: 006
SELECT Name, LIST_PRICE FROM products ORDER BY List_Price DESC, name

-- case: 007
SELECT name AS `the name`, list_price price FROM products

-- case: 008
SELECT DISTINCT status FROM orders

-- case: 009
SELECT COUNT(*) FROM orders

-- case: 010
SELECT count(DISTINCT customer_id) AS buyers FROM orders

-- case: 011
SELECT status, COUNT(*) AS n FROM orders GROUP BY status

-- case: 012
SELECT status, COUNT(*) AS n FROM orders GROUP BY status HAVING n > 1

-- case: 013
SELECT status AS s, SUM(total_amount) FROM orders GROUP BY s ORDER BY s

-- case: 014
SELECT status, COUNT(*) FROM orders GROUP BY 1 ORDER BY 2 DESC, 1

-- case: 015
SELECT channel, AVG(total_amount) AS mean FROM orders GROUP BY channel HAVING AVG(total_amount) > 10 AND mean < 100000

-- case: 016
SELECT name FROM products WHERE name = "Tent"

-- case: 017
SELECT name FROM products WHERE name = 'it''s' OR name = "it's"

-- case: 018
SELECT "a ""quoted"" word" AS q, 'it\'s' AS s

-- case: 019
SELECT 'back\\slash' AS b

-- case: 020
SELECT 'two\nlines' AS b, 'tab\there' AS t

-- case: 021
SELECT '100\%' AS p, '\_' AS u

-- case: 022
SELECT name FROM products WHERE name LIKE '%en%'

-- case: 023
SELECT name FROM products WHERE name LIKE '50\%%'

-- case: 024
SELECT name FROM products WHERE name NOT LIKE 'a!_%' ESCAPE '!'

-- case: 025
SELECT name FROM products WHERE name LIKE CONCAT('%', 'T', '%')

-- case: 026
SELECT name FROM products WHERE 'C:\\temp' LIKE 'C:\\\\t%'

-- case: 027
SELECT name FROM products WHERE name REGEXP '^T'

-- case: 028
SELECT name FROM products WHERE name NOT REGEXP 'x$' AND name RLIKE 'e'

-- case: 029
SELECT name FROM products WHERE name REGEXP 'a\\.b|T'

-- case: 030
SELECT order_id FROM orders WHERE ordered_at >= '2024-01-01' AND ordered_at < DATE '2024-07-01'

-- case: 031
SELECT order_id FROM orders WHERE ordered_at >= TIMESTAMP '2024-01-01 00:00:00'

-- case: 032
SELECT order_id, ordered_at + INTERVAL 1 DAY AS later FROM orders

-- case: 033
SELECT DATE_ADD('2024-01-31', INTERVAL 1 MONTH) AS a, DATE_SUB('2024-03-31', INTERVAL 2 WEEK) AS b

-- case: 034
SELECT order_id, ordered_at - INTERVAL order_id HOUR AS before_it FROM orders

-- case: 035
SELECT INTERVAL 1 YEAR + '2024-02-29' AS a

-- case: 036
SELECT YEAR(ordered_at) AS y, MONTH(ordered_at) AS m, SUM(total_amount) FROM orders GROUP BY y, m ORDER BY y, m

-- case: 037
SELECT EXTRACT(YEAR FROM ordered_at) AS y, EXTRACT(QUARTER FROM ordered_at) FROM orders

-- case: 038
SELECT DATE_FORMAT(ordered_at, '%Y-%m') AS m, COUNT(*) FROM orders GROUP BY m

-- case: 039
SELECT TIMESTAMPDIFF(DAY, hired_on, '2024-06-01') AS days FROM employees

-- case: 040
SELECT TIMESTAMPADD(MINUTE, 5, '2024-01-01 10:00:00') AS t

-- case: 041
SELECT DATEDIFF('2024-03-01', '2024-02-01') AS d, LAST_DAY('2024-02-10') AS l

-- case: 042
SELECT STR_TO_DATE('03/02/2024', '%d/%m/%Y') AS d

-- case: 043
SELECT 1 + 2 * 3 AS a, (1 + 2) * 3 AS b, 7 DIV 2 AS c, 7 % 3 AS d, 7 MOD 4 AS e, 7 / 2 AS f

-- case: 044
SELECT 10 - 3 - 2 AS a, 10 - (3 - 2) AS b, 100 DIV 7 DIV 2 AS c, 100 / 10 / 5 AS d

-- case: 045
SELECT 5 & 3 AS a, 5 | 2 AS b, 5 ^ 1 AS c, 1 << 4 AS d, 256 >> 2 AS e, 1 | 6 & 3 AS f, 2 ^ 3 * 2 AS g

-- case: 046
SELECT 1 << 2 + 1 AS a, 7 & 1 << 1 AS b

-- case: 047
SELECT - 2 ^ 1 AS a, -(2 ^ 1) AS b, ~ 1 & 3 AS c

-- case: 048
SELECT 5 - -3 AS a, - - 2 AS b

-- case: 049
SELECT 1 XOR 0 AS a, 1 XOR 1 AS b, NULL XOR 1 AS c, 1 OR 1 XOR 1 AS d, 0 AND 1 XOR 1 AS e

-- case: 050
SELECT 1 && 0 AS a, 1 AND NOT 0 AS b

-- case: 051
SELECT NULL <=> NULL AS a, 1 <=> NULL AS b

-- case: 052
SELECT name FROM products WHERE NOT list_price > 10

-- case: 053
SELECT name FROM products WHERE NOT (list_price BETWEEN 5 AND 10)

-- case: 054
SELECT name FROM products WHERE list_price NOT BETWEEN 5 AND 10 + 1

-- case: 055
SELECT name FROM products WHERE category_id IN (1, 2, 3) AND product_id NOT IN (4)

-- case: 056
SELECT name FROM products WHERE (category_id, discontinued) IN ((1, 0), (2, 1))

-- case: 057
SELECT name FROM products WHERE category_id IS NOT NULL AND discontinued IS FALSE

-- case: 058
SELECT name FROM products WHERE (category_id = 1) IS NOT UNKNOWN

-- case: 059
SELECT name FROM products p WHERE EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.product_id)

-- case: 060
SELECT name FROM products WHERE product_id IN (SELECT product_id FROM order_items)

-- case: 061
SELECT name FROM products WHERE list_price > ALL (SELECT unit_price FROM order_items WHERE quantity > 100)

-- case: 062
SELECT name FROM products WHERE product_id = ANY (SELECT product_id FROM reviews)

-- case: 063
SELECT name, (SELECT COUNT(*) FROM reviews r WHERE r.product_id = p.product_id) AS n FROM products p

-- case: 064
SELECT o.order_id, c.last_name FROM orders o JOIN customers c ON c.customer_id = o.customer_id

-- case: 065
SELECT o.order_id, c.last_name FROM orders o LEFT OUTER JOIN customers c USING (customer_id)

-- case: 066
SELECT customer_id, COUNT(*) FROM orders INNER JOIN customers USING (customer_id) GROUP BY customer_id

-- case: 067
SELECT s.name, r.name FROM stores s RIGHT JOIN regions r ON r.region_id = s.region_id

-- case: 068
SELECT s.name, r.name FROM stores s CROSS JOIN regions r

-- case: 069
SELECT s.name FROM stores s, regions r WHERE s.region_id = r.region_id

-- case: 070
SELECT product_id FROM order_items NATURAL JOIN reviews

-- case: 071
SELECT e.last_name, m.last_name FROM employees e LEFT JOIN employees m ON m.employee_id = e.manager_id

-- case: 072
SELECT t.n FROM (SELECT COUNT(*) AS n FROM orders) AS t

-- case: 073
SELECT t.a FROM (SELECT order_id AS a FROM orders ORDER BY order_id LIMIT 2) t WHERE t.a > 0

-- case: 074
WITH big AS (SELECT * FROM orders WHERE total_amount > 50) SELECT COUNT(*) FROM big

-- case: 075
WITH a (x) AS (SELECT order_id FROM orders), b AS (SELECT x + 1 AS y FROM a) SELECT y FROM b ORDER BY y

-- case: 076
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n

-- case: 077
SELECT name FROM regions UNION SELECT name FROM categories

-- case: 078
SELECT city FROM stores UNION ALL SELECT city FROM customers ORDER BY city LIMIT 5

-- case: 079
SELECT city FROM stores INTERSECT SELECT city FROM customers

-- case: 080
SELECT city FROM customers EXCEPT SELECT city FROM stores

-- case: 081
(SELECT name FROM regions ORDER BY name LIMIT 1) UNION ALL (SELECT name FROM categories ORDER BY name LIMIT 1)

-- case: 082
SELECT city FROM stores UNION SELECT city FROM customers UNION ALL SELECT name FROM regions

-- case: 083
SELECT name FROM products ORDER BY product_id LIMIT 2

-- case: 084
SELECT name FROM products ORDER BY product_id LIMIT 1, 2

-- case: 085
SELECT name FROM products ORDER BY product_id LIMIT 2 OFFSET 1

-- case: 086
SELECT t.name FROM (SELECT name, product_id FROM products ORDER BY product_id LIMIT 9999999 OFFSET 1) AS t

-- case: 087
SELECT CASE WHEN list_price > 50 THEN 'dear' ELSE 'cheap' END AS c FROM products

-- case: 088
SELECT CASE status WHEN 'paid' THEN 1 WHEN 'open' THEN 0 END AS c FROM orders

-- case: 089
SELECT IF(list_price > 50, 'dear', 'cheap') AS c, IFNULL(category_id, 0), NULLIF(discontinued, 1), COALESCE(category_id, -1) FROM products

-- case: 090
SELECT GREATEST(1, 2, 3) AS g, LEAST(list_price, 5) AS l FROM products

-- case: 091
SELECT CONCAT(first_name, ' ', last_name) AS full_name, CONCAT_WS('-', city, country) FROM customers

-- case: 092
SELECT UPPER(name), LOWER(name), LENGTH(name), CHAR_LENGTH(name), REVERSE(name) FROM products

-- case: 093
SELECT LEFT(name, 2), RIGHT(name, 2), SUBSTRING(name, 2, 2), SUBSTR(name, -1), MID(name, 1, 1) FROM products

-- case: 094
SELECT SUBSTRING(name FROM 2 FOR 3), SUBSTRING_INDEX(email, '@', 1) FROM products, customers

-- case: 095
SELECT TRIM(name), TRIM(BOTH 'T' FROM name), TRIM(LEADING 'T' FROM name), TRIM(TRAILING 't' FROM name), LTRIM(name) FROM products

-- case: 096
SELECT LOCATE('e', name), INSTR(name, 'e'), POSITION('e' IN name) FROM products

-- case: 097
SELECT REPLACE(name, 'e', 'E'), LPAD(name, 10, '*'), RPAD(name, 10, '.'), REPEAT('ab', 3) FROM products

-- case: 098
SELECT GROUP_CONCAT(name) AS names FROM regions

-- case: 099
SELECT GROUP_CONCAT(DISTINCT city ORDER BY city DESC SEPARATOR '; ') AS cities FROM customers

-- case: 100
SELECT ROUND(list_price), ROUND(list_price, 1), CEIL(list_price), FLOOR(list_price), TRUNCATE(list_price, 1), ABS(-1), MOD(7, 3) FROM products

-- case: 101
SELECT SQRT(16) AS a, POW(2, 3) AS b, LOG(10, 100) AS c, SIGN(-2) AS d, PI() AS e

-- case: 102
SELECT CAST(list_price AS SIGNED) AS a, CAST('12' AS UNSIGNED) AS b, CAST('1.5' AS DECIMAL(6, 2)) AS c, CAST(order_id AS CHAR) AS d FROM products, orders

-- case: 103
SELECT CAST('2024-01-02' AS DATE) AS a, CAST('2024-01-02 03:04:05' AS DATETIME) AS b, CONVERT('7', SIGNED) AS c

-- case: 104
SELECT name FROM customers JOIN regions USING (region_id) WHERE last_name COLLATE utf8mb4_bin = 'Abel'

-- case: 105
SELECT status, SUM(total_amount) AS total FROM orders GROUP BY status WITH ROLLUP

-- case: 106
SELECT order_id, ROW_NUMBER() OVER (PARTITION BY status ORDER BY order_id) AS place FROM orders

-- case: 107
SELECT order_id, SUM(total_amount) OVER (ORDER BY order_id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS moving FROM orders

-- case: 108
SELECT order_id, RANK() OVER w AS r, LAG(order_id) OVER w AS l FROM orders WINDOW w AS (ORDER BY total_amount)

-- case: 109
SELECT `select`, `we"ird` FROM `Odd Table`

-- case: 110 (other case)
SELECT order_id FROM ORDERS AS O WHERE o.ORDER_ID > 0

-- case: 111
SELECT name -- the name
FROM products # all of them
WHERE /* none of */ discontinued = 0

-- case: 112
SELECT SQL_TEXT.name FROM products AS SQL_TEXT

-- case: 113
SELECT 'ünïcode ☃ 🙂' AS u

-- case: 114
SELECT MAX(ordered_at), MIN(ordered_at) FROM orders;

-- case: 115
SELECT name FROM products ORDER BY FIELD(category_id, 2, 1), name

-- case: 116
SELECT 1e2 AS a, .5 AS b, 1.50 AS c, TRUE AS d, NULL AS e

-- case: 117 (only on MySQL)
SELECT attributes->'$.colour', attributes->>'$.colour' FROM products

-- case: 118 (only on MySQL)
SELECT CAST('[1]' AS JSON) AS j, ANY_VALUE(name) AS n FROM products

-- case: 119 (only on MySQL)
SELECT REGEXP_LIKE(name, 'e') AS r FROM products

-- case: 120 (only on MySQL)
SELECT status, GROUPING(status) AS g FROM orders GROUP BY status WITH ROLLUP ORDER BY g, status

-- case: 121 (only on MySQL)
SELECT name FROM regions WHERE name COLLATE utf8mb4_0900_ai_ci = 'north'

-- case: 122 (by the clock)
SELECT NOW() AS n, CURRENT_DATE AS d, CURDATE() AS c, RAND() AS r, UNIX_TIMESTAMP() AS u

-- case: 123 (by the clock)
SELECT order_id FROM orders WHERE ordered_at >= NOW() - INTERVAL 7 DAY OR ordered_at < UTC_TIMESTAMP()

-- case: 124
SELECT JSON_EXTRACT(attributes, '$.colour') AS c, JSON_UNQUOTE(JSON_EXTRACT(attributes, '$.colour')) AS u FROM products
