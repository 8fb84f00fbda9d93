import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Drawer.css";
import { aboutLink, findExplanations } from "@connect-console/shared/explanation/explain";
import { Drawer, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useNowAs } from "../ui/now.ts";
import { dateWithZone } from "../ui/times.ts";
import { useReturnFocus } from "../ui/return-focus.ts";
import classes from "./customer-sees.module.css";
import { ExplanationText } from "./explanation-text.tsx";

const shownAtMost = 5;

interface Props {
  /** the system's name in the replies */
  providerName: string;
  /** of the link that it was opened from; null where it was opened from none */
  expiresAt: string | null;
  onClose: () => void;
}

/** From what the customer sees to the cause and the next step. The text stays in this window: somebody may paste a link with it. */
export function CustomerSees({ providerName, expiresAt, onClose }: Props) {
  const [text, setText] = useState("");
  const close = useReturnFocus(onClose);
  const isOpen = useNowAs((now) => expiresAt !== null && Date.parse(expiresAt) > now);
  const asked = text.trim() !== "";
  const found = findExplanations(text).slice(0, asked ? shownAtMost : undefined);
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      title="What does the customer see?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="sm">
        <Textarea
          label="Text, code or words"
          description="As the customer reads it, also a whole mail. It is sent nowhere."
          data-autofocus
          rows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" role="status">
          {statusText(asked, found.length)}
        </Text>
        {expiresAt !== null && (
          <Text size="sm">
            {isOpen
              ? `About this link, which works until ${dateWithZone(expiresAt)}.`
              : `About this link, which expired ${dateWithZone(expiresAt)}.`}
          </Text>
        )}
        {found.map((explanation, index) => (
          // another text opens its own best answer
          <details
            key={`${explanation.id} ${asked && index === 0}`}
            className={classes.answer}
            open={asked && index === 0}
          >
            <summary>{explanation.name}</summary>
            <ExplanationText
              explanation={aboutLink(explanation, expiresAt === null ? null : isOpen)}
              providerName={providerName}
            />
          </details>
        ))}
      </Stack>
    </Drawer>
  );
}

function statusText(asked: boolean, count: number): string {
  if (!asked) return "Everything that is known:";
  if (count === 0)
    return "The console does not know this. Ask for the exact words or a picture of the screen, and send StackOne the bundle for support from the page of the link.";
  return count === 1 ? "One answer:" : `${count} answers, the likeliest first:`;
}
