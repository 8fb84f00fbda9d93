import "@mantine/core/styles/Table.css";
import { NotificationKind } from "@connect-console/shared/notification";
import type { NotificationChoice, Settings } from "@connect-console/shared/settings";
import { Checkbox, Table, Text, Title } from "@mantine/core";
import { useChangeSettings } from "../../api/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { kindTexts } from "./kind-texts.ts";

const places = [
  { place: "console", name: "In the console" },
  { place: "webhook", name: "By the team's webhook" },
] as const satisfies { place: keyof NotificationChoice; name: string }[];
const noWebhook =
  "No incoming webhook is configured. Whoever runs the console sets NOTIFY_WEBHOOK_URL.";

/** Of what one is told, and where; each change is kept at once. */
export function KindChoices({ settings }: { settings: Settings }) {
  const change = useChangeSettings();
  const { notifications, webhook } = settings;
  return (
    <section aria-labelledby="told-of">
      <Title order={2} size="h4" id="told-of">
        What you are told
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Of links that you made or look after. {!webhook.configured && noWebhook}
      </Text>
      <Table verticalSpacing="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="50%">Kind</Table.Th>
            {places.map(({ place, name }) => (
              <Table.Th key={place}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {NotificationKind.options.map((kind) => (
            <KindRow
              key={kind}
              kind={kind}
              choice={notifications[kind]}
              webhookConfigured={webhook.configured}
              onChange={(choice) => change.mutate({ notifications: { [kind]: choice } })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {change.error && <ErrorNotice error={change.error} title="Not changed" />}
    </section>
  );
}

interface KindRowProps {
  kind: NotificationKind;
  choice: NotificationChoice;
  webhookConfigured: boolean;
  onChange: (choice: NotificationChoice) => void;
}

function KindRow({ kind, choice, webhookConfigured, onChange }: KindRowProps) {
  const { name: kindName, when } = kindTexts[kind];
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Text size="sm" fw={600}>
          {kindName}
        </Text>
        <Text size="xs" c="dimmed">
          {when}
        </Text>
      </Table.Th>
      {places.map(({ place, name }) => {
        const isOff = place === "webhook" && !webhookConfigured;
        return (
          <Table.Td key={place}>
            <Checkbox
              aria-label={`${kindName}: ${name}`}
              checked={choice[place]}
              disabled={isOff}
              title={isOff ? noWebhook : undefined}
              onChange={(event) => onChange({ ...choice, [place]: event.currentTarget.checked })}
            />
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}
