// Four Workers on the Workers runtime, as functions/*/wrangler.toml deploy them: the same WASM, service
// bindings between them, and each with the settings and secrets that its function needs.
import { Miniflare } from 'miniflare';
import { SECRETS } from '../planted.mjs';
import { BUILD, cannot, missing, modulesOf, quietly } from './workerd.mjs';

export const about = 'A Worker for each function on workerd';
export { cannot, missing };

const FUNCTIONS = ['ask', 'retrieve', 'generate', 'validate'];
const PLAN_KEYS = `suite:${SECRETS.plan}`;
/** Whose settings these are; all others are the front's. */
const OF_GENERATE = /^(OPENAI|ANTHROPIC)_|^PLAINQUERY_MODEL/;
const OF_EMBEDDINGS = /^PLAINQUERY_EMBEDDINGS/;

function settingsOf(name, settings) {
  const own = { PLAINQUERY_FUNCTIONS: name, PLAINQUERY_INNER_SECRET: SECRETS.inner };
  if (name === 'ask' || name === 'validate') own.PLAINQUERY_PLAN_KEYS = settings.PLAINQUERY_PLAN_KEYS ?? PLAN_KEYS;
  const owners = (key) => {
    if (OF_EMBEDDINGS.test(key)) return ['retrieve', 'generate'];
    return OF_GENERATE.test(key) ? ['generate'] : ['ask'];
  };
  const isOwn = ([key]) => owners(key).includes(name);
  return { ...Object.fromEntries(Object.entries(settings).filter(isOwn)), ...own };
}

export async function start({ settings, kv = 'kv', controls = false, rateLimit }) {
  const log = { text: '' };
  const worker = (name) => ({
    name: `plainquery-${name}`,
    modules: modulesOf(BUILD, { controls }),
    compatibilityDate: '2026-04-01',
    bindings: settingsOf(name, settings),
    ...(kv === 'none' ? {} : { kvNamespaces: ['PLAINQUERY_CACHE'] }),
    ...(name === 'ask'
      ? {
          serviceBindings: Object.fromEntries(
            FUNCTIONS.slice(1).map((other) => [other.toUpperCase(), `plainquery-${other}`]),
          ),
          ...(rateLimit
            ? { ratelimits: { PLAINQUERY_RATE_LIMIT: { simple: { limit: rateLimit.limit, period: rateLimit.windowS } } } }
            : {}),
        }
      : {}),
  });
  const miniflare = new Miniflare({ ...quietly(log), workers: FUNCTIONS.map(worker) });
  const url = (await miniflare.ready.catch(async (error) => {
    await miniflare.dispose();
    throw error;
  })).origin;
  const store = () => miniflare.getKVNamespace('PLAINQUERY_CACHE', 'plainquery-ask');
  // All of them: their clocks go together, and so does what happens to their store.
  const control = async (change) => {
    for (const name of FUNCTIONS) {
      const controlled = await miniflare.getWorker(`plainquery-${name}`);
      const response = await controlled.fetch('http://worker/test-controls', { method: 'PUT', body: JSON.stringify(change) });
      if (response.status !== 204) throw new Error(`the controls of ${name} answered ${response.status}`);
    }
  };
  return {
    url,
    log: () => log.text,
    kv: {
      list: async () => (await (await store()).list()).keys.map((key) => key.name),
      get: async (name) => (await store()).get(name),
      put: async (name, value) => (await store()).put(name, value),
      behave: (mode) => control({ kv: mode }),
    },
    clock: { shift: (ms) => control({ clock_offset_ms: ms }) },
    stop: () => miniflare.dispose(),
  };
}
