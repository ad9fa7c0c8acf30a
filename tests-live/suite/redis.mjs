// A real Redis behind a proxy that breaks it on demand.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_MS = 10_000;

export class FaultyRedis {
  #server;
  #port;
  #proxy;
  #sockets = new Set();
  #mode = 'ok';

  async start() {
    this.#port = await freePort();
    this.#server = spawn('redis-server', [
      '--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no',
    ], { stdio: 'ignore' });
    this.#proxy = createServer((socket) => this.#serve(socket));
    this.#proxy.listen(0, '127.0.0.1');
    await once(this.#proxy, 'listening');
    await this.#answers();
    return this;
  }

  get url() {
    return `redis://127.0.0.1:${this.#proxy.address().port}`;
  }

  async #answers() {
    const deadline = Date.now() + START_MS;
    for (;;) {
      try {
        await this.#call('PING');
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(50);
      }
    }
  }

  /** `ok`, `failing`, `hanging`, or `stale`: then writes seem to succeed and are lost. */
  async behave(mode) {
    this.#mode = mode;
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket) {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#mode === 'failing') {
      socket.resetAndDestroy();
    } else if (this.#mode !== 'hanging') {
      const upstream = connect(this.#port, '127.0.0.1');
      upstream.on('error', () => socket.destroy());
      socket.once('close', () => upstream.destroy());
      if (this.#mode === 'stale') losingWrites(socket, upstream);
      else socket.pipe(upstream).pipe(socket);
    }
  }

  async #call(...words) {
    const socket = connect(this.#port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write(commandOf(words));
      return (await valuesOf(socket).next()).value.data;
    } finally {
      socket.destroy();
    }
  }

  /** The keys, as the host calls them. */
  async list() {
    const keys = await this.#call('KEYS', 'plainquery:*');
    return keys.map((key) => key.toString().replace('plainquery:', ''));
  }

  async get(key) {
    const value = await this.#call('GET', `plainquery:${key}`);
    return value === null ? null : value.toString();
  }

  async put(key, value) {
    await this.#call('SET', `plainquery:${key}`, value);
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    this.#proxy.close();
    const ended = once(this.#server, 'exit');
    this.#server.kill('SIGTERM');
    await ended;
  }
}

/** One command after the other; what writes is answered and goes no further. */
async function losingWrites(socket, upstream) {
  const replies = valuesOf(upstream);
  try {
    for await (const { data, raw } of valuesOf(socket)) {
      if (/^(SET|SETEX|PSETEX)$/i.test(data[0].toString())) {
        socket.write('+OK\r\n');
      } else {
        upstream.write(raw);
        socket.write((await replies.next()).value.raw);
      }
    }
  } catch {
    socket.destroy();
  }
}

function commandOf(words) {
  const parts = words.map((word) => {
    const bytes = Buffer.from(word);
    return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);
  });
  return Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...parts]);
}

/** The values of a RESP2 stream, each with its bytes. */
async function* valuesOf(stream) {
  let pending = Buffer.alloc(0);
  for await (const chunk of stream) {
    pending = Buffer.concat([pending, chunk]);
    for (let read = parse(pending, 0); read; read = parse(pending, 0)) {
      yield { data: read.data, raw: pending.subarray(0, read.end) };
      pending = pending.subarray(read.end);
    }
  }
}

/** {data, end}, or undefined where the value is not there as a whole. */
function parse(buffer, at) {
  const lineEnd = buffer.indexOf('\r\n', at);
  if (lineEnd < 0) return undefined;
  const line = buffer.subarray(at + 1, lineEnd).toString();
  let end = lineEnd + 2;
  switch (String.fromCharCode(buffer[at])) {
    case '$': {
      const length = Number(line);
      if (length < 0) return { data: null, end };
      return buffer.length < end + length + 2 ? undefined : { data: buffer.subarray(end, end + length), end: end + length + 2 };
    }
    case '*': {
      const data = [];
      for (let index = 0; index < Number(line); index += 1) {
        const item = parse(buffer, end);
        if (!item) return undefined;
        data.push(item.data);
        end = item.end;
      }
      return { data, end };
    }
    default:
      return { data: line, end };
  }
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
