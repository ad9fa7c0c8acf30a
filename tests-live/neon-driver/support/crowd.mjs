// Many clients at once, each checking that the answers are its own.
import { setTimeout as sleep } from 'node:timers/promises';
import { neonConfig } from '@neondatabase/serverless';

const PAUSE_AFTER_FAULT_MS = 50;

/** What a client asks, by turns; each throws where the answer is wrong. */
const TURNS = [
  async ({ sql, client, turn }) => {
    const [row] = await sql`SELECT ${client}::int AS client, ${turn}::int AS turn, ${[client, turn]}::int[] AS both`;
    expect(row.client === client && row.turn === turn && row.both[1] === turn, 'another client\'s answer');
  },
  async ({ sql }) => {
    const [{ n }] = await sql`SELECT count(*)::int AS n FROM shop.orders WHERE state = ${'open'}`;
    expect(n === 333, 'a wrong count');
  },
  async ({ sql, client }) => {
    const tenant = `tenant ${client}`;
    const [, [row]] = await sql.transaction([
      sql`SELECT set_config('app.tenant', ${tenant}, true)`,
      sql`SELECT current_setting('app.tenant') AS tenant, current_setting('transaction_isolation') AS level`,
    ], { readOnly: true, isolationLevel: 'RepeatableRead' });
    expect(row.tenant === tenant && row.level === 'repeatable read', 'another client\'s settings');
  },
  async ({ sql }) => {
    const [{ tenant }] = await sql`SELECT coalesce(current_setting('app.tenant', true), '') AS tenant`;
    expect(tenant === '', 'a setting that outlived its transaction');
  },
  async ({ sql }) => {
    const rows = await sql`SELECT o.*, c.email FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id ORDER BY o.id`;
    expect(rows.length === 1000 && rows[999].id === '1000', 'missing rows');
  },
  async ({ sql }) => {
    const error = await sql`SELECT 1/0`.catch((failure) => failure);
    if (error.code === undefined && error.name === 'NeonDbError') throw error;
    expect(error.code === '22012', `not the error that was due: ${error.message}`);
  },
];

/** Leaves in the middle of its query. */
async function leave({ sql, turn }) {
  const signal = AbortSignal.timeout(5 + (turn % 30));
  await sql.query('SELECT pg_sleep(0.2)', [], { fetchOptions: { signal } }).catch((error) => {
    if (!/abort|timeout/i.test(error.message)) throw error;
  });
}

class WrongAnswer extends Error {}

function expect(holds, what) {
  if (!holds) throw new WrongAnswer(what);
}

/**
 * Runs the clients for some seconds. An answer 503 with Retry-After is backpressure, which the client
 * obeys; everything else that is not as it should be is a fault.
 */
export async function crowd(sql, { seconds, clients }) {
  let backpressure = 0;
  let left = 0;
  const faults = new Map();
  const latencies = [];
  neonConfig.fetchFunction = async (url, init) => {
    const response = await fetch(url, init);
    const patience = response.headers.get('retry-after');
    if (response.status === 503 && /^\d+$/.test(patience)) {
      await response.arrayBuffer();
      throw Object.assign(new Error('backpressure'), { seconds: Number(patience) });
    }
    return response;
  };
  const until = performance.now() + seconds * 1000;
  const one = async (client) => {
    for (let turn = client; performance.now() < until; turn += 1) {
      const leaves = turn % 41 === 40;
      const started = performance.now();
      try {
        await (leaves ? leave : TURNS[turn % TURNS.length])({ sql, client, turn });
        if (leaves) left += 1;
        else latencies.push(performance.now() - started);
      } catch (error) {
        if (error.sourceError?.seconds !== undefined) {
          backpressure += 1;
          await sleep(Math.min(error.sourceError.seconds * 1000, Math.max(0, until - performance.now())));
        } else {
          const message = `${error.code ?? ''} ${error.message}`.trim();
          faults.set(message, (faults.get(message) ?? 0) + 1);
          await sleep(PAUSE_AFTER_FAULT_MS);
        }
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  } finally {
    neonConfig.fetchFunction = undefined;
  }
  latencies.sort((a, b) => a - b);
  const percentile = (share) => Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN);
  return {
    clients, seconds, answered: latencies.length, perSecond: Math.round(latencies.length / seconds), backpressure, left,
    p50Ms: percentile(0.5), p95Ms: percentile(0.95), p99Ms: percentile(0.99), mostMs: percentile(1),
    faults: Object.fromEntries(faults),
  };
}

/** The most sessions of a role that were seen while `work` ran, and its result. */
export async function watchingSessions(cluster, user, work) {
  let most = 0;
  let done = false;
  const watching = (async () => {
    while (!done) {
      most = Math.max(most, await cluster.sessions(user));
      await sleep(100);
    }
  })();
  try {
    return [await work(), () => most];
  } finally {
    done = true;
    await watching;
  }
}
