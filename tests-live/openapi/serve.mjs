#!/usr/bin/env node
// Starts `plainquery serve` over the demo database and runs a command with PLAINQUERY_URL and
// PLAINQUERY_KEY in its environment; ends as the command does.
//   node tests-live/openapi/serve.mjs -- COMMAND…
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { PROGRAM, Database } from '../suite/database.mjs';
import { environmentOf, startProgram } from '../suite/hosts/program.mjs';
import { OUT } from '../suite/places.mjs';
import { KEYS } from '../suite/planted.mjs';
import { profiles } from '../suite/profiles.mjs';

const command = process.argv.slice(process.argv.indexOf('--') + 1);
mkdirSync(OUT, { recursive: true });
const database = await new Database().start();
let program;
let status = 1;
try {
  const { settings } = profiles.plain({ database, proxy: database });
  // The gateway takes its key alone.
  const target = new URL(database.connectionString);
  target.password = '';
  settings.PLAINQUERY_CONNECTION_STRING = target.href;
  program = await startProgram(PROGRAM, ['serve', '--listen', '127.0.0.1:0', '--exit-with-parent'], environmentOf(settings));
  const { url } = program.ready;
  status = await new Promise((resolve, reject) => {
    const child = spawn(command[0], command.slice(1), {
      stdio: 'inherit',
      env: { ...process.env, PLAINQUERY_URL: url.replace(/\/+$/, ''), PLAINQUERY_KEY: KEYS.ann },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
} finally {
  if (status !== 0 && program) process.stderr.write(program.log());
  await program?.stop();
  await database.stop();
}
process.exit(status);
