import { expect } from "@playwright/test";
import { openAccounts } from "../browser/accounts-page.ts";
import { test } from "./take.ts";

test("accounts", async ({ page, take }) => {
  await openAccounts(page);
  await take("accounts");
});

test("account", async ({ page, take }) => {
  await openAccounts(page);
  await page.goto("/accounts/acc_acme_greenhouse");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Greenhouse");
  await take("account");
});

test("owners", async ({ page, take }) => {
  await openAccounts(page);
  await page.goto("/owners");
  await expect(page.getByRole("list", { name: "Owners" })).toBeVisible();
  await take("owners");
  await page.goto("/owners/initech");
  await expect(page.getByText("as “Initech LLC”")).toBeVisible();
  await take("owner");
});

test("import of owners", async ({ page, take }) => {
  await page.goto("/owners");
  await page.getByRole("button", { name: "Import…" }).click();
  await page.getByLabel("CSV file").setInputFiles({
    name: "owners.csv",
    mimeType: "text/csv",
    buffer: Buffer.from('id,name\nacme,"Acme, Inc."\nnew,New Works\n,Nobody\n'),
  });
  await expect(page.getByRole("region", { name: "Rows of the file" })).toBeVisible();
  await take("owner-import", { screenOnly: true });
});
