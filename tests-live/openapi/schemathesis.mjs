// Checks the running service (PLAINQUERY_URL, PLAINQUERY_KEY) against its own document, with Schemathesis
// (SCHEMATHESIS_BIN). All of its checks are on; what hooks.py changes of requests, it says there.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plainquery } from '../../web/client/dist/index.js';

const FOLDER = path.dirname(fileURLToPath(import.meta.url));
const CASES_AN_OPERATION = '100';

const { PLAINQUERY_URL: url, PLAINQUERY_KEY: key, SCHEMATHESIS_BIN: program } = process.env;
if (!url || !key || !program) throw new Error('set PLAINQUERY_URL, PLAINQUERY_KEY and SCHEMATHESIS_BIN, or run scripts/check-api');
const { plan } = await new Plainquery({ baseUrl: url, key }).validate({ sql: 'SELECT count(*) FROM shop.orders' });

const child = spawn(
  program,
  [
    'run', `${url}/openapi.json`, '--header', `Authorization: Bearer ${key}`, '--checks', 'all',
    // The same cases in each run, so that a failure is there again.
    '--max-examples', CASES_AN_OPERATION, '--generation-deterministic',
    '--continue-on-failure', '--request-timeout', '30', '--no-color',
  ],
  {
    cwd: FOLDER,
    stdio: 'inherit',
    env: { ...process.env, PLAINQUERY_PLAN: plan, PYTHONPATH: FOLDER, SCHEMATHESIS_HOOKS: 'hooks', PYTHONDONTWRITEBYTECODE: '1' },
  },
);
child.once('exit', (code) => process.exit(code ?? 1));
