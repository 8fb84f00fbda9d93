import { ConnectSessionChoices } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";

/** What a test says of a row; a choice by its own name is put among the choices. */
export type RowPart = Partial<ConnectSessionRow> & Partial<ConnectSessionChoices>;

/** The row with what the test says otherwise. */
export function withPart(row: ConnectSessionRow, part: RowPart): ConnectSessionRow {
  const names = new Set(Object.keys(ConnectSessionChoices.shape));
  const isChoice = ([name]: [string, unknown]) => names.has(name);
  const entries: [string, unknown][] = Object.entries(part);
  const others = Object.fromEntries(entries.filter((entry) => !isChoice(entry)));
  const choices = Object.fromEntries(entries.filter(isChoice));
  const changed = { ...row, ...others };
  return { ...changed, choices: { ...changed.choices, ...choices } };
}
