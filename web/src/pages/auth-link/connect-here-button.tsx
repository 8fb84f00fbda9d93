import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button } from "@mantine/core";
import { useWhyNotConnectHere } from "../../connect-session/why-not-connect-here.ts";

/** **Connect here**: leads to the document where the Hub runs. */
export function ConnectHereButton({ row }: { row: ConnectSession }) {
  const why = useWhyNotConnectHere(row);
  return (
    <Button
      variant="default"
      px="sm"
      disabled={why !== null}
      title={why ?? undefined}
      onClick={() => window.location.assign(`/connect-here/${encodeURIComponent(row.id)}`)}
    >
      Connect here
    </Button>
  );
}
