import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRef } from "react";
import { signInAddress } from "../api/sign-in.ts";

/** Says that nothing works any more until the person signs in again; closed, it stays as a button, so that what was typed can be copied first. */
export function SignInEnded() {
  const [opened, { close }] = useDisclosure(true);
  const button = useRef<HTMLButtonElement>(null);
  // its address is the page's at the press, not at the drawing
  const signIn = () => window.location.assign(signInAddress());
  return (
    <>
      <Button size="compact-md" flex="none" onClick={signIn}>
        Sign in again
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        // it may open under somebody's typing, which would take the focus back
        onEnterTransitionEnd={() => button.current?.focus()}
        title="Your sign-in has ended"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Stack>
          <Text size="sm">
            It ends after an hour without a press, after twelve hours in any case, when you sign out
            in another tab, and with the session of a proxy in front. What you see here is not kept
            up to date any more.
          </Text>
          <Text size="sm">
            Signing in leads back to this page. What was typed and not sent is lost; close this to
            copy it first.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Not yet
            </Button>
            <Button ref={button} data-autofocus onClick={signIn}>
              Sign in again
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
