// Signed plans: what the validator proved may be run, and nothing else.
import assert from 'node:assert/strict';
import { expectProblem, token } from '../client.mjs';
import { faults } from '../faults.mjs';
import { KEYS, SECRETS } from '../planted.mjs';
import { casesOf, single } from './case.mjs';

const signed = casesOf('Signed plans', 'plain');
const checked = casesOf('Signed plans', 'checked');
const jumps = casesOf('Signed plans', 'faulty', { needs: ['clock'] });
const SQL = "SELECT count(*) FROM shop.customers WHERE country = 'Germany'";
const QUARTER_HOUR_MS = 900_000;
const OLD = `old:${SECRETS.plan}-1`;
const NEW = `new:${SECRETS.plan}-2`;

async function planOf(api, sql = SQL, options = {}) {
  const validated = (await api.post('/v1/validate', { sql }, options)).json();
  assert.equal(validated.ok, true, JSON.stringify(validated));
  assert.equal(typeof validated.plan, 'string', JSON.stringify(validated));
  return validated.plan;
}

const execute = (api, plan, { maxRows, ...options } = {}) => (
  api.post('/v1/execute', { plan, ...(maxRows ? { max_rows: maxRows } : {}) }, options));

async function runs(api, plan, options) {
  const response = await execute(api, plan, options);
  assert.equal(response.status, 200, response.text);
  return response.json();
}

const explains = (body) => /"EXPLAIN \(FORMAT JSON\) SELECT/.test(body);

/** Every query is explained first. All pairs of customers cost a hundred times what the customers do. */
async function heldToItsCost({ startAnother, proxy }, profile) {
  const settings = { PLAINQUERY_EXPLAIN_FROM_ROWS: '0', PLAINQUERY_MAX_ESTIMATED_COST: '20000' };
  const { api } = await startAnother(profile, { settings });
  assert.match(single(await api.rows('How many customers do we have in Germany?')), /^[1-9][0-9]*$/);
  assert.match(single(await runs(api, await planOf(api))), /^[1-9][0-9]*$/);
  const pairs = await planOf(api, 'SELECT count(*) FROM shop.customers a, shop.customers b WHERE a.country < b.country');
  let refused;
  const sent = await proxy.sentDuring(async () => { refused = await execute(api, pairs); });
  const problem = expectProblem(refused, 422, 'query-too-costly');
  assert.doesNotMatch(problem.detail, /customers|cost=|[0-9]/);
  if (profile === 'checked') return;
  // What it costs was asked, and nothing else.
  assert.deepEqual(sent.map(explains), [true], sent.join('\n'));
  // An answer that tells no cost is none: nothing runs.
  const plan = await planOf(api);
  const unanswered = await proxy.sentDuring(async () => {
    refused = await proxy.during(faults.misspells('Total Cost', 'Total Cast'), () => execute(api, plan));
  });
  expectProblem(refused, 502, 'database-protocol');
  assert.deepEqual(unanswered.map(explains), [true], unanswered.join('\n'));
}

export const plans = [
  signed('validated SQL runs by its plan', async ({ api }) => {
    const expected = single(await api.rows('How many customers do we have in Germany?'));
    const executed = await runs(api, await planOf(api));
    assert.equal(single(executed), expected);
    assert.match(executed.sql, /"country" = 'Germany'/);
    assert.ok(executed.columns.length === 1 && executed.request_id);
  }),

  signed('a generated query comes with a plan', async ({ api }) => {
    const generated = (await api.post('/v1/generate', { question: 'How many stores are there?' })).json();
    const executed = await runs(api, generated.plan);
    assert.match(single(executed), /^[1-9][0-9]*$/);
  }),

  signed('rows are capped at the wish of the caller', async ({ api }) => {
    const executed = await runs(api, await planOf(api, 'SELECT name FROM shop.products'), { maxRows: 3 });
    assert.equal(executed.rows.length, 3);
    assert.equal(executed.truncated, true);
  }),

  signed('there is no way to send SQL', async ({ api }) => {
    expectProblem(await api.post('/v1/execute', { sql: SQL }), 400, 'body-of-another-shape');
    expectProblem(await api.post('/v1/execute', { plan: await planOf(api), sql: SQL }), 400, 'body-of-another-shape');
    expectProblem(await execute(api, SQL), 400, 'plan-not-valid');
  }),

  signed('a plan with any letter changed is refused', async ({ api, proxy }) => {
    const plan = await planOf(api);
    const requests = proxy.requests;
    for (let at = 0; at < plan.length; at += Math.ceil(plan.length / 25)) {
      const letter = plan[at] === 'A' ? 'B' : 'A';
      expectProblem(await execute(api, plan.slice(0, at) + letter + plan.slice(at + 1)), 400, 'plan-not-valid');
    }
    expectProblem(await execute(api, plan.slice(0, -1)), 400, 'plan-not-valid');
    assert.equal(proxy.requests, requests, 'the database was asked');
  }),

  signed('a plan is for its tenant and role', async ({ api }) => {
    const plan = await planOf(api);
    expectProblem(await execute(api, plan, { key: KEYS.bob }), 403, 'plan-of-another-tenant');
    expectProblem(await execute(api, plan, { key: token({ role: 'auditor' }) }), 403, 'plan-of-another-role');
    expectProblem(await execute(api, plan, { key: null }), 401, 'token-missing');
  }),

  signed('a plan is for its deployment, database and keys', async ({ api, startAnother }) => {
    const plan = await planOf(api);
    const audience = await startAnother('plain', { settings: { PLAINQUERY_PLAN_AUDIENCE: 'another' } });
    expectProblem(await execute(audience.api, plan), 400, 'plan-of-another-audience');
    const keys = await startAnother('plain', { settings: { PLAINQUERY_PLAN_KEYS: NEW } });
    expectProblem(await execute(keys.api, plan), 400, 'plan-not-valid');
  }),

  signed('keys change without a failed request', async ({ startAnother }) => {
    const before = await startAnother('plain', { settings: { PLAINQUERY_PLAN_KEYS: OLD } });
    const during = await startAnother('plain', { settings: { PLAINQUERY_PLAN_KEYS: `${NEW},${OLD}` } });
    const after = await startAnother('plain', { settings: { PLAINQUERY_PLAN_KEYS: NEW } });
    const old = await planOf(before.api);
    await runs(during.api, old);
    const fresh = await planOf(during.api);
    await runs(after.api, fresh);
    expectProblem(await execute(after.api, old), 400, 'plan-not-valid');
  }),

  checked('a gateway that runs plans only answers questions, sampled values and all', async ({ api }) => {
    const answer = await api.rows('How many customers do we have in Germany?');
    assert.match(single(answer), /^[1-9][0-9]*$/);
    // A word of the question is known as a value only where values were sampled.
    const city = await api.rows('How many customers are in Munich?');
    assert.ok(city.links.some(({ kind, text }) => kind === 'value' && text === 'Munich'), JSON.stringify(city.links));
    const executed = await runs(api, await planOf(api));
    assert.equal(single(executed), single(answer));
    assert.equal((await api.get('/readyz')).status, 200);
  }),

  checked('a gateway takes no plan of another name or key, and no bare text', async ({ startAnother }) => {
    for (const settings of [{ PLAINQUERY_GATEWAY_PLANS: 'another' }, { PLAINQUERY_PLAN_KEYS: NEW }, { PLAINQUERY_GATEWAY_PLANS: '' }]) {
      const { api } = await startAnother('checked', { settings, isWarmedUp: false });
      const problem = expectProblem(await api.post('/v1/ask', { question: 'How many stores are there?' }), 500, 'database-misconfigured');
      assert.match(problem.detail, /did not accept the plan/, JSON.stringify(settings));
    }
  }),

  signed('what the database thinks too costly does not run, and all else does', (context) => heldToItsCost(context, 'plain')),

  checked('a gateway that runs plans only tells what a query costs', (context) => heldToItsCost(context, 'checked')),

  jumps('a plan expires, and one of the future is not taken', async ({ api, host }) => {
    const plan = await planOf(api);
    await host.clock.shift(QUARTER_HOUR_MS);
    try {
      expectProblem(await execute(api, plan), 400, 'plan-expired');
      const later = await planOf(api);
      await host.clock.shift(0);
      expectProblem(await execute(api, later), 400, 'plan-not-yet-valid');
    } finally {
      await host.clock.shift(0);
    }
    await runs(api, plan);
  }),
];
