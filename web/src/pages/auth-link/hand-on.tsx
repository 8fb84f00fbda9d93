import type { ConnectSession, LinkForm } from "@connect-console/shared/connect-session";
import { Button, Skeleton, Text } from "@mantine/core";
import {
  IconCheck,
  IconCopy,
  IconMessage,
  IconPencil,
  IconQrcode,
  type Icon,
} from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { useAuthLink, useTakeAuthLink } from "../../api/auth-link.ts";
import { mailtoOf, richMessage, withLink } from "../../connect-session/message.ts";
import { CopyNotRecorded } from "../../connect-session/copy-not-recorded.tsx";
import { openMail, putOnClipboard } from "../../connect-session/copy-link.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { shortDate } from "../../ui/times.ts";
import classes from "./auth-link.module.css";
import { type MessageDraft, useMessage } from "./use-message.ts";
import { lazyPart } from "../../ui/lazy-part.ts";

const QrCode = lazyPart(async () => (await import("./qr-code.tsx")).QrCode);
const MessageComposer = lazyPart(
  async () => (await import("./message-composer.tsx")).MessageComposer,
);

interface Props {
  row: ConnectSession;
  /** why this person may not have the link, or null */
  why: string | null;
  /** the first thing to do: it was made by this person just now */
  first: boolean;
  /** something is wrong with the link, so no button invites to send it */
  doNotSend: boolean;
}

/** Every way to hand the link on: bare, in a message, by mail, as a QR code. */
export function HandOn({ row, why, first, doNotSend }: Props) {
  const { known, reveal } = useAuthLink(row.id);
  const take = useTakeAuthLink(row.id);
  const [done, setDone] = useState<LinkForm | null>(null);
  const [open, setOpen] = useState<{ composer?: boolean; qr?: boolean }>({});
  const message = useMessage(row);
  const off = { disabled: why !== null, title: why ?? undefined };
  const taking = take.isPending ? take.variables.as : null;

  function takeAs(form: LinkForm): void {
    setDone(null);
    const put = (link: Promise<string>) => putInForm(form, link, message);
    take.mutate({ as: form, put }, { onSuccess: () => setDone(form) });
  }

  async function showQr(): Promise<void> {
    if (!open.qr && known === null) await reveal.mutateAsync().catch(() => null);
    setOpen({ ...open, qr: !open.qr });
  }

  return (
    <>
      <div className={classes.presses}>
        <Button
          {...off}
          variant={doNotSend ? "default" : "filled"}
          autoFocus={first && !doNotSend}
          aria-keyshortcuts="c"
          leftSection={<Done done={done === "link"} otherwise={IconCopy} />}
          loading={taking === "link"}
          onClick={() => takeAs("link")}
        >
          Copy link
        </Button>
        {!open.composer && (
          <Button
            {...off}
            variant="default"
            aria-keyshortcuts="m"
            leftSection={<Done done={done === "message"} otherwise={IconMessage} />}
            loading={taking === "message"}
            onClick={() => takeAs("message")}
          >
            Copy message
          </Button>
        )}
        <Button
          variant="default"
          aria-expanded={open.composer === true}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setOpen({ ...open, composer: !open.composer })}
        >
          {open.composer ? "Close message" : "Edit message"}
        </Button>
        <Button
          {...off}
          variant="default"
          aria-expanded={open.qr === true}
          leftSection={<IconQrcode size={16} aria-hidden />}
          onClick={() => void showQr()}
        >
          {open.qr ? "Hide QR code" : "Show QR code"}
        </Button>
      </div>
      {open.composer && (
        <Suspense fallback={<Skeleton h={420} />}>
          <MessageComposer message={message} why={why} taking={taking} onTake={takeAs} />
        </Suspense>
      )}
      <Text size="sm" c="dimmed" mih={21} role="status">
        {why ?? (done === null ? lastTaken(row) : doneWords[done])}
      </Text>
      {open.qr && known !== null && (
        <Suspense fallback={<Skeleton h={220} w={220} />}>
          <QrCode text={known} />
        </Suspense>
      )}
      {take.data && <CopyNotRecorded error={take.data} />}
      {(take.error ?? reveal.error) && (
        <ErrorNotice
          error={take.error ?? reveal.error}
          title={take.error ? "Nothing was copied" : "The link was not revealed"}
        />
      )}
    </>
  );
}

function lastTaken({ copiedAt }: ConnectSession): string {
  return copiedAt === null ? "Not copied yet." : `Last copied ${shortDate(copiedAt)}.`;
}

const doneWords: Record<LinkForm, string> = {
  link: "The link is on the clipboard.",
  message: "The message is on the clipboard.",
  rich_message: "The message is on the clipboard, with formatting.",
  mail: "Your mail program was asked to open the message.",
};

function putInForm(form: LinkForm, link: Promise<string>, message: MessageDraft): Promise<void> {
  const text = (authLink: string) => withLink(message.text, authLink);
  switch (form) {
    case "link":
      return putOnClipboard(link, { text: (authLink) => authLink });
    case "message":
      return putOnClipboard(link, { text });
    case "rich_message":
      return putOnClipboard(link, { text, html: (authLink) => richMessage(message, authLink) });
    case "mail":
      return openMail(link, (authLink) => mailtoOf(message, authLink));
    default:
      return form satisfies never;
  }
}

function Done({ done, otherwise: Otherwise }: { done: boolean; otherwise: Icon }) {
  return done ? <IconCheck size={16} aria-hidden /> : <Otherwise size={16} aria-hidden />;
}
