import { accountExplanations } from "./account.ts";
import { hubExplanations } from "./hub.ts";
import { signInExplanations } from "./sign-in.ts";
import { vendorCodesIn, vendorExplanations } from "./vendor.ts";
import type { Explanation } from "./explanation.ts";

/** Every explanation there is, what customers see most first. */
export const explanations: readonly Explanation[] = [
  ...hubExplanations,
  ...signInExplanations,
  ...vendorExplanations,
  ...accountExplanations,
];

/**
 * What an error of an attempt means: what its text names (AADSTS90094 in an access_denied) is more exact than its code, and over a vendor's code that
 * nobody explains here no OAuth code explains anything. Null: not known.
 */
export function explainError(error: {
  code: string | null;
  text: string | null;
}): Explanation | null {
  const code = error.code?.trim().toLowerCase() ?? "";
  return (
    ofVendor(`${error.text ?? ""} ${error.code?.trim() ?? ""}`) ??
    named(error.text ?? "") ??
    explanations.find(({ codes }) => codes.some((each) => each.toLowerCase() === code)) ??
    named(code)
  );
}

/** The explanation of a vendor's code in this text; where none is known, one that blames nobody and leads to the vendor's list. */
function ofVendor(text: string): Explanation | null {
  const found = vendorCodesIn(text);
  for (const { code } of found) {
    const known = explanations.find(({ codes }) =>
      codes.some((each) => each.toLowerCase() === code.toLowerCase()),
    );
    if (known) return known;
  }
  return found[0] ? unknownCode(found[0]) : null;
}

function unknownCode({ vendor, code, source }: ReturnType<typeof vendorCodesIn>[0]): Explanation {
  return {
    id: "vendor-code",
    name: code,
    codes: [],
    texts: [],
    cause: `${vendor} sent the code ${code}, which we don’t explain yet.`,
    acts: null,
    next: `Look the code up in ${vendor}’s own list before you answer the customer.`,
    reply: null,
    source,
  };
}

/** The explanation as it holds for a link: one that still has time left is never called expired. `isOpen` null: about no link. */
export function aboutLink(explanation: Explanation, isOpen: boolean | null): Explanation {
  return isOpen && explanation.whileOpen
    ? { ...explanation, ...explanation.whileOpen }
    : explanation;
}

/** What the status of an account means, the reasons before the status. Null for an active account and for what is not known. */
export function explainAccount(account: {
  status: string;
  statusReasons: readonly { code: string | null; description: string | null }[];
}): Explanation | null {
  if (account.status === "active") return null;
  // disabled or paused by us: whatever else is said, a link does not help
  const status = explainError({ code: `status:${account.status}`, text: null });
  if (status && status.acts !== "customer") return status;
  for (const { code, description } of account.statusReasons) {
    const reason = explainError({ code, text: description });
    if (reason) return reason;
  }
  return status;
}

/** The reply to the customer with the system's name in it; "your system" begins a sentence with a capital, names are left as they are. */
export function replyTo({ reply }: Explanation, providerName: string): string | null {
  const first = providerName.replace(/^your /, "Your ");
  return (
    reply &&
    reply
      .replaceAll(/(^|[.!?] )\{provider\}/g, (_, before: string) => before + first)
      .replaceAll("{provider}", () => providerName)
  );
}

/** What may be meant by a text that somebody typed or pasted, best first; all of them for an empty text. */
export function findExplanations(text: string): Explanation[] {
  const asked = plain(text);
  if (asked === "") return [...explanations];
  const vendor = ofVendor(text);
  const known = explanations
    .filter(({ id }) => id !== vendor?.id)
    .map((explanation) => ({ explanation, score: score(explanation, asked) }))
    .filter((found) => found.score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map((found) => found.explanation);
  return vendor ? [vendor, ...known] : known;
}

/** The explanation whose code or text stands in this text; the longest one wins. */
function named(text: string): Explanation | null {
  const asked = plain(text);
  const [best] = explanations
    .map((explanation) => ({ explanation, length: longestNamed(explanation, asked) }))
    .toSorted((one, other) => other.length - one.length);
  return best && best.length > 0 ? best.explanation : null;
}

function longestNamed({ codes, texts }: Explanation, asked: string): number {
  // "expired" or "cancelled" alone is a code, but in a text it may be about anything
  const telling = codes.filter((code) => /[^a-z]/.test(code) && !code.startsWith("status:"));
  const lengths = [...telling, ...texts]
    .map(plain)
    .filter((each) => ` ${asked} `.includes(` ${each} `))
    .map((each) => each.length);
  return Math.max(0, ...lengths);
}

function score(explanation: Explanation, asked: string): number {
  const exact = longestNamed(explanation, asked);
  if (exact > 0) return 1000 + exact;
  const { name, codes, texts, cause, next } = explanation;
  const titles = plain([name, ...codes, ...texts].join(" "));
  if (titles.includes(asked)) return 500;
  const words = [...new Set(asked.split(" "))].filter((word) => word.length > 2);
  const found = (where: string) => words.filter((word) => where.includes(word)).length;
  if (words.length === 0 || found(`${titles} ${plain(`${cause} ${next}`)}`) < words.length)
    return 0;
  return 100 + found(titles);
}

/** characters that are compared; a mail with a screen's words in it is shorter */
const comparedAtMost = 10_000;

/** For comparing: lower case, without accents and punctuation. */
function plain(text: string): string {
  return text
    .slice(0, comparedAtMost)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
