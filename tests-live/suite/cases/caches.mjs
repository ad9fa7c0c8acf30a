// What is kept between requests, and what must not be.
import assert from 'node:assert/strict';
import { KEYS } from '../planted.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const catalog = casesOf('Catalog cache', 'plain');
const answers = casesOf('Answer cache', 'answers');

export const caches = [
  catalog('the second question does not read the catalog again', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    const requests = proxy.requests;
    await api.rows('How many orders are there?');
    assert.equal(proxy.requests, requests + 1);
  }),

  catalog('answers are not kept unless that is switched on', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    const requests = proxy.requests;
    await api.rows(PLAIN_QUESTION);
    assert.equal(proxy.requests, requests + 1);
  }),

  answers('the same question is answered from the cache', async ({ api, proxy }) => {
    const first = await api.rows(PLAIN_QUESTION);
    const requests = proxy.requests;
    const second = await api.rows(PLAIN_QUESTION);
    assert.equal(proxy.requests, requests, 'the second answer comes from the cache');
    assert.deepEqual(second.rows, first.rows);
    assert.notEqual(second.request_id, first.request_id);
    assert.ok(second.conversation);
  }),

  answers('another tenant has answers of his own', async ({ api, proxy }) => {
    await api.rows('How many orders are there?');
    const requests = proxy.requests;
    await api.rows('How many orders are there?', { key: KEYS.bob });
    assert.equal(proxy.requests, requests + 1);
  }),

  answers('another number of rows is another answer', async ({ api }) => {
    assert.equal((await api.rows('List all products', { maxRows: 3 })).rows.length, 3);
    assert.equal((await api.rows('List all products', { maxRows: 4 })).rows.length, 4);
  }),
];
