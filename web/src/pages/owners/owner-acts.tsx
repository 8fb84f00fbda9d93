import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useRefusal } from "../../api/me.ts";
import { ownersCsvPath } from "../../api/owner-directory.ts";
import { lazyPart } from "../../ui/lazy-part.ts";

const AddOwner = lazyPart(async () => (await import("../../owner/add-owner.tsx")).AddOwner);
const ImportOwners = lazyPart(async () => (await import("./import-owners.tsx")).ImportOwners);

/** What can be done with the directory as a whole. */
export function OwnerActs() {
  const [adding, add] = useDisclosure(false);
  const [importing, imports] = useDisclosure(false);
  const navigate = useNavigate();
  const whyNotAdd = useRefusal("owner.add");
  const whyNotImport = useRefusal("owner.import");
  const whyNotExport = useRefusal("owner.export");
  return (
    <Group gap="xs">
      <Button disabled={whyNotAdd !== null} title={whyNotAdd ?? undefined} onClick={add.open}>
        Add an owner…
      </Button>
      <Button
        variant="default"
        disabled={whyNotImport !== null}
        title={whyNotImport ?? undefined}
        onClick={imports.open}
      >
        Import…
      </Button>
      {whyNotExport === null ? (
        <Button component="a" href={ownersCsvPath} download variant="default">
          Export
        </Button>
      ) : (
        <Button variant="default" disabled title={whyNotExport}>
          Export
        </Button>
      )}
      <Suspense>
        {adding && (
          <AddOwner
            initial={{ id: "", name: "" }}
            onClose={add.close}
            onAdded={(ownerId) => void navigate({ to: "/owners/$ownerId", params: { ownerId } })}
          />
        )}
        {importing && <ImportOwners onClose={imports.close} />}
      </Suspense>
    </Group>
  );
}
