import { configure } from "safe-stable-stringify";

const stringify = configure({ deterministic: byKey });

/** The same text for the same JSON, whatever the order of its keys, at every depth. Hashes of it are stored (`idempotency.body_hash`), so it never changes. */
export function canonicalJson(value: object): string {
  return stringify(value);
}

/** Whole numbers first and by size, as every JavaScript object keeps them, then by code unit: the order of the hashes that are stored. */
function byKey(one: string, other: string): number {
  const [first, second] = [indexOf(one), indexOf(other)];
  if (first !== second) return first < second ? -1 : 1;
  return one < other ? -1 : 1;
}

/** ECMA-262, array index; infinite: the key is none */
function indexOf(key: string): number {
  const number = Number(key) >>> 0;
  return String(number) === key && number < 2 ** 32 - 1 ? number : Number.POSITIVE_INFINITY;
}
