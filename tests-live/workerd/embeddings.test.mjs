// Embeddings by the binding of Workers AI. Its models run at Cloudflare only, so a binding of the same
// form stands for them: what is shown is that the Worker asks it as it wants to be asked, and what
// becomes of its answers and errors.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Miniflare } from 'miniflare';
import { Client } from '../suite/client.mjs';
import { Database } from '../suite/database.mjs';
import { FaultProxy } from '../suite/faults.mjs';
import { BUILD, modulesOf, quietly } from '../suite/hosts/workerd.mjs';
import { profiles } from '../suite/profiles.mjs';

/** It shares no word with any table. */
const QUESTION = 'outlets';
const KNOWN = '@cf/baai/bge-small-en-v1.5';

/** Takes what Workers AI takes, one vector a text, and throws as it does. */
const BINDING = `
class Ai {
  async run(model, input) {
    if (model !== ${JSON.stringify(KNOWN)}) throw new Error('5007: No such model ' + model + ' or task');
    if (!Array.isArray(input.text) || input.text.length > 100) throw new Error('3006: Request is too large');
    if (input.text[0] === 'never') await new Promise(() => {});
    if (input.text[0] === 'limits') throw new Error('3036: You have used up your daily free allocation of 10,000 neurons');
    const data = input.text.map((text) => {
      const vector = new Array(384).fill(0);
      vector[/stores?\\b|outlets/.test(text) ? 0 : 1] = 1;
      return vector;
    });
    return { shape: [data.length, 384], data, pooling: 'mean' };
  }
}
export default () => new Ai();
`;

let database;
let proxy;

before(async () => {
  database = await new Database('postgres-of-embeddings').start();
  proxy = await new FaultProxy(database.url).start();
}, { timeout: 170_000 });

after(async () => {
  await proxy?.stop();
  await database?.stop();
});

async function withWorker({ model = KNOWN, hasBinding = true }, work) {
  const log = { text: '' };
  const { settings } = profiles.plain({ database, proxy });
  const miniflare = new Miniflare({
    ...quietly(log),
    workers: [
      {
        name: 'plainquery',
        modules: modulesOf(BUILD),
        compatibilityDate: '2026-04-01',
        kvNamespaces: ['PLAINQUERY_CACHE'],
        bindings: {
          ...settings, PLAINQUERY_EMBEDDINGS: `workers-ai:${model}`, PLAINQUERY_EMBEDDINGS_DIMENSIONS: '384', PLAINQUERY_EMBEDDINGS_TIMEOUT_MS: '1500',
        },
        ...(hasBinding ? { wrappedBindings: { AI: { scriptName: 'ai' } } } : {}),
      },
      { name: 'ai', modules: [{ type: 'ESModule', path: 'ai.mjs', contents: BINDING }] },
    ],
  });
  try {
    const api = new Client((await miniflare.ready).origin);
    const retrieve = async (question) => {
      const response = await api.post('/v1/retrieve', { question, k: 2 });
      assert.equal(response.status, 200, response.text);
      return response.json();
    };
    const kept = async () => (await (await miniflare.getKVNamespace('PLAINQUERY_CACHE', 'plainquery')).list()).keys;
    await api.get('/v1/schema');
    await work({ retrieve, kept });
  } finally {
    await miniflare.dispose();
  }
}

const because = (why) => [`The tables were ranked by their words alone: ${why}.`];

test('a table is found by what is meant, and the vectors are kept', async () => {
  await withWorker({}, async ({ retrieve, kept }) => {
    const { tables, warnings } = await retrieve(QUESTION);
    assert.equal(tables[0]?.name, 'stores', JSON.stringify(tables));
    assert.equal(warnings, undefined);
    assert.ok((await kept()).some(({ name }) => name.startsWith('vectors/')));
  });
});

test('what the binding throws, or that there is none, costs the meaning only', async () => {
  const words = async ({ retrieve }, question, why) => {
    const { tables, warnings } = await retrieve(question);
    assert.deepEqual(warnings, because(why));
    return tables.map(({ name }) => name);
  };
  await withWorker({ hasBinding: false }, async (worker) => {
    assert.ok((await words(worker, 'customers', 'there is no such embeddings model')).includes('customers'));
  });
  await withWorker({ model: '@cf/acme/unknown' }, async (worker) => {
    await words(worker, 'customers', 'there is no such embeddings model');
  });
  await withWorker({}, async (worker) => {
    await worker.retrieve(QUESTION);
    await words(worker, 'limits', "the embeddings' service is asked too often");
  });
  await withWorker({}, async (worker) => {
    await worker.retrieve(QUESTION);
    await words(worker, 'never', "the embeddings' service did not answer in time");
  });
});
