import {
  anotherPackage,
  type Ban,
  compose,
  hono,
  imports,
  simulator,
  sql,
  testFiles,
  testing,
} from "./bans.ts";

/** The layers of the server: which of its neighbours each may not import, which libraries, and what to do instead. */
const layers: Record<string, { never: string[]; libraries: Ban[]; instead: string }> = {
  domain: {
    never: ["http", "stackone", "store", "live", "polling", "notify", "auth", "config"],
    libraries: [],
    instead:
      "The domain knows no outer layer. Name what it needs as a port in server/src/domain/ports; start.ts passes it in by ctx.",
  },
  http: {
    never: ["stackone", "store", "live", "polling", "notify"],
    libraries: [sql],
    instead:
      "Routes call a verb of server/src/domain; what they need is a port there, passed in by start.ts.",
  },
  stackone: {
    never: ["http", "store", "live", "polling", "notify", "auth"],
    libraries: [hono, sql],
    instead:
      "The StackOne client knows the domain's ports and shared only; start.ts joins it to its neighbours.",
  },
  store: {
    never: ["http", "stackone", "live", "polling", "notify", "auth"],
    libraries: [hono],
    instead:
      "The store knows the domain's ports and shared only; start.ts joins it to its neighbours.",
  },
  polling: {
    never: ["http", "stackone", "store", "notify", "auth"],
    libraries: [hono, sql],
    instead:
      "Polling knows the domain and shared only; what it asks is a port in server/src/domain/ports, passed in by start.ts.",
  },
  live: {
    never: ["http", "stackone", "store", "polling", "notify", "auth"],
    libraries: [hono, sql],
    instead:
      "Live knows the domain and shared only; what it asks is a port in server/src/domain/ports, passed in by start.ts.",
  },
  notify: {
    never: ["http", "stackone", "store", "live", "polling", "auth"],
    libraries: [hono, sql],
    instead:
      "Delivery knows the domain and shared only; what it asks is a port in server/src/domain/ports, passed in by start.ts.",
  },
  auth: {
    never: ["http", "stackone", "store", "live", "polling", "notify"],
    libraries: [sql],
    instead:
      "Sign-in knows the domain's ports and shared only; server/src/http uses it, start.ts joins it to its neighbours.",
  },
};

/** The folders of the domain, from the ground: a file may import its own folder, the files beside the folders, and any folder before its own. */
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

const domainLibraries: Ban = {
  group: [
    "**",
    "!zod",
    "!zod/**",
    // a function and nothing else: no I/O, no clock
    "!safe-stable-stringify",
    "!@connect-console",
    "!@connect-console/shared",
    "!@connect-console/shared/**",
    "!./**",
    "!../**",
  ],
  message:
    "The domain imports shared and itself only. Name what it needs as a port in server/src/domain/ports.",
};

/** A relative path tells the layer only together with how deep the file lies: "../stackone/" leads elsewhere from store/ than from store/account/. */
function layerOverrides(layer: string) {
  const { never, libraries, instead } = layers[layer] ?? { never: [], libraries: [], instead: "" };
  return [1, 2].map((depth) => ({
    files: [depth === 1 ? `server/src/${layer}/*.ts` : `server/src/${layer}/*/**/*.ts`],
    excludeFiles: [testFiles, `server/src/${layer}/testing/**`],
    rules: imports(
      anotherPackage,
      compose,
      simulator,
      testing,
      { regex: `^${"\\.\\./".repeat(depth)}(${never.join("|")})/`, message: instead },
      ...libraries,
    ),
  }));
}

const domain = layers["domain"] ?? { never: [], libraries: [], instead: "" };
/** The libraries come last: a path that their group permits is not held against the bans behind it. */
const domainBans = (depth: number, ...order: Ban[]): Ban[] => [
  anotherPackage,
  compose,
  simulator,
  testing,
  { regex: `^${"\\.\\./".repeat(depth)}`, message: domain.instead },
  ...order,
  domainLibraries,
];
const domainOrder =
  "The folders of the domain have an order (.oxlint.config.ts): a file imports its own folder and those before it.";

const domainOverrides = [
  {
    files: ["server/src/domain/*.ts"],
    excludeFiles: [testFiles],
    rules: imports(...domainBans(1, { regex: `^\\./(${rooms.join("|")})/`, message: domainOrder })),
  },
  {
    files: ["server/src/domain/ports/*.ts"],
    excludeFiles: [testFiles],
    rules: imports(...domainBans(1)),
  },
  ...rooms.map((room, index) => ({
    files: [`server/src/domain/${room}/**/*.ts`],
    excludeFiles: [testFiles],
    rules: imports(
      ...domainBans(
        2,
        ...(index + 1 < rooms.length
          ? [{ regex: `^\\.\\./(${rooms.slice(index + 1).join("|")})/`, message: domainOrder }]
          : []),
      ),
    ),
  })),
];

/** The domain's tests run on the console's own store and memory and StackOne's names, and on nothing else that lies outside. */
const behindPorts = ["store/testing/open-copy.ts", "memory.ts", "stackone/wire/connect-session.ts"];
const domainTesting = {
  files: ["server/src/domain/testing/*.ts"],
  rules: imports(anotherPackage, compose, simulator, {
    group: ["../../**", ...behindPorts.map((file) => `!../../${file}`)],
    message: `What the domain's tests share stands on the domain, and on what is real behind its ports: ${behindPorts.join(", ")}.`,
  }),
};

/** Which part of the server may import which: the layers, then the folders of the domain. */
export const serverImports = [
  ...Object.keys(layers)
    .filter((layer) => layer !== "domain")
    .flatMap(layerOverrides),
  ...domainOverrides,
  domainTesting,
];
