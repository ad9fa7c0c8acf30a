// Callers that send too much, too slowly, or half.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { casesOf } from './case.mjs';

const callers = casesOf('Fault: callers', 'bare');
// More than any host waits for a body.
const DRIP_LIMIT_MS = 45_000;

async function serves(api) {
  assert.equal((await api.get('/healthz', { key: null })).status, 200);
}

export const slowCallers = [
  callers('a body that never ends', async ({ api }) => {
    let timer;
    try {
      const response = await api.raw({ path: '/v1/ask' }, (request) => {
        const chunk = 'x'.repeat(1_000);
        timer = setInterval(() => request.write(chunk), 5);
      });
      // Whichever comes first: the host has read enough of it, or waited long enough.
      if (response.status === 408) expectProblem(response, 408, 'request-timeout');
      else expectProblem(response, 413, 'too-large');
    } finally {
      clearInterval(timer);
    }
    await serves(api);
  }),

  callers('a body that comes by drops and never ends', async ({ api }) => {
    let timer;
    try {
      const response = await api.raw({ path: '/v1/ask', timeoutMs: DRIP_LIMIT_MS }, (request) => {
        request.write('{"question": "');
        timer = setInterval(() => request.write('x'), 250);
      });
      expectProblem(response, 408, 'request-timeout');
    } finally {
      clearInterval(timer);
    }
    await serves(api);
  }),

  callers('a body that breaks off', async ({ api }) => {
    const headers = { 'content-length': '500' };
    await assert.rejects(api.raw({ path: '/v1/ask', headers }, (request) => {
      request.write('{"question": "How many');
      setTimeout(() => request.destroy(new Error('left')), 100);
    }));
    await serves(api);
  }),
];
