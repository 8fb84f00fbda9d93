import "@mantine/core/styles/Timeline.css";
import type { AccountChange } from "@connect-console/shared/account";
import type { AccountDetail, ConnectSession } from "@connect-console/shared/connect-session";
import { Code, Paper, Text, Timeline, Title } from "@mantine/core";
import { IconArrowRight, IconLink, IconPlus } from "@tabler/icons-react";
import { StatusWord } from "../../account/status-word.tsx";
import { statusWords } from "../../account/status-words.ts";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { TextLink } from "../../frame/link-button.tsx";
import { clockTime, dateWithZone } from "../../frame/times.ts";
import { eventsOf, type AccountEvent } from "./events.ts";

const bullets = { change: IconArrowRight, link: IconLink, made: IconPlus };

/** The region **History**: status changes that the console saw, and the auth links for this account. */
export function HistoryRegion({ account }: { account: AccountDetail }) {
  const events = eventsOf(account);
  return (
    <Paper component="section" aria-label="History" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        History
      </Title>
      <Timeline bulletSize={24} lineWidth={2} aria-label="Timeline">
        {events.map((event) => {
          const Bullet = bullets[event.kind];
          const id = event.kind === "link" ? event.row.id : "";
          return (
            <Timeline.Item
              key={`${event.kind} ${event.at} ${id}`}
              bullet={<Bullet size={14} aria-hidden />}
            >
              <Entry event={event} />
              <Text size="xs" c="dimmed">
                {event.kind === "change" && event.change.from !== null && "seen "}
                <time dateTime={event.at} title={clockTime(event.at)}>
                  {dateWithZone(event.at)}
                </time>
                {event.kind === "link" && ` · ${event.row.createdBy.name}`}
              </Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
      <Text size="xs" c="dimmed" mt="sm">
        StackOne keeps no history: a change is told at the time when the console saw it, and may
        have come before.
      </Text>
    </Paper>
  );
}

function Entry({ event }: { event: AccountEvent }) {
  switch (event.kind) {
    case "change":
      return <Change change={event.change} />;
    case "link":
      return <MadeLink row={event.row} />;
    case "made":
      return (
        <Text size="sm" fw={600}>
          Made in StackOne
        </Text>
      );
    default:
      return event satisfies never;
  }
}

function Change({ change: { from, to, statusReasons } }: { change: AccountChange }) {
  const [reason] = statusReasons;
  return (
    <>
      <StatusWord status={to} />
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {from === null ? "First seen by the console." : `It was ${statusWords(from).word}.`}{" "}
        {reason?.description} {reason?.code && <Code>{reason.code}</Code>}
      </Text>
    </>
  );
}

function MadeLink({ row }: { row: ConnectSession }) {
  return (
    <>
      <TextLink
        to="/connect-sessions/$id"
        params={{ id: row.id }}
        size="sm"
        fw={600}
        underline="always"
      >
        Auth link made
      </TextLink>
      <ProgressWord row={row} />
    </>
  );
}
