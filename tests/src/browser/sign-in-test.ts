import type { Page } from "@playwright/test";
import {
  type ProviderManners,
  type RunningProvider,
  startProvider,
} from "../running/oidc-provider.ts";
import { expect, test as base } from "./test.ts";

export interface ProviderFixtures {
  provider: RunningProvider;
  manners: ProviderManners;
}

/** A console that asks a real OpenID Connect provider who somebody is. */
export const test = base.extend<ProviderFixtures>({
  manners: [{}, { option: true }],
  provider: async ({ manners }, use) => {
    const provider = await startProvider(manners);
    await use(provider);
    await provider.stop();
  },
  environment: async ({ provider }, use) => use(provider.environment),
  visits: async ({ provider }, use) => use([provider.issuer]),
});

/** Says at the provider who it is. */
export async function sayAtProvider(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await page.getByRole("button", { name }).click();
}

/** Opens the path and comes in as this person. */
export async function signInAs(page: Page, name: string, path = "/"): Promise<void> {
  await page.goto(path);
  await sayAtProvider(page, name);
  await expect(page.getByText(name)).toBeVisible();
}
