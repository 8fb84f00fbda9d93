import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { useReissueRefusal } from "../../api/me.ts";
import { lazyPart } from "../../ui/lazy-part.ts";

const Reissue = lazyPart(async () => (await import("../../connect-session/reissue.tsx")).Reissue);

/** **Re-issue**, which opens the Hub for the new link. */
export function ReissueHere({ row, quiet = false }: { row: ConnectSession; quiet?: boolean }) {
  const [reissuing, reissue] = useDisclosure(false);
  const refusal = useReissueRefusal(row);
  return (
    <>
      <Button
        variant={quiet ? "default" : "filled"}
        size={quiet ? "compact-sm" : "sm"}
        disabled={refusal !== null}
        title={refusal ?? undefined}
        onClick={reissue.open}
      >
        Re-issue
      </Button>
      <Suspense>
        {reissuing && (
          <Reissue
            row={row}
            onClose={reissue.close}
            onReissued={(id) => window.location.assign(`/connect-here/${encodeURIComponent(id)}`)}
          />
        )}
      </Suspense>
    </>
  );
}
