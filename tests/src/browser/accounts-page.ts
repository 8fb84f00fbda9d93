import { expect, type Locator, type Page } from "@playwright/test";

/** The rows under the open tab. */
export function accountRows(page: Page): Locator {
  return page.getByRole("tabpanel").getByRole("listitem");
}

/** The row of an account, found by what stands in it. */
export function accountRow(page: Page, ...texts: string[]): Locator {
  return texts.reduce((rows, hasText) => rows.filter({ hasText }), accountRows(page));
}

/** Opens the list and waits until StackOne was read as a whole, so that nothing comes late. */
export async function openAccounts(page: Page, query = ""): Promise<void> {
  await page.goto(`/accounts${query}`);
  // the first pass has a third of the budget only
  await expect(page.getByText(/^Copy of .* complete; next in/)).toBeVisible({ timeout: 40_000 });
}

/** How many accounts a tab says that it has. */
export async function countOn(page: Page, tab: RegExp): Promise<number> {
  const text = await page.getByRole("tab", { name: tab }).innerText();
  return Number(/\d+/.exec(text)?.[0]);
}
