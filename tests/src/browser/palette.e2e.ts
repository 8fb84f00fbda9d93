import type { Page } from "@playwright/test";
import { tokenOf } from "../running/simulator.ts";
import { createLink, expectProgress, openForm } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const find = { name: "Find" };
const options = (page: Page) => page.getByRole("dialog", find).getByRole("option");

/** Opens the palette by the keys, once the page listens for them. */
async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", find)).toBeFocused({ timeout: 500 });
  }).toPass();
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+v");
}

test("a pasted link leads to its page, and nothing of it stays anywhere", async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    provider: "ashby",
  });
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await page.goto("/connect-sessions");
  await openPalette(page);
  const field = page.getByRole("combobox", find);
  await paste(page, `Hello,\nplease open ${authLink} today.`);
  const option = options(page);
  await expect(option).toHaveCount(1);
  await expect(option).toContainText("Acme Inc");
  await expect(option).toContainText("Waiting for the customer");
  await expect(field).toHaveValue("");
  await expect(field).toHaveAttribute("autocomplete", "off");
  await expect(page.getByRole("status").filter({ hasText: "was made here" })).toBeVisible();
  expect((await page.content()).includes(tokenOf(authLink))).toBe(false);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/connect-sessions/${connectSession.id}`);
  await expectProgress(page, "Waiting for the customer");

  const kept = await page.evaluate(() =>
    JSON.stringify([
      window.navigation.entries().map(({ url }) => url),
      window.history.state,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
    ]),
  );
  for (const [where, text] of Object.entries({
    "an address that was asked": asked.join("\n"),
    "what the browser keeps": kept,
    "the server's log": running.logged(),
    "the audit": JSON.stringify(await running.staff.audit()),
  })) {
    expect(text.length, where).toBeGreaterThan(10);
    // not the texts themselves: a failing test must not print the link
    expect([where, text.includes(tokenOf(authLink))]).toEqual([where, false]);
  }
  await openPalette(page);
  await expect(field).toHaveValue("");
  await paste(page, `${authLink}x`);
  await expect(page.getByText(/The pasted link was not made here/)).toBeVisible();
  await expect(field).toHaveValue("");
});

for (const [path, name] of [
  ["/connect-sessions", "Search auth links"],
  ["/accounts", "Search accounts"],
  ["/owners", "Search owners"],
] as const)
  test(`W24: a link or token pasted into “${name}” leads to its page, and is in no address`, async ({
    page,
    context,
    running,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { authLink, connectSession } = await running.staff.createLink({
      ownerId: "acme",
      provider: "ashby",
    });
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    await page.clock.install();
    await page.goto(path);
    const search = page.getByRole("textbox", { name });
    await search.fill("wonka");
    await expect(page).toHaveURL(/q=wonka/);
    await search.selectText();
    await paste(page, `${authLink}x`);
    await expect(search).toHaveAccessibleDescription(/don’t recognise this link/);
    await expect(search).toHaveValue("wonka");
    // whatever waits for the end of the typing
    await page.clock.fastForward(5_000);
    await expect(page).toHaveURL(/q=wonka/);
    for (const secret of [authLink, tokenOf(authLink)]) {
      await search.selectText();
      await paste(page, secret);
      await expect(page).toHaveURL(`/connect-sessions/${connectSession.id}`);
      await page.goBack();
      await expect(search).toHaveValue("wonka");
    }
    const addresses = await page.evaluate(() => window.navigation.entries().map(({ url }) => url));
    const kept = [...asked, ...addresses].join("\n");
    expect(kept.includes(tokenOf(authLink))).toBe(false);
    expect(kept).not.toContain("token");
  });

test("W24: a bare token leads to its page and is not repeated; two words find what has them in owner and provider", async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "globex",
    provider: "lever",
  });
  await page.goto("/");
  await openPalette(page);
  await paste(page, tokenOf(authLink));
  await expect(options(page)).toHaveCount(1);
  await expect(page.getByRole("combobox", find)).toHaveValue("");
  expect((await page.content()).includes(tokenOf(authLink))).toBe(false);
  await paste(page, "f".repeat(48));
  await expect(page.getByText(/no link has it as its token/)).toBeVisible();
  await expect(page.getByRole("combobox", find)).toHaveValue("");
  await page.keyboard.type("lever globex");
  await expect(options(page).filter({ hasText: "Globex" }).first()).toBeVisible();
  const ours = options(page).filter({ hasText: "Waiting for the customer" }).first();
  await ours.click();
  await expect(page).toHaveURL(`/connect-sessions/${connectSession.id}`);
});

test("an account by its id leads to its page", async ({ page }) => {
  await page.goto("/");
  await openPalette(page);
  await page.keyboard.type("acc_acme_bamboohr");
  await expect(options(page).first()).toContainText("BambooHR account of Acme Inc");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/accounts/acc_acme_bamboohr");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("BambooHR");
});

test("a quick Enter waits for what was typed last", async ({ page, running }) => {
  const { connectSession } = await running.staff.createLink({ ownerId: "acme", provider: "ashby" });
  await page.goto("/");
  await openPalette(page);
  await page.keyboard.type("globex");
  await expect(options(page).first()).toContainText("Globex");
  await page.getByRole("combobox", find).fill(connectSession.id);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/connect-sessions/${connectSession.id}`);
});

test("an owner by name, forgiving: to their page, or to the form for them; the keyboard alone", async ({
  page,
}) => {
  await page.goto("/connect-sessions");
  await openPalette(page);
  await page.keyboard.type("gmbh TYRELL");
  const first = options(page).first();
  await expect(first).toContainText("Tyrell GmbH");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/owners/tyrell");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Tyrell GmbH");

  await openPalette(page);
  await page.keyboard.type("tyrell");
  await expect(options(page).nth(1)).toContainText("New auth link for Tyrell GmbH");
  await page.keyboard.press("ArrowDown");
  await expect(options(page).nth(1)).toHaveAttribute("aria-selected", "true");
  expect(await page.getByRole("combobox", find).getAttribute("aria-activedescendant")).toBe(
    await options(page).nth(1).getAttribute("id"),
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/?ownerId=tyrell");
  await expect(page.getByRole("combobox", { name: "Owner" })).toHaveValue("Tyrell GmbH");
});

test("the console away while something is sought: said, with a way on; Escape gives the focus back", async ({
  page,
}) => {
  await page.goto("/connect-sessions");
  await page.route("**/api/find", (route) => route.abort());
  const button = page.getByRole("button", find);
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", find).fill("acme");
  const alert = page.getByRole("dialog", find).getByRole("alert");
  await expect(alert).toContainText("It could not be searched");
  await page.unroute("**/api/find");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(options(page).first()).toContainText("Acme Inc");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button).toBeFocused();
});

test("keys: pages, the link's buttons, the list of keys, and none of it while somebody types", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await createLink(page, "Creates");
  // from then on the page listens for keys
  await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", find)).toBeHidden();
  await page.keyboard.press("m");
  await expect(page.getByText("The message is on the clipboard.")).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByText("The link is on the clipboard.")).toBeVisible();
  const check = page.waitForResponse("**/check");
  await page.keyboard.press("r");
  expect((await check).status()).toBe(200);

  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(list.getByRole("row", { name: /Copy the link/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL("/connect-sessions");
  const search = page.getByRole("textbox", { name: "Search auth links" });
  await search.fill("");
  await search.pressSequentially("gn?");
  await expect(search).toHaveValue("gn?");
  await expect(list).toBeHidden();
  await expect(page).toHaveURL(/\/connect-sessions/);

  await page.getByRole("heading", { level: 1 }).click();
  for (const [key, path] of [
    ["a", "/accounts"],
    ["o", "/owners"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page).toHaveURL(path);
  }
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("combobox", { name: "Owner" })).toBeFocused();
});

test("a press that leaves the list while its search is under way is not called off", async ({
  page,
}) => {
  await page.clock.install();
  await page.goto("/connect-sessions");
  const accounts = Promise.withResolvers<void>();
  await page.route("**/api/accounts?*", async (route) => {
    await accounts.promise;
    await route.continue();
  });
  await page.getByRole("textbox", { name: "Search auth links" }).pressSequentially("acm");
  await page.getByRole("heading", { level: 1 }).click();
  const asked = page.waitForRequest("**/api/accounts?*");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await asked;
  // the search would come into the address now
  await page.clock.runFor(1000);
  accounts.resolve();
  await expect(page).toHaveURL("/accounts");
});

test("who dictates can switch single keys off, and the palette still comes", async ({ page }) => {
  await page.goto("/connect-sessions");
  await openPalette(page);
  await page.keyboard.type("keyb");
  await page.keyboard.press("Enter");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await list.getByLabel("Use single keys").uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await openPalette(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await openPalette(page);
  await expect(list).toBeHidden();
  await expect(page).toHaveURL("/connect-sessions");
});
