// The host that the tests run against: the one that the environment names, or workerd.

/** Gives `url`, `key` and `stop`. */
export async function startHost() {
  const url = process.env.PLAINQUERY_URL;
  if (url) {
    const key = process.env.PLAINQUERY_KEY;
    if (!key) throw new Error('PLAINQUERY_URL is set; set PLAINQUERY_KEY to a key of that host, too');
    return { url, key, stop: async () => {} };
  }
  const { startOneWorker } = await import('../suite/one-worker.mjs');
  const { KEYS } = await import('../suite/planted.mjs');
  const worker = await startOneWorker();
  return { url: worker.host.url, key: KEYS.ann, stop: worker.stop };
}
