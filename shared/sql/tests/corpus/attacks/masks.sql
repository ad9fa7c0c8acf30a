-- catalog: bank

-- case: 001 => column-not-permitted
SELECT note FROM clients

-- case: 002 => column-not-permitted
SELECT c.note FROM clients c

-- case: 003 => column-not-permitted
SELECT bank.clients.note FROM bank.clients

-- case: 004 => column-not-permitted
SELECT "note" FROM "bank"."clients"

-- case: 005 => column-not-permitted
SELECT NOTE FROM CLIENTS

-- case: 006 => column-not-permitted
SELECT md5(note) FROM clients

-- case: 007 => column-not-permitted
SELECT left(note, 1) FROM clients

-- case: 008 => column-not-permitted
SELECT length(note) FROM clients

-- case: 009 => column-not-permitted
SELECT note::int FROM clients

-- case: 010 => column-not-permitted
SELECT id FROM clients WHERE note LIKE 'S%'

-- case: 011 => column-not-permitted
SELECT id FROM clients WHERE note IS NULL

-- case: 012 => column-not-permitted
SELECT id FROM clients WHERE (note, id) = ('x', 1)

-- case: 013 => column-not-permitted
SELECT id FROM clients ORDER BY note

-- case: 014 => column-not-permitted
SELECT id FROM clients ORDER BY length(note), id

-- case: 015 => column-not-permitted
SELECT count(*) FROM clients GROUP BY note

-- case: 016 => column-not-permitted
SELECT tenant_id FROM clients GROUP BY tenant_id HAVING max(note) > 'S'

-- case: 017 => column-not-permitted
SELECT string_agg(note, ',') FROM clients

-- case: 018 => column-not-permitted
SELECT array_agg(note ORDER BY id) FROM clients

-- case: 019 => column-not-permitted
SELECT count(*) FILTER (WHERE note = 'x') FROM clients

-- case: 020 => column-not-permitted
SELECT rank() OVER (ORDER BY note) FROM clients

-- case: 021 => column-not-permitted
SELECT lag(note) OVER (ORDER BY id) FROM clients

-- case: 022 => column-not-permitted
SELECT count(*) OVER (PARTITION BY note) FROM clients

-- case: 023 => column-not-permitted
SELECT DISTINCT ON (note) id FROM clients

-- case: 024 => column-not-permitted
SELECT DISTINCT note FROM clients

-- case: 025 => column-not-permitted
SELECT CASE note WHEN 'x' THEN 1 END FROM clients

-- case: 026 => column-not-permitted
SELECT CASE WHEN note > 'm' THEN 1 ELSE 0 END FROM clients

-- case: 027 => column-not-permitted
SELECT coalesce(note, 'none') FROM clients

-- case: 028 => column-not-permitted
SELECT id FROM clients UNION SELECT length(note) FROM clients

-- case: 029 => column-not-permitted
WITH c AS (SELECT id, note FROM clients) SELECT * FROM c

-- case: 030 => column-not-permitted
WITH clients AS (SELECT id, note FROM bank.clients) SELECT note FROM clients

-- case: 031 => column-not-permitted
SELECT x.n FROM (SELECT note AS n FROM clients) x

-- case: 032 => column-not-permitted
SELECT (SELECT max(note) FROM clients)

-- case: 033 => column-not-permitted
SELECT id FROM branches WHERE EXISTS (SELECT 1 FROM clients WHERE note = 'x')

-- case: 034 => column-not-permitted
SELECT id FROM branches WHERE name IN (SELECT note FROM clients)

-- case: 035 => column-not-permitted
SELECT x.n FROM clients c, LATERAL (SELECT c.note AS n) x

-- case: 036 => column-not-permitted
SELECT b.id FROM branches b JOIN clients c ON c.note = b.name

-- case: 037 => column-not-permitted
SELECT json_build_object('n', note) FROM clients

-- case: 038 => column-not-permitted
SELECT to_jsonb(note) FROM clients

-- case: 039 => column-not-permitted
SELECT note || '' FROM clients

-- case: 040 => column-not-permitted
SELECT note COLLATE "C" FROM clients

-- case: 041 => column-not-permitted
SELECT note ~ '^S' FROM clients

-- case: 042 => column-not-permitted
SELECT position('S' IN note) FROM clients

-- case: 043 => column-not-permitted
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY note) FROM clients

-- case: 044 => column-not-permitted
SELECT sum(id) FILTER (WHERE clients.note IS NOT NULL) FROM clients

-- case: 045 => column-not-permitted
VALUES ((SELECT min(note) FROM clients))

-- case: 046 => column-not-permitted
SELECT ARRAY(SELECT note FROM clients)

-- case: 047 => column-not-permitted
SELECT a.id FROM clients a JOIN clients b ON a.note = b.note

-- case: 048 => column-not-permitted
SELECT id FROM clients WHERE note = ANY (ARRAY['a', 'b'])

-- case: 049 => column-not-permitted
SELECT id FROM clients WHERE note BETWEEN 'a' AND 'm'

-- case: 050 => column-not-permitted
SELECT id FROM clients WHERE note IS DISTINCT FROM 'x'

-- case: 051 => unknown-column
SELECT id FROM clients JOIN (SELECT 'x' AS note) g USING (note)

-- case: 052 => unknown-column
SELECT id FROM (SELECT 'x' AS note) g JOIN clients USING (note)

-- case: 053 => unknown-column
SELECT x.note FROM (SELECT * FROM clients) x

-- case: 054 => unknown-column
SELECT clients.secret FROM clients

-- case: 055 => unknown-column
SELECT n FROM (SELECT c.* FROM clients c) AS t(a, b, c) WHERE note = 'x'

-- case: 056 => policed-whole-row
SELECT c FROM clients c

-- case: 057 => policed-whole-row
SELECT clients FROM clients

-- case: 058 => policed-whole-row
SELECT c::text FROM clients c

-- case: 059 => policed-whole-row
SELECT to_jsonb(c) FROM clients c

-- case: 060 => policed-whole-row
SELECT to_jsonb(c) ->> 'note' FROM clients c

-- case: 061 => policed-whole-row
SELECT to_json(c) #>> '{note}' FROM clients c

-- case: 062 => policed-whole-row
SELECT count(c) FROM clients c

-- case: 063 => policed-whole-row
SELECT max(c) FROM clients c

-- case: 064 => policed-whole-row
SELECT md5(c::text) FROM clients c

-- case: 065 => policed-whole-row
SELECT array_agg(c) FROM clients c

-- case: 066 => policed-whole-row
SELECT json_agg(c) FROM clients c

-- case: 067 => policed-whole-row
SELECT jsonb_agg(clients) FROM clients

-- case: 068 => policed-whole-row
SELECT id FROM clients c WHERE c IS NOT NULL

-- case: 069 => policed-whole-row
SELECT id FROM clients c WHERE c = c

-- case: 070 => policed-whole-row
SELECT id FROM clients c ORDER BY c

-- case: 071 => policed-whole-row
SELECT 1 FROM clients c GROUP BY c

-- case: 072 => policed-whole-row
SELECT (SELECT c) FROM clients c

-- case: 073 => policed-whole-row
SELECT x.r FROM clients c, LATERAL (SELECT c AS r) x

-- case: 074 => policed-whole-row
SELECT coalesce(c) FROM clients c

-- case: 075 => policed-whole-row
SELECT json_build_object('row', c) FROM clients c

-- case: 076 => policed-whole-row
SELECT left(c::text, 10) FROM clients c

-- case: 077 => policed-whole-row
SELECT lag(c) OVER (ORDER BY id) FROM clients c

-- case: 078 => policed-whole-row
SELECT concat(c, '') FROM clients c

-- case: 079 => policed-whole-row
SELECT CASE WHEN c IS NULL THEN 1 END FROM clients c

-- case: 080 => whole-row
SELECT count(c.*) FROM clients c

-- case: 081 => whole-row
SELECT max(c.*) FROM clients c

-- case: 082 => whole-row
SELECT to_jsonb(c.*) FROM clients c

-- case: 083 => whole-row
SELECT json_agg(c.*) FROM clients c

-- case: 084 => whole-row
SELECT concat(c.*) FROM clients c

-- case: 085 => unknown-function
SELECT row_to_json(c) FROM clients c

-- case: 086 => unknown-function
SELECT row_to_json(c.*) FROM clients c

-- case: 087 => unknown-function
SELECT jsonb_pretty(to_jsonb(c)) FROM clients c

-- case: 088 => unknown-function
SELECT jsonb_path_query(to_jsonb(c), '$.note') FROM clients c

-- case: 089 => unknown-function
SELECT hstore(c) FROM clients c

-- case: 090 => policed-whole-row
SELECT jsonb_object_keys(to_jsonb(c)) FROM clients c

-- case: 091 => unknown-function
SELECT row(c.*) FROM clients c

-- case: 092 => unknown-function
SELECT format('%s', c) FROM clients c

-- case: 093 => unknown-function
SELECT num_nulls(c) , row_to_json(c) FROM clients c

-- case: 094 => unknown-function
SELECT bank.peek('note')

-- case: 095 => unknown-function
SELECT peek(name) FROM clients

-- case: 096 => unknown-function
SELECT unmask(phone) FROM clients

-- case: 097 => unknown-function
SELECT pg_column_size(note) FROM clients

-- case: 098 => unknown-function
SELECT quote_literal(c) FROM clients c

-- case: 099 => unknown-function
SELECT convert_from(decode(phone, 'hex'), 'utf8') FROM clients

-- case: 100 => unsupported-expression
SELECT (c).note FROM clients c

-- case: 101 => syntax
SELECT (c).* FROM clients c

-- case: 102 => unsupported-expression
SELECT ((c)).note FROM clients c

-- case: 103 => unsupported-expression
SELECT (clients.*).note FROM clients

-- case: 104 => policed-system-column
SELECT ctid FROM clients

-- case: 105 => policed-system-column
SELECT c.ctid FROM clients c

-- case: 106 => policed-system-column
SELECT xmin, id FROM clients

-- case: 107 => policed-system-column
SELECT tableoid FROM accounts

-- case: 108 => policed-system-column
SELECT id FROM clients WHERE ctid = '(0,1)'

-- case: 109 => policed-system-column
SELECT id FROM clients ORDER BY xmin

-- case: 110 => policed-system-column
SELECT count(*) FROM accounts GROUP BY tableoid

-- case: 111 => policed-system-column
SELECT max(xmax) FROM clients

-- case: 112 => policed-system-column
SELECT "tableoid" FROM ledger

-- case: 113 => policed-system-column
SELECT a.id FROM clients a JOIN clients b ON a.ctid = b.ctid

-- case: 114 => policed-system-column
SELECT CASE WHEN cmin = 0 THEN 1 END FROM clients

-- case: 115 => policed-system-column
SELECT oid FROM clients

-- case: 116 => policed-system-column
SELECT rowid FROM clients

-- case: 117 => policed-system-column
SELECT (SELECT max(ctid) FROM clients)

-- case: 118 => policed-system-column
SELECT id FROM branches WHERE EXISTS (SELECT cmax FROM clients)

-- case: 119 => policed-sample
SELECT * FROM clients TABLESAMPLE SYSTEM (100)

-- case: 120 => policed-sample
SELECT count(*) FROM clients TABLESAMPLE BERNOULLI (1) REPEATABLE (42)

-- case: 121 => policed-sample
SELECT id FROM accounts a TABLESAMPLE SYSTEM (50)

-- case: 122 => policed-sample
SELECT x.id FROM (SELECT * FROM ledger TABLESAMPLE SYSTEM (10)) x

-- case: 123 => policed-sample
SELECT id FROM branches WHERE id IN (SELECT id FROM clients TABLESAMPLE SYSTEM (1))

-- case: 124 => relation-not-permitted
SELECT * FROM ledger_north

-- case: 125 => relation-not-permitted
SELECT count(*) FROM bank.ledger_north

-- case: 126 => policed-partition
SELECT * FROM clients_of_old

-- case: 127 => policed-partition
SELECT note FROM clients_of_old

-- case: 128 => policed-partition
SELECT (SELECT max(note) FROM bank.clients_of_old)

-- case: 129 => policed-partition
SELECT id FROM clients UNION ALL SELECT id FROM clients_of_old

-- case: 130 => policed-partition
WITH o AS (SELECT * FROM clients_of_old) SELECT count(*) FROM o

-- case: 131 => policed-partition
SELECT b.id FROM branches b JOIN clients_of_old o ON o.id = b.id

-- case: 132 => policed-partition
SELECT 1 WHERE EXISTS (SELECT 1 FROM clients_of_old WHERE tenant_id <> 'north')

-- case: 133 => relation-not-permitted
SELECT * FROM clients_view

-- case: 134 => relation-not-permitted
SELECT note FROM bank.clients_view

-- case: 135 => relation-not-permitted
SELECT * FROM clients_copy

-- case: 136 => relation-not-permitted
SELECT iban FROM clients_copy

-- case: 137 => relation-not-permitted
SELECT * FROM vault.salaries

-- case: 138 => relation-not-permitted
SELECT salary FROM salaries

-- case: 139 => relation-not-permitted
SELECT * FROM elsewhere

-- case: 140 => relation-not-permitted
SELECT (SELECT max(salary) FROM vault.salaries)

-- case: 141 => relation-not-permitted
SELECT c.id FROM clients c JOIN vault.salaries s USING (id)

-- case: 142 => relation-not-permitted
SELECT id FROM clients UNION SELECT salary FROM vault.salaries

-- case: 143 => relation-not-permitted
SELECT id FROM clients WHERE id IN (SELECT id FROM clients_view WHERE note = 'x')

-- case: 144 => relation-not-permitted
SELECT 1 WHERE EXISTS (SELECT 1 FROM bank.elsewhere)

-- case: 145 => relation-not-permitted
WITH s AS (SELECT * FROM vault.salaries) SELECT * FROM s

-- case: 146 => relation-not-permitted
SELECT l.note FROM branches b, LATERAL (SELECT v.note FROM clients_view v WHERE v.id = b.id) l

-- case: 147 => claim-missing
SELECT * FROM staff

-- case: 148 => claim-missing
SELECT count(*) FROM bank.staff

-- case: 149 => claim-missing
SELECT name FROM staff WHERE department = 'audit'

-- case: 150 => claim-missing
SELECT b.name, s.name FROM branches b LEFT JOIN staff s ON s.branch_id = b.id

-- case: 151 => claim-missing
SELECT id FROM branches WHERE EXISTS (SELECT 1 FROM staff WHERE branch_id = branches.id)

-- case: 152 => claim-missing
SELECT (SELECT max(name) FROM staff)

-- case: 153 => claim-missing
WITH s AS (SELECT * FROM staff) SELECT department, count(*) FROM s GROUP BY department

-- case: 154 => policy-misfit
SELECT * FROM loans

-- case: 155 => policy-misfit
SELECT sum(amount) FROM bank.loans

-- case: 156 => policy-misfit
SELECT c.id, l.amount FROM clients c JOIN loans l ON l.client_id = c.id

-- case: 157 => policy-misfit
SELECT (SELECT max(amount) FROM loans)

-- case: 158 => policy-misfit
SELECT id FROM branches WHERE id IN (SELECT client_id FROM loans)

-- case: 163 => unsupported-source
SELECT * FROM (clients CROSS JOIN accounts) AS x

-- case: 165 => unknown-function
SELECT ROW(id, name)::text FROM clients

-- case: 166 => unsupported-expression
SELECT (id, name) FROM clients

-- case: 167 => unsupported-expression
SELECT ((id, name)) FROM clients

-- case: 168 => system-relation
SELECT most_common_vals FROM pg_stats WHERE tablename = 'clients' AND attname = 'note'

-- case: 169 => system-relation
SELECT stanumbers1 FROM pg_catalog.pg_statistic

-- case: 170 => system-relation
SELECT * FROM pg_toast.pg_toast_1

-- case: 171 => system-relation
SELECT query FROM pg_stat_activity WHERE query LIKE '%clients%'

-- case: 172 => system-relation
SELECT column_name FROM information_schema.columns WHERE table_name = 'clients'

-- case: 173 => system-relation
SELECT definition FROM pg_views WHERE viewname = 'clients_view'

-- case: 174 => unsupported-type
SELECT 'bank.clients'::regclass

-- case: 175 => unsupported-type
SELECT id FROM clients WHERE tenant_id::regclass IS NOT NULL

-- case: 176 => unsupported-type
SELECT ('(' || id || ')')::bank.clients FROM clients

-- case: 177 => unsupported-type
SELECT c::clients FROM clients c

-- case: 178 => unsupported-type
SELECT CAST(name AS bank.tenant) FROM clients

-- case: 179 => unsupported-type
SELECT tenant_id::xml FROM clients

-- case: 180 => placeholder
SELECT $1 FROM clients

-- case: 181 => placeholder
SELECT id FROM clients WHERE tenant_id = $1

-- case: 182 => placeholder
SELECT email, $2 FROM clients

-- case: 183 => unknown-function
SELECT encode(sha256($1::text), 'hex'), $2 FROM clients

-- case: 184 => placeholder
SELECT id FROM accounts WHERE $1 IS NOT NULL

-- case: 185 => column-not-permitted
SELECT unnest(string_to_array(note, ' ')) FROM clients

-- case: 186 => column-not-permitted
SELECT id, regexp_split_to_table(c.note, '') AS letter FROM clients c

-- case: 187 => column-not-permitted
SELECT count(*) FROM clients GROUP BY string_to_table(note, ' ')

-- case: 188 => column-not-permitted
SELECT (SELECT unnest(ARRAY[note])) FROM clients

-- case: 189 => column-not-permitted
SELECT id FROM clients WHERE 'x' IN (SELECT string_to_table(note, ' '))

-- case: 190 => column-not-permitted
SELECT (jsonb_each(jsonb_build_object('n', note))).value FROM clients

-- case: 191 => column-not-permitted
SELECT generate_series(1, 2), note FROM clients

-- case: 192 => policed-whole-row
SELECT (jsonb_each_text(to_jsonb(c))).value FROM clients c

-- case: 193 => policed-whole-row
SELECT (jsonb_each(to_json(clients)::jsonb)).key FROM clients

-- case: 194 => policed-whole-row
SELECT unnest(ARRAY[c]) FROM clients c

-- case: 195 => policed-whole-row
SELECT unnest(array_agg(c)) FROM clients c

-- case: 196 => policed-system-column
SELECT unnest(ARRAY[ctid]) FROM clients

-- case: 197 => relation-not-permitted
SELECT unnest(array_agg(salary)) FROM vault.salaries

-- case: 198 => function-placement
SELECT id FROM clients WHERE unnest(string_to_array(email, '@')) = 'x'

-- case: 199 => policed-pattern
SELECT unnest(string_to_array(name, ' ')) FROM clients WHERE name LIKE ANY (SELECT unnest(ARRAY['a', 'b\\']))
