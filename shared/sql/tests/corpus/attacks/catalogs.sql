-- catalog: shop

-- case: 001 => system-relation
SELECT rolname, rolpassword FROM pg_authid

-- case: 002 => system-relation
SELECT usename, passwd FROM pg_shadow

-- case: 003 => system-relation
SELECT passwd FROM pg_catalog.pg_shadow

-- case: 004 => system-relation
SELECT umoptions FROM pg_user_mapping

-- case: 005 => system-relation
SELECT umoptions FROM pg_user_mappings

-- case: 006 => system-relation
SELECT srvoptions FROM pg_foreign_server

-- case: 007 => system-relation
SELECT query FROM pg_stat_activity

-- case: 008 => system-relation
SELECT query FROM pg_stat_statements

-- case: 009 => system-relation
SELECT name, setting FROM pg_settings

-- case: 010 => system-relation
SELECT sourcefile FROM pg_file_settings

-- case: 011 => system-relation
SELECT * FROM pg_hba_file_rules

-- case: 012 => system-relation
SELECT prosrc FROM pg_proc

-- case: 013 => system-relation
SELECT definition FROM pg_views

-- case: 014 => system-relation
SELECT relname FROM pg_class

-- case: 015 => system-relation
SELECT attname FROM pg_attribute

-- case: 016 => system-relation
SELECT nspname FROM pg_namespace

-- case: 017 => system-relation
SELECT datname FROM pg_database

-- case: 018 => system-relation
SELECT description FROM pg_description

-- case: 019 => system-relation
SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE tablename = 'employees'

-- case: 020 => system-relation
SELECT stavalues1 FROM pg_statistic

-- case: 021 => system-relation
SELECT most_common_vals FROM pg_stats_ext

-- case: 022 => system-relation
SELECT data FROM pg_largeobject

-- case: 023 => system-relation
SELECT * FROM pg_toast.pg_toast_16384

-- case: 024 => system-relation
SELECT * FROM pg_temp.loot

-- case: 025 => system-relation
SELECT * FROM pg_temp_3.loot

-- case: 026 => system-relation
SELECT * FROM information_schema.columns

-- case: 027 => system-relation
SELECT * FROM information_schema.role_table_grants

-- case: 028 => system-relation
SELECT * FROM INFORMATION_SCHEMA.TABLES

-- case: 029 => system-relation
SELECT * FROM "information_schema"."tables"

-- case: 030 => system-relation
SELECT * FROM "pg_authid"

-- case: 031 => system-relation
SELECT * FROM Pg_Catalog.PG_AUTHID

-- case: 032 => system-relation
SELECT * FROM pg_locks

-- case: 033 => system-relation
SELECT * FROM pg_roles

-- case: 034 => system-relation
SELECT * FROM pg_policies

-- case: 035 => system-relation
SELECT subconninfo FROM pg_subscription

-- case: 036 => system-relation
SELECT * FROM pg_replication_slots

-- case: 037 => system-relation
SELECT * FROM pg_publication_tables

-- case: 038 => system-relation
SELECT * FROM pg_config

-- case: 039 => system-relation
SELECT * FROM pg_stat_ssl

-- case: 040 => system-relation
SELECT * FROM pg_prepared_statements

-- case: 041 => system-relation
SELECT * FROM pg_cursors

-- case: 042 => system-relation
SELECT o.order_id FROM orders o JOIN pg_class c ON c.oid = o.order_id

-- case: 043 => system-relation
SELECT (SELECT passwd FROM pg_shadow LIMIT 1)

-- case: 044 => system-relation
WITH a AS (SELECT * FROM pg_authid) SELECT count(*) FROM a

-- case: 045 => system-relation
SELECT status FROM orders UNION SELECT rolpassword FROM pg_authid

-- case: 046 => system-relation
SELECT order_id FROM orders WHERE status IN (SELECT rolname FROM pg_roles)

-- case: 047 => system-relation
SELECT l.x FROM orders o, LATERAL (SELECT relname AS x FROM pg_class) l

-- case: 048 => system-relation
SELECT ARRAY(SELECT passwd FROM pg_shadow)

-- case: 049 => unknown-function
SELECT pg_get_viewdef('v')

-- case: 050 => unknown-function
SELECT pg_get_functiondef(1)

-- case: 051 => unknown-function
SELECT pg_get_constraintdef(1)

-- case: 052 => unknown-function
SELECT pg_get_indexdef(1)

-- case: 053 => unknown-function
SELECT pg_get_expr('x', 1)

-- case: 054 => unknown-function
SELECT obj_description(1)

-- case: 055 => unknown-function
SELECT col_description(1, 1)

-- case: 056 => unknown-function
SELECT pg_relation_filepath('orders')

-- case: 057 => unknown-function
SELECT pg_relation_size('orders')

-- case: 058 => unknown-function
SELECT pg_database_size('shop')

-- case: 059 => unknown-function
SELECT pg_total_relation_size('orders')

-- case: 060 => unknown-function
SELECT pg_table_is_visible(1)

-- case: 061 => unknown-function
SELECT to_regclass('vault.salaries')

-- case: 062 => unknown-function
SELECT to_regproc('pg_sleep')

-- case: 063 => unknown-function
SELECT to_regrole('postgres')

-- case: 064 => unknown-function
SELECT format_type(1, 2)

-- case: 065 => unknown-function
SELECT get_raw_page('customers', 0)

-- case: 066 => unknown-function
SELECT heap_page_items('x')

-- case: 067 => unknown-function
SELECT pg_column_size(email) FROM customers

-- case: 068 => unknown-function
SELECT pg_describe_object(1, 2, 3)

-- case: 069 => unknown-function
SELECT pg_options_to_table(ARRAY['a=b'])

-- case: 070 => unsupported-type
SELECT 'customers'::regclass

-- case: 071 => unsupported-type
SELECT 'pg_sleep'::regproc

-- case: 072 => unsupported-type
SELECT 'pg_sleep(double precision)'::regprocedure

-- case: 073 => unsupported-type
SELECT 'postgres'::regrole

-- case: 074 => unsupported-type
SELECT 'shop'::regnamespace

-- case: 075 => unsupported-type
SELECT 'integer'::regtype

-- case: 076 => unsupported-type
SELECT '+'::regoper

-- case: 077 => unsupported-type
SELECT 'english'::regconfig

-- case: 078 => unsupported-type
SELECT 'C'::regcollation

-- case: 079 => unsupported-type
SELECT CAST('customers' AS regclass)

-- case: 080 => unsupported-type
SELECT CAST(order_id AS regclass) FROM orders

-- case: 081 => unsupported-type
SELECT 1::oid

-- case: 082 => unsupported-type
SELECT 'x'::name

-- case: 083 => unsupported-type
SELECT '<a/>'::xml

-- case: 084 => unsupported-type
SELECT 'x'::bytea

-- case: 085 => unsupported-type
SELECT '(1,2)'::point

-- case: 087 => unsupported-type
SELECT '1'::xid

-- case: 088 => unsupported-type
SELECT '(0,1)'::tid

-- case: 089 => unsupported-type
SELECT '0/0'::pg_lsn

-- case: 090 => unsupported-type
SELECT 'a'::shop.status

-- case: 091 => unsupported-type
SELECT 'a'::pg_catalog.regclass

-- case: 092 => unsupported-type
SELECT 'a'::"regclass"

-- case: 093 => unsupported-type
SELECT ARRAY['customers']::regclass[]

-- case: 095 => unsupported-type
SELECT '$.a'::jsonpath

-- case: 096 => unsupported-type
SELECT 'x'::refcursor

-- case: 097 => unsupported-type
SELECT 1::money

-- case: 098 => unsupported-type
SELECT regclass 'customers'

-- case: 099 => unsupported-type
SELECT xml '<a/>'

-- case: 100 => unsupported-type
SELECT city COLLATE "evil" FROM customers

-- case: 101 => unsupported-type
SELECT city COLLATE shop."C" FROM customers

-- case: 102 => unsupported-type
SELECT city COLLATE "de_DE" FROM customers

-- case: 103 => unknown-relation
SELECT * FROM vault.salaries

-- case: 104 => unknown-relation
SELECT * FROM public.orders

-- case: 105 => unknown-relation
SELECT * FROM other.shop.orders

-- case: 106 => unknown-relation
SELECT * FROM "Shop".orders

-- case: 107 => unknown-relation
SELECT * FROM "ORDERS"

-- case: 108 => unknown-relation
SELECT * FROM "pg catalog".pg_authid

-- case: 109 => unknown-relation
SELECT * FROM mysql.user

-- case: 110 => unknown-relation
SELECT * FROM sys.objects

-- case: 111 => unknown-relation
SELECT * FROM dual

-- case: 112 => relation-not-permitted
SELECT id FROM archive.remote

-- case: 113 => relation-not-permitted
SELECT (SELECT max(id) FROM archive.remote)

-- case: 114 => relation-not-permitted
SELECT 1 WHERE EXISTS (SELECT 1 FROM remote)

-- case: 115 => relation-not-permitted
WITH r AS (SELECT * FROM archive.remote) SELECT * FROM r

-- case: 116 => unknown-column
SELECT ctid, order_id FROM orders

-- case: 117 => unknown-column
SELECT xmin FROM orders

-- case: 118 => unknown-column
SELECT xmax, cmin, cmax FROM orders

-- case: 119 => unknown-column
SELECT tableoid FROM orders

-- case: 120 => unknown-column
SELECT oid FROM orders

-- case: 121 => unknown-column
SELECT o.tableoid FROM orders o

-- case: 122 => unknown-column
SELECT order_id FROM orders WHERE ctid = '(0,1)'

-- case: 123 => unknown-column
SELECT order_id FROM orders ORDER BY ctid

-- case: 124 => unknown-column
SELECT "ctid" FROM orders

-- case: 125 => unknown-column
SELECT password_hash FROM customers

-- case: 126 => unknown-column
SELECT order_id FROM orders WHERE secret = 'x'
