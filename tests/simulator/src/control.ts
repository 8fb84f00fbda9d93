import { Hono } from "hono";
import { z } from "zod";
import { latestAttempt } from "./attempts.ts";
import { customerAct, customerActSchema } from "./customers.ts";
import { settle } from "./effects.ts";
import { addManyAccounts, manyAccountsSchema } from "./many-accounts.ts";
import { magicWords } from "./magic-words.ts";
import { readBody } from "./read-body.ts";
import { settingsPatchSchema } from "./settings.ts";
import type { Simulation } from "./simulation.ts";
import {
  accountChangeSchema,
  changeAccount,
  changeProfile,
  deleteAccount,
  makeAccount,
  newAccountSchema,
  profileChangeSchema,
} from "./staging.ts";
import { troubleSchema } from "./trouble-kinds.ts";
import { webhookSwitchesSchema } from "./webhooks.ts";

/** `/_simulator/*`: for tests and people on this machine; JSON without a key. */
export function control(sim: Simulation) {
  return new Hono()
    .get("/magic-words", (c) =>
      c.json({ items: magicWords.map(({ word, where, effect }) => ({ word, where, effect })) }),
    )
    .get("/state", (c) => c.json(shownState(sim)))
    .post("/reset", (c) => {
      sim.reset();
      return c.json({ ok: true });
    })
    .post("/clock", async (c) => {
      const body = await readBody(c, clockSchema);
      sim.state.clockOffsetSeconds =
        "offsetSeconds" in body
          ? body.offsetSeconds
          : sim.state.clockOffsetSeconds + body.advanceSeconds;
      settle(sim);
      sim.changed();
      return c.json({ now: sim.iso(), offsetSeconds: sim.state.clockOffsetSeconds });
    })
    .get("/trouble", (c) => c.json({ items: sim.state.troubles }))
    .post("/trouble", async (c) => {
      sim.state.troubles.push(await readBody(c, troubleSchema));
      sim.changed();
      return c.json({ items: sim.state.troubles }, 201);
    })
    .delete("/trouble", (c) => {
      sim.state.troubles = [];
      sim.changed();
      return c.json({ items: [] });
    })
    .get("/requests", (c) => c.json(sim.requests.list()))
    .delete("/requests", (c) => {
      sim.requests.clear();
      return c.json(sim.requests.list());
    })
    .get("/webhooks", (c) => c.json(sim.webhooks.list()))
    .post("/webhooks", async (c) => {
      sim.webhooks.set(await readBody(c, webhookSwitchesSchema));
      return c.json(sim.webhooks.list());
    })
    .get("/settings", (c) => c.json(sim.state.settings))
    .post("/settings", async (c) => {
      Object.assign(sim.state.settings, await readBody(c, settingsPatchSchema));
      sim.changed();
      return c.json(sim.state.settings);
    })
    .route("/", staging(sim))
    .post("/customers/act", async (c) =>
      c.json(customerAct(sim, await readBody(c, customerActSchema))),
    );
}

/** What is at StackOne without a customer having done it: accounts and profiles as a test needs them. */
function staging(sim: Simulation) {
  return new Hono()
    .post("/accounts", async (c) => {
      const body = await readBody(c, newAccountSchema);
      return c.json(makeAccount(sim, body), 201);
    })
    .post("/many-accounts", async (c) => {
      addManyAccounts(sim, await readBody(c, manyAccountsSchema));
      return c.json({ accounts: sim.state.accounts.size }, 201);
    })
    .post("/accounts/:id", async (c) => {
      const body = await readBody(c, accountChangeSchema);
      return c.json(changeAccount(sim, c.req.param("id"), body));
    })
    .delete("/accounts/:id", (c) => c.json(deleteAccount(sim, c.req.param("id"))))
    .post("/connector-profiles/:id", async (c) => {
      const body = await readBody(c, profileChangeSchema);
      return c.json(changeProfile(sim, c.req.param("id"), body));
    });
}

const clockSchema = z.union([
  z.strictObject({ offsetSeconds: z.number() }),
  z.strictObject({ advanceSeconds: z.number() }),
]);

/** With tokens: tests act as the customer with them. */
function shownState(sim: Simulation) {
  return {
    now: sim.iso(),
    clockOffsetSeconds: sim.state.clockOffsetSeconds,
    settings: sim.state.settings,
    troubles: sim.state.troubles,
    profiles: sim.state.profiles,
    accounts: [...sim.state.accounts.values()],
    sessions: [...sim.state.sessions.values()].map((session) => ({
      ...session,
      latestAttempt: latestAttempt(sim, session) ?? null,
    })),
    attempts: [...sim.state.attempts.values()],
  };
}
