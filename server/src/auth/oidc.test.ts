import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeProvider, Jar, signInAt, startFakeProvider } from "./testing/fake-provider.ts";
import { ProviderUnavailable } from "./sign-in.ts";
import { refusalOf } from "./refusal.ts";

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(() => provider.stop());

const signedIn = { result: "signed_in", staff: { id: "una", role: "admin" } };

describe("F3: how the client's secret is sent", () => {
  const onlyIn =
    (taken: "header" | "body", refusal: object) =>
    ({ secretIn }: { secretIn: string }) =>
      secretIn === taken ? null : { status: 401, body: {}, ...refusal };
  const both = ["client_secret_basic", "client_secret_post"];

  test.each([
    [["client_secret_post"], ["body"]],
    [["client_secret_basic"], ["header"]],
    [["private_key_jwt", "client_secret_post"], ["body"]],
    [both, ["header"]],
    [undefined, ["header"]],
  ])("with %o it goes %o", async (named, expected) => {
    provider.description.token_endpoint_auth_methods_supported = named;
    expect(await signInAt(provider).comeBack()).toMatchObject(signedIn);
    expect(provider.tokenRequests.map(({ secretIn }) => secretIn)).toEqual(expected);
  });

  test.each([
    ["invalid_client", { body: { error: "invalid_client" } }],
    ["a challenge", { headers: { "www-authenticate": 'Basic realm="x"' } }],
    ["400 invalid_request", { status: 400, body: { error: "invalid_request" } }],
    ["400 unauthorized_client", { status: 400, body: { error: "unauthorized_client" } }],
    ["a page", { status: 403, headers: { "content-type": "text/html" }, body: "<p>no</p>" }],
    ["nothing that OAuth knows", { status: 400, body: { message: "no" } }],
  ])(
    "a refusal of Basic by %s leads to the second way, which is remembered",
    async (_, refusal) => {
      provider.refuse = onlyIn("body", refusal);
      for (const named of [both, undefined]) {
        provider.tokenRequests.length = 0;
        provider.description.token_endpoint_auth_methods_supported = named;
        const { comeBack } = signInAt(provider);
        expect(await comeBack()).toMatchObject(signedIn);
        expect(await comeBack()).toMatchObject(signedIn);
        const sent = provider.tokenRequests.map(({ secretIn }) => secretIn);
        expect(sent).toEqual(["header", "body", "body"]);
      }
    },
  );

  test("a refused code is not a refused client, and no outage is", async () => {
    for (const [status, error, why] of [
      [400, "invalid_grant", "code_refused"],
      [400, "temporarily_unavailable", "provider_busy"],
      [429, "slow_down", "provider_busy"],
      [503, "x", "provider_unavailable"],
    ] as const) {
      provider.tokenRequests.length = 0;
      provider.refuse = () => ({ status, body: { error } });
      expect(await signInAt(provider).comeBack()).toMatchObject({ why });
      expect(provider.tokenRequests).toHaveLength(1);
    }
  });

  test("a code that went with the first refusal does not hide it", async () => {
    provider.refuse = ({ secretIn }) =>
      secretIn === "header"
        ? { status: 401, body: { error: "invalid_client", error_description: "AADSTS7000222: x" } }
        : { status: 400, body: { error: "invalid_grant" } };
    expect(await signInAt(provider).comeBack()).toMatchObject({
      why: "client_refused",
      detail: { providerCode: "invalid_client", vendorCode: "AADSTS7000222", status: 401 },
    });
  });
});

describe("F4: what is asked for", () => {
  const scopeAt = async (offered: unknown, claim = "groups"): Promise<string | null> => {
    provider.description.scopes_supported = offered;
    const { begin } = signInAt(provider, { claim, map: [] });
    return (await begin(new Jar())).url.searchParams.get("scope");
  };

  test("is always name and address, and the groups' scope where it is offered", async () => {
    expect(await scopeAt(undefined)).toBe("openid profile email");
    expect(await scopeAt([])).toBe("openid profile email");
    expect(await scopeAt(["openid"])).toBe("openid profile email");
    expect(await scopeAt(["openid", "groups"])).toBe("openid profile email groups");
    expect(await scopeAt(["roles"], "realm_access.roles")).toBe("openid profile email roles");
    expect(await scopeAt(["a.b"], String.raw`a\.b`)).toBe("openid profile email a.b");
    expect(await scopeAt(["email"], "email")).toBe("openid profile email");
  });

  test("a description of the bare minimum is enough to come in and to go out", async () => {
    for (const name of ["response_types_supported", "subject_types_supported"])
      provider.description[name] = undefined;
    const { comeBack, flow } = signInAt(provider);
    const jar = new Jar();
    expect(await comeBack(jar)).toMatchObject(signedIn);
    expect(await flow.endUrl(jar.asked)).toBeNull();
  });

  test.each(["authorization_endpoint", "token_endpoint", "jwks_uri"])(
    "without %s sign-in does not work, and says so",
    async (name) => {
      provider.description[name] = undefined;
      const { comeBack } = signInAt(provider);
      const why = await comeBack().then(
        (finished) => finished.result === "refused" && finished.why,
        (error: unknown) => error instanceof ProviderUnavailable && refusalOf(error).why,
      );
      expect(why).toBe("provider_unavailable");
    },
  );
});

describe("F5: the ID token", () => {
  test.each([500, 2300, 2550, 4000])(
    "of %i characters and more is no part of the cookie",
    async (size) => {
      provider.claims.padding = "x".repeat(size);
      provider.description.end_session_endpoint = `${provider.issuer}/end`;
      const { comeBack, flow, kept } = signInAt(provider);
      const jar = new Jar();
      const finished = await comeBack(jar);
      expect(finished).toMatchObject(signedIn);
      expect([...jar.cookies.values()].join().length).toBeLessThan(600);
      const hint = (await flow.endUrl(jar.asked))?.searchParams.get("id_token_hint");
      if (size < 4000) {
        expect(hint?.split(".")).toHaveLength(3);
        expect([...kept.values()].join()).not.toContain(hint);
      }
    },
  );

  test("nobody else's is found", async () => {
    provider.description.end_session_endpoint = `${provider.issuer}/end`;
    const { comeBack, flow, kept } = signInAt(provider);
    const [una, vera] = [new Jar(), new Jar()];
    await comeBack(una);
    await comeBack(vera);
    const [[one, sealed] = ["", ""], [two] = [""]] = [...kept];
    kept.set(two, sealed);
    expect((await flow.endUrl(una.asked))?.searchParams.get("id_token_hint")).toBeTruthy();
    expect((await flow.endUrl(vera.asked))?.searchParams.get("id_token_hint")).toBeNull();
    kept.delete(one);
    expect((await flow.endUrl(una.asked))?.searchParams.get("id_token_hint")).toBeNull();
  });
});

describe("F6: failed sign-ins are told apart", () => {
  test.each([
    ["access_denied", "provider_refused"],
    ["login_required", "provider_refused"],
    ["temporarily_unavailable", "provider_busy"],
    ["server_error", "provider_busy"],
    ["invalid_scope", "client_refused"],
    ["unauthorized_client", "client_refused"],
  ])("the provider's %s is %s", async (error, why) => {
    const { begin, finish } = signInAt(provider);
    const jar = new Jar();
    const state = (await begin(jar)).url.searchParams.get("state");
    const described = "AADSTS50105: planted words";
    const query = new URLSearchParams({ state: state ?? "", error, error_description: described });
    const finished = await finish(jar, `?${query.toString()}`);
    expect(finished).toMatchObject({
      why,
      detail: { providerCode: error, vendorCode: "AADSTS50105" },
    });
    expect(JSON.stringify(finished)).not.toContain("planted");
  });

  test("an error that is no code does not come into the log", async () => {
    const { begin, finish } = signInAt(provider);
    const jar = new Jar();
    const state = (await begin(jar)).url.searchParams.get("state");
    const finished = await finish(jar, `?state=${state}&error=planted%0Aline`);
    expect(JSON.stringify(finished)).not.toContain("planted");
  });

  test("an expired secret is the console's trouble, not the person's", async () => {
    provider.refuse = () => ({
      status: 401,
      headers: { "www-authenticate": "Basic" },
      body: { error: "invalid_client", error_description: "AADSTS7000222: expired planted" },
    });
    const finished = await signInAt(provider).comeBack();
    expect(finished).toMatchObject({
      why: "client_refused",
      detail: { providerCode: "invalid_client", vendorCode: "AADSTS7000222", status: 401 },
    });
    expect(JSON.stringify(finished)).not.toContain("planted");
  });

  test("another issuer is named beside the expected one: in the description, the callback and the ID token", async () => {
    const expected = { why: "wrong_issuer", detail: { foundIssuer: "https://other.example/x" } };
    provider.claims.iss = "https://other.example/x";
    expect(await signInAt(provider).comeBack()).toMatchObject({
      ...expected,
      detail: { ...expected.detail, expectedIssuer: `${provider.issuer}/` },
    });
    delete provider.claims.iss;
    const { begin, finish } = signInAt(provider);
    const jar = new Jar();
    const { query } = await begin(jar);
    const iss = encodeURIComponent("https://other.example/x?planted");
    expect(await finish(jar, `${query}&iss=${iss}`)).toMatchObject(expected);
    provider.description.issuer = "https://other.example/x";
    const error: unknown = await signInAt(provider)
      .flow.begin("/", jar.asked)
      .catch((thrown: unknown) => thrown);
    expect(refusalOf(error)).toMatchObject(expected);
  });

  test("a provider that is away is told by the network's code", async () => {
    const { flow } = signInAt(provider);
    await provider.stop();
    const error: unknown = await flow
      .begin("/", new Jar().asked)
      .catch((thrown: unknown) => thrown);
    expect(refusalOf(error)).toMatchObject({
      why: "provider_unavailable",
      detail: { networkCode: "ECONNREFUSED" },
    });
  });

  test("groups that were left out are told from groups that do not fit", async () => {
    for (const [claims, why, reason] of [
      [{ _claim_names: { groups: "src1" } }, "groups_missing", /overage/],
      [{}, "groups_missing", /not in the token/],
      [{ groups: [] }, "no_role", /ROLE_MAP/],
    ] as const) {
      provider.claims = { sub: "una", name: "Una", ...claims };
      const finished = await signInAt(provider).comeBack();
      expect(finished).toMatchObject({ why, person: { id: "una", name: "Una" } });
      expect(finished.result === "refused" && finished.detail?.reason).toMatch(reason);
    }
  });
});

describe("C26: whose ID token it is", () => {
  test.each(["", "\u200b\u2060", " una", "x".repeat(256)])(
    "the sub %j names nobody",
    async (sub) => {
      provider.claims.sub = sub;
      expect(await signInAt(provider).comeBack()).toMatchObject({ why: "token_refused" });
    },
  );

  test.each([
    { azp: "another" },
    { azp: "another", aud: ["console"] },
    { azp: "another", aud: ["console", "another"] },
    { azp: "" },
    { aud: ["console", "another"] },
  ])("%o lets nobody in", async (claims) => {
    Object.assign(provider.claims, claims);
    expect(await signInAt(provider).comeBack()).toMatchObject({ why: "token_refused" });
  });

  test("the console as authorised party comes in", async () => {
    Object.assign(provider.claims, { azp: "console", aud: ["console", "another"] });
    expect(await signInAt(provider).comeBack()).toMatchObject(signedIn);
  });
});

describe("B14: an address that gives a role", () => {
  const boss = { claim: "email", map: [["boss@example.com", "admin"] as const] };
  const roles = {
    ...boss,
    map: boss.map.map(([group, role]) => [group, role] as [string, "admin"]),
  };
  const email = "Boss@example.com";

  test.each([
    [{ email, email_verified: true }, null, signedIn],
    [{ email, email_verified: false }, null, { why: "email_unverified" }],
    [{ email }, null, { why: "email_unverified" }],
    [{ email }, { email, email_verified: true }, signedIn],
    [{ email }, { email, email_verified: false }, { why: "email_unverified" }],
    [{}, { email, email_verified: true }, signedIn],
    [{ email }, { email: "other@example.com", email_verified: true }, { why: "email_unverified" }],
    [
      { email, email_verified: false },
      { email, email_verified: true },
      { why: "email_unverified" },
    ],
  ])("%o and userinfo %o", async (claims, userinfo, expected) => {
    provider.claims = { sub: "una", name: "Una", ...claims };
    if (userinfo) {
      provider.description.userinfo_endpoint = `${provider.issuer}/userinfo`;
      provider.userinfo = { sub: "una", ...userinfo };
    }
    expect(await signInAt(provider, roles).comeBack()).toMatchObject(expected);
  });
});
