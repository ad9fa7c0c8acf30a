import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** One demo at a time in a folder. The lock goes with the process; a left-over one is taken over. */
export function takeLock(file, hint) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(file, 'utf8'));
    if (isAlive(holder)) throw new Error(`a demo is already running here (process ${holder}): ${hint}`);
    writeFileSync(file, String(process.pid));
  }
  process.once('exit', () => rmSync(file, { force: true }));
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
