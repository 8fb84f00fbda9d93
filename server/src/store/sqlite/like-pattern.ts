/** A LIKE pattern for "contains", to be used with `escape '\'`. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
