import { EmptyBody } from "@connect-console/shared/connect-session";
import { SettingsChange } from "@connect-console/shared/settings";
import { Hono } from "hono";
import { changeSettings } from "../domain/change-settings.ts";
import { readSettings } from "../domain/read-settings.ts";
import { sendTestMessage } from "../domain/send-test-message.ts";
import type { AppEnv } from "./deps.ts";
import { valid } from "./valid.ts";

export const settingsRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.json(await readSettings(c.get("ctx"))))
  .post("/", valid("json", SettingsChange), async (c) => {
    return c.json(await changeSettings(c.get("ctx"), c.req.valid("json")));
  })
  .post("/test-message", valid("json", EmptyBody), async (c) => {
    const { publicUrl } = c.get("deps");
    return c.json(await sendTestMessage(c.get("ctx"), publicUrl.origin));
  });
