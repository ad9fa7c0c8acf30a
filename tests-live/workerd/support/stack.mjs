// What the tests run against: the gateway with the embedded Postgres, and Workers on workerd.
// Everything listens on free ports of loopback and ends with the test process.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Log, LogLevel, Miniflare } from 'miniflare';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const DEMO_DATA = path.join(ROOT, 'datasets/demo');
const WORKER_BUILD = process.env.PLAINQUERY_WORKER_BUILD ?? path.join(ROOT, 'functions/workers/build');
const GATEWAY_PROGRAM = process.env.PLAINQUERY_PROGRAM ?? path.join(ROOT, 'target/native/plainquery');
// Kept between runs: making the database from its seeds takes a while.
const DATABASE_DIR = path.join(ROOT, 'target/workerd-tests/postgres');
const GATEWAY_START_MS = 150_000;

export const KEYS = {
  /** Of tenant acme. */
  ann: 'key-of-ann-for-tests-0123456789',
  /** Of tenant umbrella. */
  bob: 'key-of-bob-for-tests-0123456789',
};
export const JWT_SECRET = 'a-shared-key-of-at-least-32-bytes-for-tests';
const GATEWAY_KEY = randomBytes(32).toString('hex');

/** Starts the gateway and the embedded Postgres; gives the variables that lead a Worker there. */
export async function startGateway() {
  requireFile(GATEWAY_PROGRAM, 'cargo build --profile native -p plainquery');
  mkdirSync(DATABASE_DIR, { recursive: true });
  const seeds = ['schema.sql', 'data.sql', 'roles.sql'].flatMap((file) => ['--seed', path.join(DEMO_DATA, file)]);
  const child = spawn(
    GATEWAY_PROGRAM,
    ['gateway', '--listen', '127.0.0.1:0', '--exit-with-parent', '--embedded', DATABASE_DIR, ...seeds],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, PLAINQUERY_GATEWAY_KEY: GATEWAY_KEY } },
  );
  const ready = await readyLine(child);
  return {
    url: ready.url,
    variables: {
      PLAINQUERY_SQL_ENDPOINT: ready.url,
      PLAINQUERY_CONNECTION_STRING: ready.upstreams[0].connection_string,
      PLAINQUERY_GATEWAY_KEY: GATEWAY_KEY,
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readyLine(child) {
  const lines = createInterface(child.stdout);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the gateway is not ready in time')), GATEWAY_START_MS);
    child.once('exit', (code) => reject(new Error(`the gateway ended with status ${code}`)));
    child.once('error', reject);
    lines.on('line', (line) => {
      clearTimeout(late);
      resolve(JSON.parse(line));
    });
  });
}

/** The settings that every Worker of the tests has. */
export function settings(extra = {}) {
  return {
    PLAINQUERY_CONVERSATION_SECRET: 'a-secret-of-at-least-32-bytes-for-tests',
    PLAINQUERY_API_KEYS: JSON.stringify({
      [KEYS.ann]: { subject: 'ann', tenant: 'acme', role: 'analyst' },
      [KEYS.bob]: { subject: 'bob', tenant: 'umbrella', role: 'analyst' },
    }),
    PLAINQUERY_JWT_HS256_SECRET: JWT_SECRET,
    PLAINQUERY_JWT_AUDIENCE: 'plainquery',
    PLAINQUERY_SCHEMAS: 'shop',
    PLAINQUERY_TODAY: '2025-06-30',
    PLAINQUERY_FISCAL_YEAR_STARTS_IN: '4',
    ...extra,
  };
}

/** Starts the Worker. `cache` is `kv`, `none` (no binding) or `failing` (every call throws). */
export async function startWorker(variables, { cache = 'kv' } = {}) {
  requireFile(path.join(WORKER_BUILD, 'index.js'), 'scripts/build-worker');
  const plainquery = {
    name: 'plainquery',
    modules: true,
    modulesRoot: WORKER_BUILD,
    scriptPath: path.join(WORKER_BUILD, 'index.js'),
    modulesRules: [
      { type: 'ESModule', include: ['**/*.js', '**/*.mjs'] },
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
    ],
    compatibilityDate: '2026-04-01',
    bindings: variables,
    ...(cache === 'kv' ? { kvNamespaces: ['PLAINQUERY_CACHE'] } : {}),
    ...(cache === 'failing' ? { wrappedBindings: { PLAINQUERY_CACHE: 'failing-kv' } } : {}),
  };
  const failingKv = {
    name: 'failing-kv',
    modules: true,
    script: `export default () => {
      const fail = async () => { throw new Error("KV GET failed: 500 Internal Server Error"); };
      return { get: fail, getWithMetadata: fail, put: fail, list: fail, delete: fail };
    };`,
  };
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    telemetry: { enabled: false },
    log: new Log(LogLevel.WARN),
    workers: cache === 'failing' ? [plainquery, failingKv] : [plainquery],
  });
  const url = (await miniflare.ready.catch(async (error) => {
    await miniflare.dispose();
    throw error;
  })).origin;
  return {
    url,
    kv: () => miniflare.getKVNamespace('PLAINQUERY_CACHE', 'plainquery'),
    stop: () => miniflare.dispose(),
  };
}

function requireFile(file, command) {
  if (!existsSync(file)) throw new Error(`${path.relative(ROOT, file)} is missing: run ${command}`);
}
