// Reads the lists of the embedded Postgres and puts them together with those of the other server, whose
// lines lie in files. Each line starts with the servers that have it: 15, 18, or both.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const embedded = join(here, '../../../native/embedded-postgres/package.json');
const { PGlite } = await import(pathToFileURL(createRequire(embedded).resolve('@electric-sql/pglite')));
const [scratch, out] = process.argv.slice(2);

const server = await PGlite.create();
for (const list of ['functions', 'operators', 'casts']) {
  const sql = readFileSync(join(here, `${list}.sql`), 'utf8');
  const { rows } = await server.query(sql);
  const newer = new Set(rows.map((row) => row.line));
  const older = new Set(
    readFileSync(join(scratch, `${list}.debian`), 'utf8').split('\n').filter((line) => line !== ''),
  );
  const all = [...new Set([...older, ...newer])].sort();
  const where = (line) => (older.has(line) ? (newer.has(line) ? '15 18' : '15') : '18');
  writeFileSync(join(out, `${list}.txt`), all.map((line) => `${where(line)}\t${line}\n`).join(''));
}
await server.close();
