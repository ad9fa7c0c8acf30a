// Requests as callers send them, and the checks that every answer has to pass.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { JWT_SECRET, KEYS } from './stack.mjs';

/** POST of JSON with a key; `key: null` sends none. */
export function post(worker, path, body, { key = KEYS.ann, headers = {} } = {}) {
  return fetch(new URL(path, worker.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
  });
}

export function get(worker, path, { key = KEYS.ann, headers = {}, method = 'GET' } = {}) {
  return fetch(new URL(path, worker.url), {
    method,
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
  });
}

/** Asks and expects an answer, a question back or a refusal. */
export async function ask(worker, question, { conversation, key, maxRows } = {}) {
  const body = { question, ...(conversation ? { conversation } : {}), ...(maxRows ? { max_rows: maxRows } : {}) };
  const response = await post(worker, '/v1/ask', body, { key });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  const answer = JSON.parse(text);
  assert.equal(answer.request_id, response.headers.get('x-request-id'));
  return answer;
}

/** Expects a problem document of that status and id, with a sentence that says what to do. */
export async function expectProblem(response, status, id) {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const problem = JSON.parse(text);
  assert.equal(problem.type, `urn:plainquery:problem:${id}`, text);
  assert.equal(problem.status, status);
  assert.match(problem.title, /^[A-Z].*\.$/);
  assert.match(problem.detail, /^[A-Z`].{10,}/s);
  assert.equal(problem.request_id, response.headers.get('x-request-id'));
  assert.ok(!/postgres:\/\/|Bearer [0-9a-f]{16}|panicked/.test(text), `tells a secret: ${text}`);
  return problem;
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with the given changes to sound claims. */
export function token(claims = {}, { header = { alg: 'HS256', typ: 'JWT' }, secret = JWT_SECRET } = {}) {
  const sound = {
    sub: 'carol',
    tenant: 'acme',
    role: 'analyst',
    aud: 'plainquery',
    exp: Math.floor(Date.now() / 1000) + 300,
  };
  const signed = `${encode(header)}.${encode({ ...sound, ...claims })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
