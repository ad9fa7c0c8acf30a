-- catalog: shop

-- case: 001 => unknown-function
SELECT pg_read_file('/etc/passwd', 0, 100)

-- case: 002 => unknown-function
SELECT pg_read_binary_file('global/pg_control')

-- case: 003 => unknown-function
SELECT pg_ls_logdir()

-- case: 004 => unknown-function
SELECT pg_ls_waldir()

-- case: 005 => unknown-function
SELECT pg_ls_tmpdir()

-- case: 006 => unknown-function
SELECT pg_ls_archive_statusdir()

-- case: 007 => unknown-function
SELECT pg_stat_file('postgresql.conf', true)

-- case: 008 => unknown-function
SELECT lo_import('/etc/shadow', 4242)

-- case: 009 => unknown-function
SELECT lo_export(4242, '/tmp/out')

-- case: 010 => unknown-function
SELECT lo_from_bytea(0, 'x')

-- case: 011 => unknown-function
SELECT lo_put(4242, 0, 'x')

-- case: 012 => unknown-function
SELECT lo_get(4242, 0, 10)

-- case: 013 => unknown-function
SELECT lo_creat(-1)

-- case: 014 => unknown-function
SELECT lo_create(0)

-- case: 015 => unknown-function
SELECT lo_unlink(4242)

-- case: 016 => unknown-function
SELECT lo_open(4242, 131072)

-- case: 017 => unknown-function
SELECT loread(0, 100)

-- case: 018 => unknown-function
SELECT lowrite(0, 'x')

-- case: 019 => unknown-function
SELECT lo_truncate(0, 0)

-- case: 020 => unknown-function
SELECT pg_file_write('x', 'y', false)

-- case: 021 => unknown-function
SELECT pg_file_rename('a', 'b')

-- case: 022 => unknown-function
SELECT pg_file_unlink('a')

-- case: 023 => unknown-function
SELECT pg_file_sync('a')

-- case: 024 => unknown-function
SELECT pg_logdir_ls()

-- case: 025 => unknown-function
SELECT pg_current_logfile()

-- case: 026 => unknown-function
SELECT pg_hba_file_rules()

-- case: 027 => unknown-function
SELECT pg_show_all_file_settings()

-- case: 028 => unknown-function
SELECT pg_read_server_files('x')

-- case: 029 => unknown-function
SELECT bfile('/etc/passwd')

-- case: 030 => unknown-function
SELECT load_file('/etc/passwd')

-- case: 031 => unknown-function
SELECT xp_cmdshell('id')

-- case: 032 => unknown-function
SELECT sys_exec('id')

-- case: 033 => unknown-function
SELECT load_extension('evil.so')

-- case: 034 => unknown-function
SELECT readfile('/etc/passwd')

-- case: 035 => unknown-function
SELECT read_csv('/etc/passwd')

-- case: 036 => unknown-function
SELECT read_text('/etc/passwd')

-- case: 037 => unknown-function
SELECT readblob('/etc/passwd')

-- case: 038 => table-function
SELECT * FROM pg_ls_dir('/etc') AS f

-- case: 039 => table-function
SELECT f.* FROM pg_read_file('/etc/passwd') f

-- case: 040 => table-function
SELECT * FROM orders o, pg_ls_dir('.') f

-- case: 041 => table-function
SELECT * FROM orders o JOIN pg_ls_dir('.') f ON true

-- case: 042 => table-function
SELECT * FROM orders o LEFT JOIN LATERAL pg_read_file(o.status) f ON true

-- case: 043 => unsupported-source
SELECT * FROM ROWS FROM (pg_ls_dir('.'), generate_series(1, 5)) AS t

-- case: 044 => table-function
SELECT (SELECT count(*) FROM pg_ls_dir('.'))

-- case: 045 => table-function
SELECT 1 WHERE EXISTS (SELECT 1 FROM pg_ls_waldir())

-- case: 046 => table-function
WITH f AS (SELECT * FROM pg_ls_dir('.')) SELECT count(*) FROM f

-- case: 047 => table-function
SELECT 1 UNION ALL SELECT count(*) FROM pg_ls_logdir()

-- case: 048 => table-function
SELECT * FROM pg_catalog.pg_ls_dir('.')

-- case: 049 => table-function
SELECT * FROM "pg_ls_dir"('.')

-- case: 050 => table-function
SELECT * FROM pg_stat_file('x') AS t(a int)

-- case: 051 => table-function
SELECT order_id FROM orders WHERE order_id IN (SELECT length(f) FROM pg_ls_dir('.') f)
