import { createLink, idOn, openForm } from "./staff-page.ts";
import { expect, test } from "./test.ts";

test("F12: an owner that was added by mistake is deleted from its page", async ({
  page,
  running,
}) => {
  await running.staff.ask("POST", "/api/owners", { id: "mistake", name: "Mistake Inc" });
  await page.goto("/owners/mistake");
  await page.getByRole("button", { name: "Delete owner…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this owner?" });
  await expect(dialog).toContainText("Mistake Inc (mistake)");
  await dialog.getByRole("button", { name: "Delete owner" }).click();
  await expect(page).toHaveURL(/\/owners$/);
  await expect(page.getByRole("link", { name: /Acme Inc/ }).first()).toBeVisible();
  await expect(page.getByText("Mistake Inc")).toHaveCount(0);
  const audit = await running.staff.audit("?action=owner.delete&target=mistake");
  expect(audit.map(({ outcome }) => outcome)).toEqual(["done"]);
});

test("F12: with accounts, with links, or without the role it cannot be pressed, and says why", async ({
  page,
  running,
}) => {
  const button = page.getByRole("button", { name: "Delete owner…" });
  await page.goto("/owners/acme");
  await expect(button).toBeDisabled();
  await expect(button).toHaveAttribute("title", "An owner with accounts can’t be deleted.");
  await running.staff.ask("POST", "/api/owners", { id: "linked", name: "Linked Inc" });
  await running.staff.createLink({ ownerId: "linked", provider: "ashby" });
  await page.goto("/owners/linked");
  await expect(button).toHaveAttribute("title", "An owner with auth links can’t be deleted.");
  await running.staff.become("support");
  await page.reload();
  await expect(button).toHaveAttribute("title", /support may not delete owners/);
  await expect(page.getByRole("button", { name: "Name changed…" })).toBeDisabled();
});

test("W13: a renamed customer: what new links say, which accounts are not found, and the choice", async ({
  page,
  running,
}) => {
  await page.goto("/owners/acme");
  await page.getByRole("button", { name: "Name changed…" }).click();
  const dialog = page.getByRole("dialog", { name: "Name changed" });
  await expect(dialog.getByRole("button", { name: "Change name" })).toBeDisabled();
  await dialog.getByLabel("New name").fill(" Acme Holding ");
  const effect = dialog.getByRole("status", { name: "What changes" });
  await expect(effect).toContainText("New links will say “Acme Holding”.");
  await expect(effect).toContainText(/\d+ accounts keep another name and won’t be found/);
  await expect(effect.getByRole("listitem").first()).toContainText("as “Acme Inc”");
  await dialog.getByRole("button", { name: "Keep the name" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acme Inc");
  await page.getByRole("button", { name: "Name changed…" }).click();
  await dialog.getByLabel("New name").fill("Acme Holding");
  await dialog.getByRole("button", { name: "Change name" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Acme Holding");
  const audit = await running.staff.audit("?action=owner.rename&target=acme");
  expect(audit.map(({ outcome, fields }) => [outcome, fields])).toEqual([["done", ["name"]]]);
  await openForm(page, { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 });
  await createLink(page, "Creates");
  expect((await running.staff.read(idOn(page))).owner.name).toBe("Acme Holding");
});
