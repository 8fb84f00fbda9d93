import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useRefusal } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { useStackOneCheck } from "../../api/stackone-check.ts";
import { Choice } from "../../ui/choice.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { OwnerFilter } from "../../owner/owner-filter.tsx";

/** With which owner and provider the check may work. */
export function StackOneStart() {
  const [ownerId, setOwnerId] = useState("");
  const [provider, setProvider] = useState("");
  const providers = useQuery(providersQuery);
  const refusal = useRefusal("settings.write");
  const { start } = useStackOneCheck();
  const isReady = ownerId !== "" && provider !== "";
  const fields = start.error instanceof ApiProblem ? (start.error.detail.fields ?? {}) : {};
  return (
    <form
      aria-label="Check StackOne"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && refusal === null) start.mutate({ ownerId, provider });
      }}
    >
      <Group align="flex-end" gap="sm">
        <OwnerFilter
          value={ownerId === "" ? [] : [ownerId]}
          placeholder="An owner kept for tests"
          onChange={(ids) => setOwnerId(ids.at(-1) ?? "")}
        />
        <Choice
          label="Provider"
          placeholder="One it has no account at"
          searchable
          data={(providers.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          value={provider === "" ? null : provider}
          onChange={setProvider}
          error={fields["provider"]}
        />
        <Button
          type="submit"
          variant="default"
          loading={start.isPending}
          disabled={!isReady || refusal !== null}
          title={refusal ?? (isReady ? undefined : "Choose an owner and a provider first.")}
        >
          Check StackOne
        </Button>
      </Group>
      {start.error && fields["provider"] === undefined && (
        <ErrorNotice error={start.error} title="The check didn't start" />
      )}
    </form>
  );
}
