import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import type { RunningProvider } from "../running/oidc-provider.ts";
import { Staff } from "../running/staff.ts";
import { sayAtProvider, signInAs, test } from "./sign-in-test.ts";
import { expect } from "./test.ts";

async function expectDocument(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

/** A staff member at the interface with what the browser has in its cookies. */
async function withCookiesOf(page: Page, url: string): Promise<Staff> {
  const cookies = await page.context().cookies(url);
  return new Staff(url, {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  });
}

/** Begins a sign-in without following it; gives the address at the provider, with what a test changes in it. */
async function beginning(page: Page, change: Record<string, string> = {}): Promise<string> {
  const answer = await page.request.get("/auth/sign-in", { maxRedirects: 0 });
  const url = new URL(answer.headers().location ?? "");
  for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
  return url.href;
}

/** The address that brings the code back, not opened yet. */
async function callbackFor(page: Page, provider: RunningProvider, person: string): Promise<string> {
  let answer = await page.request.get(await beginning(page), { maxRedirects: 0 });
  const next = () => new URL(answer.headers().location ?? "", provider.issuer).href;
  answer = await page.request.post(next(), { form: { person }, maxRedirects: 0 });
  answer = await page.request.get(next(), { maxRedirects: 0 });
  return next();
}

test("somebody with a role comes in at the address they asked for, and nothing of it lies in the browser's storage", async ({
  page,
  running,
}) => {
  await signInAs(page, "Una Admin", "/connect-sessions?tab=over");
  await expect(page).toHaveURL(`${running.url}/connect-sessions?tab=over`);
  await expect(page.getByText("Una Admin · Admin")).toBeVisible();
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([
    await page.evaluate(
      () => Object.keys(localStorage).filter((key) => key.startsWith("mantine-")).length,
    ),
    await page.evaluate(
      () => Object.keys(sessionStorage).filter((key) => key.startsWith("tsr-")).length,
    ),
  ]);
  const cookies = (await page.context().cookies(running.url)).filter(({ name }) =>
    name.startsWith("connect-console-"),
  );
  expect(cookies).toMatchObject([
    {
      name: `connect-console-${new URL(running.url).port}-sign-in`,
      httpOnly: true,
      sameSite: "Lax",
    },
  ]);
  const staff = await withCookiesOf(page, running.url);
  expect(await staff.audit("?action=sign_in")).toMatchObject([
    {
      actor: { id: "una", name: "Una Admin" },
      target: { kind: "staff", id: "una" },
      outcome: "done",
    },
  ]);
});

for (const colorScheme of ["light", "dark"] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test("without a role nobody comes in, and the page says whom to ask", async ({
      page,
      running,
      provider,
    }) => {
      await page.goto("/accounts?ownerId=acme");
      await sayAtProvider(page, "Nils Norole");
      await expectDocument(page, "You have no role here");
      await expect(page.getByText("Ask an admin of the console")).toBeVisible();
      expect((await (await withCookiesOf(page, running.url)).ask("GET", "/api/me")).status).toBe(
        401,
      );

      // put into a group, the next try works and leads where it was to lead
      provider.people.set("nils", {
        name: "Nils Norole",
        email: "n@example.com",
        groups: ["console-qa"],
      });
      await page.getByRole("link", { name: "Try again" }).click();
      await expect(page.getByText("Nils Norole · QA")).toBeVisible();
      await expect(page).toHaveURL(`${running.url}/accounts?ownerId=acme`);
      const audit = await (await withCookiesOf(page, running.url)).audit();
      expect(audit.map(({ action, actor, fields }) => [action, actor.name, fields])).toEqual([
        ["sign_in", "Nils Norole", []],
        ["sign_in.refused", "Nils Norole", ["no_role"]],
      ]);
    });

    test("the end of a sign-in is said on the open page, which keeps its address", async ({
      page,
      running,
    }) => {
      await signInAs(page, "Una Admin", "/?ownerId=acme&provider=hubspot");
      await running.passTime(3601);
      await page.getByRole("combobox", { name: "Owner" }).fill("globex");
      const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
      await expect(dialog).toBeVisible();
      await expect(dialog.getByRole("button", { name: "Sign in again" })).toBeFocused();
      // the list of the field beneath may still be closing
      await expect
        .poll(async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id))
        .toEqual([]);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await page.getByRole("button", { name: "Sign in again" }).click();
      // the provider still knows the person
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
      await expect(page).toHaveURL(/\/\?ownerId=acme&provider=hubspot$/);
    });
  });

test("a changed role counts from the next sign-in", async ({ page, provider }) => {
  await signInAs(page, "Vera Viewer");
  await expect(page.getByText("Vera Viewer · Viewer")).toBeVisible();
  provider.people.set("vera", {
    name: "Vera Viewer",
    email: "v@example.com",
    groups: ["console-support"],
  });
  await page.reload();
  await expect(page.getByText("Vera Viewer · Viewer")).toBeVisible();
  await page.goto("/auth/sign-in");
  await expect(page.getByText("Vera Viewer · Support")).toBeVisible();
});

test("signing out ends it here and at the provider, and a kept cookie is worth nothing", async ({
  page,
  running,
}) => {
  await signInAs(page, "Vera Viewer");
  const thief = await withCookiesOf(page, running.url);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out here too" }).click();
  await expectDocument(page, "You are signed out");
  await expect(page).toHaveURL(`${running.url}/auth/signed-out`);
  expect((await thief.ask("GET", "/api/me")).status).toBe(401);
  await page.getByRole("link", { name: "Sign in again" }).click();
  await sayAtProvider(page, "Una Admin");
  await expect(page.getByText("Una Admin · Admin")).toBeVisible();
  const audit = await (await withCookiesOf(page, running.url)).audit();
  expect(audit.map(({ action, actor }) => [action, actor.id])).toEqual([
    ["sign_in", "una"],
    ["sign_out", "vera"],
    ["sign_in", "vera"],
  ]);
});

test("whoever cancels at the provider is told so", async ({ page }) => {
  await page.goto("/");
  await sayAtProvider(page, "Cancel");
  await expectDocument(page, "The sign-in provider said no");
});

test("an answer with another state or another nonce lets nobody in", async ({
  page,
  running,
  provider,
}) => {
  await page.goto(await beginning(page, { state: "somebody-elses" }));
  await sayAtProvider(page, "Una Admin");
  await expectDocument(page, "This sign-in is over");
  await page.goto(await beginning(page, { nonce: "somebody-elses" }));
  await expectDocument(page, "This sign-in could not be trusted");
  expect(page.url()).toContain(`${running.url}/auth/callback`);

  // what was begun in one browser is not finished in another
  await page.context().clearCookies();
  const url = await callbackFor(page, provider, "una");
  await page.context().clearCookies();
  await page.goto(url);
  await expectDocument(page, "This sign-in is over");
  expect((await (await withCookiesOf(page, running.url)).ask("GET", "/api/me")).status).toBe(401);
  await signInAs(page, "Una Admin");
  const audit = await (await withCookiesOf(page, running.url)).audit("?action=sign_in.refused");
  // an answer that belongs to no attempt is counted only
  expect(audit.map(({ fields, outcome }) => [fields, outcome])).toEqual([
    [["token_refused"], "refused"],
  ]);
  const metrics = await (await page.request.get("/metrics")).text();
  for (const why of ["no_attempt", "wrong_state", "token_refused"])
    expect(metrics).toContain(`sign_ins_refused_total{why="${why}"} 1`);
});

const paths = ["/owners?q=acme", "/connect-sessions?tab=over", "/audit"];

/** Opens the paths in a tab each, all at the same moment, as a browser does that restores them. */
async function restoreTabs(context: BrowserContext): Promise<Page[]> {
  const tabs = await Promise.all(paths.map(() => context.newPage()));
  await Promise.all(tabs.map((tab, index) => tab.goto(paths[index] ?? "/")));
  return tabs;
}

async function expectWhereTheyWere(tabs: Page[], running: { url: string }): Promise<void> {
  for (const [index, tab] of tabs.entries()) {
    await expect(tab).toHaveURL(running.url + paths[index]);
    await expect(tab.getByRole("button", { name: "Sign out" })).toBeVisible();
  }
}

test("F1: three tabs that are restored at once sign in, and each is where it was", async ({
  page,
  context,
  running,
}) => {
  // nobody is signed in at the provider: the person says it in each tab, in an order of their own
  const tabs = await restoreTabs(context);
  for (const index of [1, 2, 0]) {
    const tab = tabs[index];
    if (!tab) throw new Error("no tab");
    await sayAtProvider(tab, "Una Admin");
    await expect(tab).toHaveURL(running.url + paths[index]);
  }
  await expectWhereTheyWere(tabs, running);
  for (const tab of tabs) await tab.close();

  // the provider still knows them: all tabs go there and back by themselves
  await context.clearCookies({ name: /^connect-console-/ });
  await expectWhereTheyWere(await restoreTabs(context), running);
  await page.goto("/");
  const cookies = await page.context().cookies(running.url);
  expect(cookies.filter(({ name }) => name.includes("attempt"))).toEqual([]);
  const audit = await (await withCookiesOf(page, running.url)).audit();
  expect(audit.map(({ action, actor }) => [action, actor.id])).toEqual(
    Array.from({ length: 6 }, () => ["sign_in", "una"]),
  );
});

test("F1: a forged answer ends no attempt, and an old one leads whoever is signed in to the console", async ({
  page,
  context,
  running,
}) => {
  const callbacks: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/auth/callback")) callbacks.push(request.url());
  });
  await page.goto("/audit");
  const other = await context.newPage();
  await other.goto(`${running.url}/auth/callback?state=forged&code=forged`);
  await expectDocument(other, "This sign-in is over");
  await sayAtProvider(page, "Una Admin");
  await expect(page).toHaveURL(`${running.url}/audit`);

  const [old = ""] = callbacks;
  await page.goto(old);
  await expect(page).toHaveURL(`${running.url}/`);
  await expect(page.getByText("Una Admin · Admin")).toBeVisible();
});

test("a code works once, though somebody has the attempt's cookie too", async ({
  page,
  running,
  provider,
}) => {
  const url = await callbackFor(page, provider, "una");
  const cookies = await page.context().cookies(running.url);
  await page.goto(url);
  await expect(page.getByText("Una Admin · Admin")).toBeVisible();
  await page.context().clearCookies();
  await page.context().addCookies(cookies);
  await page.goto(url);
  await expectDocument(page, "This sign-in could not be trusted");
});

test("a sign-in that took longer than ten minutes begins again", async ({
  page,
  running,
  provider,
}) => {
  const url = await callbackFor(page, provider, "una");
  await running.passTime(601);
  await page.goto(url);
  await expectDocument(page, "This sign-in is over");
});

test("a provider that is away is said; who is signed in goes on; and it works again by itself", async ({
  page,
  context,
  running,
  provider,
}) => {
  await provider.stop();
  await page.goto("/owners");
  await expectDocument(page, "Sign-in does not work now");
  await provider.start();
  await page.getByRole("link", { name: "Try again" }).click();
  await sayAtProvider(page, "Una Admin");
  await expect(page.getByText("Una Admin · Admin")).toBeVisible();

  await context.clearCookies();
  const url = await callbackFor(page, provider, "vera");
  await provider.stop();
  await page.goto(url);
  await expectDocument(page, "Sign-in does not work now");
  await provider.start();
  await page.goto("/");
  await expect(page.getByText("Vera Viewer · Viewer")).toBeVisible();
  await provider.stop();
  await page.reload();
  await expect(page.getByText("Vera Viewer · Viewer")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expectDocument(page, "You are signed out");
  expect((await (await withCookiesOf(page, running.url)).ask("GET", "/api/me")).status).toBe(401);
});

for (const manners of [{ tellsIn: "userinfo" }, { takesSecretIn: "client_secret_post" }] as const)
  test.describe(`a provider with ${JSON.stringify(manners)}`, () => {
    test.use({ manners });
    test("is understood", async ({ page }) => {
      await signInAs(page, "Una Admin");
      await expect(page.getByText("Una Admin · Admin")).toBeVisible();
    });
  });

test("A7: an open page that nobody touches ends after an hour, whatever its timers ask; a press puts the end off", async ({
  page,
  running,
}) => {
  const asked: string[] = [];
  const renewed: string[] = [];
  page.on("response", async (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.startsWith("/api/")) return;
    asked.push(path);
    const headers = await response.allHeaders().catch(() => null);
    if (headers?.["set-cookie"]) renewed.push(path);
  });
  await page.clock.install();
  await signInAs(page, "Una Admin", "/accounts");
  const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
  /** Lets the page's own timers run, and the console's clock with them. */
  const letPass = async (minutes: number): Promise<void> => {
    for (let passed = 0; passed < minutes; passed += 1) {
      await running.passTime(60);
      const before = asked.length;
      await page.clock.runFor(60_000);
      await expect.poll(() => asked.length).toBeGreaterThan(before);
    }
  };
  asked.length = 0;
  await letPass(57);
  expect(renewed).toEqual([]);
  for (const path of ["/api/connect-sessions", "/api/accounts", "/api/stackone"])
    expect(asked).toContain(path);
  await expect(dialog).toBeHidden();

  // a key says that somebody is there, whatever it does
  await page.keyboard.press("Shift");
  await letPass(5);
  await expect(dialog).toBeHidden();
  expect(renewed).toHaveLength(1);
  await letPass(54);
  await expect(dialog).toBeHidden();
  await running.passTime(300);
  await page.clock.runFor(60_000);
  await expect(dialog).toBeVisible();
  expect(renewed).toHaveLength(1);
});

test("F8: the end of a sign-in is said on the page Connect here too, by itself", async ({
  page,
  running,
}) => {
  await signInAs(page, "Una Admin");
  const staff = await withCookiesOf(page, running.url);
  const { connectSession } = await staff.createLink({ ownerId: "acme", provider: "hubspot" });
  const path = `/connect-here/${connectSession.id}`;
  await page.goto(path);
  await expect(page.getByRole("region", { name: "Progress" })).toBeVisible();
  await running.passTime(3601);
  const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
  await expect(dialog).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole("button", { name: "Sign in again" }).click();
  await expect(page.getByRole("region", { name: "Progress" })).toBeVisible();
  await expect(page).toHaveURL(running.url + path);
});
