import { expect, test } from "./test.ts";

test("a near-equal owner is stopped: the one that is meant is used, or another added on purpose", async ({
  page,
  running,
}) => {
  const owners = async () =>
    (await running.staff.audit("?action=owner.add")).map(({ target }) => target.id);
  await page.goto("/");
  const owner = page.getByRole("combobox", { name: "Owner" });
  await owner.fill("Acme, Inc.");
  await page.getByRole("option", { name: "Add an owner…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an owner" });
  await dialog.getByLabel("Id").fill("acme-2");
  await dialog.getByRole("button", { name: "Add owner" }).click();
  const warning = dialog.getByRole("alert");
  await expect(warning).toContainText("acme · 4 accounts");
  await expect(warning).toContainText("StackOne matches the exact id and name");
  await expect(warning).toContainText("second account");
  expect(await owners()).toEqual([]);

  await warning.getByRole("button", { name: "Use Acme Inc" }).click();
  await expect(owner).toHaveValue("Acme Inc");
  expect(await owners()).toEqual([]);

  await owner.fill("Stark Industreis");
  await page.getByRole("option", { name: "Add an owner…" }).click();
  await dialog.getByLabel("Id").fill("stark-2");
  await dialog.getByLabel("Id").press("Enter");
  await expect(warning).toContainText("stark · 4 accounts");
  await dialog.getByRole("button", { name: "Add it all the same" }).click();
  await expect(owner).toHaveValue("Stark Industreis");
  expect(await owners()).toEqual(["stark-2"]);
  expect(await running.creations()).toBe(0);
});

test("owners are found by name, id or an account's id, and the page of one says what it is to StackOne", async ({
  page,
  running,
}) => {
  await running.staff.createLink({ ownerId: "initech", provider: "ashby" });
  await page.goto("/");
  await page.getByRole("link", { name: "Owners" }).click();
  await expect(page).toHaveURL(/\/owners$/);
  const list = page.getByRole("list", { name: "Owners" });
  const search = page.getByLabel("Search owners");
  await search.fill("industries STARK");
  await expect(list.getByRole("listitem")).toHaveText([/Stark Industries.*4 accounts/]);
  await expect(page).toHaveURL(/q=industries/);
  await search.fill("acc_initech_xero");
  await expect(list.getByRole("listitem")).toHaveText([/Initech.*also “Initech LLC”, 1 account/]);
  await search.fill("no such owner");
  await expect(page.getByText("No owner fits.")).toBeVisible();
  await search.fill("initech");
  await page.getByRole("link", { name: "Initech" }).focus();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Initech", exact: true })).toBeVisible();
  const names = page.getByRole("region", { name: "Names" });
  await expect(names).toContainText("2 accounts. New links carry this name.");
  await expect(names).toContainText("makes a second account");
  const accounts = page.getByRole("region", { name: "Accounts" });
  await expect(accounts.getByText("as “Initech LLC”")).toBeVisible();
  await expect(accounts.getByText("as “Initech”")).toHaveCount(2);
  const links = page.getByRole("region", { name: "Auth links" });
  await expect(links.getByRole("listitem")).toContainText(["Waiting for the customer"]);
  await page.getByRole("link", { name: "New auth link" }).last().click();
  await expect(page.getByRole("combobox", { name: "Owner" })).toHaveValue("Initech");

  await page.goto("/owners/hooli-uk");
  await expect(names).toContainText("Nearly the same: Hooli Ltd (hooli-eu)");
});

test("F10: a file whose header is not known asks for its columns before anything is imported", async ({
  page,
  running,
}) => {
  await page.goto("/owners");
  await page.getByRole("button", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import owners" });
  await dialog.getByLabel("CSV file").setInputFiles({
    name: "owners.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Wer;Kürzel\nF10 Foods, Inc;f10-a\nF10 Tools;f10-b\n"),
  });
  const press = dialog.getByRole("button", { name: /^(Import|Add)/ });
  await expect(press).toHaveAccessibleDescription(
    "Say first which columns are the ID and the name.",
  );
  await expect(press).toBeDisabled();
  const columns = dialog.getByRole("group", { name: "Columns of the file" });
  await columns.getByLabel("ID column").selectOption("2: Kürzel");
  await columns.getByLabel("The first row is a header").check();
  await expect(dialog.getByRole("status")).toHaveText(
    "2 to add · 0 to rename · 0 unchanged · 0 with errors",
  );
  await expect(columns.getByLabel("These columns are right")).toBeChecked();
  await press.click();
  await expect(dialog.getByRole("status")).toContainText("2 added");
  const { body } = await running.staff.ask<{ name: string }>("GET", "/api/owners/f10-a");
  expect(body.name).toBe("F10 Foods, Inc");
});

test("a file is tried first, its errors are shown, and only then the rest is imported", async ({
  page,
  running,
}) => {
  await page.goto("/owners");
  await page.getByRole("button", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import owners" });
  const press = dialog.getByRole("button", { name: /^(Import|Add)/ });
  await expect(press).toBeDisabled();
  await expect(press).toHaveAccessibleDescription("Choose a file first.");
  const file = (text: string) => ({
    name: "owners.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await dialog
    .getByLabel("CSV file")
    .setInputFiles(
      file(
        'id,name\nacme,Acme Corporation\nglobex,Globex Corporation\npied,Pied Piper\n"a2","Acme, Inc."\nx,"=1+1"\n',
      ),
    );
  await expect(dialog.getByRole("status")).toHaveText(
    "2 to add · 0 to rename · 1 unchanged · 2 with errors, left out",
  );
  const rows = dialog.getByRole("region", { name: "Rows of the file" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("there as “Acme Inc”, with 4 accounts");
  await expect(rows.nth(2)).toContainText("6x=1+1Error");
  await dialog.getByRole("button", { name: "Warnings (1)" }).click();
  await expect(rows.nth(1)).toContainText("Nearly the same as Acme Inc (acme)");
  await dialog.getByLabel(/^Rename owners/).check();
  await expect(press).toHaveText("Add 2 and rename 1");
  await dialog.getByRole("button", { name: "Renames (1)" }).click();
  await expect(rows.nth(1)).toContainText("links with the new name do not find them");
  expect(await running.staff.audit("?action=owner.import")).toEqual([]);

  await press.click();
  await expect(dialog.getByRole("status")).toContainText("2 added · 1 renamed");
  await dialog.getByRole("button", { name: "Done" }).click();
  const list = page.getByRole("list", { name: "Owners" });
  await expect(list.getByText("Acme Corporation")).toBeVisible();
  await expect(list.getByText("Pied Piper")).toBeVisible();
  expect(
    (await running.staff.audit("?action=owner.import&action=owner.rename")).map(
      ({ action }) => action,
    ),
  ).toEqual(["owner.import", "owner.rename"]);
  await page.getByLabel("Your role").selectOption("support");
  await expect(page.getByRole("button", { name: "Import…" })).toBeDisabled();
});
