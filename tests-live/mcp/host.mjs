// The host that the tests run against: the one that the environment names, or workerd.

/** Gives `url`, `key` and `stop`. */
export async function startHost() {
  const url = process.env.PLAINQUERY_URL;
  if (url) {
    const key = process.env.PLAINQUERY_KEY;
    if (!key) throw new Error('PLAINQUERY_URL is set; set PLAINQUERY_KEY to a key of that host, too');
    return { url, key, stop: async () => {} };
  }
  const { KEYS, settings, startGateway, startWorker } = await import('../workerd/support/stack.mjs');
  const gateway = await startGateway();
  try {
    const worker = await startWorker(settings(gateway.variables));
    return {
      url: worker.url,
      key: KEYS.ann,
      async stop() {
        await worker.stop();
        await gateway.stop();
      },
    };
  } catch (error) {
    await gateway.stop();
    throw error;
  }
}
