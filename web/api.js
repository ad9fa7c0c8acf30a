// The service as the page sees it: requests, failures, and what to tell the user about them.

const KEY_PATTERN = /(?:^#|&)key=([^&]*)/;
const DEADLINE_MS = 120_000;

/** A request that did not end in an answer. `kind` is a problem document's kind or one of ours. */
export class Failure extends Error {
  constructor(kind, { status = 0, title = "", detail = "", requestId = "", retryAfterSeconds = 0 } = {}) {
    super(detail || title || kind);
    Object.assign(this, { kind, status, title, detail, requestId, retryAfterSeconds });
  }
}

/** The key in a URL's fragment, or null. `+` is kept: keys may be base64. */
export function keyFromFragment(fragment) {
  const encoded = KEY_PATTERN.exec(fragment)?.[1];
  if (!encoded) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Whether a key can travel in an HTTP header. */
export const isSendableKey = (key) => /^[\x21-\x7e]+$/.test(key);

async function send(path, { key, body, signal, fetch = globalThis.fetch, deadlineMs = DEADLINE_MS }) {
  if (!key) throw new Failure("unauthenticated", { status: 401 });
  if (!isSendableKey(key)) {
    throw new Failure("unauthenticated", { status: 401, detail: "the key holds characters that no key has" });
  }
  const abort = new AbortController();
  const cancel = () => abort.abort();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    abort.abort();
  }, deadlineMs);
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    const response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json, application/problem+json",
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: abort.signal,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
    const text = await response.text();
    return { response, value: parse(text) };
  } catch (error) {
    if (expired) throw new Failure("timeout");
    if (abort.signal.aborted) throw new Failure("cancelled");
    throw new Failure("network", { detail: String(error?.message ?? error) });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The failure that a response with an error status stands for. */
export function failureOf(status, headers, problem) {
  const isProblem = problem !== null && typeof problem === "object" && typeof problem.kind === "string";
  const seconds = Number.parseInt(headers.get("retry-after") ?? "", 10);
  const fallback = { 401: "unauthenticated", 403: "forbidden", 413: "too_large", 429: "rate_limited" }[status];
  return new Failure(isProblem ? problem.kind : (fallback ?? (status >= 500 ? "upstream_unavailable" : "invalid_request")), {
    status,
    title: isProblem ? String(problem.title ?? "") : "",
    detail: isProblem ? String(problem.detail ?? "") : "",
    requestId: (isProblem && problem.request_id) || headers.get("x-request-id") || "",
    retryAfterSeconds: seconds > 0 ? seconds : 0,
  });
}

async function call(path, options, looksRight) {
  const { response, value } = await send(path, options);
  if (!response.ok) throw failureOf(response.status, response.headers, value);
  if (value === null || typeof value !== "object" || !looksRight(value)) {
    throw new Failure("upstream_protocol", {
      status: response.status,
      requestId: response.headers.get("x-request-id") ?? "",
    });
  }
  return value;
}

/** Asks a question. Fields that the service leaves out when empty are filled in. */
export async function ask({ question, conversation, maxRows, ...options }) {
  const body = { question };
  if (conversation) body.conversation = conversation;
  if (maxRows) body.max_rows = maxRows;
  const answer = await call("/v1/ask", { ...options, body }, (value) =>
    ["answer", "clarify", "refuse"].includes(value.outcome));
  return {
    options: [], parameters: [], columns: [], rows: [], links: [], tables: [],
    explanation: [], warnings: [], timings: [], usage: {}, ...answer,
  };
}

/** The tables that may be asked about, and questions to begin with. */
export async function schema(options) {
  const found = await call("/v1/schema", options, (value) => Array.isArray(value.tables));
  return { suggestions: [], ...found };
}

/**
 * A failure in words for the user: what is wrong, what to do, and the step to offer:
 * `key`, `retry`, `restart` or null.
 */
export function describeFailure(failure, hasConversation = false) {
  const said = words(failure, hasConversation);
  return { ...said, text: said.text.trim() };
}

function words(failure, hasConversation) {
  const detail = sentence(failure.detail);
  const wait = failure.retryAfterSeconds;
  switch (failure.kind) {
    case "unauthenticated":
      return { title: "The key was not accepted", text: `${detail}Enter a valid key to go on.`, step: "key" };
    case "forbidden":
      return { title: "Your key may not do this", text: `${detail}Ask the operator for access, or use another key.`, step: "key" };
    case "rate_limited":
      return {
        title: "Too many questions at once",
        text: wait ? `Try again in ${wait} ${wait === 1 ? "second" : "seconds"}.` : "Wait a moment, then try again.",
        step: "retry",
      };
    case "network":
      return { title: "The service cannot be reached", text: "Check that it is running and that you are online, then try again.", step: "retry" };
    case "timeout":
      return { title: "It took too long", text: `${detail}Ask for less, such as one year or one region, or try again.`, step: "retry" };
    case "too_large":
      return { title: "The question is too long", text: `${detail}Shorten it and ask again.`, step: null };
    case "upstream_unavailable":
    case "upstream_protocol":
      return { title: "The database or the model did not answer", text: `${detail}This is often over soon: try again.`, step: "retry" };
    case "misconfigured":
      return { title: "The service is not set up correctly", text: `${detail}Its operator has to put this right.`, step: null };
    case "invalid_request":
      return hasConversation
        ? { title: "The question could not be read", text: `${detail}Try it in a new conversation.`, step: "restart" }
        : { title: "The question could not be read", text: `${detail}Put it in other words.`, step: null };
    case "refused":
      return { title: "Not permitted", text: detail || "The service refuses this question. Ask for something else.", step: null };
    default:
      return { title: sentence(failure.title).replace(/\. $/, "") || "Something went wrong", text: `${detail}Try again; if it stays, report the request id.`, step: "retry" };
  }
}

/** `text` as a sentence with a capital, a full stop and a space after it; empty stays empty. */
function sentence(text) {
  const trimmed = text.trim();
  if (!trimmed) return "";
  const capital = trimmed[0].toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? `${capital} ` : `${capital}. `;
}
