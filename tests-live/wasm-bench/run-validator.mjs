// Times the validator in V8 over the queries of the native benchmark, beside its times.
// usage: run-validator.mjs FOLDER [--check] ; scripts/bench-wasm builds and fills the folder.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** As the native benchmark: so many runs one after the other, and the fastest counts. */
const RUNS = 7;
/** As often as the native benchmark ran, so that a machine that slows down for a while slows neither alone. */
const nativeRounds = [];
/** Before that, until V8 has compiled what is hot. */
const WARM_UP_ROUNDS = 10;
const MAX_RATIO = 3;

const folder = path.resolve(process.argv[2]);
const { Validator } = createRequire(import.meta.url)(path.join(folder, 'bench.js'));
const { catalogs, queries } = JSON.parse(readFileSync(path.join(folder, 'queries.json')));
for (const file of readdirSync(folder).filter((name) => /^native-\d+\.json$/.test(name))) {
  nativeRounds.push(JSON.parse(readFileSync(path.join(folder, file))).times_ns);
}
const native = fastestOf(nativeRounds);
const validators = Object.fromEntries(
  Object.entries(catalogs).map(([name, catalog]) => [name, new Validator(JSON.stringify(catalog))]),
);

/** Each query's fastest time of several rounds; `null` where it is refused. */
function fastestOf(rounds) {
  return rounds[0].map((_, index) => {
    const times = rounds.map((round) => round[index]);
    return times.includes(null) ? null : Math.min(...times);
  });
}

function fastest({ database, sql }) {
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const start = process.hrtime.bigint();
    const isAccepted = validators[database].validate(sql);
    const time = Number(process.hrtime.bigint() - start);
    if (!isAccepted) return null;
    best = Math.min(best, time);
  }
  return best;
}

for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
  for (const { database, sql } of queries) validators[database].validate(sql);
}
const times = fastestOf(nativeRounds.map(() => queries.map(fastest)));
const both = times.map((time, index) => [time, native[index]]).filter(([ours, theirs]) => ours !== null && theirs !== null);
if (times.length !== native.length || both.length !== times.filter((time) => time !== null).length) {
  console.error('V8 and the native build do not accept the same queries');
  process.exit(1);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

for (const [name, place] of [['V8', 0], ['native', 1]]) {
  const values = both.map((pair) => pair[place]);
  console.log(`${name.padEnd(7)} n=${values.length}   median ${(quantile(values, 0.5) / 1000).toFixed(1)} µs   p95 ${(quantile(values, 0.95) / 1000).toFixed(1)} µs`);
}
const ratio = quantile(both.map((pair) => pair[0]), 0.5) / quantile(both.map((pair) => pair[1]), 0.5);
const each = quantile(both.map(([ours, theirs]) => ours / theirs), 0.5);
console.log(`the median query takes V8 ${ratio.toFixed(2)} times as long; median of the ratios ${each.toFixed(2)}`);
if (process.argv.includes('--check') && !(ratio <= MAX_RATIO)) {
  console.error(`above ${MAX_RATIO} times`);
  process.exitCode = 1;
}
