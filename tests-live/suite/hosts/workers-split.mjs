// A Worker a function on the Workers runtime, with service bindings between them.
import { Miniflare } from 'miniflare';
import { SECRETS } from '../planted.mjs';
import { BUILD, cannot, missing, modulesOf, quietly } from './workerd.mjs';

export const about = 'Four Workers on workerd, a function each, with service bindings between them';
export { cannot, missing };

/** What each function needs to know, and no more: the database is known to `ask` alone, the model to `generate`. */
const OF_THE_MODEL = /^(OPENAI|ANTHROPIC)_|^PLAINQUERY_MODEL/;
const OF_INNER_CALLS = /^PLAINQUERY_(PREVIOUS_)?INNER_SECRET$/;
const KNOWN = {
  ask: (name) => !OF_THE_MODEL.test(name),
  retrieve: (name) => OF_INNER_CALLS.test(name),
  generate: (name) => OF_INNER_CALLS.test(name) || OF_THE_MODEL.test(name),
  validate: (name) => OF_INNER_CALLS.test(name) || name === 'PLAINQUERY_PLAN_KEYS',
};
const INNER = ['retrieve', 'generate', 'validate'];

export async function start({ settings, kv = 'kv', controls = false, rateLimit }) {
  const log = { text: '' };
  const all = {
    ...(settings.PLAINQUERY_CONVERSATION_SECRET ? { PLAINQUERY_INNER_SECRET: SECRETS.inner } : {}),
    ...settings,
  };
  const miniflare = new Miniflare({
    ...quietly(log),
    workers: ['ask', ...INNER].map((name) => ({
      name,
      modules: modulesOf(BUILD, { controls }),
      compatibilityDate: '2026-04-01',
      bindings: {
        ...Object.fromEntries(Object.entries(all).filter(([key]) => KNOWN[name](key))),
        PLAINQUERY_FUNCTIONS: name,
      },
      ...(kv === 'none' ? {} : { kvNamespaces: { PLAINQUERY_CACHE: 'cache' } }),
      ...(name === 'ask' ? {
        serviceBindings: Object.fromEntries(INNER.map((inner) => [inner.toUpperCase(), inner])),
        ...(rateLimit ? { ratelimits: { PLAINQUERY_RATE_LIMIT: { simple: { limit: rateLimit.limit, period: rateLimit.windowS } } } } : {}),
      } : {}),
      // The controls of the inner ones are reached by a socket of their own.
      ...(controls && name !== 'ask' ? { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] } : {}),
    })),
  });
  const url = (await miniflare.ready.catch(async (error) => {
    await miniflare.dispose();
    throw error;
  })).origin;
  const store = () => miniflare.getKVNamespace('PLAINQUERY_CACHE', 'ask');
  const control = async (change) => {
    const inner = await Promise.all(INNER.map((name) => miniflare.unsafeGetDirectURL(name)));
    for (const target of [url, ...inner]) {
      const response = await fetch(new URL('/test-controls', target), { method: 'PUT', body: JSON.stringify(change) });
      if (response.status !== 204) throw new Error(`the controls answered ${response.status}`);
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
