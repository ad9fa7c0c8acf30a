// A language model that helps, and one that fails in every way. The model is a local server that
// speaks the OpenAI protocol.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, expectProblem, post } from './support/client.mjs';
import { replies, startModel } from './support/doubles.mjs';
import { settings, startGateway, startWorker } from './support/stack.mjs';

// Nothing that the engine could read.
const QUESTION = 'zxqv flurb wobbegong?';
let gateway;
let model;
let worker;

before(async () => {
  gateway = await startGateway();
  model = await startModel();
  worker = await startWorker(settings({
    ...gateway.variables,
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'sk-of-the-tests',
    PLAINQUERY_MODEL: 'scripted',
    PLAINQUERY_MODEL_TIMEOUT_MS: '1500',
  }));
}, { timeout: 170_000 });

after(async () => {
  await worker?.stop();
  await model?.stop();
  await gateway?.stop();
});

/** The engine needs no model for this one. */
async function engineServes() {
  model.behave(replies.status(500));
  const answer = await ask(worker, 'How many customers are there?');
  assert.deepEqual(answer.author, { kind: 'engine' });
}

test('its SQL is validated, run and marked as its own', async () => {
  model.behave(replies.says(JSON.stringify({ outcome: 'answer', sql: 'SELECT count(*) AS stores FROM shop.stores' })));
  const calls = model.calls.length;
  const answer = await ask(worker, QUESTION);
  assert.ok(model.calls.length > calls, 'the model was not asked');
  assert.equal(answer.outcome, 'answer', JSON.stringify(answer));
  assert.deepEqual(answer.author, { kind: 'model', provider: 'openai', model: 'scripted', repaired: false });
  assert.deepEqual(answer.tables, ['shop.stores']);
  assert.equal(answer.usage.model_calls, 1);
  assert.equal(answer.usage.input_tokens, 1200);
});

test('SQL that writes is never run', async () => {
  model.behave(replies.says(JSON.stringify({ outcome: 'answer', sql: 'DELETE FROM shop.stores' })));
  const answer = await ask(worker, QUESTION);
  assert.notEqual(answer.outcome, 'answer', answer.sql);
  assert.equal(answer.sql, undefined);
  await engineServes();
});

test('a model that fails is a problem, and the next question is answered', async (t) => {
  const cases = [
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
  for (const [name, behaviour, status, id, words, retryAfter = null] of cases) {
    for (const path of ['/v1/ask', '/v1/generate']) {
      await t.test(`${name}, ${path}`, async () => {
        model.behave(behaviour);
        const calls = model.calls.length;
        const response = await post(worker, path, { question: QUESTION });
        assert.ok(model.calls.length > calls, 'the model was not asked');
        assert.equal(response.headers.get('retry-after'), retryAfter);
        const { detail } = await expectProblem(response, status, id);
        assert.match(detail, words);
        assert.doesNotMatch(detail, /secret words|sk-of-the-tests/);
        await engineServes();
      });
    }
  }
});

test('nobody listens where the model should be', async () => {
  const gone = await startModel();
  await gone.stop();
  const alone = await startWorker(settings({ ...gateway.variables, OPENAI_BASE_URL: gone.url, OPENAI_API_KEY: 'sk-of-the-tests' }));
  try {
    await expectProblem(await post(alone, '/v1/ask', { question: QUESTION }), 503, 'model-unavailable');
    const answer = await ask(alone, 'How many customers are there?');
    assert.deepEqual(answer.author, { kind: 'engine' });
  } finally {
    await alone.stop();
  }
});

test('a failed model leaves an answer of the engine that is not sure, with a warning', async () => {
  // A threshold that the engine never reaches makes every answer of it an unsure one.
  const unsure = await startWorker(settings({
    ...gateway.variables,
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'sk-of-the-tests',
    PLAINQUERY_ENGINE_THRESHOLD: '1',
  }));
  try {
    model.behave(replies.status(429));
    const calls = model.calls.length;
    const answer = await ask(unsure, 'How many customers are there?');
    assert.ok(model.calls.length > calls, 'the model was not asked');
    assert.deepEqual(answer.author, { kind: 'engine' });
    assert.match(answer.warnings.join(' '), /too often.*engine answered alone/);
  } finally {
    await unsure.stop();
  }
});
