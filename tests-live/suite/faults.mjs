// A proxy between a host and the gateway that misbehaves on demand.
import { createServer, request as forward } from 'node:http';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROW_VALUE } from './planted.mjs';

/** Ways to fail, each for one request: (request, response, proxy). */
export const faults = {
  pass: (request, response, proxy) => proxy.pass(request, response),
  /** The connection breaks before a word is said. */
  resets: (request) => request.socket.resetAndDestroy(),
  /** The answer of the database, later. */
  slow: (ms) => async (request, response, proxy) => {
    await sleep(ms);
    proxy.pass(request, response);
  },
  /** No answer, ever. */
  hangs: (request) => request.resume(),
  /** The real answer, cut off in the middle of its rows. */
  cut: (request, response, proxy) => proxy.cut(request, response, { isChunked: false }),
  /** The same without a length: only the missing last chunk tells. */
  cutChunked: (request, response, proxy) => proxy.cut(request, response, { isChunked: true }),
  /** The real answer, with a word in it that is another one. */
  misspells: (word, other) => (request, response, proxy) => proxy.pass(request, response, (body) => (
    Buffer.from(body.toString().replaceAll(word, other)))),
  /** An answer of another program. */
  says: (status, type, text) => (request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  },
  /** Bytes that are no HTTP. */
  babbles: (request) => request.socket.end(Buffer.from([0, 1, 2, 255, 254, 10, 13, 10, 13, 10])),
  /** An error of the database that quotes a row. */
  refuses: (code) => (request, response) => {
    request.resume();
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({
      code, severity: 'ERROR', message: `invalid input syntax for type integer: "${ROW_VALUE}"`, detail: ROW_VALUE,
    }));
  },
  /** The gateway gets another key than the host has sent. */
  wrongKey: (request, response, proxy) => {
    request.headers.authorization = `Bearer ${'x'.repeat(64)}`;
    proxy.pass(request, response);
  },
};

const REMEMBERED = 50;

export class FaultProxy {
  #server;
  #upstream;
  #port = 0;
  #behaviour = faults.pass;
  #held = [];
  #answers = undefined;

  /** Requests that came. */
  requests = 0;
  /** The last one that was passed on: {path, headers, body}. */
  last = undefined;
  #bodies = [];

  constructor(upstreamUrl) {
    this.#upstream = new URL(upstreamUrl);
  }

  async start() {
    await this.up();
    return this;
  }

  get url() {
    const url = new URL(this.#upstream);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  /** Nobody listens any more. */
  async down() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => { this.#server.close(resolve); });
  }

  /** Listens, on the port from before. */
  async up() {
    this.#server = createServer((request, response) => {
      this.requests += 1;
      request.on('error', () => {});
      response.on('error', () => {});
      this.#behaviour(request, response, this);
    });
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = this.#server.address().port;
  }

  /** Behaves so from the next request on. */
  set(behaviour) {
    this.#behaviour = behaviour;
  }

  /** The bodies of the requests that were passed on during `action`. */
  async sentDuring(action) {
    this.#bodies.length = 0;
    await action();
    return [...this.#bodies];
  }

  /** How many of the requests that were passed on during `action` hold the text. */
  async countOf(text, action) {
    const bodies = await this.sentDuring(action);
    return bodies.filter((body) => body.includes(text)).length;
  }

  /** Runs `action` while each request meets the fault. */
  async during(behaviour, action) {
    this.set(behaviour);
    try {
      return await action();
    } finally {
      this.set(faults.pass);
    }
  }

  /**
   * Holds each request until `release()`. `arrived` resolves with the first one, `left` when the host
   * gives it up.
   */
  hold() {
    const gate = {};
    gate.arrived = new Promise((resolve) => { gate.arrive = resolve; });
    gate.left = new Promise((resolve) => { gate.leave = resolve; });
    this.set((request, response) => {
      this.#held.push(() => this.pass(request, response));
      response.once('close', () => { if (!response.writableFinished) gate.leave(); });
      gate.arrive();
    });
    gate.release = () => {
      this.set(faults.pass);
      for (const go of this.#held.splice(0)) go();
    };
    gate.drop = () => {
      this.set(faults.pass);
      this.#held.length = 0;
    };
    return gate;
  }

  /** Answers a request that was answered before from memory: a database without any time of its own. */
  replay(isOn) {
    this.#answers = isOn ? new Map() : undefined;
  }

  async pass(request, response, edit = (body) => body) {
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return;
    this.last = { path: request.url, headers: request.headers, body: body.toString() };
    this.#bodies.push(this.last.body);
    if (this.#bodies.length > REMEMBERED) this.#bodies.shift();
    const key = this.#answers && createHash('sha256').update(body).digest('base64');
    const known = key && this.#answers.get(key);
    if (known) {
      response.writeHead(known.status, known.headers);
      response.end(known.body);
      return;
    }
    const answer = await this.#ask(request, response, body).catch(() => undefined);
    if (!answer) {
      response.destroy();
      return;
    }
    if (key && answer.status === 200) this.#answers.set(key, answer);
    const told = edit(answer.body);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': told.length });
    response.end(told);
  }

  async cut(request, response, { isChunked }) {
    const body = await bodyOf(request).catch(() => undefined);
    const answer = body && await this.#ask(request, response, body).catch(() => undefined);
    if (!answer) {
      response.destroy();
      return;
    }
    const whole = answer.body;
    const rowsAt = Math.max(whole.lastIndexOf('"rows"'), 0);
    const length = rowsAt + Math.ceil((whole.length - rowsAt) / 2);
    const headers = { 'content-type': answer.headers['content-type'] };
    response.writeHead(200, isChunked ? headers : { ...headers, 'content-length': whole.length });
    response.write(whole.subarray(0, length), () => setTimeout(() => request.socket.destroy(), 30));
  }

  /** Asks the gateway. When the host leaves, the gateway is left too. */
  #ask(request, response, body) {
    return new Promise((resolve, reject) => {
      const headers = { ...request.headers, 'content-length': body.length };
      delete headers['transfer-encoding'];
      // The gateway takes its key alone. The host has a password all the same, as it has with other endpoints.
      const target = headers['neon-connection-string'];
      if (target) headers['neon-connection-string'] = target.replace(/:[^:@/]*@/, '@');
      const onward = forward({
        host: this.#upstream.hostname, port: this.#upstream.port, path: request.url, method: request.method, headers,
      }, (answer) => {
        bodyOf(answer).then((bytes) => {
          const kept = { ...answer.headers, 'content-length': bytes.length };
          delete kept['transfer-encoding'];
          delete kept.connection;
          resolve({ status: answer.statusCode, headers: kept, body: bytes });
        }, reject);
      });
      onward.once('error', reject);
      response.once('close', () => onward.destroy());
      onward.end(body);
    });
  }

  async stop() {
    await this.down();
  }
}

async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
