import { Stack, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRefusal } from "../../api/me.ts";
import { settingsQuery } from "../../api/settings.ts";
import { Colours } from "./colours.tsx";
import { DesktopRegion } from "./desktop-region.tsx";
import { KindChoices } from "./kind-choices.tsx";
import { StackOneRegion } from "./stackone-region.tsx";
import { WebhookRegion } from "./webhook-region.tsx";

/** The page `/settings`: one's own choices, and for admins how the team's webhook stands. */
export function SettingsPage() {
  const { data } = useSuspenseQuery(settingsQuery);
  const isAdmin = useRefusal("settings.write") === null;
  return (
    <>
      <title>Settings · Connect console</title>
      <Title order={1} size="h2" mb="md">
        Settings
      </Title>
      <Stack gap="xl" maw={760}>
        <KindChoices settings={data} />
        <DesktopRegion />
        <WebhookRegion webhook={data.webhook} />
        {isAdmin && <StackOneRegion />}
        <Colours />
      </Stack>
    </>
  );
}
