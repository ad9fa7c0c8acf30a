// Runs the cases on one host and says of each whether it passed, failed, or cannot be shown there.
import { Client } from './client.mjs';
import { faults } from './faults.mjs';
import { replies } from './model.mjs';
import { leakIn } from './planted.mjs';
import { profiles } from './profiles.mjs';

const CASE_TIMEOUT_MS = 60_000;
const START_TIMEOUT_MS = 60_000;

/** The cases by profile, in the order of the profiles. */
function byProfile(cases) {
  const groups = new Map(Object.keys(profiles).map((name) => [name, []]));
  for (const each of cases) {
    const group = groups.get(each.profile);
    if (!group) throw new Error(`${each.name}: there is no profile ${each.profile}`);
    group.push(each);
  }
  return [...groups].filter(([, group]) => group.length > 0);
}

/** Why the host cannot show the case; undefined where it can. */
function reasonAgainst(host, each) {
  return (each.needs ?? []).map((need) => host.cannot[need]).find((reason) => reason !== undefined);
}

/** Runs the cases; `report(case, result)` hears of each. A result is {status, reason?, ms}. */
export async function runOn(host, cases, services, report) {
  for (const [profile, group] of byProfile(cases)) {
    const able = [];
    for (const each of group) {
      const reason = reasonAgainst(host, each);
      if (reason === undefined) able.push(each);
      else report(each, { status: 'cannot', reason, ms: 0 });
    }
    if (able.length > 0) await runProfile(host, profile, able, services, report);
  }
}

async function runProfile(host, profile, cases, services, report) {
  let running;
  let refusal;
  const options = profiles[profile](services);
  try {
    running = await inTime(host.start(options), START_TIMEOUT_MS, 'the start');
  } catch (error) {
    refusal = error;
    if (!options.mayRefuse) {
      for (const each of cases) report(each, { status: 'failed', reason: `the host does not start: ${error.message}`, ms: 0 });
      return;
    }
  }
  const api = running && new Client(running.url);
  try {
    if (options.isWarmedUp) await warmUp(api);
    for (const each of cases) {
      const loggedBefore = running?.log().length ?? 0;
      const start = Date.now();
      const result = { status: 'passed' };
      const others = [];
      try {
        const context = { ...services, api, host: running, refusal, options, startAnother: starter(host, services, others) };
        await inTime(each.run(context), each.timeoutMs ?? CASE_TIMEOUT_MS, 'the case');
        const logs = [running?.log().slice(loggedBefore), ...others.map((other) => other.log())];
        const leak = logs.map((log) => leakIn(log ?? '')).find((found) => found !== undefined);
        if (leak) throw new Error(`the log tells ${leak}`);
      } catch (error) {
        result.status = 'failed';
        result.reason = error.message;
        result.stack = error.stack;
      } finally {
        for (const other of others) await other.stop();
      }
      result.ms = Date.now() - start;
      services.proxy.set(faults.pass);
      services.model.behave(replies.status(500));
      report(each, result);
    }
    const leak = running && leakIn(running.log());
    if (leak) report({ capability: 'Secrecy', name: `log of profile ${profile}` }, { status: 'failed', reason: leak, ms: 0 });
  } finally {
    await running?.stop();
  }
}

/** A database that has just started reads its catalog more slowly than deadlines of tests allow. */
async function warmUp(api) {
  for (let tries = 0; tries < 5 && (await api.get('/v1/schema')).status !== 200; tries += 1);
}

/** For cases that need a host of their own, such as one that has not read anything yet. */
function starter(host, services, others) {
  return async (profile, changes = {}) => {
    const options = profiles[profile](services);
    const changed = { ...options, ...changes, settings: { ...options.settings, ...changes.settings } };
    const running = await inTime(host.start(changed), START_TIMEOUT_MS, 'the start');
    others.push(running);
    return { host: running, api: new Client(running.url) };
  };
}

async function inTime(work, limitMs, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
