#!/usr/bin/env node
// Measures hosts against an empty program on the same host; scripts/bench-hosts builds everything and
// calls it. See there for the options.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Database, readyLine } from '../suite/database.mjs';
import { OUT, ROOT } from '../suite/places.mjs';
import { KEYS } from '../suite/planted.mjs';
import { profiles } from '../suite/profiles.mjs';
import { measure, percentile, send } from './latency.mjs';
import { residentBytes, targets } from './targets.mjs';

const { values: options } = parseArgs({
  options: {
    host: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '20' },
    requests: { type: 'string', default: '100' },
    load: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '30' },
    soak: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    series: { type: 'string' },
  },
});

const KEY = KEYS.ann;
const QUESTION = JSON.stringify({ question: 'How many customers do we have in Germany?' });
const SQL = JSON.stringify({ sql: 'SELECT count(*) FROM shop.customers WHERE country = \'Germany\'' });
let texts = 0;
/** A text that was never sent before: of those sent twice the proof is kept. */
function newSql() {
  texts += 1;
  return SQL.replace('Germany', `Germany ${texts}`);
}
/** What the product promises, as multiples of the empty program. */
const LIMITS = { '/v1/validate': 1.5, '/v1/ask': 3 };
const CONNECTIONS = 32;
const SAMPLE_EVERY_MS = 5_000;

const names = options.host ?? Object.keys(targets);
mkdirSync(OUT, { recursive: true });
// One of its own for each set of hosts, so that two measurements can run side by side.
const database = await new Database(`postgres-of-bench-${names.join('-')}`).start();
const stub = spawn(process.execPath, [path.join(ROOT, 'tests-live/bench-hosts/stub-database.mjs'), database.url], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const { url: stubUrl, last: lastUrl } = await readyLine(stub);
const { settings } = profiles.plain({ database, proxy: { url: stubUrl } });
try {
  for (const name of names) {
    if (options.soak) await soak(name);
    else if (options.load) await load(name);
    else await compare(name);
  }
} finally {
  stub.stdin.end();
  await database.stop();
}

/** p50 of each route over that of the empty program, one request at a time. */
async function compare(name) {
  const empty = await targets[name].empty();
  const plainquery = await targets[name].plainquery(settings);
  try {
    const statements = await statementsOf(plainquery);
    const all = await measure([
      { name: 'empty', url: empty.url, path: '/', key: KEY, body: QUESTION },
      { name: '/healthz', url: plainquery.url, path: '/healthz', key: KEY, method: 'GET' },
      { name: '/v1/validate', url: plainquery.url, path: '/v1/validate', key: KEY, body: SQL },
      { name: 'a new text', url: plainquery.url, path: '/v1/validate', key: KEY, body: newSql },
      { name: '/v1/ask', url: plainquery.url, path: '/v1/ask', key: KEY, body: QUESTION },
      { name: 'stub database', ...statements },
    ], { rounds: Number(options.rounds), requestsARound: Number(options.requests) });
    const { p50Us: base } = all.get('empty');
    const { p50Us: stubUs } = all.get('stub database');
    console.log(`\n${name}: ${Number(options.rounds) * Number(options.requests)} requests each, one at a time, in ${options.rounds} rounds`);
    console.log('                    p50 µs    p90 µs    p99 µs   times empty (p50)');
    for (const [route, { p50Us, p90Us, p99Us }] of all) {
      const limit = LIMITS[route];
      const verdict = limit ? `  ${p50Us / base <= limit ? 'within' : 'ABOVE'} ${limit}` : '';
      console.log(`${route.padEnd(16)}${[p50Us, p90Us, p99Us].map((us) => us.toFixed(0).padStart(10)).join('')}   ${(p50Us / base).toFixed(2).padStart(6)}${verdict}`);
    }
    const { p50Us: askUs } = all.get('/v1/ask');
    console.log(`/v1/ask less the stub database's own time: ${((askUs - stubUs) / base).toFixed(2)} times empty`);
  } finally {
    await plainquery.stop();
    await empty.stop();
  }
}

/** The statements of a question as the host sends them, to time the stub alone. */
async function statementsOf({ url }) {
  await send(false, { url, path: '/v1/ask', key: KEY, body: QUESTION });
  await send(false, { url, path: '/v1/ask', key: KEY, body: QUESTION });
  const { path: at, headers, body } = await (await fetch(lastUrl)).json();
  const kept = Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name));
  return { url: stubUrl, path: at, headers: Object.fromEntries(kept), body };
}

/** A bounded load by wrk. */
async function load(name) {
  const plainquery = await targets[name].plainquery(settings);
  try {
    console.log(`\n${name}: wrk, ${CONNECTIONS} connections, ${options.seconds} s each`);
    for (const [route, body] of [['/v1/validate', SQL], ['/v1/ask', QUESTION]]) {
      await send(false, { url: plainquery.url, path: route, key: KEY, body });
      const before = residentBytes(plainquery.pid);
      const output = execFileSync('wrk', [
        '-t2', `-c${CONNECTIONS}`, `-d${options.seconds}s`, '--timeout', '10s', '--latency',
        '-s', path.join(ROOT, 'tests-live/bench-hosts/ask.lua'), new URL(route, plainquery.url).href,
      ], { env: { ...process.env, BENCH_KEY: KEY, BENCH_BODY: body } }).toString();
      const figures = JSON.parse(output.trim().split('\n').at(-1));
      const failures = ['connect', 'read', 'write', 'status', 'timeout'].map((kind) => `${figures[kind]} ${kind}`).join(', ');
      console.log(`${route.padEnd(14)} ${(figures.requests / (figures.duration_us / 1e6)).toFixed(0)} requests/s, p50 ${(figures.p50_us / 1000).toFixed(2)} ms, p99 ${(figures.p99_us / 1000).toFixed(2)} ms, ${figures.requests} requests; failures: ${failures}; memory ${mega(before)} → ${mega(residentBytes(plainquery.pid))}`);
    }
  } finally {
    await plainquery.stop();
  }
}

/** Questions, validations and schemas at an even pace, with the host's memory over time. */
async function soak(name) {
  const plainquery = await targets[name].plainquery(settings);
  // The first one reads the catalog from a database that has only just started.
  await send(false, { url: plainquery.url, key: KEY, path: '/v1/schema', method: 'GET' });
  // Few idle connections: a server closes those that rest too long, which is no failure of it.
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: 2 });
  const series = options.series ?? path.join('/tmp', `plainquery-soak-${name}.csv`);
  writeFileSync(series, 'second,resident_bytes\n');
  const countries = ['Germany', 'France', 'Spain', 'Italy', 'Norway', 'Sweden', 'Poland', 'Austria'];
  const requests = [
    (turn) => ({ path: '/v1/ask', body: JSON.stringify({ question: `How many customers do we have in ${countries[turn % countries.length]}?` }) }),
    () => ({ path: '/v1/validate', body: SQL }),
    () => ({ path: '/v1/ask', body: JSON.stringify({ question: 'List all products' }) }),
    () => ({ path: '/v1/schema', method: 'GET', body: undefined }),
  ];
  const samples = [];
  let sent = 0;
  const failures = new Map();
  const pending = new Set();
  const start = Date.now();
  const end = start + Number(options.minutes) * 60_000;
  const everyMs = 1_000 / Number(options.rate);
  let nextSample = start;
  try {
    while (Date.now() < end) {
      const request = requests[sent % requests.length](sent >> 2);
      sent += 1;
      const done = send(agent, { url: plainquery.url, key: KEY, ...request }).catch((error) => {
        const reason = `${error.code ?? error.message.slice(0, 120)} after ${Math.round((Date.now() - start) / 1000)} s`;
        failures.set(reason, (failures.get(reason) ?? 0) + 1);
      });
      pending.add(done);
      done.finally(() => pending.delete(done));
      if (Date.now() >= nextSample) {
        const bytes = residentBytes(plainquery.pid);
        samples.push(bytes);
        appendFileSync(series, `${Math.round((Date.now() - start) / 1000)},${bytes}\n`);
        nextSample += SAMPLE_EVERY_MS;
      }
      const due = start + sent * everyMs;
      if (due > Date.now()) await sleep(due - Date.now());
      if (pending.size > CONNECTIONS * 2) await Promise.race(pending);
    }
    await Promise.all(pending);
  } finally {
    agent.destroy();
    await plainquery.stop();
  }
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const minute = 60_000 / SAMPLE_EVERY_MS;
  const median = (part) => mega(percentile(part, 0.5));
  console.log(`\n${name}: ${options.minutes} minutes at ${(sent / ((end - start) / 1000)).toFixed(0)} requests/s, ${sent} requests, ${failed} failed`);
  for (const [reason, count] of failures) console.log(`  ${count} × ${reason}`);
  console.log(`memory: ${mega(samples[0])} at the start, ${median(samples.slice(minute, 2 * minute))} in minute 2, ${median(samples.slice(-minute))} in the last, at most ${mega(Math.max(...samples))}; series in ${series}`);
}

function mega(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
