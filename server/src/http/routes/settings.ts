import { EmptyBody } from "@connect-console/shared/connect-session";
import { SettingsChange } from "@connect-console/shared/settings";
import { StackOneCheckStart, StackOneCheckStep } from "@connect-console/shared/stackone-check";
import { Hono } from "hono";
import { changeSettings } from "../../domain/notification/change-settings.ts";
import { readSettings } from "../../domain/notification/read-settings.ts";
import { sendTestMessage } from "../../domain/notification/send-test-message.ts";
import type { AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

export const settingsRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.json(await readSettings(c.get("ctx"))))
  .post("/", valid("json", SettingsChange), async (c) => {
    return c.json(await changeSettings(c.get("ctx"), c.req.valid("json")));
  })
  .post("/test-message", valid("json", EmptyBody), async (c) => {
    const { publicUrl } = c.get("deps");
    return c.json(await sendTestMessage(c.get("ctx"), publicUrl.origin));
  })
  .get("/stackone", async (c) => c.json(await c.get("deps").stackoneCheck.read(c.get("ctx"))))
  .post("/stackone/start", valid("json", StackOneCheckStart), async (c) => {
    return c.json(await c.get("deps").stackoneCheck.start(c.get("ctx"), c.req.valid("json")));
  })
  .post("/stackone/step", valid("json", StackOneCheckStep), async (c) => {
    return c.json(await c.get("deps").stackoneCheck.step(c.get("ctx"), c.req.valid("json")));
  })
  .post("/stackone/link", valid("json", EmptyBody), async (c) => {
    return c.json(await c.get("deps").stackoneCheck.link(c.get("ctx")));
  });
