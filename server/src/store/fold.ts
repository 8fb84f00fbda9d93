/** Text in which `search` finds any part of any of these values, whatever its case. */
export function searchText(values: (string | null | undefined)[]): string {
  return values
    .filter((value) => value != null)
    .join("\n")
    .toLowerCase();
}

/** A LIKE pattern for "contains", to be used with `escape '\'`. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
