// Asks a Plainquery service. `api.ts` is made from docs/openapi.json; the rest is written by hand.
export type { components, operations, paths } from "./api.js";
export { Plainquery, gathered } from "./client.js";
export type { AskEvent, AskRequest, AskResponse, ClientOptions, RequestOptions } from "./client.js";
export { ConnectionError, PlainqueryError, ProblemError, ProtocolError } from "./failures.js";
export type { Problem } from "./failures.js";
