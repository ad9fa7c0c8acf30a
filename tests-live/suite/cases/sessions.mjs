// Very many conversations at once, over few sockets.
import assert from 'node:assert/strict';
import http from 'node:http';
import { KEYS } from '../planted.mjs';
import { casesOf, single } from './case.mjs';

const SESSIONS = Number(process.env.PLAINQUERY_SUITE_SESSIONS ?? 2_000);
const SOCKETS = 64;
const COUNTRIES = ['Germany', 'France', 'Spain', 'Italy'];
const KINDS = ['customers', 'corporate customers'];
const QUESTION = (kind, country) => `How many ${kind} do we have in ${country}?`;

/** What a session asks first, then, and what both come to. */
function turnsOf(session) {
  const country = COUNTRIES[session % COUNTRIES.length];
  const kind = KINDS[(session >> 2) % KINDS.length];
  const other = COUNTRIES[(session + 1 + ((session >> 3) % (COUNTRIES.length - 1))) % COUNTRIES.length];
  return { first: QUESTION(kind, country), next: `and in ${other}?`, direct: QUESTION(kind, other) };
}

export const sessions = [
  casesOf('Many sessions', 'plain')(`${SESSIONS.toLocaleString('en')} conversations, taken up in another order, each remember their own`, async ({ api, proxy }) => {
    proxy.replay(true);
    const agent = new http.Agent({ keepAlive: true, maxSockets: SOCKETS });
    try {
      const expected = new Map();
      for (const kind of KINDS) {
        for (const country of COUNTRIES) expected.set(QUESTION(kind, country), single(await api.rows(QUESTION(kind, country))));
      }
      const tokens = new Array(SESSIONS);
      await inTurn(SESSIONS, async (session) => {
        const answer = await askOver(agent, api.url, { question: turnsOf(session).first });
        tokens[session] = answer.conversation;
      });
      assert.ok(tokens.every((token) => typeof token === 'string'));
      // From the other end, so that no two turns of a session stand side by side.
      await inTurn(SESSIONS, async (index) => {
        const session = SESSIONS - 1 - index;
        const { next, direct } = turnsOf(session);
        const answer = await askOver(agent, api.url, { question: next, conversation: tokens[session] });
        assert.equal(answer.outcome, 'answer', `session ${session}, ${next} ${answer.message}`);
        assert.equal(single(answer), expected.get(direct), `session ${session}, ${direct} ${answer.sql}`);
      });
    } finally {
      agent.destroy();
      proxy.replay(false);
    }
  }, { timeoutMs: 240_000 }),
];

/** Runs `action(0…count-1)`, as many at a time as there are sockets. */
async function inTurn(count, action) {
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await action(index);
    }
  };
  await Promise.all(Array.from({ length: SOCKETS }, work));
}

function askOver(agent, url, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL('/v1/ask', url), {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEYS.ann}`, 'accept-encoding': 'identity' },
    }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        try {
          assert.equal(response.statusCode, 200, text);
          resolve(JSON.parse(text));
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}
