import { requestOf } from "../connect-session-request.ts";
import type { Check, Problem } from "@connect-console/shared/connect-session";
import type { BaselineAccount, ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { asSentence } from "../sentence.ts";

/** Points whose difference is a problem; label, username and owner name are only notes (docs/rules.md, 25). */
const problemOf: Record<
  string,
  { code: string; message: (check: Check, account: StackOneAccount) => string }
> = {
  owner: {
    code: "owner_differs",
    message: (_, { ownerName }) => `The account belongs to another owner: ${ownerName}.`,
  },
  account: {
    code: "account_differs",
    message: () => "Another account was linked than the one that was to be edited.",
  },
  "create or edit": {
    code: "outcome_differs",
    message: outcomeText,
  },
  provider: {
    code: "provider_differs",
    message: () => "The account is at another provider than promised.",
  },
  "connector profile": {
    code: "profile_differs",
    message: () => "The account uses another connector profile than promised.",
  },
  type: {
    code: "type_differs",
    message: ({ promised, actual }) =>
      promised === "test"
        ? `A test link signed in to this account, and it is of type ${actual}.`
        : `The account is of type ${actual}, not ${promised}.`,
  },
};

function outcomeText({ promised }: Check): string {
  return promised === "edit"
    ? "The link was to edit an account, but a new one was made."
    : "The link was to make a new account, but one that was there already was edited.";
}

/** The problem of a link that edited an account where it was to make one, or the other way round. */
export function outcomeProblem(checks: readonly Check[]): Problem | undefined {
  const check = checks.find(({ point }) => point === "create or edit");
  return check?.result === "different"
    ? { code: "outcome_differs", message: outcomeText(check) }
    : undefined;
}

/** Compares the account with what the link promised; what StackOne does not tell is "not_known" and never counts as same. */
export function compareWithPromise(row: ConnectSessionRow, account: StackOneAccount): Check[] {
  const before = row.baseline?.accounts.find((one) => one.id === account.id);
  const promisedId =
    row.choices.accountId ??
    (row.predicted.kind === "edit" ? row.predicted.account?.id : undefined);
  const request = requestOf(row);
  const points: [string, string | null | undefined, string | null | undefined][] = [
    ["owner", row.owner.id, account.ownerId],
    ["account", promisedId, account.id],
    ["create or edit", promisedKind(row, account), actualKind(row, account, before)],
    ["provider", row.choices.provider, account.provider],
    ["connector profile", promisedProfile(row, account, before), account.connectorProfileId],
    ["type", request.type ?? before?.type, account.type],
    ["label", request.label, account.label],
    ["username", request.username, account.username],
    ["owner name", row.owner.name, account.ownerName],
  ];
  return points.flatMap(([point, promised, actual]) =>
    promised == null
      ? []
      : [{ point, promised, actual: actual ?? null, result: resultOf(promised, actual) }],
  );
}

/** The same checks, once it is known what the link did to the account. */
export function withKind(checks: readonly Check[], actual: "create" | "edit" | null): Check[] {
  return checks.map((check) =>
    check.point === "create or edit"
      ? { ...check, actual, result: resultOf(check.promised ?? "", actual) }
      : check,
  );
}

/** The chosen one, else the account's own on an edit, else the default that the sentence named. */
function promisedProfile(
  row: ConnectSessionRow,
  account: StackOneAccount,
  before: BaselineAccount | undefined,
): string | null | undefined {
  const chosen = row.choices.connectorProfileId;
  if (chosen !== null) return chosen;
  if (before) return before.connectorProfileId;
  return promisedKind(row, account) === "create"
    ? row.defaultProfiles?.[account.provider]
    : undefined;
}

/** The problems among the checks, and an account that is not active. */
export function problemsOf(account: StackOneAccount, checks: Check[]): Problem[] {
  const problems = checks.flatMap((check) => {
    const problem = check.result === "different" ? problemOf[check.point] : undefined;
    return problem ? [{ code: problem.code, message: problem.message(check, account) }] : [];
  });
  if (account.status === "active") return problems;
  const reason = account.statusReasons[0];
  const why = reason?.description ?? reason?.code;
  return [
    ...problems,
    {
      code: "not_active",
      message: asSentence(
        `The account is linked, but its status is ${account.status}${why ? `: ${why}` : ""}`,
      ),
    },
  ];
}

function resultOf(promised: string, actual: string | null | undefined): Check["result"] {
  if (actual == null) return "not_known";
  return promised === actual ? "same" : "different";
}

/** The baseline of a link for one account holds only that one, so of any other it cannot be told. */
function actualKind(
  row: ConnectSessionRow,
  account: StackOneAccount,
  before: BaselineAccount | undefined,
): string | null {
  const wasMadeBefore =
    row.startedAt !== null && account.createdAt !== null && account.createdAt < row.startedAt;
  if (before || wasMadeBefore || account.id === row.choices.accountId) return "edit";
  // another link, or the product, may have made it since this one was created
  const { connectedAccountId, connectedChange = "created", connectedPart } = row.memory;
  if (connectedAccountId === account.id) {
    if (connectedPart === "unknown") return null;
    if (connectedPart === "created") return "create";
    if (connectedChange !== "created" || connectedPart === "changed") return "edit";
  }
  return row.baseline === null || row.choices.accountId !== null ? null : "create";
}

function promisedKind(row: ConnectSessionRow, account: StackOneAccount): "create" | "edit" | null {
  switch (row.predicted.kind) {
    case "create":
    case "edit":
      return row.predicted.kind;
    case "depends": {
      const kind =
        row.predicted.perProvider.find((one) => one.provider === account.provider)?.kind ??
        "create";
      return kind === "unclear" ? null : kind;
    }
    case "blocked":
      return null;
    default:
      return row.predicted.kind satisfies never;
  }
}
