// Runs the parts of the demo together: the gateway (with the embedded Postgres) and the Worker.
// usage: main.mjs --port N [-- COMMAND…]; scripts/demo builds everything first.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from './lock.mjs';
import { Part } from './part.mjs';
import { readSecrets } from './secrets.mjs';
import { workerVariables } from './variables.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const DEMO_DATA = path.join(ROOT, 'datasets/demo');
const STATE = path.resolve(process.env.PLAINQUERY_DEMO_DIR ?? path.join(ROOT, '.demo'));
// The first start makes the database from its seed files.
const GATEWAY_START_MS = 180_000;
const WORKER_START_MS = 60_000;
const INTERRUPTED = 130;

const separator = process.argv.indexOf('--');
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
const command = separator < 0 ? [] : process.argv.slice(separator + 1);

const parts = [];
let isStopping = false;

/** Ends everything, the newest part first, and then this process. */
async function stop(status) {
  if (isStopping) return;
  isStopping = true;
  for (const part of [...parts].reverse()) await part.stop();
  process.exit(status);
}

function onPartEnded(part, how) {
  if (isStopping) return;
  console.error(`\nerror: ${part.name} ${how}. The end of ${part.logFile}:\n${part.logTail()}`);
  void stop(1);
}

async function startPart(options) {
  const part = new Part({ ...options, logDir: path.join(STATE, 'logs'), onEnd: onPartEnded });
  parts.push(part);
  const start = Date.now();
  const ready = await part.ready(options.startMs);
  console.error(`${String(Math.round((Date.now() - start) / 1000)).padStart(4)} s    start ${part.name}`);
  return ready;
}

/** With DATABASE_URL the gateway takes its upstream from there, else it starts the embedded one. */
function startGateway(secrets) {
  const upstream = process.env.DATABASE_URL
    ? []
    : ['--embedded', path.join(STATE, 'postgres'),
        ...['schema.sql', 'data.sql', 'roles.sql'].flatMap((file) => ['--seed', path.join(DEMO_DATA, file)])];
  return startPart({
    name: process.env.DATABASE_URL ? 'the gateway' : 'the gateway and the embedded Postgres',
    label: 'gateway',
    command: path.join(ROOT, 'target/native/plainquery'),
    args: ['gateway', '--listen', '127.0.0.1:0', '--exit-with-parent', ...upstream],
    env: { PLAINQUERY_GATEWAY_KEY: secrets.gatewayKey },
    startMs: GATEWAY_START_MS,
  });
}

function startWorker(secrets, gateway) {
  const variables = workerVariables({
    demoSettingsFile: process.env.DATABASE_URL ? undefined : path.join(DEMO_DATA, 'settings.toml'),
    gateway,
    secrets,
  });
  return startPart({
    name: 'the Worker',
    label: 'worker',
    command: process.execPath,
    args: [path.join(ROOT, 'scripts/demo-worker.mjs')],
    env: {
      DEMO_WORKER: JSON.stringify({ port, kvDir: path.join(STATE, 'kv'), variables }),
    },
    startMs: WORKER_START_MS,
  });
}

/** The page and the health check work without a database; the schema does not. */
async function readSchema(url, key) {
  const response = await fetch(new URL('/v1/schema', url), { headers: { authorization: `Bearer ${key}` } });
  if (response.ok) return response.json();
  const problem = await response.text();
  throw new Error(`the Worker cannot read the database's schema (status ${response.status}): ${problem}`);
}

/** A question that this database answers: one of those that the service itself suggests. */
function exampleOf(schema) {
  if (!process.env.DATABASE_URL) return 'Total sales by region in 2024';
  return schema.suggestions?.[0] ?? 'How many rows are there?';
}

function printAddress(url, key, question) {
  const body = JSON.stringify({ question }).replaceAll("'", "'\\''");
  console.log(`
Plainquery is running. Open this page (the key after # stays in your browser):

  ${url}/#key=${key}

or ask with curl:

  curl -s ${url}/v1/ask -H 'authorization: Bearer ${key}' \\
    -H 'content-type: application/json' -d '${body}'

Logs are in ${path.relative(process.cwd(), path.join(STATE, 'logs')) || '.'}. Ctrl-C stops everything.`);
}

function runCommand(url, key) {
  const child = spawn(command[0], command.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, PLAINQUERY_URL: url, PLAINQUERY_KEY: key },
  });
  child.once('error', (error) => {
    console.error(`error: cannot run ${command[0]}: ${error.message}`);
    void stop(127);
  });
  child.once('exit', (code) => void stop(code ?? 1));
}

process.on('SIGINT', () => void stop(command.length > 0 ? INTERRUPTED : 0));
process.on('SIGTERM', () => void stop(INTERRUPTED));
process.on('SIGHUP', () => void stop(INTERRUPTED));

try {
  mkdirSync(STATE, { recursive: true });
  takeLock(path.join(STATE, 'lock'), 'stop it, or set PLAINQUERY_DEMO_DIR to another folder');
  const secrets = readSecrets(path.join(STATE, 'secrets'));
  const gateway = await startGateway(secrets);
  const { url } = await startWorker(secrets, gateway);
  const schema = await readSchema(url, secrets.apiKey);
  if (command.length > 0) runCommand(url, secrets.apiKey);
  else printAddress(url, secrets.apiKey, exampleOf(schema));
} catch (error) {
  if (!isStopping) console.error(`error: ${error.message}`);
  await stop(1);
}
