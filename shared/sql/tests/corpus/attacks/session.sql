-- catalog: shop

-- case: 001 => unknown-function
SELECT set_config('app.tenant', 'other', true)

-- case: 002 => unknown-function
SELECT pg_catalog.set_config('row_security', 'off', false)

-- case: 003 => unknown-function
SELECT set_config('search_path', 'evil', false)

-- case: 004 => unknown-function
SELECT set_config('role', 'postgres', false)

-- case: 005 => unknown-function
SELECT set_config('statement_timeout', '0', false), order_id FROM orders

-- case: 006 => unknown-function
SELECT current_setting('app.tenant', true)

-- case: 007 => unknown-function
SELECT current_setting('data_directory')

-- case: 008 => unknown-function
SELECT pg_terminate_backend(pg_backend_pid())

-- case: 009 => unknown-function
SELECT pg_cancel_backend(4242)

-- case: 010 => unknown-function
SELECT pg_reload_conf()

-- case: 011 => unknown-function
SELECT pg_export_snapshot()

-- case: 012 => unknown-function
SELECT pg_stat_reset()

-- case: 013 => unknown-function
SELECT pg_stat_reset_shared('bgwriter')

-- case: 014 => unknown-function
SELECT pg_stat_statements_reset()

-- case: 015 => unknown-function
SELECT pg_stat_clear_snapshot()

-- case: 016 => unknown-function
SELECT pg_backend_pid()

-- case: 017 => unknown-function
SELECT pg_blocking_pids(1)

-- case: 018 => unknown-function
SELECT pg_stat_get_activity(NULL)

-- case: 019 => unknown-function
SELECT pg_stat_get_backend_activity(1)

-- case: 020 => unknown-function
SELECT inet_client_addr()

-- case: 021 => unknown-function
SELECT inet_server_port()

-- case: 022 => unknown-function
SELECT pg_postmaster_start_time()

-- case: 023 => unknown-function
SELECT pg_conf_load_time()

-- case: 024 => unknown-function
SELECT pg_is_in_recovery()

-- case: 025 => unknown-function
SELECT version()

-- case: 026 => unknown-function
SELECT current_user

-- case: 027 => function-arguments
SELECT session_user

-- case: 028 => function-arguments
SELECT user

-- case: 029 => unknown-column
SELECT current_role

-- case: 030 => unknown-function
SELECT current_catalog

-- case: 031 => unknown-column
SELECT current_schema

-- case: 032 => unknown-function
SELECT current_schema()

-- case: 033 => unknown-function
SELECT current_schemas(true)

-- case: 034 => unknown-function
SELECT current_database()

-- case: 035 => unknown-function
SELECT current_query()

-- case: 036 => unknown-function
SELECT pg_sleep(600)

-- case: 037 => unknown-function
SELECT pg_sleep_for('10 minutes')

-- case: 038 => unknown-function
SELECT pg_sleep_until('tomorrow')

-- case: 039 => unknown-function
SELECT pg_catalog.pg_sleep(1e9)

-- case: 040 => unknown-function
SELECT setseed(0.5)

-- case: 041 => unknown-function
SELECT pg_has_role('postgres', 'usage')

-- case: 042 => unknown-function
SELECT has_schema_privilege('vault', 'usage')

-- case: 043 => unknown-function
SELECT has_column_privilege('customers', 'email', 'select')

-- case: 044 => unknown-function
SELECT pg_my_temp_schema()

-- case: 045 => unknown-function
SELECT pg_listening_channels()

-- case: 046 => unknown-function
SELECT pg_safe_snapshot_blocking_pids(1)

-- case: 047 => unknown-function
SELECT pg_get_userbyid(10)

-- case: 048 => unknown-function
SELECT row_security_active('orders')

-- case: 049 => table-function
SELECT * FROM set_config('app.tenant', 'other', false)

-- case: 050 => table-function
SELECT * FROM pg_terminate_backend(1)

-- case: 051 => table-function
SELECT * FROM current_setting('data_directory')

-- case: 052 => table-function
SELECT * FROM pg_sleep(60)

-- case: 053 => table-function
SELECT 1 FROM pg_show_all_settings()

-- case: 054 => table-function
SELECT * FROM pg_stat_get_activity(NULL)

-- case: 055 => table-function
SELECT o.order_id FROM orders o, set_config('row_security', 'off', false)
