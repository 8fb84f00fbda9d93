import { Hono } from "hono";
import { expect, test } from "vitest";
import type { AppEnv } from "../deps.ts";
import { limitPerMinute } from "./rate-limit.ts";

test.each([-3_600_000, 3_600_000])(
  "B16b: a person's limit counts by elapsed time, though the clock is put right by %i ms",
  async (step) => {
    const time = { wall: 1_800_000_000_000, elapsed: 0 };
    const clock = { now: () => time.wall, elapsed: () => time.elapsed };
    const app = new Hono<AppEnv>()
      .use(async (c, next) => {
        const actor = { kind: "staff", staff: { id: "one" } };
        c.set("ctx", { actor, clock } as AppEnv["Variables"]["ctx"]);
        await next();
      })
      .use(limitPerMinute("presses", 2))
      .get("/", (c) => c.text("done"))
      .onError((error, c) => c.text(error.message, 429));
    const status = async () => (await app.request("/")).status;
    expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
    time.wall += step;
    expect(await status()).toBe(429);
    time.elapsed = 60_000;
    expect(await status()).toBe(200);
  },
);
