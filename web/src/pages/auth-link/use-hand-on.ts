import type { ConnectSession, LinkForm } from "@connect-console/shared/connect-session";
import { useState } from "react";
import { useAuthLink, useTakeAuthLink } from "../../api/auth-link.ts";
import { mailtoOf, richMessage, withLink } from "../../connect-session/message.ts";
import { openMail, putOnClipboard } from "../../connect-session/copy-link.ts";
import type { MessageDraft } from "./use-message.ts";

/** The link on its way out of the console: in which form it is being taken, which one is done, and the link itself where it is shown as a QR code. */
export function useHandOn(row: ConnectSession, message: MessageDraft) {
  const { known, reveal } = useAuthLink(row.id);
  const take = useTakeAuthLink(row.id);
  const [done, setDone] = useState<LinkForm | null>(null);
  const [qrOpen, setQrOpen] = useState(false);

  function takeAs(form: LinkForm): void {
    setDone(null);
    const put = (link: Promise<string>) => putInForm(form, link, message);
    take.mutate({ as: form, put }, { onSuccess: () => setDone(form) });
  }

  async function toggleQr(): Promise<void> {
    if (!qrOpen && known === null) await reveal.mutateAsync().catch(() => null);
    setQrOpen(!qrOpen);
  }

  return {
    takeAs,
    taking: take.isPending ? take.variables.as : null,
    done,
    /** it was taken, but that could not be noted */
    notRecorded: take.data,
    qrOpen,
    toggleQr,
    qrText: qrOpen ? known : null,
    takeError: take.error,
    revealError: reveal.error,
  };
}

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
