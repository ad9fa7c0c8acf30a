// Rows as a table and as CSV. Cells are the database's text, so numbers stay exact.

const NUMERIC = new Set(["integer", "decimal", "float"]);
const PLAIN_NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const NOT_A_QUANTITY = /(^|[_ ])(id|ids|year|yr|code|zip|postcode|postal_code|phone|sku|isbn|version)$/i;
const MIDNIGHT = /[ T]00:00(:00(\.0+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/;
const ROWS_AT_ONCE = 200;

/** Whether a column's cells are numbers. */
export const isNumeric = (column) => NUMERIC.has(column.class);

/** A column's name in words: `total_revenue` becomes `total revenue`. */
export const humanName = (name) => name.replaceAll("_", " ").trim() || name;

/** A cell as a number, or null where it is NULL or no finite number. `money` is understood. */
export function toNumber(cell) {
  if (cell === null || cell === undefined) return null;
  const bare = cell.replace(/[$€£,\s]/g, "").replace(/^\((.*)\)$/, "-$1");
  if (bare === "") return null;
  const number = Number(bare);
  return Number.isFinite(number) ? number : null;
}

const group = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** Digits rounded half away from zero to `places` decimals, without passing through a float. */
function round(whole, fraction, places) {
  const kept = fraction.slice(0, places).padEnd(places, "0");
  const up = (fraction[places] ?? "0") >= "5" ? 1n : 0n;
  const digits = (BigInt(whole + kept) + up).toString().padStart(places + 1, "0");
  return [digits.slice(0, digits.length - places), places ? digits.slice(-places) : ""];
}

/** How a column's cells are shown: `(cell) => string`, the same for each cell of the column. */
export function columnFormatter(column, cells) {
  if (isNumeric(column)) return numberFormatter(column, cells);
  if (column.class === "boolean") return (cell) => ({ t: "true", f: "false" })[cell] ?? cell;
  if (column.class === "timestamp") {
    const present = cells.filter((cell) => cell !== null);
    const isDays = present.length > 0 && present.every((cell) => MIDNIGHT.test(cell));
    return isDays ? (cell) => cell.replace(MIDNIGHT, "") : (cell) => cell;
  }
  return (cell) => cell;
}

function numberFormatter(column, cells) {
  const parts = cells.map((cell) => (cell === null ? null : PLAIN_NUMBER.exec(cell))).filter(Boolean);
  // Averages come with sixteen digits; beyond four decimals a column is rounded as a whole.
  const isLong = parts.some((part) => (part[3]?.length ?? 0) > 4);
  const isSmall = parts.some((part) => /^0+$/.test(part[2]) && /[1-9]/.test(part[3] ?? ""));
  const places = isSmall ? 4 : 2;
  const isGrouped = !NOT_A_QUANTITY.test(column.name);
  return (cell) => {
    const part = PLAIN_NUMBER.exec(cell);
    if (!part) return cell;
    let [, sign, whole, fraction = ""] = part;
    if (isLong) {
      const [shownWhole, shownFraction] = round(whole, fraction, places);
      const vanishes = /^0*$/.test(shownWhole + shownFraction) && /[1-9]/.test(whole + fraction);
      if (!vanishes) [whole, fraction] = [shownWhole, shownFraction];
    }
    const minus = sign === "-" && /[1-9]/.test(whole + fraction) ? "\u2212" : "";
    return `${minus}${isGrouped ? group(whole) : whole}${fraction ? `.${fraction}` : ""}`;
  };
}

/**
 * RFC 4180: CRLF, quotes where needed, NULL as nothing and the empty text as `""`. A text that
 * a spreadsheet would run as a formula gets an apostrophe before it; numbers never do.
 */
export function toCsv(columns, rows) {
  const head = columns.map((column) => csvField(column.name, false)).join(",");
  const lines = rows.map((row) => row.map((cell, index) => csvField(cell, isNumeric(columns[index]))).join(","));
  return [head, ...lines].map((line) => `${line}\r\n`).join("");
}

function csvField(cell, isNumber) {
  if (cell === null || cell === undefined) return "";
  const isSafe = isNumber && toNumber(cell) !== null;
  const text = !isSafe && /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file's name for a question: lower-case words, never empty. */
export function fileName(question) {
  const words = question.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${words.slice(0, 60).replace(/-+$/, "") || "answer"}.csv`;
}

/**
 * An element with attributes, listeners (`onclick`) and children; texts become text nodes,
 * and null children are left out. Nothing is ever parsed as markup.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A table of rows in a region that scrolls by itself. */
export function renderTable(columns, rows, caption) {
  const formats = columns.map((column, index) => columnFormatter(column, rows.map((row) => row[index] ?? null)));
  const heads = columns.map((column) =>
    el("th", { scope: "col", class: isNumeric(column) ? "number" : null, title: column.type_name || column.class },
      humanName(column.name)));
  const body = el("tbody");
  const addRows = (from, to) => {
    for (const row of rows.slice(from, to)) {
      body.append(el("tr", {}, columns.map((column, index) => renderCell(column, row[index], formats[index]))));
    }
  };
  addRows(0, ROWS_AT_ONCE);
  const table = el("table", {}, el("caption", { class: "unseen" }, caption), el("thead", {}, el("tr", {}, heads)), body);
  const scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": `Rows: ${caption}` }, table);
  if (rows.length <= ROWS_AT_ONCE) return scroller;
  const more = el("button", {
    type: "button",
    class: "quiet",
    onclick: () => {
      addRows(ROWS_AT_ONCE, rows.length);
      more.remove();
      scroller.focus();
    },
  }, `Show all ${group(String(rows.length))} rows`);
  return el("div", {}, scroller, more);
}

function renderCell(column, cell, format) {
  if (cell === null || cell === undefined) {
    return el("td", { class: isNumeric(column) ? "number null" : "null" }, el("span", { title: "no value" }, "NULL"));
  }
  const shown = format(cell);
  const isRounded = isNumeric(column) && shown.replace(/[,]/g, "").replace("\u2212", "-") !== cell;
  return el("td", { class: isNumeric(column) ? "number" : null, title: isRounded ? cell : null }, shown);
}
