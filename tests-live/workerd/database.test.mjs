// The whole way: a question in plain language over HTTP, rows out of a real Postgres, and what happens
// when one of the services on the way fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, expectProblem, get, post, token } from './support/client.mjs';
import { startProxy } from './support/doubles.mjs';
import { KEYS, settings, startGateway, startWorker } from './support/stack.mjs';

let gateway;
let proxy;
let worker;

before(async () => {
  gateway = await startGateway();
  proxy = await startProxy(gateway.url);
  worker = await startWorker(settings({
    ...gateway.variables,
    PLAINQUERY_SQL_ENDPOINT: proxy.url,
    PLAINQUERY_TIMEOUT_MS: '4000',
  }));
}, { timeout: 170_000 });

after(async () => {
  await worker?.stop();
  await proxy?.stop();
  await gateway?.stop();
});

const single = (answer) => answer.rows[0][0];

test('the schema: tables, comments, suggestions, and a tag that saves the second transfer', async () => {
  const response = await get(worker, '/v1/schema');
  assert.equal(response.status, 200, await response.clone().text());
  const schema = await response.json();
  assert.match(schema.version, /^[0-9a-f]{32}$/);
  const orders = schema.tables.find((table) => table.schema === 'shop' && table.name === 'orders');
  assert.ok(orders.comment, 'the comment of orders');
  assert.ok(orders.columns.some((column) => column.primary_key));
  assert.ok(orders.columns.some((column) => /^shop\.customers\./.test(column.references ?? '')));
  assert.ok(schema.tables.every((table) => table.schema === 'shop'));
  assert.ok(schema.suggestions.length >= 3, String(schema.suggestions));
  const again = await get(worker, '/v1/schema', { headers: { 'if-none-match': response.headers.get('etag') } });
  assert.equal(again.status, 304);
  await expectProblem(await get(worker, '/v1/schema', { key: null }), 401, 'token-missing');
});

test('every suggested question is answered', async () => {
  const { suggestions } = await (await get(worker, '/v1/schema')).json();
  for (const question of suggestions) {
    const answer = await ask(worker, question);
    assert.equal(answer.outcome, 'answer', `${question}: ${answer.message}`);
  }
});

test('a question becomes rows, with everything that explains them', async () => {
  const answer = await ask(worker, 'How many customers are there?');
  assert.equal(answer.outcome, 'answer', answer.message);
  assert.match(single(answer), /^[1-9][0-9]*$/);
  assert.match(answer.sql, /count\(\*\)/i);
  assert.deepEqual(answer.tables, ['shop.customers']);
  assert.deepEqual(answer.author, { kind: 'engine' });
  assert.ok(answer.confidence > 0.5 && answer.confidence <= 1);
  assert.equal(answer.chart.kind, 'number');
  assert.equal(answer.today, '2025-06-30');
  assert.equal(answer.usage.model_calls, 0);
  assert.ok(answer.explanation.length > 0);
  assert.deepEqual(answer.timings.map((timing) => timing.stage), ['catalog', 'generate', 'execute', 'total']);
  const link = answer.links.find((each) => each.became === 'shop.customers');
  assert.equal('How many customers are there?'.slice(link.start, link.end), link.text);
});

test('offsets of words count as JavaScript does', async () => {
  const question = '💶 How many customers are there?';
  const answer = await ask(worker, question);
  const link = answer.links.find((each) => each.became === 'shop.customers');
  assert.equal(question.slice(link.start, link.end), 'customers');
});

test('rows are cut at the wish of the caller, and the answer says so', async () => {
  const answer = await ask(worker, 'List all products', { maxRows: 3 });
  assert.equal(answer.outcome, 'answer', answer.message);
  assert.equal(answer.rows.length, 3);
  assert.equal(answer.truncated, true);
  assert.ok(answer.warnings.some((warning) => /first 3 rows/.test(warning)));
});

test('a follow-up leans on the conversation, for its owner only', async () => {
  const first = await ask(worker, 'How many customers do we have in Germany?');
  assert.equal(first.outcome, 'answer', first.message);
  const second = await ask(worker, 'and in France?', { conversation: first.conversation });
  assert.equal(second.outcome, 'answer', second.message);
  const direct = await ask(worker, 'How many customers do we have in France?');
  assert.equal(single(second), single(direct));
  assert.notEqual(second.conversation, first.conversation);

  const send = (conversation, key) => post(worker, '/v1/ask', { question: 'and in France?', conversation }, { key });
  await expectProblem(await send(first.conversation, KEYS.bob), 403, 'conversation-of-another-caller');
  await expectProblem(await send(first.conversation, token()), 403, 'conversation-of-another-caller');
  const at = first.conversation.length >> 1;
  const changed = first.conversation.slice(0, at) + (first.conversation[at] === 'A' ? 'B' : 'A') + first.conversation.slice(at + 1);
  await expectProblem(await send(changed), 400, 'conversation-not-valid');
});

test('a request to write is refused and changes nothing', async () => {
  const before = single(await ask(worker, 'How many customers are there?'));
  for (const wish of ['Delete all customers', 'drop table customers', 'Set all prices to zero']) {
    const answer = await ask(worker, wish);
    assert.equal(answer.outcome, 'refuse', `${wish}: ${answer.message} ${answer.sql}`);
    assert.ok(answer.reason && answer.message, wish);
    assert.equal(answer.sql, undefined);
  }
  assert.equal(single(await ask(worker, 'How many customers are there?')), before);
});

test('the stages answer on their own', async () => {
  const generated = await (await post(worker, '/v1/generate', { question: 'How many customers are there?' })).json();
  assert.equal(generated.outcome, 'answer');
  assert.match(generated.sql, /"?customers"?/);
  const retrieved = await (await post(worker, '/v1/retrieve', { question: 'customers by country', k: 3 })).json();
  assert.ok(retrieved.tables.some((table) => table.name === 'customers'));
  const good = await (await post(worker, '/v1/validate', { sql: 'select count(*) from shop.orders' })).json();
  assert.equal(good.ok, true, JSON.stringify(good));
  const bad = await (await post(worker, '/v1/validate', { sql: 'delete from shop.orders' })).json();
  assert.equal(bad.ok, false, JSON.stringify(bad));
  assert.ok(bad.diagnostics.length > 0);
});

test('a database that fails gives a problem, and serves again afterwards', async (t) => {
  const cases = [
    ['refuse', 503, 'database-unavailable'],
    ['break', 503, 'database-unavailable'],
    ['garbage', 502, 'database-protocol'],
    ['hang', 504, 'database-timeout'],
  ];
  await ask(worker, 'How many customers are there?');
  for (const [mode, status, id] of cases) {
    await t.test(mode, async () => {
      proxy.mode = mode;
      try {
        await expectProblem(await post(worker, '/v1/ask', { question: 'How many customers are there?' }), status, id);
      } finally {
        proxy.mode = 'pass';
      }
      assert.equal((await ask(worker, 'How many customers are there?')).outcome, 'answer');
    });
  }
});

test('a database that is not there from the start', async () => {
  proxy.mode = 'refuse';
  const cold = await startWorker(settings({ ...gateway.variables, PLAINQUERY_SQL_ENDPOINT: proxy.url }));
  try {
    await expectProblem(await post(cold, '/v1/ask', { question: 'How many customers are there?' }), 503, 'database-unavailable');
    await expectProblem(await get(cold, '/v1/schema'), 503, 'database-unavailable');
    proxy.mode = 'pass';
    assert.equal((await ask(cold, 'How many customers are there?')).outcome, 'answer');
  } finally {
    proxy.mode = 'pass';
    await cold.stop();
  }
});

test('a wrong key of the gateway is the operator’s mistake, and told as such', async () => {
  const wrong = await startWorker(settings({ ...gateway.variables, PLAINQUERY_GATEWAY_KEY: 'x'.repeat(64) }));
  try {
    const problem = await expectProblem(await post(wrong, '/v1/ask', { question: 'How many customers are there?' }), 500, 'database-credentials');
    assert.match(problem.detail, /PLAINQUERY_GATEWAY_KEY/);
  } finally {
    await wrong.stop();
  }
});

test('the catalog is read once and kept in KV', async () => {
  const fresh = await startWorker(settings({ ...gateway.variables, PLAINQUERY_SQL_ENDPOINT: proxy.url }));
  try {
    await ask(fresh, 'How many customers are there?');
    const { keys } = await (await fresh.kv()).list();
    assert.deepEqual(keys.map((key) => key.name.split('/')[0]), ['catalog']);
    const requests = proxy.requests;
    await ask(fresh, 'How many orders are there?');
    assert.equal(proxy.requests, requests + 1);
  } finally {
    await fresh.stop();
  }
});

test('without KV, and with a KV that fails, questions are answered all the same', async () => {
  for (const cache of ['none', 'failing']) {
    const uncached = await startWorker(settings({ ...gateway.variables, PLAINQUERY_ANSWER_TTL_S: '60' }), { cache });
    try {
      for (const question of ['How many customers are there?', 'How many orders are there?']) {
        assert.equal((await ask(uncached, question)).outcome, 'answer', cache);
      }
    } finally {
      await uncached.stop();
    }
  }
});

test('answers are kept only where that is switched on, and for their caller only', async () => {
  const caching = await startWorker(settings({
    ...gateway.variables, PLAINQUERY_SQL_ENDPOINT: proxy.url, PLAINQUERY_ANSWER_TTL_S: '60',
  }));
  try {
    const question = 'How many customers are there?';
    const first = await ask(caching, question);
    const requests = proxy.requests;
    const second = await ask(caching, question);
    assert.equal(proxy.requests, requests, 'the second answer comes from KV');
    assert.deepEqual(second.rows, first.rows);
    assert.notEqual(second.request_id, first.request_id);
    assert.ok(second.conversation);
    await ask(caching, question, { key: KEYS.bob });
    assert.equal(proxy.requests, requests + 1, 'another tenant’s is his own');
  } finally {
    await caching.stop();
  }
});

test('a database of several tenants asks for the tenant of the token', async () => {
  const tenants = await startWorker(settings({ ...gateway.variables, PLAINQUERY_TENANT_SETTING: 'app.tenant' }));
  try {
    assert.equal((await ask(tenants, 'How many customers are there?')).outcome, 'answer');
    const response = await post(tenants, '/v1/ask', { question: 'How many customers are there?' }, { key: token({ tenant: undefined }) });
    await expectProblem(response, 403, 'tenant-missing');
  } finally {
    await tenants.stop();
  }
});

test('a schema that has changed since it was read is noticed at once', async () => {
  const question = 'How many customers do we have in Germany?';
  const expected = await ask(worker, question);
  const variables = settings({ ...gateway.variables, PLAINQUERY_SQL_ENDPOINT: proxy.url });
  const stale = await startWorker(variables);
  const source = await startWorker(variables);
  try {
    // What KV would hold if the column had been renamed since.
    await ask(source, question);
    const [{ name }] = (await (await source.kv()).list()).keys;
    const current = await (await source.kv()).get(name);
    const old = current.replaceAll('"country"', '"nation"').replace(/^[0-9a-f]{4}/, '0000');
    assert.notEqual(old, current);
    await (await stale.kv()).put(name, old);

    const answer = await ask(stale, question);
    assert.deepEqual(answer.rows, expected.rows);
    assert.equal(answer.catalog_version, expected.catalog_version);
    assert.equal(await (await stale.kv()).get(name), current);
  } finally {
    await stale.stop();
    await source.stop();
  }
});
