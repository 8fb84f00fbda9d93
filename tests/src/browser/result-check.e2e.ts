import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { tokenOf } from "../running/simulator.ts";
import { expectProgress, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

test.use({ environment: { STACKONE_FOLLOW: "accounts" } });

function check(page: Page) {
  return page.getByRole("table", { name: "Result check" });
}

test("a profile that is not the promised one: names, what to do, and accepted with a reason", async ({
  page,
  running,
}) => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    provider: "hubspot",
    connectorProfileId: "prof_hubspot_v2",
    label: "sim:echo-other-profile",
  });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await running.simulator.act({
    token: tokenOf(authLink),
    act: "oauth_approve",
    provider: "hubspot",
  });
  await expectProgress(page, "Connected, with a problem");
  const row = check(page).getByRole("row").filter({ hasText: "Connector profile" });
  await expect(row).toContainText(/HubSpot v2 – v2.*HubSpot v1 – v1/);
  await expect(row.getByRole("img", { name: "different" })).toBeVisible();
  await expect(check(page)).not.toContainText("prof_hubspot");
  await expect(check(page).getByRole("row").filter({ hasText: "Provider" })).toContainText(
    "HubSpot",
  );
  const link = check(page).getByRole("link", { name: "New link with the promised profile" });
  await expect(link).toHaveAttribute("href", /accountId=.*connectorProfileId=prof_hubspot_v2/);

  await page.getByRole("button", { name: "Accept the difference" }).click();
  const dialog = page.getByRole("dialog", { name: "Accept the difference" });
  await expect(dialog).toContainText("Nothing changes at StackOne");
  await expect(dialog).toContainText("uses another connector profile than promised");
  await dialog.getByLabel("Reason").fill("Agreed with Kim");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expectProgress(page, "Connected");
  await expect(progressRegion(page)).toContainText("Accepted as it is");
  await expect(progressRegion(page)).toContainText("Reason: Agreed with Kim");
  const [entry] = await running.staff.audit("?action=connect_session.accept");
  expect(entry).toMatchObject({ outcome: "done", target: { id: connectSession.id } });
  expect(entry?.fields).toEqual(["problems", "reason"]);
});

test("what StackOne does not tell is not known, and never same", async ({ page, running }) => {
  await running.staff.createLink({
    ownerId: "wonka",
    provider: "notion",
    label: "sim:no-account-profile",
  });
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    provider: "ashby",
    connectorProfileId: "prof_ashby",
  });
  await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "ashby" });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await expectProgress(page, "Connected");
  const row = check(page).getByRole("row").filter({ hasText: "Connector profile" });
  await expect(row).toContainText(/Ashby.*not known: StackOne does not say/);
  await expect(row.getByRole("img", { name: "same" })).toHaveCount(0);
});

test.describe("with the Hub", () => {
  test.use({ asksStackOne: true });

  test("an account that is not active wants a repair, not an acceptance", async ({
    page,
    running,
  }) => {
    const { connectSession, authLink } = await running.staff.createLink({
      ownerId: "acme",
      provider: "ashby",
      label: "sim:link-error",
    });
    await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "ashby" });
    for (const path of ["connect-sessions", "connect-here"]) {
      await page.goto(`/${path}/${connectSession.id}`);
      await expectProgress(page, "Connected, with a problem");
      await expect(page.getByRole("button", { name: "Accept the difference" })).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Make a repair link" })).toHaveAttribute(
        "href",
        /ownerId=acme&accountId=/,
      );
      await expect(progressRegion(page)).toContainText("Who must act: The customer");
    }
  });
});

test("who may not accept is told why", async ({ page, running }) => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
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
  await running.staff.ask("POST", "/api/me/role", { role: "viewer" });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  const button = page.getByRole("button", { name: "Accept the difference" });
  await expect(button).toBeDisabled();
  await expect(progressRegion(page)).toContainText("may not accept differences");
});
