import type { ConnectSession, HubAccess } from "@connect-console/shared/connect-session";
import {
  confirmedBy,
  toConfirm,
  whyUnconfirmed,
  type Outcome,
} from "@connect-console/shared/outcome";
import { Alert, Button, Group, Loader, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClockOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useCheckConnectSession } from "../../api/connect-session.ts";
import { hubAccessQuery, hubComponentQuery } from "../../api/hub.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useNow } from "../../ui/now.ts";
import classes from "./connect-here.module.css";
import { ReissueHere } from "./reissue-here.tsx";
import { StackOneHub } from "./stackone-hub.tsx";
import { TypedConfirmation } from "../../connect-session/typed-confirmation.tsx";
import { mustLeave, useWhyNotConnectHere } from "../../connect-session/why-not-connect-here.ts";

/** The region **Hub**: StackOne's component as the customer meets it, or why it is not there. */
export function HubRegion({ row }: { row: ConnectSession }) {
  const whyNot = useWhyNotConnectHere(row);
  const now = useNow();
  const component = useQuery({ ...hubComponentQuery, enabled: whyNot === null });
  // the token is asked for only where there is something to give it to
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const access = useQuery({
    ...hubAccessQuery(row.id, confirmed),
    enabled: whyNot === null && component.isSuccess,
  });
  const isThere = access.data !== undefined && !mustLeave(row, now);

  return (
    <Paper component="section" aria-label="Hub" withBorder p="lg" className={classes.region}>
      <Title order={2} size="h5" mb="sm">
        What the customer meets
      </Title>
      <Stack gap="sm">
        {isThere && <OpenHub row={row} access={access.data} />}
        {!isThere && whyNot !== null && <WhyNot row={row} why={whyNot} />}
        {!isThere && whyNot === null && (
          <Opening
            error={component.error ?? access.error}
            onRetry={() => void (component.error ? component.refetch() : access.refetch())}
            onConfirm={setConfirmed}
          />
        )}
      </Stack>
    </Paper>
  );
}

function OpenHub({ row, access }: { row: ConnectSession; access: HubAccess }) {
  const [saysDone, setSaysDone] = useState(false);
  const check = useCheckConnectSession(row.id);
  const checkNow = () => check.mutate({});
  return (
    <>
      {!isConnected(row) && (
        <Text size="sm">
          You are in the customer’s place: what is entered here goes to StackOne, and the account
          will belong to {row.owner.name}.
        </Text>
      )}
      <Standing row={row} saysDone={saysDone} />
      {check.error && (
        <ErrorNotice error={check.error} title="StackOne could not be asked" onRetry={checkNow} />
      )}
      <div className={classes.hub}>
        <StackOneHub
          access={access}
          onSuccess={() => {
            setSaysDone(true);
            checkNow();
          }}
          onClose={() => window.location.assign(pageOf(row.id))}
        />
      </div>
      {!isConnected(row) && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            Should it say “No configured integrations available.”, StackOne offers nothing for this
            link or takes it for expired.
          </Text>
          <ReissueHere row={row} quiet />
        </Group>
      )}
    </>
  );
}

export function pageOf(id: string): string {
  return `/connect-sessions/${encodeURIComponent(id)}`;
}

function isConnected({ progress }: ConnectSession): boolean {
  return progress === "connected" || progress === "connected_with_problem";
}

/** What the Hub claims is a hint; only the progress, which follows proofs, says that it is done. */
function Standing({ row, saysDone }: { row: ConnectSession; saysDone: boolean }) {
  const isWaiting = saysDone && !isConnected(row);
  return (
    <div role="status">
      {isWaiting && (
        <Alert icon={<Loader size={16} aria-hidden />} p="sm">
          {row.progress === "likely_connected"
            ? "The Hub says it is done, and an account was saved. StackOne does not say by whom: answer under Progress."
            : "The Hub says it is done; waiting for StackOne’s word."}
        </Alert>
      )}
      {isConnected(row) && (
        <Alert icon={<IconCheck aria-hidden />} p="sm" title="StackOne has the account">
          <Text size="sm">The result check on the link’s page says whether it is as expected.</Text>
          <Group mt="sm">
            <Back id={row.id} />
          </Group>
        </Alert>
      )}
    </div>
  );
}

function Opening({
  error,
  onRetry,
  onConfirm,
}: {
  error: Error | null;
  onRetry: () => void;
  onConfirm: (codes: string[]) => void;
}) {
  const outcome = error instanceof ApiProblem ? error.detail.outcome : undefined;
  if (outcome && toConfirm(outcome).length > 0)
    return <ConfirmFirst outcome={outcome} onConfirm={onConfirm} />;
  if (error)
    return <ErrorNotice error={error} title="The Hub could not be opened" onRetry={onRetry} />;
  return (
    <Group gap="xs" role="status" mih={160} justify="center">
      <Loader size="sm" aria-hidden />
      <Text>Opening the Hub …</Text>
    </Group>
  );
}

/** The token is handed out only after the warning was confirmed. */
function ConfirmFirst({
  outcome,
  onConfirm,
}: {
  outcome: Outcome;
  onConfirm: (codes: string[]) => void;
}) {
  const [typed, setTyped] = useState("");
  const confirmed = confirmedBy(outcome, typed);
  return (
    <Alert icon={<IconAlertTriangle aria-hidden />} title="Confirm first">
      {toConfirm(outcome).map((note) => (
        <div key={note.code}>
          <Text size="sm">{note.message}</Text>
          <TypedConfirmation note={note} typed={typed} onTyped={setTyped} />
        </div>
      ))}
      <Button
        mt="sm"
        disabled={confirmed.length === 0}
        title={whyUnconfirmed(outcome, typed) ?? undefined}
        onClick={() => onConfirm(confirmed)}
      >
        Connect here
      </Button>
    </Alert>
  );
}

/** Said in our words, because the Hub itself would only show an empty list. */
function WhyNot({ row, why }: { row: ConnectSession; why: string }) {
  const helps = row.progress !== "creating" && row.progress !== "connected";
  return (
    <Alert icon={<IconClockOff aria-hidden />} title="The Hub is not open" role="status">
      <Text size="sm">{why}</Text>
      <Group gap="xs" mt="sm">
        {helps && <ReissueHere row={row} />}
        <Back id={row.id} />
      </Group>
    </Alert>
  );
}

function Back({ id }: { id: string }) {
  return (
    <Button component="a" href={pageOf(id)} variant="default">
      Back to the auth link
    </Button>
  );
}
