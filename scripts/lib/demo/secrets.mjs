import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const NAMES = ['apiKey', 'gatewayKey', 'conversationSecret'];

/** The demo's keys; made once, readable by their owner only. */
export function readSecrets(file) {
  if (!existsSync(file)) {
    const made = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('hex')]));
    // Written whole or not at all.
    writeFileSync(`${file}.partial`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.partial`, file);
  }
  const secrets = JSON.parse(readFileSync(file, 'utf8'));
  const missing = NAMES.filter((name) => typeof secrets[name] !== 'string');
  if (missing.length > 0) throw new Error(`${file} lacks ${missing.join(', ')}: remove it, and it is made anew`);
  return secrets;
}
