import { HandOver } from "@connect-console/shared/hand-over";
import { useState, type FormEvent } from "react";
import { ApiProblem } from "../api/api-problem.ts";
import { nobody } from "./assignee-options.ts";
import type { AssignmentProps } from "./assignment.tsx";

/** What is chosen in the dialog, what is wrong with it by its own rules or the server's, and the sending of it. `onDone` follows a success. */
export function useHandOverForm({ assignment, handOver }: AssignmentProps, onDone: () => void) {
  const [assignee, setAssignee] = useState(assignment.assignee?.id ?? nobody);
  const [ticket, setTicket] = useState(assignment.ticket ?? "");
  const [note, setNote] = useState("");
  const input = {
    assigneeId: assignee === nobody ? null : assignee,
    ticket: ticket.trim() === "" ? null : ticket,
    ...(note.trim() !== "" && { note }),
  };
  const parsed = HandOver.safeParse(input);
  const fields: { assigneeId?: string; ticket?: string; note?: string } = {
    ...(handOver.error instanceof ApiProblem && handOver.error.detail.fields),
    ...Object.fromEntries(
      parsed.error?.issues.map(({ path, message }) => [String(path[0]), message]) ?? [],
    ),
  };
  return {
    assignee: { value: assignee, onChange: setAssignee, error: fields.assigneeId },
    ticket: { value: ticket, onChange: setTicket, error: fields.ticket },
    note: { value: note, onChange: setNote, error: fields.note },
    isValid: parsed.success,
    /** what no field says */
    error: Object.keys(fields).length === 0 ? handOver.error : null,
    submit(event: FormEvent): void {
      event.preventDefault();
      if (parsed.success) handOver.mutate(input, { onSuccess: onDone });
    },
  };
}
