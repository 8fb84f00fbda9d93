import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

export function NotFound() {
  return (
    <Stack gap="xs" py="xl">
      <title>Not found · Connect console</title>
      <Title order={1} size="h2">
        There is nothing at this address
      </Title>
      <Text>It may be mistyped, or what it names was never here.</Text>
      <Text>
        Look for it among the{" "}
        <Anchor component={Link} to="/connect-sessions" underline="always">
          auth links
        </Anchor>{" "}
        or the{" "}
        <Anchor component={Link} to="/accounts" underline="always">
          accounts
        </Anchor>
        , or{" "}
        <Anchor component={Link} to="/" underline="always">
          make a new one
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
