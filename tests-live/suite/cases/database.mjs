// A database that fails: the right status, nothing of its words, and service again with the next request.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { faults } from '../faults.mjs';
import { DATABASE_TIMEOUT_MS } from '../profiles.mjs';
import { casesOf, eventually, PLAIN_QUESTION } from './case.mjs';

const fails = casesOf('Fault: database', 'plain');
const cold = casesOf('Fault: database', 'cold');

const html = faults.says(200, 'text/html', '<html><body>Welcome to nginx!</body></html>');
const FAILURES = [
  ['the connection is reset', faults.resets, 503, 'database-unavailable'],
  ['no answer in time', faults.hangs, 504, 'database-timeout'],
  ['the connection is cut in the middle of the rows', faults.cut, 503, 'database-unavailable'],
  ['the connection is cut in the middle of the rows, without a length', faults.cutChunked, 503, 'database-unavailable'],
  ['an answer without results', faults.says(200, 'application/json', '{"rows": 7}'), 502, 'database-protocol'],
  ['the page of another server', html, 502, 'database-protocol'],
  ['bytes that are no HTTP', faults.babbles, 503, 'database-unavailable'],
  ['too many connections', faults.refuses('53300'), 503, 'database-unavailable'],
  ['a server that shuts down', faults.refuses('57P01'), 503, 'database-unavailable'],
  ['values that cannot be computed, quoted by the server', faults.refuses('22P02'), 422, 'values-not-computable'],
  ['a wrong key of the gateway', faults.wrongKey, 500, 'database-credentials'],
];

export const database = [
  ...FAILURES.map(([name, fault, status, id]) => fails(name, async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    await proxy.during(fault, async () => {
      expectProblem(await api.post('/v1/ask', { question: PLAIN_QUESTION }), status, id);
    });
    await api.rows(PLAIN_QUESTION);
  })),

  fails('a slow answer is waited for within the deadline', async ({ api, proxy }) => {
    await proxy.during(faults.slow(DATABASE_TIMEOUT_MS / 4), () => api.rows(PLAIN_QUESTION));
  }),

  fails('the deadline holds', async ({ api, proxy }) => {
    const start = Date.now();
    await proxy.during(faults.hangs, () => api.post('/v1/ask', { question: PLAIN_QUESTION }));
    const tookMs = Date.now() - start;
    assert.ok(tookMs >= DATABASE_TIMEOUT_MS - 100 && tookMs < DATABASE_TIMEOUT_MS + 4_000, `${tookMs} ms`);
  }),

  fails('nobody listens, then it is back', async ({ api, proxy }) => {
    await proxy.down();
    try {
      const response = await api.post('/v1/ask', { question: PLAIN_QUESTION });
      expectProblem(response, 503, 'database-unavailable');
      assert.equal((await api.get('/healthz', { key: null })).status, 200);
    } finally {
      await proxy.up();
    }
    await api.rows(PLAIN_QUESTION);
  }),

  fails('gateway and Postgres restart under load', async ({ api, database: real }) => {
    let isOver = false;
    const seen = new Map();
    const keepsAsking = async () => {
      while (!isOver) {
        const response = await api.post('/v1/ask', { question: PLAIN_QUESTION });
        if (response.status !== 200) assert.match(response.text, /urn:plainquery:problem:database-/);
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      }
    };
    const load = Promise.all(Array.from({ length: 4 }, keepsAsking));
    try {
      await real.stop();
      await real.start();
    } finally {
      isOver = true;
    }
    await load;
    const statuses = [...seen.keys()].filter((status) => status !== 200);
    assert.ok(statuses.length > 0, 'the restart was not noticed');
    for (const status of statuses) assert.ok([503, 504].includes(status), `status ${status}`);
    await api.rows(PLAIN_QUESTION);
  }),

  cold('it is not there from the start', async ({ api, proxy }) => {
    await proxy.during(faults.resets, async () => {
      expectProblem(await api.get('/readyz', { key: null }), 503, 'not-ready');
      expectProblem(await api.post('/v1/ask', { question: PLAIN_QUESTION }), 503, 'database-unavailable');
      expectProblem(await api.get('/v1/schema'), 503, 'database-unavailable');
    });
    await api.rows(PLAIN_QUESTION);
    // A verdict stands for a few seconds.
    await eventually(async () => assert.equal((await api.get('/readyz', { key: null })).status, 200), { withinMs: 8_000 });
  }),
];
