import type { components, paths } from "./api.js";
type Schemas = components["schemas"];
export type AskRequest = Schemas["AskRequest"];
export type AskResponse = Schemas["AskResponse"];
/** An event of a streamed answer. A `problem` is thrown and never seen as one. */
export type AskEvent = Exclude<Schemas["AskEvent"], {
    event: "problem";
}>;
type PathsWith<Method extends "get" | "post"> = {
    [Path in keyof paths]: paths[Path][Method] extends {
        responses: unknown;
    } ? Path : never;
}[keyof paths];
type Json<Content> = Content extends {
    content: {
        "application/json": infer Body;
    };
} ? Body : never;
type Body<Path extends PathsWith<"post">> = Json<NonNullable<paths[Path]["post"]> extends {
    requestBody: infer Request;
} ? Request : never>;
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
export declare class Plainquery {
    #private;
    constructor(options: ClientOptions);
    /** A question to rows, in one piece. */
    ask(request: AskRequest, options?: RequestOptions): Promise<AskResponse>;
    /**
     * A question to rows, as they come: `stage` after each stage, `query` before the SQL runs, `columns`,
     * then `rows` as often as it takes, and `answer` (without the rows) last. Leaving the loop ends the
     * request.
     */
    askStream(request: AskRequest, options?: RequestOptions): AsyncGenerator<AskEvent, void, undefined>;
    /** The tables that matter for a question. */
    retrieve(request: Body<"/v1/retrieve">, options?: RequestOptions): Promise<{
        tables: components["schemas"]["RetrievedTable"][];
        warnings?: string[];
    }>;
    /** SQL for a question, which is not run. */
    generate(request: Body<"/v1/generate">, options?: RequestOptions): Promise<{
        author?: components["schemas"]["Author"];
        confidence?: number;
        links: components["schemas"]["WordLink"][];
        message?: string;
        notes: string[];
        options?: string[];
        outcome: components["schemas"]["Outcome"];
        parameters?: (string | null)[];
        plan?: string;
        reason?: string;
        sql?: string;
        tables: string[];
        today: string;
        usage: components["schemas"]["Usage"];
    }>;
    /** Whether SQL may run, and as what. */
    validate(request: Body<"/v1/validate">, options?: RequestOptions): Promise<{
        columns: components["schemas"]["ValidatedColumn"][];
        diagnostics: components["schemas"]["WireDiagnostic"][];
        explanation: string[];
        ok: boolean;
        plan?: string;
        sql?: string;
        tables: string[];
        warnings: components["schemas"]["WireWarning"][];
    }>;
    /** The rows of a plan of {@link validate} or {@link generate}. */
    execute(request: Body<"/v1/execute">, options?: RequestOptions): Promise<{
        chart?: components["schemas"]["Chart"];
        columns: components["schemas"]["OutputColumn"][];
        message: string;
        parameters?: (string | null)[];
        request_id: string;
        rows: (string | null)[][];
        sql: string;
        timings: components["schemas"]["Timing"][];
        truncated: boolean;
        warnings?: string[];
    }>;
    /** What may be asked about. */
    schema(options?: RequestOptions): Promise<{
        database: string;
        dialect: components["schemas"]["Dialect"];
        suggestions: string[];
        tables: components["schemas"]["SchemaTable"][];
        version: string;
    }>;
    /** Whether the service is set up. */
    health(options?: RequestOptions): Promise<{
        status: "ok";
    }>;
    /** Whether questions can be answered now. */
    ready(options?: RequestOptions): Promise<{
        cache?: "ok" | "failed";
        database?: "ok";
        status: "ready";
    }>;
}
/** A streamed answer put together: as {@link Plainquery.ask} gives it. */
export declare function gathered(events: AsyncIterable<AskEvent>): Promise<AskResponse>;
export {};
