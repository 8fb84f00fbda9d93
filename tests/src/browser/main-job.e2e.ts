import { Customer } from "./customer.ts";
import {
  authLinkOn,
  createLink,
  expectProgress,
  expectTimeline,
  idOn,
  openForm,
  outcomeRegion,
  progressRegion,
} from "./staff-page.ts";
import { tokenOf } from "../running/simulator.ts";
import { expect, test } from "./test.ts";

const bambooForm = { Subdomain: "acme", "API key": "a-good-key" };

test("a staff member picks everything by hand; a form customer shows up as connected", async ({
  page,
  context,
  running,
}) => {
  await page.goto("/");
  await page.getByLabel("Owner", { exact: true }).first().click();
  await page.getByLabel("Owner", { exact: true }).first().fill("globex");
  await page.getByRole("option", { name: /Globex Corporation/ }).click();
  await page.getByLabel("Provider", { exact: true }).first().click();
  await page.getByLabel("Provider", { exact: true }).first().fill("bamboo");
  await page.getByRole("option", { name: /BambooHR/ }).click();
  await page.getByLabel("Label", { exact: true }).fill("HR, headquarters");
  await page.getByLabel("Username", { exact: true }).fill("ops@globex.example");
  await expect(outcomeRegion(page)).toContainText("Globex Corporation");
  const link = await createLink(page, "Creates");
  await expectProgress(page, "Waiting for the customer");

  const customer = await Customer.open(context, link);
  await customer.fillForm(bambooForm);
  await customer.expectSuccess();
  await expectProgress(page, "Connected");

  const row = await running.staff.read(idOn(page));
  expect(row.account?.label).toBe("HR, headquarters");
  await expectTimeline(page, ["Connected", "Waiting for the customer", "Being created"]);
  expect(row.linkHeld).toBe(false);
});

test("an OAuth customer shows up while signing in and then as connected", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, { ownerId: "acme", provider: "hubspot", expiresIn: 3600 });
  const link = await createLink(page, "Creates");
  const customer = await Customer.open(context, link);
  const answer = await customer.beginSignIn();
  await expectProgress(page, "Customer is signing in");
  await answer("Approve slowly");
  await expectProgress(page, "Connected");
  await customer.expectSuccess();
  const row = await running.staff.read(idOn(page));
  expect(row.attempt?.status).toBe("authenticated");
  expect(row.checks.filter(({ result }) => result === "different")).toEqual([]);
  await expectTimeline(page, [
    "Connected",
    "Customer is signing in",
    "Waiting for the customer",
    "Being created",
  ]);
});

test("denied shows the provider's text; approved on the same link it is connected", async ({
  page,
  context,
}) => {
  await openForm(page, { ownerId: "initech", provider: "lever", expiresIn: 3600 });
  const customer = await Customer.open(context, await createLink(page, "Creates"));
  await customer.signIn("Deny");
  await expectProgress(page, "Sign-in failed");
  await expect(progressRegion(page)).toContainText("access_denied");
  await expect(progressRegion(page)).toContainText("denied the request");
  await customer.signIn("Approve");
  await expectProgress(page, "Connected");
  // between two looks the customer may be seen at the sign-in, or not
  await expectTimeline(
    page,
    ["Connected", "Sign-in failed", "Waiting for the customer", "Being created"],
    "Customer is signing in",
  );
});

test("a customer who walks away stalls, and then reads as not finished", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, { ownerId: "initech", provider: "slack", expiresIn: 86_400 });
  const authLink = await createLink(page, "Creates");
  const customer = await Customer.open(context, authLink);
  await customer.signIn("Walk away");
  await expectProgress(page, "Customer is signing in");
  await running.passTime(7 * 60);
  await expectProgress(page, "Sign-in stalled");
  // the Hub gives up after five minutes of its own clock, which does not move here
  await running.simulator.act({ token: tokenOf(authLink), act: "oauth_cancel" });
  await page.getByRole("button", { name: "Check now" }).click();
  await expectProgress(page, "Sign-in not finished");
  await expectTimeline(page, [
    "Sign-in not finished",
    "Sign-in stalled",
    "Customer is signing in",
    "Waiting for the customer",
    "Being created",
  ]);
});

test("a link that nobody used expires", async ({ page, running }) => {
  await openForm(page, { ownerId: "wonka", provider: "slack", expiresIn: 3600 });
  await createLink(page, "Creates");
  await running.passTime(3600 + 120);
  // by itself it takes two looks, one for the attempt and one for the accounts, at the pace of a quiet link
  await page.getByRole("button", { name: "Check now" }).click();
  await expectProgress(page, "Expired");
  await expectTimeline(page, ["Expired", "Waiting for the customer", "Being created"]);
  expect((await running.staff.read(idOn(page))).linkHeld).toBe(false);
});

test("editing an active account by form looks connected until a person confirms", async ({
  page,
  context,
}) => {
  await openForm(page, { ownerId: "acme", accountId: "acc_acme_bamboohr", expiresIn: 3600 });
  const customer = await Customer.open(context, await createLink(page, "Edits"));
  await customer.fillForm(bambooForm);
  await expectProgress(page, "Looks connected");
  await page.getByRole("button", { name: "It is done" }).click();
  await expectProgress(page, "Connected");
  await expectTimeline(page, [
    "Connected",
    "Looks connected",
    "Waiting for the customer",
    "Being created",
  ]);
});

test("“Not yet” keeps the link open until the customer has really been there", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, { ownerId: "acme", accountId: "acc_acme_bamboohr", expiresIn: 3600 });
  const link = await createLink(page, "Edits");
  // the product saves the account; only a person can tell that it was not the customer
  await running.passTime(2);
  await running.simulator.changeAccount("acc_acme_bamboohr", {});
  await expectProgress(page, "Looks connected");
  await page.getByRole("button", { name: "Not yet" }).click();
  await expectProgress(page, "Waiting for the customer");
  await running.passTime(2);
  const customer = await Customer.open(context, link);
  await customer.fillForm(bambooForm);
  await expectProgress(page, "Looks connected");
  await expectTimeline(page, [
    "Looks connected",
    "Waiting for the customer",
    "Looks connected",
    "Waiting for the customer",
    "Being created",
  ]);
});

test("repairing a broken account is a proof", async ({ page, context, running }) => {
  await openForm(page, { ownerId: "acme", accountId: "acc_acme_greenhouse", expiresIn: 3600 });
  const customer = await Customer.open(context, await createLink(page, "Edits"));
  await customer.fillForm({ "API key": "a-new-key" });
  await expectProgress(page, "Connected");
  await expectTimeline(page, ["Connected", "Waiting for the customer", "Being created"]);
  const row = await running.staff.read(idOn(page));
  expect(row.account).toMatchObject({
    id: "acc_acme_greenhouse",
    status: "active",
    connectorProfileId: "prof_greenhouse",
  });
});

test("allow another account makes a second account beside the first", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, {
    ownerId: "acme",
    provider: "bamboohr",
    multiple: true,
    label: "Second site",
    expiresIn: 3600,
  });
  const customer = await Customer.open(context, await createLink(page, "Creates"));
  await customer.fillForm(bambooForm);
  await expectProgress(page, "Connected");
  await expectTimeline(page, ["Connected", "Waiting for the customer", "Being created"]);
  const row = await running.staff.read(idOn(page));
  expect(row.account?.id).not.toBe("acc_acme_bamboohr");
  expect(row.account?.label).toBe("Second site");
});

test("without a provider the customer chooses within the categories", async ({
  page,
  context,
  running,
}) => {
  await openForm(page, { ownerId: "wonka", categories: "ats", expiresIn: 3600 });
  const customer = await Customer.open(context, await createLink(page, "Depends"));
  await customer.pick("Ashby");
  await customer.fillForm({ "API key": "a-good-key" });
  await expectProgress(page, "Connected");
  await expectTimeline(page, ["Connected", "Waiting for the customer", "Being created"]);
  expect((await running.staff.read(idOn(page))).account?.provider).toBe("ashby");
});

test("a second profile is what the account ends up on", async ({ page, context, running }) => {
  await openForm(page, {
    ownerId: "acme",
    provider: "hubspot",
    connectorProfileId: "prof_hubspot_v2",
    expiresIn: 3600,
  });
  const customer = await Customer.open(context, await createLink(page, "Creates"));
  await customer.signIn("Approve");
  await expectProgress(page, "Connected");
  await expectTimeline(
    page,
    ["Connected", "Waiting for the customer", "Being created"],
    "Customer is signing in",
  );
  expect((await running.staff.read(idOn(page))).account?.connectorProfileId).toBe(
    "prof_hubspot_v2",
  );
});

test("a test link is tagged and makes a test account", async ({ page, context, running }) => {
  await openForm(page, { ownerId: "cyberdyne", provider: "ashby", type: "test", expiresIn: 3600 });
  const customer = await Customer.open(context, await createLink(page, "Creates"));
  await expect(page.getByText("TEST", { exact: true }).first()).toBeVisible();
  await customer.fillForm({ "API key": "a-good-key" });
  await expectProgress(page, "Connected");
  await expectTimeline(page, ["Connected", "Waiting for the customer", "Being created"]);
  expect((await running.staff.read(idOn(page))).account?.type).toBe("test");
});

test("a test link on a production account is blocked and says the cure", async ({ page }) => {
  await openForm(page, {
    ownerId: "acme",
    accountId: "acc_acme_bamboohr",
    type: "test",
    expiresIn: 3600,
  });
  await expect(outcomeRegion(page).getByText(/^Blocked/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create auth link" })).toBeDisabled();
  await outcomeRegion(page).getByRole("button").first().click();
  await expect(outcomeRegion(page).getByText(/^Edits/)).toBeVisible();
});

test("after a reload the link is masked until it is revealed, and never in the address or the history", async ({
  page,
  running,
}) => {
  await openForm(page, {
    ownerId: "contoso",
    provider: "jira",
    connectorProfileId: "prof_jira_cloud",
    expiresIn: 3600,
  });
  const link = await createLink(page, "Creates");
  expect(page.url()).not.toContain("token");
  expect(
    await page.evaluate(() =>
      JSON.stringify([history.state, Object.entries(localStorage), Object.entries(sessionStorage)]),
    ),
  ).not.toContain(new URL(link).searchParams.get("token"));
  await page.reload();
  await expect(page.getByRole("region", { name: "Auth link", exact: true })).not.toContainText(
    link,
  );
  await page.getByRole("button", { name: "Reveal" }).click();
  expect(await authLinkOn(page)).toBe(link);
  expect((await running.staff.audit()).map(({ action }) => action)).toContain(
    "connect_session.reveal",
  );
});
