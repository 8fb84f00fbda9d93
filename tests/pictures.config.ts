import { defineConfig } from "@playwright/test";
import common from "./playwright.config.ts";

/** Draws `docs/screenshots` anew; no test, for somebody has to look at them. */
export default defineConfig({
  ...common,
  testDir: "src/pictures",
  testMatch: "**/*.pictures.ts",
  retries: 0,
  reporter: [["line"]],
});
