// spin:postgres against a real PostgreSQL: every common type as the server writes it, one read-only
// transaction, the deadline, and connections that somebody left in a bad state.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SETTINGS, ask, askInVain, get, post } from './support/client.mjs';
import { COST_SETTINGS, COST_TABLES, heldToItsCost } from './support/costs.mjs';
import { startSpin } from './support/host.mjs';
import { startModel } from './support/model.mjs';
import { Postgres } from './support/postgres.mjs';

const OWNER = 'owner';
const PASSWORD = 'p w:d/é%';
const TIMEOUT_MS = 2_000;

/** Column, type, a literal, and how PostgreSQL itself writes the value with our settings. */
const VALUES = [
  ['b', 'boolean', 'true', 't'],
  ['i2', 'smallint', '-32768', '-32768'],
  ['i4', 'integer', '2147483647', '2147483647'],
  ['i8', 'bigint', '9223372036854775807', '9223372036854775807'],
  ['n', 'numeric', '12345678901234567890123456789012345.678900', '12345678901234567890123456789012345.678900'],
  ['nan', 'numeric', "'NaN'", 'NaN'],
  ['f4', 'real', '0.1', '0.1'],
  ['f8', 'double precision', '0.30000000000000004', '0.30000000000000004'],
  ['inf', 'double precision', "'-Infinity'", '-Infinity'],
  ['t', 'text', "E'two\\nlines, \"quotes\", (back\\\\slash) é'", 'two\nlines, "quotes", (back\\slash) é'],
  ['e', 'text', "''", ''],
  ['v', 'varchar(20)', "'null'", 'null'],
  ['c', 'char(3)', "'x'", 'x  '],
  ['d', 'date', "'2024-02-29'", '2024-02-29'],
  ['far', 'date', "'infinity'", 'infinity'],
  ['tm', 'time', "'23:59:59.5'", '23:59:59.5'],
  ['ts', 'timestamp', "'2024-02-29 12:34:56.789'", '2024-02-29 12:34:56.789'],
  ['tz', 'timestamptz', "'2024-02-29 12:34:56+05:30'", '2024-02-29 07:04:56+00'],
  ['iv', 'interval', "'1 year 2 months 3 days 04:05:06.7'", '1 year 2 mons 3 days 04:05:06.7'],
  ['u', 'uuid', "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['j', 'json', `'{"a" : [1, "x,y"]}'`, '{"a" : [1, "x,y"]}'],
  ['jb', 'jsonb', `'{"a" : [1, "x,y"]}'`, '{"a": [1, "x,y"]}'],
  ['by', 'bytea', "'\\x00ff5c'", '\\x00ff5c'],
  ['ai', 'integer[]', "'{1,NULL,3}'", '{1,NULL,3}'],
  ['at', 'text[]', `'{"a,b",NULL,"q\\"x"}'`, '{"a,b",NULL,"q\\"x"}'],
  ['m', 'shop.mood', "'so so'", 'so so'],
  ['nothing', 'integer', 'NULL', null],
];

let postgres;
let model;
let host;

before(async () => {
  [postgres, model] = await Promise.all([new Postgres().start(), startModel()]);
  const columns = VALUES.map(([name, type]) => `${name} ${type}`).join(', ');
  const cells = VALUES.map(([, , literal]) => literal).join(', ');
  postgres.sql(`
    CREATE SCHEMA shop;
    CREATE ROLE ${OWNER} LOGIN PASSWORD '${PASSWORD}';
    GRANT ALL ON SCHEMA shop TO ${OWNER};
    SET ROLE ${OWNER};
    CREATE TYPE shop.mood AS ENUM ('fine', 'so so');
    CREATE TABLE shop.things (id integer PRIMARY KEY, ${columns});
    INSERT INTO shop.things VALUES (1, ${cells});
    INSERT INTO shop.things (id) VALUES (2), (3);
    CREATE TABLE shop.visits (at timestamptz NOT NULL DEFAULT now());
    CREATE FUNCTION shop.visit() RETURNS integer LANGUAGE sql AS
      'INSERT INTO shop.visits DEFAULT VALUES RETURNING 1';
    CREATE VIEW shop.writing AS SELECT shop.visit() AS n;
    CREATE VIEW shop.slow AS SELECT 1 AS n FROM pg_sleep(30);
    CREATE VIEW shop.slowish AS SELECT 1 AS n FROM pg_sleep(0.9);
    CREATE VIEW shop.many AS SELECT n FROM generate_series(1, 100000) AS n;
    ${COST_TABLES}
  `);
  host = await startSpin({ settings: settings() });
}, { timeout: 170_000 });

after(async () => {
  await host?.stop();
  await model?.stop();
  await postgres?.stop();
});

function settings(extra = {}) {
  return {
    ...SETTINGS,
    PLAINQUERY_CONNECTOR: 'postgres',
    DATABASE_URL: postgres.url(OWNER, encodeURIComponent(PASSWORD)),
    PLAINQUERY_SCHEMAS: 'shop',
    PLAINQUERY_TIMEOUT_MS: String(TIMEOUT_MS),
    // The engine is never sure enough: what is asked is the SQL that a test gives the model.
    PLAINQUERY_ENGINE_THRESHOLD: '1',
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'sk-test',
    ...extra,
  };
}

/** The answer to a question for which the model writes this SQL. */
async function run(sql, on = host) {
  model.writes(sql);
  return ask(on, `Please run query number ${model.calls.length}.`);
}

async function runInVain(sql, status, id, on = host) {
  model.writes(sql);
  return askInVain(on, `Please run query number ${model.calls.length}.`, status, id);
}

test('every common type comes as the server writes it', async () => {
  const names = VALUES.map(([name]) => name);
  const answer = await run(`SELECT ${names.join(', ')} FROM shop.things WHERE id = 1`);
  assert.deepEqual(answer.columns.map((column) => column.name), names);
  assert.deepEqual(
    Object.fromEntries(names.map((name, at) => [name, answer.rows[0][at]])),
    Object.fromEntries(VALUES.map(([name, , , text]) => [name, text])),
  );
});

test('rows keep their order and NULLs, and columns are known without any row', async () => {
  const answer = await run('SELECT id, t, n FROM shop.things ORDER BY id DESC');
  assert.deepEqual(answer.rows.map(([id]) => id), ['3', '2', '1']);
  assert.deepEqual(answer.rows[0], ['3', null, null]);
  const none = await run('SELECT id, t, n FROM shop.things WHERE id > 99');
  assert.deepEqual(none.rows, []);
  assert.deepEqual(none.columns.map((column) => column.name), ['id', 't', 'n']);
});

test('a result is cut at the limit, and the next question has the connection', async () => {
  const answer = await run('SELECT n FROM shop.many ORDER BY n');
  assert.equal(answer.rows.length, 1000);
  assert.equal(answer.truncated, true);
  assert.equal((await run('SELECT count(*) FROM shop.things')).rows[0][0], '3');
});

test('nothing is written, though the role could', async () => {
  const problem = await runInVain('SELECT n FROM shop.writing', 502, 'query-refused-by-database');
  assert.match(problem.detail, /25006/, 'read_only_sql_transaction');
  assert.equal(postgres.sql('SELECT count(*) FROM shop.visits'), '0');
});

test('an error of the server tells no row', async () => {
  const problem = await runInVain('SELECT CAST(t AS integer) FROM shop.things', 422, 'values-not-computable');
  assert.match(problem.detail, /22P02/);
  assert.ok(!JSON.stringify(problem).includes('two'), JSON.stringify(problem));
  assert.ok(!host.log().includes('two'), host.log());
});

test('what the planner thinks too costly does not run', async () => {
  const held = await startSpin({ settings: settings(COST_SETTINGS) });
  try {
    await heldToItsCost({
      postgres,
      role: OWNER,
      run: (sql) => run(sql, held),
      runInVain: (sql, status, id) => runInVain(sql, status, id, held),
    });
  } finally {
    await held.stop();
  }
});

test('a deadline that passes leaves no transaction to the next question', async () => {
  const start = Date.now();
  await runInVain('SELECT n FROM shop.slow', 504, 'database-timeout');
  assert.ok(Date.now() - start < TIMEOUT_MS + 3_000, `${Date.now() - start} ms`);
  for (let round = 0; round < 3; round += 1) {
    postgres.sql(`INSERT INTO shop.things (id) VALUES (${100 + round})`);
    const counted = await run('SELECT count(*) FROM shop.things');
    assert.equal(counted.rows[0][0], String(4 + round), 'what was committed since is seen');
  }
  const left = `SELECT count(*) FROM pg_stat_activity WHERE usename = '${OWNER}' AND state LIKE '%transaction%'`;
  assert.equal(postgres.sql(left), '0', 'no connection idles in a transaction');
  const running = `SELECT count(*) FROM pg_stat_activity WHERE usename = '${OWNER}' AND state = 'active'`;
  assert.equal(postgres.sql(running), '0', 'the slow query is over on the server');
});

test('a caller who leaves in the middle of a transaction leaves none to the next question', async () => {
  model.writes('SELECT n FROM shop.slowish');
  const question = { question: `Please run query number ${model.calls.length}.` };
  const stream = await post(host, '/v1/ask', question, { accept: 'text/event-stream' });
  const reader = stream.body.getReader();
  let seen = '';
  while (!seen.includes('event: query')) seen += Buffer.from((await reader.read()).value);
  await reader.cancel();
  // The query ends well after its caller is gone, so the server would go on with its transaction.
  await new Promise((resolve) => { setTimeout(resolve, 1_500); });
  const before = Number(postgres.sql('SELECT count(*) FROM shop.things'));
  for (let round = 1; round <= 3; round += 1) {
    postgres.sql(`INSERT INTO shop.things (id) VALUES (${200 + round})`);
    const counted = await run('SELECT count(*) FROM shop.things');
    assert.equal(counted.rows[0][0], String(before + round), 'what was committed since is seen');
  }
});

test('a server that restarts is reached again', async () => {
  await postgres.crash();
  await runInVain('SELECT count(*) FROM shop.things', 503, 'database-unavailable');
  await postgres.start();
  assert.equal((await get(host, '/readyz')).status, 200);
  assert.equal((await run('SELECT count(*) FROM shop.visits')).rows[0][0], '0');
});

test('a wrong password is the operator’s, and is told nowhere', async () => {
  const wrong = await startSpin({ settings: settings({ DATABASE_URL: postgres.url(OWNER, 'guessed') }) });
  try {
    model.writes('SELECT 1');
    const problem = await askInVain(wrong, 'How many things?', 500, 'database-credentials');
    assert.ok(!`${JSON.stringify(problem)} ${wrong.log()}`.includes('guessed'));
  } finally {
    await wrong.stop();
  }
});

test('many questions at once share the pool', async () => {
  model.writes('SELECT count(*) FROM shop.visits');
  const asked = Array.from({ length: 24 }, (_, at) =>
    post(host, '/v1/ask', { question: `Please run query at once ${at}.` }));
  const statuses = (await Promise.all(asked)).map((response) => response.status);
  assert.deepEqual([...new Set(statuses)], [200]);
});
