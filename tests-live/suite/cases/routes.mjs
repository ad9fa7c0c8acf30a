// What is served without a question.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { replies } from '../model.mjs';
import { casesOf } from './case.mjs';

const page = casesOf('Page and health', 'bare');
const schema = casesOf('Schema', 'plain');
const openapi = casesOf('OpenAPI document', 'bare');
const ROUTES = ['/v1/ask', '/v1/retrieve', '/v1/generate', '/v1/validate', '/v1/execute', '/v1/schema', '/healthz', '/readyz'];
const stages = casesOf('Stages on their own', 'plain');
const embedded = casesOf('Stages on their own', 'embeddings');

export const routes = [
  page('the health check needs no key', async ({ api }) => {
    const response = await api.get('/healthz', { key: null });
    assert.equal(response.status, 200);
    assert.deepEqual(response.json(), { status: 'ok' });
  }),

  page('without a database it is well, and not ready', async ({ api }) => {
    expectProblem(await api.get('/readyz', { key: null }), 503, 'not-ready');
  }),

  casesOf('Page and health', 'plain')('with a database and a cache it is ready', async ({ api }) => {
    const response = await api.get('/readyz', { key: null });
    assert.equal(response.status, 200, response.text);
    assert.deepEqual(response.json(), { status: 'ready', database: 'ok', cache: 'ok' });
  }),

  page('the page and its files come with a strict policy and a tag', async ({ api }) => {
    const response = await api.get('/', { key: null });
    assert.match(response.headers.get('content-type'), /^text\/html/);
    const policy = response.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    const files = [...response.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]);
    assert.ok(files.length >= 2, response.text);
    for (const file of files) {
      const first = await api.get(file, { key: null });
      assert.equal(first.status, 200, file);
      assert.equal(first.headers.get('x-content-type-options'), 'nosniff');
      const again = await api.get(file, { key: null, headers: { 'if-none-match': first.headers.get('etag') } });
      assert.equal(again.status, 304, file);
      assert.equal(again.text, '');
    }
  }),

  page('HEAD has headers and no body', async ({ api }) => {
    const head = await api.send('HEAD', '/', { key: null });
    assert.equal(head.status, 200);
    assert.match(head.headers.get('content-type'), /^text\/html/);
    assert.equal(head.text, '');
  }),

  page('request ids are taken over only where they are harmless', async ({ api }) => {
    const id = async (given) => {
      const response = await api.get('/healthz', { headers: given ? { 'x-request-id': given } : {} });
      return response.headers.get('x-request-id');
    };
    assert.equal(await id('trace-1.A_b'), 'trace-1.A_b');
    assert.match(await id('a b'), /^[0-9a-f]{32}$/);
    assert.match(await id('x'.repeat(65)), /^[0-9a-f]{32}$/);
    assert.notEqual(await id(), await id());
  }),

  openapi('it is served to everybody, names every route, and has a tag', async ({ api }) => {
    const response = await api.get('/openapi.json', { key: null });
    assert.equal(response.status, 200, response.text);
    const document = response.json();
    assert.match(document.openapi, /^3\.1/);
    for (const route of ROUTES) assert.ok(document.paths[route], `${route} is missing`);
    const again = await api.get('/openapi.json', { key: null, headers: { 'if-none-match': response.headers.get('etag') } });
    assert.equal(again.status, 304);
  }),

  schema('tables, comments, references and suggestions', async ({ api }) => {
    const response = await api.get('/v1/schema');
    assert.equal(response.status, 200, response.text);
    const { version, tables, suggestions } = response.json();
    assert.match(version, /^[0-9a-f]{32}$/);
    const orders = tables.find((table) => table.schema === 'shop' && table.name === 'orders');
    assert.ok(orders.comment, 'the comment of orders');
    assert.ok(orders.columns.some((column) => column.primary_key));
    assert.ok(orders.columns.some((column) => /^shop\.customers\./.test(column.references ?? '')));
    assert.ok(tables.every((table) => table.schema === 'shop'));
    assert.ok(suggestions.length >= 3, String(suggestions));
  }),

  schema('a tag saves the second transfer', async ({ api }) => {
    const first = await api.get('/v1/schema');
    const again = await api.get('/v1/schema', { headers: { 'if-none-match': first.headers.get('etag') } });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
    const other = await api.get('/v1/schema', { headers: { 'if-none-match': '"another"' } });
    assert.equal(other.status, 200);
  }),

  schema('it is for callers with a key only', async ({ api }) => {
    expectProblem(await api.get('/v1/schema', { key: null }), 401, 'token-missing');
  }),

  schema('every question that it suggests is answered', async ({ api }) => {
    const { suggestions } = (await api.get('/v1/schema')).json();
    for (const question of suggestions) await api.rows(question);
  }),

  stages('retrieve: the tables that matter', async ({ api }) => {
    const { tables } = (await api.post('/v1/retrieve', { question: 'customers by country', k: 3 })).json();
    assert.ok(tables.some((table) => table.name === 'customers'), JSON.stringify(tables));
    assert.ok(tables.length <= 3);
  }),

  embedded('retrieve: tables by what is meant, and by their words where the embeddings fail', async ({ api, model }) => {
    const retrieve = async (question) => (await api.post('/v1/retrieve', { question, k: 2 })).json();
    const calls = model.calls.length;
    // What a model might see in a text: stores, or anything else.
    model.behave(replies.embeds((text) => {
      const vector = new Array(384).fill(0);
      vector[/stores?\b|outlets/.test(text) ? 0 : 1] = 1;
      return vector;
    }));
    const meant = await retrieve('outlets');
    assert.equal(meant.tables[0]?.name, 'stores', JSON.stringify(meant));
    assert.equal(meant.warnings, undefined);
    assert.ok(model.calls.slice(calls).every(({ path }) => path === '/v1/embeddings'));
    assert.ok(model.calls.slice(calls).every(({ body }) => body.input.length <= 96));
    model.behave(replies.status(500));
    const { tables, warnings } = await retrieve('customers by country');
    assert.ok(tables.some((table) => table.name === 'customers'), JSON.stringify(tables));
    assert.match(warnings[0], /ranked by their words alone/);
  }),

  stages('generate: SQL that is not run', async ({ api, proxy }) => {
    await api.get('/v1/schema');
    const runs = await proxy.countOf('count(*)', async () => {
      const generated = (await api.post('/v1/generate', { question: 'How many customers are there?' })).json();
      assert.equal(generated.outcome, 'answer', JSON.stringify(generated));
      assert.match(generated.sql, /count\(\*\)/);
    });
    assert.equal(runs, 0, 'the query ran');
  }),

  stages('validate: what reads passes, what writes does not', async ({ api }) => {
    const validate = async (sql) => (await api.post('/v1/validate', { sql })).json();
    const good = await validate('select count(*) from shop.orders');
    assert.equal(good.ok, true, JSON.stringify(good));
    assert.deepEqual(good.tables, ['shop.orders']);
    for (const sql of ['delete from shop.orders', 'select 1; drop table shop.orders', 'select pg_sleep(1)', 'select * from shop.nothing', 'selec']) {
      const bad = await validate(sql);
      assert.equal(bad.ok, false, `${sql}: ${JSON.stringify(bad)}`);
      assert.equal(bad.sql, undefined, sql);
      assert.ok(bad.diagnostics.length > 0, sql);
      for (const { rule, message } of bad.diagnostics) assert.ok(rule && message, sql);
    }
  }),
];
