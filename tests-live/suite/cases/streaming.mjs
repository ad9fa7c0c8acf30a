// Answers that come piece by piece.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectProblem } from '../client.mjs';
import { faults } from '../faults.mjs';
import { DATABASE_TIMEOUT_MS } from '../profiles.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const streams = casesOf('Streamed answers', 'plain');
/** How long a host may take to notice that its caller has left: well below the database's deadline. */
const NOTICE_MS = 1_500;

const names = (events) => events.map((event) => event.name).join(' ');

export const streaming = [
  streams('stages, query, columns, rows, answer, in this order', async ({ api }) => {
    const stream = await api.stream('List all products');
    assert.equal(stream.status, 200);
    assert.match(stream.headers.get('content-type'), /^text\/event-stream/);
    assert.match(stream.headers.get('cache-control'), /no-transform/);
    const events = await stream.rest();
    assert.match(names(events), /^(stage )+query (stage )+columns (rows )+answer$/);
    const rows = events.filter((event) => event.name === 'rows').flatMap((event) => event.data.rows);
    const answer = events.at(-1).data;
    assert.deepEqual(answer.rows, [], 'rows come once');
    assert.equal(answer.request_id, stream.headers.get('x-request-id'));
    const whole = await api.rows('List all products');
    assert.deepEqual(rows, whole.rows);
    assert.deepEqual(events.find((event) => event.name === 'columns').data.columns, whole.columns);
    assert.equal(events.find((event) => event.name === 'query').data.sql, whole.sql);
  }),

  streams('the SQL is there before the database has answered', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    const gate = proxy.hold();
    const stream = await api.stream(PLAIN_QUESTION);
    let event = await stream.next();
    while (event.name === 'stage') event = await stream.next();
    assert.equal(event.name, 'query');
    assert.match(event.data.sql, /count\(\*\)/i);
    await gate.arrived;
    gate.release();
    assert.match(names(await stream.rest()), /answer$/);
  }),

  streams('a caller that leaves ends the query', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    const gate = proxy.hold();
    const stream = await api.stream(PLAIN_QUESTION);
    await gate.arrived;
    const left = Date.now();
    stream.leave();
    const isNoticed = await Promise.race([gate.left.then(() => true), sleep(DATABASE_TIMEOUT_MS + 2_000, false)]);
    const tookMs = Date.now() - left;
    gate.drop();
    assert.ok(isNoticed, 'the query was never given up');
    assert.ok(tookMs < NOTICE_MS, `the query was given up after ${tookMs} ms, by its deadline`);
    await api.rows(PLAIN_QUESTION);
  }),

  streams('a problem before the first event keeps its status', async ({ api }) => {
    const headers = { accept: 'text/event-stream' };
    expectProblem(await api.post('/v1/ask', '{', { headers }), 400, 'body-not-json');
    expectProblem(await api.post('/v1/ask', { question: 'x' }, { headers, key: null }), 401, 'token-missing');
  }),

  streams('a problem on the way is the last event', async ({ api, proxy }) => {
    await api.rows(PLAIN_QUESTION);
    await proxy.during(faults.resets, async () => {
      const stream = await api.stream(PLAIN_QUESTION);
      const events = await stream.rest();
      assert.match(names(events), /^(stage )+query problem$/);
      const problem = events.at(-1).data;
      assert.equal(problem.type, 'urn:plainquery:problem:database-unavailable');
      assert.equal(problem.status, 503);
      assert.equal(problem.request_id, stream.headers.get('x-request-id'));
    });
    await api.rows(PLAIN_QUESTION);
  }),
];
