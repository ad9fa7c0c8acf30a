// A host that is a program: prints a line of JSON when it serves, logs on stderr, ends with its stdin.
import { spawn } from 'node:child_process';
import { readyLine } from '../database.mjs';

const STOP_MS = 10_000;

/** Starts it; what it logs is in `log`. A program that ends at once fails with what it said. */
export async function startProgram(file, args, environment) {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment });
  const log = { text: '' };
  child.stderr.on('data', (chunk) => { log.text += chunk; });
  child.stdin.on('error', () => {});
  const ended = new Promise((resolve) => { child.once('close', resolve); });
  let ready;
  try {
    ready = await readyLine(child, 60_000);
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw new Error(`${error.message}: ${log.text}`);
  }
  return {
    child,
    ready,
    log: () => log.text,
    async stop() {
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.kill('SIGTERM');
      child.stdin.end();
      await ended;
      clearTimeout(late);
    },
  };
}

/** The environment of a program: the settings, and of ours only what programs need. */
export function environmentOf(settings) {
  const { PATH, HOME, TMPDIR } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR, ...settings }).filter(([, value]) => value !== undefined));
}
