import type { NotificationKind } from "@connect-console/shared/notification";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { endsSoonWithin } from "../ends-soon.ts";

/** Something that people are told; `id` names the event, so that nobody is told of it twice. */
export interface News {
  id: string;
  kind: NotificationKind;
  codes: string[];
}

const day = 86_400_000;
const linked = ["connected", "connected_with_problem"];
/** The copy of the accounts tells of these, once linked, as `broken`. */
const notifiedAsBroken = ["not_active", "broke_soon_after"];
const unused = ["waiting", "stalled", "attempt_failed"];

/** What of a written change concerns people. Pure. */
export function newsOf(before: ConnectSessionRow, after: ConnectSessionRow): News[] {
  const id = (kind: NotificationKind, part: string | number) => `${after.id}/${kind}/${part}`;
  switch (after.progress) {
    case "connected":
      return before.progress === "connected"
        ? []
        : [{ id: id("connected", after.version), kind: "connected", codes: [] }];
    case "connected_with_problem": {
      const codes = freshProblems(before, after);
      return codes.length === 0
        ? []
        : [{ id: id("problem", after.version), kind: "problem", codes }];
    }
    case "attempt_failed": {
      const { attempt } = after;
      const isKnown = before.progress === after.progress && before.attempt?.id === attempt?.id;
      if (!attempt || isKnown) return [];
      const { status, errorCode } = attempt;
      const code = status === "error" ? errorCode : status;
      return [{ id: id("failed", attempt.id), kind: "failed", codes: code === null ? [] : [code] }];
    }
    case "creating":
    case "create_failed":
    case "outcome_unknown":
    case "waiting":
    case "signing_in":
    case "stalled":
    case "likely_connected":
    case "void": {
      const code = "void_link_maybe_used";
      const says = (row: ConnectSessionRow) => row.problems.some((one) => one.code === code);
      return says(before) || !says(after)
        ? []
        : [{ id: id("problem", after.version), kind: "problem", codes: [code] }];
    }
    case "expired":
      // one that was re-issued is not waited for; its successor speaks for it
      return before.progress === "expired" || after.supersededBy !== null
        ? []
        : [
            {
              id: `${after.id}/expired`,
              kind: "expired",
              codes: after.problems.flatMap(({ code }) =>
                code === "accounts_not_readable" ? code : [],
              ),
            },
          ];
    default:
      return after.progress satisfies never;
  }
}

function freshProblems(before: ConnectSessionRow, after: ConnectSessionRow): string[] {
  const codes = after.problems.map(({ code }) => code);
  if (!linked.includes(before.progress)) return codes;
  const known = before.problems.map(({ code }) => code);
  const fresh = codes.filter((code) => !known.includes(code));
  // of one that is gone the copy of the accounts tells nobody
  return after.account?.status === "deleted"
    ? fresh.map((code) => (code === "broke_soon_after" ? "account_gone" : code))
    : fresh.filter((code) => !notifiedAsBroken.includes(code));
}

/** From when on people are told that the link was not used, our clock; null: never. Of a link that lives no longer than a day only its end is told. */
export function expiryNewsAt(row: ConnectSessionRow): number | null {
  const isNotifiedOf = row.choices.expiresIn * 1000 > day && row.expiresAt !== null;
  if (!isNotifiedOf || row.supersededBy !== null || row.memory.expiryTold) return null;
  return (row.expiresAt ?? 0) - endsSoonWithin(row.choices.expiresIn);
}

/** The row with the note that its expiry was told, and the news of it; as it is where there is nothing to tell. */
export function noteExpiry(
  row: ConnectSessionRow,
  now: number,
): { row: ConnectSessionRow; news: News[] } {
  const at = expiryNewsAt(row);
  const isDue = at !== null && at <= now && now < (row.expiresAt ?? 0);
  if (!isDue || !unused.includes(row.progress)) return { row, news: [] };
  return {
    row: { ...row, memory: { ...row.memory, expiryTold: true } },
    // one notice for a link and all that replace it
    news: [{ id: `${row.lineageId}/expiring`, kind: "expiring", codes: [] }],
  };
}
