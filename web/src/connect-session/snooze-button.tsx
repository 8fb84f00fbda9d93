import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import {
  useDismissConnectSession,
  useSnoozeConnectSession,
  useUnsnoozeConnectSession,
} from "../api/connect-session.ts";
import { useRefusal } from "../api/me.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { shortDate } from "../ui/times.ts";
import { snoozeEnd, snoozeSpans, type SnoozeSpan } from "./snooze-spans.ts";

interface Props {
  row: ConnectSession;
  /** in a list: the button alone, until something changes */
  compact?: boolean;
}

/** **Done for now** or **Dismiss** while a link needs attention, and the way back. */
export function SnoozeButton({ row, compact = false }: Props) {
  if (row.snoozed) return <Snooze row={row} snoozed={row.snoozed} compact={compact} />;
  if (!row.needsAttention) return null;
  return isClosed(row) ? (
    <Dismiss row={row} compact={compact} />
  ) : (
    <DoneForNow row={row} compact={compact} />
  );
}

/** Nothing more comes of it: it is dismissed for good. */
function isClosed({ progress }: ConnectSession): boolean {
  return (
    !(openProgress as readonly string[]).includes(progress) && progress !== "connected_with_problem"
  );
}

function DoneForNow({ row, compact }: Required<Props>) {
  const [span, setSpan] = useState<SnoozeSpan>("change");
  const snooze = useSnoozeConnectSession(row.id);
  const refusal = useRefusal("connect_session.snooze", row);
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="compact-sm"
          variant="default"
          disabled={refusal !== null}
          title={refusal ?? "It leaves “Needs attention” until something changes."}
          loading={snooze.isPending}
          onClick={() => snooze.mutate({ until: snoozeEnd(span, Date.now()) })}
        >
          Done for now
        </Button>
        {!compact && (
          <NativeSelect
            aria-label="Until"
            size="xs"
            disabled={refusal !== null}
            value={span}
            data={snoozeSpans}
            onChange={({ currentTarget }) => setSpan(currentTarget.value as SnoozeSpan)}
          />
        )}
      </Group>
      {!compact && refusal !== null && <Text size="sm">{refusal}</Text>}
      {snooze.error && <ErrorNotice error={snooze.error} title="Nothing was changed" />}
    </div>
  );
}

function Dismiss({ row, compact }: Required<Props>) {
  const dismiss = useDismissConnectSession(row.id);
  const refusal = useRefusal("connect_session.snooze", row);
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={refusal !== null}
        title={refusal ?? "It moves to “Over”. Creating the same link does this too."}
        loading={dismiss.isPending}
        onClick={() => dismiss.mutate({})}
      >
        Dismiss
      </Button>
      {!compact && refusal !== null && <Text size="sm">{refusal}</Text>}
      {dismiss.error && <ErrorNotice error={dismiss.error} title="Nothing was changed" />}
    </div>
  );
}

function Snooze({
  row,
  snoozed: { dismissed, until, by },
  compact,
}: Required<Props> & { snoozed: NonNullable<ConnectSession["snoozed"]> }) {
  const unsnooze = useUnsnoozeConnectSession(row.id);
  const refusal = useRefusal("connect_session.snooze", row);
  const end = until === null ? "until something changes" : `until ${shortDate(until)}`;
  return (
    <div>
      <Group gap="xs">
        <Text size={compact ? "xs" : "sm"} c="dimmed">
          {dismissed ? `Dismissed by ${by.name}` : `Done for now, ${end} (${by.name})`}
        </Text>
        {!compact && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={refusal !== null}
            title={refusal ?? undefined}
            loading={unsnooze.isPending}
            onClick={() => unsnooze.mutate({})}
          >
            Needs attention again
          </Button>
        )}
      </Group>
      {unsnooze.error && <ErrorNotice error={unsnooze.error} title="Nothing was changed" />}
    </div>
  );
}
