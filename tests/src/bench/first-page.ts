import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import config from "../../playwright.config.ts";
import { atMost, type Figure, figure } from "./figures.ts";
import { onStage } from "./stage.ts";

/** Script and style that the first page loads in a browser until it is quiet, in bytes as gzip sends them. */
export function benchFirstPage(): Promise<Figure[]> {
  return onStage(async (stage) => {
    const browser = await chromium.launch(config.use?.launchOptions);
    const bytes = { script: 0, stylesheet: 0 };
    try {
      const page = await browser.newPage();
      const reads: Promise<void>[] = [];
      page.on("response", (response) => {
        const kind = response.request().resourceType();
        if (kind !== "script" && kind !== "stylesheet") return;
        reads.push(response.body().then((body) => void (bytes[kind] += gzipSync(body).length)));
      });
      const live = page.waitForRequest("**/api/live*");
      const answer = await page.goto(stage.url);
      if (answer?.status() !== 200) throw new Error("The page is not built: run npm run bench.");
      await page.getByLabel("Owner").first().waitFor();
      // the live stream never ends, so "networkidle" would never come; what comes after the first paint counts too
      await page.waitForLoadState("load");
      await live;
      await Promise.all(reads);
    } finally {
      await browser.close();
    }
    return [
      figure("script", bytes.script, "bytes"),
      figure("style", bytes.stylesheet, "bytes"),
      atMost(220_000, figure("script and style", bytes.script + bytes.stylesheet, "bytes")),
    ];
  });
}
