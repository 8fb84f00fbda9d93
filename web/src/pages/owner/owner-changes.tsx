import type { OwnerDetail } from "@connect-console/shared/owner";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useRefusal } from "../../api/me.ts";
import { linksOfOwnerCountQuery } from "../../api/owner-directory.ts";
import { lazyPart } from "../../ui/lazy-part.ts";

const NameChanged = lazyPart(async () => (await import("./name-changed.tsx")).NameChanged);
const DeleteOwner = lazyPart(async () => (await import("./delete-owner.tsx")).DeleteOwner);

/** What an admin can change of an owner; a button that cannot be pressed says why. */
export function OwnerChanges({ owner }: { owner: OwnerDetail }) {
  const [renaming, rename] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const links = useQuery(linksOfOwnerCountQuery(owner.id));
  const whyNotRename = useRefusal("owner.rename");
  const whyNotDelete = useRefusal("owner.delete") ?? whyInUse(owner, links.data);
  return (
    <>
      <Button
        variant="default"
        disabled={whyNotRename !== null}
        title={whyNotRename ?? undefined}
        onClick={rename.open}
      >
        Name changed…
      </Button>
      <Button
        variant="default"
        disabled={whyNotDelete !== null}
        title={whyNotDelete ?? undefined}
        onClick={remove.open}
      >
        Delete owner…
      </Button>
      <Suspense>
        {renaming && <NameChanged owner={owner} onClose={rename.close} />}
        {deleting && <DeleteOwner owner={owner} onClose={remove.close} />}
      </Suspense>
    </>
  );
}

/** The server asks StackOne besides; `links`: whether there is any, undefined while that is read. */
function whyInUse({ accounts }: OwnerDetail, links: boolean | undefined): string | null {
  if (accounts > 0) return "An owner with accounts can’t be deleted.";
  if (links === undefined) return "Loading the owner’s auth links…";
  return links ? "An owner with auth links can’t be deleted." : null;
}
