// The client against a running service with the demo database (PLAINQUERY_URL and PLAINQUERY_KEY).

import assert from "node:assert/strict";
import { test } from "node:test";
import { Plainquery, ProblemError, gathered } from "../dist/index.js";

const { PLAINQUERY_URL: baseUrl, PLAINQUERY_KEY: key } = process.env;
if (!baseUrl || !key) throw new Error("set PLAINQUERY_URL and PLAINQUERY_KEY");
const service = new Plainquery({ baseUrl, key });
const question = "How many customers do we have in Germany?";

test("an answer, whole and as a stream", async () => {
  const whole = await service.ask({ question });
  assert.equal(whole.outcome, "answer");
  const names = [];
  const events = (async function* watched() {
    for await (const event of service.askStream({ question })) {
      names.push(event.event);
      yield event;
    }
  })();
  const streamed = await gathered(events);
  assert.deepEqual(streamed.rows, whole.rows);
  assert.equal(streamed.sql, whole.sql);
  assert.deepEqual(names, ["stage", "stage", "query", "stage", "columns", "rows", "answer"]);
  const next = await service.ask({ question: "and in France?", conversation: streamed.conversation });
  assert.equal(next.outcome, "answer");
});

test("every other method", async () => {
  assert.equal((await service.health()).status, "ok");
  assert.equal((await service.ready()).status, "ready");
  const { tables } = await service.schema();
  assert.ok(tables.some(({ name }) => name === "customers"));
  assert.ok((await service.retrieve({ question })).tables.length > 0);
  const generated = await service.generate({ question });
  assert.equal(generated.outcome, "answer");
  const proven = await service.validate({ sql: "SELECT count(*) AS n FROM shop.customers" });
  assert.ok(proven.ok && proven.plan);
  const { rows } = await service.execute({ plan: proven.plan });
  assert.match(rows[0][0], /^\d+$/);
});

test("problems say what was wrong", async () => {
  const nobody = new Plainquery({ baseUrl, key: "key-of-nobody-0123456789" });
  await assert.rejects(nobody.schema(), (error) => error instanceof ProblemError && error.id === "token-not-valid" && error.status === 401);
  await assert.rejects(service.ask({ question: " " }, { requestId: "trace-1" }), (error) =>
    error instanceof ProblemError && error.id === "question-empty" && error.problem.request_id === "trace-1");
  await assert.rejects(service.askStream({ question: "" }).next(), ProblemError);
});
