import { expect, mergeTests } from "@playwright/test";
import { sayAtProvider, signInAs, test as signIn } from "../browser/sign-in-test.ts";
import { test as picture } from "./take.ts";

const test = mergeTests(signIn, picture);

test("no role", async ({ page, take }) => {
  await page.goto("/");
  await sayAtProvider(page, "Nils Norole");
  await expect(page.getByRole("heading", { name: "You have no role here" })).toBeVisible();
  await take("no-role");
});

test("signed out", async ({ page, take }) => {
  await signInAs(page, "Vera Viewer");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out here too" }).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await take("signed-out");
});

test("the provider is away", async ({ page, take, provider }) => {
  await provider.stop();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign-in does not work now" })).toBeVisible();
  await take("sign-in-away");
});

test("a sign-in that has ended", async ({ page, take, running }) => {
  await signInAs(page, "Una Admin", "/?ownerId=acme&provider=hubspot");
  await running.passTime(3601);
  await page.getByRole("combobox", { name: "Owner" }).fill("globex");
  await expect(page.getByRole("dialog", { name: "Your sign-in has ended" })).toBeVisible();
  await take("sign-in-ended", { screenOnly: true });
});
