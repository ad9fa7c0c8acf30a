// One Worker with all routes, on the Workers runtime.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Log, LogLevel, Miniflare } from 'miniflare';
import { ROOT } from '../places.mjs';

export const BUILD = process.env.PLAINQUERY_WORKER_BUILD ?? path.join(ROOT, 'functions/workers/build');
const CONTROLS = path.join(path.dirname(new URL(import.meta.url).pathname), 'workerd-controls.mjs');

export const about = 'One Worker on workerd';

/** What this host cannot show, and why. */
export const cannot = {
  'exact counters': 'the rate-limiting binding counts nearly and for each place, and does not tell what is left',
};

export function missing() {
  try {
    readFileSync(path.join(BUILD, 'index.js'));
    return undefined;
  } catch {
    return 'the Worker is not built: run scripts/build-worker';
  }
}

/** The modules of a Worker's build; with controls, behind a module that moves its clock and breaks its KV. */
export function modulesOf(build, { controls = false } = {}) {
  const file = (name) => readFileSync(path.join(build, name));
  const modules = [
    { type: 'ESModule', path: 'index.js', contents: file('index.js').toString() },
    { type: 'CompiledWasm', path: 'index_bg.wasm', contents: file('index_bg.wasm') },
  ];
  if (!controls) return modules;
  return [{ type: 'ESModule', path: 'controls.mjs', contents: readFileSync(CONTROLS, 'utf8') }, ...modules];
}

/** What every Miniflare of the suite has: loopback, no calls home, the runtime's output in `log`. */
export function quietly(log) {
  return {
    host: '127.0.0.1',
    port: 0,
    cf: false,
    telemetry: { enabled: false },
    log: new Log(LogLevel.WARN),
    handleRuntimeStdio(stdout, stderr) {
      for (const stream of [stdout, stderr]) stream.on('data', (chunk) => { log.text += chunk; });
    },
  };
}

/** `kv` is `kv`, or `none` for no binding; `hyperdrive` is the address of a database for that binding. */
export async function start({ settings, kv = 'kv', controls = false, rateLimit, hyperdrive }) {
  const log = { text: '' };
  const miniflare = new Miniflare({
    ...quietly(log),
    workers: [{
      name: 'plainquery',
      modules: modulesOf(BUILD, { controls }),
      compatibilityDate: '2026-04-01',
      bindings: settings,
      ...(hyperdrive ? { hyperdrives: { HYPERDRIVE: hyperdrive } } : {}),
      ...(kv === 'none' ? {} : { kvNamespaces: ['PLAINQUERY_CACHE'] }),
      ...(rateLimit ? { ratelimits: { PLAINQUERY_RATE_LIMIT: { simple: { limit: rateLimit.limit, period: rateLimit.windowS } } } } : {}),
    }],
  });
  const url = (await miniflare.ready.catch(async (error) => {
    await miniflare.dispose();
    throw error;
  })).origin;
  const store = () => miniflare.getKVNamespace('PLAINQUERY_CACHE', 'plainquery');
  const control = async (change) => {
    const response = await fetch(new URL('/test-controls', url), { method: 'PUT', body: JSON.stringify(change) });
    if (response.status !== 204) throw new Error(`the controls answered ${response.status}`);
  };
  return {
    url,
    log: () => log.text,
    kv: {
      list: async () => (await (await store()).list()).keys.map((key) => key.name),
      get: async (name) => (await store()).get(name),
      put: async (name, value) => (await store()).put(name, value),
      /** `ok`, `failing`, `hanging` or `stale`. */
      behave: (mode) => control({ kv: mode }),
    },
    clock: { shift: (ms) => control({ clock_offset_ms: ms }) },
    stop: () => miniflare.dispose(),
  };
}
