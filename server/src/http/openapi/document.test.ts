import type { Hono } from "hono";
import { describe, expect, test } from "vitest";
import type { AppEnv } from "../deps.ts";
import { createTestApp } from "../testing/test-app.ts";
import { operations } from "./operations.ts";

/** What of the document these tests look into. */
interface Document {
  openapi: string;
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, unknown> };
}
interface Described {
  operationId: string;
  "x-permission": string;
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, unknown>;
}

const { app, ask } = createTestApp();
const { status, body: document }: { status: number; body: Document } = await ask(
  "GET",
  "/api/openapi.json",
);
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    ...operation,
  })),
);

/** The routes under /api that an app has, as the document writes them. */
function routesOf({ routes }: Hono<AppEnv>): string[] {
  const own = routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api"));
  return [
    ...new Set(own.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`)),
  ];
}

test("the document is of this console and this version", () => {
  expect([status, document.openapi, document.info.version]).toEqual([200, "3.1.1", "1.2.3"]);
  expect(document.servers).toEqual([{ url: "http://127.0.0.1:4400" }]);
});

test("every route under /api is in the document, and nothing else is", () => {
  expect(described.map(({ route }) => route).toSorted()).toEqual(routesOf(app).toSorted());
});

test("a route that is missing in the document is found", () => {
  const { app: other } = createTestApp();
  other.get("/api/forgotten/:id", (c) => c.json({}));
  const known = new Set(described.map(({ route }) => route));
  expect(routesOf(other).filter((route) => !known.has(route))).toEqual(["GET /api/forgotten/{id}"]);
});

test("every operation has a name of its own", () => {
  const names = described.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([]);
});

test("every reference leads to a schema, and every schema is referred to", () => {
  const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  const named = new Set([...references].map(([, name]) => name));
  expect(named).toEqual(new Set(Object.keys(document.components.schemas)));
  // one shape has one name
  expect([...named].filter((name) => name?.endsWith("Output"))).toEqual([]);
});

describe.each(described)("$route", ({ route, parameters = [], requestBody, responses }) => {
  const operation = Object.entries(operations).find(
    ([each]) => each.replace(/:(\w+)/g, "{$1}") === route,
  )?.[1];

  test("says what goes in and what comes out", () => {
    const inPath = parameters.filter((each) => each.in === "path" && each.required);
    expect(inPath.map(({ name }) => name)).toEqual(route.includes("{id}") ? ["id"] : []);
    const takes = operation?.takes ?? "application/json";
    expect(Object.keys(requestBody?.content ?? {})).toEqual(
      route.startsWith("POST") ? [takes] : [],
    );
    expect(Object.keys(responses)).toEqual([String(operation?.status ?? 200), "default"]);
  });
});

test("what the validators of a route ask for is in the document", () => {
  const { get: list, post: create } = document.paths["/api/connect-sessions"] ?? {};
  expect(list?.parameters?.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["tab", "progress", "ownerId", "cursor", "limit"]),
  );
  expect(create?.parameters).toMatchObject([
    { in: "header", name: "Idempotency-Key", required: true },
  ]);
  expect(create?.requestBody?.content["application/json"]?.schema).toEqual({
    $ref: "#/components/schemas/CreateConnectSession",
  });
  expect(document.components.schemas["CreateConnectSession"]).toMatchObject({
    additionalProperties: false,
    required: ["ownerId", "expiresIn"],
    properties: {
      expiresIn: { type: "integer", minimum: 60, maximum: 2_592_000 },
      metadata: { type: "object", additionalProperties: { anyOf: expect.any(Array) } },
    },
  });
});

test("what a route asks of a person is in the document", () => {
  const asked = Object.fromEntries(described.map((each) => [each.route, each["x-permission"]]));
  expect(asked["GET /api/audit"]).toBe("audit.read");
  expect(asked["GET /api/openapi.json"]).toBe("any role");
  expect(asked["POST /api/connect-sessions/{id}/reissue"]).toMatch(
    /^connect_session\.reissue, and /,
  );
});

test("whoever is not signed in does not get it", async () => {
  const nobody = createTestApp({
    signIn: { kind: "proxy", presenceOf: async () => ({ state: "nobody" }) },
  });
  expect((await nobody.ask("GET", "/api/openapi.json")).status).toBe(401);
});
