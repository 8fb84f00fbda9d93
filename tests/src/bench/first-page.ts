import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import config from "../../playwright.config.ts";
import type { Figures } from "./figures.ts";
import { setStage } from "./stage.ts";

/** Script and style that the first page loads, in bytes as gzip would send them. */
export async function benchFirstPage(): Promise<Figures> {
  const stage = await setStage();
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
    await page.goto(stage.server.url);
    await page.getByLabel("Owner").first().waitFor();
    await page.waitForLoadState("networkidle").catch(() => {});
    await Promise.all(reads);
  } finally {
    await browser.close();
    await stage.clear();
  }
  return {
    "first page: script bytes, gzip": bytes.script,
    "first page: style bytes, gzip": bytes.stylesheet,
    "first page: script and style bytes, gzip": bytes.script + bytes.stylesheet,
  };
}
