import type { AccountType } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { Checkbox, Stack, TextInput, type TextInputProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../../api/provider.ts";
import { AccountField } from "./account-field.tsx";
import { Choice } from "../../ui/choice.tsx";
import { fieldProps, type FieldsProps } from "./field-props.ts";
import { MetadataRows } from "./metadata-rows.tsx";
import classes from "./new-auth-link.module.css";
import { ProfileField } from "./profile-field.tsx";
import { useOwnerAccounts } from "./use-owner-accounts.ts";

interface Props extends FieldsProps {
  outcome: Outcome | undefined;
}

/** What is chosen more rarely: quieter, but in sight. */
export function OptionFields({ outcome, ...form }: Props) {
  const { values } = form;
  const providers = useQuery(providersQuery);
  const accounts = useOwnerAccounts(values.ownerId);
  const multiple = fieldProps(form, "multiple");
  return (
    <Stack gap="md" className={classes.options}>
      <div className={classes.pair}>
        <ProfileField
          {...fieldProps(form, "connectorProfileId")}
          provider={values.provider}
          providers={providers.data ?? []}
          keepsOwn={outcome?.kind === "edit" && outcome.account?.connectorProfileId != null}
        />
        <AccountField
          {...fieldProps(form, "accountId")}
          accounts={accounts.data ?? []}
          state={accounts.state}
          provider={values.provider}
          ownerChosen={values.ownerId !== ""}
        />
        <TextField
          {...fieldProps(form, "label")}
          label="Label"
          placeholder="Tells this account apart"
        />
        <TextField
          {...fieldProps(form, "username")}
          label="Username"
          placeholder="Who will sign in"
          autoComplete="off"
        />
        <TypeField {...fieldProps(form, "type")} outcome={outcome} />
      </div>
      <Checkbox
        label="Allow another account"
        description="Makes a new account even where the owner has one at this provider"
        checked={multiple.value}
        onChange={(event) => multiple.onChange(event.currentTarget.checked)}
        error={multiple.error}
      />
      <MetadataRows {...fieldProps(form, "metadata")} />
    </Stack>
  );
}

function TextField({
  onChange,
  ...input
}: Omit<TextInputProps, "onChange"> & { onChange: (text: string) => void }) {
  return <TextInput {...input} onChange={(event) => onChange(event.currentTarget.value)} />;
}

interface TypeFieldProps {
  value: AccountType | "";
  onChange: (type: AccountType) => void;
  outcome: Outcome | undefined;
  error: string | undefined;
}

/** **Type**: left alone, an edit has the account's own type. */
function TypeField({ value, onChange, outcome, error }: TypeFieldProps) {
  const edited = outcome?.kind === "edit" && outcome.account?.type;
  return (
    <Choice
      label="Type"
      data={[
        { value: "production", label: "Production" },
        { value: "test", label: "Test" },
      ]}
      value={value || edited || "production"}
      onChange={(chosen) => onChange(chosen as AccountType)}
      error={error}
    />
  );
}
