import type { LinkForm } from "@connect-console/shared/connect-session";
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconMail, IconMessage, IconTypography } from "@tabler/icons-react";
import { carriesLink } from "../../connect-session/message.ts";
import {
  linkMark,
  type MessageKind,
  messageTemplates,
} from "../../connect-session/message-templates.ts";
import { Choice } from "../../ui/choice.tsx";
import classes from "./auth-link.module.css";
import type { MessageDraft } from "./use-message.ts";

const templates = (Object.keys(messageTemplates) as MessageKind[]).map((kind) => ({
  value: kind,
  label: messageTemplates[kind].name,
}));

/** The browser knows these; its own zone and UTC may be missing from its list. */
const zones = [
  ...new Set([
    Intl.DateTimeFormat().resolvedOptions().timeZone,
    "UTC",
    ...Intl.supportedValuesOf("timeZone"),
  ]),
].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));

interface Props {
  message: MessageDraft;
  /** why this person may not have the link, or null */
  why: string | null;
  taking: LinkForm | null;
  onTake(form: LinkForm): void;
}

/** The message before it is sent: chosen, changed by hand, and taken along in one of three forms. */
export function MessageComposer({ message, why, taking, onTake }: Props) {
  const missing = carriesLink(message.text)
    ? null
    : `The link is missing: write ${linkMark} where it is to stand.`;
  return (
    <Stack component="section" gap="sm" aria-label="Message" className={classes.composer}>
      <Choices message={message} />
      <TextInput
        label="Subject"
        description="For the mail program"
        value={message.subject}
        onChange={(event) => message.write({ subject: event.currentTarget.value })}
      />
      <Textarea
        label="Text"
        description={`${linkMark} is where the link stands; it is put in as you copy.`}
        autosize
        minRows={8}
        maxRows={24}
        value={message.text}
        error={missing}
        onChange={(event) => message.write({ text: event.currentTarget.value })}
      />
      {message.restore && <PutAside onRestore={message.restore} />}
      <Presses whyNot={why ?? missing} taking={taking} onTake={onTake} />
      <Text size="xs" c="dimmed">
        What you take along is noted in the audit log, without its text. From then on the link is
        also where you put it: in your mail program, its drafts and its sent mail.
      </Text>
    </Stack>
  );
}

/** Template and reader: another choice writes the message anew. */
function Choices({ message }: Pick<Props, "message">) {
  return (
    <div className={classes.choices}>
      <Choice
        label="Template"
        data={templates}
        value={message.kind}
        onChange={(kind) => message.choose({ kind: kind as MessageKind })}
      />
      <Choice
        label="Time zone of the reader"
        data={zones}
        value={message.timeZone}
        searchable
        limit={60}
        nothingFoundMessage="The browser knows no such zone."
        onChange={(timeZone) => message.choose({ timeZone })}
      />
    </div>
  );
}

function PutAside({ onRestore }: { onRestore: () => void }) {
  return (
    <Group gap="xs" role="status">
      <Text size="sm">What you had written was put aside.</Text>
      <Button size="compact-sm" variant="default" onClick={onRestore}>
        Bring it back
      </Button>
    </Group>
  );
}

/** The three forms in which the message leaves the console. */
function Presses({
  whyNot,
  taking,
  onTake,
}: Pick<Props, "taking" | "onTake"> & { whyNot: string | null }) {
  const press = (form: LinkForm) => ({
    variant: "default",
    disabled: whyNot !== null,
    title: whyNot ?? undefined,
    loading: taking === form,
    onClick: () => onTake(form),
  });
  return (
    <div className={classes.presses}>
      <Button
        {...press("message")}
        aria-keyshortcuts="m"
        leftSection={<IconMessage size={16} aria-hidden />}
      >
        Copy message
      </Button>
      <Button {...press("rich_message")} leftSection={<IconTypography size={16} aria-hidden />}>
        Copy with formatting
      </Button>
      <Button {...press("mail")} leftSection={<IconMail size={16} aria-hidden />}>
        Open in mail program
      </Button>
    </div>
  );
}
