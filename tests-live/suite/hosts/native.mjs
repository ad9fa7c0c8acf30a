// `plainquery serve`, with its cache in memory or in Redis.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROGRAM } from '../database.mjs';
import { OUT } from '../places.mjs';
import { FaultyRedis } from '../redis.mjs';
import { environmentOf, startProgram } from './program.mjs';

export const about = 'plainquery serve, with a cache in memory or in Redis';
export const cannot = {};

// Debian's libfaketime, which moves the clock of a running program by a file.
const FAKETIME = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1']
  .find((file) => existsSync(file));

export function missing() {
  if (!existsSync(PROGRAM)) return 'the program is not built: cargo build --profile native -p plainquery';
  if (!FAKETIME) return 'libfaketime is missing: apt-get install libfaketime';
  return undefined;
}

let clocks = 0;

export async function start({ settings, kv = 'kv', controls = false, rateLimit }) {
  // What looks into the cache or breaks it needs one outside the program.
  const redis = kv === 'none' ? undefined : await new FaultyRedis().start();
  const clock = controls ? path.join(OUT, `native-clock-${clocks += 1}`) : undefined;
  if (clock) writeFileSync(clock, '+0');
  let program;
  try {
    program = await startProgram(PROGRAM, ['serve', '--listen', '127.0.0.1:0', '--exit-with-parent'], environmentOf({
      ...settings,
      ...(rateLimit ? { PLAINQUERY_RATE_LIMIT: `${rateLimit.limit}/${rateLimit.windowS}` } : {}),
      ...(redis ? { PLAINQUERY_REDIS_URL: redis.url } : {}),
      ...(clock ? {
        LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1',
      } : {}),
    }));
  } catch (error) {
    await redis?.stop();
    throw error;
  }
  return {
    url: program.ready.url,
    log: program.log,
    kv: redis,
    clock: { shift: async (ms) => writeFileSync(clock, `${ms < 0 ? '-' : '+'}${Math.abs(ms) / 1000}`) },
    async stop() {
      await program.stop();
      await redis?.stop();
    },
  };
}
