import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningConsole } from "../running/console.ts";
import { accountOf, link, newOwner, startConsoleOn } from "./main-job.ts";

/** Each StackOne that the documents allow for: the main job works on all of them. */
const makes: [name: string, settings: object, knows: { attempts: boolean }][] = [
  ["today's", {}, { attempts: true }],
  ["without v1", { v1Accounts: false }, { attempts: true }],
  ["without v2", { v2: false }, { attempts: true }],
  ["without v2, v1 in an envelope", { v2: false, accountsEnvelope: true }, { attempts: true }],
  ["without reading by number", { connectSessionByNumber: "absent" }, { attempts: true }],
  [
    "that refuses number and token after the end",
    {
      connectSessionByNumber: "refused_after_expiry",
      expiredByNumberStatus: 410,
      expiredAuthenticateStatus: 400,
    },
    { attempts: true },
  ],
  [
    "that follows no sign-in",
    { connectSessionByNumber: "absent", authenticateStatus: 403 },
    { attempts: false },
  ],
  ["without /auth_configs", { profilesPath: "connector_profiles" }, { attempts: true }],
  ["without /connector_profiles", { profilesPath: "auth_configs" }, { attempts: true }],
  ["whose updated_at stays with a status", { updatedAtMovesWithStatus: false }, { attempts: true }],
  ["whose attempts expire", { attemptExpires: true }, { attempts: true }],
  ["whose used links open no more", { usedSessionOpensAgain: false }, { attempts: true }],
];

describe.each(makes)("on a StackOne %s", (_name, settings, knows) => {
  let running: RunningConsole;
  beforeAll(async () => {
    running = await startConsoleOn(settings);
  });
  afterAll(() => running.stop());
  const owner = () => newOwner(running, `switch-${randomUUID()}`);
  const broken = async (facts: object) => {
    const of = await owner();
    const { id } = await running.simulator.addAccount({ ...of, ...facts, status: "error" });
    return { ...of, accountId: id };
  };

  test("a form makes an account, and the link is wiped", async () => {
    const { ownerId } = await owner();
    const made = await link(running, { ownerId, provider: "docebo" });
    expect(made.created.predicted.kind).toBe("create");
    const { account } = await made.customer("form");
    expect(await made.check()).toMatchObject({
      progress: "connected",
      problems: [],
      account: { id: account?.id },
    });
    await made.expectWiped();
  });

  test("a form repairs a broken account", async () => {
    const { ownerId, accountId } = await broken({ provider: "greenhouse" });
    const repair = await link(running, { ownerId, accountId });
    await repair.customer("form");
    expect(await repair.check()).toMatchObject({
      progress: "connected",
      account: { id: accountId },
    });
    await repair.expectWiped();
  });

  test("E1: a sign-in repairs a broken account, which stays on its own profile", async () => {
    const profileId = "prof_hubspot_v2";
    const { ownerId, accountId } = await broken({ provider: "hubspot", profileId });
    const preview = await running.staff.preview({ ownerId, accountId });
    expect(preview.body).toMatchObject({
      kind: "edit",
      request: { connector_profile_id: profileId },
    });
    expect(preview.body.warnings.map(({ code }) => code)).not.toContain("profile_may_change");
    const repair = await link(running, { ownerId, accountId });
    await repair.customer("oauth_approve");
    expect(await repair.check()).toMatchObject({ progress: "connected", problems: [] });
    expect((await accountOf(running, accountId)).profileId).toBe(profileId);
    await repair.expectWiped();
  });

  test("E3: a sign-in that the customer denies is said, or cannot be seen", async () => {
    const { ownerId } = await owner();
    const denied = await link(running, { ownerId, provider: "lever" });
    await denied.customer("oauth_deny");
    const row = await denied.check();
    if (knows.attempts) {
      expect(row).toMatchObject({
        progress: "attempt_failed",
        attempt: { status: "error", errorCode: "access_denied" },
      });
    } else {
      expect(row).toMatchObject({ progress: "waiting", attempt: null });
    }
    // that it cannot be seen is said
    const unseen = knows.attempts ? [] : ["attempt_not_readable"];
    expect([row.linkHeld, row.problems.map(({ code }) => code)]).toEqual([true, unseen]);
    await denied.customer("oauth_approve");
    expect((await denied.check()).progress).toBe("connected");
  });

  test("A6: a link that nobody uses, and one whose sign-in was left, expire and are wiped", async () => {
    const { ownerId } = await owner();
    const unused = await link(running, { ownerId, provider: "slack", expiresIn: 600 });
    const left = await link(running, { ownerId, provider: "xero", expiresIn: 600 });
    await left.customer("walk_away");
    await left.check();
    await running.passTime(600 + 600);
    for (const over of [unused, left]) {
      expect(await over.check()).toMatchObject({ progress: "expired", problems: [] });
      await over.expectWiped();
    }
    const { body } = await running.staff.ask<{ state: string }>("GET", "/api/stackone");
    expect(body.state).toBe("ready");
  });
});
