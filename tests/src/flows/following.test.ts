import type { StackOneState } from "@connect-console/shared/stackone-state";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeEach(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.stop());

const choice = { ownerId: "contoso", provider: "hubspot", multiple: true };
const asked = async (path: RegExp) =>
  (await running.simulator.requests()).items.filter((one) => path.test(one.path)).length;
const byNumber = () => asked(/^\/connect_sessions\/\d+$/);
const byToken = () => asked(/authenticate$/);
const state = async () => (await running.staff.ask<StackOneState>("GET", "/api/stackone")).body;

/** A link whose customer begins to sign in. */
async function begun() {
  const { connectSession, authLink } = await running.staff.createLink(choice);
  await running.simulator.act({
    token: tokenOf(String(authLink)),
    act: "oauth_start",
    provider: "hubspot",
  });
  return connectSession.id;
}
const signingIn = (id: string) =>
  expect
    .poll(async () => {
      await running.staff.ask("POST", `/api/connect-sessions/${id}/check`);
      return (await running.staff.read(id)).progress;
    })
    .toBe("signing_in");

describe("E3: a link is followed by its number, else by its token", () => {
  test("by its number, also where every token is refused", async () => {
    await running.simulator.settings({ authenticateStatus: 403 });
    await signingIn(await begun());
    expect(await byToken()).toBe(0);
    expect((await state()).reads.attempts).toBe("number");
    expect((await state()).missing).toEqual([]);
  });

  test("without numbers by its token; a restart knows that", async () => {
    await running.simulator.settings({ connectSessionByNumber: "absent" });
    await signingIn(await begun());
    expect(await byToken()).toBeGreaterThan(0);
    await running.restart();
    expect((await state()).reads.attempts).toBe("token");
    await running.simulator.settings({ connectSessionByNumber: "absent" });
    await running.simulator.forgetRequests();
    await signingIn(await begun());
    expect(await byNumber()).toBe(0);
  });

  test("with neither, by accounts alone, which is said", async () => {
    await running.simulator.settings({ connectSessionByNumber: "absent", authenticateStatus: 404 });
    const ids = [await begun(), await begun()];
    await expect
      .poll(async () => {
        for (const id of ids) await running.staff.ask("POST", `/api/connect-sessions/${id}/check`);
        return (await state()).reads.attempts;
      })
      .toBe("accounts");
    expect((await state()).missing.map(({ code }) => code)).toEqual(["attempt"]);
    expect((await running.staff.read(ids[0] ?? "")).progress).toBe("waiting");
  });
});

describe("A6: a link that StackOne refuses in its own way ends by the clock", () => {
  test.each([400, 410, 422])("%i after the end", async (status) => {
    await running.simulator.settings({
      connectSessionByNumber: "refused_after_expiry",
      expiredByNumberStatus: status,
      expiredAuthenticateStatus: status,
    });
    const { connectSession } = await running.staff.createLink({ ...choice, expiresIn: 60 });
    await running.passTime(125);
    const check = await running.staff.ask(
      "POST",
      `/api/connect-sessions/${connectSession.id}/check`,
    );
    expect(check.status).toBe(200);
    expect(await running.staff.read(connectSession.id)).toMatchObject({
      progress: "expired",
      linkHeld: false,
    });
  });
});
