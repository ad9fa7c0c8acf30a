// One Worker over the demo database, for tests and measurements beside the suite.
import { Client } from './client.mjs';
import { Database } from './database.mjs';
import { FaultProxy } from './faults.mjs';
import { start } from './hosts/workerd.mjs';
import { profiles } from './profiles.mjs';

/** Gives {api, host, stop()}. */
export async function startOneWorker() {
  const database = await new Database().start();
  let proxy;
  try {
    proxy = await new FaultProxy(database.url).start();
    const host = await start(profiles.plain({ database, proxy }));
    return {
      api: new Client(host.url),
      host,
      async stop() {
        await host.stop();
        await proxy.stop();
        await database.stop();
      },
    };
  } catch (error) {
    await proxy?.stop();
    await database.stop();
    throw error;
  }
}
