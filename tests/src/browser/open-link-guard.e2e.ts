import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { authLinkOn, expectProgress, idOn, openForm, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const choice = { ownerId: "wonka", provider: "slack", expiresIn: 3600 };
const create = { name: "Create auth link" };

function guardOn(page: Page) {
  return page.getByRole("dialog", { name: "There is an open link already" });
}

async function pressCreate(page: Page): Promise<void> {
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", create).click();
}

test("an open link for the same owner and provider is shown before another one is made", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({ ...choice, label: "From Monday" });
  await openForm(page, choice);
  await pressCreate(page);
  await expect(guardOn(page)).toContainText("Waiting for the customer");
  await expect(guardOn(page)).toContainText(`Made by ${connectSession.createdBy.name} on`);
  await expect(guardOn(page)).toContainText("From Monday");
  await expect(guardOn(page)).toContainText(/Expires .* in 5\d minutes|Expires .*59 minutes/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(await running.creations()).toBe(1);
  await guardOn(page).getByRole("link", { name: "Show it" }).click();
  await expect(page).toHaveURL(new RegExp(connectSession.id));
  expect(await running.creations()).toBe(1);
});

test("W4: a link whose customer picks the provider is shown before one for a provider, and the other way round", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({ ownerId: "wonka", expiresIn: 3600 });
  await openForm(page, choice);
  await pressCreate(page);
  await expect(guardOn(page)).toContainText(
    /in which the customer chooses the provider.*If the customer picks Slack there first, this one changes that account/,
  );
  await guardOn(page).getByRole("link", { name: "Show it" }).click();
  await expect(page).toHaveURL(new RegExp(connectSession.id));
  await running.staff.createLink({ ownerId: "hooli-eu", provider: "slack", expiresIn: 3600 });
  await openForm(page, { ownerId: "hooli-eu", expiresIn: 3600 });
  const outcome = outcomeRegion(page);
  await expect(outcome).toContainText(
    "If the customer picks Slack here after the other link is used, this one changes that account.",
  );
  await outcome.getByRole("button", { name: "Allow another account" }).click();
  await expect(outcome).toContainText(
    "If the customer picks Slack here first, the other one changes the account that this one creates.",
  );
});

test("by keyboard: the press stops, the open link is left, and another one is made", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink(choice);
  await openForm(page, choice);
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", create).focus();
  await page.keyboard.press("Enter");
  await expect(guardOn(page).getByRole("link", { name: "Show it" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(guardOn(page)).toBeHidden();
  await expect(page.getByRole("button", create)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(guardOn(page).getByRole("link", { name: "Show it" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(guardOn(page).getByRole("button", { name: "Re-issue it" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await authLinkOn(page);
  expect(idOn(page)).not.toBe(connectSession.id);
  expect(await running.creations()).toBe(2);
});

test("re-issued from there: both links lead to each other, and what the new one will do is read first", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink(choice);
  await openForm(page, choice);
  await pressCreate(page);
  await guardOn(page).getByRole("button", { name: "Re-issue it" }).click();
  const dialog = page.getByRole("dialog", { name: "Re-issue this auth link" });
  await expect(dialog.getByRole("region", { name: "What the new link will do" })).toContainText(
    /^Creates/,
  );
  await dialog.getByRole("button", { name: "Re-issue auth link" }).click();
  await authLinkOn(page);
  const renewed = idOn(page);
  const lineage = page.getByRole("region", { name: "Lineage" });
  await expect(lineage).toContainText(/Takes the place of the link of .* by .*Waiting/);
  await lineage.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(connectSession.id));
  await expect(lineage).toContainText(/Re-issued as the link of .*still opens until it expires/);
  await expect(page.getByText("It was re-issued: send the newer link.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Re-issue" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Re-issue" })).toHaveAttribute(
    "title",
    "It was re-issued already; re-issue the newest one.",
  );
  await lineage.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(renewed));
  await expectProgress(page, "Waiting for the customer");
});

test("a link that a colleague makes between preview and press is told before a second one is made", async ({
  page,
  running,
}) => {
  await openForm(page, choice);
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await expect(outcomeRegion(page)).not.toContainText(/open link/);
  await running.staff.createLink(choice);
  await page.getByRole("button", create).click();
  await expect(guardOn(page)).toContainText("Waiting for the customer");
  expect(await running.creations()).toBe(1);
  await guardOn(page).getByRole("button", { name: "Create another anyway" }).click();
  await authLinkOn(page);
  expect(await running.creations()).toBe(2);
});

test("a re-issue whose outcome is another today says both", async ({ page, running }) => {
  const { connectSession } = await running.staff.createLink(choice);
  await running.simulator.addAccount({
    ownerId: "wonka",
    ownerName: "Wonka Chocolate",
    provider: "slack",
  });
  // a preview shares what a poll read within the last 5 s, which may be from before the account was there
  await running.passTime(6);
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await page.getByRole("button", { name: "Re-issue" }).click();
  const outcome = page.getByRole("region", { name: "What the new link will do" });
  await expect(outcome).toContainText(/^Edits/);
  await expect(outcome).toContainText(/Not what the old link was to do: “Creates/);
});
