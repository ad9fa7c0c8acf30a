// Charts: rows become a scene (plain data, tested without a browser), a scene becomes SVG.

import { columnFormatter, humanName, isNumeric, toNumber } from "./table.js";

const FONT_PX = 12;
const CHARACTER_PX = 7.2; // of the widest of the usual system fonts
const MAX_SERIES = 6;
const MAX_BARS = 40; // as many as the service proposes to chart
const SCALE_RATIO = 25;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;

const node = (tag, attributes, ...children) => ({ tag, attributes, children: children.flat().filter((child) => child !== null) });
const label = (x, y, text, anchor = "start", extra = "") =>
  node("text", { x: px(x), y: px(y), "text-anchor": anchor, class: `chart-label ${extra}`.trim() }, text);
const px = (number) => Math.round(number * 10) / 10;
const widthOf = (text) => [...text].length * CHARACTER_PX;

/** A text cut to a width in pixels, with an ellipsis. */
export function fit(text, width) {
  const room = Math.max(1, Math.floor(width / CHARACTER_PX));
  const characters = [...text];
  return characters.length <= room ? text : `${characters.slice(0, Math.max(1, room - 1)).join("").trimEnd()}…`;
}

/** Round tick values that span `low` to `high`. */
export function niceTicks(low, high, wanted = 5) {
  if (!(high > low)) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, low)];
  const rough = (high - low) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Ticks as short texts of one unit: 0, 50K, 100K. */
export function tickLabels(ticks) {
  const largest = Math.max(...ticks.map(Math.abs));
  const [unit, suffix] = largest >= 1e12 ? [1e12, "T"] : largest >= 1e9 ? [1e9, "B"] : largest >= 1e6 ? [1e6, "M"]
    : largest >= 1e4 ? [1e3, "K"] : [1, ""];
  const scaled = ticks.map((tick) => tick / unit);
  if (largest > 0 && largest < 1e-4) return ticks.map((tick) => (tick === 0 ? "0" : tick.toExponential(1)));
  const places = [0, 1, 2, 3, 4, 5, 6].find((count) =>
    scaled.every((tick) => Math.abs(tick - Number(tick.toFixed(count))) < 1e-9 * Math.max(1, Math.abs(tick)))) ?? 6;
  return scaled.map((tick) => (tick === 0 ? "0" : `${grouped(tick, places)}${suffix}`));
}

function grouped(number, places) {
  const text = Math.abs(number).toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
  return number < 0 ? `\u2212${text}` : text;
}

/** A cell's day and time as milliseconds of its wall clock, or null. */
export function toTime(cell) {
  const part = DATE.exec(cell ?? "");
  if (!part) return null;
  const [year, month, day, hour, minute, second] = part.slice(1).map((text) => Number(text ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How times are written under an axis: as years, quarters, months, days or minutes, as they fit. */
export function timeLabeller(times, name = "") {
  const dates = times.map((time) => new Date(time));
  const isDay = dates.every((date) => date.getTime() % 86_400_000 === 0);
  const isMonth = isDay && dates.every((date) => date.getUTCDate() === 1);
  const day = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  if (isMonth && dates.every((date) => date.getUTCMonth() === 0) && (times.length > 1 || /year/i.test(name))) {
    return (time) => String(new Date(time).getUTCFullYear());
  }
  if (isMonth && /quarter|qtr/i.test(name) && dates.every((date) => date.getUTCMonth() % 3 === 0)) {
    return (time) => `Q${new Date(time).getUTCMonth() / 3 + 1} ${new Date(time).getUTCFullYear()}`;
  }
  if (isMonth) return (time) => `${MONTHS[new Date(time).getUTCMonth()]} ${new Date(time).getUTCFullYear()}`;
  if (isDay) return (time) => `${day(new Date(time))} ${new Date(time).getUTCFullYear()}`;
  return (time) => `${day(new Date(time))} ${new Date(time).toISOString().slice(11, 16)}`;
}

/** Whether rows can be drawn as the service proposes. */
export const isDrawable = (chart, columns, rows) => chart?.kind !== "number" && readData(chart, columns, rows) !== null;

/**
 * The numbers of a single-number answer as `{name, text, isNull}`, or null where the rows are
 * not one row of a few numbers.
 */
export function bigNumbers(chart, columns, rows) {
  if (rows.length !== 1 || columns.length > 4) return null;
  const isAsked = chart?.kind === "number" || (columns.length === 1 && !chart);
  if (!isAsked) return null;
  return columns.map((column, index) => {
    const cell = rows[0][index] ?? null;
    return { name: humanName(column.name), text: cell === null ? "no value" : columnFormatter(column, [cell])(cell), isNull: cell === null };
  });
}

/** Columns and rows as series of points: `{x, xColumn, series: [{name, values}], notes}`, or null. */
export function readData(chart, columns, rows) {
  if (!chart || !chart.x || rows.length === 0) return null;
  const indexOf = (name) => columns.findIndex((column) => column.name === name);
  const xIndex = indexOf(chart.x);
  const yIndexes = chart.y.map(indexOf).filter((index) => index >= 0 && index !== xIndex && isNumeric(columns[index]));
  if (xIndex < 0 || yIndexes.length === 0) return null;
  const notes = [];
  const xCells = rows.map((row) => row[xIndex] ?? null);
  const data = pivot(columns, rows, xIndex, yIndexes, notes)
    ?? { x: xCells, series: yIndexes.map((index) => ({ name: humanName(columns[index].name), values: rows.map((row) => toNumber(row[index])) })) };
  data.series = sameScale(data.series, notes);
  if (data.series.length > MAX_SERIES) {
    notes.push(`The first ${MAX_SERIES} of ${data.series.length} series are drawn; the table has all.`);
    data.series = data.series.slice(0, MAX_SERIES);
  }
  if (data.series.every(({ values }) => values.every((value) => value === null))) return null;
  return { ...data, xColumn: columns[xIndex], yName: yIndexes.length === 1 ? humanName(columns[yIndexes[0]].name) : "", notes };
}

/** One measure by x and one more dimension: a series for each of its values. */
function pivot(columns, rows, xIndex, yIndexes, notes) {
  const others = columns.map((_, index) => index).filter((index) => index !== xIndex && !yIndexes.includes(index));
  const xs = [...new Set(rows.map((row) => row[xIndex] ?? null))];
  if (yIndexes.length !== 1 || others.length !== 1 || xs.length === rows.length) return null;
  const names = [...new Set(rows.map((row) => row[others[0]] ?? null))];
  const cells = new Map(rows.map((row) => [JSON.stringify([row[xIndex] ?? null, row[others[0]] ?? null]), toNumber(row[yIndexes[0]])]));
  if (cells.size !== rows.length) return null;
  if (names.length > MAX_SERIES) {
    notes.push(`The first ${MAX_SERIES} of ${names.length} series are drawn; the table has all.`);
    names.length = MAX_SERIES;
  }
  return { x: xs, series: names.map((name) => ({ name: name ?? "(none)", values: xs.map((x) => cells.get(JSON.stringify([x, name])) ?? null) })) };
}

/** Series that one axis can show; the others would lie flat on it. */
function sameScale(series, notes) {
  const reach = ({ values }) => Math.max(...values.map((value) => Math.abs(value ?? 0)));
  const first = reach(series[0]);
  return series.filter((one) => {
    const ratio = reach(one) / (first || 1);
    const fits = reach(one) === 0 || first === 0 || (ratio < SCALE_RATIO && ratio > 1 / SCALE_RATIO);
    if (!fits) notes.push(`“${one.name}” is of another magnitude and only in the table.`);
    return fits;
  });
}

/** The scene of a chart at a width in pixels, or null where the rows cannot be drawn. */
export function chartScene(chart, columns, rows, width) {
  const data = isDrawable(chart, columns, rows) ? readData(chart, columns, rows) : null;
  if (!data) return null;
  const space = Math.max(240, width);
  const isText = !isNumeric(data.xColumn) && !data.x.every((cell) => cell === null || toTime(cell) !== null);
  const drawn = chart.kind === "scatter" && isNumeric(data.xColumn) ? scatter(data, space)
    : chart.kind === "line" ? line(data, space)
    : isText ? flatBars(data, space) : columnsUp(data, space);
  const names = data.series.map(({ name }) => name);
  return {
    width: space,
    height: drawn.height,
    title: `${names.join(", ")} by ${humanName(data.xColumn.name)}`,
    description: describe(chart.kind, data),
    nodes: drawn.nodes,
    legend: names.length > 1 ? names : [],
    notes: [...data.notes, ...(drawn.notes ?? [])],
  };
}

function describe(kind, { x, series, xColumn }) {
  const mark = { bar: "Bar chart", line: "Line chart", scatter: "Scatter chart" }[kind] ?? "Chart";
  const writeX = xWriter(x, xColumn);
  const parts = series.map(({ name, values }) => {
    const seen = values.map((value, index) => [value, index]).filter(([value]) => value !== null);
    if (seen.length === 0) return `${name} has no values`;
    const [least, leastAt] = seen.reduce((a, b) => (b[0] < a[0] ? b : a));
    const [most, mostAt] = seen.reduce((a, b) => (b[0] > a[0] ? b : a));
    return `${name} goes from ${exact(least)} (${writeX(x[leastAt])}) to ${exact(most)} (${writeX(x[mostAt])})`;
  });
  return `${mark} of ${x.length} ${x.length === 1 ? "point" : "points"}. ${parts.join("; ")}.`;
}

const exact = (number) => grouped(number, Number.isInteger(number) ? 0 : 2);

function xWriter(cells, column) {
  const times = cells.filter((cell) => cell !== null).map(toTime);
  if (times.length > 0 && times.every((time) => time !== null)) {
    const write = timeLabeller(times, column.name);
    return (cell) => (cell === null ? "(none)" : write(toTime(cell)));
  }
  const write = columnFormatter(column, cells);
  return (cell) => (cell === null ? "(none)" : cell === "" ? "(empty)" : write(cell));
}

/** The domain and ticks of a value axis; bars start at zero. A tight one ends at its values. */
function valueAxis(series, from, to, { withZero = false, isTight = false, wanted = 5 } = {}) {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  let low = Math.min(...values);
  let high = Math.max(...values);
  // A line may leave zero out only where zero is far away from all of it.
  if (withZero || low <= (high - low) * 1.5) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  const all = niceTicks(low, high, wanted);
  const ticks = isTight ? all.filter((tick) => tick >= low && tick <= high) : all;
  const [first, last] = isTight ? [low, high] : [all[0], all.at(-1)];
  return { ticks, labels: tickLabels(ticks), at: (value) => from + ((value - first) / (last - first)) * (to - from) };
}

const hint = (text) => node("title", {}, text);

function flatBars({ x, series, xColumn, yName }, width) {
  const count = Math.min(x.length, MAX_BARS);
  const write = xWriter(x, xColumn);
  const names = x.slice(0, count).map(write);
  const shown = series.map(({ name, values }) => ({ name, values: values.slice(0, count) }));
  const labelWidth = Math.min(Math.max(...names.map(widthOf), 40), width * 0.36);
  const writeValue = width < 480 ? roughly : exactly;
  const valueTexts = shown.map(({ values }) => values.map((value) => (value === null ? "no value" : writeValue(value))));
  const valueWidth = Math.max(...valueTexts.flat().map(widthOf)) + 8;
  const negatives = shown.flatMap(({ values }) => values.filter((value) => value < 0).map(writeValue));
  const left = labelWidth + 12 + (negatives.length > 0 ? Math.max(...negatives.map(widthOf)) : 0);
  const right = width - valueWidth;
  const thickness = series.length > 1 ? 13 : 18;
  const pitch = thickness * series.length + 10;
  const top = 22;
  const bottom = top + pitch * count;
  const axis = valueAxis(shown, left, right, { withZero: true, isTight: true, wanted: Math.max(2, Math.floor((right - left) / 90)) });
  const zero = axis.at(0);
  const bars = names.map((name, row) => {
    const y = top + pitch * row + 5;
    return [
      label(labelWidth, y + (thickness * series.length) / 2 + 4, fit(name, labelWidth), "end", x[row] === null ? "is-none" : ""),
      shown.map(({ name: seriesName, values }, index) => {
        const value = values[row];
        const end = value === null ? zero : axis.at(value);
        const barY = y + thickness * index;
        const isLeft = value !== null && value < 0;
        return node("g", {}, hint(`${name} · ${seriesName}: ${value === null ? "no value" : exact(value)}`),
          value === null ? null
            : node("rect", { x: px(Math.min(zero, end)), y: px(barY), width: px(Math.abs(end - zero)), height: thickness - 1, rx: 2, class: `series-${index}` }),
          label(isLeft ? end - 6 : end + 6, barY + thickness / 2 + 3.5, valueTexts[index][row], isLeft ? "end" : "start", value === null ? "is-none" : "is-value"));
      }),
    ];
  });
  return {
    height: bottom + 40,
    nodes: [
      grid(axis.ticks.map((tick) => [axis.at(tick), top, axis.at(tick), bottom])),
      xLabels(axis.ticks.map((tick, index) => ({ x: axis.at(tick), text: axis.labels[index] })), { bottom, left, right }),
      label(0, 11, humanName(xColumn.name), "start", "is-axis"),
      label(right, bottom + 34, yName, "end", "is-axis"),
      bars.flat(2),
      node("line", { x1: px(zero), x2: px(zero), y1: top, y2: bottom, class: "chart-axis" }),
    ].flat(),
    notes: x.length > count ? [`The first ${count} of ${x.length} are drawn; the table has all.`] : [],
  };
}

const roughly = (value) => (Math.abs(value) >= 1e4 ? tickLabels([Number(value.toPrecision(3))])[0] : exact(value));
const exactly = (value) => (Math.abs(value) >= 1e7 ? tickLabels([Number(value.toPrecision(4))])[0] : exact(value));

function grid(lines) {
  return lines.map(([x1, y1, x2, y2]) => node("line", { x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2), class: "chart-grid" }));
}

/** The frame that upright charts share: value axis at the left, names of both axes. */
function frame(series, width, withZero, xName, yName) {
  const height = width < 480 ? 260 : 320;
  const top = 26;
  const bottom = height - 46;
  const axis = valueAxis(series, bottom, top, { withZero });
  const left = Math.max(...axis.labels.map(widthOf)) + 10;
  const right = width - 14;
  const nodes = [
    grid(axis.ticks.map((tick) => [left, axis.at(tick), right, axis.at(tick)])),
    axis.ticks.map((tick, index) => label(left - 8, axis.at(tick) + 4, axis.labels[index], "end")),
    label(0, 11, yName, "start", "is-axis"),
    label((left + right) / 2, height - 6, xName, "middle", "is-axis"),
  ].flat();
  return { height, top, bottom, left, right, axis, nodes };
}

/** Labels under an axis, leaving out those that would touch the one before. */
function xLabels(places, { bottom, left, right }) {
  let free = -Infinity;
  const kept = [];
  for (const { x, text } of places) {
    const half = widthOf(text) / 2;
    const centre = Math.min(Math.max(x, left - 30 + half), right + 14 - half);
    if (centre - half < free) continue;
    kept.push(label(centre, bottom + 18, text, "middle"));
    free = centre + half + 12;
  }
  return kept;
}

function columnsUp({ x, series, xColumn, yName }, width) {
  const box = frame(series, width, true, humanName(xColumn.name), yName);
  const count = Math.min(x.length, Math.max(1, Math.floor((box.right - box.left) / (4 * series.length))));
  const write = xWriter(x, xColumn);
  const band = (box.right - box.left) / count;
  const inner = Math.min(band * 0.76, 56 * series.length);
  const zero = box.axis.at(0);
  const bars = x.slice(0, count).map((cell, row) => series.map(({ name, values }, index) => {
    const value = values[row];
    const middle = box.left + band * (row + 0.5);
    if (value === null) return band > 70 ? label(middle, zero - 6, "no value", "middle", "is-none") : null;
    const end = box.axis.at(value);
    const text = exactly(value);
    const isNamed = series.length === 1 && widthOf(text) < band;
    return node("g", {}, hint(`${write(cell)} · ${name}: ${exact(value)}`), isNamed ? label(middle, value < 0 ? end + 14 : end - 5, text, "middle", "is-value") : null, node("rect", {
      x: px(middle - inner / 2 + (inner / series.length) * index),
      y: px(Math.min(zero, end)),
      width: px(Math.max(1, inner / series.length - 1)),
      height: px(Math.abs(end - zero)),
      rx: band > 12 ? 2 : 0,
      class: `series-${index}`,
    }));
  }));
  const places = x.slice(0, count).map((cell, row) => ({ x: box.left + band * (row + 0.5), text: fit(write(cell), 110) }));
  return {
    height: box.height,
    nodes: [...box.nodes, ...bars.flat().filter(Boolean), ...xLabels(places, box),
      node("line", { x1: px(box.left), x2: px(box.right), y1: px(zero), y2: px(zero), class: "chart-axis" })],
    notes: x.length > count ? [`The first ${count} of ${x.length} are drawn; the table has all.`] : [],
  };
}

function line({ x, series, xColumn, yName }, width) {
  const box = frame(series, width, false, humanName(xColumn.name), yName);
  const number = isNumeric(xColumn) ? toNumber : toTime;
  const isScaled = x.every((cell) => cell !== null && number(cell) !== null);
  const order = x.map((_, index) => index);
  if (isScaled) order.sort((a, b) => number(x[a]) - number(x[b]));
  const positions = order.map((index, rank) => (isScaled ? number(x[index]) : rank));
  const [low, high] = [positions[0], positions.at(-1)];
  const atX = (position) => (high > low ? box.left + 8 + ((position - low) / (high - low)) * (box.right - box.left - 16) : (box.left + box.right) / 2);
  const write = xWriter(x, xColumn);
  const hasDots = x.length <= 60;
  const drawn = series.map(({ name, values }, index) => {
    let path = "";
    let isOpen = false;
    const dots = [];
    order.forEach((row, rank) => {
      const value = values[row];
      if (value === null) {
        isOpen = false;
        return;
      }
      const [cx, cy] = [px(atX(positions[rank])), px(box.axis.at(value))];
      path += `${isOpen ? "L" : "M"}${cx} ${cy}`;
      isOpen = true;
      const isAlone = (values[order[rank - 1]] ?? null) === null && (values[order[rank + 1]] ?? null) === null;
      if (hasDots || isAlone) {
        dots.push(node("circle", { cx, cy, r: 3.5, class: `series-${index}` }, hint(`${write(x[row])} · ${name}: ${exact(value)}`)));
      }
    });
    return [node("path", { d: path, class: `chart-line series-${index}` }), dots];
  });
  const places = order.map((row, rank) => ({ x: atX(positions[rank]), text: fit(write(x[row]), 110) }));
  return { height: box.height, nodes: [...box.nodes, ...drawn.flat(2), ...xLabels(places, box)] };
}

function scatter({ x, series, xColumn, yName }, width) {
  const box = frame(series, width, false, humanName(xColumn.name), yName);
  const xs = x.map(toNumber);
  const axis = valueAxis([{ values: xs }], box.left + 6, box.right - 6, { isTight: true, wanted: Math.max(2, Math.floor(width / 110)) });
  const dots = series.flatMap(({ name, values }, index) => values.map((value, row) =>
    (value === null || xs[row] === null) ? null
      : node("circle", { cx: px(axis.at(xs[row])), cy: px(box.axis.at(value)), r: 4, class: `chart-point series-${index}` },
        hint(`${humanName(xColumn.name)} ${exact(xs[row])} · ${name} ${exact(value)}`))));
  return {
    height: box.height,
    nodes: [
      ...box.nodes,
      ...grid(axis.ticks.map((tick) => [axis.at(tick), box.top, axis.at(tick), box.bottom])),
      ...dots.filter(Boolean),
      ...xLabels(axis.ticks.map((tick, index) => ({ x: axis.at(tick), text: axis.labels[index] })), box),
    ],
  };
}

let lastId = 0;

/** A scene as an SVG element with a title and a description. */
export function drawScene(scene, document) {
  const make = ({ tag, attributes, children }) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children.map((child) => (typeof child === "string" ? child : make(child))));
    return element;
  };
  const id = `chart-${(lastId += 1)}`;
  return make(node("svg", {
    viewBox: `0 0 ${scene.width} ${scene.height}`, width: scene.width, height: scene.height,
    role: "img", "aria-labelledby": `${id}-title ${id}-description`, class: "chart", "font-size": FONT_PX,
  },
  node("title", { id: `${id}-title` }, scene.title),
  node("desc", { id: `${id}-description` }, scene.description),
  node("g", { "aria-hidden": "true" }, scene.nodes)));
}
