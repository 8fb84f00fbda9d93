import type { ConnectorProfile, Provider } from "@connect-console/shared/provider";
import type { StackOneAccount } from "../ports/stackone.ts";

/** How the screen names a profile: "BambooHR – Default (v2)". */
export function profileName(provider: Pick<Provider, "name">, profile: ConnectorProfile): string {
  const version =
    profile.version === null
      ? ""
      : ` (${/^\d/.test(profile.version) ? "v" : ""}${profile.version})`;
  const name = profile.name ?? profile.id;
  return `${name.startsWith(provider.name) ? name : `${provider.name} – ${name}`}${version}`;
}

/** "Default (version 1)", as a move names both ends. */
export function profileWithVersion(profile: ConnectorProfile): string {
  return `${profile.name ?? profile.id} (${profile.version === null ? "version not known" : `version ${profile.version}`})`;
}

/** What tells an account apart from its like: label, else username, with the end of its id. */
export function accountName({ id, label, username }: StackOneAccount): string {
  const short = id.length > 10 ? `…${id.slice(-6)}` : id;
  const name = label || username;
  return name ? `“${name}” (${short})` : short;
}

/** "a, b or c" */
export function either(names: string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
