import type { OutcomeNote } from "@connect-console/shared/outcome";
import { isPastEnd } from "@connect-console/shared/progress-by-clock";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { isReached, reachOf } from "./link-reach.ts";
import type { Choices } from "./facts.ts";
import { isOpen } from "../progress/states.ts";

/** Another open link that may lead to the same provider or account: the one that surely does before one that may, then the newest. */
export function openLinkWarnings(choices: Choices): OutcomeNote[] {
  const { owner, openLinks } = choices.facts;
  const open = openLinks.filter((row) => mayMeet(row, choices));
  const surely = open.filter((row) => row.choices.provider === (choices.providerKey ?? null));
  const row = surely[0] ?? open[0];
  if (!row) return [];
  const overwrites = overwriteText(row, choices);
  const other = { connectSessionId: row.id };
  return [
    {
      code: "open_link",
      message: [
        openLinkText(
          row,
          `${owner.name}${row.choices.provider ? ` and ${nameOf(row, choices)}` : ""}`,
        ),
        overwrites ?? bothEditText(row, choices) ?? isOverwrittenText(row, choices),
      ]
        .filter((text) => text !== undefined)
        .join(" "),
      cure:
        overwrites === undefined
          ? { label: "Open that link", ...other }
          : { label: "Allow another account", set: { multiple: true }, ...other },
    },
  ];
}

function mayMeet(row: ConnectSessionRow, { facts, providerKey, categories }: Choices): boolean {
  const { owner, account, accounts, providers, now } = facts;
  return (
    row.owner.id === (account?.ownerId ?? owner.id) &&
    (isOpen(row.progress) || row.progress === "creating") &&
    !row.supersededBy &&
    !isPastEnd(row.expiresAt, now) &&
    (account && row.choices.accountId
      ? row.choices.accountId === account.id
      : isReached(reachOf({ provider: providerKey, categories, providers, accounts }), row))
  );
}

function openLinkText(row: ConnectSessionRow, whom: string): string {
  const { progress, createdBy } = row;
  const choice = row.choices.provider === null ? " in which the customer chooses the provider" : "";
  return progress === "creating"
    ? `A link for ${whom}${choice} is just being made by ${createdBy.name}.`
    : `There is an open link for ${whom} already${choice}, made by ${createdBy.name}.`;
}

/** Of two links that would each create the account, the one that is used second edits what the first one created. */
function overwriteText(row: ConnectSessionRow, choices: Choices): string | undefined {
  const { multiple, target, providerKey } = choices;
  // with an account there both edit it, whichever comes first
  if (multiple || target || !createsForMatch(row, choices)) return undefined;
  if (accountsThere(row, choices) > 0) return undefined;
  const cure = "this one changes that account. To get two, allow another account.";
  const name = nameOf(row, choices);
  if (row.choices.provider === null)
    return providerKey
      ? `If the customer picks ${name} there first, ${cure}`
      : `If the other link is used first at the same provider, ${cure}`;
  return providerKey
    ? `If the other link is used first, ${cure}`
    : `If the customer picks ${name} here after the other link is used, ${cure}`;
}

/** Where the customer chooses the provider of one of the links, and it has an account. */
function bothEditText(row: ConnectSessionRow, choices: Choices): string | undefined {
  const { multiple, providerKey } = choices;
  const isChosenOnce = (row.choices.provider === null) !== (providerKey === undefined);
  if (
    !isChosenOnce ||
    multiple ||
    row.choices.multiple ||
    row.owner.name !== choices.facts.owner.name
  )
    return undefined;
  if (accountsThere(row, choices) === 0) return undefined;
  const where = row.choices.provider === null ? " there" : "";
  return `If the customer picks ${nameOf(row, choices)}${where}, both links may change the same account.`;
}

/** The other way round: this one creates an account in any case, and the other one finds it. */
function isOverwrittenText(row: ConnectSessionRow, choices: Choices): string | undefined {
  const { multiple, providerKey } = choices;
  if (!multiple || row.choices.multiple || !createsForMatch(row, choices)) return undefined;
  if (accountsThere(row, choices) > 0) return undefined;
  const then = "the other one changes the account that this one creates.";
  const name = nameOf(row, choices);
  if (row.choices.provider === null)
    return providerKey
      ? `If this link is used first and the customer then picks ${name} there, ${then}`
      : `If this link is used first at the same provider, ${then}`;
  return providerKey
    ? `If this link is used first, ${then}`
    : `If the customer picks ${name} here first, ${then}`;
}

/** What it creates, or finds created, is matched by this owner id and exact name. */
function createsForMatch(row: ConnectSessionRow, { facts }: Choices): boolean {
  return row.choices.accountId === null && row.owner.name === facts.owner.name;
}

/** How many accounts StackOne would match at the provider where the links meet. */
function accountsThere(row: ConnectSessionRow, { facts, matches, providerKey }: Choices): number {
  if (providerKey) return matches.length;
  const { owner, accounts } = facts;
  return accounts.filter(
    (one) =>
      one.provider === row.choices.provider &&
      one.ownerId === owner.id &&
      one.ownerName === owner.name,
  ).length;
}

/** The provider where the links meet; where the customer chooses in both of them, it isn't known. */
function nameOf(row: ConnectSessionRow, { facts, providerKey, providerName }: Choices): string {
  if (providerKey) return providerName;
  const listed = facts.providers.find(({ key }) => key === row.choices.provider);
  return listed?.name ?? row.providerName ?? row.choices.provider ?? "";
}
