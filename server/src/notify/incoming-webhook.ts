import type { MessageSink, Sent } from "../domain/ports/message-sink.ts";
import type { Secret } from "../domain/ports/secret.ts";
import { readWebhookAnswer } from "./webhook-answer.ts";
import { codeOf, timedOut, whyNeverSent } from "../network-code.ts";

/** ms; Slack answers within a second, and who waits for nothing else can wait */
const timeout = 10_000;
/** Statuses at which the same message may pass later. */
const passing = [408, 425, 429];
/** letters of an answer that are read */
const bodyAtMost = 2000;
interface Options {
  /** ms; who does not answer is waited for no longer */
  wait?: number;
  /** told how each try ended */
  onSent?: (result: Sent["result"]) => void;
}

export interface IncomingWebhook extends MessageSink {
  /** Breaks off what is under way. */
  stop(): void;
}

/** A Slack-compatible incoming webhook. Its address is the secret: only its host is ever told. Redirects are not followed, for they could lead anywhere. */
export function createIncomingWebhook(
  address: Secret,
  { wait = timeout, onSent = () => {} }: Options = {},
): IncomingWebhook {
  const stopping = new AbortController();
  return {
    host: new URL(address.reveal()).host,
    stop: () => stopping.abort(),
    async send(text) {
      const signal = AbortSignal.any([AbortSignal.timeout(wait), stopping.signal]);
      const sent = await post(address, text, signal).then(answered, broke);
      onSent(sent.result);
      return sent;
    },
  };
}

interface Answer {
  response: Response;
  /** the first letters of what it says */
  body: string;
}

async function post(address: Secret, text: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(address.reveal(), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
    redirect: "manual",
    signal,
  });
  return { response, body: await beginningOf(response) };
}

async function beginningOf(response: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= bodyAtMost) break;
  }
  return text.slice(0, bodyAtMost);
}

function answered({ response, body }: Answer): Sent {
  const answer = readWebhookAnswer(response.status, body);
  const { status, problem } = answer;
  if (answer.ok) return { result: "delivered" };
  if (status >= 500 || passing.includes(status))
    return {
      result: "failed",
      problem,
      mayHaveActed: false,
      retryAfter: secondsOf(response.headers.get("retry-after")),
    };
  return { result: "refused", problem, gone: answer.gone };
}

/** Retry-After is a number of seconds or a date. */
function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const seconds = /^\s*\d+\s*$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/** The error's own text is not passed on: it may name the address. */
function broke(error: unknown): Sent {
  const never = whyNeverSent(codeOf(error));
  const problem = never
    ? `The webhook could not be reached: ${never}.`
    : timedOut(error)
      ? "The webhook did not answer in time."
      : "The connection to the webhook broke.";
  return { result: "failed", problem, mayHaveActed: never === undefined, retryAfter: null };
}
