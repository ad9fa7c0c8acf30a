// Pages of other origins.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { ORIGIN } from '../profiles.mjs';
import { casesOf } from './case.mjs';

const preflight = (api, origin) => api.send('OPTIONS', '/v1/ask', {
  key: null, headers: { origin, 'access-control-request-method': 'POST' },
});

export const cors = [
  casesOf('CORS', 'bare')('nobody is admitted unless configured', async ({ api }) => {
    const response = await preflight(api, ORIGIN);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  }),

  casesOf('CORS', 'plain')('a preflight of a configured origin', async ({ api }) => {
    const admitted = await preflight(api, ORIGIN);
    assert.equal(admitted.status, 204);
    assert.equal(admitted.headers.get('access-control-allow-origin'), ORIGIN);
    assert.match(admitted.headers.get('access-control-allow-methods'), /POST/);
    assert.match(admitted.headers.get('access-control-allow-headers'), /authorization/);
  }),

  casesOf('CORS', 'plain')('errors can be read by a configured origin too', async ({ api }) => {
    const refused = await api.post('/v1/ask', { question: 'x' }, { key: null, headers: { origin: ORIGIN } });
    assert.equal(refused.headers.get('access-control-allow-origin'), ORIGIN);
    assert.match(refused.headers.get('access-control-expose-headers'), /x-request-id/);
    expectProblem(refused, 401, 'token-missing');
  }),

  casesOf('CORS', 'plain')('another origin is not admitted, and caches know', async ({ api }) => {
    const other = await api.get('/v1/schema', { headers: { origin: 'https://evil.example' } });
    assert.equal(other.headers.get('access-control-allow-origin'), null);
    assert.match(other.headers.get('vary'), /origin/i);
  }),
];
