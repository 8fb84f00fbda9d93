import type { NearEqualOwner } from "@connect-console/shared/owner";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { accountsText } from "./owner-texts.ts";

interface Props {
  owners: NearEqualOwner[];
  /** of the owner that is about to be made */
  name: string;
  onUse: (ownerId: string) => void;
}

/** Stops a person who is about to make a second owner out of one. */
export function NearEqualNotice({ owners, name, onUse }: Props) {
  return (
    <Alert
      role="alert"
      color="yellow"
      title="Is it one of these?"
      icon={<IconAlertTriangle aria-hidden />}
    >
      <Text size="sm">
        StackOne matches the exact id and name, so “{name}” would be another owner there: a link for
        it would make a second account instead of opening one of these.
      </Text>
      {owners.map((owner) => (
        <Group key={owner.id} mt="xs" gap="xs">
          <Button size="compact-sm" onClick={() => onUse(owner.id)}>
            Use {owner.name}
          </Button>
          <Text size="xs" style={{ overflowWrap: "anywhere" }}>
            {owner.id} · {accountsText(owner.accounts)}
          </Text>
        </Group>
      ))}
    </Alert>
  );
}
