import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/VisuallyHidden.css";
import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";

/** A small button that puts a text on the clipboard; `what` names it: "account id". */
export function CopyText({ text, what }: { text: string; what: string }) {
  const { copied, error, copy } = useClipboard({ timeout: 2_000 });
  const Icon = error ? IconX : copied ? IconCheck : IconCopy;
  return (
    <>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={`Copy ${what}`}
        title={error ? "The browser did not allow it; select the text instead." : `Copy ${what}`}
        onClick={() => copy(text)}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
      <VisuallyHidden role="status">{error ? "Not copied" : copied ? "Copied" : ""}</VisuallyHidden>
    </>
  );
}
