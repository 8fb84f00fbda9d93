import type { ForeseenDeletion } from "@connect-console/shared/account-deletion";
import { Text } from "@mantine/core";
import { TextLink } from "../ui/link-button.tsx";
import { shortDate } from "../ui/times.ts";

/** Warns of open auth links that would lose what they edit; nothing where there is none. */
export function EditedBy({ links }: { links: ForeseenDeletion["openConnectSessions"] }) {
  if (links.length === 0) return null;
  return (
    <Text size="sm">
      {links.length === 1
        ? "An open auth link edits it"
        : `${links.length} open auth links edit it`}{" "}
      and will lose it:{" "}
      {links.map(({ id, createdAt, createdBy }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <TextLink to="/connect-sessions/$id" params={{ id }} inherit underline="always">
            that of {createdBy.name}, {shortDate(createdAt)}
          </TextLink>
        </span>
      ))}
      .
    </Text>
  );
}
