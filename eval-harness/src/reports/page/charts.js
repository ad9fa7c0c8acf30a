// Charts and parts of the pages. Everything is made as nodes: no text of a run is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element of HTML with attributes and children; text becomes text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function shape(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const label = (x, y, text, attributes = {}) => shape("text", { x, y, ...attributes }, text);

const percent = (share, digits = 1) => (share === null || share === undefined ? "–" : `${(share * 100).toFixed(digits)} %`);
const dollars = (amount) => (amount === null || amount === undefined ? "–" : `$${amount !== 0 && amount < 0.1 ? amount.toPrecision(2) : amount.toFixed(2)}`);
const milliseconds = (ms) => (ms === null || ms === undefined ? "–" : ms === 0 ? "0 ms" : ms < 1 ? `${(ms * 1000).toFixed(0)} µs` : ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`);
const whole = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
const day = (ms) => new Date(ms).toISOString().slice(0, 10);

/** Round steps from `low` to `high`. */
function ticks(low, high, count) {
  const raw = (high - low) / Math.max(1, count);
  if (!(raw > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
  const values = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-9; value += step) values.push(Number(value.toPrecision(12)));
  return values;
}

/** A figure: title, what it shows, the chart drawn to the width it has, and its data as a table. */
function figure({ title, about, describe, draw, columns, rows, wide = false }) {
  const plot = make("div", { class: "plot" });
  const id = `chart-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  const element = make(
    "figure",
    { class: wide ? "wide" : null, "aria-labelledby": id },
    make("h3", { id }, title),
    make("p", { class: "about" }, ...[about].flat()),
    plot,
    make("details", { class: "data" }, make("summary", {}, "Data ", make("span", { class: "kicker" }, `of “${title}”`)), scrolling(`Data of ${title}`, table(columns, rows))),
  );
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.round(plot.clientWidth);
    if (width === drawn || width === 0) return;
    drawn = width;
    const { height, shapes } = draw(width);
    plot.replaceChildren(shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title}: ${describe}` }, ...shapes));
  }).observe(plot);
  return element;
}

/** What may be wider than its place scrolls, also by keyboard. */
const scrolling = (name, content) => make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, content);

function table(columns, rows) {
  const isNumber = (value) => typeof value === "number" || /^[−-]?\$?\d[\d.,]*( %| ms| s)?$/.test(String(value ?? ""));
  const numeric = columns.map((_, column) => rows.length > 0 && rows.every((row) => row[column] === null || isNumber(row[column])));
  return make(
    "table",
    {},
    make("thead", {}, make("tr", {}, columns.map((name, column) => make("th", { scope: "col", class: numeric[column] ? "number" : null }, name)))),
    make("tbody", {}, rows.map((row) => make("tr", {}, row.map((value, column) => (value === null ? make("td", { class: "null" }, "NULL") : make("td", { class: numeric[column] ? "number" : null }, String(value))))))),
  );
}

/** Shares with intervals, one a line. */
function intervalChart({ title, about, groups, wide }) {
  const left = (width) => Math.min(170, Math.max(70, width * 0.3));
  return figure({
    title,
    about,
    wide,
    describe: groups.map((group) => `${group.name} ${percent(group.share, 0)}`).join(", "),
    columns: ["group", "questions", "right", "95 % interval"],
    rows: groups.map((group) => [group.name, group.questions, percent(group.share), group.interval ? `${percent(group.interval.low)} to ${percent(group.interval.high)}` : "–"]),
    draw(width) {
      const from = left(width), to = width - 62, line = 30, top = 8;
      const x = (share) => from + share * (to - from);
      const bottom = top + groups.length * line;
      const shapes = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
        shape("line", { class: "grid", x1: x(share), x2: x(share), y1: top, y2: bottom }),
        label(x(share), bottom + 17, percent(share, 0), { "text-anchor": "middle" }),
      ]);
      const room = Math.floor((from - 10) / 6.7);
      groups.forEach((group, position) => {
        const y = top + position * line + line / 2;
        const name = group.name.length > room ? `${group.name.slice(0, room - 1)}…` : group.name;
        shapes.push(label(from - 10, y + 4, name, { "text-anchor": "end", class: "strong" }));
        if (group.interval) shapes.push(shape("line", { class: "interval", x1: x(group.interval.low), x2: x(group.interval.high), y1: y, y2: y }));
        if (group.share !== null) shapes.push(shape("circle", { class: "dot", cx: x(group.share), cy: y, r: 5 }));
        shapes.push(label(width, y + 4, percent(group.share), { "text-anchor": "end", class: "strong" }));
      });
      shapes.push(label((from + to) / 2, bottom + 36, "right", { "text-anchor": "middle" }));
      return { height: bottom + 42, shapes };
    },
  });
}

/** The frame of a chart with two axes. */
function axes(width, { height = 250, x, y, xTicks, yTicks, xFormat, yFormat, xLabel, yLabel, left = 62 }) {
  const box = { left, right: width - 14, top: 12, bottom: height - 44 };
  const px = (value) => box.left + ((value - x[0]) / (x[1] - x[0] || 1)) * (box.right - box.left);
  const py = (value) => box.bottom - ((value - y[0]) / (y[1] - y[0] || 1)) * (box.bottom - box.top);
  const shapes = [
    ...yTicks.flatMap((value) => [
      shape("line", { class: "grid", x1: box.left, x2: box.right, y1: py(value), y2: py(value) }),
      label(box.left - 8, py(value) + 4, yFormat(value), { "text-anchor": "end" }),
    ]),
    ...xTicks.map((value, position) => label(position === xTicks.length - 1 ? Math.min(px(value), width - xFormat(value).length * 3.4) : px(value), box.bottom + 18, xFormat(value), { "text-anchor": "middle" })),
    shape("line", { class: "axis", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
    label((box.left + box.right) / 2, height - 6, xLabel, { "text-anchor": "middle" }),
    label(-(box.top + box.bottom) / 2, 11, yLabel, { "text-anchor": "middle", transform: "rotate(-90)" }),
  ];
  return { box, px, py, shapes, height };
}

const pathOf = (points) => points.map(([x, y], position) => `${position === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

/** A histogram of values, on a logarithmic axis where they spread widely. */
function histogram({ title, about, values, format, unit }) {
  const sorted = [...values].sort((one, other) => one - other);
  const positive = sorted.filter((value) => value > 0);
  const isLogarithmic = positive.length === sorted.length && sorted.at(-1) / sorted[0] > 30;
  const to = isLogarithmic ? Math.log10 : (value) => value;
  const back = isLogarithmic ? (value) => 10 ** value : (value) => value;
  const low = isLogarithmic ? to(sorted[0]) : Math.min(0, sorted[0]);
  const high = Math.max(to(sorted.at(-1)), low + 1e-9);
  const count = 24;
  const bins = Array.from({ length: count }, (_, position) => ({ low: low + ((high - low) * position) / count, high: low + ((high - low) * (position + 1)) / count, size: 0 }));
  for (const value of sorted) bins[Math.min(count - 1, Math.max(0, Math.floor(((to(value) - low) / (high - low)) * count)))].size += 1;
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const most = Math.max(...bins.map((bin) => bin.size));
  return figure({
    title,
    about: `${about} Median ${format(at(0.5))}, p95 ${format(at(0.95))}${isLogarithmic ? "; the axis is logarithmic" : ""}.`,
    describe: `median ${format(at(0.5))}, p95 ${format(at(0.95))}, largest ${format(sorted.at(-1))}`,
    columns: ["from", "to", "answers"],
    rows: bins.filter((bin) => bin.size > 0).map((bin) => [format(back(bin.low)), format(back(bin.high)), bin.size]),
    draw(width) {
      const few = width < 360 ? 3 : 5;
      const xTicks = isLogarithmic ? Array.from({ length: few }, (_, position) => low + ((high - low) * position) / (few - 1)) : ticks(low, high, few);
      const { box, px, py, shapes, height } = axes(width, { x: [low, high], y: [0, most * 1.05], xTicks, yTicks: ticks(0, most, 4), xFormat: (value) => format(back(value)), yFormat: whole, xLabel: unit, yLabel: "answers" });
      for (const bin of bins) {
        if (bin.size > 0) shapes.push(shape("rect", { class: "bar", x: px(bin.low) + 1, width: Math.max(1, px(bin.high) - px(bin.low) - 2), y: py(bin.size), height: box.bottom - py(bin.size), rx: 2 }));
      }
      const median = px(to(at(0.5)));
      shapes.push(shape("line", { class: "ideal", x1: median, x2: median, y1: box.top, y2: box.bottom }));
      return { height, shapes };
    },
  });
}

const SQL_KEYWORDS = new Set("all and any as asc between by case cast count cross date desc distinct else end escape except exists extract false filter from full group having ilike in inner intersect interval is join last lateral left like limit max min natural not null nulls offset on or order outer over partition right select similar sum avg then true union using values when where window with".split(" "));
const SQL_TOKEN = /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>'(?:[^']|'')*(?:'|$))|(?<name>"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$))|(?<number>\b\d+(?:\.\d+)?\b)|(?<word>[A-Za-z_][\w$]*)/g;

/** SQL with its tokens coloured. */
function sql(text) {
  const pre = make("pre", { tabindex: null });
  let at = 0;
  for (const match of text.matchAll(SQL_TOKEN)) {
    const { comment, text: literal, name, number, word } = match.groups;
    const kind = comment ? "comment" : literal ? "text" : name ? "name" : number ? "number" : SQL_KEYWORDS.has(word.toLowerCase()) ? "keyword" : null;
    if (kind === null) continue;
    pre.append(text.slice(at, match.index), make("span", { class: `tok-${kind}` }, match[0]));
    at = match.index + match[0].length;
  }
  pre.append(text.slice(at));
  return pre;
}

const badge = (kind, text = kind.replace("_", " ")) => make("span", { class: `badge ${kind}` }, text);

const facts = (kind, pairs) => make("dl", { class: kind }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
