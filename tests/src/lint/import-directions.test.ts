import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const repository = new URL("../../..", import.meta.url).pathname;

const Report = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      help: z.string().optional(),
      message: z.string(),
    }),
  ),
});

/** The folders of the domain, from the ground; docs/architecture.md says why. */
const rooms = [
  "staff",
  "find",
  "audit",
  "owner",
  "owner-import",
  "notification",
  "account-sync",
  "progress",
  "outcome",
  "polling",
  "connect-session",
  "creation",
  "auth-link",

  "account",
  "stackone-check",
];

const imports = "no-restricted-imports";
const globals = "no-restricted-globals";
const properties = "no-restricted-properties";
const syntax = "no-restricted-syntax";

/** [file, code, the rule that forbids it] */
const forbidden: [file: string, code: string, rule: string][] = [
  ["shared/src/owner.ts", 'import { Hono } from "hono";', imports],
  ["shared/src/owner.ts", 'import { readFileSync } from "node:fs";', imports],
  ["shared/src/owner.ts", 'import type { start } from "@connect-console/server/start";', imports],
  [
    "web/src/pages/owners.tsx",
    'import type { start } from "@connect-console/server/start";',
    imports,
  ],
  ["web/src/pages/owners.tsx", 'import { randomUUID } from "node:crypto";', imports],
  ["web/src/pages/owners.tsx", 'import { run } from "@connect-console/simulator/main";', imports],
  [
    "web/src/pages/owners.tsx",
    'import { verb } from "../../../server/src/domain/verb.ts";',
    imports,
  ],
  ["web/src/pages/owners.tsx", 'import { router } from "../main.tsx";', imports],
  ["web/src/account/card.tsx", 'import { Field } from "../pages/owners/field.tsx";', imports],
  ["web/src/pages/owners.tsx", 'void fetch("/api/owners");', globals],
  ["web/src/pages/owners.tsx", 'void window.fetch("/api/owners");', properties],
  ["web/src/pages/owners.tsx", 'new EventSource("/api/live");', globals],
  ["server/src/domain/owner.ts", 'import { Hono } from "hono";', imports],
  ["server/src/domain/owner.ts", 'import type { Kysely } from "kysely";', imports],
  ["server/src/domain/owner.ts", 'import Database from "better-sqlite3";', imports],
  ["server/src/domain/owner.ts", 'import { randomUUID } from "node:crypto";', imports],
  ["server/src/domain/owner.ts", 'import { owners } from "../store/owner.ts";', imports],
  ["server/src/domain/owner.ts", 'import { config } from "../config.ts";', imports],
  ["server/src/domain/owner.ts", 'const { Hono } = await import("hono");', imports],
  ["server/src/domain/owner.ts", 'export { route } from "../http/owner.ts";', imports],
  ["server/src/domain/ports/owner.ts", 'import type { Row } from "../../store/owner.ts";', imports],
  ["server/src/domain/ports/store.ts", 'import type { Row } from "../owner.ts";', imports],
  ...["http", "stackone", "store", "live", "polling", "notify", "auth", "config"].flatMap(
    (layer): [string, string, string][] => [
      ["server/src/domain/thing.ts", `import { other } from "../${layer}/other.ts";`, imports],
      [
        "server/src/domain/owner/thing.ts",
        `import { other } from "../../${layer}/other.ts";`,
        imports,
      ],
    ],
  ),
  ...rooms.flatMap((room, index): [string, string, string][] => [
    ["server/src/domain/thing.ts", `import { other } from "./${room}/other.ts";`, imports],
    ...rooms
      .slice(index + 1)
      .map((later): [string, string, string] => [
        `server/src/domain/${room}/thing.ts`,
        `import { other } from "../${later}/other.ts";`,
        imports,
      ]),
  ]),
  ...["domain", "http", "stackone", "store", "live", "polling", "notify", "auth"].flatMap(
    (layer): [string, string, string][] => [
      [`server/src/${layer}/thing.ts`, 'import { fake } from "./testing/fake.ts";', imports],
      ...(layer === "domain"
        ? []
        : [
            [
              `server/src/${layer}/deeper/thing.ts`,
              'import { fake } from "../testing/fake.ts";',
              imports,
            ] satisfies [string, string, string],
          ]),
    ],
  ),
  ["server/src/domain/owner/thing.ts", 'import { fake } from "../testing/fake.ts";', imports],
  ["server/src/domain/testing/a.ts", 'import { a } from "../../http/app.ts";', imports],
  ["server/src/domain/testing/a.ts", 'import { a } from "../../store/open-store.ts";', imports],
  ["server/src/domain/owner.ts", 'void fetch("https://example.com");', globals],
  ["server/src/domain/owner.ts", "crypto.randomUUID();", globals],
  ["server/src/domain/owner.ts", "process.env.HOME;", globals],
  ["server/src/domain/owner.ts", "setTimeout(() => {}, 1);", globals],
  ["server/src/domain/owner.ts", 'void globalThis.fetch("https://example.com");', properties],
  ["server/src/domain/owner.ts", "Date.now();", properties],
  ["server/src/domain/owner.ts", "Math.random();", properties],
  ["server/src/domain/owner.ts", "new Date();", syntax],
  [
    "server/src/http/routes/owners.ts",
    'import { client } from "../../stackone/client.ts";',
    imports,
  ],
  ["server/src/http/routes/owners.ts", 'import { owners } from "../../store/owner.ts";', imports],
  [
    "server/src/http/routes/owners.ts",
    'import { delivery } from "../../notify/delivery.ts";',
    imports,
  ],
  ["server/src/http/live/stream.ts", 'import { tracker } from "../../live/feed.ts";', imports],
  ["server/src/http/routes/owners.ts", 'import { sql } from "kysely";', imports],
  ["server/src/http/routes/owners.ts", 'import { start } from "../../start.ts";', imports],
  ["server/src/polling/tracker.ts", 'import { x } from "../create-ports.ts";', imports],
  ["server/src/domain/owner/add.ts", 'import { x } from "../../connect-stackone.ts";', imports],
  ["server/src/http/routes/owners.ts", 'void fetch("https://example.com");', globals],
  ...["stackone", "store", "live", "polling", "notify", "auth"].flatMap((folder) =>
    ["http", "stackone", "store", "live", "polling", "notify", "auth"]
      .filter((other) => other !== folder && !(folder === "polling" && other === "live"))
      .map((other): [string, string, string] => [
        `server/src/${folder}/thing.ts`,
        `import { other } from "../${other}/other.ts";`,
        imports,
      ]),
  ),
  ...["stackone", "store", "live", "notify"].map((folder): [string, string, string] => [
    `server/src/${folder}/thing.ts`,
    'import { Hono } from "hono";',
    imports,
  ]),
  ...["stackone", "live", "notify", "auth"].map((folder): [string, string, string] => [
    `server/src/${folder}/thing.ts`,
    'import { sql } from "kysely";',
    imports,
  ]),
  ...["domain", "http", "stackone", "store", "live", "notify", "auth"].flatMap((folder) =>
    ["../main.ts", "../start.ts", "@connect-console/simulator/main"].map(
      (target): [string, string, string] => [
        `server/src/${folder}/thing.ts`,
        `import { thing } from "${target}";`,
        imports,
      ],
    ),
  ),
  ...["shared/src", "server/src/domain", "server/src/http", "server/src/stackone"].map(
    (folder): [string, string, string] => [
      `${folder}/deeper/thing.ts`,
      'import { thing } from "../../../../shared/src/thing.ts";',
      imports,
    ],
  ),
  ["server/src/start.ts", 'import { main } from "./main.ts";', imports],
  ["server/src/start.ts", 'import { run } from "@connect-console/simulator/main";', imports],
  ["server/src/store/owner/owners.test.ts", 'import { main } from "../main.ts";', imports],
  [
    "tests/src/flows/owner.test.ts",
    'import { run } from "@connect-console/simulator/main";',
    imports,
  ],
  ["tests/src/flows/owner.test.ts", 'import { run } from "../../simulator/src/app.ts";', imports],
  ["tests/src/flows/owner.test.ts", 'import { x } from "../../../server/src/start.ts";', imports],
  ["tests/simulator/src/hub.ts", 'import { Owner } from "@connect-console/shared/owner";', imports],
  ["tests/simulator/src/hub.ts", 'import { start } from "@connect-console/server/start";', imports],
  ["tests/simulator/src/hub.ts", 'import { Kysely } from "kysely";', imports],
  [
    "tests/simulator/src/hub.ts",
    'import type { Owner } from "../../../shared/src/owner.ts";',
    imports,
  ],
];

const permitted: [file: string, code: string][] = [
  ["shared/src/owner.ts", 'import { z } from "zod";\nimport { Text } from "./text.ts";'],
  ["web/src/api/client.ts", 'void fetch("/api/owners");'],
  ["web/src/pages/owners.tsx", 'import { Owner } from "@connect-console/shared/owner";'],
  ["web/src/pages/owners.tsx", 'import { Button } from "@mantine/core";'],
  ["web/src/pages/owners/list.tsx", 'import { owners } from "../../api/owner.ts";'],
  ["server/src/domain/owner.ts", 'import { Owner } from "@connect-console/shared/owner";'],
  ["server/src/domain/owner.ts", 'import type { Store } from "./ports/store.ts";'],
  ["server/src/domain/owner.ts", 'import { configure } from "safe-stable-stringify";'],
  ["server/src/domain/ports/store.ts", 'import type { Row } from "./accounts.ts";'],
  ...rooms
    .slice(1)
    .map((room, index): [string, string] => [
      `server/src/domain/${room}/thing.ts`,
      `import { other } from "../${rooms[index]}/other.ts";\nimport { root } from "../context.ts";\nimport type { Row } from "../ports/store.ts";`,
    ]),
  ["server/src/store/migrations/all.ts", 'import { table } from "../stackone/abilities.ts";'],
  [
    "server/src/http/testing/test-app.ts",
    'import { create } from "../../notify/create-notify.ts";',
  ],
  ["server/src/domain/testing/a.ts", 'import { a } from "../../store/testing/open-copy.ts";'],
  ["server/src/domain/owner.ts", "new Date(0).toISOString();"],
  ["server/src/domain/owner/owner.test.ts", 'import fc from "fast-check";\nDate.now();'],
  [
    "server/src/http/routes/owners.ts",
    'import { Hono } from "hono";\nimport { add } from "../domain/owner.ts";',
  ],
  ["server/src/http/routes/owners.ts", 'import { actor } from "../auth/local.ts";'],
  ["server/src/stackone/client.ts", 'import type { StackOne } from "../domain/ports/stackone.ts";'],
  ["server/src/stackone/client.ts", 'void fetch("https://example.com");'],
  [
    "server/src/store/owner/owners.ts",
    'import { sql } from "kysely";\nimport { a } from "../domain/owner.ts";',
  ],
  ["server/src/polling/tracker.ts", 'import { setTimeout } from "node:timers/promises";'],
  ["server/src/auth/local.ts", 'import { Staff } from "@connect-console/shared/staff";'],
  [
    "server/src/start.ts",
    'import { open } from "./store/open.ts";\nimport { app } from "./http/app.ts";',
  ],
  ["server/src/main.ts", 'import { start } from "./start.ts";\nconsole.log("ready");'],
  ["tests/src/flows/owner.test.ts", 'import { start } from "@connect-console/server/start";'],
  [
    "tests/simulator/src/hub.ts",
    'import { Hono } from "hono";\nimport { serve } from "@hono/node-server";',
  ],
  ["tests/simulator/src/hub.ts", 'import { z } from "zod";\nimport { join } from "node:path";'],
  [
    "tests/simulator/src/hub.ts",
    'import { state } from "./state.ts";\nimport { a } from "../app.ts";',
  ],
];

type Diagnostic = z.infer<typeof Report>["diagnostics"][number];

const room = mkdtempSync(join(tmpdir(), "import-directions-"));
const found = new Map<string, Diagnostic[]>();

/** Every snippet gets a file of its own beside the others: owner.ts becomes owner-7.ts. */
const place = (file: string, index: number): string => file.replace(/\.(?=[^/]*$)/, `-${index}.`);
const placed = (list: [string, string, ...unknown[]][], offset: number): [string, string][] =>
  list.map(([file, code], index) => [place(file, index + offset), code]);

beforeAll(() => {
  for (const part of [".oxlint.config.ts", ".oxlint"])
    cpSync(join(repository, part), join(room, part), { recursive: true });
  mkdirSync(join(room, "node_modules"));
  for (const name of ["oxlint", "oxlint-plugin-eslint"])
    symlinkSync(join(repository, "node_modules", name), join(room, "node_modules", name));
  for (const [file, code] of [...placed(forbidden, 0), ...placed(permitted, forbidden.length)]) {
    mkdirSync(dirname(join(room, file)), { recursive: true });
    writeFileSync(join(room, file), `${code}\n`);
  }
  const oxlint = join(repository, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(
    "node",
    [oxlint, "-c", ".oxlint.config.ts", "--format=json", "server", "shared", "web", "tests"],
    { cwd: room, encoding: "utf8", maxBuffer: 1e8 },
  );
  for (const diagnostic of Report.parse(JSON.parse(stdout)).diagnostics) {
    found.set(diagnostic.filename, [...(found.get(diagnostic.filename) ?? []), diagnostic]);
  }
});

afterAll(() => rmSync(room, { recursive: true, force: true }));

const restrictions = (file: string): Diagnostic[] =>
  (found.get(file) ?? []).filter(({ code }) => code.includes("no-restricted-"));

describe("forbidden, with a word on where to go instead", () => {
  it.each(forbidden.map(([file, code, rule], index) => ({ file, code, rule, index })))(
    "$file: $code",
    ({ file, rule, index }) => {
      const diagnostics = restrictions(place(file, index));
      expect(diagnostics.map(({ code }) => code)).toContainEqual(expect.stringContaining(rule));
      for (const { help, message } of diagnostics) expect(help ?? message).toMatch(/\w+ \w+ \w+/);
    },
  );
});

it("knows every folder of the domain", () => {
  const folders = readdirSync(join(repository, "server/src/domain"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.toSorted()).toEqual(["ports", "testing", ...rooms].toSorted());
});

describe("permitted", () => {
  it.each(permitted.map(([file, code], index) => ({ file, code, index })))(
    "$file: $code",
    ({ file, index }) => {
      expect(restrictions(place(file, index + forbidden.length))).toEqual([]);
    },
  );
});
