/** One choice of a filter. */
export interface Option {
  value: string;
  label: string;
}

/** The choices, and what the address names beside them, so that it can be seen and taken away. */
export function withChosen(options: Option[], chosen: string[] = []): Option[] {
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...missing.map((value) => ({ value, label: value }))];
}
