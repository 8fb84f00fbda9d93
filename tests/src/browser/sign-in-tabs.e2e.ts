import type { BrowserContext, Page } from "@playwright/test";
import { sayAtProvider, test, expectDocument, withCookiesOf } from "./sign-in-test.ts";
import { expect } from "./test.ts";

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
