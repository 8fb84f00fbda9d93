import { defineConfig } from "vitest/config";

/** Units beside the code and what crosses packages; the browser's tests are Playwright's. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["{server,shared,web,tests,tests/simulator}/src/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/src/setup/fail-on-console.ts"],
    environment: "node",
    testTimeout: 20_000,
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 30_000,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
