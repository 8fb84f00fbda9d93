import { randomUUID } from "node:crypto";
import autocannon from "autocannon";

export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
}

/** Asks `url` as fast as it answers, over `connections`, for `seconds`. Each request carries a new idempotency key. */
export async function load(
  url: string,
  options: { body?: object; seconds: number; connections: number },
): Promise<Load> {
  const result = await autocannon({
    url,
    connections: options.connections,
    duration: options.seconds,
    requests: [
      {
        method: options.body === undefined ? "GET" : "POST",
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        setupRequest: (request) => ({
          ...request,
          headers: {
            ...request.headers,
            "content-type": "application/json",
            "idempotency-key": randomUUID(),
          },
        }),
      },
    ],
  });
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
