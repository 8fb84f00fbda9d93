import { Customer } from "./customer.ts";
import { authLinkOn, createLink, expectProgress, openForm, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const linkRegion = { name: "Auth link", exact: true };

test("the QR code is drawn and put away again", async ({ page }) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await createLink(page, "Creates");
  await page.getByRole("button", { name: "Show QR code" }).click();
  const code = page.getByRole("img", { name: "QR code of the link" });
  await expect(code).toBeVisible();
  expect((await code.innerHTML()).split("M").length).toBeGreaterThan(200);
  await page.getByRole("button", { name: "Hide QR code" }).click();
  await expect(code).toBeHidden();
});

test("the console restarted under the page: it says how old its knowledge is, and comes back by itself", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  const link = await createLink(page, "Creates");
  await expect(progressRegion(page)).toContainText(/checked \d+ s ago, every 3 s/);
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  await running.restart(async () => {
    await expect(progressRegion(page)).toContainText("live updates are interrupted");
    await expect(progressRegion(page)).toContainText(/last checked at \d\d:\d\d:\d\d/);
  });
  const customer = await Customer.open(context, link);
  await customer.fillForm({ "API key": "a-good-key" });
  await expectProgress(page, "Connected");
  await expect(progressRegion(page)).not.toContainText("interrupted");
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
});

test("StackOne gone while a link is watched: said, and caught up by itself", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  const link = await createLink(page, "Creates");
  await running.simulator.trouble({ route: "*", kind: "server_error" });
  await page.getByRole("button", { name: "Check now" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "StackOne could not be asked" });
  await expect(alert).toContainText(/Request \S{6,}/);
  const customer = await Customer.open(context, link);
  await customer.fillForm({ "API key": "a-good-key" });
  await customer.expectSuccess();
  await expectProgress(page, "Waiting for the customer");
  await running.simulator.endTrouble();
  await running.passTime(60);
  await expectProgress(page, "Connected");
});

test("the list changes in place while customers act", async ({ page, context, running }) => {
  const first = await running.staff.createLink({ ownerId: "wonka", provider: "slack" });
  await running.staff.createLink({ ownerId: "stark", provider: "ashby" });
  await page.goto("/connect-sessions");
  const rows = page.getByRole("tabpanel").getByRole("listitem");
  await expect(rows).toHaveText([/Stark Industries/, /Wonka Chocolate/]);
  const customer = await Customer.open(context, first.authLink);
  await customer.beginSignIn();
  // a list never counts as watching, so somebody presses Check now elsewhere
  await running.staff.act(first.connectSession.id, "check");
  await expect(rows).toHaveText([/Stark Industries/, /Wonka Chocolate/]);
  await expect(rows.nth(1)).toContainText("Customer is signing in");
  await running.staff.createLink({ ownerId: "hooli", provider: "ashby" });
  await expect(page.getByRole("tab", { name: /Waiting for the customer/ })).toContainText("3");
});

test("the link itself is nowhere on the page after it has done its work", async ({
  page,
  context,
}) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  const link = await createLink(page, "Creates");
  await authLinkOn(page);
  const customer = await Customer.open(context, link);
  await customer.fillForm({ "API key": "a-good-key" });
  await expectProgress(page, "Connected");
  await page.reload();
  await expect(page.getByRole("region", linkRegion)).toContainText("has done its work");
  await expect(page.getByRole("region", linkRegion).getByRole("textbox")).toHaveCount(0);
});
