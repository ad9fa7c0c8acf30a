// A private PostgreSQL of Debian's, gone with the test. It trusts whoever connects from this machine,
// but for roles that a test gives a password.
import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const INSTALLED = '/usr/lib/postgresql';
const START_TRIES = 300;

export class Postgres {
  #bin = newestBin();
  // PostgreSQL refuses to run as root.
  #identity = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  #folder = mkdtempSync(path.join(tmpdir(), 'plainquery-spin-postgres-'));
  #server;

  async start() {
    if (!this.port) {
      if (this.#identity.uid) chownSync(this.#folder, this.#identity.uid, this.#identity.gid);
      this.#run('initdb', ['-D', this.#data, '-U', 'postgres', '-A', 'trust', '-N', '--no-instructions']);
      this.port = await freePort();
      writeFileSync(path.join(this.#data, 'pg_hba.conf'), [
        'host all postgres 127.0.0.1/32 trust',
        'host all all 127.0.0.1/32 scram-sha-256',
      ].join('\n'));
    }
    const log = openSync(this.#log, 'a');
    this.#server = spawn(path.join(this.#bin, 'postgres'), [
      '-D', this.#data, '-p', String(this.port), '-k', this.#folder,
      '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'timezone=Europe/Lisbon',
    ], { ...this.#identity, stdio: ['ignore', 'ignore', log] });
    closeSync(log);
    for (let left = START_TRIES; ; left -= 1) {
      try {
        this.sql('SELECT 1');
        return this;
      } catch (error) {
        if (left === 0) throw error;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
    }
  }

  /** Runs statements as the superuser; gives the cells of the last result as text, lines and bars. */
  sql(text) {
    return execFileSync(
      path.join(this.#bin, 'psql'),
      ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-d', 'postgres',
        '-qAtX', '-v', 'ON_ERROR_STOP=1'],
      { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] },
    ).trim();
  }

  /** What the server has logged since its first start. */
  log() {
    return readFileSync(this.#log, 'utf8');
  }

  /** The address for a role. */
  url(role, password) {
    return `postgres://${role}:${password}@127.0.0.1:${this.port}/postgres`;
  }

  /** Ends the server at once, as a crash does; `start` brings it back. */
  async crash() {
    const ended = new Promise((resolve) => { this.#server.once('exit', resolve); });
    this.#server.kill('SIGQUIT');
    await ended;
  }

  async stop() {
    if (this.#server?.exitCode === null) await this.crash();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #log() {
    return path.join(this.#folder, 'log');
  }

  get #data() {
    return path.join(this.#folder, 'data');
  }

  #run(program, args) {
    execFileSync(path.join(this.#bin, program), args, { ...this.#identity, stdio: 'pipe' });
  }
}

function newestBin() {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).map(Number).filter(Boolean) : [];
  if (versions.length === 0) throw new Error('PostgreSQL is missing: apt-get install postgresql-15');
  return path.join(INSTALLED, String(Math.max(...versions)), 'bin');
}

function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
