import type { ConnectorProfile, Provider } from "@connect-console/shared/provider";

export function versionText({ version }: ConnectorProfile): string {
  if (version === null) return "version not known";
  return /^\d/.test(version) ? `v${version}` : version;
}

/** A connector profile as people know it: "HubSpot Sales – v2.0.1"; its key where it has no name. */
export function profileName(profile: ConnectorProfile, provider: string): string {
  return `${profile.name ?? provider} – ${versionText(profile)}`;
}

/** The same by its id, which is all that an account tells; the id itself where no provider has such a profile. */
export function profileNameOf(id: string, providers: Provider[]): string {
  for (const { name, profiles } of providers) {
    const profile = profiles.find((each) => each.id === id);
    if (profile) return profileName(profile, name);
  }
  return id;
}
