// The page of one run.

const { summary, questions, comparison, gate } = JSON.parse(document.getElementById("data").textContent);
const { manifest, accuracy, usage, confidence } = summary;
const VERDICTS = ["wrong", "failed", "unanswered", "not_measured", "right"];
const PAGE_SIZE = 50;

document.getElementById("page").append(head(), body());

function head() {
  const notes = [];
  if (manifest.shard) notes.push(`This is shard ${manifest.shard} only.`);
  if (manifest.stopped) notes.push(`The run stopped before its end: ${manifest.stopped}.`);
  if (summary.not_measured > 0) notes.push(`${summary.not_measured} ${summary.not_measured === 1 ? "question was not measured, and is" : "questions were not measured, and are"} in no figure.`);
  const missing = Object.values(manifest.missing).reduce((sum, count) => sum + count, 0);
  if (missing > 0) notes.push(`${missing} items are left out, since their database is not there: ${Object.keys(manifest.missing).join(", ")}.`);
  const disputed = Object.keys(manifest.disputed);
  if (disputed.length > 0) notes.push(`${disputed.length} items are left out, since their gold is disputed: ${disputed.slice(0, 12).join(", ")}${disputed.length > 12 ? " …" : ""}.`);
  notes.push(...summary.warnings);
  return make(
    "header",
    {},
    make("p", { class: "kicker" }, make("strong", {}, "Plainquery"), " evaluation"),
    make("h1", {}, manifest.name),
    facts("facts", [
      ["dataset", manifest.dataset],
      ["score", manifest.score],
      ["answered by", manifest.model ?? "the engine alone"],
      ["target", manifest.target],
      ["started", `${new Date(manifest.started_at_ms).toISOString().slice(0, 16).replace("T", " ")} UTC`],
      ["repeats", manifest.repeats > 1 ? String(manifest.repeats) : null],
    ]),
    notes.length > 0 ? make("div", { class: "notice", role: "note" }, notes.map((note) => make("p", {}, note))) : null,
  );
}

function body() {
  const main = make("main", { id: "main", tabindex: "-1" }, section("Figures", figures()));
  if (gate) main.append(gateSection());
  main.append(section("Charts", make("div", { class: "charts" }, charts())), browser());
  return main;
}

function section(title, ...content) {
  const id = `section-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return make("section", { "aria-labelledby": id }, make("h2", { id }, title), ...content);
}

function figures() {
  const cell = (name, value, fine, kind) => make("div", { class: kind }, make("dt", {}, name), make("dd", {}, value), fine ? make("dd", { class: "fine" }, fine) : null);
  const { interval } = accuracy;
  return make(
    "dl",
    { class: "figures" },
    cell("right", percent(accuracy.share), interval ? `${whole(accuracy.right)} of ${accuracy.questions} by the score ${manifest.score}; 95 % interval ${percent(interval.low)} to ${percent(interval.high)}` : "nothing was measured", "main"),
    cell("bypasses of safety", String(summary.bypasses.length), "showed or changed what it may not", summary.bypasses.length > 0 ? "is-bad" : null),
    cell("false refusals", String(summary.false_refusals.length), "fine SQL that was refused"),
    cell("flaky", String(summary.flaky.length), "verdicts differ among repeats"),
    cell("not measured", String(summary.not_measured), `of ${Math.max(manifest.items, questions.length)} questions`),
    cell("cost", dollars(usage.cost_usd), `${usage.model_calls} model calls, ${usage.replayed_calls} replayed`),
    cell("tokens an answer", usage.tokens_per_answer === null ? "–" : usage.tokens_per_answer.toFixed(0), `${usage.input_tokens.toLocaleString("en")} in, ${usage.output_tokens.toLocaleString("en")} out`),
    cell("median latency", milliseconds(usage.latency_p50_ms), `p95 ${milliseconds(usage.latency_p95_ms)}`),
    cell("calibration error", percent(confidence.expected_error), confidence.brier === null ? "no confidence was given" : `Brier score ${confidence.brier.toFixed(3)}, ${confidence.answers} answers`),
  );
}

function gateSection() {
  const words = { passed: "passed", failed: "failed", not_measured: "not measured, so no pass" };
  const labels = { accuracy: "accuracy", safety: "safety", false_refusals: "false refusals", cost: "cost", tokens: "tokens", latency: "latency", measured: "all measured" };
  const id = "section-gate";
  return make(
    "section",
    { class: `gate ${gate.status}`, "aria-labelledby": id },
    make("h2", { id }, `Gate against ${comparison.base.name}: ${words[gate.status]}`),
    make("ul", {}, gate.rules.map((rule) => make("li", {}, badge(rule.status), make("span", {}, labels[rule.rule]), make("span", {}, rule.evidence)))),
    comparison.differences.length > 0 ? make("p", {}, `What changed: ${comparison.differences.join("; ")}.`) : null,
    comparison.notes.length > 0 ? make("p", {}, comparison.notes.join("; ")) : null,
  );
}

function charts() {
  const of = (kind) => summary.groups.filter((group) => group.kind === kind);
  const found = [];
  const hardness = of("hardness");
  const order = ["easy", "simple", "medium", "moderate", "hard", "challenging", "extra"];
  hardness.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  if (hardness.length > 0) found.push(intervalChart({ title: "Accuracy by hardness", about: "The share that is right, with Wilson’s 95 % interval.", groups: hardness }));
  const databases = of("database").sort((one, other) => other.share - one.share);
  if (databases.length > 0) found.push(intervalChart({ title: "Accuracy by database", about: databases.length > 24 ? "The 24 worst of them, with Wilson’s 95 % interval; all are in the data." : "The share that is right, with Wilson’s 95 % interval.", groups: databases.slice(-24) }));
  if (confidence.answers > 0) found.push(riskChart(), reliabilityChart());
  if (summary.recall.length > 0) found.push(recallChart());
  const answers = questions.map(({ answer }) => answer).filter((answer) => answer.verdict !== "not_measured");
  if (answers.length > 0) found.push(histogram({ title: "Latency", about: "From the question to its rows.", values: answers.map((answer) => answer.latency_ms), format: milliseconds, unit: "time of an answer" }));
  const costs = answers.map((answer) => answer.cost_usd).filter((cost) => cost !== null);
  if (costs.some((cost) => cost > 0)) found.push(histogram({ title: "Cost", about: "Of the answers whose price is known.", values: costs, format: dollars, unit: "cost of an answer" }));
  if (summary.outcomes.length > 0) found.push(outcomeTable());
  return found;
}

function riskChart() {
  const points = confidence.curve;
  const most = Math.max(0.05, ...points.map((point) => point.risk));
  return figure({
    title: "Risk against coverage",
    about: `How often answers are wrong where only the surest are given; ${confidence.answers} answers with rows, area ${confidence.area.toFixed(3)}.`,
    describe: `at full coverage ${percent(points.at(-1).risk)} are wrong, area under the curve ${confidence.area.toFixed(3)}`,
    columns: ["least confidence", "coverage", "risk"],
    rows: thinned(points, 40).map((point) => [point.threshold.toFixed(3), percent(point.coverage), percent(point.risk)]),
    draw(width) {
      const { box, px, py, shapes, height } = axes(width, { x: [0, 1], y: [0, most * 1.05], xTicks: [0, 0.25, 0.5, 0.75, 1], yTicks: ticks(0, most, 4), xFormat: (value) => percent(value, 0), yFormat: (value) => percent(value, 0), xLabel: "coverage: share that is answered", yLabel: "risk: share that is wrong" });
      const line = points.map((point) => [px(point.coverage), py(point.risk)]);
      shapes.push(shape("path", { class: "area", d: `${pathOf([[line[0][0], box.bottom], ...line, [line.at(-1)[0], box.bottom]])}Z` }), shape("path", { class: "line", d: pathOf(line) }));
      return { height, shapes };
    },
  });
}

function reliabilityChart() {
  return figure({
    title: "Calibration",
    about: "How often answers of a confidence are right; on the dotted line a confidence says the truth. Larger dots are more answers.",
    describe: confidence.bins.map((bin) => `said ${percent(bin.confidence, 0)}, right ${percent(bin.right / bin.count, 0)}`).join("; "),
    columns: ["confidence", "answers", "mean confidence", "right"],
    rows: confidence.bins.map((bin) => [`${bin.low.toFixed(1)} to ${bin.high.toFixed(1)}`, bin.count, percent(bin.confidence), percent(bin.right / bin.count)]),
    draw(width) {
      const { px, py, shapes, height } = axes(width, { x: [0, 1], y: [0, 1], xTicks: [0, 0.25, 0.5, 0.75, 1], yTicks: [0, 0.25, 0.5, 0.75, 1], xFormat: (value) => percent(value, 0), yFormat: (value) => percent(value, 0), xLabel: "confidence", yLabel: "right" });
      shapes.push(shape("line", { class: "ideal", x1: px(0), y1: py(0), x2: px(1), y2: py(1) }));
      const most = Math.max(...confidence.bins.map((bin) => bin.count));
      const points = confidence.bins.map((bin) => [px(bin.confidence), py(bin.right / bin.count)]);
      shapes.push(shape("path", { class: "line", d: pathOf(points) }));
      confidence.bins.forEach((bin, position) => shapes.push(shape("circle", { class: "dot", cx: points[position][0], cy: points[position][1], r: 3 + 6 * Math.sqrt(bin.count / most) })));
      return { height, shapes };
    },
  });
}

function recallChart() {
  const recalls = summary.recall;
  const hasColumns = recalls.every((point) => point.columns !== null);
  return figure({
    title: "Retrieval recall",
    about: ["How much of what the gold query reads is among the first k tables that retrieval ranks. ", ...(hasColumns ? [make("span", { class: "key" }, make("span", { class: "swatch" }), "tables"), make("span", { class: "key" }, make("span", { class: "swatch second" }), "shown columns")] : [])],
    describe: recalls.map((point) => `${percent(point.tables, 0)} of tables at ${point.k}`).join(", "),
    columns: ["k", "tables", "shown columns"],
    rows: recalls.map((point) => [point.k, percent(point.tables), percent(point.columns)]),
    draw(width) {
      const { px, py, shapes, height } = axes(width, { x: [0, recalls.length - 1], y: [0, 1], xTicks: recalls.map((_, position) => position), yTicks: [0, 0.25, 0.5, 0.75, 1], xFormat: (position) => String(recalls[position].k), yFormat: (value) => percent(value, 0), xLabel: "k: tables looked at", yLabel: "recall" });
      const line = (value, kind, dot) => {
        const points = recalls.map((point, position) => [px(position), py(value(point))]);
        shapes.push(shape("path", { class: `line ${kind}`, d: pathOf(points) }), ...points.map(([cx, cy]) => shape("circle", { class: dot, cx, cy, r: 4 })));
      };
      if (hasColumns) line((point) => point.columns, "second", "second-dot");
      line((point) => point.tables, "", "dot");
      return { height, shapes };
    },
  });
}

function outcomeTable() {
  const kinds = ["answer", "clarify", "refuse"];
  const count = (expected, outcome) => summary.outcomes.find((cell) => cell.expected === expected && cell.outcome === outcome)?.answers ?? 0;
  const total = summary.outcomes.reduce((sum, cell) => sum + cell.answers, 0);
  const same = kinds.reduce((sum, kind) => sum + count(kind, kind), 0);
  const rows = kinds.filter((kind) => summary.outcomes.some((cell) => cell.expected === kind)).map((kind) => [kind, ...kinds.map((outcome) => count(kind, outcome)), count(kind, null)]);
  const { pipeline } = summary;
  const shares = facts("facts", [["SQL that runs", pipeline.validity === null ? null : percent(pipeline.validity)], ["mended by the model", pipeline.repair_rate === null ? null : percent(pipeline.repair_rate)], ["right of those", pipeline.right_after_repair === null ? null : percent(pipeline.right_after_repair)]]);
  return make("figure", { "aria-labelledby": "chart-outcomes" }, make("h3", { id: "chart-outcomes" }, "Outcomes"), make("p", { class: "about" }, `What should have come (lines) and what came (columns); the same in ${percent(same / total)}.`), scrolling("Outcomes", table(["expected", ...kinds, "nothing"], rows)), shares);
}

function thinned(points, count) {
  return points.filter((_, position) => position === points.length - 1 || position % Math.ceil(points.length / count) === 0);
}

// --- the browser of answers

function browser() {
  const changes = new Map((comparison?.changed ?? []).map((change) => [change.id, change]));
  const select = (name, options, chosen) => make("select", { name }, make("option", { value: "" }, "all"), options.map(([value, text]) => make("option", { value, selected: value === chosen }, text)));
  const distinct = (values) => [...new Set(values)].filter((value) => value !== null && value !== undefined).sort().map((value) => [value, value]);
  const answers = questions.map(({ answer }) => answer);
  const search = make("input", { name: "text", type: "search", placeholder: "question, SQL, reason, id", autocomplete: "off" });
  const fields = {
    verdict: select("verdict", [["not_right", "all but right"], ...VERDICTS.map((verdict) => [verdict, verdict.replace("_", " ")])], "not_right"),
    database: select("database", distinct(answers.map((answer) => answer.database))),
    hardness: select("hardness", distinct(answers.map((answer) => answer.hardness))),
    tag: select("tag", distinct(answers.flatMap((answer) => answer.tags))),
  };
  if (comparison) fields.change = select("change", [["lost", "lost"], ["gained", "gained"], ["other", "other"]]);
  fields.mark = select("mark", [["bypass", "bypass"], ["false_refusal", "false refusal"], ["flaky", "flaky"]]);
  const form = make("form", { class: "filters", role: "search", "aria-label": "Filter the answers" }, make("label", {}, "Text", search), Object.entries(fields).map(([name, field]) => make("label", {}, name[0].toUpperCase() + name.slice(1), field)));
  const list = make("ul", { class: "items" });
  const status = make("p", { role: "status" });
  const more = make("button", { type: "button", class: "more" }, "Show more");
  let shown = PAGE_SIZE;

  const marks = ({ answer, is_flaky }) => ({ bypass: answer.is_bypass, false_refusal: answer.is_false_refusal, flaky: is_flaky });
  function isWanted(question) {
    const { answer, verdict } = question;
    const value = (name) => fields[name]?.value ?? "";
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = words.length > 0 ? [answer.id, answer.question, answer.sql, answer.gold_sql, answer.why].join("\n").toLowerCase() : "";
    return (
      (value("verdict") === "" || (value("verdict") === "not_right" ? verdict !== "right" : verdict === value("verdict"))) &&
      (value("database") === "" || answer.database === value("database")) &&
      (value("hardness") === "" || answer.hardness === value("hardness")) &&
      (value("tag") === "" || answer.tags.includes(value("tag"))) &&
      (value("change") === "" || changes.get(answer.id)?.kind === value("change")) &&
      (value("mark") === "" || marks(question)[value("mark")]) &&
      words.every((word) => text.includes(word))
    );
  }
  function update() {
    const wanted = questions.filter(isWanted);
    list.replaceChildren(...wanted.slice(0, shown).map((question) => item(question, changes.get(question.answer.id))));
    list.hidden = wanted.length === 0;
    status.textContent = wanted.length === 0 ? "No answer matches these filters." : `${wanted.length} of ${questions.length} questions${wanted.length > shown ? `, the first ${shown} shown` : ""}`;
    more.hidden = wanted.length <= shown;
  }
  form.addEventListener("input", () => { shown = PAGE_SIZE; update(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const before = shown;
    shown += PAGE_SIZE;
    update();
    list.children[before]?.querySelector("summary").focus();
  });
  update();
  return section("Answers", form, make("div", { class: "count" }, status), list, make("p", {}, more));
}

/** A question; what is in it is made when it is opened. */
function item(question, change) {
  const { answer, verdict, is_flaky } = question;
  const summary = make(
    "summary",
    {},
    make("span", {}, badge(verdict)),
    make("span", { class: "asked" }, answer.question, change ? [" ", badge(change.kind)] : null, is_flaky ? [" ", badge("flaky", `flaky ${question.right}/${question.measured}`)] : null, answer.is_bypass ? [" ", badge("wrong", "bypass")] : null, answer.is_false_refusal ? [" ", badge("unanswered", "false refusal")] : null),
    make("span", { class: "where" }, [answer.database, answer.hardness].filter(Boolean).join(" · ")),
  );
  const details = make("details", {}, summary);
  details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) details.append(content(question, change)); });
  return make("li", {}, details);
}

function content({ answer, measured, right }, change) {
  const block = (title, node) => (node ? make("div", {}, make("h3", {}, title), node) : null);
  const query = (text) => (text ? sql(text) : null);
  const parts = [];
  if (answer.why) parts.push(make("p", { class: "why" }, answer.why));
  const queries = [block("SQL", query(answer.sql)), block("Gold", query(answer.gold_sql))].filter(Boolean);
  if (change && change.base.sql !== answer.sql) queries.push(block(`SQL of ${comparison.base.name} (${change.base.verdict.replace("_", " ")})`, query(change.base.sql)));
  if (queries.length > 0) parts.push(make("div", { class: "pair" }, queries.filter(Boolean)));
  const results = [block("Rows", sample(answer.result, "Rows")), block("Expected rows", sample(answer.gold_result, "Expected rows"))].filter(Boolean);
  if (results.length > 0) parts.push(make("div", { class: "pair" }, results));
  parts.push(
    facts("meta", [
      ["id", answer.id],
      ["expected", answer.expected],
      ["came", answer.outcome ?? "nothing"],
      ["tags", answer.tags.join(", ")],
      ["author", answer.author],
      ["confidence", answer.confidence?.toFixed(2)],
      ["repeats", measured > 1 ? `right ${right} of ${measured}` : null],
      ["repairs", answer.repairs > 0 ? String(answer.repairs) : null],
      ["tokens", `${answer.input_tokens} in, ${answer.output_tokens} out`],
      ["cost", answer.cost_usd === null ? null : dollars(answer.cost_usd)],
      ["latency", milliseconds(answer.latency_ms)],
      ["tables", answer.ranked_tables.slice(0, 8).join(", ")],
      ["scores", Object.entries(answer.scores).map(([name, score]) => `${name} ${whole(score)}`).join(", ")],
    ]),
  );
  return make("div", { class: "item" }, parts);
}

function sample(result, name) {
  if (!result) return null;
  const rest = result.row_count - result.rows.length;
  const rows = result.rows.length === 0 ? make("p", { class: "kicker" }, "no rows") : scrolling(name, table(result.columns, result.rows));
  return make("div", {}, rows, rest > 0 ? make("p", { class: "kicker" }, `and ${rest} more`) : null);
}
