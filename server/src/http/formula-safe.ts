/** What a spreadsheet takes for the beginning of a formula, also behind apostrophes of ours. */
const formula = /^'*[=+\-@\t\r]/;

/** A text that no spreadsheet reckons with: an apostrophe stands before what would be a formula. `fromFormulaSafe` takes it off again. */
export function formulaSafe(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text as it was before `formulaSafe`. */
export function fromFormulaSafe(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
