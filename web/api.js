// The service as the page sees it: requests, failures, and what to tell the user about them.

import { Plainquery, ProblemError, ProtocolError, gathered } from "./client/dist/index.js";

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

/** What a call of the client failed with, as the page tells it. */
function failureOf(error, { isExpired, isCancelled }) {
  if (isExpired) return new Failure("timeout");
  if (isCancelled) return new Failure("cancelled");
  if (error instanceof ProblemError) {
    const { problem, status, kind, retryAfterSeconds } = error;
    return new Failure(kind, {
      status, title: problem.title, detail: problem.detail, requestId: problem.request_id, retryAfterSeconds,
    });
  }
  if (error instanceof ProtocolError) {
    const { status, requestId, retryAfterSeconds } = error;
    const kinds = { 401: "unauthenticated", 403: "forbidden", 413: "too_large", 429: "rate_limited" };
    const kind = kinds[status] ?? (status < 400 ? "upstream_protocol" : status >= 500 ? "upstream_unavailable" : "invalid_request");
    return new Failure(kind, { status, requestId, retryAfterSeconds });
  }
  return new Failure("network", { detail: String(error?.message ?? error) });
}

/** Calls the service within a deadline; whatever goes wrong is a Failure. */
async function call({ key, signal, fetch, deadlineMs = DEADLINE_MS, baseUrl }, work) {
  if (!key) throw new Failure("unauthenticated", { status: 401 });
  if (!isSendableKey(key)) {
    throw new Failure("unauthenticated", { status: 401, detail: "the key holds characters that no key has" });
  }
  const deadline = AbortSignal.timeout(deadlineMs);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    return await work(new Plainquery({ key, ...(baseUrl ? { baseUrl } : {}), ...(fetch ? { fetch } : {}) }), { signal: either });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw failureOf(error, { isExpired: deadline.aborted && !signal?.aborted, isCancelled: signal?.aborted });
  }
}

function checked(value, looksRight) {
  if (looksRight(value)) return value;
  throw new Failure("upstream_protocol", { status: 200, requestId: value.request_id });
}

/**
 * Asks a question. `onEvent` hears of the stages, the SQL and the rows as they come. Fields that the
 * service leaves out when empty are filled in.
 */
export async function ask({ question, conversation, maxRows, onEvent = () => {}, ...options }) {
  const request = { question };
  if (conversation) request.conversation = conversation;
  if (maxRows) request.max_rows = maxRows;
  const answer = await call(options, async (service, { signal }) => gathered(heard(service.askStream(request, { signal }), onEvent)));
  checked(answer, ({ outcome }) => ["answer", "clarify", "refuse"].includes(outcome));
  return {
    options: [], parameters: [], columns: [], rows: [], links: [], tables: [],
    explanation: [], warnings: [], timings: [], usage: {}, ...answer,
  };
}

async function* heard(events, onEvent) {
  for await (const event of events) {
    onEvent(event);
    yield event;
  }
}

/** The tables that may be asked about, and questions to begin with. */
export async function schema(options) {
  const found = await call(options, (service, { signal }) => service.schema({ signal }));
  return { suggestions: [], ...checked(found, ({ tables }) => Array.isArray(tables)) };
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
