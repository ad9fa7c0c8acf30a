// A language model that speaks the OpenAI protocol and answers as it is told.
import { createServer } from 'node:http';
import { PROVIDER_WORDS } from './planted.mjs';

export const replies = {
  status: (code, headers = {}) => (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: PROVIDER_WORDS } }));
  },
  garbage: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('<html>not what was asked for</html>');
  },
  nothing: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end();
  },
  hangs: () => {},
  breaks: (response) => response.socket.destroy(),
  says: (content) => (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({
      id: 'x',
      object: 'chat.completion',
      model: 'scripted',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
      usage: { prompt_tokens: 1200, completion_tokens: 40, total_tokens: 1240 },
    }));
  },
  sql: (sql) => replies.says(JSON.stringify({ outcome: 'answer', sql })),
  /** A vector for each text of the request. */
  embeds: (vectorOf) => (response, { body }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({
      object: 'list',
      model: 'scripted',
      data: body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })),
      usage: { prompt_tokens: 10, total_tokens: 10 },
    }));
  },
  /** One after the other; the last one stays. */
  inTurn: (...behaviours) => (response, call) => (behaviours.length > 1 ? behaviours.shift() : behaviours[0])(response, call),
};

export class ScriptedModel {
  #server;
  #port = 0;
  #behaviour = replies.status(500);
  calls = [];

  async start() {
    await this.up();
    return this;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  behave(next) {
    this.#behaviour = next;
  }

  async up() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => { body += chunk; });
      request.on('end', () => {
        this.calls.push({ path: request.url, body: body ? JSON.parse(body) : null });
        this.#behaviour(response, this.calls.at(-1));
      });
    });
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = this.#server.address().port;
  }

  async down() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => { this.#server.close(resolve); });
  }

  stop() {
    return this.down();
  }
}
