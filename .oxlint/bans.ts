export interface Ban {
  regex?: string;
  group?: string[];
  message: string;
  allowTypeImports?: boolean;
}

export const imports = (...patterns: Ban[]) => ({
  "no-restricted-imports": ["error" as const, { patterns }] as ["error", { patterns: Ban[] }],
});
export const testFiles = "**/*.test.{ts,tsx}";

export const anotherPackage: Ban = {
  regex: "^(\\.\\./)+((web|server|shared|tests|simulator)/)+src/",
  message: "Another package is imported by its name: @connect-console/shared/…",
};
export const simulator: Ban = {
  regex: "^@connect-console/simulator|/simulator/src/",
  message: "The simulator stands for StackOne: start it as a process and talk HTTP to it.",
};
export const compose: Ban = {
  regex:
    "^\\.\\.?/(.*/)?(main|start|check-stackone|connect-stackone|create-ports|create-background)\\.tsx?$",
  message: "Only main.ts and start.ts compose. Take what you need as a parameter.",
};
export const testing: Ban = {
  regex: "(^|/)testing/",
  message: "What lies in testing/ is for tests. Product code does without it.",
};
export const hono: Ban = {
  group: ["hono", "hono/**", "@hono/*"],
  message: "HTTP routes live in server/src/http.",
};
export const sql: Ban = {
  group: ["kysely", "kysely/**", "better-sqlite3"],
  message: "SQL lives in server/src/store, behind the ports in server/src/domain/ports.",
};
