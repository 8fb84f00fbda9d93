import { OwnerInput } from "@connect-console/shared/owner";
import { isIdTitle, isNameTitle } from "./columns.ts";

/** A row of a file of owners as it was read; neither checked nor trimmed. */
export interface OwnerLine {
  /** of the file, where the row begins; the first is 1 */
  line: number;
  id: string;
  name: string;
  /** why it is no owner, as far as the file alone tells */
  problem: string | null;
  /** what follows could not be read, so nothing of the file may be written */
  isBroken?: true;
}

/** "Ã¼" is "ü" that was read in the wrong encoding; a replacement character stands for a letter that was lost */
const wrongEncoding = /\uFFFD|[ÂÃ][\u0080-\u00BF]/;

/** #N/A, #REF!, #NAME?, #DIV/0!, and what they are in other languages (#NV, #BEZUG!) */
const formulaError = /^#(?:N\/A|NV|N\/D|REF!|¿?\p{Lu}{3,12}[!?]|DIV\/0!)$/u;
/** a long number as a spreadsheet shows it: digits are lost */
const shortened = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** What a spreadsheet may have done to a row that is an owner all the same; undefined: nothing that can be seen. */
export function spreadsheetTrace({ id }: OwnerInput): string | undefined {
  if (!shortened.test(id)) return undefined;
  return `“${id}” is how a spreadsheet shows a long number: the digits of the ID are probably lost. Format the column as text and export it again.`;
}

export type CheckedLine = { owner: OwnerInput; problem: null } | { owner: null; problem: string };

/** The owner of a row, as staff could have typed it; else what is wrong with it, in a sentence. */
export function checkOwnerLine({ id, name, problem }: OwnerLine): CheckedLine {
  const wrong = problem ?? problemOf(id, name);
  if (wrong !== null) return { owner: null, problem: wrong };
  const { success, data, error } = OwnerInput.safeParse({ id, name });
  if (success) return { owner: data, problem: null };
  const [issue] = error.issues;
  return {
    owner: null,
    problem: `Check the ${issue?.path[0] === "id" ? "ID" : "name"}. ${issue?.message}`,
  };
}

function problemOf(id: string, name: string): string | null {
  if (wrongEncoding.test(id + name))
    return "Letters were lost or changed when the file was saved in another encoding; save it as UTF-8.";
  if (id.trim().startsWith("=") || name.trim().startsWith("="))
    return "It begins with “=”, as a spreadsheet's formula does.";
  const failed = [id, name].find((text) => formulaError.test(text.trim()));
  if (failed !== undefined)
    return `“${failed.trim()}” is what a spreadsheet shows where a formula failed.`;
  const title = isIdTitle(id) ? id : isNameTitle(name) ? name : null;
  if (title !== null) return `“${title.trim()}” names a column; it is no owner.`;
  return null;
}
