import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useCheckConnectSession } from "../../api/connect-session.ts";
import { useRefusal } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";
import { TestTag } from "../../frame/test-tag.tsx";
import { ProgressWord } from "./progress-word.tsx";

const Reissue = lazy(async () => ({ default: (await import("./reissue.tsx")).Reissue }));
const VoidLink = lazy(async () => ({ default: (await import("./void-link.tsx")).VoidLink }));

/** Whose link it is, how it stands, and what can be done with the whole of it. */
export function Head({ row }: { row: ConnectSession }) {
  const [reissuing, reissue] = useDisclosure(false);
  const [voiding, voided] = useDisclosure(false);
  const check = useCheckConnectSession(row.id);
  const { data: providers } = useQuery(providersQuery);
  const provider = providers?.find(({ key }) => key === row.provider)?.name ?? row.provider;
  const createRefusal = useRefusal(
    row.type === "test" ? "connect_session.create_test" : "connect_session.create_production",
  );
  const voidRefusal = useRefusal("connect_session.void");
  const open = (openProgress as readonly string[]).includes(row.progress);
  const whyNotVoid =
    voidRefusal ?? (open ? null : "Only a link that is still open can be withdrawn.");

  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
              {row.owner.name} → {provider ?? (row.categories.join(", ") || "customer's choice")}
            </Title>
            {row.type === "test" && <TestTag />}
          </Group>
          <ProgressWord row={row} size="lg" />
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            px="sm"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={check.isPending}
            onClick={() => check.mutate({})}
          >
            Check now
          </Button>
          <Press label="Re-issue" why={createRefusal} onClick={reissue.open} />
          <Press label="Void" why={whyNotVoid} onClick={voided.open} />
        </Group>
      </Group>
      {check.error && (
        <ErrorNotice
          error={check.error}
          title="StackOne could not be asked"
          onRetry={() => check.mutate({})}
        />
      )}
      <Suspense>
        {reissuing && <Reissue row={row} onClose={reissue.close} />}
        {voiding && <VoidLink row={row} onClose={voided.close} />}
      </Suspense>
    </>
  );
}

function Press({
  label,
  why,
  onClick,
}: {
  label: string;
  why: string | null;
  onClick: () => void;
}) {
  return (
    <Button
      variant="default"
      px="sm"
      disabled={why !== null}
      title={why ?? undefined}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
