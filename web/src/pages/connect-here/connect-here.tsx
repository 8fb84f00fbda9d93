import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Anchor, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, Suspense } from "react";
import { connectSessionQuery } from "../../api/connect-session.ts";
import { meQuery } from "../../api/me.ts";
import { ColorSchemeToggle } from "../../frame/color-scheme-toggle.tsx";
import { ConnectionStrip } from "../../frame/connection-strip.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import frame from "../../frame/frame.module.css";
import { usePolling } from "../../live/live.tsx";
import { PageLoading } from "../../frame/page-loading.tsx";
import { SimulatorStrip } from "../../frame/simulator-strip.tsx";
import { SignInEnded, useSignInEnded } from "../../frame/use-sign-in-ended.ts";
import { LinkTitle } from "../../connect-session/link-title.tsx";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { useRowByClock } from "../../connect-session/use-row-by-clock.ts";
import { ProgressRegion } from "../../connect-session/progress-region.tsx";
import classes from "./connect-here.module.css";
import { HubRegion, pageOf } from "./hub-region.tsx";

/** The document `/connect-here/:id`: the Hub for a staff member in the customer's place, and what comes of it beside it. */
export function ConnectHere({ id }: { id: string }) {
  const me = useQuery(meQuery);
  const row = useQuery({ ...connectSessionQuery(id), ...usePolling() });
  const simulated = me.data?.stackone.kind === "simulator";
  const ended = useSignInEnded(me.data?.signIn === "proxy");
  const error = me.error ?? row.error;
  const retry = (): void => {
    if (me.error) void me.refetch();
    if (row.error) void row.refetch();
  };
  return (
    <div className={frame.frame}>
      <section aria-label="Console" className={frame.top} data-simulator={simulated}>
        {simulated && <SimulatorStrip host={me.data?.stackone.host ?? ""} />}
        <div className={frame.header}>
          <a href="/" className={frame.name}>
            Connect console
          </a>
          <div className={frame.tools}>
            <Suspense>{ended && <SignInEnded />}</Suspense>
            <ColorSchemeToggle />
          </div>
        </div>
        <ConnectionStrip />
      </section>
      <div className={classes.page}>
        <main className={classes.main}>
          {me.data && row.data ? (
            <Content row={row.data} />
          ) : error ? (
            <NotShown>
              <ErrorNotice error={error} title="This page could not be shown" onRetry={retry} />
            </NotShown>
          ) : (
            <PageLoading />
          )}
        </main>
      </div>
    </div>
  );
}

function Content({ row: known }: { row: ConnectSession }) {
  const row = useRowByClock(known);
  return (
    <>
      <title>{`Connect here · ${row.owner.name} · Connect console`}</title>
      <Anchor href={pageOf(row.id)} size="sm" underline="always">
        Back to the auth link
      </Anchor>
      <LinkTitle row={row} />
      <ProgressWord row={row} size="lg" />
      <div className={classes.columns}>
        <HubRegion row={row} key={row.id} />
        <ProgressRegion row={row} />
      </div>
    </>
  );
}

function NotShown({ children }: { children: ReactNode }) {
  return (
    <>
      <Title order={1} size="h2" mb="sm">
        Connect here
      </Title>
      {children}
      <Text mt="sm">
        <Anchor href="/connect-sessions" underline="always">
          All auth links
        </Anchor>
      </Text>
    </>
  );
}
