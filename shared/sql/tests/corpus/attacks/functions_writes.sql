-- catalog: shop

-- case: 001 => unknown-function
SELECT nextval('orders_order_id_seq')

-- case: 002 => unknown-function
SELECT nextval('shop.orders_order_id_seq'::text)

-- case: 003 => unknown-function
SELECT setval('orders_order_id_seq', 1, false)

-- case: 004 => unknown-function
SELECT currval('orders_order_id_seq')

-- case: 005 => unknown-function
SELECT lastval()

-- case: 006 => unknown-function
SELECT pg_import_system_collations('pg_catalog')

-- case: 007 => unknown-function
SELECT gin_clean_pending_list('i')

-- case: 008 => unknown-function
SELECT brin_summarize_new_values('i')

-- case: 009 => unknown-function
SELECT brin_summarize_range('i', 0)

-- case: 010 => unknown-function
SELECT brin_desummarize_range('i', 0)

-- case: 011 => unknown-function
SELECT pg_backup_start('x', true)

-- case: 012 => unknown-function
SELECT pg_backup_stop()

-- case: 013 => unknown-function
SELECT pg_start_backup('x')

-- case: 014 => unknown-function
SELECT pg_switch_wal()

-- case: 015 => unknown-function
SELECT pg_create_restore_point('x')

-- case: 016 => unknown-function
SELECT pg_logical_emit_message(false, 'a', 'b')

-- case: 017 => unknown-function
SELECT pg_create_logical_replication_slot('s', 'test_decoding')

-- case: 018 => unknown-function
SELECT pg_create_physical_replication_slot('s')

-- case: 019 => unknown-function
SELECT pg_drop_replication_slot('s')

-- case: 020 => unknown-function
SELECT pg_logical_slot_get_changes('s', NULL, NULL)

-- case: 021 => unknown-function
SELECT pg_replication_slot_advance('s', '0/0')

-- case: 022 => unknown-function
SELECT pg_replication_origin_create('o')

-- case: 023 => unknown-function
SELECT pg_advisory_lock(42)

-- case: 024 => unknown-function
SELECT pg_advisory_xact_lock(42)

-- case: 025 => unknown-function
SELECT pg_advisory_lock_shared(42)

-- case: 026 => unknown-function
SELECT pg_try_advisory_lock(1, 2)

-- case: 027 => unknown-function
SELECT pg_advisory_unlock_all()

-- case: 028 => unknown-function
SELECT pg_notify('cache', 'drop')

-- case: 029 => unknown-function
SELECT pg_promote()

-- case: 030 => unknown-function
SELECT pg_wal_replay_pause()

-- case: 031 => unknown-function
SELECT pg_rotate_logfile()

-- case: 032 => unknown-function
SELECT pg_extension_config_dump('t', '')

-- case: 033 => unknown-function
SELECT pg_prewarm('orders')

-- case: 034 => unknown-function
SELECT pg_truncate_visibility_map('orders')

-- case: 035 => unknown-function
SELECT heap_force_kill('orders', ARRAY['(0,1)'])

-- case: 036 => unknown-function
SELECT drop_chunks('orders', INTERVAL '1 day')

-- case: 037 => unknown-function
SELECT create_hypertable('orders', 'ordered_at')

-- case: 038 => unknown-function
SELECT add_retention_policy('orders', INTERVAL '1 day')

-- case: 039 => unknown-function
SELECT partman.run_maintenance()

-- case: 040 => unknown-function
SELECT partman.undo_partition('orders')

-- case: 041 => unknown-function
SELECT repack.repack_swap(1)

-- case: 042 => unknown-function
SELECT create_distributed_table('orders', 'order_id')

-- case: 043 => unknown-function
SELECT pgcrypto_armor('x')

-- case: 044 => unknown-function
SELECT txid_current()

-- case: 045 => unknown-function
SELECT pg_current_xact_id()

-- case: 046 => unknown-function
SELECT lo_creat(0)

-- case: 047 => unknown-function
SELECT audit.log('x')

-- case: 048 => unknown-function
SELECT apply_discount(order_id) FROM orders

-- case: 049 => unknown-function
SELECT shop.apply_discount(order_id) FROM orders

-- case: 050 => unknown-function
SELECT refresh_totals(order_id) FROM orders
