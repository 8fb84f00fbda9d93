import type { AuditQuery } from "@connect-console/shared/audit";
import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import { expect, test } from "vitest";
import { createAudit } from "../staff/audit.ts";
import type { LinkReach } from "../../domain/ports/connect-sessions.ts";
import type { Notifications } from "../../domain/ports/notifications.ts";
import type { Outbox } from "../../domain/ports/outbox.ts";
import { createLedger } from "./ledger.ts";
import { createNotifications } from "../notification/notifications.ts";
import { createOutbox } from "../notification/outbox.ts";
import { createOwners } from "../owner/owners.ts";
import { start } from "../testing/fixtures.ts";
import { plansOnEmptyStore } from "../testing/query-plan.ts";

/** The plans that SQLite makes for whatever the ledger asks in `work`. */
async function plansOf(
  work: (
    ledger: ReturnType<typeof createLedger>,
    owners: ReturnType<typeof createOwners>,
    audit: ReturnType<typeof createAudit>,
    told: { notifications: Notifications; outbox: Outbox },
  ) => Promise<unknown>,
): Promise<string[]> {
  const clock = { now: () => start };
  return plansOnEmptyStore((db) =>
    work(createLedger(db, clock), createOwners(db, clock), createAudit(db), {
      notifications: createNotifications(db),
      outbox: createOutbox(db),
    }),
  );
}

const cursor = Buffer.from(JSON.stringify([start, "cs"])).toString("base64url");
const lists: ConnectSessionQuery[] = [
  {},
  { cursor },
  { tab: "waiting" },
  { tab: "attention", cursor },
  { tab: "connected" },
  { tab: "over" },
  { progress: ["waiting", "stalled"] },
  { ownerId: ["a"], cursor },
  { provider: ["p"] },
  { type: ["test"] },
  { createdBy: ["s"], cursor },
  { holder: ["s"], cursor },
  { tab: "attention", holder: ["s"] },
  { q: "text" },
  { q: "text", tab: "waiting", cursor },
  { tab: "over", provider: ["p", "q"], createdBy: ["s"] },
];

test.each(lists)("the list %j reads through an index", async (query) => {
  const plans = await plansOf((ledger) => ledger.list({ ...query, now: start }));
  for (const step of plans.filter((detail) => /^(SCAN|SEARCH) connect_sessions/.test(detail)))
    expect(step).toMatch(/USING (COVERING )?INDEX|VIRTUAL TABLE INDEX \d+:M/);
});

test("the tabs are read in order, without sorting", async () => {
  for (const tab of ["waiting", "attention", "connected", "over"] as const) {
    const [first, second] = await plansOf((ledger) => ledger.list({ tab, now: start }));
    expect(first).toMatch(/^SEARCH .* USING (COVERING )?INDEX connect_sessions_queue/);
    expect(second).not.toMatch(/TEMP B-TREE FOR ORDER/);
  }
});

test("a page of one owner, provider, type or staff member is read in order, without sorting", async () => {
  for (const query of [
    {},
    { cursor },
    { ownerId: ["a"], cursor },
    { provider: ["p"] },
    { createdBy: ["s"] },
    { holder: ["s"], cursor },
  ]) {
    const [page] = await plansOf((ledger) => ledger.list({ ...query, now: start }));
    expect(page).not.toMatch(/TEMP B-TREE/);
    if (query.cursor !== undefined) expect(page).toMatch(/^SEARCH .*created_at/);
  }
});

const reaches: LinkReach[] = [
  { provider: "p", apart: [], categories: ["hris"] },
  { provider: null, apart: ["q"], categories: ["hris", "ats"] },
  { provider: null, apart: [], categories: null },
];

test.each(reaches)(
  "the newest open links of an owner are read in order, however many there are: %o",
  async (reach) => {
    const plans = await plansOf((ledger) => ledger.openFor("a", reach, "acc"));
    expect(
      plans.filter((step) => !/connect_sessions_open_of_owner|json_each|SUBQUERY/.test(step)),
    ).toEqual([]);
  },
);

test("StackOne's id is sought, not scanned", async () => {
  const plans = await plansOf((ledger) => ledger.ofStackOneId("7"));
  expect(plans[0]).toMatch(/^SEARCH .* USING INDEX connect_sessions_stackone_id/);
});

test("the next one of mine is sought among open rows only, and staff are hopped through", async () => {
  const plans = await plansOf((ledger) =>
    ledger.oldestInAttention({ holder: "s", now: start, after: null }),
  );
  expect(plans).toEqual([expect.stringMatching(/^SEARCH .* USING INDEX connect_sessions_mine/)]);
  const creators = await plansOf((ledger) => ledger.creators());
  for (const step of creators.filter((detail) => /connect_sessions/.test(detail)))
    expect(step).toMatch(/^SEARCH .*USING (COVERING )?INDEX connect_sessions_created_by/);
});

test("what the tracker asks again and again is sought, not scanned", async () => {
  const plans = await plansOf(async (ledger) => {
    await ledger.due(start, 50);
    await ledger.followedOfOwner("a", start);
    await ledger.followedOfAccount("acc", start);
    await ledger.openFor("a", { provider: "p", apart: [], categories: null }, "acc");
    await ledger.leftCreating();
    await ledger.lineage("l");
    await ledger.get("id");
  });
  for (const step of plans.filter((detail) => /connect_sessions/.test(detail)))
    expect(step).toMatch(/^SEARCH .* USING INDEX/);
  expect(plans[0]).toMatch(/connect_sessions_due/);
});

test("owners are listed in order, and sought by index, whatever is asked", async () => {
  const byName = Buffer.from(JSON.stringify(["acme", "a"])).toString("base64url");
  for (const query of [{}, { cursor: byName }, { q: "acme corp" }, { q: "ab", cursor: byName }]) {
    const plans = await plansOf((_, owners) => owners.list(query));
    const pages = plans.filter((detail) => / owners\b/.test(detail));
    expect(pages).not.toEqual([]);
    for (const step of pages)
      expect(step).toMatch(
        "q" in query ? /^SEARCH owners USING INTEGER PRIMARY KEY/ : /INDEX owners_folded/,
      );
    for (const step of plans.filter((detail) =>
      / (owner_names|accounts|connect_session\w*)\b/.test(detail),
    ))
      expect(step).toMatch(/^SEARCH/);
    if (!("q" in query)) expect(plans.join()).not.toMatch(/TEMP B-TREE/);
  }
});

test("the audit log is read in order by an index, whatever is asked, and never sorted", async () => {
  const of = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
  const queries: [AuditQuery, string][] = [
    [{}, "newest"],
    [{ cursor, ...of }, "newest"],
    [{ actor: ["a"], cursor }, "actor"],
    [{ action: ["sign_in", "sign_out"], ...of }, "action"],
    [{ outcome: ["refused", "failed"], cursor }, "outcome"],
    [{ target: ["t", "u"], actor: ["a"], action: ["sign_in"], outcome: ["done"] }, "target"],
  ];
  for (const [query, index] of queries) {
    const plans = await plansOf((_, __, audit) => audit.list(query));
    const steps = plans.filter((detail) => / audit\b/.test(detail));
    expect(steps).not.toEqual([]);
    for (const step of steps) expect(step).toMatch(new RegExp(`INDEX audit_${index}\\b`));
    if (Object.keys(query).length > 0) expect(steps.join()).not.toMatch(/SCAN/);
    expect(plans.join()).not.toMatch(/TEMP B-TREE/);
  }
  const actors = await plansOf((_, __, audit) => audit.actors());
  for (const step of actors.filter((detail) => / audit\b/.test(detail)))
    expect(step).toMatch(/^SEARCH audit USING (COVERING )?INDEX audit_actor/);
});

test("names that may be near-equal are sought by their marks", async () => {
  const plans = await plansOf((_, owners) => owners.namesLike(["Stark Industries", "Acme"]));
  const steps = plans.filter((detail) => /owner_names/.test(detail));
  expect(steps).toHaveLength(3);
  for (const step of steps) expect(step).toMatch(/^SEARCH .* USING INDEX owner_names_mark/);
});

test("a person's notifications and what waits to be sent are read in order, without sorting", async () => {
  const plans = await plansOf(async (_, _owners, _audit, { notifications, outbox }) => {
    for (const unread of [false, true])
      for (const at of [undefined, cursor])
        await notifications.list({ staffId: "s", unread, cursor: at });
    await notifications.count("s");
    await outbox.next();
    await outbox.waiting();
    await outbox.giveUpBefore(start);
  });
  expect(plans).toHaveLength(9);
  for (const step of plans)
    expect(step).toMatch(/USING (COVERING )?INDEX (notifications_(newest|unread)|outbox_waiting)/);
});
