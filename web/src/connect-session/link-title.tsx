import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Group, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../api/provider.ts";
import { TestTag } from "../ui/test-tag.tsx";

/** The heading of a page about one auth link: owner → provider, and whether it is for a test. */
export function LinkTitle({ row }: { row: ConnectSession }) {
  const { data: providers } = useQuery(providersQuery);
  const provider = providers?.find(({ key }) => key === row.provider)?.name ?? row.provider;
  return (
    <Group gap="xs">
      <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
        {row.owner.name} → {provider ?? (row.categories.join(", ") || "customer's choice")}
      </Title>
      {row.type === "test" && <TestTag />}
    </Group>
  );
}
