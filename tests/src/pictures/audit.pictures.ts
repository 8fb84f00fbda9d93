import { expect } from "@playwright/test";
import { openAccounts } from "../browser/accounts-page.ts";
import { test } from "./take.ts";

test("audit log", async ({ page, running, take }) => {
  const { staff } = running;
  const { connectSession } = await staff.createLink({ ownerId: "acme", provider: "hubspot" });
  await staff.act(connectSession.id, "reveal");
  await staff.act(connectSession.id, "copied", { as: "mail" });
  await staff.create({ ownerId: "stark", provider: "slack", label: "sim:500" });
  await staff.ask("POST", "/api/owners", { id: "pied", name: "Pied Piper" });
  await staff.ask("POST", "/api/me/role", { role: "viewer" });
  await staff.act(connectSession.id, "reveal");
  await staff.ask("POST", "/api/me/role", { role: "qa" });
  await staff.ask("POST", "/api/accounts/acc_contoso_lever/delete");
  await staff.ask("POST", "/api/me/role", { role: "admin" });
  await page.goto("/audit");
  await expect(page.getByRole("list", { name: "Entries" })).toBeVisible();
  await take("audit");
});

test("clean-up of test accounts", async ({ page, take }) => {
  await openAccounts(page);
  const chosen = ["acc_wonka_bamboohr", "acc_acme_slack", "acc_sim_delete_500"];
  const query = chosen.map((id) => `account=${id}`).join("&");
  await page.goto(`/accounts/clean-up?${query}&step=review`);
  await page.getByLabel("Type 2 to confirm").fill("2");
  await take("clean-up-dry-run");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Stopped: 1 deleted · 1 not known")).toBeVisible();
  await take("clean-up");
});
