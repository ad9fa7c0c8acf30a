// Requests that cannot be served: each gets a problem document, and the next one is served.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { casesOf } from './case.mjs';

const QUESTION = { question: 'How many orders are there?' };
const errors = casesOf('Errors', 'bare');

async function serves(api) {
  assert.equal((await api.get('/healthz', { key: null })).status, 200);
}

const BODIES = [
  ['no body', undefined, 400, 'body-missing', /empty/],
  ['wrong JSON', '{"question": "How', 400, 'body-not-json', /line 1 column 17/],
  ['a JSON of another shape', '[1, 2]', 400, 'body-of-another-shape', /question/],
  ['an unknown field', { ...QUESTION, tenant: 'umbrella' }, 400, 'body-of-another-shape', /unknown field `tenant`/],
  ['1 MB of text', { question: 'x'.repeat(1_000_000) }, 413, 'too-large', /65536 bytes/],
  ['deep nesting', '['.repeat(60_000), 400, 'body-of-another-shape', /JSON object/],
  ['deep nesting inside', `{"question": ${'['.repeat(60_000)}`, 400, 'body-of-another-shape', /expected a string/],
  ['a question of 2,001 characters', { question: 'x'.repeat(2001) }, 400, 'question-too-long', /2001 characters/],
  ['an empty question', { question: ' \n' }, 400, 'question-empty', /empty/],
  ['a NUL character', { question: 'orders\u0000' }, 400, 'question-not-text', /NUL/],
  ['no rows wanted', { ...QUESTION, max_rows: 0 }, 400, 'max-rows-zero', /at least 1/],
  ['rows below zero', { ...QUESTION, max_rows: -1 }, 400, 'body-of-another-shape', /-1/],
  ['a conversation that is none', { ...QUESTION, conversation: 'x.y.z' }, 400, 'conversation-not-valid', /without/],
];

export const requests = [
  ...BODIES.map(([name, body, status, id, detail]) => errors(`body: ${name}`, async ({ api }) => {
    const problem = expectProblem(await api.post('/v1/ask', body), status, id);
    assert.match(problem.detail, detail);
    await serves(api);
  })),

  errors('a body of another media type', async ({ api }) => {
    const response = await api.post('/v1/ask', JSON.stringify(QUESTION), { headers: { 'content-type': 'text/plain' } });
    expectProblem(response, 415, 'unsupported-media-type');
  }),

  errors('a route that is none', async ({ api }) => {
    for (const path of ['/v1/nothing', '/v1/ask/', '/v2/ask', '/%2e%2e/etc/passwd']) {
      expectProblem(await api.get(path), 404, 'not-found');
    }
  }),

  errors('a method that the route does not take', async ({ api }) => {
    const ask = await api.get('/v1/ask');
    assert.equal(ask.headers.get('allow'), 'POST, OPTIONS');
    expectProblem(ask, 405, 'method-not-allowed');
    const schema = await api.post('/v1/schema', {});
    assert.equal(schema.headers.get('allow'), 'GET, HEAD, OPTIONS');
    expectProblem(schema, 405, 'method-not-allowed');
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      expectProblem(await api.send(method, '/v1/ask'), 405, 'method-not-allowed');
    }
  }),

  errors('no answer of the API may be framed, sniffed or kept', async ({ api }) => {
    const { headers } = await api.post('/v1/ask', QUESTION, { key: null });
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-security-policy'), /default-src 'none'/);
  }),
];
