import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ConnectSessionFilter } from "../../api/connect-session.ts";
import { useExportConnectSessions } from "../../api/ledger.ts";
import { useRefusal } from "../../api/me.ts";
import { NextThatNeedsMe } from "../../connect-session/next-that-needs-me.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { CheckAll } from "./check-all.tsx";
import classes from "./auth-links.module.css";
import listClasses from "../../list/list.module.css";

interface Props {
  filter: ConnectSessionFilter;
  /** what the list shows */
  rows: ConnectSession[];
  /** rows that belong on top of the list and are not shown yet */
  fresh: number;
  onShow(): void;
}

/** The line above the rows, always of the same height: what is new, and what can be done with the whole list. */
export function ListTools({ filter, rows, fresh, onShow }: Props) {
  const file = useExportConnectSessions();
  const refusal = useRefusal("connect_session.export");
  return (
    <>
      <div className={listClasses.tools}>
        <div role="status" className={classes.news}>
          {fresh > 0 && (
            <Button size="compact-sm" variant="light" onClick={onShow}>
              {fresh} new – show
            </Button>
          )}
          {file.isSuccess && fresh === 0 && (
            <Text size="sm" c="dimmed">
              The list was exported.
            </Text>
          )}
        </div>
        <Group gap="xs">
          <CheckAll rows={rows} />
          <NextThatNeedsMe />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            disabled={refusal !== null}
            title={refusal ?? undefined}
            loading={file.isPending}
            onClick={() => file.mutate(filter)}
          >
            Export CSV
          </Button>
        </Group>
      </div>
      {file.error && <ErrorNotice error={file.error} title="The list was not exported" />}
    </>
  );
}
