import type { Page } from "@playwright/test";
import { createLink, openForm, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const acme = { ownerId: "acme", provider: "ashby", expiresIn: 3600 };
const banner = (page: Page, title: RegExp) =>
  page.locator("#page").getByRole("status").filter({ hasText: title });

/** The seconds that are counted down, as they stand now. */
async function secondsLeft(timer: ReturnType<Page["locator"]>): Promise<number> {
  const [, seconds = ""] = /(\d+) s/.exec(await timer.innerText()) ?? [];
  return Number(seconds);
}

test("W26: one cut connection is no banner; StackOne that stays away is one, until it answers", async ({
  page,
  running,
}) => {
  await running.simulator.trouble({ route: "*", kind: "reset", times: 1 });
  await openForm(page, acme);
  await createLink(page, "Creates");
  // the cut try was the preview's or the tracker's; what came after it was answered
  const { state } = (await running.staff.ask<{ state: string }>("GET", "/api/stackone")).body;
  expect(state).toBe("ready");
  await page.reload();
  await expect(page.getByRole("button", { name: "Check now" })).toBeVisible();
  await expect(banner(page, /StackOne/)).toHaveCount(0);

  await running.simulator.trouble({ route: "*", kind: "server_error" });
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByRole("alert")).toContainText("StackOne could not be asked");
  await page.reload();
  await expect(banner(page, /StackOne does not answer/)).toBeVisible();
  await running.simulator.endTrouble();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(banner(page, /StackOne does not answer/)).toHaveCount(0);
});

test("W26: StackOne's Retry-After is counted down in the banner and beside what failed", async ({
  page,
  running,
}) => {
  await running.simulator.trouble({ route: "*", kind: "rate_limited", seconds: 45, times: 1 });
  await openForm(page, acme);
  const inline = outcomeRegion(page).getByRole("alert").getByRole("timer");
  await expect(inline).toHaveText(/^Try again in [34]\d s\.$/);
  await page.reload();
  const above = banner(page, /StackOne asks us to wait/).getByRole("timer");
  await expect(above).toHaveText(/^We’ll ask again in \d\d s\.$/);
  for (const timer of [inline, above]) {
    const before = await secondsLeft(timer);
    await expect.poll(() => secondsLeft(timer)).toBeLessThan(before);
  }
});

test.describe("the console's own limit", () => {
  test.use({ environment: { LIMIT_REQUESTS_PER_MINUTE: "40" } });

  test("W26: is counted down beside the press", async ({ page, running }) => {
    const { connectSession } = await running.staff.createLink(acme);
    await page.goto(`/connect-sessions/${connectSession.id}`);
    await expect(page.getByRole("button", { name: "Check now" })).toBeEnabled();
    for (let used = 0; used < 40; used += 1) await running.staff.ask("GET", "/api/providers");
    await page.getByRole("button", { name: "Check now" }).click();
    const timer = page.getByRole("alert").getByRole("timer").first();
    await expect(timer).toHaveText(/^Try again in \d+ s\.$/);
    const before = await secondsLeft(timer);
    await expect.poll(() => secondsLeft(timer)).toBeLessThan(before);
  });
});

test("W26: once the wait is over the page says so, and the press works", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink(acme);
  const error = { code: "too_many_requests", message: "More than 600.", requestId: "r1" };
  await page.route(
    "**/check",
    (route) => route.fulfill({ status: 429, headers: { "retry-after": "2" }, json: { error } }),
    { times: 1 },
  );
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await page.getByRole("button", { name: "Check now" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "StackOne could not be asked" });
  await expect(alert.getByRole("timer")).toHaveText("You can try again now.");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(alert).toHaveCount(0);
});
