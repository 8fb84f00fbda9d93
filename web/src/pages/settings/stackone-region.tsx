import "@mantine/core/styles/SimpleGrid.css";
import type { StackOneAnswer } from "@connect-console/shared/stackone-check";
import { Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { stackoneCheckQuery } from "../../api/stackone-check.ts";
import { stackOneStateQuery } from "../../api/stackone-state.ts";
import { CopyText } from "../../ui/copy-text.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { dateWithZone } from "../../ui/times.ts";
import { StackOneRun } from "./stackone-run.tsx";
import { StackOneStart } from "./stackone-start.tsx";

/** What StackOne's documents don't say, asked of the StackOne that this console uses; for admins. */
export function StackOneRegion() {
  const check = useQuery(stackoneCheckQuery);
  const run = check.data?.run ?? null;
  const isBusy = run?.state === "running" || run?.state === "waiting_for_person";
  return (
    <section aria-labelledby="stackone-check">
      <Title order={2} size="h4" id="stackone-check">
        StackOne
      </Title>
      <Stack gap="sm">
        <HowWeRead />
        <Text size="sm">
          Some of what StackOne does isn't documented. The check asks the StackOne that this console
          uses. It works with one owner and one provider that you name, creates test links and at
          most one test account there, and deletes that account again.
        </Text>
        {check.error && (
          <ErrorNotice
            error={check.error}
            title="We couldn't load the answers"
            onRetry={() => void check.refetch()}
          />
        )}
        {run && <StackOneRun run={run} />}
        {check.data && !isBusy && <StackOneStart />}
        {check.data && <Answers answers={check.data.answers} />}
        {check.data && Object.keys(check.data.switches).length > 0 && (
          <Group gap="xs">
            <Text size="sm">The answers as settings of the simulator</Text>
            <CopyText text={JSON.stringify(check.data.switches, null, 2)} what="settings" />
          </Group>
        )}
      </Stack>
    </section>
  );
}

const followings = {
  number: "We follow links by their session number.",
  token: "We follow links by their token, because StackOne doesn’t answer to the session number.",
  accounts: "We follow links by accounts alone, so a failed sign-in doesn’t show.",
};

/** What we learnt of this StackOne while working with it. */
function HowWeRead() {
  const { data } = useQuery(stackOneStateQuery);
  if (!data) return null;
  const { accounts, attempts } = data.reads;
  return (
    <Text size="sm">
      {accounts ? `Accounts come from ${accounts}.` : "No account was read yet."}{" "}
      {attempts
        ? followings[attempts]
        : "We learn how to follow links when the first one is created."}
    </Text>
  );
}

function Answers({ answers }: { answers: StackOneAnswer[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }} aria-label="Answers">
      {answers.map(({ question, asks, finding, effect, at }) => (
        <li key={question}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing={0}>
            <Text size="sm">{asks}</Text>
            <div>
              <Text size="sm" fw={at === null ? 400 : 600}>
                {finding}
              </Text>
              <Text size="xs" c="dimmed">
                {effect}
              </Text>
              {at !== null && (
                <Text size="xs" c="dimmed">
                  Asked {dateWithZone(at)}
                </Text>
              )}
            </div>
          </SimpleGrid>
        </li>
      ))}
    </Stack>
  );
}
