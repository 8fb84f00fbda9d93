import type { Page } from "@playwright/test";
import { freePort } from "../running/free-port.ts";
import { type Gate, openGate } from "../running/gate.ts";
import { createLink, idOn, openForm, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const acme = { ownerId: "acme", provider: "ashby", expiresIn: 3600 };
const offlineWords = "You’re offline";

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

const onClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** The addresses of what the page changes or reveals, from now on. */
function presses(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") seen.push(new URL(request.url()).pathname);
  });
  return seen;
}

/** Where the network is back and the page has caught up. */
async function reconnect(page: Page): Promise<void> {
  const opened = page.waitForResponse(/\/api\/live/);
  const read = page.waitForResponse(/\/api\/connect-sessions\?/);
  await page.context().setOffline(false);
  await Promise.all([opened, read]);
  await expect(page.getByRole("status").filter({ hasText: offlineWords })).toHaveCount(0);
}

for (const { what, button, known, error } of [
  { what: "the link that this tab knows", button: "Copy link", known: true },
  { what: "a link that must be revealed first", button: "Copy link", known: false },
  { what: "the message", button: "Copy message", known: false },
  { what: "the support bundle", button: "Copy support bundle", known: true },
  {
    what: "a revealed link",
    button: "Reveal",
    known: false,
    error: "The link was not revealed",
  },
])
  test(`W20: offline, ${what} fails at once and is not copied later on another page`, async ({
    page,
    context,
  }) => {
    await openForm(page, acme);
    await createLink(page, "Creates");
    if (!known) await page.reload();
    await expect(progressRegion(page)).toContainText(/checked \d+ s ago/);
    await page.evaluate(() => navigator.clipboard.writeText("before"));
    const posted = presses(page);

    await context.setOffline(true);
    await expect(page.getByRole("status").filter({ hasText: offlineWords })).toBeVisible();
    await page.getByRole("button", { name: button, exact: true }).click();
    const alert = page.getByRole("alert").filter({ hasText: error ?? "Nothing was copied" });
    await expect(alert).toContainText(offlineWords, { timeout: 5_000 });
    const tried = posted.length;

    await page.getByRole("link", { name: "New auth link" }).first().click();
    await expect(page.getByRole("heading", { name: "New auth link" })).toBeVisible();
    await expect(page.getByText(offlineWords)).toBeVisible();
    await reconnect(page);
    expect(await onClipboard(page)).toBe("before");
    expect(posted.slice(tried)).toEqual([]);
  });

test("W20: offline, every press of the list fails with a sentence, and none is made up for", async ({
  page,
  context,
  running,
}) => {
  await running.staff.createLink(acme);
  await page.goto("/connect-sessions");
  const row = page.getByRole("tabpanel").getByRole("listitem").first();
  await row.hover();
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  const posted = presses(page);
  await context.setOffline(true);
  await expect(page.getByText(offlineWords)).toBeVisible();
  await row.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was copied" })).toContainText(
    offlineWords,
  );
  const tried = posted.length;
  await reconnect(page);
  expect(await onClipboard(page)).toBe("before");
  expect(posted.slice(tried)).toEqual([]);
});

test("W20: a press whose page was left before the answer came copies nothing", async ({ page }) => {
  await openForm(page, acme);
  await createLink(page, "Creates");
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  let answer = (): void => {};
  const asked = new Promise<void>((resolve) => {
    void page.route("**/copied", async (route) => {
      await new Promise<void>((answered) => {
        answer = answered;
        resolve();
      });
      await route.continue().catch(() => null);
    });
  });
  await page.getByRole("button", { name: "Copy link" }).click();
  await asked;
  const given = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/copied"));
  await page.getByRole("link", { name: "New auth link" }).first().click();
  await given;
  answer();
  await expect(page.getByRole("heading", { name: "New auth link" })).toBeVisible();
  expect(await onClipboard(page)).toBe("before");
});

/** The page reaches the console through a gate. */
const gated = test.extend<{ gate: Gate & { port: number } }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures that this one needs: none
  gate: async ({}, use) => {
    const port = await freePort();
    const gate = await openGate(port);
    await use({ ...gate, port });
    await gate.close();
  },
  environment: async ({ gate }, use) => use({ PORT: String(gate.port), PUBLIC_URL: gate.url }),
});

gated(
  "W20: a console that went silent is said in words, not by an age; a copy gives up, and all comes back by itself",
  async ({ page, gate, running }) => {
    await page.clock.install();
    await openForm(page, acme);
    await createLink(page, "Creates");
    const progress = progressRegion(page);
    await expect(progress).toContainText(/checked \d+ s ago/);
    await page.evaluate(() => navigator.clipboard.writeText("before"));

    gate.freeze();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.clock.runFor(21_000);
    await expect(progress).toContainText(
      /last checked at \d\d:\d\d:\d\d.*live updates are interrupted since \d\d:\d\d:\d\d/,
    );
    await expect(progress).not.toContainText(/checked \d+ (s|min) ago/);
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was copied" })).toContainText(
      "did not answer in time",
    );
    await page.clock.runFor(15_000);
    await expect(
      page.getByRole("status").filter({ hasText: /hasn’t responded since \d\d:\d\d:\d\d/ }),
    ).toBeVisible();

    gate.thaw();
    await page.clock.runFor(60_000);
    await expect(page.getByText("hasn’t responded")).toHaveCount(0);
    await expect(progress).toContainText(/checked \d+ s ago/);
    expect(await onClipboard(page)).toBe("before");
    expect((await running.staff.read(idOn(page))).copiedAt).toBeNull();
  },
);

test("W20: a sign-in that ended is no silence of the console", async ({ page, running }) => {
  await page.goto("/connect-sessions");
  await expect(page.getByRole("heading", { name: "Auth links" })).toBeVisible();
  const error = { code: "not_signed_in", message: "Nobody is signed in.", requestId: "r1" };
  let refused = 0;
  await page.route("**/api/live*", (route) => {
    refused += 1;
    return route.fulfill({ status: 401, json: { error } });
  });
  await running.restart();
  // the rest only now, because what tells of it is loaded from the console
  await page.route(/\/api\/(?!live)/, (route) => route.fulfill({ status: 401, json: { error } }));
  await expect(page.getByRole("dialog")).toContainText("has ended");
  await expect.poll(() => refused).toBeGreaterThan(1);
  await expect(page.getByText("hasn’t responded")).toHaveCount(0);
});
