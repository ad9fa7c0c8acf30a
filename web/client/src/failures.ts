import type { components } from "./api.js";

/** A problem document (RFC 9457), as the service sends it. */
export type Problem = components["schemas"]["Problem"];

/** What every failure of this client is. An abort is none: it rejects with the signal's own reason. */
export class PlainqueryError extends Error {
  override name = "PlainqueryError";
}

/** The service refused or failed, and said why. */
export class ProblemError extends PlainqueryError {
  override name = "ProblemError";
  /** The stable id: the last part of the problem's `type`. */
  readonly id: string;

  constructor(
    readonly problem: Problem,
    /** Seconds after which it may work, where the service said so. */
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.detail ?? problem.title);
    this.id = problem.type.slice(problem.type.lastIndexOf(":") + 1);
  }

  get status(): number {
    return this.problem.status;
  }

  get kind(): Problem["kind"] {
    return this.problem.kind;
  }
}

/** Something other than the service answered, or the answer is none of the API. */
export class ProtocolError extends PlainqueryError {
  override name = "ProtocolError";

  constructor(
    message: string,
    readonly status: number,
    readonly requestId?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** No answer came, or it broke off. */
export class ConnectionError extends PlainqueryError {
  override name = "ConnectionError";
}
