import AxeBuilder from "@axe-core/playwright";
import { tokenOf } from "../running/simulator.ts";
import { expect, test } from "./test.ts";

test("an admin runs the check of StackOne, does what it asks for, and reads the answers", async ({
  page,
  running,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/settings");
  const region = page.getByRole("region", { name: "StackOne", exact: true });
  await expect(region.getByText("Not asked yet.").first()).toBeVisible();
  await region.getByRole("combobox", { name: "Owner" }).fill("acme");
  await page.getByRole("option", { name: "Acme Inc" }).click();
  await page.keyboard.press("Escape");
  await region.getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: "BambooHR" }).click();
  await region.getByRole("button", { name: "Check StackOne" }).click();
  await expect(region.getByText(/already has an account at this provider/)).toBeVisible();

  await region.getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: "Ashby" }).click();
  await region.getByRole("button", { name: "Check StackOne" }).click();
  await region.getByRole("button", { name: "Copy link" }).click();
  await expect(region.getByRole("button", { name: "Link copied" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  }
  const authLink = await page.evaluate(() => navigator.clipboard.readText());
  await region.getByRole("button", { name: "Continue" }).click();
  await expect(region.getByText(/no new account for Acme Inc yet/)).toBeVisible();
  const { account } = await running.simulator.act({ token: tokenOf(authLink), act: "form" });
  await region.getByRole("button", { name: "Continue" }).click();
  await expect(region.getByText(`suspend the account ${account?.id}`)).toBeVisible();
  await region.getByRole("button", { name: "Skip this step" }).click();
  await expect(region.getByText("Waiting until the first link has expired…")).toBeVisible();
  await running.passTime(70);
  await expect(region.getByText("The check is done: Acme Inc")).toBeVisible();
  await expect(region.getByText("Yes, until it expires.")).toBeVisible();
  await expect(region.getByRole("button", { name: "Copy settings" })).toBeVisible();
});
