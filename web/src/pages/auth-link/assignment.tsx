import type { ConnectSession } from "@connect-console/shared/connect-session";
import { useHandOver } from "../../api/hand-over.ts";
import { useRefusal } from "../../api/me.ts";
import { AssignmentLine } from "../../staff/assignment.tsx";

/** Who looks after an auth link, and its ticket. */
export function LinkAssignment({ row }: { row: ConnectSession }) {
  const handOver = useHandOver(row.id);
  const refusal = useRefusal("connect_session.hand_over", row);
  const { createdBy: creator, type } = row;
  return (
    <AssignmentLine {...{ assignment: row, creator, type, what: "auth link", handOver, refusal }} />
  );
}
