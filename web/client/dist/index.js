// src/events.ts
async function* eventsOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let event = "";
  let data = [];
  try {
    for (; ; ) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const isSplit = !done && rest.endsWith("\r");
      const lines = (isSplit ? rest.slice(0, -1) : rest).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? "") + (isSplit ? "\r" : "");
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) yield { event: event || "message", data: data.join("\n") };
          event = "";
          data = [];
          continue;
        }
        const colon = line.indexOf(":");
        const field = colon < 0 ? line : line.slice(0, colon);
        const value2 = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "event") event = value2;
        else if (field === "data") data.push(value2);
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {
    });
  }
}

// src/failures.ts
var PlainqueryError = class extends Error {
  name = "PlainqueryError";
};
var ProblemError = class extends PlainqueryError {
  constructor(problem, retryAfterSeconds) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
    this.id = problem.type.slice(problem.type.lastIndexOf(":") + 1);
  }
  name = "ProblemError";
  /** The stable id: the last part of the problem's `type`. */
  id;
  get status() {
    return this.problem.status;
  }
  get kind() {
    return this.problem.kind;
  }
};
var ProtocolError = class extends PlainqueryError {
  constructor(message, status, requestId, retryAfterSeconds) {
    super(message);
    this.status = status;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
  name = "ProtocolError";
};
var ConnectionError = class extends PlainqueryError {
  name = "ConnectionError";
};

// src/client.ts
var Plainquery = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  /** A question to rows, in one piece. */
  ask(request, options) {
    return this.#post("/v1/ask", request, options);
  }
  /**
   * A question to rows, as they come: `stage` after each stage, `query` before the SQL runs, `columns`,
   * then `rows` as often as it takes, and `answer` (without the rows) last. Leaving the loop ends the
   * request.
   */
  async *askStream(request, options = {}) {
    const response = await this.#send("/v1/ask", "text/event-stream", request, options);
    if (!isOfType(response, "text/event-stream") || response.body === null) {
      throw unexpected(response, "the answer is no stream of events");
    }
    let isComplete = false;
    try {
      for await (const { event, data } of eventsOf(response.body)) {
        const value = parsed(data);
        if (!isObject(value)) throw unexpected(response, "an event's data is no JSON object");
        if (event === "problem") throw new ProblemError(value);
        isComplete = event === "answer";
        yield { event, data: value };
      }
    } catch (error) {
      throw error instanceof TypeError ? broken(error, options.signal) : error;
    }
    if (!isComplete) throw new ConnectionError("the answer broke off before its end");
  }
  /** The tables that matter for a question. */
  retrieve(request, options) {
    return this.#post("/v1/retrieve", request, options);
  }
  /** SQL for a question, which is not run. */
  generate(request, options) {
    return this.#post("/v1/generate", request, options);
  }
  /** Whether SQL may run, and as what. */
  validate(request, options) {
    return this.#post("/v1/validate", request, options);
  }
  /** The rows of a plan of {@link validate} or {@link generate}. */
  execute(request, options) {
    return this.#post("/v1/execute", request, options);
  }
  /** What may be asked about. */
  schema(options) {
    return this.#get("/v1/schema", options);
  }
  /** Whether the service is set up. */
  health(options) {
    return this.#get("/healthz", options);
  }
  /** Whether questions can be answered now. */
  ready(options) {
    return this.#get("/readyz", options);
  }
  async #get(path, options) {
    return await this.#json(path, void 0, options);
  }
  async #post(path, body, options) {
    return await this.#json(path, body, options);
  }
  async #json(path, body, options = {}) {
    const response = await this.#send(path, "application/json", body, options);
    const value = await contentOf(response, options.signal);
    if (!isObject(value)) throw unexpected(response, "the answer is no JSON object");
    return value;
  }
  /** The answer to a request, once it is known to be a good one. */
  async #send(path, accept, body, { signal, requestId }) {
    const { baseUrl, key, fetch = globalThis.fetch } = this.#options;
    const headers = {
      accept: `${accept}, application/problem+json;q=0.1`,
      authorization: `Bearer ${typeof key === "function" ? await key() : key}`
    };
    if (body !== void 0) headers["content-type"] = "application/json";
    if (requestId !== void 0) headers["x-request-id"] = requestId;
    const init = {
      method: body === void 0 ? "GET" : "POST",
      headers,
      cache: "no-store",
      credentials: "omit",
      // A redirect would carry the key to wherever it points.
      redirect: "error"
    };
    if (body !== void 0) init.body = JSON.stringify(body);
    if (signal !== void 0) init.signal = signal;
    let response;
    try {
      response = await fetch(baseUrl === void 0 ? path : new URL(path, baseUrl), init);
    } catch (error) {
      throw broken(error, signal);
    }
    if (response.ok) return response;
    const problem = await contentOf(response, signal);
    if (isProblem(problem)) throw new ProblemError(problem, retryAfter(response));
    throw unexpected(response, `status ${response.status} without a problem document`);
  }
};
async function gathered(events) {
  const rows = [];
  let answer;
  for await (const event of events) {
    if (event.event === "rows") for (const row of event.data.rows) rows.push(row);
    if (event.event === "answer") answer = event.data;
  }
  if (answer === void 0) throw new ConnectionError("the answer broke off before its end");
  return { ...answer, rows };
}
async function contentOf(response, signal) {
  try {
    return parsed(await response.text());
  } catch (error) {
    throw broken(error, signal);
  }
}
function broken(error, signal) {
  if (signal?.aborted) return signal.reason;
  return new ConnectionError("the service cannot be reached, or the connection broke", { cause: error });
}
function unexpected(response, message) {
  return new ProtocolError(message, response.status, response.headers.get("x-request-id") ?? void 0, retryAfter(response));
}
function retryAfter(response) {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return seconds > 0 ? seconds : void 0;
}
var isOfType = (response, type) => response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() === type;
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var isProblem = (value) => isObject(value) && ["type", "title", "kind"].every((name) => typeof value[name] === "string");
export {
  ConnectionError,
  Plainquery,
  PlainqueryError,
  ProblemError,
  ProtocolError,
  gathered
};
