// The built gateway, and the official driver before it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { neon, neonConfig } from '@neondatabase/serverless';
import { SCHEMA } from './cluster.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const PROGRAM = process.env.PLAINQUERY_PROGRAM ?? path.join(ROOT, 'target/native/plainquery');
// Kept between runs: making the database from its seed takes a while.
const EMBEDDED_DIR = path.join(ROOT, 'target/neon-driver-tests/postgres');
const START_MS = 150_000;

/** The driver finds a gateway by the host of the connection string. */
const endpoints = new Map();
neonConfig.fetchEndpoint = (host) => endpoints.get(host);

/** The arguments that start the embedded Postgres with the schema of the tests. */
export function embedded() {
  mkdirSync(EMBEDDED_DIR, { recursive: true });
  return ['--embedded', EMBEDDED_DIR, '--seed', SCHEMA];
}

/** Starts a gateway. The names of its upstreams must differ from those of others that run. */
export async function startGateway(...args) {
  if (!existsSync(PROGRAM)) throw new Error(`${path.relative(ROOT, PROGRAM)} is missing: cargo build --profile native -p plainquery`);
  const key = randomBytes(32).toString('hex');
  const child = spawn(PROGRAM, ['gateway', '--listen', '127.0.0.1:0', '--exit-with-parent', ...args], {
    stdio: ['pipe', 'pipe', process.env.PLAINQUERY_SHOW_LOGS ? 'inherit' : 'ignore'],
    env: { ...process.env, PLAINQUERY_GATEWAY_KEY: key },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const ready = await readyLine(child);
  const strings = new Map(ready.upstreams.map(({ name, connection_string: string }) => [name, string]));
  for (const name of strings.keys()) endpoints.set(name, ready.url);
  return {
    url: ready.url,
    key,
    connectionString: (name) => strings.get(name),
    /** The driver before one of its upstreams. */
    sql: (name, options = {}) => neon(strings.get(name), { authToken: key, ...options }),
    /** A request that no driver would send. */
    fetch: (name, body, headers = {}, options = {}) => fetch(ready.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'neon-connection-string': strings.get(name), ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...options,
    }),
    residentKilobytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]),
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function readyLine(child) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the gateway is not ready in time')), START_MS);
    child.once('exit', (code) => reject(new Error(`the gateway ended with status ${code}`)));
    child.once('error', reject);
    createInterface(child.stdout).on('line', (line) => {
      clearTimeout(late);
      resolve(JSON.parse(line));
    });
  });
}

/** Notes every answer that the driver gets while `work` runs: its status and headers. */
export async function watchAnswers(work) {
  const answers = [];
  neonConfig.fetchFunction = async (url, init) => {
    const response = await fetch(url, init);
    answers.push({ status: response.status, headers: response.headers, sent: init.headers });
    return response;
  };
  try {
    return { result: await work(), answers };
  } finally {
    neonConfig.fetchFunction = undefined;
  }
}
