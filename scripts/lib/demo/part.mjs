import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const STOP_MS = 10_000;
const TAIL_LINES = 20;

/**
 * A process that prints one line of JSON when it is ready, logs on stderr, and ends when its stdin
 * closes, so that nothing outlives this process however it ends.
 */
export class Part {
  #child;
  #ended;
  #isReady = false;

  constructor({ name, label, command, args, env, logDir, onEnd }) {
    this.name = name;
    mkdirSync(logDir, { recursive: true });
    this.logFile = path.join(logDir, `${label}.log`);
    const log = openSync(this.logFile, 'w', 0o600);
    // A group of its own: Ctrl-C reaches only this process, which then ends the parts in order.
    this.#child = spawn(command, args, {
      stdio: ['pipe', 'pipe', log],
      env: { ...process.env, ...env },
      detached: true,
    });
    closeSync(log);
    this.#child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      this.#child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with status ${code}`));
    });
    void this.#ended.then((how) => {
      if (this.#isReady) onEnd(this, how);
    });
  }

  /** What its ready line says; fails when it ends or `limitMs` passes before. */
  async ready(limitMs) {
    let timer;
    const line = new Promise((resolve) => {
      createInterface(this.#child.stdout).on('line', resolve);
    });
    const ended = this.#ended.then((how) => { throw new Error(this.#explain(how)); });
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(this.#explain(`was not ready after ${limitMs / 1000} s`))), limitMs);
    });
    try {
      const ready = JSON.parse(await Promise.race([line, ended, late]));
      this.#isReady = true;
      return ready;
    } finally {
      clearTimeout(timer);
      ended.catch(() => {});
    }
  }

  #explain(how) {
    return `${this.name} ${how}. The end of ${this.logFile}:\n${this.logTail()}`;
  }

  logTail() {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || !this.#child.pid) return;
    this.#child.kill('SIGTERM');
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.#ended;
    clearTimeout(timer);
  }
}
