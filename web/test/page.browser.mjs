// The page in Chromium against a running service with the demo database.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, ask, findQuestion, launch, openPage, overflow, seriousFindings, service } from "./stack.mjs";

const CHARTED = ["Revenue per product category", "Total sales by region", "How many products are in each category?", "How many returns for each reason?"];
const AMBIGUOUS = ["Show me the best products", "Which employee has the most orders?"];

let browser;
let charted;
let ambiguous;

before(async () => {
  browser = await launch();
  charted = await findQuestion(CHARTED, (answer) => answer.chart?.kind === "bar" && answer.rows.length > 2);
  ambiguous = await findQuestion(AMBIGUOUS, (answer) => answer.outcome === "clarify" && answer.options?.length > 0);
});
after(() => browser?.close());

const latest = (page) => page.locator(".turn").last();

/** RFC 4180, read independently of the page's writer. */
function parseCsv(text) {
  const rows = [];
  let row = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let part; field.lastIndex < text.length && (part = field.exec(text)); ) {
    row.push(part[1] === undefined ? part[2] || null : part[1].replaceAll('""', '"'));
    if (part[3] === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test("the key leaves the address bar, stays in the tab, and no cookie is set", async (t) => {
  const page = await openPage(t, browser);
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(await page.evaluate(() => sessionStorage.getItem("plainquery.key")), service().key);
  assert.deepEqual(await page.context().cookies(), []);
  await page.reload();
  await page.locator("#open-schema").waitFor();
});

test("by keyboard only: ask, chart, rows, SQL, what words became", async (t) => {
  const page = await openPage(t, browser);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "question");
  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  assert.equal(await page.inputValue("#question"), "first line\n");
  await page.fill("#question", "");

  const answer = await ask(page, charted);
  const turn = latest(page);
  assert.equal(await turn.locator(".asked").innerText(), charted);
  assert.equal(await turn.locator(".message").innerText(), answer.message);
  assert.equal(await turn.locator("svg.chart rect").count(), answer.rows.filter((row) => row.at(-1) !== null).length * answer.chart.y.length);
  const significant = (text) => text.replace(/\s+/g, "");
  assert.equal(significant(await turn.locator(".sql pre").innerText()), significant(answer.sql));
  assert.match(await turn.locator(".foot").innerText(), new RegExp(answer.request_id));
  assert.match(await page.locator("#status").innerText(), new RegExp(`${answer.rows.length} rows`));

  assert.ok(answer.links.length > 0, "the service says what words became");
  const words = turn.locator(".asked .word");
  const linked = new Set(answer.links.map((link) => link.text));
  for (const text of await words.allInnerTexts()) assert.ok(linked.has(text), text);
  await words.first().focus();
  await page.keyboard.press("Enter");
  const chosen = await turn.locator(".is-chosen dd").first().innerText();
  assert.ok(answer.links.some((link) => link.became === chosen || (link.became === "" && chosen === "not used")), chosen);

  await turn.getByRole("button", { name: "Table", exact: true }).focus();
  await page.keyboard.press("Space");
  const cells = await turn.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.title || cell.innerText)));
  const plain = (text) => text.replaceAll(",", "").replace("\u2212", "-");
  assert.deepEqual(cells.map((row) => row.map(plain)), answer.rows.map((row) => row.map((cell) => plain(cell ?? "NULL"))));
  assert.equal(await turn.locator("th").count(), answer.columns.length);
});

test("while an answer is made, its stages and its SQL are shown", async (t) => {
  const page = await openPage(t, browser);
  await page.evaluate(() => {
    window.seen = [];
    new MutationObserver(() => {
      const step = document.querySelector(".progress .step")?.textContent;
      if (step) window.seen.push({ step, sql: document.querySelector(".turn:last-child .sql pre")?.textContent ?? null });
    }).observe(document.getElementById("thread"), { childList: true, subtree: true, characterData: true });
  });
  const answer = await ask(page, charted);
  const seen = await page.evaluate(() => window.seen);
  const steps = [...new Set(seen.map(({ step }) => step))];
  assert.equal(steps[0], "Reading what there is…");
  assert.ok(steps.includes("Running it…") || steps.some((step) => step.endsWith("so far…")), steps.join(" "));
  const significant = (text) => text.replace(/\s+/g, "");
  const early = seen.find(({ sql }) => sql !== null);
  assert.equal(significant(early?.sql ?? ""), significant(answer.sql), "the SQL was there before the answer");
  assert.equal(await latest(page).locator(".progress").count(), 0);
  assert.equal(await latest(page).locator(".sql").count(), 1);
});

test("a single number is shown large, and a follow-up goes on from it", async (t) => {
  const page = await openPage(t, browser);
  const first = await ask(page, "How many customers do we have in Germany?");
  assert.equal(first.outcome, "answer");
  const shown = (await latest(page).locator(".numbers dd").innerText()).replaceAll(",", "");
  assert.equal(shown, first.rows[0][0]);

  const second = await ask(page, "and in France?");
  assert.equal(second.sent.conversation, first.conversation);
  assert.equal(second.outcome, "answer");
  assert.notEqual(second.sql + second.parameters, first.sql + first.parameters);
  const bar = page.locator(".turn").first().locator(".turn-bar");
  assert.equal(await bar.getAttribute("aria-expanded"), "false");
  assert.match(await bar.innerText(), /Germany/);
  await bar.press("Enter");
  assert.ok(await page.locator(".turn").first().locator(".numbers").isVisible());

  await page.getByRole("button", { name: "New conversation" }).click();
  assert.equal(await page.locator(".turn").count(), 0);
  const third = await ask(page, charted);
  assert.equal(third.sent.conversation, undefined);
});

test("a question back is answered by choosing one of its options", async (t) => {
  const page = await openPage(t, browser);
  const back = await ask(page, ambiguous);
  const options = latest(page).locator(".options .choice");
  assert.deepEqual(await options.allInnerTexts(), back.options);
  const answer = await answered(page, () => options.first().press("Enter"));
  assert.equal(answer.sent.question, back.options[0]);
  assert.equal(await page.locator(".turn").count(), 2);
  assert.ok(await latest(page).evaluate((turn) => turn === document.activeElement), "the focus goes along");
  assert.equal(await latest(page).locator(".asked").innerText(), back.options[0]);
});

test("a request to delete is refused, with a way on", async (t) => {
  const page = await openPage(t, browser);
  const answer = await ask(page, "Delete all cancelled orders");
  assert.equal(answer.outcome, "refuse");
  assert.ok((await latest(page).locator(".held").innerText()).includes(answer.message));
  assert.equal(await latest(page).locator("svg.chart, table").count(), 0);
  await latest(page).getByRole("button", { name: "See what can be asked about" }).click();
  assert.ok(await page.locator("#schema").isVisible());
});

test("without a key, and with a wrong one, the page asks for one", async (t) => {
  const page = await openPage(t, browser, { fragment: "", waitFor: "#key" });
  assert.ok(await page.locator("#ask-section").isHidden());
  await page.fill("#key", "wrong");
  await page.keyboard.press("Enter");
  await page.getByText("The key was not accepted").waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("plainquery.key")), null);
  await page.fill("#key", service().key);
  await page.keyboard.press("Enter");
  await page.locator("#open-schema").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "question");
  assert.deepEqual(await seriousFindings(page), []);
});

test("the downloaded CSV holds the service's rows", async (t) => {
  const page = await openPage(t, browser);
  const answer = await ask(page, charted);
  const [download] = await Promise.all([page.waitForEvent("download"), latest(page).getByRole("button", { name: "Download CSV" }).click()]);
  assert.match(download.suggestedFilename(), /^[a-z0-9-]+\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  assert.ok(text.startsWith("\ufeff"));
  const [head, ...rows] = parseCsv(text.slice(1));
  assert.deepEqual(head, answer.columns.map((column) => column.name));
  assert.deepEqual(rows, answer.rows);
});

test("copying gives SQL and CSV", async (t) => {
  const page = await openPage(t, browser, { options: { permissions: ["clipboard-read", "clipboard-write"] } });
  const answer = await ask(page, charted);
  await latest(page).getByRole("button", { name: "Copy CSV" }).click();
  await latest(page).getByRole("button", { name: "Copied" }).waitFor();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(csv.split(/\r?\n/).filter(Boolean).length, answer.rows.length + 1);
  await latest(page).getByRole("button", { name: "Copy SQL" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("SELECT"));
});

test("Esc cancels a running request and gives the question back", async (t) => {
  const page = await openPage(t, browser);
  await page.route("**/v1/ask", () => {}); // held by the network
  await page.locator("#question").focus();
  await page.keyboard.type("Revenue per month");
  await page.keyboard.press("Enter");
  await page.locator(".progress").waitFor();
  assert.ok(await page.locator("#cancel").isVisible());
  await page.keyboard.press("Escape");
  await page.locator("#main[aria-busy=false]").waitFor();
  assert.equal(await page.inputValue("#question"), "Revenue per month");
  assert.equal(await page.locator(".turn").count(), 0);
});

test("a lost network and a limit are told apart, and the next try works", async (t) => {
  const page = await openPage(t, browser);
  let fault = (route) => route.abort("connectionrefused");
  await page.route("**/v1/ask", (route) => fault(route));
  await page.locator("#question").focus();
  await page.keyboard.type(charted);
  await page.keyboard.press("Enter");
  await page.locator(".problem").getByText("The service cannot be reached").waitFor();
  fault = (route) => route.fulfill({ status: 429, headers: { "retry-after": "3" }, contentType: "application/problem+json", body: '{"kind":"rate_limited","title":"Too many requests","status":429}' });
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".problem").getByText("Try again in 3 seconds.").waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  fault = (route) => route.continue();
  const answer = await answered(page, () => page.getByRole("button", { name: "Try again" }).click());
  assert.equal(answer.outcome, "answer");
  assert.equal(await page.locator(".turn").count(), 1);
});

test("text of the data is never markup", async (t) => {
  const page = await openPage(t, browser);
  await ask(page, `How many customers are called <img src=x onerror="document.title='run'">?`);
  assert.equal(await page.locator(".turn img").count(), 0);
  assert.match(await latest(page).locator(".asked").innerText(), /<img src=x/);
  assert.equal(await page.title(), "Plainquery");
});

test("the tables can be looked through and searched", async (t) => {
  const page = await openPage(t, browser);
  await page.getByRole("button", { name: "Tables" }).press("Enter");
  const relations = page.locator(".relation");
  const count = await relations.count();
  assert.ok(count >= 12, `${count} tables`);
  await page.fill("#schema-filter", "orders");
  const found = await relations.count();
  assert.ok(found >= 1 && found < count, `${found} of ${count}`);
  await relations.first().locator("summary").click();
  assert.deepEqual(await seriousFindings(page), []);
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#schema").isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), "open-schema");
});

test("suggested questions ask", async (t) => {
  const page = await openPage(t, browser);
  const first = page.locator("#suggestions .choice").first();
  await first.waitFor();
  const text = await first.innerText();
  const answer = await answered(page, () => first.click());
  assert.equal(answer.sent.question, text);
  assert.equal(answer.outcome, "answer");
});

for (const scheme of ["light", "dark"]) {
  test(`a phone, ${scheme}: nothing overflows and nothing is inaccessible`, async (t) => {
    const page = await openPage(t, browser, {
      options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, colorScheme: scheme, reducedMotion: "reduce" },
    });
    assert.equal(await overflow(page), 0, "at the start");
    assert.deepEqual(await seriousFindings(page), []);
    await ask(page, charted);
    assert.equal(await overflow(page), 0, "with a chart");
    assert.deepEqual(await seriousFindings(page), []);
    if (scheme === "light") await picture(page, "page-phone.png");
    await latest(page).getByRole("button", { name: "Table", exact: true }).click();
    assert.equal(await overflow(page), 0, "with a table");
    await latest(page).getByRole("button", { name: "What each word became" }).click();
    assert.equal(await overflow(page), 0, "with the words");
    await ask(page, "x".repeat(300));
    assert.equal(await overflow(page), 0, "with a very long word");
    await page.getByRole("button", { name: "Tables", exact: true }).click();
    await page.locator(".relation summary").first().click();
    assert.equal(await overflow(page), 0, "with the tables");
  });
}

test("the picture of the README", async (t) => {
  const page = await openPage(t, browser, { options: { viewport: { width: 1100, height: 1080 }, reducedMotion: "reduce" } });
  await ask(page, "How many customers do we have in Germany?");
  await ask(page, charted);
  assert.deepEqual(await seriousFindings(page), []);
  await picture(page, "page.png");
});

/** A picture for the documents, only where a folder is named: a test run leaves no trace. */
async function picture(page, name) {
  const folder = process.env.PLAINQUERY_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, name) });
}
