// The whole way: a question in plain language, rows out of a real Postgres.
import assert from 'node:assert/strict';
import { casesOf, PLAIN_QUESTION, single } from './case.mjs';

const asked = casesOf('Questions', 'plain');

export const questions = [
  asked('rows, with everything that explains them', async ({ api }) => {
    const answer = await api.rows(PLAIN_QUESTION);
    assert.match(single(answer), /^[1-9][0-9]*$/);
    assert.match(answer.sql, /count\(\*\)/i);
    assert.deepEqual(answer.tables, ['shop.customers']);
    assert.deepEqual(answer.author, { kind: 'engine' });
    assert.ok(answer.confidence > 0.5 && answer.confidence <= 1);
    assert.equal(answer.chart.kind, 'number');
    assert.equal(answer.today, '2025-06-30');
    assert.equal(answer.usage.model_calls, 0);
    assert.ok(answer.explanation.length > 0);
    const stages = answer.timings.map((timing) => timing.stage);
    for (const stage of ['catalog', 'generate', 'execute', 'total']) assert.ok(stages.includes(stage), String(stages));
    const link = answer.links.find((each) => each.became === 'shop.customers');
    assert.equal(PLAIN_QUESTION.slice(link.start, link.end), link.text);
  }),

  asked('offsets of words count as JavaScript does', async ({ api }) => {
    const question = `💶 ${PLAIN_QUESTION}`;
    const answer = await api.ask(question);
    const link = answer.links.find((each) => each.became === 'shop.customers');
    assert.equal(question.slice(link.start, link.end), 'customers');
  }),

  asked('rows are cut at the wish of the caller, and the answer says so', async ({ api }) => {
    const answer = await api.rows('List all products', { maxRows: 3 });
    assert.equal(answer.rows.length, 3);
    assert.equal(answer.truncated, true);
    assert.ok(answer.warnings.some((warning) => /first 3 rows/.test(warning)), String(answer.warnings));
  }),

  asked('a request to write is refused and changes nothing', async ({ api }) => {
    const before = single(await api.rows(PLAIN_QUESTION));
    for (const wish of ['Delete all customers', 'drop table customers', 'Set all prices to zero']) {
      const answer = await api.ask(wish);
      assert.equal(answer.outcome, 'refuse', `${wish}: ${answer.message} ${answer.sql}`);
      assert.ok(answer.reason && answer.message, wish);
      assert.equal(answer.sql, undefined);
    }
    assert.equal(single(await api.rows(PLAIN_QUESTION)), before);
  }),

  asked('what nothing explains is asked back', async ({ api }) => {
    const answer = await api.ask('zxqv flurb wobbegong?');
    assert.notEqual(answer.outcome, 'answer');
    assert.ok(answer.reason && answer.message);
  }),
];
