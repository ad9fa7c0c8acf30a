import assert from "node:assert/strict";
import { test } from "node:test";
import { bigNumbers, chartScene, fit, isDrawable, niceTicks, readData, tickLabels, timeLabeller, toTime } from "../chart.js";

const column = (name, kind) => ({ name, class: kind, type_name: kind });
const bar = { kind: "bar", x: "category", y: ["revenue"] };
const columns = [column("category", "text"), column("revenue", "decimal")];

const all = (nodes, tag) => nodes.flatMap((one) => (typeof one === "string" ? [] : [...(one.tag === tag ? [one] : []), ...all(one.children, tag)]));
const texts = (scene) => all(scene.nodes, "text").map((one) => one.children[0]);

/** Every mark lies inside the picture, and every number is one. */
function checkInside(scene) {
  for (const tag of ["rect", "circle", "line"]) {
    for (const { attributes } of all(scene.nodes, tag)) {
      for (const [name, value] of Object.entries(attributes)) {
        if (name === "class") continue;
        assert.ok(Number.isFinite(value), `${tag} ${name} is ${value}`);
        if (/^(x|x1|x2|cx|width)$/.test(name)) assert.ok(value >= 0 && value <= scene.width, `${tag} ${name} = ${value} of ${scene.width}`);
        if (/^(y|y1|y2|cy|height)$/.test(name)) assert.ok(value >= 0 && value <= scene.height, `${tag} ${name} = ${value} of ${scene.height}`);
      }
    }
  }
}

test("ticks are round, even and span the data", () => {
  assert.deepEqual(niceTicks(0, 97), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(niceTicks(-1200, 2500), [-2000, -1000, 0, 1000, 2000, 3000]);
  assert.deepEqual(niceTicks(0, 0.3), [0, 0.1, 0.2, 0.3]);
  for (const [low, high] of [[0, 1], [3.2, 3.9], [-7e-6, 1e-6], [1e12, 9e14], [-5, -1], [0, 123456789]]) {
    const ticks = niceTicks(low, high);
    assert.ok(ticks[0] <= low && ticks.at(-1) >= high, `${ticks} span ${low} to ${high}`);
    assert.ok(ticks.length >= 3 && ticks.length <= 9, `${ticks.length} ticks for ${low} to ${high}`);
  }
});

test("ticks of nothing but one value do not divide by zero", () => {
  assert.deepEqual(niceTicks(0, 0), [0, 1]);
  assert.deepEqual(niceTicks(5, 5), [0, 5]);
  assert.deepEqual(niceTicks(-5, -5), [-5, 0]);
});

test("tick labels share a unit and have no needless decimals", () => {
  assert.deepEqual(tickLabels([0, 50_000, 100_000]), ["0", "50K", "100K"]);
  assert.deepEqual(tickLabels([0, 2_500_000, 5_000_000]), ["0", "2.5M", "5.0M"]);
  assert.deepEqual(tickLabels([-2000, 0, 2000]), ["\u22122,000", "0", "2,000"]);
  assert.deepEqual(tickLabels([0, 0.25, 0.5]), ["0", "0.25", "0.50"]);
});

test("Postgres's dates and timestamps are read as wall clock", () => {
  const midnight = Date.UTC(2024, 2, 1);
  for (const text of ["2024-03-01", "2024-03-01 00:00:00", "2024-03-01 00:00:00+00", "2024-03-01T00:00:00.000Z", "2024-03-01 00:00:00-05:30"]) {
    assert.equal(toTime(text), midnight, text);
  }
  for (const text of ["infinity", "0044-03-15 BC", "March", "", null, "2024"]) assert.equal(toTime(text), null, String(text));
});

test("times are written as coarsely as they are", () => {
  const write = (dates, name) => dates.map((text) => toTime(text)).map(timeLabeller(dates.map(toTime), name));
  assert.deepEqual(write(["2023-01-01", "2024-01-01"]), ["2023", "2024"]);
  assert.deepEqual(write(["2023-10-01", "2024-01-01"], "quarter"), ["Q4 2023", "Q1 2024"]);
  assert.deepEqual(write(["2023-10-01", "2023-11-01"]), ["Oct 2023", "Nov 2023"]);
  assert.deepEqual(write(["2023-10-02", "2023-11-01"]), ["2 Oct 2023", "1 Nov 2023"]);
  assert.deepEqual(write(["2023-10-02 09:30:00"]), ["2 Oct 09:30"]);
});

test("bars start at zero and their lengths are in proportion", () => {
  const scene = chartScene(bar, columns, [["a", "100"], ["b", "50"], ["c", "-25"]], 700);
  const [a, b, c] = all(scene.nodes, "rect").map((one) => one.attributes);
  assert.ok(Math.abs(a.width / b.width - 2) < 0.01);
  assert.ok(Math.abs(a.width / c.width - 4) < 0.02);
  assert.equal(a.x, b.x);
  assert.ok(Math.abs(c.x + c.width - a.x) < 0.2, "a negative bar ends where the others start");
  checkInside(scene);
});

test("a negative bar's value does not run into the categories", () => {
  for (const width of [296, 700, 1000]) {
    const scene = chartScene(bar, columns, [["Garden tools", "1284332.10"], ["Adjustments", "-120331.20"]], width);
    const labels = all(scene.nodes, "text");
    const category = labels.find((one) => one.children[0].startsWith("Adj")).attributes;
    const value = labels.find((one) => one.attributes.class.includes("is-value") && one.children[0].startsWith("\u2212"));
    assert.equal(value.attributes["text-anchor"], "end");
    assert.ok(value.attributes.x - value.children[0].length * 7 > category.x, `at ${width}`);
    checkInside(scene);
  }
});

test("NULL is named, as a category and as a value", () => {
  const scene = chartScene(bar, columns, [["a", "3"], [null, "2"], ["c", null], ["", "1"]], 500);
  assert.ok(texts(scene).includes("(none)"));
  assert.ok(texts(scene).includes("no value"));
  assert.ok(texts(scene).includes("(empty)"));
});

test("many categories are cut, and said to be", () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`category ${index}`, String(index)]);
  const scene = chartScene(bar, columns, rows, 360);
  assert.equal(all(scene.nodes, "rect").length, 40);
  assert.match(scene.notes.join(), /first 40 of 120/);
  checkInside(scene);
});

test("long labels are cut by characters, never inside one", () => {
  assert.equal(fit("short", 200), "short");
  const cut = fit("👩‍🚀".repeat(30), 80);
  assert.ok(cut.endsWith("…") && !/[\ud800-\udbff]…/.test(cut));
  checkInside(chartScene(bar, columns, [["x".repeat(300), "123456789.12"], ["y", "-99999999"]], 300));
});

test("every chart fits its width, down to a phone's", () => {
  const months = Array.from({ length: 36 }, (_, index) => [`${2022 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01 00:00:00`, String(index * 1000 - 5000)]);
  const time = [column("month", "timestamp"), column("revenue", "decimal")];
  const numbers = [column("price", "decimal"), column("rating", "float")];
  for (const width of [240, 296, 360, 700, 1200]) {
    checkInside(chartScene({ kind: "line", x: "month", y: ["revenue"] }, time, months, width));
    checkInside(chartScene({ kind: "bar", x: "month", y: ["revenue"] }, time, months, width));
    checkInside(chartScene({ kind: "scatter", x: "price", y: ["rating"] }, numbers, [["-3", "1"], ["1000.5", "4.9"], [null, "2"]], width));
  }
});

test("a line is broken where a value is missing and drawn in order of time", () => {
  const time = [column("day", "date"), column("orders", "integer")];
  const rows = [["2024-01-03", "3"], ["2024-01-01", "1"], ["2024-01-02", null], ["2024-01-04", "4"]];
  const scene = chartScene({ kind: "line", x: "day", y: ["orders"] }, time, rows, 600);
  const { d } = all(scene.nodes, "path")[0].attributes;
  assert.equal(d.match(/M/g).length, 2);
  const xs = [...d.matchAll(/[ML]([\d.]+)/g)].map(([, x]) => Number(x));
  assert.deepEqual(xs, [...xs].sort((a, b) => a - b));
  assert.equal(all(scene.nodes, "circle").length, 3);
});

test("a second dimension becomes a series for each of its values", () => {
  const three = [column("month", "date"), column("region", "text"), column("revenue", "decimal")];
  const rows = [["2024-01-01", "North", "1"], ["2024-01-01", "South", "2"], ["2024-02-01", "North", "3"]];
  const data = readData({ kind: "line", x: "month", y: ["revenue"] }, three, rows);
  assert.deepEqual(data.x, ["2024-01-01", "2024-02-01"]);
  assert.deepEqual(data.series, [{ name: "North", values: [1, 3] }, { name: "South", values: [2, null] }]);
});

test("a series of another magnitude is left out, and said to be", () => {
  const three = [column("month", "date"), column("revenue", "decimal"), column("orders", "integer")];
  const data = readData({ kind: "line", x: "month", y: ["revenue", "orders"] }, three, [["2024-01-01", "90000", "12"], ["2024-02-01", "80000", "11"]]);
  assert.deepEqual(data.series.map(({ name }) => name), ["revenue"]);
  assert.match(data.notes[0], /“orders”/);
});

test("what cannot be drawn is not", () => {
  assert.equal(isDrawable(undefined, columns, [["a", "1"]]), false);
  assert.equal(isDrawable({ kind: "bar", x: "missing", y: ["revenue"] }, columns, [["a", "1"]]), false);
  assert.equal(isDrawable({ kind: "bar", x: "category", y: ["category"] }, columns, [["a", "1"]]), false);
  assert.equal(isDrawable(bar, columns, []), false);
  assert.equal(isDrawable(bar, columns, [["a", null], ["b", "NaN"]]), false);
  assert.equal(isDrawable(bar, columns, [["a", "0"]]), true);
  checkInside(chartScene(bar, columns, [["a", "0"]], 400));
});

test("a single value is a number, and NULL is said", () => {
  const one = [column("order_count", "integer")];
  assert.deepEqual(bigNumbers({ kind: "number", y: ["order_count"] }, one, [["48213"]]), [{ name: "order count", text: "48,213", isNull: false }]);
  assert.equal(bigNumbers(undefined, one, [[null]])[0].text, "no value");
  assert.equal(bigNumbers(bar, columns, [["a", "1"]]), null);
  assert.equal(bigNumbers({ kind: "number", y: ["order_count"] }, one, [["1"], ["2"]]), null);
});

test("the description says what is seen: number of points, least and most", () => {
  const scene = chartScene(bar, columns, [["a", "1"], ["b", "1500.5"]], 500);
  assert.equal(scene.title, "revenue by category");
  assert.equal(scene.description, "Bar chart of 2 points. revenue goes from 1 (a) to 1,500.50 (b).");
});
