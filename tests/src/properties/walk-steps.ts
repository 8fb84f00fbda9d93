import * as fc from "fast-check";
import type { RunningConsole } from "../running/console.ts";
import { type CustomerAct, type SimulatedAccount, tokenOf } from "../running/simulator.ts";
import { type StackOneMake, stackOneMake } from "./stackone-make.ts";

/** What may happen between staff, customers, the company's product and StackOne, in any order. */

const which = fc.nat(5);
const label = fc.option(fc.constantFrom("one", "two"), { nil: undefined });
export const step = fc.oneof(
  fc.record({
    kind: fc.constant("create" as const),
    provider: fc.constantFrom("bamboohr", "hubspot"),
    connectorProfileId: fc.option(fc.constant("prof_hubspot_v2"), { nil: undefined, freq: 2 }),
    multiple: fc.boolean(),
    label,
  }),
  fc.record({ kind: fc.constant("edit" as const), which, label }),
  fc.record({ kind: fc.constant("link" as const), which }),
  fc.record({
    kind: fc.constant("begin" as const),
    which,
    ends: fc.constantFrom("oauth_deny" as const, "oauth_cancel" as const, "walk_away" as const),
  }),
  fc.record({ kind: fc.constant("break" as const), which }),
  // The company's product: an account of another type, so that no link of ours could have made it; or one that is saved again.
  fc.record({ kind: fc.constant("product" as const), saves: fc.boolean(), which }),
  fc.record({ kind: fc.constant("answer" as const), which }),
  fc.record({ kind: fc.constant("void" as const), which }),
  fc.record({ kind: fc.constant("reissue" as const), which }),
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(5, 130, 400, 4000) }),
  // StackOne's list of the owner's accounts begins with so many records that the console can't read.
  fc.record({ kind: fc.constant("unreadable" as const), records: fc.constantFrom(0, 1, 2) }),
  // The account of this link comes to be another owner's; only an attempt tells of it, which a form does not have.
  fc.record({ kind: fc.constant("elsewhere" as const), which }),
  // StackOne itself becomes another one, older or newer.
  fc.record({ kind: fc.constant("change" as const), make: stackOneMake }),
);
export type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

interface Link {
  id: string;
  token: string;
  provider: string;
  /** accounts that customers linked through it, as the simulator did it */
  used: string[];
  /** accounts that it made under another owner */
  elsewhere: string[];
  /** one of them broke afterwards */
  broke: boolean;
}
export interface Walk {
  /** every StackOne that this walk was on */
  makes: StackOneMake[];
  owner: { id: string; name: string };
  /** there was a record in the owner's list that can't be read */
  wasUnreadable: boolean;
  links: Link[];
}

const pick = <Item>(items: Item[], which: number): Item | undefined =>
  items[which % Math.max(1, items.length)];

function keep(
  walk: Walk,
  { status, body }: Awaited<ReturnType<RunningConsole["staff"]["create"]>>,
  provider: string,
): void {
  if (status !== 201) return;
  const token = tokenOf(String(body.authLink));
  walk.links.push({
    id: body.connectSession.id,
    token,
    provider,
    used: [],
    elsewhere: [],
    broke: false,
  });
}

/** The customer; a link that StackOne refuses by now changes nothing. */
async function customer(
  { simulator }: RunningConsole,
  { token, provider }: Link,
  act: CustomerAct["act"],
): Promise<string | undefined> {
  const done = await simulator.act({ token, act, provider }).catch(() => null);
  return done?.account?.id;
}

async function accountsOf({ simulator }: RunningConsole, walk: Walk): Promise<SimulatedAccount[]> {
  return (await simulator.state()).accounts.filter(({ ownerId }) => ownerId === walk.owner.id);
}

/** What staff answer to "Looks connected": the truth, as the customer would tell it on the telephone. */
async function answerTruly({ staff }: RunningConsole, link: Link): Promise<void> {
  const row = await staff.read(link.id);
  if (row.progress !== "likely_connected") return;
  const done = link.used.includes(String(row.account?.id));
  await staff.act(link.id, "confirm", { done });
}

/** Does one step on the console and at StackOne. */
export async function take(running: RunningConsole, walk: Walk, next: Step): Promise<void> {
  const { staff, simulator, passTime } = running;
  const link = "which" in next ? pick(walk.links, next.which) : undefined;
  const ownerId = walk.owner.id;
  switch (next.kind) {
    case "create": {
      const { kind: _, connectorProfileId, ...choice } = next;
      const profile = next.provider === "hubspot" ? { connectorProfileId } : {};
      keep(walk, await staff.create({ ownerId, ...choice, ...profile }), next.provider);
      break;
    }
    case "edit": {
      const account = pick(await accountsOf(running, walk), next.which);
      if (account === undefined) break;
      const input = { ownerId, accountId: account.id, label: next.label };
      keep(walk, await staff.create(input), account.provider);
      break;
    }
    case "link": {
      if (link === undefined) break;
      const used = await customer(
        running,
        link,
        link.provider === "hubspot" ? "oauth_approve" : "form",
      );
      if (used !== undefined) link.used.push(used);
      break;
    }
    case "begin":
      if (link?.provider !== "hubspot") break;
      await customer(running, link, "oauth_start");
      await customer(running, link, next.ends);
      break;
    case "break": {
      const id = link?.used.at(-1);
      if (link === undefined || id === undefined) break;
      link.broke = true;
      await simulator.changeAccount(id, { status: "error" });
      break;
    }
    case "product": {
      const accounts = await accountsOf(running, walk);
      const account = pick(accounts, next.which);
      if (next.saves && account) await simulator.changeAccount(account.id, {});
      // beside another one it is not documented which of them a link then edits
      if (!next.saves && accounts.length === 0)
        await simulator.addAccount({
          ownerId,
          ownerName: walk.owner.name,
          provider: "bamboohr",
          type: "test",
        });
      break;
    }
    case "answer":
      if (link !== undefined) await answerTruly(running, link);
      break;
    case "void":
      if (link !== undefined) await staff.act(link.id, "void");
      break;
    case "reissue":
      if (link !== undefined) keep(walk, await staff.reissue(link.id), link.provider);
      break;
    case "pass":
      await passTime(next.seconds);
      break;
    case "unreadable":
      walk.wasUnreadable ||= next.records > 0;
      await simulator.settings({ unreadableAccounts: next.records });
      break;
    case "elsewhere": {
      if (link?.provider !== "hubspot") break;
      const before = new Set((await simulator.state()).accounts.map(({ id }) => id));
      await simulator.settings({ linkedOwnerId: `${ownerId}-elsewhere` });
      const used = await customer(running, link, "oauth_approve");
      await simulator.settings({ linkedOwnerId: null });
      if (used === undefined) break;
      link.used.push(used);
      if (!before.has(used)) link.elsewhere.push(used);
      break;
    }
    case "change":
      walk.makes.push(next.make);
      await simulator.settings(next.make);
      break;
    default:
      next satisfies never;
  }
}
