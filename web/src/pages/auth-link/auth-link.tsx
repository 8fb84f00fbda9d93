import { Anchor, Group } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { connectSessionQuery } from "../../api/connect-session.ts";
import { useReadWhenSeen } from "../../api/notification.ts";
import { usePolling } from "../../live/live.tsx";
import { NextThatNeedsMe } from "../../connect-session/next-that-needs-me.tsx";
import classes from "./auth-link.module.css";
import { Details } from "./details.tsx";
import { Head } from "./head.tsx";
import { Lineage } from "./lineage.tsx";
import { LinkRegion } from "./link-region.tsx";
import { ProgressRegion } from "../../connect-session/progress-region.tsx";
import { useRowByClock } from "../../connect-session/use-row-by-clock.ts";
import { Note } from "./note.tsx";
import { Promised } from "./promised.tsx";

/** The page `/connect-sessions/:id`: send the link, watch what comes of it. */
export function AuthLink() {
  const { id } = useParams({ from: "/connect-sessions/$id" });
  const { data } = useSuspenseQuery({ ...connectSessionQuery(id), ...usePolling() });
  const row = useRowByClock(data);
  useReadWhenSeen({ connectSessionId: id });
  return (
    <>
      <title>{`${row.owner.name} · Connect console`}</title>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Anchor component={Link} to="/connect-sessions" size="sm">
          All auth links
        </Anchor>
        <NextThatNeedsMe after={id} />
      </Group>
      <Head row={row} key={`head ${id}`} />
      <Lineage row={row} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <LinkRegion row={row} key={`link ${id}`} />
          <Promised row={row} />
        </div>
        <div className={classes.column}>
          <ProgressRegion row={row} />
          <Note row={row} key={`note ${id}`} />
          <Details row={row} />
        </div>
      </div>
    </>
  );
}
