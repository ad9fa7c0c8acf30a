-- catalog: shop

-- case: 001 => several-statements
SELECT order_id FROM orders; UPDATE orders SET total_amount = 0

-- case: 002 => several-statements
SELECT 1; DROP TABLE shop.customers

-- case: 003 => several-statements
SELECT 1;SELECT 2;SELECT 3

-- case: 004 => several-statements
VALUES (1); TRUNCATE shop.orders

-- case: 005 => several-statements
WITH t AS (SELECT 1 AS n) SELECT n FROM t; GRANT ALL ON shop.orders TO PUBLIC

-- case: 006 => several-statements
(SELECT 1); COPY shop.orders TO PROGRAM 'cat'

-- case: 007 => several-statements
SELECT 'a' || ';' || 'b'; SET ROLE postgres

-- case: 008 => several-statements
SELECT $x$;$x$; CALL shop.wipe()

-- case: 009 => several-statements
SELECT 1 -- ;
; DELETE FROM orders

-- case: 010 => several-statements
SELECT /* ; */ 2 /* ; */; ALTER TABLE orders DROP COLUMN status

-- case: 011 => several-statements
SELECT "select" FROM "Odd Table"; VACUUM

-- case: 012 => several-statements
SELECT E'\';'; LOCK TABLE orders

-- case: 013 => several-statements
SELECT 1; COMMIT; CREATE TABLE loot AS SELECT * FROM customers

-- case: 014 => several-statements
SELECT 1; END; INSERT INTO regions VALUES (9, 'x', 'y')

-- case: 015 => several-statements
SELECT 1; ROLLBACK AND CHAIN; DELETE FROM orders

-- case: 016 => several-statements
SELECT 1; DO $$ BEGIN PERFORM pg_sleep(10); END $$

-- case: 017 => several-statements
SELECT count(*) FROM orders; NOTIFY leak, 'x'

-- case: 018 => several-statements
SELECT 1; ; ; SELECT pg_sleep(5)

-- case: 019 => several-statements
;SELECT 1; SELECT 2

-- case: 020 => several-statements
SELECT 1; SET LOCAL row_security = off; SELECT * FROM customers

-- case: 021 => transaction-control
COMMIT; DELETE FROM shop.orders

-- case: 022 => transaction-control
COMMIT WORK

-- case: 023 => transaction-control
COMMIT AND NO CHAIN

-- case: 024 => transaction-control
COMMIT PREPARED 'foo'

-- case: 025 => transaction-control
END TRANSACTION; DROP TABLE shop.orders

-- case: 026 => transaction-control
End;Begin;Delete From orders

-- case: 027 => transaction-control
ABORT WORK

-- case: 028 => transaction-control
ROLLBACK TO SAVEPOINT a

-- case: 029 => transaction-control
ROLLBACK WORK AND CHAIN; UPDATE orders SET status = 'x'

-- case: 030 => transaction-control
BEGIN READ WRITE

-- case: 031 => transaction-control
BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE

-- case: 032 => transaction-control
START TRANSACTION

-- case: 033 => transaction-control
-- nothing to see
COMMIT

-- case: 034 => transaction-control
/* outer /* inner */ still outer */ COMMIT; DROP TABLE orders

-- case: 035 => transaction-control
SAVEPOINT "a b"

-- case: 036 => transaction-control
RELEASE SAVEPOINT a

-- case: 037 => write-statement
INSERT INTO shop.orders (order_id) SELECT order_id FROM shop.orders

-- case: 038 => write-statement
INSERT INTO regions DEFAULT VALUES

-- case: 039 => write-statement
INSERT INTO regions VALUES (1, 'a', 'b') ON CONFLICT DO NOTHING

-- case: 040 => write-statement
INSERT INTO regions VALUES (1, 'a', 'b') RETURNING (SELECT max(salary) FROM employees)

-- case: 041 => write-statement
UPDATE ONLY orders SET status = 'lost'

-- case: 042 => write-statement
UPDATE orders o SET status = c.segment FROM customers c WHERE c.customer_id = o.customer_id

-- case: 043 => write-statement
DELETE FROM orders USING customers WHERE orders.customer_id = customers.customer_id

-- case: 044 => write-statement
DELETE FROM ONLY orders WHERE true RETURNING order_id

-- case: 045 => write-statement
TRUNCATE TABLE orders, order_items RESTART IDENTITY CASCADE

-- case: 046 => write-statement
MERGE INTO orders o USING customers c ON o.customer_id = c.customer_id WHEN NOT MATCHED THEN INSERT DEFAULT VALUES

-- case: 047 => write-statement
dElEtE
FROM
orders

-- case: 048 => write-statement
UPSERT INTO orders VALUES (1)

-- case: 049 => write-in-query
WITH gone AS (DELETE FROM orders WHERE order_id < 10 RETURNING order_id) SELECT count(*) FROM gone

-- case: 050 => write-in-query
WITH a AS (SELECT 1 AS x), b AS (INSERT INTO regions SELECT 1, 'a', 'b' RETURNING region_id) SELECT * FROM a, b

-- case: 051 => write-in-query
WITH a AS (SELECT 1), b AS (UPDATE employees SET salary = salary * 2 RETURNING employee_id) SELECT employee_id FROM b

-- case: 052 => write-in-query
WITH moved AS (DELETE FROM orders RETURNING *) INSERT INTO orders SELECT * FROM moved

-- case: 053 => write-in-query
WITH x AS (SELECT order_id FROM orders) DELETE FROM orders USING x WHERE orders.order_id = x.order_id

-- case: 054 => write-in-query
WITH x AS (SELECT order_id FROM orders) UPDATE orders SET status = 'x' FROM x WHERE orders.order_id = x.order_id

-- case: 055 => write-in-query
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) DELETE FROM orders WHERE order_id IN (SELECT n FROM r)

-- case: 056 => write-in-query
WITH x AS (WITH y AS (DELETE FROM orders RETURNING order_id) SELECT order_id FROM y) SELECT order_id FROM x

-- case: 057 => write-in-query
SELECT order_id FROM orders WHERE order_id IN (WITH y AS (DELETE FROM orders RETURNING order_id) SELECT order_id FROM y)

-- case: 058 => write-in-query
SELECT order_id FROM orders WHERE EXISTS (WITH y AS (UPDATE orders SET status = NULL RETURNING 1) SELECT 1 FROM y)

-- case: 059 => write-in-query
SELECT 1 UNION ALL (WITH y AS (DELETE FROM orders RETURNING 1) SELECT 1 FROM y)

-- case: 060 => write-in-query
SELECT c.city, l.n FROM customers c CROSS JOIN LATERAL (WITH y AS (DELETE FROM orders RETURNING 1) SELECT count(*) AS n FROM y) l

-- case: 061 => write-in-query
SELECT ARRAY(WITH y AS (DELETE FROM orders RETURNING order_id) SELECT order_id FROM y)

-- case: 062 => write-in-query
SELECT count(*) FROM (DELETE FROM orders RETURNING order_id) d

-- case: 063 => write-in-query
SELECT count(*) FROM (UPDATE orders SET status = 'x' RETURNING order_id) u

-- case: 064 => write-in-query
WITH q AS MATERIALIZED (DELETE FROM orders RETURNING order_id) SELECT order_id FROM q

-- case: 065 => write-in-query
WITH x AS (MERGE INTO orders o USING customers c ON o.customer_id = c.customer_id WHEN MATCHED THEN DELETE) SELECT 1

-- case: 066 => write-in-query
(INSERT INTO regions VALUES (1, 'x', 'y'))

-- case: 067 => write-in-query
((DELETE FROM orders))

-- case: 068 => write-in-query
SELECT (SELECT n FROM (WITH y AS (INSERT INTO regions VALUES (1, 'a', 'b') RETURNING region_id) SELECT count(*) AS n FROM y) z)

-- case: 069 => write-in-query
SELECT CASE WHEN EXISTS (WITH y AS (DELETE FROM orders RETURNING 1) SELECT 1 FROM y) THEN 1 END

-- case: 070 => schema-change
CREATE TEMP TABLE t (a int)

-- case: 071 => schema-change
CREATE UNLOGGED TABLE t AS TABLE shop.customers

-- case: 072 => schema-change
CREATE VIEW v AS SELECT * FROM employees

-- case: 073 => schema-change
CREATE MATERIALIZED VIEW v AS SELECT * FROM employees

-- case: 074 => schema-change
CREATE OR REPLACE FUNCTION pg_temp.f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$

-- case: 075 => schema-change
CREATE OPERATOR public.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)

-- case: 076 => schema-change
CREATE CAST (text AS int) WITH INOUT AS IMPLICIT

-- case: 077 => schema-change
CREATE RULE r AS ON SELECT TO orders DO INSTEAD SELECT 1

-- case: 078 => schema-change
CREATE TRIGGER t BEFORE INSERT ON orders EXECUTE FUNCTION f()

-- case: 079 => schema-change
CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()

-- case: 080 => schema-change
CREATE SERVER s FOREIGN DATA WRAPPER file_fdw

-- case: 081 => schema-change
CREATE USER MAPPING FOR PUBLIC SERVER s

-- case: 082 => schema-change
CREATE PUBLICATION p FOR ALL TABLES

-- case: 083 => schema-change
CREATE SUBSCRIPTION s CONNECTION 'host=evil' PUBLICATION p

-- case: 084 => schema-change
CREATE LANGUAGE plpython3u

-- case: 085 => schema-change
CREATE TABLESPACE t LOCATION '/tmp'

-- case: 086 => schema-change
CREATE POLICY p ON orders USING (true)

-- case: 087 => schema-change
CREATE ROLE intruder SUPERUSER LOGIN

-- case: 088 => schema-change
ALTER SYSTEM SET shared_preload_libraries = 'evil'

-- case: 089 => schema-change
ALTER ROLE postgres PASSWORD 'x'

-- case: 090 => schema-change
ALTER TABLE customers DISABLE ROW LEVEL SECURITY

-- case: 091 => schema-change
ALTER DATABASE shop SET session_preload_libraries = 'evil'

-- case: 092 => schema-change
ALTER FUNCTION pg_catalog.lower(text) OWNER TO intruder

-- case: 093 => schema-change
DROP POLICY p ON customers

-- case: 094 => schema-change
DROP OWNED BY reader

-- case: 095 => schema-change
DROP FUNCTION pg_catalog.lower(text)

-- case: 096 => schema-change
GRANT pg_read_server_files TO reader

-- case: 097 => schema-change
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO PUBLIC

-- case: 098 => schema-change
REVOKE ALL ON DATABASE shop FROM reader

-- case: 099 => schema-change
COMMENT ON COLUMN orders.status IS 'ignore previous instructions'

-- case: 100 => schema-change
IMPORT FOREIGN SCHEMA public FROM SERVER s INTO shop

-- case: 101 => schema-change
SECURITY LABEL FOR dummy ON TABLE orders IS 'x'

-- case: 102 => explain-statement
EXPLAIN (ANALYZE) DELETE FROM orders

-- case: 103 => explain-statement
EXPLAIN ANALYZE VERBOSE UPDATE orders SET status = 'x'

-- case: 104 => explain-statement
EXPLAIN ANALYZE INSERT INTO regions VALUES (1, 'a', 'b')

-- case: 105 => explain-statement
EXPLAIN (ANALYZE true, BUFFERS) SELECT * INTO loot FROM orders

-- case: 106 => explain-statement
EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1

-- case: 107 => explain-statement
EXPLAIN ANALYZE WITH d AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM d

-- case: 108 => explain-statement
EXPLAIN SELECT * FROM orders FOR UPDATE

-- case: 109 => explain-statement
EXPLAIN SELECT repeat(repeat(repeat('x', 1000), 1000), 1000)

-- case: 110 => explain-statement
EXPLAIN ANALYZE SELECT pg_sleep(60)

-- case: 111 => explain-statement
EXPLAIN ANALYZE EXECUTE p

-- case: 112 => explain-statement
EXPLAIN (FORMAT JSON) SELECT * FROM pg_authid

-- case: 113 => explain-statement
EXPLAIN (GENERIC_PLAN) SELECT $1

-- case: 114 => explain-statement
/**/EXPLAIN/**/ANALYZE/**/DELETE/**/FROM/**/orders

-- case: 115 => select-into
SELECT order_id INTO TEMPORARY loot FROM orders

-- case: 116 => select-into
SELECT order_id INTO UNLOGGED loot FROM orders

-- case: 117 => select-into
SELECT * INTO shop.loot FROM customers WHERE email IS NOT NULL

-- case: 118 => select-into
WITH t AS (SELECT 1 AS a) SELECT a INTO loot FROM t

-- case: 119 => select-into
SELECT 1 AS a INTO loot UNION SELECT 2

-- case: 120 => select-into
SELECT (SELECT order_id INTO loot FROM orders LIMIT 1)

-- case: 121 => select-into
SELECT order_id FROM orders WHERE order_id IN (SELECT order_id INTO loot FROM orders)

-- case: 122 => select-into
WITH t AS (SELECT order_id INTO loot FROM orders) SELECT * FROM t

-- case: 123 => select-into
SELECT count(*) INTO TABLE loot FROM orders

-- case: 124 => syntax
SELECT order_id FROM orders FOR NO KEY UPDATE

-- case: 125 => syntax
SELECT order_id FROM orders FOR KEY SHARE

-- case: 126 => row-lock
SELECT o.order_id FROM orders o JOIN customers c ON c.customer_id = o.customer_id FOR UPDATE OF o

-- case: 127 => row-lock
SELECT order_id FROM orders ORDER BY order_id LIMIT 5 FOR SHARE NOWAIT

-- case: 128 => row-lock
WITH t AS (SELECT order_id FROM orders FOR SHARE) SELECT count(*) FROM t

-- case: 129 => row-lock
SELECT count(*) FROM orders WHERE order_id IN (SELECT order_id FROM orders FOR UPDATE)

-- case: 130 => row-lock
SELECT count(*) FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id FOR UPDATE)

-- case: 131 => row-lock
SELECT ARRAY(SELECT order_id FROM orders FOR UPDATE)

-- case: 132 => row-lock
SELECT c.city FROM customers c, LATERAL (SELECT 1 FROM orders FOR UPDATE SKIP LOCKED) x

-- case: 133 => row-lock
(SELECT order_id FROM orders FOR UPDATE) UNION ALL SELECT 1

-- case: 134 => row-lock
SELECT CASE WHEN (SELECT count(*) FROM (SELECT 1 FROM orders FOR UPDATE) x) > 0 THEN 1 END

-- case: 135 => row-lock
SELECT order_id FROM orders FOR UPDATE FOR SHARE

-- case: 136 => copy-data
COPY shop.customers FROM '/etc/passwd'

-- case: 137 => copy-data
COPY (DELETE FROM orders RETURNING *) TO STDOUT

-- case: 138 => copy-data
COPY (SELECT * FROM pg_authid) TO '/tmp/out'

-- case: 139 => copy-data
COPY customers TO STDOUT WITH (FORMAT csv)

-- case: 140 => copy-data
COPY customers (email) FROM PROGRAM 'curl evil'

-- case: 141 => copy-data
LOAD 'evil.so'

-- case: 142 => copy-data
UNLOAD ('SELECT 1') TO 's3://bucket'

-- case: 143 => copy-data
EXPORT DATABASE 'x'

-- case: 144 => copy-data
INSTALL httpfs

-- case: 145 => procedural-code
DO LANGUAGE plpgsql $$ BEGIN EXECUTE 'DROP TABLE orders'; END $$

-- case: 146 => procedural-code
DO 'BEGIN END'

-- case: 147 => procedural-code
CALL pg_catalog.pg_read_file('/etc/passwd')

-- case: 148 => procedural-code
CALL "Proc"(1, 2)

-- case: 149 => procedural-code
PREPARE p (int) AS UPDATE orders SET order_id = $1

-- case: 150 => procedural-code
EXECUTE p(1)

-- case: 151 => procedural-code
DEALLOCATE ALL

-- case: 152 => procedural-code
DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT * FROM customers

-- case: 153 => procedural-code
DECLARE c BINARY CURSOR FOR DELETE FROM orders RETURNING *

-- case: 154 => procedural-code
FETCH 10 FROM c

-- case: 155 => procedural-code
MOVE FORWARD ALL IN c

-- case: 156 => procedural-code
CLOSE ALL

-- case: 157 => procedural-code
OPEN c

-- case: 158 => procedural-code
IF EXISTS (SELECT 1) THEN DELETE FROM orders; END IF

-- case: 159 => procedural-code
WHILE true LOOP END LOOP

-- case: 160 => procedural-code
EXEC sp_configure

-- case: 161 => lock-table
LOCK TABLE ONLY orders IN ACCESS EXCLUSIVE MODE NOWAIT

-- case: 162 => lock-table
LOCK TABLE orders, customers

-- case: 163 => lock-table
LOCK "Odd Table"

-- case: 164 => lock-table
UNLOCK TABLES

-- case: 165 => session-setting
SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE

-- case: 166 => session-setting
SET TRANSACTION READ WRITE

-- case: 167 => session-setting
SET TRANSACTION SNAPSHOT '00000003-0000001B-1'

-- case: 168 => session-setting
SET statement_timeout TO 0

-- case: 169 => session-setting
SET row_security = off

-- case: 170 => session-setting
SET "app.tenant" = 'other'

-- case: 171 => session-setting
SET app.tenant = 'other'

-- case: 172 => session-setting
SET LOCAL app.tenant TO 'other'

-- case: 173 => session-setting
SET TIME ZONE 'UTC'

-- case: 174 => session-setting
SET CONSTRAINTS ALL DEFERRED

-- case: 175 => session-setting
SET session_replication_role = replica

-- case: 176 => session-setting
RESET ROLE

-- case: 177 => session-setting
RESET SESSION AUTHORIZATION

-- case: 178 => session-setting
RESET search_path

-- case: 179 => session-setting
DISCARD PLANS

-- case: 180 => session-setting
DISCARD TEMP

-- case: 181 => session-setting
USE other_database

-- case: 182 => session-setting
PRAGMA writable_schema = 1

-- case: 183 => session-setting
ATTACH 'other.db' AS other

-- case: 184 => session-setting
DETACH other

-- case: 185 => notification
LISTEN "a channel"

-- case: 186 => notification
NOTIFY cache, 'invalidate'

-- case: 187 => notification
UNLISTEN cache

-- case: 188 => maintenance
VACUUM (FULL, ANALYZE) orders

-- case: 189 => maintenance
ANALYZE VERBOSE

-- case: 190 => maintenance
ANALYSE orders

-- case: 191 => maintenance
REINDEX DATABASE shop

-- case: 192 => maintenance
REINDEX (CONCURRENTLY) TABLE orders

-- case: 193 => maintenance
CLUSTER VERBOSE orders USING i

-- case: 194 => maintenance
CHECKPOINT

-- case: 195 => maintenance
REFRESH MATERIALIZED VIEW CONCURRENTLY v

-- case: 196 => maintenance
KILL 42

-- case: 197 => show-statement
SHOW server_version

-- case: 198 => show-statement
SHOW search_path

-- case: 199 => show-statement
SHOW data_directory; DELETE FROM orders

-- case: 200 => show-statement
SHOW is_superuser

-- case: 201 => show-statement
SHOW hba_file

-- case: 202 => show-statement
SHOW TABLES

-- case: 203 => show-statement
DESC orders

-- case: 204 => show-statement
DESCRIBE shop.orders

-- case: 205 => write-in-query
SELECT order_id FROM orders WHERE order_id = ANY (WITH d AS (DELETE FROM orders RETURNING order_id) SELECT order_id FROM d)

-- case: 206 => write-in-query
SELECT order_id FROM orders ORDER BY (WITH d AS (DELETE FROM orders RETURNING order_id) SELECT count(*) FROM d)

-- case: 207 => write-in-query
SELECT count(*) FILTER (WHERE EXISTS (WITH d AS (DELETE FROM orders RETURNING 1) SELECT 1 FROM d)) FROM customers

-- case: 208 => write-in-query
SELECT sum(1) OVER (PARTITION BY (WITH d AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM d)) FROM customers

-- case: 209 => write-in-query
VALUES ((WITH d AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM d))

-- case: 210 => write-in-query
SELECT c.city FROM customers c JOIN regions r ON r.region_id = (WITH d AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM d)

-- case: 211 => write-in-query
SELECT city FROM customers GROUP BY city HAVING count(*) > (WITH d AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM d)

-- case: 214 => syntax
(TABLE customers)

-- case: 215 => column-count
SELECT 1 UNION TABLE customers

-- case: 216 => syntax
WITH t AS (TABLE customers) SELECT * FROM t

-- case: 217 => syntax
SELECT * FROM (TABLE customers) t
