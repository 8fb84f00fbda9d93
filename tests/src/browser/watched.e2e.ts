import type { Page } from "@playwright/test";
import { tokenOf } from "../running/simulator.ts";
import { expect, test } from "./test.ts";

test("W21: what a person watched happen is read; what happened elsewhere stands before the title", async ({
  page,
  running,
}) => {
  const unread = async () =>
    (await running.staff.ask<{ unread: number }>("GET", "/api/notifications?limit=1")).body.unread;
  const connect = async (provider: string) => {
    const { connectSession, authLink } = await running.staff.createLink({
      ownerId: "wonka",
      provider,
    });
    const token = new URL(authLink).searchParams.get("token") ?? "";
    return {
      id: connectSession.id,
      use: () => running.simulator.act({ token, act: "form", provider }),
    };
  };
  const watched = await connect("ashby");
  await page.goto(`/connect-sessions/${watched.id}`);
  await expect(page).toHaveTitle(/^Wonka/);
  await watched.use();
  await running.staff.act(watched.id, "check");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Connected");
  await expect.poll(unread).toBe(0);

  const elsewhere = await connect("personio");
  await elsewhere.use();
  await running.staff.act(elsewhere.id, "check");
  await expect(page).toHaveTitle(/^\(1\) Wonka/);
  await page.goto(`/connect-sessions/${elsewhere.id}`);
  await expect.poll(unread).toBe(0);
  await expect(page).toHaveTitle(/^Wonka/);
});

test("W21: desktop notifications come after a question, and only while the tab is hidden", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["notifications"]);
  await page.goto("/settings");
  const region = page.getByRole("region", { name: "Desktop notifications" });
  await region.getByRole("button", { name: "Turn on" }).click();
  await expect(region.getByRole("status")).toContainText("shows you what is new");
  await page.reload();
  await region.getByRole("button", { name: "Turn off" }).click();
  await expect(region.getByRole("button", { name: "Turn on" })).toBeVisible();
});

/** Keeps what the page shows on the desktop, and lets the test say whether the tab is hidden: a browser without a window never hides one. */
async function watchDesktop(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: Notification[] = [];
    class Watched extends Notification {
      constructor(...given: ConstructorParameters<typeof Notification>) {
        super(...given);
        shown.push(this);
      }
    }
    let isHidden = false;
    Object.defineProperties(Document.prototype, {
      visibilityState: { get: () => (isHidden ? "hidden" : "visible") },
      hidden: { get: () => isHidden },
    });
    const hide = (hidden: boolean) => {
      isHidden = hidden;
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    };
    Object.assign(window, { Notification: Watched, desktop: { shown, hide } });
  });
}

interface Desktop {
  desktop: { shown: Notification[]; hide(hidden: boolean): void };
}

const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate((value) => (window as unknown as Desktop).desktop.hide(value), hidden);
const shownOn = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as Desktop).desktop.shown.map(({ title, body }) => `${title}: ${body}`),
  );
const clickShown = (page: Page, index: number) =>
  page.evaluate(
    (at) => (window as unknown as Desktop).desktop.shown[at]?.dispatchEvent(new Event("click")),
    index,
  );

test("W21: a hidden tab shows each event on the desktop once, without a secret, and a click leads to the link", async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(["notifications"]);
  await watchDesktop(page);
  const connect = async (provider: string) => {
    const { connectSession, authLink } = await running.staff.createLink({
      ownerId: "wonka",
      provider,
    });
    await running.simulator.act({ token: tokenOf(authLink), act: "form", provider });
    await running.staff.act(connectSession.id, "check");
    return { id: connectSession.id, authLink };
  };
  await page.goto("/settings");
  const region = page.getByRole("region", { name: "Desktop notifications" });
  await region.getByRole("button", { name: "Turn on" }).click();
  await expect(region.getByRole("button", { name: "Turn off" })).toBeVisible();

  // what comes while the tab is seen is the bell's
  await connect("ashby");
  await expect(page).toHaveTitle(/^\(1\)/);
  await setHidden(page, true);
  const { id, authLink } = await connect("personio");
  await expect(page).toHaveTitle(/^\(2\)/);
  await expect
    .poll(() => shownOn(page))
    .toEqual(["Connect console: Personio of Wonka Chocolate is connected."]);
  const said = (await shownOn(page)).join();
  for (const secret of [authLink, tokenOf(authLink)]) expect(said).not.toContain(secret);
  // a third event is shown beside it, and nothing is shown again
  await connect("greenhouse");
  await expect
    .poll(() => shownOn(page))
    .toEqual([
      "Connect console: Personio of Wonka Chocolate is connected.",
      "Connect console: Greenhouse of Wonka Chocolate is connected.",
    ]);

  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  await clickShown(page, 0);
  await expect(page).toHaveURL(new RegExp(`/connect-sessions/${id}$`));
  await setHidden(page, false);
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Connected");
  await expect(page).toHaveTitle(/^\(2\) Wonka/);
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
});

test("W21: a tab that has been hidden for long goes on by asking, and more than three events are one line", async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(["notifications"]);
  await watchDesktop(page);
  await page.clock.install();
  await page.goto("/settings");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("button", { name: "Turn off" })).toBeVisible();
  const ended = page.waitForEvent("requestfailed", (request) =>
    request.url().includes("/api/live"),
  );
  await setHidden(page, true);
  // its stream ends, and what comes is asked for once a minute
  await page.clock.runFor(31_000);
  await ended;
  for (const label of ["a", "b", "c", "d", "e"]) {
    const choice = { ownerId: "contoso", provider: "ashby", multiple: true, label };
    const { connectSession, authLink } = await running.staff.createLink(choice);
    await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "ashby" });
    await running.staff.act(connectSession.id, "check");
  }
  expect(await shownOn(page)).toEqual([]);
  await page.clock.runFor(61_000);
  await expect.poll(async () => (await shownOn(page)).length).toBe(4);
  expect((await shownOn(page)).at(-1)).toBe("Connect console: 2 more in the console.");
  await clickShown(page, 3);
  await expect(page).toHaveURL(/\/notifications$/);
});
