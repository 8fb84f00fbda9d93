import type { AccountType } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { Checkbox, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../../api/provider.ts";
import { AccountField } from "./account-field.tsx";
import { Choice } from "../../ui/choice.tsx";
import type { FieldsProps } from "./main-fields.tsx";
import { MetadataRows } from "./metadata-rows.tsx";
import classes from "./new-auth-link.module.css";
import { ProfileField } from "./profile-field.tsx";
import { useOwnerAccounts } from "./use-owner-accounts.ts";

/** What is chosen more rarely: quieter, but in sight. */
export function OptionFields({
  values,
  fields,
  outcome,
  onChange,
}: FieldsProps & { outcome: Outcome | undefined }) {
  const providers = useQuery(providersQuery);
  const accounts = useOwnerAccounts(values.ownerId);
  // Left alone, an edit has the account's own type.
  const type = values.type || (outcome?.kind === "edit" && outcome.account?.type) || "production";
  return (
    <Stack gap="md" className={classes.options}>
      <div className={classes.pair}>
        <ProfileField
          value={values.connectorProfileId}
          onChange={(connectorProfileId) => onChange({ connectorProfileId })}
          provider={values.provider}
          providers={providers.data ?? []}
          keepsOwn={outcome?.kind === "edit" && outcome.account?.connectorProfileId != null}
          error={fields["connectorProfileId"]}
        />
        <AccountField
          value={values.accountId}
          onChange={(accountId) => onChange({ accountId })}
          accounts={accounts.data ?? []}
          state={accounts.state}
          provider={values.provider}
          ownerChosen={values.ownerId !== ""}
          error={fields["accountId"]}
        />
        <TextInput
          label="Label"
          placeholder="Tells this account apart"
          value={values.label}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
          error={fields["label"]}
        />
        <TextInput
          label="Username"
          placeholder="Who will sign in"
          autoComplete="off"
          value={values.username}
          onChange={(event) => onChange({ username: event.currentTarget.value })}
          error={fields["username"]}
        />
        <Choice
          label="Type"
          data={[
            { value: "production", label: "Production" },
            { value: "test", label: "Test" },
          ]}
          value={type}
          onChange={(chosen) => onChange({ type: chosen as AccountType })}
          error={fields["type"]}
        />
      </div>
      <Checkbox
        label="Allow another account"
        description="Makes a new account even where the owner has one at this provider"
        checked={values.multiple}
        onChange={(event) => onChange({ multiple: event.currentTarget.checked })}
        error={fields["multiple"]}
      />
      <MetadataRows
        value={values.metadata}
        onChange={(metadata) => onChange({ metadata })}
        error={Object.entries(fields).find(([path]) => path.startsWith("metadata"))?.[1]}
      />
    </Stack>
  );
}
