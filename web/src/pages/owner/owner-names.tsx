import type { OwnerDetail } from "@connect-console/shared/owner";
import { Anchor, Paper, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { accountsText } from "../../owner/owner-texts.ts";
import classes from "./owner.module.css";

/** Every name under which StackOne or staff know this owner, and what the exact match makes of it. */
export function OwnerNames({ owner }: { owner: OwnerDetail }) {
  const { name, accounts, otherNames, nearEqual } = owner;
  const elsewhere = otherNames.reduce((sum, other) => sum + other.accounts, 0);
  return (
    <Paper component="section" withBorder p="lg" aria-labelledby="names">
      <Title order={2} size="h4" id="names" mb="xs">
        Names
      </Title>
      <ul className={classes.list}>
        <li>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs">{accountsText(accounts - elsewhere)}. New links carry this name.</Text>
        </li>
        {otherNames.map((other) => (
          <li key={other.name}>
            <Text size="sm" fw={600}>
              {other.name}
            </Text>
            <Text size="xs">
              {accountsText(other.accounts)}.
              {other.accounts > 0 &&
                " StackOne matches the exact name, so a new link does not find what is here and makes a second account; choose the one to edit in the form."}
            </Text>
          </li>
        ))}
        {nearEqual.map((other) => (
          <li key={other.id}>
            <Text size="sm">
              Nearly the same:{" "}
              <Anchor
                component={Link}
                to={`/owners/${encodeURIComponent(other.id)}`}
                inherit
                underline="always"
              >
                {other.name}
              </Anchor>{" "}
              ({other.id}), {accountsText(other.accounts)}. To StackOne it is another owner.
            </Text>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
