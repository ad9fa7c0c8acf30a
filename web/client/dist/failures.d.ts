import type { components } from "./api.js";
/** A problem document (RFC 9457), as the service sends it. */
export type Problem = components["schemas"]["Problem"];
/** What every failure of this client is. An abort is none: it rejects with the signal's own reason. */
export declare class PlainqueryError extends Error {
    name: string;
}
/** The service refused or failed, and said why. */
export declare class ProblemError extends PlainqueryError {
    readonly problem: Problem;
    /** Seconds after which it may work, where the service said so. */
    readonly retryAfterSeconds?: number | undefined;
    name: string;
    /** The stable id: the last part of the problem's `type`. */
    readonly id: string;
    constructor(problem: Problem, 
    /** Seconds after which it may work, where the service said so. */
    retryAfterSeconds?: number | undefined);
    get status(): number;
    get kind(): Problem["kind"];
}
/** Something other than the service answered, or the answer is none of the API. */
export declare class ProtocolError extends PlainqueryError {
    readonly status: number;
    readonly requestId?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
    name: string;
    constructor(message: string, status: number, requestId?: string | undefined, retryAfterSeconds?: number | undefined);
}
/** No answer came, or it broke off. */
export declare class ConnectionError extends PlainqueryError {
    name: string;
}
