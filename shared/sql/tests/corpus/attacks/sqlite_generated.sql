-- catalog: sqlite

-- case: 001 => unknown-function
SELECT order_id, load_extension(status) AS leaked FROM orders

-- case: 002 => unknown-function
SELECT order_id FROM orders WHERE load_extension(status) IS NOT NULL

-- case: 003 => unknown-function
SELECT order_id FROM orders ORDER BY load_extension(status), order_id

-- case: 004 => unknown-function
SELECT count(*) FROM orders GROUP BY load_extension(status)

-- case: 005 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(load_extension(status), NULL)) IS NULL

-- case: 006 => unknown-function
SELECT CASE WHEN order_id > 5 THEN load_extension(status) END FROM orders

-- case: 007 => unknown-function
SELECT count(*) FILTER (WHERE load_extension(status) IS NOT NULL) FROM orders

-- case: 008 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY load_extension(status)) FROM orders

-- case: 009 => unknown-function
SELECT rank() OVER (ORDER BY load_extension(status)) FROM orders

-- case: 010 => unknown-function
WITH hidden AS (SELECT order_id, load_extension(status) AS leaked FROM orders) SELECT * FROM hidden

-- case: 011 => unknown-function
SELECT inside.leaked FROM (SELECT load_extension(status) AS leaked FROM orders) AS inside

-- case: 012 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(load_extension(status)) FROM orders

-- case: 013 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT load_extension(status))

-- case: 014 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(load_extension(status)) FROM orders)

-- case: 015 => unknown-function
SELECT (SELECT max(coalesce(load_extension(status), NULL)) FROM orders)

-- case: 016 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON load_extension(status) IS NULL

-- case: 017 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (load_extension(status) IS NULL)

-- case: 018 => unknown-function
SELECT order_id, writefile('/tmp/x', status) AS leaked FROM orders

-- case: 019 => unknown-function
SELECT order_id FROM orders WHERE writefile('/tmp/x', status) IS NOT NULL

-- case: 020 => unknown-function
SELECT order_id FROM orders ORDER BY writefile('/tmp/x', status), order_id

-- case: 021 => unknown-function
SELECT count(*) FROM orders GROUP BY writefile('/tmp/x', status)

-- case: 022 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(writefile('/tmp/x', status), NULL)) IS NULL

-- case: 023 => unknown-function
SELECT CASE WHEN order_id > 5 THEN writefile('/tmp/x', status) END FROM orders

-- case: 024 => unknown-function
SELECT count(*) FILTER (WHERE writefile('/tmp/x', status) IS NOT NULL) FROM orders

-- case: 025 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY writefile('/tmp/x', status)) FROM orders

-- case: 026 => unknown-function
SELECT rank() OVER (ORDER BY writefile('/tmp/x', status)) FROM orders

-- case: 027 => unknown-function
WITH hidden AS (SELECT order_id, writefile('/tmp/x', status) AS leaked FROM orders) SELECT * FROM hidden

-- case: 028 => unknown-function
SELECT inside.leaked FROM (SELECT writefile('/tmp/x', status) AS leaked FROM orders) AS inside

-- case: 029 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(writefile('/tmp/x', status)) FROM orders

-- case: 030 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT writefile('/tmp/x', status))

-- case: 031 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(writefile('/tmp/x', status)) FROM orders)

-- case: 032 => unknown-function
SELECT (SELECT max(coalesce(writefile('/tmp/x', status), NULL)) FROM orders)

-- case: 033 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON writefile('/tmp/x', status) IS NULL

-- case: 034 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (writefile('/tmp/x', status) IS NULL)

-- case: 035 => system-relation
SELECT order_id, (SELECT max(sql) FROM sqlite_master) AS leaked FROM orders

-- case: 036 => system-relation
SELECT order_id FROM orders WHERE (SELECT max(sql) FROM sqlite_master) IS NOT NULL

-- case: 037 => system-relation
SELECT order_id FROM orders ORDER BY (SELECT max(sql) FROM sqlite_master), order_id

-- case: 038 => system-relation
SELECT count(*) FROM orders GROUP BY (SELECT max(sql) FROM sqlite_master)

-- case: 039 => system-relation
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT max(sql) FROM sqlite_master), NULL)) IS NULL

-- case: 040 => system-relation
SELECT CASE WHEN order_id > 5 THEN (SELECT max(sql) FROM sqlite_master) END FROM orders

-- case: 041 => system-relation
SELECT count(*) FILTER (WHERE (SELECT max(sql) FROM sqlite_master) IS NOT NULL) FROM orders

-- case: 042 => system-relation
SELECT sum(order_id) OVER (PARTITION BY (SELECT max(sql) FROM sqlite_master)) FROM orders

-- case: 043 => system-relation
SELECT rank() OVER (ORDER BY (SELECT max(sql) FROM sqlite_master)) FROM orders

-- case: 044 => system-relation
WITH hidden AS (SELECT order_id, (SELECT max(sql) FROM sqlite_master) AS leaked FROM orders) SELECT * FROM hidden

-- case: 045 => system-relation
SELECT inside.leaked FROM (SELECT (SELECT max(sql) FROM sqlite_master) AS leaked FROM orders) AS inside

-- case: 046 => system-relation
SELECT order_id FROM orders UNION ALL SELECT count((SELECT max(sql) FROM sqlite_master)) FROM orders

-- case: 047 => system-relation
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT max(sql) FROM sqlite_master))

-- case: 048 => system-relation
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT max(sql) FROM sqlite_master)) FROM orders)

-- case: 049 => system-relation
SELECT (SELECT max(coalesce((SELECT max(sql) FROM sqlite_master), NULL)) FROM orders)

-- case: 050 => system-relation
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(sql) FROM sqlite_master) IS NULL

-- case: 051 => system-relation
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(sql) FROM sqlite_master) IS NULL)

-- case: 052 => table-function
SELECT order_id, (SELECT count(*) FROM pragma_table_info('orders')) AS leaked FROM orders

-- case: 053 => table-function
SELECT order_id FROM orders WHERE (SELECT count(*) FROM pragma_table_info('orders')) IS NOT NULL

-- case: 054 => table-function
SELECT order_id FROM orders ORDER BY (SELECT count(*) FROM pragma_table_info('orders')), order_id

-- case: 055 => table-function
SELECT count(*) FROM orders GROUP BY (SELECT count(*) FROM pragma_table_info('orders'))

-- case: 056 => table-function
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT count(*) FROM pragma_table_info('orders')), NULL)) IS NULL

-- case: 057 => table-function
SELECT CASE WHEN order_id > 5 THEN (SELECT count(*) FROM pragma_table_info('orders')) END FROM orders

-- case: 058 => table-function
SELECT count(*) FILTER (WHERE (SELECT count(*) FROM pragma_table_info('orders')) IS NOT NULL) FROM orders

-- case: 059 => table-function
SELECT sum(order_id) OVER (PARTITION BY (SELECT count(*) FROM pragma_table_info('orders'))) FROM orders

-- case: 060 => table-function
SELECT rank() OVER (ORDER BY (SELECT count(*) FROM pragma_table_info('orders'))) FROM orders

-- case: 061 => table-function
WITH hidden AS (SELECT order_id, (SELECT count(*) FROM pragma_table_info('orders')) AS leaked FROM orders) SELECT * FROM hidden

-- case: 062 => table-function
SELECT inside.leaked FROM (SELECT (SELECT count(*) FROM pragma_table_info('orders')) AS leaked FROM orders) AS inside

-- case: 063 => table-function
SELECT order_id FROM orders UNION ALL SELECT count((SELECT count(*) FROM pragma_table_info('orders'))) FROM orders

-- case: 064 => table-function
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT count(*) FROM pragma_table_info('orders')))

-- case: 065 => table-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT count(*) FROM pragma_table_info('orders'))) FROM orders)

-- case: 066 => table-function
SELECT (SELECT max(coalesce((SELECT count(*) FROM pragma_table_info('orders')), NULL)) FROM orders)

-- case: 067 => table-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT count(*) FROM pragma_table_info('orders')) IS NULL

-- case: 068 => table-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT count(*) FROM pragma_table_info('orders')) IS NULL)

-- case: 069 => unsupported-operator
SELECT order_id, (status MATCH 'x') AS leaked FROM orders

-- case: 070 => unsupported-operator
SELECT order_id FROM orders WHERE (status MATCH 'x') IS NOT NULL

-- case: 071 => unsupported-operator
SELECT order_id FROM orders ORDER BY (status MATCH 'x'), order_id

-- case: 072 => unsupported-operator
SELECT count(*) FROM orders GROUP BY (status MATCH 'x')

-- case: 073 => unsupported-operator
SELECT max(order_id) FROM orders HAVING max(coalesce((status MATCH 'x'), NULL)) IS NULL

-- case: 074 => unsupported-operator
SELECT CASE WHEN order_id > 5 THEN (status MATCH 'x') END FROM orders

-- case: 075 => unsupported-operator
SELECT count(*) FILTER (WHERE (status MATCH 'x') IS NOT NULL) FROM orders

-- case: 076 => unsupported-operator
SELECT sum(order_id) OVER (PARTITION BY (status MATCH 'x')) FROM orders

-- case: 077 => unsupported-operator
SELECT rank() OVER (ORDER BY (status MATCH 'x')) FROM orders

-- case: 078 => unsupported-operator
WITH hidden AS (SELECT order_id, (status MATCH 'x') AS leaked FROM orders) SELECT * FROM hidden

-- case: 079 => unsupported-operator
SELECT inside.leaked FROM (SELECT (status MATCH 'x') AS leaked FROM orders) AS inside

-- case: 080 => unsupported-operator
SELECT order_id FROM orders UNION ALL SELECT count((status MATCH 'x')) FROM orders

-- case: 081 => unsupported-operator
SELECT order_id FROM orders WHERE EXISTS (SELECT (status MATCH 'x'))

-- case: 082 => unsupported-operator
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((status MATCH 'x')) FROM orders)

-- case: 083 => unsupported-operator
SELECT (SELECT max(coalesce((status MATCH 'x'), NULL)) FROM orders)

-- case: 084 => unsupported-operator
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (status MATCH 'x') IS NULL

-- case: 085 => unsupported-operator
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((status MATCH 'x') IS NULL)

-- catalog: sqlite-bank

-- case: 086 => column-not-permitted
SELECT id, length(clients.note) AS leaked FROM clients

-- case: 087 => column-not-permitted
SELECT id FROM clients WHERE length(clients.note) IS NOT NULL

-- case: 088 => column-not-permitted
SELECT id FROM clients ORDER BY length(clients.note), id

-- case: 089 => column-not-permitted
SELECT count(*) FROM clients GROUP BY length(clients.note)

-- case: 090 => column-not-permitted
SELECT max(id) FROM clients HAVING max(coalesce(length(clients.note), NULL)) IS NULL

-- case: 091 => column-not-permitted
SELECT CASE WHEN id > 5 THEN length(clients.note) END FROM clients

-- case: 092 => column-not-permitted
SELECT count(*) FILTER (WHERE length(clients.note) IS NOT NULL) FROM clients

-- case: 093 => column-not-permitted
SELECT sum(id) OVER (PARTITION BY length(clients.note)) FROM clients

-- case: 094 => column-not-permitted
SELECT rank() OVER (ORDER BY length(clients.note)) FROM clients

-- case: 095 => column-not-permitted
WITH hidden AS (SELECT id, length(clients.note) AS leaked FROM clients) SELECT * FROM hidden

-- case: 096 => column-not-permitted
SELECT inside.leaked FROM (SELECT length(clients.note) AS leaked FROM clients) AS inside

-- case: 097 => column-not-permitted
SELECT id FROM clients UNION ALL SELECT count(length(clients.note)) FROM clients

-- case: 098 => column-not-permitted
SELECT id FROM clients WHERE EXISTS (SELECT length(clients.note))

-- case: 099 => column-not-permitted
SELECT id FROM clients WHERE id NOT IN (SELECT count(length(clients.note)) FROM clients)

-- case: 100 => column-not-permitted
SELECT (SELECT max(coalesce(length(clients.note), NULL)) FROM clients)

-- case: 101 => column-not-permitted
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON length(clients.note) IS NULL

-- case: 102 => column-not-permitted
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (length(clients.note) IS NULL)

-- case: 103 => policed-system-column
SELECT id, clients.rowid AS leaked FROM clients

-- case: 104 => policed-system-column
SELECT id FROM clients WHERE clients.rowid IS NOT NULL

-- case: 105 => policed-system-column
SELECT id FROM clients ORDER BY clients.rowid, id

-- case: 106 => policed-system-column
SELECT count(*) FROM clients GROUP BY clients.rowid

-- case: 107 => policed-system-column
SELECT max(id) FROM clients HAVING max(coalesce(clients.rowid, NULL)) IS NULL

-- case: 108 => policed-system-column
SELECT CASE WHEN id > 5 THEN clients.rowid END FROM clients

-- case: 109 => policed-system-column
SELECT count(*) FILTER (WHERE clients.rowid IS NOT NULL) FROM clients

-- case: 110 => policed-system-column
SELECT sum(id) OVER (PARTITION BY clients.rowid) FROM clients

-- case: 111 => policed-system-column
SELECT rank() OVER (ORDER BY clients.rowid) FROM clients

-- case: 112 => policed-system-column
WITH hidden AS (SELECT id, clients.rowid AS leaked FROM clients) SELECT * FROM hidden

-- case: 113 => policed-system-column
SELECT inside.leaked FROM (SELECT clients.rowid AS leaked FROM clients) AS inside

-- case: 114 => policed-system-column
SELECT id FROM clients UNION ALL SELECT count(clients.rowid) FROM clients

-- case: 115 => policed-system-column
SELECT id FROM clients WHERE EXISTS (SELECT clients.rowid)

-- case: 116 => policed-system-column
SELECT id FROM clients WHERE id NOT IN (SELECT count(clients.rowid) FROM clients)

-- case: 117 => policed-system-column
SELECT (SELECT max(coalesce(clients.rowid, NULL)) FROM clients)

-- case: 118 => policed-system-column
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON clients.rowid IS NULL

-- case: 119 => policed-system-column
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (clients.rowid IS NULL)

-- case: 120 => relation-not-permitted
SELECT id, (SELECT max(note) FROM clients_view) AS leaked FROM clients

-- case: 121 => relation-not-permitted
SELECT id FROM clients WHERE (SELECT max(note) FROM clients_view) IS NOT NULL

-- case: 122 => relation-not-permitted
SELECT id FROM clients ORDER BY (SELECT max(note) FROM clients_view), id

-- case: 123 => relation-not-permitted
SELECT count(*) FROM clients GROUP BY (SELECT max(note) FROM clients_view)

-- case: 124 => relation-not-permitted
SELECT max(id) FROM clients HAVING max(coalesce((SELECT max(note) FROM clients_view), NULL)) IS NULL

-- case: 125 => relation-not-permitted
SELECT CASE WHEN id > 5 THEN (SELECT max(note) FROM clients_view) END FROM clients

-- case: 126 => relation-not-permitted
SELECT count(*) FILTER (WHERE (SELECT max(note) FROM clients_view) IS NOT NULL) FROM clients

-- case: 127 => relation-not-permitted
SELECT sum(id) OVER (PARTITION BY (SELECT max(note) FROM clients_view)) FROM clients

-- case: 128 => relation-not-permitted
SELECT rank() OVER (ORDER BY (SELECT max(note) FROM clients_view)) FROM clients

-- case: 129 => relation-not-permitted
WITH hidden AS (SELECT id, (SELECT max(note) FROM clients_view) AS leaked FROM clients) SELECT * FROM hidden

-- case: 130 => relation-not-permitted
SELECT inside.leaked FROM (SELECT (SELECT max(note) FROM clients_view) AS leaked FROM clients) AS inside

-- case: 131 => relation-not-permitted
SELECT id FROM clients UNION ALL SELECT count((SELECT max(note) FROM clients_view)) FROM clients

-- case: 132 => relation-not-permitted
SELECT id FROM clients WHERE EXISTS (SELECT (SELECT max(note) FROM clients_view))

-- case: 133 => relation-not-permitted
SELECT id FROM clients WHERE id NOT IN (SELECT count((SELECT max(note) FROM clients_view)) FROM clients)

-- case: 134 => relation-not-permitted
SELECT (SELECT max(coalesce((SELECT max(note) FROM clients_view), NULL)) FROM clients)

-- case: 135 => relation-not-permitted
SELECT clients.id FROM clients LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT max(note) FROM clients_view) IS NULL

-- case: 136 => relation-not-permitted
SELECT id FROM clients WHERE id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT max(note) FROM clients_view) IS NULL)
