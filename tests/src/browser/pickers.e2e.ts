import type { Locator, Page } from "@playwright/test";
import { openForm, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const picker = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const highlighted = (page: Page) => page.locator("[data-combobox-selected]");
const isInvalid = (field: Locator) => expect(field).toHaveAttribute("aria-invalid", "true");

/** What typing a part of its name and a key comes to, in every picker of the form. */
const pickers = [
  { name: "Provider", typed: "sla", first: "Slack", shows: "Slack" },
  { name: "Connector profile", typed: "green", first: "Greenhouse", shows: /Greenhouse/ },
  { name: "Account to edit", typed: "HR, all", first: "HR, all sites", shows: /HR, all sites/ },
];

for (const { name, typed, first, shows } of pickers) {
  for (const key of ["Enter", "Tab"]) {
    test(`W2: ${key} takes the first match of what is typed in ${name}, and creates nothing`, async ({
      page,
      running,
    }) => {
      await openForm(page, { ownerId: "acme", expiresIn: 3600 });
      await expect(outcomeRegion(page).getByText(/^Depends/)).toBeVisible();
      const field = picker(page, name);
      await field.focus();
      await page.keyboard.type(typed);
      await expect(highlighted(page)).toContainText(first);
      await expect(field).toHaveAttribute("aria-activedescendant", /.+/);
      await page.keyboard.press(key);
      await expect(field).toHaveValue(shows);
      await expect(field).not.toHaveAttribute("aria-invalid", "true");
      await expect(page).not.toHaveURL(/connect-sessions/);
      expect(await running.creations()).toBe(0);
    });
  }

  test(`W2: without a match ${name} is invalid, keeps what was typed, and creates nothing`, async ({
    page,
    running,
  }) => {
    await openForm(page, { ownerId: "acme", expiresIn: 3600 });
    await expect(outcomeRegion(page).getByText(/^Depends/)).toBeVisible();
    const field = picker(page, name);
    await field.focus();
    await page.keyboard.type("no such thing");
    await expect(highlighted(page)).toHaveCount(0);
    await page.keyboard.press("Enter");
    await isInvalid(field);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(field).toHaveValue("no such thing");
    await isInvalid(field);
    // the button leads back to the field
    await page.getByRole("button", { name: "Create auth link" }).click();
    await expect(field).toBeFocused();
    await expect(page.getByText(/^Nothing chosen for “no such thing”/)).toBeVisible();
    expect(await running.creations()).toBe(0);
    await field.fill("");
    await page.keyboard.press("Tab");
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
  });
}

test("W2: Categories takes what is typed by Enter and Tab, and Enter never submits", async ({
  page,
  running,
}) => {
  await openForm(page, { ownerId: "acme", expiresIn: 3600 });
  await expect(outcomeRegion(page).getByText(/^Depends/)).toBeVisible();
  const field = picker(page, "Categories");
  await field.focus();
  await page.keyboard.type("hri");
  await expect(highlighted(page)).toHaveText("hris");
  await page.keyboard.press("Enter");
  await expect(outcomeRegion(page).getByText(/\(hris\)/)).toBeVisible();
  await page.keyboard.type("at");
  await expect(highlighted(page)).toHaveText("ats");
  await page.keyboard.press("Tab");
  await expect(outcomeRegion(page).getByText(/\(hris or ats\)/)).toBeVisible();
  await field.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("zzz");
  await page.keyboard.press("Enter");
  await isInvalid(field);
  await page.getByRole("button", { name: "Create auth link" }).click();
  await expect(field).toBeFocused();
  await expect(page).not.toHaveURL(/connect-sessions/);
  expect(await running.creations()).toBe(0);
});

test("W2: Owner takes the first owner found for what is typed now; Enter alone adds and creates nothing", async ({
  page,
  running,
}) => {
  await page.goto("/");
  const field = picker(page, "Owner");
  await expect(field).toBeFocused();
  await page.keyboard.type("tyrell");
  await expect(highlighted(page)).toContainText("Tyrell GmbH");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("Tyrell GmbH");
  await expect(outcomeRegion(page).getByText(/^Depends/)).toBeVisible();
  await page.keyboard.press("Enter");
  await field.fill("nobody of this name");
  await expect(page.getByRole("option", { name: "Add an owner…" })).toBeVisible();
  await page.keyboard.press("Enter");
  await isInvalid(field);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await field.fill("globex");
  await expect(highlighted(page)).toContainText("Globex");
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue(/Globex/);
  await field.fill("someone new");
  await page.keyboard.press("ArrowDown");
  await expect(highlighted(page)).toContainText("Add an owner…");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Add an owner" })).toBeVisible();
  expect(await running.creations()).toBe(0);
});

test("W2: Escape gives back what was chosen, a deleted text leaves the provider to the customer", async ({
  page,
}) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  const field = picker(page, "Provider");
  await expect(field).toHaveValue("Ashby");
  await field.focus();
  await page.keyboard.type("xyz");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("Ashby");
  await field.fill("");
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue("");
  await expect(outcomeRegion(page).getByText(/^Depends/)).toBeVisible();
});

test("W2: a filter of a list takes what is typed, too", async ({ page }) => {
  await page.goto("/connect-sessions");
  const field = picker(page, "Owner");
  await field.focus();
  await page.keyboard.type("globex");
  await expect(highlighted(page)).toContainText("Globex");
  await page.keyboard.press("Tab");
  await expect(page).toHaveURL(/ownerId=globex/);
});
