import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import { confirmedBy, openLinkIn } from "@connect-console/shared/outcome";
import { Paper, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { keepPreview, previewQuery, useCreateConnectSession } from "../../api/connect-session.ts";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { CreateButton } from "./create-button.tsx";
import { type DraftKey, forgetDraft, keepDraft, readDraft } from "./draft.ts";
import { cured, inputOf, type FormValues, type Prefill } from "./form-values.ts";
import { DraftNotice, DuplicateNotice } from "./form-notices.tsx";
import { MainFields } from "./main-fields.tsx";
import classes from "./new-auth-link.module.css";
import { OptionFields } from "./option-fields.tsx";
import { WhatThisLinkWillDo } from "./what-this-link-will-do.tsx";
import { lazyPart } from "../../ui/lazy-part.ts";

const OpenLinkGuard = lazyPart(async () => (await import("./open-link-guard.tsx")).OpenLinkGuard);
const settledAfterMs = 250;

interface Props {
  initial: FormValues;
  prefill: Prefill;
  place: DraftKey;
}

/** Form and outcome side by side. The button sends what the outcome was worked out for, and that outcome with it. */
export function NewAuthLinkForm({ initial, prefill, place }: Props) {
  const [draft] = useState(() => readDraft(place));
  const [values, setValues] = useState(draft ?? initial);
  const [start, setStart] = useState(values);
  useEffect(() => {
    if (values !== start) keepDraft(place, values);
  }, [values, start, place]);
  const [keys] = useState(createIdempotencyKeys);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const create = useCreateConnectSession();
  // the open link that stands in the way of the press
  const [guard, setGuard] = useState<string | null>(null);

  // what was typed to confirm a warning
  const [typed, setTyped] = useState("");

  const input = inputOf(values);
  const body = JSON.stringify(input);
  const [settledBody] = useDebouncedValue(body, settledAfterMs);
  const settled = JSON.parse(settledBody) as ConnectSessionInput;
  const preview = useQuery({
    ...previewQuery(settled),
    enabled: settled.ownerId !== "" && input.ownerId !== "",
  });
  const ownerChosen = values.ownerId !== "";
  const upToDate = !preview.isPlaceholderData && settledBody === body;
  const outcome = ownerChosen && settled.ownerId !== "" ? preview.data : undefined;

  // A field's message stands beside it until the next answer; what an answer says of fields is not kept in the form.
  const problem = create.error ?? preview.error;
  const fields = problem instanceof ApiProblem ? (problem.detail.fields ?? {}) : {};

  function change(patch: Partial<FormValues>): void {
    if (create.error) create.reset();
    setTyped("");
    setValues((before) => ({ ...before, ...patch }));
  }

  function clear(): void {
    forgetDraft(place);
    setStart(initial);
    setValues(initial);
    setTyped("");
  }

  /** `seen` is the open link that the person was shown and left as it is. */
  async function submit(seen: string | null = null): Promise<void> {
    if (!outcome || !upToDate || create.isPending) return;
    const open = openLinkIn(outcome);
    setGuard(open === seen ? null : open);
    if (open !== null && open !== seen) return;
    const { kind, account } = outcome;
    const confirmed = confirmedBy(outcome, typed);
    const expected = {
      kind,
      accountId: account?.id ?? null,
      openLink: open,
      ...(confirmed.length > 0 && { confirmed }),
    };
    const wanted = { ...input, expected };
    try {
      const { connectSession } = await create.mutateAsync({
        input: wanted,
        idempotencyKey: keys.keyFor(wanted),
      });
      keys.answered(null);
      forgetDraft(place);
      await navigate({ to: "/connect-sessions/$id", params: { id: connectSession.id } });
      // what was told before knows nothing of this link
      queryClient.removeQueries({ queryKey: ["preview"] });
    } catch (error) {
      keys.answered(error);
      const told = error instanceof ApiProblem ? error.detail.outcome : undefined;
      if (!told) return;
      keepPreview(queryClient, input, told);
      if (openLinkIn(told) !== open) setGuard(openLinkIn(told));
    }
  }

  return (
    <form
      noValidate
      className={classes.columns}
      onSubmit={(event) => {
        event.preventDefault();
        // a picker in which something is half typed takes the focus and says what is missing
        const halfTyped = [...event.currentTarget.querySelectorAll("input")].find(
          ({ validity }) => validity.customError,
        );
        if (halfTyped) halfTyped.focus();
        else void submit();
      }}
    >
      <Paper withBorder p="lg">
        <Stack gap="md">
          {draft && start !== initial && <DraftNotice onClear={clear} />}
          {prefill.duplicates && (
            <DuplicateNotice
              kind={prefill.duplicates}
              multiple={values.multiple}
              onAllow={() => change({ multiple: true })}
            />
          )}
          <MainFields
            values={values}
            fields={fields}
            onChange={change}
            ownerName={prefill.ownerName}
          />
          <OptionFields values={values} fields={fields} outcome={outcome} onChange={change} />
          <CreateButton
            ownerChosen={ownerChosen}
            type={outcome?.account?.type === "test" ? "test" : values.type}
            outcome={outcome}
            upToDate={upToDate}
            typed={typed}
            previewFailed={preview.isError}
            pending={create.isPending}
            error={create.error}
          />
        </Stack>
      </Paper>
      <WhatThisLinkWillDo
        ownerChosen={ownerChosen}
        test={values.type === "test" || outcome?.account?.type === "test"}
        outcome={outcome}
        error={preview.error}
        loading={!upToDate || preview.isFetching}
        again={preview.failureCount > 0}
        typed={typed}
        onTyped={setTyped}
        onCure={(set) => change(cured(values, set))}
        onRetry={() => void preview.refetch()}
      />
      {guard !== null && outcome && (
        <Suspense>
          <OpenLinkGuard
            id={guard}
            outcome={outcome}
            onClose={() => setGuard(null)}
            onGoOn={() => void submit(guard)}
          />
        </Suspense>
      )}
    </form>
  );
}
