// The time of one request after the other, over one connection.
import http from 'node:http';

/** Sends requests to each target in turn, in rounds, so that a busy moment meets all alike. */
export async function measure(targets, { rounds, requestsARound }) {
  const agents = new Map(targets.map(({ name }) => [name, new http.Agent({ keepAlive: true, maxSockets: 1 })]));
  const times = new Map(targets.map(({ name }) => [name, []]));
  try {
    for (const target of targets) {
      await send(agents.get(target.name), typeof target.body === 'function' ? { ...target, body: target.body() } : target);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const target of targets) {
        for (let request = 0; request < requestsARound; request += 1) {
          // Where the body differs each time, it is made before the clock starts.
          const sent = typeof target.body === 'function' ? { ...target, body: target.body() } : target;
          const start = process.hrtime.bigint();
          await send(agents.get(target.name), sent);
          times.get(target.name).push(Number(process.hrtime.bigint() - start) / 1_000);
        }
      }
    }
  } finally {
    for (const agent of agents.values()) agent.destroy();
  }
  return new Map([...times].map(([name, all]) => [name, {
    p50Us: percentile(all, 0.5), p90Us: percentile(all, 0.9), p99Us: percentile(all, 0.99),
  }]));
}

export function percentile(values, share) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function send(agent, { url, path, key, body, method = 'POST', headers = {} }) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, url), {
      agent,
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        authorization: `Bearer ${key}`,
        ...headers,
      },
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new Error(`status ${response.statusCode}: ${Buffer.concat(chunks)}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
