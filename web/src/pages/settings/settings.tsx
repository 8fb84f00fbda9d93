import { Stack, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../api/settings.ts";
import { Colours } from "./colours.tsx";
import { KindChoices } from "./kind-choices.tsx";
import { WebhookRegion } from "./webhook-region.tsx";

/** The page `/settings`: one's own choices, and for admins how the team's webhook stands. */
export function SettingsPage() {
  const { data } = useSuspenseQuery(settingsQuery);
  return (
    <>
      <title>Settings · Connect console</title>
      <Title order={1} size="h2" mb="md">
        Settings
      </Title>
      <Stack gap="xl" maw={760}>
        <KindChoices settings={data} />
        <WebhookRegion webhook={data.webhook} />
        <Colours />
      </Stack>
    </>
  );
}
