// The host that the tests run against: the one that the environment names by its address, or one that
// is started here, with the database behind it.
import { Database } from '../suite/database.mjs';
import { FaultProxy } from '../suite/faults.mjs';
import { hosts } from '../suite/hosts/index.mjs';
import { KEYS } from '../suite/planted.mjs';
import { profiles } from '../suite/profiles.mjs';

/** Gives `url`, `key` and `stop`. */
export async function startHost() {
  const { PLAINQUERY_URL: url, PLAINQUERY_KEY: key, PLAINQUERY_HOST: name = 'workerd' } = process.env;
  if (url) {
    if (!key) throw new Error('PLAINQUERY_URL is set; set PLAINQUERY_KEY to a key of that host, too');
    return { url, key, stop: async () => {} };
  }
  const adapter = hosts[name];
  if (!adapter) throw new Error(`there is no host ${name}; there are ${Object.keys(hosts).join(', ')}`);
  const missing = adapter.missing();
  if (missing) throw new Error(missing);
  const started = [];
  const stop = async () => {
    for (const each of started.reverse()) await each.stop();
  };
  try {
    const database = await new Database().start();
    started.push(database);
    const proxy = await new FaultProxy(database.url).start();
    started.push(proxy);
    const host = await adapter.start(profiles.plain({ database, proxy }));
    started.push(host);
    return { url: host.url, key: KEYS.ann, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
