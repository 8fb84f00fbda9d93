import "@mantine/core/styles/Timeline.css";
import type { AccountChange, AccountEntry } from "@connect-console/shared/account";
import { deletionCode, handOverCode, noteCode } from "@connect-console/shared/internal-note";
import type { AccountDetail, ConnectSession } from "@connect-console/shared/connect-session";
import { Code, Paper, Text, Timeline, Title } from "@mantine/core";
import { IconArrowRight, IconLink, IconPlus, IconUser } from "@tabler/icons-react";
import { StatusWord } from "../../account/status-word.tsx";
import { statusWords } from "../../account/status-words.ts";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { TextLink } from "../../ui/link-button.tsx";
import { clockTime, dateWithZone } from "../../ui/times.ts";
import { eventsOf, type AccountEvent } from "./events.ts";

const bullets = { change: IconArrowRight, link: IconLink, made: IconPlus, entry: IconUser };

/** The region **History**: status changes that the console saw, auth links, notes and hand-overs. */
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
          return (
            <Timeline.Item
              key={`${event.kind} ${event.at} ${idOf(event)}`}
              bullet={<Bullet size={14} aria-hidden />}
            >
              <Entry event={event} />
              <Text size="xs" c="dimmed">
                {event.kind === "change" && event.change.from !== null && "seen "}
                <time dateTime={event.at} title={clockTime(event.at)}>
                  {dateWithZone(event.at)}
                </time>
                {event.kind === "link" && ` · ${event.row.createdBy.name}`}
                {event.kind === "entry" && ` · ${event.entry.by.name}`}
              </Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
      <Text size="xs" c="dimmed" mt="sm">
        StackOne keeps no history: a change is told at the time when the console saw it, and may
        have come before.{" "}
        <TextLink to="/audit" search={{ target: account.id }} inherit underline="always">
          What was done from here
        </TextLink>{" "}
        stands in the audit log.
      </Text>
    </Paper>
  );
}

function idOf(event: AccountEvent): string {
  if (event.kind === "entry") return event.entry.id;
  return event.kind === "link" ? event.row.id : "";
}

function Entry({ event }: { event: AccountEvent }) {
  switch (event.kind) {
    case "change":
      return <Change change={event.change} />;
    case "link":
      return <MadeLink row={event.row} />;
    case "entry":
      return <Said entry={event.entry} />;
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

/** What staff wrote down. */
const saidAs: Record<string, string> = {
  [noteCode]: "Note",
  [handOverCode]: "Hand-over",
  [deletionCode]: "Deletion",
};

function Said({ entry: { code, text } }: { entry: AccountEntry }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {saidAs[code] ?? "Entry"}
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
        {text}
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
