import type { ForeseenDeletion } from "@connect-console/shared/account-deletion";
import type { Outcome } from "./run-clean-up.ts";

const accounts = (count: number) => (count === 1 ? "1 test account" : `${count} test accounts`);

/** What a dry run comes to, in one line. */
export function previewText(items: ForeseenDeletion[]): string {
  const deletable = items.filter(({ verdict }) => verdict === "delete").length;
  const gone = items.filter(({ verdict }) => verdict === "gone").length;
  const stay = items.length - deletable - gone;
  return [
    `${accounts(deletable)} will be deleted`,
    ...(stay > 0 ? [`${stay} ${stay === 1 ? "stays" : "stay"}`] : []),
    ...(gone > 0 ? [`${gone} gone already`] : []),
  ].join(" · ");
}

const names: [Outcome["state"], string][] = [
  ["deleted", "deleted"],
  ["already_gone", "gone already"],
  ["refused", "refused"],
  ["failed", "failed"],
  ["unknown", "not known"],
];

/** What became of a clean-up, or how far it is, in one line. */
export function doneText(outcomes: Iterable<Outcome>, total: number): string {
  const states = [...outcomes].map(({ state }) => state);
  const counts = names.flatMap(([state, name]) => {
    const count = states.filter((each) => each === state).length;
    return count > 0 || state === "deleted" ? [`${count} ${name}`] : [];
  });
  const left = total - states.filter((state) => state !== "under_way").length;
  return [...counts, ...(left > 0 ? [`${left} left`] : [])].join(" · ");
}

/** What became of one account. */
export function outcomeWord({ state }: Outcome): string {
  return {
    under_way: "Being deleted …",
    deleted: "Deleted",
    already_gone: "Gone already",
    refused: "Not deleted",
    failed: "Not deleted",
    unknown: "Not known whether deleted",
  }[state];
}

/** Why the button cannot be pressed, or null. */
export function whyNotYet(deletable: number, typed: string, refusal: string | null): string | null {
  if (refusal !== null) return refusal;
  if (deletable === 0) return "None of these can be deleted.";
  return typed.trim() === String(deletable) ? null : `Type ${deletable} first.`;
}

/** The button's words: what pressing it does. */
export function deleteLabel(count: number): string {
  return `Delete ${accounts(count)}`;
}
