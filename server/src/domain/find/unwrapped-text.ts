/** levels of wrapping that are taken off: a redirector inside of a mail filter's link, which a ticket system has encoded once more */
const levels = 4;
const textsAtMost = 16;

/** A text, and what it becomes when the wrappings of mail systems, redirectors and programs are taken off its links. */
export function unwrappedTexts(text: string): string[] {
  const all = new Set([text]);
  let newest = [text];
  for (let level = 0; level < levels; level++) {
    newest = newest.flatMap((each) => unwrappings.map((unwrap) => unwrap(each)));
    newest = [...new Set(newest)].filter((each) => !all.has(each));
    for (const each of newest) if (all.size < textsAtMost) all.add(each);
  }
  return [...all];
}

const unwrappings = [
  percentDecoded,
  entitiesDecoded,
  quotedPrintableDecoded,
  proofpointSecond,
  proofpointThird,
  base64Values,
];

/** SafeLinks, redirectors and encoded copies: the address within is percent-encoded. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

const entities: Record<string, string> = {
  "&amp;": "&",
  "&#38;": "&",
  "&#61;": "=",
  "&#x3d;": "=",
  "\\/": "/",
  "\\u0026": "&",
  "\\u003d": "=",
  "\\u003f": "?",
};

/** Copied from the source of a mail or from JSON. */
function entitiesDecoded(text: string): string {
  return text.replace(
    /&(?:amp|#38|#61|#x3d);|\\\/|\\u00(?:26|3d|3f)/gi,
    (name) => entities[name.toLowerCase()] ?? name,
  );
}

/** RFC 2045, 6.7: the source of a mail; a line that ends with "=" goes on. */
function quotedPrintableDecoded(text: string): string {
  if (!/=3D|=\r?\n/i.test(text)) return text;
  return text.replace(/=\r?\n/g, "").replace(/=3D/gi, "=");
}

/** urldefense.proofpoint.com/v2: in the value of `u` "-" stands for "%" and "_" for "/" — Proofpoint's URL Decoder API. */
function proofpointSecond(text: string): string {
  return text.replace(/[?&]u=(https?-3A[\w.~-]+)/gi, (_, value: string) => {
    return ` ${percentDecoded(value.replaceAll("-", "%").replaceAll("_", "/"))} `;
  });
}

/** How long a run is, by its letter: A is 2 — Proofpoint's URL Decoder API, version 3. */
const runs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** urldefense.com/v3/__ADDRESS__;BYTES!…: each "*" stands for the next of the bytes, and "**X" for a run of them. */
function proofpointThird(text: string): string {
  return text.replace(
    // up to the next beginning, so that many of them are not gone through again for each
    /\/v3\/__((?:(?!\/v3\/__)\S)+?)__;([\w-]*={0,2})/g,
    (_, address: string, bytes: string) => {
      const left = Array.from(decodedBase64(bytes));
      const whole = address.replace(/\*(?:\*([\w-]))?/g, (_sign, run: string | undefined) =>
        left.splice(0, run === undefined ? 1 : runs.indexOf(run) + 2).join(""),
      );
      return ` ${whole.replace(/^(https?:\/)(?!\/)/i, "$1/")} `;
    },
  );
}

/** Some filters keep the address in Base64; it begins with "http". */
function base64Values(text: string): string {
  return text.replace(/\baHR0c[\w+/-]+={0,2}/g, (value) => ` ${decodedBase64(value)} `);
}

function decodedBase64(text: string): string {
  try {
    const standard = text.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", "");
    const bytes = Uint8Array.from(atob(standard), (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}
