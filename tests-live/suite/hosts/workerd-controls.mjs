// Stands before the Worker in tests of faults: moves its clock and breaks its KV as it is told by
// PUT /test-controls. The Worker itself is the one that is deployed.
import Worker from './index.js';

const state = { clock_offset_ms: 0, kv: 'ok' };

const RealDate = Date;
globalThis.Date = class extends RealDate {
  static now() {
    return RealDate.now() + state.clock_offset_ms;
  }

  constructor(...given) {
    super(...(given.length > 0 ? given : [RealDate.now() + state.clock_offset_ms]));
  }
};

// What a stale store has seen once it goes on showing.
const seen = new Map();

function behaving(store) {
  const failing = async () => { throw new Error('KV GET failed: 500 Internal Server Error'); };
  const never = () => new Promise(() => {});
  const call = (name) => async (...given) => {
    if (state.kv === 'failing') return failing();
    if (state.kv === 'hanging') return never();
    if (state.kv !== 'stale' || name === 'put') return store[name](...given);
    const key = `${name} ${given[0]}`;
    if (!seen.has(key)) seen.set(key, await store[name](...given));
    return seen.get(key);
  };
  return Object.fromEntries(['get', 'getWithMetadata', 'put', 'list', 'delete'].map((name) => [name, call(name)]));
}

export default class Controlled extends Worker {
  constructor(context, env) {
    super(context, env.PLAINQUERY_CACHE ? { ...env, PLAINQUERY_CACHE: behaving(env.PLAINQUERY_CACHE) } : env);
  }

  async fetch(request) {
    if (new URL(request.url).pathname !== '/test-controls') return super.fetch(request);
    Object.assign(state, await request.json());
    if (state.kv !== 'stale') seen.clear();
    return new Response(null, { status: 204 });
  }
}
