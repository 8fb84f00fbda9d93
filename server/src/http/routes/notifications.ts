import { NotificationQuery, ReadNotifications } from "@connect-console/shared/notification";
import { Hono } from "hono";
import { listNotifications } from "../../domain/notification/list.ts";
import { markNotificationsRead } from "../../domain/notification/mark-read.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

export const notificationRoutes = new Hono<AppEnv>()
  .get("/", valid("query", NotificationQuery), async (c) => {
    return c.json(await listNotifications(c.get("ctx"), c.req.valid("query")));
  })
  .post("/read", valid("json", ReadNotifications), async (c) => {
    return c.json(await markNotificationsRead(c.get("ctx"), c.req.valid("json")));
  });
