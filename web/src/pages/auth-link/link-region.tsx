import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconCopy,
  IconEye,
  IconMessage,
  IconQrcode,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useAuthLink, useCopyAuthLink } from "../../api/auth-link.ts";
import { useRefusal } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";
import { Expiry } from "./expiry.tsx";
import { messageFor } from "./message.ts";

const QrCode = lazy(async () => ({ default: (await import("./qr-code.tsx")).QrCode }));

/** seconds; a link of two days or less was made to end soon */
const madeToEndSoon = 2 * 86_400;

/** The region **Auth link**: the link and every way to hand it on. After a reload it is masked until somebody reveals it. */
export function LinkRegion({ row }: { row: ConnectSession }) {
  const { known, reveal } = useAuthLink(row.id);
  const copy = useCopyAuthLink(row.id);
  const [copied, setCopied] = useState<"link" | "message" | null>(null);
  const [qr, setQr] = useState(false);
  const { data: providers } = useQuery(providersQuery);
  const providerName = providers?.find(({ key }) => key === row.provider)?.name;
  const refusal = useRefusal("connect_session.reveal");
  const why = known === null ? refusal : null;
  const open = (openProgress as readonly string[]).includes(row.progress);
  const doNotSend = row.problems.find(({ code }) => code === "echo_differs");

  function copyAs(what: "link" | "message"): void {
    const textOf = (authLink: string) =>
      what === "link" ? authLink : messageFor(row, authLink, { providerName });
    copy.mutate(textOf, { onSuccess: () => setCopied(what) });
  }

  async function showQr(): Promise<void> {
    if (!qr && known === null) await reveal.mutateAsync().catch(() => null);
    setQr(!qr);
  }

  return (
    <Paper component="section" aria-label="Auth link" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Auth link
      </Title>
      <Stack gap="sm">
        {doNotSend && (
          <Alert color="red" title="Do not send this link" icon={<IconAlertTriangle aria-hidden />}>
            {doNotSend.message}
          </Alert>
        )}
        {!row.linkHeld && known === null && <Text size="sm">{goneText(row)}</Text>}
        {(row.linkHeld || known !== null) && (
          <>
            <TextInput
              aria-label="The link"
              readOnly
              value={known ?? row.linkMask ?? "hidden"}
              onFocus={(event) => event.currentTarget.select()}
              ff="monospace"
            />
            <Group gap="xs">
              <Button
                autoFocus
                disabled={why !== null}
                title={why ?? undefined}
                leftSection={
                  copied === "link" ? (
                    <IconCheck size={16} aria-hidden />
                  ) : (
                    <IconCopy size={16} aria-hidden />
                  )
                }
                loading={copy.isPending}
                onClick={() => copyAs("link")}
              >
                Copy link
              </Button>
              <Button
                variant="default"
                disabled={why !== null}
                title={why ?? undefined}
                leftSection={
                  copied === "message" ? (
                    <IconCheck size={16} aria-hidden />
                  ) : (
                    <IconMessage size={16} aria-hidden />
                  )
                }
                onClick={() => copyAs("message")}
              >
                Copy message
              </Button>
              <Button
                variant="default"
                disabled={why !== null}
                title={why ?? undefined}
                aria-expanded={qr}
                leftSection={<IconQrcode size={16} aria-hidden />}
                onClick={() => void showQr()}
              >
                {qr ? "Hide QR code" : "Show QR code"}
              </Button>
              {known === null && (
                <Button
                  variant="default"
                  disabled={why !== null}
                  title={why ?? undefined}
                  leftSection={<IconEye size={16} aria-hidden />}
                  loading={reveal.isPending}
                  onClick={() => reveal.mutate()}
                >
                  Reveal
                </Button>
              )}
            </Group>
            <Text size="sm" c="dimmed" role="status" mih={20}>
              {why ??
                (copied === "link"
                  ? "The link is on the clipboard."
                  : copied === "message"
                    ? "The message is on the clipboard."
                    : "")}
            </Text>
            {qr && known !== null && (
              <Suspense>
                <QrCode text={known} />
              </Suspense>
            )}
          </>
        )}
        {(copy.error ?? reveal.error) && (
          <ErrorNotice
            error={copy.error ?? reveal.error}
            title={copy.error ? "Nothing was copied" : "The link was not revealed"}
          />
        )}
        {row.expiresAt !== null && (
          <Expiry expiresAt={row.expiresAt} urgent={open && row.expiresIn > madeToEndSoon} />
        )}
      </Stack>
    </Paper>
  );
}

function goneText({ progress }: ConnectSession): string {
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
