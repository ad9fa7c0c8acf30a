// One server a data folder: two PGlite processes on one folder would destroy it.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const WAIT_MS = 3000;
const STEP_MS = 25;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    // Empty for a zombie; another program's for a number that was used again.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server.mjs');
  } catch {
    return false;
  }
}

/** Takes the lock of `dataDir`; waits a moment for a predecessor that is just being killed. */
export async function takeLock(dataDir) {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'server.lock');
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
    if (owner > 0 && owner !== process.pid && isAlive(owner)) {
      if (Date.now() > deadline) throw new Error(`${dataDir} is in use by process ${owner}; stop it or choose another --data-dir`);
    } else if (owner > 0 || Date.now() > deadline - WAIT_MS / 2) {
      // Dead owner, or an empty file whose writer died before it wrote its number.
      await rm(file, { force: true });
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
