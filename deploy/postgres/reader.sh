#!/bin/bash
# Makes pgvector and the role that questions run as. The image of Postgres runs it once, as the
# database's owner, when the data folder is made. Elsewhere, run what `plainquery role-sql` prints.
set -eu

psql --set ON_ERROR_STOP=1 --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set password="$(cat /run/secrets/reader_password)" <<'SQL'
CREATE EXTENSION IF NOT EXISTS vector;

CREATE ROLE plainquery_reader LOGIN PASSWORD :'password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT CONNECTION LIMIT 40;
ALTER ROLE plainquery_reader SET default_transaction_read_only = on;
ALTER ROLE plainquery_reader SET statement_timeout = '15s';
ALTER ROLE plainquery_reader SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE plainquery_reader SET search_path = pg_catalog;

-- What everybody may do by default, nobody may: this role is one of everybody.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SELECT format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()) \gexec

GRANT USAGE ON SCHEMA public TO plainquery_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO plainquery_reader;
-- And what the owner makes later. Name schemas instead where the role is to read some only.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO plainquery_reader;
SQL
