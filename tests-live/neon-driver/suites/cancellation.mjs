// A client that leaves, or a deadline that passes, takes its query along.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const RUNS = 10;
const MOST_MS = 200;
const STEP_MS = 2;
const COMPILED_AFTER_MS = 400;

function figures(label, milliseconds) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const shown = (value) => value.toFixed(0);
  console.log(`${label}: ${sorted.length} runs, median ${shown(sorted[Math.floor(sorted.length / 2)])} ms, most ${shown(sorted.at(-1))} ms`
    + ` (${milliseconds.map(shown).join(', ')})`);
  return sorted.at(-1);
}

/** Whether the server still works on the statement with that mark. */
async function isRunning(cluster, mark) {
  const { rows } = await cluster.admin.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE $1`,
    [`%${mark}%`],
  );
  return rows[0].n > 0;
}

async function until(condition, most = 5000) {
  const started = performance.now();
  while (!(await condition())) {
    if (performance.now() - started > most) assert.fail('it does not come about');
    await sleep(STEP_MS);
  }
  return performance.now();
}

/** Work of several kinds: that waits, that computes, and that sends rows which nobody reads. */
const WORK = [
  (mark) => `SELECT pg_sleep(60) AS ${mark}`,
  (mark) => `SELECT count(*) AS ${mark} FROM generate_series(1, 100000) a, generate_series(1, 1000000) b`,
  (mark) => `SELECT n AS ${mark}, pg_sleep(0.01) FROM generate_series(1, 100000) n`,
];

export function cancellation(test, { gateway, cluster, timeoutMs }) {
  const sql = gateway.sql('cluster');

  test(`a client that leaves ends the server's query within ${MOST_MS} ms`, async () => {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) {
      const mark = `left_${run}`;
      const controller = new AbortController();
      const query = sql.query(WORK[run % WORK.length](mark), [], { fetchOptions: { signal: controller.signal } }).catch((error) => error);
      await until(() => isRunning(cluster, mark));
      // The server hears of nothing while it compiles what an expensive query computes.
      await sleep(COMPILED_AFTER_MS);
      const left = performance.now();
      controller.abort();
      times.push(await until(async () => !(await isRunning(cluster, mark))) - left);
      assert.match(String(await query), /abort/i);
    }
    assert.ok(figures('client leaves → query ended', times) <= MOST_MS);
  });

  test('one that leaves at once, or in the middle of a batch, leaves nothing behind', async () => {
    // Without the one that the server begins by compiling, for as long as it is deaf.
    const work = [WORK[0], WORK[2]];
    for (let run = 0; run < 40; run += 1) {
      const mark = `early_${run}`;
      const controller = new AbortController();
      const queries = [sql`SELECT 1`, sql.query(work[run % work.length](mark)), sql`SELECT 2`];
      const batch = sql.transaction(queries, { fetchOptions: { signal: controller.signal } }).catch((error) => error);
      setTimeout(() => controller.abort(), run / 2);
      await batch;
    }
    const ended = performance.now();
    const after = await until(async () => !(await isRunning(cluster, 'early_')), 2000) - ended;
    assert.ok(after <= MOST_MS, `${after} ms`);
    assert.deepStrictEqual(await sql`SELECT 1 AS one`, [{ one: 1 }]);
  });

  test(`a deadline that passes ends the server's query within ${MOST_MS} ms`, async () => {
    const [ended, answered] = [[], []];
    await Promise.all(WORK.map(async (work, kind) => {
      for (let run = 0; run < 2; run += 1) {
        const mark = `late_${kind}_${run}`;
        const query = sql.query(work(mark)).catch((error) => error);
        const started = await until(() => isRunning(cluster, mark));
        const error = await query;
        answered.push(performance.now() - started - timeoutMs);
        ended.push(await until(async () => !(await isRunning(cluster, mark))) - started - timeoutMs);
        // The protocol's code for a query that was cancelled.
        assert.deepStrictEqual([error.name, error.code], ['NeonDbError', '08P01'], error.message);
        assert.match(error.message, new RegExp(`longer than ${timeoutMs} ms`));
      }
    }));
    figures('deadline → answer', answered);
    assert.ok(figures('deadline → query ended', ended) <= MOST_MS);
  });

  test('nothing of all this is left on the server', async () => {
    await until(async () => (await cluster.sessions('plainquery_reader')) <= 8);
    const { rows } = await cluster.admin.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'plainquery_reader' AND state <> 'idle'`,
    );
    assert.equal(rows[0].n, 0);
  });

  test('the embedded Postgres, which cannot stop a query, is restarted and serves the next request', async () => {
    const embedded = gateway.sql('embedded');
    const endless = WORK[1]('endless');
    const times = [];
    for (const leaves of [false, true]) {
      const [{ started }] = await embedded`SELECT pg_postmaster_start_time()::text AS started`;
      const controller = new AbortController();
      const query = embedded.query(endless, [], { fetchOptions: { signal: controller.signal } }).catch((error) => error);
      if (leaves) {
        await sleep(300);
        controller.abort();
      }
      const error = await query;
      if (!leaves) assert.equal(error.code, '08P01');
      const asked = performance.now();
      assert.deepStrictEqual(await embedded`SELECT count(*)::int AS n FROM shop.orders`, [{ n: 1000 }]);
      times.push(performance.now() - asked);
      const [{ started: again }] = await embedded`SELECT pg_postmaster_start_time()::text AS started`;
      assert.notEqual(again, started);
    }
    figures('embedded: next request, restart included', times);
  });
}
