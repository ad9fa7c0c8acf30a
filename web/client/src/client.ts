import type { components, paths } from "./api.js";
import { eventsOf } from "./events.js";
import { ConnectionError, type Problem, ProblemError, ProtocolError } from "./failures.js";

type Schemas = components["schemas"];
export type AskRequest = Schemas["AskRequest"];
export type AskResponse = Schemas["AskResponse"];
/** An event of a streamed answer. A `problem` is thrown and never seen as one. */
export type AskEvent = Exclude<Schemas["AskEvent"], { event: "problem" }>;

type PathsWith<Method extends "get" | "post"> = {
  [Path in keyof paths]: paths[Path][Method] extends { responses: unknown } ? Path : never;
}[keyof paths];
type Json<Content> = Content extends { content: { "application/json": infer Body } } ? Body : never;
type Body<Path extends PathsWith<"post">> = Json<NonNullable<paths[Path]["post"]> extends { requestBody: infer Request } ? Request : never>;
type Answer<Path extends keyof paths, Method extends "get" | "post"> = NonNullable<paths[Path][Method]> extends {
  responses: { 200: infer Response };
}
  ? Json<Response>
  : never;

export interface ClientOptions {
  /** Where the service is; the page's own origin where it is absent. */
  baseUrl?: string | URL;
  /** An API key or a token; a function is asked before each request, so that tokens can be renewed. */
  key: string | (() => string | Promise<string>);
  /** In place of the global `fetch`. */
  fetch?: typeof globalThis.fetch;
}

export interface RequestOptions {
  /** Ends the request; `AbortSignal.timeout()` makes a deadline. */
  signal?: AbortSignal;
  /** Ties the request to the caller's own logs; the answer repeats it. */
  requestId?: string;
}

/** A service. It repeats nothing by itself: {@link ProblemError.retryAfterSeconds} says when it may help. */
export class Plainquery {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** A question to rows, in one piece. */
  ask(request: AskRequest, options?: RequestOptions): Promise<AskResponse> {
    return this.#post("/v1/ask", request, options);
  }

  /**
   * A question to rows, as they come: `stage` after each stage, `query` before the SQL runs, `columns`,
   * then `rows` as often as it takes, and `answer` (without the rows) last. Leaving the loop ends the
   * request.
   */
  async *askStream(request: AskRequest, options: RequestOptions = {}): AsyncGenerator<AskEvent, void, undefined> {
    const response = await this.#send("/v1/ask", "text/event-stream", request, options);
    if (!isOfType(response, "text/event-stream") || response.body === null) {
      throw unexpected(response, "the answer is no stream of events");
    }
    let isComplete = false;
    try {
      for await (const { event, data } of eventsOf(response.body)) {
        const value: unknown = parsed(data);
        if (!isObject(value)) throw unexpected(response, "an event's data is no JSON object");
        if (event === "problem") throw new ProblemError(value as Problem);
        isComplete = event === "answer";
        yield { event, data: value } as AskEvent;
      }
    } catch (error) {
      throw error instanceof TypeError ? broken(error, options.signal) : error;
    }
    if (!isComplete) throw new ConnectionError("the answer broke off before its end");
  }

  /** The tables that matter for a question. */
  retrieve(request: Body<"/v1/retrieve">, options?: RequestOptions) {
    return this.#post("/v1/retrieve", request, options);
  }

  /** SQL for a question, which is not run. */
  generate(request: Body<"/v1/generate">, options?: RequestOptions) {
    return this.#post("/v1/generate", request, options);
  }

  /** Whether SQL may run, and as what. */
  validate(request: Body<"/v1/validate">, options?: RequestOptions) {
    return this.#post("/v1/validate", request, options);
  }

  /** The rows of a plan of {@link validate} or {@link generate}. */
  execute(request: Body<"/v1/execute">, options?: RequestOptions) {
    return this.#post("/v1/execute", request, options);
  }

  /** What may be asked about. */
  schema(options?: RequestOptions) {
    return this.#get("/v1/schema", options);
  }

  /** Whether the service is set up. */
  health(options?: RequestOptions) {
    return this.#get("/healthz", options);
  }

  /** Whether questions can be answered now. */
  ready(options?: RequestOptions) {
    return this.#get("/readyz", options);
  }

  async #get<Path extends PathsWith<"get">>(path: Path, options?: RequestOptions) {
    return (await this.#json(path, undefined, options)) as Answer<Path, "get">;
  }

  async #post<Path extends PathsWith<"post">>(path: Path, body: Body<Path>, options?: RequestOptions) {
    return (await this.#json(path, body, options)) as Answer<Path, "post">;
  }

  async #json(path: string, body: unknown, options: RequestOptions = {}): Promise<object> {
    const response = await this.#send(path, "application/json", body, options);
    const value = await contentOf(response, options.signal);
    if (!isObject(value)) throw unexpected(response, "the answer is no JSON object");
    return value;
  }

  /** The answer to a request, once it is known to be a good one. */
  async #send(path: string, accept: string, body: unknown, { signal, requestId }: RequestOptions): Promise<Response> {
    const { baseUrl, key, fetch = globalThis.fetch } = this.#options;
    const headers: Record<string, string> = {
      accept: `${accept}, application/problem+json;q=0.1`,
      authorization: `Bearer ${typeof key === "function" ? await key() : key}`,
    };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (requestId !== undefined) headers["x-request-id"] = requestId;
    const init: RequestInit = {
      method: body === undefined ? "GET" : "POST",
      headers,
      cache: "no-store",
      credentials: "omit",
      // A redirect would carry the key to wherever it points.
      redirect: "error",
    };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal !== undefined) init.signal = signal;
    let response: Response;
    try {
      response = await fetch(baseUrl === undefined ? path : new URL(path, baseUrl), init);
    } catch (error) {
      throw broken(error, signal);
    }
    if (response.ok) return response;
    const problem = await contentOf(response, signal);
    if (isProblem(problem)) throw new ProblemError(problem, retryAfter(response));
    throw unexpected(response, `status ${response.status} without a problem document`);
  }
}

/** A streamed answer put together: as {@link Plainquery.ask} gives it. */
export async function gathered(events: AsyncIterable<AskEvent>): Promise<AskResponse> {
  const rows: AskResponse["rows"] = [];
  let answer: AskResponse | undefined;
  // To the very end: a stream that is left early ends its connection.
  for await (const event of events) {
    if (event.event === "rows") for (const row of event.data.rows) rows.push(row);
    if (event.event === "answer") answer = event.data;
  }
  if (answer === undefined) throw new ConnectionError("the answer broke off before its end");
  return { ...answer, rows };
}

async function contentOf(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return parsed(await response.text());
  } catch (error) {
    throw broken(error, signal);
  }
}

/** The reason of an abort, or the failure of the connection. */
function broken(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  return new ConnectionError("the service cannot be reached, or the connection broke", { cause: error });
}

function unexpected(response: Response, message: string): ProtocolError {
  return new ProtocolError(message, response.status, response.headers.get("x-request-id") ?? undefined, retryAfter(response));
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return seconds > 0 ? seconds : undefined;
}

const isOfType = (response: Response, type: string) =>
  response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() === type;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

const isProblem = (value: unknown): value is Problem =>
  isObject(value) && ["type", "title", "kind"].every((name) => typeof (value as Record<string, unknown>)[name] === "string");
