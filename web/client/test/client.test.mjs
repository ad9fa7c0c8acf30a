import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { ConnectionError, Plainquery, ProblemError, ProtocolError, gathered } from "../dist/index.js";

const STREAM = { "content-type": "text/event-stream" };

/** A service of one test on a real socket: `reply(request, response, body)`. */
async function serve(t, reply, options = {}) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => reply(request, response, body));
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Plainquery({ baseUrl: `http://127.0.0.1:${server.address().port}`, key: "secret", ...options });
}

async function all(events) {
  const seen = [];
  for await (const event of events) seen.push(event);
  return seen;
}

test("events are read whatever their line ends, and however they are cut", async (t) => {
  const answer = { message: "Ä — 売上" };
  const text = `\ufeff: a comment\n\nevent: stage\r\ndata: {"stage":"catalog",\r\ndata:"duration_ms":1}\r\n\r\nid: 7\nretry: 1\nevent:rows\rdata: {"rows":[["1"]]}\r\revent: answer\ndata: ${JSON.stringify(answer)}\n\nevent: rows\ndata: {"rows":[`;
  const bytes = Buffer.from(text);
  for (const size of [1, 2, 3, 7, bytes.length]) {
    const service = await serve(t, async (_, response) => {
      response.writeHead(200, STREAM);
      for (let at = 0; at < bytes.length; at += size) {
        response.write(bytes.subarray(at, at + size));
        if (size < 7) await new Promise(setImmediate);
      }
      response.end();
    });
    assert.deepEqual(await all(service.askStream({ question: "q" })), [
      { event: "stage", data: { stage: "catalog", duration_ms: 1 } },
      { event: "rows", data: { rows: [["1"]] } },
      { event: "answer", data: answer },
    ], `pieces of ${size}`);
  }
});

test("leaving the loop and aborting both end the request", async (t) => {
  let closed;
  const ended = () => new Promise((resolve) => { closed = resolve; });
  const service = await serve(t, (_, response) => {
    response.on("close", () => closed());
    response.writeHead(200, STREAM);
    response.write('event: stage\ndata: {"stage":"catalog","duration_ms":1}\n\n');
  });
  let end = ended();
  for await (const event of service.askStream({ question: "q" })) {
    assert.equal(event.event, "stage");
    break;
  }
  await end;
  end = ended();
  const abort = new AbortController();
  const reason = new Error("the user left");
  await assert.rejects(async () => {
    for await (const event of service.askStream({ question: "q" }, { signal: abort.signal })) abort.abort(reason ?? event);
  }, reason);
  await end;
  await assert.rejects(service.ask({ question: "q" }, { signal: AbortSignal.abort(reason) }), reason);
});

test("problems are typed, in a stream as in one piece", async (t) => {
  const problem = { type: "urn:plainquery:problem:issuer-unavailable", title: "T.", detail: "D.", kind: "upstream_unavailable", status: 503, request_id: "r" };
  const service = await serve(t, (request, response) => {
    if (request.headers.accept.startsWith("text/event-stream")) {
      response.writeHead(200, STREAM).end(`event: problem\ndata: ${JSON.stringify(problem)}\n\n`);
    } else {
      response.writeHead(503, { "retry-after": "30" }).end(JSON.stringify(problem));
    }
  });
  for (const [call, retryAfterSeconds] of [[() => service.schema(), 30], [() => all(service.askStream({ question: "q" })), undefined]]) {
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof ProblemError);
      assert.deepEqual({ ...error.problem }, problem);
      assert.deepEqual([error.id, error.kind, error.status, error.message, error.retryAfterSeconds],
        ["issuer-unavailable", "upstream_unavailable", 503, "D.", retryAfterSeconds]);
      return true;
    });
  }
});

test("what is no answer of the API is told as such", async (t) => {
  const rejects = async (reply, kind, stream) => {
    const service = await serve(t, (_, response) => reply(response));
    await assert.rejects(stream ? gathered(service.askStream({ question: "q" })) : service.ask({ question: "q" }), kind);
  };
  await rejects((response) => response.end("<html>"), ProtocolError, false);
  await rejects((response) => response.end("[]"), ProtocolError, false);
  await rejects((response) => response.writeHead(502).end("bad gateway"), ProtocolError, false);
  await rejects((response) => response.writeHead(307, { location: "https://example.invalid/" }).end(), ConnectionError, false);
  await rejects((response) => response.destroy(), ConnectionError, false);
  await rejects((response) => response.end("{}"), ProtocolError, true);
  await rejects((response) => response.writeHead(200, STREAM).end(), ConnectionError, true);
  await rejects((response) => response.writeHead(200, STREAM).end("event: rows\ndata: 1\n\n"), ProtocolError, true);
  await rejects((response) => {
    response.writeHead(200, STREAM);
    response.write("event: stage");
    setTimeout(() => response.destroy(), 20);
  }, ConnectionError, true);
});

test("a key may be renewed, and the request's id goes along", async (t) => {
  const seen = [];
  let count = 0;
  const service = await serve(t, (request, response, body) => {
    seen.push([request.method, request.url, request.headers.authorization, request.headers["x-request-id"], body]);
    response.end("{}");
  }, { key: async () => `key-${(count += 1)}` });
  await service.schema({ requestId: "trace-1" });
  await service.validate({ sql: "SELECT 1" });
  assert.deepEqual(seen, [
    ["GET", "/v1/schema", "Bearer key-1", "trace-1", ""],
    ["POST", "/v1/validate", "Bearer key-2", undefined, '{"sql":"SELECT 1"}'],
  ]);
});
