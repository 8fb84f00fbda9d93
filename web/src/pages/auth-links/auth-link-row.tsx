import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTakeAuthLink } from "../../api/auth-link.ts";
import { useRefusal, useReissueRefusal } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useNow } from "../../ui/now.ts";
import { TestTag } from "../../ui/test-tag.tsx";
import { shortCountdown, shortDuration } from "../../ui/times.ts";
import { CopyNotRecorded } from "../../connect-session/copy-not-recorded.tsx";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { useIsPastEnd, useRowByClock } from "../../connect-session/use-row-by-clock.ts";
import { SnoozeButton } from "../../connect-session/snooze-button.tsx";
import { sameAgainSearch } from "../../connect-session/same-again.ts";
import { putOnClipboard } from "../../connect-session/copy-link.ts";
import listClasses from "../../list/list.module.css";
import classes from "./auth-links.module.css";
import { lazyPart } from "../../ui/lazy-part.ts";

const Reissue = lazyPart(async () => (await import("../../connect-session/reissue.tsx")).Reissue);

/** One link in a line; what can be done with it shows on hover and focus. */
export function AuthLinkRow({ row: known }: { row: ConnectSession }) {
  const row = useRowByClock(known);
  const hasExpired = useIsPastEnd(known);
  const [reissuing, reissue] = useDisclosure(false);
  const copy = useTakeAuthLink(row.id);
  const navigate = useNavigate();
  return (
    <li className={classes.row}>
      <Facts row={row} />
      <Actions row={row} hasExpired={hasExpired} copy={copy} onReissue={reissue.open} />
      {copy.data && <CopyNotRecorded error={copy.data} />}
      {copy.error && <ErrorNotice error={copy.error} title="Nothing was copied" />}
      {reissuing && (
        <Suspense>
          <Reissue
            row={row}
            onClose={reissue.close}
            onReissued={(id) => navigate({ to: "/connect-sessions/$id", params: { id } })}
          />
        </Suspense>
      )}
    </li>
  );
}

/** How it stands, whose it is, what it leads to, and since when. */
function Facts({ row }: { row: ConnectSession }) {
  const { data: providers } = useQuery(providersQuery);
  const provider = providers?.find(({ key }) => key === row.provider)?.name ?? row.provider;
  return (
    <div className={classes.facts}>
      <ProgressWord row={row} />
      <div className={classes.cell}>
        <Group gap="xs" wrap="nowrap">
          <Anchor
            component={Link}
            to={`/connect-sessions/${encodeURIComponent(row.id)}`}
            className={listClasses.open}
            truncate
            size="sm"
            fw={600}
          >
            {row.owner.name}
          </Anchor>
          {row.type === "test" && <TestTag />}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {row.owner.id}
        </Text>
      </div>
      <div className={classes.cell}>
        <Text size="sm" truncate>
          {provider ?? (row.categories.join(", ") || "Customer's choice")}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {kindWord[row.predicted.kind]}
          {row.label !== null && ` · ${row.label}`}
        </Text>
      </div>
      <Age row={row} />
    </div>
  );
}

interface ActionsProps {
  row: ConnectSession;
  hasExpired: boolean;
  copy: ReturnType<typeof useTakeAuthLink>;
  onReissue: () => void;
}

function Actions({ row, hasExpired, copy, onReissue }: ActionsProps) {
  const revealRefusal = useRefusal("connect_session.reveal", row);
  const reissueRefusal = useReissueRefusal(row);
  const whyNotCopy = revealRefusal ?? whyGone(row, hasExpired);
  return (
    <Group gap="xs" className={classes.actions}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={whyNotCopy !== null}
        title={whyNotCopy ?? undefined}
        loading={copy.isPending}
        onClick={() => copy.mutate({ as: "link", put: copyBareLink })}
      >
        {copy.isSuccess ? "Copied" : "Copy"}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={reissueRefusal !== null}
        title={reissueRefusal ?? undefined}
        onClick={onReissue}
      >
        Re-issue
      </Button>
      <SnoozeButton row={row} compact />
      <LinkButton
        to="/"
        search={sameAgainSearch(row)}
        size="compact-sm"
        variant="default"
        title="The form with the same choices"
      >
        Same again
      </LinkButton>
    </Group>
  );
}

function whyGone({ linkHeld }: ConnectSession, hasExpired: boolean): string | null {
  if (hasExpired) return "The link has expired. Re-issue it to get a new one.";
  return linkHeld ? null : "The link is no longer kept here.";
}

const copyBareLink = (link: Promise<string>) => putOnClipboard(link, { text: (bare) => bare });

const kindWord: Record<ConnectSession["predicted"]["kind"], string> = {
  create: "Creates",
  edit: "Edits",
  depends: "Depends",
  blocked: "Blocked",
};

function Age({ row }: { row: ConnectSession }) {
  const now = useNow();
  const age = shortDuration((now - Date.parse(row.createdAt)) / 1_000);
  const open = (openProgress as readonly string[]).includes(row.progress);
  return (
    <Text size="xs" c="dimmed" component="div">
      <div>
        {age} ago, {row.createdBy.name}
      </div>
      {row.assignee && <div>with {row.assignee.name}</div>}
      {row.expiresAt !== null && open && <div>{shortCountdown(row.expiresAt, now)}</div>}
    </Text>
  );
}
