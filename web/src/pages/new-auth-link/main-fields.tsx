import { knownCategories } from "@connect-console/shared/provider";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../../api/provider.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { CategoriesField } from "./categories-field.tsx";
import { ExpiresInField } from "../../connect-session/expires-in-field.tsx";
import { fieldProps, type FieldsProps } from "./field-props.ts";
import { expiresInOf } from "./fields.ts";
import classes from "./new-auth-link.module.css";
import { OwnerField } from "./owner-field.tsx";
import { ProviderField } from "./provider-field.tsx";
import { useOwnerAccounts } from "./use-owner-accounts.ts";

interface Props extends FieldsProps {
  /** what to call the owner where nobody knows the id yet */
  ownerName: string | undefined;
}

/** Who and what. */
export function MainFields({ ownerName, ...form }: Props) {
  const { values } = form;
  const providers = useQuery(providersQuery);
  const accounts = useOwnerAccounts(values.ownerId);
  const provider = providers.data?.find(({ key }) => key === values.provider);
  const everyCategory = [
    ...knownCategories,
    ...(providers.data ?? []).flatMap(({ categories }) => categories),
  ];

  return (
    <>
      <OwnerField {...fieldProps(form, "ownerId")} unknownName={ownerName} />
      {providers.error && (
        <ErrorNotice
          error={providers.error}
          title="The providers could not be read"
          onRetry={() => void providers.refetch()}
        />
      )}
      <div className={classes.pair}>
        <ProviderField
          {...fieldProps(form, "provider")}
          providers={providers.data ?? []}
          accounts={values.ownerId === "" ? [] : (accounts.data ?? [])}
          edited={accounts.data?.find(({ id }) => id === values.accountId)}
        />
        <CategoriesField
          {...fieldProps(form, "categories")}
          choices={provider ? provider.categories : everyCategory}
        />
      </div>
      <ExpiresInField {...fieldProps(form, "expiresIn")} value={expiresInOf(values)} />
    </>
  );
}
