import type { Settings, WebhookDelivery } from "@connect-console/shared/settings";
import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { useRefusal } from "../../api/me.ts";
import { useSendTestMessage } from "../../api/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { dateWithZone } from "../../ui/times.ts";

/** The team's incoming webhook: whether there is one, and for admins how it stands. */
export function WebhookRegion({ webhook }: { webhook: Settings["webhook"] }) {
  const refusal = useRefusal("settings.write");
  const send = useSendTestMessage();
  const whyNot = webhook.configured
    ? refusal
    : "No incoming webhook is configured (NOTIFY_WEBHOOK_URL).";
  return (
    <section aria-labelledby="team-webhook">
      <Title order={2} size="h4" id="team-webhook">
        The team's webhook
      </Title>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {webhook.configured
            ? "One message for each event goes to the team's channel, naming whom it concerns."
            : "None is configured: notifications stand in the console only."}
        </Text>
        {webhook.delivery && <Delivery delivery={webhook.delivery} />}
        <Button
          variant="default"
          disabled={whyNot !== null}
          title={whyNot ?? undefined}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          Send a test message
        </Button>
        <div role="status">
          {send.data && (
            <Text size="sm" c={send.data.delivered ? "inherit" : "var(--needs-you)"}>
              {send.data.delivered ? "The webhook took it." : `Not sent: ${send.data.problem}`}
            </Text>
          )}
        </div>
        {send.error && <ErrorNotice error={send.error} title="Not sent" />}
      </Stack>
    </section>
  );
}

function Delivery({ delivery }: { delivery: WebhookDelivery }) {
  const { host, state, problem, failingSince, lastDeliveredAt, waiting, gaveUp } = delivery;
  const { refused = 0, lastRefusal = null } = delivery;
  return (
    <>
      <Text size="sm">
        It is at {host}.{" "}
        {lastDeliveredAt === null
          ? "Nothing was delivered yet."
          : `Last delivered: ${dateWithZone(lastDeliveredAt)}.`}{" "}
        {waiting === 0 ? "Nothing waits." : `${messages(waiting)} still to be delivered.`}
        {gaveUp > 0 && ` ${messages(gaveUp)} given up, a day old by then.`}
        {refused > 0 && ` ${messages(refused)} refused and put aside. ${lastRefusal ?? ""}`}
      </Text>
      {problem !== null && (
        <Alert
          color="red"
          title={state === "stopped" ? "Delivery is stopped" : "Delivery is tried again"}
        >
          <Text size="sm">
            {problem}
            {failingSince !== null && ` Since ${dateWithZone(failingSince)}.`}
          </Text>
          <Text size="sm">
            {state === "stopped"
              ? "Set the right address and start the console again; or, once the other side is mended, send a test message."
              : "Messages are kept for a day and delivered when it answers again."}
          </Text>
        </Alert>
      )}
    </>
  );
}

function messages(count: number): string {
  return count === 1 ? "1 message" : `${count.toLocaleString("en-GB")} messages`;
}
