// What is measured: each host with Plainquery, and the same host with a program that does nothing.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Miniflare } from 'miniflare';
import { PROGRAM, readyLine } from '../suite/database.mjs';
import { BUILD, modulesOf, quietly } from '../suite/hosts/workerd.mjs';
import { ROOT } from '../suite/places.mjs';

const EMPTY_WORKER = path.join(ROOT, 'tests-live/empty-worker/build');
const EMPTY_SERVER = path.join(ROOT, 'target/native/examples/empty-server');

/** Gives {url, pid, stop()} of a Worker, on a socket of its own without Miniflare's entry before it. */
async function startWorker(build, settings) {
  const log = { text: '' };
  const miniflare = new Miniflare({
    ...quietly(log),
    workers: [{
      name: 'worker',
      modules: modulesOf(build),
      compatibilityDate: '2026-04-01',
      bindings: settings,
      kvNamespaces: ['PLAINQUERY_CACHE'],
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    }],
  });
  await miniflare.ready;
  const url = (await miniflare.unsafeGetDirectURL('worker')).origin;
  return { url, pid: childNamed('workerd'), stop: () => miniflare.dispose() };
}

async function startProgram(file, args, env) {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const { url } = await readyLine(child);
  return {
    url,
    pid: child.pid,
    async stop() {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.stdin.end();
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export const targets = {
  workerd: {
    empty: () => startWorker(EMPTY_WORKER, {}),
    plainquery: (settings) => startWorker(BUILD, settings),
  },
  native: {
    empty: () => startProgram(EMPTY_SERVER, [], {}),
    plainquery: (settings) => startProgram(PROGRAM, ['serve', '--listen', '127.0.0.1:0', '--exit-with-parent'], settings),
  },
};

/** The youngest child of this process with that name. */
function childNamed(name) {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);
  const found = children.filter((pid) => existsSync(`/proc/${pid}/comm`)
    && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === name);
  return found.at(-1);
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid) {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes[1]) * 1024;
}
