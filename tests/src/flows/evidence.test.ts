import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

const owner = async (id: string) => {
  await running.staff.ask("POST", "/api/owners", { id, name: `Owner ${id}` });
  return { ownerId: id, ownerName: `Owner ${id}` };
};
const check = async (id: string) => {
  await running.passTime(60);
  const { status, body } = await running.staff.act(id, "check");
  expect(status).toBe(200);
  return body;
};

test("A3: a maintenance window of one profile connects no open link, and each of them says what happened", async () => {
  const facts = { provider: "hubspot", type: "production" };
  const accounts = await Promise.all(
    ["window-1", "window-2"].map(async (id) =>
      running.simulator.addAccount({
        ...(await owner(id)),
        ...facts,
        profileId: "prof_hubspot_v2",
      }),
    ),
  );
  const links = await Promise.all([
    running.staff.createLink({ ownerId: "window-1", accountId: String(accounts[0]?.id) }),
    running.staff.createLink({ ownerId: "window-2", provider: "hubspot" }),
  ]);
  for (const active of [false, true]) {
    await running.simulator.changeProfile("prof_hubspot_v2", { active });
    for (const { connectSession } of links) {
      const row = await check(connectSession.id);
      expect(row).toMatchObject({ progress: "waiting", linkHeld: true, problems: [] });
    }
  }
  for (const { connectSession } of links) {
    const { timeline } = await running.staff.read(connectSession.id);
    expect(timeline?.[0]).toMatchObject({ code: "switched_on" });
  }
});

test("an account that breaks after it was saved takes the hint away, and nothing is claimed of the link", async () => {
  const of = await owner("broke-after-hint");
  const account = await running.simulator.addAccount({ ...of, provider: "bamboohr" });
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: of.ownerId,
    accountId: account.id,
  });
  await running.simulator.act({ token: tokenOf(authLink), act: "form" });
  expect((await check(connectSession.id)).progress).toBe("likely_connected");
  await running.simulator.changeAccount(account.id, { status: "error" });
  const gone = await check(connectSession.id);
  expect([gone.progress, gone.timeline?.[0]?.text]).toEqual([
    "waiting",
    "The account that was saved is no longer active, so it can't show whether the customer connected it.",
  ]);
  await running.passTime(3600);
  const over = await check(connectSession.id);
  expect(over.progress).toBe("expired");
  expect(over.timeline?.[0]?.text).toMatch(/\. An account was saved while it was open/);
});

test("B11: an account that is deleted right after it was linked does not go on reading connected", async () => {
  const { ownerId } = await owner("deleted-soon");
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId,
    provider: "ashby",
  });
  const { account } = await running.simulator.act({ token: tokenOf(authLink), act: "form" });
  expect((await check(connectSession.id)).progress).toBe("connected");
  await running.simulator.deleteAccount(String(account?.id));
  const row = await check(connectSession.id);
  expect(row.progress).toBe("connected_with_problem");
  expect(row.problems.map(({ code }) => code)).toEqual(["broke_soon_after"]);
  expect(row.account?.status).toBe("deleted");
});

test("B11: a link where the customer chooses is watched for a second account until it expires", async () => {
  const { ownerId } = await owner("two-systems");
  const { connectSession, authLink } = await running.staff.createLink({ ownerId });
  const token = tokenOf(authLink);
  await running.simulator.act({ token, act: "form", provider: "bamboohr" });
  expect((await check(connectSession.id)).progress).toBe("connected");
  await running.passTime(1800);
  await running.simulator.act({ token, act: "form", provider: "greenhouse" });
  const row = await check(connectSession.id);
  expect(row.problems.map(({ code }) => code)).toEqual(["second_account"]);
});

test.each(["attempts", "accounts"])(
  "W3: a voided link that is used comes back, followed by %s",
  async (by) => {
    const { ownerId } = await owner(`voided-${by}`);
    const provider = by === "attempts" ? "hubspot" : "ashby";
    const account = await running.simulator.addAccount({
      ownerId,
      ownerName: `Owner ${ownerId}`,
      provider,
      type: "production",
    });
    const { connectSession, authLink } = await running.staff.createLink({
      ownerId,
      accountId: account.id,
    });
    const { id } = connectSession;
    await check(id);
    await running.staff.act(id, "void");
    expect((await running.staff.act(id, "reveal")).status).toBe(409);
    const token = tokenOf(authLink);
    const act = by === "attempts" ? "oauth_approve" : "form";
    await running.passTime(60);
    await running.simulator.act({ token, act, provider });
    // the look that a webhook brought may have overtaken the first one
    await check(id);
    const row = await check(id);
    expect(row.linkHeld).toBe(false);
    expect(JSON.stringify(row)).not.toContain(token);
    const [problem] = row.problems;
    expect([row.progress, problem?.code]).toEqual(
      by === "attempts"
        ? ["connected_with_problem", "void_link_used"]
        : ["void", "void_link_maybe_used"],
    );
    const { items } = (
      await running.staff.ask<{ items: { connectSessionId: string; text: string }[] }>(
        "GET",
        "/api/notifications",
      )
    ).body;
    expect(items.find(({ connectSessionId }) => connectSessionId === id)?.text).toMatch(
      /withdrawn link was used|may have been used/,
    );
  },
);

test("W4: two open links that end at one account are a problem on both", async () => {
  const { ownerId } = await owner("two-links");
  const links = [];
  for (let count = 0; count < 2; count += 1)
    links.push(await running.staff.createLink({ ownerId, provider: "hubspot" }));
  for (const { connectSession, authLink } of links) {
    const token = tokenOf(authLink);
    await running.simulator.act({ token, act: "oauth_approve", provider: "hubspot" });
    await check(connectSession.id);
  }
  const rows = await Promise.all(links.map(({ connectSession }) => check(connectSession.id)));
  const codes = rows.map(({ problems }) => problems.map(({ code }) => code).toSorted());
  expect(codes).toEqual([["shared_account"], ["outcome_differs", "shared_account"]]);
});

test.each([
  [0, 1],
  [1, 0],
])(
  "W4: two sign-ins at the same time: neither row says which one created the account, looked at in the order %i, %i",
  async (one, other) => {
    const { ownerId } = await owner(`overlapping-links-${one}`);
    const links = [];
    for (let count = 0; count < 2; count += 1)
      links.push(await running.staff.createLink({ ownerId, provider: "hubspot" }));
    for (const act of ["oauth_start", "oauth_approve"] as const)
      for (const { authLink } of links)
        await running.simulator.act({ token: tokenOf(authLink), act, provider: "hubspot" });
    const ids = links.map(({ connectSession }) => connectSession.id);
    for (const at of [one, other]) await check(ids[at] ?? "");
    for (const id of ids) {
      const { problems, checks } = await check(id);
      expect(problems).toEqual([
        { code: "shared_account", message: expect.stringMatching(/we can’t tell which/) },
      ]);
      expect(checks.find(({ point }) => point === "create or edit")?.result).toBe("not_known");
    }
  },
);

test("A2: where updated_at stands still, a second repair is seen, nothing freezes, and the budget is left alone", async () => {
  const { ownerId, ownerName } = await owner("frozen-time");
  const { id: accountId } = await running.simulator.addAccount({
    ownerId,
    ownerName,
    provider: "ashby",
    type: "production",
    status: "error",
  });
  await running.simulator.settings({ updatedAtMovesWithStatus: false });
  try {
    const beside = await running.staff.createLink({ ownerId, provider: "greenhouse" });
    for (const repair of ["first", "second"]) {
      const { connectSession } = await running.staff.createLink({ ownerId, accountId });
      expect((await check(connectSession.id)).progress, repair).toBe("waiting");
      await running.simulator.changeAccount(accountId, { status: "active" });
      expect((await check(connectSession.id)).progress, repair).toBe("connected");
      const audit = await running.staff.audit(
        `?action=connect_session.check&target=${connectSession.id}`,
      );
      expect(audit.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
      await running.simulator.changeAccount(accountId, { status: "error" });
      await running.passTime(1200);
    }
    await running.simulator.act({ token: tokenOf(beside.authLink), act: "form" });
    expect((await check(beside.connectSession.id)).progress).toBe("connected");
    expect(running.logged()).not.toContain("LostRace");
  } finally {
    await running.simulator.settings({ updatedAtMovesWithStatus: true });
  }
});

test("B10: an account that StackOne keeps under another owner is a problem of the link, and names whose it is", async () => {
  const { ownerId } = await owner("b10");
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId,
    provider: "hubspot",
  });
  await running.simulator.settings({ linkedOwnerId: "b10-elsewhere" });
  await running.simulator.act({ token: tokenOf(authLink), act: "oauth_approve" });
  await running.simulator.settings({ linkedOwnerId: null });
  const row = await check(connectSession.id);
  expect(row.progress).toBe("connected_with_problem");
  expect(row.problems).toEqual([
    { code: "owner_differs", message: expect.stringContaining("b10-elsewhere") },
  ]);
  const owned = await running.staff.ask(
    "POST",
    `/api/connect-sessions/${connectSession.id}/accept`,
    {
      problems: ["owner_differs"],
    },
  );
  expect(owned.status).not.toBe(200);
});
