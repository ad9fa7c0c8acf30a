import assert from "node:assert/strict";
import { test } from "node:test";
import { columnFormatter, fileName, humanName, toCsv, toNumber } from "../table.js";

const column = (name, kind) => ({ name, class: kind, type_name: kind });
const format = (kind, cells, name = "amount") => cells.map(columnFormatter(column(name, kind), cells));

test("numbers are grouped and stay exact beyond what a float holds", () => {
  assert.deepEqual(format("integer", ["9007199254740993", "-1234", "0", "12"]), ["9,007,199,254,740,993", "\u22121,234", "0", "12"]);
  assert.deepEqual(format("decimal", ["12345678901234567890.05", "-0.50"]), ["12,345,678,901,234,567,890.05", "\u22120.50"]);
});

test("years, ids and codes are not grouped", () => {
  for (const name of ["year", "order_year", "id", "customer_id", "zip", "product_code"]) {
    assert.deepEqual(format("integer", ["2024", "123456"], name), ["2024", "123456"], name);
  }
  assert.deepEqual(format("integer", ["2024"], "paid"), ["2,024"]);
});

test("long fractions are rounded as a column, half away from zero", () => {
  assert.deepEqual(format("decimal", ["13.5000000000000000", "1234.5650000000000000", "-12.9950000000000000"]), ["13.50", "1,234.57", "\u221213.00"]);
  assert.deepEqual(format("float", ["0.00012345", "12.5"]), ["0.0001", "12.5000"]);
  assert.deepEqual(format("float", ["0.00000012", "0.25"]), ["0.00000012", "0.2500"]);
  assert.deepEqual(format("decimal", ["1.25", "3.1"]), ["1.25", "3.1"]);
});

test("what is no plain number is shown as it came", () => {
  assert.deepEqual(format("float", ["NaN", "Infinity", "1e-7"]), ["NaN", "Infinity", "1e-7"]);
  assert.deepEqual(format("decimal", ["$1,234.50"]), ["$1,234.50"]);
});

test("days lose their midnight only if all are days", () => {
  assert.deepEqual(format("timestamp", ["2024-03-01 00:00:00", "2024-04-01 00:00:00+00"]), ["2024-03-01", "2024-04-01"]);
  assert.deepEqual(format("timestamp", ["2024-03-01 00:00:00", "2024-04-01 10:00:00"]), ["2024-03-01 00:00:00", "2024-04-01 10:00:00"]);
  assert.deepEqual(format("boolean", ["t", "f", "true"]), ["true", "false", "true"]);
});

test("cells as numbers", () => {
  for (const [cell, number] of [["12.5", 12.5], ["$1,234.50", 1234.5], ["-3", -3], ["1e3", 1000]]) assert.equal(toNumber(cell), number);
  for (const cell of [null, undefined, "", "NaN", "Infinity", "abc"]) assert.equal(toNumber(cell), null, String(cell));
});

test("CSV: quotes, CRLF, NULL and the empty text apart", () => {
  const columns = [column("name", "text"), column("amount", "decimal")];
  assert.equal(
    toCsv(columns, [['say "hi", all', "1.50"], ["two\nlines", null], [null, "0"], ["", "7"]]),
    'name,amount\r\n"say ""hi"", all",1.50\r\n"two\nlines",\r\n,0\r\n"",7\r\n',
  );
});

test("CSV: no text becomes a formula, and numbers stay numbers", () => {
  const columns = [column("=cmd", "text"), column("amount", "decimal")];
  const dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1+1"];
  const lines = toCsv(columns, dangerous.map((text) => [text, "-5.25"]));
  assert.ok(lines.startsWith("'=cmd,amount\r\n"));
  for (const text of dangerous) assert.ok(lines.includes(`'${text}`), JSON.stringify(text));
  assert.equal(lines.match(/,-5\.25\r\n/g).length, dangerous.length);
  assert.equal(toCsv([column("n", "decimal")], [["=1"]]), "n\r\n'=1\r\n", "a column's class is no proof of a cell's");
  assert.equal(toCsv([column("t", "text")], [["a-b=c"]]), "t\r\na-b=c\r\n");
});

test("names", () => {
  assert.equal(humanName("total_revenue"), "total revenue");
  assert.equal(humanName("_"), "_");
  assert.equal(fileName("Umsätze je Région, 2024?"), "umsa-tze-je-re-gion-2024.csv");
  assert.equal(fileName("売上"), "answer.csv");
  assert.ok(fileName("a".repeat(500)).length <= 64);
});
