import type { AuditLine } from "@connect-console/shared/audit";
import { Badge, Text } from "@mantine/core";
import { CopyText } from "../../ui/copy-text.tsx";
import { TextLink } from "../../ui/link-button.tsx";
import { clockTime, dateWithZone, shortDate } from "../../ui/times.ts";
import classes from "./audit.module.css";
import { actorText, actText, besidesText, objectText } from "./audit-words.ts";

/** One entry in a sentence: who, what, to what, when, and by which request. */
export function AuditRow({ line }: { line: AuditLine }) {
  const details = besidesText(line);
  return (
    <li className={classes.row}>
      <time dateTime={line.at} title={`${dateWithZone(line.at)}, ${clockTime(line.at)}`}>
        {shortDate(line.at)}
      </time>
      <div className={classes.cell}>
        <Text size="sm" className={classes.sentence}>
          <b title={line.actor.id}>{actorText(line.actor)}</b> {actText(line)}{" "}
          <Target line={line} />
          {line.outcome !== "done" && <Outcome outcome={line.outcome} />}
        </Text>
        {details !== null && (
          <Text size="xs" c="dimmed" className={classes.sentence}>
            {details}
          </Text>
        )}
      </div>
      <div className={classes.request}>
        <Text span size="xs" c="dimmed" truncate title={line.requestId}>
          {line.requestId}
        </Text>
        <CopyText text={line.requestId} what="request id" />
      </div>
    </li>
  );
}

function Outcome({ outcome }: { outcome: "refused" | "failed" }) {
  return (
    <>
      {" "}
      <Badge variant="default" size="sm" radius="sm" className={classes.outcome}>
        {{ refused: "Refused", failed: "Failed" }[outcome]}
      </Badge>
    </>
  );
}

/** Leads to its page where there is one. */
function Target({ line }: { line: AuditLine }) {
  const text = objectText(line);
  const { kind, id, name } = line.target;
  if (text === null) return null;
  if (id === null || name === null) return <span>{text}</span>;
  const style = { size: "sm", underline: "always" as const };
  switch (kind) {
    case "connect_session":
      return (
        <TextLink to="/connect-sessions/$id" params={{ id }} {...style}>
          {text}
        </TextLink>
      );
    case "account":
      return (
        <TextLink to="/accounts/$accountId" params={{ accountId: id }} {...style}>
          {text}
        </TextLink>
      );
    case "owner":
      return (
        <TextLink to="/owners/$ownerId" params={{ ownerId: id }} {...style}>
          {text}
        </TextLink>
      );
    default:
      return <span>{text}</span>;
  }
}
