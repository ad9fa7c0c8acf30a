import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const SERVER = fileURLToPath(new URL('../server.mjs', import.meta.url));
const SEED = `
CREATE SCHEMA shop;
CREATE TABLE shop.orders AS SELECT i AS order_id, i % 7 AS status FROM generate_series(1, 20000) AS i;
CREATE TABLE shop.vectors (v vector(3));
INSERT INTO shop.vectors VALUES ('[1,0,0]'), ('[0,1,0]');
CREATE FUNCTION shop.open_to_all() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text';
CREATE ROLE plainquery_reader LOGIN;
ALTER ROLE plainquery_reader SET search_path = shop, pg_catalog;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC;
GRANT USAGE ON SCHEMA shop TO plainquery_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO plainquery_reader;`;

const root = mkdtempSync(path.join(tmpdir(), 'embedded-postgres-test-'));
const seedFile = path.join(root, 'seed.sql');
const dataDir = path.join(root, 'data');
const running = new Set();

function spawnServer(folder, seed = seedFile, flags = ['--stack-size=6000']) {
  const child = spawn(process.execPath, [...flags, SERVER, '--data-dir', folder, '--seed', seed], { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  child.errors = '';
  child.stderr.on('data', (data) => (child.errors += data));
  child.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  child.ended.then(() => running.delete(child));
  return child;
}

async function start(folder = dataDir) {
  const child = spawnServer(folder);
  const line = new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
  const ready = await Promise.race([line, child.ended.then((end) => assert.fail(`ended ${JSON.stringify(end)}: ${child.errors}`))]);
  return { child, port: JSON.parse(ready).port };
}

async function connect(port, user = 'plainquery_reader') {
  const client = new pg.Client({ host: '127.0.0.1', port, user, database: 'plainquery' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function kill(child) {
  child.kill('SIGKILL');
  await child.ended;
}

let server;
before(async () => {
  writeFileSync(seedFile, SEED);
  server = await start();
});
after(async () => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all([...running].map((child) => child.ended));
  rmSync(root, { recursive: true, force: true });
});

test('the session is an ordinary role with the settings of the role, and no superuser exists', async () => {
  const client = await connect(server.port);
  const { rows } = await client.query(`SELECT current_user AS current, session_user AS session, usesuper,
    current_setting('is_superuser') AS flag, current_setting('search_path') AS path,
    current_setting('transaction_read_only') AS read_only, current_database() AS database,
    (SELECT count(*)::int FROM pg_roles WHERE rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication) AS mighty
    FROM pg_user WHERE usename = current_user`);
  assert.deepEqual(rows, [
    {
      current: 'plainquery_reader', session: 'plainquery_reader', usesuper: false, flag: 'off',
      path: 'shop, pg_catalog', read_only: 'on', database: 'plainquery', mighty: 0,
    },
  ]);
  await client.end();
});

test('nothing leads from the reader to more rights, even with read-only switched off', async () => {
  const client = await connect(server.port);
  for (const harmless of ['RESET ROLE', 'RESET SESSION AUTHORIZATION', 'SET SESSION AUTHORIZATION DEFAULT', 'SET ROLE NONE', 'RESET ALL', 'DISCARD ALL']) {
    await client.query(harmless);
    const { rows } = await client.query('SELECT current_user AS who');
    assert.equal(rows[0].who, 'plainquery_reader', harmless);
  }
  await client.query('SET default_transaction_read_only = off');
  const denied = [
    'SET ROLE postgres', 'SET ROLE plainquery_owner', 'SET SESSION AUTHORIZATION plainquery_owner',
    "SELECT set_config('role', 'plainquery_owner', false)", 'GRANT plainquery_owner TO plainquery_reader',
    'ALTER ROLE plainquery_reader SUPERUSER', 'CREATE ROLE another SUPERUSER', "DO $$ BEGIN EXECUTE 'CREATE ROLE another'; END $$",
    'CREATE TABLE shop.mine (a int)', 'CREATE TABLE public.mine (a int)', 'CREATE TEMP TABLE mine (a int)', 'CREATE SCHEMA mine',
    "CREATE OR REPLACE FUNCTION pg_catalog.abs(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    'DELETE FROM shop.orders', 'TRUNCATE shop.orders', 'DROP TABLE shop.orders', 'ALTER TABLE shop.orders ADD COLUMN a int',
    "COPY (SELECT 1) TO PROGRAM 'id'", "COPY (SELECT 1) TO '/tmp/out'", "COPY shop.orders FROM PROGRAM 'id'",
    "SELECT pg_read_file('PG_VERSION')", "SELECT pg_ls_dir('.')", 'SELECT * FROM pg_authid', 'UPDATE pg_authid SET rolsuper = true',
    'SET allow_system_table_mods = on', "ALTER SYSTEM SET work_mem = '1MB'", "ALTER DATABASE plainquery SET work_mem = '1MB'",
    'CREATE EXTENSION hstore', "LOAD 'vector'", 'DROP EXTENSION vector',
  ];
  for (const statement of denied) await assert.rejects(client.query(statement), { name: 'error' }, statement);
  const { rows } = await client.query('SELECT shop.open_to_all() AS definer, count(*)::int AS orders FROM shop.orders');
  assert.deepEqual(rows, [{ definer: 'plainquery_owner', orders: 20000 }]);
  await client.end();
});

test('other role names can not log in', async () => {
  await assert.rejects(connect(server.port, 'postgres'), { code: '28000' });
});

test('pgvector works', async () => {
  const client = await connect(server.port);
  const { rows } = await client.query("SELECT v::text FROM shop.vectors ORDER BY v OPERATOR(public.<->) '[0,2,0]'::public.vector LIMIT 1");
  assert.deepEqual(rows, [{ v: '[0,1,0]' }]);
  await client.end();
});

test('a connection starts clean after another that left a transaction, a prepared statement and settings behind', async () => {
  const first = await connect(server.port);
  await first.query('SET search_path = pg_catalog');
  await first.query({ name: 's0', text: 'SELECT 1 AS one' });
  await first.query('BEGIN');
  await assert.rejects(first.query('SELECT 1 / 0'));
  first.connection.stream.destroy();
  const second = await connect(server.port);
  const { rows } = await second.query({ name: 's0', text: "SELECT current_setting('search_path') AS path, $1::int AS two", values: [2] });
  assert.deepEqual(rows, [{ path: 'shop, pg_catalog', two: 2 }]);
  await second.end();
});

test('a second connection waits for its turn', async () => {
  const first = await connect(server.port);
  const second = connect(server.port);
  await first.query('SELECT 1');
  await first.end();
  const client = await second;
  assert.equal((await client.query('SELECT 2 AS two')).rows[0].two, 2);
  await client.end();
});

test('a second server on the same folder is refused', async () => {
  const child = spawnServer(dataDir);
  assert.equal((await child.ended).code, 1);
  assert.match(child.errors, /is in use by process/);
});

test('killed in the middle of a long query, it starts again quickly with all its data', async () => {
  const client = await connect(server.port);
  const query = client.query('SELECT count(*) FROM shop.orders a, shop.orders b WHERE a.order_id + b.order_id > 0').catch((error) => error);
  await sleep(500);
  await kill(server.child);
  assert.ok((await query) instanceof Error);
  const startedAt = Date.now();
  server = await start();
  const elapsedMs = Date.now() - startedAt;
  assert.ok(elapsedMs < 8000, `restart took ${elapsedMs} ms`);
  const again = await connect(server.port);
  const { rows } = await again.query('SELECT count(*)::int AS n, sum(order_id)::int AS total FROM shop.orders');
  assert.deepEqual(rows, [{ n: 20000, total: 200010000 }]);
  await again.end();
});

test('it ends with its parent, even while a query runs', async () => {
  const folder = path.join(root, 'orphan');
  const { child, port } = await start(folder);
  const client = await connect(port);
  const query = client.query('SELECT count(*) FROM shop.orders a, shop.orders b WHERE a.order_id + b.order_id > 0').catch((error) => error);
  await sleep(300);
  child.stdin.end();
  const end = await Promise.race([child.ended, sleep(5000).then(() => 'still running')]);
  assert.notEqual(end, 'still running');
  assert.ok((await query) instanceof Error);
});

test('killed while it seeds, it makes the database anew', async () => {
  const folder = path.join(root, 'half');
  const child = spawnServer(folder);
  while (!existsSync(path.join(folder, 'cluster.partial', 'PG_VERSION'))) await sleep(20);
  await kill(child);
  assert.ok(!readdirSync(folder).includes('cluster'));
  const { child: next, port } = await start(folder);
  const client = await connect(port);
  assert.equal((await client.query('SELECT count(*)::int AS n FROM shop.orders')).rows[0].n, 20000);
  await client.end();
  await kill(next);
});

test('a broken seed file is named in the error, and leaves no database', async () => {
  const folder = path.join(root, 'broken');
  const broken = path.join(root, 'broken.sql');
  writeFileSync(broken, 'CREATE TABEL x ();');
  const child = spawnServer(folder, broken);
  assert.equal((await child.ended).code, 1);
  assert.match(child.errors, /broken\.sql: syntax error/);
  assert.ok(!existsSync(path.join(folder, 'cluster')));
});

const SUM_TERMS = 390;
/** Deep enough for the default stack to overflow, once the code that plans it has been optimised. */
const sum = (client) => client.query({
  text: `SELECT ${Array.from({ length: SUM_TERMS }, (_, index) => `$${index + 1}::int`).join(' + ')} AS sum`,
  values: Array.from({ length: SUM_TERMS }, () => 1),
});

test('a deep expression is computed, and a deeper one is an error', async () => {
  const folder = path.join(root, 'deep');
  const { child, port } = await start(folder);
  const client = await connect(port);
  for (let turn = 0; turn < 60; turn += 1) assert.equal((await sum(client)).rows[0].sum, SUM_TERMS);
  await assert.rejects(client.query(`SELECT ${'1 + '.repeat(2000)}1`), { code: '54001' });
  assert.equal((await sum(client)).rows[0].sum, SUM_TERMS);
  await client.end();
  await kill(child);
});

test('an overflow stops the process instead of giving wrong answers', async () => {
  const folder = path.join(root, 'overflow');
  const child = spawnServer(folder, seedFile, []);
  const line = await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
  const client = await connect(JSON.parse(line).port);
  let error;
  for (let turn = 0; turn < 300 && !error; turn += 1) {
    await sum(client).then(({ rows }) => assert.equal(rows[0].sum, SUM_TERMS), (failure) => { error = failure; });
  }
  assert.ok(error, 'no overflow came about');
  client.connection.stream.destroy();
  assert.deepEqual(await child.ended, { code: 70, signal: null });
  assert.match(child.errors, /the database stopped: Maximum call stack size exceeded/);
});
