-- catalog: bank

-- case: 001 => column-not-permitted
SELECT id, length(clients.note) AS leaked FROM clients

-- case: 002 => column-not-permitted
SELECT id FROM clients WHERE length(clients.note) IS NOT NULL

-- case: 003 => column-not-permitted
SELECT id FROM clients ORDER BY length(clients.note), id

-- case: 004 => column-not-permitted
SELECT count(*) FROM clients GROUP BY length(clients.note)

-- case: 005 => column-not-permitted
SELECT max(id) FROM clients HAVING max(coalesce(length(clients.note), NULL)) IS NULL

-- case: 006 => column-not-permitted
SELECT CASE WHEN id > 5 THEN length(clients.note) END FROM clients

-- case: 007 => column-not-permitted
SELECT count(*) FILTER (WHERE length(clients.note) IS NOT NULL) FROM clients

-- case: 008 => column-not-permitted
SELECT sum(id) OVER (PARTITION BY length(clients.note)) FROM clients

-- case: 009 => column-not-permitted
SELECT rank() OVER (ORDER BY length(clients.note)) FROM clients

-- case: 010 => column-not-permitted
WITH hidden AS (SELECT id, length(clients.note) AS leaked FROM clients) SELECT * FROM hidden

-- case: 011 => column-not-permitted
SELECT inside.leaked FROM (SELECT length(clients.note) AS leaked FROM clients) AS inside

-- case: 012 => column-not-permitted
SELECT id FROM clients UNION ALL SELECT count(length(clients.note)) FROM clients

-- case: 013 => column-not-permitted
SELECT id FROM clients WHERE EXISTS (SELECT length(clients.note))

-- case: 014 => column-not-permitted
SELECT id FROM clients WHERE id NOT IN (SELECT count(length(clients.note)) FROM clients)

-- case: 015 => column-not-permitted
SELECT (SELECT max(coalesce(length(clients.note), NULL)) FROM clients)

-- case: 016 => column-not-permitted
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON length(clients.note) IS NULL

-- case: 017 => column-not-permitted
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (length(clients.note) IS NULL)

-- case: 018 => column-not-permitted
SELECT side.leaked FROM clients, LATERAL (SELECT length(clients.note) AS leaked) AS side

-- case: 019 => column-not-permitted
SELECT DISTINCT ON (length(clients.note)) id FROM clients

-- case: 020 => column-not-permitted
SELECT ARRAY[length(clients.note)] FROM clients

-- case: 021 => column-not-permitted
SELECT json_build_object('leaked', length(clients.note)) FROM clients

-- case: 022 => column-not-permitted
SELECT id FROM clients WHERE length(clients.note) IS DISTINCT FROM NULL

-- case: 023 => column-not-permitted
SELECT string_agg(CAST(length(clients.note) AS text), ',' ORDER BY id) FROM clients

-- case: 024 => column-not-permitted
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY length(clients.note)) FROM clients

-- case: 025 => column-not-permitted
SELECT count(*) FROM clients GROUP BY ROLLUP (id, length(clients.note))

-- case: 026 => policed-whole-row
SELECT id, to_jsonb(clients) ->> 'note' AS leaked FROM clients

-- case: 027 => policed-whole-row
SELECT id FROM clients WHERE to_jsonb(clients) ->> 'note' IS NOT NULL

-- case: 028 => policed-whole-row
SELECT id FROM clients ORDER BY to_jsonb(clients) ->> 'note', id

-- case: 029 => policed-whole-row
SELECT count(*) FROM clients GROUP BY to_jsonb(clients) ->> 'note'

-- case: 030 => policed-whole-row
SELECT max(id) FROM clients HAVING max(coalesce(to_jsonb(clients) ->> 'note', NULL)) IS NULL

-- case: 031 => policed-whole-row
SELECT CASE WHEN id > 5 THEN to_jsonb(clients) ->> 'note' END FROM clients

-- case: 032 => policed-whole-row
SELECT count(*) FILTER (WHERE to_jsonb(clients) ->> 'note' IS NOT NULL) FROM clients

-- case: 033 => policed-whole-row
SELECT sum(id) OVER (PARTITION BY to_jsonb(clients) ->> 'note') FROM clients

-- case: 034 => policed-whole-row
SELECT rank() OVER (ORDER BY to_jsonb(clients) ->> 'note') FROM clients

-- case: 035 => policed-whole-row
WITH hidden AS (SELECT id, to_jsonb(clients) ->> 'note' AS leaked FROM clients) SELECT * FROM hidden

-- case: 036 => policed-whole-row
SELECT inside.leaked FROM (SELECT to_jsonb(clients) ->> 'note' AS leaked FROM clients) AS inside

-- case: 037 => policed-whole-row
SELECT id FROM clients UNION ALL SELECT count(to_jsonb(clients) ->> 'note') FROM clients

-- case: 038 => policed-whole-row
SELECT id FROM clients WHERE EXISTS (SELECT to_jsonb(clients) ->> 'note')

-- case: 039 => policed-whole-row
SELECT id FROM clients WHERE id NOT IN (SELECT count(to_jsonb(clients) ->> 'note') FROM clients)

-- case: 040 => policed-whole-row
SELECT (SELECT max(coalesce(to_jsonb(clients) ->> 'note', NULL)) FROM clients)

-- case: 041 => policed-whole-row
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON to_jsonb(clients) ->> 'note' IS NULL

-- case: 042 => policed-whole-row
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (to_jsonb(clients) ->> 'note' IS NULL)

-- case: 043 => policed-whole-row
SELECT side.leaked FROM clients, LATERAL (SELECT to_jsonb(clients) ->> 'note' AS leaked) AS side

-- case: 044 => policed-whole-row
SELECT DISTINCT ON (to_jsonb(clients) ->> 'note') id FROM clients

-- case: 045 => policed-whole-row
SELECT ARRAY[to_jsonb(clients) ->> 'note'] FROM clients

-- case: 046 => policed-whole-row
SELECT json_build_object('leaked', to_jsonb(clients) ->> 'note') FROM clients

-- case: 047 => policed-whole-row
SELECT id FROM clients WHERE to_jsonb(clients) ->> 'note' IS DISTINCT FROM NULL

-- case: 048 => policed-whole-row
SELECT string_agg(CAST(to_jsonb(clients) ->> 'note' AS text), ',' ORDER BY id) FROM clients

-- case: 049 => policed-whole-row
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY to_jsonb(clients) ->> 'note') FROM clients

-- case: 050 => policed-whole-row
SELECT count(*) FROM clients GROUP BY ROLLUP (id, to_jsonb(clients) ->> 'note')

-- case: 051 => policed-system-column
SELECT id, clients.ctid AS leaked FROM clients

-- case: 052 => policed-system-column
SELECT id FROM clients WHERE clients.ctid IS NOT NULL

-- case: 053 => policed-system-column
SELECT id FROM clients ORDER BY clients.ctid, id

-- case: 054 => policed-system-column
SELECT count(*) FROM clients GROUP BY clients.ctid

-- case: 055 => policed-system-column
SELECT max(id) FROM clients HAVING max(coalesce(clients.ctid, NULL)) IS NULL

-- case: 056 => policed-system-column
SELECT CASE WHEN id > 5 THEN clients.ctid END FROM clients

-- case: 057 => policed-system-column
SELECT count(*) FILTER (WHERE clients.ctid IS NOT NULL) FROM clients

-- case: 058 => policed-system-column
SELECT sum(id) OVER (PARTITION BY clients.ctid) FROM clients

-- case: 059 => policed-system-column
SELECT rank() OVER (ORDER BY clients.ctid) FROM clients

-- case: 060 => policed-system-column
WITH hidden AS (SELECT id, clients.ctid AS leaked FROM clients) SELECT * FROM hidden

-- case: 061 => policed-system-column
SELECT inside.leaked FROM (SELECT clients.ctid AS leaked FROM clients) AS inside

-- case: 062 => policed-system-column
SELECT id FROM clients UNION ALL SELECT count(clients.ctid) FROM clients

-- case: 063 => policed-system-column
SELECT id FROM clients WHERE EXISTS (SELECT clients.ctid)

-- case: 064 => policed-system-column
SELECT id FROM clients WHERE id NOT IN (SELECT count(clients.ctid) FROM clients)

-- case: 065 => policed-system-column
SELECT (SELECT max(coalesce(clients.ctid, NULL)) FROM clients)

-- case: 066 => policed-system-column
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON clients.ctid IS NULL

-- case: 067 => policed-system-column
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (clients.ctid IS NULL)

-- case: 068 => policed-system-column
SELECT side.leaked FROM clients, LATERAL (SELECT clients.ctid AS leaked) AS side

-- case: 069 => policed-system-column
SELECT DISTINCT ON (clients.ctid) id FROM clients

-- case: 070 => policed-system-column
SELECT ARRAY[clients.ctid] FROM clients

-- case: 071 => policed-system-column
SELECT json_build_object('leaked', clients.ctid) FROM clients

-- case: 072 => policed-system-column
SELECT id FROM clients WHERE clients.ctid IS DISTINCT FROM NULL

-- case: 073 => policed-system-column
SELECT string_agg(CAST(clients.ctid AS text), ',' ORDER BY id) FROM clients

-- case: 074 => policed-system-column
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY clients.ctid) FROM clients

-- case: 075 => policed-system-column
SELECT count(*) FROM clients GROUP BY ROLLUP (id, clients.ctid)

-- case: 076 => policed-partition
SELECT id, (SELECT max(note) FROM clients_of_old) AS leaked FROM clients

-- case: 077 => policed-partition
SELECT id FROM clients WHERE (SELECT max(note) FROM clients_of_old) IS NOT NULL

-- case: 078 => policed-partition
SELECT id FROM clients ORDER BY (SELECT max(note) FROM clients_of_old), id

-- case: 079 => policed-partition
SELECT count(*) FROM clients GROUP BY (SELECT max(note) FROM clients_of_old)

-- case: 080 => policed-partition
SELECT max(id) FROM clients HAVING max(coalesce((SELECT max(note) FROM clients_of_old), NULL)) IS NULL

-- case: 081 => policed-partition
SELECT CASE WHEN id > 5 THEN (SELECT max(note) FROM clients_of_old) END FROM clients

-- case: 082 => policed-partition
SELECT count(*) FILTER (WHERE (SELECT max(note) FROM clients_of_old) IS NOT NULL) FROM clients

-- case: 083 => policed-partition
SELECT sum(id) OVER (PARTITION BY (SELECT max(note) FROM clients_of_old)) FROM clients

-- case: 084 => policed-partition
SELECT rank() OVER (ORDER BY (SELECT max(note) FROM clients_of_old)) FROM clients

-- case: 085 => policed-partition
WITH hidden AS (SELECT id, (SELECT max(note) FROM clients_of_old) AS leaked FROM clients) SELECT * FROM hidden

-- case: 086 => policed-partition
SELECT inside.leaked FROM (SELECT (SELECT max(note) FROM clients_of_old) AS leaked FROM clients) AS inside

-- case: 087 => policed-partition
SELECT id FROM clients UNION ALL SELECT count((SELECT max(note) FROM clients_of_old)) FROM clients

-- case: 088 => policed-partition
SELECT id FROM clients WHERE EXISTS (SELECT (SELECT max(note) FROM clients_of_old))

-- case: 089 => policed-partition
SELECT id FROM clients WHERE id NOT IN (SELECT count((SELECT max(note) FROM clients_of_old)) FROM clients)

-- case: 090 => policed-partition
SELECT (SELECT max(coalesce((SELECT max(note) FROM clients_of_old), NULL)) FROM clients)

-- case: 091 => policed-partition
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(note) FROM clients_of_old) IS NULL

-- case: 092 => policed-partition
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(note) FROM clients_of_old) IS NULL)

-- case: 093 => policed-partition
SELECT side.leaked FROM clients, LATERAL (SELECT (SELECT max(note) FROM clients_of_old) AS leaked) AS side

-- case: 094 => policed-partition
SELECT DISTINCT ON ((SELECT max(note) FROM clients_of_old)) id FROM clients

-- case: 095 => policed-partition
SELECT ARRAY[(SELECT max(note) FROM clients_of_old)] FROM clients

-- case: 096 => policed-partition
SELECT json_build_object('leaked', (SELECT max(note) FROM clients_of_old)) FROM clients

-- case: 097 => policed-partition
SELECT id FROM clients WHERE (SELECT max(note) FROM clients_of_old) IS DISTINCT FROM NULL

-- case: 098 => policed-partition
SELECT string_agg(CAST((SELECT max(note) FROM clients_of_old) AS text), ',' ORDER BY id) FROM clients

-- case: 099 => policed-partition
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(note) FROM clients_of_old)) FROM clients

-- case: 100 => relation-not-permitted
SELECT id, (SELECT max(note) FROM clients_view) AS leaked FROM clients

-- case: 101 => relation-not-permitted
SELECT id FROM clients WHERE (SELECT max(note) FROM clients_view) IS NOT NULL

-- case: 102 => relation-not-permitted
SELECT id FROM clients ORDER BY (SELECT max(note) FROM clients_view), id

-- case: 103 => relation-not-permitted
SELECT count(*) FROM clients GROUP BY (SELECT max(note) FROM clients_view)

-- case: 104 => relation-not-permitted
SELECT max(id) FROM clients HAVING max(coalesce((SELECT max(note) FROM clients_view), NULL)) IS NULL

-- case: 105 => relation-not-permitted
SELECT CASE WHEN id > 5 THEN (SELECT max(note) FROM clients_view) END FROM clients

-- case: 106 => relation-not-permitted
SELECT count(*) FILTER (WHERE (SELECT max(note) FROM clients_view) IS NOT NULL) FROM clients

-- case: 107 => relation-not-permitted
SELECT sum(id) OVER (PARTITION BY (SELECT max(note) FROM clients_view)) FROM clients

-- case: 108 => relation-not-permitted
SELECT rank() OVER (ORDER BY (SELECT max(note) FROM clients_view)) FROM clients

-- case: 109 => relation-not-permitted
WITH hidden AS (SELECT id, (SELECT max(note) FROM clients_view) AS leaked FROM clients) SELECT * FROM hidden

-- case: 110 => relation-not-permitted
SELECT inside.leaked FROM (SELECT (SELECT max(note) FROM clients_view) AS leaked FROM clients) AS inside

-- case: 111 => relation-not-permitted
SELECT id FROM clients UNION ALL SELECT count((SELECT max(note) FROM clients_view)) FROM clients

-- case: 112 => relation-not-permitted
SELECT id FROM clients WHERE EXISTS (SELECT (SELECT max(note) FROM clients_view))

-- case: 113 => relation-not-permitted
SELECT id FROM clients WHERE id NOT IN (SELECT count((SELECT max(note) FROM clients_view)) FROM clients)

-- case: 114 => relation-not-permitted
SELECT (SELECT max(coalesce((SELECT max(note) FROM clients_view), NULL)) FROM clients)

-- case: 115 => relation-not-permitted
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(note) FROM clients_view) IS NULL

-- case: 116 => relation-not-permitted
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(note) FROM clients_view) IS NULL)

-- case: 117 => relation-not-permitted
SELECT side.leaked FROM clients, LATERAL (SELECT (SELECT max(note) FROM clients_view) AS leaked) AS side

-- case: 118 => relation-not-permitted
SELECT DISTINCT ON ((SELECT max(note) FROM clients_view)) id FROM clients

-- case: 119 => relation-not-permitted
SELECT ARRAY[(SELECT max(note) FROM clients_view)] FROM clients

-- case: 120 => relation-not-permitted
SELECT json_build_object('leaked', (SELECT max(note) FROM clients_view)) FROM clients

-- case: 121 => relation-not-permitted
SELECT id FROM clients WHERE (SELECT max(note) FROM clients_view) IS DISTINCT FROM NULL

-- case: 122 => relation-not-permitted
SELECT string_agg(CAST((SELECT max(note) FROM clients_view) AS text), ',' ORDER BY id) FROM clients

-- case: 123 => relation-not-permitted
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(note) FROM clients_view)) FROM clients

-- case: 124 => claim-missing
SELECT id, (SELECT max(name) FROM staff) AS leaked FROM clients

-- case: 125 => claim-missing
SELECT id FROM clients WHERE (SELECT max(name) FROM staff) IS NOT NULL

-- case: 126 => claim-missing
SELECT id FROM clients ORDER BY (SELECT max(name) FROM staff), id

-- case: 127 => claim-missing
SELECT count(*) FROM clients GROUP BY (SELECT max(name) FROM staff)

-- case: 128 => claim-missing
SELECT max(id) FROM clients HAVING max(coalesce((SELECT max(name) FROM staff), NULL)) IS NULL

-- case: 129 => claim-missing
SELECT CASE WHEN id > 5 THEN (SELECT max(name) FROM staff) END FROM clients

-- case: 130 => claim-missing
SELECT count(*) FILTER (WHERE (SELECT max(name) FROM staff) IS NOT NULL) FROM clients

-- case: 131 => claim-missing
SELECT sum(id) OVER (PARTITION BY (SELECT max(name) FROM staff)) FROM clients

-- case: 132 => claim-missing
SELECT rank() OVER (ORDER BY (SELECT max(name) FROM staff)) FROM clients

-- case: 133 => claim-missing
WITH hidden AS (SELECT id, (SELECT max(name) FROM staff) AS leaked FROM clients) SELECT * FROM hidden

-- case: 134 => claim-missing
SELECT inside.leaked FROM (SELECT (SELECT max(name) FROM staff) AS leaked FROM clients) AS inside

-- case: 135 => claim-missing
SELECT id FROM clients UNION ALL SELECT count((SELECT max(name) FROM staff)) FROM clients

-- case: 136 => claim-missing
SELECT id FROM clients WHERE EXISTS (SELECT (SELECT max(name) FROM staff))

-- case: 137 => claim-missing
SELECT id FROM clients WHERE id NOT IN (SELECT count((SELECT max(name) FROM staff)) FROM clients)

-- case: 138 => claim-missing
SELECT (SELECT max(coalesce((SELECT max(name) FROM staff), NULL)) FROM clients)

-- case: 139 => claim-missing
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(name) FROM staff) IS NULL

-- case: 140 => claim-missing
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(name) FROM staff) IS NULL)

-- case: 141 => claim-missing
SELECT side.leaked FROM clients, LATERAL (SELECT (SELECT max(name) FROM staff) AS leaked) AS side

-- case: 142 => claim-missing
SELECT DISTINCT ON ((SELECT max(name) FROM staff)) id FROM clients

-- case: 143 => claim-missing
SELECT ARRAY[(SELECT max(name) FROM staff)] FROM clients

-- case: 144 => claim-missing
SELECT json_build_object('leaked', (SELECT max(name) FROM staff)) FROM clients

-- case: 145 => claim-missing
SELECT id FROM clients WHERE (SELECT max(name) FROM staff) IS DISTINCT FROM NULL

-- case: 146 => claim-missing
SELECT string_agg(CAST((SELECT max(name) FROM staff) AS text), ',' ORDER BY id) FROM clients

-- case: 147 => claim-missing
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(name) FROM staff)) FROM clients

-- case: 148 => policy-misfit
SELECT id, (SELECT max(amount) FROM loans) AS leaked FROM clients

-- case: 149 => policy-misfit
SELECT id FROM clients WHERE (SELECT max(amount) FROM loans) IS NOT NULL

-- case: 150 => policy-misfit
SELECT id FROM clients ORDER BY (SELECT max(amount) FROM loans), id

-- case: 151 => policy-misfit
SELECT count(*) FROM clients GROUP BY (SELECT max(amount) FROM loans)

-- case: 152 => policy-misfit
SELECT max(id) FROM clients HAVING max(coalesce((SELECT max(amount) FROM loans), NULL)) IS NULL

-- case: 153 => policy-misfit
SELECT CASE WHEN id > 5 THEN (SELECT max(amount) FROM loans) END FROM clients

-- case: 154 => policy-misfit
SELECT count(*) FILTER (WHERE (SELECT max(amount) FROM loans) IS NOT NULL) FROM clients

-- case: 155 => policy-misfit
SELECT sum(id) OVER (PARTITION BY (SELECT max(amount) FROM loans)) FROM clients

-- case: 156 => policy-misfit
SELECT rank() OVER (ORDER BY (SELECT max(amount) FROM loans)) FROM clients

-- case: 157 => policy-misfit
WITH hidden AS (SELECT id, (SELECT max(amount) FROM loans) AS leaked FROM clients) SELECT * FROM hidden

-- case: 158 => policy-misfit
SELECT inside.leaked FROM (SELECT (SELECT max(amount) FROM loans) AS leaked FROM clients) AS inside

-- case: 159 => policy-misfit
SELECT id FROM clients UNION ALL SELECT count((SELECT max(amount) FROM loans)) FROM clients

-- case: 160 => policy-misfit
SELECT id FROM clients WHERE EXISTS (SELECT (SELECT max(amount) FROM loans))

-- case: 161 => policy-misfit
SELECT id FROM clients WHERE id NOT IN (SELECT count((SELECT max(amount) FROM loans)) FROM clients)

-- case: 162 => policy-misfit
SELECT (SELECT max(coalesce((SELECT max(amount) FROM loans), NULL)) FROM clients)

-- case: 163 => policy-misfit
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(amount) FROM loans) IS NULL

-- case: 164 => policy-misfit
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(amount) FROM loans) IS NULL)

-- case: 165 => policy-misfit
SELECT side.leaked FROM clients, LATERAL (SELECT (SELECT max(amount) FROM loans) AS leaked) AS side

-- case: 166 => policy-misfit
SELECT DISTINCT ON ((SELECT max(amount) FROM loans)) id FROM clients

-- case: 167 => policy-misfit
SELECT ARRAY[(SELECT max(amount) FROM loans)] FROM clients

-- case: 168 => policy-misfit
SELECT json_build_object('leaked', (SELECT max(amount) FROM loans)) FROM clients

-- case: 169 => policy-misfit
SELECT id FROM clients WHERE (SELECT max(amount) FROM loans) IS DISTINCT FROM NULL

-- case: 170 => policy-misfit
SELECT string_agg(CAST((SELECT max(amount) FROM loans) AS text), ',' ORDER BY id) FROM clients

-- case: 171 => policy-misfit
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT max(amount) FROM loans)) FROM clients

-- case: 172 => unknown-function
SELECT id, bank.peek(name) AS leaked FROM clients

-- case: 173 => unknown-function
SELECT id FROM clients WHERE bank.peek(name) IS NOT NULL

-- case: 174 => unknown-function
SELECT id FROM clients ORDER BY bank.peek(name), id

-- case: 175 => unknown-function
SELECT count(*) FROM clients GROUP BY bank.peek(name)

-- case: 176 => unknown-function
SELECT max(id) FROM clients HAVING max(coalesce(bank.peek(name), NULL)) IS NULL

-- case: 177 => unknown-function
SELECT CASE WHEN id > 5 THEN bank.peek(name) END FROM clients

-- case: 178 => unknown-function
SELECT count(*) FILTER (WHERE bank.peek(name) IS NOT NULL) FROM clients

-- case: 179 => unknown-function
SELECT sum(id) OVER (PARTITION BY bank.peek(name)) FROM clients

-- case: 180 => unknown-function
SELECT rank() OVER (ORDER BY bank.peek(name)) FROM clients

-- case: 181 => unknown-function
WITH hidden AS (SELECT id, bank.peek(name) AS leaked FROM clients) SELECT * FROM hidden

-- case: 182 => unknown-function
SELECT inside.leaked FROM (SELECT bank.peek(name) AS leaked FROM clients) AS inside

-- case: 183 => unknown-function
SELECT id FROM clients UNION ALL SELECT count(bank.peek(name)) FROM clients

-- case: 184 => unknown-function
SELECT id FROM clients WHERE EXISTS (SELECT bank.peek(name))

-- case: 185 => unknown-function
SELECT id FROM clients WHERE id NOT IN (SELECT count(bank.peek(name)) FROM clients)

-- case: 186 => unknown-function
SELECT (SELECT max(coalesce(bank.peek(name), NULL)) FROM clients)

-- case: 187 => unknown-function
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON bank.peek(name) IS NULL

-- case: 188 => unknown-function
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (bank.peek(name) IS NULL)

-- case: 189 => unknown-function
SELECT side.leaked FROM clients, LATERAL (SELECT bank.peek(name) AS leaked) AS side

-- case: 190 => unknown-function
SELECT DISTINCT ON (bank.peek(name)) id FROM clients

-- case: 191 => unknown-function
SELECT ARRAY[bank.peek(name)] FROM clients

-- case: 192 => unknown-function
SELECT json_build_object('leaked', bank.peek(name)) FROM clients

-- case: 193 => unknown-function
SELECT id FROM clients WHERE bank.peek(name) IS DISTINCT FROM NULL

-- case: 194 => unknown-function
SELECT string_agg(CAST(bank.peek(name) AS text), ',' ORDER BY id) FROM clients

-- case: 195 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY bank.peek(name)) FROM clients

-- case: 196 => unknown-function
SELECT count(*) FROM clients GROUP BY ROLLUP (id, bank.peek(name))
