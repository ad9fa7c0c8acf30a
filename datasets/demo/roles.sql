-- The role that questions run as: it reads the schema shop and nothing else.
-- On a server that asks for passwords, set one afterwards:
--   ALTER ROLE plainquery_reader PASSWORD '…';

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'plainquery_reader') THEN
        CREATE ROLE plainquery_reader;
    END IF;
END
$$;

ALTER ROLE plainquery_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT;
ALTER ROLE plainquery_reader SET default_transaction_read_only = on;
ALTER ROLE plainquery_reader SET search_path = shop, pg_catalog;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

GRANT USAGE ON SCHEMA shop TO plainquery_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO plainquery_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO plainquery_reader;
