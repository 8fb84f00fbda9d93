import type { Page } from "@playwright/test";
import { accountRow } from "./accounts-page.ts";
import { progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const rowsOn = (page: Page) => page.getByRole("tabpanel").getByRole("listitem");
const careOn = (page: Page) => page.getByRole("group", { name: "Hand-over" });

test("a link is handed to a colleague by keyboard alone, is under theirs and no longer under mine", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "slack",
  });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await expect(careOn(page)).toContainText("With Local admin, who made it");
  await expect(careOn(page).getByRole("button", { name: "Take it" })).toHaveCount(0);
  await careOn(page).getByRole("button", { name: "Hand over…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Hand over this auth link" });
  const assignee = dialog.getByLabel("Assignee");
  await expect(assignee).toBeFocused();
  await expect(assignee).toHaveValue("Nobody else: Local admin, who made it");
  await page.keyboard.type("support");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(assignee).toHaveValue("Local support · Support");
  await page.keyboard.press("Tab");
  await expect(dialog.getByLabel("Ticket")).toBeFocused();
  await page.keyboard.type("http://desk.example/42");
  await expect(dialog.getByText(/^The ticket must be an https address/)).toBeVisible();
  await dialog.getByLabel("Ticket").fill("https://desk.example/42");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(careOn(page)).toContainText("With Local support");
  await expect(careOn(page).getByRole("button", { name: "Hand over…" })).toBeFocused();
  const ticket = careOn(page).getByRole("link", { name: "desk.example/42" });
  await expect(ticket).toHaveAttribute("rel", "noopener noreferrer");
  await expect(ticket).toHaveAttribute("href", "https://desk.example/42");
  await expect(progressRegion(page).getByLabel("Timeline")).toContainText(
    "Local admin handed it to Local support.",
  );

  await page.goto("/connect-sessions?holder=me");
  await expect(page.getByText(/^Nothing under this tab fits/)).toBeVisible();
  await page.getByLabel("Your role").selectOption("Support");
  await expect(rowsOn(page)).toHaveText([/Wonka.*with Local support/s]);
  await page.getByLabel("Search auth links").fill("desk.example/42");
  await expect(page).toHaveURL(/q=/);
  await rowsOn(page).getByRole("link").first().click();
  await expect(careOn(page)).toContainText("that is you");
  await page.getByLabel("Your role").selectOption("Customer success");
  await careOn(page).getByRole("button", { name: "Take it" }).click();
  await expect(careOn(page)).toContainText("With Local customer success, that is you");
  await expect(progressRegion(page).getByLabel("Timeline")).toContainText(
    "Local customer success took it from Local support.",
  );
});

test("an account is taken and noted on, and stands under its assignee's", async ({ page }) => {
  await page.goto("/accounts/acc_acme_greenhouse");
  await expect(careOn(page)).toContainText("Nobody looks after it");
  await careOn(page).getByRole("button", { name: "Take it" }).click();
  await expect(careOn(page)).toContainText("With Local admin, that is you");
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Local admin took it.");
  await page.getByLabel("Note", { exact: true }).fill("Waits for Ms Öztürk.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(history).toContainText("Waits for Ms Öztürk.");

  await page.goto("/accounts?assignee=me");
  await expect(accountRow(page, "Greenhouse")).toContainText("with Local admin");
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(1);
  await page.goto("/accounts?q=ozturk");
  await expect(accountRow(page, "Greenhouse")).toBeVisible();
  await page.getByLabel("Your role").selectOption("Viewer");
  await page.goto("/accounts/acc_acme_greenhouse");
  const take = careOn(page).getByRole("button", { name: "Take it" });
  await expect(take).toBeDisabled();
  await expect(take).toHaveAttribute("title", /viewer/);
});
