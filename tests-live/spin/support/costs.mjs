// What the planner thinks too costly does not run: seen in the log of the server itself.
import assert from 'node:assert/strict';

/** Every query over the readings, and over a view, is explained first. */
export const COST_SETTINGS = {
  PLAINQUERY_EXPLAIN_FROM_ROWS: '10000',
  PLAINQUERY_MAX_ESTIMATED_COST: '100000',
};

/** Planning a query over `unplanned` takes longer than any deadline. */
export const COST_TABLES = `
  CREATE TABLE shop.readings AS SELECT n AS id, n % 100 AS value FROM generate_series(1, 20000) AS n;
  ANALYZE shop.readings;
  CREATE FUNCTION shop.forever() RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1 FROM pg_sleep(30)';
  CREATE VIEW shop.unplanned AS SELECT value FROM shop.readings WHERE value > shop.forever();
`;

const EXPLAIN = 'EXPLAIN (FORMAT JSON) ';

/** `role` is who asks; `run` and `runInVain` ask for SQL of a host with the settings above. */
export async function heldToItsCost({ postgres, role, run, runInVain }) {
  postgres.sql(`ALTER ROLE ${role} SET log_statement = 'all'`);
  try {
    const cheap = await seen(postgres, async () => {
      assert.equal((await run('SELECT count(*) FROM shop.readings')).rows[0][0], '20000');
    });
    assert.deepEqual(cheap, { explained: 1, ran: 1 });
    const costly = await seen(postgres, async () => {
      const pairs = 'SELECT count(*) FROM shop.readings a, shop.readings b WHERE a.value < b.value';
      const problem = await runInVain(pairs, 422, 'query-too-costly');
      assert.doesNotMatch(problem.detail, /readings|cost=|[0-9]/);
    });
    assert.deepEqual(costly, { explained: 1, ran: 0 });
    const unanswered = await seen(postgres, () => (
      runInVain('SELECT count(*) FROM shop.unplanned', 504, 'database-timeout')));
    assert.deepEqual(unanswered, { explained: 1, ran: 0 }, 'what was not estimated is not run');
    const small = await seen(postgres, async () => {
      assert.match((await run('SELECT count(*) FROM shop.things')).rows[0][0], /^[0-9]+$/);
    });
    assert.deepEqual(small, { explained: 0, ran: 1 });
  } finally {
    postgres.sql(`ALTER ROLE ${role} RESET log_statement`);
  }
}

/** How many counts were explained and how many were run meanwhile, by the server's log. */
async function seen(postgres, action) {
  const before = postgres.log().length;
  await action();
  // What follows the first line of a text is set in.
  const texts = postgres.log().slice(before).replaceAll('\n\t', ' ').split('\n')
    .map((line) => line.match(/LOG: {2}(?:statement|execute [^:]*): (.*)/)?.[1] ?? '')
    .filter((text) => /SELECT count\(\*\)/.test(text));
  const explained = texts.filter((text) => text.startsWith(EXPLAIN)).length;
  return { explained, ran: texts.length - explained };
}
