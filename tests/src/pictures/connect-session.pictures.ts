import { expect } from "@playwright/test";
import { createLink, expectProgress, openForm, outcomeRegion } from "../browser/staff-page.ts";
import { tokenOf } from "../running/simulator.ts";
import { test } from "./take.ts";

const acme = { ownerId: "acme", provider: "ashby", expiresIn: 604_800 };

test("new auth link", async ({ page, take }) => {
  await openForm(page, { ...acme, label: "Recruiting, Berlin" });
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await take("new-auth-link");
});

test("blocked", async ({ page, take }) => {
  await openForm(page, {
    ownerId: "umbrella",
    provider: "hubspot",
    type: "test",
    expiresIn: 3600,
  });
  await expect(page.getByText(/^Blocked/)).toBeVisible();
  await take("blocked");
});

test("auth link, while the customer signs in", async ({ page, take, running }) => {
  const { authLink, connectSession } = await running.staff.createLink({
    ownerId: "acme",
    provider: "hubspot",
    label: "Sales, Berlin",
    multiple: true,
  });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await running.simulator.act({
    token: tokenOf(authLink),
    act: "oauth_start",
    provider: "hubspot",
  });
  await expectProgress(page, "Customer is signing in");
  await take("auth-link");
});

test("hand-over, as customer success sees a link that is with support", async ({
  page,
  take,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "hooli",
    provider: "ashby",
  });
  const ticket = "https://desk.example/tickets/4711";
  await running.staff.act(connectSession.id, "hand-over", { assigneeId: "local-support", ticket });
  await running.staff.become("customer_success");
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await expect(page.getByText(/^Only who made this link/)).toBeVisible();
  await take("hand-over");
});

test("message composer", async ({ page, take }) => {
  await openForm(page, acme);
  await createLink(page, "Creates");
  // the page's memory held the link; from here on it is masked
  await page.reload();
  await page.getByRole("button", { name: "Edit message" }).click();
  await expect(page.getByRole("region", { name: "Message", exact: true })).toBeVisible();
  await take("message");
});

test("result check", async ({ page, take, running }) => {
  const { authLink, connectSession } = await running.staff.createLink({
    ownerId: "contoso",
    provider: "hubspot",
    connectorProfileId: "prof_hubspot_v2",
    label: "sim:echo-other-profile",
  });
  await running.simulator.act({
    token: tokenOf(authLink),
    act: "oauth_approve",
    provider: "hubspot",
  });
  await running.staff.act(connectSession.id, "check");
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await expect(page.getByRole("table", { name: "Result check" })).toBeVisible();
  await take("result-check");
});

test("sign-in failed, and what the customer sees", async ({ page, take, running }) => {
  const { authLink, connectSession } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "hubspot",
  });
  const token = tokenOf(authLink);
  await running.simulator.act({ token, act: "oauth_start", provider: "hubspot" });
  await running.simulator.act({ token, act: "oauth_deny", provider: "hubspot" });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await expectProgress(page, "Sign-in failed");
  await page.getByRole("button", { name: "What does the customer see?" }).last().click();
  await page.getByLabel("Text, code or words").fill("access_denied");
  await expect(page.getByRole("button", { name: "Copy reply" }).first()).toBeVisible();
  await take("customer-sees", { screenOnly: true });
});

test("guard", async ({ page, take, running }) => {
  await running.staff.createLink({ ...acme, label: "From Monday" });
  await openForm(page, acme);
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", { name: "Create auth link" }).click();
  await expect(page.getByRole("dialog", { name: "There is an open link already" })).toContainText(
    "From Monday",
  );
  await take("guard", { screenOnly: true });
});

test("ledger", async ({ page, take, running }) => {
  for (const [ownerId, provider, label] of [
    ["acme", "ashby", "Recruiting, Berlin"],
    ["wonka", "slack", null],
    ["initech", "lever", "Pilot"],
    ["stark", "hubspot", "sim:500"],
  ])
    await running.staff.create({ ownerId, provider, ...(label && { label }) });
  const { authLink } = await running.staff.createLink({ ownerId: "hooli", provider: "hubspot" });
  const token = tokenOf(authLink);
  await running.simulator.act({ token, act: "oauth_start", provider: "hubspot" });
  await running.simulator.act({ token, act: "oauth_deny", provider: "hubspot" });
  await page.goto("/connect-sessions?createdBy=me");
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(4);
  await take("auth-links");
});

test("palette", async ({ page, take }) => {
  await page.goto("/connect-sessions");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("combobox", { name: "Find" }).fill("acme");
  await expect(page.getByRole("dialog").getByText("Acme Inc").first()).toBeVisible();
  await take("palette", { screenOnly: true });
});
