import assert from "node:assert/strict";
import { test } from "node:test";
import { breakSql, cutQuestion, linkKind, literal, sqlTokens, sqlWithParameters } from "../highlight.js";

const link = (question, text, kind = "column") => {
  const start = question.indexOf(text);
  return { text, start, end: start + text.length, kind, became: `shop.${text}` };
};
const texts = (pieces) => pieces.map(({ text }) => text);
const kindsOf = (sql) => sqlTokens(sql).filter(({ kind }) => kind !== "space").map(({ kind, text }) => `${kind} ${text}`);

test("a question is cut at its links and joins up again", () => {
  const question = "Revenue by région in 2024 🎉 top 5";
  const links = ["Revenue", "région", "2024", "top 5"].map((text) => link(question, text));
  const { pieces, apart } = cutQuestion(question, [...links].reverse());
  assert.deepEqual(texts(pieces), ["Revenue", " by ", "région", " in ", "2024", " 🎉 ", "top 5"]);
  assert.deepEqual(pieces.map((piece) => piece.link !== null), [true, false, true, false, true, false, true]);
  assert.deepEqual(apart, []);
});

test("links that overlap or are not there are kept apart", () => {
  const question = "orders by month";
  const inside = { ...link(question, "by"), start: 7, end: 9 };
  const wide = { ...link(question, "by month") };
  const other = { text: "region", start: 0, end: 6, kind: "table", became: "shop.regions" };
  const beyond = { text: "x", start: 90, end: 91, kind: "table", became: "" };
  const { pieces, apart } = cutQuestion(question, [inside, wide, other, beyond]);
  assert.equal(texts(pieces).join(""), question);
  assert.deepEqual(pieces.filter((piece) => piece.link).map((piece) => piece.text), ["by month"]);
  assert.deepEqual(new Set(apart), new Set([inside, other, beyond]));
});

test("a kind this page does not know is shown as unknown", () => {
  assert.equal(linkKind({ kind: "value" }), "value");
  assert.equal(linkKind({ kind: "constructor" }), "unknown");
});

test("SQL tokens", () => {
  assert.deepEqual(kindsOf(`SELECT sum("a""b".x) AS t FROM t WHERE n >= 1.5e3 AND s = 'it''s' -- why`), [
    "keyword SELECT", "function sum", "mark (", 'name "a""b"', "mark .", "name x", "mark )", "keyword AS", "name t",
    "keyword FROM", "name t", "keyword WHERE", "name n", "mark >", "mark =", "number 1.5e3", "keyword AND", "name s",
    "mark =", "string 'it''s'", "comment -- why",
  ]);
  assert.deepEqual(kindsOf(String.raw`E'a\'b' $tag$ 'x' $tag$ $1 /* a; b */`), [
    String.raw`string E'a\'b'`, "string $tag$ 'x' $tag$", "parameter $1", "comment /* a; b */",
  ]);
});

test("tokens make up the SQL again, whatever it is", () => {
  for (const sql of ["", "'open", '"open', "/* open", "$a$ open", "sélect 🎉 ; \u0000 \\", "a$1 b$$c", "1..2 .5", "E'\\"]) {
    assert.equal(sqlTokens(sql).map(({ text }) => text).join(""), sql);
  }
});

test("breaking SQL into lines changes white space only", () => {
  const sql = `SELECT "a"."from" AS "x", left("a"."y", 3), extract(year FROM "a"."d") FROM "s"."a" AS "a" LEFT JOIN (SELECT 'FROM  WHERE' AS "z" FROM "s"."b") AS "b" ON ("a"."id" = "b"."id") WHERE ("a"."n" > 1) GROUP BY 1 LIMIT 11`;
  const broken = breakSql(sql);
  const significant = (text) => sqlTokens(text).filter(({ kind }) => kind !== "space").map(({ text: token }) => token);
  assert.deepEqual(significant(broken), significant(sql));
  assert.deepEqual(broken.split("\n"), [
    `SELECT "a"."from" AS "x", left("a"."y", 3), extract(year FROM "a"."d")`,
    `FROM "s"."a" AS "a"`,
    `LEFT JOIN (`,
    `  SELECT 'FROM  WHERE' AS "z"`,
    `  FROM "s"."b"`,
    `) AS "b" ON ("a"."id" = "b"."id")`,
    `WHERE ("a"."n" > 1)`,
    `GROUP BY 1`,
    `LIMIT 11`,
  ]);
  assert.equal(breakSql("SELECT 1"), "SELECT 1");
});

test("parameters follow copied SQL as comments that stay on their line", () => {
  assert.equal(sqlWithParameters("SELECT $1", ["it's\nDROP"]), "SELECT $1\n-- $1 = 'it''s\\nDROP'\n");
  assert.equal(sqlWithParameters("SELECT 1", []), "SELECT 1");
  assert.equal(literal(null), "NULL");
});
