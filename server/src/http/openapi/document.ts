import { ApiError } from "@connect-console/shared/api-error";
import type { RouterRoute } from "hono/types";
import * as z from "zod";
import {
  createDocument,
  type CreateDocumentOptions,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { statuses } from "../middleware/error-handler.ts";
import { validatedBy } from "../middleware/validate.ts";
import { namedSchemas } from "./components.ts";
import type { Operation } from "./operation.ts";
import { operations } from "./operations.ts";

type Document = ReturnType<typeof createDocument>;

/** The OpenAPI 3.1 document: what `operations` says of each route, and what the validators of `routes` say of its request. */
export function describeInterface(
  routes: readonly RouterRoute[],
  origin: string,
  version: string,
): Document {
  const paths: ZodOpenApiPathsObject = {};
  for (const [route, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = route.split(" ");
    const own = routes.filter((each) => each.method === method && each.path === path);
    const address = path.replace(/:(\w+)/g, "{$1}");
    paths[address] = {
      ...paths[address],
      [method.toLowerCase()]: describeOperation(path, operation, requestOf(own)),
    };
  }
  const { components, ...document } = createDocument(
    {
      openapi: "3.1.1",
      info: { title: "Connect console", version, description },
      servers: [{ url: origin }],
      paths,
      components: { schemas: namedSchemas },
    },
    options,
  );
  return { ...document, components: { ...components, schemas: usedIn(document, components) } };
}

const description = [
  "Every route needs a sign-in, as the console’s page does: a cookie, or the header of the proxy in front.",
  "What a route needs beyond that is its `x-permission`.",
  "An unknown key of a body or a query is refused.",
].join(" ");

const options: CreateDocumentOptions = {
  // a check that only refuses says nothing about the shape; what it leads to does
  allowEmptySchema: { custom: true },
  override: ({ zodSchema, jsonSchema, io }) => {
    const { def } = zodSchema._zod;
    if (def.type === "pipe" && def.in._zod.def.type === "custom")
      Object.assign(jsonSchema, z.toJSONSchema(def.out, { io }));
    // an answer may get more keys in a later version; only what says that it is strict is closed
    if (def.type === "object" && def.catchall === undefined) delete jsonSchema.additionalProperties;
  },
};

const replayed = z
  .optional(z.literal("true"))
  .meta({ description: "This is the first answer to the same Idempotency-Key, given again." });

const failure: ZodOpenApiResponseObject = {
  id: "Failure",
  description: `Every refusal and failure. The status follows from \`error.code\`: ${Object.entries(
    statuses,
  )
    .map(([code, status]) => `${code} ${status}`)
    .join(", ")}.`,
  headers: z.object({
    "Retry-After": z.optional(z.number().meta({ description: "seconds" })),
    "Idempotency-Replayed": replayed,
  }),
  content: { "application/json": { schema: ApiError } },
};

type Request = Partial<Record<"json" | "query" | "header", z.core.$ZodType>>;

/** What the validators of a route ask of its request. */
function requestOf(routes: readonly RouterRoute[]): Request {
  const parts = routes.flatMap(({ handler }) => validatedBy(handler) ?? []);
  return Object.fromEntries(parts.map(({ target, schema }) => [target, schema]));
}

function describeOperation(
  path: string,
  { operationId, summary, asks, answer, status = 200, takes }: Operation,
  { json, query, header }: Request,
): ZodOpenApiOperationObject {
  const [, , tag = ""] = path.replace(/\.\w+$/, "").split("/");
  const success: ZodOpenApiResponseObject = {
    description: "Done",
    content:
      typeof answer === "string"
        ? { [answer]: { schema: z.string() } }
        : { "application/json": { schema: answer } },
    // only what is created once is answered again
    ...(header && { headers: z.object({ "Idempotency-Replayed": replayed }) }),
  };
  const body = takes ? { [takes]: { schema: z.string() } } : json && jsonBody(json);
  return {
    operationId,
    summary,
    tags: [tag],
    "x-permission": permissionOf(asks),
    requestParams: {
      ...(path.includes(":id") && { path: z.object({ id: z.string() }) }),
      ...(query && { query: query as z.ZodObject }),
      ...(header && { header: header as z.ZodObject }),
    },
    ...(body && { requestBody: { required: true, content: body } }),
    responses: { [status]: success, default: failure },
  };
}

const jsonBody = (schema: z.core.$ZodType) => ({ "application/json": { schema } });

/** Which permissions let a person in, in words where it depends on the link. */
function permissionOf(asks: Operation["asks"]): string {
  if (asks === "role") return "any role";
  const creates = "connect_session.create_production or connect_session.create_test, by its type";
  if (asks === "create") return creates;
  return asks === "reissue" ? `connect_session.reissue, and ${creates}` : asks;
}

/** Only the named schemas that the document leads to. */
function usedIn(document: object, components: Document["components"] = {}) {
  const { schemas = {}, ...others } = components;
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow([document, others]);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}
