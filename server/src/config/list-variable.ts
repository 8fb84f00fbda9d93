/** The parts of a list variable, as they are written. A backslash before a comma, an equals sign, a dot or a backslash takes that sign literally; before anything else it is itself. */
export function partsOf(text: string, separator: "," | "="): string[] {
  return cut(text, separator);
}

/** The names in a path of claims, separated by dots, without their escapes. */
export function namesIn(path: string): string[] {
  return cut(path, ".").map(unescaped);
}

/** The part as it is meant: without its escapes and the space around it. */
export function unescaped(part: string): string {
  return part.trim().replace(/\\([,=.\\])/g, "$1");
}

function cut(text: string, separator: string): string[] {
  const parts = [""];
  for (const [sign] of text.matchAll(/\\[,=.\\]|[\s\S]/g)) {
    if (sign === separator) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
