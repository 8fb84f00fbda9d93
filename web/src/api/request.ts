import { ApiError } from "@connect-console/shared/api-error";
import type * as z from "zod/mini";
import { ApiProblem } from "./api-problem.ts";
import { returnInteraction, takeInteraction } from "./interaction.ts";
import { noteServerDate, serverNow } from "./server-time.ts";

/** The window's event where the console no longer knows who asks; the frame says so. */
export const signInEnded = "sign-in-ended";

interface Options {
  method?: "HEAD";
  /** makes it a POST */
  body?: unknown;
  /** the same with a file instead of JSON */
  csv?: Blob;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** ms that the answer may take; a read has 20 s, a press as long as it needs */
  withinMs?: number;
  /** goes on where the page is left */
  keepalive?: boolean;
}

const readWithinMs = 20_000;
const fileWithinMs = 10 * 60_000;

/** Asks the console's server and reads the answer by its schema. Throws `ApiProblem`. */
export async function request<T extends z.ZodMiniType>(
  schema: T,
  path: string,
  options: Options = {},
): Promise<z.output<T>> {
  const response = await send(path, options);
  if (endsAtProxy(response)) throw sessionEnded();
  noteServerDate(response.headers.get("date"));
  const json = await jsonOf(response, options.signal);
  if (!response.ok) throw problemFrom(json, response);
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new ApiProblem("unreadable", `The answer of ${path.split("?")[0]} could not be read.`);
  return parsed.data;
}

/** Reads an answer as a file. Throws `ApiProblem`, also where the answer breaks off. */
export async function requestFile(path: string): Promise<Blob> {
  const response = await send(path, { withinMs: fileWithinMs });
  if (endsAtProxy(response)) throw sessionEnded();
  if (!response.ok) throw problemFrom(await jsonOf(response, undefined), response);
  try {
    return await response.blob();
  } catch {
    throw new ApiProblem("unreachable", "The file broke off before its end.");
  }
}

/** The status of an answer, without its body. Throws `ApiProblem`. */
export async function statusOf(path: string): Promise<number> {
  const response = await send(path, { method: "HEAD" });
  if (endsAtProxy(response)) throw sessionEnded();
  if (response.status === 401) window.dispatchEvent(new Event(signInEnded));
  return response.status;
}

/** Whether a proxy in front answered in the console's place because its own session is over: it leads elsewhere, or shows its own page. */
function endsAtProxy(response: Response): boolean {
  const isPage = /^text\/html\b/i.test(response.headers.get("content-type") ?? "");
  return response.type === "opaqueredirect" || (isPage && response.status === 200);
}

function sessionEnded(): ApiProblem {
  window.dispatchEvent(new Event(signInEnded));
  return new ApiProblem("not_signed_in", "Your session has ended.");
}

/** The answer's JSON, null where it is none. Throws where the connection broke before its end. */
async function jsonOf(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw failureOf(error, signal);
  }
}

async function send(
  path: string,
  { method, body, csv, idempotencyKey, signal, withinMs, keepalive = false }: Options,
): Promise<Response> {
  const sent = csv ?? (body === undefined ? undefined : JSON.stringify(body));
  const pressed = takeInteraction();
  const headers = {
    accept: "application/json",
    // a proxy that knows it answers 401 instead of leading to its own sign-in
    "x-requested-with": "XMLHttpRequest",
    // the server puts the end of the sign-in off by this only
    ...(pressed && { "x-after-press": "1" }),
    ...(sent !== undefined && { "content-type": csv ? "text/csv" : "application/json" }),
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
  };
  const limit = withinMs ?? (sent === undefined ? readWithinMs : null);
  const signals = [signal ?? [], limit === null ? [] : AbortSignal.timeout(limit)].flat();
  try {
    return await fetch(path, {
      headers,
      keepalive,
      ...(method && { method }),
      // the console itself leads nowhere; what does is a proxy before it
      redirect: "manual",
      ...(sent !== undefined && { method: "POST", body: sent }),
      ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
    });
  } catch (error) {
    if (pressed) returnInteraction();
    throw failureOf(error, signal);
  }
}

/** Why no answer came; what was given up here passes as it is. */
function failureOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return error;
  if (error instanceof DOMException && error.name === "TimeoutError")
    return new ApiProblem("unreachable", "The console did not answer in time.");
  return new ApiProblem(
    "unreachable",
    navigator.onLine ? "The console did not answer." : "You’re offline.",
  );
}

function problemFrom(json: unknown, { status, headers }: Response): ApiProblem {
  const parsed = ApiError.safeParse(json);
  if (!parsed.success && status === 401) return sessionEnded();
  if (!parsed.success)
    return new ApiProblem("unreadable", `The console answered with status ${status}.`);
  const { code, message } = parsed.data.error;
  if (code === "not_signed_in") window.dispatchEvent(new Event(signInEnded));
  return new ApiProblem(code, message, parsed.data.error, retryAt(headers.get("retry-after")));
}

/** Our server names seconds; anything else says nothing. */
function retryAt(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? serverNow() + Number(header) * 1_000 : null;
}

/** A query string without what is empty; lists become repeated parameters. */
export function queryString(
  parameters: Record<string, string | number | string[] | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== "") search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
