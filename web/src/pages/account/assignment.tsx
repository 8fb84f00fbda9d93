import type { AccountDetail } from "@connect-console/shared/connect-session";
import { useAddAccountNote, useHandOverAccount } from "../../api/hand-over.ts";
import { useRefusal } from "../../api/me.ts";
import { AddNote } from "../../staff/add-note.tsx";
import { AssignmentLine } from "../../staff/assignment.tsx";

/** Who looks after an account, and its ticket. */
export function AccountAssignment({ account }: { account: AccountDetail }) {
  const handOver = useHandOverAccount(account.id);
  const type = account.type === "test" ? "test" : "production";
  const refusal = useRefusal("account.hand_over", { type });
  return (
    <AssignmentLine
      {...{ assignment: account, creator: null, type, what: "account", handOver, refusal }}
    />
  );
}

/** The form for a note on an account. */
export function AccountNote({ account }: { account: AccountDetail }) {
  const add = useAddAccountNote(account.id);
  const type = account.type === "test" ? "test" : "production";
  return <AddNote add={add} refusal={useRefusal("account.note", { type })} />;
}
