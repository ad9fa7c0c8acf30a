#!/usr/bin/env node
// Runs the built Worker on workerd with a key-value store on disk. scripts/demo starts it, with its
// options as JSON in DEMO_WORKER: {port, kvDir, variables}. Prints one line of JSON when ready, and
// ends with its stdin.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Log, LogLevel, Miniflare } from 'miniflare';

const BUILD = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../functions/workers/build');
const COMPATIBILITY_DATE = '2026-04-01';
const HEALTH_EVERY_MS = 5_000;
const HEALTH_FAILURES_BEFORE_THE_END = 3;

const { port, kvDir, variables } = JSON.parse(process.env.DEMO_WORKER);
const worker = new Miniflare({
  host: '127.0.0.1',
  port,
  cf: false,
  telemetry: { enabled: false },
  log: new Log(LogLevel.WARN),
  // Miniflare's own logger writes to stdout, which holds the ready line only.
  handleRuntimeStdio(stdout, stderr) {
    stdout.pipe(process.stderr);
    stderr.pipe(process.stderr);
  },
  modules: true,
  rootPath: BUILD,
  scriptPath: 'worker/shim.mjs',
  modulesRules: [
    { type: 'ESModule', include: ['**/*.js', '**/*.mjs'] },
    { type: 'CompiledWasm', include: ['**/*.wasm'] },
  ],
  compatibilityDate: COMPATIBILITY_DATE,
  kvNamespaces: ['PLAINQUERY_CACHE'],
  kvPersist: kvDir,
  bindings: variables,
});

async function end(status) {
  await worker.dispose().catch(() => {});
  process.exit(status);
}

process.once('SIGTERM', () => void end(0));
process.once('SIGINT', () => void end(0));
process.stdin.resume().once('end', () => void end(0));

try {
  const url = (await worker.ready).origin;
  const health = await fetch(new URL('/healthz', url));
  if (!health.ok) throw new Error(`the Worker is not well (status ${health.status}): ${await health.text()}`);
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
  watch(url);
} catch (error) {
  console.error(/ADDR.*_?IN_?USE/.test(error.code) ? `port ${port} is taken: choose another with --port` : error);
  await end(1);
}

/** Miniflare outlives its runtime; without this a dead Worker would go unnoticed. */
function watch(url) {
  let failures = 0;
  setInterval(async () => {
    try {
      await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(HEALTH_EVERY_MS) });
      failures = 0;
    } catch {
      failures += 1;
      if (failures < HEALTH_FAILURES_BEFORE_THE_END) return;
      console.error('workerd no longer answers');
      await end(1);
    }
  }, HEALTH_EVERY_MS).unref();
}
