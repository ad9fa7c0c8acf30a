// The running service that the browser tests are about, and the browser.

import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** The service's address and key, from the environment. */
export function service() {
  const { PLAINQUERY_URL: url, PLAINQUERY_KEY: key } = process.env;
  if (!url || !key) throw new Error("set PLAINQUERY_URL and PLAINQUERY_KEY, or run scripts/demo --exec -- npm --prefix web run test:browser");
  return { url: url.replace(/\/+$/, ""), key };
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium", args: FLAGS });

/** A fresh page that has the key and the list of tables, and that fails on any script error or refused resource. */
export async function openPage(t, browser, { options = {}, fragment, waitFor = "#open-schema" } = {}) {
  const { url, key } = service();
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(listen);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) errors.push(message.text());
  });
  t.after(async () => {
    await context.close();
    if (errors.length > 0) throw new Error(errors.join("\n"));
  });
  await page.goto(`${url}/${fragment ?? `#key=${encodeURIComponent(key)}`}`);
  await page.locator(waitFor).waitFor();
  return page;
}

/** Types a question where the focus is and presses Enter; gives what the service said once it is shown. */
export async function ask(page, question) {
  await page.locator("#question").focus();
  await page.keyboard.type(question);
  return answered(page, () => page.keyboard.press("Enter"));
}

/** What the service says to the question that an action asks, once the page shows it. */
export async function answered(page, action) {
  await page.evaluate(() => { window.asked = null; });
  await action();
  await page.waitForFunction(() => window.asked?.isRead, null, { timeout: 60_000 });
  await page.locator("#main[aria-busy=false]").waitFor();
  const { status, sent, text } = await page.evaluate(() => window.asked);
  return { status, sent: JSON.parse(sent), ...answerOf(text) };
}

/** Keeps what the service says beside what the page reads of it: the browser's tools keep no streams. */
function listen() {
  const { fetch } = window;
  window.fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (String(input).endsWith("/v1/ask")) {
      const asked = { status: response.status, sent: init.body, text: "", isRead: false };
      window.asked = asked;
      response.clone().text().then((text) => Object.assign(asked, { text, isRead: true }), () => {});
    }
    return response;
  };
}

/** The answer of a stream of events, with its rows. Read independently of the page's client. */
function answerOf(text) {
  const events = [...text.matchAll(/^event: (\w+)\ndata: (.*)\n$/gm)].map(([, name, data]) => ({ name, data: JSON.parse(data) }));
  const answer = events.find(({ name }) => name === "answer");
  if (!answer) throw new Error(`no answer in: ${text.slice(0, 500)}`);
  return { ...answer.data, rows: events.filter(({ name }) => name === "rows").flatMap(({ data }) => data.rows) };
}

/** Asks the service itself until an answer is of the wanted kind; gives the question. */
export async function findQuestion(questions, isWanted) {
  const { url, key } = service();
  const seen = [];
  for (const question of questions) {
    const response = await fetch(`${url}/v1/ask`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ question }),
    });
    const answer = await response.json();
    if (isWanted(answer)) return question;
    seen.push(`${question}: ${answer.outcome ?? response.status}`);
  }
  throw new Error(`no question had the wanted answer: ${seen.join("; ")}`);
}

/** What axe finds serious or critical on the page as it is. */
export async function seriousFindings(page) {
  // The page's policy forbids scripts of others; the protocol's evaluation is not under it.
  await page.evaluate(await axeSource());
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

const axeSource = async () => require("axe-core").source;

/** How many pixels the page is wider than its window. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
