import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { accountRow, openAccounts } from "./accounts-page.ts";
import { tokenOf } from "../running/simulator.ts";
import { createLink, openForm, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

async function expectNothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html }) => html.replace(/https?:\/\/[^"<]*/g, "…")).slice(0, 3),
    ]),
  ).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing on any page", async ({ page, running }) => {
      await page.goto("/");
      await expect(page.getByRole("button", { name: "Create auth link" })).toBeVisible();
      await expectNothingFound(page);

      await openForm(page, {
        ownerId: "umbrella",
        provider: "hubspot",
        type: "test",
        expiresIn: 3600,
      });
      await expect(page.getByText(/^Blocked/)).toBeVisible();
      await expectNothingFound(page);

      await openForm(page, { ownerId: "acme", expiresIn: 3600 });
      await createLink(page, "Depends");
      await expectNothingFound(page);
      await page.getByRole("button", { name: "Edit message" }).click();
      await page.getByLabel("Text", { exact: true }).fill("no link");
      await expect(page.getByText(/^The link is missing/)).toBeVisible();
      await expectNothingFound(page);

      await running.staff.create({ ownerId: "stark", provider: "slack", label: "sim:500" });
      await page.goto("/connect-sessions?holder=me&provider=slack");
      await expect(page.getByRole("tab").first()).toBeVisible();
      await expectNothingFound(page);
      await page.getByRole("tab", { name: /Needs attention/ }).click();
      await expect(
        page.getByRole("listitem").filter({ hasText: "Stark Industries" }),
      ).toBeVisible();
      await expectNothingFound(page);

      await page.goto("/nowhere");
      await expectNothingFound(page);
    });

    test("axe finds nothing about owners", async ({ page }) => {
      await page.goto("/owners?q=initech");
      await expect(page.getByRole("list", { name: "Owners" })).toBeVisible();
      await expectNothingFound(page);
      await page.getByRole("button", { name: "Import…" }).click();
      await page.getByLabel("CSV file").setInputFiles({
        name: "owners.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("acme,Acme\nnew,New"),
      });
      await expect(page.getByRole("region", { name: "Rows of the file" })).toBeVisible();
      await expectNothingFound(page);
      await page.goto("/owners/initech");
      await expect(page.getByText("as “Initech LLC”")).toBeVisible();
      await expectNothingFound(page);
    });

    test("axe finds nothing in the palette and the list of keys", async ({ page }) => {
      await page.goto("/nowhere");
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByRole("combobox", { name: "Find" }).fill("acme");
      await expect(page.getByRole("dialog").getByText("Acme Inc").first()).toBeVisible();
      await expectNothingFound(page);
      await page.getByRole("combobox", { name: "Find" }).fill("nobody at all");
      await expect(page.getByText(/^Nothing is called/)).toBeVisible();
      await expectNothingFound(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      await expectNothingFound(page);
    });

    test("axe finds nothing where something went wrong", async ({ page, running }) => {
      const differing = await running.staff.createLink({
        ownerId: "contoso",
        provider: "hubspot",
        connectorProfileId: "prof_hubspot_v2",
        label: "sim:echo-other-profile",
      });
      await running.simulator.act({
        token: tokenOf(differing.authLink),
        act: "oauth_approve",
        provider: "hubspot",
      });
      await running.staff.act(differing.connectSession.id, "check");
      await page.goto(`/connect-sessions/${differing.connectSession.id}`);
      await expect(page.getByRole("table", { name: "Result check" })).toBeVisible();
      await expectNothingFound(page);
      await page.getByRole("button", { name: "Accept the difference" }).click();
      await expect(page.getByRole("dialog", { name: "Accept the difference" })).toBeVisible();
      await expectNothingFound(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "What does the customer see?" }).last().click();
      await page.getByLabel("Text, code or words").fill("access_denied");
      await expect(page.getByRole("button", { name: "Copy reply" }).first()).toBeVisible();
      await expectNothingFound(page);
    });

    test("axe finds nothing in the dialogs that ask once more", async ({ page, running }) => {
      const choice = { ownerId: "wonka", provider: "slack", expiresIn: 3600 };
      await running.staff.createLink(choice);
      await openForm(page, choice);
      await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
      await page.getByRole("button", { name: "Create auth link" }).click();
      const guard = page.getByRole("dialog", { name: "There is an open link already" });
      await expect(guard).toBeVisible();
      await expectNothingFound(page);
      await guard.getByRole("link", { name: "Show it" }).click();
      await page.getByRole("button", { name: "Void" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNothingFound(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Re-issue" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNothingFound(page);
    });

    test("axe finds nothing in the audit log", async ({ page, running }) => {
      await running.staff.createLink({ ownerId: "acme", provider: "ashby" });
      await running.staff.create({ ownerId: "stark", provider: "slack", label: "sim:401" });
      await page.goto("/audit?from=2099-01-02&to=2099-01-01");
      await expect(page.getByText("No entry fits.")).toBeVisible();
      await expectNothingFound(page);
      await page.getByRole("link", { name: "Show all" }).click();
      await expect(
        page.getByRole("list", { name: "Entries" }).getByText("Failed", { exact: true }),
      ).toBeVisible();
      await page.getByRole("combobox", { name: "Action" }).click();
      await expectNothingFound(page);
    });

    test("axe finds nothing about notifications and settings", async ({ page, running }) => {
      await page.goto("/notifications");
      await expect(page.getByText("Nothing yet.")).toBeVisible();
      await expectNothingFound(page);
      for (const type of ["production", "test"]) {
        const choice = { ownerId: "contoso", provider: "ashby", multiple: true, label: type, type };
        const { connectSession, authLink } = await running.staff.createLink(choice);
        await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "ashby" });
        await running.staff.act(connectSession.id, "check");
      }
      await page.getByRole("button", { name: "Show what is new" }).click();
      await page.getByRole("button", { name: "Mark as read" }).first().click();
      await expect(page.getByRole("button", { name: "Mark as read" })).toHaveCount(1);
      await expectNothingFound(page);
      await page.goto("/settings");
      await expect(page.getByRole("region", { name: "What you are told" })).toBeVisible();
      await expectNothingFound(page);
    });

    test("axe finds nothing where test accounts are cleaned up", async ({ page }) => {
      await page.goto("/accounts/clean-up?account=acc_wonka_bamboohr");
      await expect(page.getByRole("list", { name: "Test accounts" })).toBeVisible();
      await expectNothingFound(page);
      await page.goto(
        "/accounts/clean-up?account=acc_acme_slack&account=acc_sim_delete_500&step=review",
      );
      await page.getByLabel("Type 1 to confirm").fill("1");
      await expectNothingFound(page);
      await page.keyboard.press("Enter");
      await expect(page.getByText(/^Stopped:/)).toBeVisible();
      await expectNothingFound(page);
      await page.goto("/accounts/acc_sim_delete_500");
      await expect(page.getByRole("button", { name: "Look again" })).toBeVisible();
      await expectNothingFound(page);
      await page.getByRole("button", { name: "Delete…" }).click();
      await expect(page.getByLabel(/^Type the owner/)).toBeVisible();
      await expectNothingFound(page);
    });

    test("axe finds nothing on the pages of accounts", async ({ page }) => {
      await openAccounts(page);
      await expectNothingFound(page);
      await page.getByRole("tab", { name: /^Needs us/ }).click();
      await expect(accountRow(page, "Zendesk")).toBeVisible();
      await page.getByRole("combobox", { name: "Provider" }).click();
      await expectNothingFound(page);
      await page.goto("/accounts/acc_acme_greenhouse");
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Greenhouse");
      await expectNothingFound(page);
      await page.getByRole("button", { name: "Hand over…" }).click();
      const dialog = page.getByRole("dialog", { name: "Hand over this account" });
      await dialog.getByLabel("Ticket").fill("http://desk.example");
      await expect(dialog.getByText("Give an https address or the ID of a ticket.")).toBeVisible();
      await expectNothingFound(page);
      await dialog.getByLabel("Ticket").fill("https://desk.example/42");
      await dialog.getByRole("button", { name: "Hand over", exact: true }).click();
      await expect(page.getByRole("link", { name: "desk.example/42" })).toBeVisible();
      await expectNothingFound(page);
    });
  });
}

for (const width of [360, 768, 1440]) {
  test(`nothing is wider than the screen at ${width} pixels`, async ({ page, running }) => {
    await page.setViewportSize({ width, height: 900 });
    const { connectSession } = await running.staff.createLink({
      ownerId: "acme",
      provider: "hubspot",
      label: "A label that is rather long, as labels in the field are",
    });
    for (const path of [
      "/",
      "/?ownerId=umbrella&provider=hubspot",
      "/connect-sessions",
      "/accounts?tab=all",
      "/accounts/acc_acme_salesforce",
      "/owners",
      "/audit",
      "/accounts/clean-up",
      "/accounts/clean-up?account=acc_acme_slack&account=acc_wonka_bamboohr&step=review",
      "/owners/initech",
      "/notifications",
      "/settings",
      `/connect-sessions/${connectSession.id}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
        path,
      ).toBe(0);
    }
  });
}
