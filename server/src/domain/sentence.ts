/** StackOne's own words at the end of a sentence of ours: with a period, unless they have one. */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
