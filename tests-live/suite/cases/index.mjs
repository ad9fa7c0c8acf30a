// All cases, in the order of the way of a request.
import { callers } from './callers.mjs';
import { caches } from './caches.mjs';
import { clock } from './clock.mjs';
import { conversations } from './conversations.mjs';
import { cors } from './cors.mjs';
import { database } from './database.mjs';
import { kv } from './kv.mjs';
import { model } from './model.mjs';
import { questions } from './questions.mjs';
import { requests } from './requests.mjs';
import { routes } from './routes.mjs';
import { sessions } from './sessions.mjs';
import { settings } from './settings.mjs';
import { slowCallers } from './slow-callers.mjs';
import { streaming } from './streaming.mjs';

export const cases = [
  ...routes, ...requests, ...callers, ...settings, ...cors, ...questions, ...streaming, ...conversations,
  ...caches, ...model, ...database, ...kv, ...clock, ...slowCallers, ...sessions,
];

const seen = new Set();
for (const { capability, name } of cases) {
  const label = `${capability}: ${name}`;
  if (seen.has(label)) throw new Error(`two cases are called ${label}`);
  seen.add(label);
}
