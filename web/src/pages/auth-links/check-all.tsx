import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useCheckAll } from "../../api/ledger.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";

/** Asks StackOne about every open link that is shown, one after the other, so that the budget is shared with everybody else. */
export function CheckAll({ rows }: { rows: ConnectSession[] }) {
  const check = useCheckAll();
  const open = rows.filter(({ progress }) =>
    (openProgress as readonly string[]).includes(progress),
  );
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        disabled={open.length === 0}
        title={open.length === 0 ? "No link here is open." : undefined}
        loading={check.isPending}
        onClick={() => check.mutate(open.map(({ id }) => id))}
      >
        Check all
      </Button>
      {check.error && <ErrorNotice error={check.error} title="Not all links were checked" />}
    </>
  );
}
