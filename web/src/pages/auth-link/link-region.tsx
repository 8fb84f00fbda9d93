import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle, IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { useAuthLink } from "../../api/auth-link.ts";
import { useRefusal } from "../../api/me.ts";
import { Expiry } from "../../connect-session/expiry.tsx";
import { useIsPastEnd } from "../../connect-session/use-row-by-clock.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { HandOn } from "./hand-on.tsx";

/** seconds; a link of two days or less was made to end soon */
const madeToEndSoon = 2 * 86_400;
const justMadeForMs = 10_000;

/** The region **Auth link**: the link and every way to hand it on. After a reload it is masked until somebody reveals it. */
export function LinkRegion({ row }: { row: ConnectSession }) {
  const { known, knownSince } = useAuthLink(row.id);
  // a link that this tab got just now was made by this person: the next thing is to copy it
  const [justMade] = useState(() => known !== null && Date.now() - knownSince < justMadeForMs);
  const refusal = useRefusal("connect_session.reveal", row);
  const why = known === null ? refusal : null;
  const hasExpired = useIsPastEnd(row);
  const shown = (row.linkHeld || known !== null) && !hasExpired;
  const open = (openProgress as readonly string[]).includes(row.progress);
  const doNotSend = row.problems.find(({ code }) => code === "echo_differs");

  return (
    <Paper component="section" aria-label="Auth link" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Auth link
      </Title>
      <Stack gap="sm">
        {doNotSend && (
          <Alert color="red" title="Do not send this link" icon={<IconAlertTriangle aria-hidden />}>
            {doNotSend.message.replace(/^Do not send this link\. /, "")}
          </Alert>
        )}
        {shown ? (
          <>
            <LinkField row={row} why={why} />
            <HandOn
              row={row}
              why={why}
              first={justMade}
              doNotSend={doNotSend !== undefined || row.supersededBy !== null || !open}
            />
          </>
        ) : (
          <Text size="sm">{hasExpired && open ? expiredText : goneText(row)}</Text>
        )}
        {row.expiresAt !== null && (
          <Expiry expiresAt={row.expiresAt} urgent={open && row.expiresIn > madeToEndSoon} />
        )}
      </Stack>
    </Paper>
  );
}

/** The link itself, or its mask with **Reveal**. */
function LinkField({ row, why }: { row: ConnectSession; why: string | null }) {
  const { known, reveal } = useAuthLink(row.id);
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label="The link"
          readOnly
          flex={1}
          value={known ?? row.linkMask ?? "hidden"}
          onFocus={(event) => event.currentTarget.select()}
          ff="monospace"
        />
        {known === null && (
          <Button
            disabled={why !== null}
            title={why ?? undefined}
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            loading={reveal.isPending}
            onClick={() => reveal.mutate()}
          >
            Reveal
          </Button>
        )}
      </Group>
      {reveal.error && <ErrorNotice error={reveal.error} title="The link was not revealed" />}
    </>
  );
}

const expiredText = "The link has expired. Re-issue it to get a new one.";

function goneText({ progress, problems }: ConnectSession): string {
  const keyGone = problems.find(({ code }) => code === "key_gone");
  if (keyGone) return keyGone.message;
  switch (progress) {
    case "creating":
      return "The link comes as soon as StackOne answers.";
    case "create_failed":
    case "outcome_unknown":
      return "There is no link to send.";
    case "connected":
    case "connected_with_problem":
      return "The link has done its work and was removed from the console.";
    case "expired":
      return expiredText;
    case "void":
      return "The link was removed from the console. Re-issue it to get a new one.";
    case "waiting":
    case "signing_in":
    case "stalled":
    case "attempt_failed":
    case "likely_connected":
      return "The link is no longer kept here. Re-issue it to get a new one.";
    default:
      return progress satisfies never;
  }
}
