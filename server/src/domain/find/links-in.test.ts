import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linksIn } from "./links-in.ts";

const link = fc
  .tuple(fc.domain(), fc.stringMatching(/^[A-Za-z0-9._~-]{19,60}[A-Za-z0-9_~-]$/))
  .map(([host, token]) => `https://${host}/start?token=${token}`);
const before = fc.constantFrom("", "Hello ", "open:\n", "<", "(", "[here](", '"', "*", "„", "« ");
const after = fc.constantFrom(
  "",
  " ",
  "\n",
  ">",
  ")",
  '"',
  ".",
  ", ",
  "!",
  "*",
  ". Thanks",
  "“",
  " »",
);

test("a link is found whatever stands around it", () => {
  fc.assert(
    fc.property(before, link, after, (start, each, end) => {
      expect(linksIn(start + each + end).links).toContain(each);
    }),
  );
});

test("of a text without a link nothing is compared, and of many links only the first ones", () => {
  expect(linksIn("Acme Corp, please call back")).toEqual({ links: [], tokens: [] });
  const many = Array.from({ length: 500 }, (_, index) => `https://a.example/${index}`);
  const { links, tokens } = linksIn(many.join(" "));
  expect(links.length + tokens.length).toBeLessThan(500);
});

describe("F15: the token of a link is found", () => {
  const token = "q7_Zk-3vB9xYt0aLm2Nc4Pd6Rf8Sg1Uh5Wi_Xj-Oe7Tz9KbV";
  const plain = `https://app.stackone.com/embedded/integrations?token=${token}`;
  const encoded = encodeURIComponent(plain);
  const proofpoint = plain.replace(/[^\w./]|[_]/g, (sign) =>
    sign === "-" || sign === "_" || /\W/.test(sign)
      ? `-${sign.charCodeAt(0).toString(16).toUpperCase()}`
      : sign,
  );
  const half = Math.floor(token.length / 2);
  const broken = (between: string) => plain.slice(0, -half) + between + plain.slice(-half);

  test.each<[string, string]>([
    ["bare", token],
    [
      "SafeLinks",
      `https://nam02.safelinks.protection.outlook.com/?url=${encoded}&data=05%7C02%7C&sdata=abc%3D&reserved=0`,
    ],
    [
      "SafeLinks in a ticket that encodes once more",
      encodeURIComponent(`https://eur01.safelinks.protection.outlook.com/?url=${encoded}&data=1`),
    ],
    [
      "Proofpoint v2",
      `https://urldefense.proofpoint.com/v2/url?u=${proofpoint.replaceAll("/", "_")}&d=DwMFaQ&c=abc&r=def&m=ghi&s=jkl&e=`,
    ],
    ["Proofpoint v3", `https://urldefense.com/v3/__${plain}__;!!ABC123!xyz$`],
    [
      "Proofpoint v3 with a sign of its own and one slash",
      `https://urldefense.com/v3/__${plain.replace("://", ":/").replace("?token=", "*token*")}__;${Buffer.from("?=").toString("base64url")}!!ABC!x$`,
    ],
    [
      "Proofpoint v3 with a run",
      `https://urldefense.com/v3/__${plain.replace("?t", "**Aoken".slice(0, 3))}__;${Buffer.from("?t").toString("base64url")}!!ABC!x$`,
    ],
    ["Google's redirector", `https://www.google.com/url?q=${encoded}&sa=D&source=calendar`],
    ["Barracuda", `https://linkprotect.cudasvc.com/url?a=${encoded}&c=E,1,abc,1&typo=1`],
    ["Cisco", `https://secure-web.cisco.com/1abcDEF/${encoded}`],
    [
      "Sophos",
      `https://eu-west-1.protection.sophos.com?d=stackone.com&u=${Buffer.from(plain).toString("base64")}&i=abc`,
    ],
    [
      "SafeLinks around Proofpoint",
      `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://urldefense.com/v3/__${plain}__;!!A!b$`)}&data=1`,
    ],
    ["a line break", `Please open\n${broken("\n")}\nThank you`],
    ["a break with a carriage return and an indent", broken("\r\n    ")],
    ["a quoted reply", `> Hello,\n> ${broken("\n> ")}\n> Kind regards`],
    ["two levels of quotes", `>> ${broken("\n>> ")}`],
    ["the source of a mail", `open ${broken("=\r\n").replace("token=", "token=3D")}`],
    ["a space", broken(" ")],
    ["an invisible break", broken("\u200b")],
    ["a soft hyphen", broken("\u00ad")],
    ["campaign parameters behind it", `${plain}&utm_source=newsletter&utm_medium=email&mc_cid=1`],
    ["campaign parameters before it", plain.replace("?token", "?utm_source=x&token")],
    ["a fragment", `${plain}#top`],
    ["HTML", `<a href="${plain.replace("?token", "?a=1&amp;token")}">${plain}</a>`],
    ["JSON", `{"link":"${plain.replaceAll("/", "\\/").replace("=", "\\u003d")}"}`],
    ["German quotes", `„${plain}“`],
    ["French quotes", `« ${plain} »`],
    ["Polish quotes", `„${plain}”`],
    ["Japanese quotes", `「${plain}」`],
    ["a full stop", `Open ${plain}.`],
    ["Markdown", `[open](${plain})`],
    ["without a scheme", plain.replace("https://", "")],
    ["capitals in its name", plain.replace("token=", "Token=")],
    ["a token in the path", `https://app.stackone.com/embedded/${token}/start`],
  ])("%s", (_, text) => expect(linksIn(text).tokens).toContain(token));
});

test("A4: whatever is pasted, little is compared", () => {
  const texts = [
    "/v3/__",
    "?u=https-3A",
    "%25",
    "aHR0c",
    "token=",
    "https://a.b/",
    "a".repeat(40) + " ",
  ];
  for (const piece of texts) {
    const { links, tokens } = linksIn(piece.repeat(Math.ceil(10_000 / piece.length)));
    expect(links.length + tokens.length).toBeLessThan(450);
  }
});
