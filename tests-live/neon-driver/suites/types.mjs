// What the driver makes of values of every common type.
import assert from 'node:assert/strict';
import { plain } from '../support/plain.mjs';

const bytes = (hex) => Buffer.from(hex, 'hex');
const TRICKY = 'a,"b" \\ {c} \'d\' é 🐘 NULL\n\t;';
const TRICKY_SQL = `E'a,"b" \\\\ {c} \\'d\\' é 🐘 NULL\\n\\t;'`;

/** An expression of SQL, and what the driver has to make of it. */
export const VALUES = [
  ['int2', '(-32768)::int2', -32768],
  ['int4', '2147483647::int4', 2147483647],
  ['int8, beyond JavaScript\'s numbers', '9223372036854775807::int8', '9223372036854775807'],
  ['oid', '4294967295::oid', 4294967295],
  ['numeric', '12345678901234567890.1234567890::numeric', '12345678901234567890.1234567890'],
  ['numeric NaN', `'NaN'::numeric`, 'NaN'],
  ['numeric infinity', `'-Infinity'::numeric`, '-Infinity'],
  ['domain over numeric', '12.5::shop.percent', '12.50'],
  ['float4', '0.1::float4', 0.1],
  ['float8, largest', '1.7976931348623157e308::float8', Number.MAX_VALUE],
  ['float8, smallest', '5e-324::float8', Number.MIN_VALUE],
  ['float8, minus zero', `'-0'::float8`, -0],
  ['float8 NaN', `'NaN'::float8`, NaN],
  ['float8 infinity', `'Infinity'::float8`, Infinity],
  ['float4 minus infinity', `'-Infinity'::float4`, -Infinity],
  ['true', 'true', true],
  ['false', 'false', false],
  ['text', TRICKY_SQL, TRICKY],
  ['text, empty', `''::text`, ''],
  ['varchar', `'é'::varchar(3)`, 'é'],
  ['char, padded', `'ab'::char(5)`, 'ab   '],
  ['name', 'current_schema()::name IS NULL', false],
  ['enum', `'open'::shop.state`, 'open'],
  ['composite', `ROW(3, 'a "b"')::shop.size`, '(3,"a ""b""")'],
  ['uuid', `'12345678-1234-1234-1234-123456789abc'::uuid`, '12345678-1234-1234-1234-123456789abc'],
  ['json', `'{"b": 1, "a": [null, "\\u00e9", {"c": true}]}'::json`, { b: 1, a: [null, 'é', { c: true }] }],
  ['jsonb', `'{"b": 1, "a": [null, 1.50]}'::jsonb`, { a: [null, 1.5], b: 1 }],
  ['json null', `'null'::json`, null],
  ['jsonb string', `'"x"'::jsonb`, 'x'],
  ['date', `'2024-02-29'::date`, new Date(2024, 1, 29)],
  ['date, far', `'0099-12-31'::date`, (() => { const date = new Date(99, 11, 31); date.setFullYear(99); return date; })()],
  ['date infinity', `'infinity'::date`, Infinity],
  ['time', `'23:59:59.123456'::time`, '23:59:59.123456'],
  ['timetz', `'23:59:59+02'::timetz`, '23:59:59+02'],
  ['timestamp', `'2024-02-29 12:34:56.789'::timestamp`, new Date(2024, 1, 29, 12, 34, 56, 789)],
  ['timestamptz', `'2024-02-29 12:34:56.789+02'::timestamptz`, new Date(Date.UTC(2024, 1, 29, 10, 34, 56, 789))],
  ['timestamptz infinity', `'-infinity'::timestamptz`, -Infinity],
  ['interval', `'1 year 2 mons 3 days 04:05:06.789'::interval`,
    { years: 1, months: 2, days: 3, hours: 4, minutes: 5, seconds: 6, milliseconds: 789 }],
  ['interval, negative', `'-3 days'::interval`, { days: -3 }],
  ['bytea', `'\\x00ff7f5c22'::bytea`, bytes('00ff7f5c22')],
  ['bytea, empty', `''::bytea`, bytes('')],
  ['inet', `'192.168.0.1/24'::inet`, '192.168.0.1/24'],
  ['bit string', `B'1010'`, '1010'],
  ['point', `'(1.5,-2)'::point`, { x: 1.5, y: -2 }],
  ['range', `'[1,5)'::int4range`, '[1,5)'],
  ['tsvector', `'a:1 b:2'::tsvector`, `'a':1 'b':2`],
  ['void', 'pg_sleep(0)', ''],
  ['null', 'NULL::int4', null],
  ['null of no type', 'NULL', null],
  ['int4 array', 'ARRAY[1, NULL, -3]', [1, null, -3]],
  ['int8 array', 'ARRAY[9223372036854775807]::int8[]', ['9223372036854775807']],
  ['float8 array', `'{0.5,NaN,-Infinity}'::float8[]`, [0.5, NaN, -Infinity]],
  ['bool array', 'ARRAY[true, false, NULL]', [true, false, null]],
  ['text array, empty', `'{}'::text[]`, []],
  ['text array', `ARRAY[${TRICKY_SQL}, NULL, 'NULL', '', '{}']`, [TRICKY, null, 'NULL', '', '{}']],
  ['text array, nested', `ARRAY[['a', 'b,c'], [NULL, '"q"']]`, [['a', 'b,c'], [null, '"q"']]],
  ['int4 array, three deep', 'ARRAY[[[1], [2]], [[3], [4]]]', [[[1], [2]], [[3], [4]]]],
  ['array with bounds', `'[0:1]={7,8}'::int4[]`, [7, 8]],
  ['json array', `ARRAY['{"a": "b,\\"c"}', 'null']::json[]`, [{ a: 'b,"c' }, null]],
  ['jsonb array', `ARRAY['[1, 2]']::jsonb[]`, [[1, 2]]],
  ['date array', `ARRAY['2024-02-29']::date[]`, [new Date(2024, 1, 29)]],
  ['timestamptz array', `ARRAY['2024-02-29 00:00Z', NULL]::timestamptz[]`, [new Date(Date.UTC(2024, 1, 29)), null]],
  ['bytea array', `ARRAY['\\x00ff', NULL]::bytea[]`, [bytes('00ff'), null]],
  ['uuid array', `ARRAY['12345678-1234-1234-1234-123456789abc']::uuid[]`, ['12345678-1234-1234-1234-123456789abc']],
  ['interval array', `ARRAY['1 day']::interval[]`, [{ days: 1 }]],
  ['enum array, which no driver knows', `ARRAY['open']::shop.state[]`, '{open}'],
];

const ALL = `SELECT ${VALUES.map(([, expression], index) => `${expression} AS v${index}`).join(', ')}`;
const EXPECTED = VALUES.map(([, , value]) => value);

export function types(test, { name, sql, watch, cluster }) {
  test(`${name}: ${VALUES.length} values of every common type`, async () => {
    for (const [index, [label, expression, expected]] of VALUES.entries()) {
      const rows = await sql.query(`SELECT ${expression} AS value`);
      assert.deepStrictEqual(plain(rows), [{ value: plain(expected) }], `${label} (${index})`);
    }
  });

  test(`${name}: all of them in one row, as an object, as an array and with full results`, async () => {
    const [object] = await sql.query(ALL);
    assert.deepStrictEqual(plain(Object.values(object)), plain(EXPECTED));
    const [array] = await sql.query(ALL, [], { arrayMode: true });
    assert.deepStrictEqual(plain(array), plain(EXPECTED));
    const full = await sql.query(ALL, [], { fullResults: true });
    assert.deepStrictEqual(plain(Object.values(full.rows[0])), plain(EXPECTED));
    assert.deepStrictEqual([full.command, full.rowCount, full.rowAsArray], ['SELECT', 1, false]);
    assert.equal(full.fields.length, VALUES.length);
    const both = await sql.query(ALL, [], { fullResults: true, arrayMode: true });
    assert.deepStrictEqual([both.rowAsArray, both.rows[0].length], [true, VALUES.length]);
  });

  test(`${name}: rows with a name twice, without columns, without rows`, async () => {
    assert.deepStrictEqual(await sql`SELECT 1 AS a, 2 AS a`, [{ a: 2 }]);
    assert.deepStrictEqual(await sql.query('SELECT 1 AS a, 2 AS a', [], { arrayMode: true }), [[1, 2]]);
    assert.deepStrictEqual(await sql`SELECT FROM generate_series(1, 3)`, [{}, {}, {}]);
    const none = await sql.query('SELECT 1 AS a WHERE false', [], { fullResults: true });
    assert.deepStrictEqual([none.rows, none.rowCount, none.fields[0].name], [[], 0, 'a']);
    assert.deepStrictEqual(await sql.query(''), []);
    const set = await sql.query('SET LOCAL work_mem = 1000', [], { fullResults: true });
    assert.deepStrictEqual([set.command, set.rowCount, set.rows], ['SET', null, []]);
  });

  test(`${name}: without raw text, types as the protocol says`, async () => {
    const query = `SELECT true AS bool, 7::int2 AS int2, -8 AS int4, 9007199254740993 AS int8, 1.10 AS numeric,
      0.5::float4 AS float4, 'NaN'::float8 AS nan, 'Infinity'::float8 AS infinity, '{"a": [1]}'::jsonb AS jsonb,
      '{1,NULL}'::int4[] AS ints, '{{9007199254740993}}'::int8[] AS longs, '{NaN,1}'::float8[] AS floats,
      '{t,f}'::bool[] AS bools, '{"a,b",NULL,"NULL"}'::text[] AS texts, ARRAY['{"x": null}']::json[] AS jsons,
      '2024-02-29'::date AS date, '\\x00ff'::bytea AS bytea, NULL AS null`;
    const answer = await (await watch.fetch({ query })).json();
    assert.deepStrictEqual(answer.rows, [{
      bool: true, int2: 7, int4: -8, int8: '9007199254740993', numeric: '1.10', float4: 0.5, nan: 'NaN',
      infinity: 'Infinity', jsonb: { a: [1] }, ints: [1, null], longs: [['9007199254740993']], floats: ['NaN', 1],
      bools: [true, false], texts: ['a,b', null, 'NULL'], jsons: [{ x: null }], date: '2024-02-29', bytea: '\\x00ff',
      null: null,
    }]);
    const raw = await (await watch.fetch({ query: 'SELECT true, 1, NULL, \'{1}\'::int[]', arrayMode: true },
      { 'neon-raw-text-output': 'true' })).json();
    assert.deepStrictEqual(raw.rows, [['t', '1', null, '{1}']]);
    // Only exactly `true` is true.
    for (const value of ['TRUE', '1', 'yes', 'true ,true', 'false']) {
      const typed = await (await watch.fetch({ query: 'SELECT 1 AS one' },
        { 'neon-raw-text-output': value, 'neon-array-mode': value })).json();
      assert.deepStrictEqual(typed.rows, [{ one: 1 }], value);
    }
  });

  if (cluster) {
    test(`${name}: values and fields equal those of a driver on the wire protocol`, async () => {
      const client = await cluster.connect('plainquery_reader');
      const wire = await client.query({ text: ALL, rowMode: 'array' });
      const http = await sql.query(ALL, [], { fullResults: true, arrayMode: true });
      assert.deepStrictEqual(plain(http.rows), plain(wire.rows));
      assert.deepStrictEqual(plain(http.fields), plain(wire.fields));
      for (const text of ['SELECT * FROM shop.orders ORDER BY id LIMIT 3', 'SELECT * FROM shop.customers ORDER BY id LIMIT 3',
        'SELECT \'a\'::varchar(7), 1.5::numeric(6,3), \'1\'::bit(4), now()::timestamp(0), count(*) FROM shop.orders']) {
        const [one, other] = [await client.query(text), await sql.query(text, [], { fullResults: true })];
        assert.deepStrictEqual(plain(other.fields), plain(one.fields), text);
        assert.deepStrictEqual([other.command, other.rowCount], [one.command, one.rowCount]);
      }
      await client.end();
    });
  }
}
