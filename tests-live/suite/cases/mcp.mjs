// The Model Context Protocol, as its clients speak it.
import assert from 'node:assert/strict';
import { expectProblem } from '../client.mjs';
import { casesOf, PLAIN_QUESTION } from './case.mjs';

const mcp = casesOf('MCP', 'plain');
const REVISION = '2025-06-18';

async function call(api, method, params = {}, options = {}) {
  const response = await api.post('/mcp', { jsonrpc: '2.0', id: 1, method, params }, {
    ...options,
    headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': REVISION, ...options.headers },
  });
  assert.equal(response.status, 200, response.text);
  const answer = response.json();
  assert.equal(answer.error, undefined, response.text);
  return answer.result;
}

export const mcpCases = [
  mcp('initialize, and the tools', async ({ api }) => {
    const opened = await call(api, 'initialize', {
      protocolVersion: REVISION, capabilities: {}, clientInfo: { name: 'suite', version: '1' },
    });
    assert.equal(opened.protocolVersion, REVISION);
    const { tools } = await call(api, 'tools/list');
    assert.ok(tools.some((tool) => tool.name === 'ask'), JSON.stringify(tools.map((tool) => tool.name)));
    for (const tool of tools) assert.equal(tool.inputSchema.type, 'object', tool.name);
  }),

  mcp('a question is answered, marked as untrusted data', async ({ api }) => {
    const result = await call(api, 'tools/call', { name: 'ask', arguments: { question: PLAIN_QUESTION } });
    assert.notEqual(result.isError, true, JSON.stringify(result));
    assert.equal(result.structuredContent.outcome, 'answer');
    assert.match(result.content[0].text, /untrusted/i);
  }),

  mcp('it asks for a key, and refuses pages of other origins', async ({ api }) => {
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    expectProblem(await api.post('/mcp', body, { key: null }), 401, 'token-missing');
    expectProblem(await api.post('/mcp', body, { headers: { origin: 'https://evil.example' } }), 403, 'origin-not-allowed');
  }),
];
