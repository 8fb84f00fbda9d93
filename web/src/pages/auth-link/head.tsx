import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useCheckConnectSession } from "../../api/connect-session.ts";
import { useRefusal, useReissueRefusal } from "../../api/me.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { LinkAssignment } from "./assignment.tsx";
import { ConnectHereButton } from "./connect-here-button.tsx";
import { LinkTitle } from "../../connect-session/link-title.tsx";
import { sameAgainSearch } from "../../connect-session/same-again.ts";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { lazyPart } from "../../ui/lazy-part.ts";

const Reissue = lazyPart(async () => (await import("../../connect-session/reissue.tsx")).Reissue);
const VoidLink = lazyPart(async () => (await import("./void-link.tsx")).VoidLink);

/** Whose link it is, how it stands, and what can be done with the whole of it. */
export function Head({ row }: { row: ConnectSession }) {
  const [reissuing, reissue] = useDisclosure(false);
  const [voiding, voided] = useDisclosure(false);
  const check = useCheckConnectSession(row.id);
  const navigate = useNavigate();

  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <LinkTitle row={row} />
          <ProgressWord row={row} size="lg" />
        </div>
        <Acts row={row} check={check} onReissue={reissue.open} onVoid={voided.open} />
      </Group>
      <LinkAssignment row={row} />
      {check.error && (
        <ErrorNotice
          error={check.error}
          title="StackOne could not be asked"
          onRetry={() => check.mutate({})}
        />
      )}
      <Suspense>
        {reissuing && (
          <Reissue
            row={row}
            onClose={reissue.close}
            onReissued={(id) => navigate({ to: "/connect-sessions/$id", params: { id } })}
          />
        )}
        {voiding && <VoidLink row={row} onClose={voided.close} />}
      </Suspense>
    </>
  );
}

interface ActsProps {
  row: ConnectSession;
  check: ReturnType<typeof useCheckConnectSession>;
  onReissue: () => void;
  onVoid: () => void;
}

/** What can be done with the link, and where it can't, why. */
function Acts({ row, check, onReissue, onVoid }: ActsProps) {
  const reissueRefusal = useReissueRefusal(row);
  const voidRefusal = useRefusal("connect_session.void", row);
  const open = (openProgress as readonly string[]).includes(row.progress);
  const whyNotVoid =
    voidRefusal ?? (open ? null : "Only a link that is still open can be withdrawn.");
  return (
    <Group gap="xs">
      <Button
        variant="default"
        px="sm"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={check.isPending}
        aria-keyshortcuts="r"
        onClick={() => check.mutate({})}
      >
        Check now
      </Button>
      <ConnectHereButton row={row} />
      <Press label="Re-issue" why={reissueRefusal ?? whyNotReissue(row)} onClick={onReissue} />
      <LinkButton
        to="/"
        search={sameAgainSearch(row)}
        variant="default"
        px="sm"
        title="Another link of the same choices, to be changed first; this one stays as it is"
      >
        Same again
      </LinkButton>
      <Press label="Void" why={whyNotVoid} onClick={onVoid} />
    </Group>
  );
}

/** The server refuses the same (`refuseReissued`). */
function whyNotReissue({ progress, supersededBy }: ConnectSession): string | null {
  if (progress === "creating") return "It is still being created.";
  return supersededBy === null ? null : "It was re-issued already; re-issue the newest one.";
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
