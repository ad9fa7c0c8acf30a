// The reports in Chromium, from files: nothing is asked for, nothing in a run is run, and it can be used
// with a keyboard.
//
//   npm --prefix web ci && node --test eval-harness/tests/browser/report.browser.mjs
//
// PLAINQUERY_EVAL names the program, PLAINQUERY_PICTURES a folder for pictures.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "../../..");
const require = createRequire(join(ROOT, "web/package.json"));
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const PROGRAM = resolve(process.env.PLAINQUERY_EVAL ?? join(ROOT, "target/debug/plainquery-eval"));
const HOSTILE = `</script><script>window.hit = 1</script><img src="https://x.example/i" onerror="window.hit = 2"> \u2028 --> ]]>`;

let folder, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "plainquery-report-"));
  for (const [name, started, wrongEvery] of [["main", 1_750_000_000_000, 7], ["change", 1_750_600_000_000, 4]]) writeRun(name, started, wrongEvery);
  execFileSync(PROGRAM, ["report", "change", "--base", "main"], { cwd: folder });
  execFileSync(PROGRAM, ["report", "--trend", "."], { cwd: folder });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** 210 questions over five databases, each answer by its position; the first one's text is hostile. */
function writeRun(name, started, wrongEvery) {
  const databases = ["shop", "clinic", "transit", "league", "ledger"];
  const levels = ["easy", "medium", "hard"];
  const rows = (count) => ({ columns: ["name", "orders"], rows: [["North", String(count)], [null, "3"]], row_count: 2 });
  const records = Array.from({ length: 210 }, (_, position) => {
    const isRight = (position + 1) % wrongEvery !== 0;
    const verdict = position === 9 ? "not_measured" : isRight ? "right" : ["wrong", "unanswered", "failed"][position % 3];
    const hasRows = verdict === "right" || verdict === "wrong";
    return {
      id: `q-${String(position).padStart(3, "0")}`, repeat: 0, database: databases[position % 5],
      question: position === wrongEvery - 1 ? HOSTILE : `How many orders came from region ${position}?`, hardness: levels[position % 3],
      tags: [position % 2 === 0 ? "count" : "join"], expected: "answer", outcome: hasRows ? "answer" : verdict === "unanswered" ? "clarify" : null, verdict,
      why: isRight ? null : position === wrongEvery - 1 ? HOSTILE : "1 of 2 rows differs", scores: { strict: isRight ? 1 : 0 },
      sql: verdict === "not_measured" ? null : `SELECT name, count(*) AS orders\nFROM orders -- all\nWHERE region = '${isRight ? "North" : "South"}' LIMIT 5`,
      gold_sql: "SELECT name, count(*) AS orders FROM orders WHERE region = 'North' LIMIT 5", result: hasRows ? rows(isRight ? 12 : 7) : null, gold_result: rows(12),
      is_bypass: false, is_false_refusal: position === 20, author: "small-model", confidence: hasRows ? (isRight ? 0.75 : 0.5) + (position % 20) / 100 : null,
      ranked_tables: position % 4 === 0 ? ["customers", "orders"] : ["orders", "customers"], gold_tables: ["orders"], gold_columns: [], shown_columns: [], model_calls: 1,
      repairs: 0, input_tokens: 1200, output_tokens: 60, cost_usd: 0.0008 + (position % 9) / 10_000, replayed_calls: 0, latency_ms: 180 + ((position * 37) % 900),
    };
  });
  const manifest = {
    format_version: 1, name, tool_version: "0.1.0", started_at_ms: started, dataset: "suite", dataset_sha256: "ab", items: 210, score: "strict", target: "in-process",
    model: "small-model", settings: {}, prompts: { "answer.md": name }, repeats: 1, shard: null, missing: {}, disputed: {}, stopped: null,
  };
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "run.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, name, "items.jsonl"), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
}

/** Opens a file of the folder; the test fails on a script error, a refused script and any request. */
async function open(t, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") problems.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith("file:")) problems.push(`asked for ${request.url()}`); });
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  await page.goto(pathToFileURL(join(folder, file)).href);
  await page.locator("svg").first().waitFor();
  return page;
}

async function picture(page, name) {
  const { PLAINQUERY_PICTURES: pictures } = process.env;
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

const choice = (page, name) => page.getByRole("combobox", { name });
const shownCount = (page) => page.locator(".items > li").count();

test("the figures and every chart are there, with names and labelled axes", async (t) => {
  const page = await open(t, "change/report.html");
  const { summary } = JSON.parse(readFileSync(join(folder, "change/summary.json"), "utf8"));
  assert.equal(await page.locator(".figures .main dd").first().innerText(), `${(summary.accuracy.share * 100).toFixed(1)} %`);
  assert.match(await page.locator(".gate h2").innerText(), /^Gate against main: failed$/);
  const titles = await page.locator("figure h3").allInnerTexts();
  assert.deepEqual(titles, ["Accuracy by hardness", "Accuracy by database", "Risk against coverage", "Calibration", "Retrieval recall", "Latency", "Cost", "Outcomes"]);
  for (const name of ["Accuracy by database", "Risk against coverage", "Calibration", "Latency"]) assert.equal(await page.getByRole("img", { name: new RegExp(`^${name}: .*\\d`) }).count(), 1, name);
  for (const text of ["coverage: share that is answered", "risk: share that is wrong", "confidence", "time of an answer", "cost of an answer", "k: tables looked at"]) {
    assert.ok((await page.locator("svg text", { hasText: text }).count()) > 0, text);
  }
  await picture(page, "report");
});

test("answers are filtered by each field and by words", async (t) => {
  const page = await open(t, "change/report.html");
  const all = JSON.parse(await page.locator("#data").textContent()).questions;
  const count = (holds) => all.filter(holds).length;
  const status = () => page.locator(".count [role=status]").innerText();
  assert.match(await status(), new RegExp(`^${count(({ verdict }) => verdict !== "right")} of 210`));
  await choice(page, "Verdict").selectOption("wrong");
  await choice(page, "Database").selectOption("clinic");
  const wanted = count(({ verdict, answer }) => verdict === "wrong" && answer.database === "clinic");
  assert.equal(await shownCount(page), wanted);
  await choice(page, "Hardness").selectOption("easy");
  assert.equal(await shownCount(page), count(({ verdict, answer }) => verdict === "wrong" && answer.database === "clinic" && answer.hardness === "easy"));
  for (const name of ["Verdict", "Database", "Hardness"]) await choice(page, name).selectOption("");
  await page.getByRole("searchbox", { name: "Text" }).fill("region 123?");
  assert.equal(await shownCount(page), 1);
  await page.getByRole("searchbox", { name: "Text" }).fill("no such words");
  assert.equal(await status(), "No answer matches these filters.");
  await page.getByRole("searchbox", { name: "Text" }).fill("");
  await choice(page, "Change").selectOption("lost");
  const { comparison } = JSON.parse(readFileSync(join(folder, "change/summary.json"), "utf8"));
  assert.equal(await shownCount(page), comparison.changed.filter((change) => change.kind === "lost").length);
});

test("by keyboard: an answer opens with both queries, highlighted, and both results", async (t) => {
  const page = await open(t, "change/report.html");
  await choice(page, "Verdict").selectOption("wrong");
  await page.locator(".items summary").nth(1).focus();
  await page.keyboard.press("Enter");
  const item = page.locator(".items details[open]");
  await item.locator("pre").first().waitFor();
  assert.equal(await item.locator("pre").count() >= 2, true);
  assert.deepEqual((await item.locator("pre").first().locator(".tok-keyword").allInnerTexts()).slice(0, 3), ["SELECT", "count", "AS"]);
  assert.equal(await item.locator("pre").first().locator(".tok-comment").innerText(), "-- all");
  assert.deepEqual(await item.locator("table").first().locator("td").allInnerTexts(), ["North", "7", "NULL", "3"]);
  await choice(page, "Verdict").selectOption("");
  await page.getByRole("button", { name: "Show more" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await shownCount(page), 100);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
});

test("text of a run is text", async (t) => {
  const page = await open(t, "change/report.html");
  await page.getByRole("searchbox", { name: "Text" }).fill("window.hit");
  assert.equal(await shownCount(page), 1);
  await page.locator(".items summary").click();
  await page.locator(".items .why").waitFor();
  assert.equal(await page.locator(".items .why").textContent(), HOSTILE);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator("img").count(), 0);
});

test("the trend has a point a run", async (t) => {
  const page = await open(t, "trend.html");
  assert.equal(await page.locator("figure").first().locator("circle").count(), 2);
  assert.equal(await page.getByRole("region", { name: "Table of runs" }).locator("tbody tr").count(), 2);
  await picture(page, "trend");
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 360, height: 780 }]]) {
    test(`accessible and within the window: ${colorScheme}, ${size}`, async (t) => {
      for (const file of ["change/report.html", "trend.html"]) {
        // Without the policy, for axe itself is a script that is put in.
        const page = await open(t, file, { viewport, colorScheme, bypassCSP: true });
        if (file.startsWith("change")) await page.locator(".items summary").nth(1).click();
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], file);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, file);
        await picture(page, `${file.includes("trend") ? "trend" : "report"}-${colorScheme}-${size}`);
      }
    });
  }
}
