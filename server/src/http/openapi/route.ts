import { Hono } from "hono";
import type { AppEnv } from "../deps.ts";
import { describeInterface } from "./document.ts";

/** `GET /api/openapi.json`: the interface of `app`, for everybody with a role; it holds no data. */
export function openapiRoutes(app: Hono<AppEnv>): Hono<AppEnv> {
  let document: ReturnType<typeof describeInterface> | undefined;
  return new Hono<AppEnv>().get("/", (c) => {
    const { publicUrl, versions } = c.get("deps");
    document ??= describeInterface(app.routes, publicUrl.origin, versions.console);
    return c.json(document);
  });
}
