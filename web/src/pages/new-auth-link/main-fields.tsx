import { knownCategories } from "@connect-console/shared/provider";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../../api/provider.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { CategoriesField } from "./categories-field.tsx";
import { ExpiresInField } from "../../connect-session/expires-in-field.tsx";
import { expiresInOf, type FormValues } from "./form-values.ts";
import classes from "./new-auth-link.module.css";
import { OwnerField } from "./owner-field.tsx";
import { ProviderField } from "./provider-field.tsx";
import { useOwnerAccounts } from "./use-owner-accounts.ts";

export interface FieldsProps {
  values: FormValues;
  /** path of the input → its message */
  fields: Record<string, string>;
  onChange: (patch: Partial<FormValues>) => void;
}

/** Who and what. */
export function MainFields({
  values,
  fields,
  onChange,
  ownerName,
}: FieldsProps & {
  /** what to call the owner where nobody knows the id yet */
  ownerName: string | undefined;
}) {
  const providers = useQuery(providersQuery);
  const accounts = useOwnerAccounts(values.ownerId);
  const provider = providers.data?.find(({ key }) => key === values.provider);
  const everyCategory = [
    ...knownCategories,
    ...(providers.data ?? []).flatMap(({ categories }) => categories),
  ];

  return (
    <>
      <OwnerField
        value={values.ownerId}
        // an account belongs to its owner, so it goes with the former one
        onChange={(ownerId) => onChange({ ownerId, accountId: "" })}
        unknownName={ownerName}
        error={fields["ownerId"]}
      />
      {providers.error && (
        <ErrorNotice
          error={providers.error}
          title="The providers could not be read"
          onRetry={() => void providers.refetch()}
        />
      )}
      <div className={classes.pair}>
        <ProviderField
          value={values.provider}
          onChange={(key) => onChange({ provider: key, connectorProfileId: "", accountId: "" })}
          providers={providers.data ?? []}
          accounts={values.ownerId === "" ? [] : (accounts.data ?? [])}
          edited={accounts.data?.find(({ id }) => id === values.accountId)}
          error={fields["provider"]}
        />
        <CategoriesField
          value={values.categories}
          onChange={(categories) => onChange({ categories })}
          choices={provider ? provider.categories : everyCategory}
          error={fields["categories"]}
        />
      </div>
      <ExpiresInField
        value={expiresInOf(values)}
        onChange={(expiresIn) => onChange({ expiresIn })}
        error={fields["expiresIn"]}
      />
    </>
  );
}
