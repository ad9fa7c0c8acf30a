// What spin.toml promises: settings, secrets, private routes, hosts that may be reached, the store.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SETTINGS, ask, askInVain, get, post } from './support/client.mjs';
import { ROOT, Refused, startSpin } from './support/host.mjs';
import { Postgres } from './support/postgres.mjs';

const CATALOG_TTL_S = 60;
const READER = 'reader';
const PASSWORD = 'a-password-of-the-reader';

let postgres;
let host;

before(async () => {
  postgres = await new Postgres().start();
  postgres.sql(`
    CREATE SCHEMA shop;
    CREATE TABLE shop.customers (id integer PRIMARY KEY, city text);
    INSERT INTO shop.customers VALUES (1, 'Porto'), (2, 'Lyon');
    CREATE ROLE ${READER} LOGIN PASSWORD '${PASSWORD}';
    GRANT USAGE ON SCHEMA shop TO ${READER};
    ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO ${READER};
    GRANT SELECT ON ALL TABLES IN SCHEMA shop TO ${READER};
  `);
  host = await startSpin({ settings: settings() });
}, { timeout: 170_000 });

after(async () => {
  await host?.stop();
  await postgres?.stop();
});

function settings(extra = {}) {
  return {
    ...SETTINGS,
    PLAINQUERY_CONNECTOR: 'postgres',
    DATABASE_URL: postgres.url(READER, PASSWORD),
    PLAINQUERY_SCHEMAS: 'shop',
    PLAINQUERY_CATALOG_TTL_S: String(CATALOG_TTL_S),
    ...extra,
  };
}

const tablesOf = async () => (await (await get(host, '/v1/schema')).json()).tables.map((table) => table.name);

test('a question goes through all four components', async () => {
  const answer = await ask(host, 'How many customers are there?');
  assert.deepEqual(answer.rows, [['2']]);
  assert.equal((await get(host, '/')).headers.get('content-type'), 'text/html; charset=utf-8');
});

test('private components cannot be reached from outside', async () => {
  for (const name of ['retrieve', 'generate', 'validate']) {
    const named = await fetch(host.url, { headers: { host: `${name}.spin.internal` } });
    assert.match(await named.text(), /<html/, 'the front answers, whatever the Host header says');
    // The front has no inner routes of its own to lend.
    const inner = await post(host, `/internal/v1/${name}`, {});
    assert.ok([401, 403, 404].includes(inner.status), `${name}: ${inner.status}`);
  }
});

test('each component may do what it needs and no more', () => {
  const manifest = readFileSync(path.join(ROOT, 'spin.toml'), 'utf8');
  const section = (name) => manifest.split(`[component.${name}]`)[1].split('\n[')[0];
  const hosts = (name) => section(name).match(/allowed_outbound_hosts = \[([^\]]*)\]/)[1]
    .split(',').map((text) => text.trim()).filter(Boolean);
  assert.deepEqual(hosts('validate'), []);
  assert.deepEqual(hosts('retrieve'), ['"{{ embeddings_host }}"']);
  assert.deepEqual(hosts('generate'), ['"{{ model_host }}"', '"{{ embeddings_host }}"']);
  assert.deepEqual(hosts('ask'), [
    '"{{ database_host }}"', '"{{ issuer_host }}"',
    '"http://retrieve.spin.internal"', '"http://generate.spin.internal"', '"http://validate.spin.internal"',
  ]);
  const variables = (name) => manifest.split(`[component.${name}.variables]`)[1].split('\n[')[0];
  assert.doesNotMatch(variables('ask'), /openai|anthropic/);
  for (const name of ['retrieve', 'generate', 'validate']) {
    assert.doesNotMatch(variables(name), /database|connection_string|gateway_key|api_keys|conversation/, name);
  }
});

test('every setting is a variable', () => {
  const manifest = readFileSync(path.join(ROOT, 'spin.toml'), 'utf8');
  const declared = new Set([...manifest.matchAll(/^([a-z0-9_]+) = \{/gm)].map((match) => match[1]));
  const folders = ['shared/core/src/settings', 'shared/llm/src'];
  const sources = folders.flatMap((folder) => readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.rs') && name !== 'tests.rs')
    .map((name) => path.join(folder, name))).concat('shared/core/src/settings.rs');
  const names = sources.flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/const [A-Z0-9_]+: &str = "([A-Z0-9_]+)";/g)]
      .map((match) => match[1]));
  assert.ok(names.length > 30, 'the settings are where this looks for them');
  const absent = names.filter((name) => name !== 'PLAINQUERY_FUNCTIONS' && !declared.has(name.toLowerCase()));
  assert.deepEqual(absent, []);
});

test('without a required secret the application does not start', async () => {
  const { PLAINQUERY_CONVERSATION_SECRET, ...rest } = settings();
  assert.ok(PLAINQUERY_CONVERSATION_SECRET);
  await assert.rejects(startSpin({ settings: rest }), (error) => {
    assert.ok(error instanceof Refused, String(error));
    assert.match(error.message, /secret "plainquery_(conversation|inner)_secret" is required/);
    return true;
  });
});

test('a host that is not allowed is not reached, and the log says what to do', async () => {
  const fenced = await startSpin({
    settings: settings(),
    variables: { database_host: 'postgres://127.0.0.1:1' },
  });
  try {
    const problem = await askInVain(fenced, 'How many customers are there?', 500, 'database-misconfigured');
    assert.match(problem.detail, /allowed_outbound_hosts/);
  } finally {
    await fenced.stop();
  }
  const overHttp = await startSpin({
    settings: settings({ PLAINQUERY_CONNECTOR: 'http', PLAINQUERY_SQL_ENDPOINT: 'http://127.0.0.1:9/sql' }),
    variables: { database_host: 'http://127.0.0.1:10' },
  });
  try {
    await askInVain(overHttp, 'How many customers are there?', 503, 'database-unavailable');
    // The log comes through a pipe, some time after the answer.
    for (let waits = 0; overHttp.log() === '' && waits < 50; waits += 1) await sleep(100);
    assert.match(overHttp.log(), /not in allowed_outbound_hosts of spin\.toml/);
  } finally {
    await overHttp.stop();
  }
});

test('a value in the store ends when it should, though the store knows no end', async () => {
  assert.deepEqual(await tablesOf(), ['customers']);
  const [key] = await host.kv.list();
  const endsAt = await host.kv.endsAt(key);
  const left = endsAt - Date.now();
  assert.ok(left > 0 && left <= CATALOG_TTL_S * 1000, `${left} ms`);
  postgres.sql('CREATE TABLE shop.orders (id integer)');
  assert.deepEqual((await tablesOf()).sort(), ['customers', 'orders'], 'a changed schema is read anew');
  const renewed = await host.kv.endsAt(key);
  await host.clock.shift((CATALOG_TTL_S + 1) * 1000);
  try {
    assert.deepEqual((await tablesOf()).sort(), ['customers', 'orders']);
    // Nothing but an ended value leads to another one: the schema is what it was.
    assert.ok((await host.kv.endsAt(key)) > renewed, 'a value that has ended is not taken');
  } finally {
    await host.clock.shift(0);
  }
});

test('a store that fails costs time and nothing else', async () => {
  for (const behaviour of ['failing', 'hanging']) {
    await host.kv.behave(behaviour);
    const answer = await ask(host, 'How many customers are there?');
    assert.deepEqual(answer.rows, [['2']], behaviour);
  }
  await host.kv.behave('ok');
});

test('an answer comes by events, and a caller who leaves takes nobody along', async () => {
  const question = { question: 'How many customers are there?' };
  const headers = { accept: 'text/event-stream' };
  const response = await post(host, '/v1/ask', question, headers);
  assert.match(response.headers.get('content-type'), /^text\/event-stream/);
  const events = await response.text();
  assert.match(events, /^event: stage$/m);
  assert.match(events, /^event: answer$/m);
  for (let caller = 0; caller < 5; caller += 1) {
    const left = await post(host, '/v1/ask', question, headers);
    const reader = left.body.getReader();
    await reader.read();
    await reader.cancel();
  }
  assert.deepEqual((await ask(host, 'How many customers are there?')).rows, [['2']]);
});
