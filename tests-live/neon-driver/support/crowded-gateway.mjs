// A gateway of its own before the cluster, under many clients, and what is left when they are gone.
import { setTimeout as sleep } from 'node:timers/promises';
import { crowd, watchingSessions } from './crowd.mjs';
import { startGateway } from './gateway.mjs';

const USER = 'plainquery_crowd';
export const CONNECTIONS = 8;

/** `waiting`: how many requests may wait; with fewer than there are clients, some are turned away. */
export async function crowdedGateway(cluster, { seconds, clients, waiting }) {
  const name = `crowd-${waiting}`;
  const gateway = await startGateway('--max-connections', String(CONNECTIONS), '--max-waiting', String(waiting),
    '--upstream', `${name}=${cluster.url(USER)}`);
  const before = gateway.residentKilobytes();
  const [figures, most] = await watchingSessions(cluster, USER, () => crowd(gateway.sql(name), { seconds, clients }));
  await sleep(300);
  const sessionsAfter = await cluster.sessions(USER);
  const residentKilobytes = [before, gateway.residentKilobytes()];
  await gateway.stop();
  await sleep(200);
  return {
    waiting, ...figures, mostSessions: most(), sessionsAfter, sessionsAfterStop: await cluster.sessions(USER), residentKilobytes,
  };
}
