// Who may ask.
import assert from 'node:assert/strict';
import { expectProblem, token } from '../client.mjs';
import { KEYS } from '../planted.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const QUESTION = { question: 'How many orders are there?' };
const access = casesOf('Keys and tokens', 'bare');
const tenants = casesOf('Tenants', 'tenants');
const none = { alg: 'none', typ: 'JWT' };

const STRANGERS = [
  ['no token', () => null, 'token-missing', /Authorization/],
  ['an unknown key', () => 'key-of-nobody-for-tests-0123456789', 'token-not-valid', /knows/],
  ['a key with one letter changed', () => KEYS.ann.replace('ann', 'anm'), 'token-not-valid', /knows/],
  ['alg none', () => token({}, { header: none }), 'token-not-valid', /HS256/],
  ['alg none without a signature', () => token({}, { header: none }).replace(/[^.]*$/, ''), 'token-not-valid', /HS256/],
  ['another secret', () => token({}, { secret: 'x'.repeat(40) }), 'token-not-valid', /signature/],
  ['an expired token', () => token({ exp: 1_700_000_000 }), 'token-not-valid', /expired/],
  ['a token that holds later', () => token({ nbf: 4_000_000_000 }), 'token-not-valid', /not valid yet/],
  ['a token for others', () => token({ aud: 'others' }), 'token-not-valid', /audience/],
  ['a token without a role', () => token({ role: undefined }), 'token-not-valid', /role/],
  ['junk with dots', () => 'a.b.c', 'token-not-valid', /signed token/],
];

export const callers = [
  ...STRANGERS.map(([name, key, id, detail]) => access(`refused: ${name}`, async ({ api }) => {
    const response = await api.post('/v1/ask', QUESTION, { key: key() });
    assert.match(response.headers.get('www-authenticate'), /^Bearer/);
    const problem = expectProblem(response, 401, id);
    assert.match(problem.detail, detail);
  })),

  access('every route of the API asks for a key', async ({ api }) => {
    for (const path of ['/v1/ask', '/v1/generate', '/v1/retrieve', '/v1/validate']) {
      expectProblem(await api.post(path, QUESTION, { key: null }), 401, 'token-missing');
    }
    expectProblem(await api.get('/v1/schema', { key: null }), 401, 'token-missing');
  }),

  access('keys and tokens let their callers in', async ({ api }) => {
    for (const key of [KEYS.ann, KEYS.bob, token(), token({ aud: ['x', 'plainquery'] })]) {
      // Past the caller's check, the missing database is what stops the question.
      expectProblem(await api.post('/v1/ask', QUESTION, { key }), 500, 'database-misconfigured');
    }
  }),

  tenants('a database of several tenants asks for the tenant of the token', async ({ api }) => {
    await api.rows(PLAIN_QUESTION);
    const response = await api.post('/v1/ask', { question: PLAIN_QUESTION }, { key: token({ tenant: undefined }) });
    expectProblem(response, 403, 'tenant-missing');
  }),
];
