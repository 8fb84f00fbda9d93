import { changeAsStaff } from "./change-as-staff.ts";
import { handOverCode } from "@connect-console/shared/internal-note";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { HandOver } from "@connect-console/shared/hand-over";
import type { StaffContext } from "../context.ts";
import { planHandOver, readHandOver } from "../staff/assignment.ts";
import { linkFacts, notifyAssigned } from "../notification/notify.ts";

/** Gives a row, open or closed, to a colleague, or takes it; and names the ticket that it belongs to. From then on it is the assignee's. */
export async function handOverConnectSession(
  ctx: StaffContext,
  id: string,
  input: HandOver,
): Promise<ConnectSession> {
  const { ticket, note } = input;
  let handing: Awaited<ReturnType<typeof readHandOver>> | undefined;
  let plan: ReturnType<typeof planHandOver> | undefined;
  return changeAsStaff(ctx, id, {
    action: "connect_session.hand_over",
    permission: "connect_session.hand_over",
    fields: [],
    async prepare({ choices }) {
      handing = await readHandOver(ctx, input, choices.type);
    },
    texts: { ticket, note },
    change(before) {
      plan = handing && planHandOver(ctx, before, handing);
      return { ...before, ...plan?.assignment };
    },
    write: "assign",
    entry: () =>
      plan && plan.fields.length > 0
        ? {
            text: plan.text,
            code: handOverCode,
            isNote: note !== undefined,
            fields: plan.fields,
          }
        : null,
    alongside: async (tx, after) => ({
      notified: await notifyAssigned(ctx, tx, {
        facts: linkFacts(after, []),
        fields: plan?.fields ?? [],
        assignee: after.assignee,
        note,
        connectSessionId: id,
        accountId: null,
      }),
    }),
  });
}
