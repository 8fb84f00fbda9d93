import "@mantine/core/styles/Timeline.css";
import { noteCode, type TimelineEntry } from "@connect-console/shared/connect-session";
import { Code, Text, Timeline } from "@mantine/core";
import { IconNote } from "@tabler/icons-react";
import { shortDate, clockTime } from "../frame/times.ts";
import { ProgressIcon } from "./progress-icon.tsx";
import { progressWord } from "./progress-words.ts";
import { searchableCode } from "./timeline-code.ts";

/** What happened, newest first. */
export function ProgressTimeline({ entries }: { entries: TimelineEntry[] }) {
  const newestFirst = entries.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <Timeline bulletSize={24} lineWidth={2} aria-label="Timeline">
      {newestFirst.map((entry) => {
        const { id, at, progress, evidence, text, by } = entry;
        const code = searchableCode(entry);
        const isNote = entry.code === noteCode;
        return (
          <Timeline.Item
            key={id}
            bullet={
              isNote ? (
                <IconNote size={14} aria-hidden />
              ) : (
                <ProgressIcon progress={progress} size={14} />
              )
            }
            title={isNote ? "Note" : progressWord(progress, entry.code)}
          >
            <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
              {text} {code !== null && <Code>{code}</Code>}
            </Text>
            <Text size="xs" c="dimmed">
              <time dateTime={at} title={clockTime(at)}>
                {shortDate(at)}
              </time>
              {by && ` · ${by.name}`}
              {evidence === "webhook" && " · StackOne told of it"}
            </Text>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
