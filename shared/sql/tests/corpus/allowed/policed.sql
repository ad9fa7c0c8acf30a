-- catalog: bank

-- case: 001
SELECT * FROM clients

-- case: 002
SELECT id, name, email, phone, born_on, income FROM clients ORDER BY name

-- case: 003
SELECT count(*) FROM clients

-- case: 004
SELECT count(*), avg(income), min(born_on) FROM clients GROUP BY tenant_id

-- case: 005
SELECT c.name, sum(a.balance) AS balance FROM clients c JOIN accounts a ON a.client_id = c.id GROUP BY c.id, c.name ORDER BY balance DESC

-- case: 006
SELECT born_on, count(*) FROM clients GROUP BY born_on ORDER BY born_on

-- case: 007
SELECT income, count(*) AS n FROM clients GROUP BY income HAVING count(*) > 3

-- case: 008
SELECT name FROM clients WHERE name LIKE 'A%' AND name ILIKE '%b%'

-- case: 009
SELECT name FROM clients WHERE name LIKE '50\%%'

-- case: 010
SELECT name FROM clients WHERE name LIKE 'a!%' ESCAPE '!'

-- case: 011
SELECT name FROM clients WHERE name ~ '^[A-M]'

-- case: 012
SELECT status, count(*), sum(balance) FROM accounts GROUP BY ROLLUP (status)

-- case: 013
SELECT id, rank() OVER (PARTITION BY status ORDER BY balance DESC) FROM accounts

-- case: 014
SELECT c.id FROM clients c WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.client_id = c.id)

-- case: 015
SELECT c.id, l.balance FROM clients c LEFT JOIN LATERAL (SELECT a.balance FROM accounts a WHERE a.client_id = c.id ORDER BY a.opened_on DESC LIMIT 1) l ON true

-- case: 016
WITH totals AS (SELECT client_id, sum(balance) AS total FROM accounts GROUP BY client_id) SELECT c.name, t.total FROM clients c JOIN totals t ON t.client_id = c.id WHERE t.total > 1000

-- case: 017
SELECT name FROM clients UNION SELECT status FROM accounts

-- case: 018
SELECT id FROM clients EXCEPT SELECT client_id FROM accounts

-- case: 019
SELECT what, sum(amount) FROM ledger GROUP BY what

-- case: 020
SELECT * FROM branches b LEFT JOIN clients c ON c.id = b.id

-- case: 021
SELECT city, count(*) FROM branches GROUP BY city

-- case: 022
SELECT attributes ->> 'seat' AS seat, count(*) FROM clients GROUP BY 1

-- case: 023
SELECT phone, left(phone, 3), length(phone) FROM clients

-- case: 024
SELECT (SELECT count(*) FROM clients) AS clients, (SELECT sum(balance) FROM accounts) AS balance

-- case: 025
SELECT DISTINCT ON (c.id) c.id, a.opened_on FROM clients c JOIN accounts a ON a.client_id = c.id ORDER BY c.id, a.opened_on DESC

-- case: 026
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY balance) FROM accounts

-- case: 027
SELECT date_trunc('month', opened_on) AS month, count(*), sum(count(*)) OVER (ORDER BY date_trunc('month', opened_on)) FROM accounts GROUP BY date_trunc('month', opened_on)

-- case: 028
SELECT policed.name FROM clients AS policed

-- case: 029
SELECT count(*) FILTER (WHERE status = 'open') AS open FROM accounts

-- case: 030
SELECT a.id, b.id FROM clients a JOIN clients b ON a.phone = b.phone AND a.id < b.id

-- case: 031
SELECT e.email, count(*) FROM clients e GROUP BY e.email HAVING count(*) > 1

-- case: 032
SELECT c.name, a.contact = c.email AS same FROM clients c JOIN accounts a ON a.client_id = c.id

-- case: 033
SELECT coalesce(iban, 'hidden') AS iban, salary IS NULL AS no_salary FROM clients

-- case: 034
SELECT id FROM clients WHERE joined_at >= now() - INTERVAL '90 days' ORDER BY joined_at DESC

-- case: 035
SELECT string_agg(name, ', ' ORDER BY name) FROM clients

-- catalog: sqlite-bank

-- case: 036
SELECT * FROM clients

-- case: 037
SELECT count(*) FROM accounts WHERE status = 'open'

-- case: 038
SELECT c.name, sum(a.balance) FROM clients c JOIN accounts a ON a.client_id = c.id GROUP BY c.id

-- case: 039
SELECT phone, count(*) FROM clients GROUP BY phone

-- case: 040
SELECT name FROM clients WHERE name LIKE 'A%' ORDER BY name

-- case: 041
SELECT b.city, count(c.id) FROM branches b LEFT JOIN clients c ON c.id = b.id GROUP BY b.city

-- case: 042
SELECT id FROM clients WHERE id NOT IN (SELECT client_id FROM accounts)

-- case: 043
WITH t AS (SELECT client_id, max(balance) AS m FROM accounts GROUP BY client_id) SELECT avg(m) FROM t

-- case: 044
SELECT name, row_number() OVER (ORDER BY visits DESC) FROM clients

-- catalog: bank

-- case: 045
SELECT id, jsonb_object_keys(attributes::jsonb) AS key FROM clients ORDER BY id, key

-- case: 046
SELECT unnest(string_to_array(name, ' ')) AS word, count(*) FROM clients GROUP BY word ORDER BY 2 DESC

-- case: 047
SELECT (jsonb_each_text(attributes::jsonb)).key AS key, avg(salary) FROM clients GROUP BY 1

-- case: 048
SELECT c.id, generate_series(1, 3) AS n, sum(a.balance) FROM clients c JOIN accounts a ON a.client_id = c.id GROUP BY c.id
