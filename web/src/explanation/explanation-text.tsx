import { replyTo } from "@connect-console/shared/explanation/explain";
import { type Explanation } from "@connect-console/shared/explanation/explanation";
import { Anchor, Button, CopyButton, Group, Paper, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

/** Who has to do something, as a sentence begins. */
const whoActs: Record<NonNullable<Explanation["acts"]>, string> = {
  customer: "The customer",
  customers_administrator: "The customer's administrator",
  us: "We",
  provider: "The provider",
  stackone: "StackOne",
};

/** Cause, who must act, what to do, and the words to send. `providerName` is the system's name as the customer knows it. */
export function ExplanationText({
  explanation,
  providerName,
}: {
  explanation: Explanation;
  providerName: string;
}) {
  const reply = replyTo(explanation, providerName);
  return (
    <Stack gap={6}>
      <Text size="sm">
        <strong>Cause:</strong> {explanation.cause}
      </Text>
      <Text size="sm">
        <strong>Who must act:</strong>{" "}
        {explanation.acts === null ? "Not known yet" : whoActs[explanation.acts]}
      </Text>
      <Text size="sm">
        <strong>Next step:</strong> {explanation.next}
      </Text>
      {explanation.source !== undefined && (
        <Anchor size="sm" href={explanation.source} target="_blank" rel="noreferrer">
          What the provider’s own list says
        </Anchor>
      )}
      {reply !== null && (
        <>
          <Paper component="blockquote" withBorder p="xs" m={0} fz="sm">
            {reply}
          </Paper>
          <CopyButton value={reply}>
            {({ copied, copy }) => (
              <Group gap="xs">
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={
                    copied ? (
                      <IconCheck size={14} aria-hidden />
                    ) : (
                      <IconCopy size={14} aria-hidden />
                    )
                  }
                  onClick={copy}
                >
                  Copy reply
                </Button>
                <Text size="sm" c="dimmed" role="status">
                  {copied && "The reply is on the clipboard."}
                </Text>
              </Group>
            )}
          </CopyButton>
        </>
      )}
    </Stack>
  );
}
