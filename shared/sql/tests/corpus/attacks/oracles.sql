-- catalog: bank

-- case: 001 => policed-pattern
SELECT id FROM clients WHERE name LIKE 'S3\'

-- case: 002 => policed-pattern
SELECT id FROM clients WHERE name ILIKE '%a\'

-- case: 003 => policed-pattern
SELECT id FROM clients WHERE name NOT LIKE 'S\'

-- case: 004 => policed-pattern
SELECT id FROM clients WHERE name NOT ILIKE 'S\'

-- case: 005 => policed-pattern
SELECT id FROM clients WHERE name LIKE 'a!' ESCAPE '!'

-- case: 006 => policed-pattern
SELECT id FROM clients WHERE name ~~ 'abc\'

-- case: 007 => policed-pattern
SELECT id FROM clients WHERE name ~~* 'abc\'

-- case: 008 => policed-pattern
SELECT id FROM clients WHERE name !~~ 'abc\'

-- case: 009 => policed-pattern
SELECT id FROM clients WHERE name LIKE 'a' || '\'

-- case: 010 => policed-pattern
SELECT id FROM clients WHERE name LIKE lower('A\')

-- case: 011 => policed-pattern
SELECT id FROM clients WHERE name LIKE CASE WHEN true THEN '%\' ELSE name END

-- case: 012 => policed-pattern
SELECT id FROM clients WHERE name LIKE tenant_id

-- case: 013 => policed-pattern
SELECT c.id FROM clients c, (SELECT 'x\' AS p) d WHERE c.name LIKE d.p

-- case: 014 => policed-pattern
WITH d AS (SELECT 'x\' AS p) SELECT c.id FROM clients c JOIN d ON c.name ILIKE d.p

-- case: 015 => policed-pattern
SELECT id FROM branches WHERE EXISTS (SELECT 1 FROM clients WHERE name LIKE 'x\')

-- case: 016 => policed-pattern
SELECT id FROM branches WHERE id IN (SELECT id FROM clients WHERE name NOT LIKE 'x\')

-- case: 017 => policed-pattern
SELECT (SELECT count(*) FROM clients WHERE name LIKE 'x\')

-- case: 018 => policed-pattern
SELECT count(*) FILTER (WHERE name LIKE 'x\') FROM clients

-- case: 019 => policed-pattern
SELECT CASE WHEN name LIKE 'x\' THEN 1 END FROM clients

-- case: 020 => policed-pattern
SELECT id FROM clients ORDER BY name LIKE 'x\'

-- case: 021 => policed-pattern
SELECT count(*) FROM clients GROUP BY name LIKE 'x\'

-- case: 022 => policed-pattern
SELECT tenant_id FROM clients GROUP BY tenant_id HAVING max(name) LIKE 'x\'

-- case: 023 => policed-pattern
SELECT sum(id) OVER (PARTITION BY name LIKE 'x\') FROM clients

-- case: 024 => policed-pattern
SELECT c.id FROM clients c JOIN branches b ON c.name LIKE 'x\'

-- case: 025 => policed-pattern
SELECT id FROM clients WHERE name LIKE ANY (ARRAY['a%', 'b\'])

-- case: 026 => policed-pattern
SELECT id FROM clients WHERE name LIKE ALL (ARRAY['a\'])

-- case: 027 => policed-pattern
SELECT id FROM clients WHERE name LIKE ANY (SELECT name FROM branches)

-- case: 028 => policed-pattern
SELECT id FROM accounts WHERE status LIKE concat('a', '\')

-- case: 029 => policed-pattern
SELECT x.id FROM (SELECT id, name FROM clients) x WHERE x.name LIKE 'q\'

-- case: 030 => policed-pattern
SELECT l.n FROM branches b, LATERAL (SELECT count(*) AS n FROM clients WHERE name LIKE b.name) l

-- case: 031 => policed-pattern
SELECT id FROM ledger WHERE what LIKE 'salary\'

-- case: 032 => regular-expression
SELECT id FROM clients WHERE name ~ phone

-- case: 033 => regular-expression
SELECT id FROM clients WHERE name ~ '(a)\1'

-- case: 034 => regular-expression
SELECT id FROM clients WHERE name ~* tenant_id

-- case: 035 => regular-expression
SELECT id FROM clients WHERE name !~ (SELECT 'a')

-- case: 036 => regular-expression
SELECT id FROM clients WHERE name !~* lower('A')

-- case: 037 => regular-expression
SELECT id FROM clients WHERE name SIMILAR TO phone

-- case: 038 => regular-expression
SELECT regexp_replace(name, phone, '') FROM clients

-- case: 039 => regular-expression
SELECT regexp_match(name, '(x)(y)\2') FROM clients

-- case: 040 => regular-expression
SELECT regexp_count(name, name) FROM clients

-- case: 041 => regular-expression
SELECT regexp_like(name, upper('a')) FROM clients

-- case: 042 => regular-expression
SELECT regexp_split_to_array(name, tenant_id) FROM clients

-- case: 043 => regular-expression
SELECT substring(name FROM '(a+)\1') FROM clients

-- case: 044 => regular-expression
SELECT id FROM clients WHERE name ~ '<<201|a>>'

-- case: 045 => regular-expression
SELECT id FROM clients WHERE name ~ ('a' || 'b')

-- case: 046 => unknown-function
SELECT id FROM clients WHERE pg_sleep(5) IS NOT NULL AND tenant_id = 'south'

-- case: 047 => unknown-function
SELECT CASE WHEN max(id) > 100 THEN pg_sleep(5) END FROM clients

-- case: 048 => unknown-function
SELECT raise_error(name) FROM clients

-- case: 049 => unknown-function
SELECT pg_input_is_valid(name, 'integer') FROM clients

-- case: 050 => unknown-function
SELECT pg_input_error_info(name, 'integer') FROM clients

-- case: 051 => unknown-function
SELECT xmlparse(document name) FROM clients

-- case: 052 => unknown-function
SELECT to_regclass(name) FROM clients

-- case: 053 => unknown-function
SELECT has_table_privilege(name, 'select') FROM clients

-- case: 054 => unknown-function
SELECT pg_notify('leak', name) FROM clients

-- case: 055 => unknown-function
SELECT dblink_connect(name) FROM clients

-- case: 056 => unknown-function
SELECT encode(sha256(name::text), 'hex') FROM clients

-- case: 057 => unknown-function
SELECT pg_advisory_lock(salary) FROM clients

-- case: 058 => unsupported-operator
SELECT id FROM clients WHERE name @@ 'x'

-- case: 059 => unsupported-operator
SELECT id FROM clients WHERE attributes @? '$.note'

-- case: 060 => unsupported-operator
SELECT id FROM clients WHERE attributes @@ '$.note == "x"'

-- case: 061 => unsupported-operator
SELECT attributes #- '{a}' FROM clients

-- case: 062 => syntax
SELECT id FROM clients WHERE name === 'x'

-- case: 063 => unsupported-operator
SELECT id FROM clients WHERE name <% 'x'

-- case: 064 => unsupported-operator
SELECT name <-> 'x' FROM clients

-- case: 065 => unsupported-operator
SELECT id FROM clients WHERE name OPERATOR(bank.=) 'x'

-- case: 066 => unsupported-operator
SELECT id FROM clients WHERE name OPERATOR(pg_catalog.=) 'x'

-- case: 067 => syntax
SELECT id FROM clients WHERE 1 |/ 2 = 3

-- case: 068 => unsupported-operator
SELECT id FROM clients WHERE name := 'x'

-- case: 069 => unsupported-operator
SELECT id <=> 1 FROM clients

-- case: 070 => unsupported-operator
SELECT id ## 2 FROM clients

-- case: 071 => unsupported-expression
SELECT try_cast(name AS int) FROM clients

-- case: 072 => unsupported-expression
SELECT TRY_CAST(name AS int) FROM clients

-- case: 073 => unsupported-expression
SELECT SAFE_CAST(name AS int) FROM clients

-- case: 074 => unsupported-expression
SELECT id FROM clients WHERE name IS NORMALIZED

-- case: 075 => unsupported-expression
SELECT id FROM clients WHERE name IS JSON

-- case: 076 => unsupported-expression
SELECT overlay(name PLACING 'x' FROM 1) FROM clients

-- case: 077 => unsupported-expression
SELECT EXTRACT(TIMEZONE FROM joined_at) FROM clients

-- case: 078 => unsupported-expression
SELECT EXTRACT(nothing FROM joined_at) FROM clients

-- case: 079 => unsupported-expression
SELECT id FROM clients WHERE name LIKE 'x' ESCAPE 'ab'

-- case: 080 => unsupported-expression
SELECT id FROM clients WHERE name LIKE 'x' ESCAPE tenant_id
