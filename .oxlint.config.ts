import { defineConfig } from "oxlint";
import { anotherPackage, imports, simulator, testFiles } from "./.oxlint/bans.ts";
import { serverImports } from "./.oxlint/server-imports.ts";

const askThroughApi = "Only web/src/api talks to the server: use or add a query there.";
const fromClock = "Take the time from ctx.clock.";
const waiting = "Waiting belongs to server/src/polling; the domain gets the time from ctx.clock.";
const asksOutside = {
  "no-restricted-globals": [
    "error" as const,
    { name: "fetch", message: "Only server/src/stackone and server/src/notify ask outside." },
  ],
};
const untyped = {
  "typescript/no-unsafe-argument": "off" as const,
  "typescript/no-unsafe-assignment": "off" as const,
  "typescript/no-unsafe-call": "off" as const,
  "typescript/no-unsafe-member-access": "off" as const,
  "typescript/no-unsafe-return": "off" as const,
};
const longest = (lines: number) =>
  ["error" as const, { max: lines, skipBlankLines: true, skipComments: true }] as [
    "error",
    { max: number; skipBlankLines: boolean; skipComments: boolean },
  ];

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import"],
  categories: { correctness: "error" },
  options: { reportUnusedDisableDirectives: "error", respectEslintDisableDirectives: false },
  ignorePatterns: ["**/node_modules", "**/dist", "**/.tsc", "tests/results"],
  rules: {
    eqeqeq: ["error", "always", { null: "ignore" }],
    "max-lines": longest(300),
    "no-var": "error",
    "prefer-const": "error",
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-default-export": "error",
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "typescript/ban-ts-comment": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/only-throw-error": "error",
    "typescript/return-await": ["error", "in-try-catch"],
    "typescript/switch-exhaustiveness-check": "error",
    // Ports and dependencies are plain objects of functions; none uses this.
    "typescript/unbound-method": "off",
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    // What holds everywhere. An override below restates these and adds its own, because the last match wins.
    ...imports(anotherPackage, simulator, {
      regex: "^\\.\\.?/(.*/)?main\\.tsx?$",
      message: "main.ts only composes. Import the thing itself, or take it as a parameter.",
    }),
  },
  overrides: [
    {
      files: ["tests/**/*.ts"],
      rules: {
        "typescript/switch-exhaustiveness-check": [
          "error",
          { considerDefaultExhaustiveForUnions: true },
        ],
      },
    },
    {
      files: ["shared/src/**/*.ts"],
      excludeFiles: ["**/*.test.ts"],
      rules: imports(anotherPackage, {
        group: ["**", "!zod", "!zod/**", "!./**", "!../**"],
        message:
          "shared holds shapes and imports zod only. What acts belongs in server/src/domain or web/src.",
      }),
    },
    {
      files: ["web/src/**/*.{ts,tsx}"],
      plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "react", "jsx-a11y"],
      rules: {
        "react/rules-of-hooks": "error",
        "react/exhaustive-deps": "error",
        "react/no-danger": "error",
        "react/jsx-key": "error",
        "no-console": "error",
        ...imports(
          anotherPackage,
          {
            regex: "^\\.\\.?/(.*/)?main\\.tsx?$",
            message: "main.tsx only composes. Import the thing itself.",
          },
          {
            regex: "^\\.\\./pages/",
            message:
              "A page imports rooms, no room imports a page: what several pages show lies in web/src/connect-session, account, list, ui or frame.",
          },
          {
            group: [
              "node:*",
              "@connect-console/**",
              "!@connect-console/shared",
              "!@connect-console/shared/**",
            ],
            message:
              "The page imports @connect-console/shared and browser libraries; the rest it asks the server for, through web/src/api.",
          },
        ),
      },
    },
    {
      files: ["web/src/**/*.{ts,tsx}"],
      excludeFiles: ["web/src/{api,live}/**", testFiles],
      rules: {
        "no-restricted-globals": [
          "error",
          { name: "fetch", message: askThroughApi },
          { name: "XMLHttpRequest", message: askThroughApi },
          { name: "EventSource", message: askThroughApi },
        ],
        "no-restricted-properties": [
          "error",
          { object: "window", property: "fetch", message: askThroughApi },
          { object: "globalThis", property: "fetch", message: askThroughApi },
        ],
      },
    },
    {
      files: ["server/src/**/*.ts"],
      excludeFiles: ["server/src/main.ts", "server/src/check-stackone.ts", "**/*.test.ts"],
      rules: { "no-console": "error" },
    },
    {
      files: ["server/src/domain/**/*.ts"],
      excludeFiles: ["**/*.test.ts"],
      jsPlugins: [{ name: "eslint-js", specifier: "oxlint-plugin-eslint" }],
      rules: {
        "no-restricted-globals": [
          "error",
          {
            name: "fetch",
            message: "StackOne is asked through the port in server/src/domain/ports/stackone.ts.",
          },
          { name: "crypto", message: "Chance and secrets come through a port of ctx." },
          { name: "performance", message: fromClock },
          {
            name: "process",
            message: "The domain does not know the process. Take the value by ctx.",
          },
          { name: "setTimeout", message: waiting },
          { name: "setInterval", message: waiting },
          { name: "setImmediate", message: waiting },
        ],
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: fromClock },
          { object: "Math", property: "random", message: "Chance comes through a port of ctx." },
          {
            object: "globalThis",
            message: "The domain has no globals: what it needs comes by ctx.",
          },
        ],
        "eslint-js/no-restricted-syntax": [
          "error",
          { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: fromClock },
          { selector: "CallExpression[callee.name='Date']", message: fromClock },
        ],
      },
    },
    ...serverImports,
    {
      files: ["server/src/{http,store,polling,live}/**/*.ts"],
      excludeFiles: ["**/*.test.ts"],
      rules: asksOutside,
    },
    {
      files: ["tests/simulator/src/**/*.ts"],
      excludeFiles: ["**/*.test.ts"],
      rules: imports(anotherPackage, {
        group: [
          "**",
          "!hono",
          "!hono/**",
          "!@hono",
          "!@hono/node-server",
          "!@hono/node-server/**",
          "!zod",
          "!zod/**",
          "!node:*",
          "!node:*/**",
          "!./**",
          "!../**",
        ],
        message:
          "The simulator restates StackOne on purpose and imports nothing of ours: hono, zod and node only. Write the shape again here, from docs/stackone.md.",
      }),
    },
    {
      files: ["{shared,server,web}/src/**/*.{ts,tsx}", "tests/simulator/src/**/*.ts"],
      excludeFiles: [testFiles, "**/testing/**"],
      rules: { "max-lines-per-function": longest(60) },
    },
    {
      files: ["**/*.test.{ts,tsx}", "**/*.e2e.ts"],
      plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "vitest"],
      rules: {
        ...untyped,
        "vitest/no-focused-tests": "error",
        "vitest/no-disabled-tests": "error",
      },
    },
    {
      files: ["**/*.config.ts"],
      rules: { "import/no-default-export": "off", "typescript/no-unsafe-call": "off" },
    },
    { files: ["**/*.mjs"], rules: untyped },
  ],
});
