#!/usr/bin/env node
// The end-to-end suite: the same cases on every host.
//   node tests-live/suite/run.mjs                       all hosts
//   node tests-live/suite/run.mjs --host native         one, or more with --host again
//   node tests-live/suite/run.mjs --only 'cut|hangs'    the cases whose name fits
//   node tests-live/suite/run.mjs --quiet               failures and the table only
// Results go to target/suite/results/HOST.json. A host that is not built is an error, not a pass.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases/index.mjs';
import { Database } from './database.mjs';
import { FaultProxy } from './faults.mjs';
import { hosts } from './hosts/index.mjs';
import { printMatrix } from './matrix.mjs';
import { ScriptedModel } from './model.mjs';
import { OUT } from './places.mjs';
import { runOn } from './runner.mjs';

const { values: options } = parseArgs({
  options: {
    host: { type: 'string', multiple: true },
    only: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

const names = options.host ?? Object.keys(hosts);
const unknown = names.filter((name) => !hosts[name]);
if (unknown.length > 0) fail(`unknown host ${unknown.join(', ')}; there are ${Object.keys(hosts).join(', ')}`);
for (const name of names) {
  const missing = hosts[name].missing();
  if (missing) fail(`${name}: ${missing}`);
}
const pattern = new RegExp(options.only ?? '', 'i');
const chosen = cases.filter((each) => pattern.test(`${each.capability}: ${each.name}`));
if (chosen.length === 0) fail('no case fits');

const MARKS = { passed: 'ok    ', failed: 'FAILED', cannot: 'cannot' };
const MAX_REASON_CHARS = 1_500;
const started = Date.now();
const results = new Map();
const services = { database: new Database(), model: new ScriptedModel() };
let failed = 0;
try {
  mkdirSync(path.join(OUT, 'results'), { recursive: true });
  await services.database.start();
  // A second one, for the cases of a gateway that checks plans.
  if (chosen.some((each) => each.profile === 'checked')) {
    services.checking = await new Database('postgres-of-plans', { isChecking: true }).start();
  }
  services.proxy = await new FaultProxy(services.database.url).start();
  await services.model.start();
  say(`database and model serve after ${seconds(started)}`);
  for (const name of names) await runHost(name);
} finally {
  await services.model.stop().catch(() => {});
  await services.proxy?.stop();
  await services.checking?.stop();
  await services.database.stop();
}
printMatrix(results, hosts);
const total = [...results.values()].flatMap((of) => of.cases);
const count = (status) => total.filter((each) => each.status === status).length;
say(`\n${count('passed')} passed, ${failed} failed, ${count('cannot')} that a host cannot show, ${seconds(started)}`);
process.exit(failed === 0 ? 0 : 1);

async function runHost(name) {
  const host = hosts[name];
  const begun = Date.now();
  const of = { host: name, about: host.about, cases: [] };
  results.set(name, of);
  const file = path.join(OUT, 'results', `${name}.json`);
  rmSync(file, { force: true });
  await runOn(host, chosen, services, (each, { stack, ...result }) => {
    if (result.reason) result.reason = shortened(result.reason);
    const detail = stack && shortened(stack);
    of.cases.push({ capability: each.capability, name: each.name, ...result });
    if (result.status === 'failed') failed += 1;
    if (options.quiet && result.status === 'passed') return;
    const why = result.reason ? `\n         ${(detail ?? result.reason).replaceAll('\n', '\n         ')}` : '';
    say(`${MARKS[result.status]} ${String(result.ms).padStart(6)} ms  ${name}  ${each.capability}: ${each.name}${why}`);
  });
  // A part of the cases is no result of the host.
  if (!options.only) writeFileSync(file, `${JSON.stringify(of, null, 2)}\n`);
  say(`${name}: ${seconds(begun)}\n`);
}

/** Assertions quote whole answers. */
function shortened(text) {
  return text.length > MAX_REASON_CHARS ? `${text.slice(0, MAX_REASON_CHARS)} …` : text;
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`error: ${text}\n`);
  process.exit(2);
}
