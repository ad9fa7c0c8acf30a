// What is kept between requests, and what must not be.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { faults } from '../faults.mjs';
import { KEYS } from '../planted.mjs';
import { casesOf, eventually, PLAIN_QUESTION } from './case.mjs';

const catalog = casesOf('Catalog cache', 'plain');
const answers = casesOf('Answer cache', 'answers');

/** How often the database ran a count while it was asked. */
const counts = (proxy, ask) => proxy.countOf('count(*)', ask);

export const caches = [
  catalog('the second question does not read the catalog again', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    const requests = proxy.requests;
    await api.rows('How many orders are there?');
    assert.equal(proxy.requests, requests + 1);
  }),

  catalog('answers are not kept unless that is switched on', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    assert.equal(await counts(proxy, () => api.rows(PLAIN_QUESTION)), 1);
  }),

  answers('the same question is answered from the cache', async ({ api, proxy }) => {
    const first = await api.rows(PLAIN_QUESTION);
    let second;
    // Hosts may write to the store after they have answered.
    await eventually(async () => {
      assert.equal(await counts(proxy, async () => { second = await api.rows(PLAIN_QUESTION); }), 0);
    });
    assert.deepEqual(second.rows, first.rows);
    assert.notEqual(second.request_id, first.request_id);
    assert.ok(second.conversation);
  }),

  answers('another tenant has answers of his own', async ({ api, proxy }) => {
    await api.rows('How many orders are there?');
    await eventually(async () => assert.equal(await counts(proxy, () => api.rows('How many orders are there?')), 0));
    assert.equal(await counts(proxy, () => api.rows('How many orders are there?', { key: KEYS.bob })), 1);
  }),

  answers('another number of rows is another answer', async ({ api }) => {
    assert.equal((await api.rows('List all products', { maxRows: 3 })).rows.length, 3);
    assert.equal((await api.rows('List all products', { maxRows: 4 })).rows.length, 4);
  }),

  answers('with the database down nothing is served from the cache', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    await eventually(async () => assert.equal(await counts(proxy, () => api.rows(PLAIN_QUESTION)), 0));
    await proxy.during(faults.resets, async () => {
      expectProblem(await api.post('/v1/ask', { question: PLAIN_QUESTION }), 503, 'database-unavailable');
    });
    await api.rows(PLAIN_QUESTION);
  }),
];
