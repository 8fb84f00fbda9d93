import { OwnerInput } from "@connect-console/shared/owner";
import type { OwnerLine } from "./owner-line.ts";

/** "Ã¼" is "ü" that was read in the wrong encoding; a replacement character stands for a letter that was lost */
const wrongEncoding = /\uFFFD|[ÂÃ][\u0080-\u00BF]/;

export type CheckedLine = { owner: OwnerInput; problem: null } | { owner: null; problem: string };

/** The owner of a row, as staff could have typed it; else what is wrong with it, in a sentence. */
export function checkOwnerLine({ id, name, problem }: OwnerLine): CheckedLine {
  const wrong = problem ?? problemOf(id, name);
  if (wrong !== null) return { owner: null, problem: wrong };
  const { success, data, error } = OwnerInput.safeParse({ id, name });
  if (success) return { owner: data, problem: null };
  const [issue] = error.issues;
  return { owner: null, problem: `The ${issue?.path.join(".")} ${issue?.message}.` };
}

function problemOf(id: string, name: string): string | null {
  if (wrongEncoding.test(id + name))
    return "Letters were lost or changed when the file was saved in another encoding; save it as UTF-8.";
  if (id.trim().startsWith("=") || name.trim().startsWith("="))
    return "It begins with “=”, as a spreadsheet's formula does.";
  return null;
}
