import type { Account } from "@connect-console/shared/account";
import type { Provider } from "@connect-console/shared/provider";
import { Badge, Group, Text } from "@mantine/core";
import { ProviderLogo } from "../../account/provider-logo.tsx";
import { Choice } from "../../ui/choice.tsx";
import classes from "./new-auth-link.module.css";

const any = "\u0000any";

interface Props {
  value: string;
  onChange: (provider: string) => void;
  providers: Provider[];
  accounts: Account[];
  /** the account to edit: its provider holds while none is chosen */
  edited: Account | undefined;
  error?: string | undefined;
}

/** **Provider**: what to connect; left empty, the customer chooses in the Hub. */
export function ProviderField({ value, onChange, providers, accounts, edited, error }: Props) {
  const byKey = new Map(providers.map((provider) => [provider.key, provider]));
  const known = value === "" || byKey.has(value);
  return (
    <Choice
      label="Provider"
      placeholder={edited?.providerName ?? edited?.provider ?? "Let the customer choose"}
      searchable
      data={[
        { value: any, label: "Let the customer choose" },
        ...providers.map(({ key, name }) => ({ value: key, label: name })),
        ...(known ? [] : [{ value, label: value }]),
      ]}
      value={value === "" ? null : value}
      onChange={(key) => onChange(key === any ? "" : key)}
      onCleared={() => onChange("")}
      nothingFoundMessage="No provider of this name is set up in StackOne."
      maxDropdownHeight={320}
      renderOption={({ option }) => {
        const provider = byKey.get(option.value);
        if (!provider) return <Text size="sm">{option.label}</Text>;
        return (
          <ProviderOption
            provider={provider}
            linked={accounts.filter((account) => account.provider === provider.key)}
          />
        );
      }}
      error={error}
    />
  );
}

function ProviderOption({ provider, linked }: { provider: Provider; linked: Account[] }) {
  return (
    <Group gap="sm" wrap="nowrap" w="100%">
      <ProviderLogo provider={provider} />
      <div className={classes.grow}>
        <Text size="sm">{provider.name}</Text>
        <Text size="xs" className={classes.optionDetail}>
          {provider.categories.join(", ") || "category not known"}
          {provider.active === false && " · switched off in StackOne"}
        </Text>
      </div>
      {linked.map(({ id, status }) => (
        <Badge key={id} size="sm" variant="default" tt="none">
          {status}
        </Badge>
      ))}
    </Group>
  );
}
