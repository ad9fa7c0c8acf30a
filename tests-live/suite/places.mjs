import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** What a run leaves behind: the database's files, logs and results. */
export const OUT = path.join(ROOT, 'target/suite');
