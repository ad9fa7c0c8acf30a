import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Failure, ask, describeFailure, isSendableKey, keyFromFragment, schema } from "../api.js";

test("the key in the address", () => {
  assert.equal(keyFromFragment("#key=abc"), "abc");
  assert.equal(keyFromFragment("#key=a+b%2Fc%3D"), "a+b/c=");
  assert.equal(keyFromFragment("#other=1&key=abc"), "abc");
  assert.equal(keyFromFragment("#key=%zz"), "%zz");
  for (const fragment of ["", "#", "#key=", "#monkey=abc"]) assert.equal(keyFromFragment(fragment), null, fragment);
  assert.equal(isSendableKey("a b"), false);
  assert.equal(isSendableKey("ключ"), false);
});

test("each failure says what is wrong and what to do", () => {
  const steps = {
    unauthenticated: "key", forbidden: "key", rate_limited: "retry", network: "retry", timeout: "retry", too_large: null,
    upstream_unavailable: "retry", upstream_protocol: "retry", misconfigured: null, invalid_request: null, refused: null, internal: "retry",
  };
  for (const [kind, step] of Object.entries(steps)) {
    const said = describeFailure(new Failure(kind, { detail: "the reason" }));
    assert.equal(said.step, step, kind);
    assert.ok(said.title && !said.title.endsWith("."), kind);
    assert.match(said.text, /^\S.*\.$/, kind);
  }
  assert.equal(describeFailure(new Failure("rate_limited", { retryAfterSeconds: 1 })).text, "Try again in 1 second.");
  assert.equal(describeFailure(new Failure("invalid_request"), true).step, "restart");
});

/** A real HTTP server for one test: what it got, and what it says. */
async function serve(t, reply) {
  const seen = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      seen.push({ url: request.url, headers: request.headers, body });
      reply(response);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, options: { key: "secret", baseUrl: `http://127.0.0.1:${server.address().port}` } };
}

const STREAM = { "content-type": "text/event-stream" };
const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const stream = (...events) => (response) => response.writeHead(200, STREAM).end(events.map(([name, data]) => event(name, data)).join(""));
const answerEvent = ["answer", { outcome: "answer", message: "m" }];

test("a question is sent as the service takes it, and gaps in the answer are filled", async (t) => {
  const { seen, options } = await serve(t, stream(answerEvent));
  const answer = await ask({ question: "how many?", conversation: null, ...options });
  assert.deepEqual(JSON.parse(seen[0].body), { question: "how many?" });
  assert.equal(seen[0].url, "/v1/ask");
  assert.equal(seen[0].headers.authorization, "Bearer secret");
  assert.match(seen[0].headers.accept, /^text\/event-stream/);
  assert.deepEqual([answer.rows, answer.links, answer.warnings], [[], [], []]);
  await ask({ question: "and then?", conversation: "token", maxRows: 5, ...options });
  assert.deepEqual(JSON.parse(seen[1].body), { question: "and then?", conversation: "token", max_rows: 5 });
});

test("what happens meanwhile is told while it happens", async (t) => {
  let finish;
  const { options } = await serve(t, (response) => {
    response.writeHead(200, STREAM);
    response.write(event("stage", { stage: "catalog", duration_ms: 1 }) + event("query", { sql: "SELECT 1" }));
    finish = () => response.end(event("rows", { rows: [["1"]] }) + event("rows", { rows: [["2"]] }) + event(...answerEvent));
  });
  const heard = [];
  const answer = await ask({
    question: "q",
    ...options,
    // The rest is sent only once the SQL was heard of.
    onEvent: (one) => {
      heard.push(one.event);
      if (one.event === "query") finish();
    },
  });
  assert.deepEqual(heard, ["stage", "query", "rows", "rows", "answer"]);
  assert.deepEqual(answer.rows, [["1"], ["2"]]);
});

const problem = (kind, status, more = {}) => JSON.stringify({
  type: `urn:plainquery:problem:${kind}`, title: "t", detail: "d", kind, status, request_id: "r", ...more,
});

test("what is no answer is a failure of a known kind", async (t) => {
  const replies = [
    [(response) => response.end("<html>"), "upstream_protocol"],
    [stream(["answer", { outcome: "other" }]), "upstream_protocol"],
    [(response) => response.writeHead(200, STREAM).end("event: answer\ndata: {\n\n"), "upstream_protocol"],
    [(response) => response.destroy(), "network"],
    [stream(["stage", { stage: "catalog" }]), "network"],
    [(response) => { response.writeHead(200, STREAM); response.write("event: sta"); setTimeout(() => response.destroy(), 20); }, "network"],
    [(response) => response.writeHead(503).end("busy"), "upstream_unavailable"],
    [(response) => response.writeHead(401).end(), "unauthenticated"],
    [(response) => response.writeHead(404).end(), "invalid_request"],
    [(response) => response.writeHead(302, { location: "https://example.invalid/" }).end(), "network"],
    [(response) => response.writeHead(422).end(problem("refused", 422)), "refused"],
    [stream(["stage", { stage: "catalog" }], ["problem", JSON.parse(problem("timeout", 504))]), "timeout"],
  ];
  for (const [reply, kind] of replies) {
    const { options } = await serve(t, reply);
    await assert.rejects(ask({ question: "q", ...options }), { kind });
  }
});

test("a problem document gives detail, request id and the time to wait; anything else the headers", async (t) => {
  const told = await serve(t, (response) => response.writeHead(429, { "retry-after": "7" }).end(problem("rate_limited", 429)));
  await assert.rejects(ask({ question: "q", ...told.options }), {
    kind: "rate_limited", detail: "d", title: "t", requestId: "r", retryAfterSeconds: 7, status: 429,
  });
  const other = await serve(t, (response) => response.writeHead(500, { "x-request-id": "from-header" }).end("<html>"));
  await assert.rejects(schema(other.options), { kind: "upstream_unavailable", requestId: "from-header" });
});

test("a request ends when it is cancelled and when it takes too long", async (t) => {
  for (const reply of [() => {}, (response) => { response.writeHead(200, STREAM); response.write(": here\n\n"); }]) {
    const { options } = await serve(t, reply);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    await assert.rejects(ask({ question: "q", signal: abort.signal, ...options }), { kind: "cancelled" });
    await assert.rejects(ask({ question: "q", deadlineMs: 50, ...options }), { kind: "timeout" });
  }
  await assert.rejects(ask({ question: "q", key: "" }), { kind: "unauthenticated" });
});
