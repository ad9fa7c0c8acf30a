// Parameters of every kind, by templates, placeholders and plain JSON; and where they come from.
import assert from 'node:assert/strict';
import { plain } from '../support/plain.mjs';

const HOSTILE = `'; DROP TABLE shop.orders; -- " \\ $1 {a,"b"} é 🐘`;

/** A cast, a value, and what comes back of it. */
const ROUND_TRIPS = [
  ['text', HOSTILE, HOSTILE],
  ['text', '', ''],
  ['text', null, null],
  ['text', undefined, null],
  ['text', true, 'true'],
  ['text', 1.5, '1.5'],
  ['int2', -5, -5],
  ['int4', 2147483647, 2147483647],
  ['int8', 9007199254740991, '9007199254740991'],
  ['int8', 9223372036854775807n, '9223372036854775807'],
  ['int8', '9223372036854775807', '9223372036854775807'],
  ['numeric', '12345678901234567890.10', '12345678901234567890.10'],
  ['float8', 1e300, 1e300],
  ['float8', NaN, NaN],
  ['float8', -Infinity, -Infinity],
  ['bool', false, false],
  ['jsonb', { b: [1, { c: null }], a: HOSTILE }, { b: [1, { c: null }], a: HOSTILE }],
  ['jsonb', JSON.stringify([1, 'x']), [1, 'x']],
  ['text[]', [HOSTILE, null, 'NULL', '', '{}', ' a '], [HOSTILE, null, 'NULL', '', '{}', ' a ']],
  ['text[]', [], []],
  ['text[]', [['a', 'b,c'], [null, '"q"']], [['a', 'b,c'], [null, '"q"']]],
  ['int4[]', [[[1], [2]], [[3], [null]]], [[[1], [2]], [[3], [null]]]],
  ['float8[]', [0.5, NaN, Infinity], [0.5, NaN, Infinity]],
  ['bool[]', [true, false, null], [true, false, null]],
  ['jsonb[]', [{ a: 'b,"c' }, { d: [1] }], [{ a: 'b,"c' }, { d: [1] }]],
  ['timestamptz', new Date(Date.UTC(2024, 1, 29, 12, 0, 0, 1)), new Date(Date.UTC(2024, 1, 29, 12, 0, 0, 1))],
  ['timestamptz[]', [new Date(0)], [new Date(0)]],
  ['date', '2024-02-29', new Date(2024, 1, 29)],
  ['interval', '90 minutes', { hours: 1, minutes: 30 }],
  ['bytea', Buffer.from([0, 255, 34, 92]), Buffer.from([0, 255, 34, 92])],
  ['bytea', new Uint8Array([1, 2]), Buffer.from([1, 2])],
  ['uuid', '12345678-1234-1234-1234-123456789abc', '12345678-1234-1234-1234-123456789abc'],
  ['shop.state', 'open', 'open'],
];

export function parameters(test, { name, sql, watch, settings }) {
  test(`${name}: ${ROUND_TRIPS.length} parameters come back as they went`, async () => {
    for (const [type, value, expected] of ROUND_TRIPS) {
      const rows = await sql.query(`SELECT $1::${type} AS value`, [value]);
      assert.deepStrictEqual(plain(rows), [{ value: plain(expected) }], `${type} ${String(value)}`);
    }
  });

  test(`${name}: templates`, async () => {
    const [state, ids] = ['open', [3, 4, 5, 6]];
    const rows = await sql`SELECT id, total FROM shop.orders WHERE state = ${state} AND id = ANY(${ids}) ORDER BY id`;
    assert.deepStrictEqual(rows, [{ id: '3', total: '3.00' }, { id: '6', total: '6.00' }]);
    assert.deepStrictEqual(await sql`SELECT ${HOSTILE}::text AS a, ${null}::int AS b, ${2}::int + 1 AS c`, [{ a: HOSTILE, b: null, c: 3 }]);
    const condition = sql`WHERE id = ${7}`;
    assert.deepStrictEqual(await sql`SELECT id FROM ${sql.unsafe('shop.orders')} ${condition}`, [{ id: '7' }]);
    const many = Array.from({ length: 400 }, (_, index) => index);
    const placeholders = many.map((index) => `$${index + 1}::int`).join(' + ');
    assert.deepStrictEqual(await sql.query(`SELECT ${placeholders} AS sum`, many), [{ sum: 79800 }]);
  });

  test(`${name}: parameters as plain JSON, also where a driver would not send them so`, async () => {
    const cell = async (query, params) => {
      const answer = await watch.fetch(`{"query":${JSON.stringify(query)},"params":[${params}]}`);
      const json = await answer.json();
      assert.equal(answer.status, 200, JSON.stringify(json));
      return Object.values(json.rows[0])[0];
    };
    assert.equal(await cell('SELECT $1::text', 'null'), null);
    assert.equal(await cell('SELECT $1::text', 'true'), 'true');
    assert.equal(await cell('SELECT $1::numeric', '123456789012345678901234567890.10'), '123456789012345678901234567890.10');
    assert.equal(await cell('SELECT $1::json::text', '{"b":1, "a":[2]}'), '{"b":1, "a":[2]}');
    assert.deepStrictEqual(await cell('SELECT $1::text[]', '["a,b","\\"q\\"","\\\\",null,"NULL","","é\\n"]'), ['a,b', '"q"', '\\', null, 'NULL', '', 'é\n']);
    assert.deepStrictEqual(await cell('SELECT $1::int8[]', '[[1,2],[9007199254740993,null]]'), [['1', '2'], ['9007199254740993', null]]);
    assert.deepStrictEqual(await cell('SELECT $1::jsonb[]', '[{"a":"b,\\"c"},[]]'.replace(',[]', '')), [{ a: 'b,"c' }]);
    assert.deepStrictEqual(await cell('SELECT $1::bool[]', '[true,false,null]'), [true, false, null]);
  });

  test(`${name}: what cannot be a parameter is an error of the request`, async () => {
    await assert.rejects(sql.query('SELECT $1::text', ['a\0b']), { name: 'NeonDbError', code: '22021' });
    await assert.rejects(sql.query('SELECT $1::int', []), { code: '08P01' });
    await assert.rejects(sql.query('SELECT $1::int', ['x']), { code: '22P02' });
    await assert.rejects(sql.query('SELECT $1::int', [1, 2]), { code: '08P01' });
    const deep = `{"query":"SELECT $1","params":[${'['.repeat(5000)}${']'.repeat(5000)}]}`;
    const answer = await watch.fetch(deep);
    assert.equal(answer.status, 400);
    assert.equal(typeof (await answer.json()).message, 'string');
    assert.deepStrictEqual(await sql`SELECT 1 AS one`, [{ one: 1 }]);
  });

  test(`${name}: what stands after the question mark of a connection string holds for the request`, async () => {
    // The driver gives its own name so, unasked.
    const [{ app }] = await sql`SELECT current_setting('application_name') AS app`;
    assert.match(app, /neondatabase\/serverless/);
    const with_ = (query) => settings(query);
    const [row] = await with_('application_name=reports&TimeZone=Asia/Tokyo&options=-c%20search_path%3Dshop%20-c%20work_mem%3D2MB&sslmode=require')`
      SELECT current_setting('application_name') AS app, current_setting('TimeZone') AS zone,
        current_setting('search_path') AS path, current_setting('work_mem') AS memory, count(*)::int AS n FROM orders`;
    assert.deepStrictEqual(row, { app: 'reports', zone: 'Asia/Tokyo', path: 'shop', memory: '2MB', n: 1000 });
    const batch = with_('search_path=shop');
    const [[one], [other]] = await batch.transaction([batch`SELECT count(*)::int AS n FROM orders`, batch`SHOW search_path`]);
    assert.deepStrictEqual([one.n, other.search_path], [1000, 'shop']);
    // And for no other request.
    const [{ path }] = await sql`SELECT current_setting('search_path') AS path`;
    assert.notEqual(path, 'shop');
    await assert.rejects(with_('no_such_setting=1')`SELECT 1`, { code: '42704' });
    await assert.rejects(with_('default_transaction_isolation=none')`SELECT 1`, { code: '22023' });
    // No way to another role, another database, or out of the read-only transaction.
    await assert.rejects(with_('user=postgres')`SELECT 1`, /connection string/);
    await assert.rejects(with_('transaction_read_only=off')`SELECT 1`, { code: '25001' });
    await assert.rejects(with_('role=postgres')`SELECT 1`, { code: /^(42501|22023)$/ });
  });
}
