// Cases by hosts, as text.

const CELLS = { passed: 'ok', failed: 'FAILED', cannot: 'cannot' };

/** Prints a line for each case with a column for each host, then why hosts cannot show some. */
export function printMatrix(results, hosts) {
  const names = [...results.keys()];
  const rows = new Map();
  const reasons = new Map();
  for (const [host, of] of results) {
    for (const each of of.cases) {
      const label = `${each.capability}: ${each.name}`;
      if (!rows.has(label)) rows.set(label, new Map());
      rows.get(label).set(host, CELLS[each.status]);
      if (each.status !== 'cannot') continue;
      const reason = `${host}: ${each.reason}`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  const width = Math.max(...[...rows.keys()].map((label) => label.length), 4);
  const cell = (text, name) => text.padEnd(Math.max(name.length, 6));
  console.log(`\n${'case'.padEnd(width)}  ${names.map((name) => cell(name, name)).join('  ')}`);
  for (const [label, cells] of rows) {
    console.log(`${label.padEnd(width)}  ${names.map((name) => cell(cells.get(name) ?? '-', name)).join('  ')}`);
  }
  for (const name of names) console.log(`\n${name}: ${hosts[name].about}`);
  if (reasons.size > 0) console.log('\nWhat a host cannot show:');
  for (const [reason, count] of reasons) console.log(`  ${reason} (${count} ${count === 1 ? 'case' : 'cases'})`);
}
