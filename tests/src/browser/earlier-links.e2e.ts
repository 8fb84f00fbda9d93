import { Customer } from "./customer.ts";
import {
  authLinkOn,
  createLink,
  expectProgress,
  expectTimeline,
  openForm,
  outcomeRegion,
  progressRegion,
} from "./staff-page.ts";
import { expect, test } from "./test.ts";

test("two open links and one account: only one of them is connected", async ({
  page,
  context,
  running,
}) => {
  const first = await running.staff.createLink({
    ownerId: "tyrell",
    provider: "docebo",
    expiresIn: 3600,
  });
  await openForm(page, { ownerId: "tyrell", provider: "docebo", expiresIn: 3600 });
  await expect(outcomeRegion(page)).toContainText(/open/i);
  await page.getByRole("button", { name: "Create auth link" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create another anyway" }).click();
  const link = await authLinkOn(page);
  const customer = await Customer.open(context, link);
  await customer.fillForm({ Subdomain: "tyrell", "API key": "a-good-key" });
  await customer.expectSuccess();
  await expectProgress(page, "Looks connected");
  await page.getByRole("button", { name: "It is done" }).click();
  await expectProgress(page, "Connected");
  await expectTimeline(page, [
    "Connected",
    "Looks connected",
    "Waiting for the customer",
    "Being created",
  ]);
  await page.goto(`/connect-sessions/${first.connectSession.id}`);
  await expectProgress(page, "Waiting for the customer");
});

test("a re-issued link: the earlier one used is said to have been the way", async ({
  page,
  context,
}) => {
  await openForm(page, { ownerId: "wonka", provider: "slack", expiresIn: 3600 });
  const earlier = await createLink(page, "Creates");
  const old = page.url();
  await page.getByRole("button", { name: "Re-issue" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Re-issue auth link" }).click();
  await expect(page).not.toHaveURL(old);
  // the address changes a moment before the page does
  await expect.poll(() => authLinkOn(page)).not.toBe(earlier);
  const customer = await Customer.open(context, earlier);
  await customer.signIn("Approve");
  await expectProgress(page, "Connected");
  await expect(progressRegion(page)).toContainText("through the earlier link");
  await expectTimeline(page, ["Connected", "Waiting for the customer", "Being created"]);
});

test("a void link that is used after all is said", async ({ page, context, running }) => {
  await openForm(page, { ownerId: "hooli-eu", provider: "okta", expiresIn: 3600 });
  const link = await createLink(page, "Creates");
  await page.getByRole("button", { name: "Void" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/still open/i);
  await dialog.getByRole("button", { name: /void/i }).click();
  await expectProgress(page, "Void");
  const customer = await Customer.open(context, link);
  await customer.fillForm({ Subdomain: "hooli", "API key": "a-good-key" });
  await customer.expectSuccess();
  await running.passTime(60);
  await expectProgress(page, "Connected, with a problem");
  await expect(progressRegion(page)).toContainText("The withdrawn link was used.");
  await expectTimeline(page, [
    "Connected, with a problem",
    "Void",
    "Waiting for the customer",
    "Being created",
  ]);
});
