// Follow-ups lean on a token that travels with the caller.
import assert from 'node:assert/strict';
import { expectProblem, token } from '../client.mjs';
import { KEYS } from '../planted.mjs';
import { casesOf, single } from './case.mjs';

const follows = casesOf('Conversations', 'plain');
const FIRST = 'How many customers do we have in Germany?';
const NEXT = 'and in France?';

const send = (api, conversation, key) => api.post('/v1/ask', { question: NEXT, conversation }, { key });

export const conversations = [
  follows('a follow-up leans on the question before', async ({ api }) => {
    const first = await api.rows(FIRST);
    const second = await api.rows(NEXT, { conversation: first.conversation });
    const direct = await api.rows('How many customers do we have in France?');
    assert.equal(single(second), single(direct));
    assert.notEqual(second.conversation, first.conversation);
  }),

  follows('the token of another caller or tenant is refused', async ({ api }) => {
    const { conversation } = await api.rows(FIRST);
    expectProblem(await send(api, conversation, KEYS.bob), 403, 'conversation-of-another-caller');
    expectProblem(await send(api, conversation, token()), 403, 'conversation-of-another-caller');
    expectProblem(await send(api, conversation, token({ sub: 'ann', tenant: 'umbrella' })), 403, 'conversation-of-another-caller');
  }),

  follows('a token with any letter changed is refused', async ({ api }) => {
    const { conversation } = await api.rows(FIRST);
    const places = [0, conversation.indexOf('.') + 1, conversation.length >> 1, conversation.lastIndexOf('.') + 1];
    for (const at of places) {
      const letter = conversation[at] === 'A' ? 'B' : 'A';
      const changed = conversation.slice(0, at) + letter + conversation.slice(at + 1);
      expectProblem(await send(api, changed), 400, 'conversation-not-valid');
    }
    expectProblem(await send(api, conversation.slice(0, -4)), 400, 'conversation-not-valid');
  }),

  follows('without its token a follow-up stands alone', async ({ api }) => {
    await api.rows(FIRST);
    const alone = await api.ask(NEXT);
    assert.notEqual(alone.outcome, 'answer', alone.sql);
  }),
];
