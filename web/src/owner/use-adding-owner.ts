import type { OwnerInput } from "@connect-console/shared/owner";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { ApiProblem } from "../api/api-problem.ts";
import { useAddOwner, usePreviewOwner } from "../api/owner.ts";

/** Id and name on their way into the directory: what is nearly the same is warned of first. `onDone` gets the owner's id. */
export function useAddingOwner(initial: OwnerInput, onDone: (ownerId: string) => void) {
  const form = useForm({ initialValues: initial });
  const preview = usePreviewOwner();
  const addOwner = useAddOwner();
  /** what was typed when the warning came; typing on takes it away */
  const [warnedFor, setWarnedFor] = useState<OwnerInput | null>(null);
  const { id, name } = form.values;
  const isWarned = warnedFor?.id === id && warnedFor.name === name;

  async function submit(values: OwnerInput): Promise<void> {
    try {
      if (!isWarned && (await preview.mutateAsync(values)).nearEqual.length > 0) {
        setWarnedFor(values);
        return;
      }
      onDone((await addOwner.mutateAsync(values)).id);
    } catch (error) {
      if (error instanceof ApiProblem && error.detail.fields) form.setErrors(error.detail.fields);
    }
  }

  const error = preview.error ?? addOwner.error;
  const isShownByFields = error instanceof ApiProblem && error.detail.fields !== undefined;
  return {
    form,
    submit,
    nearEqual: isWarned ? (preview.data?.nearEqual ?? []) : [],
    isPending: preview.isPending || addOwner.isPending,
    /** what no field says */
    error: isShownByFields ? null : error,
  };
}
