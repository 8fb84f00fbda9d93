import type { AccountType } from "@connect-console/shared/connect-session";
import type { Assignment, HandOver } from "@connect-console/shared/hand-over";
import type { StaffReference } from "@connect-console/shared/staff";
import { teamOf, teamReference } from "@connect-console/shared/team";
import { whyNotAssignee } from "@connect-console/shared/assignee";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** What becomes of assignee and ticket: `undefined` stays as it is. */
export interface AssignmentChange {
  assignee: StaffReference | null | undefined;
  ticket: string | null | undefined;
  note: string | undefined;
}

/** Whom and what a hand-over names; `invalid_input` for a person who is not known or could do nothing with it. */
export async function readHandOver(
  ctx: StaffContext,
  { assigneeId, ticket, note }: HandOver,
  type: AccountType,
): Promise<AssignmentChange> {
  if (assigneeId === undefined || assigneeId === null)
    return { assignee: assigneeId, ticket, note };
  const team = teamOf(assigneeId);
  const colleague = team
    ? { ...teamReference(team), role: team }
    : await ctx.store.staff.get(assigneeId);
  const problem = colleague ? whyNotAssignee(colleague, type) : null;
  if (!colleague || problem !== null)
    throw new DomainError("invalid_input", "It cannot be handed to this person.", {
      fields: { assigneeId: problem ?? "This person has never signed in here." },
    });
  return { assignee: { id: colleague.id, name: colleague.name }, ticket, note };
}

/** The assignment after a hand-over, what of it changed, and the line of the timeline. */
export function planHandOver(
  ctx: StaffContext,
  before: Assignment,
  { assignee = before.assignee, ticket = before.ticket, note }: AssignmentChange,
): { assignment: Assignment; fields: ("assignee" | "ticket" | "note")[]; text: string } {
  const handed = (assignee?.id ?? null) !== (before.assignee?.id ?? null);
  const moved = ticket !== before.ticket;
  const sentences = [
    ...(handed ? [handedText(ctx, before.assignee, assignee)] : []),
    ...(moved ? [ticket === null ? "The ticket was taken away." : `Ticket: ${ticket}`] : []),
    ...(note === undefined ? [] : [`Note: ${note}`]),
  ];
  return {
    assignment: { assignee: handed ? assignee : before.assignee, ticket },
    fields: [
      ...(handed ? ["assignee" as const] : []),
      ...(moved ? ["ticket" as const] : []),
      ...(note === undefined ? [] : ["note" as const]),
    ],
    text: sentences.join("\n"),
  };
}

function handedText(
  { actor }: StaffContext,
  from: StaffReference | null,
  to: StaffReference | null,
): string {
  const { id, name } = actor.staff;
  if (to?.id === id) return from ? `${name} took it from ${from.name}.` : `${name} took it.`;
  if (to) return `${name} handed it to ${to.name}.`;
  return from?.id === id ? `${name} gave it back.` : `${name} took it away from ${from?.name}.`;
}
