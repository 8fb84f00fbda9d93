import type { OwnerInput } from "@connect-console/shared/owner";
import { Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useState, type ReactNode } from "react";
import { useRefusal } from "../../api/me.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { lazyPart } from "../../ui/lazy-part.ts";
import { ShortProblem } from "../../ui/next-step.tsx";
import { OwnerChoice } from "./owner-choice.tsx";
import { useOwnerSearch, type OwnerSearch } from "./use-owner-search.ts";

const AddOwner = lazyPart(async () => (await import("../../owner/add-owner.tsx")).AddOwner);

interface Props {
  value: string;
  onChange: (ownerId: string) => void;
  /** what to call the chosen owner where nobody knows its id yet */
  unknownName?: string | undefined;
  error?: string | undefined;
}

/** **Owner**: found by name or id in the console's directory, or added to it. */
export function OwnerField({ value, onChange, unknownName, error }: Props) {
  const queryClient = useQueryClient();
  /** what to begin with, while the dialog is open */
  const [adding, setAdding] = useState<OwnerInput | null>(null);
  const search = useOwnerSearch(value);
  const refusal = useRefusal("owner.add");
  return (
    <>
      <OwnerChoice
        value={value}
        search={search}
        onChange={onChange}
        onAdd={() => setAdding({ id: "", name: search.wanted })}
        refusal={refusal}
        error={problemOf(value, search, error)}
      />
      {search.isUnknown && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          disabled={refusal !== null}
          title={refusal ?? undefined}
          onClick={() => setAdding({ id: value, name: unknownName ?? "" })}
        >
          {unknownName ? `Add it as “${unknownName}”…` : "Add it…"}
        </Button>
      )}
      {search.isUnknown && refusal !== null && <Text size="sm">{refusal}</Text>}
      {search.error && (
        <ErrorNotice
          error={search.error}
          title="The owners could not be searched"
          onRetry={search.retry}
        />
      )}
      {adding !== null && (
        <Suspense>
          <AddOwner
            initial={adding}
            onClose={() => setAdding(null)}
            onAdded={(id) => {
              onChange(id);
              // what could not be told of an unknown owner
              void queryClient.invalidateQueries({ queryKey: ["preview"] });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** What is wrong with the choice: nobody knows it, the server says so, or it could not be read. */
function problemOf(value: string, search: OwnerSearch, error: string | undefined): ReactNode {
  if (search.isUnknown)
    return `${value} isn’t known yet. There is no owner with this ID, neither here nor in StackOne.`;
  return error ?? (search.chosenError ? <ShortProblem error={search.chosenError} /> : undefined);
}
