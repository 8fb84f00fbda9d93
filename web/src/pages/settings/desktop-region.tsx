import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import {
  chooseDesktop,
  desktopState,
  type DesktopState,
} from "../../frame/desktop-notifications.ts";

const texts: Record<DesktopState, string> = {
  unsupported: "This browser can't show desktop notifications.",
  blocked: "This browser blocks them. Allow notifications for this site in the browser's settings.",
  off: "While the console's tab is hidden, this browser can show you what is new.",
  on: "While the console's tab is hidden, this browser shows you what is new.",
};

/** Desktop notifications: for this browser, and only after its own question. */
export function DesktopRegion() {
  const [state, setState] = useState(desktopState);
  const canChoose = state === "on" || state === "off";
  return (
    <section aria-labelledby="desktop">
      <Title order={2} size="h4" id="desktop">
        Desktop notifications
      </Title>
      <Text size="sm" mb="xs" role="status">
        {texts[state]}
      </Text>
      {canChoose && (
        <Button
          variant="default"
          onClick={() => void chooseDesktop(state === "off").then(setState)}
        >
          {state === "off" ? "Turn on" : "Turn off"}
        </Button>
      )}
    </section>
  );
}
