import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Simulation } from "./simulation.ts";

/** An answer as StackOne gives it: `{statusCode, message, timestamp}`; the SDKs refuse one without `timestamp`. */
export class StackOneError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly extra: Record<string, unknown>;

  constructor(
    status: number,
    message: string,
    more: { headers?: Record<string, string>; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.extra = more.extra ?? {};
  }
}

export function answerError(sim: Simulation, c: Context, error: StackOneError): Response {
  return c.json(
    { statusCode: error.status, message: error.message, timestamp: sim.iso(), ...error.extra },
    error.status as ContentfulStatusCode,
    error.headers,
  );
}
