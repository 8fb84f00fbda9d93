import type { AccountType } from "@connect-console/shared/connect-session";
import type { Assignment, HandOver } from "@connect-console/shared/hand-over";
import type { StaffReference } from "@connect-console/shared/staff";
import { isAssignedTo, teamOf } from "@connect-console/shared/team";
import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { UseMutationResult } from "@tanstack/react-query";
import { Suspense } from "react";
import { useMe } from "../api/me.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { TicketLink } from "./ticket-link.tsx";
import { lazyPart } from "../ui/lazy-part.ts";

const HandOverDialog = lazyPart(
  async () => (await import("./hand-over-dialog.tsx")).HandOverDialog,
);

export interface AssignmentProps {
  assignment: Assignment;
  /** whose it is while nobody is assigned; null: nobody's */
  creator: StaffReference | null;
  type: AccountType;
  /** what is handed over, for the dialog: "auth link", "account" */
  what: string;
  handOver: UseMutationResult<unknown, Error, HandOver>;
  /** why this person may not hand it over, or null */
  refusal: string | null;
}

/** Who looks after something and where it is kept elsewhere, with the ways to change it. */
export function AssignmentLine(props: AssignmentProps) {
  const { assignment, creator, handOver, refusal } = props;
  const [open, dialog] = useDisclosure(false);
  const { staff } = useMe();
  const isMine = (assignment.assignee ?? creator)?.id === staff.id;
  const off = { disabled: refusal !== null, title: refusal ?? undefined };
  return (
    <div role="group" aria-label="Hand-over">
      <Group gap="xs" mt="xs" mb="md">
        <Text size="sm" component="div">
          <Whose assignment={assignment} creator={creator} />
          {assignment.ticket !== null && (
            <>
              {" · Ticket "}
              <TicketLink ticket={assignment.ticket} />
            </>
          )}
        </Text>
        {!isMine && (
          <Button
            {...off}
            size="compact-sm"
            variant="default"
            loading={handOver.isPending && !open}
            onClick={() => handOver.mutate({ assigneeId: staff.id })}
          >
            Take it
          </Button>
        )}
        <Button {...off} size="compact-sm" variant="default" onClick={dialog.open}>
          Hand over…
        </Button>
      </Group>
      {handOver.error && !open && (
        <ErrorNotice error={handOver.error} title="It was not handed over" />
      )}
      <Suspense>{open && <HandOverDialog {...props} onClose={dialog.close} />}</Suspense>
    </div>
  );
}

function Whose({
  assignment: { assignee },
  creator,
}: Pick<AssignmentProps, "assignment" | "creator">) {
  const { staff } = useMe();
  const isTeams = assignee !== null && teamOf(assignee.id) !== null;
  if (assignee === null)
    return creator ? `With ${creator.name}, who made it` : "Nobody looks after it";
  return (
    <>
      With <b>{assignee.name}</b>
      {isTeams && " (team)"}
      {assignee.id === staff.id && ", that is you"}
      {isTeams && isAssignedTo(assignee, staff) && ", that includes you"}
    </>
  );
}
