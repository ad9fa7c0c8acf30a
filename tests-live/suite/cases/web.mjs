// What web apps need beside CORS: compression, limits, documents.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { expectProblem } from '../client.mjs';
import { KEYS } from '../planted.mjs';
import { RATE_LIMIT } from '../profiles.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const gzip = casesOf('gzip', 'plain');
const limits = casesOf('Rate limits', 'limited', { needs: ['rate limit'] });
const exact = casesOf('Rate limits told exactly', 'limited', { needs: ['rate limit', 'exact counters'] });

const products = (api, encoding) => api.raw(
  { path: '/v1/ask', headers: encoding ? { 'accept-encoding': encoding } : {} },
  (request) => request.end(JSON.stringify({ question: 'List all products' })),
);

export const web = [
  gzip('long answers are compressed for those who take it', async ({ api }) => {
    const packed = await products(api, 'gzip');
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    assert.match(packed.headers.get('vary'), /accept-encoding/i);
    const answer = JSON.parse(gunzipSync(packed.bytes));
    assert.ok(answer.rows.length > 50);
    const plain = await products(api, 'identity');
    // Nor without a word of it, as curl asks.
    for (const unpacked of [plain, await products(api)]) {
      assert.equal(unpacked.headers.get('content-encoding'), null);
      assert.deepEqual(unpacked.json().rows, answer.rows);
    }
    assert.ok(packed.bytes.length < plain.bytes.length / 2, `${packed.bytes.length} of ${plain.bytes.length} bytes`);
  }),

  gzip('streams are not held back by it', async ({ api }) => {
    const stream = await api.stream(PLAIN_QUESTION);
    assert.equal(stream.headers.get('content-encoding'), null);
    await stream.rest();
  }),

  limits('who asks too often is told when to come back, and others are served', async ({ api }) => {
    let refused;
    for (let request = 0; request < RATE_LIMIT.limit * 3 && !refused; request += 1) {
      const response = await api.post('/v1/validate', { sql: 'SELECT 1' });
      if (response.status === 429) refused = response;
      else assert.equal(response.status, 200, response.text);
    }
    assert.ok(refused, 'nobody was refused');
    expectProblem(refused, 429, 'rate-limited');
    assert.match(refused.headers.get('retry-after'), /^[1-9][0-9]*$/);
    const other = await api.post('/v1/validate', { sql: 'SELECT 1' }, { key: KEYS.bob });
    assert.equal(other.status, 200, other.text);
  }),

  exact('each answer says what is left', async ({ startAnother }) => {
    const { api } = await startAnother('limited');
    for (let request = 1; request <= RATE_LIMIT.limit + 1; request += 1) {
      const response = await api.post('/v1/validate', { sql: 'SELECT 1' });
      assert.equal(response.status, request <= RATE_LIMIT.limit ? 200 : 429, `request ${request}: ${response.text}`);
      assert.match(response.headers.get('ratelimit-policy'), new RegExp(`q=${RATE_LIMIT.limit};w=${RATE_LIMIT.windowS}`));
      const left = Math.max(RATE_LIMIT.limit - request, 0);
      assert.match(response.headers.get('ratelimit'), new RegExp(`r=${left};t=[0-9]+`));
    }
  }),
];
