import type { ConnectSession } from "@connect-console/shared/connect-session";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { providersQuery } from "../../api/provider.ts";
import { serverNow } from "../../api/server-time.ts";
import { composeMessage, messageKind, type Message } from "../../connect-session/message.ts";
import type { MessageKind } from "../../connect-session/message-templates.ts";

/** What the person changed; what they left alone follows the template. */
type Own = Partial<Pick<Message, "subject" | "text">>;

export interface MessageDraft extends Message {
  kind: MessageKind;
  timeZone: string;
  edited: boolean;
  /** another template or zone; what was written is put aside */
  choose(choice: { kind?: MessageKind; timeZone?: string }): void;
  write(own: Own): void;
  /** brings back what was put aside; null where there is nothing */
  restore: (() => void) | null;
}

/** The message that goes with this link: a template chosen from the row until the person chooses or writes. */
export function useMessage(row: ConnectSession): MessageDraft {
  const { data: providers } = useQuery(providersQuery);
  const [choice, setChoice] = useState(() => ({
    kind: messageKind(row, serverNow()),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const [own, setOwn] = useState<Own>({});
  const [aside, setAside] = useState<Own | null>(null);
  const providerName = providers?.find(({ key }) => key === row.provider)?.name;
  const edited = Object.keys(own).length > 0;
  return {
    ...composeMessage(row, choice.kind, { providerName, timeZone: choice.timeZone }),
    ...own,
    ...choice,
    edited,
    choose: (chosen) => {
      if (edited) setAside(own);
      setOwn({});
      setChoice({ ...choice, ...chosen });
    },
    write: (written) => setOwn({ ...own, ...written }),
    restore:
      aside === null
        ? null
        : () => {
            setOwn(aside);
            setAside(null);
          },
  };
}
