#!/usr/bin/env node
// 64 clients for a minute before the gateway, with figures:
//
//   node load.mjs [--seconds 60] [--clients 64] [--waiting 64] [--embedded]
//
// --waiting is the gateway's --max-waiting: with fewer than the clients that find no connection, some
// are turned away. --embedded asks the embedded Postgres instead of a private cluster. The exit status
// is 1 where there was a fault or something was left behind.
import { parseArgs } from 'node:util';
import { crowd } from './support/crowd.mjs';
import { CONNECTIONS, crowdedGateway } from './support/crowded-gateway.mjs';
import { startCluster } from './support/cluster.mjs';
import { embedded, startGateway } from './support/gateway.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    clients: { type: 'string', default: '64' },
    waiting: { type: 'string', default: '64' },
    embedded: { type: 'boolean', default: false },
  },
});
const [seconds, clients, waiting] = [Number(values.seconds), Number(values.clients), Number(values.waiting)];

async function beforeEmbedded() {
  const gateway = await startGateway(...embedded());
  const before = gateway.residentKilobytes();
  const figures = await crowd(gateway.sql('embedded'), { seconds, clients });
  const residentKilobytes = [before, gateway.residentKilobytes()];
  await gateway.stop();
  return { ...figures, residentKilobytes };
}

async function beforeCluster() {
  const cluster = await startCluster();
  const figures = await crowdedGateway(cluster, { seconds, clients, waiting });
  await cluster.stop();
  return figures;
}

const figures = await (values.embedded ? beforeEmbedded() : beforeCluster());
console.log(JSON.stringify(figures, null, 2));
const leaks = (figures.sessionsAfter ?? 0) > CONNECTIONS || (figures.sessionsAfterStop ?? 0) > 0;
process.exitCode = Object.keys(figures.faults).length > 0 || leaks ? 1 : 0;
