// The page of a folder of runs.

const { runs, unreadable } = JSON.parse(document.getElementById("data").textContent);
/** Only runs over the same items by the same score make a line. */
const seriesOf = (run) => `${run.dataset_sha256} ${run.score}`;
const series = [...new Set(runs.map(seriesOf))];
const times = runs.map((run) => run.started_at_ms);
const span = [Math.min(...times), Math.max(...times)];
const latest = runs.at(-1);

document.getElementById("page").append(
  make(
    "header",
    {},
    make("p", { class: "kicker" }, make("strong", {}, "Plainquery"), " evaluation"),
    make("h1", {}, `${runs.length} ${runs.length === 1 ? "run" : "runs"} over time`),
    facts("facts", [["latest", latest.name], ["dataset", latest.dataset], ["score", latest.score], ["right", percent(latest.accuracy.share)]]),
    series.length > 1 ? make("p", { class: "notice" }, `These runs are over ${series.length} different sets of items or scores; a line connects only what can be compared.`) : null,
    unreadable.length > 0 ? make("div", { class: "notice" }, unreadable.map((problem) => make("p", {}, `Left out: ${problem}`))) : null,
  ),
  make(
    "main",
    { id: "main", tabindex: "-1" },
    make("section", { "aria-labelledby": "charts" }, make("h2", { id: "charts" }, "Charts"), make("div", { class: "charts" }, accuracyChart(), costChart(), latencyChart())),
    make("section", { "aria-labelledby": "runs" }, make("h2", { id: "runs" }, "Runs"), scrolling("Table of runs", runTable())),
  ),
);

function interval({ interval: found }) {
  return found ? `${percent(found.low)} to ${percent(found.high)}` : "–";
}

function timeAxes(width, y, yFormat, yLabel) {
  const few = width < 420 ? 3 : width < 700 ? 4 : 6;
  const pad = (span[1] - span[0]) * 0.02 || 43_200_000;
  const x = [span[0] - pad, span[1] + pad];
  const xTicks = span[0] === span[1] ? [span[0]] : Array.from({ length: few }, (_, position) => span[0] + ((span[1] - span[0]) * position) / (few - 1));
  return axes(width, { height: 280, x, y, xTicks, yTicks: ticks(y[0], y[1], 5), xFormat: day, yFormat, xLabel: "start of the run", yLabel, left: 72 });
}

/** A line for each series of comparable runs. */
function lines(px, py, value, kind = "") {
  return series.flatMap((name) => {
    const points = runs.filter((run) => seriesOf(run) === name && value(run) !== null).map((run) => [px(run.started_at_ms), py(value(run))]);
    if (points.length === 0) return [];
    return [shape("path", { class: `line ${kind}`, d: pathOf(points) }), ...points.map(([cx, cy]) => shape("circle", { class: kind ? "second-dot" : "dot", cx, cy, r: 4.5 }))];
  });
}

function accuracyChart() {
  const bounds = runs.flatMap((run) => (run.accuracy.interval ? [run.accuracy.interval.low, run.accuracy.interval.high] : []));
  const y = bounds.length > 0 ? [Math.max(0, Math.min(...bounds) - 0.03), Math.min(1, Math.max(...bounds) + 0.03)] : [0, 1];
  return figure({
    title: "Accuracy",
    about: `The share that is right, with Wilson’s 95 % interval. The axis starts at ${percent(y[0], 0)}.`,
    wide: true,
    describe: runs.map((run) => `${run.name} ${percent(run.accuracy.share)}`).join(", "),
    columns: ["run", "right", "95 % interval"],
    rows: runs.map((run) => [run.name, percent(run.accuracy.share), interval(run.accuracy)]),
    draw(width) {
      const { px, py, shapes, height } = timeAxes(width, y, (value) => percent(value, 0), "right");
      for (const run of runs) {
        if (run.accuracy.interval) shapes.push(shape("line", { class: "whisker", x1: px(run.started_at_ms), x2: px(run.started_at_ms), y1: py(run.accuracy.interval.low), y2: py(run.accuracy.interval.high) }));
      }
      return { height, shapes: [...shapes, ...lines(px, py, (run) => run.accuracy.share)] };
    },
  });
}

function costChart() {
  const most = Math.max(1e-6, ...runs.map((run) => run.cost_usd ?? 0));
  return figure({
    title: "Cost of a run",
    about: "In US dollars, of the answers whose price is known.",
    describe: runs.map((run) => `${run.name} ${dollars(run.cost_usd)}`).join(", "),
    columns: ["run", "cost"],
    rows: runs.map((run) => [run.name, dollars(run.cost_usd)]),
    draw(width) {
      const { px, py, shapes, height } = timeAxes(width, [0, most * 1.1], dollars, "cost");
      return { height, shapes: [...shapes, ...lines(px, py, (run) => run.cost_usd)] };
    },
  });
}

function latencyChart() {
  const most = Math.max(1, ...runs.map((run) => run.latency_p95_ms ?? 0));
  return figure({
    title: "Latency",
    about: [make("span", { class: "key" }, make("span", { class: "swatch" }), "median"), make("span", { class: "key" }, make("span", { class: "swatch second" }), "p95")],
    describe: runs.map((run) => `${run.name} median ${milliseconds(run.latency_p50_ms)}, p95 ${milliseconds(run.latency_p95_ms)}`).join("; "),
    columns: ["run", "median", "p95"],
    rows: runs.map((run) => [run.name, milliseconds(run.latency_p50_ms), milliseconds(run.latency_p95_ms)]),
    draw(width) {
      const { px, py, shapes, height } = timeAxes(width, [0, most * 1.1], milliseconds, "time of an answer");
      return { height, shapes: [...shapes, ...lines(px, py, (run) => run.latency_p95_ms, "second"), ...lines(px, py, (run) => run.latency_p50_ms)] };
    },
  });
}

function runTable() {
  const columns = ["run", "folder", "started", "dataset", "score", "answered by", "questions", "right", "95 % interval", "not measured", "bypasses", "cost", "median", "p95"];
  return table(
    columns,
    [...runs].reverse().map((run) => [run.name, run.folder, day(run.started_at_ms), run.dataset, run.score, run.model ?? "the engine alone", run.accuracy.questions, percent(run.accuracy.share), interval(run.accuracy), run.not_measured, run.bypasses, dollars(run.cost_usd), milliseconds(run.latency_p50_ms), milliseconds(run.latency_p95_ms)]),
  );
}
