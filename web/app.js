// The page: a thread of questions and answers. All data is put in as text, never as markup.

import { Failure, ask, describeFailure, isSendableKey, keyFromFragment, schema } from "./api.js";
import { bigNumbers, chartScene, drawScene, isDrawable } from "./chart.js";
import { LINK_KINDS, breakSql, cutQuestion, linkKind, literal, sqlTokens, sqlWithParameters } from "./highlight.js";
import { el, fileName, renderTable, toCsv } from "./table.js";

const KEY_NAME = "plainquery.key";
const BYTE_ORDER_MARK = "\ufeff"; // without it, spreadsheets read UTF-8 as something else
const $ = (id) => document.getElementById(id);
const main = $("main");
const question = $("question");

const state = { key: null, conversation: null, running: null, turns: [], suggestions: [], tables: [], turnCount: 0 };

// --- The key -------------------------------------------------------------------------------

function takeKeyFromAddress() {
  const key = keyFromFragment(location.hash);
  if (key === null) return false;
  history.replaceState(null, "", location.pathname + location.search);
  useKey(key);
  return true;
}

function useKey(key) {
  state.key = key.trim();
  try {
    sessionStorage.setItem(KEY_NAME, state.key);
  } catch {
    // Storage may be off; the key then lives as long as the page.
  }
  $("key").value = "";
  showKeyForm(false);
  loadSchema();
}

function storedKey() {
  try {
    return sessionStorage.getItem(KEY_NAME);
  } catch {
    return null;
  }
}

function forgetKey(message) {
  state.key = null;
  try {
    sessionStorage.removeItem(KEY_NAME);
  } catch {
    // Nothing was stored.
  }
  if (message) $("key-message").textContent = message;
  showKeyForm(true);
  $("key").focus();
}

function showKeyForm(isShown) {
  $("key-section").hidden = !isShown;
  $("ask-section").hidden = isShown;
  $("change-key").hidden = isShown;
  if (isShown) $("open-schema").hidden = true;
}

// --- Asking --------------------------------------------------------------------------------

async function submit(text, conversation = state.conversation) {
  const asked = text.trim();
  if (!asked || state.running) return;
  const turn = addTurn(asked);
  const abort = new AbortController();
  const run = { abort, turn };
  state.running = run;
  question.value = "";
  fitQuestion();
  setBusy(true);
  say("Asking.");
  try {
    const onEvent = (event) => showProgress(turn, event);
    const answer = await ask({ question: asked, conversation, key: state.key, signal: abort.signal, onEvent });
    if (state.running !== run) return;
    state.conversation = answer.conversation ?? conversation;
    showAnswer(turn, asked, answer);
    say(`${answer.message} ${rowsInWords(answer)}`.trim());
  } catch (error) {
    if (state.running !== run) return;
    const failure = error instanceof Failure ? error : new Failure("internal", { detail: String(error?.message ?? error) });
    if (failure.kind === "cancelled") takeBack(turn, asked);
    else showFailure(turn, asked, conversation, failure);
  } finally {
    if (state.running === run) {
      state.running = null;
      setBusy(false);
    }
    turn.stopProgress();
  }
}

function setBusy(isBusy) {
  const hadFocus = [$("ask"), $("cancel")].includes(document.activeElement);
  $("ask").hidden = isBusy;
  $("cancel").hidden = !isBusy;
  main.setAttribute("aria-busy", String(isBusy));
  for (const choice of document.querySelectorAll(".choice")) choice.disabled = isBusy;
  if (hadFocus) question.focus();
}

function cancel() {
  state.running?.abort.abort();
}

function takeBack(turn, asked) {
  turn.remove();
  if (!question.value) question.value = asked;
  fitQuestion();
  question.focus();
  say("Cancelled. Your question is back in the box.");
}

function newConversation() {
  const run = state.running;
  state.running = null;
  run?.abort.abort();
  state.conversation = null;
  state.turns = [];
  $("thread").replaceChildren();
  setBusy(false);
  refreshLayout();
  question.focus();
  say("New conversation.");
}

function say(text) {
  $("status").textContent = text;
}

const plural = (count, one, many = `${one}s`) => `${Number(count).toLocaleString("en-US")} ${count === 1 ? one : many}`;

const rowsInWords = (answer) => (answer.outcome === "answer" ? `${plural(answer.rows.length, "row")}.` : "");

// --- The thread ----------------------------------------------------------------------------

function addTurn(asked) {
  for (const earlier of state.turns) earlier.fold();
  const number = (state.turnCount += 1);
  const summary = el("span", {});
  const bar = el("button", { type: "button", class: "turn-bar", "aria-expanded": "true", "aria-controls": `turn-${number}`, hidden: true },
    el("strong", {}, asked), summary);
  const seconds = el("span", { "aria-hidden": "true" });
  const step = el("span", { class: "step" }, STEPS.start);
  const progress = el("p", { class: "progress" }, el("span", { class: "bar" }), el("span", {}, step, " ", seconds));
  const body = el("div", { class: "turn-body", id: `turn-${number}` },
    el("h2", { class: "asked" }, asked),
    progress);
  const item = el("li", { class: "turn", tabindex: "-1" }, bar, body);
  const show = (isShown) => {
    bar.setAttribute("aria-expanded", String(isShown));
    body.hidden = !isShown;
    if (isShown) turn.redraw?.();
  };
  bar.addEventListener("click", () => show(body.hidden));
  const startedAt = performance.now();
  const timer = setInterval(() => {
    seconds.textContent = `${Math.round((performance.now() - startedAt) / 1000)} s`;
  }, 1000);
  const turn = {
    item,
    body,
    summary,
    step,
    redraw: null,
    fold: () => {
      bar.hidden = false;
      show(false);
    },
    stopProgress: () => clearInterval(timer),
    remove: () => {
      item.remove();
      state.turns = state.turns.filter((other) => other !== turn);
      refreshLayout();
    },
  };
  state.turns.push(turn);
  $("thread").append(item);
  refreshLayout();
  item.scrollIntoView({ block: "start" });
  // A button that asked is disabled or gone; from the box, one types on.
  if (![question, $("ask")].includes(document.activeElement)) item.focus({ preventScroll: true });
  return turn;
}

/** What is being done: the service tells when a stage has ended, so that the next one runs. */
const STEPS = {
  start: "Reading what there is…",
  catalog: "Writing SQL…",
  generate: "Proving that it is safe…",
  query: "Running it…",
  execute: "Reading the rows…",
};

function showProgress(turn, { event, data }) {
  const step = event === "stage" ? STEPS[data.stage] : STEPS[event];
  if (step && turn.step.textContent !== step) {
    turn.step.textContent = step;
    say(step);
  }
  if (event === "rows") {
    turn.rowCount = (turn.rowCount ?? 0) + data.rows.length;
    turn.step.textContent = `${plural(turn.rowCount, "row")} so far…`;
  }
  if (event === "query") {
    turn.body.querySelector(".fold")?.remove();
    turn.body.append(renderSql({ parameters: [], ...data }));
  }
}

function refreshLayout() {
  const isEmpty = state.turns.length === 0;
  main.classList.toggle("empty", isEmpty);
  $("new-conversation").hidden = isEmpty;
  $("suggestions").hidden = !isEmpty || state.suggestions.length === 0;
  $("question-label").textContent = isEmpty ? "What do you want to know?" : "Ask on, or something new";
  question.placeholder = isEmpty ? "" : "such as: only for 2024";
}

function showAnswer(turn, asked, answer) {
  const parts = [
    renderQuestion(asked, answer.links),
    answer.outcome === "answer" ? el("p", { class: "message" }, answer.message) : renderHeld(answer),
    renderWarnings(answer),
    ...(answer.outcome === "answer" ? renderResult(turn, asked, answer) : []),
    answer.sql ? renderSql(answer) : null,
    renderExplanation(answer),
    renderFoot(answer),
  ];
  turn.summary.textContent = answer.message;
  turn.body.replaceChildren(...parts.filter(Boolean));
  turn.redraw?.();
  turn.item.scrollIntoView({ block: "start" });
}

function renderHeld(answer) {
  const isClarify = answer.outcome === "clarify";
  const again = isClarify ? answer.options : [];
  return el("div", { class: "held" },
    el("h3", {}, isClarify ? "Which do you mean?" : "This cannot be answered"),
    el("p", {}, answer.message),
    isClarify && again.length === 0 ? el("p", { class: "fine" }, "Put the question in other words below.") : null,
    again.length > 0 ? el("div", { class: "options" }, again.map((option) => choice(option, () => submit(option)))) : null,
    isClarify ? null : el("div", { class: "options" },
      choice("See what can be asked about", openSchema)));
}

const choice = (text, onclick) => el("button", { type: "button", class: "choice", onclick }, text);

function showFailure(turn, asked, conversation, failure) {
  const { title, text, step } = describeFailure(failure, Boolean(conversation));
  const again = () => {
    turn.remove();
    submit(asked, conversation);
  };
  const steps = {
    retry: () => choice("Try again", again),
    restart: () => choice("Ask in a new conversation", () => {
      newConversation();
      submit(asked);
    }),
    key: () => choice("Enter a key", () => forgetKey()),
  };
  turn.summary.textContent = title;
  turn.body.replaceChildren(
    el("h2", { class: "asked" }, asked),
    el("div", { class: "problem" }, el("h3", {}, title), el("p", {}, text), step ? steps[step]() : null),
    ...(failure.requestId ? [el("p", { class: "foot" }, el("span", {}, "Request ", el("code", {}, failure.requestId)))] : []));
  say(`${title}. ${text}`);
  if (failure.kind === "unauthenticated") {
    turn.remove();
    question.value = asked;
    forgetKey(`${title}. ${text}`);
  } else if (!question.value && step !== "retry") {
    question.value = asked;
    fitQuestion();
  }
}

// --- The parts of an answer ----------------------------------------------------------------

function renderQuestion(asked, links) {
  const { pieces, apart } = cutQuestion(asked, links);
  const list = [...pieces.filter((piece) => piece.link).map((piece) => piece.link), ...apart];
  if (list.length === 0) return el("h2", { class: "asked" }, asked);
  const rows = new Map(list.map((link) => [link, el("div", {},
    el("dt", {}, el("span", { class: `kind-${linkKind(link)}` }, link.text)),
    el("dd", {}, link.became || "not used"),
    el("dd", {}, LINK_KINDS.get(linkKind(link))))]));
  const panelId = `words-${state.turnCount}`;
  const panel = el("dl", { class: "became", id: panelId, hidden: true }, [...rows.values()]);
  const toggle = el("button", { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": panelId }, "What each word became");
  const words = new Map();
  const show = (isShown, chosen = null) => {
    panel.hidden = !isShown;
    toggle.setAttribute("aria-expanded", String(isShown));
    for (const [link, row] of rows) row.classList.toggle("is-chosen", link === chosen);
    for (const [link, word] of words) word.setAttribute("aria-pressed", String(link === chosen));
  };
  toggle.addEventListener("click", () => show(panel.hidden));
  const heading = el("h2", { class: "asked" }, pieces.map(({ text, link }) => {
    if (!link) return text;
    const word = el("button", {
      type: "button",
      class: `word kind-${linkKind(link)}`,
      "aria-pressed": "false",
      "aria-controls": panelId,
      title: `${LINK_KINDS.get(linkKind(link))}: ${link.became || "not used"}`,
      onclick: () => show(word.getAttribute("aria-pressed") !== "true", link),
    }, text);
    words.set(link, word);
    return word;
  }));
  const kinds = [...LINK_KINDS].filter(([kind]) => list.some((link) => linkKind(link) === kind));
  return el("div", {}, heading,
    el("div", { class: "legend-line" }, toggle, kinds.map(([kind, name]) => el("span", { class: `kind-${kind}` }, name))), panel);
}

function renderWarnings({ warnings, truncated, rows }) {
  const all = truncated ? [...warnings, `There are more rows than the ${plural(rows.length, "row")} that came back. Ask for fewer, or for totals.`] : warnings;
  return all.length === 0 ? null : el("ul", { class: "notice" }, all.map((text) => el("li", {}, text)));
}

function renderResult(turn, asked, answer) {
  const { chart, columns, rows } = answer;
  if (columns.length === 0 || rows.length === 0) return [];
  const numbers = bigNumbers(chart, columns, rows);
  if (numbers) {
    return [el("dl", { class: "numbers" }, numbers.map(({ name, text, isNull }) =>
      el("div", {}, el("dt", {}, name), el("dd", { class: isNull ? "null" : null }, text))))];
  }
  const csv = () => toCsv(columns, rows);
  const tools = el("div", { class: "tools" });
  const holder = el("div", { class: "result" });
  let table = null;
  const showTable = () => holder.replaceChildren((table ??= renderTable(columns, rows, asked)));
  if (isDrawable(chart, columns, rows)) {
    const chartHolder = el("figure", { class: "chart-holder" });
    tools.append(renderSwitch((isChart) => {
      if (isChart) {
        holder.replaceChildren(chartHolder);
        turn.redraw();
      } else showTable();
    }));
    holder.append(chartHolder);
    turn.redraw = () => drawChart(chartHolder, chart, columns, rows);
  } else showTable();
  const copied = async (event) => copy(csv(), event.currentTarget, "Copy CSV");
  tools.append(
    el("span", { class: "count" }, plural(rows.length, "row")),
    el("span", { class: "spring" }),
    el("button", { type: "button", class: "quiet", onclick: copied }, "Copy CSV"),
    el("button", { type: "button", class: "quiet", onclick: () => download(fileName(asked), csv()) }, "Download CSV"));
  return [tools, holder];
}

function renderSwitch(choose) {
  const buttons = ["Chart", "Table"].map((name, index) => el("button", {
    type: "button",
    "aria-pressed": String(index === 0),
    onclick: () => {
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === index)));
      choose(index === 0);
    },
  }, name));
  return el("div", { class: "switch", role: "group", "aria-label": "Show as" }, buttons);
}

function drawChart(holder, chart, columns, rows) {
  const width = Math.floor(holder.clientWidth);
  if (width === 0 || holder.dataset.width === String(width)) return;
  holder.dataset.width = String(width);
  const scene = chartScene(chart, columns, rows, width);
  const legend = el("ul", { class: "chart-legend" }, scene.legend.map((name, index) => {
    const swatch = { tag: "rect", attributes: { width: 12, height: 12, rx: 2, class: `series-${index}` }, children: [] };
    const svg = drawScene({ width: 12, height: 12, title: "", description: "", nodes: [swatch] }, document);
    svg.removeAttribute("role");
    svg.setAttribute("aria-hidden", "true");
    return el("li", {}, svg, name);
  }));
  holder.replaceChildren(
    ...(scene.legend.length > 0 ? [legend] : []),
    drawScene(scene, document),
    ...scene.notes.map((note) => el("figcaption", { class: "fine" }, note)));
}

function renderSql({ sql, parameters }) {
  const pre = el("pre", { tabindex: "0", "aria-label": "SQL" }, el("code", {}, sqlTokens(breakSql(sql)).map(({ kind, text }) =>
    (kind === "space" || kind === "mark" || kind === "name" ? text : el("span", { class: `sql-${kind}` }, text)))));
  const copySql = async (event) => copy(sqlWithParameters(breakSql(sql), parameters), event.currentTarget, "Copy SQL");
  return el("details", { class: "fold", open: true },
    el("summary", {}, "SQL"),
    el("div", { class: "sql" }, pre),
    parameters.length === 0 ? null : el("p", { class: "parameters" }, parameters.map((value, index) =>
      el("code", {}, `$${index + 1} = ${literal(value)}`))),
    el("div", { class: "tools" }, el("button", { type: "button", class: "quiet", onclick: copySql }, "Copy SQL")));
}

function renderExplanation({ explanation }) {
  return explanation.length === 0 ? null : el("details", { class: "fold" },
    el("summary", {}, "How it was worked out"),
    el("ol", {}, explanation.map((text) => el("li", {}, text))));
}

function renderFoot(answer) {
  const { author, confidence, usage, timings, today, tables } = answer;
  const tokens = (usage.input_tokens ?? 0) + (usage.output_tokens ?? 0);
  const cached = usage.cached_input_tokens ? `, ${usage.cached_input_tokens.toLocaleString("en-US")} cached` : "";
  const cost = typeof usage.cost_usd === "number" ? `, $${usage.cost_usd.toFixed(usage.cost_usd < 0.01 ? 5 : 3)}` : "";
  const facts = [
    author ? authorInWords(author) : null,
    typeof confidence === "number" ? `${Math.round(confidence * 100)} % sure` : null,
    tables.length > 0 ? `From ${tables.join(", ")}` : null,
    tokens > 0 ? `${tokens.toLocaleString("en-US")} tokens${cached}${cost}` : "No tokens",
    timings.length > 0 ? timings.map(({ stage, duration_ms: ms }) => `${stage} ${ms.toLocaleString("en-US")} ms`).join(", ") : null,
    today ? `Today is ${today}` : null,
  ];
  return el("div", { class: "foot" },
    facts.filter(Boolean).map((fact) => el("span", {}, fact)),
    answer.request_id ? el("span", {}, "Request ", el("code", {}, answer.request_id)) : null);
}

function authorInWords(author) {
  if (author.kind === "engine") return "Written by the engine";
  return `Written by ${author.model} (${author.provider})${author.repaired ? ", repaired once" : ""}`;
}

// --- Copy and download ---------------------------------------------------------------------

async function copy(text, button, name) {
  let isDone = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    isDone = copyBySelection(text);
  }
  button.textContent = isDone ? "Copied" : "Copying is blocked";
  say(isDone ? "Copied." : "The browser blocks copying.");
  setTimeout(() => {
    button.textContent = name;
  }, 2000);
}

/** For pages on plain HTTP, where the clipboard API is absent. */
function copyBySelection(text) {
  const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
  const focused = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return isDone;
}

function download(name, csv) {
  const url = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, csv], { type: "text/csv;charset=utf-8" }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// --- Tables --------------------------------------------------------------------------------

async function loadSchema() {
  const key = state.key;
  try {
    const found = await schema({ key });
    if (state.key !== key) return;
    Object.assign(state, { tables: found.tables, suggestions: found.suggestions });
    $("database").textContent = found.database ?? "";
    $("database").hidden = !found.database;
    $("open-schema").hidden = false;
    $("suggestions").querySelector("ul").replaceChildren(...found.suggestions.map((text) => el("li", {}, choice(text, () => submit(text)))));
    refreshLayout();
  } catch (error) {
    if (state.key !== key) return;
    const failure = error instanceof Failure ? error : new Failure("internal");
    // Other failures are told when a question is asked; the page works without the list.
    if (failure.kind === "unauthenticated") {
      const { title, text } = describeFailure(failure);
      forgetKey(`${title}. ${text}`);
    }
  }
}

function openSchema() {
  $("schema-filter").value = "";
  listTables();
  $("schema").showModal();
}

function listTables() {
  const wanted = $("schema-filter").value.trim().toLowerCase();
  const isIn = (...texts) => texts.some((text) => (text ?? "").toLowerCase().includes(wanted));
  const found = state.tables
    .map((table) => {
      const isWhole = !wanted || isIn(table.name, table.comment);
      return { table, isWhole, columns: isWhole ? table.columns : table.columns.filter((column) => isIn(column.name, column.comment)) };
    })
    .filter(({ isWhole, columns }) => isWhole || columns.length > 0);
  $("schema-count").textContent = found.length === 0 ? "Nothing has this name." : plural(found.length, "table");
  $("schema-list").replaceChildren(...found.map(({ table, isWhole, columns }) => renderRelation(table, columns, !isWhole)));
}

function renderRelation({ schema: owner, name, comment, row_estimate: estimate }, columns, isOpen) {
  return el("details", { class: "relation", open: isOpen },
    el("summary", {}, owner ? `${owner}.` : null, el("b", {}, name),
      typeof estimate === "number" ? el("span", { class: "fine" }, `about ${plural(estimate, "row")}`) : null),
    comment ? el("p", {}, comment) : null,
    el("dl", {}, columns.map(renderColumn)));
}

function renderColumn({ name, type_name: type, primary_key: isKey, references, comment, enum_values: labels }) {
  const notes = [comment, labels?.length ? `One of: ${labels.join(", ")}` : null];
  return el("div", {},
    el("dt", {}, name, el("span", {}, [type, isKey ? "key" : null, references ? `→ ${references}` : null].filter(Boolean).join(" · "))),
    notes.filter(Boolean).map((note) => el("dd", {}, note)));
}

// --- Keys and events -----------------------------------------------------------------------

function fitQuestion() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight}px`;
}

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

function onKey(event) {
  if (event.key === "Escape" && state.running && !$("schema").open) {
    event.preventDefault();
    cancel();
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !$("schema").open) {
    event.preventDefault();
    ($("ask-section").hidden ? $("key") : question).focus();
  }
}

function start() {
  document.addEventListener("keydown", onKey);
  question.addEventListener("input", fitQuestion);
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(question.value);
  });
  $("ask-form").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(question.value);
  });
  $("cancel").addEventListener("click", cancel);
  $("new-conversation").addEventListener("click", newConversation);
  $("open-schema").addEventListener("click", openSchema);
  $("close-schema").addEventListener("click", () => $("schema").close());
  $("schema").addEventListener("click", (event) => {
    if (event.target === $("schema") && event.clientX < $("schema").getBoundingClientRect().left) $("schema").close();
  });
  $("schema-filter").addEventListener("input", listTables);
  $("change-key").addEventListener("click", () => forgetKey("Enter the key to use from now on."));
  $("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const key = $("key").value.trim();
    if (isSendableKey(key)) {
      useKey(key);
      question.focus();
    } else $("key-message").textContent = "A key has no spaces and only plain characters. Copy it again.";
  });
  window.addEventListener("hashchange", takeKeyFromAddress);
  window.addEventListener("resize", () => state.turns.forEach((turn) => turn.redraw?.()));
  refreshLayout();
  if (takeKeyFromAddress()) question.focus();
  else if (storedKey()) {
    useKey(storedKey());
    question.focus();
  } else showKeyForm(true);
}

start();
