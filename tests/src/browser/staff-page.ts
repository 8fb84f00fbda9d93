import { expect, type Locator, type Page } from "@playwright/test";

/** The form, prefilled from the URL as a deep link would. */
export async function openForm(
  page: Page,
  choice: Record<string, string | boolean | number>,
): Promise<void> {
  const query = new URLSearchParams(
    Object.entries(choice).map(([name, value]) => [name, String(value)]),
  );
  await page.goto(`/?${query}`);
}

export function outcomeRegion(page: Page): Locator {
  return page.getByRole("region", { name: "What this link will do" });
}

/** Presses the button once the outcome begins as expected, and gives back the auth link. */
export async function createLink(
  page: Page,
  begins: "Creates" | "Edits" | "Depends",
): Promise<string> {
  await expect(outcomeRegion(page).getByText(new RegExp(`^${begins}`))).toBeVisible();
  await page.getByRole("button", { name: "Create auth link" }).click();
  await expect(page).toHaveURL(/\/connect-sessions\/[^/]+$/);
  return authLinkOn(page);
}

export async function authLinkOn(page: Page): Promise<string> {
  const field = page
    .getByRole("region", { name: "Auth link", exact: true })
    .getByRole("textbox")
    .first();
  // a link that is being revealed is masked until the answer comes
  await expect(field).toHaveValue(/^http[^•]+$/);
  return field.inputValue();
}

/** The state in words, as the Progress region says it. */
export async function expectProgress(page: Page, words: string): Promise<void> {
  // the state stands above the timeline, whose entries use the same words
  await expect(
    progressRegion(page).locator("[aria-live]").getByText(words, { exact: true }).first(),
  ).toBeVisible({ timeout: 20_000 });
}

/** The timeline's states, newest first, without a reload; `passing` may stand between them, or not. */
export async function expectTimeline(page: Page, states: string[], passing = ""): Promise<void> {
  const titles = progressRegion(page).getByLabel("Timeline").locator(".mantine-Timeline-itemTitle");
  await expect
    .poll(async () => (await titles.allTextContents()).filter((title) => title !== passing))
    .toEqual(states);
}

export function progressRegion(page: Page): Locator {
  return page.getByRole("region", { name: "Progress", exact: true });
}

export function idOn(page: Page): string {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  if (id === undefined) throw new Error("no connect session in the address");
  return id;
}
