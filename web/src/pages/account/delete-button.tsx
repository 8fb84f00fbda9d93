import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { useRefusal } from "../../api/me.ts";
import { lazyPart } from "../../ui/lazy-part.ts";

const DeleteAccount = lazyPart(async () => (await import("./delete-account.tsx")).DeleteAccount);

/** **Delete…**, for accounts of type test that are there; nothing for all others. */
export function DeleteButton({ account }: { account: AccountDetail }) {
  const [open, dialog] = useDisclosure(false);
  const refusal = useRefusal("account.delete_test");
  if (account.type !== "test" || account.goneAt !== null) return null;
  return (
    <>
      <Button
        variant="default"
        disabled={refusal !== null}
        title={refusal ?? undefined}
        onClick={dialog.open}
      >
        Delete…
      </Button>
      <Suspense>{open && <DeleteAccount account={account} onClose={dialog.close} />}</Suspense>
    </>
  );
}
