-- case: 001 => write-statement
INSERT INTO orders (order_id) VALUES (1)

-- case: 002 => write-statement
UPDATE orders SET status = 'x'

-- case: 003 => write-statement
DELETE FROM orders

-- case: 004 => write-statement
REPLACE INTO orders (order_id) VALUES (1)

-- case: 005 => write-statement
TRUNCATE TABLE orders

-- case: 006 => schema-change
DROP TABLE orders

-- case: 007 => schema-change
ALTER TABLE orders ADD x INT

-- case: 008 => schema-change
CREATE TABLE x AS SELECT * FROM orders

-- case: 009 => placeholder
GRANT ALL ON *.* TO 'x'@'%'

-- case: 010 => schema-change
RENAME TABLE orders TO x

-- case: 011 => session-setting
SET GLOBAL general_log = 1

-- case: 012 => placeholder
SET @x = 1

-- case: 013 => session-setting
USE mysql

-- case: 014 => copy-data
LOAD DATA INFILE '/etc/passwd' INTO TABLE orders

-- case: 015 => copy-data
INSTALL PLUGIN p SONAME 'p.so'

-- case: 016 => copy-data
UNINSTALL PLUGIN p

-- case: 017 => procedural-code
DO SLEEP(10)

-- case: 018 => procedural-code
CALL p()

-- case: 019 => procedural-code
PREPARE s FROM 'SELECT 1'

-- case: 020 => procedural-code
HANDLER orders OPEN

-- case: 021 => procedural-code
SIGNAL SQLSTATE '45000'

-- case: 022 => lock-table
LOCK TABLES orders WRITE

-- case: 023 => lock-table
UNLOCK TABLES

-- case: 024 => maintenance
KILL 1

-- case: 025 => maintenance
FLUSH TABLES

-- case: 026 => maintenance
OPTIMIZE TABLE orders

-- case: 027 => maintenance
SHUTDOWN

-- case: 028 => show-statement
SHOW DATABASES

-- case: 029 => show-statement
DESCRIBE orders

-- case: 030 => show-statement
HELP 'select'

-- case: 031 => explain-statement
EXPLAIN SELECT * FROM orders

-- case: 032 => transaction-control
XA START 'x'

-- case: 033 => transaction-control
START TRANSACTION

-- case: 034 => unsupported-clause
TABLE orders

-- case: 035 => several-statements
SELECT 1; SELECT 2

-- case: 036 => several-statements
SELECT 1; DROP TABLE orders

-- case: 037 => unsupported-clause
SELECT 1 /*! UNION SELECT 2 */

-- case: 038 => unsupported-clause
SELECT /*!50000 SLEEP(5), */ 1

-- case: 039 => unsupported-clause
SELECT 1 /*M! , SLEEP(5) */

-- case: 040 => unsupported-clause
SELECT 1 /*m!100100 , SLEEP(5) */

-- case: 041 => syntax
SELECT 5--3

-- case: 042 => syntax
SELECT 1--/*

-- case: 043 => syntax
SELECT 1 --

-- case: 044 => select-into
SELECT * FROM orders INTO OUTFILE '/tmp/x'

-- case: 045 => select-into
SELECT * INTO OUTFILE '/tmp/x' FROM orders

-- case: 046 => select-into
SELECT name FROM regions INTO DUMPFILE '/tmp/x'

-- case: 047 => placeholder
SELECT name INTO @x FROM regions LIMIT 1

-- case: 048 => placeholder
SELECT @x

-- case: 049 => placeholder
SELECT name FROM regions WHERE name = @name

-- case: 050 => placeholder
SELECT @x := 1

-- case: 051 => placeholder
SELECT @`x`

-- case: 052 => placeholder
SELECT name FROM regions WHERE region_id = ?

-- case: 053 => session-setting
SELECT @@version

-- case: 054 => session-setting
SELECT @@global.secure_file_priv

-- case: 055 => session-setting
SELECT name FROM regions WHERE region_id = @@server_id

-- case: 056 => row-lock
SELECT * FROM orders FOR UPDATE

-- case: 057 => row-lock
SELECT * FROM orders FOR SHARE

-- case: 058 => row-lock
SELECT * FROM orders LOCK IN SHARE MODE

-- case: 059 => row-lock
SELECT * FROM (SELECT * FROM orders FOR UPDATE) AS t

-- case: 060 => procedural-code
SELECT * FROM orders PROCEDURE ANALYSE()

-- case: 061 => unknown-function
SELECT LOAD_FILE('/etc/passwd')

-- case: 062 => unknown-function
SELECT SLEEP(10)

-- case: 063 => unknown-function
SELECT `sleep`(10)

-- case: 064 => unknown-function
SELECT BENCHMARK(1000000000, MD5('x'))

-- case: 065 => unknown-function
SELECT GET_LOCK('x', 100)

-- case: 066 => unknown-function
SELECT RELEASE_ALL_LOCKS()

-- case: 067 => unknown-function
SELECT USER()

-- case: 068 => unknown-function
SELECT CURRENT_USER()

-- case: 069 => unknown-function
SELECT SESSION_USER()

-- case: 070 => unknown-function
SELECT DATABASE()

-- case: 071 => unknown-function
SELECT VERSION()

-- case: 072 => unknown-function
SELECT CONNECTION_ID()

-- case: 073 => unknown-function
SELECT LAST_INSERT_ID()

-- case: 074 => unknown-function
SELECT EXTRACTVALUE('<a/>', '//a')

-- case: 075 => unknown-function
SELECT UPDATEXML('<a/>', '/a', 'b')

-- case: 076 => unknown-function
SELECT NAME_CONST('x', 1)

-- case: 077 => unknown-function
SELECT sys.version_major()

-- case: 078 => unknown-function
SELECT mysql.something(1)

-- case: 079 => unknown-function
SELECT shop.my_function(1)

-- case: 080 => unknown-function
SELECT pg_catalog.length('x')

-- case: 081 => unknown-function
SELECT UNCOMPRESS('x')

-- case: 082 => unknown-function
SELECT WAIT_FOR_EXECUTED_GTID_SET('x')

-- case: 083 => unknown-function
SELECT SPACE(1000000000)

-- case: 084 => unknown-function
SELECT JSON_MERGE_PATCH('{}', '{}')

-- case: 085 => system-relation
SELECT * FROM information_schema.tables

-- case: 086 => system-relation
SELECT * FROM INFORMATION_SCHEMA.COLUMNS

-- case: 087 => system-relation
SELECT * FROM mysql.user

-- case: 088 => system-relation
SELECT * FROM `mysql`.`user`

-- case: 089 => system-relation
SELECT * FROM performance_schema.threads

-- case: 090 => system-relation
SELECT * FROM sys.session

-- case: 091 => system-relation
SELECT name FROM regions WHERE EXISTS (SELECT 1 FROM mysql.user)

-- case: 092 => unknown-relation
SELECT * FROM user

-- case: 093 => unknown-relation
SELECT * FROM other.shop.orders

-- case: 094 => unknown-column
SELECT password FROM customers

-- case: 095 => unknown-column
SELECT user FROM customers

-- case: 096 => unsupported-operator
SELECT 'a' || 'b'

-- case: 097 => unsupported-operator
SELECT name FROM products WHERE discontinued || 1

-- case: 098 => unsupported-operator
SELECT ! discontinued FROM products

-- case: 099 => unsupported-operator
SELECT BINARY name FROM products

-- case: 100 => unsupported-operator
SELECT name FROM products WHERE name = BINARY 'x'

-- case: 101 => unsupported-operator
SELECT 3 > 2 > 1

-- case: 102 => unsupported-operator
SELECT name FROM products WHERE name = 'a' LIKE 'b'

-- case: 103 => unsupported-operator
SELECT name FROM products WHERE discontinued = 1 IS NULL

-- case: 104 => unsupported-operator
SELECT 1 = 2 IN (3, 4)

-- case: 105 => unsupported-operator
SELECT 5 BETWEEN 1 AND 3 = 1

-- case: 106 => unsupported-literal
SELECT 0x41

-- case: 107 => unsupported-literal
SELECT X'41'

-- case: 108 => unsupported-literal
SELECT b'1'

-- case: 109 => unsupported-literal
SELECT 0b01

-- case: 110 => unsupported-literal
SELECT N'text'

-- case: 111 => unsupported-literal
SELECT _latin1'text'

-- case: 112 => unsupported-literal
SELECT _latin1 0x41

-- case: 113 => unsupported-literal
SELECT _utf8mb4 0xff

-- case: 114 => unsupported-literal
SELECT _utf8mb4'text'

-- case: 115 => unsupported-literal
SELECT 1abc

-- case: 116 => unsupported-literal
SELECT 'a' 'b'

-- case: 117 => unsupported-literal
SELECT 'a' "b"

-- case: 118 => unsupported-literal
SELECT 'bell\a'

-- case: 119 => nul-character
SELECT 'x\0y'

-- case: 120 => unsupported-expression
SELECT INTERVAL 1 DAY

-- case: 121 => unsupported-expression
SELECT IFNULL(INTERVAL 1 DAY, 1)

-- case: 122 => syntax
SELECT '2024-01-01' + INTERVAL '1-2' YEAR_MONTH

-- case: 123 => function-arguments
SELECT TIMESTAMPDIFF(hired_on, '2024-01-01', '2024-01-02') FROM employees

-- case: 124 => function-arguments
SELECT TIMESTAMPDIFF('DAY) , SLEEP(1), (', '2024-01-01', '2024-01-02')

-- case: 125 => function-arguments
SELECT GROUP_CONCAT(name, city) FROM stores

-- case: 126 => unsupported-literal
SELECT GROUP_CONCAT(name SEPARATOR '\\') FROM stores

-- case: 127 => unbounded-size
SELECT GROUP_CONCAT(name SEPARATOR '-------------------------') FROM stores

-- case: 128 => unbounded-size
SELECT REPEAT('a', 1000000)

-- case: 129 => unbounded-size
SELECT REPEAT('a', product_id) FROM products

-- case: 130 => unbounded-size
SELECT LPAD('a', 100000000, 'b')

-- case: 131 => unbounded-size
SELECT RPAD(name, product_id, 'b') FROM products

-- case: 132 => unbounded-size
SELECT REPLACE(name, 'a', name) FROM products

-- case: 133 => regular-expression
SELECT name FROM products WHERE name REGEXP name

-- case: 134 => regular-expression
SELECT name FROM products WHERE name REGEXP '(a+)\\1'

-- case: 135 => unsupported-clause
SELECT COUNT(*) FROM orders o FULL JOIN customers c ON o.customer_id = c.customer_id

-- case: 136 => unsupported-clause
SELECT name FROM regions STRAIGHT_JOIN categories

-- case: 137 => unsupported-clause
SELECT SQL_NO_CACHE name FROM regions

-- case: 138 => unsupported-clause
SELECT name FROM regions ORDER BY name NULLS FIRST

-- case: 139 => unsupported-clause
VALUES ROW(1, 2)

-- case: 140 => unsupported-clause
SELECT SUM(total_amount) OVER (ORDER BY order_id GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM orders

-- case: 141 => unsupported-source
SELECT name FROM regions USE INDEX (x)

-- case: 142 => unsupported-source
SELECT name FROM regions PARTITION (p0)

-- case: 143 => unsupported-source
SELECT r.name FROM regions r, LATERAL (SELECT r.name AS n) AS t

-- case: 144 => table-function
SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$')) AS t

-- case: 145 => unsupported-type
SELECT CAST('1' AS BLOB)

-- case: 146 => unsupported-type
SELECT CAST('1' AS INTEGER)

-- case: 147 => unsupported-expression
SELECT CONVERT('x' USING latin1)

-- case: 148 => unsupported-expression
SELECT MATCH (title) AGAINST ('x') FROM reviews

-- case: 149 => unsupported-type
SELECT name COLLATE latin1_swedish_ci FROM regions

-- case: 150 => ambiguous-column
SELECT name, COUNT(*) AS region_id FROM regions GROUP BY name HAVING region_id > 1

-- case: 151 => function-placement
SELECT COUNT(*) AS n FROM orders HAVING SUM(n) > 1

-- case: 152 => syntax
SELECT SUM(total_amount) FILTER (WHERE order_id > 1) FROM orders

-- case: 153 => join-condition
SELECT * FROM stores RIGHT JOIN regions USING (region_id)

-- case: 154 => join-condition
SELECT * FROM stores NATURAL RIGHT JOIN regions

-- case: 155 => duplicate-source
SELECT 1 FROM orders AS a, customers AS A

-- case: 156 => invalid-limit
SELECT name FROM regions LIMIT name

-- case: a comment that hides => unsupported-clause
SELECT '/*', 1 /*!50000 ,(SELECT 1 FROM mysql.user) */

-- case: a pattern that names a group => regular-expression
SELECT name FROM products WHERE name REGEXP '(?<a>x+)+\\k<a>'

-- case: a pattern that calls itself => regular-expression
SELECT REGEXP_REPLACE(name, '(x(?R)?)', '') FROM products

-- case: a function that MySQL 9 has no more, so that a user's may run => unknown-function
SELECT MD5(name) FROM regions

-- case: another one => unknown-function
SELECT SHA1(name), SHA(name) FROM regions

-- case: an older state of the table => syntax
SELECT name FROM regions FOR SYSTEM_TIME ALL
