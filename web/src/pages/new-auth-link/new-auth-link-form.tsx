import { Paper, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState, type FormEvent } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { lazyPart } from "../../ui/lazy-part.ts";
import { CreateButton } from "./create-button.tsx";
import { type DraftKey, forgetDraft } from "./draft.ts";
import { cured, errorsOf, inputOf, type FormValues, type Prefill } from "./form-values.ts";
import { DraftNotice, DuplicateNotice } from "./form-notices.tsx";
import { MainFields } from "./main-fields.tsx";
import classes from "./new-auth-link.module.css";
import { OptionFields } from "./option-fields.tsx";
import { useCreating } from "./use-creating.ts";
import { useFormValues } from "./use-form-values.ts";
import { usePreview } from "./use-preview.ts";
import { WhatThisLinkWillDo } from "./what-this-link-will-do.tsx";

const OpenLinkGuard = lazyPart(async () => (await import("./open-link-guard.tsx")).OpenLinkGuard);

interface Props {
  initial: FormValues;
  prefill: Prefill;
  draftKey: DraftKey;
}

/** Form and outcome side by side. */
export function NewAuthLinkForm({ initial, prefill, draftKey }: Props) {
  const form = useNewAuthLink(initial, draftKey);
  const { values, errors, change, preview, typed, creating } = form;
  const { outcome } = preview;
  const ownerChosen = values.ownerId !== "";
  return (
    <form
      noValidate
      className={classes.columns}
      onSubmit={(event) => submitUnlessHalfTyped(event, () => void creating.submit())}
    >
      <Paper withBorder p="lg">
        <Stack gap="md">
          {form.fromDraft && <DraftNotice onClear={form.clear} />}
          {prefill.duplicates && (
            <DuplicateNotice
              kind={prefill.duplicates}
              multiple={values.multiple}
              onAllow={() => change({ multiple: true })}
            />
          )}
          <MainFields
            values={values}
            errors={errors}
            onChange={change}
            ownerName={prefill.ownerName}
          />
          <OptionFields values={values} errors={errors} onChange={change} outcome={outcome} />
          <CreateButton
            ownerChosen={ownerChosen}
            type={outcome?.account?.type === "test" ? "test" : values.type}
            preview={preview}
            typed={typed}
            pending={creating.pending}
            error={creating.error}
          />
        </Stack>
      </Paper>
      <WhatThisLinkWillDo
        ownerChosen={ownerChosen}
        test={values.type === "test" || outcome?.account?.type === "test"}
        preview={preview}
        typed={typed}
        onTyped={form.setTyped}
        onCure={(set) => change(cured(values, set))}
      />
      {creating.guard !== null && outcome && (
        <Suspense>
          <OpenLinkGuard
            id={creating.guard}
            outcome={outcome}
            onClose={creating.leaveGuard}
            onGoOn={() => void creating.submit(creating.guard)}
          />
        </Suspense>
      )}
    </form>
  );
}

/** What is chosen, what it will do, and the making of it. */
function useNewAuthLink(initial: FormValues, draftKey: DraftKey) {
  const navigate = useNavigate();
  const { values, change, fromDraft, clear } = useFormValues(initial, draftKey);
  // what was typed to confirm a warning
  const [typed, setTyped] = useState("");
  const input = inputOf(values);
  const preview = usePreview(input);
  const creating = useCreating({ input, preview, typed }, async (id) => {
    forgetDraft(draftKey);
    await navigate({ to: "/connect-sessions/$id", params: { id } });
  });
  // A field's message stands beside it until the next answer; what an answer says of fields is not kept in the form.
  const problem = creating.error ?? preview.error;
  return {
    values,
    errors: errorsOf(problem instanceof ApiProblem ? (problem.detail.fields ?? {}) : {}),
    change(patch: Partial<FormValues>): void {
      creating.forgetError();
      setTyped("");
      change(patch);
    },
    fromDraft,
    clear(): void {
      clear();
      setTyped("");
    },
    preview,
    typed,
    setTyped,
    creating,
  };
}

/** A picker in which something is half typed takes the focus and says what is missing. */
function submitUnlessHalfTyped(event: FormEvent<HTMLFormElement>, submit: () => void): void {
  event.preventDefault();
  const halfTyped = [...event.currentTarget.querySelectorAll("input")].find(
    ({ validity }) => validity.customError,
  );
  if (halfTyped) halfTyped.focus();
  else submit();
}
