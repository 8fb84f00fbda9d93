import type { Context } from "hono";
import { type StoreFailure, StoreError } from "../../domain/ports/store-error.ts";
import { storeSentence } from "../../domain/store-failure.ts";
import type { AppEnv } from "../deps.ts";
import { errorToLog } from "../middleware/error-handler.ts";
import { answerDocument } from "./document.ts";
import { notWritten } from "./texts.ts";

/** What `work` gives; where the store refuses to write a sign-in down, the document that says so. `to` is where the person wanted to go. */
export async function unlessStoreFails<Result>(
  c: Context<AppEnv>,
  to: string,
  work: () => Promise<Result>,
): Promise<Result | Response> {
  try {
    return await work();
  } catch (error) {
    const sentence = error instanceof StoreError ? storeSentence(error.failure) : undefined;
    if (sentence === undefined) throw error;
    const requestId = c.get("requestId");
    const { log } = c.get("deps").ports;
    log.error({ requestId, ...errorToLog(error) }, "a sign-in could not be written down");
    return answerDocument(c, notWritten(sentence, to));
  }
}

/** Why a sign-in that begins now could not be written down at its end; null: it could. A store that took nothing is asked again. */
export async function whyNotWritten(c: Context<AppEnv>): Promise<string | null> {
  const { store } = c.get("deps").ports;
  if (await store.ready().catch(() => false)) return null;
  const problem: StoreFailure | null = store.problem();
  return problem === null ? null : (storeSentence(problem) ?? null);
}
