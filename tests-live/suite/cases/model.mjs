// A language model that helps where the engine is not sure, and one that fails in every way.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { ROW_VALUE, SECRETS } from '../planted.mjs';
import { replies } from '../model.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const helps = casesOf('Language model', 'model');
const unsure = casesOf('Language model', 'unsure');
const fails = casesOf('Fault: language model', 'model');

// Nothing that the engine could read.
const QUESTION = 'zxqv flurb wobbegong?';
const STORES = 'SELECT count(*) AS stores FROM shop.stores';

const FAILURES = [
  ['429', replies.status(429), 503, 'model-rate-limited', /too often/],
  ['429 with a time to wait', replies.status(429, { 'retry-after': '7' }), 503, 'model-rate-limited', /7 seconds/, '7'],
  ['500', replies.status(500), 503, 'model-unavailable', /reached/],
  ['401', replies.status(401), 500, 'model-credentials', /key/],
  ['404', replies.status(404), 500, 'model-not-found', /PLAINQUERY_MODEL/],
  ['garbage', replies.garbage, 502, 'model-unreadable', /could not be read/],
  ['text without JSON', replies.says('I am not sure what you mean.'), 502, 'model-unreadable', /could not be read/],
  ['nothing', replies.nothing, 502, 'model-empty', /nothing/],
  ['an empty message', replies.says(''), 502, 'model-empty', /nothing/],
  ['a broken connection', replies.breaks, 503, 'model-unavailable', /reached/],
  ['no answer in time', replies.hangs, 504, 'model-timeout', /in time/],
];

/** The engine needs no model for this one. */
async function engineServes(api) {
  assert.deepEqual((await api.rows(PLAIN_QUESTION)).author, { kind: 'engine' });
}

export const model = [
  helps('its SQL is validated, run and marked as its own', async ({ api, model: scripted }) => {
    scripted.behave(replies.sql(STORES));
    const calls = scripted.calls.length;
    const answer = await api.rows(QUESTION);
    assert.equal(scripted.calls.length, calls + 1);
    assert.deepEqual(answer.author, { kind: 'model', provider: 'openai', model: 'scripted', repaired: false });
    assert.deepEqual(answer.tables, ['shop.stores']);
    assert.equal(answer.usage.model_calls, 1);
    assert.equal(answer.usage.input_tokens, 1200);
  }),

  helps('SQL that does not hold is repaired once, with the reason', async ({ api, model: scripted }) => {
    scripted.behave(replies.inTurn(replies.sql('SELECT count(*) AS stores FROM shop.storez'), replies.sql(STORES)));
    const calls = scripted.calls.length;
    const answer = await api.rows(QUESTION);
    assert.equal(scripted.calls.length, calls + 2);
    assert.equal(answer.author.repaired, true);
    assert.equal(answer.usage.model_calls, 2);
    assert.match(JSON.stringify(scripted.calls.at(-1).body), /storez/);
  }),

  helps('SQL that writes is never run', async ({ api, model: scripted }) => {
    scripted.behave(replies.sql('DELETE FROM shop.stores'));
    const answer = await api.ask(QUESTION);
    assert.notEqual(answer.outcome, 'answer', answer.sql);
    assert.equal(answer.sql, undefined);
    await engineServes(api);
  }),

  helps('it is not asked where the engine is sure', async ({ api, model: scripted }) => {
    const calls = scripted.calls.length;
    await engineServes(api);
    assert.equal(scripted.calls.length, calls);
  }),

  helps('no row and no secret goes to it', async ({ api, model: scripted }) => {
    scripted.behave(replies.sql(STORES));
    const first = await api.rows('How many customers do we have in Germany?');
    await api.ask(QUESTION, { conversation: first.conversation });
    const sent = JSON.stringify(scripted.calls.at(-1).body);
    for (const secret of [...Object.values(SECRETS), ROW_VALUE]) assert.ok(!sent.includes(secret));
  }),

  unsure('where it fails, an unsure answer of the engine stands, with a warning', async ({ api, model: scripted }) => {
    scripted.behave(replies.status(429));
    const calls = scripted.calls.length;
    const answer = await api.rows(PLAIN_QUESTION);
    assert.ok(scripted.calls.length > calls, 'the model was not asked');
    assert.deepEqual(answer.author, { kind: 'engine' });
    assert.match(answer.warnings.join(' '), /too often.*engine answered alone/);
  }),

  ...FAILURES.map(([name, behaviour, status, id, words, retryAfter = null]) => fails(name, async ({ api, model: scripted }) => {
    for (const path of ['/v1/ask', '/v1/generate']) {
      scripted.behave(behaviour);
      const calls = scripted.calls.length;
      const response = await api.post(path, { question: QUESTION });
      assert.ok(scripted.calls.length > calls, 'the model was not asked');
      assert.equal(response.headers.get('retry-after'), retryAfter);
      assert.match(expectProblem(response, status, id).detail, words);
      await engineServes(api);
    }
  })),

  fails('nobody listens, then it is back', async ({ api, model: scripted }) => {
    await scripted.down();
    try {
      expectProblem(await api.post('/v1/ask', { question: QUESTION }), 503, 'model-unavailable');
      await engineServes(api);
    } finally {
      await scripted.up();
    }
    scripted.behave(replies.sql(STORES));
    await api.rows(QUESTION);
  }),
];
