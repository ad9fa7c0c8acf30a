// The database of all hosts: the embedded Postgres with the demo data, behind the gateway.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { OUT, ROOT } from './places.mjs';
import { SECRETS } from './planted.mjs';

const DEMO_DATA = path.join(ROOT, 'datasets/demo');
export const PROGRAM = process.env.PLAINQUERY_PROGRAM ?? path.join(ROOT, 'target/native/plainquery');
const START_MS = 150_000;

/** Under this name the gateway takes plans, where it takes nothing else. */
export const PLANS_NAME = 'suite';
export const PLAN_KEYS = `suite:${SECRETS.plan}`;

export class Database {
  #child;
  #address = '127.0.0.1:0';
  #folder;
  #isChecking;

  /**
   * In a folder of that name, which is kept: making the database from its seeds takes a while. Where it
   * is checking, its gateway runs nothing but signed plans.
   */
  constructor(name = 'postgres', { isChecking = false } = {}) {
    this.#folder = path.join(OUT, name);
    this.#isChecking = isChecking;
  }

  async start() {
    if (!existsSync(PROGRAM)) throw new Error(`${path.relative(ROOT, PROGRAM)} is missing: build it by scripts/suite`);
    mkdirSync(this.#folder, { recursive: true });
    const seeds = ['schema.sql', 'data.sql', 'roles.sql'].flatMap((file) => ['--seed', path.join(DEMO_DATA, file)]);
    const log = openSync(path.join(OUT, 'gateway.log'), 'a', 0o600);
    const plans = this.#isChecking ? ['--plans-only', '--plan-audience', PLANS_NAME] : [];
    this.#child = spawn(
      PROGRAM,
      ['gateway', '--listen', this.#address, '--exit-with-parent', '--embedded', this.#folder, ...seeds, ...plans],
      {
        stdio: ['pipe', 'pipe', log],
        env: {
          ...process.env,
          PLAINQUERY_GATEWAY_KEY: SECRETS.gatewayKey,
          ...(this.#isChecking ? { PLAINQUERY_PLAN_KEYS: PLAN_KEYS } : {}),
        },
      },
    );
    closeSync(log);
    const ready = await readyLine(this.#child);
    this.url = ready.url;
    this.#address = new URL(ready.url).host;
    const target = new URL(ready.upstreams[0].connection_string);
    // The proxy before the other one takes it out again; a gateway itself takes none beside its key.
    if (!this.#isChecking) target.password = SECRETS.databasePassword;
    this.connectionString = target.href;
    return this;
  }

  async stop() {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => { this.#child.once('exit', resolve); });
    this.#child.stdin.end();
    this.#child.kill('SIGTERM');
    await ended;
  }
}

/** The line of JSON that a program of the project prints when it serves. */
export async function readyLine(child, startMs = START_MS) {
  const lines = createInterface(child.stdout);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${child.spawnfile} is not ready in time`)), startMs);
    const fail = (error) => {
      clearTimeout(late);
      reject(error);
    };
    child.once('exit', (code) => fail(new Error(`${child.spawnfile} ended with status ${code}`)));
    child.once('error', fail);
    lines.on('line', (line) => {
      clearTimeout(late);
      try {
        resolve(JSON.parse(line));
      } catch {
        reject(new Error(`not a line of JSON: ${line}`));
      }
    });
  });
}
