import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Alert, Code, Paper, Stack, Text, Title } from "@mantine/core";
import { explainStatus } from "../../account/explain-status.ts";
import { brokenSinceText, momentAgo } from "../../account/since.ts";
import { statusWords } from "../../account/status-words.ts";
import { useNow } from "../../ui/now.ts";
import { dateWithZone, shortDuration } from "../../ui/times.ts";

/** The region **Status**: what is the case, since when, why as StackOne says it, and what to do. */
export function StatusRegion({ account }: { account: AccountDetail }) {
  const now = useNow();
  const age = shortDuration((now - Date.parse(account.readAt)) / 1_000);
  return (
    <Paper component="section" aria-label="Status" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Status
      </Title>
      <Stack gap="sm">
        <div aria-live="polite">
          {account.goneAt === null ? (
            <Sentence account={account} now={now} />
          ) : (
            <Gone account={account} goneAt={account.goneAt} now={now} />
          )}
        </div>
        <Reasons account={account} now={now} />
        <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
          read from StackOne {age} ago
        </Text>
      </Stack>
    </Paper>
  );
}

function Sentence({ account, now }: { account: AccountDetail; now: number }) {
  const { status, brokenSince } = account;
  const { cause, next } = explainStatus(account);
  return (
    <>
      <Text>
        {cause}
        {statusWords(status).needs !== "nobody" && (
          <>
            {" "}
            {brokenSince === null ? (
              "Since when is not known."
            ) : (
              <time dateTime={brokenSince} title={dateWithZone(brokenSince)}>
                It has been so {brokenSinceText(brokenSince, now)}.
              </time>
            )}
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {next}
      </Text>
    </>
  );
}

function Gone({
  account: { status, deletion },
  goneAt,
  now,
}: {
  account: AccountDetail;
  goneAt: string;
  now: number;
}) {
  const by = deletion?.state === "deleted" ? deletion.by.name : null;
  return (
    <Alert color="gray" title="This account is gone from StackOne">
      <Text size="sm">
        {by === null ? "The console missed it at" : `${by} deleted it from here at`}{" "}
        <time dateTime={goneAt} title={dateWithZone(goneAt)}>
          {momentAgo(goneAt, now)}
        </time>
        ; its last status was {statusWords(status).word}. A link cannot bring it back, only make a
        new account. What stands below is what was last known.
      </Text>
    </Alert>
  );
}

/** StackOne's own words, as they are. */
function Reasons({ account, now }: { account: AccountDetail; now: number }) {
  if (account.status === "active") return null;
  return account.statusReasons.map(({ code, description, at }) => (
    <Text key={`${at} ${code}`} size="sm" style={{ overflowWrap: "anywhere" }}>
      {description} {code !== null && <Code>{code}</Code>}
      {at !== null && (
        <Text span c="dimmed">
          {" "}
          {momentAgo(at, now)}
        </Text>
      )}
    </Text>
  ));
}
