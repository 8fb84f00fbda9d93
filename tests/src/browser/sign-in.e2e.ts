import AxeBuilder from "@axe-core/playwright";
import {
  sayAtProvider,
  signInAs,
  test,
  expectDocument,
  withCookiesOf,
  beginning,
  callbackFor,
} from "./sign-in-test.ts";
import { expect } from "./test.ts";

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
