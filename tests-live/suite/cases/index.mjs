// All cases, in the order of the way of a request.
import { callers } from './callers.mjs';
import { caches } from './caches.mjs';
import { clock } from './clock.mjs';
import { conversations } from './conversations.mjs';
import { cors } from './cors.mjs';
import { database } from './database.mjs';
import { kv } from './kv.mjs';
import { mcpCases } from './mcp.mjs';
import { model } from './model.mjs';
import { plans } from './plans.mjs';
import { questions } from './questions.mjs';
import { requests } from './requests.mjs';
import { routes } from './routes.mjs';
import { sessions } from './sessions.mjs';
import { settings } from './settings.mjs';
import { slowCallers } from './slow-callers.mjs';
import { streaming } from './streaming.mjs';
import { web } from './web.mjs';

export const cases = [
  ...routes, ...requests, ...callers, ...settings, ...cors, ...web, ...questions, ...streaming,
  ...conversations, ...plans, ...mcpCases, ...caches, ...model, ...database, ...kv, ...clock, ...slowCallers, ...sessions,
];

const seen = new Set();
for (const { capability, name } of cases) {
  const label = `${capability}: ${name}`;
  if (seen.has(label)) throw new Error(`two cases are called ${label}`);
  seen.add(label);
}
