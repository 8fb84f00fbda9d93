import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import {
  Alert,
  Button,
  Group,
  Paper,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconCopy,
  IconEye,
  IconMessage,
  IconQrcode,
  type Icon,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useAuthLink, useCopyAuthLink } from "../../api/auth-link.ts";
import { useRefusal } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";
import classes from "./auth-link.module.css";
import { Expiry } from "../../connect-session/expiry.tsx";
import { messageFor } from "../../connect-session/message.ts";

const QrCode = lazy(async () => ({ default: (await import("./qr-code.tsx")).QrCode }));

/** seconds; a link of two days or less was made to end soon */
const madeToEndSoon = 2 * 86_400;
const justMadeForMs = 10_000;

/** The region **Auth link**: the link and every way to hand it on. After a reload it is masked until somebody reveals it. */
export function LinkRegion({ row }: { row: ConnectSession }) {
  const { known, knownSince, reveal } = useAuthLink(row.id);
  const copy = useCopyAuthLink(row.id);
  // a link that this tab got just now was made by this person: the next thing is to copy it
  const [justMade] = useState(() => known !== null && Date.now() - knownSince < justMadeForMs);
  const [copying, setCopying] = useState<"link" | "message">("link");
  const [copied, setCopied] = useState<"link" | "message" | null>(null);
  const [qr, setQr] = useState(false);
  const { data: providers } = useQuery(providersQuery);
  const providerName = providers?.find(({ key }) => key === row.provider)?.name;
  const refusal = useRefusal("connect_session.reveal");
  const why = known === null ? refusal : null;
  const off = { disabled: why !== null, title: why ?? undefined };
  const shown = row.linkHeld || known !== null;
  const open = (openProgress as readonly string[]).includes(row.progress);
  const doNotSend = row.problems.find(({ code }) => code === "echo_differs");

  function copyAs(what: "link" | "message"): void {
    const textOf = (authLink: string) =>
      what === "link" ? authLink : messageFor(row, authLink, { providerName });
    setCopying(what);
    copy.mutate(textOf, { onSuccess: () => setCopied(what) });
  }

  async function showQr(): Promise<void> {
    if (!qr && known === null) await reveal.mutateAsync().catch(() => null);
    setQr(!qr);
  }

  return (
    <Paper component="section" aria-label="Auth link" withBorder p="lg">
      <Group justify="space-between" gap="xs" mb="sm">
        <Title order={2} size="h5">
          Auth link
        </Title>
        <Text size="sm" c="dimmed" role="status">
          {copied !== null && `The ${copied} is on the clipboard.`}
        </Text>
      </Group>
      <Stack gap="sm">
        {doNotSend && (
          <Alert color="red" title="Do not send this link" icon={<IconAlertTriangle aria-hidden />}>
            {doNotSend.message.replace(/^Do not send this link\. /, "")}
          </Alert>
        )}
        {!shown && <Text size="sm">{goneText(row)}</Text>}
        {shown && (
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
                  {...off}
                  variant="default"
                  leftSection={<IconEye size={16} aria-hidden />}
                  loading={reveal.isPending}
                  onClick={() => reveal.mutate()}
                >
                  Reveal
                </Button>
              )}
            </Group>
            <div className={classes.presses}>
              <Button
                {...off}
                variant={doNotSend ? "default" : "filled"}
                autoFocus={justMade && !doNotSend}
                leftSection={<Copied done={copied === "link"} otherwise={IconCopy} />}
                loading={copy.isPending && copying === "link"}
                onClick={() => copyAs("link")}
              >
                Copy link
              </Button>
              <Button
                {...off}
                variant="default"
                leftSection={<Copied done={copied === "message"} otherwise={IconMessage} />}
                loading={copy.isPending && copying === "message"}
                onClick={() => copyAs("message")}
              >
                Copy message
              </Button>
              <Button
                {...off}
                variant="default"
                aria-expanded={qr}
                leftSection={<IconQrcode size={16} aria-hidden />}
                onClick={() => void showQr()}
              >
                {qr ? "Hide QR code" : "Show QR code"}
              </Button>
            </div>
            {why !== null && (
              <Text size="sm" c="dimmed">
                {why}
              </Text>
            )}
            {qr && known !== null && (
              <Suspense fallback={<Skeleton h={220} w={220} />}>
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

function Copied({ done, otherwise: Otherwise }: { done: boolean; otherwise: Icon }) {
  return done ? <IconCheck size={16} aria-hidden /> : <Otherwise size={16} aria-hidden />;
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
