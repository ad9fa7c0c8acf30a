// Errors with all their fields, and everything that is refused before a query runs.
import assert from 'node:assert/strict';

const FIELDS = ['message', 'severity', 'code', 'detail', 'hint', 'position', 'internalPosition', 'internalQuery', 'where',
  'schema', 'table', 'column', 'dataType', 'constraint', 'file', 'line', 'routine'];
const fieldsOf = (error) => Object.fromEntries(FIELDS.map((field) => [field, error[field]]));
const failure = async (promise) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('no error');
};

export function errors(test, { name, sql, watch, gateway }) {
  test(`${name}: an error has all the fields that the server gave it`, async () => {
    const everything = await failure(sql`SELECT shop.raise_everything()`);
    assert.equal(everything.name, 'NeonDbError');
    const { file, line, routine, ...rest } = fieldsOf(everything);
    assert.deepStrictEqual(rest, {
      message: 'nothing is right', severity: 'ERROR', code: 'P4711', detail: 'a detail', hint: 'a hint', position: undefined,
      internalPosition: undefined, internalQuery: undefined,
      where: 'PL/pgSQL function shop.raise_everything() line 3 at RAISE', schema: 'a schema', table: 'a table',
      column: 'a column', dataType: 'a type', constraint: 'a constraint',
    });
    assert.match(`${file} ${line} ${routine}`, /^pl_exec\.c \d+ exec_stmt_raise$/);
    const inside = await failure(sql`SELECT shop.fail_inside()`);
    assert.deepStrictEqual([inside.code, inside.internalPosition, inside.internalQuery, inside.position],
      ['42703', '12', 'SELECT id, no_such_column FROM shop.orders', undefined]);
    assert.match(inside.where, /shop\.fail_inside\(\) line 3 at EXECUTE/);
    const misspelt = await failure(sql`SELECT é, totl FROM shop.orders`);
    assert.deepStrictEqual([misspelt.code, misspelt.position], ['42703', '8']);
    assert.deepStrictEqual([(await failure(sql.query('SELECT 1; SELECT 2'))).code, (await failure(sql.query('SELEC'))).position], ['42601', '1']);
  });

  test(`${name}: what is not supported says so`, async () => {
    assert.equal((await failure(sql`COPY (SELECT 1) TO STDOUT`)).code, '0A000');
    const write = await failure(sql`DELETE FROM shop.orders`);
    assert.match(write.code, /^(25006|42501)$/);
    assert.deepStrictEqual(await sql`SELECT 1 AS one`, [{ one: 1 }]);
  });

  test(`${name}: every 400 is JSON with a message; other routes and methods are the protocol's one sentence`, async () => {
    const base = gateway.url.replace(/\/sql$/, '');
    for (const [method, path] of [['GET', '/sql'], ['PUT', '/sql'], ['DELETE', '/sql'], ['POST', '/'], ['POST', '/sql/'], ['POST', '/v2/sql'], ['OPTIONS', '/other']]) {
      const answer = await fetch(base + path, { method });
      assert.equal(answer.status, 400, `${method} ${path}`);
      assert.equal(await answer.json(), 'query is not supported');
      assert.match(answer.headers.get('neon-request-id'), /^[0-9a-f-]{36}$/);
    }
    const preflight = await fetch(gateway.url, { method: 'OPTIONS' });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers.get('allow'), 'OPTIONS, POST');
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    assert.equal(preflight.headers.get('access-control-max-age'), '86400');
    for (const header of ['authorization', 'neon-connection-string', 'neon-raw-text-output', 'neon-array-mode', 'neon-pool-opt-in',
      'neon-batch-read-only', 'neon-batch-deferrable', 'neon-batch-isolation-level']) {
      assert.ok(preflight.headers.get('access-control-allow-headers').split(', ').includes(header), header);
    }
    for (const body of ['', '{', '[]', '{}', 'null', '{"query":1}', '{"query":"SELECT 1","queries":[]}', '{"queries":[{}]}', '{"queries":{}}',
      '{"query":"SELECT 1","params":{}}', '{"query":"SELECT \ud800"}'.replace('\ud800', '\\ud800')]) {
      const answer = await watch.fetch(body);
      assert.equal(answer.status, 400, body);
      assert.equal(typeof (await answer.json()).message, 'string', body);
    }
  });

  test(`${name}: connection strings and keys`, async () => {
    const withString = async (text, headers = {}) => watch.fetch({ query: 'SELECT 1' }, { 'neon-connection-string': text, ...headers });
    const string = gateway.connectionString(name);
    for (const wrong of ['', 'nonsense', string.replace('postgres:', 'mysql:'), string.replace('plainquery_reader@', ''), string.replace(/\/[a-z]+$/, ''),
      string.replace(`@${name}`, '@elsewhere.example'), string.replace('plainquery_reader', 'postgres'), string.replace(/\/[a-z]+$/, '/other'),
      string.replace('plainquery_reader@', 'plainquery_reader:secret@')]) {
      const answer = await withString(wrong);
      assert.equal(answer.status, 400, wrong);
      const { message, code } = await answer.json();
      assert.match(message, /connection string/);
      assert.ok(!message.includes('secret') && code === null, message);
    }
    assert.equal((await withString(string.replace('postgres:', 'postgresql:'))).status, 200);
    for (const authorization of ['Bearer wrong', 'Basic eDp5', '']) {
      const answer = await withString(string, { authorization });
      assert.equal(answer.status, 401, authorization);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
    await assert.rejects(gateway.sql(name, { authToken: 'wrong' })`SELECT 1`, /HTTP status 401/);
  });
}

/** The oracle: the same statements over the wire protocol. */
export function errorsLikeTheWire(test, { sql, cluster }) {
  const STATEMENTS = [
    `INSERT INTO shop.customers VALUES (9000, 'c1@example.com', 0)`,
    `INSERT INTO shop.customers VALUES (9001, NULL, 0)`,
    `INSERT INTO shop.customers VALUES (9002, 'x', 101)`,
    `INSERT INTO shop.orders VALUES (9003, 4711, 'open', 1)`,
    `UPDATE shop.orders SET total = -1 WHERE id = 1`,
    `DELETE FROM shop.customers WHERE id = 2`,
    `SELECT shop.raise_everything()`,
    `SELECT shop.fail_inside()`,
    `SELECT 'x'::int`,
    `SELECT 1/0`,
    `SELECT totl FROM shop.orders`,
    `SELECT * FROM nowhere`,
    `SELECT 'é', no_such_function(1)`,
    `SELECT FROM WHERE`,
    `SELECT '{1,2'::int[]`,
    `CREATE TABLE shop.other ()`,
    `SELECT 'unfinished`,
  ];

  test(`writes: ${STATEMENTS.length} errors equal those of a driver on the wire protocol, field by field`, async () => {
    const client = await cluster.connect('plainquery_writer');
    for (const text of STATEMENTS) {
      const wire = await failure(client.query({ text, queryMode: 'extended' }));
      const http = await failure(sql.query(text));
      assert.deepStrictEqual(fieldsOf(http), fieldsOf(wire), text);
    }
    await client.end();
  });
}
