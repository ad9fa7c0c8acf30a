import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Failure, ask, describeFailure, failureOf, isSendableKey, keyFromFragment } from "../api.js";

test("the key in the address", () => {
  assert.equal(keyFromFragment("#key=abc"), "abc");
  assert.equal(keyFromFragment("#key=a+b%2Fc%3D"), "a+b/c=");
  assert.equal(keyFromFragment("#other=1&key=abc"), "abc");
  assert.equal(keyFromFragment("#key=%zz"), "%zz");
  for (const fragment of ["", "#", "#key=", "#monkey=abc"]) assert.equal(keyFromFragment(fragment), null, fragment);
  assert.equal(isSendableKey("a b"), false);
  assert.equal(isSendableKey("ключ"), false);
});

test("a problem document gives kind, detail and request id; anything else the status", () => {
  const headers = new Headers({ "retry-after": "7", "x-request-id": "from-header" });
  const told = failureOf(429, headers, { kind: "rate_limited", title: "t", detail: "d", request_id: "r" });
  assert.deepEqual([told.kind, told.detail, told.requestId, told.retryAfterSeconds], ["rate_limited", "d", "r", 7]);
  assert.deepEqual([502, 401, 404].map((status) => failureOf(status, headers, null).kind), ["upstream_unavailable", "unauthenticated", "invalid_request"]);
  assert.equal(failureOf(500, headers, "<html>").requestId, "from-header");
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
  const origin = `http://127.0.0.1:${server.address().port}`;
  const options = { key: "secret", fetch: (path, init) => fetch(origin + path, init) };
  return { seen, options };
}

test("a question is sent as the service takes it, and gaps in the answer are filled", async (t) => {
  const { seen, options } = await serve(t, (response) => response.end(JSON.stringify({ outcome: "answer", message: "m" })));
  const answer = await ask({ question: "how many?", conversation: null, ...options });
  assert.deepEqual(JSON.parse(seen[0].body), { question: "how many?" });
  assert.equal(seen[0].url, "/v1/ask");
  assert.equal(seen[0].headers.authorization, "Bearer secret");
  assert.deepEqual([answer.rows, answer.links, answer.warnings], [[], [], []]);
  await ask({ question: "and then?", conversation: "token", maxRows: 5, ...options });
  assert.deepEqual(JSON.parse(seen[1].body), { question: "and then?", conversation: "token", max_rows: 5 });
});

test("what is no answer is a failure of a known kind", async (t) => {
  const replies = [
    [(response) => response.end("<html>"), "upstream_protocol"],
    [(response) => response.end('{"outcome":"other"}'), "upstream_protocol"],
    [(response) => response.destroy(), "network"],
    [(response) => response.writeHead(503).end("busy"), "upstream_unavailable"],
    [(response) => response.writeHead(302, { location: "https://example.invalid/" }).end(), "network"],
  ];
  for (const [reply, kind] of replies) {
    const { options } = await serve(t, reply);
    await assert.rejects(ask({ question: "q", ...options }), { kind });
  }
});

test("a request ends when it is cancelled and when it takes too long", async (t) => {
  const { options } = await serve(t, () => {});
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 50);
  await assert.rejects(ask({ question: "q", signal: abort.signal, ...options }), { kind: "cancelled" });
  await assert.rejects(ask({ question: "q", deadlineMs: 50, ...options }), { kind: "timeout" });
  await assert.rejects(ask({ question: "q", ...options, key: "" }), { kind: "unauthenticated" });
});
