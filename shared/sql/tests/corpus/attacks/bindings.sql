-- catalog: shop

-- case: 001 => unknown-relation
SELECT * FROM oders

-- case: 002 => unknown-relation
SELECT * FROM shop.salaries

-- case: 003 => unknown-relation
SELECT (SELECT count(*) FROM nothing)

-- case: 004 => unknown-relation
SELECT 1 FROM orders JOIN nothing ON true

-- case: 005 => unknown-relation
WITH a AS (SELECT 1) SELECT * FROM b

-- case: 006 => unknown-relation
WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a

-- case: 007 => ambiguous-relation
SELECT * FROM payments

-- case: 008 => ambiguous-relation
SELECT sum(amount) FROM payments

-- case: 009 => ambiguous-relation
SELECT (SELECT max(amount) FROM payments)

-- case: 010 => ambiguous-relation
SELECT 1 FROM orders o JOIN payments p ON p.payment_id = o.order_id

-- case: 011 => unknown-source
SELECT c.name FROM orders o

-- case: 012 => unknown-source
SELECT * FROM orders o WHERE customers.city = 'x'

-- case: 013 => unknown-source
SELECT x.* FROM orders o

-- case: 014 => unknown-source
SELECT orders.status FROM orders o

-- case: 015 => unknown-source
SELECT * FROM orders o, (SELECT o.status) x

-- case: 016 => unknown-source
SELECT *

-- case: 017 => duplicate-source
SELECT 1 FROM orders o, customers o

-- case: 018 => duplicate-source
SELECT 1 FROM orders, orders

-- case: 019 => duplicate-source
WITH t AS (SELECT 1), t AS (SELECT 2) SELECT * FROM t

-- case: 020 => duplicate-source
SELECT 1 FROM (SELECT 1) x JOIN (SELECT 2) x ON true

-- case: 021 => unknown-column
SELECT amount FROM orders

-- case: 022 => unknown-column
SELECT o.amount FROM orders o

-- case: 023 => unknown-column
SELECT order_id AS n FROM orders WHERE n = 1

-- case: 024 => unknown-column
SELECT 1 FROM orders JOIN customers USING (nothing)

-- case: 025 => unknown-column
SELECT a.b.c.d FROM orders

-- case: 026 => unknown-column
SELECT "ORDER_ID" FROM orders

-- case: 027 => ambiguous-column
SELECT name FROM products, categories

-- case: 028 => ambiguous-column
SELECT customer_id FROM orders o JOIN customers c ON c.customer_id = o.customer_id

-- case: 029 => ambiguous-column
SELECT name FROM (SELECT p.name, c.name FROM products p, categories c) x

-- case: 030 => ambiguous-column
SELECT p.name AS n, c.name AS n FROM products p, categories c ORDER BY n

-- case: 031 => ambiguous-column
SELECT * FROM (SELECT 1, 2) x (a, a)

-- case: 032 => whole-row
SELECT o FROM orders o

-- case: 033 => whole-row
SELECT orders FROM orders

-- case: 034 => whole-row
SELECT o::text FROM orders o

-- case: 035 => whole-row
SELECT to_jsonb(o) FROM orders o

-- case: 036 => whole-row
SELECT md5(o::text) FROM orders o

-- case: 037 => whole-row
SELECT count(o.*) FROM orders o

-- case: 038 => whole-row
SELECT max(o) FROM orders o

-- case: 039 => whole-row
SELECT array_agg(o) FROM orders o

-- case: 040 => whole-row
SELECT 1 FROM orders o WHERE o IS NOT NULL

-- case: 041 => whole-row
SELECT x FROM (SELECT 1 AS a) x

-- case: 042 => whole-row
WITH t AS (SELECT 1 AS a) SELECT t FROM t

-- case: 043 => whole-row
SELECT to_jsonb(o) ->> 'status' FROM orders o

-- case: 044 => whole-row
SELECT 1 FROM orders o GROUP BY o

-- case: 045 => whole-row
SELECT json_build_object('r', o) FROM orders o

-- case: 046 => join-condition
SELECT 1 FROM orders JOIN customers

-- case: 047 => join-condition
SELECT 1 FROM orders LEFT JOIN customers

-- case: 048 => join-condition
SELECT 1 FROM orders FULL JOIN customers

-- case: 049 => join-condition
SELECT 1 FROM regions NATURAL JOIN order_items

-- case: 050 => invalid-position
SELECT status FROM orders ORDER BY 7

-- case: 051 => invalid-position
SELECT status FROM orders GROUP BY 3

-- case: 052 => invalid-position
SELECT status FROM orders ORDER BY 0

-- case: 053 => invalid-position
SELECT status, count(*) FROM orders GROUP BY 1, 9

-- case: 054 => invalid-position
SELECT 1 UNION SELECT 2 ORDER BY 2

-- case: 055 => column-count
SELECT 1 UNION SELECT 1, 2

-- case: 056 => column-count
SELECT (SELECT order_id, status FROM orders)

-- case: 057 => column-count
SELECT 1 WHERE 1 IN (SELECT 1, 2)

-- case: 058 => column-count
VALUES (1), (2, 3)

-- case: 059 => column-count
SELECT * FROM (SELECT 1) x (a, b)

-- case: 060 => column-count
SELECT 1 WHERE (1, 2) = (1, 2, 3)

-- case: 061 => column-count
SELECT 1 WHERE 1 = ANY (SELECT 1, 2)

-- case: 062 => column-count
SELECT ARRAY(SELECT 1, 2)

-- case: 063 => column-count
WITH t (a, b) AS (SELECT 1) SELECT a FROM t

-- case: 064 => column-count
SELECT FROM orders

-- case: 065 => unsupported-expression
SELECT 1 WHERE (1, 2) + (3, 4) = 1

-- case: 066 => empty-statement
;

-- case: 067 => empty-statement
;;;

-- case: 068 => empty-statement
-- only a comment

-- case: 069 => empty-statement
/* only a comment */

-- case: 070 => empty-statement
/* one */ -- two
;
