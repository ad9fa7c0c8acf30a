// Spin's own llm as the provider: no key, no HTTP of the component's own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SETTINGS, ask, askInVain } from './support/client.mjs';
import { startSpin } from './support/host.mjs';
import { startModel } from './support/model.mjs';
import { Postgres } from './support/postgres.mjs';

let postgres;
let model;

before(async () => {
  [postgres, model] = await Promise.all([new Postgres().start(), startModel()]);
  postgres.sql(`
    CREATE ROLE reader LOGIN PASSWORD 'reader';
    CREATE SCHEMA shop;
    CREATE TABLE shop.customers (id integer PRIMARY KEY, city text);
    INSERT INTO shop.customers VALUES (1, 'Porto'), (2, 'Lyon');
    GRANT USAGE ON SCHEMA shop TO reader;
    GRANT SELECT ON shop.customers TO reader;
  `);
}, { timeout: 170_000 });

after(async () => {
  await model?.stop();
  await postgres?.stop();
});

const settings = (extra = {}) => ({
  ...SETTINGS,
  PLAINQUERY_CONNECTOR: 'postgres',
  DATABASE_URL: postgres.url('reader', 'reader'),
  PLAINQUERY_SCHEMAS: 'shop',
  PLAINQUERY_ENGINE_THRESHOLD: '1',
  PLAINQUERY_MODEL_PROVIDER: 'spin',
  ...extra,
});

test('a question is answered by a model of Spin', async () => {
  const host = await startSpin({ settings: settings(), llmUrl: model.url });
  try {
    model.writes('SELECT city FROM shop.customers ORDER BY city');
    const answer = await ask(host, 'Where do they live?');
    assert.deepEqual(answer.rows, [['Lyon'], ['Porto']]);
    assert.equal(answer.author.provider, 'spin');
    assert.equal(answer.author.model, 'llama2-chat');
    assert.equal(answer.usage.model_calls, 1);
    assert.equal(answer.usage.input_tokens, 1200);
    const [call] = model.calls;
    assert.equal(call.path, '/v1/chat/completions');
    assert.equal(call.key, undefined);
    assert.equal(call.body.messages.length, 1);
    assert.match(call.body.messages[0].content, /Where do they live\?/);
    assert.match(call.body.messages[0].content, /customers/);
  } finally {
    await host.stop();
  }
});

test('a model that spin.toml does not name, or that Spin does not have, is the operator’s', async () => {
  for (const started of [
    { settings: settings({ PLAINQUERY_MODEL: 'not-named' }), llmUrl: model.url },
    { settings: settings() },
  ]) {
    const host = await startSpin(started);
    try {
      await askInVain(host, 'Where do they live?', 500, 'model-not-found');
    } finally {
      await host.stop();
    }
  }
});
