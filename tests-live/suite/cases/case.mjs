import { setTimeout as sleep } from 'node:timers/promises';

// The shape of a case:
//   capability  what it shows of a host, a row in docs/HOSTS.md
//   name        what must hold
//   profile     how the host is set up (profiles.mjs)
//   needs       what an adapter may have to say no to
//   run         ({api, host, database, proxy, model, options, refusal}) → fails by throwing

/** Checks again until it holds. */
export async function eventually(check, { withinMs = 5_000 } = {}) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** Makes cases of one capability and profile. */
export function casesOf(capability, profile, { needs = [] } = {}) {
  return (name, run, more = {}) => ({ capability, name, profile, needs, run, ...more });
}

export const single = (answer) => answer.rows[0][0];

/** The engine answers it without a model; a host that does is well. */
export const PLAIN_QUESTION = 'How many customers are there?';
