import { describe, expect, test } from "vitest";
import {
  aboutLink,
  explainAccount,
  explainError,
  explanations,
  findExplanations,
  replyTo,
} from "./explain.ts";

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
    expect(idOf(null, "The invoice has expired.")).toBeUndefined();
    expect(idOf(null, null)).toBeUndefined();
    expect(idOf("", "")).toBeUndefined();
  });
});

describe("F14: a vendor's code", () => {
  const unknown = [
    [
      "access_denied",
      "AADSTS900945: something new",
      "https://login.microsoftonline.com/error?code=900945",
    ],
    [
      "invalid_grant",
      "AADSTS399284 (administrator has not consented)",
      "https://login.microsoftonline.com/error?code=399284",
    ],
    [null, "OAUTH_SOMETHING_NEW : An error", "https://help.salesforce.com/"],
    ["access_denied", "Error 403: brand_new_policy", "https://support.google.com/"],
    ["invalid_client", "E0000999", "https://developer.okta.com/"],
    ["AADSTS900945", null, "https://login.microsoftonline.com/error?code=900945"],
  ] as const;

  test.each(unknown)("that nobody explains here blames nobody: %s, %s", (code, text, source) => {
    const explanation = explainError({ code, text });
    expect(explanation).toMatchObject({ id: "vendor-code", acts: null, reply: null });
    expect(explanation?.source).toContain(source);
    expect(findExplanations(`${code} ${text}`)[0]).toMatchObject({ id: "vendor-code" });
  });

  test.each([
    ["access_denied", "AADSTS50105: The signed in user is not assigned", "not-assigned"],
    ["access_denied", "error=access_denied&error_description=AADSTS50076", "second-factor"],
    ["invalid_grant", "AADSTS50126: invalid username or password", "wrong-password"],
    ["invalid_client", "app must be installed into org", "salesforce-not-installed"],
    [null, "OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error", "salesforce-not-installed"],
    ["access_denied", "Error 400: admin_policy_enforced", "administrator-consent"],
    ["org_internal", "Error 403: org_internal", "google-internal"],
    ["invalid_grant", "EntityOrRoleDisabled", "netsuite-role"],
    ["server_error", "AADSTS99999 and AADSTS53003", "blocked-by-policy"],
  ])("that is known wins over the OAuth code beside it: %s, %s", (code, text, id) => {
    expect(idOf(code, text)).toBe(id);
  });

  test("of Microsoft's: forty and more are explained, each with its source", () => {
    const codes = explanations.flatMap((each) =>
      each.codes.filter((code) => code.startsWith("AADSTS")),
    );
    expect(codes.length).toBeGreaterThan(40);
    const ofVendors = explanations.filter(
      ({ id, codes: own }) =>
        /^(salesforce|netsuite|google)/.test(id) ||
        (own.length > 0 && own.every((code) => code.startsWith("AADSTS"))),
    );
    expect(ofVendors.length).toBeGreaterThan(12);
    for (const { id, source } of ofVendors)
      expect([id, source]).toEqual([id, expect.stringMatching(/^https:\/\/\w/)]);
  });
});

describe("W6: about a link that still has time left", () => {
  test.each(explanations.map((explanation) => [explanation.id, explanation] as const))(
    "%s never says that it has expired",
    (_, explanation) => {
      const { cause, next, reply } = aboutLink(explanation, true);
      // the text may name what the person sees; a sign-in, a key or a password may have expired
      const said = [cause, next, replyTo({ ...explanation, reply }, "BambooHR")].join(" ");
      expect(said).not.toMatch(
        /link('s time)? has (just )?(passed|expired)|expired link|re-issue|send you a new/i,
      );
    },
  );

  test("of one whose time has passed, or about none, all stays as it was", () => {
    for (const explanation of explanations)
      for (const isOpen of [false, null]) expect(aboutLink(explanation, isOpen)).toBe(explanation);
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
