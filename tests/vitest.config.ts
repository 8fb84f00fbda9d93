import { defineConfig } from "vitest/config";

/** Units beside the code and what crosses packages; the browser's tests are Playwright's. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["{server,shared,web,tests,tests/simulator}/src/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/src/setup/fail-on-console.ts"],
    globalSetup: ["server/src/store/testing/migrated-file.ts"],
    environment: "node",
    // much of it waits for processes of its own; the preset would be one worker on two cores
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
