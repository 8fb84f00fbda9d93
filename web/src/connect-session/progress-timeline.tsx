import "@mantine/core/styles/Timeline.css";
import { handOverCode, noteCode } from "@connect-console/shared/internal-note";
import type { TimelineEntry } from "@connect-console/shared/connect-session";
import { Code, Text, Timeline } from "@mantine/core";
import { IconNote, IconUserShare } from "@tabler/icons-react";
import { shortDate, clockTime } from "../ui/times.ts";
import { ProgressIcon } from "./progress-icon.tsx";
import { progressWord } from "./progress-words.ts";
import { searchableCode } from "./timeline-code.ts";

/** What happened, newest first. */
export function ProgressTimeline({ entries }: { entries: TimelineEntry[] }) {
  const newestFirst = entries.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <Timeline bulletSize={24} lineWidth={2} aria-label="Timeline">
      {newestFirst.map((entry) => {
        const { id, at, since, evidence, text, by } = entry;
        const code = searchableCode(entry);
        return (
          <Timeline.Item key={id} bullet={<Bullet entry={entry} />} title={titleOf(entry)}>
            <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
              {text} {code !== null && <Code>{code}</Code>}
            </Text>
            <Text size="xs" c="dimmed">
              {since && shortDate(since) !== shortDate(at) ? (
                <>
                  between <time dateTime={since}>{shortDate(since)}</time> and{" "}
                  <time dateTime={at}>{shortDate(at)}</time>
                </>
              ) : (
                <time dateTime={at} title={clockTime(at)}>
                  {shortDate(at)}
                </time>
              )}
              {by && ` · ${by.name}`}
              {evidence === "webhook" && " · StackOne told of it"}
            </Text>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function titleOf({ code, progress }: TimelineEntry): string {
  if (code === noteCode) return "Note";
  return code === handOverCode ? "Hand-over" : progressWord(progress, code);
}

function Bullet({ entry: { code, progress } }: { entry: TimelineEntry }) {
  if (code === noteCode) return <IconNote size={14} aria-hidden />;
  if (code === handOverCode) return <IconUserShare size={14} aria-hidden />;
  return <ProgressIcon progress={progress} size={14} />;
}
