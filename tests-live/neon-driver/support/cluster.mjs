// A private Postgres cluster of Debian's server. It is gone with the process that started it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const VERSIONS = '/usr/lib/postgresql';
const DATABASE = 'shop';
const START_MS = 30_000;
// The server ends, and its folder goes, when the guardian's standard input does.
const GUARDIAN = 'folder=$1; shift; "$@" & cat >/dev/null; kill -INT $!; wait; rm -rf "$folder"';

export const SCHEMA = new URL('./schema.sql', import.meta.url).pathname;

function binaries() {
  let versions = [];
  try {
    versions = readdirSync(VERSIONS).filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    // Told below.
  }
  if (versions.length === 0) throw new Error('no Postgres in /usr/lib/postgresql: apt-get install postgresql-15');
  return path.join(VERSIONS, String(Math.max(...versions)), 'bin');
}

/** Postgres refuses to run as root. */
function unprivileged(program, ...args) {
  if (process.getuid() !== 0) return [program, ...args];
  return ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--', program, ...args];
}

function succeed(cwd, program, ...args) {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** Starts a cluster with the schema of the tests in it. */
export async function startCluster() {
  const programs = binaries();
  const folder = mkdtempSync(path.join(tmpdir(), 'plainquery-neon-driver-'));
  const data = path.join(folder, 'data');
  mkdirSync(data);
  if (process.getuid() === 0) succeed(folder, 'chown', '-R', 'postgres:postgres', folder);
  succeed(folder, ...unprivileged(path.join(programs, 'initdb'), '--encoding=UTF8', '--locale=C', '--auth=trust',
    '--username=postgres', '--no-sync', '-D', data));
  const port = await freePort();
  const server = unprivileged(path.join(programs, 'postgres'), '-D', data, '-p', String(port),
    '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off',
    '-c', 'max_connections=60', '-c', 'log_min_messages=fatal');
  const guardian = spawn('sh', ['-c', GUARDIAN, 'sh', folder, ...server], { stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
  const ended = new Promise((resolve) => guardian.once('exit', resolve));

  const connect = async (user = 'postgres', database = DATABASE) => {
    const client = new pg.Client({ host: '127.0.0.1', port, user, database });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const deadline = Date.now() + START_MS;
  let first;
  while (!first) {
    first = await connect('postgres', 'postgres').catch(() => undefined);
    if (Date.now() > deadline) throw new Error('the cluster does not start');
    if (!first) await sleep(50);
  }
  await first.query(`CREATE DATABASE ${DATABASE}`);
  await first.end();
  const admin = await connect();
  await admin.query(readFileSync(SCHEMA, 'utf8'));
  await admin.query('ANALYZE');
  return {
    /** A superuser's connection. */
    admin,
    connect,
    url: (user) => `postgres://${user}@127.0.0.1:${port}/${DATABASE}?sslmode=disable`,
    /** Sessions of a role, as the server counts them. */
    async sessions(user) {
      const { rows } = await admin.query('SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = $1', [user]);
      return rows[0].n;
    },
    async stop() {
      await admin.end();
      guardian.stdin.end();
      await ended;
    },
  };
}

