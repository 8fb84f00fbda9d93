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
import { CopyNotRecorded } from "../../connect-session/copy-not-recorded.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { shortDate } from "../../ui/times.ts";
import classes from "./auth-link.module.css";
import { useHandOn } from "./use-hand-on.ts";
import { useMessage } from "./use-message.ts";
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
  const message = useMessage(row);
  const handOn = useHandOn(row, message);
  const [composing, setComposing] = useState(false);
  const { takeAs, taking, done, takeError, revealError } = handOn;
  const press = (form: LinkForm, icon: Icon) => ({
    disabled: why !== null,
    title: why ?? undefined,
    loading: taking === form,
    leftSection: <Done done={done === form} otherwise={icon} />,
    onClick: () => takeAs(form),
  });

  return (
    <>
      <div className={classes.presses}>
        <Button
          {...press("link", IconCopy)}
          variant={doNotSend ? "default" : "filled"}
          autoFocus={first && !doNotSend}
          aria-keyshortcuts="c"
        >
          Copy link
        </Button>
        {!composing && (
          <Button {...press("message", IconMessage)} variant="default" aria-keyshortcuts="m">
            Copy message
          </Button>
        )}
        <Button
          variant="default"
          aria-expanded={composing}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setComposing(!composing)}
        >
          {composing ? "Close message" : "Edit message"}
        </Button>
        <QrButton why={why} open={handOn.qrOpen} onToggle={() => void handOn.toggleQr()} />
      </div>
      {composing && (
        <Suspense fallback={<Skeleton h={420} />}>
          <MessageComposer message={message} why={why} taking={taking} onTake={takeAs} />
        </Suspense>
      )}
      <Text size="sm" c="dimmed" mih={21} role="status">
        {why ?? (done === null ? lastTaken(row) : doneWords[done])}
      </Text>
      {handOn.qrText !== null && (
        <Suspense fallback={<Skeleton h={220} w={220} />}>
          <QrCode text={handOn.qrText} />
        </Suspense>
      )}
      {handOn.notRecorded && <CopyNotRecorded error={handOn.notRecorded} />}
      <Failure taking={takeError} revealing={revealError} />
    </>
  );
}

interface QrButtonProps extends Pick<Props, "why"> {
  open: boolean;
  onToggle: () => void;
}

function QrButton({ why, open, onToggle }: QrButtonProps) {
  return (
    <Button
      disabled={why !== null}
      title={why ?? undefined}
      variant="default"
      aria-expanded={open}
      leftSection={<IconQrcode size={16} aria-hidden />}
      onClick={onToggle}
    >
      {open ? "Hide QR code" : "Show QR code"}
    </Button>
  );
}

function Failure({ taking, revealing }: Record<"taking" | "revealing", Error | null>) {
  if (taking) return <ErrorNotice error={taking} title="Nothing was copied" />;
  return revealing && <ErrorNotice error={revealing} title="The link was not revealed" />;
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

function Done({ done, otherwise: Otherwise }: { done: boolean; otherwise: Icon }) {
  return done ? <IconCheck size={16} aria-hidden /> : <Otherwise size={16} aria-hidden />;
}
