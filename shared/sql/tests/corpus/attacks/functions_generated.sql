-- catalog: shop

-- case: 001 => unknown-function
SELECT order_id, length(pg_read_file('/etc/passwd')) AS leaked FROM orders

-- case: 002 => unknown-function
SELECT order_id FROM orders WHERE length(pg_read_file('/etc/passwd')) IS NOT NULL

-- case: 003 => unknown-function
SELECT order_id FROM orders ORDER BY length(pg_read_file('/etc/passwd')), order_id

-- case: 004 => unknown-function
SELECT count(*) FROM orders GROUP BY length(pg_read_file('/etc/passwd'))

-- case: 005 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(length(pg_read_file('/etc/passwd')), NULL)) IS NULL

-- case: 006 => unknown-function
SELECT CASE WHEN order_id > 5 THEN length(pg_read_file('/etc/passwd')) END FROM orders

-- case: 007 => unknown-function
SELECT count(*) FILTER (WHERE length(pg_read_file('/etc/passwd')) IS NOT NULL) FROM orders

-- case: 008 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY length(pg_read_file('/etc/passwd'))) FROM orders

-- case: 009 => unknown-function
SELECT rank() OVER (ORDER BY length(pg_read_file('/etc/passwd'))) FROM orders

-- case: 010 => unknown-function
WITH hidden AS (SELECT order_id, length(pg_read_file('/etc/passwd')) AS leaked FROM orders) SELECT * FROM hidden

-- case: 011 => unknown-function
SELECT inside.leaked FROM (SELECT length(pg_read_file('/etc/passwd')) AS leaked FROM orders) AS inside

-- case: 012 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(length(pg_read_file('/etc/passwd'))) FROM orders

-- case: 013 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT length(pg_read_file('/etc/passwd')))

-- case: 014 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(length(pg_read_file('/etc/passwd'))) FROM orders)

-- case: 015 => unknown-function
SELECT (SELECT max(coalesce(length(pg_read_file('/etc/passwd')), NULL)) FROM orders)

-- case: 016 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON length(pg_read_file('/etc/passwd')) IS NULL

-- case: 017 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (length(pg_read_file('/etc/passwd')) IS NULL)

-- case: 018 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT length(pg_read_file('/etc/passwd')) AS leaked) AS side

-- case: 019 => unknown-function
SELECT DISTINCT ON (length(pg_read_file('/etc/passwd'))) order_id FROM orders

-- case: 020 => unknown-function
SELECT ARRAY[length(pg_read_file('/etc/passwd'))] FROM orders

-- case: 021 => unknown-function
SELECT json_build_object('leaked', length(pg_read_file('/etc/passwd'))) FROM orders

-- case: 022 => unknown-function
SELECT order_id FROM orders WHERE length(pg_read_file('/etc/passwd')) IS DISTINCT FROM NULL

-- case: 023 => unknown-function
SELECT string_agg(CAST(length(pg_read_file('/etc/passwd')) AS text), ',' ORDER BY order_id) FROM orders

-- case: 024 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY length(pg_read_file('/etc/passwd'))) FROM orders

-- case: 025 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, length(pg_read_file('/etc/passwd')))

-- case: 026 => unknown-function
SELECT order_id, pg_catalog."pg_sleep"(9) AS leaked FROM orders

-- case: 027 => unknown-function
SELECT order_id FROM orders WHERE pg_catalog."pg_sleep"(9) IS NOT NULL

-- case: 028 => unknown-function
SELECT order_id FROM orders ORDER BY pg_catalog."pg_sleep"(9), order_id

-- case: 029 => unknown-function
SELECT count(*) FROM orders GROUP BY pg_catalog."pg_sleep"(9)

-- case: 030 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(pg_catalog."pg_sleep"(9), NULL)) IS NULL

-- case: 031 => unknown-function
SELECT CASE WHEN order_id > 5 THEN pg_catalog."pg_sleep"(9) END FROM orders

-- case: 032 => unknown-function
SELECT count(*) FILTER (WHERE pg_catalog."pg_sleep"(9) IS NOT NULL) FROM orders

-- case: 033 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY pg_catalog."pg_sleep"(9)) FROM orders

-- case: 034 => unknown-function
SELECT rank() OVER (ORDER BY pg_catalog."pg_sleep"(9)) FROM orders

-- case: 035 => unknown-function
WITH hidden AS (SELECT order_id, pg_catalog."pg_sleep"(9) AS leaked FROM orders) SELECT * FROM hidden

-- case: 036 => unknown-function
SELECT inside.leaked FROM (SELECT pg_catalog."pg_sleep"(9) AS leaked FROM orders) AS inside

-- case: 037 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(pg_catalog."pg_sleep"(9)) FROM orders

-- case: 038 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT pg_catalog."pg_sleep"(9))

-- case: 039 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(pg_catalog."pg_sleep"(9)) FROM orders)

-- case: 040 => unknown-function
SELECT (SELECT max(coalesce(pg_catalog."pg_sleep"(9), NULL)) FROM orders)

-- case: 041 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON pg_catalog."pg_sleep"(9) IS NULL

-- case: 042 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (pg_catalog."pg_sleep"(9) IS NULL)

-- case: 043 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT pg_catalog."pg_sleep"(9) AS leaked) AS side

-- case: 044 => unknown-function
SELECT DISTINCT ON (pg_catalog."pg_sleep"(9)) order_id FROM orders

-- case: 045 => unknown-function
SELECT ARRAY[pg_catalog."pg_sleep"(9)] FROM orders

-- case: 046 => unknown-function
SELECT json_build_object('leaked', pg_catalog."pg_sleep"(9)) FROM orders

-- case: 047 => unknown-function
SELECT order_id FROM orders WHERE pg_catalog."pg_sleep"(9) IS DISTINCT FROM NULL

-- case: 048 => unknown-function
SELECT string_agg(CAST(pg_catalog."pg_sleep"(9) AS text), ',' ORDER BY order_id) FROM orders

-- case: 049 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_catalog."pg_sleep"(9)) FROM orders

-- case: 050 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, pg_catalog."pg_sleep"(9))

-- case: 051 => unknown-function
SELECT order_id, set_config('app.tenant', status, false) AS leaked FROM orders

-- case: 052 => unknown-function
SELECT order_id FROM orders WHERE set_config('app.tenant', status, false) IS NOT NULL

-- case: 053 => unknown-function
SELECT order_id FROM orders ORDER BY set_config('app.tenant', status, false), order_id

-- case: 054 => unknown-function
SELECT count(*) FROM orders GROUP BY set_config('app.tenant', status, false)

-- case: 055 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(set_config('app.tenant', status, false), NULL)) IS NULL

-- case: 056 => unknown-function
SELECT CASE WHEN order_id > 5 THEN set_config('app.tenant', status, false) END FROM orders

-- case: 057 => unknown-function
SELECT count(*) FILTER (WHERE set_config('app.tenant', status, false) IS NOT NULL) FROM orders

-- case: 058 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY set_config('app.tenant', status, false)) FROM orders

-- case: 059 => unknown-function
SELECT rank() OVER (ORDER BY set_config('app.tenant', status, false)) FROM orders

-- case: 060 => unknown-function
WITH hidden AS (SELECT order_id, set_config('app.tenant', status, false) AS leaked FROM orders) SELECT * FROM hidden

-- case: 061 => unknown-function
SELECT inside.leaked FROM (SELECT set_config('app.tenant', status, false) AS leaked FROM orders) AS inside

-- case: 062 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(set_config('app.tenant', status, false)) FROM orders

-- case: 063 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT set_config('app.tenant', status, false))

-- case: 064 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(set_config('app.tenant', status, false)) FROM orders)

-- case: 065 => unknown-function
SELECT (SELECT max(coalesce(set_config('app.tenant', status, false), NULL)) FROM orders)

-- case: 066 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON set_config('app.tenant', status, false) IS NULL

-- case: 067 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (set_config('app.tenant', status, false) IS NULL)

-- case: 068 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT set_config('app.tenant', status, false) AS leaked) AS side

-- case: 069 => unknown-function
SELECT DISTINCT ON (set_config('app.tenant', status, false)) order_id FROM orders

-- case: 070 => unknown-function
SELECT ARRAY[set_config('app.tenant', status, false)] FROM orders

-- case: 071 => unknown-function
SELECT json_build_object('leaked', set_config('app.tenant', status, false)) FROM orders

-- case: 072 => unknown-function
SELECT order_id FROM orders WHERE set_config('app.tenant', status, false) IS DISTINCT FROM NULL

-- case: 073 => unknown-function
SELECT string_agg(CAST(set_config('app.tenant', status, false) AS text), ',' ORDER BY order_id) FROM orders

-- case: 074 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY set_config('app.tenant', status, false)) FROM orders

-- case: 075 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, set_config('app.tenant', status, false))

-- case: 076 => unknown-function
SELECT order_id, nextval('ids') AS leaked FROM orders

-- case: 077 => unknown-function
SELECT order_id FROM orders WHERE nextval('ids') IS NOT NULL

-- case: 078 => unknown-function
SELECT order_id FROM orders ORDER BY nextval('ids'), order_id

-- case: 079 => unknown-function
SELECT count(*) FROM orders GROUP BY nextval('ids')

-- case: 080 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(nextval('ids'), NULL)) IS NULL

-- case: 081 => unknown-function
SELECT CASE WHEN order_id > 5 THEN nextval('ids') END FROM orders

-- case: 082 => unknown-function
SELECT count(*) FILTER (WHERE nextval('ids') IS NOT NULL) FROM orders

-- case: 083 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY nextval('ids')) FROM orders

-- case: 084 => unknown-function
SELECT rank() OVER (ORDER BY nextval('ids')) FROM orders

-- case: 085 => unknown-function
WITH hidden AS (SELECT order_id, nextval('ids') AS leaked FROM orders) SELECT * FROM hidden

-- case: 086 => unknown-function
SELECT inside.leaked FROM (SELECT nextval('ids') AS leaked FROM orders) AS inside

-- case: 087 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(nextval('ids')) FROM orders

-- case: 088 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT nextval('ids'))

-- case: 089 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(nextval('ids')) FROM orders)

-- case: 090 => unknown-function
SELECT (SELECT max(coalesce(nextval('ids'), NULL)) FROM orders)

-- case: 091 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON nextval('ids') IS NULL

-- case: 092 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (nextval('ids') IS NULL)

-- case: 093 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT nextval('ids') AS leaked) AS side

-- case: 094 => unknown-function
SELECT DISTINCT ON (nextval('ids')) order_id FROM orders

-- case: 095 => unknown-function
SELECT ARRAY[nextval('ids')] FROM orders

-- case: 096 => unknown-function
SELECT json_build_object('leaked', nextval('ids')) FROM orders

-- case: 097 => unknown-function
SELECT order_id FROM orders WHERE nextval('ids') IS DISTINCT FROM NULL

-- case: 098 => unknown-function
SELECT string_agg(CAST(nextval('ids') AS text), ',' ORDER BY order_id) FROM orders

-- case: 099 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY nextval('ids')) FROM orders

-- case: 100 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, nextval('ids'))

-- case: 101 => unknown-function
SELECT order_id, pg_notify(status, 'x') AS leaked FROM orders

-- case: 102 => unknown-function
SELECT order_id FROM orders WHERE pg_notify(status, 'x') IS NOT NULL

-- case: 103 => unknown-function
SELECT order_id FROM orders ORDER BY pg_notify(status, 'x'), order_id

-- case: 104 => unknown-function
SELECT count(*) FROM orders GROUP BY pg_notify(status, 'x')

-- case: 105 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(pg_notify(status, 'x'), NULL)) IS NULL

-- case: 106 => unknown-function
SELECT CASE WHEN order_id > 5 THEN pg_notify(status, 'x') END FROM orders

-- case: 107 => unknown-function
SELECT count(*) FILTER (WHERE pg_notify(status, 'x') IS NOT NULL) FROM orders

-- case: 108 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY pg_notify(status, 'x')) FROM orders

-- case: 109 => unknown-function
SELECT rank() OVER (ORDER BY pg_notify(status, 'x')) FROM orders

-- case: 110 => unknown-function
WITH hidden AS (SELECT order_id, pg_notify(status, 'x') AS leaked FROM orders) SELECT * FROM hidden

-- case: 111 => unknown-function
SELECT inside.leaked FROM (SELECT pg_notify(status, 'x') AS leaked FROM orders) AS inside

-- case: 112 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(pg_notify(status, 'x')) FROM orders

-- case: 113 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT pg_notify(status, 'x'))

-- case: 114 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(pg_notify(status, 'x')) FROM orders)

-- case: 115 => unknown-function
SELECT (SELECT max(coalesce(pg_notify(status, 'x'), NULL)) FROM orders)

-- case: 116 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON pg_notify(status, 'x') IS NULL

-- case: 117 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (pg_notify(status, 'x') IS NULL)

-- case: 118 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT pg_notify(status, 'x') AS leaked) AS side

-- case: 119 => unknown-function
SELECT DISTINCT ON (pg_notify(status, 'x')) order_id FROM orders

-- case: 120 => unknown-function
SELECT ARRAY[pg_notify(status, 'x')] FROM orders

-- case: 121 => unknown-function
SELECT json_build_object('leaked', pg_notify(status, 'x')) FROM orders

-- case: 122 => unknown-function
SELECT order_id FROM orders WHERE pg_notify(status, 'x') IS DISTINCT FROM NULL

-- case: 123 => unknown-function
SELECT string_agg(CAST(pg_notify(status, 'x') AS text), ',' ORDER BY order_id) FROM orders

-- case: 124 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_notify(status, 'x')) FROM orders

-- case: 125 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, pg_notify(status, 'x'))

-- case: 126 => unknown-function
SELECT order_id, query_to_xml('DELETE FROM orders', true, true, '') AS leaked FROM orders

-- case: 127 => unknown-function
SELECT order_id FROM orders WHERE query_to_xml('DELETE FROM orders', true, true, '') IS NOT NULL

-- case: 128 => unknown-function
SELECT order_id FROM orders ORDER BY query_to_xml('DELETE FROM orders', true, true, ''), order_id

-- case: 129 => unknown-function
SELECT count(*) FROM orders GROUP BY query_to_xml('DELETE FROM orders', true, true, '')

-- case: 130 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(query_to_xml('DELETE FROM orders', true, true, ''), NULL)) IS NULL

-- case: 131 => unknown-function
SELECT CASE WHEN order_id > 5 THEN query_to_xml('DELETE FROM orders', true, true, '') END FROM orders

-- case: 132 => unknown-function
SELECT count(*) FILTER (WHERE query_to_xml('DELETE FROM orders', true, true, '') IS NOT NULL) FROM orders

-- case: 133 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY query_to_xml('DELETE FROM orders', true, true, '')) FROM orders

-- case: 134 => unknown-function
SELECT rank() OVER (ORDER BY query_to_xml('DELETE FROM orders', true, true, '')) FROM orders

-- case: 135 => unknown-function
WITH hidden AS (SELECT order_id, query_to_xml('DELETE FROM orders', true, true, '') AS leaked FROM orders) SELECT * FROM hidden

-- case: 136 => unknown-function
SELECT inside.leaked FROM (SELECT query_to_xml('DELETE FROM orders', true, true, '') AS leaked FROM orders) AS inside

-- case: 137 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(query_to_xml('DELETE FROM orders', true, true, '')) FROM orders

-- case: 138 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT query_to_xml('DELETE FROM orders', true, true, ''))

-- case: 139 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(query_to_xml('DELETE FROM orders', true, true, '')) FROM orders)

-- case: 140 => unknown-function
SELECT (SELECT max(coalesce(query_to_xml('DELETE FROM orders', true, true, ''), NULL)) FROM orders)

-- case: 141 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON query_to_xml('DELETE FROM orders', true, true, '') IS NULL

-- case: 142 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (query_to_xml('DELETE FROM orders', true, true, '') IS NULL)

-- case: 143 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT query_to_xml('DELETE FROM orders', true, true, '') AS leaked) AS side

-- case: 144 => unknown-function
SELECT DISTINCT ON (query_to_xml('DELETE FROM orders', true, true, '')) order_id FROM orders

-- case: 145 => unknown-function
SELECT ARRAY[query_to_xml('DELETE FROM orders', true, true, '')] FROM orders

-- case: 146 => unknown-function
SELECT json_build_object('leaked', query_to_xml('DELETE FROM orders', true, true, '')) FROM orders

-- case: 147 => unknown-function
SELECT order_id FROM orders WHERE query_to_xml('DELETE FROM orders', true, true, '') IS DISTINCT FROM NULL

-- case: 148 => unknown-function
SELECT string_agg(CAST(query_to_xml('DELETE FROM orders', true, true, '') AS text), ',' ORDER BY order_id) FROM orders

-- case: 149 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY query_to_xml('DELETE FROM orders', true, true, '')) FROM orders

-- case: 150 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, query_to_xml('DELETE FROM orders', true, true, ''))

-- case: 151 => unknown-function
SELECT order_id, dblink_exec('host=evil', 'SELECT 1') AS leaked FROM orders

-- case: 152 => unknown-function
SELECT order_id FROM orders WHERE dblink_exec('host=evil', 'SELECT 1') IS NOT NULL

-- case: 153 => unknown-function
SELECT order_id FROM orders ORDER BY dblink_exec('host=evil', 'SELECT 1'), order_id

-- case: 154 => unknown-function
SELECT count(*) FROM orders GROUP BY dblink_exec('host=evil', 'SELECT 1')

-- case: 155 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(dblink_exec('host=evil', 'SELECT 1'), NULL)) IS NULL

-- case: 156 => unknown-function
SELECT CASE WHEN order_id > 5 THEN dblink_exec('host=evil', 'SELECT 1') END FROM orders

-- case: 157 => unknown-function
SELECT count(*) FILTER (WHERE dblink_exec('host=evil', 'SELECT 1') IS NOT NULL) FROM orders

-- case: 158 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY dblink_exec('host=evil', 'SELECT 1')) FROM orders

-- case: 159 => unknown-function
SELECT rank() OVER (ORDER BY dblink_exec('host=evil', 'SELECT 1')) FROM orders

-- case: 160 => unknown-function
WITH hidden AS (SELECT order_id, dblink_exec('host=evil', 'SELECT 1') AS leaked FROM orders) SELECT * FROM hidden

-- case: 161 => unknown-function
SELECT inside.leaked FROM (SELECT dblink_exec('host=evil', 'SELECT 1') AS leaked FROM orders) AS inside

-- case: 162 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(dblink_exec('host=evil', 'SELECT 1')) FROM orders

-- case: 163 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT dblink_exec('host=evil', 'SELECT 1'))

-- case: 164 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(dblink_exec('host=evil', 'SELECT 1')) FROM orders)

-- case: 165 => unknown-function
SELECT (SELECT max(coalesce(dblink_exec('host=evil', 'SELECT 1'), NULL)) FROM orders)

-- case: 166 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON dblink_exec('host=evil', 'SELECT 1') IS NULL

-- case: 167 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (dblink_exec('host=evil', 'SELECT 1') IS NULL)

-- case: 168 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT dblink_exec('host=evil', 'SELECT 1') AS leaked) AS side

-- case: 169 => unknown-function
SELECT DISTINCT ON (dblink_exec('host=evil', 'SELECT 1')) order_id FROM orders

-- case: 170 => unknown-function
SELECT ARRAY[dblink_exec('host=evil', 'SELECT 1')] FROM orders

-- case: 171 => unknown-function
SELECT json_build_object('leaked', dblink_exec('host=evil', 'SELECT 1')) FROM orders

-- case: 172 => unknown-function
SELECT order_id FROM orders WHERE dblink_exec('host=evil', 'SELECT 1') IS DISTINCT FROM NULL

-- case: 173 => unknown-function
SELECT string_agg(CAST(dblink_exec('host=evil', 'SELECT 1') AS text), ',' ORDER BY order_id) FROM orders

-- case: 174 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY dblink_exec('host=evil', 'SELECT 1')) FROM orders

-- case: 175 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, dblink_exec('host=evil', 'SELECT 1'))

-- case: 176 => unknown-function
SELECT order_id, shop.total_of(order_id) AS leaked FROM orders

-- case: 177 => unknown-function
SELECT order_id FROM orders WHERE shop.total_of(order_id) IS NOT NULL

-- case: 178 => unknown-function
SELECT order_id FROM orders ORDER BY shop.total_of(order_id), order_id

-- case: 179 => unknown-function
SELECT count(*) FROM orders GROUP BY shop.total_of(order_id)

-- case: 180 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(shop.total_of(order_id), NULL)) IS NULL

-- case: 181 => unknown-function
SELECT CASE WHEN order_id > 5 THEN shop.total_of(order_id) END FROM orders

-- case: 182 => unknown-function
SELECT count(*) FILTER (WHERE shop.total_of(order_id) IS NOT NULL) FROM orders

-- case: 183 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY shop.total_of(order_id)) FROM orders

-- case: 184 => unknown-function
SELECT rank() OVER (ORDER BY shop.total_of(order_id)) FROM orders

-- case: 185 => unknown-function
WITH hidden AS (SELECT order_id, shop.total_of(order_id) AS leaked FROM orders) SELECT * FROM hidden

-- case: 186 => unknown-function
SELECT inside.leaked FROM (SELECT shop.total_of(order_id) AS leaked FROM orders) AS inside

-- case: 187 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(shop.total_of(order_id)) FROM orders

-- case: 188 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT shop.total_of(order_id))

-- case: 189 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(shop.total_of(order_id)) FROM orders)

-- case: 190 => unknown-function
SELECT (SELECT max(coalesce(shop.total_of(order_id), NULL)) FROM orders)

-- case: 191 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON shop.total_of(order_id) IS NULL

-- case: 192 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (shop.total_of(order_id) IS NULL)

-- case: 193 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT shop.total_of(order_id) AS leaked) AS side

-- case: 194 => unknown-function
SELECT DISTINCT ON (shop.total_of(order_id)) order_id FROM orders

-- case: 195 => unknown-function
SELECT ARRAY[shop.total_of(order_id)] FROM orders

-- case: 196 => unknown-function
SELECT json_build_object('leaked', shop.total_of(order_id)) FROM orders

-- case: 197 => unknown-function
SELECT order_id FROM orders WHERE shop.total_of(order_id) IS DISTINCT FROM NULL

-- case: 198 => unknown-function
SELECT string_agg(CAST(shop.total_of(order_id) AS text), ',' ORDER BY order_id) FROM orders

-- case: 199 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY shop.total_of(order_id)) FROM orders

-- case: 200 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, shop.total_of(order_id))

-- case: 201 => unknown-function
SELECT order_id, U&"pg_\0073leep"(order_id) AS leaked FROM orders

-- case: 202 => unknown-function
SELECT order_id FROM orders WHERE U&"pg_\0073leep"(order_id) IS NOT NULL

-- case: 203 => unknown-function
SELECT order_id FROM orders ORDER BY U&"pg_\0073leep"(order_id), order_id

-- case: 204 => unknown-function
SELECT count(*) FROM orders GROUP BY U&"pg_\0073leep"(order_id)

-- case: 205 => unknown-function
SELECT max(order_id) FROM orders HAVING max(coalesce(U&"pg_\0073leep"(order_id), NULL)) IS NULL

-- case: 206 => unknown-function
SELECT CASE WHEN order_id > 5 THEN U&"pg_\0073leep"(order_id) END FROM orders

-- case: 207 => unknown-function
SELECT count(*) FILTER (WHERE U&"pg_\0073leep"(order_id) IS NOT NULL) FROM orders

-- case: 208 => unknown-function
SELECT sum(order_id) OVER (PARTITION BY U&"pg_\0073leep"(order_id)) FROM orders

-- case: 209 => unknown-function
SELECT rank() OVER (ORDER BY U&"pg_\0073leep"(order_id)) FROM orders

-- case: 210 => unknown-function
WITH hidden AS (SELECT order_id, U&"pg_\0073leep"(order_id) AS leaked FROM orders) SELECT * FROM hidden

-- case: 211 => unknown-function
SELECT inside.leaked FROM (SELECT U&"pg_\0073leep"(order_id) AS leaked FROM orders) AS inside

-- case: 212 => unknown-function
SELECT order_id FROM orders UNION ALL SELECT count(U&"pg_\0073leep"(order_id)) FROM orders

-- case: 213 => unknown-function
SELECT order_id FROM orders WHERE EXISTS (SELECT U&"pg_\0073leep"(order_id))

-- case: 214 => unknown-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count(U&"pg_\0073leep"(order_id)) FROM orders)

-- case: 215 => unknown-function
SELECT (SELECT max(coalesce(U&"pg_\0073leep"(order_id), NULL)) FROM orders)

-- case: 216 => unknown-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON U&"pg_\0073leep"(order_id) IS NULL

-- case: 217 => unknown-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT (U&"pg_\0073leep"(order_id) IS NULL)

-- case: 218 => unknown-function
SELECT side.leaked FROM orders, LATERAL (SELECT U&"pg_\0073leep"(order_id) AS leaked) AS side

-- case: 219 => unknown-function
SELECT DISTINCT ON (U&"pg_\0073leep"(order_id)) order_id FROM orders

-- case: 220 => unknown-function
SELECT ARRAY[U&"pg_\0073leep"(order_id)] FROM orders

-- case: 221 => unknown-function
SELECT json_build_object('leaked', U&"pg_\0073leep"(order_id)) FROM orders

-- case: 222 => unknown-function
SELECT order_id FROM orders WHERE U&"pg_\0073leep"(order_id) IS DISTINCT FROM NULL

-- case: 223 => unknown-function
SELECT string_agg(CAST(U&"pg_\0073leep"(order_id) AS text), ',' ORDER BY order_id) FROM orders

-- case: 224 => unknown-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY U&"pg_\0073leep"(order_id)) FROM orders

-- case: 225 => unknown-function
SELECT count(*) FROM orders GROUP BY ROLLUP (order_id, U&"pg_\0073leep"(order_id))

-- case: 226 => table-function
SELECT order_id, (SELECT count(*) FROM pg_ls_dir('.')) AS leaked FROM orders

-- case: 227 => table-function
SELECT order_id FROM orders WHERE (SELECT count(*) FROM pg_ls_dir('.')) IS NOT NULL

-- case: 228 => table-function
SELECT order_id FROM orders ORDER BY (SELECT count(*) FROM pg_ls_dir('.')), order_id

-- case: 229 => table-function
SELECT count(*) FROM orders GROUP BY (SELECT count(*) FROM pg_ls_dir('.'))

-- case: 230 => table-function
SELECT max(order_id) FROM orders HAVING max(coalesce((SELECT count(*) FROM pg_ls_dir('.')), NULL)) IS NULL

-- case: 231 => table-function
SELECT CASE WHEN order_id > 5 THEN (SELECT count(*) FROM pg_ls_dir('.')) END FROM orders

-- case: 232 => table-function
SELECT count(*) FILTER (WHERE (SELECT count(*) FROM pg_ls_dir('.')) IS NOT NULL) FROM orders

-- case: 233 => table-function
SELECT sum(order_id) OVER (PARTITION BY (SELECT count(*) FROM pg_ls_dir('.'))) FROM orders

-- case: 234 => table-function
SELECT rank() OVER (ORDER BY (SELECT count(*) FROM pg_ls_dir('.'))) FROM orders

-- case: 235 => table-function
WITH hidden AS (SELECT order_id, (SELECT count(*) FROM pg_ls_dir('.')) AS leaked FROM orders) SELECT * FROM hidden

-- case: 236 => table-function
SELECT inside.leaked FROM (SELECT (SELECT count(*) FROM pg_ls_dir('.')) AS leaked FROM orders) AS inside

-- case: 237 => table-function
SELECT order_id FROM orders UNION ALL SELECT count((SELECT count(*) FROM pg_ls_dir('.'))) FROM orders

-- case: 238 => table-function
SELECT order_id FROM orders WHERE EXISTS (SELECT (SELECT count(*) FROM pg_ls_dir('.')))

-- case: 239 => table-function
SELECT order_id FROM orders WHERE order_id NOT IN (SELECT count((SELECT count(*) FROM pg_ls_dir('.'))) FROM orders)

-- case: 240 => table-function
SELECT (SELECT max(coalesce((SELECT count(*) FROM pg_ls_dir('.')), NULL)) FROM orders)

-- case: 241 => table-function
SELECT orders.order_id FROM orders LEFT JOIN (SELECT 1 AS one) AS other ON (SELECT count(*) FROM pg_ls_dir('.')) IS NULL

-- case: 242 => table-function
SELECT order_id FROM orders WHERE order_id BETWEEN 1 AND coalesce(NULL, 5) AND NOT ((SELECT count(*) FROM pg_ls_dir('.')) IS NULL)

-- case: 243 => table-function
SELECT side.leaked FROM orders, LATERAL (SELECT (SELECT count(*) FROM pg_ls_dir('.')) AS leaked) AS side

-- case: 244 => table-function
SELECT DISTINCT ON ((SELECT count(*) FROM pg_ls_dir('.'))) order_id FROM orders

-- case: 245 => table-function
SELECT ARRAY[(SELECT count(*) FROM pg_ls_dir('.'))] FROM orders

-- case: 246 => table-function
SELECT json_build_object('leaked', (SELECT count(*) FROM pg_ls_dir('.'))) FROM orders

-- case: 247 => table-function
SELECT order_id FROM orders WHERE (SELECT count(*) FROM pg_ls_dir('.')) IS DISTINCT FROM NULL

-- case: 248 => table-function
SELECT string_agg(CAST((SELECT count(*) FROM pg_ls_dir('.')) AS text), ',' ORDER BY order_id) FROM orders

-- case: 249 => table-function
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY (SELECT count(*) FROM pg_ls_dir('.'))) FROM orders
