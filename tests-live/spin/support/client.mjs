// Requests to the application, and the settings that every one of these tests has.
import assert from 'node:assert/strict';

export const KEY = 'key-of-ann-for-tests-0123456789';
export const SETTINGS = {
  PLAINQUERY_CONVERSATION_SECRET: 'a-secret-of-at-least-32-bytes-for-tests',
  PLAINQUERY_API_KEYS: JSON.stringify({ [KEY]: { subject: 'ann', tenant: 'acme', role: 'analyst' } }),
};

export function get(host, path, headers = {}) {
  return fetch(new URL(path, host.url), { headers: { authorization: `Bearer ${KEY}`, ...headers } });
}

export function post(host, path, body, headers = {}) {
  return fetch(new URL(path, host.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Asks, and expects rows. */
export async function ask(host, question) {
  const response = await post(host, '/v1/ask', { question });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  const answer = JSON.parse(text);
  assert.equal(answer.outcome, 'answer', text);
  return answer;
}

/** Asks, and expects a problem document of that status and id. */
export async function askInVain(host, question, status, id) {
  const response = await post(host, '/v1/ask', { question });
  const text = await response.text();
  assert.equal(response.status, status, text);
  const problem = JSON.parse(text);
  assert.equal(problem.type, `urn:plainquery:problem:${id}`, text);
  return problem;
}
