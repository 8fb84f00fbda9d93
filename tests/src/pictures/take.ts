import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { test as base } from "../browser/test.ts";

const folder = fileURLToPath(new URL("../../../docs/screenshots", import.meta.url));
/** one of the themes at each width, so that three pictures show both; `PICTURES_IN` takes all six elsewhere, to be looked at */
const kept = ["360-light", "768-dark", "1440-light"];
const widths = [360, 768, 1440];

type Take = (name: string, how?: { screenOnly?: boolean }) => Promise<void>;

export const test = base.extend<{ take: Take }>({
  take: async ({ page }, use) =>
    use((name, { screenOnly = false } = {}) => takeAll(page, name, !screenOnly)),
});

/** The page as it stands, at three widths and in both themes. Links are masked by the page itself; what shows one after all is covered. */
async function takeAll(page: Page, name: string, fullPage: boolean): Promise<void> {
  const elsewhere = process.env.PICTURES_IN;
  for (const width of widths)
    for (const colorScheme of ["light", "dark"] as const) {
      if (!elsewhere && !kept.includes(`${width}-${colorScheme}`)) continue;
      await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // what follows the width by observers has settled after two frames
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await page.screenshot({
        path: join(elsewhere ?? folder, `${name}-${width}-${colorScheme}.png`),
        animations: "disabled",
        caret: "hide",
        fullPage,
        mask: [page.getByText(/[?&]token=/), page.locator('input[value*="token="]')],
      });
    }
}
