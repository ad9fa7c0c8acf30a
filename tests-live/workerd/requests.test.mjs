// What needs no database: routes, callers, bodies, the page. Each bad request gets a problem document,
// and the request after it is served.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectProblem, get, post, token } from './support/client.mjs';
import { KEYS, settings, startWorker } from './support/stack.mjs';

const QUESTION = { question: 'How many orders are there?' };
let worker;

before(async () => { worker = await startWorker(settings()); });
after(() => worker?.stop());

async function serves() {
  const response = await get(worker, '/healthz', { key: null });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: 'ok' });
}

test('bodies that cannot be read are explained', async (t) => {
  const cases = [
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
  for (const [name, body, status, id, detail] of cases) {
    await t.test(name, async () => {
      const problem = await expectProblem(await post(worker, '/v1/ask', body), status, id);
      assert.match(problem.detail, detail);
      await serves();
    });
  }
});

test('a body of another media type is refused', async () => {
  const response = await post(worker, '/v1/ask', JSON.stringify(QUESTION), { headers: { 'content-type': 'text/plain' } });
  await expectProblem(response, 415, 'unsupported-media-type');
});

test('callers without a valid key or token are refused', async (t) => {
  const none = { alg: 'none', typ: 'JWT' };
  const cases = [
    ['no token', null, 'token-missing', /Authorization/],
    ['an unknown key', 'key-of-nobody-for-tests-0123456789', 'token-not-valid', /knows/],
    ['a key with one letter changed', KEYS.ann.replace('ann', 'anm'), 'token-not-valid', /knows/],
    ['alg none', token({}, { header: none }), 'token-not-valid', /HS256/],
    ['alg none without a signature', token({}, { header: none }).replace(/[^.]*$/, ''), 'token-not-valid', /HS256/],
    ['another secret', token({}, { secret: 'x'.repeat(40) }), 'token-not-valid', /signature/],
    ['an expired token', token({ exp: 1_700_000_000 }), 'token-not-valid', /expired/],
    ['a token that holds later', token({ nbf: 4_000_000_000 }), 'token-not-valid', /not valid yet/],
    ['a token for others', token({ aud: 'others' }), 'token-not-valid', /audience/],
    ['a token without a role', token({ role: undefined }), 'token-not-valid', /role/],
    ['junk with dots', 'a.b.c', 'token-not-valid', /signed token/],
  ];
  for (const [name, key, id, detail] of cases) {
    await t.test(name, async () => {
      const response = await post(worker, '/v1/ask', QUESTION, { key });
      assert.match(response.headers.get('www-authenticate'), /^Bearer/);
      const problem = await expectProblem(response, 401, id);
      assert.match(problem.detail, detail);
      await serves();
    });
  }
});

test('keys and tokens let their callers in', async () => {
  for (const key of [KEYS.ann, KEYS.bob, token(), token({ aud: ['x', 'plainquery'] })]) {
    // Past the caller's check, the missing database is what stops the question.
    const response = await post(worker, '/v1/ask', QUESTION, { key });
    await expectProblem(response, 500, 'database-misconfigured');
  }
});

test('without a database each question says so, and the page works', async () => {
  const problem = await expectProblem(await post(worker, '/v1/ask', QUESTION), 500, 'database-misconfigured');
  assert.match(problem.detail, /DATABASE_URL/);
  await expectProblem(await get(worker, '/v1/schema'), 500, 'database-misconfigured');
  assert.equal((await get(worker, '/', { key: null })).status, 200);
});

test('unknown routes and methods', async () => {
  await expectProblem(await get(worker, '/v1/nothing'), 404, 'not-found');
  await expectProblem(await get(worker, '/v1/ask/'), 404, 'not-found');
  const ask = await get(worker, '/v1/ask');
  assert.equal(ask.headers.get('allow'), 'POST, OPTIONS');
  await expectProblem(ask, 405, 'method-not-allowed');
  const schema = await post(worker, '/v1/schema', {});
  assert.equal(schema.headers.get('allow'), 'GET, HEAD, OPTIONS');
  await expectProblem(schema, 405, 'method-not-allowed');
  await expectProblem(await get(worker, '/v1/ask', { method: 'DELETE' }), 405, 'method-not-allowed');
});

test('request ids are taken over only where they are harmless', async () => {
  const id = async (given) => (await get(worker, '/healthz', { headers: given ? { 'x-request-id': given } : {} })).headers.get('x-request-id');
  assert.equal(await id('trace-1.A_b'), 'trace-1.A_b');
  assert.match(await id('a b'), /^[0-9a-f]{32}$/);
  assert.match(await id('x'.repeat(65)), /^[0-9a-f]{32}$/);
  assert.notEqual(await id(), await id());
});

test('the page and its files are served with a strict policy and a tag', async () => {
  const page = await get(worker, '/', { key: null });
  const html = await page.text();
  assert.match(page.headers.get('content-type'), /^text\/html/);
  const policy = page.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]);
  assert.ok(files.length >= 2, html);
  for (const file of files) {
    const response = await get(worker, file, { key: null });
    assert.equal(response.status, 200, file);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    const again = await get(worker, file, { key: null, headers: { 'if-none-match': response.headers.get('etag') } });
    assert.equal(again.status, 304, file);
    assert.equal(await again.text(), '');
  }
  const head = await get(worker, '/', { key: null, method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
});

test('other origins are admitted only where they are configured', async () => {
  const origin = 'https://app.example.com';
  const preflight = (target) => get(target, '/v1/ask', {
    key: null, method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' },
  });
  assert.equal((await preflight(worker)).headers.get('access-control-allow-origin'), null);
  const open = await startWorker(settings({ PLAINQUERY_ALLOWED_ORIGINS: origin }));
  try {
    const admitted = await preflight(open);
    assert.equal(admitted.status, 204);
    assert.equal(admitted.headers.get('access-control-allow-origin'), origin);
    assert.match(admitted.headers.get('access-control-allow-headers'), /authorization/);
    const refused = await post(open, '/v1/ask', QUESTION, { key: null, headers: { origin } });
    assert.equal(refused.headers.get('access-control-allow-origin'), origin);
    await expectProblem(refused, 401, 'token-missing');
    const other = await get(open, '/v1/schema', { headers: { origin: 'https://evil.example' } });
    assert.equal(other.headers.get('access-control-allow-origin'), null);
    assert.equal(other.headers.get('vary'), 'origin');
  } finally {
    await open.stop();
  }
});

test('wrong settings are all named at once, without their values', async () => {
  const wrong = await startWorker({ PLAINQUERY_CONVERSATION_SECRET: 'hunter2', PLAINQUERY_MAX_ROWS: 'many' });
  try {
    for (const path of ['/v1/ask', '/v1/validate']) {
      const problem = await expectProblem(await post(wrong, path, QUESTION), 500, 'misconfigured');
      for (const key of ['PLAINQUERY_CONVERSATION_SECRET', 'PLAINQUERY_API_KEYS', 'PLAINQUERY_MAX_ROWS']) {
        assert.ok(problem.detail.includes(key), problem.detail);
      }
      assert.ok(!problem.detail.includes('hunter2'));
    }
    await expectProblem(await get(wrong, '/healthz'), 500, 'misconfigured');
    assert.equal((await get(wrong, '/', { key: null })).status, 200);
  } finally {
    await wrong.stop();
  }
});
