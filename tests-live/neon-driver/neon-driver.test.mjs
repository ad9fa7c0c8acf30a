// The gateway before a private cluster of Debian's Postgres and before the embedded one, asked by the
// unchanged client of the protocol.
import { after, test } from 'node:test';
import { neon } from '@neondatabase/serverless';
import { startCluster } from './support/cluster.mjs';
import { embedded, startGateway } from './support/gateway.mjs';
import { cancellation } from './suites/cancellation.mjs';
import { clients } from './suites/clients.mjs';
import { errors, errorsLikeTheWire } from './suites/errors.mjs';
import { large } from './suites/large.mjs';
import { parameters } from './suites/parameters.mjs';
import { transactions, writingTransactions } from './suites/transactions.mjs';
import { types } from './suites/types.mjs';

const TIMEOUT_MS = 5000;

const cluster = await startCluster();
const gateway = await startGateway('--timeout-ms', String(TIMEOUT_MS), ...embedded(),
  '--upstream', `cluster=${cluster.url('plainquery_reader')}`);
const writable = await startGateway('--allow-writes', '--upstream', `writable=${cluster.url('plainquery_writer')}`);
after(async () => {
  await gateway.stop();
  await writable.stop();
  await cluster.stop();
});

for (const name of ['cluster', 'embedded']) {
  const host = {
    name,
    gateway,
    cluster: name === 'cluster' ? cluster : undefined,
    sql: gateway.sql(name),
    /** The driver with more in its connection string. */
    settings: (query) => neon(`${gateway.connectionString(name)}?${query}`, { authToken: gateway.key }),
    watch: { fetch: (body, headers, options) => gateway.fetch(name, body, headers, options) },
  };
  types(test, host);
  parameters(test, host);
  transactions(test, host);
  errors(test, host);
  large(test, host);
}
const writing = { sql: writable.sql('writable'), cluster };
writingTransactions(test, writing);
errorsLikeTheWire(test, writing);
cancellation(test, { gateway, cluster, timeoutMs: TIMEOUT_MS });
clients(test, { gateway, cluster });
