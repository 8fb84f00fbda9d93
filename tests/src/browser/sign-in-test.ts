import type { Page } from "@playwright/test";
import {
  type ProviderManners,
  type RunningProvider,
  startProvider,
} from "../running/oidc-provider.ts";
import { expect, test as base } from "./test.ts";
import AxeBuilder from "@axe-core/playwright";
import { Staff } from "../running/staff.ts";

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

export async function expectDocument(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

/** A staff member at the interface with what the browser has in its cookies. */
export async function withCookiesOf(page: Page, url: string): Promise<Staff> {
  const cookies = await page.context().cookies(url);
  return new Staff(url, {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  });
}

/** Begins a sign-in without following it; gives the address at the provider, with what a test changes in it. */
export async function beginning(page: Page, change: Record<string, string> = {}): Promise<string> {
  const answer = await page.request.get("/auth/sign-in", { maxRedirects: 0 });
  const url = new URL(answer.headers().location ?? "");
  for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
  return url.href;
}

/** The address that brings the code back, not opened yet. */
export async function callbackFor(
  page: Page,
  provider: RunningProvider,
  person: string,
): Promise<string> {
  let answer = await page.request.get(await beginning(page), { maxRedirects: 0 });
  const next = () => new URL(answer.headers().location ?? "", provider.issuer).href;
  answer = await page.request.post(next(), { form: { person }, maxRedirects: 0 });
  answer = await page.request.get(next(), { maxRedirects: 0 });
  return next();
}
