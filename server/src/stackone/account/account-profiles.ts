import { LRUCache } from "lru-cache";
import * as z from "zod";
import {
  isInteractive,
  type Purpose,
  type StackOneAccount,
  StackOneError,
} from "../../domain/ports/stackone.ts";
import type { KnownAbilities } from "../abilities/abilities.ts";
import { absentStatuses, type Ask } from "../request/ask.ts";
import { everyStatus } from "./status-filter.ts";
import { LooseId } from "../wire/loose.ts";
import { entriesOf } from "../request/pages.ts";

/** A URL's length is not endless; ids have about 20 characters. */
const idsAtOnce = 50;
/** so many profiles are asked for at most beside one reading; of the rest they are not known */
const askedAtMost = 200;
const rememberedAtMost = 20_000;
const mostPagesOfActions = 4;

/** An entry of `/v2/accounts`, of which only the profile is looked at (docs/stackone.md, 5.2). */
export const WireProfile = z
  .object({ id: LooseId, connector_profile_id: z.string().nullish().catch(null) })
  .transform(({ id, connector_profile_id }) => ({ id, profile: connector_profile_id ?? null }));

/** An entry of `GET /actions?filter[account_ids]` (docs/stackone.md, 3). */
const WireActions = z
  .object({
    account_id: LooseId,
    connector_profile_id: LooseId.nullish(),
    integration_id: LooseId.nullish(),
  })
  .transform((entry) => ({
    id: entry.account_id,
    profile: entry.connector_profile_id ?? entry.integration_id ?? null,
  }));

const NextOfActions = z.object({ next: z.string().min(1) });

type ProfileAnswer = { id: string; profile: string | null };

/** Fills in the connector profile of accounts whose reading did not name it. */
export type CompleteProfiles = (
  accounts: StackOneAccount[],
  purpose: Purpose,
) => Promise<StackOneAccount[]>;

/**
 * The one reader of an account's connector profile where its list does not name it: from `/v2/accounts`, else from
 * `GET /actions`, else it stays "not known" (docs/rules.md, 5). What is read for a press is never remembered.
 */
export function createAccountProfiles({
  ask,
  abilities,
}: {
  ask: Ask;
  abilities: KnownAbilities;
}): CompleteProfiles {
  const read = createProfileReading(ask, abilities);
  const remembered = createRememberedProfiles();
  return async (accounts, purpose) => {
    const recall = (account: StackOneAccount) =>
      isInteractive(purpose) ? undefined : remembered.of(account);
    const unanswered = accounts.filter(
      (account) => account.connectorProfileId === undefined && recall(account) === undefined,
    );
    const asked = unanswered
      .toSorted((one, other) => (other.updatedAt ?? 0) - (one.updatedAt ?? 0))
      .slice(0, askedAtMost);
    let profiles = new Map<string, string>();
    try {
      if (asked.length > 0)
        profiles = await read(
          asked.map(({ id }) => id),
          purpose,
        );
    } catch (error) {
      // Beside a check or a pass a profile may stay unknown; before a creation it may not.
      const goesOn = !isInteractive(purpose) && error instanceof StackOneError;
      if (!goesOn || error.failure === "rate_limited") throw error;
    }
    for (const account of asked) {
      const profile = profiles.get(account.id);
      if (profile !== undefined) remembered.put(account, profile);
    }
    return accounts.map((account) => {
      if (account.connectorProfileId !== undefined) return account;
      return { ...account, connectorProfileId: profiles.get(account.id) ?? recall(account) };
    });
  };
}

function createRememberedProfiles() {
  /** by account id; an account that moves to another profile changes its `updated_at` */
  const remembered = new LRUCache<string, { updatedAt: number | null; profile: string }>({
    max: rememberedAtMost,
  });
  return {
    of({ id, updatedAt }: StackOneAccount): string | undefined {
      const known = remembered.get(id);
      return known && updatedAt !== null && known.updatedAt === updatedAt
        ? known.profile
        : undefined;
    },
    put: ({ id, updatedAt }: StackOneAccount, profile: string): void =>
      void remembered.set(id, { updatedAt, profile }),
  };
}

/** Asks for the profiles of these accounts, by account id; what is not answered is left out. */
function createProfileReading(ask: Ask, abilities: KnownAbilities) {
  /** `/v2/accounts` is there, and does not take this question */
  let v2Refuses = false;

  const fromV2 = async (ids: string[], purpose: Purpose): Promise<ProfileAnswer[]> => {
    const path = "/v2/accounts";
    const query = ids.map((id): [string, string] => ["account_ids", id]);
    query.push(...everyStatus(abilities.get().statusFilter));
    query.push(["page_size", String(ids.length)]);
    const call = { method: "GET", path, route: path, query, purpose } as const;
    const { status, json } = await ask(call, absentStatuses);
    if (status === 404) abilities.learn({ v2Accounts: false });
    else if (status >= 400) v2Refuses = true;
    if (status >= 400) return [];
    return entriesOf(json, path).flatMap((entry) => WireProfile.safeParse(entry).data ?? []);
  };

  const readSome = async (ids: string[], purpose: Purpose): Promise<ProfileAnswer[]> => {
    const { v2Accounts, actionsProfile } = abilities.get();
    if (v2Accounts !== false && !v2Refuses) {
      const answers = await fromV2(ids, purpose);
      if (answers.some(({ id, profile }) => profile !== null && ids.includes(id))) return answers;
    }
    if (actionsProfile === false) return [];
    const answers = await readFromActions(ask, ids, purpose);
    if (answers === null || answers.length > 0)
      abilities.learn({ actionsProfile: answers !== null });
    return answers ?? [];
  };

  return async (ids: string[], purpose: Purpose): Promise<Map<string, string>> => {
    const profiles = new Map<string, string>();
    for (let start = 0; start < ids.length; start += idsAtOnce) {
      const some = ids.slice(start, start + idsAtOnce);
      for (const { id, profile } of await readSome(some, purpose))
        if (profile !== null) profiles.set(id, profile);
    }
    return profiles;
  };
}

/** null: this StackOne does not answer the question */
async function readFromActions(
  ask: Ask,
  ids: string[],
  purpose: Purpose,
): Promise<ProfileAnswer[] | null> {
  const path = "/actions";
  const answers: ProfileAnswer[] = [];
  let next: string | undefined;
  for (let page = 0; page < mostPagesOfActions; page += 1) {
    const query: [string, string][] = [
      ["filter[account_ids]", ids.join(",")],
      ["exclude", "actions"],
      ["page_size", String(ids.length)],
      ...(next === undefined ? [] : [["next", next] satisfies [string, string]]),
    ];
    const call = { method: "GET", path, route: path, query, purpose } as const;
    const { status, json } = await ask(call, absentStatuses);
    if (status >= 400) return null;
    const entries = entriesOf(json, path);
    const mine = entries.flatMap((entry) => WireActions.safeParse(entry).data ?? []);
    // Entries without their account say that this StackOne does not know the filter.
    if (entries.length > 0 && mine.length === 0) return null;
    answers.push(...mine);
    next = NextOfActions.safeParse(json).data?.next;
    if (next === undefined || ids.every((id) => answers.some((one) => one.id === id))) break;
  }
  return answers;
}
