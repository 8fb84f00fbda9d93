/**
 * What a spreadsheet takes for the beginning of a formula, its full-width signs too, behind what it may pass over: space, quotes,
 * invisible signs and apostrophes of ours.
 */
const formula = /^['"\s\p{Cf}]*[=+\-@＝＋－＠]/u;
/** Where a spreadsheet of another language, or one that was told so, begins a new cell. */
const separators = /([;\t\r\n])/;
/** A cell that begins with a separator which spreadsheets drop. */
const dropped = /^'*[\t\r]/;

/** A text that no spreadsheet reckons with: an apostrophe stands before what would be a formula, behind each separator too. `fromFormulaSafe` takes it off again. */
export function formulaSafe(text: string): string {
  const safe = text
    .split(separators)
    .map((part) => (formula.test(part) ? `'${part}` : part))
    .join("");
  return dropped.test(safe) ? `'${safe}` : safe;
}

/** The text as it was before `formulaSafe`. */
export function fromFormulaSafe(text: string): string {
  const safe = text.startsWith("'") && dropped.test(text) ? text.slice(1) : text;
  return safe
    .split(separators)
    .map((part) => (part.startsWith("'") && formula.test(part) ? part.slice(1) : part))
    .join("");
}
