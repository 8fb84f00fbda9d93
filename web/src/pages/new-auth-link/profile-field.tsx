import type { ConnectorProfile, Provider } from "@connect-console/shared/provider";
import { Choice } from "../../ui/choice.tsx";
import { profileName, versionText } from "../../account/profile-name.ts";

const byDefault = "\u0000default";

interface Props {
  value: string;
  onChange: (connectorProfileId: string) => void;
  provider: string;
  providers: Provider[];
  /** the link edits an account that keeps its profile while none is chosen */
  keepsOwn: boolean;
  error?: string | undefined;
}

/** **Connector profile**: those of the provider; without one all, because a profile alone names its provider. */
export function ProfileField({ value, onChange, provider, providers, keepsOwn, error }: Props) {
  const shown = providers.filter(({ key }) => provider === "" || key === provider);
  const options = shown.map(({ key, name, profiles }) => ({
    group: name,
    items: profiles.map((profile) => ({ value: profile.id, label: profileLabel(profile, key) })),
  }));
  const known =
    value === "" || shown.some(({ profiles }) => profiles.some(({ id }) => id === value));
  return (
    <Choice
      label="Connector profile"
      searchable
      data={[
        { value: byDefault, label: keepsOwn ? "The account’s own" : defaultLabel(shown, provider) },
        ...(known ? [] : [{ value, label: value }]),
        ...options.filter(({ items }) => items.length > 0),
      ]}
      value={value === "" ? byDefault : value}
      onChange={(id) => onChange(id === byDefault ? "" : id)}
      nothingFoundMessage="No connector profile of this name."
      error={error}
    />
  );
}

function defaultLabel(shown: Provider[], provider: string): string {
  if (provider === "") return "Default of the provider";
  const profile = shown[0]?.profiles.find(({ isDefault }) => isDefault === true);
  return profile ? `Default – ${versionText(profile)}` : "Default";
}

function profileLabel(profile: ConnectorProfile, provider: string): string {
  const off = profile.active === false ? " (inactive)" : "";
  return `${profileName(profile, provider)}${off}`;
}
