// transaction([…], {readOnly, isolationLevel, deferrable}).
import assert from 'node:assert/strict';
import { watchAnswers } from '../support/gateway.mjs';

const LEVELS = {
  ReadUncommitted: 'read uncommitted',
  ReadCommitted: 'read committed',
  RepeatableRead: 'repeatable read',
  Serializable: 'serializable',
};
const SEEN = `SELECT current_setting('transaction_isolation') AS level, current_setting('transaction_read_only') AS read_only,
  current_setting('transaction_deferrable') AS deferrable`;

export function transactions(test, { name, sql, watch }) {
  test(`${name}: isolation, read-only and deferrable hold, and are said in the answer`, async () => {
    for (const [isolationLevel, level] of Object.entries(LEVELS)) {
      for (const deferrable of [true, false]) {
        const { result: [[row]], answers: [answer] } = await watchAnswers(() =>
          sql.transaction([sql.query(SEEN)], { isolationLevel, readOnly: true, deferrable }));
        assert.deepStrictEqual(row, { level, read_only: 'on', deferrable: deferrable ? 'on' : 'off' });
        assert.equal(answer.headers.get('neon-batch-isolation-level'), isolationLevel);
        assert.equal(answer.headers.get('neon-batch-read-only'), 'true');
        assert.equal(answer.headers.get('neon-batch-deferrable'), deferrable ? 'true' : null);
        assert.match(answer.headers.get('neon-request-id'), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }
    }
  });

  test(`${name}: without a wish, the session's isolation; and still read-only, which the answer says`, async () => {
    const { result: [[row]], answers: [answer] } = await watchAnswers(() => sql.transaction([sql.query(SEEN)], { readOnly: false }));
    assert.deepStrictEqual(row, { level: 'read committed', read_only: 'on', deferrable: 'off' });
    assert.equal(answer.sent['Neon-Batch-Read-Only'], 'false');
    assert.equal(answer.headers.get('neon-batch-read-only'), 'true');
    assert.equal(answer.headers.get('neon-batch-isolation-level'), null);
    await assert.rejects(sql.transaction([sql`DELETE FROM shop.orders`], { readOnly: false }), { code: /^(25006|42501)$/ });
  });

  test(`${name}: a batch is one transaction with one snapshot of time and settings`, async () => {
    const results = await sql.transaction((tx) => [
      tx`SELECT set_config('app.tenant', ${'t1'}, true) AS tenant`,
      tx`SELECT current_setting('app.tenant') AS tenant, now() AS now`,
      tx`SELECT pg_sleep(0.01)`,
      tx`SELECT now() AS now, clock_timestamp() > now() AS later`,
    ]);
    assert.equal(results[1][0].tenant, 't1');
    assert.deepStrictEqual(results[1][0].now, results[3][0].now);
    assert.equal(results[3][0].later, true);
    const [{ tenant }] = await sql`SELECT coalesce(current_setting('app.tenant', true), '') AS tenant`;
    assert.equal(tenant, '');
  });

  test(`${name}: each query of a batch has its own form of results`, async () => {
    const [object, array, full] = await sql.transaction([
      sql`SELECT 1 AS a`,
      sql.query('SELECT 1 AS a', [], { arrayMode: true }),
      sql.query('SELECT $1::int AS a', [1], { fullResults: true }),
    ]);
    assert.deepStrictEqual([object, array, full.rows, full.rowCount], [[{ a: 1 }], [[1]], [{ a: 1 }], 1]);
    const all = await sql.transaction([sql`SELECT 1 AS a`, sql`SELECT 2 AS a`], { arrayMode: true, fullResults: true });
    assert.deepStrictEqual(all.map(({ rows }) => rows), [[[1]], [[2]]]);
    assert.deepStrictEqual(await sql.transaction([]), []);
  });

  test(`${name}: a batch ends at its first error`, async () => {
    await assert.rejects(sql.transaction([sql`SELECT 1`, sql`SELECT 1/0`, sql`SELECT no_such_column`]), { code: '22012' });
    await assert.rejects(sql.transaction([sql`COMMIT`, sql`SELECT 1`]), { code: '2D000' });
    assert.deepStrictEqual(await sql`SELECT 1 AS one`, [{ one: 1 }]);
  });

  test(`${name}: headers of batches mean nothing to a single query, and a wrong level is an error of a batch`, async () => {
    const headers = { 'neon-batch-isolation-level': 'Serializable', 'neon-batch-deferrable': 'true', 'neon-batch-read-only': 'true' };
    const single = await watch.fetch({ query: SEEN }, headers);
    assert.deepStrictEqual((await single.json()).rows[0].level, 'read committed');
    for (const header of Object.keys(headers)) assert.equal(single.headers.get(header), null);
    for (const level of ['serializable', 'READ COMMITTED', '', 'Snapshot']) {
      const answer = await watch.fetch({ queries: [{ query: SEEN }] }, { 'neon-batch-isolation-level': level });
      assert.equal(answer.status, 400, level);
      assert.equal((await answer.json()).message, 'invalid isolation level');
    }
    const only = await watch.fetch({ queries: [{ query: SEEN }] }, { 'neon-batch-deferrable': 'True', 'neon-batch-read-only': '1' });
    assert.deepStrictEqual((await only.json()).results[0].rows[0].deferrable, 'off');
    assert.equal(only.headers.get('neon-batch-deferrable'), null);
  });
}

/** Where writes are allowed. */
export function writingTransactions(test, { sql, cluster }) {
  const rows = async () => (await cluster.admin.query('SELECT count(*)::int AS n FROM shop.customers')).rows[0].n;

  test('writes: a batch is all or nothing', async () => {
    const before = await rows();
    await assert.rejects(sql.transaction([
      sql`INSERT INTO shop.customers VALUES (1001, 'x@example.com', 1)`,
      sql`INSERT INTO shop.customers VALUES (1002, 'c1@example.com', 1)`,
    ]), { code: '23505' });
    assert.equal(await rows(), before);
    const [inserted, counted, deleted] = await sql.transaction([
      sql`INSERT INTO shop.customers SELECT n, n::text, 1 FROM generate_series(2000, 2004) AS n RETURNING id`,
      sql`SELECT count(*)::int AS n FROM shop.customers`,
      sql`DELETE FROM shop.customers WHERE id >= 2000`,
    ], { fullResults: true, isolationLevel: 'Serializable' });
    assert.deepStrictEqual([inserted.command, inserted.rowCount, inserted.rows.length], ['INSERT', 5, 5]);
    assert.equal(counted.rows[0].n, before + 5);
    assert.deepStrictEqual([deleted.command, deleted.rowCount, deleted.rows], ['DELETE', 5, []]);
    assert.equal(await rows(), before);
  });

  test('writes: read-only is read-only where it is asked for', async () => {
    await assert.rejects(sql.transaction([sql`DELETE FROM shop.orders`], { readOnly: true }), { code: '25006' });
    const { answers: [answer] } = await watchAnswers(() => sql.transaction([sql`SELECT 1`], { readOnly: false }));
    assert.equal(answer.headers.get('neon-batch-read-only'), null);
  });

  test('writes: a single query stands for itself, with the settings of its connection string', async () => {
    const updated = await sql.query('UPDATE shop.customers SET discount = 7 WHERE id = 50 RETURNING discount', [], { fullResults: true });
    assert.deepStrictEqual([updated.command, updated.rowCount, updated.rows], ['UPDATE', 1, [{ discount: '7.00' }]]);
    const made = await sql.query('CREATE TEMPORARY TABLE gone (a int)', [], { fullResults: true });
    assert.deepStrictEqual([made.command, made.rowCount], ['CREATE', null]);
    assert.deepStrictEqual(await sql`SELECT to_regclass('pg_temp.gone') AS gone`, [{ gone: null }]);
    const [{ app }] = await sql`SELECT current_setting('application_name') AS app`;
    assert.match(app, /neondatabase\/serverless/);
  });
}
