// Times each demo question in V8: cold (the catalog is parsed and the engine built) and warm.
// usage: run.mjs MODULE.js [--check] ; scripts/bench-wasm builds the module.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startOneWorker } from '../suite/one-worker.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TODAY = '2025-06-30';
const BUDGET_MS = 8;
const WARM_ROUNDS = 15;
const COLD_ROUNDS = 3;

/** What a real Worker keeps in KV for the demo database. */
async function kvValue() {
  const worker = await startOneWorker();
  try {
    await worker.api.rows('How many customers are there?');
    const name = (await worker.host.kv.list()).find((key) => key.startsWith('catalog/'));
    return await worker.host.kv.get(name);
  } finally {
    await worker.stop();
  }
}

function demoQuestions() {
  const blocks = readFileSync(path.join(ROOT, 'datasets/demo/questions.toml'), 'utf8').split('[[question]]').slice(1);
  const field = (block, name) => new RegExp(`^${name} = "(.*)"$`, 'm').exec(block)?.[1].replaceAll('\\"', '"');
  return blocks.map((block) => ({ id: field(block, 'id'), question: field(block, 'question'), follows: field(block, 'follows') }));
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function report(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const [median, p95, max] = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1)];
  console.log(`${name.padEnd(6)} n=${String(sorted.length).padEnd(5)} median ${median.toFixed(2)} ms   p95 ${p95.toFixed(2)} ms   max ${max.toFixed(2)} ms`);
  return median;
}

const { Bench } = createRequire(import.meta.url)(path.resolve(process.argv[2]));
const value = await kvValue();
console.log(`catalog: ${Buffer.byteLength(value)} bytes in KV`);
const bench = new Bench(value, TODAY);
const cold = [];
const warm = [];
const outcomes = {};

function time(times, body) {
  const start = performance.now();
  const text = bench.ask(body);
  times.push(performance.now() - start);
  return JSON.parse(text);
}

for (let round = 0; round < WARM_ROUNDS; round += 1) {
  const conversations = new Map();
  for (const { id, question, follows } of demoQuestions()) {
    const answer = time(warm, JSON.stringify({ question, conversation: conversations.get(follows) }));
    conversations.set(id, answer.conversation);
    if (round === 0) outcomes[answer.outcome ?? answer.type] = (outcomes[answer.outcome ?? answer.type] ?? 0) + 1;
  }
}
for (let round = 0; round < COLD_ROUNDS; round += 1) {
  for (const { question, follows } of demoQuestions()) {
    if (follows) continue;
    bench.forget(TODAY);
    time(cold, JSON.stringify({ question }));
  }
}

console.log(`outcomes: ${JSON.stringify(outcomes)}`);
report('cold', cold);
const median = report('warm', warm);
// Only the warm median is held: it is far below the budget, while the cold one is close enough to it
// that a busy machine would fail for nothing.
if (process.argv.includes('--check') && !(median < BUDGET_MS)) {
  console.error(`the warm median is not below the budget of ${BUDGET_MS} ms`);
  process.exitCode = 1;
}
