import { type Purpose, StackOneError } from "../../domain/ports/stackone.ts";
import type { Exchange } from "../request/retrying.ts";

/** What a look at one list saw. */
export interface ListAnswer {
  status: number;
  entries: object[];
  envelope: "array" | "data" | "other" | null;
}

/** One entry of a list, with or without more query; null: StackOne failed, and the health has noted it. */
export async function readListAnswer(
  exchange: Exchange,
  path: string,
  purpose: Purpose,
  query: [string, string][] = [],
): Promise<ListAnswer | null> {
  try {
    const paging: [string, string] = ["page_size", "1"];
    const answer = await exchange({
      method: "GET",
      path,
      route: path,
      query: [...query, paging],
      purpose,
    });
    return answerOf(answer.status, answer.json);
  } catch (error) {
    if (error instanceof StackOneError) return null;
    throw error;
  }
}

function answerOf(status: number, json: unknown): ListAnswer {
  const wrapped = typeof json === "object" && json !== null && "data" in json ? json.data : null;
  const list: unknown = Array.isArray(json) ? json : wrapped;
  const isEntry = (entry: unknown): entry is object => typeof entry === "object" && entry !== null;
  const envelope = Array.isArray(json) ? "array" : Array.isArray(wrapped) ? "data" : "other";
  return {
    status,
    entries: Array.isArray(list) ? list.filter(isEntry) : [],
    envelope: status >= 400 ? null : envelope,
  };
}
