// Hosts that are not set up, or wrongly.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { casesOf } from './case.mjs';

const QUESTION = { question: 'How many orders are there?' };
const WRONG = ['PLAINQUERY_CONVERSATION_SECRET', 'PLAINQUERY_API_KEYS', 'PLAINQUERY_MAX_ROWS'];

export const settings = [
  casesOf('Settings', 'bare')('without a database each question says so, and the page works', async ({ api }) => {
    const problem = expectProblem(await api.post('/v1/ask', QUESTION), 500, 'database-misconfigured');
    assert.match(problem.detail, /DATABASE_URL/);
    expectProblem(await api.get('/v1/schema'), 500, 'database-misconfigured');
    assert.equal((await api.get('/', { key: null })).status, 200);
  }),

  // A host of many requests says so with each; one with a start of its own may say so there.
  casesOf('Settings', 'misconfigured')('wrong ones are all named at once, without their values', async ({ api, refusal }) => {
    if (refusal) {
      for (const key of WRONG) assert.ok(refusal.message.includes(key), refusal.message);
      assert.doesNotMatch(refusal.message, /planted/);
      return;
    }
    for (const path of ['/v1/ask', '/v1/validate']) {
      const problem = expectProblem(await api.post(path, QUESTION), 500, 'misconfigured');
      for (const key of WRONG) assert.ok(problem.detail.includes(key), problem.detail);
    }
    expectProblem(await api.get('/healthz'), 500, 'misconfigured');
    assert.equal((await api.get('/', { key: null })).status, 200);
  }),
];
