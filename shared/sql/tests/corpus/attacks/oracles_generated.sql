-- catalog: bank

-- case: 001 => policed-pattern
SELECT id, (name LIKE 'x\') AS leaked FROM clients

-- case: 002 => policed-pattern
SELECT id FROM clients WHERE (name LIKE 'x\') IS NOT NULL

-- case: 003 => policed-pattern
SELECT id FROM clients ORDER BY (name LIKE 'x\'), id

-- case: 004 => policed-pattern
SELECT count(*) FROM clients GROUP BY (name LIKE 'x\')

-- case: 005 => policed-pattern
SELECT max(id) FROM clients HAVING max(coalesce((name LIKE 'x\'), NULL)) IS NULL

-- case: 006 => policed-pattern
SELECT CASE WHEN id > 5 THEN (name LIKE 'x\') END FROM clients

-- case: 007 => policed-pattern
SELECT count(*) FILTER (WHERE (name LIKE 'x\') IS NOT NULL) FROM clients

-- case: 008 => policed-pattern
SELECT sum(id) OVER (PARTITION BY (name LIKE 'x\')) FROM clients

-- case: 009 => policed-pattern
SELECT rank() OVER (ORDER BY (name LIKE 'x\')) FROM clients

-- case: 010 => policed-pattern
WITH hidden AS (SELECT id, (name LIKE 'x\') AS leaked FROM clients) SELECT * FROM hidden

-- case: 011 => policed-pattern
SELECT inside.leaked FROM (SELECT (name LIKE 'x\') AS leaked FROM clients) AS inside

-- case: 012 => policed-pattern
SELECT id FROM clients UNION ALL SELECT count((name LIKE 'x\')) FROM clients

-- case: 013 => policed-pattern
SELECT id FROM clients WHERE EXISTS (SELECT (name LIKE 'x\'))

-- case: 014 => policed-pattern
SELECT id FROM clients WHERE id NOT IN (SELECT count((name LIKE 'x\')) FROM clients)

-- case: 015 => policed-pattern
SELECT (SELECT max(coalesce((name LIKE 'x\'), NULL)) FROM clients)

-- case: 016 => policed-pattern
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (name LIKE 'x\') IS NULL

-- case: 017 => policed-pattern
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((name LIKE 'x\') IS NULL)

-- case: 018 => policed-pattern
SELECT side.leaked FROM clients, LATERAL (SELECT (name LIKE 'x\') AS leaked) AS side

-- case: 019 => policed-pattern
SELECT DISTINCT ON ((name LIKE 'x\')) id FROM clients

-- case: 020 => policed-pattern
SELECT ARRAY[(name LIKE 'x\')] FROM clients

-- case: 021 => policed-pattern
SELECT json_build_object('leaked', (name LIKE 'x\')) FROM clients

-- case: 022 => policed-pattern
SELECT id FROM clients WHERE (name LIKE 'x\') IS DISTINCT FROM NULL

-- case: 023 => policed-pattern
SELECT string_agg(CAST((name LIKE 'x\') AS text), ',' ORDER BY id) FROM clients

-- case: 024 => policed-pattern
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (name LIKE 'x\')) FROM clients

-- case: 025 => policed-pattern
SELECT count(*) FROM clients GROUP BY ROLLUP (id, (name LIKE 'x\'))

-- case: 026 => regular-expression
SELECT id, (name ~ phone) AS leaked FROM clients

-- case: 027 => regular-expression
SELECT id FROM clients WHERE (name ~ phone) IS NOT NULL

-- case: 028 => regular-expression
SELECT id FROM clients ORDER BY (name ~ phone), id

-- case: 029 => regular-expression
SELECT count(*) FROM clients GROUP BY (name ~ phone)

-- case: 030 => regular-expression
SELECT max(id) FROM clients HAVING max(coalesce((name ~ phone), NULL)) IS NULL

-- case: 031 => regular-expression
SELECT CASE WHEN id > 5 THEN (name ~ phone) END FROM clients

-- case: 032 => regular-expression
SELECT count(*) FILTER (WHERE (name ~ phone) IS NOT NULL) FROM clients

-- case: 033 => regular-expression
SELECT sum(id) OVER (PARTITION BY (name ~ phone)) FROM clients

-- case: 034 => regular-expression
SELECT rank() OVER (ORDER BY (name ~ phone)) FROM clients

-- case: 035 => regular-expression
WITH hidden AS (SELECT id, (name ~ phone) AS leaked FROM clients) SELECT * FROM hidden

-- case: 036 => regular-expression
SELECT inside.leaked FROM (SELECT (name ~ phone) AS leaked FROM clients) AS inside

-- case: 037 => regular-expression
SELECT id FROM clients UNION ALL SELECT count((name ~ phone)) FROM clients

-- case: 038 => regular-expression
SELECT id FROM clients WHERE EXISTS (SELECT (name ~ phone))

-- case: 039 => regular-expression
SELECT id FROM clients WHERE id NOT IN (SELECT count((name ~ phone)) FROM clients)

-- case: 040 => regular-expression
SELECT (SELECT max(coalesce((name ~ phone), NULL)) FROM clients)

-- case: 041 => regular-expression
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (name ~ phone) IS NULL

-- case: 042 => regular-expression
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((name ~ phone) IS NULL)

-- case: 043 => regular-expression
SELECT side.leaked FROM clients, LATERAL (SELECT (name ~ phone) AS leaked) AS side

-- case: 044 => regular-expression
SELECT DISTINCT ON ((name ~ phone)) id FROM clients

-- case: 045 => regular-expression
SELECT ARRAY[(name ~ phone)] FROM clients

-- case: 046 => regular-expression
SELECT json_build_object('leaked', (name ~ phone)) FROM clients

-- case: 047 => regular-expression
SELECT id FROM clients WHERE (name ~ phone) IS DISTINCT FROM NULL

-- case: 048 => regular-expression
SELECT string_agg(CAST((name ~ phone) AS text), ',' ORDER BY id) FROM clients

-- case: 049 => regular-expression
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (name ~ phone)) FROM clients

-- case: 050 => regular-expression
SELECT count(*) FROM clients GROUP BY ROLLUP (id, (name ~ phone))
