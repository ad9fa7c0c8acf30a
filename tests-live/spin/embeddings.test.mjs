// Tables are ranked by embeddings of Spin's own llm: no key, no HTTP of the component's own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SETTINGS, post } from './support/client.mjs';
import { startSpin } from './support/host.mjs';
import { startModel } from './support/model.mjs';
import { Postgres } from './support/postgres.mjs';

/** It shares no word with any table. */
const QUESTION = 'Which merchandise is dearest?';
const DIMENSIONS = 384;

let postgres;
let model;

before(async () => {
  [postgres, model] = await Promise.all([new Postgres().start(), startModel()]);
  postgres.sql(`
    CREATE ROLE reader LOGIN PASSWORD 'reader';
    CREATE SCHEMA shop;
    CREATE TABLE shop.customers (id integer PRIMARY KEY, city text);
    CREATE TABLE shop.products (id integer PRIMARY KEY, price numeric);
    CREATE TABLE shop.stores (id integer PRIMARY KEY, city text);
    GRANT USAGE ON SCHEMA shop TO reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA shop TO reader;
  `);
  model.embeds(meaning);
}, { timeout: 170_000 });

after(async () => {
  await model?.stop();
  await postgres?.stop();
});

/** What a model might see in a text: goods, or anything else. */
function meaning(text) {
  const vector = new Array(DIMENSIONS).fill(0);
  vector[/product|price|merchandise/.test(text) ? 0 : 1] = 1;
  return vector;
}

const settings = (extra = {}) => ({
  ...SETTINGS,
  PLAINQUERY_CONNECTOR: 'postgres',
  DATABASE_URL: postgres.url('reader', 'reader'),
  PLAINQUERY_SCHEMAS: 'shop',
  PLAINQUERY_EMBEDDINGS: 'spin:all-minilm-l6-v2',
  ...extra,
});

async function retrieve(host, question = QUESTION) {
  const response = await post(host, '/v1/retrieve', { question, k: 1 });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text);
}

const embedded = () => model.calls.filter(({ path }) => path === '/v1/embeddings').map(({ body }) => body.input);

test('a table is found by what is meant, and vectors are made once', async () => {
  const host = await startSpin({ settings: settings(), llmUrl: model.url });
  try {
    const { tables, warnings } = await retrieve(host);
    assert.deepEqual(tables.map(({ name }) => name), ['products']);
    assert.equal(warnings, undefined);
    const [schema, question, ...more] = embedded();
    // Three tables and their columns in one call, then the question in one.
    assert.equal(schema.length, 9);
    assert.match(schema[1], /^products\. Columns: id, price/);
    assert.deepEqual(question, [QUESTION]);
    assert.deepEqual(more, []);
    assert.equal(model.calls[0].body.model, 'all-minilm-l6-v2');
    assert.ok((await host.kv.list()).some((key) => key.startsWith('vectors/')));

    await retrieve(host, 'What merchandise is there?');
    assert.deepEqual(embedded().slice(2), [['What merchandise is there?']]);
  } finally {
    await host.stop();
  }
});

test('without the model tables are ranked by words, and the answer says so', async () => {
  // One that spin.toml does not name, and no service behind the interface.
  for (const started of [
    { settings: settings({ PLAINQUERY_EMBEDDINGS: 'spin:bge-small-en-v1.5' }), llmUrl: model.url },
    { settings: settings() },
  ]) {
    const host = await startSpin(started);
    try {
      const { tables, warnings } = await retrieve(host, 'the price of products');
      assert.equal(tables[0].name, 'products');
      assert.deepEqual(warnings, ['The tables were ranked by their words alone: there is no such embeddings model.']);
    } finally {
      await host.stop();
    }
  }
});
