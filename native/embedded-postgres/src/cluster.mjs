// The data folder: made once from the seed files, recognised by their hash, opened in a fraction of a second later.
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { sealCluster } from './seal.mjs';

const require = createRequire(import.meta.url);
/** Raise when the way a cluster is made changes, so that old folders are made anew. */
const LAYOUT = 2;
/**
 * Postgres measures only a part of its stack, the one in WASM's memory; the other is JavaScript's, which ends first.
 * With this, and with the `--stack-size` that the README names, a deep expression is an error and no overflow.
 */
const MAX_STACK_DEPTH = '200kB';
const MARKER = 'plainquery-seed.json';

async function fingerprint(seeds, { user, database }) {
  const hash = createHash('sha256');
  const parts = [String(LAYOUT), JSON.stringify(require('../package.json').dependencies), user, database, ...seeds.map((seed) => seed.sql)];
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

async function readSeeds(files) {
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(file, 'utf8').catch((error) => {
        throw new Error(`can not read the seed file ${file}: ${error.code ?? error.message}`);
      });
      return { file, sql };
    }),
  );
}

async function readMarker(cluster) {
  try {
    return JSON.parse(await readFile(path.join(cluster, MARKER), 'utf8')).fingerprint;
  } catch {
    return null;
  }
}

async function seed(folder, seeds, settings, report) {
  const db = await PGlite.create(folder, { extensions: { vector } });
  try {
    await db.exec('CREATE EXTENSION IF NOT EXISTS vector');
    for (const { file, sql } of seeds) {
      const startedAt = Date.now();
      try {
        await db.exec(sql);
      } catch (error) {
        throw new Error(`seed file ${file}: ${error.message}`);
      }
      report(`${path.basename(file)} loaded in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    }
    await db.exec(`ALTER SYSTEM SET max_stack_depth = '${MAX_STACK_DEPTH}'`);
    await sealCluster(db, settings);
  } finally {
    await db.close();
  }
}

/**
 * Makes the cluster when it is missing, unfinished or made from other seeds; returns its folder.
 * It grows in a folder of another name and is renamed when whole, so a half-made one is never taken for a finished one.
 */
export async function ensureCluster(settings, report) {
  const cluster = path.join(settings.dataDir, 'cluster');
  const partial = path.join(settings.dataDir, 'cluster.partial');
  const seeds = await readSeeds(settings.seedFiles);
  const wanted = await fingerprint(seeds, settings);
  if ((await readMarker(cluster)) === wanted) return cluster;

  report('making the database (once, about 15 seconds) …');
  await rm(partial, { recursive: true, force: true });
  await seed(partial, seeds, settings, report);
  await writeFile(path.join(partial, MARKER), `${JSON.stringify({ fingerprint: wanted })}\n`);
  await rm(cluster, { recursive: true, force: true });
  await rename(partial, cluster);
  return cluster;
}

/**
 * PGlite passes over everything that is thrown while it runs, an overflow of JavaScript's stack too, and goes on with
 * what is left: answers are wrong from then on, or there are none. So `onFatal` has to end the process at once.
 */
function watchFaults(db, onFatal) {
  const runOnce = db.mod?._PostgresMainLoopOnce;
  if (typeof runOnce !== 'function' || typeof db.POSTGRES_MAIN_LONGJMP !== 'number') {
    throw new Error('this version of PGlite is not known; its faults could not be noticed');
  }
  db.mod._PostgresMainLoopOnce = () => {
    try {
      return runOnce();
    } catch (error) {
      // An error of SQL is a jump of its own kind.
      if (error.status !== db.POSTGRES_MAIN_LONGJMP) onFatal(new Error(`the database stopped: ${error.message ?? error}`));
      throw error;
    }
  };
}

/**
 * Opens the cluster; the session belongs to the sealed ordinary role. Returns the database and a function that
 * brings the session back to its start: PGlite applies no ALTER ROLE … SET by itself, and its own start leaves
 * `is_superuser` at on, which means nothing any more but would mislead a client.
 */
export async function openCluster(folder, { user, database }, onFatal) {
  const db = await PGlite.create(folder, { extensions: { vector }, database });
  const roles = await db.query(
    'SELECT session_user AS session, EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolsuper) AS any_superuser',
  );
  if (roles.rows[0].session !== user || roles.rows[0].any_superuser) {
    throw new Error(`the database does not run as ${user}; remove ${folder} so that it is made anew`);
  }
  const settings = await db.query(
    `SELECT format('SELECT set_config(%L, %L, false)', split_part(entry, '=', 1), substr(entry, strpos(entry, '=') + 1)) AS call
     FROM pg_catalog.pg_db_role_setting, unnest(setconfig) AS entry
     WHERE setrole = 10 AND setdatabase = 0`,
  );
  const applySettings = settings.rows.map((row) => row.call);
  const resetSession = async () => {
    // Apart from the rest: DISCARD ALL must not run inside the transaction of a batch.
    await db.exec('DISCARD ALL');
    await db.exec([`SET SESSION AUTHORIZATION ${user}`, ...applySettings, 'SET default_transaction_read_only = on'].join(';'));
  };
  watchFaults(db, onFatal);
  await resetSession();
  return { db, resetSession };
}
