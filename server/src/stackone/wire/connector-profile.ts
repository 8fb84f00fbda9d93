import type { Provider } from "@connect-console/shared/provider";
import * as z from "zod";
import { LooseId, LooseText, LooseTexts } from "./loose.ts";

const LooseFlag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((flag) => flag ?? null);

/** An entry of /connector_profiles or /auth_configs, which are the same thing (docs/stackone.md, 3). */
export const WireConnectorProfile = z.object({
  id: LooseId,
  name: LooseText,
  connector_key: z.string(),
  connector_label: LooseText,
  logo_url: LooseText,
  categories: LooseTexts,
  active: LooseFlag,
  default: LooseFlag,
  connector_version: LooseText,
  connector_pinned_version: LooseText,
  environment: LooseText,
  authentication_config_key: LooseText,
  authentication_config_label: LooseText,
});
export type WireConnectorProfile = z.infer<typeof WireConnectorProfile>;

/** The connector profiles by connector key, in StackOne's order. */
export function providersOf(profiles: WireConnectorProfile[]): Provider[] {
  return [...Map.groupBy(profiles, (profile) => profile.connector_key)].map(([key, group]) => ({
    key,
    name: firstKnown(group, "connector_label") ?? key,
    logoUrl: showable(firstKnown(group, "logo_url")),
    categories: [...new Set(group.flatMap((profile) => profile.categories ?? []))],
    active: anyActive(group),
    profiles: group.map((profile) => ({
      id: profile.id,
      name: profile.name,
      isDefault: profile.default,
      active: profile.active,
      version: profile.connector_pinned_version ?? profile.connector_version,
      environment: profile.environment,
      authentication: authenticationOf(profile),
    })),
  }));
}

function firstKnown(
  group: WireConnectorProfile[],
  field: "connector_label" | "logo_url",
): string | null {
  return group.find((profile) => profile[field] !== null)?.[field] ?? null;
}

function authenticationOf(profile: WireConnectorProfile): string | null {
  const { authentication_config_key: key, authentication_config_label: label } = profile;
  const known = [key, label].filter((text) => text !== null);
  return known.length > 0 ? known.join(": ") : null;
}

/** Only pictures go into a page. */
function showable(logo: string | null): string | null {
  return logo !== null && /^(https?:\/\/|data:image\/)/.test(logo) ? logo : null;
}

/** False only when StackOne says so of every profile. */
function anyActive(group: WireConnectorProfile[]): boolean | null {
  if (group.some((profile) => profile.active === true)) return true;
  return group.some((profile) => profile.active === null) ? null : false;
}
