import { Button, Group, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ownerDetailQuery } from "../../api/owner-directory.ts";
import { OwnerAccounts } from "./owner-accounts.tsx";
import { OwnerChanges } from "./owner-changes.tsx";
import { OwnerLinks } from "./owner-links.tsx";
import { OwnerNames } from "./owner-names.tsx";
import classes from "./owner.module.css";

/** The page `/owners/:id`: everything that the console knows of a customer's organisation. */
export function OwnerPage() {
  const { ownerId } = useParams({ from: "/owners/$ownerId" });
  const { data: owner } = useSuspenseQuery(ownerDetailQuery(ownerId));
  return (
    <>
      <title>{`${owner.name} · Connect console`}</title>
      <Group justify="space-between" align="flex-start" mb="md">
        <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <Title order={1} size="h2">
            {owner.name}
          </Title>
          <Text c="dimmed">{owner.id}</Text>
        </div>
        <Group gap="xs">
          <OwnerChanges owner={owner} />
          <Button renderRoot={(props) => <Link {...props} to="/" search={{ ownerId }} />}>
            New auth link
          </Button>
        </Group>
      </Group>
      <div className={classes.columns}>
        <OwnerAccounts owner={owner} />
        <div className={classes.column}>
          <OwnerNames owner={owner} />
          <OwnerLinks ownerId={ownerId} />
        </div>
      </div>
    </>
  );
}
