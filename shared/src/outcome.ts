import * as z from "zod/mini";
import { Account } from "./account.ts";

/**
 * What puts a reason or a warning right: a button's text, and the form fields to set (null clears) or the connect session to open. With both, the
 * text is that of the fields.
 */
export const Cure = z.object({
  label: z.string(),
  set: z.optional(z.record(z.string(), z.nullable(z.unknown()))),
  connectSessionId: z.optional(z.string()),
});
export type Cure = z.infer<typeof Cure>;

export const OutcomeNote = z.object({
  code: z.string(),
  message: z.string(),
  cure: z.optional(Cure),
  /** the text that a person types before they create the link in spite of it: the owner's name */
  confirm: z.optional(z.string()),
});
export type OutcomeNote = z.infer<typeof OutcomeNote>;

/** What the Hub will do with a connect session (docs/rules.md, 3 to 7). `request` is the exact body that StackOne would get. */
export const Outcome = z.object({
  kind: z.enum(["create", "edit", "depends", "blocked"]),
  account: z.nullable(Account),
  candidates: z.array(Account),
  perProvider: z.array(
    z.object({
      provider: z.string(),
      kind: z.enum(["create", "edit", "unclear"]),
      account: z.nullable(Account),
    }),
  ),
  hubOpensAt: z.enum(["providers", "category", "credentials", "edit"]),
  sentence: z.string(),
  reasons: z.array(OutcomeNote),
  warnings: z.array(OutcomeNote),
  request: z.record(z.string(), z.unknown()),
});
export type Outcome = z.infer<typeof Outcome>;

/** The open link that may lead to the same provider or account, of which the outcome warns, or null. */
export function openLinkIn({ warnings }: Pick<Outcome, "warnings">): string | null {
  return warnings.find(({ code }) => code === "open_link")?.cure?.connectSessionId ?? null;
}

/** The warnings that stop a link until a person has typed their `confirm`. */
export function toConfirm({ warnings }: Pick<Outcome, "warnings">): OutcomeNote[] {
  return warnings.filter(({ confirm }) => confirm !== undefined);
}

/** The codes that were confirmed: each text typed, white space around it apart. Empty while one is missing. */
export function confirmedBy(outcome: Pick<Outcome, "warnings">, typed: string): string[] {
  const notes = toConfirm(outcome);
  const isTyped = notes.every(({ confirm }) => typed.trim() === confirm?.trim());
  return isTyped ? notes.map(({ code }) => code) : [];
}

/** Why the button waits: a warning that was not confirmed yet; null where there is none. */
export function whyUnconfirmed(outcome: Pick<Outcome, "warnings">, typed: string): string | null {
  const [note] = toConfirm(outcome);
  if (!note || confirmedBy(outcome, typed).length > 0) return null;
  return `Type “${note.confirm}” to confirm.`;
}
