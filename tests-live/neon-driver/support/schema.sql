-- The same for the private cluster and for the embedded Postgres.
CREATE ROLE plainquery_reader LOGIN;
CREATE ROLE plainquery_writer LOGIN;
CREATE ROLE plainquery_crowd LOGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('open', 'closed');
CREATE TYPE shop.size AS (width integer, label text);
CREATE DOMAIN shop.percent AS numeric(5, 2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE shop.customers (
    id integer PRIMARY KEY,
    email text NOT NULL CONSTRAINT one_each UNIQUE,
    discount shop.percent
);
CREATE TABLE shop.orders (
    id bigint PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES shop.customers (id),
    state shop.state NOT NULL,
    total numeric(12, 2) CONSTRAINT not_negative CHECK (total >= 0)
);
INSERT INTO shop.customers SELECT n, 'c' || n || '@example.com', n FROM generate_series(1, 50) AS n;
INSERT INTO shop.orders
SELECT n, 1 + n % 50, CASE WHEN n % 3 = 0 THEN 'open' ELSE 'closed' END::shop.state, n
FROM generate_series(1, 1000) AS n;
CREATE FUNCTION shop.raise_everything() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'nothing is right' USING
        ERRCODE = 'P4711', DETAIL = 'a detail', HINT = 'a hint', SCHEMA = 'a schema', TABLE = 'a table',
        COLUMN = 'a column', DATATYPE = 'a type', CONSTRAINT = 'a constraint';
END $$;
CREATE FUNCTION shop.fail_inside() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'SELECT id, no_such_column FROM shop.orders';
END $$;
GRANT USAGE ON SCHEMA shop TO plainquery_reader, plainquery_writer, plainquery_crowd;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO plainquery_reader, plainquery_crowd;
GRANT ALL ON ALL TABLES IN SCHEMA shop TO plainquery_writer;
