// Requests as callers send them, and the checks that every answer has to pass.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { KEYS, SECRETS, leakIn } from './planted.mjs';

const ANSWER_TIMEOUT_MS = 25_000;

/** A caller of one host. Every text that it receives is searched for what nobody may hear. */
export class Client {
  constructor(url) {
    this.url = url;
  }

  /** One request; the answer is read to its end. `key: null` sends none. */
  async send(method, path, { body, key = KEYS.ann, headers = {}, signal } = {}) {
    const response = await this.#fetch(method, path, { body, key, headers, signal });
    const text = await response.text();
    return heard({ status: response.status, headers: response.headers, text });
  }

  get(path, options) {
    return this.send('GET', path, options);
  }

  post(path, body, options = {}) {
    return this.send('POST', path, { ...options, body });
  }

  #fetch(method, path, { body, key, headers, signal }) {
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    return fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...headers,
      },
      body: text,
      redirect: 'manual',
      signal: signal ?? AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
  }

  /** Asks and expects an answer, a question back or a refusal. */
  async ask(question, { conversation, maxRows, ...options } = {}) {
    const body = { question, ...(conversation ? { conversation } : {}), ...(maxRows ? { max_rows: maxRows } : {}) };
    const response = await this.post('/v1/ask', body, options);
    assert.equal(response.status, 200, response.text);
    const answer = response.json();
    assert.equal(answer.request_id, response.headers.get('x-request-id'));
    return answer;
  }

  /** Asks and expects rows. */
  async rows(question, options) {
    const answer = await this.ask(question, options);
    assert.equal(answer.outcome, 'answer', `${question}: ${answer.message}`);
    return answer;
  }

  /** Asks for events; `next()` gives one after the other, `leave()` closes the connection. */
  async stream(question, { key = KEYS.ann, body = {} } = {}) {
    const controller = new AbortController();
    const late = setTimeout(() => controller.abort(new Error('no event in time')), ANSWER_TIMEOUT_MS);
    const response = await this.#fetch('POST', '/v1/ask', {
      body: { question, ...body }, key, headers: { accept: 'text/event-stream' }, signal: controller.signal,
    });
    const events = eventsOf(response.body);
    return {
      status: response.status,
      headers: response.headers,
      async next() {
        const { value, done } = await events.next();
        if (done) clearTimeout(late);
        return value;
      },
      async rest() {
        const all = [];
        for (let event = await this.next(); event; event = await this.next()) all.push(event);
        return all;
      },
      leave() {
        clearTimeout(late);
        controller.abort();
      },
    };
  }

  /** A request over a socket of its own, for what fetch does not send; `write(request)` sends the body. */
  raw({ method = 'POST', path, headers = {}, key = KEYS.ann, timeoutMs = ANSWER_TIMEOUT_MS }, write) {
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.url), {
        method,
        agent: false,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      });
      const late = setTimeout(() => request.destroy(new Error(`no answer after ${timeoutMs} ms`)), timeoutMs);
      request.once('response', (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.once('close', () => {
          clearTimeout(late);
          request.destroy();
          const bytes = Buffer.concat(chunks);
          const headersRead = new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
          resolve(heard({ status: response.statusCode, headers: headersRead, text: bytes.toString(), bytes }));
        });
      });
      request.on('error', (error) => {
        clearTimeout(late);
        reject(error);
      });
      write(request);
    });
  }
}

function heard(response) {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const leak = leakIn(response.text) ?? leakIn(headers);
  assert.equal(leak, undefined, `the answer tells ${leak}`);
  return { ...response, json: () => JSON.parse(response.text) };
}

/** The events of a stream (WHATWG HTML, 9.2), as {name, data}. */
async function* eventsOf(stream) {
  let pending = '';
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    pending += chunk;
    const blocks = pending.split('\n\n');
    pending = blocks.pop();
    for (const block of blocks) {
      // A comment, which keeps a quiet connection open.
      if (block.startsWith(':')) continue;
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)));
      const leak = leakIn(block);
      assert.equal(leak, undefined, `an event tells ${leak}`);
      yield { name: fields.event, data: JSON.parse(fields.data) };
    }
  }
  assert.equal(pending, '', 'the stream ends within an event');
}

/** Expects a problem document of that status and id, with a sentence that says what to do. */
export function expectProblem(response, status, id) {
  const { text, headers } = response;
  assert.equal(response.status, status, text);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  const problem = JSON.parse(text);
  assert.equal(problem.type, `urn:plainquery:problem:${id}`, text);
  assert.equal(problem.status, status);
  assert.match(problem.title, /^[A-Z].*\.$/);
  assert.match(problem.detail, /^[A-Z`].{10,}/s);
  assert.equal(problem.request_id, headers.get('x-request-id'));
  return problem;
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with the given changes to sound claims. */
export function token(claims = {}, { header = { alg: 'HS256', typ: 'JWT' }, secret = SECRETS.jwt } = {}) {
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
