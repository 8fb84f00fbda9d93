import type { ConnectSession } from "@connect-console/shared/connect-session";
import { isPastEnd, progressByClock } from "@connect-console/shared/progress-by-clock";
import { useNowAs } from "../ui/now.ts";

type Row = Pick<ConnectSession, "progress" | "expiresAt">;

/** The row as it is to be shown: its time passes by the clock, before a look confirms it. */
export function useRowByClock<T extends Row>(row: T): T {
  const progress = useNowAs((now) => progressByClock(row.progress, endOf(row), now));
  return progress === row.progress ? row : { ...row, progress };
}

/** Whether the link opens nothing any more. */
export function useIsPastEnd(row: Row): boolean {
  return useNowAs((now) => isPastEnd(endOf(row), now));
}

function endOf({ expiresAt }: Row): number | null {
  return expiresAt === null ? null : Date.parse(expiresAt);
}
