import type { Page } from "@playwright/test";
import { accountRow } from "./accounts-page.ts";
import { outcomeRegion, progressRegion } from "./staff-page.ts";
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
  await page.keyboard.type("local support");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(assignee).toHaveValue("Local support · Support");
  await page.keyboard.press("Tab");
  await expect(dialog.getByLabel("Ticket")).toBeFocused();
  await page.keyboard.type("http://desk.example/42");
  await expect(dialog.getByText("Give an https address or the ID of a ticket.")).toBeVisible();
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
  await page.getByLabel("Your role").selectOption("Admin");
  await careOn(page).getByRole("button", { name: "Take it" }).click();
  await expect(careOn(page)).toContainText("With Local admin, that is you");
  await expect(progressRegion(page).getByLabel("Timeline")).toContainText(
    "Local admin took it from Local support.",
  );
});

test("what is not one's own is disabled with the reason, until it is handed over", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "slack",
  });
  const { id } = connectSession;
  await running.staff.become("customer_success");
  await page.goto(`/connect-sessions/${id}`);
  const press = (name: string) => page.getByRole("button", { name, exact: true });
  const acts = {
    Reveal: "reveal it",
    "Copy link": "reveal it",
    "Connect here": "reveal it",
    "Re-issue": "re-issue it",
    Void: "void it",
    "Take it": "hand it over",
  };
  for (const [name, act] of Object.entries(acts)) {
    await expect(press(name)).toBeDisabled();
    await expect(press(name)).toHaveAttribute(
      "title",
      `Only who made this link, its assignee or support may ${act}.`,
    );
  }
  const region = page.getByRole("region", { name: "Auth link", exact: true });
  await expect(region.getByRole("status")).toHaveText(/^Only who made this link/);
  await page.goto("/connect-sessions");
  await expect(rowsOn(page).getByRole("button", { name: "Copy" })).toBeDisabled();

  await page.goto(`/connect-sessions/${id}`);
  await expect(press("Reveal")).toBeDisabled();
  await running.staff.become("support");
  await running.staff.act(id, "hand-over", { assigneeId: "local-customer-success" });
  await running.staff.become("customer_success");
  // told by the live stream
  await expect(careOn(page)).toContainText("that is you");
  for (const name of ["Reveal", "Copy link", "Connect here", "Re-issue", "Void"])
    await expect(press(name)).toBeEnabled();
  await press("Reveal").click();
  await expect(region.getByRole("textbox").first()).toHaveValue(/^http.*token=/);
  await page.getByLabel("Your role").selectOption("Viewer");
  // what one person was shown is not for the next
  await expect(region.getByRole("textbox").first()).not.toHaveValue(/token=/);
  await expect(press("Reveal")).toBeDisabled();
});

test("customer success is told who repairs a broken account, and asks them with one press", async ({
  page,
  running,
}) => {
  await running.staff.become("customer_success");
  const why =
    "The role customer success may not repair accounts that do not work: hand the account to support.";
  await page.goto("/accounts/acc_acme_greenhouse");
  await expect(page.getByRole("button", { name: "Repair", exact: true })).toHaveCount(0);
  const ask = page.getByRole("button", { name: "Ask support to repair" });
  await expect(ask).toHaveAttribute("title", why);
  await ask.click();
  await expect(page.getByRole("button", { name: "Support was asked" })).toBeDisabled();
  await expect(careOn(page)).toContainText("With Support (team)");
  await page.goto("/?ownerId=acme&provider=greenhouse");
  await expect(outcomeRegion(page)).toContainText("Edits");
  const create = page.getByRole("button", { name: "Create auth link" });
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(why);
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

test("W9: a link goes to a role with a note, and everybody of it has it and is notified", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "slack",
  });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await careOn(page).getByRole("button", { name: "Hand over…" }).click();
  const dialog = page.getByRole("dialog", { name: "Hand over this auth link" });
  await dialog.getByLabel("Assignee").fill("support (team)");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Assignee")).toHaveValue("Support (team)");
  await dialog.getByLabel("Note").fill("Waits for an answer since Monday");
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(careOn(page)).toContainText("With Support (team)");
  await expect(progressRegion(page).getByLabel("Timeline")).toContainText(
    "Note: Waits for an answer since Monday",
  );
  await page.getByLabel("Your role").selectOption("Support");
  await expect(careOn(page)).toContainText("that includes you");
  await page.goto("/connect-sessions?holder=me");
  await expect(rowsOn(page)).toHaveText([/Wonka.*with Support/s]);
  await page.goto("/notifications");
  await expect(page.getByText(/assigned Slack of Wonka.*to Support.*since Monday/)).toBeVisible();
});
