import type { PersonStep, StackOneQuestion } from "@connect-console/shared/stackone-check";
import type { StaffContext } from "../context.ts";
import { deleteTestAccount } from "../account/delete-test-account.ts";
import { DomainError } from "../domain-error.ts";
import type { CreatedAtStackOne, StackOneAccount } from "../ports/stackone.ts";
import type { StackOneProbe } from "../ports/stackone-probe.ts";
import { livesToTry } from "./words.ts";
import { readingStackOne } from "../stackone-error.ts";

/** What one run knows and how it talks to whoever watches it. */
export interface CheckFacts {
  owner: { id: string; name: string };
  provider: string;
  /** accounts of the owner before the run; none of them is ever touched */
  before: ReadonlySet<string>;
  stopped: boolean;
  wait(ms: number): Promise<void>;
  /** the link for the person's step, a secret; null: none now */
  authLink: string | null;
  madeAccountId: string | null;
  leftBehind: string | null;
  /** takes what a person answers, while a step waits */
  answer: ((act: "continue" | "skip" | "stop") => void) | null;
  say(doing: string): void;
  complain(problem: string): void;
  waitFor(step: PersonStep | null): void;
  found(question: StackOneQuestion, value: string): Promise<void>;
}

/** A person, or the end of the console, stopped the run. */
export class CheckStopped extends Error {}

/** seconds */
const shortLife = 60;
const personsLife = 1800;
/** ms after its end until a link counts as expired */
const certainly = 5000;
/** ms; a clock that was moved is noticed within this time */
const longestWait = 1000;
const statuses = ["active", "inactive", "suspended", "archived", "expired", "error"];

/** Asks every question in turn and takes away what it made. Throws CheckStopped, or a DomainError that says why it cannot go on. */
export async function askStackOne(
  ctx: StaffContext,
  probe: StackOneProbe,
  facts: CheckFacts,
): Promise<void> {
  try {
    const version = await askForLists(probe, facts);
    const short = await askOfNewLink(probe, facts);
    await askForLongestLife(probe, facts);
    await askPerson(ctx, probe, facts, version);
    await askOfExpired(ctx, probe, facts, short);
  } finally {
    facts.authLink = null;
    await cleanUp(ctx, facts);
  }
}

async function askForLists(probe: StackOneProbe, facts: CheckFacts): Promise<"v1" | "v2"> {
  facts.say("Reading the owner's accounts from both of StackOne's lists…");
  const { id } = facts.owner;
  const v1 = await asked(() => probe.accounts("v1", id, []));
  const v2 = await asked(() => probe.accounts("v2", id, []));
  const names = [v1.items && "v1", v2.items && "v2"].filter(Boolean);
  await facts.found("accounts_version", names.length === 2 ? "both" : (names[0] ?? "none"));
  const version = v2.items ? "v2" : "v1";
  const unfiltered = v2.items ?? v1.items;
  if (unfiltered === null)
    throw new DomainError(
      "stackone_rejected",
      `This API key can't read accounts (StackOne answered ${v1.status}), so the check ends here.`,
    );
  const { items: all } = await asked(() => probe.accounts(version, id, statuses));
  const others = (all ?? []).filter(({ status }) => status !== "active");
  if (others.length > 0) await findDefaultFilter(facts, unfiltered, others);
  else await facts.found("default_status_filter", "not_told");
  return version;
}

function findDefaultFilter(
  facts: CheckFacts,
  unfiltered: readonly StackOneAccount[],
  notActive: readonly { id: string }[],
): Promise<void> {
  const listed = notActive.some(({ id }) => unfiltered.some((account) => account.id === id));
  return facts.found("default_status_filter", listed ? "all" : "active");
}

async function askOfNewLink(probe: StackOneProbe, facts: CheckFacts): Promise<CreatedAtStackOne> {
  facts.say("Creating a test link that lives a minute, and reading it back…");
  const short = await createLink(probe, facts, shortLife);
  await facts.found(
    "session_by_number",
    readable(await asked(() => probe.sessionByNumber(short.id))),
  );
  await facts.found(
    "session_by_token",
    readable(await asked(() => probe.sessionByToken(short.token))),
  );
  facts.say("Trying whether the link's token opens StackOne's MCP address…");
  const { status } = await asked(() => probe.mcp(short.token));
  const opens = status < 300 ? "yes" : status < 500 ? "no" : "not_told";
  await facts.found("token_opens_mcp", opens);
  return short;
}

/** Nobody ever holds these links: their tokens are dropped as soon as StackOne has answered. */
async function askForLongestLife(probe: StackOneProbe, facts: CheckFacts): Promise<void> {
  facts.say("Trying how long a link may live…");
  for (const life of livesToTry) {
    goOn(facts);
    const { created } = await asked(() => probe.create(request(facts, life)));
    if (created) return facts.found("longest_expiry", String(life));
  }
  await facts.found("longest_expiry", "none");
}

async function askPerson(
  ctx: StaffContext,
  probe: StackOneProbe,
  facts: CheckFacts,
  version: "v1" | "v2",
): Promise<void> {
  facts.say("Creating the link for you to open…");
  const link = await createLink(probe, facts, personsLife);
  facts.authLink = link.authLink;
  facts.say(
    `Open the link in a private window and connect a test account for ${facts.owner.name}. Then press Continue.`,
  );
  const connected = await untilDone(facts, "connect", async () => {
    const made = (await readAccounts(ctx, facts)).find(
      ({ id, provider }) => !facts.before.has(id) && provider === facts.provider,
    );
    if (!made) return `There is no new account for ${facts.owner.name} yet. Connect it first.`;
    facts.madeAccountId = made.id;
    return null;
  });
  facts.authLink = null;
  if (!connected) return;
  facts.say("Trying whether the used link opens again…");
  const { status } = await asked(() => probe.hub(link.token));
  const again = status < 300 ? "yes" : status === 401 || status === 403 ? "no" : "not_told";
  await facts.found("used_session_opens_again", again);
  await askForSuspended(ctx, probe, facts, version);
}

async function askForSuspended(
  ctx: StaffContext,
  probe: StackOneProbe,
  facts: CheckFacts,
  version: "v1" | "v2",
): Promise<void> {
  const id = facts.madeAccountId ?? "";
  const before = (await readAccounts(ctx, facts)).find((account) => account.id === id);
  facts.say(`In StackOne's dashboard, suspend the account ${id}. Then press Continue.`);
  const suspended = await untilDone(facts, "suspend", async () => {
    const after = await readingStackOne(() => ctx.stackone.readAccount(id, "interactive"));
    if (after === null) return "StackOne doesn't know this account any more. Skip this step.";
    if (after.status === before?.status)
      return `The account still reads ${after.status}. Suspend it, then press Continue.`;
    if (after.updatedAt !== null && before?.updatedAt != null)
      await facts.found("updated_at_moves", after.updatedAt > before.updatedAt ? "yes" : "no");
    return null;
  });
  if (!suspended) return;
  const { items } = await asked(() => probe.accounts(version, facts.owner.id, []));
  if (items) await findDefaultFilter(facts, items, [{ id }]);
}

async function askOfExpired(
  ctx: StaffContext,
  probe: StackOneProbe,
  facts: CheckFacts,
  { id, token, createdAt }: CreatedAtStackOne,
): Promise<void> {
  facts.say("Waiting until the first link has expired…");
  const over = createdAt + shortLife * 1000 + certainly;
  for (;;) {
    goOn(facts);
    const left = over - (ctx.clock.now() + ctx.stackone.clockSkew());
    if (left <= 0) break;
    await facts.wait(Math.min(left, longestWait));
  }
  facts.say("Reading the expired link…");
  await facts.found("expired_by_number", readable(await asked(() => probe.sessionByNumber(id))));
  await facts.found("expired_by_token", readable(await asked(() => probe.sessionByToken(token))));
}

/** Deletes the account that the person connected. Links cannot be taken back; nobody holds them and they expire. */
async function cleanUp(ctx: StaffContext, facts: CheckFacts): Promise<void> {
  const id = facts.madeAccountId;
  if (id === null) return;
  facts.say("Deleting the test account…");
  try {
    await deleteTestAccount(ctx, id, {});
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    facts.leftBehind = `The account ${id} is still at StackOne: ${error.message} Delete it on its page.`;
  }
}

/** Lets a person answer until `isDone` finds no complaint; false: they skip it. */
async function untilDone(
  facts: CheckFacts,
  step: PersonStep,
  isDone: () => Promise<string | null>,
): Promise<boolean> {
  facts.waitFor(step);
  try {
    for (;;) {
      goOn(facts);
      const act = await new Promise<"continue" | "skip" | "stop">((resolve) => {
        facts.answer = resolve;
      });
      facts.answer = null;
      goOn(facts);
      if (act === "skip") return false;
      const complaint = await isDone();
      if (complaint === null) return true;
      facts.complain(complaint);
    }
  } finally {
    facts.answer = null;
    facts.waitFor(null);
  }
}

async function createLink(
  probe: StackOneProbe,
  facts: CheckFacts,
  life: number,
): Promise<CreatedAtStackOne> {
  goOn(facts);
  const { created, status, message } = await asked(() => probe.create(request(facts, life)));
  if (created) return created;
  throw new DomainError(
    "stackone_rejected",
    `StackOne didn't create a test link (${status}${message === null ? "" : `: ${message}`}), so the check ends here.`,
  );
}

/** Always a new account, always test: what the owner has stays as it is. */
function request({ owner, provider }: CheckFacts, life: number) {
  return {
    ownerId: owner.id,
    ownerName: owner.name,
    provider,
    type: "test",
    multiple: true,
    expiresIn: life,
    label: "Connect console check",
  } as const;
}

function readAccounts(ctx: StaffContext, { owner }: CheckFacts): Promise<StackOneAccount[]> {
  return readingStackOne(() => ctx.stackone.listAccountsOfOwners([owner.id], "interactive"));
}

function asked<Result>(call: () => Promise<Result>): Promise<Result> {
  return readingStackOne(call);
}

function readable({ status }: { status: number }): string {
  return status < 300 ? "readable" : String(status);
}

function goOn({ stopped }: CheckFacts): void {
  if (stopped) throw new CheckStopped();
}
