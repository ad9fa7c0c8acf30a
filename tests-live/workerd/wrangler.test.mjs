// The configuration that is deployed, run by the tool that deploys it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
// Wrangler builds first, by the command of wrangler.toml.
const START_MS = 160_000;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

// Wrangler leaves its children behind when it is killed, and does not notice when its parent is. So it
// runs in a process group of its own, with a guard that ends the group when this process is gone.
const GUARD = '"$@" </dev/null & cat >/dev/null; kill -TERM -- -$$';

/** Ends the group by the guard; by force where that takes too long. */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  const late = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 10_000);
  child.stdin.end();
  await ended;
  clearTimeout(late);
}

test('wrangler dev serves the Worker by wrangler.toml', async () => {
  const state = await mkdtemp(path.join(tmpdir(), 'plainquery-wrangler-'));
  const port = await freePort();
  let output = '';
  const child = spawn('bash', ['-c', GUARD, 'guard', process.execPath,
    path.join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), 'dev', '--local', '--ip', '127.0.0.1',
    '--port', String(port), '--inspector-port', '0', '--persist-to', state, '--show-interactive-dev-session=false',
    '--var', 'PLAINQUERY_CONVERSATION_SECRET:a-secret-of-at-least-32-bytes-for-tests',
    '--var', 'PLAINQUERY_JWT_HS256_SECRET:a-shared-key-of-at-least-32-bytes-for-tests',
  ], {
    cwd: ROOT,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CI: '1',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_LOG_PATH: path.join(state, 'logs'),
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  });
  child.stdout.on('data', (chunk) => { output += chunk; });
  child.stderr.on('data', (chunk) => { output += chunk; });
  try {
    const deadline = Date.now() + START_MS;
    let health;
    while (!health) {
      assert.ok(Date.now() < deadline && child.exitCode === null, `wrangler dev does not serve:\n${output}`);
      await sleep(300);
      health = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    }
    assert.equal(health.status, 200, await health.text());
    const page = await fetch(`http://127.0.0.1:${port}/`);
    assert.match(await page.text(), /<html/);
    const refused = await fetch(`http://127.0.0.1:${port}/v1/schema`);
    assert.equal(refused.status, 401);
  } finally {
    await stop(child);
    await rm(state, { recursive: true, force: true });
  }
});
