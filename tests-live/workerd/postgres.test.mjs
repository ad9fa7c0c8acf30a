// Postgres's own protocol against a real PostgreSQL, over TCP and through a Hyperdrive binding: every
// common type as the server writes it, one read-only transaction, caps, the deadline, a server that dies.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SETTINGS, ask, askInVain, post } from '../spin/support/client.mjs';
import { COST_SETTINGS, COST_TABLES, heldToItsCost } from '../spin/support/costs.mjs';
import { startModel } from '../spin/support/model.mjs';
import { Postgres } from '../spin/support/postgres.mjs';
import { start as startWorker } from '../suite/hosts/workerd.mjs';

const ROLE = 'owner';
const PASSWORDS = { tcp: 'p w:d/é%', hyperdrive: 'plain-password' };
const TIMEOUT_MS = 4_000;
/** What a query may outlive its deadline on the server. */
const OUTLIVES_MS = 1_000;

/** Type, a literal, and how PostgreSQL itself writes the value with our settings. */
const VALUES = [
  ['boolean', 'true', 't'],
  ['smallint', '-32768', '-32768'],
  ['bigint', '9223372036854775807', '9223372036854775807'],
  ['numeric', '12345678901234567890123456789012345.678900', '12345678901234567890123456789012345.678900'],
  ['numeric', "'NaN'", 'NaN'],
  ['double precision', "'-Infinity'", '-Infinity'],
  ['text', "E'two\\nlines, \"quotes\", (back\\\\slash) é'", 'two\nlines, "quotes", (back\\slash) é'],
  ['text', "''", ''],
  ['char(3)', "'x'", 'x  '],
  ['date', "'infinity'", 'infinity'],
  ['timestamp', "'2024-02-29 12:34:56.789'", '2024-02-29 12:34:56.789'],
  ['timestamptz', "'2024-02-29 12:34:56+05:30'", '2024-02-29 07:04:56+00'],
  ['interval', "'1 year 2 months 3 days 04:05:06.7'", '1 year 2 mons 3 days 04:05:06.7'],
  ['uuid', "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['json', `'{"a" : [1, "x,y"]}'`, '{"a" : [1, "x,y"]}'],
  ['jsonb', `'{"a" : [1, "x,y"]}'`, '{"a": [1, "x,y"]}'],
  ['bytea', "'\\x00ff5c'", '\\x00ff5c'],
  ['text[]', `'{"a,b",NULL,"q\\"x"}'`, '{"a,b",NULL,"q\\"x"}'],
  ['shop.mood', "'so so'", 'so so'],
  ['integer', 'NULL', null],
];

let postgres;
let model;

before(async () => {
  [postgres, model] = await Promise.all([new Postgres().start(), startModel()]);
  const columns = VALUES.map(([type], at) => `v${at} ${type}`).join(', ');
  postgres.sql(`
    CREATE SCHEMA shop;
    CREATE ROLE ${ROLE} LOGIN;
    GRANT ALL ON SCHEMA shop TO ${ROLE};
    SET ROLE ${ROLE};
    CREATE TYPE shop.mood AS ENUM ('fine', 'so so');
    CREATE TABLE shop.things (id integer PRIMARY KEY, ${columns});
    INSERT INTO shop.things VALUES (1, ${VALUES.map(([, literal]) => literal).join(', ')});
    INSERT INTO shop.things (id) VALUES (2), (3);
    CREATE TABLE shop.visits (tenant text NOT NULL DEFAULT 'acme');
    INSERT INTO shop.visits VALUES ('acme'), ('acme'), ('umbrella');
    CREATE FUNCTION shop.visit() RETURNS integer LANGUAGE sql AS
      'INSERT INTO shop.visits DEFAULT VALUES RETURNING 1';
    CREATE VIEW shop.writing AS SELECT shop.visit() AS n;
    CREATE VIEW shop.slow AS SELECT 1 AS n FROM pg_sleep(30);
    CREATE VIEW shop.many AS SELECT n FROM generate_series(1, 100000) AS n;
    CREATE VIEW shop.wide AS SELECT n, repeat('x', 100000) AS t FROM generate_series(1, 60) AS n;
    CREATE VIEW shop.mine AS SELECT count(*) AS n FROM shop.visits
      WHERE tenant = pg_catalog.current_setting('app.tenant', true);
    ${COST_TABLES}
  `);
}, { timeout: 60_000 });

after(async () => {
  await model?.stop();
  await postgres?.stop();
});

for (const [way, password] of Object.entries(PASSWORDS)) {
  describe(way, () => {
    let worker;

    const start = (url, extra = {}) => startWorker({
      settings: {
        ...SETTINGS,
        PLAINQUERY_SCHEMAS: 'shop',
        PLAINQUERY_TIMEOUT_MS: String(TIMEOUT_MS),
        PLAINQUERY_TENANT_SETTING: 'app.tenant',
        // The engine is never sure enough: what is asked is the SQL that a test gives the model.
        PLAINQUERY_ENGINE_THRESHOLD: '1',
        OPENAI_BASE_URL: model.url,
        OPENAI_API_KEY: 'sk-test',
        ...(way === 'tcp' ? { PLAINQUERY_CONNECTOR: 'postgres', DATABASE_URL: url } : {}),
        ...extra,
      },
      ...(way === 'hyperdrive' ? { hyperdrive: url } : {}),
    });

    before(async () => {
      postgres.sql(`ALTER ROLE ${ROLE} PASSWORD '${password}'`);
      worker = await start(postgres.url(ROLE, encodeURIComponent(password)));
    });
    after(() => worker?.stop());

    let questions = 0;
    const asked = (sql) => {
      model.writes(sql);
      questions += 1;
      return `Please run query number ${questions}.`;
    };
    const run = (sql, on = worker) => ask(on, asked(sql));
    const runInVain = (sql, status, id, on = worker) => askInVain(on, asked(sql), status, id);
    const activity = (state) => Number(postgres.sql(
      `SELECT count(*) FROM pg_stat_activity WHERE usename = '${ROLE}' AND ${state}`,
    ));
    const becomesZero = async (state, withinMs) => {
      const deadline = Date.now() + withinMs;
      while (activity(state) > 0) {
        assert.ok(Date.now() < deadline, `${activity(state)} connections: ${state}`);
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
    };

    test('every common type comes as the server writes it', async () => {
      const names = VALUES.map((_, at) => `v${at}`);
      const answer = await run(`SELECT ${names.join(', ')} FROM shop.things WHERE id = 1`);
      assert.deepEqual(answer.columns.map((column) => column.name), names);
      assert.deepEqual(answer.rows, [VALUES.map(([, , text]) => text)]);
      const none = await run('SELECT id, v6 FROM shop.things WHERE id > 99');
      assert.deepEqual([none.rows, none.columns.map((column) => column.name)], [[], ['id', 'v6']]);
    });

    test('the tenant is that of the token, for its transaction only', async () => {
      assert.equal((await run('SELECT n FROM shop.mine')).rows[0][0], '2');
    });

    test('rows and bytes are cut at their caps, and connections end', async () => {
      const rows = await run('SELECT n FROM shop.many ORDER BY n');
      assert.deepEqual([rows.rows.length, rows.truncated], [1000, true]);
      const bytes = await run('SELECT n, t FROM shop.wide ORDER BY n');
      assert.deepEqual([bytes.rows.length, bytes.truncated], [20, true]);
      assert.equal((await run('SELECT count(*) FROM shop.things')).rows[0][0], '3');
      await becomesZero('true', 6_000);
    });

    test('nothing is written, though the role could', async () => {
      const problem = await runInVain('SELECT n FROM shop.writing', 502, 'query-refused-by-database');
      assert.match(problem.detail, /25006/, 'read_only_sql_transaction');
      assert.equal(postgres.sql('SELECT count(*) FROM shop.visits'), '3');
    });

    test('an error of the server tells no row', async () => {
      const problem = await runInVain('SELECT CAST(v6 AS integer) FROM shop.things', 422, 'values-not-computable');
      assert.match(problem.detail, /22P02/);
      assert.ok(!JSON.stringify(problem).includes('two'), JSON.stringify(problem));
    });

    test('what the planner thinks too costly does not run', async () => {
      const held = await start(postgres.url(ROLE, encodeURIComponent(password)), COST_SETTINGS);
      try {
        await heldToItsCost({
          postgres,
          role: ROLE,
          run: (sql) => run(sql, held),
          runInVain: (sql, status, id) => runInVain(sql, status, id, held),
        });
      } finally {
        await held.stop();
      }
    });

    test('a deadline ends the query on the server, too', async () => {
      const begun = Date.now();
      await runInVain('SELECT n FROM shop.slow', 504, 'database-timeout');
      assert.ok(Date.now() - begun < TIMEOUT_MS + 1_500, `${Date.now() - begun} ms`);
      await becomesZero("state = 'active'", OUTLIVES_MS);
      assert.equal((await run('SELECT count(*) FROM shop.things')).rows[0][0], '3');
    });

    test('many questions at once', async () => {
      asked('SELECT count(*) FROM shop.visits');
      const all = Array.from({ length: 16 }, (_, at) =>
        post(worker, '/v1/ask', { question: `Please run query at once ${at}.` }));
      const statuses = (await Promise.all(all)).map((response) => response.status);
      assert.deepEqual(statuses, Array(16).fill(200));
      await becomesZero('true', 6_000);
    });

    // Miniflare's stand-in for Hyperdrive does not survive a server that is away.
    const withoutServer = { skip: way === 'hyperdrive' && 'the local stand-in for Hyperdrive ends with its server' };
    test('a server that dies and comes back is reached again', withoutServer, async () => {
      await postgres.crash();
      await runInVain('SELECT count(*) FROM shop.things', 503, 'database-unavailable');
      await postgres.start();
      assert.equal((await run('SELECT count(*) FROM shop.things')).rows[0][0], '3');
    });

    test('a wrong password is the operator’s, and is told nowhere', async () => {
      const wrong = await start(postgres.url(ROLE, 'guessed'));
      try {
        const problem = await askInVain(wrong, asked('SELECT 1'), 500, 'database-credentials');
        assert.ok(!`${JSON.stringify(problem)} ${wrong.log()}`.includes('guessed'));
      } finally {
        await wrong.stop();
      }
    });
  });
}
