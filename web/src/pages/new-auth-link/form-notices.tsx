import { Alert, Button, Group, Text } from "@mantine/core";

/** What was filled in before Back or a reload is here again. */
export function DraftNotice({ onClear }: { onClear: () => void }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        We kept what you had filled in.
      </Text>
      <Button variant="default" size="compact-sm" onClick={onClear}>
        Clear form
      </Button>
    </Group>
  );
}

interface Props {
  /** what the link that is repeated was to do; it was used since */
  kind: "create" | "depends";
  multiple: boolean;
  onAllow: () => void;
}

/** The same choices again need not do the same: by now there is the account that the first link created. */
export function DuplicateNotice({ kind, multiple, onAllow }: Props) {
  return (
    <Alert p="sm" color="gray">
      <Text size="sm">
        {multiple
          ? "The link that you repeat created an account. “Allow another account” is on, so this one creates another."
          : kind === "create"
            ? "The link that you repeat created an account. Without “Allow another account” this one edits it."
            : "The link that you repeat was used. If the customer chooses the same provider, this one edits that account."}
      </Text>
      {!multiple && (
        <Button mt="xs" variant="default" size="compact-sm" onClick={onAllow}>
          Allow another account
        </Button>
      )}
    </Alert>
  );
}
