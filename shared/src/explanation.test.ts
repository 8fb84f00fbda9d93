import { describe, expect, test } from "vitest";
import {
  explainAccount,
  explainError,
  explanations,
  findExplanations,
  replyTo,
} from "./explanation.ts";

const idOf = (code: string | null, text: string | null = null) => explainError({ code, text })?.id;

test("no code and no text stands for two things", () => {
  for (const pick of ["codes", "texts"] as const) {
    const all = explanations.flatMap((each) => each[pick].map((name) => name.toLowerCase()));
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  }
  expect(new Set(explanations.map(({ id }) => id)).size).toBe(explanations.length);
});

describe("an error of an attempt", () => {
  test.each(explanations.flatMap(({ id, codes }) => codes.map((code) => [code, id] as const)))(
    "%s is known, in any case of letters",
    (code, id) => {
      expect(idOf(code)).toBe(id);
      expect(idOf(` ${code.toUpperCase()} `)).toBe(id);
    },
  );

  test("what the text names is more exact than the code", () => {
    expect(idOf("access_denied", "The resource owner denied the request.")).toBe("denied");
    expect(idOf("access_denied", "AADSTS90094: The grant requires admin permissions.")).toBe(
      "administrator-consent",
    );
    expect(idOf("server_error", "AADSTS7000215: Invalid client secret provided.")).toBe(
      "invalid-client",
    );
    expect(idOf(null, "error=invalid_scope&error_description=nope")).toBe("invalid-scope");
  });

  test("what nobody knows stays unknown, also where it begins like something known", () => {
    expect(idOf("weather_too_bad", "It rains.")).toBeUndefined();
    expect(idOf(null, "AADSTS900945")).toBeUndefined();
    expect(idOf(null, "The invoice has expired.")).toBeUndefined();
    expect(idOf(null, null)).toBeUndefined();
    expect(idOf("", "")).toBeUndefined();
  });
});

describe("an account", () => {
  const account = (status: string, code: string | null = null, description: string | null = null) =>
    explainAccount({ status, statusReasons: code || description ? [{ code, description }] : [] })
      ?.id;

  test("is explained by its reason, else by its status; an active one needs no explanation", () => {
    expect(account("error", "AccountExpiredCredentialsError")).toBe("credentials-expired");
    expect(account("error", "SomethingNew")).toBe("credentials-refused");
    expect(account("expired")).toBe("credentials-expired");
    expect(account("active", "AccountExpiredCredentialsError")).toBeUndefined();
    expect(account("frozen")).toBeUndefined();
  });

  test("that we switched off or paused is ours to repair, whatever its reasons say", () => {
    for (const status of ["inactive", "suspended"])
      expect(
        explainAccount({
          status,
          statusReasons: [{ code: "AccountExpiredCredentialsError", description: null }],
        })?.acts,
      ).toBe("us");
  });
});

describe("the search", () => {
  test.each(explanations.flatMap(({ id, texts }) => texts.map((text) => [text, id] as const)))(
    "“%s” comes first, also in the middle of a mail",
    (text, id) => {
      expect(findExplanations(text)[0]?.id).toBe(id);
      expect(
        findExplanations(`Hi Robin,\n> ${text.toUpperCase()}\nthat is all I see. Best, Kim`)[0]?.id,
      ).toBe(id);
    },
  );

  test("forgives accents, quotes and half a sentence", () => {
    expect(findExplanations("“no configured integratións”")[0]?.id).toBe("empty-list");
    expect(findExplanations("expired link").map(({ id }) => id)).toContain("empty-list");
    expect(findExplanations("suspended")[0]?.id).toBe("suspended");
  });

  test("an empty text lists all, nonsense lists none", () => {
    expect(findExplanations("  ")).toHaveLength(explanations.length);
    expect(findExplanations("!?")).toHaveLength(explanations.length);
    expect(findExplanations("xyzzy plugh")).toEqual([]);
  });
});

test("every reply names the system where it has a place for it, and leaves no place open", () => {
  for (const explanation of explanations)
    expect(replyTo(explanation, "BambooHR") ?? "").not.toMatch(/[{}]/);
  const denied = explainError({ code: "access_denied", text: null });
  expect(denied && replyTo(denied, "BambooHR")).toContain("not approved in BambooHR");
  const consent = explainError({ code: "consent_required", text: null });
  expect(consent && replyTo(consent, "your system")).toMatch(
    /^Your system asks .* of your system /,
  );
  expect(consent && replyTo(consent, "monday.com $&")).toMatch(/^monday\.com \$& asks/);
});

test("whoever must act, the reply fits: only a customer's side is asked to do something again", () => {
  for (const { acts, reply, id } of explanations)
    if (acts === "customer" || acts === "customers_administrator")
      expect(reply, id).toMatch(/please/i);
});
