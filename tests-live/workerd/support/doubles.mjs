// Servers that misbehave on demand: a model, and a proxy before the gateway.
import { createServer, request as forward } from 'node:http';

/** A model that speaks the OpenAI protocol; `behave(reply)` sets what the next calls get. */
export async function startModel() {
  let behaviour = () => {};
  const calls = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      calls.push({ path: request.url, body: body ? JSON.parse(body) : null });
      behaviour(response);
    });
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    calls,
    behave(next) { behaviour = next; },
    stop: () => close(server),
  };
}

/** Behaviours of a model. */
export const replies = {
  status: (code, headers = {}) => (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: 'secret words of the provider' } }));
  },
  garbage: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('<html>not what was asked for</html>');
  },
  nothing: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end();
  },
  hangs: () => {},
  breaks: (response) => response.socket.destroy(),
  says: (content) => (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({
      id: 'x',
      object: 'chat.completion',
      model: 'scripted',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
      usage: { prompt_tokens: 1200, completion_tokens: 40, total_tokens: 1240 },
    }));
  },
};

/** A proxy before the gateway; `mode` is pass, refuse, break, hang or garbage. */
export async function startProxy(target) {
  const proxy = { mode: 'pass', requests: 0 };
  const upstream = new URL(target);
  const server = createServer((request, response) => {
    proxy.requests += 1;
    const behave = {
      pass: () => pass(request, response, upstream),
      refuse: () => request.socket.destroy(),
      // Half of an answer, then nothing: as when a server dies in the middle.
      break: () => {
        request.resume();
        request.on('end', () => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
          response.write('{"results":[{"rows":[["1"');
          setTimeout(() => request.socket.destroy(), 50);
        });
      },
      hang: () => request.resume(),
      garbage: () => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"rows": 7}');
      },
    };
    behave[proxy.mode]();
  });
  await listen(server);
  upstream.host = `127.0.0.1:${server.address().port}`;
  proxy.url = upstream.href;
  upstream.host = new URL(target).host;
  proxy.stop = () => close(server);
  return proxy;
}

function pass(request, response, upstream) {
  const onward = forward(
    { host: upstream.hostname, port: upstream.port, path: request.url, method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

function listen(server) {
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
}

function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => { server.close(resolve); });
}
