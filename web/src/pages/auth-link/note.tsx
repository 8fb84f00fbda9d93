import type { ConnectSession } from "@connect-console/shared/connect-session";
import { useAddNote } from "../../api/ledger.ts";
import { useRefusal } from "../../api/me.ts";
import { AddNote } from "../../staff/add-note.tsx";

/** The form for a note on an auth link. */
export function Note({ row }: { row: ConnectSession }) {
  const add = useAddNote(row.id);
  return <AddNote add={add} refusal={useRefusal("connect_session.note", row)} />;
}
