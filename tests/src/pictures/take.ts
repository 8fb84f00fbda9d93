import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { test as base } from "../browser/test.ts";

const folder = fileURLToPath(new URL("../../../docs/screenshots", import.meta.url));
const widths = [360, 768, 1440];

type Take = (name: string, how?: { screenOnly?: boolean }) => Promise<void>;

export const test = base.extend<{ take: Take }>({
  take: async ({ page }, use) =>
    use((name, { screenOnly = false } = {}) => takeAll(page, name, !screenOnly)),
});

/** The page as it stands, at three widths and in both themes: what is kept is drawn anew, `PICTURES_IN` takes all elsewhere. Links are masked by the page itself; what shows one after all is covered. */
async function takeAll(page: Page, name: string, fullPage: boolean): Promise<void> {
  const elsewhere = process.env.PICTURES_IN;
  for (const width of widths)
    for (const colorScheme of ["light", "dark"] as const) {
      const path = join(elsewhere ?? folder, `${name}-${width}-${colorScheme}.png`);
      if (!elsewhere && !existsSync(path)) continue;
      await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // what follows the width by observers has settled after two frames
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await page.screenshot({
        path,
        animations: "disabled",
        caret: "hide",
        fullPage,
        mask: [page.getByText(/[?&]token=/), page.locator('input[value*="token="]')],
      });
    }
}
