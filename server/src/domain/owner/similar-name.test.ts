import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areNearEqual, marksOf, probesOf } from "./similar-name.ts";

/** Companies that nobody takes for one another, some of them on purpose nearly so. */
const different = [
  "Acme Inc",
  "Acme East",
  "Acme West",
  "Apex Holdings",
  "Globex Corporation",
  "Initech",
  "Umbrella Group",
  "Hooli",
  "Hooli EU",
  "Hooli UK",
  "Northwind Traders",
  "Southwind Traders",
  "Stark Industries",
  "Wayne Enterprises",
  "Wonka Chocolate",
  "Tyrell GmbH",
  "Cyberdyne Systems",
  "Contoso Ltd",
  "Growth Fund I",
  "Growth Fund II",
  "Growth Fund III",
  "Site 1",
  "Site 2",
  "Warehouse 10",
  "Warehouse 11",
  "Company A",
  "Company B",
  "3M",
  "3i Group",
  "Müller Bau GmbH",
  "Möller Logistik AG",
  "株式会社アクメ",
  "株式会社イニテック",
  "Рога и Копыта",
  "Ромашка",
  "Ελληνικά Πετρέλαια",
  "SAP SE",
  "SAS Institute",
  "Limited",
  "AG",
  "☃☃",
  "☂☂",
];

const name = fc.oneof(
  fc.constantFrom(...different),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc
    .array(
      fc.string({
        unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz0129")),
        minLength: 1,
        maxLength: 9,
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((words) => words.join(" ")),
);
/** Of two words at least, one of them long, as the rule about typos asks. */
const longName = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom(...Array.from("abcdefghjkmnpqrstuvwxyz")),
      minLength: 5,
      maxLength: 12,
    }),
    fc.constantFrom("Traders", "Bank", "Group", "Systems 12", "& Sons"),
  )
  .map((words) => words.join(" "));

describe("near-equal", () => {
  test.each([
    ["Acme Inc", "Acme, Inc."],
    ["Acme Inc", "ACME INC"],
    ["Acme Inc", "Acme"],
    ["Acme Inc", "Acme GmbH"],
    ["Acme Inc", "Acme  Inc"],
    ["Acme Inc", "Acme\u00a0Inc\u200b"],
    ["Acme Inc", "Асme Inc"],
    ["Acme Inc", "АСМЕ Іnc"],
    ["Google", "G00gle"],
    ["Initech", "lnitech"],
    ["Hooli Ltd", "Hooli Ltd."],
    ["Café Søn", "CAFE SON"],
    ["Straße AG", "Strasse"],
    ["Foo GmbH & Co. KG", "foo"],
    ["Foo and Sons", "Foo & Sons"],
    ["Bar S.à r.l.", "Bar"],
    ["Baz Sp. z o.o.", "BAZ"],
    ["O'Neill", "ONeill"],
    ["Northwind Traders", "North Wind Traders"],
    ["Northwind Traders", "Nortwhind Traders"],
    ["Stark Industries", "Stark Industreis"],
    ["Stark Industries", "Stark Industies Ltd"],
    ["Globex Corporation", "Globexx Corporation"].map((each) =>
      each.replace("Corp", "Logistics Corp"),
    ),
  ])("%s and %s", (one, other) => {
    expect(areNearEqual(one ?? "", other ?? "")).toBe(true);
  });

  test("no two of a list of different companies", () => {
    const found = different.flatMap((one, index) =>
      different
        .slice(index + 1)
        .filter((other) => areNearEqual(one, other))
        .map((other) => [one, other]),
    );
    expect(found).toEqual([]);
  });

  test("any name to itself, and in both directions alike", () => {
    fc.assert(fc.property(name, (one) => areNearEqual(one, one)));
    fc.assert(
      fc.property(
        name,
        name,
        (one, other) => areNearEqual(one, other) === areNearEqual(other, one),
      ),
      { numRuns: 2_000 },
    );
  });

  test("whatever is done to case, accents, white space, punctuation, legal form and letters", () => {
    const spoil: [string, (text: string) => string][] = [
      ["large", (text) => text.toUpperCase()],
      ["accents", (text) => text.replace(/[aeou]/g, (letter) => `${letter}\u0301`)],
      ["composed", (text) => text.replaceAll("a", "ä").normalize("NFC")],
      ["spaces", (text) => ` ${text.replaceAll(" ", "\u2003 ")}`],
      ["no spaces", (text) => text.replaceAll(" ", "")],
      ["signs", (text) => `${text.replaceAll(" ", ", ")}.`],
      ["invisible", (text) => text.replace(/(?<=.)(?=.)/, "\u200b")],
      [
        "wide",
        (text) =>
          text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
      ],
      [
        "Cyrillic",
        (text) =>
          text.replace(/[aceopxy]/g, (letter) => "асеорху"["aceopxy".indexOf(letter)] ?? letter),
      ],
      [
        "Greek",
        (text) => text.replace(/[oktn]/g, (letter) => "οκτν"["oktn".indexOf(letter)] ?? letter),
      ],
      ...["Inc", "Ltd.", "GmbH", "LLC", "S.A.", "Limited", "GmbH & Co. KG", ", Inc."].map(
        (form): [string, (text: string) => string] => [form, (text) => `${text} ${form}`],
      ),
    ];
    fc.assert(
      fc.property(longName, fc.subarray(spoil, { minLength: 1 }), (before, done) => {
        const after = done.reduce((text, [, change]) => change(text), before);
        expect([before, after, areNearEqual(before, after)]).toEqual([before, after, true]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a typo in a long word: a letter more, less, another, or two changed round", () => {
    fc.assert(
      fc.property(
        longName,
        fc.nat(3),
        fc.nat(4),
        fc.constantFrom("q", "z", "k"),
        (before, kind, at, letter) => {
          const [start, end] = [before.slice(0, at), before.slice(at)];
          const typo = [
            `${start}${letter}${end}`,
            `${start}${end.slice(1)}`,
            `${start}${letter}${end.slice(1)}`,
            at < 4 ? `${start}${end.charAt(1)}${end.charAt(0)}${end.slice(2)}` : before,
          ][kind];
          expect([before, typo, areNearEqual(before, typo ?? "")]).toEqual([before, typo, true]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("a digit is never a typo", () => {
    fc.assert(
      fc.property(longName, fc.nat(99), fc.nat(99), (text, one, other) => {
        expect(areNearEqual(`${text} ${one}`, `${text} ${other}`)).toBe(one === other);
      }),
    );
  });
});

test("near-equal names find one another by their marks", () => {
  const finds = (one: string, other: string) => {
    const [probes, marks] = [probesOf(one), marksOf(other)];
    return (
      probes.whole === marks.whole ||
      (marks.head !== null && probes.heads.includes(marks.head)) ||
      (marks.tail !== null && probes.tails.includes(marks.tail))
    );
  };
  const letters = fc.string({
    unit: fc.constantFrom("a", "b", "1", " "),
    minLength: 6,
    maxLength: 14,
  });
  fc.assert(
    fc.property(letters, letters, (one, other) => !areNearEqual(one, other) || finds(one, other)),
    { numRuns: 20_000 },
  );
  fc.assert(
    fc.property(longName, fc.nat(8), fc.constantFrom("", "q", "qq"), (one, at, letter) => {
      const other = one.slice(0, at) + letter + one.slice(at + 1);
      expect(!areNearEqual(one, other) || (finds(one, other) && finds(other, one))).toBe(true);
    }),
  );
});

test("F13: what nobody sees is ignored when names are compared", () => {
  for (const [one, other] of [
    ["می\u200cخواهم شرکت", "میخواهم شرکت"],
    ["क्\u200dषेत्र कंपनी", "क्षेत्र कंपनी"],
    ["I \u2764\ufe0f HR Services", "I \u2764 HR Services"],
    ["葛\u{e0100}城商事", "葛城商事"],
  ] as const)
    expect([one, areNearEqual(one, other)]).toEqual([one, true]);
});
