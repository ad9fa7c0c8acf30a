// A model that speaks the OpenAI protocol and says what the test wants.
import { createServer } from 'node:http';

export async function startModel() {
  const calls = [];
  let proposal;
  let embed;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    calls.push({ path: request.url, key: request.headers.authorization, body: JSON.parse(body) });
    response.writeHead(200, { 'content-type': 'application/json' });
    if (request.url.endsWith('/embeddings')) {
      const { input } = calls.at(-1).body;
      response.end(JSON.stringify({
        object: 'list',
        model: 'scripted',
        data: input.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) })),
        usage: { prompt_tokens: 10, total_tokens: 10 },
      }));
      return;
    }
    response.end(JSON.stringify({
      id: 'x',
      object: 'chat.completion',
      model: 'scripted',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: JSON.stringify(proposal) } }],
      usage: { prompt_tokens: 1200, completion_tokens: 40, total_tokens: 1240 },
    }));
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    calls,
    /** What it answers from now on. */
    writes(sql) {
      proposal = { explanation: null, outcome: 'answer', sql, message: null };
    },
    /** What it makes of each text from now on. */
    embeds(vectorOf) {
      embed = vectorOf;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => { server.close(resolve); });
    },
  };
}
