// The key-value store is a cache only: nothing depends on it.
import assert from 'node:assert/strict';
import { casesOf, eventually, PLAIN_QUESTION, single } from './case.mjs';

const absent = casesOf('Fault: KV', 'uncached', { needs: ['no KV'] });
const fails = casesOf('Fault: KV', 'faulty', { needs: ['KV faults'] });
const looks = casesOf('Fault: KV', 'plain', { needs: ['KV contents'] });
const GERMANY = 'How many customers do we have in Germany?';
// What the store may cost an answer: the time after which it is given up, for a few reads.
const PATIENCE_MS = 12_000;

async function answersEverything(api) {
  const first = await api.rows(GERMANY);
  const second = await api.rows('and in France?', { conversation: first.conversation });
  assert.match(single(second), /^[0-9]+$/);
  await api.rows(PLAIN_QUESTION);
  assert.equal((await api.get('/v1/schema')).status, 200);
}

export const kv = [
  absent('there is none', ({ api }) => answersEverything(api)),

  fails('every call fails, then it is back', async ({ api, host, proxy }) => {
    await host.kv.behave('failing');
    try {
      await answersEverything(api);
    } finally {
      await host.kv.behave('ok');
    }
    await answersEverything(api);
    // A host may leave the store alone for a moment after a failure.
    await eventually(async () => {
      const counted = await proxy.countOf('count(*)', () => api.rows(PLAIN_QUESTION));
      assert.equal(counted, 0, 'the answer comes from the cache again');
    });
  }),

  fails('it never answers', async ({ api, host }) => {
    await host.kv.behave('hanging');
    try {
      const start = Date.now();
      await api.rows('How many stores are there?');
      assert.ok(Date.now() - start < PATIENCE_MS, `${Date.now() - start} ms`);
    } finally {
      await host.kv.behave('ok');
    }
    await api.rows(PLAIN_QUESTION);
  }),

  // The schema that another host has kept, changed as if a column had been renamed since.
  looks('a schema that has changed since it was kept is noticed at once', async ({ api, host, startAnother }) => {
    const expected = await api.rows(GERMANY);
    const { name, old, current } = await oldCatalog(host);
    const cold = await startAnother('plain');
    await cold.host.kv.put(name, old);
    const answer = await cold.api.rows(GERMANY);
    assert.deepEqual(answer.rows, expected.rows);
    assert.equal(answer.catalog_version, expected.catalog_version);
    // Hosts may write after they have answered.
    await eventually(async () => assert.ok(await cold.host.kv.get(name) === current, 'the store has the new schema'));
  }),

  looks('a store that goes on showing an old schema is not believed', async ({ api, host, startAnother }) => {
    const expected = await api.rows(GERMANY);
    const { name, old } = await oldCatalog(host);
    const cold = await startAnother('plain', { controls: true });
    await cold.host.kv.put(name, old);
    await cold.host.kv.behave('stale');
    for (const question of [GERMANY, 'How many customers do we have in France?']) {
      const answer = await cold.api.rows(question);
      assert.equal(answer.catalog_version, expected.catalog_version);
      assert.match(single(answer), /^[1-9][0-9]*$/);
    }
  }, { needs: ['KV contents', 'KV faults'] }),
];

async function oldCatalog(host) {
  const name = (await host.kv.list()).find((key) => key.startsWith('catalog/'));
  const current = await host.kv.get(name);
  const old = current.replaceAll('"country"', '"nation"').replace(/^[0-9a-f]{4}/, '0000');
  assert.ok(old !== current, 'the catalog was changed');
  return { name, old, current };
}
