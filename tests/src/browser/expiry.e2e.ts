import type { Page } from "@playwright/test";
import { Customer } from "./customer.ts";
import { idOn, createLink, expectProgress, openForm, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const acme = { ownerId: "acme", provider: "ashby", expiresIn: 3600 };
const hour = 3_600_000;

/** From now on the server's clock, as its answers tell it, is ahead of what it is: the page sees an end that no look has confirmed. */
async function setServerClock(page: Page, aheadMs: number): Promise<void> {
  await page.route(/\/api\/(?!live)/, async (route) => {
    const date = new Date(Date.now() + aheadMs).toUTCString();
    await route
      .fetch()
      .then((response) => route.fulfill({ response, headers: { ...response.headers(), date } }))
      // the page was left meanwhile
      .catch(() => null);
  });
}

const linkRegion = (page: Page) => page.getByRole("region", { name: "Auth link", exact: true });

test("W18: from its end on, the page of a link says one thing only", async ({ page, running }) => {
  await openForm(page, acme);
  await createLink(page, "Creates");
  await expectProgress(page, "Waiting for the customer");
  await setServerClock(page, hour + 48_000);
  await page.getByRole("button", { name: "Check now" }).click();

  await expectProgress(page, "Expired");
  const main = page.locator("#page");
  await expect(main).not.toContainText("The link is live");
  await expect(main).not.toContainText("Send the link");
  await expect(progressRegion(page)).toContainText("Re-issue it");
  await expect(linkRegion(page)).toContainText("The link has expired");
  await expect(linkRegion(page)).toContainText(/expired \d+ seconds ago/);
  await expect(linkRegion(page).getByRole("button")).toHaveCount(0);
  await expect(linkRegion(page).getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Connect here" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Void" })).toBeDisabled();
  await expect(page.getByRole("region", { name: "What it was to do" })).toBeVisible();
  await expect(page.getByText("Waiting for the customer", { exact: true })).toHaveCount(1);
  expect((await running.staff.read(idOn(page))).progress).toBe("waiting");
});

test("W18: the list, the owner's page and the account's say the same of it", async ({
  page,
  running,
}) => {
  await running.staff.createLink(acme);
  const { connectSession } = await running.staff.createLink({
    ownerId: "acme",
    accountId: "acc_acme_salesforce",
  });
  expect(connectSession.progress).toBe("waiting");
  await setServerClock(page, hour + 5_000);
  await page.goto("/connect-sessions");
  const rows = page.getByRole("tabpanel").getByRole("listitem");
  await expect(rows).toHaveText([/^Expired/, /^Expired/]);
  await expect(rows.first()).not.toContainText("expires in");
  await rows.first().hover();
  await expect(rows.first().getByRole("button", { name: "Copy" })).toBeDisabled();
  await expect(rows.first().getByRole("button", { name: "Copy" })).toHaveAttribute(
    "title",
    /has expired/,
  );
  for (const address of ["/owners/acme", "/accounts/acc_acme_salesforce"]) {
    await page.goto(address);
    await expect(page.locator("#page").getByText("Expired", { exact: true }).first()).toBeVisible();
    await expect(page.locator("#page")).not.toContainText("Waiting for the customer");
  }
});

for (const wrong of [-2 * hour, 2 * hour])
  test(`W18: a computer whose clock is ${wrong / hour} h off counts by the server's`, async ({
    page,
  }) => {
    await page.clock.install({ time: Date.now() + wrong });
    await openForm(page, acme);
    await createLink(page, "Creates");
    await expectProgress(page, "Waiting for the customer");
    await expect(linkRegion(page)).toContainText(/in (59 minutes|1 hour)/);
    await expect(linkRegion(page).getByRole("button", { name: "Copy link" })).toBeEnabled();
  });

test("W18: a sign-in that is under way at the end goes on being one", async ({ page, context }) => {
  await openForm(page, { ownerId: "wonka", provider: "slack", expiresIn: 3600 });
  const link = await createLink(page, "Creates");
  const customer = await Customer.open(context, link);
  await customer.beginSignIn();
  await expectProgress(page, "Customer is signing in");
  await setServerClock(page, hour + 48_000);
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(linkRegion(page)).toContainText("The link has expired");
  await expectProgress(page, "Customer is signing in");
  await expect(linkRegion(page).getByRole("button", { name: "Copy link" })).toHaveCount(0);
});
