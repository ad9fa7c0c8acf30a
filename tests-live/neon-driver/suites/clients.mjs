// Many clients at once: no fault but backpressure, no connection left behind. `load.mjs` is the same
// for longer.
import assert from 'node:assert/strict';
import { crowd } from '../support/crowd.mjs';
import { CONNECTIONS, crowdedGateway } from '../support/crowded-gateway.mjs';

const CLIENTS = 64;

export function clients(test, { gateway, cluster }) {
  test(`${CLIENTS} clients for whom there is room`, async () => {
    const figures = await crowdedGateway(cluster, { seconds: 3, clients: CLIENTS, waiting: 64 });
    console.log(JSON.stringify(figures));
    assert.deepStrictEqual(figures.faults, {});
    assert.equal(figures.backpressure, 0);
    assert.ok(figures.answered > CLIENTS && figures.left > 0);
    assert.ok(figures.mostSessions <= CONNECTIONS && figures.sessionsAfter <= CONNECTIONS, 'sessions');
    assert.equal(figures.sessionsAfterStop, 0);
  });

  test(`${CLIENTS} clients, more than there is room for`, async () => {
    const figures = await crowdedGateway(cluster, { seconds: 3, clients: CLIENTS, waiting: 16 });
    console.log(JSON.stringify(figures));
    assert.deepStrictEqual(figures.faults, {});
    assert.ok(figures.backpressure > 0 && figures.answered > CLIENTS);
    assert.ok(figures.mostSessions <= CONNECTIONS && figures.sessionsAfter <= CONNECTIONS, 'sessions');
    assert.equal(figures.sessionsAfterStop, 0);
  });

  test(`${CLIENTS} clients before the embedded Postgres, which has one session`, async () => {
    const figures = await crowd(gateway.sql('embedded'), { seconds: 3, clients: CLIENTS });
    console.log(JSON.stringify(figures));
    assert.deepStrictEqual(figures.faults, {});
    assert.ok(figures.answered > CLIENTS);
  });
}
