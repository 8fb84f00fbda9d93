const lettersWithoutAccentForm: Record<string, string> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ς: "σ",
};

/** The words of a name in small letters, without accents and signs; "O'Neill" and "S.A." are one word each. */
export function nameWords(name: string): string[] {
  return plainLetters(name)
    .replace(/['’‘`´ʼ.·]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** A name without case, accents, punctuation and spaces, for finding it again; a name of signs only stays as it is. */
export function normalizeName(name: string): string {
  return nameWords(name).join("") || plainLetters(name);
}

/** A text in small letters, without accents. */
export function plainLetters(name: string): string {
  const letters = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{DI}]/gu, "");
  return letters.replace(/[øłđðħßæœıς]/g, (letter) => lettersWithoutAccentForm[letter] ?? letter);
}
