// The Postgres wire protocol on loopback. PGlite is one session, so one connection is served at a time and each
// starts from a clean session; the next waits a moment for its turn and is then told to come back.
import net from 'node:net';
import { PGLiteSocketHandler } from '@electric-sql/pglite-socket';

const PROTOCOL_3 = 196608;
const TURN_TIMEOUT_MS = 5000;

function errorResponse(code, message) {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

function startupUser(message) {
  const view = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  if (view.length < 9 || view.readInt32BE(0) !== view.length || view.readInt32BE(4) !== PROTOCOL_3) return undefined;
  const words = view.toString('utf8', 8).split('\0');
  for (let i = 0; i + 1 < words.length; i += 2) if (words[i] === 'user') return words[i + 1];
  return '';
}

/** What PGLiteSocketHandler needs of a queue: messages of the one served connection, in order. */
class Session {
  #db;
  #user;
  #onFatal;
  #tail = Promise.resolve();
  #open = true;
  #authenticated = false;

  constructor(db, user, onFatal) {
    this.#db = db;
    this.#user = user;
    this.#onFatal = onFatal;
  }

  enqueue(_handlerId, message, onData) {
    const done = this.#tail.then(() => this.#run(message, onData));
    this.#tail = done.catch(() => {});
    return done;
  }

  async #run(message, onData) {
    if (!this.#open) throw new Error('connection closed');
    if (!this.#authenticated) {
      const user = startupUser(message);
      if (user !== this.#user) {
        onData(errorResponse('28000', `role "${user ?? ''}" can not log in; connect as ${this.#user}`));
        throw new Error('wrong role');
      }
      this.#authenticated = true;
    }
    let bytes = 0;
    try {
      await this.#db.runExclusive(() =>
        this.#db.execProtocolRawStream(message, {
          onRawData: (data) => {
            bytes += data.length;
            onData(data);
          },
        }),
      );
    } catch (error) {
      // The backend's state is unknown now; whoever started this process starts it again.
      this.#onFatal(new Error(`the database stopped: ${error.message}`));
      throw error;
    }
    return bytes;
  }

  clearQueueForHandler() {
    this.#open = false;
  }

  async clearTransactionIfNeeded() {}

  async finish() {
    this.#open = false;
    await this.#tail;
    if (this.#db.isInTransaction()) await this.#db.exec('ROLLBACK');
  }
}

class Turnstile {
  #waiting = [];
  #busy = false;

  constructor(db, resetSession, user, onFatal) {
    Object.assign(this, { db, resetSession, user, onFatal });
  }

  admit(socket) {
    const waiter = { socket, timer: setTimeout(() => this.#turnAway(waiter), TURN_TIMEOUT_MS) };
    socket.on('error', () => {});
    this.#waiting.push(waiter);
    this.#next();
  }

  #turnAway(waiter) {
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
    waiter.socket.end(errorResponse('53300', 'another connection is being served; the embedded database has one session'));
  }

  #next() {
    if (this.#busy) return;
    const waiter = this.#waiting.shift();
    if (!waiter) return;
    clearTimeout(waiter.timer);
    if (waiter.socket.destroyed) {
      this.#next();
      return;
    }
    this.#busy = true;
    this.#serve(waiter.socket).catch(this.onFatal);
  }

  async #serve(socket) {
    const session = new Session(this.db, this.user, this.onFatal);
    const handler = new PGLiteSocketHandler({ queryQueue: session, closeOnDetach: true });
    // Not the socket's own events: the handler takes all listeners off the socket when it is done.
    const closed = new Promise((resolve) => {
      handler.addEventListener('close', resolve);
      handler.addEventListener('error', () => {
        // The refusal is written out before the handler destroys the socket.
        socket.destroySoon();
        resolve();
      });
    });
    await handler.attach(socket);
    socket.resume();
    await closed;
    await session.finish();
    socket.on('error', () => {});
    await this.resetSession();
    this.#busy = false;
    this.#next();
  }
}

/** Listens on 127.0.0.1; resolves to the port. `onFatal` is called when the database can not go on. */
export async function serve({ db, resetSession }, { port, user, onFatal }) {
  const turnstile = new Turnstile(db, resetSession, user, onFatal);
  const server = net.createServer({ pauseOnConnect: true, noDelay: true }, (socket) => turnstile.admit(socket));
  await new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is in use; choose another --port, or 0`) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return server.address().port;
}
