// The application of spin.toml on the test host (tests-live/spin-host). It listens on a free port of
// loopback and ends with the test process.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const COMPONENT = path.join(ROOT, 'target/spin/plainquery.wasm');
/** It compiles the component first, which takes some seconds, and more on a busy machine. */
const START_MS = 120_000;
const STORE = 'default';
/** A value in the store begins with the milliseconds at which it ends. */
const EXPIRY_BYTES = 8;

/** What has to be built first, or undefined. */
export function missing() {
  if (!process.env.PLAINQUERY_SPIN_HOST) {
    return 'PLAINQUERY_SPIN_HOST names no test host: run scripts/test spin, which builds it';
  }
  if (!existsSync(COMPONENT)) return 'the Spin component is not built: run scripts/build-spin';
  return undefined;
}

/** The host did not start: it refused the application. */
export class Refused extends Error {}

/**
 * Starts the application. `settings` are those of every host, by their names in upper case;
 * `variables` are more of Spin's own and win. What may be reached is what the settings name.
 * `kv` is `kv`, or `none` for components without a store.
 */
export async function startSpin({
  settings = {},
  variables = {},
  kv = 'kv',
  llmUrl,
  requestTimeoutMs,
  manifest = path.join(ROOT, 'spin.toml'),
} = {}) {
  const reason = missing();
  if (reason) throw new Error(reason);
  const values = { ...asVariables(settings), ...variables };
  const args = [manifest, '--listen', '127.0.0.1:0', '--controlled'];
  for (const [name, value] of Object.entries(values)) args.push('--variable', `${name}=${value}`);
  if (kv === 'none') args.push('--without-stores');
  if (llmUrl) args.push('--llm-url', llmUrl);
  if (requestTimeoutMs) args.push('--request-timeout-ms', String(requestTimeoutMs));
  const child = spawn(process.env.PLAINQUERY_SPIN_HOST, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk) => { log += chunk; });
  const answers = answersOf(child, () => log);
  const { url } = await answers.next(START_MS);
  const command = async (name, given = {}) => {
    child.stdin.write(`${JSON.stringify({ command: name, ...given })}\n`);
    const answer = await answers.next(10_000);
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
  return {
    url,
    log: () => log,
    kv: {
      list: async () => (await command('kv-keys', { store: STORE })).keys,
      /** The value without its expiry, as text. */
      get: async (key) => {
        const { bytes } = await command('kv-get', { store: STORE, key });
        return bytes === null ? null : Buffer.from(bytes).subarray(EXPIRY_BYTES).toString();
      },
      /** When the value ends, in milliseconds since 1970. */
      endsAt: async (key) => {
        const { bytes } = await command('kv-get', { store: STORE, key });
        return Number(Buffer.from(bytes).readBigUInt64BE());
      },
      /** Sets a value that ends in an hour. */
      put: async (key, value) => {
        const expiry = Buffer.alloc(EXPIRY_BYTES);
        expiry.writeBigUInt64BE(BigInt(Date.now() + 3_600_000));
        const bytes = [...Buffer.concat([expiry, Buffer.from(value)])];
        await command('kv-set', { store: STORE, key, bytes });
      },
      /** `ok`, `failing`, `hanging` or `stale`. */
      behave: async (behaviour) => { await command('kv-behave', { behaviour }); },
    },
    /** How far the components' time of day is ahead. */
    clock: { shift: async (ms) => { await command('clock-offset', { ms }); } },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.stdin.end();
      await ended;
    },
  };
}

/** Settings as variables, with what has to be reached for them. */
function asVariables(settings) {
  const values = {};
  for (const [name, value] of Object.entries(settings)) values[name.toLowerCase()] = value;
  const secret = settings.PLAINQUERY_CONVERSATION_SECRET;
  if (secret) values.plainquery_inner_secret ??= `inner calls: ${secret}`;
  const database = settings.PLAINQUERY_SQL_ENDPOINT
    ?? settings.PLAINQUERY_CONNECTION_STRING ?? settings.DATABASE_URL;
  if (database) values.database_host = originOf(database);
  const model = settings.OPENAI_BASE_URL ?? settings.ANTHROPIC_BASE_URL;
  if (model) values.model_host = originOf(model);
  const embeddings = settings.PLAINQUERY_EMBEDDINGS_BASE_URL;
  if (embeddings) values.embeddings_host = originOf(embeddings);
  if (settings.PLAINQUERY_JWKS_URL) values.issuer_host = originOf(settings.PLAINQUERY_JWKS_URL);
  return values;
}

function originOf(address) {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

/** The lines of JSON that the host prints, one after the other. */
function answersOf(child, log) {
  const waiting = [];
  const lines = [];
  let end;
  createInterface(child.stdout).on('line', (line) => {
    const next = waiting.shift();
    if (next) next.resolve(JSON.parse(line));
    else lines.push(JSON.parse(line));
  });
  const ended = (error) => {
    end = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  child.once('close', () => ended(new Refused(log().trim())));
  child.once('error', ended);
  return {
    next(timeoutMs) {
      if (lines.length > 0) return Promise.resolve(lines.shift());
      if (end) return Promise.reject(end);
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('the Spin host does not answer')), timeoutMs);
        const done = (settle) => (value) => {
          clearTimeout(late);
          settle(value);
        };
        waiting.push({ resolve: done(resolve), reject: done(reject) });
      });
    },
  };
}
