import type { Secret } from "../../domain/ports/secret.ts";
import type { Purpose } from "../../domain/ports/stackone.ts";
import { type NetworkFailure, networkFailure } from "./network-failure.ts";

/** bytes; a page of 100 accounts has about 100 kB */
const largestBody = 8 * 1024 * 1024;

/** One question to StackOne. */
export interface Call {
  method: "GET" | "POST" | "DELETE";
  path: string;
  /** the path without ids, for the log */
  route: string;
  query?: [string, string][];
  body?: unknown;
  purpose: Purpose;
  /** It changes something at StackOne: never repeated where StackOne may have acted (docs/rules.md, 10). */
  acts?: true;
  /** texts that an error must not repeat, beside the key */
  secrets?: string[];
}

/** `json` is undefined when the body is not JSON or too large. */
export interface Answer {
  status: number;
  headers: Headers;
  json: unknown;
}

export interface Timeouts {
  /** ms, from the first byte sent to the last received */
  read: number;
  create: number;
}

export type Send = (call: Call) => Promise<Answer | NetworkFailure>;

interface TransportOptions {
  baseUrl: string;
  apiKey: Secret;
  userAgent: string;
  timeouts: Timeouts;
  fetch: typeof globalThis.fetch;
  /** the moment the head of an answer is here */
  onHead(headers: Headers, askedAt: number): void;
  now(): number;
}

/** Sends one request once. Redirects are not followed, for they would carry the key elsewhere. */
export function createTransport(options: TransportOptions): Send {
  const base = options.baseUrl.replace(/\/+$/, "");
  // Basic with an empty password; without the colon StackOne answers 401 (docs/stackone.md, 9).
  const authorization = `Basic ${Buffer.from(`${options.apiKey.reveal()}:`).toString("base64")}`;
  return async (call) => {
    const url = new URL(base + call.path);
    for (const [name, value] of call.query ?? []) url.searchParams.append(name, value);
    const askedAt = options.now();
    try {
      const response = await options.fetch(url, {
        method: call.method,
        redirect: "manual",
        signal: AbortSignal.timeout(call.acts ? options.timeouts.create : options.timeouts.read),
        headers: {
          accept: "application/json",
          authorization,
          // StackOne may answer 403 without one (docs/stackone.md, 9).
          "user-agent": options.userAgent,
          ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      options.onHead(response.headers, askedAt);
      return { status: response.status, headers: response.headers, json: await readJson(response) };
    } catch (error) {
      return networkFailure(error, call.acts === true);
    }
  };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await readText(response);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined where it is too large. */
async function readText(response: Response): Promise<string | undefined> {
  // fetch takes no more than what was announced, and to read it at once costs least
  const announced = Number(response.headers.get("content-length") ?? Number.NaN);
  if (announced <= largestBody && !response.headers.has("content-encoding")) return response.text();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
