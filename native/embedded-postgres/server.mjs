#!/usr/bin/env node
// Starts PostgreSQL (PGlite, with pgvector) on a seeded data folder and serves it on loopback.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { openCluster, ensureCluster } from './src/cluster.mjs';
import { takeLock } from './src/lock.mjs';
import { serve } from './src/wire.mjs';

const USAGE =
  'usage: server.mjs --data-dir DIR --seed FILE.sql [--seed FILE.sql …] [--port N] [--user ROLE] [--database NAME]';
const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;

function settingsFrom(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string', default: '0' },
      seed: { type: 'string', multiple: true, default: [] },
      user: { type: 'string', default: 'plainquery_reader' },
      database: { type: 'string', default: 'plainquery' },
    },
  });
  const port = Number(values.port);
  if (!values['data-dir']) throw new Error('--data-dir is missing');
  if (values.seed.length === 0) throw new Error('--seed is missing: name at least one SQL file');
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('--port must be a number from 0 to 65535');
  for (const name of ['user', 'database']) {
    if (!IDENTIFIER.test(values[name])) throw new Error(`--${name} must be a plain lower-case name`);
  }
  if (values.user === 'postgres') throw new Error('--user must be an ordinary role, not postgres');
  return { dataDir: values['data-dir'], port, seedFiles: values.seed, user: values.user, database: values.database };
}

// A query blocks this thread for as long as it runs, so another one waits for the parent to go.
function dieWithParent() {
  new Worker(new URL('./src/parent-watch.mjs', import.meta.url));
}

function fail(message, status) {
  console.error(`embedded-postgres: ${message}`);
  process.exit(status);
}

let settings;
try {
  settings = settingsFrom(process.argv.slice(2));
} catch (error) {
  console.error(`embedded-postgres: ${error.message}\n${USAGE}`);
  process.exit(2);
}
dieWithParent();
try {
  await takeLock(settings.dataDir);
  const cluster = await ensureCluster(settings, (line) => console.error(`embedded-postgres: ${line}`));
  const onFatal = (error) => fail(error.message, 70);
  const opened = await openCluster(cluster, settings, onFatal);
  const port = await serve(opened, { port: settings.port, user: settings.user, onFatal });
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`);
} catch (error) {
  fail(error.message, 1);
}
