import type { Owner } from "@connect-console/shared/owner";
import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { accountsText } from "../../owner/owner-texts.ts";
import listClasses from "../../list/list.module.css";
import classes from "./owners.module.css";

/** One owner in a line, with all its names. */
export function OwnerRow({ owner }: { owner: Owner }) {
  return (
    <li className={classes.row}>
      <div className={classes.names}>
        <Anchor
          component={Link}
          to={`/owners/${encodeURIComponent(owner.id)}`}
          className={listClasses.open}
          size="sm"
          fw={600}
        >
          {owner.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {owner.id}
        </Text>
        {owner.otherNames.map(({ name, accounts }) => (
          <Text key={name} size="xs">
            also “{name}”, {accountsText(accounts)}
          </Text>
        ))}
      </div>
      <Text size="sm" className={classes.number}>
        {accountsText(owner.accounts)}
      </Text>
    </li>
  );
}
