import { Customer } from "./customer.ts";
import { createLink, expectProgress, idOn, openForm, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const form = { Subdomain: "globex", "API key": "a-good-key" };
const choice = { ownerId: "globex", provider: "bamboohr", expiresIn: 86_400 };

test("a form customer's row turns because StackOne told of it, and the page says so", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, choice);
  const link = await createLink(page, "Creates");
  await expectProgress(page, "Waiting for the customer");
  await expect(progressRegion(page)).toContainText("StackOne has told of no change yet");
  // a look at a row that was quiet for ten minutes comes every 30 s only
  await running.passTime(11 * 60);
  await page.getByText(/every 30 s/).waitFor();

  const customer = await Customer.open(context, link);
  await customer.fillForm(form);
  await customer.expectSuccess();
  await expectProgress(page, "Connected");
  await expect(progressRegion(page)).toContainText(/StackOne last told of a change at/);
  await expect(progressRegion(page)).toContainText("StackOne told of it");
  const [newest] = (await running.staff.read(idOn(page))).timeline ?? [];
  expect(newest).toMatchObject({ progress: "connected", evidence: "webhook" });
});

test("where the webhook is lost the page still turns", async ({ page, context, running }) => {
  await running.simulator.webhooks({ trouble: ["lost"] });
  await openForm(page, choice);
  const customer = await Customer.open(context, await createLink(page, "Creates"));
  await customer.fillForm(form);
  await expectProgress(page, "Connected");
  const [newest] = (await running.staff.read(idOn(page))).timeline ?? [];
  expect(newest).toMatchObject({ progress: "connected", evidence: "account" });
});
