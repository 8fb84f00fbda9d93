const lettersWithoutAccentForm: Record<string, string> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
};

/** A name without case, accents, punctuation and spaces, for finding it again; a name of signs only stays as it is. */
export function fold(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const letters = plain.replace(
    /[øłđßæœı]/g,
    (letter) => lettersWithoutAccentForm[letter] ?? letter,
  );
  return letters.replace(/[^\p{L}\p{N}]/gu, "") || plain;
}

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
