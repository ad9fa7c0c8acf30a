// A clock that jumps.
import assert from 'node:assert/strict';
import { expectProblem, token } from '../client.mjs';
import { faults } from '../faults.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const jumps = casesOf('Fault: clock', 'faulty', { needs: ['clock'] });
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NEXT = 'and in France?';

async function shifted(host, ms, action) {
  await host.clock.shift(ms);
  try {
    return await action();
  } finally {
    await host.clock.shift(0);
  }
}

export const clock = [
  jumps('two days ahead: conversations and tokens have expired, and serve again when it is back', async ({ api, host }) => {
    const key = token();
    const { conversation } = await api.rows('How many customers do we have in Germany?', { key });
    await shifted(host, 2 * DAY_MS, async () => {
      expectProblem(await api.post('/v1/ask', { question: NEXT, conversation }, { key }), 401, 'token-not-valid');
      const later = token({ exp: Math.floor(Date.now() / 1000) + 3 * 86_400 });
      expectProblem(await api.post('/v1/ask', { question: NEXT, conversation }, { key: later }), 400, 'conversation-expired');
      await api.rows(PLAIN_QUESTION);
    });
    await api.rows(NEXT, { conversation, key });
  }),

  jumps('a day back and forth: every question is answered', async ({ api, host }) => {
    for (const ms of [-DAY_MS, HOUR_MS, -HOUR_MS, DAY_MS]) {
      await shifted(host, ms, async () => {
        const answer = await api.rows(PLAIN_QUESTION);
        for (const { stage, duration_ms: tookMs } of answer.timings) assert.ok(tookMs < 60_000, `${stage}: ${tookMs} ms`);
      });
    }
    await api.rows(PLAIN_QUESTION);
  }),

  jumps('a verdict on readiness of tomorrow does not stand today', async ({ api, host, proxy }) => {
    await host.clock.shift(DAY_MS);
    try {
      await proxy.during(faults.resets, async () => {
        expectProblem(await api.get('/readyz', { key: null }), 503, 'not-ready');
      });
    } finally {
      await host.clock.shift(0);
    }
    assert.equal((await api.get('/readyz', { key: null })).status, 200);
  }),

  jumps('back in the middle of a request', async ({ api, host, proxy }) => {
    const gate = proxy.hold();
    const asked = api.rows('How many suppliers are there?');
    await gate.arrived;
    await shifted(host, -HOUR_MS, async () => {
      gate.release();
      const answer = await asked;
      assert.ok(answer.timings.every((timing) => timing.duration_ms < 60_000), JSON.stringify(answer.timings));
    });
  }),
];
