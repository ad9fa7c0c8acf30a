// Text cut into coloured pieces: a question by what its words became, and SQL by its tokens.

/** What the kinds of links are called, in the order of the legend. */
export const LINK_KINDS = new Map([
  ["table", "Table"],
  ["column", "Column"],
  ["value", "Value in the data"],
  ["constant", "Number or date"],
  ["operation", "Operation"],
  ["unknown", "Not understood"],
]);

/** A link's kind, or `unknown` where the service says something newer than this page. */
export const linkKind = (link) => (LINK_KINDS.has(link.kind) ? link.kind : "unknown");

/**
 * Cuts a question at its links' UTF-16 offsets. The pieces' texts make up the question again.
 * A link whose words are not at its place (a follow-up keeps those of the questions before)
 * or that overlaps one already placed is returned apart.
 */
export function cutQuestion(question, links) {
  const placed = [];
  const apart = [];
  const byStart = [...links].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  for (const link of byStart) {
    const isHere = link.start >= end && link.end > link.start && question.slice(link.start, link.end) === link.text;
    if (isHere) {
      placed.push(link);
      end = link.end;
    } else {
      apart.push(link);
    }
  }
  const pieces = [];
  let at = 0;
  for (const link of placed) {
    if (link.start > at) pieces.push({ text: question.slice(at, link.start), link: null });
    pieces.push({ text: link.text, link });
    at = link.end;
  }
  if (at < question.length) pieces.push({ text: question.slice(at), link: null });
  return { pieces, apart };
}

const KEYWORDS = new Set(
  ("all and any as asc between both by case cast collate cross current_date current_timestamp date day desc distinct " +
    "else end escape except exists extract false fetch filter first following for from full group having hour ilike in " +
    "inner intersect interval is join last lateral left like limit minute month natural not null nulls offset on or order " +
    "outer over partition preceding quarter range recursive right row rows second select similar some symmetric then " +
    "time timestamp to trailing true unbounded union using values week when where window with within year zone").split(" "),
);

const SQL_TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    String.raw`(?<string>\$(?<tag>[A-Za-z_]\w*)?\$[\s\S]*?(?:\$\k<tag>\$|$)|[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|[bBnNxX]?'(?:[^']|'')*(?:'|$))`,
    String.raw`(?<parameter>\$\d+)`,
    String.raw`(?<name>"(?:[^"]|"")*(?:"|$))`,
    String.raw`(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<mark>[\s\S])`,
  ].join("|"),
  "guy",
);

/**
 * SQL's tokens as `{kind, text}`: `keyword`, `function`, `name`, `string`, `number`, `parameter`,
 * `comment`, `space` or `mark`. The texts make up the SQL again.
 */
export function sqlTokens(sql) {
  const tokens = [];
  for (const { groups } of sql.matchAll(SQL_TOKEN)) {
    const { tag, ...kinds } = groups;
    const [kind, text] = Object.entries(kinds).find(([, found]) => found !== undefined);
    tokens.push({ kind, text });
  }
  tokens.forEach((token, index) => {
    if (token.kind !== "word") return;
    const isCall = tokens[index + 1]?.text === "(";
    if (KEYWORDS.has(token.text.toLowerCase())) token.kind = "keyword";
    else token.kind = isCall ? "function" : "name";
  });
  return tokens;
}

const CLAUSES = new Set(["from", "where", "group", "having", "order", "limit", "offset", "union", "intersect", "except", "window"]);
const JOINS = new Set(["join", "left", "right", "full", "inner", "cross"]);

/**
 * The same SQL over several lines, where it came as one: a clause a line, subqueries indented.
 * Only white space between tokens changes, so the meaning does not.
 */
export function breakSql(sql) {
  if (sql.includes("\n") || sql.length < 60) return sql;
  const tokens = sqlTokens(sql);
  const subqueries = [];
  const words = (index) => {
    const next = tokens.slice(index).find((token) => token.kind !== "space");
    return next?.text.toLowerCase();
  };
  let out = "";
  let isJoining = false;
  const newLine = () => {
    out = `${out.trimEnd()}\n${"  ".repeat(subqueries.filter(Boolean).length)}`;
  };
  tokens.forEach((token, index) => {
    const word = token.text.toLowerCase();
    if (token.text === "(") {
      const holdsQuery = ["select", "with"].includes(words(index + 1));
      out += "(";
      subqueries.push(holdsQuery);
      if (holdsQuery) newLine();
    } else if (token.text === ")") {
      if (subqueries.pop()) newLine();
      out += ")";
    } else if (token.kind === "space") {
      if (!/\s$/.test(out)) out += " ";
    } else {
      const isTop = subqueries.length === 0 || subqueries.at(-1);
      if (token.kind === "keyword" && isTop && out.trim()) {
        const isCall = words(index + 1) === "(" && ["left", "right"].includes(word);
        if (CLAUSES.has(word)) newLine();
        else if (JOINS.has(word) && !isCall) {
          if (!isJoining) newLine();
          isJoining = word !== "join";
        }
      }
      out += token.text;
    }
  });
  return out;
}

/** SQL for pasting elsewhere: its parameters follow as comments. */
export function sqlWithParameters(sql, parameters) {
  if (parameters.length === 0) return sql;
  const lines = parameters.map((value, index) => `-- $${index + 1} = ${literal(value)}`);
  return `${sql.trimEnd()}\n${lines.join("\n")}\n`;
}

/** A parameter as it would be typed, on one line. */
export function literal(value) {
  if (value === null || value === undefined) return "NULL";
  const oneLine = String(value).replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  return `'${oneLine.replaceAll("'", "''")}'`;
}
