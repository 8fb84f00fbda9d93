import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Code, Group, Skeleton, Text } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAbortSignal } from "../../api/abort-signal.ts";
import { supportBundleQuery } from "../../api/support-bundle.ts";
import { putOnClipboard } from "../../connect-session/copy-link.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import classes from "./auth-link.module.css";
import { supportText } from "./support-text.ts";

/** What support sends to StackOne, and what QA compares: both without secrets. */
export function Support({ row }: { row: ConnectSession }) {
  const queryClient = useQueryClient();
  const nextSignal = useAbortSignal();
  const copy = useMutation({
    mutationFn: () => {
      const signal = nextSignal();
      const text = queryClient
        .fetchQuery({ ...supportBundleQuery(row.id, row.version), retry: false })
        .then((bundle) => {
          signal.throwIfAborted();
          return supportText(bundle);
        });
      return putOnClipboard(text, { text: (bundle) => bundle });
    },
  });
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCopy size={14} aria-hidden />}
          loading={copy.isPending}
          onClick={() => copy.mutate()}
        >
          Copy support bundle
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {copy.isSuccess
            ? "The bundle is on the clipboard."
            : "Ids, times, timeline, request and answers; no link, no key, no names of staff."}
        </Text>
      </Group>
      {copy.error && <ErrorNotice error={copy.error} title="Nothing was copied" />}
      <Exchange row={row} />
    </>
  );
}

/** The request and StackOne's answers, read when somebody unfolds them. */
function Exchange({ row }: { row: ConnectSession }) {
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    ...supportBundleQuery(row.id, row.version),
    enabled: open,
  });
  return (
    <details className={classes.folded} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Request and StackOne’s answers (JSON)</summary>
      {error && !data && (
        <ErrorNotice error={error} title="They could not be read" onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton h={120} aria-label="Loading" />}
      {data && (
        <Code block tabIndex={0} aria-label="Request and answers" role="region">
          {JSON.stringify(data.exchange, null, 2)}
        </Code>
      )}
    </details>
  );
}
