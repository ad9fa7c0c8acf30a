// Large answers, to the cap and one byte beyond.
import assert from 'node:assert/strict';

const CAP_BYTES = 10 * 1024 * 1024;

export function large(test, { name, sql, watch }) {
  const query = 'SELECT repeat(\'x\', $1::int) AS text';
  const answer = (characters) => watch.fetch({ query, params: [characters] }, { 'neon-raw-text-output': 'true', 'neon-array-mode': 'true' });

  test(`${name}: an answer may have ${CAP_BYTES} bytes, and not one more`, async () => {
    const overhead = (await (await answer(1)).text()).length - 1;
    const largest = CAP_BYTES - overhead;
    const full = await answer(largest);
    assert.equal(full.status, 200);
    assert.equal((await full.arrayBuffer()).byteLength, CAP_BYTES);
    const [row] = await sql.query(query, [largest]);
    assert.equal(row.text.length, largest);
    const over = await answer(largest + 1);
    assert.equal(over.status, 507);
    assert.match(await over.text(), /response is too large \(max is 10485760 bytes\)/);
    await assert.rejects(sql.query(query, [largest + 1]), /HTTP status 507.*too large/);
    assert.deepStrictEqual(await sql`SELECT 1 AS one`, [{ one: 1 }]);
  });

  test(`${name}: many rows`, async () => {
    const rows = await sql`SELECT n AS id, repeat('é', 20) AS text, n * 1.5 AS number, ARRAY[n, NULL] AS list FROM generate_series(1, 50000) AS n`;
    assert.equal(rows.length, 50_000);
    assert.deepStrictEqual(rows.at(-1), { id: 50_000, text: 'é'.repeat(20), number: '75000.0', list: [50_000, null] });
  });

  test(`${name}: too much by rows, in sum, or only once escaped`, async () => {
    await assert.rejects(sql`SELECT repeat('x', 1000) FROM generate_series(1, 20000)`, /HTTP status 507/);
    await assert.rejects(sql.transaction([sql.query(query, [6_000_000]), sql.query(query, [6_000_000])]), /HTTP status 507/);
    await assert.rejects(sql`SELECT repeat(chr(1), 2000000)`, /HTTP status 507/);
    assert.deepStrictEqual(await sql`SELECT 1 AS one`, [{ one: 1 }]);
  });
}
